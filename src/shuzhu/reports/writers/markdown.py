"""A report → Markdown, for mail and for reading beside the numbers; the value ids stand in a table at its end."""

import json
from collections.abc import Iterator
from typing import Final

from shuzhu.reports.document import Block, Chart, Document, Heading, Paragraph, Table, plain
from shuzhu.reports.writers.ids import listed

OPEN: Final = "<!-- manifest "
CLOSE: Final = " -->"


def markdown(document: Document) -> str:
    """A report as Markdown, its manifest in a comment at the end."""
    said = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True).replace("--", "\\u002d\\u002d")
    return "\n\n".join(part for part in _parts(document) if part) + f"\n\n{OPEN}{said}{CLOSE}\n"


def _parts(document: Document) -> Iterator[str]:
    """Its parts in order."""
    front = document.front
    yield f"# {document.title}"
    yield "　".join(filter(None, (front.subtitle, front.number, front.organ, front.dated)))
    yield f"**{document.label}**" if document.label else ""
    yield f"{front.addressee}{document.colon}" if front.addressee else ""
    for block in document.blocks:
        yield _block(block)
    if document.close:
        yield from document.close.annexes
        yield f"{document.close.signature}　{document.close.dated}"
    for annex in document.annexes:
        yield f"## {' '.join(filter(None, (annex.number, annex.title)))}"
        for block in annex.blocks:
            yield _block(block)
    rows = listed(document)
    if rows:
        yield "## " + ("数据编号" if document.lang == "zh" else "Value ids")
        head = ("序号", "数字", "编号") if document.lang == "zh" else ("No.", "figure", "value id")
        yield _grid([head, *((str(row.number), row.text, row.id) for row in rows)], ["---:", "---:", "---"])


def _block(block: Block) -> str:
    """A block."""
    if isinstance(block, Heading):
        return f"{'#' * (max(1, block.level) + 1)} {block.number}{plain(block.runs)}"
    if isinstance(block, Paragraph):
        return ("> " if block.style == "note" else "") + plain(block.runs)
    if isinstance(block, Chart):
        return f"*{plain(block.caption)}* {block.alt}"
    sides = {"left": "---", "right": "---:", "centre": ":---:"}
    return _table(block, [sides[align] for align in block.align])


def _table(block: Table, sides: list[str]) -> str:
    """A table with its caption above and its note below."""
    rows = [tuple(plain(cell) for cell in row) for row in (block.head, *block.rows)]
    return "\n\n".join(part for part in (plain(block.caption), _grid(rows, sides), plain(block.note)) if part)


def _grid(rows: list[tuple[str, ...]], sides: list[str]) -> str:
    """Rows as a Markdown table, the first its head."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], f"| {' | '.join(sides)} |", *lines[1:]])
