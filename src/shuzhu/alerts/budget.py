"""A budget of false alarms over all series that a rule watches, in alarms a month."""

from shuzhu.errors import UsageError


def level_for(alarms_a_month: float, series: int, times_a_month: float = 1.0) -> float:
    """The level α at which so many series give so many false alarms a month when all is well.

    By the number of all series of the store, not of those asked about: the answer to a question about one court is
    the same whether others are asked about or not. Raises UsageError where there is nothing to watch or to spend.
    """
    if alarms_a_month <= 0 or series < 1 or times_a_month <= 0:
        raise UsageError("budget: alarms a month, series and times a month are above nought")
    return min(alarms_a_month / (series * times_a_month), 0.5)
