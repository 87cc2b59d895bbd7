"""Tables by cut, and the figures of a topic's cases: shares with their intervals, middle numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from shuzhu.catalogue.topic_model import Field
from shuzhu.periods import YearStart
from shuzhu.topics.answers import Answers
from shuzhu.topics.estimates import wilson

BLANK = ""
"""Stands for what is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One value of a cut: its cases, and those of the year before (None: the records do not reach so far)."""

    value: str
    now: int
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: a share with its interval, or a middle number, of so many cases that are known."""

    field: Field
    value: float
    known: int
    of: int
    low: float | None = None
    high: float | None = None
    before: float | None = None


def parts(now: Answers, then: Answers | None, cut: str, start: YearStart) -> list[Part]:
    """Cases by value of a cut: those of time in their order, all others the largest first, what is blank last."""
    counts, before = _counted(now, cut, start), _counted(then, cut, start) if then is not None else None
    timed = cut in {"year", "quarter", "month"}
    keys = list(counts) if timed else list(dict.fromkeys([*counts, *(before or {})]))
    found = [
        Part(value=key, now=counts.get(key, 0), before=None if before is None or timed else before.get(key, 0))
        for key in keys
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.value == BLANK, one.value) if timed else (one.value == BLANK, -one.now,
                                                                                        one.value))  # fmt: skip


def figures(now: Answers, then: Answers | None, fields: Sequence[Field]) -> list[Figure]:
    """Fields → their figures; those that no case tells are left out."""
    found = []
    for one in fields:
        figure = _figure(now, one)
        if figure is not None:
            before = _figure(then, one) if then is not None else None
            found.append(Figure(
                field=one, value=figure[0], known=figure[1], of=len(now), low=figure[2], high=figure[3],
                before=before[0] if before else None,
            ))  # fmt: skip
    return found


def _figure(cases: Answers, one: Field) -> tuple[float, int, float | None, float | None] | None:
    """The value, how many cases it is of, and its interval; None where none tells."""
    known = [answer for answer in cases.fields[one.name] if answer is not None]
    if not known:
        return None
    if one.flag:
        count = sum(map(bool, known))
        return count / len(known), len(known), *wilson(count, len(known))
    return float(median(float(answer) for answer in known)), len(known), None, None


def _counted(cases: Answers, cut: str, start: YearStart) -> Mapping[str, int]:
    """How many cases have each value."""
    counts: dict[str, int] = {}
    for key in _keys(cases, cut, start):
        counts[key] = counts.get(key, 0) + 1
    return counts


def _keys(cases: Answers, cut: str, start: YearStart) -> list[str]:
    """The value of each case as a word."""
    if cut in {"year", "quarter", "month"}:
        months = [start.month_index(day) for day in cases.days]
        if cut == "year":
            return [str(month // 12) for month in months]
        if cut == "quarter":
            return [f"{month // 12}Q{month % 12 // 3 + 1}" for month in months]
        return [f"{month // 12}-{month % 12 + 1:02d}" for month in months]
    told = cases.fields[cut]
    return [BLANK if one is None else str(one).lower() if isinstance(one, bool) else _word(one) for one in told]


def _word(one: str | float) -> str:
    """A word, or a number without needless places."""
    return one if isinstance(one, str) else f"{one:g}"
