"""Rates of interest in a plainly spelt text, brought to percent a year, and multiples of published rates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shuzhu.judgments.plain import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate in percent a ``year``, where it stands, and the rule that made it one a year."""

    year: float
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published rate named in a text (``LPR``, ``同期贷款利率`` …); ``times`` where a multiple is told."""

    reference: str
    start: int
    end: int
    times: float | None = None
    times_at: tuple[int, int] = (0, 0)


#: periods of a rate in a year; a day's is taken 365 times
_PERIODS: Final = {"年": 1.0, "月": 12.0, "日": 365.0, "天": 365.0}
_DIGITS: Final = r"\d{1,3}(?:[.．]\d{1,6})?(?![\d.])"
_WORDS: Final = r"[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾百点半〇]{1,7}"
_SIGN: Final = re.compile(r"[%％‰分厘]")
_VALUE: Final = re.compile(rf"(?:(?<![\d.])(?P<digits>{_DIGITS[:-9]})|(?P<words>{_WORDS})) ?$")
_PART: Final = re.compile(rf"分之(?P<part>{_DIGITS}|{_WORDS})")
_FEN: Final = re.compile(r"分(?:(?P<li>[\d一二三四五六七八九]|半)厘?)?(?![\d钟公割之别行店])")
_BEFORE: Final = re.compile(
    r"(?<![\d一二三四五六七八九十〇个两几半])(?P<x>[年月日天])(?![起止前内初末底后])[^，。；年月日天\d]{0,12}$"
)
_AFTER: Final = re.compile(r"(?:[/每]|的|（每?)(?P<x>[年月日天])|(?P<y>[年月日])(?:利率|息|计)")
_INTEREST: Final = re.compile(r"[息利][^，。；]{0,6}$")
_SCALES: Final = {"百": 1.0, "千": 0.1, "万": 0.01, "%": 1.0, "％": 1.0, "‰": 0.1}

_PUBLISHED: Final = re.compile(
    r"(?P<ref>(?:贷款)?市场报价利率|LPR|(?<!按照)(?:银行|同期|同类|同档|同种)[^，。；元]{0,30}?利率|基准利率|存款利率)"
    r"(?:（[^）]{0,12}）)?(?:标准)?[^，。；元\d]{0,8}?"
    rf"(?:(?P<times>\d(?:\.\d{{1,2}})?|{_WORDS})倍|(?:加计|上浮|加收)(?P<more>\d{{1,3}}) ?[%％])?"
)
_TIMES: Final = re.compile(r"[^，。；元]{0,12}?(?P<times>\d(?:\.\d{1,2})?|[一二两三四])倍")


def rates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Rate]:
    """Every rate between two places whose period is told; 分 and 厘 of interest alone are a month's by custom."""
    stop = len(text) if end is None else end
    last = start
    for sign in _SIGN.finditer(text, start, stop):
        if sign.start() >= last and (said := _said(text, last, sign.start(), stop)):
            low, high, period, percent, rule = said
            last = high
            if 0 < percent * _PERIODS[period] <= 10_000:
                yield Rate(year=round(percent * _PERIODS[period], 6), start=low, end=high, rule=rule)


def _said(text: str, start: int, sign: int, stop: int) -> tuple[int, int, str, float, str] | None:
    """The rate that bears a sign (%, ‰, 分, 厘, 分之): its places, period, percent of one period, and the rule."""
    if text[sign] == "分" and text[sign - 1 : sign] in {"百", "千", "万"} and sign > start:
        part = _PART.match(text, sign, stop)
        value = decimal(part["part"]) if part else None
        if part is None or value is None:
            return None
        period, rule = _period(text, start, sign - 1, part.end(), stop)
        return (sign - 1, part.end(), period, value * _SCALES[text[sign - 1]], rule) if period else None
    found = _VALUE.search(text, max(start, sign - 11), sign)
    value = decimal(found["digits"] or found["words"]) if found else None
    if found is None or value is None:
        return None
    if text[sign] in _SCALES:
        period, rule = _period(text, start, found.start(), sign + 1, stop) if found["digits"] else ("", "")
        return (found.start(), sign + 1, period, value * _SCALES[text[sign]], rule) if period else None
    return _by_custom(text, start, (found.start(), sign, stop), value)


def _by_custom(
    text: str, start: int, places: tuple[int, int, int], value: float
) -> tuple[int, int, str, float, str] | None:
    """A rate in 分 or 厘: tenths and hundredths a year, hundredths and thousandths a month or day."""
    low, sign, stop = places
    fen = _FEN.match(text, sign, stop) if text[sign] == "分" else None
    if (text[sign] == "分" and not fen) or not _INTEREST.search(text, max(start, low - 22), low):
        return None
    high = fen.end() if fen else sign + 1
    before = _BEFORE.search(text, max(start, low - 22), low)
    period, rule = (before["x"], f"{before['x']}息") if before else ("月", "惯例月息")
    tenths = ((decimal(fen["li"]) or 0.0) if fen["li"] != "半" else 5.0) / 10 if fen and fen["li"] else 0.0
    percent = (value + tenths) * (10.0 if period == "年" else 1.0) / (1.0 if fen else 10.0)
    return low, high, period, percent, rule


def published_in(text: str, start: int = 0, end: int | None = None) -> Published | None:
    """The first published rate named between two places, with its multiple."""
    stop = len(text) if end is None else end
    match = _PUBLISHED.search(text, start, stop)
    if not match:
        return None
    times, place = None, match.span("times")
    if match["times"]:
        times = decimal(match["times"])
    elif match["more"]:
        times, place = 1 + int(match["more"]) / 100, match.span("more")
    elif after := _TIMES.match(text, match.end(), stop):
        times, place = decimal(after["times"]), after.span("times")
    return Published(
        reference=_reference(match["ref"]),
        start=match.start("ref"),
        end=match.end("ref"),
        times=times,
        times_at=place,
    )


def decimal(text: str) -> float | None:
    """A small number in digits or Chinese numerals (1.5, 四, 一点五, 二十四, 半)."""
    said = text.replace("．", ".")
    if said[:1].isdigit():
        return float(said)
    if said == "半":
        return 0.5
    whole, _, part = said.partition("点")
    above, below = number(whole) if whole else 0, number(part) if part else None
    if above is None:
        return None
    return above if below is None else float(f"{above}.{below}")


def _period(text: str, start: int, low: int, high: int, stop: int) -> tuple[str, str]:
    """The period of a rate between two places and the rule that found it; blank where none is told."""
    before = _BEFORE.search(text, max(start, low - 22), low)
    after = None if before else _AFTER.match(text, high, stop)
    period = before["x"] if before else (after["x"] or after["y"]) if after else ""
    return period, f"{period}利率"


def _reference(words: str) -> str:
    """The name of a published rate."""
    if "LPR" in words or "报价" in words:
        return "LPR"
    if "存款" in words:
        return "存款利率"
    return "贷款基准利率" if "基准" in words else "同期贷款利率"
