"""The numbers of other cases that a document names, and how they stand to its own."""

import re
from typing import Final

from shuzhu.case_number import CaseNumber
from shuzhu.facts import Fact, Heading, Related, Section
from shuzhu.judgments.sections import Sections

_STAGES: Final = (
    ("first_instance", re.compile("初|重")),
    ("second_instance", re.compile("终")),
    ("retrial", re.compile("再|提|申|监|抗")),
)
#: words beside the number of a case that this one continues
_CONTINUES: Final = re.compile(
    r"不服|原审|一审|二审|原判|撤销|维持|核准|再审|生效|依据|执行|上诉|抗诉|本案|审理后|提审|指令|作出|一案|依法复核"
)
_OTHERS: Final = re.compile(r"因犯|曾因|另案|前科|判处[^。]{0,20}年|指导案例|参考案例|类似案")


def related_of(parts: Sections, sections: tuple[Section, ...], heading: Heading) -> tuple[Related, ...]:
    """Every other case number, each once, where it first stands."""
    own = heading.case_number.value if heading.case_number else None
    enforced = bool(heading.instance and heading.instance.value == "enforcement")
    parties = next((s for s in sections if s.name == "parties"), None)
    found: dict[CaseNumber, Related] = {}
    for start, end, number in parts.numbers:
        if number == own or number in found:
            continue
        past = parties is not None and parties.start <= start < parties.end
        relation = "other" if past else _relation(parts.text, start, end, number, enforced=enforced)
        found[number] = Related(case_number=Fact(number, start, end, "案号"), relation=relation)
    return tuple(found.values())


def _relation(text: str, start: int, end: int, number: CaseNumber, *, enforced: bool) -> str:
    """How the case of a number stands to that of the document."""
    before = text[max(0, start - 90) : start]
    clause = before[max(before.rfind("。"), before.rfind("；")) + 1 :] + text[end : end + 24]
    if _OTHERS.search(clause) or not _CONTINUES.search(clause):
        return "other"
    if enforced and "执" not in number.type_code:
        return "enforcement_basis"
    return next((name for name, pattern in _STAGES if pattern.search(number.type_code)), "other")
