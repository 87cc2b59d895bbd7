"""values, scores, bands and quality of one court and period → what a check-up says."""

from collections.abc import Sequence

from sqlglot import exp

from shuzhu.errors import UsageError
from shuzhu.indicators.courts import Group, asked
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure, the_period
from shuzhu.pipeline.quality import standings
from shuzhu.pipeline.score import score_values
from shuzhu.quality.standing import Standing
from shuzhu.reports.brief import Brief, Footing, Quality


def checkup(house: House, court: str, period: str | None = None) -> Brief:
    """values, scores, bands and quality of one court and period → what a check-up says.

    Raises DeniedError where the reader may not see the court.
    """
    house.require("measure")
    when = the_period(house, period)
    groups = asked(court, house.codes, house.present)
    if len(groups) != 1:
        raise UsageError("a check-up is of one court; name one, or an area with a plus (虚02+)")
    codes = [i.code for i in house.catalogue.current(when.last) if _in_index(house, i.code) or i.code in BASICS]
    values = {v.indicator: v for v in measure(house, codes, court, str(when))}
    now = score_values(house, {c: v.value for c, v in values.items()}, when)
    before = score_values(house, {c: v.year_before for c, v in values.items()}, when)
    beside = score_values(house, {c: v.peers.get("city", v.peer_mean) for c, v in values.items()}, when)
    province = score_values(house, {c: v.peer_mean for c, v in values.items()}, when)
    mark = groups[0].label.removesuffix("+")
    named = house.codes.courts.get(mark)
    return Brief(
        court=mark,
        court_name=(named.name if named else mark) + ("（辖区）" if groups[0].label.endswith("+") else ""),
        period=when,
        values=values,
        indicators={i.code: i for i in house.catalogue.current(when.last)},
        indices=house.catalogue.indices,
        scores=now, scores_before=before, scores_city=beside, scores_province=province,
        quality=quality(house, groups[0]),
        snapshot=house.snapshot, catalogue=house.catalogue.version, made_up=house.settings.made_up,
        own_catalogue=any((house.store.root / "catalogue" / part).is_dir() for part in ("indicators", "indices")),
        baseline=house.baseline.origin, footings=footings(house, groups[0], when, codes),
    )  # fmt: skip


def footing(house: House, code: str, court: str, period: str | None = None) -> Footing | None:
    """The quality of what one value stands on; None where it stands on no records of courts.

    Raises DeniedError where the reader may not see the court.
    """
    house.require("measure")
    when = the_period(house, period)
    groups = asked(court, house.codes, house.present)
    house.require("measure", {mark for group in groups for mark in group.courts})
    return footings(house, groups[0], when, [code]).get(code)


def footings(house: House, group: Group, when: Period, codes: Sequence[str]) -> dict[str, Footing]:
    """The quality of what each indicator's value stands on; none for those that stand on no records of courts."""
    known = [house.catalogue.indicator(code, when.last) for code in codes]
    return {code: _footing(house, one) for code, one in standings(house, group, when, known).items()}


def _footing(house: House, one: Standing) -> Footing:
    """The quality of what a value stands on, in a report's words."""
    return Footing(
        grade=one.grade, score=one.score.value, missing=one.missing,
        faults=tuple((code, house.contract.rule(code).title, bad / of) for code, of, bad in one.faults[:MOST_FAULTS]),
    )  # fmt: skip


MOST_FAULTS = 3
"""So many rules at most are named that lower a grade."""
BASICS = ("XS", "JA", "WJ", "SQ")


def _in_index(house: House, code: str) -> bool:
    """Whether an indicator belongs to an index."""
    return any(code in index.codes for index in house.catalogue.indices.values())


def quality(house: House, group: Group) -> Quality:
    """How good the records behind a check-up are: refused rows, and blank fields by column."""
    wanted = ("cause", "procedure", "closing", "division", "judge", "case_number")
    present = exp.column("court").isin(*group.courts)
    picks = [
        exp.Count(this=exp.Case().when(exp.column(name).is_(exp.Null()), exp.Literal.number(1))).as_(name)
        for name in wanted
    ]
    rows = house.engine.query(
        exp.select(exp.Count(this=exp.Star()).as_("rows"), *picks).from_("cases").where(present)
    ).to_pylist()[0]
    total = rows.pop("rows")
    refused = sum(load.refused for load in house.store.loads(house.snapshot))
    return Quality(records=total, refused=refused, blanks={k: v for k, v in rows.items() if v})
