"""values → scores, against a frozen baseline."""

from shuzhu.errors import UsageError
from shuzhu.indicators.courts import asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.indices.baseline import Baseline, freeze, part_of, parts_of_year, write_baseline
from shuzhu.indices.scores import Mode, Score, score_index
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure, the_period


def freeze_baseline(house: House, year: str) -> Baseline:
    """Freeze best and worst of a year's basic courts, for every part of the year, as the baseline of scoring.

    Raises DeniedError unless the reader may set it, for every court.
    """
    house.require("settings", everywhere=True)
    house.require("measure", everywhere=True)
    if not year.isdigit():
        raise UsageError(f"a baseline is a whole year, such as 2018, not {year!r}")
    courts = house.codes.courts
    basic = [m for m in sorted(house.present) if m in courts and courts[m].level == "basic"]
    codes = [c for index in house.catalogue.indices.values() for c in index.codes]
    codes += sorted({c for found in house.catalogue.schemes.values() for one in found for c in one.codes} - set(codes))
    start, origin = house.settings.year, f"冻结基线：{year}年{len(basic)}家基层法院，快照{house.snapshot.label}"
    periods = parts_of_year(int(year), start)
    indicators = tuple(house.catalogue.indicator(c, periods[0].last) for c in codes)
    groups = tuple(g for mark in basic for g in asked(mark, house.codes, house.present))
    found: dict[str, dict[str, list[float | None]]] = {}
    question = Question(indicators=indicators, groups=groups, periods=tuple(periods), peers={})
    for value in answer(question, house.sight):
        found.setdefault(value.period, {}).setdefault(value.indicator, []).append(value.value)
    parts = {part_of(p, start) or "": freeze(indicators, found.get(str(p), {}), origin) for p in periods}
    baseline = Baseline(origin=origin, parts=parts)
    write_baseline(house.store.root / "baseline.yaml", baseline)
    vars(house)["baseline"] = baseline
    house.audited("change", "评分基线", year=year)
    return baseline


def score(house: House, court: str, period: str | None = None, mode: Mode = "reference") -> dict[str, Score]:
    """values → scores of every index, for one court."""
    when = the_period(house, period)
    codes = [c for index in house.catalogue.indices.values() for c in index.codes]
    values = measure(house, codes, court, str(when))
    return score_values(house, {v.indicator: v.value for v in values}, when, mode)


def score_values(
    house: House, values: dict[str, float | None], when: Period, mode: Mode = "reference"
) -> dict[str, Score]:
    """Values by code → scores of every index, against the frozen baseline, else the catalogue's scales."""
    current = {i.code: i for i in house.catalogue.current(when.last)}
    ours = {i.code: i.scale for i in current.values() if i.scale is not None}
    scales = house.baseline.scales(when, house.settings.year, ours)
    return {index.id: score_index(index, current, values, scales, mode) for index in house.catalogue.indices.values()}
