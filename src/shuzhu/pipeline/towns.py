"""tables → 万人成讼率 by town: first-instance suits by where the parties live, over residents and migrants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import sqlglot
from sqlglot import exp

from shuzhu.indicators.measure import external
from shuzhu.periods import Period
from shuzhu.pipeline.disputes import SUITS, asked_for
from shuzhu.pipeline.house import House
from shuzhu.values import byar

MEASURES: Final = ("population", "floating_population")
ELSEWHERE: Final = ""
"""The town of a suit whose parties all live outside the court's district, or nobody knows where."""
FEW: Final = 10
_SQL: Final = """
WITH _homes AS (
    SELECT c.case_id, c.case_number, c.court, c.cause, c.filed_on, c.town AS said,
           MIN(CASE WHEN p.role = 'defendant' AND SUBSTRING(p.region, 1, 6) = r.region THEN p.town END) AS sued,
           MIN(CASE WHEN p.role = 'plaintiff' AND SUBSTRING(p.region, 1, 6) = r.region THEN p.town END) AS suing,
           COUNT(p.town) AS told
    FROM cases AS c LEFT JOIN _regions AS r ON r.court = c.court LEFT JOIN parties AS p ON p.case_id = c.case_id
    WHERE c.court IN ({courts}) AND c.type_code IN ({suits}) AND c.filed_on BETWEEN {first} AND {last}
    GROUP BY c.case_id, c.case_number, c.court, c.cause, c.filed_on, c.town
), _placed AS (
    SELECT case_id, case_number, court, cause, filed_on,
           COALESCE(sued, suing, CASE WHEN told = 0 THEN said END, '') AS town
    FROM _homes
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownRate:
    """The suits of one town in a period and the year before, and for every 10,000 people in a year.

    ``people`` in 万人 are residents and registered migrants; None where no figure of the town is known, as of suits
    from ``ELSEWHERE``. ``lower`` and ``upper`` are the rate's 95 % interval; ``carried`` names the year of an older
    figure; ``small``: fewer than ten suits.
    """

    court: str
    town: str
    suits: int
    before: int
    people: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    carried: str | None
    small: bool


def town_rates(house: House, court: str, period: str | None = None) -> list[TownRate]:
    """Every town of the courts, with the suits of people who live there; those from elsewhere come last.

    A suit belongs to the defendant's town in the court's district, else to the plaintiff's, else, where no party's
    town is known, to the town that the case names. Towns and elsewhere add up to all suits. Raises DeniedError unless
    the reader may see the cases of the whole of each court.
    """
    when, courts = asked_for(house, court, period)
    now = _counts(house, courts, when)
    before = _counts(house, courts, when.year_before(house.settings.year))
    towns = sorted(now.keys() | before.keys(), key=lambda key: (key[0], key[1] == ELSEWHERE, key[1]))
    regions = {f"{mark}|{town}": [f"{_region(house, mark)}{town}"] for mark, town in towns if town != ELSEWHERE}
    people = external(house.engine, regions)
    share = when.year_share(house.settings.year)
    found = []
    for mark, town in towns:
        suits = now.get((mark, town), 0)
        known = people.total(f"{mark}|{town}", MEASURES, when) if town != ELSEWHERE else None
        per = 1 / known[0] / share if known and known[0] > 0 else None
        low, high = byar(suits)
        found.append(TownRate(
            court=mark, town=town, suits=suits, before=before.get((mark, town), 0), people=known[0] if known else None,
            rate=suits * per if per else None, lower=low * per if per else None, upper=high * per if per else None,
            carried=known[1] if known else None, small=suits < FEW,
        ))  # fmt: skip
    return found


def suits_of(house: House, court: str, period: str | None, town: str, limit: int = 200) -> list[dict[str, Any]]:
    """The suits behind one town's rate, the first so many."""
    when, courts = asked_for(house, court, period)
    names = ("case_id", "case_number", "court", "cause", "town", "filed_on")
    query = _placed(courts, when, names).where(exp.column("town").eq(town)).order_by("filed_on", "case_id")
    rows = house.reading("cases").query(query.limit(limit), _regions=_regions(house, courts))
    found: list[dict[str, Any]] = rows.to_pylist()
    return found


def _counts(house: House, courts: Sequence[str], when: Period) -> dict[tuple[str, str], int]:
    """How many suits by court and town."""
    query = _placed(courts, when, ("court", "town")).select(exp.Count(this=exp.Star()).as_("number"))
    rows = house.reading("cases").query(query.group_by("court", "town"), _regions=_regions(house, courts))
    return {(row["court"], row["town"]): row["number"] for row in rows.to_pylist()}


def _placed(courts: Sequence[str], when: Period, names: Sequence[str]) -> exp.Select:
    """Columns of every suit with its town."""

    def listed(words: Sequence[str]) -> str:
        return ", ".join(exp.Literal.string(word).sql(dialect="duckdb") for word in words)

    days = {"first": f"CAST('{when.first}' AS DATE)", "last": f"CAST('{when.last}' AS DATE)"}
    text = _SQL.format(courts=listed(courts), suits=listed(SUITS), **days)
    query = sqlglot.parse_one(f"{text} SELECT {', '.join(names)} FROM _placed", dialect="duckdb")
    assert isinstance(query, exp.Select)  # noqa: S101 — the text above is one
    return query


def _regions(house: House, courts: Sequence[str]) -> pa.Table:
    """The region of each court."""
    return pa.table({"court": list(courts), "region": [_region(house, mark) for mark in courts]})


def _region(house: House, mark: str) -> str:
    """The region of a court; blank where it has none."""
    known = house.codes.courts.get(mark)
    return (known.region or "") if known else ""
