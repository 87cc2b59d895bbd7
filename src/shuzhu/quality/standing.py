"""What a value stands on: the tables and fields that an indicator reads, and the rules that judge those."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from shuzhu.catalogue.model import Indicator, Term
from shuzhu.catalogue.quality_rules import Contract
from shuzhu.quality.scan import Counted
from shuzhu.quality.scores import Score, score

Field = tuple[str, str]
"""A table and a column."""

_OF_CASE: Final[Mapping[str, tuple[str, ...]]] = {
    "elapsed_days": ("filed_on", "closed_on"), "excluded_days": ("filed_on", "closed_on"),
    "net_days": ("filed_on", "closed_on"), "due_on": ("filed_on", "procedure", "instance"),
    "within_limit": ("filed_on", "closed_on", "procedure"), "aged_on": ("filed_on", "closed_on"),
    "review_outcome": ("appeal_outcome", "origin_number", "closing"),
    "review_closed_on": ("appeal_closed_on", "origin_number", "closed_on"), "review_reason": ("change_reason",),
    "appealed": ("appealed_on", "origin_number"), "can_appeal": ("closing", "procedure", "closed_on"),
    "retrial_on": ("retrial_ordered_on", "origin_number"), "retried_outcome": ("retrial_outcome", "origin_number"),
    "retried_closed_on": ("retrial_closed_on", "origin_number"), "took_effect_on": ("effective_on", "closed_on"),
    "chain_closed_on": ("closed_on",), "chain_days": ("filed_on", "closed_on"),
    "transfer_days": ("transferred_on", "closed_on"), "filing_in_time": ("received_on", "filed_on"),
    "complete": ("court", "kind", "case_number", "cause", "filed_on", "closing"),
}  # fmt: skip
_BESIDE: Final[Mapping[Field, tuple[Field, ...]]] = {
    ("cases", "net_days"): (("exclusions", "first_on"), ("exclusions", "last_on")),
    ("cases", "excluded_days"): (("exclusions", "first_on"), ("exclusions", "last_on")),
    ("cases", "within_limit"): (("exclusions", "first_on"), ("extensions", "approved_on")),
    ("cases", "extended"): (("extensions", "approved_on"), ("extensions", "case_id")),
    ("cases", "enforcement_asked"): (("enforcements", "basis_number"),),
    ("cases", "chain_days"): (("enforcements", "basis_number"),),
    ("cases", "applied_amount"): (("enforcements", "applied_amount"),),
    ("cases", "recovered_amount"): (("enforcements", "recovered_amount"),),
    ("cases", "debtor_local"): (("parties", "role"), ("parties", "case_id")),
    ("documents", "counts_on"): (("documents", "dated_on"),),
    ("documents", "published"): (("documents", "publication"), ("documents", "published_on")),
    ("documents", "published_in_time"): (("documents", "published_on"), ("documents", "dated_on")),
    ("mediations", "succeeded"): (("mediations", "ending"),),
    ("mediations", "mediation_days"): (("mediations", "accepted_on"), ("mediations", "ended_on")),
    ("mediations", "overdue"): (("mediations", "accepted_on"), ("mediations", "ended_on")),
    ("parties", "minor"): (("parties", "born_on"), ("parties", "id_number")),
}  # fmt: skip
_EACH: Final[Mapping[str, tuple[str, ...]]] = {
    "cases": ("court", "case_number"), "parties": ("case_id",), "hearings": ("case_id",), "services": ("case_id",),
    "documents": ("case_id",), "enforcements": ("case_id",),
}  # fmt: skip
"""What every count of a table stands on: the row is one, and belongs where it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The quality of what a value stands on: its score, the rules that found anything, deliveries that are missing."""

    score: Score
    faults: tuple[tuple[str, int, int], ...]
    missing: int = 0

    @property
    def grade(self) -> str:
        """The letter."""
        return self.score.grade


def fields_of(indicator: Indicator) -> frozenset[Field]:
    """Every column of the records that an indicator reads, derived ones traced to what they are made of."""
    return frozenset(field for term in indicator.terms for field in _of_term(term))


def _of_term(term: Term) -> Iterator[Field]:
    """The columns that a term reads."""
    names = {term.dated_by, *(term.stock or ()), term.sums, *(test.column for test in term.where)} - {""}
    for name in (*_EACH.get(term.table, ()), *sorted(names)):
        yield from _traced(term.table, name)


def _traced(table: str, name: str) -> Iterator[Field]:
    """What a column is made of: itself, and what a derived one stands on."""
    yield table, name
    if table == "cases":
        yield from ((table, own) for own in _OF_CASE.get(name, ()))
    if name.startswith("case_"):
        yield from (("cases", own) for own in (name.removeprefix("case_"),) if own in {"kind", "instance", "filed_on"})
    yield from _BESIDE.get((table, name), ())


def standing(
    fields: Collection[Field], counts: Collection[Counted], contract: Contract, missing: int
) -> Standing | None:
    """The quality of some fields by the counts of a court and period; None where no rule judges any of them.

    ``missing`` deliveries of their tables in the period lower the grade to what the contract says.
    """
    rules = {rule.code: rule for rule in contract.rules}
    mine = [
        one for one in counts
        if one.rule in rules and any((one.table, name) in fields for name in rules[one.rule].fields)
    ]  # fmt: skip
    found = score(mine, contract)
    if found.value is None and not missing:
        return None
    if missing:
        found = replace(found, grade=contract.missing)
    faults = sorted(((o.rule, o.checked, o.faulty) for o in mine if o.faulty), key=lambda f: (-f[2], f[0]))
    return Standing(score=found, faults=tuple(faults), missing=missing)
