"""A form that was refused, to be filled in again: what was typed is kept a while, and put back into its page."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST: Final = 500
KEPT_FOR: Final = 1800.0
"""Seconds for which what was typed is kept."""
LONGEST: Final = 4000
WORD: Final = "again"
"""What an address says where a form is to be filled in again."""
SECRET: Final = frozenset({"/login", "/logout", "/password"})
"""What is typed here is never kept."""
_FILLED: Final = frozenset({"text", "search", "date", "number", "email", "tel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A form that was refused: whose visit, where it went, what was typed, and why it was refused."""

    visit: str
    action: str
    fields: Mapping[str, str]
    words: str
    at: float


class Agains:
    """The forms that were refused lately, by a mark that stands in the address of their page."""

    def __init__(self) -> None:
        """None yet."""
        self._kept: OrderedDict[str, Typed] = OrderedDict()

    def keep(self, visit: str, action: str, fields: Mapping[str, str], words: str) -> str:
        """Remember what was typed; the mark."""
        mark = secrets.token_urlsafe(9)
        short = {name: value[:LONGEST] for name, value in fields.items()}
        self._kept[mark] = Typed(visit=visit, action=action, fields=short, words=words, at=time.monotonic())
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return mark

    def of(self, mark: str, visit: str) -> Typed | None:
        """What a visit typed; None where that is another's, or too long ago."""
        found = self._kept.get(mark)
        fresh = found is not None and found.visit == visit and time.monotonic() - found.at < KEPT_FOR
        return found if fresh else None


def page_of(referer: str, host: str, action: str) -> str:
    """The page that a form stood on: the one it came from if that is ours, else the one above its address or there."""
    parts = urlsplit(referer)
    if parts.netloc == host and parts.path.startswith("/"):
        kept = [(name, value) for name, value in parse_qsl(parts.query) if name != WORD]
        return parts.path + (f"?{urlencode(kept)}" if kept else "")
    return action.rstrip("/").rpartition("/")[0] or action


def marked(page: str, mark: str) -> str:
    """The address of a page where what was typed is put back."""
    return f"{page}{'&' if '?' in page else '?'}{WORD}={mark}"


def filled(body: bytes, typed: Typed) -> bytes:
    """A page with what was typed put back into its form, and above it why it was refused."""
    tree = LexborHTMLParser(body.decode())
    form = next((one for one in tree.css("form[method=post]") if one.attributes.get("action") == typed.action), None)
    if form is None:
        return body
    for node in form.css("input, textarea, select"):
        name = node.attributes.get("name") or ""
        if name in typed.fields or node.attributes.get("type") == "checkbox":
            _fill(node, typed.fields.get(name))
    note = tree.create_node("p")
    note.attrs["class"], note.attrs["role"], note.attrs["id"] = "failed", "alert", WORD
    note.insert_child(typed.words)
    form.insert_before(note)
    parent = form.parent
    while parent is not None:
        if parent.tag == "details":
            parent.attrs["open"] = ""
        parent = parent.parent
    return (tree.html or "").encode()


def _fill(node: LexborNode, value: str | None) -> None:
    """Put a value back into a field; none into a password, a file or what is hidden."""
    kind = (node.attributes.get("type") or "text").lower()
    if node.tag == "textarea":
        for child in list(node.iter(include_text=True)):
            child.remove()
        node.insert_child(value or "")
    elif node.tag == "select":
        for option in node.css("option"):
            _mark(option, "selected", is_set=option.attributes.get("value") == value)
    elif kind == "checkbox":
        _mark(node, "checked", is_set=value is not None)
    elif kind in _FILLED:
        node.attrs["value"] = value or ""


def _mark(node: LexborNode, name: str, *, is_set: bool) -> None:
    """Set an attribute that has no value, or take it away."""
    if is_set:
        node.attrs[name] = ""
    elif name in node.attributes:
        del node.attrs[name]
