"""Tables of composites: drawn by hand, and drawn by Hypothesis."""

import numpy as np
from hypothesis import strategies as st

from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Group, Indicator, Tree


def drawn(text, groups="civil criminal", times=None, **known):
    """A table from lines of ``unit | a | b | …``; the head says ``code[-]@group[*weight]``, ``.`` is missing."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    indicators = tuple(_indicator(cell) for cell in head[1:])
    used = [name for name in groups.split() if any(i.parent == name for i in indicators)]
    above = (*(Group(code=name, level=2, parent="index") for name in used), Group(code="index", level=3))
    values = np.array([[np.nan if cell == "." else float(cell) for cell in line[1:]] for line in lines])
    return Table(
        units=tuple(line[0] for line in lines), values=values, tree=Tree(indicators=indicators, groups=above),
        times=times, **known,
    )  # fmt: skip


def _indicator(cell):
    name, _, place = cell.partition("@")
    parent, _, weight = place.partition("*")
    return Indicator(
        code=name.rstrip("-"), parent=parent, weight=float(weight or 1), direction=-1 if name.endswith("-") else 1
    )


def shaped(values, directions=None, weights=None, *, normalised=False):
    """A table of numbers: the first half of the indicators in one group, the others in another."""
    values = np.asarray(values, dtype=float)
    width = values.shape[1]
    directions = [1] * width if directions is None else directions
    weights = [1.0] * width if weights is None else weights
    half = max(1, width // 2)
    indicators = tuple(
        Indicator(code=f"i{at}", parent="G" if at < half else "H", weight=weights[at], direction=directions[at])
        for at in range(width)
    )
    groups = (Group(code="G", level=2, parent="T"), Group(code="H", level=2, parent="T", weight=2.0))
    tree = Tree(indicators=indicators, groups=(*groups[: 2 if width > 1 else 1], Group(code="T", level=3)))
    units = tuple(f"u{at}" for at in range(len(values)))
    return Table(units=units, values=values, tree=tree, normalised=normalised)


@st.composite
def arrays(draw, low=-100, high=100, missing=True, units=(3, 7), width=(2, 6)):
    """Units × indicators of quarters, some of them missing; no indicator without spread."""
    rows, columns = draw(st.integers(*units)), draw(st.integers(*width))
    cells = st.integers(low * 4, high * 4).map(lambda number: number / 4)
    if missing:
        cells = st.one_of(cells, cells, cells, st.just(float("nan")))
    found = np.array(draw(st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))
    found[0], found[1] = low, high
    return found


DIRECTIONS = st.lists(st.sampled_from([1, -1]), min_size=6, max_size=6)
WEIGHTS = st.lists(st.integers(1, 9).map(float), min_size=6, max_size=6)
