"""An item of work → the brief that explains it: what was found, by which rule, on which cases, and what was done."""

from shuzhu.alarms import LEVELS, STATES
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.desk.items import WORDS, Item, Step
from shuzhu.errors import NoDataError
from shuzhu.pipeline.house import House
from shuzhu.pipeline.watch import allowed, cases_of
from shuzhu.pipeline.why_charts import chart_of
from shuzhu.reports.why import Row, Why
from shuzhu.reports.why_lines import Lines
from shuzhu.reports.why_timeline import Timeline

CASES: Row = ("案号", "案由", "立案日期", "结案日期")
STEPS: Row = ("时间", "事项", "经办人", "说明")


def why(house: House, one: Item, label: str = "") -> Why:
    """An item of work as a reader sees it → the brief that explains it, with what it says of made-up data.

    Raises NoDataError where its rule is no more, DeniedError where the reader may not see it.
    """
    rule, alarm = rule_of(house, one), one.alarm
    court = house.codes.courts.get(one.court)
    names = ("case_number", "cause", "filed_on", "closed_on")
    return Why(
        number=one.id, level=LEVELS[alarm.level], title=rule.title["zh"], called=one.called,
        court=court.name if court else one.court, words=alarm.words, question=rule.question["zh"],
        facts=[
            ("分级", _bounds(rule) or "由历史推算"), ("依据", rule.basis), ("截至", str(alarm.on)),
            ("状态", STATES[one.state]), ("责任单位", one.owner), ("限期", str(one.due_on or "—")),
            ("规则版本", f"{rule.id}　{alarm.edition}"),
        ],
        chart=chart(house, one),
        case_heads=CASES, case_count=len(alarm.evidence),
        cases=[tuple(str(row[name] or "—") for name in names) for row in cases_of(house, one)],
        step_heads=STEPS, steps=[_told(step) for step in one.steps],
        snapshot=alarm.snapshot, catalogue=alarm.catalogue, label=label,
    )  # fmt: skip


def chart(house: House, one: Item) -> Lines | Timeline | None:
    """What an item's chart shows, from figures that the house reads for it; None where the store no longer holds them.

    Raises DeniedError where the reader may not see the item.
    """
    whole = allowed(house, "items", one.id)
    return chart_of(house.itself, rule_of(house, whole), whole.alarm)


def rule_of(house: House, one: Item) -> AlertRule:
    """The rule that raised an item; raises NoDataError where the catalogue no longer has it."""
    rule = next((rule for rule in house.alert_rules if rule.id == one.rule), None)
    if rule is None:
        raise NoDataError(f"item {one.id} was raised by {one.rule}, which the catalogue no longer has")
    return rule


def _bounds(rule: AlertRule) -> str:
    """From where on each level holds, in words."""
    said = {"band": "偏离{:g}倍", "progress": "落后程度{:g}"}.get(rule.kind, "{:g}件")
    if rule.kind == "clock":
        return "，".join(
            f"{LEVELS[name]}：{'届满前' if bound <= 0 else '超过'}{abs(bound):g}日"
            for name, bound in rule.levels.items()
        )
    return "，".join(f"{LEVELS[name]}：{said.format(bound)}" for name, bound in rule.levels.items())


def _told(step: Step) -> Row:
    """A step as a row."""
    said = step.note or (step.found.words if step.found else "") or "—"
    return f"{step.at:%Y-%m-%d %H:%M}", WORDS[step.what], step.by, said
