"""A reading → its facts one by one, each with the path that leads to it (``order[1].yuan``)."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from shuzhu.facts.base import Amount, Fact
from shuzhu.facts.model import Citation, Reading, Section

_BESIDE = {"sections"}


def facts_of(reading: Reading) -> Iterator[tuple[str, Fact[Any]]]:
    """Every fact with its path; sections are none, an amount and a citation are one each."""
    for field in dataclasses.fields(reading):
        if field.name not in _BESIDE:
            path = "" if field.name == "heading" else field.name
            yield from _walk(path, getattr(reading, field.name))


def _walk(path: str, value: Any) -> Iterator[tuple[str, Fact[Any]]]:
    """The facts below a value."""
    if isinstance(value, Fact):
        yield path, value
    elif isinstance(value, Amount):
        yield f"{path}.{value.what}", Fact(value.yuan, value.start, value.end, value.rule)
    elif isinstance(value, Citation):
        yield path, Fact(cited(value), value.start, value.end, value.status)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _walk(f"{path}[{index}]", one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Section):
        for field in dataclasses.fields(value):
            yield from _walk(f"{path}.{field.name}" if path else field.name, getattr(value, field.name))


def cited(one: Citation) -> str:
    """An article in one spelling: 中华人民共和国刑法第133条之1第2款第3项."""
    sub = f"之{one.article_sub}" if one.article_sub else ""
    paragraph = f"第{one.paragraph}款" if one.paragraph else ""
    item = f"第{one.item}项" if one.item else ""
    return f"{one.law}第{one.article}条{sub}{paragraph}{item}"
