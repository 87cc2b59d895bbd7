"""四类指标: every indicator beside its year before, its peers and its interval; words only for those that stand out."""

from collections.abc import Mapping
from typing import Any

from shuzhu.catalogue.model import Indicator
from shuzhu.reports.figures import BANDS, band_text, unit_of
from shuzhu.reports.kinds.operations.summary import INDEX
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import of_classes, of_codes, said
from shuzhu.reports.wording import amount, change_of, figure_of, listed, moved, score_moved, scored, titled
from shuzhu.values import Value

PLACES = {"within": "within", "above": "above", "below": "below"}


def eighteen(material: Material, pen: Pen) -> Mapping[str, Any]:
    """The classes with their tables and remarks."""
    brief = material.brief
    index = brief.indices[INDEX]
    found = []
    for standing, group in zip(of_classes(brief, index, pen.lang), index.groups, strict=True):
        known = [one for one in of_codes(brief, index, group, pen.lang) if brief.values[one.subject].value is not None]
        silent = [said(brief.indicators[code].title, pen.lang) for code in group.codes
                  if code in brief.values and brief.values[code].value is None]  # fmt: skip
        rows = [_row(pen, brief.values[one.subject], brief.indicators[one.subject], one.now) for one in known]
        remarks = [_remark(pen, brief.values[one.subject], brief.indicators[one.subject]) for one in known]
        found.append({
            "title": standing.title, "score": scored(pen, standing.subject, standing.now),
            "moved": score_moved(pen, standing.subject, standing.now, standing.before),
            "remarks": [words for words in remarks if words], "silent": listed(silent, pen.lang),
            "table": _table(pen, standing.title, rows), "number": pen.tables,
        })  # fmt: skip
    return {"classes": found}


def _row(pen: Pen, value: Value, indicator: Indicator, score: float | None) -> tuple[str, ...]:
    """One indicator's line."""
    code, unit = indicator.code, indicator.unit
    return (
        titled(indicator, pen.lang),
        figure_of(pen, code, value.value, unit, "value"),
        change_of(pen, code, value.year_on_year, unit),
        *(figure_of(pen, code, value.peers.get(name), unit, f"{name}_mean") for name in ("volume", "city", "province")),
        band_text(indicator) if pen.lang == "zh" or not indicator.closing_curve else "curve",
        scored(pen, code, score),
    )


def _table(pen: Pen, title: str, rows: list[tuple[str, ...]]) -> str:
    """The table of a class."""
    zh = pen.lang == "zh"
    head = (
        ("指标", "本期", "同比", "同等量", "本市", "全省", "区间", "指数")
        if zh
        else ("indicator", "now", "change", "same volume", "city", "province", "interval", "index")
    )
    return pen.table(
        f"{title}指标情况" if zh else title, head, rows, widths=(3, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2, 1),
        note="同等量（收案量相近的法院）、本市、全省均为可比基层法院合并的均值；区间为合理区间。" if zh else "",
    )  # fmt: skip


def _remark(pen: Pen, value: Value, indicator: Indicator) -> str:
    """A sentence on an indicator outside its interval; the table says the rest."""
    if value.band not in {"above", "below"}:
        return ""
    title, figure, changed = (
        said(indicator.title, pen.lang),
        amount(pen, value, indicator),
        moved(pen, value, indicator),
    )
    if pen.lang == "en":
        place = "behind the curve" if indicator.closing_curve else f"{PLACES[value.band]} {band_text(indicator)}"
        words = f"{title} is {figure}, {place}" + (f", {changed}" if changed else "")
        return words + _mean(pen, value, indicator) + (", of few cases" if value.small else "")
    place = "未达进度线" if indicator.closing_curve else f"{BANDS[value.band]}（{band_text(indicator)}）"
    words = f"{title}为{figure}，{place}" + (f"，较去年同期{changed}" if changed else "")
    return words + _mean(pen, value, indicator) + ("，所据件数较少" if value.small else "")


def _mean(pen: Pen, value: Value, indicator: Indicator) -> str:
    """The city's mean; empty where there is none."""
    city = value.peers.get("city")
    if city is None or value.value is None:
        return ""
    mean = figure_of(pen, indicator.code, city, indicator.unit, "city_mean") + unit_of(indicator.unit, pen.lang)
    return f"，本市均值为{mean}" if pen.lang == "zh" else f", the city's mean {mean}"
