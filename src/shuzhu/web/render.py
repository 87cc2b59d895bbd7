"""Templates → pages: escaped, in the reader's language, with what stands on every page."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shuzhu.access import Reader
from shuzhu.outputs import MADE_UP
from shuzhu.periods import in_chinese
from shuzhu.reports.figures import change, number, points
from shuzhu.tongues import said
from shuzhu.web.ask import Ask
from shuzhu.web.choices import courts_of, periods_of

CSRF: Final = "@@csrf@@"
"""Stands in a kept page where each reader's own token goes."""
WHO: Final = "@@who@@"
MENU: Final = (
    ("", ("/", "总览", "measure")),
    ("", ("/checkup", "数字体检", "measure")),
    ("", ("/warnings", "预警", "items")),
    ("检索", ("/search", "检索", "cases"), ("/similar", "类案", "cases")),
    ("诉前解纷", ("/prelitigation", "评估", "report"), ("/effects", "效果", "cases"), ("/cards", "评价", "card")),
    ("", ("/index", "指数", "measure")),
    ("报告", ("/reports", "报告", "report"), ("/topics", "专题", "report")),
    ("数据", ("/data", "导入", "measure"), ("/quality", "数据质量", "cases load"), ("/reconcile", "核对", "reconcile")),
    ("", ("/accounts", "管理", "accounts")),
    ("", ("/audit", "审计", "audit")),
    ("", ("/wall", "大屏", "measure")),
)  # fmt: skip
"""The menu: a page, or a group's title with its pages; each its address, its title, and what its reader must be
permitted somewhere at least: any one of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of the menu for one reader: where it leads, its title, and the pages of its group that they may see."""

    path: str
    title: str
    pages: tuple[tuple[str, str], ...]

    def here(self, path: str) -> bool:
        """The page lies in it."""
        return any(path == own or (own != "/" and path.startswith(own)) for own, _ in self.pages)


def menu(reader: Reader) -> list[Choice]:
    """What the reader may choose; a group leads to the first of its pages that they may see."""
    found = []
    for title, *entries in MENU:
        pages = tuple((path, name) for path, name, actions in entries if any(map(reader.may, actions.split())))
        if pages:
            found.append(Choice(path=pages[0][0], title=title or pages[0][1], pages=pages))
    return found


@cache
def environment() -> Environment:
    """The templates of the cockpit; a name that a template does not know is an error."""
    made = Environment(
        loader=PackageLoader("shuzhu.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"number": number, "change": change, "points": points, "day": day, "thousands": thousands,
                     "svg": Markup, "attribute": attribute, "bytes": size}  # fmt: skip
    return made


@cache
def english() -> Mapping[str, str]:
    """The English of every Chinese word on the screen."""
    told: dict[str, str] = yaml.safe_load((files("shuzhu.web") / "words.yaml").read_text(encoding="utf-8"))
    return told


def word(text: str, lang: str) -> str:
    """A word of the screen in a language; a Chinese one that has no English stays as it is."""
    return text if lang == "zh" else english().get(text, text)


def saying(lang: str) -> Callable[..., str]:
    """What says a word of the screen, with values where it has places for them."""

    def say(text: str, /, **values: object) -> str:
        told = word(text, lang)
        return told.format(**values) if values else told

    return say


def telling(lang: str) -> Callable[[str], str]:
    """What says an error in the reader's language."""
    return lambda text: said(text, lang)


@cache
def stamp(name: str) -> str:
    """The address of a file of ours with a mark of its content, so that a browser keeps it until it changes."""
    for folder in ("static", "built"):
        path = files("shuzhu.web") / folder / name
        if path.is_file():
            return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
    return ""


def render(template: str, ask: Ask, context: Mapping[str, Any]) -> bytes:
    """A page of a template."""
    shown = environment().get_template(template)
    return shown.render(**{**context, **frame(ask)}).encode()


def bare(template: str, lang: str, **context: Any) -> bytes:
    """A page that needs no store: what is shown where something went wrong."""
    shown = environment().get_template(template)
    return shown.render(lang=lang, _=saying(lang), worded=telling(lang), stamp=stamp, csrf=CSRF, **context).encode()


def frame(ask: Ask) -> dict[str, Any]:
    """What stands on every page: menu, court, period, the label of made-up data, what it rests on."""
    lang = ask.lang

    def from_both(words: Mapping[str, str]) -> str:
        return words.get(lang) or words["zh"]

    return {
        "ask": ask, "lang": lang, "_": saying(lang), "worded": telling(lang),
        "said": from_both, "stamp": stamp, "csrf": CSRF, "who": WHO,
        "menu": menu(ask.house.reader),
        "may": ask.house.reader.may,
        "made_up": MADE_UP if ask.house.settings.made_up else "", "place": ask.house.settings.name,
        "snapshot": ask.house.snapshot, "catalogue": ask.house.catalogue.version,
        "courts": courts_of(ask.house), "periods": periods_of(ask.house, lang), "when": in_words,
        "court_name": lambda mark: court_name(ask, mark),
    }  # fmt: skip


def court_name(ask: Ask, mark: str) -> str:
    """A court's name; of an area, its court's with a word."""
    own = mark.removesuffix("+")
    known = ask.house.codes.courts.get(own)
    area = word("（辖区）", ask.lang) if mark.endswith("+") else ""
    return (known.name if known else own) + area


def in_words(label: str, lang: str) -> str:
    """A period as it is said."""
    return in_chinese(label) if lang == "zh" else label


def day(value: date | str | None) -> str:
    """A day as it is written: 2020-01-31."""
    return "—" if value is None else str(value)[:10]


def thousands(value: float | None) -> str:
    """A count with commas."""
    return "—" if value is None else f"{value:,.0f}"


def size(value: float) -> str:
    """A number of bytes as it is said."""
    for unit in ("B", "KB", "MB"):
        if value < 1000:
            return f"{value:,.0f} {unit}" if unit == "B" or value >= 100 else f"{value:,.1f} {unit}"
        value /= 1024
    return f"{value:,.1f} GB"


def attribute(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Something for a script to read, as JSON in an attribute."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
