"""What stands in for each name: 张某 and 张某1, 某某公司, keyed pseudonyms, or a category with a number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from shuzhu.errors import UsageError
from shuzhu.masking import Profile
from shuzhu.publication.keys import Key
from shuzhu.publication.names import is_hidden, shortened
from shuzhu.publication.people import Named

_DIGITS: Final = frozenset("0123456789")
_NUMBER: Final = re.compile(r"[0-9]{0,2}(?![0-9年月日])")
_HIDDEN_FIRM: Final = re.compile(r"某某[\u4e00-\u9fff]{1,6}\d{0,2}")
_KINDS: Final = (
    "律师事务所", "村民委员会", "居民委员会", "村民小组", "合作社", "合伙企业", "信用社", "公司", "支行", "分行",
    "银行", "集团", "医院", "幼儿园",
    "小学", "中学", "大学", "学院", "学校", "研究院", "研究所", "事务所", "服务所", "协会", "中心", "酒店", "宾馆",
    "饭店", "餐馆", "超市", "商行", "经营部",
    "工作室", "加工厂", "厂", "店", "矿", "场", "馆", "部", "社", "站", "园", "局", "厅", "政府", "办公室",
    "委员会", "管委会", "办事处", "部队", "队", "院", "所", "会", "行",
)  # fmt: skip
_PERSON: Final = "自然人"
_UNIT: Final = "单位"
_CATEGORY: Final[Mapping[str, str]] = {
    "victim": "被害人", "witness": "证人", "expert": "鉴定人", "minor": "未成年人", "guardian": "法定代理人",
    "lawyer": "律师", "judge": "审判人员", "clerk": "书记员", "prosecutor": "检察人员", "firm": "律师事务所",
    "company": _UNIT,
}  # fmt: skip


def unit_kind(name: str) -> str:
    """The kind of organisation that a name ends with; 单位 where it tells none."""
    bare = re.sub(r"[（(][^）)]*[）)]$", "", name)
    return next((kind for kind in _KINDS if bare.endswith(kind)), _UNIT)


def stand_ins(
    people: Sequence[Named], profile: Profile, text: str, key: Key | None, ledger: Mapping[str, str] | None
) -> dict[str, str | None]:
    """Each name with what stands in for it; None where the profile keeps it.

    ``ledger`` gives the stand-ins of a case by keyed digest, so that one person keeps one stand-in in all its
    documents. Raises UsageError where the profile needs a key and there is none.
    """
    known = dict(ledger or {})
    taken = Counter({*_hidden(text), *known.values()})
    given: dict[str, str | None] = {}
    alike: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for one in people:
        base, treatment = _base(one, profile, key), profile.treatment(one.group)
        digest = key.digest(one.kind, one.name) if key else ""
        if base is None or treatment == "pseudonym":
            given[one.name] = base
        elif digest in known:
            given[one.name] = known[digest]
        else:
            alike[base, treatment == "category"].append(one.name)
    for (base, always), names in alike.items():
        given |= _numbered(base, names, taken, always=always)
    return given


def in_ledger(people: Iterable[Named], given: Mapping[str, str | None], key: Key | None) -> dict[str, str]:
    """The stand-ins by keyed digest, to be kept for the next document of the case; empty without a key."""
    if key is None:
        return {}
    return {key.digest(one.kind, one.name): stand for one in people if (stand := given[one.name])}


def _base(one: Named, profile: Profile, key: Key | None) -> str | None:
    """What stands in for a name before numbers tell it from others; None where it is kept."""
    treatment = profile.treatment(one.group)
    if treatment == "keep" or is_hidden(one.name):
        return None
    if treatment == "category":
        return _CATEGORY.get(one.group, _UNIT if one.kind == "organisation" else _PERSON)
    if treatment == "pseudonym":
        if key is None:
            raise UsageError(f"脱敏方案 {profile.id} 用化名，需要密钥：加 --key 文件（不用普通散列，它经不起逐名试算）")
        return f"{_UNIT if one.kind == 'organisation' else _PERSON}-{key.pseudonym(one.kind, one.name)}"
    return f"某某{unit_kind(one.name)}" if one.kind == "organisation" else shortened(one.name)


def _numbered(base: str, names: Sequence[str], taken: Counter[str], *, always: bool) -> dict[str, str | None]:
    """Names that come out alike, told apart by numbers; one alone has none."""
    if len(names) == 1 and not always and not {base, f"{base}1"} & taken.keys():
        taken[base] += 1
        return {names[0]: base}
    given: dict[str, str | None] = {}
    number = 1
    for name in names:
        while f"{base}{number}" in taken:
            number += 1
        given[name] = f"{base}{number}"
        taken[f"{base}{number}"] += 1
    return given


def _hidden(text: str) -> set[str]:
    """Stand-ins that the text holds already, given by somebody before."""
    found: set[str] = set()
    place = text.find("某")
    while place >= 0:
        before = text[max(0, place - 2) : place]
        if text[place + 1 : place + 2] not in _DIGITS:
            found |= {f"{before}某", f"{before[-1:]}某"}
        else:
            digits = _NUMBER.match(text, place + 1)
            number = digits[0] if digits else ""
            found |= {f"{surname}某{tail}" for surname in (before, before[-1:]) for tail in ("", number)}
        place = text.find("某", place + 1)
    return found | {match[0] for match in _HIDDEN_FIRM.finditer(text)} if found else found
