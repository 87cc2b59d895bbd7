"""Changes said in words, and the steps that follow from them.

weights.civil=0.4        a given weight, set after all other weighting
winsorise.most=1         a field of a step, by the step's name or its stage
normalise=z_score        another step in the place of the one of its stage, with its defaults
treat=none               no step of that stage
"""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite.step import Step
from shuzhu.indices.composite.steps import STEPS, step_from_plain, step_to_plain
from shuzhu.indices.composite.weight import GivenWeights

#: the stages, in the order in which the handbook takes them
ORDER = ("denominate", "screen", "impute", "treat", "normalise", "weight", "aggregate")


def changed_steps(steps: Sequence[Step], changes: Sequence[str | Step]) -> tuple[Step, ...]:
    """The steps after the changes, one after another; raises UsageError for words that fit no step."""
    found = tuple(steps)
    for change in changes:
        found = _in_place(found, change) if isinstance(change, Step) else _said(found, change)
    return found


def _said(steps: tuple[Step, ...], words: str) -> tuple[Step, ...]:
    """The steps after a change in words."""
    where, sign, value = words.partition("=")
    stage, dot, field = where.strip().partition(".")
    if not sign or not stage:
        raise UsageError(f"a change says what is set to what, such as weights.civil=0.4, not {words!r}")
    if stage == "weights" and dot:
        return _weighed(steps, field, _value(value))
    if dot:
        return _set(steps, stage, field, _value(value))
    if stage not in ORDER:
        raise UsageError(f"no such stage as {stage!r}{did_you_mean(stage, ORDER)}")
    if value.strip() == "none":
        return tuple(step for step in steps if step.stage != stage)
    step = step_from_plain({"step": value.strip()})
    if step.stage != stage:
        raise UsageError(f"{step.name} is a step of {step.stage}, not of {stage}")
    return _in_place(steps, step)


def _in_place(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """The steps with this one instead of those of its stage, or where its stage belongs."""
    places = [at for at, held in enumerate(steps) if held.stage == step.stage]
    later = [at for at, held in enumerate(steps) if ORDER.index(held.stage) > ORDER.index(step.stage)]
    at = places[0] if places else (later[0] if later else len(steps))
    others = [(place, held) for place, held in enumerate(steps) if place not in places]
    before, after = [held for place, held in others if place < at], [held for place, held in others if place >= at]
    return (*before, step, *after)


def _weighed(steps: tuple[Step, ...], code: str, weight: Any) -> tuple[Step, ...]:
    """The steps with a given weight set last of all weighting."""
    if not isinstance(weight, int | float):
        raise UsageError(f"a weight is a number, not {weight!r}")
    at = next((place for place, held in enumerate(steps) if held.stage == "aggregate"), len(steps))
    before, after = steps[:at], steps[at:]
    given: dict[str, float] = {}
    if before and isinstance(before[-1], GivenWeights):
        given, before = dict(before[-1].weights), before[:-1]
    return (*before, GivenWeights(weights=tuple({**given, code: float(weight)}.items())), *after)


def _set(steps: tuple[Step, ...], name: str, field: str, value: Any) -> tuple[Step, ...]:
    """The steps with one field of one step set."""
    places = [at for at, held in enumerate(steps) if name in {held.name, held.stage}]
    if not places:
        raise UsageError(f"no step {name!r} is taken{did_you_mean(name, (held.name for held in steps))}")
    at = places[-1]
    known = [f.name for f in fields(STEPS[steps[at].name])]
    if field not in known:
        raise UsageError(f"{steps[at].name} has no {field!r}{did_you_mean(field, known)}")
    plain = {**step_to_plain(steps[at]), field: value}
    return (*steps[:at], step_from_plain(plain), *steps[at + 1 :])


def _value(words: str) -> Any:
    """The value that words say: JSON where they are that, else the words themselves."""
    try:
        return json.loads(words)
    except ValueError:
        return words.strip()
