"""The words of a topic: its cases, what is asked of each of them, what is found of all, what a leaflet says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from shuzhu.catalogue.model import Test

FieldKind = Literal["column", "party", "fact", "text", "festival", "ceiling", "either", "recovered"]
FIELD_KINDS: Final[Mapping[str, str]] = {
    "column": "a column of the case",
    "party": "a column of the parties of one side, or how many there are",
    "fact": "what was read from its documents",
    "text": "words in a sentence of named sections, and no words that deny them in the same sentence",
    "festival": "a day of it lies in the weeks before the Spring Festival",
    "ceiling": "the rate agreed is above the judicial ceiling in force for the loan",
    "either": "any of some other fields holds",
    "recovered": "recovered ÷ applied for in the enforcement cases that name it as their basis",
}
"""What a field of a case is taken from."""
TestKind = Literal["rises", "falls", "common", "more_than", "repeat", "season", "surge", "larger"]
TEST_KINDS: Final[Mapping[str, str]] = {
    "rises": "a share rises over the months: slope of a logistic curve, its spread allowed for",
    "falls": "a share falls over the months",
    "common": "a share is above a bound: Wilson's interval",
    "more_than": "a share is above that of other cases: difference with Newcombe's interval",
    "repeat": "parties ask as often as the local threshold in force says: a scan of each party's days",
    "season": "more are filed in the weeks before the Spring Festival: ratio of rates, year by year",
    "surge": "one quarter has a larger share than others of its season: the choice among quarters allowed for",
    "larger": "a number is larger than in other cases: difference of means (Welch), or ratio of geometric means",
}
"""What a finding may be tested by."""
AGAINST: Final[Mapping[str, str]] = {
    "rest": "同院同类其他案件", "others": "其他法院同类案件", "before": "上年同期",
}  # fmt: skip
"""What a share or number may be held against; a field of the topic's own cases may stand in its place."""
TIMES: Final = ("year", "quarter", "month")
"""Cuts by time, of no field."""
ITSELF: Final = "topic"
"""Stands for a field: whether a case is of the topic at all, among all of the same kind and instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing asked of a case: a flag, a word or a number; None where the records do not tell.

    ``column`` is of cases, of parties, or a document fact's field. With ``values``, ``any`` (words found),
    ``above`` or ``below`` it is a flag; ``bounds`` make bands of a number; ``counts`` asks how many parties of
    ``side`` there are.
    ``absent`` is what a text that does not tell means: False, or unknown where it is None. ``none`` are words that
    deny ``any``. ``told`` takes a fact for a flag: the text tells it.
    ``names`` are what people call its values.
    """

    name: str
    title: Mapping[str, str]
    kind: FieldKind
    column: str = ""
    side: str = ""
    kinds: tuple[str, ...] = ()
    counts: bool = False
    told: bool = False
    values: tuple[str | int | bool, ...] = ()
    any: re.Pattern[str] | None = None
    none: re.Pattern[str] | None = None
    sections: tuple[str, ...] = ()
    above: float | None = None
    below: float | None = None
    bounds: tuple[float, ...] = ()
    weeks: int = 0
    of: tuple[str, ...] = ()
    absent: bool | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def flag(self) -> bool:
        """Whether it is true, false or unknown, and no word or number."""
        tested = any(test is not None for test in (self.any, self.above, self.below))
        return tested or bool(self.values) or self.told or self.kind in {"text", "festival", "ceiling", "either"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How a finding is tested.

    ``of``: the field; ``bound``: the share above which it is common; ``apart``: the difference that matters (of shares
    or means, or of the logarithm of a ratio); ``against``: rest, others or before, or a flag of the topic's own cases;
    ``side``, ``kinds`` and ``rule``: whose suits are counted, by the days and levels of which rule of warnings;
    ``weeks`` before the festival; ``scale`` log compares geometric means.
    """

    kind: TestKind
    of: str = ""
    bound: float = 0
    apart: float = 0
    against: str = ""
    side: str = "asking"
    kinds: tuple[str, ...] = ()
    rule: str = ""
    weeks: int = 8
    scale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement that is tested: its words have blanks that the figures fill."""

    code: str
    title: Mapping[str, str]
    words: Mapping[str, str]
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A legal-risk pointer of a leaflet: for whom, what to mind, by which article, told where ``when`` holds."""

    when: str
    whom: Mapping[str, str]
    says: Mapping[str, str]
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic; its cases pass any of ``cases``. ``group`` is the field that a leaflet tells its readers apart by."""

    name: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    basis: str
    cases: tuple[tuple[Test, ...], ...]
    fields: Mapping[str, Field]
    cuts: tuple[str, ...]
    figures: tuple[str, ...]
    findings: tuple[Finding, ...]
    leaflet: tuple[Pointer, ...]
    group: str = ""
    edition: str = ""
    path: str = field(default="", compare=False)

    def reads_text(self, name: str) -> bool:
        """Whether a field needs a document's text or what was read from it."""
        one = self.fields.get(name)
        return one is not None and (
            one.kind in {"fact", "text", "ceiling"} or any(self.reads_text(part) for part in one.of)
        )
