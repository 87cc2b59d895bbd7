"""How cases of each type go: procedures, ways of closing and days, as weights by type code.

The weights are ours, set so that the whole falls near what courts report in public (closing rate,
share of simplified procedure, mediation, appeals, change and remand).
"""

from collections.abc import Mapping
from dataclasses import dataclass

PROCEDURE_OF: Mapping[str, str] = {
    "民特": "special", "诉前调确": "special", "民督": "payment_order", "行审": "non_litigation_review",
    "司惩": "other", "破申": "bankruptcy", "破": "bankruptcy", "民终": "second",
    "刑终": "second", "行终": "second", "民辖终": "second", "民申": "retrial_review",
    "行申": "retrial_review", "民再": "retrial", "刑更": "sentence_change", "执": "enforcement",
    "执恢": "resumed_enforcement", "执保": "preservation_enforcement", "财保": "preservation",
    "执异": "enforcement_objection",
    "执复": "enforcement_review", "司救执": "other",
}  # fmt: skip
"""The procedure of the types that have but one."""

SMALL_CLAIMS = {2017: 0.09, 2018: 0.11, 2019: 0.14, 2020: 0.21, 2021: 0.29, 2022: 0.40}
"""Share of small claims among the civil cases of a year."""
SMALL_SUM = 5_000_000
"""The largest sum of a small claim, in cents."""

CLOSINGS: Mapping[str, Mapping[str, float]] = {
    "民初": {"mediated": 30.5, "withdrawn": 14.5, "deemed_withdrawn": 3, "dismissed": 1.7, "not_accepted": 0.2,
           "transferred": 1.2, "terminated": 0.2, "supported": 26, "partly_supported": 20, "claims_dismissed": 6},
    "刑初": {"convicted": 96, "exempted": 1.2, "acquitted": 0.1, "withdrawn": 0.8, "mediated": 0.4, "terminated": 0.5,
           "transferred": 1},
    "行初": {"claims_dismissed": 38, "revoked": 6, "partly_revoked": 1.5, "varied": 0.5, "declared_unlawful": 4,
           "declared_void": 0.3, "ordered_to_perform": 3, "compensation_ordered": 1, "dismissed": 16,
           "reconciled_withdrawn": 11, "withdrawn": 13,
           "deemed_withdrawn": 2, "mediated": 2.5, "transferred": 1},
    "民终": {"upheld": 71, "changed": 8, "partly_changed": 3, "remanded": 4.5, "withdrawn": 9, "deemed_withdrawn": 2,
           "mediated": 2.5},
    "刑终": {"upheld": 72, "changed": 10, "remanded": 2, "withdrawn": 16},
    "行终": {"upheld": 84, "changed": 5, "remanded": 3, "withdrawn": 8},
    "民申": {"retrial_refused": 88, "retrial_ordered": 7, "withdrawn": 5},
    "行申": {"retrial_refused": 95, "retrial_ordered": 3, "withdrawn": 2},
    "民再": {"upheld": 30, "changed": 52, "remanded": 13, "mediated": 5},
    "执": {"performed": 26, "terminated_for_now": 42, "terminated": 20, "settled_performed": 4, "cancelled": 3,
          "refused": 0.4, "rejected": 0.6},
    "执恢": {"performed": 38, "terminated_for_now": 40, "terminated": 22},
    "执保": {"preserved": 70, "partly_preserved": 20, "nothing_to_preserve": 10},
    "财保": {"preservation_granted": 94, "rejected": 6},
    "执异": {"objection_upheld": 18, "objection_partly_upheld": 6, "objection_refused": 64, "withdrawn": 12},
    "民特": {"granted": 82, "rejected": 8, "withdrawn": 10},
    "民督": {"granted": 70, "rejected": 12, "terminated": 18},
    "诉前调确": {"granted": 96, "rejected": 2.5, "withdrawn": 1.5},
    "行审": {"approved": 84, "partly_approved": 4, "refused": 8, "withdrawn": 4},
    "司惩": {"sanctioned": 100},
    "破申": {"bankruptcy_accepted": 72, "not_accepted": 16, "withdrawn": 12},
    "破": {"bankruptcy_ended": 96, "dismissed": 4},
    "刑更": {"sentence_reduced": 82, "paroled": 6, "sentence_kept": 12},
}  # fmt: skip

JUDGMENTS = frozenset({
    "supported", "partly_supported", "claims_dismissed", "convicted", "exempted", "acquitted", "revoked",
    "partly_revoked", "varied", "declared_unlawful", "declared_void", "ordered_to_perform", "compensation_ordered",
})  # fmt: skip
APPEALABLE_ORDERS = frozenset({"dismissed", "not_accepted"})
STANDS = frozenset({"upheld", "withdrawn", "deemed_withdrawn", "changed", "partly_changed", "mediated"})
OVERTURNED = frozenset({"changed", "partly_changed", "remanded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Mean net days and the days the law allows, for a type and procedure."""

    mean: float
    limit: int
    excluded: float


PACES: Mapping[str, Pace] = {
    "small_claims": Pace(mean=27, limit=57, excluded=0.02),
    "simplified": Pace(mean=37, limit=87, excluded=0.05),
    "ordinary": Pace(mean=112, limit=178, excluded=0.30),
    "刑初 fast_track": Pace(mean=6, limit=9, excluded=0.0),
    "刑初 simplified": Pace(mean=13, limit=19, excluded=0.01),
    "刑初 ordinary": Pace(mean=52, limit=86, excluded=0.12),
    "行初 simplified": Pace(mean=27, limit=43, excluded=0.03),
    "行初 ordinary": Pace(mean=90, limit=178, excluded=0.10),
    "民终": Pace(mean=47, limit=87, excluded=0.05),
    "刑终": Pace(mean=34, limit=57, excluded=0.05),
    "行终": Pace(mean=45, limit=87, excluded=0.05),
    "民申": Pace(mean=55, limit=87, excluded=0.02),
    "行申": Pace(mean=60, limit=175, excluded=0.0),
    "民再": Pace(mean=75, limit=87, excluded=0.05),
    "执": Pace(mean=82, limit=178, excluded=0.07),
    "执恢": Pace(mean=70, limit=178, excluded=0.04),
    "执保": Pace(mean=12, limit=28, excluded=0.0),
    "财保": Pace(mean=4, limit=28, excluded=0.0),
    "执异": Pace(mean=11, limit=15, excluded=0.02),
    "民特": Pace(mean=18, limit=28, excluded=0.10),
    "民督": Pace(mean=12, limit=28, excluded=0.0),
    "诉前调确": Pace(mean=6, limit=28, excluded=0.0),
    "行审": Pace(mean=16, limit=28, excluded=0.0),
    "司惩": Pace(mean=3, limit=28, excluded=0.0),
    "破申": Pace(mean=28, limit=60, excluded=0.0),
    "破": Pace(mean=330, limit=2_000, excluded=0.0),
    "刑更": Pace(mean=26, limit=29, excluded=0.0),
}


def pace(type_: str, procedure: str) -> Pace:
    """The pace of cases of a type under a procedure."""
    return PACES.get(f"{type_} {procedure}") or PACES.get(type_) or PACES[procedure]


def _all(mixes: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Every word of some mixes, each once."""
    return tuple(dict.fromkeys(word for mix in mixes.values() for word in mix))


CLOSING_WORDS = _all(CLOSINGS)
PROCEDURE_WORDS = tuple(dict.fromkeys(["ordinary", "simplified", "small_claims", "fast_track", *PROCEDURE_OF.values()]))


def closing(word: str) -> int:
    """The place of a way of closing in ``CLOSING_WORDS``."""
    return CLOSING_WORDS.index(word)


def procedure(word: str) -> int:
    """The place of a procedure in ``PROCEDURE_WORDS``."""
    return PROCEDURE_WORDS.index(word)


BASES = ("civil_judgment", "mediation", "arbitration", "notarised", "labour_arbitration", "civil_order")
"""What an enforcement rests on; its place is the code."""
