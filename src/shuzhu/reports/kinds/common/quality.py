"""附件：数据质量说明. How many records, how many refused, which fields are blank, which values rest on few cases."""

from collections.abc import Mapping
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
    few = [said(indicators[code].title, pen.lang) for code in _told(material) if code in values and values[code].small]
    head = ("字段", "空缺（条）", "占比") if zh else ("field", "blank", "share")
    return {
        "records": count(pen, records, "records", unit="条"),
        "refused": count(pen, brief.quality.refused, "refused", unit="条"),
        "few": joined(few, pen.lang),
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
