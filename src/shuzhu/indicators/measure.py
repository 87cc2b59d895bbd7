"""A question → values: choose cube or tables, tally once, compute every value and its comparisons."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlglot import exp

from shuzhu.access import Reach
from shuzhu.catalogue.model import Indicator
from shuzhu.derived import all_columns
from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indicators.compute import Exposures, Ground, value_of
from shuzhu.indicators.courts import Group
from shuzhu.indicators.cube import Answers, Cube
from shuzhu.indicators.plan import Scan, counts_of, scans_of
from shuzhu.indicators.published import Figure
from shuzhu.indicators.tally import Place, Span, Tally, judge_days, spans_for, tally_cube, tally_tables
from shuzhu.periods import Period, YearStart
from shuzhu.values import Value

EVERYTHING: Final = Reach(((None, None),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: indicators, courts, periods, their peers, and further dimensions."""

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    periods: tuple[Period, ...]
    peers: Mapping[str, Mapping[str, Group]]
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What can be looked at: an engine, a cube when it is needed, the year's beginning, the first filing.

    ``reach`` bounds it, as it bounds the engine; ``pooled`` then sees the peers, of whom only the pool is told.
    """

    engine: Callable[[], Answers]
    cube: Callable[[], Cube]
    start: YearStart
    first_day: Callable[[], date | None] = lambda: None
    reach: Reach = EVERYTHING
    pooled: "Sight | None" = None


def answer(question: Question, sight: Sight) -> list[Value]:
    """Every indicator for every court and period, in the order asked."""
    dimensions_fit(question)
    growing = any(i.kind == "growth" for i in question.indicators)
    periods = tuple(dict.fromkeys(p for own in question.periods for p in _back(own, sight.start, 2 if growing else 1)))
    peers_in = tuple(dict.fromkeys(p for own in question.periods for p in _back(own, sight.start, 1 if growing else 0)))
    own = {g.label: g for g in question.groups}
    beside = {g.label: g for found in question.peers.values() for g in found.values()}
    if sight.pooled is None:
        ground = pool = _ground(question, sight, own | beside, periods)
    else:
        ground = _ground(question, sight, own, periods)
        pool = _ground(question, sight.pooled, beside, peers_in) if beside else ground
    ground = replace(ground, first_day=sight.first_day())
    values = []
    for place in _places(question, ground):
        for period in question.periods:
            values += [_full(i, place, period, question, ground, pool) for i in question.indicators]
    return values


def _back(period: Period, start: YearStart, years: int) -> list[Period]:
    """A period and the same of so many years before it."""
    found = [period]
    for _ in range(years):
        found.append(found[-1].year_before(start))
    return found


def volumes(sight: Sight, indicator: Indicator, period: Period, courts: Collection[str]) -> dict[str, int]:
    """A count by court, of those that have any."""
    groups = tuple(Group(label=mark, courts=(mark,)) for mark in sorted(courts))
    question = Question(indicators=(indicator,), groups=groups, periods=(period,), peers={})
    return {v.court: int(v.numerator) for v in answer(question, sight) if v.numerator}


def external(engine: Answers, regions: Mapping[str, Sequence[str]]) -> Exposures:
    """External statistics from the store."""
    names = ("region", "measure", "first_on", "last_on", "value")
    rows = engine.query(exp.select(*names).from_("statistics").where("value IS NOT NULL"))
    figures: dict[tuple[str, str], list[tuple[date, date, float]]] = {}
    for row in rows.to_pylist():
        key = (row["region"], row["measure"])
        figures.setdefault(key, []).append((row["first_on"], row["last_on"], float(row["value"])))
    return Exposures(figures=figures, regions=regions)


def published_figures(engine: Answers, courts: Collection[str], periods: Sequence[Period]) -> dict[str, list[Figure]]:
    """What arrived already counted for some courts, within the periods, by court."""
    names = ("court", "case_type", "measure", "first_on", "last_on", "value")
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    query = exp.select(*names).from_("counts").where("value IS NOT NULL").where(exp.column("court").isin(*courts))
    days = [exp.cast(exp.Literal.string(day.isoformat()), "DATE") for day in (first, last)]
    rows = engine.query(query.where(exp.Between(this=exp.column("last_on"), low=days[0], high=days[1])))
    found: dict[str, list[Figure]] = {}
    for r in rows.to_pylist():
        found.setdefault(r["court"], []).append(
            Figure(court=r["court"], case_type=r["case_type"] or "", measure=r["measure"], first=r["first_on"],
                   last=r["last_on"], value=float(r["value"]))
        )  # fmt: skip
    return found


def dimensions_fit(question: Question) -> None:
    """Raise UsageError for a dimension that an indicator's table does not have."""
    for name in question.by:
        for indicator in question.indicators:
            for count in counts_of(indicator):
                known = all_columns(count.table)
                if name not in known:
                    raise UsageError(
                        f"{indicator.code} counts {count.table}, which has no {name}" + did_you_mean(name, known)
                    )


def _ground(question: Question, sight: Sight, groups: Mapping[str, Group], periods: Sequence[Period]) -> Ground:
    """Everything tallied that the question needs."""
    monthly = any(i.kind == "evenness" for i in question.indicators)
    spans = spans_for(periods, sight.start, monthly=monthly)
    every = [span for runs in spans.values() for span in runs]
    courts = {label: group.courts for label, group in groups.items()}
    tables = {t.table for i in question.indicators for t in i.terms}
    counted = [i for i in question.indicators if not _is_published(i)]
    tally = _tally(question, sight, counted, courts, every, periods)
    judges = {}
    if "judge_days" in tables:
        posts = sight.engine().query(
            exp.select("post_id", "court", "judge", "since", "until").from_("judge_posts").where("since IS NOT NULL")
        )
        judges = judge_days(posts, courts, every)
    regions = {label: group.regions for label, group in groups.items()}
    needs_statistics = any(i.exposure for i in question.indicators)
    exposures = external(sight.engine(), regions) if needs_statistics else Exposures(figures={}, regions=regions)
    every_court = {mark for marks in courts.values() for mark in marks}
    figures = published_figures(sight.engine(), every_court, periods) if "counts" in tables else {}
    return Ground(
        tally=tally, spans=spans, judges=judges, exposures=exposures, start=sight.start,
        figures=figures, courts=courts,
    )  # fmt: skip


def _tally(
    question: Question,
    sight: Sight,
    indicators: Sequence[Indicator],
    courts: Mapping[str, Sequence[str]],
    spans: Sequence[Span],
    periods: Sequence[Period],
) -> Tally:
    """From the cube where every period falls on statistical months, else from the tables."""
    scans: tuple[Scan, ...] = scans_of(indicators)
    if not scans:
        places = frozenset() if question.by else frozenset((label,) for label in courts)
        return Tally(counts={}, histograms={}, places=places)
    if question.by or sight.reach.by_division or any(p.months(sight.start) is None for p in periods):
        return tally_tables(sight.engine(), scans, courts, spans, question.by)
    seen = sight.reach.courts
    within = {label: [m for m in marks if seen is None or m in seen] for label, marks in courts.items()}
    return tally_cube(sight.cube(), scans, within, spans)


def _places(question: Question, ground: Ground) -> list[Place]:
    """Each group asked about, with every value of the dimensions that was seen."""
    labels = [g.label for g in question.groups]
    if not question.by:
        return [(label,) for label in labels]
    seen = set(ground.tally.places)
    if question.by == ("case_type",):
        seen |= {(label, f.case_type) for label in labels for court in ground.courts[label]
                 for f in ground.figures.get(court, ())}  # fmt: skip
    order = {label: n for n, label in enumerate(labels)}
    return sorted(
        (place for place in seen if place[0] in order),
        key=lambda place: (order[str(place[0])], [(part is None, part or "") for part in place[1:]]),
    )


def _full(
    indicator: Indicator, place: Place, period: Period, question: Question, ground: Ground, pool: Ground
) -> Value:
    """A value with the year before, its peers and its band."""
    own = value_of(indicator, place, period, ground)
    before = value_of(indicator, place, period.year_before(ground.start), ground)
    beside = {
        name: value_of(indicator, (group.label,), period, pool).value
        for name, group in question.peers.get(str(place[0]), {}).items()
    }
    return replace(
        own,
        year_before=before.value if _told(indicator, period.year_before(ground.start), ground) else None,
        peers=beside,
        peer_mean=beside.get("province"),
        band=band_of(indicator, own.value, period, ground.start),
        by=dict(zip(question.by, place[1:], strict=True)) if question.by else {},
    )


def _told(indicator: Indicator, period: Period, ground: Ground) -> bool:
    """Whether the records reach back to a period: before the first filing, nought means not known."""
    return _is_published(indicator) or ground.first_day is None or ground.first_day <= period.last


def band_of(indicator: Indicator, value: float | None, period: Period, start: YearStart) -> str | None:
    """Where a value lies against its reference interval; a closing curve counts from the year's start."""
    if value is None:
        return None
    if indicator.closing_curve:
        months = period.months(start)
        if months is None or months[0] % 12 or months[1] - months[0] > 11:
            return None
        floor = indicator.closing_curve.get(months[1] % 12 + 1)
        return None if floor is None else ("within" if value >= floor else "below")
    if indicator.band is None or (indicator.band.low is None and indicator.band.high is None):
        return None
    return indicator.band.place(value)


def _is_published(indicator: Indicator) -> bool:
    """Whether it stands on figures that arrived already counted."""
    return all(term.table == "counts" for term in indicator.terms)
