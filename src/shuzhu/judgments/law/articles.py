"""Where articles are named in a text: 第五十三条第一款、第三款 → article, 之N, paragraph, item, place."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from shuzhu.judgments.plain import number

_N: Final = r"[〇一二三四五六七八九十百千两\d]{1,9}"
_JOIN: Final = r"(?:[、，,和及与或至到\-~]|以及)"
#: 第五十三条; a list 第五十二、五十三条; 第六十七第三款 where 条 was forgotten, but not 第二条款, which is 第二款;
#: 《…法》二十六条 where 第 was forgotten
_ARTICLES: Final = (
    rf"\s?({_N}(?:\s?{_JOIN}\s?第?\s?{_N}){{0,12}})\s?(?:条(?!款)|(?=第[一二三四五六七八九]款|[之的]规定))"
)
#: two patterns, for a search for one sign is much faster than one for either
_HEAD: Final = re.compile(f"第{_ARTICLES}")
_BARE_HEAD: Final = re.compile(f"》{_ARTICLES}")
#: an article follows, so no paragraph of the one before does
_ANOTHER: Final = re.compile(rf"\s?(?:{_JOIN}\s?)?第\s?{_N}\s?条(?!款)")
_MORE: Final = re.compile(rf"\s?{_JOIN}\s?({_N})\s?条")
_SUB: Final = re.compile(r"\s?之\s?([一二三四五六七八九十]{1,2}|\d{1,2})(?![款项条])")
_SUBS: Final = re.compile(r"[、和]\s?之\s?([一二三四五六七八九十]{1,2}|\d{1,2})(?![款项条])")
_SMALL: Final = r"[〇一二三四五六七八九十\d]{1,3}"
_PARTS: Final = rf"第?\s?（?\s?({_SMALL}\s?）?(?:\s?{_JOIN}\s?第?\s?（?\s?{_SMALL}\s?）?){{0,12}})\s?条?([款项目])"
_FIRST: Final = re.compile(rf"\s?(?:{_JOIN}(?=\s?[第（]))?\s?{_PARTS}")
_NEXT: Final = re.compile(rf"(?:\s?{_JOIN})?\s?{_PARTS}")
_NUMBERS: Final = re.compile(rf"({_N})|([至到\-~])")
_MOST: Final = 60
#: what may begin a paragraph or an item
_OPENING: Final = frozenset("第（、，,和及与或以至到-~ \n〇一二三四五六七八九十0123456789")

_BEFORE_SUB: Final = frozenset("之 \n\t")
_JOINERS: Final = frozenset("、，,和及与或至到-~以 \n\t")
_SMALLER: Final = re.compile("[款项目]")
#: a list of paragraphs or items is not longer
_LIST: Final = 120


class Article(NamedTuple):
    """One article (and paragraph, and item) named at ``start`` to ``end``."""

    article: int
    sub: int | None
    paragraph: int | None
    item: int | None
    start: int
    end: int


class Mention(NamedTuple):
    """Articles named in one go, from ``start`` to ``end``."""

    articles: tuple[Article, ...]
    start: int
    end: int


def mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Every place between two that names articles, in order."""
    head, bare = _HEAD.search(text, start, end), _BARE_HEAD.search(text, start, end)
    while first := _first(head, bare):
        found, place = _read(text, first, end)
        if found:
            yield Mention(tuple(found), found[0].start, place)
        if head and head.start() < place:
            head = _HEAD.search(text, place, end)
        if bare and bare.start() < place:
            bare = _BARE_HEAD.search(text, place, end)


def _first(one: re.Match[str] | None, other: re.Match[str] | None) -> re.Match[str] | None:
    """The match that stands first; None where there is neither."""
    if one and other:
        return one if one.start() < other.start() else other
    return one or other


def spread(last: Article, first: Article, start: int) -> list[Article]:
    """The articles between two that a range names (第一条至第三条)."""
    between = range(last.article + 1, first.article)
    if len(between) > _MOST:
        return []
    return [Article(article, None, None, None, start, first.end) for article in between]


def _opens(head: re.Match[str]) -> int:
    """Where an article begins: at 第, else after the bracket."""
    return head.start() + (head[0][0] == "》")


def _read(text: str, match: re.Match[str], end: int) -> tuple[list[Article], int]:
    """The articles from a 第…条 onwards, and where they end."""
    found: list[Article] = []
    head: re.Match[str] | None = match
    place = match.end()
    while head:
        heads = _run(text, head)
        place = head.end()
        if heads and text[place : place + 1] in _BEFORE_SUB and (sub := _SUB.match(text, place, end)):
            heads, place = _with_subs(text, heads, sub, end)
        if heads and text[place : place + 1] in _OPENING:
            if _ANOTHER.match(text, place, end):
                return found + heads, place
            if _SMALLER.search(text, place, min(end, place + _LIST)):
                parts, place = _parts(text, heads.pop(), place, end)
                heads += parts
        found += heads
        head = _MORE.match(text, place, end) if text[place : place + 1] in _JOINERS else None
    return found, place


def _run(text: str, head: re.Match[str]) -> list[Article]:
    """The articles of one 第…条: one, a list (第五十二、五十三条) or a range."""
    if only := number(head[1]):
        return [Article(only, None, None, None, _opens(head), head.end())]
    heads: list[Article] = []
    ranged = False
    for match in _NUMBERS.finditer(text, head.start(1), head.end(1)):
        if match[2]:
            ranged = True
            continue
        value = number(match[1])
        if not value:
            continue
        one = Article(value, None, None, None, match.start() if heads else _opens(head), match.end())
        if ranged and heads:
            heads += spread(heads[-1], one, heads[-1].start)
        ranged = False
        heads.append(one)
    if heads:
        last = heads.pop()
        heads.append(Article(last.article, None, None, None, last.start, head.end()))
    return heads


def _with_subs(text: str, heads: list[Article], sub: re.Match[str], end: int) -> tuple[list[Article], int]:
    """The articles with the last one's 之N, or each of its several."""
    base = heads[-1]
    found = [*heads[:-1], Article(base.article, number(sub[1]), None, None, base.start, sub.end())]
    place = sub.end()
    while more := _SUBS.match(text, place, end):
        found.append(Article(base.article, number(more[1]), None, None, more.start(), more.end()))
        place = more.end()
    return found, place


def _parts(text: str, article: Article, place: int, end: int) -> tuple[list[Article], int]:
    """An article with its paragraphs and items, one for each."""
    found: list[Article] = []
    paragraph: int | None = None
    begin = article.start
    part = _FIRST.match(text, place, end)
    while part:
        if part[2] != "目":
            if part[2] == "款" and paragraph is not None and not _has(found, paragraph):
                found.append(_one(article, paragraph, None, begin, place))
                begin = part.start()
            numbers = _values(part)
            if part[2] == "款":
                found += [_one(article, value, None, begin, part.end()) for value in numbers[:-1]]
                paragraph = numbers[-1] if numbers else paragraph
            else:
                found += [_one(article, paragraph, value, begin, part.end()) for value in numbers]
            begin = part.start() if found else begin
        place = part.end()
        part = _NEXT.match(text, place, end)
    if not found or (paragraph is not None and not _has(found, paragraph)):
        found.append(_one(article, paragraph, None, begin, place))
    return found, place


def _has(found: list[Article], paragraph: int) -> bool:
    """A paragraph is named already, alone or with an item."""
    return any(one.paragraph == paragraph for one in found)


def _one(article: Article, paragraph: int | None, item: int | None, start: int, end: int) -> Article:
    """One article with its paragraph and item."""
    return Article(article.article, article.sub, paragraph, item, start, end)


def _values(part: re.Match[str]) -> list[int]:
    """The numbers of a list of paragraphs or items; a range gives each."""
    values: list[int] = []
    ranged = False
    for match in _NUMBERS.finditer(part[1]):
        if match[2]:
            ranged = True
        elif (value := number(match[1])) is not None:
            if ranged and values and value - values[-1] <= _MOST:
                values += range(values[-1] + 1, value)
            values.append(value)
            ranged = False
    return values
