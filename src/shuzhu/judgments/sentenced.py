"""What the order gives each defendant, as the store's records have it: one charge, one term."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhu.facts import Defendant, Fact, Reading

#: life and death, as ``records.Case.term_months`` has it
FOREVER: Final = 9999
_FOREVER: Final = ("life", "death", "suspended_death")
_NO_TERM: Final = {"", "remanded", "sentence_reduced"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The columns that a defendant's row of ``parties`` has beyond those of another party."""

    charge: Fact[str] | None = None
    term_months: Fact[int] | None = None
    probation: Fact[bool] | None = None
    recidivist: Fact[bool] | None = None
    plea: Fact[bool] | None = None


def sentence_of(one: Defendant) -> Sentence:
    """The first charge, the months of the main penalty to serve, whether it is suspended."""
    term = _term(one)
    probation = None
    if term and term.value < FOREVER:
        place = one.probation_months or term
        probation = Fact(one.probation_months is not None, place.start, place.end, "主文缓刑")
    return Sentence(
        charge=one.charges[0] if one.charges else None,
        term_months=term,
        probation=probation,
        recidivist=one.recidivist,
        plea=one.plea,
    )


def longest_term(reading: Reading) -> Fact[int] | None:
    """The longest main penalty of all defendants in months; None where the case did not end with a sentence."""
    closing = reading.heading.closing.value if reading.heading.closing else ""
    return _longest(reading.defendants) if closing not in _NO_TERM else None


def _longest(defendants: Sequence[Defendant]) -> Fact[int] | None:
    """The longest of their terms."""
    return max((term for one in defendants if (term := _term(one))), key=lambda term: term.value, default=None)


def _term(one: Defendant) -> Fact[int] | None:
    """The months of the main penalty; 9999 for life and death."""
    if one.penalty and one.penalty.value in _FOREVER:
        return Fact(FOREVER, one.penalty.start, one.penalty.end, one.penalty.rule)
    return one.months
