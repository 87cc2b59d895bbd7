"""Interest as claimed, agreed or granted: rate, base, from when, until when, and the words."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from shuzhu.facts import Fact, Interest
from shuzhu.judgments.dates import DATE, day_of
from shuzhu.judgments.document import Document
from shuzhu.judgments.money import sums_in
from shuzhu.judgments.rates import published_in, rates_in

_WORD: Final = re.compile(r"利息|罚息|资金占用|复利|逾期付款损失|违约金|滞纳金|利率|计息|月息|年息|日息")
_FORMULA: Final = re.compile(r"[%％‰倍]|分之|利率|[自从][\d二]|起|至|[分厘]|LPR|计算|计付|基数")
_SINCE: Final = re.compile(
    rf"(?:自|从|由|于)?\s?(?:{DATE.pattern})\s?(?:（[^）]{{0,8}}）)?(?:起|开始|之日起|之后|后|至|到|-|以|[，]?(?:之后|此后|其后))"
)
_UNTIL: Final = re.compile(
    r"(?<!截)(?:至|到|止于)(?P<x>[^，。；（）、\n]{2,40}?(?:之日|日|时|为止|止)|[^，。；（）、\n]{0,20}?(?:完毕|付清|清偿|还清))"
)
_END: Final = re.compile(r"[；。\n]")
_OPENS: Final = re.compile(r"(?:并|及|和|同时|，|以及|的)\s?(?:支付|给付|承担|以|按|自|从)")
_BASE: Final = re.compile(r"(?:以|按照?|基数为?|本金为?|就)[^，。；元（）]{0,24}$")
_BASE_AFTER: Final = re.compile(r"整?(?:元)?[^，。；元]{0,6}(?:为|作)[^，。；]{0,6}(?:基数|本金|基准|标准)")


def interest_of(document: Document, start: int, end: int) -> Interest | None:
    """The interest told between two places of a document; None where no words fix any."""
    text = document.text
    word = _WORD.search(text, start, end)
    if not word:
        return None
    stop = _words_end(text, word.start(), end)
    low = _words_start(text, start, word.start())
    if not _FORMULA.search(text, low, stop):
        return None
    rate = next(rates_in(text, low, stop), None)
    published = published_in(text, low, stop)
    times = published.times if published else None
    return Interest(
        words=Fact(document.said(low, stop), low, stop, "利息"),
        rate=Fact(rate.year, rate.start, rate.end, rate.rule) if rate else None,
        times=Fact(times, *published.times_at, "倍数") if published and times is not None else None,
        reference=Fact(published.reference, published.start, published.end, "公布利率") if published else None,
        base=_base(text, low, stop),
        since=_since(text, low, stop),
        until=_until(document, low, stop),
    )


def _words_end(text: str, start: int, end: int) -> int:
    """Where the words about interest end: at the end of the clause, brackets left whole."""
    for match in _END.finditer(text, start, end):
        opened = text.rfind("（", start, match.start())
        if match[0] == "。" or opened < 0 or text.find("）", opened, match.start()) >= 0:
            return match.start()
    return end


def _words_start(text: str, start: int, word: int) -> int:
    """Where they begin: at the word, or at the 以…为基数 or 自…起 of the same clause before it."""
    clause = max(start, *(text.rfind(sign, start, word) + 1 for sign in "；。\n"))
    before = _OPENS.search(text, clause, word)
    return before.start() if before else word


def _anchor(text: str, start: int, end: int) -> int:
    """Where the first rate stands, round which base and days are looked for; else the beginning."""
    rate = next(rates_in(text, start, end), None)
    published = published_in(text, start, end)
    return min([found.start for found in (rate, published) if found], default=start)


def _base(text: str, start: int, end: int) -> Fact[Decimal] | None:
    """The sum that interest runs on: the last one said before the rate, else the first after it."""
    anchor, found = _anchor(text, start, end), None
    for money in sums_in(text, start, end):
        if found and money.start > anchor:
            break
        if money.yuan is not None and (
            _BASE.search(text, start, money.start) or _BASE_AFTER.match(text, money.end, end)
        ):
            found = Fact(money.yuan, money.start, money.end, "计息基数")
    return found


def _since(text: str, start: int, end: int) -> Fact[date] | None:
    """The day from which interest runs: the last one said before the rate, else the first after it."""
    anchor, found = _anchor(text, start, end), None
    for match in _SINCE.finditer(text, start, end):
        if found and match.start() > anchor:
            break
        if day := day_of(match):
            found = Fact(day, match.start(), match.end(), "起息日")
    return found


def _until(document: Document, start: int, end: int) -> Fact[date] | Fact[str] | None:
    """Until when interest runs, a date or the words: the first said after the rate, else the last before it."""
    text, anchor, match = document.text, _anchor(document.text, start, end), None
    for match in _UNTIL.finditer(text, start, end):
        if match.start() > anchor:
            break
    if not match:
        return None
    dated = DATE.match(text, match.start("x"), match.end("x"))
    if dated and (day := day_of(dated)):
        return Fact(day, dated.start(), dated.end(), "止息日")
    return Fact(document.said(*match.span("x")), match.start("x"), match.end("x"), "止息日")
