"""案件: one case by its days, its clocks, its parties (masked) and its documents."""

from datetime import date
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.derived import all_columns
from shuzhu.records import RECORDS
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

FACTS: Final = (
    "court", "cause", "procedure", "instance", "panel", "division", "judge", "town", "amount", "closing",
    "review_outcome", "appeal_number", "origin_number",
)  # fmt: skip
CLOCKS: Final = ("elapsed_days", "excluded_days", "net_days", "due_on", "within_limit", "extended")
DAYS: Final = {"day": "日期", "table": "类别", "what": "事项"}
UNTOLD: Final = frozenset({"cases.due_on", "cases.aged_on", "cases.limit_on", "cases.took_effect_on"})
"""Days that are reckoned, not recorded: they are clocks, not events."""


def case(ask: Ask) -> Shown:
    """One case by its identity (``id``)."""
    found = pipeline.case_file(ask.house, ask.get("id"))
    record = found.record
    columns = all_columns("cases")
    days = [
        {"day": day, "table": RECORDS[table].TITLE, "what": all_columns(table)[name].title}
        for day, table, name in found.days
        if f"{table}.{name}" not in UNTOLD
    ]
    facts = [(columns[name].title, titled(ask, "cases", name, record[name])) for name in FACTS if name in record]
    clocks = [(columns[name].title, titled(ask, "cases", name, record[name])) for name in CLOCKS if name in record]
    tables = [
        {"name": table, "title": RECORDS[table].TITLE, "heads": [all_columns(table)[n].title for n in rows[0]],
         "rows": [[titled(ask, table, n, v) for n, v in row.items()] for row in rows]}
        for table, rows in found.rows.items() if rows
    ]  # fmt: skip
    return Shown(
        context={
            "number": record.get("case_number") or ask.get("id"), "facts": facts, "clocks": clocks, "days": days,
            "tables": tables, "texts": bool(found.rows["documents"]),
            "left": _left(record, ask.question.today), "closed": "closed_on" in record,
        },
        sheets=(Sheet(name="days", title="案件日程", heads=DAYS, rows=days),),
    )  # fmt: skip


def titled(ask: Ask, table: str, name: str, value: Any) -> str:
    """A value in words: a code as its title, a day as it is written, yes or no."""
    if value is None:
        return "—"
    code = all_columns(table)[name].code
    if isinstance(value, bool):
        return ("是" if value else "否") if ask.lang == "zh" else ("yes" if value else "no")
    if isinstance(value, date):
        return str(value)
    if code and isinstance(value, str):
        return ask.house.codes.title(code, value, ask.lang)
    return f"{value:,}" if not isinstance(value, str) else value


def _left(record: dict[str, Any], today: date) -> int | None:
    """Days left until the statutory limit of an open case, its exclusions added; None where it has none."""
    due = record.get("due_on")
    if due is None or "closed_on" in record:
        return None
    return int((due - today).days) + int(record.get("excluded_days") or 0)


VIEWS = (View(path="/case", template="case.html.j2", answer=case, named=True),)
