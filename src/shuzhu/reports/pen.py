"""A section's template → blocks of the tree. The template writes words; the pen puts in the figures with their sources.

A line that begins with ``#`` to ``####`` is a heading, numbered 一、 （一） 1. （1）; ``#!`` is one without a number.
``>`` begins a note, ``=`` a paragraph that is not set in, ``@`` one on the right. A blank line ends a paragraph;
lines within one are joined. A table or figure that the section hands over stands on a line of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypedDict, Unpack

from jinja2 import Environment, PackageLoader, StrictUndefined

from shuzhu.reports.document import (
    LEVELS,
    Align,
    Block,
    Chart,
    Heading,
    Lang,
    Paragraph,
    Run,
    Runs,
    Source,
    Style,
    Table,
)

_OPEN, _SHUT, _BLOCK, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKED: Final = re.compile(f"{_OPEN}(\\d+){_SHUT}|\\*\\*(.+?)\\*\\*")
_BLOCKS: Final = re.compile(f"{_BLOCK}(\\d+){_END}")
_HEADING: Final = re.compile(r"(#{1,4})(!?)\s+(.*)")
_STYLES: Final[Mapping[str, Style]] = {">": "note", "=": "flush", "@": "right", "^": "centre"}
_DIGITS: Final = "零一二三四五六七八九"


class Look(TypedDict, total=False):
    """How a table looks: sides, widths as shares, on a landscape page, in smaller type, with a note below."""

    align: Sequence[Align]
    widths: Sequence[float]
    wide: bool
    small: bool
    note: str


class Pen:
    """Writes one report: figures and blocks are handed to templates as marks and put back when they are read."""

    def __init__(self, *, lang: Lang, court: str, period: str, snapshot: str, catalogue: str) -> None:
        """A pen for one court and period, by one snapshot and catalogue."""
        self.lang = lang
        self.court, self.period, self.snapshot, self.catalogue = court, period, snapshot, catalogue
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._counts = [0] * (LEVELS + 1)
        self.tables = self.charts = 0
        self._templates = Environment(
            loader=PackageLoader("shuzhu.reports", "kinds"), autoescape=False,  # noqa: S701 — no HTML is made here
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def figure(
        self, text: str, subject: str, kind: str, *, exact: float | None = None, court: str = "", period: str = ""
    ) -> str:
        """A figure as a mark for a template; its court and period are the report's unless said."""
        source = Source(
            subject=subject, court=court or self.court, period=period or self.period, kind=kind,
            snapshot=self.snapshot, catalogue=self.catalogue,
        )  # fmt: skip
        self._runs.append(Run(text=text, source=source, exact=exact))
        return f"{_OPEN}{len(self._runs) - 1}{_SHUT}"

    def table(
        self,
        caption: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        **look: Unpack[Look],
    ) -> str:
        """A table as a mark for a template, numbered as it comes (``tables``); text left, numbers right."""
        self.tables += 1
        word = f"表{self.tables}　" if self.lang == "zh" else f"Table {self.tables}. "
        numbers: list[Align] = ["right"] * (len(head) - 1)
        sides: tuple[Align, ...] = tuple(look.get("align", ())) or ("left", *numbers)
        block = Table(
            caption=self.runs(word + caption), head=tuple(map(self.runs, head)),
            rows=tuple(tuple(map(self.runs, row)) for row in rows), align=sides,
            widths=tuple(look.get("widths", ())) or (1.0,) * len(head), wide=look.get("wide", False),
            small=look.get("small", False), note=self.runs(look.get("note", "")),
        )  # fmt: skip
        return self._kept(block)

    def chart(self, svg: str, caption: str, *, width: float, height: float, alt: str) -> str:
        """A vector figure as a mark for a template, numbered as it comes (``charts``); millimetres."""
        self.charts += 1
        word = f"图{self.charts}　" if self.lang == "zh" else f"Figure {self.charts}. "
        return self._kept(Chart(svg=svg, caption=self.runs(word + caption), width=width, height=height, alt=alt))

    def write(self, template: str, context: Mapping[str, Any]) -> list[Block]:
        """A template and what it needs → blocks."""
        name = f"{template}.j2" if self.lang == "zh" else f"{template}.en.j2"
        return self.read(self._templates.get_template(name).render(**context))

    def restart(self) -> None:
        """Headings count from one again: an annex begins."""
        self._counts = [0] * (LEVELS + 1)

    def read(self, text: str) -> list[Block]:
        """Marked text → blocks, headings and captions numbered."""
        return [block for piece in _pieces(text, " " if self.lang == "en" else "") for block in self._block(piece)]

    def runs(self, text: str) -> Runs:
        """Marked text → runs."""
        found: list[Run] = []
        place = 0
        for match in _MARKED.finditer(text):
            if text[place : match.start()]:
                found.append(Run(text=text[place : match.start()]))
            if match[1]:
                found.append(self._runs[int(match[1])])
            else:
                found += [Run(text=r.text, source=r.source, exact=r.exact, strong=True) for r in self.runs(match[2])]
            place = match.end()
        if text[place:]:
            found.append(Run(text=text[place:]))
        return tuple(found)

    def _kept(self, block: Block) -> str:
        """A block as a mark."""
        self._blocks.append(block)
        return f"\n\n{_BLOCK}{len(self._blocks) - 1}{_END}\n\n"

    def _block(self, piece: str) -> Iterator[Block]:
        """A piece of text as a block."""
        if match := _BLOCKS.fullmatch(piece):
            yield self._blocks[int(match[1])]
        elif match := _HEADING.fullmatch(piece):
            level = len(match[1])
            yield Heading(level=level, number="" if match[2] else self._next(level), runs=self.runs(match[3]))
        elif piece[0] in _STYLES and piece[1:2] == " ":
            yield Paragraph(runs=self.runs(piece[2:]), style=_STYLES[piece[0]])
        else:
            yield Paragraph(runs=self.runs(piece))

    def _next(self, level: int) -> str:
        """The next number of a level; the levels below begin again."""
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (LEVELS - level)
        n = self._counts[level]
        if self.lang == "en":
            return ".".join(str(c) for c in self._counts[1 : level + 1] if c) + " "
        return {1: f"{in_words(n)}、", 2: f"（{in_words(n)}）", 3: f"{n}. ", 4: f"（{n}）"}[level]


def in_words(number: int) -> str:
    """1–99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _pieces(text: str, joint: str) -> Iterator[str]:
    """Text as its paragraphs: a blank line, a heading and a block's mark end one."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        bare = line.strip()
        alone = bool(_HEADING.fullmatch(bare) or _BLOCKS.fullmatch(bare))
        if (not bare or alone) and lines:
            yield joint.join(lines)
            lines = []
        if alone:
            yield bare
        elif bare:
            lines.append(bare)
