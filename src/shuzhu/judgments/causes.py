"""The cause of a civil or administrative case, the charge of a criminal one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.judgments.facts import Fact
from shuzhu.judgments.plain import plain
from shuzhu.judgments.sections import Sections

#: 罪 within 犯罪 does not end the name of a charge
CHARGE: Final = re.compile(r"(?:犯|构成|触犯)(?!罪)(?:有|了)?(?P<x>[\u4e00-\u9fff、“”（）]{2,45}?(?<!犯)罪)(?!名|犯|行|责|恶|过)")
_ACCUSED: Final = re.compile(r"[\u4e00-\u9fff、某·\d]{2,60}(?=（[申再]|(?:罪)?一案|案)")
_CASE: Final = re.compile(r"(?:一案|[案件])(?=[，。、）；]|中)")
_BEFORE: Final = re.compile(r"[\u4e00-\u9fff、（）()·]{2,45}$")
_UNKNOWN: Final = re.compile(
    r"^.*(?:公司|厂|院|局|社|会|府|部|店|中心|银行|支行|分行|政府|矿|因|与)(?P<x>[\u4e00-\u9fff]{2,20}(?:纠纷|争议|之诉))$"
)
_TITLE: Final = re.compile(r"(?P<x>[\u4e00-\u9fff、]{2,45}(?:纠纷|争议|之诉|罪)?)(?:一案|请示|死刑复核|申请再审|[一二]审|再审|申诉|刑事|民事|行政)")


def cause_of(parts: Sections, kind: str, on: date | None, codes: CodeTables, title: str = "") -> Fact[str] | None:
    """The standard name of the cause or charge; as written where the code tables do not have it."""
    if kind == "criminal" or (kind == "jurisdiction" and "被告人" in parts.text):
        return _charge(parts, on, codes, title)
    return _dispute(parts, on, codes) or _from_title(parts, on, codes, title, "") or _unknown(parts)


def charge_name(said: str, on: date | None, codes: CodeTables) -> str:
    """The standard name of a charge, or the words themselves."""
    words = re.sub(r"[“”\s]", "", said)
    known = codes.cause(words, on)
    return known.name if known and known.kind == "criminal" else words


def _charge(parts: Sections, on: date | None, codes: CodeTables, title: str) -> Fact[str] | None:
    """The first charge of the order, else of the accusation, else the one before 一案."""
    for part, rule in ((parts.order, "主文罪名"), (parts.coming, "指控罪名")):
        if match := CHARGE.search(parts.text, part.start, part.end):
            return Fact(charge_name(match["x"], on, codes), match.start("x"), match.end("x"), rule)
    for match in _ACCUSED.finditer(parts.text, parts.coming.start, parts.coming.end):
        if found := _longest(match[0].removesuffix("罪"), on, codes, "criminal"):
            name, length = found
            return Fact(name, match.end() - length, match.end(), "案由用语")
    if match := CHARGE.search(parts.text, parts.coming.end):
        return Fact(charge_name(match["x"], on, codes), match.start("x"), match.end("x"), "正文罪名")
    return _from_title(parts, on, codes, title, "criminal")


def _dispute(parts: Sections, on: date | None, codes: CodeTables) -> Fact[str] | None:
    """The cause before 一案; of its endings the longest that is a cause."""
    for end, before in _before_case(parts):
        if found := _longest(before, on, codes, ""):
            return Fact(found[0], end - found[1], end, "一案")
    return None


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


def _from_title(parts: Sections, on: date | None, codes: CodeTables, title: str, kind: str) -> Fact[str] | None:
    """The cause in the title that came with the text; it has no place in the text itself."""
    for match in _TITLE.finditer(plain(title)):
        if found := _longest(match["x"].removesuffix("罪"), on, codes, kind):
            return Fact(found[0], parts.title.start, parts.title.start, "文件标题")
    return None


def _longest(words: str, on: date | None, codes: CodeTables, kind: str) -> tuple[str, int] | None:
    """The longest ending of some words that is a cause, with its length."""
    for start in range(len(words) - 1):
        known = codes.cause(words[start:], on)
        if known and (known.kind == "criminal") == (kind == "criminal"):
            return known.name, len(words) - start
    return None
