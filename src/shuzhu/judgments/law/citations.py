"""A document → the articles that it cites, each with its law and whether it was in force on the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shuzhu.catalogue.law_model import Law
from shuzhu.facts import Citation
from shuzhu.judgments.document import Document
from shuzhu.judgments.law.articles import Article, Mention, mentions, spread
from shuzhu.judgments.law.names import Laws, key_of, looks_like_law
from shuzhu.judgments.law.places import text_end

_BEFORE: Final = 130
# possessive: words that could be cut in two ways (以及, 以 and 及) are never tried again
_LINK: Final = re.compile(
    r"(?:“[^“”]{0,140}”|[\s、，,；：“”]|（[^（）]{0,60}(?:（[^（）]{0,20}）[^（）]{0,30})?）|【[^】]{0,30}】|[的之]?(?:相关|有关)?规定|以及|及其|及|和|与|或者|或|并且|并|且|又|"
    r"参照|依照|依据|根据|按照|适用|至|到|-|~|的|之|以|分别|第[一二三四五六七八九十]+款|同时|内容|所述|所列|情形)*+"
)
#: the heading of an article said after it (第六十七条坦白、第四十二条拘役的期限)
_GLOSS: Final = re.compile(r"[^，。；：、《》（）第]{1,14}[、和及]")
_PRIVATE: Final = re.compile(r"合同|协议|章程|约定|条款")
#: the law goes on being told article by article (第八条规定，…，第二十条规定，)
_TELLING: Final = re.compile(r"[^，。；]{0,4}规定[^。《》]{1,150}[；，](?:而|其|且|同时|根据)?")
_TOLD: Final = re.compile(r"[^，。；]{0,4}规定")
_RANGE: Final = re.compile(r"\s?[至到\-~]\s?")
_LOOSE_END: Final = re.compile(
    r"(?:（(?!(?:[一二三四五六七八九十]{1,2}|试行)）)[^（）]{0,80}）|\s|[的之]?(?:相关|有关)?规定[的中]?|[的中之，,：]|"
    r"第[一二三四五六七八九十\d]{1,4}[编章节])$"
)
#: the last sign of a loose end
_MAY_BE_LOOSE: Final = frozenset("）定的中之，,：编章节")
_AGAIN: Final = re.compile(
    r"(?:本|该|(?<!合)同|此|上述|前述|上列)(法典|法|司法解释|解释|条例|规定|办法|意见|通则|纪要)$"
)
_ARTICLE: Final = re.compile(r"第[〇一二三四五六七八九十百\d]{1,7}条")
_SHORT: Final = re.compile(
    r"以下(?:简|统|并)?称(?:为|：)?\s?[《“\"〈‘]?([^《》“”\"〈〉’（）。；]{1,40})[》”\"〉’]?\s?）"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A law as it was named: its name, and what the table knows of it."""

    name: str
    law: Law | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to tell which law a place means: the document, the laws, and its own short names."""

    document: Document
    laws: Laws
    short: dict[str, _Named | None]

    def named(self, title: str) -> _Named | None:
        """The law of a title in brackets; None where it is a contract or the like."""
        key = key_of(title)
        if key in self.short:
            return self.short[key]
        if "条" in title and _ARTICLE.search(title):
            law = self.laws.ending(title, self.document.day)
            return _Named(law.name, law) if law else None
        law = self.laws.titled(title, self.document.day, self.document.kind)
        if law:
            return _Named(law.name, law)
        return _Named(_tidy(title), None) if looks_like_law(title) else None

    def before(self, place: int, last: dict[str, _Named]) -> _Named | None:
        """The law that is named right before a place."""
        words = _last_words(self.document.text, place)
        if words.endswith("》") and (title := _title(words)):
            return self.named(title)
        if match := _AGAIN.search(words):
            return _same_sort(last, match[1])
        if found := self._shortened(words):
            return found
        law = self.laws.ending(words, self.document.day)
        return _Named(law.name, law) if law else None

    def _shortened(self, words: str) -> _Named | None:
        """The law that the words end with by the document's own short name for it."""
        key = key_of(words)
        fits = [short for short in self.short if len(short) > 1 and key.endswith(short)]
        return self.short[max(fits, key=len)] if fits else None


def citations_of(document: Document, laws: Laws) -> tuple[Citation, ...]:
    """Every article that the document cites, in the order of the text; appended statutes are left out."""
    return tuple(_citations(document, laws))


def _citations(document: Document, laws: Laws) -> Iterator[Citation]:
    """The citations, each mention bound to the law named before it or to that of the mention it follows."""
    text, end = document.text, text_end(document)
    reader = _Reader(document, laws, _short_names(document, laws, end))
    previous: Mention | None = None
    law: _Named | None = None
    last: dict[str, _Named] = {}
    for mention in mentions(text, 0, end):
        gap = text[previous.end : mention.start] if previous and mention.start - previous.end <= 160 else None
        if gap is None or not _follows(gap):
            law, previous = reader.before(mention.start, last) or (law if _tells_on(text, gap, mention) else None), None
        if law:
            last.pop(law.name, None)
            last[law.name] = law
            ranged = spread_over(previous, mention, gap)
            yield from (_citation(law, one, document) for one in (*ranged, *mention.articles))
        previous = mention


def _follows(gap: str) -> bool:
    """The words between two mentions leave the second with the first one's law."""
    return bool(_LINK.fullmatch(gap)) or bool(_GLOSS.fullmatch(gap) and not _PRIVATE.search(gap))


def _tells_on(text: str, gap: str | None, mention: Mention) -> bool:
    """The words between two mentions tell the first, and the second is told in turn."""
    return bool(gap and _TELLING.fullmatch(gap) and _TOLD.match(text, mention.end, mention.end + 20))


def spread_over(previous: Mention | None, mention: Mention, gap: str | None) -> list[Article]:
    """The articles between two mentions that 至 joins."""
    if not previous or not gap or not _RANGE.fullmatch(gap):
        return []
    return spread(previous.articles[-1], mention.articles[0], previous.articles[-1].start)


def _citation(named: _Named, one: Article, document: Document) -> Citation:
    """One citation with its status on the day of the decision."""
    status = named.law.status(one.article, one.sub or 0, document.day) if named.law else "unknown"
    return Citation(
        law=named.name,
        article=one.article,
        article_sub=one.sub,
        paragraph=one.paragraph,
        item=one.item,
        start=one.start,
        end=one.end,
        status=status,
    )


def _last_words(text: str, place: int) -> str:
    """The words of the sentence before a place, without what may stand between a law and its article."""
    low = max(0, place - _BEFORE)
    words = text[max(low, text.rfind("。", low, place) + 1) : place]
    while words and (words[-1] in _MAY_BE_LOOSE or words[-1].isspace()) and (match := _LOOSE_END.search(words)):
        words = words[: match.start()]
    return words


def _title(words: str) -> str:
    """The title in the outermost brackets that the words end with; blank where they never open."""
    depth = 0
    for place in range(len(words) - 1, -1, -1):
        if words[place] == "》":
            depth += 1
        elif words[place] == "《":
            depth -= 1
            if depth == 0:
                return words[place + 1 : -1]
    return ""


def _same_sort(last: dict[str, _Named], sort: str) -> _Named | None:
    """The last law named before whose name ends as it is called again (同法, 该解释)."""
    sort = {"法典": "法"}.get(sort, sort)
    for named in reversed(last.values()):
        if sort in {"司法解释", "解释"} and named.law and named.law.level == "interpretation":
            return named
        plain = named.name.split("（")[0]
        if plain.endswith(sort) or (sort == "法" and plain.endswith("法典")):
            return named
    return None


def _short_names(document: Document, laws: Laws, end: int) -> dict[str, _Named | None]:
    """The short names that the document gives (以下简称《解释》), each with what it stands for."""
    text = document.text
    reader = _Reader(document, laws, {})
    found: dict[str, _Named | None] = {}
    place = text.find("以下", 0, end)
    while place >= 0:
        match = _SHORT.match(text, place, end)
        opened = text.rfind("（", max(0, place - 30), place)
        if match and opened >= 0 and text[opened - 1 : opened] in {"》", "〉"}:
            words = text[max(0, opened - _BEFORE) : opened]
            for short in match[1].split("、"):
                found[key_of(short)] = reader.named(_title(words))
        place = text.find("以下", place + 2, end)
    return {short: named for short, named in found.items() if short}


def _tidy(title: str) -> str:
    """A title that no table knows, without spaces and inner brackets."""
    return "".join(title.split()).replace("《", "〈").replace("》", "〉")
