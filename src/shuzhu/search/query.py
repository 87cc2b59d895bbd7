"""What is typed → clauses: words, "phrases", -not, case numbers, statutes with articles, field:value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from shuzhu.case_number import find_case_numbers, read_case_number
from shuzhu.errors import UsageError, did_you_mean
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import FACETS, TITLES
from shuzhu.search.tokens import bare

Kind = Literal["word", "phrase", "number", "article", "party", "facet", "amount"]
LONGEST: Final = 300
MOST_CLAUSES: Final = 24
FIELDS: Final[Mapping[str, str]] = (
    {title: name for name, title in FACETS.items()} | {title: name for name, title in TITLES.items()}
    | {name: name for name in (*FACETS, *TITLES)}
    | {"年": "year", "类别": "kind", "类型": "kind", "程序": "procedure", "结果": "outcome", "金额": "amount",
       "标的": "amount", "amount": "amount", "法条": "article", "article": "article", "当事人": "party",
       "姓名": "party", "party": "party", "案号": "number", "number": "number", "文书": "paper", "诉称": "claims",
       "辩称": "claims", "查明": "findings", "本院认为": "reasoning", "判决": "order", "标的额": "band"}
)  # fmt: skip
"""The names of fields that may stand before a colon."""
_CODED: Final = {"kind": "kinds", "procedure": "procedures", "outcome": "decisions", "paper": "document_kinds"}
_PIECE: Final = re.compile(
    r"\s*(?P<no>[-－](?=\S))?(?:(?P<field>[A-Za-z\u4e00-\u9fff]{1,8})[:：](?=\S))?"
    r'(?:[“"「](?P<quoted>[^”"」]*)[”"」]|(?P<plain>[^\s”“"]+))'
)
_ARTICLE: Final = re.compile(
    r"^(?:《(?P<title>[^》]{1,60})》|(?P<name>[\u4e00-\u9fff（）、]{2,40}?))第?"
    r"(?P<article>\d{1,4}|[一二三四五六七八九十百千零〇]{1,9})条?(?:之(?P<sub>\d{1,2}|[一二三四五六七八九十]{1,3}))?$"
)
_SUM: Final = re.compile(
    r"^(?P<low>\d+(?:\.\d+)?)?(?P<lu>万|亿)?元?(?:[-—~至到]|\.\.)(?P<high>\d+(?:\.\d+)?)?(?P<hu>万|亿)?元?$"
)
_UNITS: Final = {"万": 10_000.0, "亿": 100_000_000.0, None: 1.0}


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked: ``values`` are written so that any of them does; ``where`` is a group of sections or blank."""

    kind: Kind
    values: tuple[str, ...]
    no: bool = False
    where: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All that was asked, and in words what was made of it: synonyms taken in, single signs left out."""

    text: str
    clauses: tuple[Clause, ...]
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Clause, ...]:
        """What is sought in texts, and to be marked in them."""
        return tuple(one for one in self.clauses if one.kind in {"word", "phrase", "party"} and not one.no)


def read_query(text: str, lexicon: Lexicon) -> Query:
    """A line → its clauses, each of which must hold. Raises UsageError for one too long or with an unknown field."""
    if len(text) > LONGEST:
        raise UsageError(f"the question is longer than {LONGEST} signs; leave some words out")
    notes: list[str] = []
    clauses: list[Clause] = []
    rest = _numbers(text, clauses)
    end = 0
    for match in _PIECE.finditer(rest):
        if rest[end : match.start()].strip('”"“」「 　\t'):
            notes.append("引号不成对，已按普通词检索")
        end = match.end()
        clauses += _clauses(match, lexicon, notes)
    if len(clauses) > MOST_CLAUSES:
        raise UsageError(f"the question has {len(clauses)} parts; {MOST_CLAUSES} at most")
    return Query(text=text.strip(), clauses=tuple(dict.fromkeys(clauses)), notes=tuple(dict.fromkeys(notes)))


def _numbers(text: str, into: list[Clause]) -> str:
    """Take case numbers, in any writing, out of a line; quoted ones are words like any other."""
    rest, end = [], 0
    for start, stop, number in find_case_numbers(text):
        before = text[:start].rstrip()
        if text[:start].count('"') % 2 or text[:start].count("“") > text[:start].count("”"):
            continue
        if before.endswith((":", "：")):
            continue
        no = before.endswith(("-", "－"))
        rest.append(text[end : len(before) - 1 if no else start])
        into.append(Clause("number", (str(number),), no=no, said=text[start:stop]))
        end = stop
    return " ".join([*rest, text[end:]])


def _clauses(match: re.Match[str], lexicon: Lexicon, notes: list[str]) -> Iterator[Clause]:
    """The clauses of one piece."""
    no, said = bool(match["no"]), match["quoted"] if match["quoted"] is not None else match["plain"]
    if match["field"]:
        if match["field"] not in FIELDS:
            raise UsageError(f"no field {match['field']!r}" + did_you_mean(match["field"], FIELDS))
        yield from _of_field(FIELDS[match["field"]], said, lexicon, no=no, quoted=match["quoted"] is not None)
        return
    if match["quoted"] is not None:
        yield from _phrase(said, "", no=no, notes=notes)
        return
    if article := _article(said, lexicon):
        yield Clause("article", (article,), no=no, said=said)
        return
    yield from _words(said, "", lexicon, no=no, notes=notes)


def _phrase(said: str, where: str, *, no: bool, notes: list[str]) -> Iterator[Clause]:
    """A run of signs as it stands."""
    run = bare(said)
    if len(run) > 1:
        yield Clause("phrase", (run,), no=no, where=where, said=said)
    elif run:
        notes.append(f"“{said}”只有一个字，未检索")


def _words(said: str, where: str, lexicon: Lexicon, *, no: bool, notes: list[str]) -> Iterator[Clause]:
    """The words of a run without blanks, each with what is sought beside it."""
    run = bare(said)
    words = [run] if no and len(run) > 1 else lexicon.cut(run)
    if run and not words:
        notes.append(f"“{said}”只有一个字，未检索")
    for word in words:
        others = lexicon.meant(word)
        if others:
            source = lexicon.source(word)
            notes.append(f"“{word}”同时检索：{'、'.join(others)}" + (f"（{source}）" if source else ""))
        yield Clause("word", (word, *others), no=no, where=where, said=word)


def _of_field(name: str, said: str, lexicon: Lexicon, *, no: bool, quoted: bool) -> Iterator[Clause]:
    """What a field is asked for; several values apart by commas or bars are any of them."""
    values = [one for one in re.split(r"[,，|｜]", said) if one.strip()]
    if name in TITLES:
        kind: list[str] = []
        yield from (
            _phrase(said, name, no=no, notes=kind) if quoted else _words(said, name, lexicon, no=no, notes=kind)
        )
    elif name == "party":
        yield Clause("party", tuple(filter(lambda run: len(run) > 1, map(bare, values))), no=no, said=said)
    elif name == "amount":
        yield Clause("amount", _amount(said), no=no, said=said)
    elif name == "number":
        read = [read_case_number(one) for one in values]
        yield Clause("number", tuple(str(n) if n else v.strip() for n, v in zip(read, values, strict=True)), no=no,
                     said=said)  # fmt: skip
    elif name == "article":
        yield Clause("article", tuple(_article(one, lexicon) or one for one in values), no=no, said=said)
    else:
        coded = tuple(value for one in values for value in coded_values(name, one, lexicon))
        yield Clause("facet", coded, no=no, where=name, said=said)


def coded_values(name: str, said: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a facet's value is in the index: a court's mark, a code, a law's full name, or the words themselves."""
    word = said.strip()
    if name == "court":
        area = word.endswith("+")
        mark = lexicon.codes.code("courts", word.removesuffix("+")) or word.removesuffix("+")
        return (mark, *(lexicon.codes.lower_courts(mark) if area else ()))
    if name == "law":
        law = lexicon.law(word)
        return (law.name if law else word,)
    if name == "outcome":
        found = [lexicon.codes.code(table, word) for table in ("decisions", "closings")]
        return tuple(dict.fromkeys(one for one in found if one)) or (word,)
    if name in _CODED:
        return (lexicon.codes.code(_CODED[name], word) or word,)
    return (word,)


def _article(said: str, lexicon: Lexicon) -> str | None:
    """A statute with an article, however written → the spelling of the index: 中华人民共和国民法典第675条."""
    match = _ARTICLE.match(said.strip())
    if not match:
        return None
    law = lexicon.law(match["title"] or match["name"])
    if law is None:
        return None
    sub = f"之{_number(match['sub'])}" if match["sub"] else ""
    return f"{law.name}第{_number(match['article'])}条{sub}"


def _number(said: str) -> int:
    """A number below ten thousand, in digits or in Chinese."""
    if said.isdecimal():
        return int(said)
    total, digit = 0, 0
    for sign in said:
        place = {"十": 10, "百": 100, "千": 1000}.get(sign)
        if place:
            total, digit = total + max(1, digit) * place, 0
        else:
            digit = max(0, "零一二三四五六七八九".find(sign))
    return total + digit


def _amount(said: str) -> tuple[str, ...]:
    """A range of sums: 10万-50万, 100万-, -5000 → its two ends in yuan, blank where there is none."""
    match = _SUM.match(said.replace(",", "").replace("，", ""))
    if not match or not (match["low"] or match["high"]):
        raise UsageError(f"金额写作 10万-50万、100万- 或 -5000，不能是 {said!r} (an amount is a range in yuan)")
    low_unit = match["lu"] or (match["hu"] if match["low"] and match["high"] else None)
    low = float(match["low"]) * _UNITS[low_unit] if match["low"] else None
    high = float(match["high"]) * _UNITS[match["hu"]] if match["high"] else None
    return tuple("" if one is None else f"{one:.2f}" for one in (low, high))
