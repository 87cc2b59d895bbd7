"""Findings → rows as people read them: one shape for the terminal, the sheet and the page."""

from collections.abc import Iterator
from typing import Any, Final

from shuzhu.features.parts import CountPart, RatioPart
from shuzhu.pipeline.feature_lags import GUARD
from shuzhu.pipeline.features import Features

FINDING_HEADS: Final = {
    "finding": "发现", "field": "项目", "value": "值", "count": "本期", "share": "占比%", "base_count": "基准",
    "base_share": "基准占比%", "odds_ratio": "比数比", "correlation": "相关系数", "low": "下限", "high": "上限",
    "q": "错误发现率", "pairs": "期数", "change": "增减", "mix": "结构影响", "rate": "自身影响", "cases": "案件",
}  # fmt: skip
FINDING_KINDS: Final = {
    "偏多": "比数比大于1即比基准多；上下限为单项95%区间",
    "偏少": "比数比小于1即比基准少；上下限为单项95%区间",
    "变化构成": "各部分相加恰等于总变化；率的变化分为结构影响与自身影响，单位：百分点",
    "水平变化": "月均件数的持久变化，基准为变化前",
    "新苗头": "基准为按以往推算的应有件数",
    "用语增多": "写有这一用语的文书份数和占比；姓名、地名、数字已除去，一份文书只计一次；上下限为单项95%区间",
    "外部关联": f"{GUARD}；至少12期才作比较",
}
"""What is found, and what the figures beside it mean."""


def finding_rows(found: Features) -> list[dict[str, Any]]:
    """Every finding as a row under all headings, in the order of ``FINDING_KINDS``."""
    more, less, part, step, new, said, beside = FINDING_KINDS
    rows: list[dict[str, Any]] = []
    for kind, sign in ((more, 1), (less, -1)):
        rows += [{"finding": kind} | row for row in _marks(found, sign)]
    rows += [{"finding": part} | row for row in _parts(found)]
    rows += [{"finding": step} | row for row in _breaks(found)]
    rows += [{"finding": new} | row for row in _clusters(found)]
    rows += [{"finding": said} | row for row in _phrases(found)]
    rows += [{"finding": beside} | row for row in _associations(found)]
    return [{name: row.get(name, "") for name in FINDING_HEADS} for row in rows]


def _marks(found: Features, sign: int) -> Iterator[dict[str, Any]]:
    """What there is more of, or less."""
    for one in found.features:
        mark = one.mark
        if mark.log_odds * sign > 0:
            yield {
                "field": one.cut.title, "value": one.value, "count": mark.count, "share": round(100 * mark.share, 1),
                "base_count": mark.base_count, "base_share": round(100 * mark.base_share, 1),
                "odds_ratio": round(mark.odds_ratio, 2), "low": round(mark.odds_low, 2),
                "high": round(mark.odds_high, 2), "q": f"{one.q:.2g}", "cases": "、".join(one.cases),
            }  # fmt: skip


def _parts(found: Features) -> Iterator[dict[str, Any]]:
    """What the change is made of."""
    for title, parts in found.titled_parts():
        for part in parts:
            yield {"field": title, "value": part.key} | _part(part)


def _part(part: CountPart | RatioPart) -> dict[str, Any]:
    """What one part adds to the change, of a count or of a rate in percentage points."""
    if isinstance(part, CountPart):
        return {"count": part.now, "base_count": part.before, "change": part.change}
    return {
        "count": f"{part.now[0]}/{part.now[1]}", "base_count": f"{part.before[0]}/{part.before[1]}",
        "mix": round(100 * float(part.mix), 2), "rate": round(100 * float(part.rate), 2),
    }  # fmt: skip


def _breaks(found: Features) -> Iterator[dict[str, Any]]:
    """Where the level changed, and what else changed then."""
    for one in found.breaks:
        beside = "；".join(
            f"{other.cut.title}“{other.value}”{'增多' if other.mark.log_odds > 0 else '减少'}" for other in one.beside
        )
        yield {
            "field": "月均件数", "value": f"自{one.on}起", "count": round(one.after, 1),
            "base_count": round(one.before, 1), "cases": f"同时变化：{beside}" if beside else "",
        }  # fmt: skip


def _clusters(found: Features) -> Iterator[dict[str, Any]]:
    """What was not seen before."""
    for one in found.clusters:
        yield {
            "field": "×".join(cut.title for cut in one.cuts), "value": "×".join(one.values), "count": one.fresh.now,
            "base_count": round(one.fresh.expected, 1), "q": f"{one.fresh.q:.2g}", "cases": "、".join(one.cases),
        }  # fmt: skip


def _phrases(found: Features) -> Iterator[dict[str, Any]]:
    """Words and phrases that more documents hold."""
    for one in found.phrases.found:
        mark = one.mark
        yield {
            "field": "用语", "value": one.words, "count": mark.count, "share": round(100 * mark.share, 1),
            "base_count": mark.base_count, "base_share": round(100 * mark.base_share, 1),
            "odds_ratio": round(mark.odds_ratio, 2), "low": round(mark.odds_low, 2),
            "high": round(mark.odds_high, 2), "q": f"{one.q:.2g}", "cases": "、".join(one.cases),
        }  # fmt: skip


def _associations(found: Features) -> Iterator[dict[str, Any]]:
    """External statistics that go along with the cases."""
    for one in found.associations:
        told = one.told
        yield {
            "field": one.title, "value": one.when, "correlation": round(told.correlation, 2),
            "low": round(told.low, 2), "high": round(told.high, 2), "q": f"{told.q:.2g}", "pairs": told.pairs,
            "cases": f"来源：{one.source}" if one.source else "",
        }  # fmt: skip
