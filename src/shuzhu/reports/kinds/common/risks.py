"""风险提示: warnings by rule and indices that fell, graded red, orange, yellow, blue."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shuzhu.alarms import LEVELS, Level
from shuzhu.periods import in_chinese
from shuzhu.reports.brief import Brief
from shuzhu.reports.document import Lang
from shuzhu.reports.material import Material, Warned
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import Standing, of_codes, said
from shuzhu.reports.wording import apart, count, joined, score_moved, scored, when

FALLS: Final[Mapping[Level, float]] = {"red": 20.0, "orange": 10.0, "yellow": 5.0}
"""Points by which an index fell in a year, from which it is graded so; it must stand below the city's mean too."""
MOST: Final = 20
"""No more warnings are listed; the rest are counted."""
COLOURS: Final[Mapping[Level, str]] = {"red": "Red", "orange": "Orange", "yellow": "Yellow", "blue": "Blue"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """An index that fell by so much that it is graded."""

    standing: Standing
    level: Level


def fallen(brief: Brief, *indices: str) -> list[Fallen]:
    """The indices that fell far and stand below the city's mean, the gravest first."""
    found = []
    for name in indices:
        index = brief.indices[name]
        for group in index.groups:
            for one in of_codes(brief, index, group):
                drop = -(one.moved or 0)
                level: Level | None = next((name for name, least in FALLS.items() if drop >= least), None)
                if level and (one.to_city or 0) < 0 and not brief.values[one.subject].small:
                    found.append(Fallen(standing=one, level=level))
    return sorted(found, key=lambda one: one.standing.moved or 0)


def risks(material: Material, pen: Pen) -> Mapping[str, Any]:
    """The warnings and the fallen indices, in two tables under their counts."""
    graded = fallen(material.brief, "external")
    warned = list(material.warned)
    zh = pen.lang == "zh"
    by_level = [(level, sum(one.alarm.level == level for one in warned)) for level in reversed(list(LEVELS))]
    counts = [
        f"{LEVELS[level] + '色' if zh else COLOURS[level].lower() + ' '}{count(pen, n, f'alerts.{level}', unit='项')}"
        for level, n in by_level if n
    ]  # fmt: skip
    told: dict[str, Any] = {
        "place": material.place, "when": when(material.period, pen.lang), "warned": len(warned),
        "total": count(pen, len(warned), "alerts", unit="项"),
        "counts": joined(counts, pen.lang), "table": "", "fallen": "", "left": "",
    }  # fmt: skip
    if warned:
        told["table"] = warnings_table(material, pen, warned[:MOST])
        told["number"] = pen.tables
        told["left"] = count(pen, len(warned) - MOST, "alerts.left", unit="项") if len(warned) > MOST else ""
    if graded:
        told["fallen"] = _fallen_table(material, pen, graded)
        told["fallen_number"] = pen.tables
    return told


def warnings_table(material: Material, pen: Pen, warned: list[Warned]) -> str:
    """Level, rule, subject, why, office."""
    zh = pen.lang == "zh"
    head = ("级别", "预警事项", "对象", "缘由", "责任单位") if zh else ("level", "rule", "subject", "why", "office")
    rows = [
        (LEVELS[one.alarm.level] if zh else COLOURS[one.alarm.level], said(one.title, pen.lang),
         called_of(material, one), pen.figure(
             words_of(one, pen.lang), subject_of(one), "warning", exact=one.alarm.value, period=one.alarm.period),
         one.office)
        for one in warned
    ]  # fmt: skip
    return pen.table(
        "风险预警清单" if zh else "Warnings", head, rows, align=("centre", "left", "left", "left", "left"),
        widths=(0.6, 1.5, 1.7, 3.4, 1.2), small=True,
    )  # fmt: skip


def subject_of(one: Warned) -> str:
    """How a warning is named in a value id: its rule, and what it is about as people may see it."""
    return f"{one.alarm.rule}|{one.called}"


def called_of(material: Material, one: Warned) -> str:
    """What a warning is about as people call it: an indicator by its title in the report's language."""
    indicator = material.brief.indicators.get(one.alarm.subject)
    return said(indicator.title, material.asked.lang) if indicator else one.called


def words_of(one: Warned, lang: Lang = "zh") -> str:
    """What was found, its days and periods as people write them; how it was found stands in the register."""
    alarm = one.alarm
    if lang == "en":
        expected = "" if alarm.expected is None else f", {alarm.expected:,.4g} expected"
        span = alarm.period.replace("..", " to ")
        return f"{alarm.value:,.4g} in {span}, past the limit of {alarm.limit:,.4g}{expected}"
    words = re.sub(
        r"(\d{4})-(\d\d)-(\d\d)", lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", alarm.words.partition("；")[0]
    )
    return re.sub(r"(?<!\d)\d{4}(?:H[12]|Q[1-4]|-\d\d)(?!\d)", lambda m: in_chinese(m[0]), words)


def _fallen_table(material: Material, pen: Pen, graded: list[Fallen]) -> str:
    """Level, index, score, how far it fell, how far it stands from the city's mean."""
    zh = pen.lang == "zh"
    head = (
        ("级别", "指数", "本期", "较去年同期", "较市均值")
        if zh
        else ("level", "index", "now", "on the year", "to the city")
    )
    rows = list(_fallen_rows(material, pen, graded))
    return pen.table(
        "指数明显下降的领域" if zh else "Indices that fell", head, rows,
        align=("centre", "left", "right", "right", "right"), widths=(0.6, 3, 1, 1.2, 1.2),
    )  # fmt: skip


def _fallen_rows(material: Material, pen: Pen, graded: list[Fallen]) -> Iterator[tuple[str, ...]]:
    """The rows."""
    for one in graded:
        own, indicator = one.standing, material.brief.indicators[one.standing.subject]
        yield (
            LEVELS[one.level] if pen.lang == "zh" else COLOURS[one.level],
            said(indicator.index_title or indicator.title, pen.lang),
            scored(pen, own.subject, own.now),
            score_moved(pen, own.subject, own.now, own.before),
            apart(pen, own.subject, own.now, own.city, "city_gap"),
        )
