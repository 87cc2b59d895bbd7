"""分层评估: the four levels and two dimensions, and every figure of each level beside the year before and the means."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.before_filing import BeforeFiling, Graded
from shuzhu.reports.drawings import radar_figure
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import apart, change_of, figure_of, score_moved, scored


def levels(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Sentences of the whole, a radar, a table of levels and dimensions, and a table for each level."""
    told = material.before_filing
    if told is None:
        return None
    whole = told.whole
    rows = [_row(pen, one, one.title) for one in (whole, *told.levels, *told.dimensions)]
    table = pen.table(
        "诉前解纷质效得分", ("层次、维度", "本期", "上年同期", "本市均值", "全省均值"), rows, widths=(2.2, 1, 1, 1, 1)
    )
    number = pen.tables
    return {
        "scheme": told.scheme, "origin": told.origin, "score": scored(pen, whole.id, whole.now),
        "moved": score_moved(pen, whole.id, whole.now, whole.before),
        "city": apart(pen, whole.id, whole.now, whole.city, "city_gap"),
        "parts": "、".join(f"{one.title}{scored(pen, one.id, one.now)}" for one in told.levels),
        "radar": _radar(told, pen), "chart": pen.charts, "table": table, "number": number,
        "levels": [_level(material, pen, told, one) for one in told.levels],
    }  # fmt: skip


def _row(pen: Pen, one: Graded, title: str) -> tuple[str, ...]:
    """A level beside the year before and the means."""
    return (title, scored(pen, one.id, one.now), scored(pen, one.id, one.before, kind="score_before"),
            scored(pen, one.id, one.city, kind="city_score"),
            scored(pen, one.id, one.province, kind="province_score"))  # fmt: skip


def _radar(told: BeforeFiling, pen: Pen) -> str:
    """The levels now, a year before and in the city's mean."""
    names = [one.title for one in told.levels]
    series = [
        ("本市均值", "peer", [one.city for one in told.levels]),
        ("上年同期", "before", [one.before for one in told.levels]),
        ("本期", "now", [one.now for one in told.levels]),
    ]
    title = "诉前解纷四个层次得分"
    drawn = radar_figure(names, series, title)
    alt = title + "：" + "，".join(f"{one.title}{one.now:.2f}" for one in told.levels if one.now is not None)
    return pen.chart(drawn, title, width=112, height=94.5, alt=alt) if drawn else ""


def _level(material: Material, pen: Pen, told: BeforeFiling, level: Graded) -> dict[str, Any]:
    """One level: its score and a table of its figures."""
    rows = []
    for code in level.codes:
        value, indicator = material.values[code], material.indicators[code]
        rows.append((
            f"{said(indicator.title, 'zh')}（{indicator.unit}）",
            figure_of(pen, code, value.value, indicator.unit, "value"),
            change_of(pen, code, value.year_on_year, indicator.unit),
            *(figure_of(pen, code, value.peers.get(name), indicator.unit, f"{name}_mean")
              for name in ("city", "province")),
            scored(pen, code, told.scores.get(code), kind="figure_score"),
        ))  # fmt: skip
    head = ("指标", "本期", "较去年同期", "本市", "全省", "得分")
    table = pen.table(f"{level.title}层次各项指标", head, rows, widths=(2.9, 1, 1.2, 1, 1, 0.9))
    return {"title": level.title, "score": scored(pen, level.id, level.now), "table": table, "number": pen.tables}
