"""核对: the platform's mediations held against the ledger's: the statement, the conflicts, one pair side by side."""

from typing import Any, Final

from shuzhu import pipeline
from shuzhu.derived import all_columns
from shuzhu.desk.pairs import HOLDS, WORDS, PairStep
from shuzhu.errors import NoDataError
from shuzhu.linkage.conflicts import FIELDS, KINDS
from shuzhu.linkage.evidence import in_words
from shuzhu.pipeline.linking import HOW, Link
from shuzhu.pipeline.same_persons import OF_PARTY
from shuzhu.web.ask import Ask
from shuzhu.web.charts.waterfall import waterfall
from shuzhu.web.pages.case import titled
from shuzhu.web.views import Sheet, Shown, View

STATEMENT: Final = {
    "line": "项目", "left_records": "平台件数", "left_succeeded": "平台成功", "left_amount": "平台标的额（元）",
    "right_records": "台账件数", "right_succeeded": "台账成功", "right_amount": "台账标的额（元）",
}  # fmt: skip
CONFLICTS: Final = {
    "court": "法院", "left": "平台登记号", "right": "台账登记号", "kind": "矛盾种类", "field": "事项",
    "one": "平台所记", "other": "台账所记", "size": "大小", "state": "认定",
}  # fmt: skip
LINKS: Final = {"left": "一方", "right": "另一方", "how": "方式", "chance": "概率（%）", "why": "依据"}
EFFECTS: Final = {"court": "法院", "platform": "平台口径", "ledger": "台账口径", "held": "认定后", "common": "合并口径"}
BRIDGE: Final = {"line": "项目", "ended_platform": "平台办结", "ended_ledger": "台账办结", "filings": "立案件数"}
ODD: Final = {"kind": "事项", "court": "法院", "left": "一方", "right": "另一方", "how": "方式", "why": "依据"}
PAGE: Final = 30
SHOWN: Final = ("source", "court", "town", *FIELDS)


def reconciling(ask: Ask) -> Shown:
    """The statement of the court and period asked about, its conflicts by kind and size, links for review."""
    kind = ask.one_of("kind", KINDS)
    marks = tuple(pipeline.marks_of(ask.house, ask.court))
    people = _people(ask, marks)
    persons = Sheet(name="people", title="同一当事人", heads=LINKS, rows=people)
    shown = {"people": people[:PAGE], "all_people": len(people)}
    try:
        found = pipeline.reconcile(ask.house, ask.court, str(ask.period))
    except NoDataError:
        return Shown(context={"found": None, **shown}, sheets=(persons,))
    statement = pipeline.statement_rows(found)
    every = pipeline.conflict_rows(ask.house, found)
    rows = [row for row in every if not kind or row["kind"] == KINDS[kind]]
    page = ask.number("page", 1, 10_000)
    effects = pipeline.effect_rows(found)
    review = [_link(one) for one in pipeline.links(ask.house, "ledger", found.courts, ["review"])]
    twice = _twice(ask, found.courts)
    bridge, odd = _bridge(ask)
    return Shown(
        context={
            "found": found, "statement": statement, "effects": effects, "kinds": KINDS, "kind": kind,
            "rows": rows[(page - 1) * PAGE : page * PAGE], "total": len(rows), "page": page,
            "pages": max(1, -(-len(rows) // PAGE)), "review": review[:PAGE], "twice": twice[:PAGE],
            "bridge": bridge, "odd": odd[:PAGE], **shown, "bridged": BRIDGE, "odds": ODD,
            "heads": CONFLICTS, "lines": STATEMENT, "ways": EFFECTS,
            "undecided": sum(row["state"] == "未认定" for row in every),
        },
        sheets=(
            Sheet(name="statement", title="核对表", heads=STATEMENT, rows=statement),
            Sheet(name="conflicts", title="矛盾清单", heads=CONFLICTS, rows=rows),
            Sheet(name="effects", title="对成功率的影响", heads=EFFECTS, rows=effects),
            Sheet(name="bridge", title="调解与立案", heads=BRIDGE, rows=bridge),
            Sheet(name="odd", title="调解与立案待查", heads=ODD, rows=odd),
            persons,
            Sheet(name="twice", title="疑似重复立案", heads=LINKS, rows=twice),
        ),
    )  # fmt: skip


def pair(ask: Ask) -> Shown:
    """One pair side by side, what differs marked; why it is held to be one; what was decided, and what may be."""
    found = pipeline.beside(ask.house, ask.get("left"), ask.get("right"))
    differs = {one.field: one for one in found.conflicts}
    held = {}
    for step in found.steps:
        held[step.field] = step
    rows = [
        {"field": name, "title": _title(name),
         "left": titled(ask, "mediations", name, found.left[name]),
         "right": titled(ask, "mediations", name, found.right[name]), "conflict": differs.get(name),
         "kind": KINDS[differs[name].kind] if name in differs else "",
         "held": held[name].side if name in held and held[name].what == HOLDS else ""}
        for name in SHOWN
    ]  # fmt: skip
    may = ask.house.reader.may("reconcile", court=found.link.court)
    return Shown(
        context={
            "pair": found, "rows": rows, "may_decide": may, "how": HOW[found.link.how],
            "chart": waterfall(found.link.signs, "权重", "先验", "合计"), "why": in_words(found.link.signs),
            "steps": [_step(one) for one in found.steps],
            "fields": [(c.field, FIELDS[c.field]) for c in found.conflicts],
        }
    )  # fmt: skip


def person(ask: Ask) -> Shown:
    """Two party records side by side: why they are held to be one person, what was decided, and what may be."""
    found = pipeline.beside_persons(ask.house, ask.get("left"), ask.get("right"))
    rows = [
        {"title": all_columns(table)[name].title, "left": titled(ask, table, name, found.left[name]),
         "right": titled(ask, table, name, found.right[name]), "differs": _differ(found.left[name], found.right[name])}
        for table, names in (("parties", OF_PARTY), ("cases", ("case_number", "cause", "filed_on")))
        for name in names if (found.left[name], found.right[name]) != (None, None)
    ]  # fmt: skip
    return Shown(
        context={
            "pair": found, "rows": rows, "how": HOW[found.link.how], "steps": [_step(one) for one in found.steps],
            "may_decide": ask.house.reader.may("reconcile", court=found.link.court),
            "chart": waterfall(found.link.signs, "权重", "先验", "合计"), "why": in_words(found.link.signs),
            "others": [_link(one) for one in found.others],
        }
    )  # fmt: skip


def _differ(one: Any, other: Any) -> bool:
    """Whether both tell something, and not the same."""
    return one is not None and other is not None and one != other


def _title(name: str) -> str:
    """What a field is called."""
    return FIELDS.get(name) or {"source": "来源", "court": "法院", "town": "镇街"}[name]


def _step(one: PairStep) -> dict[str, Any]:
    """A decision as a row of the pair's life."""
    side = {"left": "平台", "right": "台账", "": ""}[one.side]
    return {"at": f"{one.at:%Y-%m-%d %H:%M}", "what": WORDS[one.what], "field": FIELDS.get(one.field, ""),
            "side": side, "by": one.by, "note": one.note}  # fmt: skip


def _link(one: Link) -> dict[str, Any]:
    """A link as a row."""
    return {"left": one.left, "right": one.right, "how": HOW[one.how], "chance": f"{one.chance * 100:.1f}",
            "why": in_words(one.signs)}  # fmt: skip


def _twice(ask: Ask, courts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Cases that look as if they were entered twice; none where that was not looked for yet."""
    try:
        return [_link(one) for one in pipeline.links(ask.house, "twice", courts)]
    except NoDataError:
        return []


def _bridge(ask: Ask) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The bridge between mediation and filing, and what in it needs a look; nothing where it was not linked yet."""
    try:
        found = pipeline.bridged(ask.house, ask.court, str(ask.period))
    except NoDataError:
        return [], []
    return pipeline.bridge_rows(found), pipeline.bridge_list(found)


def _people(ask: Ask, courts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Persons and companies written in more than one way, by the least sure link of each; none if not linked yet."""
    try:
        return [_link(one.least) for one in pipeline.same_persons(ask.house, courts)]
    except NoDataError:
        return []


VIEWS = (
    View(path="/reconcile", template="reconcile.html.j2", answer=reconciling, named=True),
    View(path="/reconcile/pair", template="pair.html.j2", answer=pair, named=True),
    View(path="/reconcile/person", template="person.html.j2", answer=person, named=True),
)
