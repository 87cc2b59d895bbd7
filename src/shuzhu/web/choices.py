"""What can be chosen above every page: courts by their place in the tree, periods by year."""

from dataclasses import dataclass

from shuzhu.periods import parse_period
from shuzhu.pipeline import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One that can be chosen: its value in an address, what it is called, how deep it stands."""

    value: str
    title: str
    depth: int = 0


def courts_of(house: House) -> list[Choice]:
    """Courts that have data, each below the one above it; a court with others below it also as an area."""
    known = house.codes.courts
    marks = sorted(house.present)
    found = []
    for mark in marks:
        court = known.get(mark)
        name = court.name if court else mark
        depth = {"high": 0, "intermediate": 1}.get(court.level if court else "", 2)
        found.append(Choice(value=mark, title=f"{mark}　{name}", depth=depth))
        if any(m in house.present for m in house.codes.lower_courts(mark)):
            found.append(Choice(value=f"{mark}+", title=f"{mark}+　{name}（辖区）", depth=depth))
    return found


def periods_of(house: House, lang: str) -> list[tuple[str, list[Choice]]]:
    """Years from the newest back, each with its halves, quarters and months, as far as records reach."""
    last, first = house.last_day, house.first_day
    if last is None or first is None:
        return []
    start = house.settings.year
    years = range(start.month_index(last) // 12, max(start.month_index(first) // 12, last.year - MOST_YEARS) - 1, -1)
    return [(str(year), [c for c in _of_year(year, lang) if parse_period(c.value, start).first <= last])
            for year in years]  # fmt: skip


MOST_YEARS = 9


def _of_year(year: int, lang: str) -> list[Choice]:
    """A year and its parts."""
    zh = lang == "zh"
    halves = [("H1", "上半年"), ("H2", "下半年")]
    quarters = [("Q1", "第一季度"), ("Q2", "第二季度"), ("Q3", "第三季度"), ("Q4", "第四季度")]
    found = [Choice(value=f"{year}", title=f"{year}年" if zh else f"{year}")]
    for mark, called in halves + quarters:
        found.append(Choice(value=f"{year}{mark}", title=f"{year}年{called}" if zh else f"{year} {mark}", depth=1))
    for month in range(1, 13):
        value = f"{year}-{month:02d}"
        found.append(Choice(value=value, title=f"{year}年{month}月" if zh else value, depth=2))
    return found
