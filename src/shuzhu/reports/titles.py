"""A long title in lines of whole words, as an office breaks it: never in the middle of one, none much longer."""

from collections.abc import Iterator, Sequence
from typing import Final

_BEFORE: Final = (
    "经济社会", "案件态势分析", "态势分析", "评估报告", "司法建议书", "风险预警函", "白皮书", "人民法院",
)  # fmt: skip
"""Words that a line may begin with."""
_AFTER: Final = "的、，"
"""Signs that a line may end with, the best first."""


def fitted(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """The lines of a title, those of more than ``most`` signs broken where the sense allows, else in the middle."""
    return tuple(part for line in lines for part in _broken(line, most))


def _broken(line: str, most: int) -> list[str]:
    """One line in as many as it needs."""
    if len(line) <= most or line.isascii():
        return [line]
    place = min(_places(line, most), default=(0, 0.0, (len(line) + 1) // 2))[2]
    return [*_broken(line[:place], most), *_broken(line[place:], most)]


def _places(line: str, most: int) -> Iterator[tuple[int, float, int]]:
    """Where a line may be broken: how good the place is, how far from the middle, the place."""
    for place in range(3, min(most, len(line) - 3) + 1):
        ends, begins = _AFTER.find(line[place - 1]), any(line[place:].startswith(word) for word in _BEFORE)
        if ends >= 0 or begins:
            yield ends if ends >= 0 and not begins else 0, abs(place - len(line) / 2), place
