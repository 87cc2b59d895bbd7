"""总体情况: the caseload, the whole index, the six classes as a table and a radar."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.drawings import radar_figure
from shuzhu.reports.kinds.common.caseload import caseload
from shuzhu.reports.kinds.social.abstract import INDEX
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import Standing, of_classes, of_index
from shuzhu.reports.wording import apart, change_of, score_moved, scored, when


def overall(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Sentences, a table of the classes, a radar."""
    index = material.brief.indices[INDEX]
    whole, classes = of_index(material.brief, index, pen.lang), of_classes(material.brief, index, pen.lang)
    table = standings(pen, [*classes, whole], "六类指数" if pen.lang == "zh" else "The classes", material.place)
    number = pen.tables
    return {
        "place": material.place, "when": when(material.period, pen.lang), "caseload": caseload(material, pen),
        "score": scored(pen, whole.subject, whole.now),
        "moved": score_moved(pen, whole.subject, whole.now, whole.before),
        "city": apart(pen, whole.subject, whole.now, whole.city, "city_gap"),
        "province": apart(pen, whole.subject, whole.now, whole.province, "province_gap"),
        "table": table, "number": number, "radar": radar_of(pen, classes),
        "better": [one.title for one in classes if (one.moved or 0) >= 0.005],
        "worse": [one.title for one in classes if (one.moved or 0) <= -0.005],
    }  # fmt: skip


def standings(pen: Pen, rows: list[Standing], caption: str, place: str) -> str:
    """A table: now and a year ago, by how much it moved, and the means of the two areas."""
    zh = pen.lang == "zh"
    head = (
        ("类别", "去年同期", "本期", "变化情况", "市均值", "省均值")
        if zh
        else ("class", "year before", "now", "change", "city", "province")
    )
    return pen.table(
        f"{place}{caption}" if zh else f"{caption}, {place}",
        head,
        [
            (
                one.title,
                scored(pen, one.subject, one.before, kind="score_before"),
                scored(pen, one.subject, one.now),
                change_of(pen, one.subject, moved_of(one), kind="score_change"),
                scored(pen, one.subject, one.city, kind="city_score"),
                scored(pen, one.subject, one.province, kind="province_score"),
            )
            for one in rows
        ],
        widths=(2.2, 1, 1, 1, 1, 1),
    )


def moved_of(one: Standing) -> float | None:
    """The difference of the two printed scores: a table's columns must add up."""
    return None if one.now is None or one.before is None else round(one.now, 2) - round(one.before, 2)


def radar_of(pen: Pen, classes: list[Standing]) -> str:
    """The radar of classes; nothing where there are fewer than three."""
    zh = pen.lang == "zh"
    words = ("全省均值", "去年同期", "本期") if zh else ("province", "year before", "now")
    series = [
        (words[0], "peer", [one.province for one in classes]), (words[1], "before", [one.before for one in classes]),
        (words[2], "now", [one.now for one in classes]),
    ]  # fmt: skip
    title = "各类指数雷达图" if zh else "Classes"
    svg = radar_figure([one.title for one in classes], series, title)
    if not svg:
        return ""
    alt = ("；" if zh else "; ").join(f"{one.title} {one.now:.2f}" for one in classes if one.now is not None)
    return pen.chart(svg, title, width=112, height=94.5, alt=alt)
