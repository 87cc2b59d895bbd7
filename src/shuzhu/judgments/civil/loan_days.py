"""When a loan was made and when it was to be paid back."""

import re
from datetime import date
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.civil.loan_places import Told, closes, matches, opens
from shuzhu.judgments.dates import DATE, day_of
from shuzhu.judgments.plain import number

_DUE: Final = (
    re.compile(
        rf"(?:期限|借期|日期|期间|使用)[^。；，]{{0,10}}?(?:自|从)?{DATE.pattern.replace('?P<', '?P<a')}"
        rf"(?:起|开始)?(?:至|到|-)\s?(?:{DATE.pattern})"
    ),
    re.compile(
        rf"(?:于|在|至|到|定于|期限为?至?|日期为?|时间为?|还款日?为?|约定|承诺)\s?(?:{DATE.pattern})"
        r"(?:之?前|以前|到期|(?:一次性)?(?:归还|还清|偿还|还款)(?![过了款原被人本利借部]|\d))"
    ),
    re.compile(rf"(?:还款|归还|偿还|到期)(?:日期|时间|期限|日)?(?:为|是|：|系|定为)(?:{DATE.pattern})"),
    re.compile(rf"期限(?:为|至|到|是|：)*(?:{DATE.pattern})"),
)
_FOR_SO_LONG: Final = re.compile(
    r"(?:借款|还款|使用)?(?:期限|借期|期)(?:为|是|：|共)?(?P<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})(?P<u>个月|年|天|日)(?!利)"
)


def lent_on_of(told: Told) -> Fact[date] | None:
    """The day of the loan: the first date in a sentence that speaks of borrowing."""
    text = told.document.text
    for places in (told.found, told.claimed, told.thought):
        for match in matches(DATE, text, places):
            clause = text[match.end() : closes(text, match.end(), "。", 70)]
            before = text[opens(text, match.start(), "。；：", 30) : match.start()]
            lends = _BORROWS.search(clause)
            if not lends or _NOT_LENDING.search(clause[: lends.start() + 4]) or _OTHER_DAY.search(before):
                continue
            if day := day_of(match):
                return Fact(day, match.start(), match.end(), "借款日")
    return None


_BORROWS: Final = re.compile(
    r"借款|借到|借得|借给|出借|借走|借人民币|借了|出具|借现金|签订[^，。]{0,20}借|向原告借|借\d|转账|汇款|立下|交付"
)
_NOT_LENDING: Final = re.compile(
    r"起诉|要求|裁定|还款(?!计划)|归还|偿还|催|止|前|期限|到期|支付利息|开始|按|向本院|支付了|还清"
)
_OTHER_DAY: Final = re.compile(r"登记|结婚|离婚|出生|立案|受理|成立|起诉|设立|变更")


def due_on_of(told: Told, lent: Fact[date] | None) -> Fact[date] | None:
    """The day it was to be paid back: told, or reckoned from the term."""
    text = told.document.text
    for places in (told.found, told.claimed):
        for pattern in _DUE:
            for match in matches(pattern, text, places):
                day = day_of(match)
                if day and (lent is None or day > lent.value):
                    return Fact(day, match.start(), match.end(), "还款日")
        term = next(matches(_FOR_SO_LONG, text, places), None) if lent else None
        day = _later(lent.value, term["n"], term["u"]) if lent and term else None
        if term and day:
            return Fact(day, term.start(), term.end(), "期限推算")
    return None


def _later(day: date, said: str, unit: str) -> date | None:
    """A day so many months, years or days later."""
    count = 0.5 if said == "半" else number(said)
    if not count:
        return None
    if unit in {"天", "日"}:
        return date.fromordinal(day.toordinal() + int(count)) if count <= 3650 else None
    months = round(count * (12 if unit == "年" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, min(day.day, 28 if month == 1 else 30))
    except ValueError:
        return None
