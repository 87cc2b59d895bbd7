"""YAML files → the elements and traits that make cases alike in law: what each is called, and what words show it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from shuzhu.errors import CatalogueError

_HERE: Final = Path(__file__).parent
_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element: a sentence has it where ``any`` is found and ``none`` is not, in the same half sentence."""

    code: str
    title: str
    any: re.Pattern[str]
    none: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One matter that a case has a value in, or several; no ``sections`` stands for all.

    Either ``values`` (name and what shows it), or ``count`` (how many of it, up to three), or ``rate``: bounds between
    the bands of the highest rate in percent a year.
    """

    code: str
    title: str
    sections: tuple[str, ...] = ()
    otherwise: str = ""
    values: tuple[tuple[str, re.Pattern[str]], ...] = ()
    count: re.Pattern[str] | None = None
    rate: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The traits of a family of causes."""

    name: str
    title: str
    causes: tuple[str, ...]
    traits: tuple[Trait, ...]


def read_elements(name: str, folder: Path = _HERE / "elements") -> tuple[Element, ...]:
    """The elements of a domain (loan, labour, divorce); raises CatalogueError where there is none such."""
    path = folder / f"{name}.yaml"
    if not path.exists():
        known = "、".join(sorted(p.stem for p in folder.glob("*.yaml")))
        raise CatalogueError(path, "name", f"没有这一领域的要素 (no elements of {name}); known: {known}")
    told = _load(path)
    return tuple(
        Element(code=code, title=e["title"], any=_either(path, code, e["any"]), none=_either(path, code, e.get("none")))
        for code, e in told["elements"].items()
    )


def read_families(folder: Path = _HERE / "traits") -> tuple[Family, ...]:
    """Every family that has traits of its own."""
    return tuple(_family(path, _load(path)) for path in sorted(folder.glob("*.yaml")))


def _family(path: Path, told: Mapping[str, Any]) -> Family:
    """The family of a file."""
    traits = tuple(_trait(path, code, t) for code, t in told["traits"].items())
    return Family(name=told["name"], title=told["title"], causes=tuple(told["causes"]), traits=traits)


def _trait(path: Path, code: str, told: Mapping[str, Any]) -> Trait:
    """One trait of a file."""
    unknown = sorted(set(told) - {"title", "sections", "otherwise", "values", "count", "rate"})
    if unknown:
        raise CatalogueError(path, code, f"unknown keys: {', '.join(unknown)}")
    return Trait(
        code=code, title=told["title"], sections=tuple(told.get("sections", ())), otherwise=told.get("otherwise", ""),
        values=tuple((name, _either(path, code, each)) for name, each in told.get("values", {}).items()),
        count=_either(path, code, [told["count"]]) if "count" in told else None, rate=tuple(told.get("rate", ())),
    )  # fmt: skip


def _either(path: Path, code: str, patterns: Sequence[str] | None) -> re.Pattern[str]:
    """One expression for any of some; without any, one that is never found."""
    if not patterns:
        return _NEVER
    try:
        return re.compile("|".join(f"(?:{one})" for one in patterns))
    except re.error as error:
        raise CatalogueError(path, code, f"no regular expression ({error})") from error


def _load(path: Path) -> Any:
    """What a YAML file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))
