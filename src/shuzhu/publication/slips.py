"""A known name written wrong once: one character of three or four differs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shuzhu.publication.body import is_slip
from shuzhu.publication.names import is_hidden, looks_ended, may_be_given, surname_of
from shuzhu.publication.people import Named

#: with more people than this a text is a list of names, and any two may differ in one character
_MOST: Final = 400


def joined(text: str, people: Sequence[Named], found: Iterable[Named]) -> Iterator[Named]:
    """Those found in running text; one whose name is a slip of a party's and stands there once is that party."""
    names = [one for one in people if one.kind == "person"]
    taken = {one.name for one in people}
    for one in found:
        near = next((p for p in names if is_slip(one.name, p.name)), None)
        if near and one.name not in taken and one.group == "party" and text.count(one.name) == 1:
            yield Named(near.name, near.group, slips=(one.name,))
        else:
            yield one


def slips(text: str, people: Sequence[Named]) -> Iterator[Named]:
    """Each person whose name stands somewhere with one character wrong, no word of a role before it."""
    taken = {one.name for one in people}
    if len(people) > _MOST:
        return
    for one in people:
        if one.kind != "person" or len(one.name) != 3 or not surname_of(one.name):
            continue
        for name in {*_last_wrong(text, one.name), *_middle_wrong(text, one.name)}:
            if name not in taken and not is_hidden(name) and text.count(name) == 1:
                yield Named(one.name, one.group, slips=(name,))


def _last_wrong(text: str, name: str) -> Iterator[str]:
    """Names that share all but the last character."""
    place = text.find(name[:2])
    while place >= 0:
        last = text[place + 2 : place + 3]
        if last != name[2] and may_be_given(last) and looks_ended(text, place + 3):
            yield text[place : place + 3]
        place = text.find(name[:2], place + 2)


def _middle_wrong(text: str, name: str) -> Iterator[str]:
    """Names that share the first and the last character."""
    place = text.find(name[0])
    while place >= 0:
        middle = text[place + 1 : place + 2]
        if (
            text[place + 2 : place + 3] == name[2]
            and middle != name[1]
            and may_be_given(middle)
            and looks_ended(text, place + 3)
        ):
            yield text[place : place + 3]
        place = text.find(name[0], place + 1)
