"""Working days: what filings are proportional to, outside the Spring Festival and the holidays that stay in place."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from shuzhu.alerts.series import Floats
from shuzhu.festivals import is_worked
from shuzhu.periods import Period


def is_usual(day: date) -> bool:
    """A day that is worked as was the weekday before it: what a holiday held up does not come in on it."""
    before = day - timedelta(days=3 if day.weekday() == 0 else 1)
    return is_worked(day) and is_worked(before)


def working_days(spans: Sequence[Period]) -> Floats:
    """How many days are worked in each span; raises UsageError outside 2000–2040."""
    return np.array(
        [sum(is_worked(span.first + timedelta(days=n)) for n in range(span.days)) for span in spans], dtype=np.float64
    )
