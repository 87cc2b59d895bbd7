"""One measured figure against its limit, or told without one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was measured (``found``), its ``limit`` (None: told only), which way is better, and what fell short."""

    name: str
    found: float
    limit: float | None = None
    higher_is_better: bool = True
    note: str = ""

    @property
    def passes(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.found >= self.limit if self.higher_is_better else self.found <= self.limit

    def line(self) -> str:
        """The figure, its limit and its note."""
        sign = "≥" if self.higher_is_better else "≤"
        mark = "    " if self.limit is None else ("ok  " if self.passes else "FAIL")
        bound = "" if self.limit is None else f" ({sign} {self.limit:g})"
        return f"{mark}  {self.name}: {self.found:.5g}{bound}" + (f"  [{self.note}]" if self.note else "")
