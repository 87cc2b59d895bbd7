"""Which method watches a series: by the length of its history and the kind of measure, with the reason in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.detectors.bayes import Bayes, bayes
from shuzhu.alerts.detectors.ears import Ears, ears
from shuzhu.alerts.detectors.rates import rates
from shuzhu.alerts.detectors.seasonal import Seasonal, seasonal
from shuzhu.alerts.series import Detected, Series, watched_times

Kind = Literal["count", "rate"]
Method = Literal["seasonal", "bayes", "ears", "rates", "none"]
LEAST = 7  # times before the watched one that EARS needs
DAYS = {"day": 1, "week": 7, "month": 30.4375}
UNITS = {"day": ("日", "days"), "week": ("周", "weeks"), "month": ("个月", "months")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A method, and why: ``reason_zh`` and ``reason_en`` are whole sentences for the reader of a warning."""

    method: Method
    reason_zh: str
    reason_en: str


def choose(series: Series, time: int, kind: Kind = "count") -> Choice:
    """The method for a watched time; ``none`` with a sentence that says what is missing, never an exception.

    A rate needs an exposure (its denominator); a count needs about 2¼ years for the seasonal method, two years of
    times that are known.
    """
    known = int((~np.isnan(series.counts[:, :time])).any(axis=0).sum())
    zh, en = UNITS[series.step]
    if kind == "rate":
        return _for_rates(series, known)
    if known < LEAST:
        return Choice(
            method="none",
            reason_zh=f"历史数据只有{known}{zh}，至少需要{LEAST}{zh}，暂不预警。",
            reason_en=f"Only {known} {en} of history; at least {LEAST} are needed, so nothing is watched yet.",
        )
    needed = series.per_year * 2 + left_out(series)
    if known >= needed:
        return Choice(
            method="seasonal",
            reason_zh=f"历史数据有{known}{zh}，足以估计季节和趋势：用季节负二项回归。",
            reason_en=f"{known} {en} of history suffice for season and trend: seasonal negative binomial regression.",
        )
    method: Method = "ears" if series.step == "day" else "bayes"
    words = ("EARS C2", "EARS C2") if method == "ears" else ("贝叶斯预测限", "Bayesian predictive limits")
    return Choice(
        method=method,
        reason_zh=f"历史数据只有{known}{zh}，估计季节需要{needed}{zh}：暂与最近几期相比（{words[0]}），季节性升降可能被误报。",
        reason_en=(
            f"Only {known} {en} of history, {needed} are needed to know the season: compared with the last few "
            f"({words[1]}), so a seasonal rise may alarm."
        ),
    )


def default(series: Series, watched: ArrayLike | None = None, kind: Kind = "count") -> tuple[Detected, list[Choice]]:
    """Series → what the chosen method finds at each watched time, and the choice made there."""
    times = watched_times(series, watched)
    choices = [choose(series, int(time), kind) for time in times]
    shape = (len(series.counts), len(times))
    expected, limit, lower, statistic = (np.full(shape, np.nan) for _ in range(4))
    alarm = np.zeros(shape, dtype=np.bool_)
    for method, detector in METHODS.items():
        places = [place for place, choice in enumerate(choices) if choice.method == method]
        if not places:
            continue
        found = detector(series, times[places])
        expected[:, places], limit[:, places], alarm[:, places] = found.expected, found.limit, found.alarm
        if found.lower is not None:
            lower[:, places] = found.lower
        if found.statistic is not None:
            statistic[:, places] = found.statistic
    return Detected(expected=expected, limit=limit, alarm=alarm, lower=lower, statistic=statistic), choices


def left_out(series: Series) -> int:
    """How many of the last times the seasonal method does not learn from."""
    return series.per_year // 2 if series.step == "week" else series.per_year // 4


def _for_rates(series: Series, known: int) -> Choice:
    """The method for a rate."""
    zh, en = UNITS[series.step]
    if series.exposure is None:
        return Choice(
            method="none",
            reason_zh="比率没有分母，无法判断其波动，暂不预警。",
            reason_en="The rate has no denominator, so its chance variation is not known; nothing is watched.",
        )
    if known < LEAST:
        return Choice(
            method="none",
            reason_zh=f"历史数据只有{known}{zh}，至少需要{LEAST}{zh}，暂不预警。",
            reason_en=f"Only {known} {en} of history; at least {LEAST} are needed, so nothing is watched yet.",
        )
    return Choice(
        method="rates",
        reason_zh="比率按其分母用贝塔二项分布的上下限判断。",
        reason_en="The rate is judged by beta-binomial limits for its denominator.",
    )


METHODS: Mapping[str, Callable[[Series, ArrayLike], Detected]] = {
    "seasonal": partial(seasonal, parameters=Seasonal()),
    "bayes": partial(bayes, parameters=Bayes(alpha=0.01)),
    "ears": partial(ears, parameters=Ears(method="C2")),
    "rates": rates,
}
