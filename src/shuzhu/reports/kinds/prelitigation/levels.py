"""分层评估: the four levels and two dimensions, and every figure of each level beside the year before and the means."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.before_filing import BeforeFiling, Graded
from shuzhu.reports.drawings import radar_figure
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import apart, change_of, figure_of, joined, score_moved, scored, titled


def levels(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Sentences of the whole, a radar, a table of levels and dimensions, and a table for each level."""
    told = material.before_filing
    if told is None:
        return None
    whole, zh = told.whole, pen.lang == "zh"
    rows = [_row(pen, one, one.title) for one in (whole, *told.levels, *told.dimensions)]
    space = "" if zh else " "
    head = (
        ("层次、维度", "本期", "上年同期", "本市均值", "全省均值")
        if zh
        else ("level, dimension", "now", "year before", "city", "province")
    )
    table = pen.table(
        "诉前解纷质效得分" if zh else "Scores of dispute resolution", head, rows, widths=(2.2, 1, 1, 1, 1)
    )
    number = pen.tables
    return {
        "scheme": whole.title, "version": told.version, "origin": told.origin,
        "score": scored(pen, whole.id, whole.now),
        "moved": score_moved(pen, whole.id, whole.now, whole.before),
        "city": apart(pen, whole.id, whole.now, whole.city, "city_gap"),
        "parts": joined([one.title + space + scored(pen, one.id, one.now) for one in told.levels], pen.lang),
        "dimensions": [one.title for one in told.dimensions],
        "radar": _radar(told, pen), "chart": pen.charts, "table": table, "number": number,
        "first": number + 1,
        "levels": [_level(material, pen, told, one) for one in told.levels], "last": pen.tables,
    }  # fmt: skip


def _row(pen: Pen, one: Graded, title: str) -> tuple[str, ...]:
    """A level beside the year before and the means."""
    return (title, scored(pen, one.id, one.now), scored(pen, one.id, one.before, kind="score_before"),
            scored(pen, one.id, one.city, kind="city_score"),
            scored(pen, one.id, one.province, kind="province_score"))  # fmt: skip


def _radar(told: BeforeFiling, pen: Pen) -> str:
    """The levels now, a year before and in the city's mean."""
    names = [one.title for one in told.levels]
    zh = pen.lang == "zh"
    series = [
        ("本市均值" if zh else "the city's mean", "peer", [one.city for one in told.levels]),
        ("上年同期" if zh else "a year before", "before", [one.before for one in told.levels]),
        ("本期" if zh else "now", "now", [one.now for one in told.levels]),
    ]
    title = "诉前解纷各层次得分" if zh else "Scores of the levels"
    drawn = radar_figure(names, series, title)
    points = [f"{one.title}{'' if zh else ' '}{one.now:.2f}" for one in told.levels if one.now is not None]
    alt = title + ("：" if zh else ": ") + joined(points, pen.lang)
    return pen.chart(drawn, title, width=112, height=94.5, alt=alt) if drawn else ""


def _level(material: Material, pen: Pen, told: BeforeFiling, level: Graded) -> dict[str, Any]:
    """One level: its score and a table of its figures."""
    rows, zh = [], pen.lang == "zh"
    for code in level.codes:
        value, indicator = material.values[code], material.indicators[code]
        rows.append((
            titled(indicator, pen.lang),
            figure_of(pen, code, value.value, indicator.unit, "value"),
            change_of(pen, code, value.year_on_year, indicator.unit),
            *(figure_of(pen, code, value.peers.get(name), indicator.unit, f"{name}_mean")
              for name in ("city", "province")),
            scored(pen, code, told.scores.get(code), kind="figure_score"),
        ))  # fmt: skip
    head = (
        ("指标", "本期", "较去年同期", "本市", "全省", "得分")
        if zh
        else ("indicator", "now", "change", "city", "province", "score")
    )
    caption = f"{level.title}层次各项指标" if zh else f"{level.title}: the figures"
    table = pen.table(caption, head, rows, widths=(3.3, 0.9, 1.2, 0.9, 0.9, 0.8))
    return {"title": level.title, "score": scored(pen, level.id, level.now), "table": table}
