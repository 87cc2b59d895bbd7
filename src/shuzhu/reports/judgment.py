"""A reading beside its text → one page: the facts on one side, where each stands on the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup, escape

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.facts import Fact, Reading, Section
from shuzhu.facts.flat import facts_of
from shuzhu.reports.fact_titles import CODES, GROUPS, SECTIONS, STATUSES, TITLES
from shuzhu.reports.pages import environment, style

_INDEX: Final = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact as the page shows it; ``anchor`` is its mark in the text."""

    title: str
    value: str
    rule: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Facts that belong together: a party, an item of the order; ``number`` counts them from 1."""

    title: str
    number: int | None
    facts: tuple[Told, ...]


def html(text: str, reading: Reading, codes: CodeTables, *, name: str, label: str = "") -> str:
    """text, reading → a page that stands alone; ``label`` says where the text is made up."""
    facts = [
        _told(index, path, fact, codes)
        for index, (path, fact) in enumerate(facts_of(reading), start=1)
        if not path.endswith(".called")
    ]
    return (
        environment(html=True)
        .get_template("judgment.html.j2")
        .render(
            name=name,
            label=label,
            titles=_titles(reading),
            groups=list(_groups(facts)),
            body=_body(text, reading.sections, [told for _, told in facts]),
            count=len(facts),
            style=style("judgment.css"),
        )
    )


def _titles(reading: Reading) -> list[str]:
    """The court, the number; whatever of them was read."""
    told = reading.heading
    return [str(fact.value) for fact in (told.court_name, told.case_number) if fact] or ["裁判文书"]


def _told(index: int, path: str, fact: Fact[Any], codes: CodeTables) -> tuple[str, Told]:
    """A fact's path, and how the page shows it."""
    field = _INDEX.sub("", path)
    last = field.rsplit(".", 1)[-1]
    title = TITLES.get(field) or TITLES.get(last) or last
    rule = STATUSES.get(fact.rule, fact.rule)
    value = _shown(fact.value, CODES.get(field) or CODES.get(last), codes)
    return path, Told(title=title, value=value, rule=rule, anchor=f"f{index}", start=fact.start, end=fact.end)


def _shown(value: Any, table: str | None, codes: CodeTables) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, float):
        return f"{value:g}"
    return codes.title(table, str(value)) if table else str(value)


def _groups(facts: Sequence[tuple[str, Told]]) -> Iterator[Group]:
    """The facts by what they belong to, in the order in which a reader asks."""
    found: dict[tuple[str, int | None], list[Told]] = {}
    for path, told in facts:
        top = _INDEX.sub("", path.split(".", 1)[0])
        nested = top in GROUPS
        match = _INDEX.search(path.split(".", 1)[0]) if nested else None
        alone = top in {"citations", "related", "panel", "amounts", "causes"}
        number = int(match[1]) + 1 if match and not alone else None
        found.setdefault((top if nested else "", number), []).append(told)
    order = list(GROUPS)
    for top, number in sorted(found, key=lambda key: (order.index(key[0]), key[1] or 0)):
        yield Group(title=GROUPS[top], number=number, facts=tuple(found[top, number]))


def _body(text: str, sections: Sequence[Section], facts: Sequence[Told]) -> list[Mapping[str, Any]]:
    """The sections of the text with every fact marked in its place."""
    spans = sorted(facts, key=lambda told: (told.start, -told.end))
    return [
        {"name": SECTIONS[section.name], "text": _marked(text, section, spans)}
        for section in sections or (Section("findings", 0, len(text)),)
        if text[section.start : section.end].strip()
    ]


def _marked(text: str, section: Section, spans: Sequence[Told]) -> Markup:
    """The words of a section; of facts that overlap, the one that begins first is drawn, the others have an anchor."""
    pieces: list[Markup] = []
    place = section.start + len(text[section.start : section.end]) - len(text[section.start : section.end].lstrip())
    for told in spans:
        if not section.start <= told.start < section.end:
            continue
        end = min(told.end, section.end)
        if told.start < place or end <= told.start:
            pieces.append(Markup('<a id="{}"></a>').format(told.anchor))
            continue
        pieces.append(escape(text[place : told.start]))
        mark = Markup('<mark id="{}" title="{}：{}">{}</mark>')
        pieces.append(mark.format(told.anchor, told.title, told.value, text[told.start : end]))
        place = end
    pieces.append(escape(text[place : section.end]))
    return Markup("").join(pieces)
