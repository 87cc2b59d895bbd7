"""Names in a normal form: of persons, whole or masked; of companies, with the part that tells them apart.

A hidden character of a person's name is ``*``: 张某某, 张＊＊ and 张XX are all ``张**``.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from shuzhu.linkage.letters_of_names import SIMPLER

HIDDEN: Final = "*"
_COMPOUND_WORDS: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 "
    "申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 南门 羊舌 微生 左丘 梁丘 段干 轩辕 "
    "拓跋 夹谷 谷梁 第五 西门 南荣 东里"
)
COMPOUND: Final = frozenset(_COMPOUND_WORDS.split())
"""Surnames of two characters."""
_DOTS: Final = str.maketrans(dict.fromkeys("・•∙⋅●‧．.•‐・", "·"))
_BLANK: Final = re.compile(r"[\s\u200b\u3000_、,，;；'\"“”]+")
_MASK: Final = re.compile(r"[某*×xX※○〇□?？#]")
_MADE: Final = re.compile(r"某[甲乙丙丁戊己庚辛0-9一二三四五六七八九十]")
_FORMER: Final = re.compile(r"[(（\[](?:曾用名|又名|原名|别名|化名)[:：]?([^)）\]]+)[)）\]]")
_BRACKETS: Final = re.compile(r"[(（\[【〔].*?[)）\]】〕]")
_FIRM: Final = re.compile(
    r"(?:公司|集团|银行|信用社|合作社|厂|店|中心|事务所|工作室|经营部|商行|超市|酒楼|医院|学校|大学|学院|"
    r"委员会|局|政府|村|协会|基金会|"
    r"支行|分行|营业部|合伙|企业|管理站|幼儿园|矿|场|所|社|队|处|部)$"
)
_FORMS: Final = ("股份有限责任公司", "有限责任公司", "股份有限公司", "有限公司", "集团公司", "总公司", "公司", "集团",
                 "(有限合伙)", "(普通合伙)", "(特殊普通合伙)")  # fmt: skip
_SAME_FORM: Final = ("有限责任公司", "有限公司"), ("股份有限责任公司", "股份有限公司"), ("集团有限公司", "集团公司")
_PROVINCES: Final = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 "
    "海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 虚构"
)
_PLACE: Final = re.compile(
    rf"^(?:(?:{'|'.join(_PROVINCES.split())})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?)?"
    r"(?:[\u4e00-\u9fff]{2,3}?市)?(?:[\u4e00-\u9fff]{1,3}?[区县])?"
)
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in its normal form. ``core`` tells a company apart; a person's is the name. ``former`` is the name before.

    ``surname`` is blank for a company and where it is hidden; ``masked`` where any character is hidden.
    """

    text: str
    core: str
    surname: str = ""
    former: str = ""
    masked: bool = False
    company: bool = False


def name(said: str | None, *, company: bool | None = None) -> Name | None:
    """A name as it was written → its normal form; None where nothing is said.

    ``company``: whether it is one; where not known, its ending tells.
    """
    text = unicodedata.normalize("NFKC", said or "").strip()
    if not text or text in {"-", "/", "无", "不详", "未知"}:
        return None
    if company is None:
        company = bool(_FIRM.search(_BRACKETS.sub("", text))) and len(text) > 4
    return _company(text) if company else _person(text)


def _person(text: str) -> Name | None:
    """A person's name: without blanks and titles, dots of one kind, hidden characters as stars."""
    former = _FORMER.search(text)
    bare = _BRACKETS.sub("", text).translate(_DOTS)
    bare = _BLANK.sub("", bare).translate(SIMPLER).upper().strip("·")
    if not bare:
        return None
    plain = _MADE.sub(HIDDEN * 2, bare)
    plain = plain if re.fullmatch(r"[A-Z·\-]+", plain) else _MASK.sub(HIDDEN, plain)
    if set(plain) == {HIDDEN}:
        return None
    return Name(
        text=plain, core=plain, surname=surname_of(plain), masked=HIDDEN in plain,
        former=_BLANK.sub("", former[1]).translate(SIMPLER) if former else "",
    )  # fmt: skip


def surname_of(text: str) -> str:
    """The surname of a name in normal form; blank where it is hidden, or the name has none (with ·, or foreign)."""
    if "·" in text or text.startswith(HIDDEN) or text[:1].isascii():
        return ""
    return text[:2] if text[:2] in COMPOUND and len(text) > 2 else text[:1]


def _company(text: str) -> Name:
    """A company's name: legal forms that mean the same as one; its core without place, legal form and brackets."""
    former = _FORMER.search(text)
    bare = _FORMER.sub("", text)
    bare = _BLANK.sub("", bare).translate(SIMPLER).upper()
    for long, short in _SAME_FORM:
        bare = bare.replace(long, short)
    whole = re.sub(r"[()\[\]【】〔〕（）]", "", bare)
    core = _BRACKETS.sub("", bare)
    core = next((core.removesuffix(form) for form in _FORMS if core.endswith(form)), core)
    shorter = _PLACE.sub("", core, count=1)
    return Name(
        text=whole, core=shorter if len(shorter) >= _SHORTEST else core, company=True,
        former=_BLANK.sub("", former[1]).translate(SIMPLER) if former else "",
    )  # fmt: skip


def masks_of(text: str) -> tuple[str, ...]:
    """The ways in which a whole name may come masked: all but the surname, first and last, all but the first.

    Of a masked name, itself alone.
    """
    size = len(text)
    if size < _SHORTEST or HIDDEN in text:
        return (text,) if HIDDEN in text else ()
    head = 2 if text[:2] in COMPOUND and size > 2 else 1
    ways = {text[:1] + HIDDEN * (size - 1), text[:head] + HIDDEN * (size - head), text[:head] + HIDDEN,
            text[:1] + HIDDEN * (size - 2) + text[-1:], HIDDEN + text[1:]}  # fmt: skip
    return tuple(sorted(way for way in ways if HIDDEN in way))


def one_off(text: str) -> tuple[str, ...]:
    """A whole name with each character in turn left open: names that share one differ in one character at most."""
    if len(text) < _SHORTEST or HIDDEN in text:
        return ()
    return tuple(text[:n] + "_" + text[n + 1 :] for n in range(len(text)))
