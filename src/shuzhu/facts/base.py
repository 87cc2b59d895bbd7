"""One fact with its place, and an amount of money with what it is for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Fact(NamedTuple, Generic[T]):
    """One thing read: its value, where it stands (``text[start:end]``) and the rule's name."""

    value: T
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in yuan, what it is for (``principal``, ``interest``, ``wages`` …), and where it stands."""

    what: str
    yuan: Decimal
    start: int
    end: int
    rule: str = "金额"
