"""What masking a document speaks of: a profile, the spans to replace, a refusal, and the risks that are left.

A profile is dated data: who is named how, and which details stay. Text is never edited in place: a
``Masking`` holds spans of the original, and ``replaced`` puts all stand-ins in at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final, Literal

#: whom a document names, as a profile tells them apart
GROUPS: Final = (
    "party", "family_party", "victim", "witness", "expert", "incidental_plaintiff", "minor", "guardian",
    "representative", "lawyer", "agent", "bystander", "company", "firm", "authority", "judge", "clerk", "prosecutor",
)  # fmt: skip
#: what tells a person directly, or nearly so
DETAILS: Final = (
    "identity_number", "telephone", "bank_account", "plate", "certificate", "vehicle_number", "email", "social_account",
    "passport", "credit_code", "licence_number", "health", "address", "company_address", "birth", "date", "case_number",
    "file_author",
)  # fmt: skip
TREATMENTS: Final = ("keep", "surname", "pseudonym", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How much of a document one audience may see.

    ``persons`` gives each of ``GROUPS`` its treatment, ``details`` each of ``DETAILS`` its extent.
    ``publishes`` says that the document leaves the court, so that article 4 is asked first.
    """

    id: str
    title: str
    basis: str
    owner: str
    review_by: date
    since: date
    until: date | None = None
    publishes: bool
    persons: Mapping[str, str]
    details: Mapping[str, str]
    families: tuple[str, ...] = ()
    note: str = ""

    def treatment(self, group: str) -> str:
        """How one of such a group is named."""
        return self.persons[group]

    def extent(self, detail: str) -> str:
        """How much of such a detail stays."""
        return self.details[detail]


@dataclass(frozen=True, slots=True)
class Replacement:
    """``text[start:end]`` gives way to ``stand_in``: what it is (``kind``), why (``reason``), and the rule."""

    start: int
    end: int
    stand_in: str
    kind: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A document that must not be published: the article, why, and what article 6 has published instead."""

    article: str
    reason: str
    notice: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Risk:
    """What a second look found, and where in the masked text; never the words themselves."""

    what: str
    level: Literal["high", "middle", "low"]
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """All that masking decided about one document; ``digest`` is that of the original text."""

    profile: str
    digest: str
    replacements: tuple[Replacement, ...] = ()
    title: tuple[Replacement, ...] = ()
    refusal: Refusal | None = None
    risks: tuple[Risk, ...] = ()
    ledger: Mapping[str, str] = field(default_factory=dict)


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with every span replaced, and nothing else touched; spans are in order and do not overlap."""
    pieces: list[str] = []
    end = 0
    for one in replacements:
        pieces += (text[end : one.start], one.stand_in)
        end = one.end
    return "".join([*pieces, text[end:]])


def in_order(replacements: Iterable[Replacement]) -> tuple[Replacement, ...]:
    """Spans from first to last; of those that overlap, the one that begins first, the longer before the shorter."""
    return tuple(_apart(sorted(replacements, key=lambda one: (one.start, -one.end))))


def _apart(ordered: Iterable[Replacement]) -> Iterator[Replacement]:
    """Those that do not begin within one before."""
    end = 0
    for one in ordered:
        if one.start >= end and one.end > one.start:
            yield one
            end = one.end


def stands(replacements: Iterable[Replacement]) -> bool:
    """Whether spans are in order and apart."""
    return all(a.end <= b.start for a, b in pairwise(replacements))
