"""报告: the register of reports, one report with its files and its life, and what may be done with it next."""

from typing import Any, Final

from shuzhu import pipeline
from shuzhu.desk.reports import NEXT, SENT, STATES, WORDS, Report
from shuzhu.pipeline import report_life
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

DEEDS: Final = {
    "checked": "复核通过", "returned": "退回修改", "signed": "签发", "submitted": "报送", "instructed": "登记批示",
    "adopted": "登记采纳", "declined": "登记未采纳", "task": "交办任务", "noted": "登记反馈",
}  # fmt: skip
"""What a step is called on its button."""
HEADS: Final = {
    "id": "编号", "kind": "种类", "title": "标题", "number": "文号", "court": "法院", "period": "时段", "state": "状态",
    "author": "起草人", "made_at": "起草时间", "snapshot": "快照",
}  # fmt: skip
RATES: Final = {
    "kind": "种类",
    "year": "年份",
    "submitted": "报送",
    "instructed": "批示",
    "adopted": "采纳",
    "rate": "采纳率",
}


def reports(ask: Ask) -> Shown:
    """The register, the newest first, and how many of those submitted were adopted."""
    state = ask.one_of("state", STATES)
    titles = {kind.id: kind.title.get(ask.lang) or kind.title["zh"] for kind in pipeline.report_kinds()}
    every = [_row(one, titles) for one in report_life.kept_reports(ask.house)]
    rows = [row for row in every if not state or row["code"] == state]
    rates = [
        {"kind": titles.get(one.kind, one.kind), "year": one.year, "submitted": one.submitted,
         "instructed": one.instructed, "adopted": one.adopted, "rate": one.adoption}
        for one in report_life.adoption_rates(ask.house)
    ]  # fmt: skip
    return Shown(
        context={"rows": rows, "any": bool(every), "states": STATES, "state": state, "rates": rates,
                 "kinds": pipeline.report_kinds(), "titles": titles, "today": ask.question.today},
        sheets=(Sheet(name="reports", title="报告", heads=HEADS, rows=rows),
                Sheet(name="rates", title="采纳情况", heads=RATES, rows=rates)),
    )  # fmt: skip


def report(ask: Ask) -> Shown:
    """One report: its files, its tasks, all its steps, and what the reader may do next."""
    number = ask.question.part("number")
    one = report_life.kept_report(ask.house, int(number) if number.isdecimal() else 0)
    titles = {kind.id: kind.title.get(ask.lang) or kind.title["zh"] for kind in pipeline.report_kinds()}
    tasks = [
        {"id": task.id, "what": task.what, "owner": task.owner, "due_on": task.due_on, "done_at": task.done_at,
         "late": task.done_at is None and task.due_on < ask.question.today}
        for task in one.tasks
    ]  # fmt: skip
    steps = [
        {"at": f"{step.at:%Y-%m-%d %H:%M}", "what": WORDS.get(step.what, step.what), "by": step.by, "to": step.to,
         "owner": step.owner, "due_on": step.due_on, "note": step.note, "file": step.file}
        for step in one.steps
    ]  # fmt: skip
    return Shown(
        context={
            "report": _row(one, titles), "files": sorted(report_life.report_files(ask.house, one.id)), "steps": steps,
            "tasks": tasks, "deeds": deeds(ask, one), "sent": one.state in SENT,
            "own": one.author == ask.house.reader.name and "checked" in NEXT[one.state],
            "may_export": ask.house.reader.may("export", court=one.court),
        },
        sheets=(Sheet(name="steps", title="经过", rows=steps,
                      heads={"at": "时间", "what": "事项", "by": "经办人", "to": "报送", "note": "说明"}),),
    )  # fmt: skip


def deeds(ask: Ask, one: Report) -> list[tuple[str, str]]:
    """What the reader may do with a report now, in the order of its life; nobody checks what they wrote."""
    reader, sent = ask.house.reader, one.state in SENT
    may = {action: reader.may(action, court=one.court) for action in ("report", "check", "sign")}
    return [
        (name, word) for name, word in DEEDS.items()
        if (name in NEXT[one.state] or (sent and name in {"task", "noted"}))
        and may[report_life.ACTIONS.get(name, "report")] and not (name == "checked" and one.author == reader.name)
    ]  # fmt: skip


def _row(one: Report, titles: dict[str, str]) -> dict[str, Any]:
    """A report as a row."""
    return {
        "id": one.id, "kind": titles.get(one.kind, one.kind), "title": one.title, "number": one.number or "—",
        "court": one.court, "period": one.period, "code": one.state, "state": STATES.get(one.state, one.state),
        "author": one.author, "made_at": f"{one.made_at:%Y-%m-%d %H:%M}", "snapshot": one.snapshot,
    }  # fmt: skip


VIEWS = (
    View(path="/reports", template="reports.html.j2", answer=reports, named=True),
    View(path="/reports/{number}", template="report.html.j2", answer=report, named=True),
)
