"""items of work → what letters are written from: the warnings as of the snapshot, their cases and months."""

from dataclasses import replace
from typing import Final

from shuzhu.desk.items import Item
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report_material import common, told
from shuzhu.pipeline.watch import cases_of, months_of, one_item
from shuzhu.reports.material import Asked, Material, Warned

MOST: Final = 15
"""No more cases stand in a letter's table."""


def letter(house: House, asked: Asked) -> Material:
    """The warnings that a letter is about; raises UsageError where one is of another court."""
    material = common(house, asked)
    items = [as_of(house, one_item(house, number)) for number in asked.items]
    for one in items:
        if one.court != material.brief.court:
            raise UsageError(
                f"item {one.id} is of {one.court}, not of {material.brief.court}; ask with --court {one.court}"
            )
    return replace(
        material,
        warned=[_warned(house, one) for one in items],
        cases={str(one.id): cases_of(house, one, MOST) for one in items},
        months={one.id: months_of(house, one) for one in items},
    )


def as_of(house: House, one: Item) -> Item:
    """An item as it was found by the snapshot that is open: what later loads and people do changes no letter."""
    steps = tuple(step for step in one.steps if step.found and step.found.snapshot <= house.snapshot.label)
    if not steps:
        raise NoDataError(f"item {one.id} was raised by a later snapshot than {house.snapshot.label}")
    return replace(one, steps=steps)


def _warned(house: House, one: Item) -> Warned:
    """An item as the letter tells it."""
    return replace(told(house, one.alarm), item=one.id, due_on=one.due_on)
