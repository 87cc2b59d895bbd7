"""A document's text → its parts alone, where nothing else of it is asked."""

from dataclasses import replace

from shuzhu.facts import Section
from shuzhu.judgments.outline import outline
from shuzhu.judgments.sections import divide
from shuzhu.unbroken import unbroken


def sections_of(text: str) -> tuple[Section, ...]:
    """The parts of a document, from its heading to its tail without a gap; places are those of the text as it came."""
    whole = unbroken(text)
    parts = tuple(outline(divide(whole.text if whole else text)))
    if not whole:
        return parts
    return tuple(replace(one, start=whole.at(one.start), end=whole.at(one.end)) for one in parts)
