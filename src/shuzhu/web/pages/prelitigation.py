"""诉前解纷: the scheme's scores, the funnel, the steps against the legal clock, marked mediations and towns."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.errors import UsageError
from shuzhu.prelitigation.funnel import ENTRIES, PLACES, STAGES
from shuzhu.prelitigation.steps import STEPS
from shuzhu.reports.before_filing import BeforeFiling, Stepped
from shuzhu.reports.document import Lang
from shuzhu.reports.funnel_figure import funnel_svg
from shuzhu.reports.radar import radar
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

BY: Final = {"organisation": "调解组织", "force": "解纷力量", "cause": "案由", "town": "镇街"}
FLAGS: Final = {"overtime": "久调不立", "unproven": "成功无协议"}
SCORES: Final = {"name": "名称", "code": "代码", "value": "值", "unit": "单位", "score": "得分", "before": "上年同期",
                 "city": "同市", "province": "全省"}  # fmt: skip
STEP_HEADS: Final = {"title": "环节", "limit": "法定期限", "part": "对象", "done": "办结", "median": "中位数（天）",
                     "ninth": "九成在（天）", "late": "超期", "share": "超期比（%）", "open": "期末在办",
                     "open_late": "在办超期"}  # fmt: skip
TOWN_HEADS: Final = {"town": "镇街", "suits": "新收", "before": "上年同期", "people": "人口（万人）",
                     "rate": "万人成讼率", "lower": "下限", "upper": "上限"}  # fmt: skip
FUNNEL_HEADS: Final = {"kind": "类别", "title": "项目", "count": "件数"}
RETURN_HEADS: Final = {
    "title": "项目",
    "succeeded": "成功（件）",
    "returned": "12个月内回流（件）",
    "rate": "回流率（%）",
}
LIST_HEADS: Final = {"mediation_id": "诉前调登记号", "case_number": "案号", "dispute_id": "源头纠纷标识",
                     "court": "法院", "town": "镇街", "cause": "案由", "organisation": "调解组织",
                     "registered_on": "登记日期",
                     "ended_on": "办结日期", "days": "天数", "place": "现处"}  # fmt: skip
MOST: Final = 1_000
"""No list holds more."""


def prelitigation(ask: Ask) -> Shown:
    """The whole evaluation of a court and period, of one town where the address names one."""
    when, town = str(ask.period), ask.get("town")
    lang: Lang = "en" if ask.lang == "en" else "zh"
    told = pipeline.before_filing(ask.house, ask.court, when, ask.get("scheme"), town, lang)
    values = pipeline.evaluate(ask.house, ask.court, when, ask.get("scheme"))
    by = ask.one_of("by", BY, "organisation")
    steps = [_step(one) for one in told.steps]
    parts = [_step(one) for one in getattr(told, f"by_{by}") if one.late or one.open_late]
    parts.sort(key=lambda row: -(row["share"] or 0))
    scores = list(_scores(ask, told, values))
    towns = [{name: getattr(one, name) for name in TOWN_HEADS} for one in told.towns]
    funnel = [
        {"kind": kind, "key": f"{name}:{key}", "title": title, "count": count}
        for name, kind, counts in (("entry", "来路", told.entries), ("stage", "经过", told.stages),
                                   ("place", "现处", told.places))
        for key, (title, count) in counts.items()
    ]  # fmt: skip
    returns = [{name: getattr(one, name) for name in RETURN_HEADS} for one in told.returns]
    total, entries = ("纠纷总数", told.total), list(told.entries.values())
    drawn = funnel_svg(total, told.stages, told.places, entries, "纠纷去向漏斗")
    return Shown(
        context={
            "told": told, "scores": scores, "radar": _radar(told), "steps": steps, "parts": parts, "by": by, "bys": BY,
            "flags": FLAGS, "towns": towns, "town": town, "town_names": [t["town"] for t in towns if t["people"]],
            "drawn": drawn,
            "funnel": funnel, "heads": STEP_HEADS, "town_heads": TOWN_HEADS, "returns": returns,
            "return_heads": RETURN_HEADS,
            "value_of": values,
        },
        sheets=(
            Sheet(name="scores", title="诉前解纷评估得分", heads=SCORES, rows=scores),
            Sheet(name="funnel", title="诉前解纷漏斗", heads=FUNNEL_HEADS, rows=funnel),
            Sheet(name="returns", title="回流两种口径", heads=RETURN_HEADS, rows=returns),
            Sheet(name="steps", title="各环节用时", heads=STEP_HEADS, rows=steps),
            Sheet(name="parts", title=f"按{BY[by]}的超期环节", heads=STEP_HEADS, rows=parts),
            Sheet(name="towns", title="万人成讼率", heads=TOWN_HEADS, rows=towns),
        ),
    )  # fmt: skip


def listed(ask: Ask) -> Shown:
    """The disputes behind one figure: ``of`` is entry:, stage: or place: of the funnel, step:, flag: or town:."""
    what, _, name = ask.get("of").partition(":")
    when, town = str(ask.period), ask.get("town")
    rows: Sequence[Mapping[str, Any]]
    if what == "step":
        rows = pipeline.late_in(ask.house, ask.court, when, name, town, MOST)
        title = next(step.title for step in STEPS if step.id == name) + "超期"
    elif what == "flag" and name in FLAGS:
        rows, title = pipeline.flagged(ask.house, ask.court, when, town)[name][:MOST], FLAGS[name]
    elif what == "town":
        rows, title = pipeline.suits_of(ask.house, ask.court, when, name, MOST), name or "区外或不详"
    elif what in {"entry", "stage", "place"}:
        found = pipeline.disputes_at(ask.house, ask.court, when, ask.get("of"), town, MOST)
        rows = [row | {"place": PLACES[row["place"]]} for row in found]
        title = {"entry": ENTRIES, "stage": STAGES, "place": PLACES}[what][name]
    else:
        raise UsageError("say whose disputes: of=place:not_filed, of=step:accept, of=flag:overtime or of=town:…")
    kept = {name: head for name, head in LIST_HEADS.items() if any(row.get(name) is not None for row in rows)}
    told = [{**{name: row.get(name) for name in kept}, "case_id": row.get("case_id")} for row in rows]
    return Shown(
        context={"rows": told, "heads": kept, "title": title, "most": MOST},
        sheets=(Sheet(name="disputes", title=title[:28], heads=kept or LIST_HEADS, rows=told),),
    )


def _radar(told: BeforeFiling) -> str:
    """The four levels now, a year before, and the province's mean."""
    series = [("全省均值", "peer", [one.province for one in told.levels]),
              ("上年同期", "before", [one.before for one in told.levels]),
              ("本期", "now", [one.now for one in told.levels])]  # fmt: skip
    return radar([one.title for one in told.levels], series, "四个层次得分")


def _step(one: Stepped) -> dict[str, Any]:
    """A step as a row."""
    names = ("id", "title", "limit", "part", "done", "median", "ninth", "late", "open", "open_late")
    return {name: getattr(one, name) for name in names} | {"share": 100 * one.late / one.done if one.done else None}


def _scores(ask: Ask, told: BeforeFiling, values: pipeline.Evaluation) -> list[dict[str, Any]]:
    """The whole, each level with its figures, then the dimensions."""

    def graded(one: Any, depth: int) -> dict[str, Any]:
        return {"name": one.title, "code": "", "value": None, "unit": "", "score": one.now, "before": one.before,
                "city": one.city, "province": one.province, "depth": depth}  # fmt: skip

    rows = [graded(told.whole, 0)]
    for level in told.levels:
        rows.append(graded(level, 1))
        for code in level.codes:
            value, indicator = values.values[code], values.indicators[code]
            rows.append({
                "name": indicator.title.get(ask.lang) or indicator.title["zh"], "code": code, "value": value.value,
                "unit": indicator.unit, "score": told.scores.get(code), "before": value.year_before,
                "city": value.peers.get("city"), "province": value.peer_mean, "depth": 2,
            })  # fmt: skip
    return [*rows, *(graded(one, 1) for one in told.dimensions)]


VIEWS = (
    View(path="/prelitigation", template="prelitigation.html.j2", answer=prelitigation),
    View(path="/prelitigation/list", template="prelitigation_list.html.j2", answer=listed),
)
