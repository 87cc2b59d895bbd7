"""A reading → one line of JSON, in a form that others may script against.

A fact is ``{"value", "start", "end", "by"}`` with character offsets into the original text, half open; ``null`` where
the document does not say. Days are ISO dates, money is in yuan, case numbers are in their one spelling.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any, Final

from shuzhu.case_number import CaseNumber
from shuzhu.facts.base import Fact
from shuzhu.facts.criminal import Defendant
from shuzhu.facts.model import Person, Reading

Line = dict[str, Any]
Title = Callable[[str, str], str]
"""The Chinese title of a code: (table, code) → title."""

_KINDS: Final = {"criminal", "civil", "administrative", "enforcement", "compensation"}
_PAPERS: Final = {
    "judgment": "判决书", "order": "裁定书", "mediation": "调解书", "decision": "决定书", "command": "支付令",
    "notice": "通知书",
}  # fmt: skip
_STAGES: Final = {
    "first": "first", "second": "second", "retrial": "retrial", "retrial_review": "review", "review": "review",
    "enforcement": "execution",
}  # fmt: skip
#: facts of the heading that each defendant's own entry tells better
_CALLED: Final = {"rule": "by"}
_FLAGS: Final = ("life", "death", "suspended_death")


def as_line(reading: Reading, file: str, row: int, title: Title) -> Line:
    """reading → the object of its line; ``row`` tells the document's place in a file of many, from 1."""
    told = reading.heading
    return {
        "file": file,
        "row": row,
        "kind": told.kind.value if told.kind and told.kind.value in _KINDS else "other",
        "document": _PAPERS.get(told.document_kind.value) if told.document_kind else None,
        "court": plain(told.court_name),
        "court_code": told.court.value if told.court else None,
        "case_number": plain(told.case_number),
        "related": plain(reading.related),
        "instance": _STAGES.get(told.instance.value, "other") if told.instance else "other",
        "procedure": _titled(told.procedure, "procedures", title),
        "procedure_before": _titled(told.procedure_before, "procedures", title),
        "filed_on": plain(told.filed_on),
        "heard_on": plain(told.heard_on),
        "decided_on": plain(told.dated_on),
        "panel": plain(reading.panel),
        "parties": [_party(person) for person in told.parties],
        "cause": plain(reading.causes),
        "sections": plain(reading.sections),
        "citations": plain(reading.citations),
        "claims": plain(reading.claims),
        "order": plain(reading.order),
        "amounts": plain(reading.amounts),
        "fee": plain(reading.fees[0]) if reading.fees else None,
        "fees": plain(reading.fees),
        "loan": plain(reading.loan),
        "labour": plain(reading.labour),
        "administrative": plain(reading.administrative),
        "enforcement": plain(reading.enforcement),
        "accusation": plain(reading.accusation),
        "defendants": [_defendant(one) for one in reading.defendants],
        "outcome": reading.outcome,
    }


@singledispatch
def plain(value: Any) -> Any:
    """Anything of a reading as JSON has it."""
    if dataclasses.is_dataclass(value):
        return {_CALLED.get(f.name, f.name): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


@plain.register(Fact)
def _(value: Fact[Any]) -> Line:
    return {"value": plain(value.value), "start": value.start, "end": value.end, "by": value.rule}


@plain.register(tuple)
def _(value: tuple[Any, ...]) -> list[Any]:
    return [plain(one) for one in value]


@plain.register(CaseNumber)
def _(value: CaseNumber) -> str:
    return str(value)


@plain.register(Decimal)
def _(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


@plain.register(date)
def _(value: date) -> str:
    return value.isoformat()


def _party(person: Person) -> Line:
    """A party; ``role`` in the document's own words, ``role_code`` as the store has it."""
    line: Line = plain(person)
    line["role_code"] = person.role.value
    line["role"] = plain(person.called or person.role)
    del line["called"]
    if person.kind == "authority" and person.name.value.endswith("检察院"):
        line["kind"] = "procuratorate"
    elif person.kind == "sole_trader":
        line["kind"] = "organisation"
    return line


def _defendant(one: Defendant) -> Line:
    """A defendant; whether it is for life or death is a plain yes or no."""
    return {**plain(one), **{name: bool(getattr(one, name)) for name in _FLAGS}}


def _titled(fact: Fact[str] | None, table: str, title: Title) -> Mapping[str, Any] | None:
    """A fact whose value is a code, with its title for the value and the code beside it."""
    if fact is None:
        return None
    return {**plain(fact), "value": title(table, fact.value), "code": fact.value}
