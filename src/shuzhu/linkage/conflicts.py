"""Two records of one thing, told by two sources → where they differ: which fact, of what kind, by how much."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from shuzhu.linkage.names import name

SUCCESS: Final = frozenset({"agreed", "settled_withdrawn"})
"""Endings of a mediation that count as success, as the derived column ``succeeded`` does."""
FIELDS: Final[Mapping[str, str]] = {
    "ending": "终结原因", "registered_on": "登记日期", "ended_on": "办结日期", "amount": "标的额",
    "applicant": "申请人", "respondent": "被申请人", "cause": "案由",
}  # fmt: skip
"""The facts of a mediation that are held against each other."""
KINDS: Final[Mapping[str, str]] = {
    "success": "成败不一", "ending": "终结原因不一", "days": "日期不一", "amount": "金额不一", "parties": "当事人不一",
    "cause": "案由不一",
}  # fmt: skip
"""The kinds of conflicts, the gravest first."""
MINOR_DAYS: Final = 3
"""Days apart up to which a date is a matter of when it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One fact told differently: field, kind, both values, the size (days, yuan; 1 for words), whether minor."""

    field: str
    kind: str
    left: Any
    right: Any
    size: float
    minor: bool = False

    @property
    def title(self) -> str:
        """The field in words."""
        return FIELDS.get(self.field, self.field)


def conflicts(
    left: Mapping[str, Any], right: Mapping[str, Any], fields: Sequence[str] = tuple(FIELDS)
) -> list[Conflict]:
    """Where two records differ, the gravest first; what one of them leaves blank is no conflict."""
    found = []
    for field in fields:
        one, other = left.get(field), right.get(field)
        if one is None or other is None or one == other:
            continue
        conflict = _HOW.get(type(one), _of_words)(field, one, other)
        if conflict is not None:
            found.append(conflict)
    order = list(KINDS)
    return sorted(found, key=lambda one: (one.minor, order.index(one.kind)))


def _of_days(field: str, one: date, other: date) -> Conflict:
    """Two days; a few apart are minor."""
    apart = abs((one - other).days)
    return Conflict(field=field, kind="days", left=one, right=other, size=apart, minor=apart <= MINOR_DAYS)


def _of_sums(field: str, one: Decimal, other: Decimal) -> Conflict:
    """Two sums."""
    return Conflict(field=field, kind="amount", left=one, right=other, size=float(abs(one - other)))


def _of_words(field: str, one: str, other: str) -> Conflict | None:
    """Two words; names that are one in their normal form are no conflict."""
    if field in {"applicant", "respondent"}:
        a, b = name(one), name(other)
        if a is not None and b is not None and (a.text == b.text or a.masked or b.masked):
            return None
        return Conflict(field=field, kind="parties", left=one, right=other, size=1)
    if field == "ending":
        kind = "success" if (one in SUCCESS) != (other in SUCCESS) else "ending"
        return Conflict(field=field, kind=kind, left=one, right=other, size=1)
    return Conflict(field=field, kind=field, left=one, right=other, size=1)


_HOW: Final[Mapping[type, Callable[[str, Any, Any], Conflict | None]]] = {date: _of_days, Decimal: _of_sums}
