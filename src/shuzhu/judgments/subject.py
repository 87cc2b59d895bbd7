"""What kind of case it is: kind, instance, procedure, panel."""

import re
from typing import Final

from shuzhu.case_number import CaseNumber
from shuzhu.catalogue.code_tables import CodeTables, TypeCode
from shuzhu.facts import Fact
from shuzhu.judgments.sections import Sections

_KINDS: Final = (
    ("刑", "criminal"), ("赔", "compensation"), ("破", "bankruptcy"), ("执", "enforcement"),
    ("行", "administrative"), ("民", "civil"), ("商", "civil"), ("知", "civil"), ("经", "civil"), ("海", "civil"),
)  # fmt: skip
_STAGES: Final = (
    ("再审审查", re.compile(r"申|监|抗(?!$)|民抗|刑抗|行抗"), "retrial_review"),
    ("再审", re.compile(r"再|提"), "retrial"),
    ("复核", re.compile(r"核|复"), "review"),
    ("二审", re.compile(r"终"), "second"),
    ("一审", re.compile(r"初|重"), "first"),
    ("执行", re.compile(r"执"), "enforcement"),
)
_PAPER_KINDS: Final = (
    ("刑事", "criminal"), ("执行", "enforcement"), ("赔偿", "compensation"), ("行政", "administrative"),
    ("民事", "civil"),
)  # fmt: skip
_WORDS: Final = (
    (re.compile(r"核准|复核"), "review"),
    (re.compile(r"再审申请人|申请再审|申诉"), "retrial_review"),
    (re.compile(r"原审上诉人|再审"), "retrial"),
    (re.compile(r"上诉人|提出上诉|提起上诉|抗诉机关"), "second"),
    (re.compile(r"申请执行人|被执行人"), "enforcement"),
    (re.compile(r"公诉机关|原告|自诉人|起诉"), "first"),
)

#: procedures that the type code alone tells
_BY_TYPE: Final = {
    "执": "enforcement", "执恢": "resumed_enforcement", "执保": "preservation_enforcement",
    "执异": "enforcement_objection", "执复": "enforcement_review", "执监": "enforcement_supervision",
    "民特": "special",
    "诉前调确": "special", "民特监": "special",
    "民督": "payment_order", "民催": "public_notice", "民撤": "third_party_revocation",
    "行审": "non_litigation_review", "财保": "preservation", "行保": "preservation", "证保": "preservation",
    "刑更": "sentence_change", "破": "bankruptcy", "破申": "bankruptcy", "强清": "bankruptcy", "刑医": "special",
}  # fmt: skip
_BY_INSTANCE: Final = {"second": "second", "retrial": "retrial", "retrial_review": "retrial_review"}
_CONVERTED: Final = re.compile(
    r"(?:转为|转换为|变更为|转入|改为|改用|转换成|转)(?:适用|按照)?(?:[\u4e00-\u9fff]{0,4})?普通程序"
)
_SAID: Final = (
    ("fast_track", re.compile(r"速裁程序|速裁[^。]{0,6}(?:审理|审判)")),
    ("small_claims", re.compile(r"小额(?:诉讼|程序)")),
    ("simplified", re.compile(r"简[易化]程序|简易审|普通程序简化审|普简程序")),
    ("ordinary", re.compile(r"普通程序")),
    ("special", re.compile(r"特别程序")),
)
_SINGLE: Final = re.compile(r"独任(?:审判|审理|制|法官)?")
_COLLEGIATE: Final = re.compile(r"合议庭|合议制")
_PRESIDES: Final = re.compile(r"审\s{0,4}判\s{0,4}长")
_JUDGE: Final = re.compile(r"审\s{0,4}判\s{0,4}员")
_LAY: Final = re.compile(r"(?:人\s{0,4}民\s{0,4})?陪\s{0,4}审\s{0,4}员")
_BRACKET: Final = re.compile(r"（.*?）")
_DEATH: Final = re.compile("死刑")
_REVIEWED: Final = re.compile("复核|核准|复议")
_FAST: Final = re.compile("速裁")
_ACCUSED: Final = re.compile("被告人|公诉机关")
_PRIVATE: Final = re.compile("自诉人")
_JUDGED: Final = re.compile(r"判\s*决")
_DECIDED: Final = re.compile("撤销|维持|驳回抗诉")
_ASSIGNED: Final = "指定管辖"


def kind_of(parts: Sections, codes: CodeTables) -> Fact[str] | None:
    """The kind of case: from the type code, else from the name of the paper."""
    paper = "".join(parts.of(parts.kind).split()) if parts.kind else ""
    if parts.kind and _ASSIGNED in paper:
        return Fact("jurisdiction", parts.kind.start, parts.kind.end, "文书名称")
    if parts.number:
        start, end, number = parts.number
        known = _known_type(number, codes)
        kind = known[0] if known else next((k for c, k in _KINDS if c in number.type_code), None)
        if kind:
            return Fact(kind, start, end, "案号类型代字")
    for word, code in _PAPER_KINDS:
        if parts.kind and word in paper:
            return Fact(code, parts.kind.start, parts.kind.end, "文书名称")
    head = parts.text[parts.parties.start : parts.coming.end]
    place = _ACCUSED.search(head)
    return Fact("criminal", parts.parties.start, parts.parties.start, "当事人称谓") if place else None


def instance_of(parts: Sections, kind: str, codes: CodeTables) -> Fact[str] | None:
    """The instance: from the type code, else from words such as 上诉人 and 复核."""
    if kind == "jurisdiction" and parts.kind:
        return Fact("none", parts.kind.start, parts.kind.end, "文书名称")
    if parts.number:
        start, end, number = parts.number
        known = _known_type(number, codes)
        stage = known[1] if known else next((s for _, p, s in _STAGES if p.search(number.type_code)), None)
        if stage == "retrial_review" and parts.kind and _was_tried(parts, number):
            return Fact("retrial", parts.kind.start, parts.kind.end, "文书名称")
        if stage:
            return Fact(stage, start, end, "案号类型代字")
    text = parts.text[: parts.coming.end]
    for pattern, stage in _WORDS:
        if match := pattern.search(text, parts.parties.start):
            return Fact(stage, match.start(), match.end(), "审级用语")
    return None


def _was_tried(parts: Sections, number: CaseNumber) -> bool:
    """What began as the review of a protest (刑抗, 民抗) was tried: a judgment, or the old one is set aside."""
    if parts.kind and _JUDGED.search(parts.of(parts.kind)):
        return True
    return "抗" in number.type_code and bool(_DECIDED.search(parts.of(parts.order)))


def type_of(number: CaseNumber | None, codes: CodeTables) -> str | None:
    """The type code of today for the type that a case number bears; None where it is not known."""
    known = _type(number, codes) if number else None
    return known.code if known else None


def procedure_of(parts: Sections, instance: str, type_code: str | None) -> tuple[Fact[str] | None, Fact[str] | None]:
    """The procedure, and the one before where it was converted."""
    if instance == "first" or not instance:
        return _tried(parts, type_code)
    return _by_title(parts, instance, type_code), None


def _by_title(parts: Sections, instance: str, type_code: str | None) -> Fact[str] | None:
    """The procedure that the name of the paper, the type code or the instance alone tells."""
    if parts.kind and _ASSIGNED in parts.of(parts.kind):
        return Fact("jurisdiction", parts.kind.start, parts.kind.end, "文书名称")
    if (by_type := _BY_TYPE.get(type_code or "")) and parts.number:
        return Fact(by_type, parts.number[0], parts.number[1], "案号类型代字")
    if instance == "review":
        death = _DEATH.search(parts.text)
        place = death or _REVIEWED.search(parts.text)
        return Fact("death_review" if death else "other", *place.span(), "复核") if place else None
    if by_instance := _BY_INSTANCE.get(instance):
        start, end = parts.number[:2] if parts.number else (parts.coming.start, parts.coming.end)
        return Fact(by_instance, start, end, "审级")
    return None


def _tried(parts: Sections, type_code: str | None) -> tuple[Fact[str] | None, Fact[str] | None]:
    """The procedure of a first instance, and the one before."""
    if by_type := _by_title(parts, "", type_code):
        return by_type, None
    text, coming = parts.text, parts.coming
    if converted := _CONVERTED.search(text, coming.start, coming.end):
        now = Fact("ordinary", *converted.span(), "程序转换")
        before = _said(text, coming.start, converted.start())
        told = before if before and before.value != "ordinary" else None
        return now, told or Fact("simplified", *converted.span(), "程序转换")
    said = _said(text, coming.start, coming.end)
    own = _PRIVATE.search(parts.of(parts.parties)) if said is None else None
    if own:
        return Fact(
            "private_prosecution", parts.parties.start + own.start(), parts.parties.start + own.end(), "自诉人"
        ), None
    panel = _COLLEGIATE.search(text, coming.start, coming.end)
    if said is None and panel:
        return Fact("ordinary", panel.start(), panel.end(), "合议庭"), None
    return said, None


def panel_of(parts: Sections) -> Fact[str] | None:
    """Whether one judge sat or a panel: from how the case came (the last said), else the signatures."""
    coming = parts.coming
    found = [
        (match.start(), Fact(code, match.start(), match.end(), "审判组织用语"))
        for code, pattern in (("single", _SINGLE), ("collegiate", _COLLEGIATE))
        for match in pattern.finditer(parts.text, coming.start, coming.end)
    ]
    if found:
        return max(found, key=lambda one: one[0])[1]
    end = min(parts.tail.end, parts.tail.start + 200)
    presides = _PRESIDES.search(parts.text, parts.tail.start, end)
    judges = list(_JUDGE.finditer(parts.text, parts.tail.start, end))
    if presides or len(judges) > 1:
        place = presides or judges[0]
        return Fact("collegiate", place.start(), place.end(), "署名")
    return Fact("single", judges[0].start(), judges[0].end(), "署名") if judges else None


def fast_tracked_of(parts: Sections) -> Fact[bool] | None:
    """True where how the case came speaks of 速裁; None where it does not."""
    match = _FAST.search(parts.text, parts.coming.start, parts.coming.end)
    return Fact(value=True, start=match.start(), end=match.end(), rule="速裁") if match else None


def lay_assessor_of(parts: Sections) -> Fact[bool] | None:
    """Whether a lay assessor signed; None where nobody did."""
    start, end = parts.tail.start, min(parts.tail.end, parts.tail.start + 300)
    if match := _LAY.search(parts.text, start, end):
        return Fact(value=True, start=match.start(), end=match.end(), rule="署名")
    if match := _JUDGE.search(parts.text, start, end) or _PRESIDES.search(parts.text, start, end):
        return Fact(value=False, start=match.start(), end=match.end(), rule="署名")
    return None


def _said(text: str, start: int, end: int) -> Fact[str] | None:
    """The first procedure that is named there; the narrower goes before the wider."""
    for code, pattern in _SAID:
        if match := pattern.search(text, start, end):
            return Fact(code, match.start(), match.end(), "程序用语")
    return None


def _known_type(number: CaseNumber, codes: CodeTables) -> tuple[str, str] | None:
    """Kind and instance of the type, where the code tables have it."""
    known = _type(number, codes)
    return (known.kind, known.instance) if known else None


def _type(number: CaseNumber, codes: CodeTables) -> TypeCode | None:
    """The type code of today for that of a case number, with or without the branch in brackets."""
    word = number.type_code
    bare = _BRACKET.sub("", word)
    return codes.types.get(word) or codes.old_type(word) or codes.old_type(bare)
