"""Published rates of interest, and the ceiling up to which courts protect the interest of private loans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuzhu.catalogue.code_rows import Row, day

#: from this day on the ceiling follows the LPR; what was concluded before keeps the ceiling of its time
BY_LPR = date(2020, 8, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRate:
    """A published rate (``lpr``, ``benchmark``) in percent a year, from ``since`` until the next of its name."""

    rate: str
    since: date
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A judicial ceiling of interest: a fixed ``percent`` a year, or ``times`` a published ``rate``."""

    since: date
    until: date | None
    percent: float | None
    times: float | None
    rate: str
    void_above: float | None
    source: str

    def in_force(self, on: date) -> bool:
        """It is in force on this day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestTables:
    """The ceilings and the published rates."""

    ceilings: tuple[Ceiling, ...]
    rates: tuple[PublishedRate, ...]

    def published(self, rate: str, on: date) -> float | None:
        """A published rate as of a day; None before the first of its name."""
        told = [one for one in self.rates if one.rate == rate and one.since <= on]
        return max(told, key=lambda one: one.since).percent if told else None

    def ceiling(self, concluded: date | None, filed: date | None) -> float | None:
        """The ceiling in percent a year for a loan concluded and sued for on these days; None where neither is known.

        法释〔2015〕18号 holds for suits filed from 2015-09-01 on, whenever the loan was concluded. 法释〔2020〕17号
        第31条: a loan concluded from 2020-08-20 on has four times the LPR of that day, an earlier one keeps the ceiling
        of its time (its interest from 2020-08-20 on, four times the LPR of the day of filing, is not told apart here).
        Where the day of conclusion is not known, the day of filing stands in for it.
        """
        said = concluded or filed
        if said is None:
            return None
        ruling = said if said >= BY_LPR or filed is None else max(said, min(filed, date(2020, 8, 19)))
        found = next((one for one in self.ceilings if one.in_force(ruling)), None)
        if found is None or found.percent is not None:
            return found.percent if found else None
        published = self.published(found.rate, said)
        return round(published * (found.times or 1), 4) if published is not None else None


def build_interest(ceilings: Iterable[Row], rates: Iterable[Row]) -> InterestTables:
    """rows of the two files → the tables"""
    return InterestTables(
        ceilings=tuple(
            Ceiling(
                since=date.fromisoformat(row["since"]),
                until=day(row["until"]),
                percent=_float(row["percent"]),
                times=_float(row["times"]),
                rate=row["rate"],
                void_above=_float(row["void_above"]),
                source=row["source"],
            )
            for row in ceilings
        ),
        rates=tuple(
            PublishedRate(rate=row["rate"], since=date.fromisoformat(row["since"]), percent=float(row["percent"]))
            for row in rates
        ),
    )


def _float(text: str) -> float | None:
    """A number, or None for a blank."""
    return float(text) if text else None
