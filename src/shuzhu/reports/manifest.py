"""What a report was made from, carried within it: the question, snapshot, catalogue, definitions, and every figure."""

import hashlib
from dataclasses import replace
from typing import Any, Final

from shuzhu.catalogue.model import Indicator
from shuzhu.reports.document import Document, Heading, mark, runs_of, text_of
from shuzhu.reports.material import Material
from shuzhu.reports.writers.ids import listed

EDITION: Final = 1


def manifest(document: Document, material: Material) -> Document:
    """The tree with its manifest."""
    brief = material.brief
    rows = listed(document)
    subjects = {row.place.split("@", 1)[0].split("|", 1)[0] for row in rows}
    said: dict[str, Any] = {
        "format": EDITION,
        "title": document.title,
        "asked": material.asked.plain(),
        "snapshot": brief.snapshot.label,
        "catalogue": brief.catalogue,
        "baseline": brief.baseline,
        "made_up": brief.made_up,
        "definitions": {code: fingerprint(brief.indicators[code]) for code in sorted(subjects & set(brief.indicators))},
        "text": hashlib.sha256(text_of(document).encode()).hexdigest(),
        "figures": [[mark(row.number), row.place, row.text] for row in rows],
    }
    return replace(document, manifest=said)


def unsourced(document: Document) -> str:
    """All text of a report outside its figures, with front, signature and imprint: numbers that need no id."""
    front, close, said = document.front, document.close, document.imprint
    parts = [
        *front.title,
        *front.cover,
        front.subtitle,
        front.number,
        front.organ,
        front.dated,
        front.addressee,
        document.label,
    ]
    parts += [close.signature, close.dated, close.note, *close.annexes] if close else []
    parts += [*said.copies, said.printer, said.printed] if said else []
    for annex in document.annexes:
        parts += [annex.number, annex.title]
    for block in document.every_block():
        parts.append(block.number if isinstance(block, Heading) else "")
        parts += [run.text if not run.source else "\n" for run in runs_of(block)]
    return "\n".join(parts)


def fingerprint(indicator: Indicator) -> str:
    """By what a definition is known again: all that decides its number, not its words."""
    told = (
        indicator.kind, indicator.numerator, indicator.denominator, indicator.exposure, indicator.unit,
        indicator.factor, indicator.quantile, indicator.better, indicator.band, indicator.scale, indicator.weight,
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]
