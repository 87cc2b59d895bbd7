"""Rows of a topic's cases → answers by case to each of its fields."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from shuzhu.catalogue.topic_model import Field, Topic
from shuzhu.judgments import sections_of
from shuzhu.pipeline.house import House
from shuzhu.pipeline.topic_rows import Row, Span, case_rows, fact_rows, party_rows, recovered_rows, texts, with_text
from shuzhu.topics.answers import Answer
from shuzhu.topics.festive import before_festival

SENTENCE: Final = re.compile(r"[^。；;\n]+[。；;\n]?")
_CEILING: Final = ("loan.rate", "loan.lent_on")


def needed(topic: Topic, names: Iterable[str]) -> list[Field]:
    """The fields of some names and those that they are made of, the parts first."""
    found: dict[str, Field] = {}
    for name in names:
        if name in topic.fields:
            for part in needed(topic, topic.fields[name].of):
                found.setdefault(part.name, part)
            found.setdefault(name, topic.fields[name])
    return list(found.values())


@dataclass(frozen=True)
class Asked:
    """The cases of a span, asked some fields; whatever they need is drawn once, when it is first needed."""

    house: House
    span: Span
    fields: Sequence[Field]
    party_columns: Collection[str] = ()
    answers: dict[str, list[Answer]] = field(default_factory=dict, repr=False)

    @cached_property
    def cases(self) -> list[dict[str, Any]]:
        """The rows of the cases."""
        names = {one.column for one in self.fields if one.kind in {"column", "festival"}}
        return case_rows(self.house, self.span, names)

    @cached_property
    def parties(self) -> list[dict[str, Any]]:
        """The rows of their parties."""
        names = {one.column for one in self.fields if one.kind == "party" and one.column}
        return party_rows(self.house, self.span, {*names, *self.party_columns})

    @cached_property
    def sides(self) -> dict[tuple[str, str], list[Row]]:
        """The parties by case and side."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.parties:
            found.setdefault((row["case_id"], row["side"]), []).append(row)
        return found

    @cached_property
    def facts(self) -> dict[tuple[str, str], list[Row]]:
        """The facts by case and field."""
        names = {one.column for one in self.fields if one.kind == "fact"}
        names |= {name for one in self.fields if one.kind == "ceiling" for name in _CEILING}
        found: dict[tuple[str, str], list[Row]] = {}
        for row in fact_rows(self.house, self.span, names):
            found.setdefault((row["case_id"], row["field"]), []).append(row)
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """The cases with a text."""
        return with_text(self.house, self.span)

    @cached_property
    def told(self) -> dict[str, set[str]]:
        """By field of text, the cases whose text tells it."""
        rules = [one for one in self.fields if one.kind == "text"]
        found: dict[str, set[str]] = {one.name: set() for one in rules}
        for case, text in texts(self.house, self.span):
            for one in rules:
                if tells(one, text):
                    found[one.name].add(case)
        return found

    @cached_property
    def recovered(self) -> dict[str, float]:
        """Recovered ÷ applied for, by case number."""
        return {
            row["basis_number"]: min(1.0, float((row["recovered"] or 0) / row["applied"]))
            for row in recovered_rows(self.house, self.span) if row["applied"]
        }  # fmt: skip

    def all(self) -> dict[str, list[Answer]]:
        """Every field's answers, in the order of the cases."""
        for one in self.fields:
            if one.name not in self.answers:
                self.answers[one.name] = list(_OF_KIND[one.kind](self, one))
        return self.answers


def tells(rule: Field, text: str) -> bool:
    """A sentence of the named sections (all where none is named) has the words, and none that deny them."""
    if rule.any is None or not rule.any.search(text):
        return False
    parts = [(one.start, one.end) for one in sections_of(text) if one.name in rule.sections]
    for start, end in parts if rule.sections else [(0, len(text))]:
        for sentence in SENTENCE.finditer(text, start, end):
            if rule.any.search(sentence[0]) and not (rule.none and rule.none.search(sentence[0])):
                return True
    return False


def _of_cases(asked: Asked, one: Field) -> Iterable[Answer]:
    """A column of the case."""
    return [_tested(one, row[one.column]) for row in asked.cases]


def _of_parties(asked: Asked, one: Field) -> Iterable[Answer]:
    """A column of one side's parties: any of them for a flag, the first that tells else; or how many there are."""
    for row in asked.cases:
        theirs = [
            party for party in asked.sides.get((row["case_id"], one.side), ())
            if not one.kinds or party["kind"] in one.kinds
        ]  # fmt: skip
        if one.counts:
            yield _tested(one, len(theirs)) if theirs else None
            continue
        told = [_tested(one, party[one.column]) for party in theirs if party[one.column] is not None]
        yield None if not told else any(told) if one.flag else told[0]


def _of_facts(asked: Asked, one: Field) -> Iterable[Answer]:
    """What the documents tell."""
    for row in asked.cases:
        facts = asked.facts.get((row["case_id"], one.column), ())
        if one.told:
            yield True if facts else False if row["case_id"] in asked.texts else None
            continue
        told = [_tested(one, _value(fact)) for fact in facts]
        known = any(told) if one.flag and told else told[0] if told else None
        yield known if told else one.absent if row["case_id"] in asked.texts else None


def _of_texts(asked: Asked, one: Field) -> Iterable[Answer]:
    """What a text rule finds."""
    for row in asked.cases:
        yield row["case_id"] in asked.told[one.name] if row["case_id"] in asked.texts else None


def _of_festival(asked: Asked, one: Field) -> Iterable[Answer]:
    """Whether a day lies before the festival."""
    for row in asked.cases:
        day = row[one.column]
        yield before_festival(day, one.weeks) if isinstance(day, date) else None


def _of_ceiling(asked: Asked, one: Field) -> Iterable[Answer]:  # noqa: ARG001 — all kinds are asked alike
    """Whether the rate agreed is above the ceiling of its time."""
    for row in asked.cases:
        rates, lent = (asked.facts.get((row["case_id"], name), ()) for name in _CEILING)
        ceiling = asked.house.codes.interest.ceiling(lent[0]["day"] if lent else None, row["filed_on"])
        told = [float(rate["number"]) for rate in rates if rate["number"] is not None]
        yield max(told) > ceiling + 0.001 if told and ceiling is not None else None


def _of_either(asked: Asked, one: Field) -> Iterable[Answer]:
    """Any of some fields: known where one holds, or where none holds and one at least is known."""
    for parts in zip(*(asked.answers[name] for name in one.of), strict=True):
        known = [bool(part) for part in parts if part is not None]
        yield any(known) if known else None


def _of_recovered(asked: Asked, one: Field) -> Iterable[Answer]:
    """The share recovered, or whether it is above or below a bound."""
    for row in asked.cases:
        yield _tested(one, asked.recovered.get(row["case_number"]))


_OF_KIND: Final[Mapping[str, Callable[[Asked, Field], Iterable[Answer]]]] = {
    "column": _of_cases, "party": _of_parties, "fact": _of_facts, "text": _of_texts, "festival": _of_festival,
    "ceiling": _of_ceiling, "either": _of_either, "recovered": _of_recovered,
}  # fmt: skip


def _value(fact: Row) -> Any:
    """A fact's value."""
    return next((fact[name] for name in ("words", "number", "day") if fact[name] is not None), None)


def _tested(one: Field, value: Any) -> Answer:
    """A value by the field's test: a flag, the place of its band, a number or a word."""
    if value is None:
        return one.absent
    if one.flag:
        return _passes(one, value)
    if one.bounds:
        return str(bisect_right(one.bounds, float(value)))
    if isinstance(value, bool | str):
        return value
    return value.isoformat() if isinstance(value, date) else float(value)


def _passes(one: Field, value: Any) -> bool:
    """Whether a value passes the field's test."""
    if one.values:
        return value in one.values
    if one.any is not None:
        return bool(one.any.search(str(value))) and not (one.none and one.none.search(str(value)))
    return (one.above is None or float(value) > one.above) and (one.below is None or float(value) < one.below)
