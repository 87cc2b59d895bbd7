"""How good a ranking is, by the rules of LeCaRD (Ma et al. 2021): only judged documents count (condensed lists)."""

import math
from collections.abc import Collection, Mapping, Sequence


def condensed(ranking: Sequence[str], judged: Collection[str]) -> list[str]:
    """The judged documents of a ranking, in its order."""
    return [one for one in ranking if one in judged]


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Normalised discounted gain at ``k`` with the grade itself as gain (Järvelin & Kekäläinen 2002)."""
    got = [grades[one] for one in condensed(ranking, grades)[:k]]
    best = sorted(grades.values(), reverse=True)[:k]
    return _gain(got) / whole if (whole := _gain(best)) else 0.0


def precision(ranking: Sequence[str], relevant: Collection[str], judged: Collection[str], k: int) -> float:
    """The share of the first ``k`` judged documents that are relevant."""
    return sum(one in relevant for one in condensed(ranking, judged)[:k]) / k


def average_precision(ranking: Sequence[str], relevant: Collection[str], judged: Collection[str]) -> float:
    """The mean, over the relevant documents that are ranked, of the precision where each stands; 0 without any."""
    hits, found = 0, []
    for place, one in enumerate(condensed(ranking, judged), start=1):
        if one in relevant:
            hits += 1
            found.append(hits / place)
    return sum(found) / len(found) if found else 0.0


def _gain(grades: Sequence[int]) -> float:
    """The discounted gain of grades in their order."""
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
