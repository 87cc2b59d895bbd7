"""What a criminal document says of each defendant, and of the accusation."""

from dataclasses import dataclass
from decimal import Decimal

from shuzhu.facts.base import Amount, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Who prosecutes, under which indictment, of what; the victims and what the crime took."""

    office: Fact[str] | None = None
    indictment: Fact[str] | None = None
    charges: tuple[Fact[str], ...] = ()
    victims: tuple[Fact[str], ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug dealt with: its name, and its weight in grams; ``pieces`` where it is counted (粒, 片) and not weighed."""

    name: Fact[str]
    grams: Fact[Decimal] | None = None
    pieces: Fact[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedTerm:
    """What one charge alone was given, before merging; ``months`` of the main penalty."""

    charge: Fact[str]
    penalty: Fact[str] | None = None
    months: Fact[int] | None = None
    days: Fact[int] | None = None
    fine_yuan: Fact[Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defendant:
    """One defendant and what the order gives.

    ``penalty`` is the main penalty to serve (``fixed_term``, ``detention``, ``control``, ``life``, ``death``,
    ``suspended_death``, ``fine_only``, ``exempt``, ``not_responsible``, ``acquitted``); ``months`` its whole months
    and ``days`` what is beyond them; ``probation_months`` the trial period of a suspended sentence; ``fine_yuan``
    the fine to pay in all; ``rights_months`` how long political rights are lost, 9999 for life; ``terms`` what each
    charge was given where there are several; ``merged`` that they were merged, ``earlier`` that an earlier sentence
    was merged with them; ``unit`` that a unit stands accused; ``amounts`` what their crime took or did harm to.
    An appeal dismissed gives no sentence of its own.
    """

    name: Fact[str]
    unit: bool = False
    charged: tuple[Fact[str], ...] = ()
    charges: tuple[Fact[str], ...] = ()
    penalty: Fact[str] | None = None
    months: Fact[int] | None = None
    days: Fact[int] | None = None
    life: Fact[bool] | None = None
    death: Fact[bool] | None = None
    suspended_death: Fact[bool] | None = None
    probation_months: Fact[int] | None = None
    fine_yuan: Fact[Decimal] | None = None
    confiscation: Fact[str] | None = None
    rights_months: Fact[int] | None = None
    terms: tuple[ChargedTerm, ...] = ()
    merged: Fact[bool] | None = None
    earlier: Fact[bool] | None = None
    recidivist: Fact[bool] | None = None
    minor: Fact[bool] | None = None
    plea: Fact[bool] | None = None
    surrender: Fact[bool] | None = None
    drugs: tuple[Drug, ...] = ()
    amounts: tuple[Amount, ...] = ()
