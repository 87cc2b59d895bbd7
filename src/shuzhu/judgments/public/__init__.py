"""How a case was decided, and what administrative and enforcement documents add."""

from shuzhu.judgments.public.decision import outcome_code_of

__all__ = ["outcome_code_of"]
