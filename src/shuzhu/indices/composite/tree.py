"""The tree of a composite: indicators at the leaves, groups above them, an index at the top."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np
import numpy.typing as npt

from shuzhu.errors import InputError, UsageError, did_you_mean

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A leaf; ``direction`` is 1 where more is better, −1 where less is."""

    code: str
    parent: str
    weight: float = 1.0
    direction: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A node above; level 2 stands just over the indicators; the top has no parent."""

    code: str
    level: int
    parent: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The groups of one level, and the nodes below that belong to them.

    ``members`` says which belongs to which (nodes × groups). Of the nodes, ``leaves`` are the places of indicators
    among the indicators, ``branches`` those of groups among the groups; leaves stand first.
    """

    level: int
    groups: slice
    nodes: npt.NDArray[np.intp]
    members: Mask
    leaves: npt.NDArray[np.intp]
    branches: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Indicators and groups, the groups from the lowest level up; raises InputError where it is no tree.

    ``leaves`` are the indicators' codes, ``nodes`` those of all: indicators, then groups from the lowest level up.
    ``layers`` are the levels from the lowest up, as matrices of who belongs to whom.
    """

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    leaves: tuple[str, ...] = field(init=False, repr=False, compare=False)
    nodes: tuple[str, ...] = field(init=False, repr=False, compare=False)
    layers: tuple[Layer, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", tuple(sorted(self.groups, key=lambda g: g.level)))
        object.__setattr__(self, "leaves", tuple(i.code for i in self.indicators))
        object.__setattr__(self, "nodes", (*self.leaves, *(g.code for g in self.groups)))
        _check(self)
        object.__setattr__(self, "layers", _layers(self))

    @property
    def weights(self) -> Array:
        """The weight of every node, in the order of ``nodes``."""
        return np.array([n.weight for n in _all(self)], dtype=np.float64)

    @property
    def directions(self) -> Array:
        """1 or −1 for every indicator."""
        return np.array([i.direction for i in self.indicators], dtype=np.float64)

    @property
    def parents(self) -> dict[str, str | None]:
        """The parent of every node."""
        return {n.code: n.parent for n in _all(self)}

    @property
    def top(self) -> str:
        """The group that stands highest (the last one, where several do)."""
        return self.groups[-1].code

    def children(self, code: str) -> tuple[str, ...]:
        """The nodes just under a group; raises UsageError where there is no such group."""
        if code not in {g.code for g in self.groups}:
            raise UsageError(f"no such group as {code!r}{did_you_mean(code, (g.code for g in self.groups))}")
        return tuple(child for child, parent in self.parents.items() if parent == code)

    def weighted(self, weights: Mapping[str, float]) -> "Tree":
        """The tree with some weights changed; raises UsageError for an unknown node or a weight below nought."""
        known = self.nodes
        for code, weight in weights.items():
            if code not in known:
                raise UsageError(f"no such indicator or group as {code!r}{did_you_mean(code, known)}")
            if not (np.isfinite(weight) and weight >= 0):
                raise UsageError(f"the weight of {code} must be a number of nought or more, not {weight}")
        return Tree(
            indicators=tuple(replace(i, weight=weights.get(i.code, i.weight)) for i in self.indicators),
            groups=tuple(replace(g, weight=weights.get(g.code, g.weight)) for g in self.groups),
        )

    def keep(self, codes: set[str]) -> "Tree":
        """The tree with these indicators alone, and the groups that still hold something."""
        indicators = tuple(i for i in self.indicators if i.code in codes)
        used = {i.parent for i in indicators}
        for group in self.groups:
            if group.code in used and group.parent is not None:
                used.add(group.parent)
        return Tree(indicators=indicators, groups=tuple(g for g in self.groups if g.code in used))


def _all(tree: Tree) -> tuple[Indicator | Group, ...]:
    """Every node, in the order of ``nodes``."""
    return (*tree.indicators, *tree.groups)


def _layers(tree: Tree) -> tuple[Layer, ...]:
    """The levels from the lowest up, as matrices of who belongs to whom."""
    order = {code: at for at, code in enumerate(tree.nodes)}
    parents = np.array([order.get(node.parent or "", -1) for node in _all(tree)], dtype=np.intp)
    found, width = [], len(tree.indicators)
    for level, held in groupby(tree.groups, key=lambda g: g.level):
        places = np.array([order[group.code] for group in held], dtype=np.intp)
        below = np.flatnonzero(np.isin(parents, places))
        found.append(
            Layer(
                level=level,
                groups=slice(int(places[0]), int(places[-1]) + 1),
                nodes=below,
                members=parents[below, None] == places,
                leaves=below[below < width],
                branches=below[below >= width] - width,
            )
        )
    return tuple(found)


def _check(tree: Tree) -> None:
    """Raise InputError unless codes are single, parents exist and stand higher, and every group holds something."""
    levels = {g.code: g.level for g in tree.groups}
    if not tree.indicators or not tree.groups:
        raise InputError("a composite needs at least one indicator and one group to gather it")
    doubled = [code for code, times in Counter(tree.nodes).items() if times > 1]
    if doubled:
        raise InputError(f"{doubled[0]} stands twice in the tree; give every indicator and group its own code")
    for node in _all(tree):
        own = levels.get(node.code, 1)
        if node.parent is None:
            continue
        if node.parent not in levels:
            raise InputError(f"{node.code}: no such parent as {node.parent!r}{did_you_mean(node.parent, levels)}")
        if levels[node.parent] <= own:
            raise InputError(f"{node.code}: its parent {node.parent} must stand on a level above {own}")
    if any(not (np.isfinite(w) and w >= 0) for w in tree.weights):
        raise InputError("every weight must be a number of nought or more")
    if any(i.direction not in {1, -1} for i in tree.indicators):
        raise InputError("the direction of an indicator is 1 (more is better) or -1 (less is better)")
    empty = sorted(set(levels) - {n.parent for n in _all(tree)})
    if empty:
        raise InputError(f"the group {empty[0]} holds nothing; put indicators under it or take it out")
