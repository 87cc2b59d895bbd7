"""Everyone whom a document names, by group: parties as they were read, and those beside them in the parties' block."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from shuzhu.facts import Fact, Person, Reading
from shuzhu.masking import Profile
from shuzhu.publication.names import is_hidden, is_person_name
from shuzhu.publication.spelling import squeezed


@dataclass(frozen=True, slots=True)
class Named:
    """One who is named: the name plainly spelt, the group, person or organisation, and what else stands for it.

    ``aliases`` are nicknames and short names; ``slips`` are the name written wrong.
    """

    name: str
    group: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()


_ORGANISATIONS: Final = {"company", "organisation", "sole_trader"}
_BY_ROLE: Final = {"victim": "victim", "incidental_plaintiff": "incidental_plaintiff"}
_HIDING: Final = frozenset({"victim", "witness", "expert", "minor", "guardian"})
_BESIDE: Final = re.compile(
    r"(?P<role>法定代理人|监护人|指定代理人|委托诉讼代理人|委托代理人|诉讼代理人|委托代理|共同代理人|代理人|"
    r"指定辩护人|委托辩护人|共同辩护人|辩护人|法定代表人|诉讼代表人|主要负责人|执行事务合伙人|委派代表|负责人|"
    r"经营者|投资人|业主)"
    r"(?:[（(][^）)\n]{0,24}[）)])?(?:暨[\u4e00-\u9fff]{2,10})?[：:，,\s]{0,3}(?!人|和|及|与|提出|的)"
)
_GROUPS: Final = (
    ("guardian", ("法定代理人", "监护人", "指定代理人")),
    ("representative", ("法定代表人", "诉讼代表人", "主要负责人", "执行事务合伙人", "委派代表", "负责人", "经营者",
    "投资人", "业主")),
)  # fmt: skip
_LAWYER: Final = re.compile(r"律师|法律援助|法律服务|法律工作者|公职律师|实习")
_SPLIT: Final = re.compile(r"[、和及]")
_FIRM: Final = re.compile(
    r"(?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{1,8}[）)]){2,20}?(?:律师事务所|法律服务所|"
    r"法律援助中心)(?:[\u4e00-\u9fff]{1,6}分所)?"
)


def parties(reading: Reading, profile: Profile) -> Iterator[Named]:
    """The parties as they were read; those of a family case and the minors are groups of their own."""
    heading = reading.heading
    cause = heading.cause.value if heading.cause else ""
    civil = bool(heading.kind and heading.kind.value == "civil")
    family = any(word in cause for word in profile.families)
    day = heading.dated_on.value if heading.dated_on else None
    for person in heading.parties:
        for name in _names(person.name.value):
            group = _group(person, family=family, civil=civil, day=day)
            kind = "organisation" if person.kind in {*_ORGANISATIONS, "authority"} else "person"
            yield Named(name, group, kind, tuple(_other_names(person)))
        yield from _by_its_side(person)


def is_minor(person: Person, day: date | None) -> bool:
    """The person was under eighteen: as told, at the offence, or on the day of the decision."""
    if person.minor and person.minor.value:
        return True
    if person.offence_age and 0 < person.offence_age.value < 18:
        return True
    born = person.born_on.value if person.born_on else None
    return bool(born and day and (day.year - born.year, day.month, day.day) < (18, born.month, born.day))


def beside(text: str, reading: Reading) -> Iterator[Named]:
    """Guardians, representatives, agents and defenders, each found by the word before the name in the block."""
    for section in reading.sections or ():
        if section.name == "parties":
            yield from _beside(text, section.start, section.end)


def firms(text: str) -> Iterator[tuple[int, int]]:
    """Where the firms of lawyers are named."""
    place = text.find("律师事务所")
    if place < 0 and "法律服务所" not in text and "法律援助中心" not in text:
        return
    for match in _FIRM.finditer(text):
        yield match.span()


def merged(found: Iterable[Named], profile: Profile) -> list[Named]:
    """Each name once, with its other names together, in the first of its groups, or the first that hides it."""
    kept: dict[str, Named] = {}
    for one in found:
        before = kept.setdefault(one.name, one)
        if before is not one and before != one:
            kept[one.name] = _joined(before, one, profile)
    return list(kept.values())


def _joined(before: Named, one: Named, profile: Profile) -> Named:
    """Two findings of one name as one."""
    hides = one.group in _HIDING and profile.treatment(before.group) == "keep" != profile.treatment(one.group)
    return Named(
        before.name,
        one.group if hides else before.group,
        before.kind,
        tuple(dict.fromkeys((*before.aliases, *one.aliases))),
        tuple(dict.fromkeys((*before.slips, *one.slips))),
    )


def _group(person: Person, *, family: bool, civil: bool, day: date | None) -> str:
    """The group of a party; an authority is one like any other in a civil case."""
    if person.kind == "authority" and (person.role.value == "prosecutor" or not civil):
        return "authority"
    if person.kind in {*_ORGANISATIONS, "authority"}:
        return "company"
    if is_minor(person, day):
        return "minor"
    return _BY_ROLE.get(person.role.value, "family_party" if family else "party")


def _names(said: str) -> Iterator[str]:
    """The names in a party's entry: one, or several with 、 between."""
    for name in said.split("、"):
        plain = squeezed(name).strip("：:，,。;；")
        if len(plain) > 1 and not is_hidden(plain):
            yield plain


def _other_names(person: Person) -> Iterator[str]:
    """What else the reading says the party is called."""
    facts: tuple[Fact[str] | None, ...] = (person.former_name, person.short_name, *person.aliases)
    for fact in facts:
        if fact and len(squeezed(fact.value)) > 1:
            yield squeezed(fact.value)


def _by_its_side(person: Person) -> Iterator[Named]:
    """The representative and the agents that the reading knows."""
    if person.representative:
        for name in _names(person.representative.value):
            yield Named(name, "representative")
    for agent in person.agents:
        kind = "lawyer" if agent.firm else "agent"
        for name in _names(agent.name.value):
            yield Named(name, kind)


def _beside(text: str, start: int, end: int) -> Iterator[Named]:
    """Those whom a word of the block introduces."""
    for match in _BESIDE.finditer(text, start, end):
        stop = _entry_end(text, match.end(), end)
        entry = text[match.end() : stop]
        group = _group_of(match["role"], entry)
        for piece in _SPLIT.split(re.split(r"[，,（(：:\s]", entry, maxsplit=1)[0] if entry else ""):
            name = squeezed(piece)
            if is_person_name(name):
                yield Named(name, group)
        spaced = re.match(r"([\u4e00-\u9fff])[ \u3000\xa0]{1,3}([\u4e00-\u9fff])(?=[，,。、（(\s]|$)", entry)
        if spaced:
            yield Named(spaced[1] + spaced[2], group)


def _entry_end(text: str, start: int, end: int) -> int:
    """Where an entry of the block ends."""
    stops = [place for place in (text.find("。", start, end), text.find("\n", start, end)) if place >= 0]
    return min([*stops, end, start + 120])


def _group_of(role: str, entry: str) -> str:
    """The group of one with such a word before and such words after."""
    for group, words in _GROUPS:
        if role in words:
            return group
    return "lawyer" if _LAWYER.search(entry) or "辩护" in role else "agent"
