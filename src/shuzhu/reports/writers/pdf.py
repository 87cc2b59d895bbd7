"""A report → PDF/A-3b through Typst, laid out by GB/T 9704-2012, with the manifest attached and the ids annexed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any, Final

import typst

from shuzhu.errors import StoreError
from shuzhu.reports import fonts, layout
from shuzhu.reports.document import Annex, Block, Chart, Document, Emblem, Heading, Paragraph, Runs, Table, plain
from shuzhu.reports.drawings import emblem_place
from shuzhu.reports.titles import fitted
from shuzhu.reports.writers.ids import grouped

STANDARD: Final = "a-3b"
"""PDF/A-3: PDF/A-2 that may carry a file, our manifest."""
_STYLES: Final[Mapping[str, str]] = {
    "body": "body", "flush": "flush", "note": "aside", "right": "right-line", "centre": "centre-line",
    "addressee": "flush",
}  # fmt: skip
_ALIGNS: Final[Mapping[str, str]] = {"left": "left", "right": "right", "centre": "center"}
NUMBERED: Final = 7.5
COVER: Final = 31.0
"""Points from sign to sign of a cover's title."""
KEPT_TOGETHER: Final = 140
"""A last paragraph of no more signs goes with the signature to the next page."""
LATIN: Final = "[0-9A-Za-z.,:;%+/@#_|()\\[\\]-]"
"""Signs that are set in the roman letters of 宋体, whatever the Chinese face beside them."""


def pdf(document: Document) -> bytes:
    """A report as PDF/A-3b; raises StoreError where a font is wanting, and for any warning of Typst's."""
    said = source(document)
    if document.imprint and document.front.style != "cover":
        said = source(document, turn=_ends_odd(said))
    compiler = typst.Compiler(said.encode(), font_paths=fonts.opened())
    made = datetime.combine(document.dated, time(), UTC)
    try:
        written, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[STANDARD], timestamp=made, pdf_tags=False
        )
    except typst.TypstError as error:
        raise StoreError(f"the PDF could not be set: {error.message} {' '.join(error.hints)}") from error
    if warnings:
        raise StoreError(f"the PDF is not as it should be: {warnings[0].message}")
    assert isinstance(written, bytes)  # noqa: S101 — a PDF is one file
    return written


def png(svg: str, width: float, height: float | None = None) -> bytes:
    """A vector figure as a picture of so many millimetres at 220 dpi, for programs that draw none."""
    high = f"{height}mm" if height else "auto"
    drawn = f'image(bytes({_quoted(svg)}), format: "svg", width: {width}mm{f", height: {high}" if height else ""})'
    page = f"#set page(width: {width}mm, height: {high}, margin: 0mm)\n#{drawn}"
    written = typst.Compiler(page.encode(), font_paths=fonts.opened()).compile(format="png", ppi=220)
    assert isinstance(written, bytes)  # noqa: S101 — one page
    return written


def _ends_odd(said: str) -> bool:
    """Whether a letter ends on an odd page: its imprint then goes to the back, the even page after it."""
    pages = typst.Compiler(said.encode(), font_paths=fonts.opened()).query("<end>", field="value", one=True)
    return bool(int(json.loads(pages)) % 2)


def source(document: Document, *, turn: bool | None = None) -> str:
    """A report in Typst's language.

    The imprint stands on the last, even page: of a report with a cover on one of its own, of a letter below the text
    or, where ``turn`` says so, on the next page; without ``turn`` a letter has none, and says how many pages it has.
    """
    groups = iter(grouped(document)[1].values())
    parts = [_settings(document), (files("shuzhu.reports.writers") / "gbt9704.typ").read_text(encoding="utf-8")]
    parts += [_attached(document), _front(document)]
    blocks = [_block(block, groups) for block in document.blocks]
    if document.close:
        close = document.close
        note = _quoted(document.bracketed(close.note) if close.note else "")
        told = "(" + "".join(f"{_quoted(line)}, " for line in close.annexes) + ")"
        signed = f"#signed({_quoted(close.signature)}, {_quoted(close.dated)}, {note}, {told})"
        last = document.blocks[-1] if document.blocks else None
        short = isinstance(last, Paragraph) and len(plain(last.runs)) <= KEPT_TOGETHER
        # a signature never stands alone on a page
        blocks = [*blocks[:-1], f"#together[{blocks[-1]}\n{signed}]"] if short else [*blocks, signed]
    parts += blocks
    for annex in document.annexes:
        parts += _annex(annex, groups)
    parts.append(_ids(document))
    parts.append("#context [#metadata(counter(page).get().first())<end>]")
    if document.imprint and (turn is not None or document.front.style == "cover"):
        said = document.imprint
        place = '"even"' if document.front.style == "cover" else ('"next"' if turn else "none")
        copies = "，".join(said.copies) + ("。" if said.copies else "")
        parts.append(f"#imprint({_quoted(copies)}, {_quoted(said.printer)}, {_quoted(said.printed)}, {place})")
    return "\n".join(parts)


def _settings(document: Document) -> str:
    """The lengths and fonts of the layout, as the lines that stand before it."""
    lengths = {
        "page-width": f"{layout.PAGE[0]}mm", "page-height": f"{layout.PAGE[1]}mm", "m-top": f"{layout.TOP}mm",
        "m-bottom": f"{layout.BOTTOM}mm", "m-left": f"{layout.LEFT}mm", "m-right": f"{layout.RIGHT}mm",
        "foot": f"{layout.FOOT}mm", "size": f"{layout.SIZE}pt", "together": f"{layout.DRAWN_TOGETHER}pt",
        "pitch": f"{layout.PITCH}pt", "edge": "0.88em", "edge-height": "0mm", "small": f"{layout.SMALL}pt",
        "tabular": f"{layout.TABLE}pt", "title": f"{layout.TITLE}pt", "thick": f"{layout.THICK}mm",
        "thin": f"{layout.THIN}mm", "red-ink": f'rgb("{layout.RED}")',
    }  # fmt: skip
    faces = {
        "fang": layout.FANG,
        "kai": layout.KAI,
        "hei": layout.HEI,
        "song": layout.SONG,
        "song-title": layout.SONG_TITLE,
    }
    lines = [f"#let {name} = {said}" for name, said in lengths.items()]
    for name, face in faces.items():
        latin = [
            f"(name: {_quoted(family)}, covers: regex({_quoted(LATIN)}))" for family in fonts.chosen(layout.SONG)[:1]
        ]
        lines.append(f"#let {name} = ({', '.join([*latin, *map(_quoted, fonts.chosen(face))])},)")
    long = len(document.front.organ)
    lines.append(f"#let organ-size = {min(62, int(430 / max(long, 1)))}pt")
    lines.append("#let organ-tracking = 0pt")
    lines.append(
        '#let language = "zh"\n#let region = "cn"'
        if document.lang == "zh"
        else '#let language = "en"\n#let region = "gb"'
    )
    author = _quoted(document.front.organ)
    lines.append(f"#set document(title: {_quoted(document.title)}, author: {author}, date: {_date(document)})")
    return "\n".join(lines)


def _date(document: Document) -> str:
    """The day of a report."""
    day = document.dated
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"


def _attached(document: Document) -> str:
    """The manifest as an attached file."""
    said = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True)
    return (
        f'#pdf.attach("manifest.json", bytes({_quoted(said)}), relationship: "data", mime-type: "application/json", '
        'description: "manifest")'
    )


def _front(document: Document) -> str:
    """The cover, the red heading or the title."""
    front = document.front
    if front.style == "cover":
        lines = _lines(front.title, COVER)
        words = ", ".join(map(_quoted, (front.subtitle, front.organ, front.dated, document.label or front.word)))
        return f"#cover({_quoted(front.number)}, {lines}, {words})"
    lines, start = _lines(front.title, layout.TITLE), ""
    if front.cover:
        start = _emblem_cover(document)
    if front.style == "red":
        words = ", ".join(map(_quoted, (front.organ, front.number, front.signer, front.addressee)))
        start = f"#red-head({words}, {lines})"
    else:
        start += f"#plain-head({_quoted(front.number)}, {lines})"
    if document.label:
        start += f"\n#centre-line(text(size: 12pt, fill: luma(35%), {_quoted(document.label)}))"
    if front.addressee:
        start += f"\n#flush({_quoted(front.addressee + document.colon)})"
    return start


def _lines(title: Sequence[str], size: float) -> str:
    """The lines of a title, fitted to the width of the text block."""
    return "(" + "".join(f"{_quoted(line)}, " for line in fitted(title, layout.signs(size))) + ")"


def _emblem_cover(document: Document) -> str:
    """The cover of a letter of advice: the emblem, then the court and the kind of letter."""
    front = document.front
    drawn = front.emblem or Emblem(data=emblem_place().encode(), form="svg")
    data = f"bytes(({','.join(map(str, drawn.data))}))"
    *above, last = front.cover
    return (
        f'#emblem-cover({data}, "{drawn.form}", {_lines(above, COVER)}, {_quoted(last)}, {_quoted(document.label)})\n'
    )


def _block(block: Block, groups: Iterator[int]) -> str:
    """A block as a call."""
    if isinstance(block, Heading):
        return f"#head({block.level}, {_quoted(block.number)}, {_runs(block.runs, groups)})"
    if isinstance(block, Paragraph):
        return f"#{_STYLES[block.style]}({_runs(block.runs, groups)})"
    if isinstance(block, Chart):
        caption = _runs(block.caption, groups)
        return f"#drawn({caption}, {_quoted(block.svg)}, {block.width}mm, {block.height}mm, {_quoted(block.alt)})"
    return _table(block, groups)


def _annex(annex: Annex, groups: Iterator[int]) -> Iterator[str]:
    """An annex on a new page; where it begins with a wide table, its heading stands on that landscape page."""
    said = f"{_quoted(annex.number)}, {_quoted(annex.title)}"
    first, *rest = annex.blocks
    if isinstance(first, Table) and first.wide:
        yield f"#wide({{ annex({said}, turn: false)\n{_call(first, groups)} }})"
    else:
        yield f"#annex({said})\n{_block(first, groups)}"
    yield from (_block(block, groups) for block in rest)


def _table(block: Table, groups: Iterator[int]) -> str:
    """A table, on a page laid sideways where it is wide."""
    call = _call(block, groups)
    return f"#wide({call})" if block.wide else f"#{call}"


def _call(block: Table, groups: Iterator[int]) -> str:
    """A table as a call."""
    caption = _runs(block.caption, groups) if block.caption else "none"
    columns = ", ".join(f"{width:g}fr" for width in block.widths)
    aligns = ", ".join(_ALIGNS[align] for align in block.align)
    head = ", ".join(_runs(cell, groups) for cell in block.head)
    rows = ",\n".join("(" + ", ".join(_runs(cell, groups) for cell in row) + ",)" for row in block.rows)
    note = _runs(block.note, groups) if block.note else "none"
    size = f"{layout.CROWDED}pt" if block.crowded else "tabular"
    return f"grid-table({caption}, ({columns},), ({aligns},), ({head},), ({rows},), {note}, size: {size})"


def _runs(runs: Runs, groups: Iterator[int]) -> str:
    """Runs as content; a figure links to its group of ids in the annex."""
    said = []
    for run in runs:
        text = f"#strong-text({_quoted(run.text)})" if run.strong else f"#{_quoted(run.text)}"
        said.append(f"#fig({next(groups)}, [{text}])" if run.source else text)
    return "[" + "".join(said) + "]"


def _ids(document: Document) -> str:
    """The annex that lists every figure by what it is of: the value id, and each kind of figure with what it says."""
    groups, _ = grouped(document)
    if not groups:
        return ""
    zh, brief = document.lang == "zh", document.manifest
    joint = "；" if zh else "; "
    cells = ",\n".join(
        f'([#{_quoted(str(group.number))}#label("id-{group.number}")], [#{_quoted(_breakable(group.name))}], '
        f"[#{_quoted(joint.join(f'{kind} {text}' for kind, text in group.figures))}],)"
        for group in groups
    )
    edition = f"{brief['snapshot']}+{brief['catalogue']}"
    note = f"编号的完整写法为“名称:种类#{edition}”。" if zh else f"A whole id reads name:kind#{edition}."
    heads = ("序号", "名称", "各种数字") if zh else ("No.", "name", "figures by kind")
    head = ", ".join(f"[#{_quoted(word)}]" for word in heads)
    return (
        f'#annex("", {_quoted("数据编号" if zh else "Value ids")})\n#flush(text(size: tabular, {_quoted(note)}))\n'
        f"#grid-table(none, (0.35fr, 1.5fr, 3.6fr), (right, left, left), ({head},), ({cells},), none, "
        f"size: {NUMBERED}pt)"
    )


def _breakable(said: str) -> str:
    """An id that may break after its signs."""
    return said.replace("/", "/\u200b").replace(":", ":\u200b")


def _quoted(said: Any) -> str:
    """Text as a string of Typst's."""
    return '"' + str(said).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
