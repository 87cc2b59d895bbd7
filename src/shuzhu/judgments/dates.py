"""Dates: of the document, of filing and of the hearing."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.plain import number
from shuzhu.judgments.sections import Sections

_YEAR: Final = r"\s?[〇0九](?:\s?[〇0一二三四五六七八九]){2,4}"
_CHINESE: Final = (
    r"\s{0,2}年\s{0,2}"
    r"(?P<m>[元正一二三四五六七八九十\d](?:\s?[一二〇\d])?)\s{0,2}月\s{0,2}"
    r"(?P<d>[一二三四五六七八九十廿卅\d〇](?:\s?[一二三四五六七八九十\d])?(?:\s?[一二三四五六七八九])?)\s{0,2}(?:日|号)"
)
_ARABIC: Final = r"\s{0,2}[年.-]\s{0,2}(?P<M>\d{1,2})\s{0,2}[月.-]\s{0,2}(?P<D>\d{1,2})\s{0,2}日?"
DATE: Final = re.compile(rf"(?:(?P<y>[一二]{_YEAR}){_CHINESE}|(?P<Y>(?:19|20)\d{{2}}){_ARABIC})")
# One class of signs opens the pattern so that the engine skips to it; y, Y and nm lack that first sign.
_ANY: Final = re.compile(
    rf"[0-9一二同当次](?:(?<=[一二])(?P<y>{_YEAR}){_CHINESE}|(?:(?<=1)(?=9)|(?<=2)(?=0))(?P<Y>\d{{3}}){_ARABIC}|"
    r"(?<=[同当])(?:年(?P<sm>\d{1,2})月(?P<sd>\d{1,2})日|月(?P<md>\d{1,2})日|(?P<same>[日天]))|(?<=次)(?P<next>日)|"
    r"(?<=\d)(?<![年\d]\d)(?P<nm>\d?)月(?P<nd>\d{1,2})日)"
)
_SIGNATURE: Final = re.compile(r"审\s{0,4}判\s{0,4}[长员]|院\s{0,3}长|书\s{0,4}记\s{0,4}员")
_AFTER_DATE: Final = re.compile(r"[（）附此件与原本核对无异一-]{0,12}\s*(?:书\s{0,4}记|法官助理|速录|代书|$)")

_FILED: Final = re.compile(
    r"(?:本院)?[^。；，]{0,8}(?:立案|受理)(?!侦查|调查|登记|标准|追诉)|[^。；，]{0,12}(?:登记立案|决定受理)"
)
_FILED_THERE: Final = re.compile(r"公安|侦查|派出所|监察|检察院(?:立案|受理)|仲裁|工商局")
_CHARGED: Final = re.compile(r"[^。；]{0,8}(?:向本院|至本院|到本院|移送本院|来本院)[^。；，]{0,8}(?:公诉|起诉)")
_NOT_HEARD: Final = re.compile(r"休庭|立案|受理|公诉|组成|审查|不开庭|决定|建议|抗诉|作出")
_CHARGED_BY: Final = re.compile(r"以[^。]{0,200}?(?:向|至|到)本院[^。；，]{0,8}(?:公诉|起诉)")
_OFFICE: Final = re.compile(r"(?:检察院|公诉机关)[^。，；]{0,4}$")
_HEARD: Final = re.compile(r"[^。；]{0,30}?(?:开庭|公开审理)(?:进行)?(?:了)?")


def written_on(parts: Sections) -> Fact[date] | None:
    """The date the document bears: that below the signatures, else the last one before the clerk."""
    text = parts.text
    signed = _below_signatures(parts) if parts.tail.start < parts.tail.end else None
    if signed:
        return signed
    fallback = None
    for match in DATE.finditer(text, parts.order.start):
        day = day_of(match)
        if day is None:
            continue
        before = text[max(parts.order.start, match.start() - 200) : match.start()]
        line = before[before.rfind("。") + 1 :]
        if _SIGNATURE.search(line):
            return Fact(day, match.start(), match.end(), "署名后日期")
        if _AFTER_DATE.match(text, match.end()):
            fallback = Fact(day, match.start(), match.end(), "文末日期")
    return fallback or _last_line(parts)


def _below_signatures(parts: Sections) -> Fact[date] | None:
    """The first date of the tail, where it stands on the line of the signatures: nearly always the one."""
    for match in DATE.finditer(parts.text, parts.tail.start, parts.tail.start + 300):
        if day := day_of(match):
            before = parts.text[max(parts.tail.start, match.start() - 200) : match.start()]
            if _SIGNATURE.search(before[before.rfind("。") + 1 :]):
                return Fact(day, match.start(), match.end(), "署名后日期")
            return None
    return None


def _last_line(parts: Sections) -> Fact[date] | None:
    """A date that closes the text or stands alone on its line, where nobody signed."""
    found = None
    for match in DATE.finditer(parts.text, max(parts.coming.start, len(parts.text) - 300)):
        alone = parts.text[match.end() : match.end() + 1] in {"", "\n", " "}
        opens = parts.text[match.start() - 1 : match.start()] in {"\n", " ", "。", "）"}
        if alone and opens and (day := day_of(match)):
            found = Fact(day, match.start(), match.end(), "文末日期")
    return found


Days = Sequence[tuple[int, int, date]]
"""Every day told in how the case came, with where it begins and ends."""


def filed_on(parts: Sections, days: Days) -> Fact[date] | None:
    """When the court filed the case: ``立案`` or ``受理``, else when the charge was brought to it."""
    text, charged = parts.text, None
    for start, end, day in days:
        clause = text[max(parts.coming.start, text.rfind("。", 0, start) + 1, start - 30) : start]
        filed = _FILED.match(text, end, end + 40)
        if filed and not _FILED_THERE.search(clause + filed[0]) and "本院" in text[start - 40 : filed.end() + 12]:
            return Fact(day, start, end, "立案")
        by_office = _OFFICE.search(clause) and _CHARGED_BY.match(text, end, end + 240)
        if charged is None and (by_office or _CHARGED.match(text, end, end + 60)):
            charged = Fact(day, start, end, "提起公诉")
    return charged


def heard_on(parts: Sections, days: Days) -> Fact[date] | None:
    """The day of the first hearing, where it is told."""
    for start, end, day in days:
        if (heard := _HEARD.match(parts.text, end, end + 45)) and not _NOT_HEARD.search(heard[0]):
            return Fact(day, start, end, "开庭")
    return None


def days_told(parts: Sections) -> Iterator[tuple[int, int, date]]:
    """Every day told in how the case came, those told by another day (同日, 同年8月5日) resolved."""
    last: date | None = None
    for match in _ANY.finditer(parts.text, parts.coming.start, parts.coming.end):
        day = _day(match, match[0][0]) if (match["y"] or match["Y"]) else _relative(match, last)
        if day:
            last = day
            yield match.start(), match.end(), day


def _relative(match: re.Match[str], last: date | None) -> date | None:
    """A day told by the one before it."""
    if last is None:
        return None
    if match["same"]:
        return last
    if match["next"]:
        return last + timedelta(days=1)
    month, day = match["sm"] or str(last.month), match["sd"] or match["nd"] or match["md"]
    return _date(last.year, int(match[0][0] + match["nm"] if match["nd"] else month), int(day))


def day_of(match: re.Match[str]) -> date | None:
    """The date of a match, or None where there is no such day."""
    return _day(match, "")


def _day(match: re.Match[str], first: str) -> date | None:
    """The date of a match whose year lacks its ``first`` sign."""
    if match["Y"]:
        return _date(int(first + match["Y"]), int(match["M"]), int(match["D"]))
    year, month, day = number(first + match["y"]), number(match["m"]), number(match["d"])
    if year is None or month is None or day is None:
        return None
    # 二〇二〇一七年: the century typed twice
    return _date(year if year < 10000 else 2000 + year % 100, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
