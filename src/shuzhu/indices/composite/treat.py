"""Outliers: which indicators are too skewed, how they are treated, and a report of what was touched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.transform import box_cox, gii_log, plain_log, shifted_log
from shuzhu.indices.composite.tree import Array, Mask

LOGS: dict[str, Callable[[Array], Array]] = {"log": plain_log, "shifted": shifted_log, "gii": gii_log}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Treated:
    """What treatment did, a value for each indicator; ``points`` are the touched cells (rows × indicators).

    ``count`` is how many points were winsorised; NaN in ``skew_after`` where the indicator was left alone.
    ``mended`` says whether an indicator passes in the end.
    """

    points: Mask
    count: Array
    skew_before: Array
    kurt_before: Array
    skew_after: Array
    kurt_after: Array
    mended: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Winsorise(Step):
    """Bring in the furthest points of an indicator whose |skewness| > ``skew`` and kurtosis > ``kurt``.

    One point after another takes the next value inwards, on the side of the tail, until the indicator passes;
    one that does not pass after ``most`` points is left as it was, for a transformation (the rule of the JRC's
    Competence Centre on Composite Indicators). With ``most`` = 0 nothing is touched.
    """

    name: ClassVar[str] = "winsorise"
    stage: ClassVar[str] = "treat"

    skew: float = 2.0
    kurt: float = 3.5
    most: int = 5

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where ``most`` is below nought."""
        if self.most < 0:
            raise UsageError(f"winsorising touches nought points or more, not {self.most}")
        values, count = winsorise(table.values, self)
        return Outcome(table=table.with_values(values), report=_report(table, values, count, (self.skew, self.kurt)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTransform(Step):
    """Take logarithms of the indicators that fail the test of skewness and kurtosis, or of ``codes`` if given.

    ``log`` is the natural logarithm; ``shifted`` and ``gii`` turn to the side of the tail (see ``transform``).
    """

    name: ClassVar[str] = "log"
    stage: ClassVar[str] = "treat"

    kind: Literal["log", "shifted", "gii"] = "shifted"
    skew: float = 2.0
    kurt: float = 3.5
    codes: tuple[str, ...] = ()

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown kind or indicator, or for a logarithm of nought or less."""
        if self.kind not in LOGS:
            raise UsageError(f"no such logarithm as {self.kind!r}{did_you_mean(self.kind, LOGS)}")
        return _transformed(table, LOGS[self.kind], self.codes, (self.skew, self.kurt))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCox(Step):
    """The power transformation of Box & Cox, of indicators that fail the test, or of ``codes`` if given.

    ``power`` (λ) is fitted for each indicator by maximum likelihood where it is None.
    """

    name: ClassVar[str] = "box_cox"
    stage: ClassVar[str] = "treat"

    power: float | None = None
    skew: float = 2.0
    kurt: float = 3.5
    codes: tuple[str, ...] = ()

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown indicator, or where a value is nought or less."""
        return _transformed(table, lambda column: box_cox(column, self.power), self.codes, (self.skew, self.kurt))


def outlying(skew: Array, kurt: Array, skew_limit: float, kurt_limit: float) -> Mask:
    """Whether both limits are passed; what has no skewness or kurtosis is not outlying."""
    return np.asarray((np.abs(skew) > skew_limit) & (kurt > kurt_limit))


def winsorise(values: Array, rule: Winsorise) -> tuple[Array, Array]:
    """Units × indicators with furthest points brought in, and how many of each indicator; 0 where it was left alone."""
    skew, kurt = moments.shape(values)
    found, count = values.copy(), np.zeros(values.shape[1])
    failing = np.flatnonzero(outlying(skew, kurt, rule.skew, rule.kurt))
    tries = [_brought_in(values[:, at], float(np.sign(skew[at])), rule.most) for at in failing]
    if not tries:
        return found, count
    passes = ~outlying(*moments.shape(np.hstack(tries)), rule.skew, rule.kurt)
    ends = np.cumsum([tried.shape[1] for tried in tries])
    for at, tried, passing in zip(failing, tries, np.split(passes, ends[:-1]), strict=True):
        if passing.any():
            first = int(np.argmax(passing))
            found[:, at], count[at] = tried[:, first], first + 1
    return found, count


def _brought_in(column: Array, side: float, most: int) -> Array:
    """The column with one point brought in, with two, … with ``most``: units × tries."""
    signed = column * side
    inwards = np.sort(signed[~np.isnan(signed)])[::-1]
    return np.asarray(np.minimum(signed[:, None], inwards[1 : most + 1]) * side)


def _transformed(
    table: Table, transform: Callable[[Array], Array], codes: tuple[str, ...], limits: tuple[float, float]
) -> Outcome:
    """The table with the chosen or failing columns transformed."""
    unknown = [code for code in codes if code not in table.codes]
    if unknown:
        raise UsageError(f"no such indicator as {unknown[0]!r}{did_you_mean(unknown[0], table.codes)}")
    fails = outlying(*moments.shape(table.values), *limits)
    chosen = np.isin(table.codes, codes) if codes else fails
    values = table.values.copy()
    for at in np.flatnonzero(chosen):
        try:
            values[:, at] = transform(table.values[:, at])
        except UsageError as error:
            raise UsageError(f"{table.codes[at]}: {error}") from error
    return Outcome(
        table=table.with_values(values), report=_report(table, values, np.zeros(len(table.codes)), limits, chosen)
    )


def _report(
    table: Table, values: Array, count: Array, limits: tuple[float, float], chosen: Mask | None = None
) -> Treated:
    """What the step touched, and the shape of each indicator before and after."""
    touched = count > 0 if chosen is None else chosen
    (skew, kurt), (skew_before, kurt_before) = moments.shape(values), moments.shape(table.values)
    return Treated(
        points=np.asarray((values != table.values) & ~np.isnan(values)),
        count=count,
        skew_before=skew_before,
        kurt_before=kurt_before,
        skew_after=np.where(touched, skew, np.nan),
        kurt_after=np.where(touched, kurt, np.nan),
        mended=~outlying(skew, kurt, *limits),
    )
