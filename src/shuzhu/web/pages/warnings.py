"""预警: items of work by level and state, one item with its evidence and all its steps."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.alarms import ENDED, LEVELS, NEXT, STATES
from shuzhu.desk.items import Item, Step
from shuzhu.pipeline.watch import HANDLING
from shuzhu.web.ask import Ask
from shuzhu.web.charts.why import why
from shuzhu.web.views import Sheet, Shown, View

STEPS: Final[Mapping[str, str]] = dict(STATES) | {"seen": "再次触发", "gone": "不再触发", "noted": "备注"}
DEEDS: Final = {
    "confirmed": "确认属实", "false_alarm": "判为误报", "assigned": "交办", "handled": "登记处置",
    "rechecked": "登记复核", "closed": "销号", "reopened": "重新打开", "noted": "写备注",
}  # fmt: skip
"""What a step is called on its button."""
HEADS: Final = {
    "id": "编号", "level": "级别", "title": "规则", "court": "法院", "subject": "对象", "words": "缘由",
    "value": "数值", "limit": "界限", "on": "截至", "cases": "案件数", "state": "状态", "owner": "责任单位",
    "due_on": "限期", "late": "逾期",
}  # fmt: skip
CASES: Final = {
    "case_number": "案号", "cause": "案由", "town": "镇街", "division": "承办庭室", "filed_on": "立案日期",
    "closed_on": "结案日期", "closing": "结案方式",
}  # fmt: skip
PAGE: Final = 50
OPEN: Final = "open"


def warnings(ask: Ask) -> Shown:
    """The list: open items unless another state is asked for, the gravest and oldest first."""
    state = ask.one_of("state", (OPEN, "all", "late", *STATES), OPEN)
    level, rule = ask.one_of("level", LEVELS), ask.get("rule")
    courts = _courts(ask)
    every = [told(ask, one) for one in pipeline.open_items(ask.house, courts, ended=True)]
    rows = [row for row in every if _in_state(row, state) and (not level or row["code"] == level)]
    rows = [row for row in rows if not rule or row["rule"] == rule]
    page = ask.number("page", 1, 10_000)
    rules = {row["rule"]: row["title"] for row in every}
    return Shown(
        context={
            "rows": rows[(page - 1) * PAGE : page * PAGE], "total": len(rows), "page": page,
            "pages": max(1, -(-len(rows) // PAGE)), "rules": rules, "levels": LEVELS, "states": STATES, "state": state,
            "counts": {name: sum(row["code"] == name and not row["ended"] for row in every)
                       for name in reversed(list(LEVELS))},
            "late": sum(row["late"] and not row["ended"] for row in every), "any": bool(every),
        },
        sheets=(Sheet(name="warnings", title="预警事项", heads=HEADS, rows=rows),),
    )  # fmt: skip


def item(ask: Ask) -> Shown:
    """One item: why it was raised, its cases, what was done, and what may be done next."""
    number = ask.question.part("number")
    one = pipeline.one_item(ask.house, int(number) if number.isdecimal() else 0)
    rule = next((rule for rule in ask.house.alert_rules if rule.id == one.rule), None)
    cases = pipeline.cases_of(ask.house, one, None)
    codes = ask.house.codes
    cases = [c | {"closing": codes.title("closings", c["closing"], ask.lang) if c["closing"] else None} for c in cases]
    return Shown(
        context={
            "item": told(ask, one), "alarm": one.alarm, "rule": rule, "cases": cases,
            "chart": why(pipeline.chart(ask.house, one)) if rule else "", "deeds": deeds(ask, one),
            "steps": [step_row(step) for step in one.steps], "still": one.still_found, "heads": CASES,
        },
        sheets=(Sheet(name="cases", title="案件清单", heads=CASES, rows=cases),),
    )  # fmt: skip


def told(ask: Ask, one: Item) -> dict[str, Any]:
    """An item as a row."""
    titles = {rule.id: rule.title.get(ask.lang) or rule.title["zh"] for rule in ask.house.alert_rules}
    alarm = one.alarm
    due = one.due_on
    return {
        "id": one.id, "code": alarm.level, "level": LEVELS[alarm.level], "rule": one.rule,
        "title": titles.get(one.rule, one.rule), "court": one.court,
        "subject": one.called, "value": alarm.value, "limit": alarm.limit,
        "words": alarm.words, "on": alarm.on, "cases": len(alarm.evidence), "state": STATES[one.state],
        "state_code": one.state, "owner": one.owner, "due_on": due, "ended": one.ended_on is not None,
        "late": one.ended_on is None and due is not None and due < ask.question.today,
    }  # fmt: skip


def deeds(ask: Ask, one: Item) -> list[tuple[str, str]]:
    """What the reader may do with an item now, in the order of its life."""
    may = {action: ask.house.reader.may(action, court=one.court, division=one.owner) for action in ("handle", "manage")}
    return [
        (name, word) for name, word in DEEDS.items()
        if (name == "noted" or name in NEXT[one.state]) and may["handle" if name in HANDLING else "manage"]
    ]  # fmt: skip


def _courts(ask: Ask) -> Sequence[str] | None:
    """The courts asked about; all where none is named."""
    return pipeline.marks_of(ask.house, ask.court) if ask.get("court") else None


def _in_state(row: dict[str, Any], state: str) -> bool:
    """Whether an item is in a state, or open, or late."""
    if state in {OPEN, "late"}:
        return row["state_code"] not in ENDED and (state == OPEN or row["late"])
    return state in {"all", row["state_code"]}


def step_row(step: Step) -> dict[str, Any]:
    """A step as a row of the item's life."""
    return {
        "at": f"{step.at:%Y-%m-%d %H:%M}", "what": STEPS[step.what], "code": step.what, "by": step.by,
        "owner": step.owner, "due_on": step.due_on, "note": step.note or (step.found.words if step.found else ""),
        "snapshot": step.found.snapshot if step.found else "",
    }  # fmt: skip


VIEWS = (
    View(path="/warnings", template="warnings.html.j2", answer=warnings),
    View(path="/warnings/{number}", template="warning.html.j2", answer=item, named=True),
)
