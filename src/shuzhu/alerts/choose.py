"""Which method watches a series: by the length of its history and the kind of measure, with the reason in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.detectors.bayes import Bayes, bayes
from shuzhu.alerts.detectors.ears import Ears, ears
from shuzhu.alerts.detectors.medians import Medians, medians
from shuzhu.alerts.detectors.rates import Rates, rates
from shuzhu.alerts.detectors.seasonal import Seasonal, seasonal
from shuzhu.alerts.series import Detected, Series, watched_times

Kind = Literal["count", "rate", "median"]
Method = Literal["seasonal", "bayes", "ears", "rates", "medians", "none"]
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
    if kind == "rate" and series.exposure is None:
        return NO_DENOMINATOR
    if known < LEAST:
        return Choice(
            method="none",
            reason_zh=f"历史数据只有{known}{zh}，至少需要{LEAST}{zh}，暂不预警。",
            reason_en=f"Only {known} {en} of history; at least {LEAST} are needed, so nothing is watched yet.",
        )
    if kind != "count":
        return RATES if kind == "rate" else MEDIANS
    needed = series.per_year * 2 + left_out(series)
    if known >= needed:
        per_day = (
            ("，按扣除春节的工作日折算", ", per working day outside the Spring Festival")
            if series.exposure is not None
            else ("", "")
        )
        return Choice(
            method="seasonal",
            reason_zh=f"历史数据有{known}{zh}，足以估计季节和趋势：用季节负二项回归{per_day[0]}。",
            reason_en=(
                f"{known} {en} of history suffice for season and trend: seasonal negative binomial regression"
                f"{per_day[1]}."
            ),
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


def default(
    series: Series, watched: ArrayLike | None = None, kind: Kind = "count", alpha: float = 1.0
) -> tuple[Detected, list[Choice]]:
    """Series → what the chosen method finds at each watched time, and the choice made there.

    ``alpha`` is the one-sided chance of a false alarm that may be spent at each time; no method spends more than its
    own default. An exposure of counts is what they are proportional to (working days); of rates, their denominators.
    """
    times = watched_times(series, watched)
    choices = [choose(series, int(time), kind) for time in times]
    shape = (len(series.counts), len(times))
    expected, limit, lower, statistic = (np.full(shape, np.nan) for _ in range(4))
    alarm = np.zeros(shape, dtype=np.bool_)
    for method, detector in _methods(alpha).items():
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


def _methods(alpha: float) -> Mapping[Method, Callable[[Series, ArrayLike], Detected]]:
    """Each method at its own level, or at a stricter one."""
    return {
        "seasonal": partial(seasonal, parameters=Seasonal(alpha=min(alpha, Seasonal().alpha))),
        "bayes": partial(bayes, parameters=Bayes(alpha=min(alpha, 0.01))),
        "ears": partial(ears, parameters=Ears(method="C2", alpha=min(alpha, 0.001))),
        "rates": partial(rates, parameters=Rates(alpha=min(2 * alpha, 0.01))),
        "medians": partial(medians, parameters=Medians(alpha=min(2 * alpha, 0.01))),
    }


NO_DENOMINATOR = Choice(
    method="none",
    reason_zh="比率没有分母，无法判断其波动，暂不预警。",
    reason_en="The rate has no denominator, so its chance variation is not known; nothing is watched.",
)
RATES = Choice(
    method="rates",
    reason_zh="比率按其分母用贝塔二项分布的上下限判断。",
    reason_en="The rate is judged by beta-binomial limits for its denominator.",
)
MEDIANS = Choice(
    method="medians",
    reason_zh="中位数与本院近两年各期相比，用修正的z值判断。",
    reason_en="The median is held against those of the last two years by the modified z score.",
)
