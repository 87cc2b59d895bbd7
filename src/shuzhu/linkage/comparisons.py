"""What is compared, and the levels of agreement of each, with what they weigh before any data has been seen.

A level has a word that people read, a condition over the keys of ``keys`` (SQL of DuckDB), and m and u: how often true
and false pairs reach it (Fellegi & Sunter 1969). ``model`` learns m and u from the data where there is enough of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of agreement; ``common`` names the column whose frequent values weigh less.

    ``fixed``: u is known by reason and not learnt, for no sample is large enough to hold one such pair.
    """

    word: str
    sql: str
    m: float = 0.0
    u: float = 0.0
    common: str = ""
    fixed: bool = False

    @property
    def blank(self) -> bool:
        """Nothing can be compared: it weighs nothing."""
        return self.m == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is compared: its name, its title on every screen, its levels from the strongest on."""

    name: str
    title: str
    levels: tuple[Level, ...]

    def settings(self) -> dict[str, Any]:
        """As Splink takes it."""
        return {"output_column_name": self.name, "comparison_levels": [_settings(level) for level in self.levels]}


ELSE: Final = "ELSE"


def _settings(level: Level) -> dict[str, Any]:
    """A level as Splink takes it."""
    told: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.word}
    if level.blank:
        return told | {"is_null_level": True}
    told |= {"m_probability": level.m, "u_probability": level.u, "fix_u_probability": level.fixed}
    if level.common:
        told |= {"tf_adjustment_column": level.common, "tf_adjustment_weight": 1.0, "tf_minimum_u_value": 1e-6}
    return told


def _both(column: str) -> str:
    """Two keys are equal."""
    return f'"{column}_l" = "{column}_r"'


def _shared(column: str) -> str:
    """Two lists of keys share one."""
    return f'list_has_any("{column}_l", "{column}_r")'


def _blank(column: str) -> Level:
    """Nothing is said on one side or the other."""
    return Level(word="未填", sql=f'"{column}_l" IS NULL OR "{column}_r" IS NULL')


def of_name(key: str, title: str, *, common: bool = True) -> Comparison:
    """A name of a person or company, by its keys ``key_name``, ``key_sound`` …"""
    masked = (f'("{key}_masked_l" OR "{key}_masked_r") AND ({_shared(f"{key}_masks")} '
              f'OR ("{key}_masked_l" AND "{key}_masked_r" AND {_both(f"{key}_surname")}))')  # fmt: skip
    former = f'"{key}_former_l" = "{key}_name_r" OR "{key}_name_l" = "{key}_former_r" OR {_both(f"{key}_former")}'
    levels = (
        _blank(f"{key}_masked"),
        Level(word="相同", sql=_both(f"{key}_name"), m=0.72, u=0.001,
              common=f"{key}_name" if common else ""),
        Level(word="字号相同", sql=f'"{key}_company_l" AND {_both(f"{key}_core")}', m=0.05, u=0.0005),
        Level(word="同音", sql=_both(f"{key}_sound"), m=0.04, u=0.001),
        Level(word="近音或形近", sql=f"{_both(f'{key}_shape')} OR {_both(f'{key}_near')}", m=0.03, u=0.001),
        Level(word="曾用名相同", sql=former, m=0.002, u=0.0001),
        Level(word="遮盖相符", sql=masked, m=0.1, u=0.01),
        Level(word="一字之差", sql=_shared(f"{key}_open"), m=0.02, u=0.01),
        Level(word="不同", sql=ELSE, m=0.03, u=0.97),
    )  # fmt: skip
    return Comparison(name=key, title=title, levels=levels)


def of_identity(key: str, title: str) -> Comparison:
    """An identity number or credit code, whole or masked, by its keys."""
    parts = [f"{key}_{part}" for part in ("whole", "region", "born", "tail")]
    unseen = f"coalesce({', '.join(_both(part) for part in parts)}) IS NULL"
    agree = " AND ".join(f"coalesce({_both(part)}, TRUE)" for part in parts[1:])
    hidden = f'("{parts[0]}_l" IS NULL OR "{parts[0]}_r" IS NULL) AND {agree} AND coalesce({_both(parts[3])}, {_both(parts[2])}, FALSE)'  # noqa: E501
    return Comparison(name=key, title=title, levels=(
        Level(word="未填", sql=unseen),
        Level(word="相同", sql=_both(parts[0]), m=0.85, u=1e-8, fixed=True),
        Level(word="遮盖相符", sql=hidden, m=0.06, u=3e-7, fixed=True),
        Level(word="一位之差", sql=_shared(f"{key}_open"), m=0.05, u=1e-6, fixed=True),
        Level(word="出生日期相同", sql=_both(parts[2]), m=0.01, u=5e-5),
        Level(word="不同", sql=ELSE, m=0.03, u=0.9998),
    ))  # fmt: skip


def of_home(key: str, title: str, telephone: str, address: str) -> Comparison:
    """Where somebody can be reached: telephone and address together, for whoever shares one mostly shares the other."""
    both = f"({telephone}_number_l IS NULL OR {telephone}_number_r IS NULL)"
    known = f"({address}_l IS NULL OR {address}_r IS NULL)"
    return Comparison(name=key, title=title, levels=(
        Level(word="未填", sql=f"{both} AND {known}"),
        Level(word="电话住址相同", sql=f"{_both(f'{telephone}_number')} AND {_both(address)}", m=0.5, u=0.00005),
        Level(word="电话相同", sql=_both(f"{telephone}_number"), m=0.25, u=0.00005),
        Level(word="住址相同", sql=_both(address), m=0.15, u=0.0001),
        Level(word="电话一位之差", sql=_shared(f"{telephone}_open"), m=0.03, u=0.0001),
        Level(word="不同", sql=ELSE, m=0.07, u=0.9997),
    ))  # fmt: skip


def of_amount(key: str, title: str, same: tuple[float, float] = (0.8, 0.001)) -> Comparison:
    """A sum in yuan; ``same``: m and u of equal sums."""
    greater = f'greatest(abs("{key}_l"), abs("{key}_r"))'
    near = f'abs("{key}_l" - "{key}_r") <= '
    return Comparison(name=key, title=title, levels=(
        _blank(key),
        Level(word="相同", sql=_both(key), m=same[0], u=same[1]),
        Level(word="相差百分之二以内", sql=f"{near}0.02 * {greater}", m=0.4 * (1 - same[0]), u=0.01),
        Level(word="相差三成以内", sql=f"{near}0.3 * {greater}", m=0.35 * (1 - same[0]), u=0.15),
        Level(word="不同", sql=ELSE, m=0.25 * (1 - same[0]), u=0.84 - same[1]),
    ))  # fmt: skip


_APART: Final = ((0.5, 0.003), (0.3, 0.01), (0.12, 0.03), (0.05, 0.1))
"""m and u of days that lie within each bound, the nearest first."""


def of_days(
    key: str, title: str, near: Sequence[int] = (0, 3, 15, 60), shares: Sequence[tuple[float, float]] = _APART
) -> Comparison:
    """Days, by how far they lie apart; the last bound parts those that are near from all others.

    ``shares``: m and u of each bound, for as many bounds at least.
    """
    apart = f'abs(date_diff(\'day\', "{key}_l", "{key}_r"))'
    levels = [
        Level(word="同日" if days == 0 else f"相差{days}日以内", sql=f"{apart} <= {days}", m=m, u=u)
        for days, (m, u) in zip(near, shares[: len(near)], strict=True)
    ]
    rest = Level(word="不同", sql=ELSE, m=1 - sum(level.m for level in levels), u=1 - sum(level.u for level in levels))
    return Comparison(name=key, title=title, levels=(_blank(key), *levels, rest))


def of_word(key: str, title: str, *, m: float = 0.9, u: float = 0.05) -> Comparison:
    """A word that is equal or not: a cause, a town, a court; frequent ones weigh less."""
    return Comparison(name=key, title=title, levels=(
        _blank(key),
        Level(word="相同", sql=_both(key), m=m, u=u, common=key),
        Level(word="不同", sql=ELSE, m=1 - m, u=1 - u),
    ))  # fmt: skip


def of_text(key: str, title: str, bounds: Sequence[float] = (0.92, 0.88, 0.7)) -> Comparison:
    """A text in Latin letters or digits, by Jaro–Winkler: DuckDB measures bytes, which are letters there alone."""
    near = [
        Level(
            word=f"相似度{bound}以上",
            sql=f'jaro_winkler_similarity("{key}_l", "{key}_r") >= {bound}',
            m=0.1 / len(bounds),
            u=0.01,
        )
        for bound in bounds
    ]
    return Comparison(name=key, title=title, levels=(
        _blank(key), Level(word="相同", sql=_both(key), m=0.8, u=0.01, common=key), *near,
        Level(word="不同", sql=ELSE, m=0.1, u=0.95),
    ))  # fmt: skip


def of_digits(key: str, title: str) -> Comparison:
    """A number or date written in digits, by the slips of a typist (Damerau–Levenshtein)."""
    slips = [
        Level(
            word=f"{most}处之差",
            sql=f'damerau_levenshtein("{key}_l", "{key}_r") <= {most}',
            m=0.06 / most,
            u=0.001 * most,
        )
        for most in (1, 2)
    ]
    return Comparison(name=key, title=title, levels=(
        _blank(key), Level(word="相同", sql=_both(key), m=0.85, u=0.001, common=key), *slips,
        Level(word="不同", sql=ELSE, m=0.06, u=0.996),
    ))  # fmt: skip


def within(comparison: Comparison, agree: float = 0.5, differ: float = -6.0) -> Comparison:
    """A comparison among pairs that were chosen because they agree in it: agreement says little, the rest much.

    ``agree`` and ``differ``: what the levels add (log₂), those of agreement and the last.
    """
    seen = [level for level in comparison.levels if not level.blank]
    last = replace(seen[-1], m=0.02, u=0.02 / 2**differ, common="", fixed=True)
    others = [replace(level, m=0.5, u=0.5 / 2**agree, common="", fixed=True) for level in seen[:-1]]
    return replace(comparison, levels=(comparison.levels[0], *others, last))


def without_frequencies(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """The same comparisons, every value weighing the same: for few records, whose frequencies mean nothing."""
    return tuple(replace(one, levels=tuple(replace(level, common="") for level in one.levels)) for one in comparisons)
