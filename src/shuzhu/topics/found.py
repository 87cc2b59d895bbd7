"""What findings are tested on, and what comes of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shuzhu.catalogue.topic_model import Finding
from shuzhu.periods import YearStart
from shuzhu.topics.answers import Answers
from shuzhu.topics.estimates import Estimate
from shuzhu.topics.strength import CLAIMED, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """From how many suits within how many days one is held to sue professionally, by the rule in force."""

    threshold: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What findings are tested on.

    ``now``: the topic's cases of the period. ``long``: those of the span (``first`` to ``last``) that trends and
    seasons look at. ``rest``: other cases of the same kind and instance, over that span where trends ask for it and
    from ``since`` on else; ``others``: the topic's cases of other courts, ``before``: those of the year before; where a
    finding is held against them. ``limits``: by rule.
    """

    now: Answers
    long: Answers
    since: date
    first: date
    last: date
    start: YearStart
    rest: Answers | None = None
    others: Answers | None = None
    before: Answers | None = None
    limits: Mapping[str, Limit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding judged: its estimate (None: too few), rate of false discoveries, strength, figures and cases.

    ``count`` of ``of`` cases that are known have it; ``all`` are the cases asked, ``texts`` those with a text.
    ``blanks`` fill the words. ``series``: by year, how many of how many. ``who``: keys of parties who sue repeatedly,
    with their most suits in a window.
    """

    finding: Finding
    estimate: Estimate | None = None
    q: float = 1.0
    strength: Strength = "too_few"
    count: int = 0
    of: int = 0
    all: int = 0
    texts: int | None = None
    cases: tuple[str, ...] = ()
    blanks: Mapping[str, float | str] = field(default_factory=dict)
    series: tuple[tuple[int, int, int], ...] = ()
    who: tuple[tuple[str, int, tuple[str, ...]], ...] = ()

    @property
    def code(self) -> str:
        """The finding's code."""
        return self.finding.code

    @property
    def claimed(self) -> bool:
        """Whether it is claimed at all."""
        return self.strength in CLAIMED
