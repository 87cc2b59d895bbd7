"""values of many courts → an index, replayed with other choices: who moves and why, and how far it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shuzhu.catalogue.model import Index
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indicators.courts import asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.indices.baseline import read_baseline
from shuzhu.indices.composite.compose import Composed, compose
from shuzhu.indices.composite.draws import Choice, Factor, WeightNoise
from shuzhu.indices.composite.explain import Explained, explain
from shuzhu.indices.composite.sensitivity import Sensitivity, score_of, sensitivity
from shuzhu.indices.composite.sobol import Design
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.uncertainty import Interval, uncertainty
from shuzhu.indices.frozen import Frozen, frozen_steps, tree_of
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period

DEFAULT: Final = "default"
DRAWS: Final = 1000
NOISE: Final = 0.25
"""By what share every weight may be otherwise."""
SHIFTS: Final = (-0.1, -0.05, 0.05, 0.1)
"""By what share of the distance between best and worst the worst may lie farther from the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One index of many courts before and after some changes, and for one court what moved it."""

    index: Index
    period: Period
    court: str
    before: Composed
    after: Composed
    moved: Explained


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """How far a court's score holds: the interval over sampled choices, and which choice moves it most."""

    index: Index
    period: Period
    court: str
    interval: Interval
    sensitivity: Sensitivity
    place: int


def composite(house: House, court: str, period: str | None, index: str) -> tuple[Composed, Period]:
    """An index of the basic courts that the reader may see, by the check-up's own steps; ``court`` is one of them.

    Raises UsageError where there is no such index or court, NoDataError where fewer than three courts have values,
    DeniedError unless the reader may write reports on the court: small counts are not hidden here.
    """
    house.require("report")
    when = the_period(house, period)
    known = house.catalogue.indices
    if index not in known:
        raise UsageError(f"no index {index!r}" + did_you_mean(index, known))
    current = {i.code: i for i in house.catalogue.current(when.last)}
    own = asked(court, house.codes, house.present)
    if len(own) != 1 or len(own[0].courts) != 1:
        raise UsageError(f"{court} is not one court; an index is compared for one court among the others")
    house.require("report", own[0].courts)
    marks = sorted(
        {
            m
            for m in house.present
            if house.reader.may("report", court=m)
            and m in house.codes.courts
            and house.codes.courts[m].level == "basic"
        }
        | set(own[0].courts)
    )
    groups = tuple(group for mark in marks for group in asked(mark, house.codes, house.present))
    question = Question(
        indicators=tuple(current[code] for code in known[index].codes), groups=groups, periods=(when,), peers={}
    )
    values = {(v.court, v.indicator): v.value for v in answer(question, house.sight)}
    told = [[values.get((group.label, code)) for code in known[index].codes] for group in groups]
    if len(groups) < 3:
        raise NoDataError("an index is compared among courts; fewer than three have data")
    table = Table(
        units=tuple(group.label for group in groups),
        values=np.array([[np.nan if value is None else value for value in row] for row in told], dtype=np.float64),
        tree=tree_of(known[index], current),
    )
    ours = {i.code: i.scale for i in current.values() if i.scale is not None}
    scales = read_baseline(house.store.root / "baseline.yaml").scales(when, house.settings.year, ours)
    return compose(table, frozen_steps(current, scales, known[index])), when


def what_if(
    house: House, court: str, period: str | None, index: str, changes: Sequence[str], against: Sequence[str] = ()
) -> WhatIf:
    """Replay an index with changes such as ``weights.civil=0.4`` or ``normalise=z_score``: who moves, and why.

    ``against`` are the changes of what it is held against; none is the check-up itself. Raises UsageError for words
    that are no change.
    """
    own, when = composite(house, court, period, index)
    before = own.replay(*against) if against else own
    after = own.replay(*changes)
    return WhatIf(
        index=house.catalogue.indices[index], period=when, court=_label(house, court), before=before, after=after,
        moved=explain(before, after),
    )  # fmt: skip


def robust(house: House, court: str, period: str | None, index: str, draws: int = DRAWS, seed: int = 0) -> Robust:
    """The interval that holds nine tenths of a court's scores over sampled choices, and Sobol's indices of them."""
    own, when = composite(house, court, period, index)
    label = _label(house, court)
    factors = _factors(own)
    found = uncertainty(own, factors, draws, seed).scores()
    moved = sensitivity(own, factors, score_of(label), Design(seed=seed))
    return Robust(
        index=house.catalogue.indices[index], period=when, court=label, interval=found, sensitivity=moved,
        place=[row[0] for row in found.rows].index(label),
    )  # fmt: skip


def _factors(own: Composed) -> tuple[Factor, ...]:
    """What might as well have been chosen, on the same scale of 0–100: frozen parameters, mean, weights.

    Each worst may lie a tenth of its distance from the best nearer or farther, the geometric may stand for the
    arithmetic mean where no score is nought, equal weights for the given ones, and every weight may be a quarter more
    or less.
    """
    frozen = next(step for step in own.steps if isinstance(step, Frozen))
    moved = tuple((frozen.stretched(by),) for by in SHIFTS)
    lowest = min(np.nanmin(own.replay(step).stage("normalise").table.values) for (step,) in (*moved, (frozen,)))
    means: tuple[tuple[str, ...], ...] = ((), ('aggregate.methods=["geometric"]',))
    return (
        Choice(name="parameters", options=((), *moved)),
        Choice(name="aggregate", options=means if lowest > 0 else means[:1]),
        Choice(name="weighting", options=((), ("weight=equal_weights",))),
        WeightNoise(name="weights", share=NOISE),
    )


def _label(house: House, court: str) -> str:
    """What the values call a court."""
    return asked(court, house.codes, house.present)[0].label
