"""The cause of a civil or administrative case, the charge of a criminal one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.facts import Fact
from shuzhu.judgments.plain import plain
from shuzhu.judgments.sections import Sections

#: 罪 within 犯罪 does not end the name of a charge
CHARGE: Final = re.compile(
    r"(?:犯|构成|触犯)(?!罪)(?:有|了)?(?P<x>[\u4e00-\u9fff、“”（）]{2,45}?(?<!犯)罪)(?!名|犯|行|责|恶|过)"
)
_UNDER_REVIEW: Final = re.compile(r"以(?P<x>[\u4e00-\u9fff、（）]{2,45}?(?<!犯)罪)(?=，?(?:分别)?判处|定罪)")
_ACCUSED: Final = re.compile(r"[\u4e00-\u9fff、某·\d]{2,60}(?=（[申再]|(?:罪|等)?(?:一案|(?<!一)案))")
_CASE: Final = re.compile(
    r"(?:管辖权?(?:争议|异议))?(?:上诉)?(?:一案|[案件])(?=[，。、）；]|中)|"
    r"(?<=纠纷)(?=，(?:不服|于[^。，]{4,30}向本院|向本院))"
)
_BEFORE: Final = re.compile(r"[\u4e00-\u9fff、（）()·]{2,45}$")
_UNKNOWN: Final = re.compile(
    r"^.*(?:公司|厂|院|局|社|会|府|部|店|中心|银行|支行|分行|政府|矿|因|与|）)(?P<x>[\u4e00-\u9fff]{2,20}(?:纠纷|争议|之诉))$"
)
_TITLE: Final = re.compile(
    r"(?P<x>[\u4e00-\u9fff、]{2,45}?(?:纠纷|争议|之诉|罪)?)"
    r"(?:一案|请示|死刑复核|申请再审|[一二]审|再审|申诉|刑事|民事|行政)"
)

_MARKS: Final = re.compile(r"[“”\s]")
_MANY: Final = 20_000


class Causes:
    """The names of causes and charges, made ready to be found at the end of some words."""

    def __init__(self, codes: CodeTables) -> None:
        self._codes = codes
        self._choices: dict[str, str] = {}
        self._names: dict[bool, set[str]] = {True: set(), False: set()}
        endings: defaultdict[str, set[str]] = defaultdict(set)
        beginnings: defaultdict[str, set[str]] = defaultdict(set)
        for cause in codes.causes:
            self._names[cause.kind == "criminal"].add(cause.name)
            if cause.kind == "criminal":
                for match in re.finditer("、", cause.name):
                    beginnings[cause.name[: match.start()]].add(cause.name)
            else:
                for start in (match.end() for match in re.finditer("、", cause.name)):
                    endings[cause.name[start:]].add(cause.name)
        self._beginnings = dict(beginnings)
        self._bares = tuple((name, _bare(name)) for name in sorted(self._names[True]) if _bare(name))
        #: of each letter, which charges have it, a bit for each
        self._having: defaultdict[str, int] = defaultdict(int)
        for place, (_, bare) in enumerate(self._bares):
            for letter in set(bare):
                self._having[letter] |= 1 << place
        # 合作开发房地产合同纠纷 can only mean 合资、合作开发房地产合同纠纷
        self._endings = {ending: min(names) for ending, names in endings.items() if len(names) == 1}

    def charge(self, said: str, on: date | None) -> str:
        """The standard name of a charge, or the words themselves."""
        words = _MARKS.sub("", said)
        known = self._codes.cause(words, on)
        return known.name if known and known.kind == "criminal" else words

    def ending(self, words: str, on: date | None, *, criminal: bool) -> tuple[str, int] | None:
        """The standard name of the longest ending of some words that is a cause, with its length."""
        for start in range(len(words) - 1):
            said = words[start:]
            name = self._named(said, criminal=criminal)
            if name:
                known = self._codes.cause(name, on)
                return (known.name if known else name), len(said)
        return None

    def standard(self, said: str, on: date | None) -> str:
        """The standard name of a charge; one that names a choice of it (贩卖毒品罪) is that charge."""
        name = self.charge(said, on)
        if name in self._names[True]:
            return name
        if name not in self._choices:
            if len(self._choices) > _MANY:
                self._choices.clear()
            fits = [(len(one), one) for one, whole in self._like(_bare(name), 0) if _is_choice(_bare(name), whole)]
            self._choices[name] = min(fits)[1] if fits else self._nearly(name)
        return self.charge(self._choices[name], on)

    def _nearly(self, said: str) -> str:
        """The charge that a long name is but for a word too many (容留他人吸食毒品罪); the name where none is."""
        bare = _bare(said)
        if len(bare) < 6:
            return said
        less = [bare[:i] + bare[i + 2 :] for i in range(len(bare) - 1)]
        fits = {
            one
            for one, whole in self._like(bare, 2)
            if _is_within(whole, bare) or any(_is_choice(words, whole) for words in less)
        }
        return fits.pop() if len(fits) == 1 else said

    def _like(self, bare: str, more: int) -> Iterator[tuple[str, str]]:
        """The charges, with and without their marks, that have all letters of some words but so many."""
        lacking = [(1 << len(self._bares)) - 1] * (more + 1)  # which charges lack no more than none, one, two …
        for letter in set(bare):
            having = self._having.get(letter, 0)
            for number in range(more, 0, -1):
                lacking[number] = (lacking[number] & having) | lacking[number - 1]
            lacking[0] &= having
        found = lacking[more]
        while found:
            lowest = found & -found
            yield self._bares[lowest.bit_length() - 1]
            found ^= lowest

    def _named(self, said: str, *, criminal: bool) -> str | None:
        """The name in the tables that some words are; of civil causes also one that only ends so."""
        if criminal:
            return self._crime(said)
        names = self._names[False]
        for spelt in _spellings(said):
            if spelt in names:
                return spelt
        return self._endings.get(said)

    def _crime(self, said: str) -> str | None:
        """The charge that some words without 罪 are, or begin."""
        if f"{said}罪" in self._names[True]:
            return f"{said}罪"
        if len(said) < 4:
            return None
        begun = self._beginnings.get(said, set())
        return min(begun) if len(begun) == 1 else None


def _spellings(said: str) -> Iterator[str]:
    """A civil cause as written and as the tables may have it (股权转让合同纠纷 for 股权转让纠纷)."""
    yield said
    stem = said.removesuffix("纠纷")
    if stem != said and len(stem) > 1:
        if stem.endswith("合同") and len(stem) > 4:
            yield f"{stem[:-2]}纠纷"
        yield from (f"{stem}合同纠纷", f"{stem}责任纠纷")
        if stem.endswith("争议"):
            yield stem


def _bare(name: str) -> str:
    """A charge without 罪 and the marks between its choices."""
    return name.removesuffix("罪").replace("、", "").replace("，", "")


def _is_choice(said: str, whole: str) -> bool:
    """The words are pieces of the whole name, in order, each of two characters or more."""
    if not said:
        return True
    for length in range(len(said), 1, -1):
        place = whole.find(said[:length])
        if place >= 0 and len(said) - length != 1 and _is_choice(said[length:], whole[place + length :]):
            return True
    return False


def _is_within(whole: str, said: str) -> bool:
    """The signs of the whole name stand in the words in order, with at most two too many."""
    signs = iter(said)
    return 0 < len(said) - len(whole) <= 2 and all(sign in signs for sign in whole)


def cause_of(parts: Sections, kind: str, on: date | None, causes: Causes, title: str = "") -> Fact[str] | None:
    """The standard name of the cause or charge; as written where the code tables do not have it."""
    if kind == "criminal" or (kind == "jurisdiction" and "被告人" in parts.text):
        return _charge(parts, on, causes, title)
    return _dispute(parts, on, causes) or _from_title(parts, on, causes, title, criminal=False) or _unknown(parts)


def _charge(parts: Sections, on: date | None, causes: Causes, title: str) -> Fact[str] | None:
    """The first charge of the order, else of the accusation, else the one before 一案."""
    for pattern, part, rule in (
        (CHARGE, parts.order, "主文罪名"),
        (_UNDER_REVIEW, parts.order, "复核罪名"),
        (CHARGE, parts.coming, "指控罪名"),
    ):
        if match := pattern.search(parts.text, part.start, part.end):
            return Fact(causes.standard(match["x"], on), match.start("x"), match.end("x"), rule)
    end = max(parts.coming.end, parts.order.end)
    for match in _ACCUSED.finditer(parts.text, parts.coming.start, end):
        if found := causes.ending(match[0].removesuffix("罪").removesuffix("等"), on, criminal=True):
            return Fact(found[0], match.start(), match.end(), "案由用语")
    if match := CHARGE.search(parts.text, parts.coming.end):
        return Fact(causes.standard(match["x"], on), match.start("x"), match.end("x"), "正文罪名")
    return _from_title(parts, on, causes, title, criminal=True)


def _dispute(parts: Sections, on: date | None, causes: Causes) -> Fact[str] | None:
    """The cause before 一案; of its endings the longest that is a cause."""
    for end, before in _before_case(parts):
        if found := causes.ending(before, on, criminal=False):
            return Fact(found[0], end - found[1], end, "一案")
    return None


def beside(parts: Sections, first: Fact[str], on: date | None, causes: Causes) -> Iterator[Fact[str]]:
    """The causes told in one breath before the first (金融借款合同、最高额抵押权纠纷一案), the last one first."""
    end = first.start
    for _ in range(_MOST_BESIDE):
        if end <= parts.coming.start or parts.text[end - 1] not in "、及和与":
            return
        end -= 1
        before = _BEFORE.search(parts.text[max(parts.coming.start, end - 45) : end])
        words = before[0] if before else ""
        found = causes.ending(words, on, criminal=False)
        if not found and (whole := causes.ending(f"{words}纠纷", on, criminal=False)) and whole[1] > 2:
            found = whole[0], whole[1] - 2
        if not found:
            return
        yield Fact(found[0], end - found[1], end, "一案")
        end -= found[1]


_MOST_BESIDE: Final = 3


def _unknown(parts: Sections) -> Fact[str] | None:
    """A cause that the tables do not have, as written after the name of an organisation."""
    for end, before in _before_case(parts):
        if match := _UNKNOWN.search(before):
            return Fact(match["x"], end - len(match["x"]), end, "一案（案由表未列）")
    return None


def _before_case(parts: Sections) -> Iterator[tuple[int, str]]:
    """Where each 一案 stands in how the case came, and the words before it."""
    for case in _CASE.finditer(parts.text, parts.coming.start, parts.coming.end):
        low = max(parts.coming.start, case.start() - 45)
        if before := _BEFORE.search(parts.text[low : case.start()]):
            yield case.start(), before[0]


def _from_title(parts: Sections, on: date | None, causes: Causes, title: str, *, criminal: bool) -> Fact[str] | None:
    """The cause in the title that came with the text; it has no place in the text itself."""
    for match in _TITLE.finditer(plain(title)):
        if found := causes.ending(match["x"].removesuffix("罪"), on, criminal=criminal):
            return Fact(found[0], parts.title.start, parts.title.start, "文件标题")
    return None
