"""A report → DOCX in the layout of GB/T 9704-2012, its fonts named as offices have them, every figure a bookmark.

The manifest is a custom XML part, which Word keeps when it saves.
"""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import count
from typing import Any, Final
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from shuzhu.reports.document import Annex, Block, Chart, Document, Emblem, Heading, Paragraph, Table
from shuzhu.reports.drawings import emblem_place
from shuzhu.reports.layout import (
    FANG,
    HEADINGS,
    HEI,
    KAI,
    NUMBER,
    RED,
    SIZE,
    SMALL,
    SONG_TITLE,
    TITLE,
    TOP,
    signs,
)
from shuzhu.reports.titles import fitted
from shuzhu.reports.writers.docx_parts import NAMESPACES, emblem, footer, imprint, picture, section, set_styles, table
from shuzhu.reports.writers.docx_runs import Marks, paragraph, run, runs_xml
from shuzhu.reports.writers.pdf import COVER, png

MANIFEST: Final = "urn:shuzhu:manifest"
"""The namespace by which our part is known among others."""
LABEL: Final = 8.0
"""Millimetres of the line above an emblem that says of made-up data what it is."""
_ALIGN: Final = {
    "body": "both",
    "flush": "both",
    "note": "both",
    "right": "right",
    "centre": "center",
    "addressee": "both",
}


def docx_file(document: Document) -> bytes:
    """A report as DOCX."""
    made = docx.Document()
    set_styles(made)
    writer = _Writer(document, made)
    body = made.element.body
    for child in list(body):
        body.remove(child)
    for element in etree.fromstring(f"<w:body {NAMESPACES}>{''.join(writer.body())}</w:body>"):
        body.append(element)
    _attach(made, document)
    _properties(made, document)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class _Writer:
    """Writes the blocks of one report in order."""

    def __init__(self, document: Document, made: Any) -> None:
        """For one report, into one package."""
        self.document, self.made = document, made
        self.marks = Marks(count(1))
        self.numbers = count(1)
        self.feet = footer(made)
        self.starts = False
        self.turned = False

    def body(self) -> Iterator[str]:
        """The body: front, text, signature, annexes, imprint, each landscape table in a section of its own."""
        yield from self._front()
        for block in self.document.blocks:
            yield from self._block(block)
        yield from self._close()
        for annex in self.document.annexes:
            yield from self._annex(annex)
        yield from self._imprint()
        yield self._section()

    def _annex(self, annex: Annex) -> Iterator[str]:
        """An annex on a new page; where it begins with a wide table, its heading stands on that landscape page."""
        first, *rest = annex.blocks
        heading = [
            paragraph(run(annex.number, HEI)),
            paragraph(run(annex.title, SONG_TITLE, TITLE), align="center", loose=True),
        ]
        if isinstance(first, Table) and first.wide:
            yield from self._upright()
            yield from heading
            yield from self._table(first, opened=True)
            self.turned = True
        else:
            yield paragraph(run(annex.number, HEI), breaks=True)
            yield heading[1]
            yield from self._block(first)
        for block in rest:
            yield from self._block(block)

    def _upright(self) -> Iterator[str]:
        """The end of what stands upright, before a wide table; nothing where a wide one went just before."""
        if not self.turned:
            yield paragraph("", last=self._section(), tiny=True)

    def _section(self, *, wide: bool = False) -> str:
        """The end of a section; the first one after a cover counts its pages from one."""
        starts, self.starts = self.starts, False
        return section(self.feet, wide=wide, starts=starts)

    def _front(self) -> Iterator[str]:
        """The cover in a section of its own, or the red heading, or the title."""
        front, label = self.document.front, self.document.label
        if front.style == "cover":
            yield paragraph(run(front.number, HEI, NUMBER), align="right")
            yield paragraph(run(label or front.word, FANG, NUMBER, colour="595959"))
            yield from [paragraph("")] * 5
            for line in fitted(front.title, signs(COVER)):
                yield paragraph(run(line, SONG_TITLE, 30), align="center", loose=True)
            yield paragraph(run(front.subtitle, KAI, 20), align="center", loose=True)
            yield from [paragraph("")] * 6
            yield paragraph(run(front.organ, FANG, 18), align="center", loose=True)
            yield paragraph(run(front.dated, FANG), align="center", last=section({}))
            self.starts = True
            return
        if front.cover:
            yield from self._emblem_cover()
        if front.style == "red":
            size = min(62, int(430 / max(len(front.organ), 1)))
            yield from [paragraph("")] * 2
            yield paragraph(run(front.organ, SONG_TITLE, size, colour=RED), align="center", loose=True)
            yield paragraph("")
            yield paragraph(run(front.number, FANG), align="center", ruled=RED)
            yield paragraph("")
        yield from (
            paragraph(run(line, SONG_TITLE, TITLE), align="center", loose=True)
            for line in fitted(front.title, signs(TITLE))
        )
        if front.style == "plain" and front.number:
            yield paragraph(run(front.number, FANG), align="right")
        if label:
            yield paragraph(run(label, FANG, 12, colour="595959"), align="center")
        if front.addressee:
            yield paragraph("")
            yield paragraph(run(front.addressee + self.document.colon, FANG))

    def _emblem_cover(self) -> Iterator[str]:
        """The cover of a letter of advice: the emblem 60 mm below the edge, 40 mm below it the court."""
        front, label = self.document.front, self.document.label
        *above, last = fitted(front.cover, signs(COVER))
        drawn = front.emblem or Emblem(data=emblem_place().encode(), form="svg")
        yield paragraph(run(label, FANG, NUMBER, colour="595959"), align="left", loose=True)
        inner = emblem(self.made, drawn, next(self.numbers))
        yield paragraph(inner, align="center", loose=True, before=60 - TOP - LABEL)
        for n, line in enumerate(above):
            yield paragraph(run(line, SONG_TITLE, 30), align="center", loose=True, before=0 if n else 40)
        yield paragraph(run(last, SONG_TITLE, 36), align="center", loose=True, last=section({}), before=6)
        self.starts = True

    def _block(self, block: Block) -> Iterator[str]:
        """A block as paragraphs, a table or a picture."""
        turned, self.turned = self.turned, False
        if isinstance(block, Table):
            self.turned = turned
            yield from self._table(block)
            self.turned = block.wide
            return
        if isinstance(block, Heading):
            face = HEADINGS[block.level]
            said = run(block.number, face) if block.number else ""
            yield paragraph(
                said + runs_xml(block.runs, face, self.marks), style=f"Heading{max(1, block.level)}", indent=True
            )
        elif isinstance(block, Paragraph):
            inner = runs_xml(block.runs, FANG, self.marks, SMALL if block.style == "note" else SIZE)
            signed = self.document.close is not None and block is self.document.blocks[-1]
            yield paragraph(
                inner,
                align=_ALIGN[block.style],
                indent=block.style in {"body", "note"},
                keep=signed,
            )
        elif isinstance(block, Chart):
            inner = picture(self.made, block, png(block.svg, block.width), next(self.numbers))
            yield paragraph(inner, align="center", loose=True, keep=True)
            yield paragraph(runs_xml(block.caption, HEI, self.marks, 12), align="center", loose=True)

    def _table(self, block: Table, *, opened: bool = False) -> Iterator[str]:
        """A table under its caption; a wide one on a landscape page, which may be ``opened`` already."""
        if block.wide and not opened:
            yield from self._upright()
        if block.caption:
            yield paragraph(runs_xml(block.caption, HEI, self.marks, 12), align="center", loose=True, keep=True)
        yield table(block, self.marks)
        note = runs_xml(block.note, FANG, self.marks, 10.5, colour="595959") if block.note else ""
        last = self._section(wide=True) if block.wide else ""
        yield paragraph(note, loose=True, last=last, tiny=not block.note)

    def _close(self) -> Iterator[str]:
        """The signature and the day, the day four characters from the right, the name centred over it."""
        close = self.document.close
        if close is None:
            return
        wide = max(len(close.signature), len(close.dated)) * (SIZE - 0.25)
        left = 28 * (SIZE - 0.25) - 4 * SIZE - wide
        if close.annexes:
            yield paragraph("", keep=True)
            yield from (paragraph(run(line, FANG), indent=True, keep=True) for line in close.annexes)
        yield paragraph("", keep=True)
        for line in (close.signature, close.dated):
            sides = (max(0.0, left), 4 * SIZE)
            yield paragraph(run(line, FANG), align="center", sides=sides, keep=line is close.signature)
        if close.note:
            yield paragraph(run(self.document.bracketed(close.note), FANG), indent=True)

    def _imprint(self) -> Iterator[str]:
        """The imprint at the foot of the last page."""
        if self.document.imprint:
            yield imprint(self.document.imprint)


def _attach(made: Any, document: Document) -> None:
    """The manifest as a custom XML part."""
    said = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True)
    blob = f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{MANIFEST}">{escape(said)}</manifest>'.encode()
    part = Part(PackURI("/customXml/item7.xml"), "application/xml", blob, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _properties(made: Any, document: Document) -> None:
    """Title, author and the day; the same report is the same file."""
    core, moment = made.core_properties, datetime.combine(document.dated, time(), UTC)
    core.title, core.author, core.comments = document.title, document.front.organ, document.label
    core.created = core.modified = moment
    core.last_modified_by, core.revision, core.language = "", 1, "zh-CN" if document.lang == "zh" else "en-GB"
