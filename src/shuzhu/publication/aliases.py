"""Other names in running text: nicknames with their owners, former names, and the short names of companies."""

# ruff: noqa: SIM905 — lists of words read better as words

import re
from collections.abc import Iterator, Sequence
from typing import Final

from shuzhu.publication.names import is_hidden, is_word
from shuzhu.publication.people import Named

_ALIAS: Final = re.compile(
    r"(?:绰号|外号|别名|化名|又名|曾用名|曾化名|曾用|网名|微信名|微信昵称|QQ昵称|昵称|乳名|小名|诨号|艺名|笔名|"
    r"英文名|人称|自称)(?:[：:为是叫作])?\s?"
    r"(?P<list>(?:[“\"‘'《](?P<q>[^”\"’'》\n]{1,12})[”\"’'》][、，和及]?)+|[\u4e00-\u9fff·]{2,4}(?=[，,。；;、"
    r"）)\s]))"
)
_QUOTED: Final = re.compile(r"[“\"‘'《]([^”\"’'》\n]{1,12})[”\"’'》]")
_SHORT: Final = re.compile(
    r"(?:简称|统称)(?:为)?[：:]?\s?[“\"‘']?(?P<x>[^”\"’'，,。；;）)\n]{2,16})[”\"’']?(?=[，,。；;）)\n”\"’'])"
)
_COMMON: Final = frozenset(
    (
        "公司 银行 被告 原告 合同 协议 该公司 本案 涉案 房屋 土地 项目 工程 被告人 第三人 上诉人 有限公司 甲方 "
        "乙方 丙方 双方 一审 二审 原审"
    ).split()
)
_NEAR: Final = 60
_LEADS: Final = re.compile(
    r"[，,。；;、：:“”《》\s]|以下简称|[与和向由将被对从在给及把经](?=[\u4e00-\u9fff]{5})|收购|转让|投资|出让|"
    r"持有|委托|起诉|设立|控制|控股的|受让|系|即|为"
)
_UNIT: Final = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()]{4,36}(?:公司|集团|银行|支行|分行|厂|医院|学校|合作社|中心|企业|（有限合伙）)"
)
_TOKEN: Final = re.compile(r"公司|银行|集团|支行|信用社|合作社|酒店|药业|学校|医院")
_EMPTY: Final = frozenset(
    (
        "有限 责任 股份 集团 分 子 该 本 总 母 我 各 两 某 保险 建筑 工程 房地产 开发 投资 贸易 科技 实业 商业 "
        "农业 工商 建设 中国 人民 原告 被告 有限责任 股份有限 人寿保险 财产保险 商业银行 银行 矿业 铜业 置业 物业 "
        "地产 钢铁 食品 服饰 电子 电力 机械 化工 石化 煤炭 医药 运输 物流 旅游 酒店 餐饮 传媒 文化 广告 教育 服务 "
        "咨询 担保 典当 小贷 信托 租赁 制造 销售 管理 装饰 设计 信息 网络 软件 能源 电气 汽车 市政 园林 水利 路桥 "
        "家具 纺织 包装 印刷 塑料 材料 建材 医疗 器械 证券 基金 国际 控股 发展 工业 分公司 子公司 家 工商银行 "
        "建设银行 农业银行 中国银行 大酒店"
    ).split()
)


def aliases(text: str, people: Sequence[Named]) -> Iterator[Named]:
    """Each person with the nicknames told after the name; a nickname nobody is near to is a person of its own."""
    for match in _ALIAS.finditer(text):
        said = tuple(dict.fromkeys(_QUOTED.findall(match["list"]) or [match["list"]]))
        said = tuple(name for name in said if not is_hidden(name))
        owner = _owner(text, match.start(), people)
        if owner and said:
            yield Named(owner.name, owner.group, owner.kind, aliases=said)
        else:
            yield from (Named(name, "bystander") for name in said if len(name) > 1)


def short_names(text: str, people: Sequence[Named]) -> Iterator[Named]:
    """Whoever the text gives a short name (以下简称…), an organisation that is no party among them."""
    for match in _SHORT.finditer(text):
        short = match["x"]
        if short in _COMMON or is_hidden(short) or is_word(short):
            continue
        end = _before_bracket(text, match.start())
        owner = _ends_at(text, end, people)
        unit = "" if owner else _unit_before(text, end)
        if owner and short != owner.name:
            yield Named(owner.name, owner.group, owner.kind, aliases=(short,))
        elif unit:
            yield Named(unit, "company", "organisation", aliases=(short,))


def shortened_companies(text: str, people: Sequence[Named]) -> Iterator[Named]:
    """Organisations called by a part of their name and their kind (泉城公司), though no text says so."""
    companies = [one for one in people if one.kind == "organisation" and one.group != "authority"]
    if not companies:
        return
    seen: set[str] = set()
    for match in _TOKEN.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if before in seen:
            continue
        seen.add(before)
        for length in range(len(before), 1, -1):
            part = before[-length:]
            owners = [one for one in companies if part in one.name and not one.name.endswith(part)]
            if owners and _tells(part):
                if len(owners) == 1 and part + match[0] != owners[0].name:
                    yield Named(owners[0].name, owners[0].group, "organisation", aliases=(part + match[0],))
                break


def _tells(part: str) -> bool:
    """A part of a company's name says more than its trade."""
    while part[-2:] in _EMPTY:
        part = part[:-2]
    return len(part) > 1 and part not in _EMPTY


def as_alias(alias: str) -> tuple[str, ...]:
    """How an alias is looked for: bare, or in quotes only where it is a word or a single character."""
    if len(alias) > 1 and not is_word(alias):
        return (alias,)
    return tuple(f"{a}{alias}{b}" for a, b in ("“”", '""', "‘’", "''"))


def _before_bracket(text: str, place: int) -> int:
    """Where the words end that stand before the bracket or comma in which a place lies."""
    low = max(0, place - _NEAR)
    opened = max(text.rfind("（", low, place), text.rfind("(", low, place))
    closed = max(text.rfind("）", low, place), text.rfind(")", low, place))
    if opened > closed:
        return opened
    while text[place - 1 : place] in {"以", "下", "均", "，", ","} and place > low:
        place -= 1
    return place


def _unit_before(text: str, end: int) -> str:
    """The organisation whose name ends here, from the last word that leads to it; blank where none does."""
    low = max(0, end - 40)
    leads = [match.end() for match in _LEADS.finditer(text, low, end)]
    for start in sorted({low, *leads}, reverse=True):
        if _UNIT.fullmatch(text, start, end) and text.count("（", start, end) == text.count("）", start, end):
            return text[start:end]
    return ""


def _ends_at(text: str, end: int, people: Sequence[Named]) -> Named | None:
    """The one with the longest name among those whose names end here."""
    there = [one for one in people if text.endswith(one.name, max(0, end - len(one.name)), end)]
    return max(there, key=lambda one: len(one.name), default=None)


def _owner(text: str, place: int, people: Sequence[Named]) -> Named | None:
    """The one whose name ends last before a place, and near it."""
    best, owner = -1, None
    for one in people:
        at = text.rfind(one.name, max(0, place - _NEAR - len(one.name)), place)
        if at >= 0 and at + len(one.name) > best:
            best, owner = at + len(one.name), one
    return owner
