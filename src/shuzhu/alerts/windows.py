"""Which past times a Farrington baseline takes, and which season of the year each of them belongs to."""

from dataclasses import dataclass

import numpy as np

from shuzhu.alerts.series import Series, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Past times, oldest first, with the season each belongs to (0 is the season of the watched time)."""

    times: Whole
    seasons: Whole


def same_season(series: Series, time: int, years: int, half_width: int) -> Baseline | None:
    """The times within ``half_width`` of the watched one in each of the past years; None where history is too short.

    Farrington et al. (1996).
    """
    centres = [series.year_before(time, back) for back in range(years, 0, -1)]
    if centres[0] - half_width < 0:
        return None
    around = np.arange(-half_width, half_width + 1)
    times = np.concatenate([centre + around for centre in centres])
    return Baseline(times=times, seasons=np.zeros(len(times), dtype=np.int64))


def whole_years(
    series: Series, time: int, *, years: int, half_width: int, periods: int, left_out: int
) -> Baseline | None:
    """Every time from the first window up to ``left_out`` before the watched one; None where history is too short.

    The windows around the anniversaries are season 0; the gap between two windows is cut into ``periods`` − 1 equal
    seasons, counted back from the later window, the earliest of them taking what is over. Noufaily et al. (2013).
    """
    centres = [series.year_before(time, back) for back in range(years, 0, -1)]
    if centres[0] - half_width < 0:
        return None
    length = max((series.per_year - 2 * half_width - 1) // (periods - 1), 1)
    times = np.arange(centres[0] - half_width, time - left_out)
    until = np.asarray([*centres, time])[None, :] - times[:, None]
    next_one = np.where(until >= -half_width, until, series.times + series.per_year).min(axis=1)
    back = np.minimum((next_one - half_width - 1) // length, periods - 2)
    return Baseline(times=times, seasons=np.where(next_one <= half_width, 0, periods - 1 - back))


def recent_and_past(series: Series, time: int, *, recent: int, years: int, half_width: int) -> Whole | None:
    """The last ``recent`` times, and those around the same time of past years; None where history is too short."""
    centres = [series.year_before(time, back) for back in range(years, 0, -1)]
    first = min([time - recent, *(centre - half_width for centre in centres)])
    if first < 0 or recent + years == 0:
        return None
    around = [np.arange(centre - half_width, centre + half_width + 1) for centre in centres]
    return np.concatenate([*around, np.arange(time - recent, time)])
