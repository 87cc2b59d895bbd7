"""A document studied under one profile: everyone it names, what stands in for them, and what to look for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhu.facts import Reading
from shuzhu.masking import Profile
from shuzhu.publication import aliases, body, people, slips
from shuzhu.publication.keys import Key
from shuzhu.publication.mentions import Needle, spellings
from shuzhu.publication.people import Named
from shuzhu.publication.spelling import squeezed
from shuzhu.publication.stand_ins import in_ledger, stand_ins

_BENCH: Final = frozenset({"judge", "clerk", "prosecutor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Everyone named, the stand-in of each (None: kept), the needles to look for, and the ledger for the case."""

    people: tuple[Named, ...]
    given: Mapping[str, str | None]
    needles: tuple[Needle, ...]
    ledger: Mapping[str, str]
    groups: Mapping[str, str]


def study(
    text: str, reading: Reading, profile: Profile, *, key: Key | None = None, ledger: Mapping[str, str] | None = None
) -> Study:
    """A plainly spelt text and what was read from it → everyone it names and what stands in for them."""
    found = tuple(_everyone(text, reading, profile))
    given = stand_ins(found, profile, text, key, ledger)
    return Study(
        people=found,
        given=given,
        needles=tuple(_needles(found, given)),
        groups={one.name: one.group for one in found},
        ledger={**(ledger or {}), **in_ledger(found, given, key)},
    )


def _everyone(text: str, reading: Reading, profile: Profile) -> list[Named]:
    """Everyone named: the block of parties first, then running text, then their other names."""
    block = people.merged((*people.parties(reading, profile), *people.beside(text, reading)), profile)
    names = [one.name for one in block]
    told = [_settled(one, reading, profile) for one in body.by_role(text, names)]
    running = (*told, *body.by_saying(text, names), *body.by_dealing(text, names), *body.by_clause(text, names))
    known = people.merged((*block, *_bench(text, profile), *slips.joined(text, block, _longest(running))), profile)
    known = people.merged((*known, *aliases.short_names(text, known), *aliases.aliases(text, known)), profile)
    known = people.merged((*known, *aliases.shortened_companies(text, known)), profile)
    return people.merged((*known, *slips.slips(text, known)), profile)


def _settled(one: Named, reading: Reading, profile: Profile) -> Named:
    """One found by a word, in the group that the kind of case makes of it."""
    heading = reading.heading
    if one.group == "child":
        cause = heading.cause.value if heading.cause else ""
        return replace(one, group="minor" if any(word in cause for word in profile.families) else "bystander")
    if one.group == "victim" and heading.kind and heading.kind.value != "criminal":
        return replace(one, group="bystander")
    return one


def _longest(found: Iterable[Named]) -> list[Named]:
    """Those found, each once; a name that only begins another is left to the longer one's text."""
    return list({one.name: one for one in reversed(list(found))}.values())[::-1]


def _bench(text: str, profile: Profile) -> Iterator[Named]:
    """Judges, clerks and prosecutors where the profile hides them."""
    for start, end, group in body.bench(text):
        if profile.treatment(group) != "keep":
            yield Named(squeezed(text[start:end]), group)


def _needles(found: Sequence[Named], given: Mapping[str, str | None]) -> Iterator[Needle]:
    """What to look for: names as they may be spelt, slips, aliases and short names; kept names too."""
    for one in found:
        for words in spellings(one.name):
            yield Needle(words, one.name, "姓名" if one.kind == "person" else "名称")
        if given[one.name] is None:
            continue
        for words in one.slips:
            yield Needle(words, one.name, "误写")
        for alias in one.aliases:
            for words in aliases.as_alias(alias):
                yield Needle(words, one.name, "别称")
