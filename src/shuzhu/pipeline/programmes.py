"""A programme → what it did to filings: difference-in-differences with its assumptions, each tested and told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from shuzhu.access import INTERNAL
from shuzhu.catalogue.programmes import Programme, read_programmes
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.periods import month_label
from shuzhu.pipeline.house import House
from shuzhu.prelitigation import differences, panel, queries, staggered
from shuzhu.prelitigation.differences import Estimate, Placebos
from shuzhu.prelitigation.survival import Tested

Floats = npt.NDArray[np.float64]
SIGNIFICANT: Final = 0.05
MOST_BEFORE: Final = 60
"""So many months before the start at most are looked at."""
FEW_TREATED: Final = 5
THIN: Final = 0.2
"""Months with fewer filings than this share of the middling one lie outside the records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What the estimate takes for granted: what it is, what was found, and whether it was met (None: not testable)."""

    name: str
    found: str
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The filings of a town before and after, a month."""

    court: str
    town: str
    treated: bool
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a programme did: the estimate, its place among placebos, month by month, and its assumptions.

    ``clustered`` is the standard error of the sandwich, shown for comparison. ``expected`` are the filings that the
    programme's towns would have had after its start; ``others`` is the same estimate for causes it is not about.
    ``series`` are months with filings of its towns and of the others, the latter scaled to the former's level before.
    """

    programme: Programme
    estimate: Estimate
    placebos: Placebos
    clustered: float
    observed: float
    expected: float
    steps: tuple[tuple[int, Estimate], ...]
    joint: Tested
    slope: Estimate
    dates: tuple[tuple[str, Estimate], ...]
    others: Estimate | None
    assumptions: tuple[Assumption, ...]
    towns: tuple[Town, ...]
    series: tuple[tuple[str, float, float], ...]
    first: str
    start: str
    last: str
    snapshot: str


@dataclass(frozen=True, slots=True)
class _Panel:
    """Filings by unit and month: those that a programme is about, and all others."""

    units: tuple[tuple[str, str], ...]
    months: tuple[int, ...]
    about: Floats
    beside: Floats


def programmes(house: House) -> tuple[Programme, ...]:
    """The programmes of courts whose cases the reader may see."""
    house.require("cases", field_class=INTERNAL)
    reach = house.reader.reach("cases", INTERNAL)
    overlay = house.root / "catalogue"
    return tuple(p for p in read_programmes(house.codes, overlay) if all(reach.whole(court) for court in p.courts))


def programme_effect(house: House, name: str) -> Effect:
    """a programme → its effect on filings, against the other towns of its courts

    Raises NoDataError, saying why, where there are too few towns, months or filings; UsageError for an unknown name;
    DeniedError unless the reader may see the cases of its whole courts.
    """
    house.require("cases", field_class=INTERNAL)
    known = {one.id: one for one in read_programmes(house.codes, house.root / "catalogue")}
    if name not in known:
        raise UsageError(f"no programme {name!r}" + did_you_mean(name, known) + "; write it into programmes.yaml")
    one = known[name]
    house.require("cases", one.courts, whole=True, field_class=INTERNAL)
    table = _panel(house, one)
    starts = np.array([_start(one, unit[1], table.months) for unit in table.units], np.int64)
    treated = starts != staggered.NEVER
    start = int(min(starts[treated], default=0))
    if why := differences.trouble(table.about, treated, start):
        raise NoDataError(f"{one.title['zh']}：无法估计效果，{why}")
    return _effect(house, one, table, starts)


def _effect(house: House, one: Programme, table: _Panel, starts: npt.NDArray[np.int64]) -> Effect:
    """The effect of a programme whose panel will do."""
    counts, treated = table.about, starts != staggered.NEVER
    start = int(starts[treated].min())
    estimate = differences.effect(counts, treated, start)
    if len(set(starts[treated].tolist())) > 1 and not staggered.trouble(counts, starts):
        estimate = staggered.group_time(counts, starts).together
    begun = treated[:, None] & (np.arange(counts.shape[1]) >= starts[:, None])
    fit = panel.fit_poisson(counts, begun[None].astype(float))
    joint, slope = differences.leads(counts, treated, start)
    placebos = differences.placebos(counts, treated, start)
    steps = differences.by_month(counts, treated, start)
    dates = differences.placebo_dates(counts, treated, start)
    beside = None if differences.trouble(table.beside, treated, start) else differences.effect(
        table.beside, treated, start
    )  # fmt: skip
    own, rest = counts[treated].sum(axis=0), counts[~treated].sum(axis=0)
    observed = float(own[start:].sum())
    labels = [month_label(month) for month in table.months]
    return Effect(
        programme=one, estimate=estimate, placebos=placebos, clustered=float(fit.errors[0]), observed=observed,
        expected=observed / estimate.ratio, steps=tuple(steps), joint=joint, slope=slope,
        dates=tuple((labels[month], found) for month, found in dates), others=beside,
        assumptions=tuple(_assumptions(treated, (joint, slope), (steps, dates), beside)),
        towns=_towns(table, treated, start),
        series=tuple(zip(labels, own.tolist(), (rest * own[:start].sum() / rest[:start].sum()).tolist(), strict=True)),
        first=labels[0], start=labels[start], last=labels[-1], snapshot=house.snapshot.label,
    )  # fmt: skip


def _assumptions(
    treated: npt.NDArray[np.bool_],
    leads: tuple[Tested, Estimate],
    tried: tuple[Sequence[tuple[int, Estimate]], Sequence[tuple[int, Estimate]]],
    beside: Estimate | None,
) -> list[Assumption]:
    """Each assumption with what its test found."""
    (joint, slope), (steps, dates) = leads, tried
    just_before = next((found for step, found in steps if step == -1), None)
    outside = [label for label, found in dates if not found.lower <= 1 <= found.upper]
    few = int(treated.sum())
    return [
        Assumption(
            name="平行趋势：没有项目时，两组会同步变化", met=joint.p >= SIGNIFICANT and slope.p >= SIGNIFICANT,
            found=f"开始前各月联合检验 F({joint.freedom:.0f}, {joint.below:.0f}) = {joint.statistic:.2f}，"
                  f"p = {joint.p:.3f}；两组之比每月变动 {_percent(slope)}，p = {slope.p:.3f}",
        ),
        Assumption(
            name="没有提前反应：开始前收案不因项目而变",
            met=None if just_before is None else just_before.lower <= 1 <= just_before.upper,
            found="开始前三个月的数不足" if just_before is None else f"开始前三个月相对此前 {_percent(just_before)}",
        ),
        Assumption(
            name="假想开始日无效应：只用开始前的数，假设更早开始",
            met=len(outside) <= max(1, round(SIGNIFICANT * len(dates))) if dates else None,
            found=f"{len(dates)} 个假想开始日中 {len(outside)} 个区间不含零" if dates else "开始前月份不足",
        ),
        Assumption(
            name="未纳入项目的案由不受影响：同镇街、同时段的其他案由",
            met=None if beside is None else beside.lower <= 1 <= beside.upper,
            found="没有其他案由可比" if beside is None else f"其他案由 {_percent(beside)}",
        ),
        Assumption(
            name="单位足够多：纳入的镇街少时，聚类标准误偏小", met=few >= FEW_TREATED,
            found=f"纳入 {few} 个、对照 {int((~treated).sum())} 个镇街"
                  + ("" if few >= FEW_TREATED else "；区间改用合并前后、按对照镇街离散度估计的 t 区间，并附安慰剂检验"),
        ),
        Assumption(
            name="没有溢出：纠纷没有因项目转到别的镇街", met=None,
            found="数据不能检验；如有转移，对照镇街收案上升，效果会被高估",
        ),
    ]  # fmt: skip


def _percent(one: Estimate) -> str:
    """A relative change with its interval."""
    return f"{100 * (one.ratio - 1):+.1f}%（{100 * (one.lower - 1):+.1f}% 至 {100 * (one.upper - 1):+.1f}%）".replace(
        "-", "−"
    )


def _start(one: Programme, town: str, months: Sequence[int]) -> int:
    """The place of the first whole month of a town with the programme; ``NEVER`` for none."""
    day = one.starts.get(town)
    if day is None:
        return staggered.NEVER
    index = day.year * 12 + day.month - 1 + (day.day > 1)
    return index - months[0]


def _panel(house: House, one: Programme) -> _Panel:
    """The filings of every town of a programme's courts, by whole months of the records."""
    rows = house.reading("cases").query(queries.filings(one.courts)).to_pylist()
    last = house.last_day
    rows = [row | {"at": int(row["year"]) * 12 + int(row["month"]) - 1} for row in rows]
    months = _full_months(rows, last, one.began_on)
    units = sorted({(row["court"], row["town"]) for row in rows})
    place, column = {unit: n for n, unit in enumerate(units)}, {month: n for n, month in enumerate(months)}
    about, beside = np.zeros((len(units), len(months))), np.zeros((len(units), len(months)))
    for row in rows:
        if row["at"] in column:
            into = about if one.causes is None or row["cause"] in one.causes else beside
            into[place[row["court"], row["town"]], column[row["at"]]] += row["filings"]
    return _Panel(units=tuple(units), months=tuple(months), about=about, beside=beside)


def _full_months(rows: Sequence[dict[str, int]], last: date | None, began: date) -> list[int]:
    """The months that the records hold whole, at most so many before the start."""
    totals: dict[int, int] = {}
    for row in rows:
        totals[row["at"]] = totals.get(row["at"], 0) + row["filings"]
    if not totals or last is None:
        raise NoDataError("there are no filings with a town; load cases that name their town")
    middling = float(np.median(list(totals.values())))
    known = [month for month, many in totals.items() if many >= THIN * middling]
    start = began.year * 12 + began.month - 1
    end = last.year * 12 + last.month - 1 - (last.day < 28)
    return list(range(max(min(known), start - MOST_BEFORE), max(end, min(known)) + 1))


def _towns(table: _Panel, treated: npt.NDArray[np.bool_], start: int) -> tuple[Town, ...]:
    """The monthly filings of every town before and after."""
    return tuple(
        Town(court=unit[0], town=unit[1], treated=bool(treated[n]),
             before=float(table.about[n, :start].mean()), after=float(table.about[n, start:].mean()))
        for n, unit in enumerate(table.units)
    )  # fmt: skip
