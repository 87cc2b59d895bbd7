"""总览: where the court stands, what changed, which warnings are open, how fresh the data is."""

from typing import Any, Final

from shuzhu import pipeline
from shuzhu.alarms import LEVELS
from shuzhu.desk.items import Item
from shuzhu.reports import checkup as report
from shuzhu.web.ask import Ask
from shuzhu.web.charts.spark import spark
from shuzhu.web.pages.warnings import told
from shuzhu.web.views import Sheet, Shown, View

BASICS: Final = ("XS", "JA", "WJ", "XL01")
MOST_WARNINGS: Final = 6


def overview(ask: Ask) -> Shown:
    """One court's state in a minute."""
    brief = pipeline.checkup(ask.house, ask.court, str(ask.period))
    context = report.context(brief)
    trends = pipeline.trends(ask.house, [c for c in BASICS if c in brief.values], ask.court, ask.period)
    sparks = {code: spark([v.value for v in values], code) for code, values in trends.items()}
    return Shown(
        context=context | freshness(ask) | open_warnings(ask) | {
            "brief": brief, "sparks": sparks,
            "series": [radar_series(ask, brief, half.id) for half in context["halves"]],
        },
        sheets=(_classes(brief),),
    )  # fmt: skip


def open_warnings(ask: Ask) -> dict[str, Any]:
    """The gravest open warnings of the court, and how many of each level; none for who may see no warnings."""
    permitted = ask.house.reader.may("items")
    items = pipeline.open_items(ask.house, pipeline.marks_of(ask.house, ask.court)) if permitted else []
    counts = {level: sum(one.alarm.level == level for one in items) for level in reversed(list(LEVELS))}
    return {
        "warnings": [told(ask, one) for one in items[:MOST_WARNINGS]],
        "counts": counts, "open": len(items), "late": sum(_is_late(one, ask) for one in items),
    }  # fmt: skip


def freshness(ask: Ask) -> dict[str, Any]:
    """How old the data is: the newest filing, the day of the snapshot, and the days since."""
    made = ask.house.snapshot.made[:10]
    last = ask.house.last_day
    return {"last_day": last, "made_on": made, "stale": (ask.question.today - last).days if last else None}


def radar_series(ask: Ask, brief: Any, index: str) -> dict[str, Any]:
    """The radar of an index as numbers, for the script that draws a livelier one."""
    of = brief.indices[index]
    scores = {"now": brief.scores, "before": brief.scores_before, "peer": brief.scores_province}
    title = {"now": "本期", "before": "上年同期", "peer": "全省均值"}
    return {
        "axes": [group.title.get(ask.lang) or group.title["zh"] for group in of.groups],
        "lines": [
            {"name": title[k], "kind": k, "values": [p.score for p in s[index].parts]} for k, s in scores.items()
        ],
    }  # fmt: skip


def _is_late(one: Item, ask: Ask) -> bool:
    """Its owner has not answered by the day."""
    return one.due_on is not None and one.due_on < ask.question.today


def _classes(brief: Any) -> Sheet:
    """Every class's score beside the year before, the city and the province."""
    rows = []
    for index in brief.indices.values():
        parts = [brief.scores[index.id], brief.scores_before[index.id], brief.scores_city[index.id],
                 brief.scores_province[index.id]]  # fmt: skip
        for n, group in enumerate((None, *index.groups)):
            each = [s.score if group is None else s.parts[n - 1].score for s in parts]
            rows.append({
                "index": index.title["zh"], "class": group.title["zh"] if group else "合计",
                **dict(zip(("score", "before", "city", "province"), each, strict=True)),
            })  # fmt: skip
    heads = {"index": "指数", "class": "类", "score": "本期", "before": "上年同期", "city": "同市", "province": "全省"}
    return Sheet(name="classes", title="各类得分", heads=heads, rows=rows)


VIEWS = (View(path="/", template="overview.html.j2", answer=overview),)
