"""Templates: HTML is escaped, Markdown is not."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(*, html: bool, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of this room."""
    return Environment(
        loader=PackageLoader("shuzhu.reports"), autoescape=html,  # noqa: S701 — Markdown is no HTML
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=finalize,
    )  # fmt: skip


def style(name: str) -> str:
    """A style sheet, to stand within the page: no file is fetched."""
    return (files("shuzhu.reports") / "templates" / name).read_text(encoding="utf-8")
