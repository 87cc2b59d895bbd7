"""How strong the evidence of a finding is, in words: from its interval, its rate of false discoveries, its cases."""

from collections.abc import Mapping
from typing import Final, Literal

from shuzhu.topics.estimates import Estimate

Strength = Literal["strong", "moderate", "weak", "not_found", "too_few"]
STRENGTHS: Final[Mapping[str, Mapping[str, str]]] = {
    "strong": {"zh": "证据强", "en": "strong evidence"},
    "moderate": {"zh": "证据较强", "en": "moderate evidence"},
    "weak": {"zh": "证据较弱", "en": "weak evidence"},
    "not_found": {"zh": "未发现", "en": "not found"},
    "too_few": {"zh": "案件太少", "en": "too few cases"},
}
"""The strengths in words."""
CLAIMED: Final = frozenset({"strong", "moderate", "weak"})
RATE: Final = 0.05
"""The rate of false discoveries over all findings of a topic."""
FEWEST: Final = 30
"""Of fewer cases nothing is judged."""
FEWEST_EACH: Final = 5
"""Nor where fewer than so many cases have what is asked, or have it not, for tests that compare."""
SURE: Final = ((0.001, 200, "strong"), (0.01, 100, "moderate"))
"""A rate of false discoveries not above this, and so many cases at least: the strength."""


def strength(found: Estimate | None, q: float, cases: int, apart: float) -> Strength:
    """Too few where nothing was estimated; else by the interval, the rate ``q``, the cases, and what ``apart`` asks.

    ``apart`` is the least difference that matters, in the unit of the estimate above its null: only where the interval
    lies beyond it is the evidence strong.
    """
    if found is None or cases < FEWEST:
        return "too_few"
    if q > RATE or not found.holds:
        return "not_found"
    for rate, least, word in SURE:
        if q <= rate and cases >= least and (word != "strong" or found.low >= found.null + apart):
            return word  # type: ignore[return-value]
    return "weak"
