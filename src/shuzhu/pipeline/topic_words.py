"""A topic's findings, figures, tables, typical cases and leaflet as people read them: one shape for every face."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.catalogue.topic_model import Field
from shuzhu.periods import in_chinese
from shuzhu.pipeline.house import House
from shuzhu.pipeline.topic import TopicFound
from shuzhu.records import columns
from shuzhu.reports.tables import Lead, Page, Part
from shuzhu.topics.counts import BLANK, Figure, parts
from shuzhu.topics.found import Found
from shuzhu.topics.words import interval, number, percentage, statement, strength_word

_TIMES: Final[Mapping[str, Mapping[str, str]]] = {
    "year": {"zh": "年度", "en": "year"}, "quarter": {"zh": "季度", "en": "quarter"},
    "month": {"zh": "月份", "en": "month"},
}  # fmt: skip
_FINDINGS: Final = {
    "title": "发现", "strength": "证据", "words": "内容", "count": "件数", "of": "已知", "estimate": "估计值",
    "low": "下限", "high": "上限", "q": "错误发现率", "code": "代码",
}  # fmt: skip
_PEOPLE: Final = {"who": "当事人", "most": "窗口内最多件数", "count": "本期件数", "cases": "案件"}
_FIGURES: Final = {
    "title": "项目", "value": "本期", "low": "下限", "high": "上限", "before": "上年同期", "known": "已知件数",
}  # fmt: skip
_CUT: Final = {"value": "取值", "now": "本期", "share": "占比", "before": "上年同期", "change": "增减"}
_CASES: Final = {
    "number": "案号", "cause": "案由", "town": "镇街", "filed_on": "立案日期", "closing": "结案方式",
    "shows": "体现的发现", "facts": "认定事实（隐名）", "order": "裁判主文（隐名）",
}  # fmt: skip
_LEAFLET: Final = {
    "about": "情形", "says": "提示", "whom": "对象", "article": "依据", "count": "涉及件数", "share": "占已知",
}  # fmt: skip
_TOWNS: Final = {"town": "镇街", "about": "情形", "count": "涉及件数", "share": "占已知", "groups": "主要人群"}
MOST_PEOPLE: Final = 20
"""So many parties who sue repeatedly are listed, and so many case numbers of each."""
MOST_CASES: Final = 12
MANY: Final = 20
"""A cut of more values has its rest put together."""
METHOD: Final = (
    "检验：趋势为按月的准二项逻辑斯蒂回归，占比为威尔逊区间，差异为纽科姆区间，季节为按春节年度分层的准泊松回归，"
    "均值为韦尔奇检验，重复起诉按时间窗扫描；区间为95%，各项发现的错误发现率合并控制在5%。"
)


def topic_page(house: House, found: TopicFound, lang: str = "zh") -> Page:
    """What was found as a page."""
    topic = found.topic
    where = house.codes.title("courts", found.court.removesuffix("+")) + "辖区" * found.court.endswith("+")
    title = f"{where}{said_of(topic.title, lang)}专题分析" if lang == "zh" else f"{said_of(topic.title, lang)}: {where}"
    return Page(
        kind="专题分析" if lang == "zh" else "Topic", title=title, about=about(found, lang),
        leads=tuple(_lead(found, one, lang) for one in found.findings), parts=topic_parts(house, found, lang),
        guard=found.guard, made_up=house.settings.made_up,
        method=f"{METHOD}依据：{topic.basis}。数据快照 {house.snapshot.label}，专题定义 {topic.edition}。",
    )  # fmt: skip


def about(found: TopicFound, lang: str = "zh") -> tuple[str, ...]:
    """What stands below the title: the period, how many cases, how many with a text, where trends begin."""
    if lang != "zh":
        before = () if found.before is None else (f"{found.before:,} the year before",)
        return (
            str(found.period),
            f"{found.size:,} cases filed",
            *before,
            f"{found.texts:,} with a text",
            f"trends from {found.first}",
            "parties linked" if found.linked else "parties by number and name",
        )
    before = () if found.before is None else (f"上年同期 {found.before:,} 件",)
    return (in_chinese(str(found.period)), f"立案 {found.size:,} 件", *before, f"有文书 {found.texts:,} 件",
            f"趋势自 {found.first} 起", "当事人已关联" if found.linked else "当事人按证件号码、姓名识别")  # fmt: skip


def topic_parts(house: House, found: TopicFound, lang: str = "zh") -> tuple[Part, ...]:
    """Every table: the findings, who sues repeatedly, the figures, the cuts, typical cases, the leaflet."""
    findings = [_finding(found, one, lang) for one in found.findings]
    told = [
        Part(name="findings", title="发现与检验", heads=_FINDINGS, rows=findings,
             note="件数为有此情形的案件；估计值对趋势和季节为比，对占比为占比，对差异为差。"),
        Part(name="figures", title="主要数据", heads=_FIGURES, rows=[_figure(one, lang) for one in found.figures],
             note="占比附95%区间；数额为中位数；只计已知的案件。"),
    ]  # fmt: skip
    people = [row for one in found.findings for row in _people(found, one)]
    if people:
        told.append(Part(name="people", title="多次起诉、被诉的当事人", heads=_PEOPLE, rows=people,
                         note="姓名按权限遮挡；达到次数只是线索，如何认定由审判组织判断。"))  # fmt: skip
    told += filter(None, (_cut(house, found, name, lang) for name in found.topic.cuts))
    told.append(Part(
        name="cases", title="典型案例", heads=_CASES, rows=_examples(found, lang),
        note="按规则挑选：体现发现、要素齐全、已经裁判、时间较近；姓名等已隐去，引用前须人工核校。",
    ))  # fmt: skip
    told.append(Part(name="leaflet", title="普法提示", heads=_LEAFLET, rows=_leaflet(found, lang)))
    told.append(Part(name="towns", title="普法提示的镇街和人群", heads=_TOWNS, rows=_towns(house, found, lang),
                     note="按涉及件数排列；不足5件的镇街和人群不列。"))  # fmt: skip
    return tuple(told)


def said_of(words: Mapping[str, str], lang: str) -> str:
    """Words in a language, Chinese where they have no other."""
    return words.get(lang) or words["zh"]


def _percent(found: TopicFound, one: Found) -> bool:
    """What a test of means compares are shares."""
    field = found.topic.fields.get(one.finding.check.of)
    return field is not None and field.kind == "recovered"


def in_words(found: TopicFound, one: Found, lang: str) -> str:
    """One finding as a sentence without its stop."""
    return statement(one, lang, percent=_percent(found, one))


def _lead(found: TopicFound, one: Found, lang: str) -> Lead:
    """One finding in words."""
    return Lead(
        title=said_of(one.finding.title, lang), code=one.strength, word=strength_word(one, lang),
        text=in_words(found, one, lang), cases=one.cases[:MOST_CASES] if one.claimed else (),
    )  # fmt: skip


def _finding(found: TopicFound, one: Found, lang: str) -> dict[str, Any]:
    """One finding as a row."""
    estimate, low, high = interval(one, lang, percent=_percent(found, one))
    return {
        "title": said_of(one.finding.title, lang), "strength": strength_word(one, lang),
        "words": in_words(found, one, lang), "count": one.count, "of": one.of,
        "estimate": estimate, "low": low, "high": high, "q": f"{one.q:.2g}" if one.estimate else "", "code": one.code,
    }  # fmt: skip


def _people(found: TopicFound, one: Found) -> list[dict[str, Any]]:
    """Who sues repeatedly."""
    return [
        {"who": found.names.get(who, ""), "most": most, "count": len(cases), "cases": "、".join(cases[:MOST_CASES])
         + (f" 等{len(cases)}件" if len(cases) > MOST_CASES else "")}
        for who, most, cases in one.who[:MOST_PEOPLE]
    ]  # fmt: skip


def _figure(one: Figure, lang: str) -> dict[str, Any]:
    """One figure as a row."""
    share = one.field.flag or one.field.kind == "recovered"
    write = percentage if share else number
    return {
        "title": said_of(one.field.title, lang), "value": write(one.value),
        "low": "" if one.low is None else write(one.low), "high": "" if one.high is None else write(one.high),
        "before": "" if one.before is None else write(one.before), "known": one.known,
    }  # fmt: skip


def _cut(house: House, found: TopicFound, name: str, lang: str) -> Part | None:
    """One table by cut; None where no case tells it."""
    told = parts(found.now, found.then, name, found.start)
    if all(one.value == BLANK for one in told):
        return None
    rows: list[dict[str, Any]] = [
        {"value": called(house, found.topic.fields.get(name), one.value, lang), "now": one.now,
         "share": percentage(one.now / found.size), "before": "" if one.before is None else one.before,
         "change": "" if one.before is None else one.now - one.before}
        for one in told
    ]  # fmt: skip
    rest = [] if name in _TIMES or len(rows) <= MANY else rows[MANY:]
    if rest:
        now = sum(row["now"] for row in rest)
        rows = [*rows[:MANY], {"value": f"其余{len(rest)}项", "now": now, "share": percentage(now / found.size),
                               "before": "", "change": ""}]  # fmt: skip
    heads = {key: head for key, head in _CUT.items() if any(row[key] != "" for row in rows)}
    title = said_of(_TIMES[name] if name in _TIMES else found.topic.fields[name].title, lang)
    return Part(name=f"by-{name.replace('_', '-')}", title=f"按{title}分" if lang == "zh" else f"By {title.lower()}",
                heads=heads, rows=rows)  # fmt: skip


def _examples(found: TopicFound, lang: str) -> list[dict[str, Any]]:
    """The typical cases as rows."""
    titles = {one.code: said_of(one.finding.title, lang) for one in found.findings}
    return [
        {"number": one.number, "cause": one.cause, "town": one.town, "filed_on": str(one.filed_on),
         "closing": one.closing, "shows": "；".join(titles[code] for code in one.shows), "facts": one.facts,
         "order": one.order, "case_id": one.case_id}
        for one in found.examples
    ]  # fmt: skip


def _leaflet(found: TopicFound, lang: str) -> list[dict[str, Any]]:
    """The pointers."""
    return [
        {"about": said_of(found.topic.fields[one.pointer.when].title, lang), "says": said_of(one.pointer.says, lang),
         "whom": said_of(one.pointer.whom, lang), "article": one.pointer.article, "count": one.count,
         "share": percentage(one.count / one.known)}
        for one in found.leaflet
    ]  # fmt: skip


def _towns(house: House, found: TopicFound, lang: str) -> list[dict[str, Any]]:
    """Where the pointers are called for, town by town."""
    group = found.topic.fields.get(found.topic.group)
    told = [(place, one.pointer) for one in found.leaflet for place in one.places]
    sizes: dict[str, int] = {}
    for place, _ in told:
        sizes[place.town] = sizes.get(place.town, 0) + place.count
    told.sort(key=lambda one: (-sizes[one[0].town], one[0].town, -one[0].count))
    return [
        {"town": place.town, "about": said_of(found.topic.fields[pointer.when].title, lang), "count": place.count,
         "share": percentage(place.count / place.known),
         "groups": "、".join(f"{called(house, group, name, lang)}{many}" for name, many in place.groups)}
        for place, pointer in told
    ]  # fmt: skip


def called(house: House, field: Field | None, value: str, lang: str) -> str:
    """A value of a field as people call it."""
    if value == BLANK:
        return "未知" if lang == "zh" else "unknown"
    if field is None:
        return value
    if value in {"true", "false"}:
        return ({"true": "是", "false": "否"} if lang == "zh" else {"true": "yes", "false": "no"})[value]
    if field.bounds:
        return _band(field, int(value))
    table = {"column": "cases", "party": "parties"}.get(field.kind, "")
    code = next((c.code for c in columns(table) if c.name == field.column), "") if table else ""
    return field.names.get(value) or (house.codes.title(code, value, lang) if code else value)


def _band(field: Field, place: int) -> str:
    """A band as people write it: 不满1万元, 6至不满15.4, 500万元以上."""
    said_ = [f"{bound / 10_000:g}万元" if field.column == "amount" else f"{bound:g}" for bound in field.bounds]
    if place == 0:
        return f"不满{said_[0]}"
    return f"{said_[-1]}以上" if place == len(said_) else f"{said_[place - 1]}至不满{said_[place]}"
