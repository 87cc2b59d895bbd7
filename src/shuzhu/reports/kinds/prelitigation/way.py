"""解纷漏斗: every dispute that came in, what it passed through and where it is; the places add up."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.drawings import funnel_alone
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, figure_of, percent


def way(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A sentence, the figure of the funnel, and a table of conversions."""
    told = material.before_filing
    if told is None:
        return None
    title = "纠纷去向漏斗"
    drawn = funnel_alone(told.total, told.stages, told.places, list(told.entries.values()), title)
    chart = pen.chart(drawn, title, width=150, height=78.75, alt=title) if drawn else ""
    rows = [
        (f"{told.stages[a][0]}→{told.stages[b][0]}", figure_of(pen, f"funnel.{a}", whole, "件", f"of_{b}"),
         figure_of(pen, f"funnel.{a}", number, "件", f"to_{b}"),
         percent(pen, number, whole, f"funnel.{a}", f"share_{b}"))
        for a, b, number, whole in told.flows
    ]  # fmt: skip
    table = pen.table("各环节转化情况", ("环节", "基数（件）", "转入（件）", "转化率"), rows, widths=(2, 1, 1, 1))
    return {
        "total": count(pen, told.total, "funnel.total"),
        "doors": "、".join(f"{name}{count(pen, number, f'funnel.{key}', 'entry')}"
                          for key, (name, number) in told.entries.items()),
        "places": "、".join(f"{name}{count(pen, number, f'funnel.{key}', 'place')}"
                           for key, (name, number) in told.places.items() if number),
        "chart": chart, "figure": pen.charts, "table": table, "number": pen.tables,
    }  # fmt: skip
