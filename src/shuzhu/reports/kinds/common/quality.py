"""附件：数据质量说明. Records, refused rows, blank fields, values of few cases, grades of what they stand on."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhu.derived import all_columns
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import count, figure_of, joined, percent


def quality(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Sentences and a table of blank fields."""
    brief, zh = material.brief, pen.lang == "zh"
    records = brief.quality.records
    columns = all_columns("cases")
    rows = [
        (columns[name].title if zh else name.replace("_", " "), figure_of(pen, f"blank.{name}", n, "件", "count"),
         percent(pen, n, records, f"blank.{name}"))
        for name, n in brief.quality.blanks.items()
    ]  # fmt: skip
    values, indicators = {**brief.values, **material.values}, {**brief.indicators, **material.indicators}
    codes = [code for code in _told(material) if code in values]
    few = [said(indicators[code].title, pen.lang) for code in codes if values[code].small]
    head = ("字段", "空缺（条）", "占比") if zh else ("field", "blank", "share")
    return {
        "records": count(pen, records, "records", unit="条"),
        "refused": count(pen, brief.quality.refused, "refused", unit="条"),
        "few": joined(few, pen.lang),
        "graded": any(code in brief.footings for code in codes),
        "below": _below(material, codes, pen),
        "table": pen.table("案件记录空缺字段" if zh else "Blank fields", head, rows, widths=(2, 1, 1)) if rows else "",
    }


def _told(material: Material) -> list[str]:
    """The indicators that the report is about: a theme's own, those before filing, else all."""
    topic = material.topic
    if topic:
        return [topic.code, *(code for code, _ in topic.rates)]
    if material.before_filing:
        return list(material.values)
    return [code for index in material.brief.indices.values() for code in index.codes]


def _below(material: Material, codes: Sequence[str], pen: Pen) -> str:
    """The indicators whose records are graded below A, each with its grade."""
    brief, indicators = material.brief, {**material.brief.indicators, **material.indicators}
    grades = {code: brief.footings[code].grade for code in codes if code in brief.footings}
    told = [
        said(indicators[code].title, pen.lang) + (f"（{grade}）" if pen.lang == "zh" else f" ({grade})")
        for code, grade in sorted(grades.items(), key=lambda one: one[1], reverse=True)
        if grade not in {"", "A"}
    ]
    return joined(told, pen.lang)
