"""Counts → scores and grades: the share of checks that found nothing, by severity within a family, then by family."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from shuzhu.catalogue.quality_rules import Contract, QualityRule
from shuzhu.quality.scan import ROWS, Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good something is: checks made and found faulty, the score of 0–100 and its letter; blank without checks."""

    checked: int
    faulty: int
    value: float | None
    grade: str


def score(counts: Iterable[Counted], contract: Contract) -> Score:
    """The score of some counts.

    A family's share is Σ severity × faulty ÷ Σ severity × checked over its rules; the score is 100 × (1 − the mean of
    the shares by the families' weights), over the families that had anything to check.
    """
    rules = {rule.code: rule for rule in contract.rules}
    checked = faulty = 0
    shares: dict[str, list[float]] = {}
    for one in counts:
        if one.rule == ROWS or not one.checked:
            continue
        rule = rules[one.rule]
        weight = contract.severities[rule.severity]
        pair = shares.setdefault(rule.family, [0.0, 0.0])
        pair[0] += weight * one.faulty
        pair[1] += weight * one.checked
        checked, faulty = checked + one.checked, faulty + one.faulty
    value = _mean(shares, contract)
    return Score(checked=checked, faulty=faulty, value=value, grade=contract.grade(value))


def _mean(shares: Mapping[str, list[float]], contract: Contract) -> float | None:
    """100 × (1 − the mean of the families' shares)."""
    weights = {family: contract.families[family].weight for family in shares}
    whole = sum(weights.values())
    if not whole:
        return None
    return 100 * (1 - sum(weights[f] * bad / of for f, (bad, of) in shares.items()) / whole)


def scores(
    counts: Iterable[Counted], key: Callable[[Counted], Iterable[Hashable]], contract: Contract
) -> dict[Hashable, Score]:
    """The score of each key; a count may belong to several (a rule judges several fields)."""
    found: dict[Hashable, list[Counted]] = {}
    for one in counts:
        for each in key(one):
            found.setdefault(each, []).append(one)
    return {each: score(own, contract) for each, own in found.items()}


def fields_of(rule: QualityRule) -> tuple[tuple[str, str], ...]:
    """The fields that a rule judges, each with its table."""
    return tuple((rule.table, name) for name in rule.fields)
