"""How a name sounds: syllables without tones, surnames by their own readings; and sounds often confused as one.

Readings come from ``pypinyin``; those of surnames are our own table.
"""

import re
from functools import cache
from typing import Final

from shuzhu.linkage.names import COMPOUND

SURNAMES: Final = {
    "单": "shan", "解": "xie", "仇": "qiu", "曾": "zeng", "区": "ou", "朴": "piao", "盖": "ge", "查": "zha",
    "任": "ren", "华": "hua", "翟": "zhai", "冼": "xian", "员": "yun", "宓": "mi", "黑": "he", "纪": "ji",
    "乐": "yue", "覃": "qin", "缪": "miao", "召": "shao", "种": "chong", "逄": "pang", "秘": "bi", "燕": "yan",
    "尉": "yu", "车": "che", "重": "chong", "能": "nai", "教": "jiao", "折": "she", "隗": "wei", "郗": "xi",
    "洗": "xian", "祭": "zhai", "繁": "po", "那": "na", "曲": "qu", "应": "ying", "葛": "ge", "宁": "ning",
    "万俟": "moqi", "尉迟": "yuchi", "长孙": "zhangsun", "澹台": "tantai", "令狐": "linghu", "呼延": "huyan",
    "鲜于": "xianyu",
}  # fmt: skip
"""Surnames that are read otherwise than the character mostly is."""
_NEAR: Final = (
    (re.compile(r"\b([zcs])h"), r"\1"), (re.compile(r"\bn(?=[aeiou])"), "l"), (re.compile(r"\bf"), "h"),
    (re.compile(r"([aei])ng\b"), r"\1n"), (re.compile(r"\br(?=[aeiou])"), "l"),
)  # fmt: skip


def sound(text: str) -> str:
    """The syllables of a name, apart by blanks: ``chen jian guo``; signs that are no characters stay."""
    if text[:2] in COMPOUND or text[:2] in SURNAMES:
        head = SURNAMES.get(text[:2]) or " ".join(map(_syllable, text[:2]))
        return " ".join([head, *map(_syllable, text[2:])])
    first = SURNAMES.get(text[:1]) or _syllable(text[:1])
    return " ".join([first, *map(_syllable, text[1:])])


def near_sound(text: str) -> str:
    """The sound with what southern speakers often confuse as one: zh/z, ch/c, sh/s, n/l, r/l, h/f, -ng/-n."""
    said = sound(text)
    for pattern, into in _NEAR:
        said = pattern.sub(into, said)
    return said


@cache
def _syllable(character: str) -> str:
    """The reading that a character mostly has, without its tone."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 — slow to import

    return "".join(lazy_pinyin(character, style=Style.NORMAL)) if character else ""
