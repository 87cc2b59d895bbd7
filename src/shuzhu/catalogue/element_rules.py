"""YAML files → the elements and traits that make cases alike in law: what each is called, and what words show it."""

import hashlib
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
class Domain:
    """The elements of a field of law: it holds the causes named, and every cause below one of them."""

    name: str
    title: str
    causes: tuple[str, ...]
    elements: tuple[Element, ...]


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


def read_elements(name: str, *overlays: Path) -> tuple[Element, ...]:
    """The elements of a domain (loan, labour, divorce); raises CatalogueError where there is none such."""
    known = {one.name: one for one in read_domains(*overlays)}
    if name not in known:
        told = "、".join(sorted(known))
        raise CatalogueError(_HERE / "elements", "name", f"没有这一领域的要素 (no elements of {name}); known: {told}")
    return known[name].elements


def read_domains(*overlays: Path) -> tuple[Domain, ...]:
    """Every domain that has elements; a file of a later folder goes before one of the same name."""
    return tuple(_domain(path, _load(path)) for path in _files("elements", overlays))


def read_families(*overlays: Path) -> tuple[Family, ...]:
    """Every family that has traits of its own; a file of a later folder goes before one of the same name."""
    return tuple(_family(path, _load(path)) for path in _files("traits", overlays))


def rules_digest(*overlays: Path) -> str:
    """What tells one state of all elements and traits from another."""
    files = (*_files("elements", overlays), *_files("traits", overlays))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _files(kind: str, overlays: Sequence[Path]) -> list[Path]:
    """The files of a kind by name, those of the last folder first in force."""
    folders = (_HERE, *overlays)
    found = {path.name: path for folder in folders for path in (folder / kind).glob("*.yaml")}
    return [found[name] for name in sorted(found)]


def _domain(path: Path, told: Mapping[str, Any]) -> Domain:
    """The domain of a file."""
    elements = tuple(
        Element(code=code, title=e["title"], any=_either(path, code, e["any"]), none=_either(path, code, e.get("none")))
        for code, e in told["elements"].items()
    )
    return Domain(name=told["name"], title=told["title"], causes=tuple(told["causes"]), elements=elements)


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
