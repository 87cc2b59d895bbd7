"""Which part of a document a citation stands in, and whether the court itself cites it."""

import re
from typing import Final

from shuzhu.facts import Citation
from shuzhu.judgments.document import Document

#: the words of others, retold: what stands there is not what this court applies
_RETOLD: Final = frozenset({"heading", "parties", "origin", "claims", "defence", "evidence", "prior", "tail"})
_APPENDIX: Final = re.compile(
    r"附(?![带加属])\s?[：:录]?\s?(?:[一1]、)?\s?(?:本?判决|本案|相关|适用|有关|所?引用|所?适用|所?依据|法律|裁判|主要)?[^。；\n]{0,14}"
    r"(?:法律条[文款]|法条|条文|法律规定|法律法规|法律依据)"
)


def section_at(document: Document, place: int) -> str:
    """The name of the section around a place; blank beyond the end."""
    return next((one.name for one in document.sections if one.start <= place < one.end), "")


def cited_by_court(document: Document, citation: Citation) -> bool:
    """The court's own citation: in its findings, reasoning, basis or order, not in another's words retold."""
    return section_at(document, citation.start) not in _RETOLD


def text_end(document: Document) -> int:
    """Where the document's own words end: at its signatures, or where the statutes are appended."""
    start = document.parts.order.start
    end = document.parts.tail.start
    appendix = _APPENDIX.search(document.text, min(start, end), end)
    return appendix.start() if appendix else end
