"""What every reader of a snapshot asks for, counted before the first does: the cube, and the quality of rows."""

from shuzhu.pipeline.house import House
from shuzhu.pipeline.quality_counts import by_month


def prepare(house: House) -> House:
    """Count what is kept beside the store for the house's snapshot; what is kept already is only read."""
    house = house.warmed()
    if house.snapshot.number:
        by_month(house.itself)
    return house
