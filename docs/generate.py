"""The pages of the reference that the code itself writes: indicators, commands, tables, derived columns.

Run it after changing the catalogue, a command or a table: ``python docs/generate.py``. What the code
says in English and a Chinese page must say in Chinese stands in ``words.yaml``, beside the pages'
first words; a text that is not there stops the run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import click
import yaml

from shuzhu.alarms import LEVELS
from shuzhu.catalogue.alert_rules import (
    AREAS,
    CLOCKS,
    FLAGS,
    KINDS,
    MEASURED,
    SIDES,
    STEPS,
    AlertRule,
    read_alert_rules,
)
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.model import Band, Indicator, Item, Scheme, Term, Test
from shuzhu.catalogue.quality_rules import read_contract
from shuzhu.catalogue.read import read_catalogue
from shuzhu.catalogue.topic_fields import BUILT_IN
from shuzhu.catalogue.topic_model import AGAINST, FIELD_KINDS, TEST_KINDS, Check, Topic
from shuzhu.catalogue.topic_rules import read_topics
from shuzhu.cli import cli
from shuzhu.derived import DERIVED, JUDGE_DAYS, all_columns
from shuzhu.records import RECORDS, Column, columns
from shuzhu.row_checks import CHECKS

HERE = Path(__file__).parent
HEAD = "<!-- 本页由 docs/generate.py 生成，请勿手改。 -->\n\n"
TYPES = {str: "文本", date: "日期", int: "整数", bool: "是否", Decimal: "数额"}
BETTER = {"higher": "越高越好", "lower": "越低越好", "interval": "宜在区间内", "neutral": "不评价高低"}
EDGES = {"opening": "期初", "end": "期末"}


def pages() -> dict[str, str]:
    """Every generated page by its path within ``docs``."""
    made = {
        "indicators": _indicators(),
        "warnings": _warnings(),
        "quality": _quality(),
        "topics": _topics(),
        "commands": _commands(),
        "derived-columns": _derived(),
        "tables": _tables(),
    }
    tidy = {name: re.sub(r"\n{3,}", "\n\n", text).rstrip() for name, text in made.items()}
    return {f"reference/{name}.md": f"{HEAD}{text}\n" for name, text in tidy.items()}


def main() -> None:
    """Write every page that is not as it should be."""
    for name, text in pages().items():
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"written: docs/{name}")


@cache
def _words() -> dict[str, dict[str, str]]:
    """Chinese for what the code says in English."""
    return yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))


def chinese(part: str, text: str) -> str:
    """A text of the code in Chinese; raises KeyError where nobody has said it."""
    if not text:
        return ""
    said = _words()[part].get(text)
    if said is None:
        raise KeyError(f"docs/words.yaml, {part}: no Chinese for {text!r}")
    return said


# ── indicators ──────────────────────────────────────────────────────────────────────────────────


def _indicators() -> str:
    """The catalogue as a page: the indices first, then the rest."""
    codes = read_codes()
    catalogue = read_catalogue(codes)
    by_code = {i.code: i for i in catalogue.current()}
    counts = "、".join(f"{i.title['zh']}{len(i.codes)}项" for i in catalogue.indices.values())
    parts = [_words()["intro"]["indicators"].format(count=len(by_code), indices=counts)]
    listed: set[str] = set()
    for index in catalogue.indices.values():
        parts.append(f"\n## {index.title['zh']}\n\n{(index.note or {}).get('zh', '')}\n")
        for group in index.groups:
            parts.append(f"\n### {group.title['zh']}\n\n类权重 {group.weight:g}，类内各项按各自权重加权。\n")
            parts += [_entry(edition, codes) for code in group.codes for edition in catalogue.editions[code]]
            listed |= set(group.codes)
    for found in catalogue.schemes.values():
        for scheme in found:
            parts.append(f"\n## {scheme.title['zh']}（{scheme.version}）\n\n{scheme.origin}\n")
            for level in scheme.levels:
                named = "、".join(f"{item.code}{_dimension(scheme, item)}" for item in level.items)
                parts.append(f"\n### {level.title['zh']}层次\n\n层次权重 {level.weight:g}；{named}。\n")
                for code in (code for item in level.items for code in item.indicators if code not in listed):
                    parts += [_entry(edition, codes) for edition in catalogue.editions[code]]
                listed |= {code for item in level.items for code in item.indicators}
    parts.append("\n## 备用指标\n\n不进入体检；`shuzhu measure --codes` 可以随时计算，也可以写进自己的指数。\n")
    parts += [_entry(e, codes) for code in by_code if code not in listed for e in catalogue.editions[code]]
    return "\n".join(parts)


def _dimension(scheme: Scheme, item: Item) -> str:
    """The dimension of an item in brackets."""
    return f"（{scheme.dimensions[item.dimension]['zh']}）" if item.dimension else ""


def _entry(indicator: Indicator, codes: CodeTables) -> str:
    """One definition."""
    rows = [("算法", _formula(indicator, codes)), *_terms(indicator, codes)]
    rows += [("单位", indicator.unit), ("方向", BETTER[indicator.better])]
    if indicator.closing_curve:
        curve = "，".join(f"{month}月{share:g}" for month, share in indicator.closing_curve.items())
        rows.append(("参考进度", f"自统计年度起始累计至各月不低于（{indicator.unit}）：{curve}"))
    if indicator.band:
        rows.append(("参考区间", f"{_band(indicator)}（{indicator.band.origin}）"))
    if indicator.scale:
        scale = indicator.scale
        rows.append(("评分参数", f"最优{scale.best:g}，最差{scale.worst:g}（{scale.origin}）"))
    if indicator.weight != 1:
        rows.append(("权重", f"{indicator.weight:g}"))
    rows += [("依据", indicator.basis), ("负责", indicator.owner), ("复核日期", str(indicator.review_by))]
    if indicator.since or indicator.until:
        rows.append(("适用", _in_force(indicator)))
    if indicator.note:
        rows.append(("说明", indicator.note["zh"]))
    name = f"（{indicator.index_title['zh']}）" if indicator.index_title else ""
    head = f"\n#### {indicator.code} {indicator.title['zh']}{name}\n\n{indicator.question['zh']}\n\n"
    return head + table(("项", "内容"), rows)


def _warnings() -> str:
    """Every rule of warnings."""
    codes = read_codes()
    parts = [_words()["intro"]["warnings"]]
    for rule in read_alert_rules(codes):
        bounds = "，".join(f"{LEVELS[level]}{bound:g}" for level, bound in rule.levels.items())
        rows = [("怎样触发", chinese("rules", KINDS[rule.kind]))]
        rows += [("计什么", chinese("rules", CLOCKS[rule.clock]))] if rule.kind == "clock" else []
        rows += [("计什么", chinese("rules", FLAGS[rule.flag]))] if rule.flag else []
        rows += [("界限", bounds)] if bounds else []
        rows += [("最长期限", _longest(rule.longest, codes))] if rule.longest else []
        rows += [("时间窗", f"{rule.days}日")] if rule.days else []
        rows += [("多久未见算新", f"{rule.quiet_years}年")] if rule.quiet_years else []
        rows += [("监测的指标", "、".join(rule.indicators))] if rule.indicators else []
        rows += _watched(rule) if rule.kind == "aberration" else []
        rows += [("分母至少", f"{rule.least}件")] if rule.kind in {"band", "progress"} else []
        rows += [("至少相差", _apart(rule))] if rule.apart else []
        rows += [("静默期", f"{rule.hold}日")] if rule.hold else []
        rows += [("责任单位", rule.owner), ("答复期限", f"{rule.answer_within}日"), ("依据", rule.basis)]
        parts.append(f"\n## {rule.id} {rule.title['zh']}\n\n{rule.question['zh']}\n\n{table(('项', '内容'), rows)}")
    return "\n".join(parts)


def _quality() -> str:
    """Every rule of the contract of data, the row checks that they ask, what is to be delivered."""
    contract = read_contract(read_codes())
    parts = [_words()["intro"]["quality"]]
    for family in contract.families.values():
        rows = [
            (rule.code, rule.title["zh"], RECORDS[rule.table].TITLE, "、".join(_titles(rule.table, rule.fields)),
             rule.severity, rule.mend["zh"])
            for rule in contract.rules if rule.family == family.id
        ]  # fmt: skip
        parts.append(
            f"## {family.title['zh']}\n\n{family.question['zh']}？权重 {family.weight:g}，责任单位：{family.owner}。"
        )
        parts.append(table(("代码", "规则", "表", "字段", "程度", "如何处理"), rows))
    checks = [
        (f"`{check.name}`", check.title, RECORDS[name].TITLE, f"`{check.note}`")
        for name, own in CHECKS.items() for check in own
    ]  # fmt: skip
    parts += ["## 行检查", table(("名称", "中文", "表", "定义"), checks)]
    due = [(d.title["zh"], "、".join(d.levels), str(d.usual), str(d.within), d.owner) for d in contract.deliveries]
    parts += ["## 应报清单", table(("事项", "法院层级", "常见行数至少", "期限（日）", "责任单位"), due)]
    return "\n\n".join(parts)


def _topics() -> str:
    """Every topic: its cases, findings with their tests, fields, pointers."""
    codes = read_codes()
    parts = [_words()["intro"]["topics"]]
    known = all_columns("cases")
    for topic in read_topics(codes).values():
        cases = "<br>".join(
            "；".join(_test(test, known[test.column], codes) for test in tests) for tests in topic.cases
        )
        rows = [("标识", f"`{topic.name}`"), ("案件", cases), ("依据", topic.basis)]
        parts.append(f"## {topic.title['zh']}\n\n{topic.question['zh']}\n\n{table(('项', '内容'), rows)}")
        findings = [
            (one.title["zh"], f"`{one.code}`", chinese("topics", TEST_KINDS[one.check.kind]), _tested(one.check, topic))
            for one in topic.findings
        ]
        parts.append(table(("发现", "代码", "检验", "对象和界限"), findings))
        fields = [
            (one.title["zh"], f"`{name}`", chinese("topics", FIELD_KINDS[one.kind]))
            for name, one in topic.fields.items()
            if name not in BUILT_IN
        ]
        parts.append(table(("字段", "名称", "取自"), fields))
        pointers = [(one.whom["zh"], one.says["zh"], one.article) for one in topic.leaflet]
        parts.append(table(("普法对象", "提示", "依据"), pointers))
    return "\n\n".join(parts)


def _tested(check: Check, topic: Topic) -> str:
    """What a finding is tested on, and its bound."""
    whole = {"topic": "本专题案件在同类案件中的占比", "": "本专题案件"}
    of = whole.get(check.of) or f"“{topic.fields[check.of].title['zh']}”"
    bound = [f"界限{check.bound:.0%}"] if check.bound else []
    against = [f"对照{AGAINST.get(check.against) or topic.fields[check.against].title['zh']}"] if check.against else []
    rule = [f"次数按预警规则{check.rule}"] if check.rule else []
    weeks = [f"春节前{check.weeks}周"] if check.kind == "season" else []
    return "，".join([of, *bound, *against, *rule, *weeks])


def _titles(name: str, fields: Sequence[str]) -> list[str]:
    """The Chinese titles of a table's columns."""
    known = all_columns(name)
    return [known[field].title for field in fields]


def _watched(rule: AlertRule) -> list[tuple[str, str]]:
    """What series a rule of aberrations watches, and within which budget."""
    words = (AREAS[rule.area], MEASURED[rule.measure], STEPS[rule.step], SIDES[rule.side])
    return [
        ("看什么", "，".join(chinese("rules", word) for word in words)),
        ("案件至少", f"{rule.least}件"),
        ("误报预算", f"全库每月{rule.budget:g}个"),
    ]


def _apart(rule: AlertRule) -> str:
    """By how much a figure must differ."""
    if rule.kind == "aberration" and rule.measure == "count":
        return f"{rule.apart:.0%}"
    return f"{rule.apart:g}（指标的单位）"


def _longest(days: Mapping[str, int], codes: CodeTables) -> str:
    """How long each exclusion may last."""
    return "，".join(f"{codes.title('exclusion_reasons', reason)}{most}日" for reason, most in days.items())


def _band(indicator: Indicator) -> str:
    """A reference interval in words."""
    band = indicator.band or Band()
    if band.low is None:
        return f"不高于{band.high:g}"
    return f"不低于{band.low:g}" if band.high is None else f"{band.low:g}—{band.high:g}"


def _in_force(indicator: Indicator) -> str:
    """When a definition holds."""
    since = f"{indicator.since}起" if indicator.since else ""
    return "，".join(filter(None, (since, f"至{indicator.until}止" if indicator.until else "")))


def _formula(indicator: Indicator, codes: CodeTables) -> str:
    """What is done with the numerator and the denominator."""
    times = f" × {indicator.factor:g}" if indicator.factor not in {1, 100, 1000} else ""
    if indicator.exposure:
        per = f" × {indicator.exposure.per:g}" if indicator.exposure.per != 1 else ""
        people = "＋".join(codes.title("measures", measure) for measure in indicator.exposure.measures)
        over = f"（{people}）" if indicator.exposure.plus else people
        return f"分子折合全年 ÷ {over}{per}{times}"
    return {
        "rate": "比率：分子 ÷ 分母",
        "ratio": "两数之比：分子 ÷ 分母",
        "mean": "平均：分子 ÷ 分母",
        "count": "计数",
        "per_head": "分子 ÷ 平均在岗人数（在岗人日 ÷ 本期天数）",
        "projection": "分子 ÷ 分母 × 本期天数",
        "growth": "(本期 − 上年同期) ÷ 上年同期",
        "evenness": "1 − 各月标准差 ÷ 各月均值，最低为0",
        "median": "中位数",
        "percentile": f"第{indicator.quantile * 100:g}百分位数（最近秩）",
    }[indicator.kind] + times


def _terms(indicator: Indicator, codes: CodeTables) -> Iterator[tuple[str, str]]:
    """The numerator and the denominator in words."""
    alone = not indicator.denominator and indicator.kind != "per_exposure"
    yield "计什么" if alone else "分子", _sum(indicator.numerator, codes, indicator.kind)
    if indicator.denominator:
        yield "分母", _sum(indicator.denominator, codes, indicator.kind)


def _sum(terms: Sequence[Term], codes: CodeTables, kind: str) -> str:
    """Terms added up."""
    said = [_term(term, codes, kind) for term in terms]
    if len(said) == 1:
        return said[0]
    signs = ["−" if term.less else "＋" for term in terms]
    times = [f"{term.times} × " if term.times != 1 else "" for term in terms]
    return "<br>".join(f"{s} {t}{text}" for s, t, text in zip(signs, times, said, strict=True)).removeprefix("＋ ")


def _term(term: Term, codes: CodeTables, kind: str) -> str:
    """One term: which rows, dated by what, that pass which tests, and what is added up of them."""
    known = all_columns(term.table)
    if term.table == "judge_days":
        return "本期员额法官在岗人日"
    if term.table == "counts":
        return _published(term)
    what = RECORDS[term.table].TITLE
    if term.stock:
        enter, leave = (known[name].title for name in term.stock)
        rows = f"{EDGES[term.at]}时已到{enter}、未到{leave}的{what}"
    else:
        rows = f"{known[term.dated_by].title}在本期的{what}"
    tests = sorted(term.where, key=lambda t: FIRST.index(t.column) if t.column in FIRST else len(FIRST))
    rows += "".join(f"；{_test(test, known[test.column], codes)}" for test in tests)
    if not term.sums:
        return rows
    summed = "" if kind in {"median", "percentile"} else "之和"
    return f"{rows}。取其“{known[term.sums].title}”{summed}"


def _published(term: Term) -> str:
    """A term of figures that arrived already counted."""
    measure = next(str(test.values[0]) for test in term.where if test.column == "measure")
    if not term.stock:
        return f"本期以内各期公布的“{MEASURES[measure]}”之和"
    return f"{EDGES[term.at]}那一期公布的“{MEASURES[measure]}”"


def _test(test: Test, column: Column, codes: CodeTables) -> str:
    """One condition in words."""
    title = column.title
    if test.blank is not None:
        return f"{title}{'空白' if test.blank != test.negated else '不空'}"
    if test.family:
        names = "或".join(f"“{codes.families[name].zh}”" for name in test.family)
        return f"{title}{'不属' if test.negated else '属'}{names}类"
    if test.values:
        return f"{title}{'不是' if test.negated else '为'}{_any([_value(v, column, codes) for v in test.values])}"
    low = f"不低于{test.low}" if test.low is not None else ""
    high = f"不高于{test.high}" if test.high is not None else ""
    return f"{title}{'不满足' if test.negated else ''}{'且'.join(filter(None, (low, high)))}"


def _any(names: Sequence[str]) -> str:
    """甲、乙或丙."""
    return "或".join(filter(None, ("、".join(names[:-1]), names[-1])))


def _value(value: object, column: Column, codes: CodeTables) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.name in OUTCOMES:
        return codes.title("outcomes" if value in codes.words("outcomes") else "closings", str(value))
    if column.code and column.code not in {"courts", "types"}:
        return codes.title(column.code, str(value))
    for guess in GUESSES.get(column.name, ()):
        if value in codes.words(guess):
            return codes.title(guess, str(value))
    return str(value)


FIRST = ("kind", "case_kind", "instance", "case_instance", "type_code", "procedure", "panel", "cause")
OUTCOMES = {"review_outcome", "retried_outcome"}
GUESSES = {"review_reason": ("change_reasons",), "case_kind": ("kinds",), "case_instance": ("instances",)}
MEASURES = {
    "filed": "新收", "closed": "结案", "accepted": "受理", "pending_start": "旧存", "pending_end": "未结",
    "backlog": "积压", "mediations_succeeded": "调解成功", "mediations_ended": "调解办结",
}  # fmt: skip


# ── commands ────────────────────────────────────────────────────────────────────────────────────


def _commands() -> str:
    """Every command with its ``--help``."""
    root = click.Context(cli, info_name="shuzhu", terminal_width=100, **cli.context_settings)
    return _words()["intro"]["commands"] + f"\n## shuzhu\n\n{_fenced(cli.get_help(root))}" + "".join(_helps(cli, root))


def _helps(group: click.Group, above: click.Context) -> Iterator[str]:
    """The commands of a group, in order, with those below them."""
    for name in group.list_commands(above):
        command = group.commands[name]
        context = click.Context(command, info_name=name, parent=above, terminal_width=100)
        said = " ".join((command.help or "").split())
        yield f"\n## {context.command_path}\n\n{chinese('commands', said)}\n\n{_fenced(command.get_help(context))}"
        if isinstance(command, click.Group):
            yield from _helps(command, context)


def _fenced(text: str) -> str:
    """A text as it stands on the screen."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```\n"


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


def _tables() -> str:
    """Every table with its columns."""
    parts = [_words()["intro"]["tables"]]
    for name, record in RECORDS.items():
        rows = [
            (f"`{c.name}`", c.title, TYPES[c.type], "是" if c.key else "", f"`{c.code}`" if c.code else "",
             "；".join(filter(None, ("个人信息" if c.personal else "", chinese("notes", c.note)))))
            for c in columns(name)
        ]  # fmt: skip
        head = ("字段", "名称", "类型", "主键", "代码表", "说明")
        parts.append(f"\n## {record.TITLE} {name}\n\n" + table(head, rows))
    return "\n".join(parts)


def _derived() -> str:
    """Every derived column."""
    parts = [_words()["intro"]["derived-columns"]]
    for name, found in {**DERIVED, "judge_days": JUDGE_DAYS}.items():
        title = RECORDS[name].TITLE if name in RECORDS else "法官在岗人日（由法官在岗表逐月展开）"
        rows = [(f"`{c.name}`", c.title, TYPES[c.type], chinese("derived", c.note)) for c in found]
        parts.append(f"\n## {title} {name}\n\n" + table(("字段", "名称", "类型", "口径"), rows))
    return "\n".join(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    main()
