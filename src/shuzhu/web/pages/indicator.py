"""指标: one figure with its definition, its months, its parts, its peers as a distribution, and the cases behind it."""

from collections.abc import Sequence
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.alarms import LEVELS
from shuzhu.catalogue.model import Indicator
from shuzhu.derived import all_columns
from shuzhu.errors import UsageError
from shuzhu.reports.figures import band_text, made_of
from shuzhu.values import Value
from shuzhu.web.ask import Ask
from shuzhu.web.charts.strip import strip
from shuzhu.web.charts.trend import Month, trend
from shuzhu.web.render import word
from shuzhu.web.views import Sheet, Shown, View

MONTHS: Final = 36
BY: Final = {"town": "镇街", "division": "庭室", "cause": "案由", "procedure": "审理程序"}
CASES: Final = 50
MOST_PARTS: Final = 30
MOST_COLUMNS: Final = 9
"""So many columns of the rows behind a figure stand on the page; the file has them all."""
WORKED_OUT: Final = {"review_outcome": "outcomes"}
"""Columns that the store works out and that hold codes."""


def indicator(ask: Ask) -> Shown:
    """Everything of one indicator at one court."""
    house, when = ask.house, ask.period
    known = house.catalogue.indicator(ask.question.part("code"), when.last)
    (value,) = pipeline.measure(house, [known.code], ask.court, str(when))
    history = pipeline.trends(house, [known.code], ask.court, when, MONTHS + 12)[known.code]
    months = _months(ask, known, history)
    dimensions = {name: title for name, title in BY.items() if _fits(known, name)}
    by = ask.one_of("by", dimensions, next(iter(dimensions), ""))
    parts = _parts(ask, known, by) if by else []
    opened = pipeline.explain(house, known.code, ask.court, str(when), CASES)[0]
    tables = [_behind(ask, part) for part in opened.parts]
    return Shown(
        context={
            "indicator": known, "value": value, "made_of": made_of(value), "band": band_text(known),
            "trend": _trend(ask, known, months), "months": months, "months_data": _as_data(ask, known, months),
            "strip": _strip(ask, known, value), "by": by, "dimensions": dimensions, "parts": parts, "opened": opened,
            "footing": pipeline.footing(house, known.code, ask.court, str(when)),
            "tables": tables, "score": _score(ask, known, value),
        },
        sheets=(_month_sheet(known, months), _part_sheet(by, parts), *(t["sheet"] for t in tables)),
    )  # fmt: skip


def _months(ask: Ask, known: Indicator, history: Sequence[Value]) -> list[Month]:
    """Months with those of the year before, and the alarms that they raised."""
    alarms = {}
    items = pipeline.open_items(ask.house, [ask.court], ended=True) if ask.house.reader.may("items") else []
    for one in items:
        for step in one.steps:
            if step.found and step.found.subject == known.code:
                alarms[step.found.period] = (step.found.level, f"{LEVELS[step.found.level]}色预警")
    before = {value.period: value.value for value in history}
    found = []
    for value in history[-MONTHS:]:
        level, words = alarms.get(value.period, ("", ""))
        year, _, month = value.period.partition("-")
        found.append(Month(label=value.period, value=value.value, before=before.get(f"{int(year) - 1}-{month}"),
                           alarm=words, level=level))  # fmt: skip
    return found


def _edges(known: Indicator) -> tuple[float | None, float | None]:
    """The bounds of its interval."""
    return (known.band.low, known.band.high) if known.band else (None, None)


def _trend(ask: Ask, known: Indicator, months: Sequence[Month]) -> str:
    """Its months as a drawing."""
    title = known.title.get(ask.lang) or known.title["zh"]
    return trend(months, f"{title}：{word('按月走势', ask.lang)}", known.unit, _edges(known))


def _as_data(ask: Ask, known: Indicator, months: Sequence[Month]) -> dict[str, Any]:
    """Its months for the script that draws a livelier one."""
    low, high = _edges(known)
    return {
        "unit": known.unit, "low": low, "high": high, "labels": [m.label for m in months],
        "now": [m.value for m in months], "before": [m.before for m in months],
        "words": {"now": word("本年", ask.lang), "before": word("上年同月", ask.lang)},
        "alarms": [[n, m.alarm, m.level] for n, m in enumerate(months) if m.alarm],
    }  # fmt: skip


def _strip(ask: Ask, known: Indicator, value: Value) -> str:
    """Where its value lies among courts of the same level; empty where there are too few."""
    found = pipeline.spread(ask.house, known.code, ask.court, ask.period) if not ask.court.endswith("+") else None
    if found is None:
        return ""
    words = (word("同级法院分布", ask.lang), word("本院", ask.lang), word("中位", ask.lang))
    return strip(found.values, value.value, (found.low, found.middle, found.high), words, known.unit)


def _score(ask: Ask, known: Indicator, value: Value) -> float | None:
    """Its score in the first index that holds it."""
    scores = pipeline.score_values(ask.house, {known.code: value.value}, ask.period)
    leaves = [leaf for s in scores.values() for group in s.parts for leaf in group.parts if leaf.id == known.code]
    return leaves[0].score if leaves else None


def _fits(known: Indicator, name: str) -> bool:
    """Whether what it counts can be told apart by a column."""
    return all(name in all_columns(term.table) for term in known.terms) and known.exposure is None


def _parts(ask: Ask, known: Indicator, by: str) -> list[dict[str, Any]]:
    """Its value by a dimension, the most cases first."""
    try:
        values = pipeline.measure(ask.house, [known.code], ask.court, str(ask.period), [by])
    except UsageError:
        return []
    values = [v for v in values if v.numerator or v.denominator]
    values.sort(key=lambda v: -((v.denominator if v.denominator is not None else v.numerator) or 0))
    most = max(((v.denominator if v.denominator is not None else v.numerator) or 0 for v in values), default=0)
    return [
        {"name": _titled(ask, by, v.by[by]), "value": v.value, "numerator": v.numerator, "denominator": v.denominator,
         "before": v.year_before, "change": v.year_on_year, "small": v.small,
         "share": round(100 * ((v.denominator if v.denominator is not None else v.numerator) or 0) / most)}
        for v in values[:MOST_PARTS]
    ]  # fmt: skip


def _titled(ask: Ask, by: str, code: str | None) -> str:
    """What a part is called."""
    if code is None:
        return word("未填", ask.lang)
    table = all_columns("cases")[by].code if by in all_columns("cases") else ""
    return ask.house.codes.title(table, code, ask.lang) if table else code


def _behind(ask: Ask, part: pipeline.Part) -> dict[str, Any]:
    """The rows behind one count, codes as their titles."""
    columns = all_columns(part.table)
    rows: list[dict[str, Any]] = part.rows.to_pylist() if part.rows is not None else []
    used = [name for name in (rows[0] if rows else {}) if any(row[name] is not None for row in rows)]
    coded = {name: WORKED_OUT.get(name, columns[name].code) for name in used}
    coded = {name: table for name, table in coded.items() if table not in {"", "courts", "types"}}
    shown = [
        {n: ask.house.codes.title(coded[n], r[n], ask.lang) if n in coded and r[n] is not None else r[n] for n in used}
        for r in rows
    ]
    heads = {name: columns[name].title for name in used}
    name = f"rows-{part.name}"
    sheet = Sheet(name=name, title=part.name, heads=heads, rows=shown)
    seen = [k for k in heads if k not in {"case_id", "court"}][:MOST_COLUMNS]
    return {"part": part, "heads": {k: heads[k] for k in seen}, "rows": shown, "sheet": sheet}


def _month_sheet(known: Indicator, months: Sequence[Month]) -> Sheet:
    """Its months as they are taken away."""
    rows = [{"month": m.label, "value": m.value, "before": m.before, "alarm": m.alarm} for m in months]
    heads = {"month": "月份", "value": f"{known.title['zh']}（{known.unit}）", "before": "上年同期", "alarm": "预警"}
    return Sheet(name="months", title="按月", heads=heads, rows=rows)


def _part_sheet(by: str, parts: Sequence[dict[str, Any]]) -> Sheet:
    """Its parts as they are taken away."""
    heads = {"name": BY.get(by, "部分"), "value": "值", "numerator": "分子", "denominator": "分母",
             "before": "上年同期", "change": "变化"}  # fmt: skip
    return Sheet(name="parts", title=BY.get(by, "部分"), heads=heads, rows=parts)


VIEWS = (View(path="/indicator/{code}", template="indicator.html.j2", answer=indicator),)
