"""What a letter tells of a warning: what was found, by which rule, on which cases, over which months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhu.alarms import LEVELS
from shuzhu.reports.drawings import columns
from shuzhu.reports.kinds.common.risks import subject_of, words_of
from shuzhu.reports.material import Material, Warned
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A warning in words, with its proposal, its table of cases and its chart; empty where there is none."""

    title: str
    called: str
    level: str
    words: str
    cases: str
    proposal: str
    office: str
    table: str = ""
    chart: str = ""


def told(material: Material, pen: Pen, one: Warned) -> Told:
    """One warning for a letter."""
    alarm, proposal = one.alarm, material.proposals.get(one.alarm.rule)
    words = pen.figure(words_of(one), subject_of(one), "warning", exact=alarm.value, period=alarm.period)
    cases = count(pen, len(alarm.evidence), f"{subject_of(one)}.cases") if alarm.evidence else ""
    return Told(
        title=said(one.title, pen.lang), called=one.called, level=LEVELS[alarm.level], words=words, cases=cases,
        proposal=proposal.words["zh"] if proposal else "请结合职责研究处置",
        office=proposal.office if proposal else one.office,
        table=cases_table(pen, f"“{said(one.title, pen.lang)}”所据案件", material.cases.get(str(one.item), ())),
        chart=_chart(material, pen, one),
    )  # fmt: skip


def cases_table(pen: Pen, caption: str, cases: Sequence[Mapping[str, Any]]) -> str:
    """Cases by number, cause, town and day of filing; nothing where there are none."""
    if not cases:
        return ""
    rows = [
        (str(n), one["case_number"] or "", one["cause"] or "", one["town"] or "", str(one["filed_on"] or ""))
        for n, one in enumerate(cases, start=1)
    ]
    head = ("序号", "案号", "案由", "镇街", "立案日期")
    return pen.table(
        caption, head, rows, align=("centre", "left", "left", "left", "right"), widths=(0.5, 2.6, 2, 1.2, 1.2),
        small=True,
    )  # fmt: skip


def _chart(material: Material, pen: Pen, one: Warned) -> str:
    """The months, where there are at least three."""
    months = material.months.get(one.item or 0, ())
    if len(months) < 3:
        return ""
    title = f"{said(one.title, pen.lang)}：按月件数"
    alt = "；".join(f"{label} {value:,.0f}件" for label, value in months)
    last = months[-1][0]
    return pen.chart(columns(months, title, lit=(last,)), title, width=130, height=46.1, alt=alt)
