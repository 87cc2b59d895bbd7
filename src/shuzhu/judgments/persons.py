"""The parties as the heading presents them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from shuzhu.facts import Fact, Person
from shuzhu.judgments.agents import agents_of, others_from, representative_of
from shuzhu.judgments.particulars import common, credit_code, natural
from shuzhu.judgments.party_kinds import party_kind
from shuzhu.judgments.places import Places
from shuzhu.judgments.sections import Part, Sections

#: how a heading calls a party, and the code of that role
ROLES: Final = {
    "附带民事公益诉讼起诉人": "incidental_plaintiff", "附带民事诉讼原告人": "incidental_plaintiff",
    "附带民事诉讼原告": "incidental_plaintiff", "附带民事诉讼被告人": "incidental_defendant",
    "附带民事诉讼被告单位": "incidental_defendant", "附带民事诉讼被告": "incidental_defendant",
    "附带民事原告人": "incidental_plaintiff", "附带民事被告人": "incidental_defendant",
    "公益诉讼起诉人": "prosecutor", "原公诉机关": "prosecutor", "公诉机关": "prosecutor",
    "抗诉机关": "prosecutor", "起诉机关": "prosecutor", "自诉人": "private_prosecutor",
    "被上诉人": "appellee", "上诉人": "appellant", "上诉单位": "appellant",
    "再审申请人": "retrial_applicant", "申请再审人": "retrial_applicant", "申诉人": "retrial_applicant",
    "再审被申请人": "retrial_respondent", "被申诉人": "retrial_respondent",
    "复议申请人": "applicant", "申请复议人": "applicant", "申请执行人": "enforcement_applicant",
    "被申请执行人": "enforcement_debtor", "被执行人": "enforcement_debtor", "利害关系人": "applicant",
    "案外人": "applicant", "异议人": "applicant", "赔偿请求人": "applicant", "救助申请人": "applicant",
    "申请人": "applicant", "赔偿义务机关": "respondent", "被申请人": "respondent",
    "被告单位": "accused", "被告人": "accused", "罪犯": "accused", "被申请没收财产人": "accused",
    "原告人": "plaintiff", "原告": "plaintiff", "起诉人": "plaintiff", "被告": "defendant", "被起诉人": "defendant",
    "第三人": "third_party",
    "被害人": "victim", "被害单位": "victim",
}  # fmt: skip
_BELOW: Final = {"plaintiff": "original_plaintiff", "defendant": "original_defendant"}

_NAMES: Final = "|".join(sorted(ROLES, key=len, reverse=True))
# A bracket within the name of an organisation: 某某（福建）有限公司, 某某中心（有限合伙）.
_BRACKET: Final = (
    r"（(?:(?!以下|下称|简称|曾用|绰号|又名|别名|化名|系|原|自报)[^）]{1,12}）(?=[\u4e00-\u9fff]{2})|"
    r"(?:有限|普通|特殊普通)合伙）)"
)
#: where an entry may begin: with a role's first letter, after what ends another
_OPENS: Final = re.compile(rf"[原一二本反{''.join(sorted({name[0] for name in ROLES}))}](?<![^\s。；）号].)")
_ENTRY: Final = re.compile(
    rf"(?P<before>(?:原审|一审|二审|原)?(?:本诉|反诉)?)(?P<role>{_NAMES})"
    rf"(?:、(?:原审|一审|二审|再审|原)?(?:本诉|反诉)?(?:{_NAMES}))*"
    r"(?:[(（]?[暨兼及][\u4e00-\u9fff]{2,16}?(?:人|告|关|单位)[）)]?)?"
    r"(?P<beside>（[^）]{1,60}）?(?:(?<=）)|、）))?\s?[：，]?\s{0,3}"
    rf"(?P<name>(?:[^，。；：（\n]|{_BRACKET}){{1,45}}?)\s{{0,2}}"
    rf"(?:[，。；\n]|(?!{_BRACKET})（|$|\s(?=[男女法委辩诉指负]|身份证|原?(?:{_NAMES})))"
)
_NO_NAME: Final = re.compile(
    r"不服|提起|一案|向本院|犯|到庭|上述|等人|曾因|因涉|因吸|因本|先后|行为|构成|无异议|指控|系一家|检[^察]*刑"
)
_REPORTED: Final = re.compile(r"^(?:自报名?|（自报名?）|自称|被告人(?=[\u4e00-\u9fff]{2}))[：:]?")
_STAYED_AWAY: Final = re.compile(r"(?:未|拒不|没有|不)(?:按时)?(?:到庭|出庭|到案参加)")
_CAME: Final = re.compile(r"(?<!未)(?<!拒不)(?<!没有)到庭参加了?(?:诉讼|庭审)")


def persons_of(parts: Sections, places: Places, kind: str, on: date | None = None) -> tuple[Person, ...]:
    """Every party of the heading, in order; ``kind`` is the kind of case, ``on`` the day of the decision."""
    entries = [match for match in _entries(parts.text, parts.parties) if _is_name(match["name"])]
    ends = [*(m.start() for m in entries[1:]), parts.parties.end][: len(entries)]
    roles = [_role(match) for match in entries]
    if "retrial_applicant" in roles:
        roles = ["retrial_respondent" if role == "respondent" else role for role in roles]
    clauses = list(_stayed_away(parts)) if entries else []
    return tuple(
        _person(parts, match, end, role, (places, kind, on, clauses))
        for match, end, role in zip(entries, ends, roles, strict=True)
    )


def _entries(text: str, parties: Part) -> Iterator[re.Match[str]]:
    """Every place where a party is entered."""
    resume = parties.start
    for opens in _OPENS.finditer(text, parties.start, parties.end):
        if opens.start() >= resume and (match := _ENTRY.match(text, opens.start(), parties.end)):
            resume = match.end()
            yield match


_Around = tuple[Places, str, date | None, list[tuple[int, int]]]


def _person(parts: Sections, match: re.Match[str], end: int, role: str, around: _Around) -> Person:
    """One party from its entry; all that is told of it stands before its agents are named."""
    places, case_kind, on, clauses = around
    start = match.end("name")
    other = others_from(parts.text, match.end(), end)
    own = end if other is None else other
    begin = match.start("name")
    if reported := _REPORTED.match(match["name"]):
        begin += reported.end()
    name = parts.said(begin, start)
    kind = party_kind(name, case_kind)
    told = common(parts, start, own, places)
    if kind == "person":
        told |= natural(parts, start, own, on)
    else:
        told["credit_code"] = credit_code(parts, start, own)
    called = match.start("before") if match["before"] else match.start("role")
    return Person(
        **told,
        role=Fact(role, match.start("role"), match.end("role"), "诉讼地位"),
        called=Fact(parts.said(called, match.end("role")), called, match.end("role"), "诉讼地位"),
        name=Fact(name, begin, start, "当事人"),
        kind=kind,
        representative=representative_of(parts, own, end) if own < end else None,
        agents=agents_of(parts, own, end) if own < end else (),
        absent=_absent(name, match["role"], parts.text, clauses),
    )


def _is_name(name: str) -> bool:
    """It is the name of a party, not the beginning of a sentence."""
    return bool(name.strip()) and not _NO_NAME.search(name)


def _role(match: re.Match[str]) -> str:
    """The code of the role; a plaintiff or defendant of the instance below is called so."""
    code = ROLES[match["role"]]
    return _BELOW.get(code, code) if match["before"][:1] in {"原", "一", "二"} else code


def _stayed_away(parts: Sections) -> Iterator[tuple[int, int]]:
    """The clauses of how the case came that tell who did not come to court."""
    text, low = parts.text, parts.coming.start
    place = text.find("庭", low, parts.coming.end)
    while place >= 0:
        match = _STAYED_AWAY.search(text, max(low, place - 5), place + 1)
        if match:
            start = max(text.rfind("。", low, place) + 1, text.rfind("；", low, place) + 1, low)
            came = [m.end() for m in _CAME.finditer(text, start, match.start())]
            yield (came[-1] if came else start), match.end()
        place = text.find("庭", place + 1, parts.coming.end)


def _absent(name: str, role: str, text: str, clauses: list[tuple[int, int]]) -> Fact[bool] | None:
    """True where a clause tells that the party of this name, or the only one of its role, stayed away."""
    for start, end in clauses:
        place = text.find(name, start, end)
        if place < 0 and text[start:end].lstrip("，、但而 ").startswith(
            (f"{role}经", f"{role}未", f"{role}无", f"{role}拒")
        ):
            place = start
        if place >= 0:
            return Fact(value=True, start=place, end=end, rule="未到庭")
    return None


def each_defendant(persons: tuple[Person, ...]) -> Iterator[Person]:
    """The parties who stand accused, appellants among them."""
    for person in persons:
        if person.role.value in {"accused", "appellant", "retrial_applicant"}:
            yield person
