"""evaluation, funnel, waits, flags, towns → all that a report and a page tell of disputes before filing."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from shuzhu.errors import NoDataError
from shuzhu.indices.schemes import SchemeScore
from shuzhu.indices.scores import Score
from shuzhu.pipeline.disputes import asked_for, came_back, follow
from shuzhu.pipeline.evaluation import Evaluation, evaluate
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure
from shuzhu.pipeline.mediation_flags import flagged
from shuzhu.pipeline.towns import town_rates
from shuzhu.pipeline.waits import Waits, waits
from shuzhu.prelitigation.funnel import ENTRIES, PLACES, STAGES
from shuzhu.prelitigation.steps import STEPS
from shuzhu.reports.before_filing import BeforeFiling, Forced, Graded, Returned, Stepped, Towned
from shuzhu.reports.document import Lang
from shuzhu.reports.standing import said
from shuzhu.values import wilson

_STEPS: Final = {step.id: step for step in STEPS}


def before_filing(
    house: House, court: str, period: str | None = None, version: str = "", town: str = "", lang: Lang = "zh"
) -> BeforeFiling:
    """Everything of a court and period; funnel, steps and flags of one town where one is named.

    ``lang`` is of the scheme's titles; all else is called in Chinese.

    Raises DeniedError unless the reader may see the courts' cases, NoDataError where no dispute came in.
    """
    found = evaluate(house, court, period, version)
    when = str(found.period)
    made, told = follow(house, court, when, town).funnel, _waits(house, court, when, town)
    marked = flagged(house, court, when, town)
    return BeforeFiling(
        version=found.scheme.version, origin=found.scheme.origin,
        whole=_graded(found, said(found.scheme.title, lang), -1, level=True),
        levels=[_graded(found, said(one.title, lang), n, level=True) for n, one in enumerate(found.scheme.levels)],
        dimensions=[_graded(found, said(words, lang), n, level=False)
                    for n, words in enumerate(found.scheme.dimensions.values())],
        scores={leaf.id: leaf.score for part in found.now.whole.parts for leaf in part.parts},
        entries={name: (ENTRIES[name], count) for name, count in made.entries.items()},
        stages={name: (STAGES[name], count) for name, count in made.stages.items()},
        places={name: (PLACES[name], count) for name, count in made.places.items()},
        flows=[(flow.source, flow.target, flow.count, flow.whole) for flow in made.flows],
        steps=list(_steps(house, told, "")), by_force=list(_steps(house, told, "force")),
        by_organisation=list(_steps(house, told, "organisation")), by_cause=list(_steps(house, told, "cause")),
        by_town=list(_steps(house, told, "town")),
        flags={name: len(rows) for name, rows in marked.items()},
        towns=[
            Towned(town=one.town or "区外或不详", suits=one.suits, before=one.before, people=one.people, rate=one.rate,
                   lower=one.lower, upper=one.upper, small=one.small) for one in town_rates(house, court, when)
        ],
        forces=list(_forces(house, court, when)), returns=() if town else _returns(house, found, court),
    )  # fmt: skip


def _graded(found: Evaluation, title: str, place: int, *, level: bool) -> Graded:
    """A part of the scores by its place; the whole where it is less than nought."""

    def at(which: str) -> Score:
        score: SchemeScore = getattr(found, which)
        parts = score.whole.parts if level else score.dimensions
        return score.whole if place < 0 else parts[place]

    own = at("now")
    return Graded(
        id=own.id, title=title, now=own.score, before=at("before").score, city=at("city").score,
        province=at("province").score, codes=tuple(leaf.id for leaf in own.parts) if place >= 0 else (),
    )  # fmt: skip


def _returns(house: House, found: Evaluation, court: str) -> list[Returned]:
    """The lines from the funnel's returns to the indicator's; none where a court counts its own indicator otherwise."""
    own = found.values.get("Q13")
    lines = came_back(house, court, str(found.period))
    last = lines[-1]
    same = own is not None and (own.denominator or 0, own.numerator or 0) == (last.succeeded, last.returned)
    return [
        Returned(id=line.id, title=line.title, succeeded=line.succeeded, returned=line.returned, rate=line.rate)
        for line in lines if same and last.succeeded
    ]  # fmt: skip


def _waits(house: House, court: str, period: str, town: str) -> Waits | None:
    """The steps; None where no mediation was under way."""
    try:
        return waits(house, court, period, town)
    except NoDataError:
        return None


def _steps(house: House, told: Waits | None, by: str) -> Iterator[Stepped]:
    """The steps of one dimension."""
    for one in told.of(by) if told else ():
        step = _STEPS[one.step]
        limit = (
            "30日（立案后15日、7日）" if step.limit is None else f"{step.limit}{'个工作日' if step.working else '日'}"
        )
        part = house.codes.title("forces", one.part) if by == "force" and one.part else one.part
        yield Stepped(
            id=one.step, title=step.title, limit=limit, part=part or ("未登记" if by else ""), done=one.done,
            late=one.late, median=one.median, ninth=one.ninth, open=one.open, open_late=one.open_late,
        )  # fmt: skip


def _forces(house: House, court: str, period: str) -> Iterator[Forced]:
    """Ended, succeeded and mediators on the list at the end of the period, by force."""
    when, courts = asked_for(house, court, period)
    last = exp.cast(exp.Literal.string(when.last.isoformat()), "DATE")
    query = exp.select("force", exp.Count(this=exp.Star()).as_("number")).from_("mediators")
    query = query.where(exp.column("court").isin(*courts)).where(exp.column("since") <= last)
    query = query.where(exp.or_(exp.column("until").is_(exp.Null()), exp.column("until") > last.copy()))
    people = {row["force"]: row["number"] for row in house.engine.query(query.group_by("force")).to_pylist()}
    values = [v for v in measure(house, ("Q2",), court, period, by=("force",)) if v.denominator]
    for value in sorted(values, key=lambda one: str(one.by["force"])):
        force, ended, won = value.by["force"], int(value.denominator or 0), int(value.numerator or 0)
        yield Forced(
            title=house.codes.title("forces", force) if force else "未登记", ended=ended, succeeded=won,
            rate=value.value, lower=100 * wilson(won, ended)[0], mediators=people.get(force, 0),
        )  # fmt: skip
