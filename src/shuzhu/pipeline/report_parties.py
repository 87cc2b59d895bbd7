"""tables → who the parties of a theme's cases are: kind, residence, occupation, industry; small parts put together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL
from shuzhu.catalogue.model import Indicator
from shuzhu.indicators.compile import rows_query
from shuzhu.indicators.courts import asked as groups_asked
from shuzhu.indicators.opened import opened
from shuzhu.indicators.suppress import hidden_in_line, is_small
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.reports.material import Features, Row

SIDES: Final[Mapping[str, frozenset[str]]] = {
    "asking": frozenset({
        "plaintiff", "applicant", "private_prosecutor", "incidental_plaintiff", "appellant", "retrial_applicant",
        "enforcement_applicant",
    }),
    "answering": frozenset({
        "defendant", "respondent", "accused", "incidental_defendant", "appellee", "retrial_respondent",
        "enforcement_debtor",
    }),
}  # fmt: skip
"""Who brought a case, and who answers to it, by their roles."""
PERSON: Final = "person"
PARTS: Final = (
    ("kind", ("asking", "answering")), ("residence", ("asking", "answering")), ("occupation", ("asking",)),
    ("industry", ("answering",)),
)  # fmt: skip
"""What is told of which side: occupations of natural persons, industries of all others."""
FILLED: Final = 0.5
"""A feature that fewer of the parties have filled in is not told."""
OTHERS: Final = "其他"
NEAR: Final = ("本区县", "本市其他区县", "本省其他地市", "省外")


def party_features(house: House, filed: Indicator, court: str, period: Period) -> list[Features]:
    """The features of both sides; none for a reader who may not see every case that is counted."""
    groups = groups_asked(court, house.codes, house.present)
    marks = sorted({mark for group in groups for mark in group.courts})
    reach = house.reader.reach("cases", INTERNAL)
    if not all(reach.whole(mark) for mark in marks):
        return []
    home = {region for group in groups for region in group.regions}
    told = [row for row in _rows(house, filed, marks, period) if row["side"]]
    found = (_feature(house, told, home, name, side) for name, sides in PARTS for side in sides)
    return [one for one in found if one is not None]


def _rows(house: House, filed: Indicator, marks: Sequence[str], period: Period) -> Iterator[dict[str, Any]]:
    """How many parties there are of each role, kind, occupation, industry and region."""
    names = ("role", "kind", "occupation", "industry", "region")
    for _, count, first, last in opened(filed, period):
        own = rows_query(count, ("case_id",), marks, first, last).subquery("_own")
        columns = [exp.column(name, table="parties") for name in names]
        same = exp.EQ(this=exp.column("case_id", table="parties"), expression=exp.column("case_id", table="_own"))
        query = exp.select(*columns, exp.Count(this=exp.Star()).as_("many")).from_("parties").join(own, on=same)
        for row in house.reading("cases").query(query.group_by(*[column.copy() for column in columns])).to_pylist():
            side = next((side for side, roles in SIDES.items() if row["role"] in roles), "")
            yield row | {"side": side}


def _feature(house: House, rows: Sequence[Mapping[str, Any]], home: set[str], name: str, side: str) -> Features | None:
    """One feature of one side; None where too few have it filled in, or there is but one part."""
    parts: Counter[str] = Counter()
    total = 0
    for row in rows:
        person = row["kind"] == PERSON
        if row["side"] != side or (name == "occupation" and not person) or (name == "industry" and person):
            continue
        total += row["many"]
        called = _called(house, row, home, name)
        if called:
            parts[called] += row["many"]
    known = parts.total()
    if not total or known < total * FILLED:
        return None
    kept = put_together([Row(name=part, now=many) for part, many in parts.most_common()])
    if len(kept) < 2:
        return None
    return Features(name=name, side=side, rows=kept, known=known, blank=total - known)


def _called(house: House, row: Mapping[str, Any], home: set[str], name: str) -> str:
    """The part that a party is of, as people call it."""
    if name == "kind":
        return house.codes.title("party_kinds", row["kind"]) if row["kind"] else ""
    if name != "residence":
        return row[name] or ""
    region = row["region"]
    if not region or not home:
        return ""
    far = next((n for n, digits in enumerate((6, 4, 2)) if any(region[:digits] == one[:digits] for one in home)), 3)
    return NEAR[far]


def put_together(rows: Sequence[Row]) -> list[Row]:
    """Parts with those of fewer than five as one, never one alone, so that none of them can be worked out.

    Where even together they are fewer than five, nothing is told.
    """
    small = hidden_in_line([row.now for row in rows])
    kept = [row for n, row in enumerate(rows) if n not in small and row.name != OTHERS]
    rest = sum(row.now for n, row in enumerate(rows) if n in small or row.name == OTHERS)
    if is_small(rest):
        return []
    return [*kept, Row(name=OTHERS, now=rest)] if rest else kept
