"""The charges that some words name, in standard names and as written."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.causes import CHARGE, Causes

_NAME: Final = r"[\u4e00-\u9fff、“”（）\s]{2,45}?(?<!犯)罪"
_NEXT: Final = re.compile(
    rf"(?:、|，|和|及|以及|与)\s?(?:犯|构成)?(?!并|判|被|被告人|依|处|应|系|其)(?P<x>{_NAME})(?!名|犯|行|责|恶|过)"
)
_UNDER: Final = re.compile(
    rf"以(?!上|及|下|犯|非|暴|其)(?P<x>{_NAME})(?=(?:，|、)?(?:分别)?(?:判处|定罪|追究|对被告人|（))"
)
_BARE: Final = re.compile(r"犯(?!罪)(?P<x>[\u4e00-\u9fff、]{2,20}?)(?=，?(?:分别)?(?:判处|单处|免予))")
#: how far a crime went is no part of its name
_NOTE: Final = re.compile(r"（(?:未遂|中止|预备|既遂)[^）]*）|[“”\s]")
_BORDER: Final = re.compile(r"国境(?=罪)")


def charges_at(text: str, place: int, end: int, causes: Causes, on: date | None) -> tuple[list[Fact[str]], int]:
    """The charges named from a 犯, 构成 or 以 on, and where they end."""
    stop = min(end, place + 60)
    match = CHARGE.match(text, place, stop) or _UNDER.match(text, place, stop)
    if not match:
        bare = _BARE.match(text, place, stop)
        name = causes.ending(bare["x"], on, criminal=True) if bare else None
        if not bare or not name or name[1] < len(bare["x"]):
            return [], place
        return [Fact(name[0], bare.start("x"), bare.end("x"), "主文罪名")], bare.end()
    found = list(_run(text, match, end, causes, on))
    return found, found[-1].end


def _run(text: str, match: re.Match[str], end: int, causes: Causes, on: date | None) -> Iterator[Fact[str]]:
    """A charge and those that are told after it in the same breath (犯盗窃罪、诈骗罪)."""
    following: re.Match[str] | None = match
    while following:
        said = _BORDER.sub("国（边）境", _NOTE.sub("", following["x"]))
        for name in _split(causes.standard(said, on), causes, on):
            yield Fact(name, following.start("x"), following.end("x"), "罪名")
        following = _NEXT.match(text, following.end("x"), min(end, following.end("x") + 50))


def _split(name: str, causes: Causes, on: date | None) -> list[str]:
    """A name as it is, or the charges that it runs together (危险驾驶、妨害公务罪)."""
    rest, found = name.removesuffix("罪") if "、" in name else "", list[str]()
    while rest:
        ending = causes.ending(rest, on, criminal=True)
        if ending is None or (not found and ending[1] == len(rest)):
            return [name]
        found.insert(0, ending[0])
        rest = rest[: len(rest) - ending[1]].rstrip("、和及")
    return found or [name]
