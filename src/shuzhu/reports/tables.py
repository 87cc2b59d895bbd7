"""Findings and tables as one page, one Markdown file, or rows: for whatever is told in tables and is no report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhu.reports.pages import environment, style


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One finding in words: its title, how sure it is (a code and a word), what is found, and where to look."""

    title: str
    code: str
    word: str
    text: str
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table: its headings by column, rows, and a note below; ``name`` is its name in files."""

    name: str
    title: str
    heads: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A title, what it is of, findings, tables, and what must be said beside them."""

    kind: str
    title: str
    about: tuple[str, ...]
    leads: tuple[Lead, ...]
    parts: tuple[Part, ...]
    guard: str
    method: str
    made_up: bool = False


def html(page: Page) -> str:
    """One page that needs nothing from anywhere else."""
    return environment(html=True).get_template("tables.html.j2").render(page=page, style=style("tables.css"))


def markdown(page: Page) -> str:
    """The same as Markdown."""
    return environment(html=False, finalize=_in_cell).get_template("tables.md.j2").render(page=page)


def _in_cell(value: Any) -> Any:
    """A value that breaks no table."""
    return value.replace("|", "\\|").replace("\n", " ") if isinstance(value, str) and "|" in value else value
