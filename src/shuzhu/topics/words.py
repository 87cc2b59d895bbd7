"""A finding in words: its blanks filled, its strength named, and what it was looked for in."""

from collections.abc import Callable, Mapping
from typing import Final

from shuzhu.periods import in_chinese
from shuzhu.topics.found import Found
from shuzhu.topics.strength import STRENGTHS

_TOO_FEW: Final = {
    "zh": "有此情形的{count}件、可判断的{of}件，不足以检验",
    "en": "{count} cases have it, of {of} that can be judged: too few to test",
}
_NOT_FOUND: Final = {
    "zh": "证据不足，{what}{value}（95%区间{low}至{high}）",
    "en": "not enough evidence: {what} {value} (95 % interval {low} to {high})",
}
_WHAT: Final[Mapping[str, Mapping[str, str]]] = {
    "rises": {"zh": "期末与期初的比数", "en": "odds ratio over the span"},
    "falls": {"zh": "期初与期末的比数", "en": "odds ratio over the span, turned round"},
    "common": {"zh": "占比", "en": "share"},
    "more_than": {"zh": "相差", "en": "difference"},
    "repeat": {"zh": "占比", "en": "share"},
    "season": {"zh": "日均之比", "en": "ratio by day"},
    "surge": {"zh": "最高一季的比数", "en": "odds ratio of the highest quarter"},
    "larger": {"zh": "相差", "en": "difference"},
}
_TEXTS: Final = {
    "zh": "（{all}件中只有{texts}件有文书，所述限于有文书的案件）",
    "en": " (of {all} cases only {texts} have a text, and only of those this is said)",
}
_KNOWN: Final = {"zh": "（{all}件中{of}件已知）", "en": " (known of {of} of {all} cases)"}
_POINTS: Final = {"zh": "{0:.1f}个百分点", "en": "{0:.1f} points"}
RATIOS: Final = frozenset({"rises", "falls", "season", "surge"})
"""Tests whose estimate is a ratio."""
SHARES: Final = frozenset({"common", "repeat"})
"""Tests whose estimate is a share."""


def statement(found: Found, lang: str = "zh", *, percent: bool = True) -> str:
    """What is found, or that it is not; ``percent`` says that what a test of means compares are shares."""
    words = found.finding.words.get(lang) or found.finding.words["zh"]
    if found.claimed:
        told = words.format(**blanks(found, lang, percent=percent))
    elif found.strength == "too_few":
        told = _TOO_FEW[lang].format(count=found.count, of=found.of)
    else:
        value, low, high = interval(found, lang, percent=percent)
        told = _NOT_FOUND[lang].format(what=_WHAT[found.finding.check.kind][lang], value=value, low=low, high=high)
    return told + reach(found, lang)


def strength_word(found: Found, lang: str = "zh") -> str:
    """The strength of the evidence, as people say it."""
    return STRENGTHS[found.strength][lang]


def reach(found: Found, lang: str = "zh") -> str:
    """In how many of the cases it could be looked for; blank where it was in all."""
    if found.texts is not None and found.texts < found.all:
        return _TEXTS[lang].format(all=found.all, texts=found.texts)
    if found.of < found.all and found.finding.check.kind not in {"surge", "larger"}:
        return _KNOWN[lang].format(all=found.all, of=found.of)
    return ""


def interval(found: Found, lang: str = "zh", *, percent: bool = True) -> tuple[str, str, str]:
    """The estimate and its bounds as they are written; blank where nothing was estimated."""
    if found.estimate is None:
        return "", "", ""
    said = _written(found, lang, percent=percent)
    low, value, high = (said(one) for one in (found.estimate.low, found.estimate.value, found.estimate.high))
    return value, low, high


def blanks(found: Found, lang: str = "zh", *, percent: bool = True) -> Mapping[str, str]:
    """Every blank that the words may leave, filled."""
    said = _written(found, lang, percent=percent)
    mean: Callable[[float], str] = percentage if percent else number
    told = {
        "share": percentage(found.count / found.of) if found.of else "—", "count": f"{found.count:,}",
        "of": f"{found.of:,}", "p": f"{found.estimate.p:.2g}" if found.estimate else "—",
        "low": said(found.estimate.low) if found.estimate else "—",
        "high": said(found.estimate.high) if found.estimate else "—",
    }  # fmt: skip
    larger = found.finding.check.kind == "larger"
    for name, value in found.blanks.items():
        if isinstance(value, str):
            told[name] = in_chinese(value) if name == "when" and lang == "zh" else value
        elif name == "ratio":
            told[name] = ratio(value, lang)
        elif name == "difference":
            told[name] = said(value) if not larger or percent else number(value)
        else:
            told[name] = mean(value) if larger else percentage(value)
    return told


def _written(found: Found, lang: str, *, percent: bool) -> Callable[[float], str]:
    """How the estimate of a kind of test is written."""
    kind, check = found.finding.check.kind, found.finding.check
    if kind in RATIOS or check.scale == "log":
        return lambda value: ratio(value, lang)
    if kind in SHARES:
        return percentage
    if kind == "larger" and not percent:
        return number
    return lambda value: _POINTS[lang].format(100 * value).replace("-", "−")


def percentage(value: float) -> str:
    """A share as people write it."""
    return f"{100 * value:.1f}%"


def ratio(value: float, lang: str = "zh") -> str:
    """A ratio with two places; beyond a hundred told as such."""
    return f"{value:.2f}" if value < 100 else "逾100" if lang == "zh" else "over 100"


def number(value: float) -> str:
    """A number without more places than are of use."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"
