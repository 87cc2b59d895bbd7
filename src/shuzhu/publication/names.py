"""Names by the rules of article 9: surnames of one and two characters, minority and foreign names.

Where a name ends in running text is judged by what follows it, and by whether its last character
stands there every time.
"""

# ruff: noqa: SIM905 — lists of words read better as words

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_AROUND: Final = 10_000
_HERE: Final = Path(__file__).parent
_HAN: Final = r"\u4e00-\u9fff"
_DOTTED: Final = re.compile(rf"[{_HAN}]{{1,8}}(?:[·.．][{_HAN}]{{1,10}}){{1,4}}")
_LATIN: Final = re.compile(
    r"[A-Z][A-Za-z'’]*[a-z][A-Za-z'’]*(?:[ ·.,-]{1,2}[A-Z][A-Za-z'’]*){0,4}|[A-Z]{2,}(?:[ ,]{1,2}[A-Z]{2,}){1,4}"
)
_HIDDEN: Final = re.compile(r"[某×*＊○]|(?<=[\u4e00-\u9fff])[XxΧХ]|^[Xx]{2}")
#: characters that no given name holds: a name has ended before them
_STOP: Final = frozenset(
    "的在将与及因从等被向对系是以所称说之受两把给让为则又也均还曾已即并未不无没述到于就其这那哪些了着过们个只该本我你他她它或而且且但仍但对此各每何故"
)
#: characters that follow names often and yet are found in some
_LOOSE: Final = frozenset("和家发有自先同一上下前后承应证陈供辩住用人身二三多当作出来去回起进走死伤拿打要会能可名")
_FOLLOW: Final = frozenset(
    (
        "证言 证实 证明 陈述 供述 供称 供认 辩称 辩解 提出 诉称 述称 诉至 起诉 上诉 申请 请求 借款 借到 借给 签订 "
        "委托 出具 承担 支付 偿还 归还 返还 驾驶 乘坐 持刀 报案 报警 发现 来到 回到 受伤 死亡 自首 所有 名下 家中 "
        "辨认 签字 签名 指使 伙同 雇佣 购买 出售 出资 担保 主张 要求 认为 同意 表示 确认 收到 交付 转账 汇款 共同 "
        "共谋 预谋 登记 结婚 离婚 发生 抢劫 盗窃 贩卖 运输 殴打 当场 当庭 当日 先后 共计 介绍 联系 经营 开设 租赁 "
        "承租 承包 施工 投资 系夫 之间 之妻 之父 之母 之子 诊断 可以 可能 能够 应当 应该 因此 应予 应向 应负 应付 "
        "夫妇 夫妻 父子 兄弟 一方 二人 三人 四人 本人 作为 作证 犯罪 行为 构成 如实 到案 归案 逃离 逃跑 继续 另案 "
        "均系"
    ).split()
)
_GOES_ON: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:公司|业|银行|厂|店|集团|村|镇|乡|县|市|区|路|街|学校|医院|中心|局|院|所|场|山|河|"
    r"湖|站|楼|城|园|厦|矿|队)"
)
#: surnames that are words of grammar first: in running text a name with one needs a witness's or a person's marks
_NEVER: Final = frozenset(
    "应和有由都能从后来连全经别归相年但才原承双通与又者那把被将因以每至再仅仍先也自己本是不对在此当使查如占延迟信托付党初普刚次"
    "多少生习练展线真品步居户公单"
)
_PROVEN: Final = re.compile(r"的?证[言实词]|的?陈述|[，（][男女]")
#: last characters of places and offices, which given names have not
_PLACES: Final = frozenset("区县市镇乡省路街厂店院校局")
#: surnames that are words of every judgment: a name that begins so needs more than a guess
_COMMON: Final = frozenset(
    "应向和于时任有由都能从成常明公后双来连全解经管别归相年单关万严高安方易终居步满广东简空曾权通边计支家平元当金水文那又但才者"
    "使干国查党车路房门项程江海马牛羊花苗谷山石黄白红乌黎车贡充养须游竺后众师益乐及户口强度多少生习庄承闪初普刚次占延迟信托"
    "原底代付但力展线真练合麦修宾银阳德楼如把被将与或因以每至再仅仍先也自己本案是不对在此"
)


@dataclass(frozen=True, slots=True)
class Surnames:
    """Surnames of one and of two characters, and the words that look like names."""

    single: frozenset[str]
    double: frozenset[str]
    words: frozenset[str]


@cache
def surnames() -> Surnames:
    """The lists that come with the room, read once."""
    lines = (_HERE / "surnames.txt").read_text(encoding="utf-8").split("# 复姓")
    words = (_HERE / "common_words.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
    single = "".join(lines[0].split("\n")[1:])
    return Surnames(frozenset(single), frozenset(lines[1].split()), frozenset(words))


def surname_of(name: str) -> str:
    """The surname of a Chinese name, of one character or two; blank where it has none of the list."""
    known = surnames()
    if len(name) > 2 and name[:2] in known.double:
        return name[:2]
    return name[:1] if name[:1] in known.single else ""


def is_hidden(name: str) -> bool:
    """The name is one that somebody masked before."""
    return bool(_HIDDEN.search(name))


def shortened(name: str) -> str:
    """A name by article 9, before numbers tell it from others: 张某, 欧阳某, 阿某, J."""
    if is_hidden(name):
        return name
    first = name[:1]
    if first.isascii():
        return first
    if "·" in name or "." in name or "．" in name:
        return f"{first}某"
    han = len(name)
    surname = surname_of(name) if han <= 4 else ""
    return f"{surname or first}某"


def is_word(name: str) -> bool:
    """The name is also a word of every day, so that it takes more to tell it is meant."""
    return name in surnames().words


def is_doubtful(name: str) -> bool:
    """The name begins with a surname that is a word of grammar first."""
    return name[:1] in _NEVER


def is_common(name: str) -> bool:
    """The name begins with a surname that is a word of every judgment, or as such a word does."""
    return name[:1] in _COMMON or name[:2] in surnames().words


def name_end(text: str, place: int, *, introduced: bool = False) -> int:
    """Where the person's name ends that begins here; -1 where none does.

    ``introduced`` says that a word before tells that a person follows, so that less proof is asked.
    """
    first = text[place : place + 1]
    if "A" <= first <= "Z":
        latin = _LATIN.match(text, place)
        return latin.end() if latin and len(latin[0]) > 2 else -1
    dotted = _DOTTED.match(text, place)
    if dotted:
        return _dotted_end(text, dotted)
    return _han_end(text, place, introduced=introduced)


def looks_ended(text: str, place: int) -> bool:
    """What stands here follows a name."""
    following = text[place : place + 1]
    return not _is_han(following) or following in _STOP or following in "和、" or text[place : place + 2] in _FOLLOW


def may_be_given(character: str) -> bool:
    """A given name may hold the character, and does so more often than not."""
    return _is_han(character) and character not in _STOP and character not in _LOOSE


def _dotted_end(text: str, match: re.Match[str]) -> int:
    """The end of a name with dots: its last part goes on until a character that no name holds, or a verb."""
    last = max(match[0].rfind("·"), match[0].rfind("."), match[0].rfind("．")) + match.start() + 1
    for place in range(last + 1, match.end()):
        if text[place] in _STOP or text[place] in "和、" or text[place : place + 2] in _FOLLOW:
            return place
    return match.end()


def is_person_name(name: str) -> bool:
    """The whole of the words can be a person's name, though they may be others too."""
    if is_hidden(name):
        return False
    if "·" in name or "." in name or name[:1].isascii():
        return 2 < len(name) <= 24 and name_end(name + "，", 0) == len(name)
    given = name.removeprefix(surname_of(name))
    return 2 <= len(name) <= 4 and 1 <= len(given) <= 2 and len(given) < len(name) and not set(given) & _STOP


def _han_end(text: str, place: int, *, introduced: bool) -> int:
    """The end of a Chinese name of two to four characters."""
    known = surnames()
    width = 2 if text[place : place + 2] in known.double else 1
    if width == 1 and text[place : place + 1] not in known.single:
        return -1
    given = text[place + width : place + width + 1]
    if not _is_han(given) or given in _STOP or text[place + width : place + width + 2] in _FOLLOW:
        return -1
    end = place + width + (1 if _is_short(text, place, place + width + 1) else 2)
    name = text[place:end]
    if name[-1] in _PLACES or (width == 1 and name[0] in _NEVER and not _PROVEN.match(text, end)):
        return -1
    if width == 1 and (name[:2] in known.words or text[place] in _COMMON):
        sure = looks_ended(text, end) and _in_spite(text, name, end, introduced=introduced)
    else:
        sure = looks_ended(text, end) or (len(name) > 2 and _ends_somewhere(text, name, end))
    return end if sure else -1


def _is_short(text: str, place: int, end: int) -> bool:
    """A name ends after one given character, not two."""
    following = text[end : end + 1]
    if following != "和" and looks_ended(text, end):
        return True
    alone = _ends_elsewhere(text, text[place:end], end, before=following)
    return (following in _LOOSE and alone) if looks_ended(text, end + 1) else (following in _LOOSE or alone)


def _in_spite(text: str, name: str, end: int, *, introduced: bool) -> bool:
    """It is a name although it begins as a common word does."""
    if name[:2] in surnames().words:
        return introduced and len(name) == 3
    return introduced or _count(text, name, end) > 1


def _ends_somewhere(text: str, name: str, end: int) -> bool:
    """The name has ended in some other place, or stands but once and no organisation's or place's name goes on."""
    if _ends_elsewhere(text, name, end):
        return True
    return _count(text, name, end) == 1 and not _GOES_ON.match(text, end)


def _ends_elsewhere(text: str, name: str, end: int, before: str = "") -> bool:
    """Some place near has the name and what follows a name, other than one character that may belong to it."""
    low, high = max(0, end - _AROUND), end + _AROUND
    place = text.find(name, low, high)
    for _ in range(8):
        if place < 0:
            break
        following = text[place + len(name) : place + len(name) + 1]
        if following != before and looks_ended(text, place + len(name)):
            return True
        place = text.find(name, place + len(name), high)
    return False


def _count(text: str, words: str, place: int) -> int:
    """How often words stand in the text around a place; a text longer than any judgment is not all searched."""
    return text.count(words, max(0, place - _AROUND), place + _AROUND)


def _is_han(character: str) -> bool:
    """It is a Chinese character."""
    return "\u4e00" <= character <= "\u9fff"
