"""What is asked about, and what the store says of a document beside its text: facts, parties, how it was decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.facts import Reading
from shuzhu.facts.flat import facts_of
from shuzhu.pipeline.house import House
from shuzhu.similar import Kept

UPHELD: Final = "支持比例"
RATE: Final = "判付年利率"
TERM: Final = "刑期月数"
FACTS: Final = ("citations", "loan.principal_claimed", "loan.principal_upheld", "order.interest.rate")
_INDEX: Final = re.compile(r"\[\d+\]")
_ARTICLE: Final = re.compile(r"^.+?第\d+条(?:之\d+)?")
_UNDECIDED: Final = frozenset({
    "mediated", "withdrawn", "deemed_withdrawn", "reconciled_withdrawn", "suit_withdrawn", "transferred", "merged",
    "terminated", "not_accepted",
})  # fmt: skip
"""Outcomes by which a court decides nothing in the matter."""
Facts = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The case asked about, or a text that is not of the store (``document_id`` is blank then)."""

    number: str
    case_id: str
    document_id: str
    court: str
    cause: str
    instance: str
    amount: Any
    kept: Kept
    facts: Facts = ()
    text: str = ""


def facts_in(house: House, documents: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
    """The facts of documents that are compared, within the reader's reach."""
    ids = pa.table({"document_id": pa.array(list(documents), pa.string())})
    query = exp.select("document_id", "field", "words", "number").from_("document_facts").where(
        exp.column("field").isin(*FACTS), "document_id IN (SELECT document_id FROM _ids)"
    )  # fmt: skip
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in house.reading("cases").query(query, _ids=ids).to_pylist():
        found.setdefault(row["document_id"], []).append(row)
    return found


def told_facts(reading: Reading) -> Facts:
    """The facts of a text that is not of the store, as the store has them."""
    told = ((_INDEX.sub("", path), fact.value) for path, fact in facts_of(reading))
    return [{"field": field, "words": str(value), "number": value} for field, value in told if field in FACTS]


def party_kinds(house: House, cases: Sequence[str]) -> dict[str, frozenset[str]]:
    """Of each case, which kinds of persons stand on which side."""
    ids = pa.table({"case_id": pa.array(list(cases), pa.string())})
    query = exp.select("case_id", "role", "kind").distinct().from_("parties").where(
        "kind IS NOT NULL", "role IS NOT NULL", "case_id IN (SELECT case_id FROM _ids)"
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    title = house.codes.title
    for row in house.reading("cases").query(query, _ids=ids).to_pylist():
        said = f"{title('roles', row['role'])}：{title('party_kinds', row['kind'])}"
        found.setdefault(row["case_id"], set()).add(said)
    return {case: frozenset(values) for case, values in found.items()}


def statutes_of(facts: Facts) -> frozenset[str]:
    """The articles that a document rests on, without paragraph."""
    words = (str(one["words"]) for one in facts if one["field"] == "citations" and one["words"])
    return frozenset(m[0] if (m := _ARTICLE.match(one)) else one for one in words)


def outcome_of(house: House, row: Mapping[str, Any]) -> tuple[str, bool]:
    """How a case was decided in words, and whether it was decided in the matter at all."""
    for table, code in (("decisions", row["outcome"]), ("closings", row["closing"])):
        if code:
            return str(house.codes.title(table, code)), code not in _UNDECIDED
    return "", True


def figures_of(row: Mapping[str, Any], facts: Facts) -> dict[str, float]:
    """A decision in figures: the share of a loan's principal upheld, percent a year granted, months of a sentence."""
    told: dict[str, float] = {}
    for one in facts:
        if one["field"] != "citations" and one["number"] is not None:
            told[one["field"]] = max(float(one["number"]), told.get(one["field"], 0.0))
    found = {}
    claimed, upheld = told.get("loan.principal_claimed"), told.get("loan.principal_upheld")
    if claimed and upheld is not None:
        found[UPHELD] = upheld / claimed
    if "order.interest.rate" in told:
        found[RATE] = told["order.interest.rate"]
    if row["term_months"] is not None:
        found[TERM] = float(row["term_months"])
    return found
