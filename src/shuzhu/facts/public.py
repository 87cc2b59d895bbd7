"""What an administrative and what an enforcement document add."""

from dataclasses import dataclass
from decimal import Decimal

from shuzhu.case_number import CaseNumber
from shuzhu.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrative:
    """The authority sued, its level and field, its act, whether its leader came to court, and who won.

    ``level`` is ``township``, ``county``, ``city``, ``province`` or ``central``; ``field`` and ``act`` are codes of
    the code tables where there is one, else the words; ``lost`` is True where the order is one of those that count
    as the authority's defeat, False where it is not, None where the document does not decide.
    """

    authority: tuple[Fact[str], ...] = ()
    level: str | None = None
    field: Fact[str] | None = None
    act: Fact[str] | None = None
    leader_in_court: Fact[bool] | None = None
    lost: Fact[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """What is enforced, for how much (yuan), with what success, and how it closed."""

    basis: Fact[CaseNumber] | None = None
    applied_yuan: Fact[Decimal] | None = None
    recovered_yuan: Fact[Decimal] | None = None
    closing: Fact[str] | None = None
    terminated_for_now: Fact[bool] | None = None
    dishonest_listed: Fact[bool] | None = None
    spending_restricted: Fact[bool] | None = None
