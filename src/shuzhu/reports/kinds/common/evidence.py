"""What a letter tells of a warning: what was found, by which rule, on which cases, over which months."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shuzhu.alarms import LEVELS
from shuzhu.reports.document import Lang
from shuzhu.reports.drawings import columns
from shuzhu.reports.kinds.common.risks import COLOURS, subject_of, words_of
from shuzhu.reports.material import Material, Warned
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import count

OTHERWISE: Final[Mapping[Lang, str]] = {
    "zh": "结合职责研究核实并采取相应措施",
    "en": "look into it and act within its powers",
}
"""What is proposed where the catalogue has no proposal for a rule."""


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


def told(material: Material, pen: Pen, one: Warned, *, shown: bool = False) -> Told:
    """One warning for a letter; ``shown`` with its table and chart in the text."""
    alarm, proposal, zh = one.alarm, material.proposals.get(one.alarm.rule), pen.lang == "zh"
    words = pen.figure(words_of(one, pen.lang), subject_of(one), "warning", exact=alarm.value, period=alarm.period)
    cases = count(pen, len(alarm.evidence), f"{subject_of(one)}.cases") if alarm.evidence else ""
    return Told(
        title=said(one.title, pen.lang), called="" if alarm.subject in material.brief.indicators else one.called,
        level=LEVELS[alarm.level] if zh else COLOURS[alarm.level].lower(), words=words, cases=cases,
        proposal=said(proposal.words, pen.lang) if proposal else OTHERWISE[pen.lang],
        office=proposal.office if proposal else one.office,
        table=cases_table(material, pen, one, _caption(one, pen.lang)) if shown else "",
        chart=_chart(material, pen, one) if shown else "",
    )  # fmt: skip


def _caption(one: Warned, lang: Lang) -> str:
    """“疑似职业放贷”所据案件."""
    title = said(one.title, lang)
    return f"“{title}”所据案件" if lang == "zh" else f"Cases behind: {title}"


def cases_table(material: Material, pen: Pen, one: Warned, caption: str) -> str:
    """Cases of a warning by number, cause, town and day of filing; nothing where there are none."""
    cases, zh = material.cases.get(str(one.item), ()), pen.lang == "zh"
    if not cases:
        return ""
    rows = [
        (str(n), case["case_number"] or "", case["cause"] or "", case["town"] or "", str(case["filed_on"] or ""))
        for n, case in enumerate(cases, start=1)
    ]
    head = ("序号", "案号", "案由", "镇街", "立案日期") if zh else ("No.", "case", "cause", "town", "filed")
    more = len(one.alarm.evidence) > len(cases)
    note = (f"案件较多，列出其中{len(cases)}件。" if zh else f"{len(cases)} of them.") if more else ""
    return pen.table(
        caption, head, rows, align=("centre", "left", "left", "left", "right"), widths=(0.5, 2.6, 2, 1.2, 1.2),
        small=True, note=note,
    )  # fmt: skip


def _chart(material: Material, pen: Pen, one: Warned) -> str:
    """The months, where there are at least three."""
    months = material.months.get(one.item or 0, ())
    if len(months) < 3:
        return ""
    zh = pen.lang == "zh"
    title = f"{said(one.title, pen.lang)}按月件数" if zh else f"{said(one.title, pen.lang)} by month"
    alt = ("；" if zh else "; ").join(f"{label} {value:,.0f}{'件' if zh else ''}" for label, value in months)
    last = months[-1][0]
    return pen.chart(columns(months, title, lit=(last,)), title, width=130, height=46.1, alt=alt)
