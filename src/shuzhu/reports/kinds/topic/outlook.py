"""预警与建议: the warnings about the theme, and a proposal for each problem."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.common.proposals import Problem, pairs
from shuzhu.reports.kinds.common.risks import warnings_table
from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import count


def outlook(material: Material, pen: Pen) -> Mapping[str, Any]:
    """A table of warnings; pairs of problem and proposal, the theme's own last."""
    topic = theme(material)
    table = warnings_table(material, pen, list(material.warned)[:20]) if material.warned else ""
    zh, problems = pen.lang == "zh", []
    for rule in dict.fromkeys(one.alarm.rule for one in material.warned):
        mine = [one for one in material.warned if one.alarm.rule == rule]
        many = count(pen, len(mine), f"alerts.{rule}", unit="项")
        words = f"{said(mine[0].title, pen.lang)}{'预警' if zh else ': '}{many}"
        problems.append(Problem(subject=rule, words=words))
    problems.append(
        Problem(subject=topic.code, words=f"{topic.title}源头治理" if zh else f"{topic.title} at the source")
    )
    problems += [
        Problem(subject=code, words=said(material.brief.indicators[code].title, pen.lang)) for code, _ in topic.rates
    ]
    found = pairs(material, pen, problems)
    return {"table": table, "number": pen.tables, "pairs": found["pairs"] if found else []}
