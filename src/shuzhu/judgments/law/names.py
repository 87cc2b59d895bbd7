"""Names of laws, however written → the law."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from shuzhu.catalogue.law_model import Law

_SIGNS: Final = re.compile(r"[\s《》〈〉<>﹤﹥＜＞“”\"'；]+|(?:lt|gt)[;；]")
_STATE: Final = re.compile(r"(?:中?华人民?共和[国共]?|中国?人民共和国|中华人共和国)(?=.)")
_ISSUERS: Final = re.compile(
    r"^(?:(?:最高人民民?法院|最高人民检察院|最高法院|最高院|最高检察院|最高法|最高检|两高|公安部|司法部|国家安全部|"
    r"全国人大常委会|全国人民代表大会常务委员会|国务院|人力资源和社会保障部|劳动部|建设部)[、，和及与]?)+(?=.)"
)
_EDITION: Final = re.compile(r"（[^（）]*(?:\d{4}|[〇一二三四五六七八九]{4}|修[正订])[^（）]*）$")
_TRIAL: Final = re.compile(r"（试行）$")
_LAWLIKE: Final = re.compile(
    r"(?:法|法典|条例|规定|办法|解释|规则|细则|批复|意见|纪要|决定|通则|规程|解答|复函|通知|答复|安排)(?:（[^（）]{1,6}）)?$"
)
_PUBLIC: Final = re.compile(
    r"人民共和|人民法院|检察院|国务院|公安|全国|省|市|自治区|部|关于|中国|国家|机动车|道路|企业|城市|行政|刑"
)
_PRIVATE: Final = re.compile(r"合同|协议|章程|薪酬|考勤|奖惩|公司|员工")
_LONG: Final = 10
#: what damaged texts leave of ``关于适用〈…诉讼法〉的解释``, by the kind of case
_ACCORDING: Final = re.compile(r"^(?:依据|依照|根据|按照|适用)(?=.)")
#: words that a long title is often written without, or with one more of
_SMALL_WORDS: Final = re.compile(r"关于|适用法律|应用法律|具体|若干|问题|有关|相关|案件|纠纷|的|中|与")
_BARE: Final = "关于适用的解释"
_BY_KIND: Final = {
    "civil": "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释",
    "criminal": "最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释",
    "administrative": "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释",
}


@lru_cache(maxsize=8192)
def key_of(title: str) -> str:
    """A title without its signs, its issuer and 中华人民共和国, so that all spellings meet."""
    said = _ISSUERS.sub("", _STATE.sub("", _SIGNS.sub("", title)))
    said = said.replace("法法", "法").replace("法）", "法")
    return said.replace("〇", "零") if "〇" in said else said


def looks_like_law(title: str) -> bool:
    """A title that no table knows but that only a law or an interpretation bears."""
    title = _SIGNS.sub("", title)
    return bool(_LAWLIKE.search(title)) and bool(_PUBLIC.search(title)) and not _PRIVATE.search(title)


class Laws:
    """The laws by every name that they go by, made once for many documents."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._named: defaultdict[str, list[Law]] = defaultdict(list)
        loose: defaultdict[str, list[Law]] = defaultdict(list)
        self.by_name: dict[str, Law] = {}
        for law in laws:
            self.by_name[law.name] = law
            for name in (law.name, *law.aliases):
                self._named[key_of(name)].append(law)
                loose[_EDITION.sub("", _TRIAL.sub("", key_of(name)))].append(law)
        for key, found in loose.items():
            self._named.setdefault(key, found)
        self._endings = _by_ending(self._named)
        self._worn: defaultdict[str, list[Law]] = defaultdict(list)
        for key, found in self._named.items():
            if len(key) >= _LONG:
                self._worn[_SMALL_WORDS.sub("", key)] += found

    def titled(self, title: str, on: date | None = None, kind: str = "") -> Law | None:
        """The law of this title; of several that bear it, the one in force on the day."""
        key = _ACCORDING.sub("", key_of(title))
        if key == _BARE:
            return self.by_name.get(_BY_KIND.get(kind, ""))
        return _of_day(self._named.get(key) or self._loosely(_EDITION.sub("", key)), on)

    def _loosely(self, key: str) -> list[Law]:
        """The laws of a title without its edition, or of a long one whose small words are forgotten."""
        found = self._named.get(key, [])
        return found if found or len(key) < _LONG else self._worn.get(_SMALL_WORDS.sub("", key), [])

    def ending(self, words: str, on: date | None = None) -> Law | None:
        """The law whose name the words end with; of several, that of the longest name."""
        key = key_of(words)
        for length in self._endings.get(key[-1:], ()):
            if length <= len(key) and (found := self._named.get(key[-length:])):
                return _of_day(found, on)
        return None


def _by_ending(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the names by their last sign, longest first; one-sign names are none."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        if len(name) > 1:
            lengths[name[-1]].add(len(name))
    return {sign: tuple(sorted(found, reverse=True)) for sign, found in lengths.items()}


def _of_day(laws: Iterable[Law], on: date | None) -> Law | None:
    """The first of the laws that was in force on the day, else the first."""
    found = list(laws)
    held: Iterator[Law] = (law for law in found if on and law.edition(on))
    return next(held, found[0] if found else None)
