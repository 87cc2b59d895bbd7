"""items of work → what letters are written from: the warnings as of the snapshot, their cases and months."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from shuzhu.desk.items import Item
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report_material import common, told
from shuzhu.pipeline.watch import alarm_for, allowed, cases_of
from shuzhu.pipeline.why import rule_of
from shuzhu.pipeline.why_charts import chart_of
from shuzhu.reports.document import Emblem
from shuzhu.reports.material import Asked, Material, Warned
from shuzhu.reports.why_lines import Lines

MOST: Final = 15
"""No more cases stand in a letter's table."""
EMBLEMS: Final[Mapping[Literal["svg", "png"], tuple[bytes, ...]]] = {
    "png": (b"\x89PNG",), "svg": (b"<svg", b"<?xml")
}  # fmt: skip
"""The kinds of emblem files, by how they begin."""
LARGEST: Final = 500_000
MONTHS: Final = 24
"""No more months are drawn."""


def letter(house: House, asked: Asked) -> Material:
    """The warnings that a letter is about; raises UsageError where one is of another court."""
    material = common(house, asked)
    items = [as_of(house, allowed(house, "items", number)) for number in asked.items]
    for one in items:
        if one.court != material.brief.court:
            raise UsageError(
                f"item {one.id} is of {one.court}, not of {material.brief.court}; ask with --court {one.court}"
            )
    return replace(
        material,
        warned=[_warned(house, one) for one in items],
        cases={str(one.id): cases_of(house, one, MOST) for one in items},
        months={one.id: _months(house, one) for one in items},
        emblem=emblem_of(house),
    )


def emblem_of(house: House) -> Emblem | None:
    """The court's own emblem where the settings name one; raises UsageError for what is no SVG or PNG of fair size."""
    if not house.settings.emblem:
        return None
    path = house.root / house.settings.emblem
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"settings.yaml: emblem: {path} cannot be read ({error.strerror})") from error
    form = next((form for form, signs in EMBLEMS.items() if data.lstrip().startswith(signs)), None)
    if form is None or len(data) > LARGEST:
        raise UsageError(f"settings.yaml: emblem: {path.name} must be an SVG or PNG file of at most 500 kB")
    return Emblem(data=data, form=form)


def as_of(house: House, one: Item) -> Item:
    """An item as it was found by the snapshot that is open: what later loads and people do changes no letter."""
    steps = tuple(step for step in one.steps if step.found and step.found.snapshot <= house.snapshot.label)
    if not steps:
        raise NoDataError(f"item {one.id} was raised by a later snapshot than {house.snapshot.label}")
    return replace(one, steps=steps)


def _warned(house: House, one: Item) -> Warned:
    """An item as the letter tells it."""
    return replace(told(house, alarm_for(house, one.alarm)), item=one.id, due_on=one.due_on)


def _months(house: House, one: Item) -> list[tuple[str, float]]:
    """The points of the item's chart that have a figure; nothing where it is drawn otherwise."""
    chart = chart_of(house.itself, rule_of(house, one), one.alarm)
    if not isinstance(chart, Lines):
        return []
    return [(point.label, point.value) for point in chart.points if point.value is not None][-MONTHS:]
