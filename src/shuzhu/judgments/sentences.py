"""What the order gives each defendant: charge, main penalty, probation; recidivism and plea."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from shuzhu.facts import Fact, Person
from shuzhu.judgments.causes import CHARGE, Causes
from shuzhu.judgments.outcome import order_proper
from shuzhu.judgments.persons import each_defendant
from shuzhu.judgments.plain import number, plain
from shuzhu.judgments.sections import Sections

#: life and death, as ``records.Case.term_months`` has it
FOREVER: Final = 9999

_NUM: Final = r"[\d一二三四五六七八九十〇两壹贰叁肆伍陆柒捌玖拾]{1,4}"
_TERM: Final = re.compile(
    rf"(?<!总和刑期)(?:(?P<forever>死刑|无期徒刑)|(?:有期徒刑|拘役|管制)(?:期限)?"
    rf"(?:(?P<y>{_NUM})年(?:零|又|另|〇)?)?(?:(?P<m>{_NUM})(?:个月|月))?(?P<half>半)?)"
)
_ITEM: Final = re.compile(
    r"(?<=[。；：\s）])(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．]|(?:上诉人|原审被告人|被告人|被告单位|罪犯)(?!民币))"
)
_REVOKED: Final = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、)?\s*撤销")
_SET_ASIDE: Final = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、)?\s*(?:撤销|维持)")
_PROBATION: Final = re.compile(r"缓刑(?!考验|期限|的)")
_RECIDIVIST: Final = re.compile(r"(?<!不是)(?<!不构成)(?<!不属)(?<!不属于)(?<!不系)累犯")
_PLEA: Final = re.compile(r"(?<!不)认罪认罚(?!从宽制度的权利)")


def longest_term(parts: Sections) -> Fact[int] | None:
    """The longest main penalty of the order in months; life and death are 9999."""
    items = [item for item in _items(parts) if not _REVOKED.match(parts.text, *item)]
    terms = [term for item in items if (term := _served(parts, *item))]
    return max(terms, key=lambda term: term.value, default=None)


def sentence(persons: tuple[Person, ...], parts: Sections, on: date | None, causes: Causes) -> tuple[Person, ...]:
    """The persons, the defendants with what the order gives each of them."""
    accused = {id(person): person.name.value for person in each_defendant(persons)}
    names = frozenset(accused.values())
    return tuple(
        _sentenced(person, parts, on, causes, names) if id(person) in accused else person for person in persons
    )


def _sentenced(person: Person, parts: Sections, on: date | None, causes: Causes, names: frozenset[str]) -> Person:
    """One defendant with charge, term and probation from the items of the order that name them."""
    charge = term = probation = None
    for start, end in _own(person, parts, names):
        if charge is None and (match := CHARGE.search(parts.text, start, end)):
            charge = Fact(causes.charge(match["x"], on), match.start("x"), match.end("x"), "主文罪名")
        if term is None and not _SET_ASIDE.match(parts.text, start, end):
            term = _served(parts, start, end)
            if term and term.value < FOREVER:
                lenient = _PROBATION.search(parts.text, start, end)
                place = lenient.span() if lenient else (term.start, term.end)
                probation = Fact(lenient is not None, *place, "主文缓刑")
    alone = len(names) == 1
    return replace(
        person,
        charge=charge,
        term_months=term,
        probation=probation,
        recidivist=_said_of(_RECIDIVIST, person, parts, "累犯", alone=alone),
        plea=_said_of(_PLEA, person, parts, "认罪认罚", alone=alone),
    )


def _own(person: Person, parts: Sections, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """What of each item of the order concerns one defendant: from their name to the next one's.

    Names told in one breath (被告人甲、乙均犯…) share what follows them.
    """
    name = plain(person.name.value)
    others = [plain(other) for other in names if plain(other) not in name and name not in plain(other)]
    for start, end in _items(parts):
        place = parts.text.find(name, start, end)
        if len(names) > 1 and place < 0:
            continue
        item = parts.text[start:end]
        nexts = sorted(p + start for other in others if (p := item.find(other, max(0, place - start))) >= 0)
        stop = next((p for p in nexts if p - place > len(name) + 8), end)
        yield start, stop if len(names) > 1 else end


def _items(parts: Sections) -> Iterator[tuple[int, int]]:
    """The items of the order: each begins with a number or with whom it concerns."""
    start, end = order_proper(parts)
    for match in _ITEM.finditer(parts.text, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.start()
    yield start, end


def _served(parts: Sections, start: int, end: int) -> Fact[int] | None:
    """The longest main penalty of an item, which is the one to serve."""
    terms = [term for match in _TERM.finditer(parts.text, start, end) if (term := _term(match))]
    return max(terms, key=lambda one: one.value, default=None)


def _term(match: re.Match[str]) -> Fact[int] | None:
    """The months of a main penalty; None where no length is told."""
    if match["forever"]:
        return Fact(FOREVER, match.start(), match.end(), "主刑")
    if not match["y"] and not match["m"]:
        return None
    years, months = number(match["y"] or "0"), number(match["m"] or "0")
    if years is None or months is None:
        return None
    return Fact(years * 12 + months + (6 if match["half"] else 0), match.start(), match.end(), "主刑")


def _said_of(pattern: re.Pattern[str], person: Person, parts: Sections, rule: str, *, alone: bool) -> Fact[bool] | None:
    """True where the court's view says it of this person; None where it does not."""
    view = parts.text.rfind("本院认为", parts.coming.start, parts.order.start)
    for match in pattern.finditer(parts.text, view if view >= 0 else parts.coming.start, parts.order.start):
        clause = re.split("[。；]", parts.text[max(0, match.start() - 200) : match.start()])[-1]
        if alone or person.name.value in clause:
            return Fact(value=True, start=match.start(), end=match.end(), rule=rule)
    return None
