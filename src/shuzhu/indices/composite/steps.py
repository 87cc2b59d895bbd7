"""Every step by its name, and steps as plain dicts that can be written down and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.balance import EqualInfluence
from shuzhu.indices.composite.denominate import Denominate
from shuzhu.indices.composite.expectation import ImputeEM
from shuzhu.indices.composite.impute import Impute, ImputeLast
from shuzhu.indices.composite.normalise import DistanceToMax, DistanceToUnit, FractionOfMax, MinMax, Scaled, ZScore
from shuzhu.indices.composite.places import Borda, PercentileRank, Rank
from shuzhu.indices.composite.screen import Screen
from shuzhu.indices.composite.standards import DistanceToTarget, Goalposts, ReferenceInterval
from shuzhu.indices.composite.step import Step
from shuzhu.indices.composite.treat import BoxCox, LogTransform, Winsorise
from shuzhu.indices.composite.weigh_by_data import Components, Critic, Entropy
from shuzhu.indices.composite.weight import AHP, EqualWeights, GivenWeights, Judgements

#: every step, by name
STEPS: Mapping[str, type[Step]] = {
    kind.name: kind
    for kind in (
        Denominate, Screen, Impute, ImputeLast, ImputeEM, Winsorise, LogTransform, BoxCox,
        MinMax, ZScore, Scaled, Rank, PercentileRank, Borda, DistanceToMax, DistanceToTarget, DistanceToUnit,
        FractionOfMax, Goalposts, ReferenceInterval,
        GivenWeights, EqualWeights, AHP, Entropy, Critic, Components, EqualInfluence, Aggregate,
    )
}  # fmt: skip


def step_to_plain(step: Step) -> dict[str, Any]:
    """A step as a dict of plain values: its name under ``step``, and its fields as lists and numbers."""
    return {"step": step.name, **_plain_fields(step)}


def step_from_plain(said: Mapping[str, Any]) -> Step:
    """The step that a dict describes; raises UsageError for an unknown step or field, or one that is lacking."""
    name = str(said.get("step", ""))
    if name not in STEPS:
        raise UsageError(f"no such step as {name!r}{did_you_mean(name, STEPS)}")
    given = {key: _frozen(value) for key, value in said.items() if key != "step"}
    known = [f.name for f in fields(STEPS[name])]
    unknown = [key for key in given if key not in known]
    if unknown:
        raise UsageError(f"{name} has no {unknown[0]!r}{did_you_mean(unknown[0], known)}")
    if name == AHP.name and "judgements" in said:
        given["judgements"] = tuple(_judgements(one) for one in said["judgements"])
    try:
        return STEPS[name](**given)
    except TypeError as error:
        raise UsageError(f"{name} lacks something: it takes {', '.join(known)}") from error


def _judgements(said: Mapping[str, Any]) -> Judgements:
    """The judgements that a dict describes."""
    try:
        return Judgements(**{key: _frozen(value) for key, value in said.items()})
    except TypeError as error:
        raise UsageError("judgements take group, children and matrix") from error


def _plain_fields(held: Any) -> dict[str, Any]:
    """The fields of a dataclass as plain values."""
    return {f.name: _plain(getattr(held, f.name)) for f in fields(held)}


def _plain(value: Any) -> Any:
    """Tuples as lists, dataclasses as dicts, all else as it is."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _plain_fields(value) if is_dataclass(value) else value


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_frozen(one) for one in value)
    return value
