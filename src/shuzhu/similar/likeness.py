"""Two cases → how alike they are in law, and why: each part's share, what they have in common and what differs.

Law and text weigh the same: within law every matter that both can be asked about weighs the same. No weight was fitted.
Text likeness is brought to the spread of the likeness in law among the candidates, as their units differ.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

PARTS: Final[Mapping[str, str]] = {
    "cause": "案由", "statutes": "引用法条", "elements": "要素", "amount": "标的数量级",
}  # fmt: skip
_UNSAID: Final = ("未写", "0人")
ELEMENTS: Final = PARTS["elements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is compared of a case: cause path from the root, matters (name → values), statutes, elements, sum in yuan.

    ``words`` are what shows a value: (matter, value) → the words of the document.
    """

    case_id: str
    cause: tuple[str, ...] = ()
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    statutes: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    amount: float | None = None
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One matter: how alike (0 to 1), the values both have, and those that only one has, with the words of each."""

    matter: str
    likeness: float
    shared: tuple[tuple[str, str, str], ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]

    @property
    def told(self) -> tuple[tuple[str, str, str], ...]:
        """The shared values without those that both cases merely say nothing of."""
        return tuple(one for one in self.shared if one[1] or one[2] or not one[0].startswith(_UNSAID))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One hit: its case, its likeness in law and in text (0 to 1), the two together, and the reasons."""

    case_id: str
    law: float
    text: float
    together: float
    reasons: tuple[Reason, ...]


def rank(asked: Profile, candidates: Sequence[Profile], texts: Sequence[float], most: int = 20) -> list[Likeness]:
    """A case and candidates with their likeness in text → the most alike, the nearest first."""
    if not candidates:
        return []
    reasons = [compare(asked, one) for one in candidates]
    law = np.array([sum(r.likeness for r in each) / len(each) if each else 0.0 for each in reasons])
    together = standard(law) + standard(np.asarray(texts, dtype=float))
    order = sorted(range(len(candidates)), key=lambda n: (-together[n], candidates[n].case_id))[:most]
    return [
        Likeness(
            case_id=candidates[n].case_id, law=float(law[n]), text=float(texts[n]), together=float(together[n]),
            reasons=reasons[n],
        )
        for n in order
    ]  # fmt: skip


def compare(one: Profile, other: Profile) -> tuple[Reason, ...]:
    """Every matter that both cases can be asked about."""
    found = [
        _reason(matter, one.traits[matter], other.traits[matter], one, other)
        for matter in one.traits if matter in other.traits
    ]  # fmt: skip
    if one.cause and other.cause:
        found.append(_cause(one.cause, other.cause))
    for part, mine, theirs in (
        ("statutes", one.statutes, other.statutes),
        ("elements", one.elements, other.elements),
    ):
        if mine and theirs:
            found.append(_reason(PARTS[part], mine, theirs, one, other))
    if one.amount and other.amount:
        found.append(_amount(one.amount, other.amount))
    return tuple(found)


def trait_likeness(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> float:
    """The mean over common matters of the share of values that both have (Jaccard)."""
    common = [matter for matter in one if matter in other]
    return sum(jaccard(one[m], other[m]) for m in common) / len(common) if common else 0.0


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all values that both have; 1 where neither has any."""
    return len(one & other) / len(one | other) if one | other else 1.0


def standard(values: Any) -> Any:
    """Values brought to mean 0 and spread 1; all 0 where they do not differ."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 1e-12 else np.zeros_like(values)


def _reason(matter: str, mine: frozenset[str], theirs: frozenset[str], one: Profile, other: Profile) -> Reason:
    """One matter with both cases' words."""
    shared = tuple((v, one.words.get((matter, v), ""), other.words.get((matter, v), "")) for v in sorted(mine & theirs))
    return Reason(
        matter=matter, likeness=jaccard(mine, theirs), shared=shared, only_here=tuple(sorted(mine - theirs)),
        only_there=tuple(sorted(theirs - mine)),
    )  # fmt: skip


def _cause(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Reason:
    """How far two causes go the same way from the root of the tree."""
    common = next(
        (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
    )
    whole = max(len(mine), len(theirs))
    shared = ((mine[common - 1], "", ""),) if common else ()
    return Reason(
        matter=PARTS["cause"], likeness=common / whole, shared=shared, only_here=mine[common:][-1:],
        only_there=theirs[common:][-1:],
    )  # fmt: skip


def _amount(mine: float, theirs: float) -> Reason:
    """1 for equal sums, 0 for those a hundredfold apart, by orders of magnitude between."""
    near = max(0.0, 1 - abs(math.log10(mine) - math.log10(theirs)) / 2)
    here, there = f"{mine:,.0f}元", f"{theirs:,.0f}元"
    if near >= 0.85:
        return Reason(
            matter=PARTS["amount"], likeness=near, shared=(("数额相近", here, there),), only_here=(), only_there=()
        )
    return Reason(matter=PARTS["amount"], likeness=near, shared=(), only_here=(here,), only_there=(there,))
