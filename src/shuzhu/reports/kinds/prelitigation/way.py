"""解纷漏斗: every dispute that came in, what it passed through and where it is; the places add up."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.drawings import funnel_alone
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, figure_of, joined, percent


def way(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A sentence, the figure of the funnel, and a table of conversions."""
    told = material.before_filing
    if told is None:
        return None
    zh, called = pen.lang == "zh", material.called
    title = "纠纷去向漏斗" if zh else "Where the disputes went"
    stages, places = ({key: (called(name), number) for key, (name, number) in counts.items()}
                      for counts in (told.stages, told.places))  # fmt: skip
    doors = [(called(name), number) for name, number in told.entries.values()]
    drawn = funnel_alone(("纠纷总数" if zh else "all disputes", told.total), stages, places, doors, title)
    chart = pen.chart(drawn, title, width=150, height=71.25, alt=_alt(title, stages, pen)) if drawn else ""
    arrow = "→" if zh else " → "
    rows = [
        (f"{stages[a][0]}{arrow}{stages[b][0]}", figure_of(pen, f"funnel.{a}", whole, "件", f"of_{b}"),
         figure_of(pen, f"funnel.{a}", number, "件", f"to_{b}"),
         percent(pen, number, whole, f"funnel.{a}", f"share_{b}"))
        for a, b, number, whole in told.flows
    ]  # fmt: skip
    head = ("环节", "基数（件）", "转入（件）", "转化率") if zh else ("from → to", "of", "went on", "share")
    table = pen.table("各环节转化情况" if zh else "From stage to stage", head, rows, widths=(2, 1, 1, 1))
    conversions, space = pen.tables, "" if zh else " "
    return {
        "total": count(pen, told.total, "funnel.total"),
        "doors": joined([f"{called(name)}{space}{count(pen, number, f'funnel.{key}', 'entry')}"
                         for key, (name, number) in told.entries.items()], pen.lang),
        "places": joined([f"{name}{space}{count(pen, number, f'funnel.{key}', 'place')}"
                          for key, (name, number) in places.items() if number], pen.lang),
        "chart": chart, "figure": pen.charts, "table": table, "number": conversions,
        "returns": _returns(material, pen), "returns_number": pen.tables,
    }  # fmt: skip


def _returns(material: Material, pen: Pen) -> str:
    """The table from the funnel's returns to the indicator's; blank where there is none to tell."""
    told, zh = material.before_filing, pen.lang == "zh"
    if told is None or not told.returns:
        return ""
    head = (("项目", "成功（件）", "12个月内回流（件）", "回流率") if zh
            else ("", "successes", "back within 12 months", "share"))  # fmt: skip
    rows = [
        (material.called(one.title), figure_of(pen, f"returned.{one.id}", one.succeeded, "件", "succeeded"),
         figure_of(pen, f"returned.{one.id}", one.returned, "件", "back"),
         percent(pen, one.returned, one.succeeded, f"returned.{one.id}", "rate") if one.rate is not None else "")
        for one in told.returns
    ]  # fmt: skip
    title = "回流的两种口径怎样衔接" if zh else "From the funnel's returns to the indicator's"
    return pen.table(title, head, rows, widths=(3, 1, 1.4, 1))


def _alt(title: str, stages: Mapping[str, tuple[str, int]], pen: Pen) -> str:
    """What a reader who cannot see the figure is told: the stages with their counts."""
    zh = pen.lang == "zh"
    words = joined([f"{name}{'' if zh else ' '}{number}" for name, number in stages.values() if number], pen.lang)
    return title + ("：" if zh else ": ") + words
