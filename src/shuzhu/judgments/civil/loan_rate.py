"""At what rate a loan was made, in percent a year."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.civil.loan_places import Told, closes, opens
from shuzhu.judgments.rates import Rate, rates_in

_LAW: Final = re.compile(r"规定|司法|法律|法定|超过|超出|上限|过高|不得|限度|调整|四倍|4倍|《|标准的")
_INTEREST: Final = re.compile(r"约定|利息|利率|月息|年息|日息|计息|息|分")
_AGREED: Final = re.compile(r"(?<!是否)(?<!有无)约定|承诺|写明|载明|言明|口头|说好|商定")
_BARE: Final = re.compile(r"月息|月利|年息|年利")
_RECKONED: Final = re.compile(r"(?:按照?|依照?|以)(?:[年月日]?(?:利率|利息|息)?|每[年月日]|约定的?)*$")
_TOLD: Final = re.compile(r"(?!.{0,60}(?:请求|判令|诉请)).{0,60}(?:约定|写明|载明)")
_DEFAULT: Final = re.compile(r"逾期|违约|罚|滞纳")
_PENALTY: Final = re.compile(r"违约金|滞纳金|罚息|罚金")
_NONE_AGREED: Final = re.compile(
    r"(?:未|没有|没)(?:[^，。；逾]{0,8})?约定[^，。；逾]{0,12}(?:利息|利率)(?![^。；]{0,20}口头)|"
    r"(?:利息|利率)[^，。；]{0,6}约定不明(?!确?的)"
)


def rate_of(told: Told) -> Fact[float] | None:
    """The rate agreed: as found or held by the court; else, unless it says that none was agreed, as claimed.

    Rates that only say how something is reckoned (按月利率2%计算) are no agreement where parties or reasons speak.
    """
    if own := _found(told) or _agreed(told, told.thought):
        return own
    if _none_agreed(told):
        return None
    if claimed := _agreed(told, told.claimed):
        return claimed
    for rate, near in _rates(told, told.claimed, law_within=8):
        text = told.document.text
        begin = opens(text, rate.start, "。；", 60)
        said = not _reckoned(text, near, rate) or _TOLD.match(text, begin, rate.start)
        if said and _BARE.search(text, begin, rate.end) and not _is_late(told, near, rate):
            return _fact(rate)
    return None


def _found(told: Told) -> Fact[float] | None:
    """The first rate of interest in the findings; one for being late where there is no other."""
    text, late = told.document.text, None
    for rate, near in _rates(told, told.found, law_within=8):
        if _INTEREST.search(text, opens(text, rate.start, "。；", 60), rate.end):
            if not _is_late(told, near, rate):
                return _fact(rate)
            late = late or _fact(rate)
    return late


def _agreed(told: Told, places: tuple[tuple[int, int], ...]) -> Fact[float] | None:
    """The first rate that is said to be agreed in its very clause."""
    for rate, near in _rates(told, places, law_within=4):
        if _AGREED.search(told.document.text, near, rate.start) and not _is_late(told, near, rate):
            return _fact(rate)
    return None


def _rates(told: Told, places: tuple[tuple[int, int], ...], law_within: int) -> Iterator[tuple[Rate, int]]:
    """The rates of some places, no penalties and none that a law is quoted with; each with where its clause begins."""
    text = told.document.text
    for start, end in places:
        for rate in rates_in(text, start, end):
            near = opens(text, rate.start, "。；，", 60)
            high = closes(text, rate.end, "。；，", law_within)
            if _PENALTY.search(text, near, closes(text, rate.end, "。；，", 8)):
                continue
            if 0.3 <= rate.year <= 1000 and not _LAW.search(text, near, high):
                yield rate, near


def _is_late(told: Told, near: int, rate: Rate) -> bool:
    """It is for being late."""
    return _DEFAULT.search(told.document.text, near, rate.start) is not None


def _reckoned(text: str, near: int, rate: Rate) -> bool:
    """It says how something is reckoned."""
    return _RECKONED.search(text, near, rate.start) is not None


def _none_agreed(told: Told) -> bool:
    """The court says that no interest was agreed."""
    text = told.document.text
    return any(_NONE_AGREED.search(text, start, end) for start, end in (*told.found, *told.thought))


def _fact(rate: Rate) -> Fact[float]:
    """The rate as a fact."""
    return Fact(rate.year, rate.start, rate.end, f"约定{rate.rule}")
