"""Watermarks: what a file that was taken out says, plainly and hidden, of who took it out, when, and of what state.

The mark names an entry of the audit, and a seal that only the audit's key can make. It stands in plain words, as a line
or a column; and hidden where it changes nothing that is read: in a page as signs of no width, in CSV as quotes around
cells that need none, in Excel and Parquet as a property of the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

COLUMN: Final = "mark"
PROPERTY: Final = "shuzhu-mark"
_SIGNS: Final = "\u200b\u200c"
"""No width, for nought and one."""
_FENCE: Final = "\u2060\u200d\u2060"
_BITS: Final = 64
_TOKEN: Final = re.compile(r"\b(\d{1,10})-([0-9a-f]{8})\b")
_HIDDEN: Final = re.compile(f"{_FENCE}([{_SIGNS}]{{{_BITS}}}){_FENCE}")
_CELL: Final = re.compile(r'("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)')
_NEEDY: Final = re.compile(r'[",\r\n]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A watermark: the number of its entry in the audit with the seal, and what is said of it in plain words."""

    number: int
    seal: str
    who: str
    at: datetime
    snapshot: str

    @property
    def token(self) -> str:
        """What is read back."""
        return f"{self.number}-{self.seal}"

    @property
    def line(self) -> str:
        """The visible mark."""
        return f"导出：{self.who}　{self.at.astimezone():%Y-%m-%d %H:%M}　快照 {self.snapshot}　标记 {self.token}"

    @property
    def hidden(self) -> str:
        """The same in signs of no width."""
        return _FENCE + "".join(_SIGNS[bit] for bit in _bits(self)) + _FENCE


def stamp_html(text: str, mark: Mark) -> str:
    """A page with its mark: a line at its foot, and hidden at its beginning."""
    line = f'<p class="mark">{_escaped(mark.line)}</p>'
    begun = re.sub(r"(<body[^>]*>)", lambda found: found[1] + mark.hidden, text, count=1)
    foot = next((end for end in ("</footer>", "</body>") if end in begun), None)
    if foot is None:
        return begun + line
    before, _, after = begun.rpartition(foot)
    return f"{before}{line}{foot}{after}"


def stamp_svg(text: str, mark: Mark) -> str:
    """A chart with its mark where a picture says what it is of; it is drawn as it was."""
    before, end, after = text.rpartition("</svg>")
    return f"{before}<metadata>{_escaped(mark.line)}{mark.hidden}</metadata>{end}{after}"


def stamp_markdown(text: str, mark: Mark) -> str:
    """A Markdown text with its mark: a line at its end with the hidden one in it."""
    return f"{text.rstrip()}\n\n{mark.hidden}{mark.line}\n"


def marked_rows(rows: Sequence[Mapping[str, Any]], mark: Mark) -> list[dict[str, Any]]:
    """Rows with the visible mark as their last column, the hidden one in it."""
    return [{**row, COLUMN: mark.hidden + mark.line} for row in rows]


def marked_csv(names: Sequence[str], rows: Sequence[Mapping[str, Any]], mark: Mark | None) -> str:
    """Rows as CSV; with a mark, cells that need no quotes have them where a bit of it is one."""
    bits = _bits(mark) if mark else ()
    lines, place = [",".join(_cell(name, quoted=False) for name in names)], 0
    for row in rows:
        cells = []
        for name in names:
            text = "" if row.get(name) is None else str(row[name])
            needy = bool(_NEEDY.search(text))
            cells.append(_cell(text, quoted=bool(bits and not needy and bits[place % _BITS])))
            place += not needy
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def tokens_in(text: str) -> Iterator[tuple[int, str]]:
    """Every mark that a text may hold, hidden or plain, as number and seal; the seal says whether it is one."""
    for found in _HIDDEN.finditer(text):
        yield _of_bits([_SIGNS.index(sign) for sign in found[1]])
    for found in _TOKEN.finditer(text):
        yield int(found[1]), found[2]
    quoted = [cell[0].startswith('"') for cell in _plain_cells(text)]
    if len(quoted) >= _BITS:
        columns = (quoted[n::_BITS] for n in range(_BITS))
        yield _of_bits([int(2 * sum(column) > len(column)) for column in columns])


def _escaped(words: str) -> str:
    """Words as a page has them."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _plain_cells(text: str) -> Iterator[tuple[str, str]]:
    """The cells of CSV below its head that need no quotes, as they are written, each with what ends it."""
    body = text.removeprefix("\ufeff").partition("\n")[2]
    for found in _CELL.finditer(body):
        if found.start() == len(body):
            return
        inner = found[1][1:-1] if found[1].startswith('"') else found[1]
        if not _NEEDY.search(inner):
            yield found[1], found[2]


def _cell(text: str, *, quoted: bool) -> str:
    """A cell of CSV."""
    return '"' + text.replace('"', '""') + '"' if quoted or _NEEDY.search(text) else text


def _bits(mark: Mark) -> tuple[int, ...]:
    """Thirty-two bits of the number, and as many of the seal."""
    whole = f"{mark.number:032b}{int(mark.seal, 16):032b}"
    return tuple(int(bit) for bit in whole)


def _of_bits(bits: Sequence[int]) -> tuple[int, str]:
    """The number and the seal."""
    whole = "".join(map(str, bits))
    return int(whole[:32], 2), f"{int(whole[32:], 2):08x}"
