"""What an order gives one of the accused, while it is being read."""

from dataclasses import dataclass, field
from decimal import Decimal

from shuzhu.facts import Fact


@dataclass(slots=True)
class Term:
    """What stands behind one charge, or behind 决定执行 (``merged``)."""

    charges: list[Fact[str]] = field(default_factory=list)
    penalty: Fact[str] | None = None
    months: Fact[int] | None = None
    days: Fact[int] | None = None
    probation: Fact[int] | None = None
    fine: Fact[Decimal] | None = None
    seized: Fact[str] | None = None
    rights: Fact[int] | None = None
    merged: Fact[bool] | None = None

    @property
    def told(self) -> bool:
        """Something has been given already."""
        return bool(self.penalty or self.fine or self.seized or self.rights)


@dataclass(slots=True)
class Verdict:
    """All that the order gives one of the accused."""

    terms: list[Term] = field(default_factory=list)
    earlier: Fact[bool] | None = None

    def open(self) -> Term:
        """The term that is being read."""
        if not self.terms:
            self.terms.append(Term())
        return self.terms[-1]
