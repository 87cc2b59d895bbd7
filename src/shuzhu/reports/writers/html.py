"""A report → one HTML page that needs nothing from anywhere; every figure links to its id, the manifest within."""

import json
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import count
from typing import Final

from shuzhu.reports.document import Block, Chart, Document, Heading, Paragraph, Runs, Table, mark
from shuzhu.reports.writers.ids import listed

MANIFEST: Final = "manifest"
"""The element that holds the manifest."""


def html(document: Document) -> str:
    """A report as one page."""
    marks = count(1)
    style = (files("shuzhu.reports.writers") / "report.css").read_text(encoding="utf-8")
    said = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    language = "zh-CN" if document.lang == "zh" else "en"
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>",
        *_front(document),
        *(_block(block, marks) for block in document.blocks),
        *_close(document),
    ]
    for annex in document.annexes:
        parts.append(f'<section class="annex">\n<h2>{escape(" ".join(filter(None, (annex.number, annex.title))))}</h2>')
        parts += [_block(block, marks) for block in annex.blocks]
        parts.append("</section>")
    parts += [*_ids(document), *_imprint(document)]
    parts.append(f'</main>\n<script type="application/json" id="{MANIFEST}">{said}</script>\n</body>\n</html>\n')
    return "\n".join(parts)


def _front(document: Document) -> Iterator[str]:
    """The heading of the page."""
    front = document.front
    yield "<header>"
    if document.label:
        yield f'<p class="label">{escape(document.label)}</p>'
    if front.style == "red":
        yield f'<p class="organ">{escape(front.organ)}</p>\n<p>{escape(front.number)}</p>\n<hr class="red">'
    yield f"<h1>{'<br>'.join(map(escape, front.title))}</h1>"
    if front.subtitle:
        yield f"<p>{escape(front.subtitle)}</p>"
    if front.style != "red":
        yield f"<p>{escape('　'.join(filter(None, (front.number, front.organ, front.dated))))}</p>"
    yield "</header>"
    if front.addressee:
        yield f"<p>{escape(front.addressee)}{document.colon}</p>"


def _block(block: Block, marks: Iterator[int]) -> str:
    """A block as an element."""
    if isinstance(block, Heading):
        level = max(1, block.level) + 1
        return f"<h{level}>{escape(block.number)}{_runs(block.runs, marks)}</h{level}>"
    if isinstance(block, Paragraph):
        return f'<p class="{block.style}">{_runs(block.runs, marks)}</p>'
    if isinstance(block, Chart):
        drawn = block.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(block.alt)}" ', 1)
        return f"<figure>{drawn}<figcaption>{_runs(block.caption, marks)}</figcaption></figure>"
    return _table(block, marks)


def _table(block: Table, marks: Iterator[int]) -> str:
    """A table; a wide one scrolls by itself."""
    caption = f"<caption>{_runs(block.caption, marks)}</caption>" if block.caption else ""
    head = "".join(f'<th scope="col">{_runs(cell, marks)}</th>' for cell in block.head)
    rows = "\n".join(f"<tr>{_row(row, block, marks)}</tr>" for row in block.rows)
    note = f'\n<p class="note">{_runs(block.note, marks)}</p>' if block.note else ""
    inner = f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    return f'<div class="scroll"><table>{inner}</table></div>{note}'


def _row(row: tuple[Runs, ...], block: Table, marks: Iterator[int]) -> str:
    """The cells of a row."""
    cells = zip(row, block.align, strict=True)
    return "".join(f'<td class="{side}">{_runs(cell, marks)}</td>' for cell, side in cells)


def _runs(runs: Runs, marks: Iterator[int]) -> str:
    """Runs; a figure is a link to its id."""
    said = []
    for run in runs:
        text = f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text)
        if run.source:
            name = mark(next(marks))
            text = f'<a class="figure" id="{name}" href="#id-{name}" data-value="{escape(run.source.id)}">{text}</a>'
        said.append(text)
    return "".join(said)


def _close(document: Document) -> Iterator[str]:
    """Signature and day."""
    if document.close:
        yield from (f"<p>{escape(line)}</p>" for line in document.close.annexes)
        yield f'<p class="close">{escape(document.close.signature)}<br>{escape(document.close.dated)}</p>'
        if document.close.note:
            yield f"<p>{escape(document.bracketed(document.close.note))}</p>"


def _ids(document: Document) -> Iterator[str]:
    """The list of figures with their value ids."""
    rows = listed(document)
    if not rows:
        return
    zh = document.lang == "zh"
    title, heads = ("数据编号", ("序号", "数字", "编号")) if zh else ("Value ids", ("No.", "figure", "value id"))
    yield f'<section class="annex">\n<h2>{title}</h2>\n<div class="scroll"><table class="ids"><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
    for row in rows:
        name = mark(row.number)
        yield (
            f'<tr id="id-{name}"><td class="right"><a href="#{name}">{row.number}</a></td>'
            f'<td class="right">{escape(row.text)}</td><td>{escape(row.id)}</td></tr>'
        )
    yield "</tbody></table></div>\n</section>"


def _imprint(document: Document) -> Iterator[str]:
    """The imprint."""
    said = document.imprint
    if said:
        copies = f"<p>抄送：{escape('，'.join(said.copies))}。</p>" if said.copies else ""
        yield f"<footer>{copies}<p>{escape(said.printer)}　{escape(said.printed)}印发</p></footer>"
