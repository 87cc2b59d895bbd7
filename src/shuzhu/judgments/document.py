"""One document on its way through the extractors: its text, its parts, and its heading."""

from dataclasses import dataclass
from datetime import date

from shuzhu.facts import Heading, Section
from shuzhu.judgments.sections import Sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an extractor is handed.

    The plainly spelt ``text`` (same places as the original), the parts that ``divide`` found, the fourteen
    ``sections``, and the facts of the ``heading``.
    """

    parts: Sections
    sections: tuple[Section, ...]
    heading: Heading

    @property
    def text(self) -> str:
        """The text with one spelling for each sign; places in it are places in the original."""
        return self.parts.text

    @property
    def kind(self) -> str:
        """The code of the kind of case; blank where it is not known."""
        return self.heading.kind.value if self.heading.kind else ""

    @property
    def day(self) -> date | None:
        """The day of the decision."""
        return self.heading.dated_on.value if self.heading.dated_on else None

    def named(self, *names: str) -> list[Section]:
        """The sections of these names, in the order of the text."""
        return [section for section in self.sections if section.name in names]

    def said(self, start: int, end: int) -> str:
        """The very words between two places, spaces left out."""
        return self.parts.said(start, end)
