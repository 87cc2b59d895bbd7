"""数字体检: every indicator of both indices with its months, its interval, and its peers; to be filtered."""

from collections.abc import Iterator
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.catalogue.model import Indicator
from shuzhu.reports import checkup as report
from shuzhu.reports.checkup import Row
from shuzhu.web.ask import Ask
from shuzhu.web.charts.spark import spark
from shuzhu.web.views import Sheet, Shown, View

SHOW: Final = {"outside": "区间外", "worse": "变差", "better": "改善", "few": "件数少", "none": "不适用"}
HEADS: Final = {
    "index": "指数", "class": "类", "code": "代码", "title": "指标", "unit": "单位", "value": "本期",
    "grade": "数据质量", "grade_why": "数据质量说明", "made_of": "构成",
    "before": "上年同期", "change": "变化", "verdict": "方向", "city": "同市", "province": "全省", "volume": "同规模",
    "band": "参考区间", "place_text": "位置", "score": "指数得分", "key": "数值标识",
}  # fmt: skip


def checkup(ask: Ask) -> Shown:
    """The 18 and the 35, as many as pass the filter."""
    brief = pipeline.checkup(ask.house, ask.court, str(ask.period))
    context = report.context(brief)
    wanted, show, words = ask.get("class"), ask.one_of("show", SHOW), ask.get("q").casefold()
    titles = {code: indicator.title for code, indicator in brief.indicators.items()}
    blocks = [
        {"half": half, "block": block, "index": brief.indices[half.id], "rows": rows}
        for half in context["halves"]
        for block in half.blocks
        if not wanted or wanted == block.id
        if (rows := [row for row in block.rows if _passes(row, show) and _has(row, words, titles)])
    ]
    codes = [row.code for block in blocks for row in block["rows"]]
    trends = pipeline.trends(ask.house, codes, ask.court, ask.period) if codes else {}
    sparks = {code: _spark(brief.indicators[code], values) for code, values in trends.items()}
    return Shown(
        context=context | {
            "why": lambda code: report.grade_why(brief, code, ask.lang),
            "blocks": blocks, "sparks": sparks, "show": SHOW, "shown": len(codes), "brief": brief,
            "all": sum(len(block.rows) for half in context["halves"] for block in half.blocks),
        },
        sheets=(Sheet(name="checkup", title="数字体检", heads=HEADS, rows=list(_rows(blocks))),),
    )  # fmt: skip


def _spark(indicator: Indicator, values: Any) -> str:
    """The last months of an indicator."""
    band = indicator.band
    edges = (band.low, band.high) if band else (None, None)
    return spark([v.value for v in values], f"{indicator.title['zh']}近{len(values)}个月走势", edges)


def _passes(row: Row, show: str) -> bool:
    """Whether a row is of the kind that is to be shown."""
    return {
        "": True,
        "outside": row.place in {"above", "below"},
        "worse": row.verdict == "变差",
        "better": row.verdict == "改善",
        "few": "件数少" in row.marks,
        "none": "不适用" in row.marks,
    }[show]


def _has(row: Row, words: str, titles: Any) -> bool:
    """Whether a row's code or title holds the words looked for."""
    return not words or any(words in text.casefold() for text in (row.code, *titles[row.code].values()))


def _rows(blocks: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """The table as it is taken away."""
    for one in blocks:
        for row in one["rows"]:
            cells = {name: getattr(row, name) for name in HEADS if name not in {"index", "class"}}
            yield {"index": one["half"].title, "class": one["block"].title, **cells}


VIEWS = (View(path="/checkup", template="checkup.html.j2", answer=checkup),)
