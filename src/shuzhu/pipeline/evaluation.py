"""values → the scores of a scheme: levels, dimensions and the whole, beside the year before and the means of peers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shuzhu.catalogue.model import Indicator, Scheme
from shuzhu.errors import UsageError
from shuzhu.indicators.courts import asked
from shuzhu.indices.schemes import SchemeScore, score_scheme
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure, the_period
from shuzhu.values import Value

SCHEME: Final = "prelitigation"
"""The scheme of disputes before filing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A court's figures by a scheme: values by code, their definitions, and the scores now, before and of the means."""

    court: str
    period: Period
    scheme: Scheme
    indicators: Mapping[str, Indicator]
    values: Mapping[str, Value]
    now: SchemeScore
    before: SchemeScore
    city: SchemeScore
    province: SchemeScore


def evaluate(house: House, court: str, period: str | None = None, version: str = "", name: str = SCHEME) -> Evaluation:
    """A court's evaluation by a scheme, by its newest version where none is said; nothing is ranked.

    Raises UsageError for no such scheme or version, DeniedError for a court that the reader may not see.
    """
    house.require("measure")
    scheme = house.catalogue.scheme(name, version)
    when = the_period(house, period)
    groups = asked(court, house.codes, house.present)
    if len(groups) != 1:
        raise UsageError("an evaluation is of one court; name one, or an area with a plus (虚02+)")
    known = {i.code: i for i in house.catalogue.current(when.last) if i.code in set(scheme.codes)}
    values = {v.indicator: v for v in measure(house, [c for c in scheme.codes if c in known], court, str(when))}
    ours = {code: one.scale for code, one in known.items() if one.scale is not None}
    scales = house.baseline.scales(when, house.settings.year, ours)

    def scored(found: Mapping[str, float | None]) -> SchemeScore:
        return score_scheme(scheme, known, found, scales)

    return Evaluation(
        court=groups[0].label, period=when, scheme=scheme, indicators=known, values=values,
        now=scored({c: v.value for c, v in values.items()}),
        before=scored({c: v.year_before for c, v in values.items()}),
        city=scored({c: v.peers.get("city", v.peer_mean) for c, v in values.items()}),
        province=scored({c: v.peer_mean for c, v in values.items()}),
    )  # fmt: skip
