"""数据质量: scores by family and any cut with their trend, what is missing, what differs, and the faulty records."""

from typing import Any, Final

from shuzhu import pipeline
from shuzhu.derived import all_columns
from shuzhu.periods import month_label
from shuzhu.pipeline.quality_words import FRESH, fresh_rows
from shuzhu.quality.identities import TITLES
from shuzhu.quality.standing import fields_of
from shuzhu.records import RECORDS
from shuzhu.web.ask import Ask
from shuzhu.web.charts.trend import Month
from shuzhu.web.charts.trend import trend as drawn
from shuzhu.web.render import word
from shuzhu.web.views import Sheet, Shown, View

BY: Final = {
    "division": "庭室", "field": "字段", "month": "月份", "court": "法院", "clerk": "登记人", "source": "来源",
}  # fmt: skip
RULES: Final = {
    "rule": "规则", "title": "名称", "family": "类别", "table": "表", "checked": "检查", "faulty": "问题",
    "share": "占比", "owner": "责任单位", "mend": "如何处理",
}  # fmt: skip
RECORDS_HEADS: Final = {
    "rule": "规则", "title": "名称", "record": "记录", "court": "法院", "day": "日期", "division": "庭室",
    "clerk": "登记人", "values": "值", "mend": "如何处理", "owner": "责任单位",
}  # fmt: skip
MISSING: Final = {"title": "事项", "court": "法院", "month": "月份", "usual": "常见行数", "owner": "责任单位"}
DIFFERS: Final = {"court": "法院", "month": "月份", "measure": "计量", "reported": "报送", "counted": "记录"}
MONTHS: Final = 24
FRESHEST: Final = 60
"""So many tables, courts and sources stand on the page, the stalest first."""
FEW: Final = 200
"""So many faulty records stand on the page; the file has them all."""


def quality(ask: Ask) -> Shown:
    """Everything of the quality of one court or area in a period."""
    house, when = ask.house, str(ask.period)
    by = ask.one_of("by", BY, "division")
    found = pipeline.quality(house, ask.court, when, [by])
    rules = [_rule(ask, one) for one in found.rules if one.faulty]
    chosen = _chosen(ask, rules)
    asked = bool(ask.get("rule") or ask.get("indicator"))
    limit = None if ask.get("format") else FEW
    rows = pipeline.faulty_records(house, ask.court, when, chosen, limit) if chosen else []
    best = house.contract.grades["A"]
    trend = pipeline.quality_trend(house, ask.court, ask.period, MONTHS)
    titles = {one.id: one for one in house.contract.deliveries}
    missing = [
        {"title": _said(ask, titles[o.delivery].title), "court": o.court, "month": month_label(o.month),
         "usual": o.usual, "owner": titles[o.delivery].owner}
        for o in found.missing
    ]  # fmt: skip
    differs = [
        {"court": o.court, "month": f"{o.last:%Y-%m}", "measure": word(TITLES[o.measure], ask.lang),
         "reported": o.reported, "counted": o.counted}
        for o in found.differs
    ]  # fmt: skip
    fresh = fresh_rows(pipeline.freshness(house, ask.court))
    return Shown(
        context={
            "fresh": fresh[:FRESHEST],
            "found": found, "families": _families(ask, found), "lines": [_line(ask, by, one) for one in found.lines],
            "by": by, "dimensions": BY, "rules": rules, "rows": rows[:FEW], "missing": missing, "differs": differs,
            "odd": [{"title": RECORDS[o.table].TITLE, "court": o.court, "month": month_label(o.month), "rows": o.rows,
                     "low": o.low, "high": o.high} for o in found.odd],
            "line": drawn([Month(label=m, value=s.value) for m, s in trend], word("数据质量近24个月", ask.lang), "",
                          (best, None), shown=(best, 100)),
            "trend": [{"month": m, "score": s.value, "grade": s.grade} for m, s in trend],
            "asked": asked, "items": _items(ask), "grades": house.contract.grades, "few": FEW,
        },
        sheets=(
            Sheet(name="rules", title="规则", heads=RULES, rows=rules),
            Sheet(name="records", title="问题记录", heads=RECORDS_HEADS, rows=rows),
            Sheet(name="missing", title="应报未报", heads=MISSING, rows=missing),
            Sheet(name="fresh", title="最近到数", heads=FRESH, rows=fresh),
            Sheet(name="differs", title="报送数与记录不符", heads=DIFFERS, rows=differs),
        ),
    )  # fmt: skip


def _chosen(ask: Ask, rules: list[dict[str, Any]]) -> list[str]:
    """The rules whose records are shown: the one asked for, those of an indicator's fields, else the most faulty."""
    if ask.get("rule"):
        return [ask.get("rule")]
    if ask.get("indicator"):
        fields = fields_of(ask.house.catalogue.indicator(ask.get("indicator"), ask.period.last))
        known = {rule.code: rule for rule in ask.house.contract.rules}
        return [
            row["rule"] for row in rules
            if any((known[row["rule"]].table, name) in fields for name in known[row["rule"]].fields)
        ]  # fmt: skip
    return [row["rule"] for row in rules[:1]]


def _rule(ask: Ask, one: Any) -> dict[str, Any]:
    """What a rule found, as a row."""
    rule = one.rule
    return {
        "rule": rule.code, "title": _said(ask, rule.title), "table": RECORDS[rule.table].TITLE,
        "family": _said(ask, ask.house.contract.families[rule.family].title), "checked": one.checked,
        "faulty": one.faulty, "share": f"{one.faulty / one.checked:.2%}", "owner": rule.owner,
        "mend": _said(ask, rule.mend),
    }  # fmt: skip


def _families(ask: Ask, found: pipeline.Checked) -> list[dict[str, Any]]:
    """Each family with its score, in the order of the contract's weights."""
    known = sorted(ask.house.contract.families.values(), key=lambda one: -one.weight)
    return [
        {"title": _said(ask, one.title), "question": _said(ask, one.question), "score": found.families[one.id]}
        for one in known if one.id in found.families
    ]  # fmt: skip


def _line(ask: Ask, by: str, line: Any) -> dict[str, Any]:
    """A value of a cut with its score."""
    name = line.by[by]
    if name is None:
        name = word("未填", ask.lang)
    elif by == "field":
        table, _, column = name.partition(".")
        name = f"{RECORDS[table].TITLE}·{all_columns(table)[column].title}"
    elif by == "court":
        name = ask.house.codes.title("courts", name)
    return {"name": name, "score": line.score}


def _items(ask: Ask) -> list[dict[str, Any]]:
    """The follow-up items that rules of quality raised at the court."""
    if not ask.house.reader.may("items"):
        return []
    titles = {rule.id: rule for rule in ask.house.alert_rules if rule.kind == "quality"}
    courts = pipeline.marks_of(ask.house, ask.court)
    return [
        {"id": one.id, "title": one.called, "words": one.alarm.words, "level": one.alarm.level, "owner": one.owner,
         "due_on": one.due_on, "court": one.court, "still": one.still_found}
        for one in pipeline.open_items(ask.house, courts) if one.rule in titles
    ]  # fmt: skip


def _said(ask: Ask, words: Any) -> str:
    """A title in the page's language."""
    return str(words.get(ask.lang) or words["zh"])


VIEWS = (View(path="/quality", template="quality.html.j2", answer=quality),)
