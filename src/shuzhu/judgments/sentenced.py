"""What the order gives each defendant, as the store's records have it: one charge, one term."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shuzhu.facts import Defendant, Fact, Heading, Person

#: life and death, as ``records.Case.term_months`` has it
FOREVER: Final = 9999
_FOREVER: Final = ("life", "death", "suspended_death")
_NO_TERM: Final = {"", "remanded", "sentence_reduced"}


def with_sentences(heading: Heading, defendants: Sequence[Defendant]) -> Heading:
    """heading, defendants → the heading with charge, term and character of each, and the longest term of all"""
    by_place = {one.name.start: one for one in defendants}
    parties = tuple(
        _sentenced(person, by_place[person.name.start]) if person.name.start in by_place else person
        for person in heading.parties
    )
    closing = heading.closing.value if heading.closing else ""
    terms = [term for one in defendants if (term := _term(one))] if closing not in _NO_TERM else []
    return replace(heading, parties=parties, term_months=max(terms, key=lambda term: term.value, default=None))


def _sentenced(person: Person, one: Defendant) -> Person:
    """A party with what the order gives it."""
    term = _term(one)
    probation = None
    if term and term.value < FOREVER:
        place = one.probation_months or term
        probation = Fact(one.probation_months is not None, place.start, place.end, "主文缓刑")
    return replace(
        person,
        charge=one.charges[0] if one.charges else None,
        term_months=term,
        probation=probation,
        recidivist=one.recidivist,
        plea=one.plea,
        minor=person.minor or one.minor,
    )


def _term(one: Defendant) -> Fact[int] | None:
    """The months of the main penalty; 9999 for life and death."""
    if one.penalty and one.penalty.value in _FOREVER:
        return Fact(FOREVER, one.penalty.start, one.penalty.end, one.penalty.rule)
    return one.months
