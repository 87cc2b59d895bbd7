"""One measured figure against its limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was measured (``found``), its ``limit``, which way is better, and what fell short, by document id."""

    name: str
    found: float
    limit: float
    higher_is_better: bool = True
    failures: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the limit is kept."""
        return self.found >= self.limit if self.higher_is_better else self.found <= self.limit

    def line(self) -> str:
        """The figure, its limit, and the first few failures."""
        sign = "≥" if self.higher_is_better else "≤"
        head = f"{'ok  ' if self.passes else 'FAIL'}  {self.name}: {self.found:.5g} ({sign} {self.limit:g})"
        return head + (f"  [{len(self.failures)}: {', '.join(self.failures[:12])}]" if self.failures else "")
