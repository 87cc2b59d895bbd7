"""How a case was decided, and what administrative and enforcement documents add."""

from shuzhu.judgments.public.administrative import administrative_of
from shuzhu.judgments.public.decision import outcome_code_of
from shuzhu.judgments.public.enforcement import enforcement_of

__all__ = ["administrative_of", "enforcement_of", "outcome_code_of"]
