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
_RATE: Final = re.compile(
    rf"(?<![\d.])(?P<value>{_DIGITS}) ?(?P<sign>[%％‰])"
    rf"|(?P<of>[百千万])分之(?P<part>{_DIGITS}|{_WORDS})"
    rf"|(?P<fen>{_DIGITS}|{_WORDS})分(?:(?P<li>[\d一二三四五六七八九]|半)厘?)?(?![\d钟公割之别行店])"
    rf"|(?P<only>{_DIGITS}|{_WORDS})厘(?!米)"
)
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
    for match in _RATE.finditer(text, start, stop):
        period, rule = _period(text, start, match, stop)
        percent = _percent(match, period)
        if percent is not None and period and 0 < percent * _PERIODS[period] <= 10_000:
            yield Rate(
                year=round(percent * _PERIODS[period], 6),
                start=match.start(),
                end=match.end(),
                rule=rule,
            )


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


def _period(text: str, start: int, match: re.Match[str], stop: int) -> tuple[str, str]:
    """The period of a rate and the rule that found it; blank where none is told."""
    low = max(start, match.start() - 22)
    if match["fen"] or match["only"]:
        if not _INTEREST.search(text, low, match.start()):
            return "", ""
        before = _BEFORE.search(text, low, match.start())
        return (before["x"], f"{before['x']}息") if before else ("月", "惯例月息")
    before = _BEFORE.search(text, low, match.start())
    after = None if before else _AFTER.match(text, match.end(), stop)
    period = before["x"] if before else (after["x"] or after["y"]) if after else ""
    return period, f"{period}利率"


def _percent(match: re.Match[str], period: str) -> float | None:
    """The rate of one period in percent; 分 is a tenth a year and a hundredth a month or day."""
    if match["sign"]:
        return float(match["value"].replace("．", ".")) * _SCALES[match["sign"]]
    if match["of"]:
        part = decimal(match["part"])
        return None if part is None else part * _SCALES[match["of"]]
    scale = 10.0 if period == "年" else 1.0
    if match["only"]:
        only = decimal(match["only"])
        return None if only is None else only * scale / 10
    whole = decimal(match["fen"])
    tenths = (decimal(match["li"]) or 0.0) if match["li"] and match["li"] != "半" else 5.0 if match["li"] else 0.0
    return None if whole is None else (whole + tenths / 10) * scale


def _reference(words: str) -> str:
    """The name of a published rate."""
    if "LPR" in words or "报价" in words:
        return "LPR"
    if "存款" in words:
        return "存款利率"
    return "贷款基准利率" if "基准" in words else "同期贷款利率"
