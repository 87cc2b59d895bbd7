"""Numbers → places on a drawing, and round marks for an axis."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 1e-9
"""What is nearer than this cannot be told apart on a drawing."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``low`` to ``high`` drawn between two places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands, to a tenth of a dot."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        return round(self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low), 1)


def reach(values: Iterable[float | None], *, room: float = 0.08) -> tuple[float, float]:
    """The least and greatest of some values with a little room; 0–1 where there are none."""
    known = [value for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    more = (high - low) * room or abs(high) * room
    if more < LEAST:
        more = 1.0
    return (max(0.0, low - more) if low >= 0 else low - more), high + more


def marks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers within a reach, about so many."""
    raw = (high - low) / max(1, about)
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    step = next((m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw), 10 * power)
    first = math.ceil(low / step)
    return [round(n * step, 10) for n in range(first, math.floor(high / step) + 1)]


def lines(points: Sequence[tuple[float, float] | None]) -> list[str]:
    """Runs of known points, each as the points of a polyline; a gap breaks the line."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]:g},{point[1]:g}")
    return [" ".join(run) for run in runs if run]
