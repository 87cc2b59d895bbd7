"""The scores of a scheme: levels and the whole, and the same figures by dimension, against frozen parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shuzhu.catalogue.model import Group, Index, Indicator, Scale, Scheme
from shuzhu.indices.scores import Score, score_index


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeScore:
    """The whole of a scheme with its levels as parts, and its dimensions beside them."""

    whole: Score
    dimensions: tuple[Score, ...]


def score_scheme(
    scheme: Scheme, indicators: Mapping[str, Indicator], values: Mapping[str, float | None], scales: Mapping[str, Scale]
) -> SchemeScore:
    """Figures → items → levels → the whole; an item of several figures shares its weight among those that are scored.

    A figure that is better neither high nor low is told and not scored. A dimension holds its items with the weight
    that they have in the whole.
    """
    by_level, by_dimension = _weights(scheme, indicators)
    levels = Index(
        id=scheme.id, title=scheme.title,
        groups=tuple(Group(id=level.id, title=level.title, weight=level.weight,
                           codes=tuple(c for item in level.items for c in item.indicators if c in indicators))
                     for level in scheme.levels),
    )  # fmt: skip
    beside = Index(
        id=scheme.id, title=scheme.title,
        groups=tuple(Group(id=name, title=title,
                           codes=tuple(c for item in scheme.items if item.dimension == name
                                       for c in item.indicators if c in indicators))
                     for name, title in scheme.dimensions.items()),
    )  # fmt: skip
    return SchemeScore(
        whole=score_index(levels, _weighted(indicators, by_level), values, scales),
        dimensions=score_index(beside, _weighted(indicators, by_dimension), values, scales).parts,
    )


def _weights(scheme: Scheme, indicators: Mapping[str, Indicator]) -> tuple[dict[str, float], dict[str, float]]:
    """The weight of each figure within its level, and within the whole."""
    inner: dict[str, float] = {}
    outer: dict[str, float] = {}
    for level in scheme.levels:
        shares: dict[str, float] = {}
        for item in level.items:
            scored = [c for c in item.indicators if c in indicators and indicators[c].better != "neutral"]
            shares |= {code: item.weight / len(scored) for code in scored}
        total = sum(shares.values()) or 1.0
        inner |= shares
        outer |= {code: level.weight * share / total for code, share in shares.items()}
    return inner, outer


def _weighted(indicators: Mapping[str, Indicator], weights: Mapping[str, float]) -> dict[str, Indicator]:
    """The indicators with other weights; nought for those that have none."""
    return {code: replace(indicator, weight=weights.get(code, 0.0)) for code, indicator in indicators.items()}
