"""A query and a reader's sight → hits, counts and facets of what the reader may find, ranked by BM25 over sections."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shuzhu.search.index import FULL, HIDDEN, MASKED, NAMES, WORDS, Reading
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import FACETS, GROUPS, WEIGHTS
from shuzhu.search.query import Clause, Query
from shuzhu.search.sight import Box, Sight, within
from shuzhu.search.tokens import phrase

SORTS: Final[Mapping[str, str]] = {"relevance": "相关度", "newest": "最新", "oldest": "最早"}
FACET_SIZE: Final = 12
FREQUENT: Final = 20_000
"""A word of more units than that is sought in one field over all parts: which parts hold it tells little about a unit,
and reading a list of them for every part takes longest."""
_SYNONYM: Final = 0.7
"""How much what is sought beside a word counts against the word itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One unit found: its score, and what it is shown by."""

    score: float
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer: the hits of one page, how many there are in all, and counts by facet where asked."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which hits: from where, how many, in what order, and with which facets counted."""

    offset: int = 0
    limit: int = 10
    sort: str = "relevance"
    facets: tuple[str, ...] = ()


class Asking:
    """Makes the engine's questions of ours; every one of them is bounded by the sight it was made with."""

    def __init__(self, index: Reading, lexicon: Lexicon, sight: Sight, frequent: int = FREQUENT) -> None:
        """What to ask, with which words, how far the reader sees, and from how many units on a word is frequent."""
        import tantivy  # noqa: PLC0415 — only who searches pays for it

        self._index = index
        self._schema = index.schema
        self._lexicon = lexicon
        self._sight = sight
        self._frequent = frequent
        self._tantivy = tantivy

    def find(self, query: Query, page: Page) -> Found:
        """The hits of a page, how many there are, and the facets asked for."""
        searcher, asked = self._index.searcher(), self.bounded(query)
        order = self._tantivy.Order
        by = {"newest": {"order_by_field": "day", "order": order.Desc},
              "oldest": {"order_by_field": "day", "order": order.Asc}}  # fmt: skip
        sort = page.sort if query.words or page.sort != "relevance" else "newest"
        answer = searcher.search(asked, page.limit, count=True, offset=page.offset, **by.get(sort, {}))
        hits = tuple(
            Hit(score=float(score) if sort == "relevance" else 0.0,
                told=json.loads(searcher.doc(place).get_first("payload")))
            for score, place in answer.hits
        )  # fmt: skip
        return Found(hits=hits, total=int(answer.count or 0), facets=self._facets(searcher, asked, page.facets))

    def newer(self, query: Query, since: int) -> int:
        """How many of those found came after a snapshot."""
        q, occur, kind = self._tantivy.Query, self._tantivy.Occur, self._tantivy.FieldType.Unsigned
        later = q.range_query(self._schema, "since", kind, since, None, include_lower=False)
        asked = q.boolean_query([(occur.Must, self.bounded(query)), (occur.Must, later)])
        return int(self._index.searcher().search(asked, 1, count=True).count or 0)

    def suggested(self, start: str, limit: int) -> list[tuple[str, str, int]]:
        """Causes, laws, courts and towns that hold some signs and that the reader would find something by.

        Each with its field and how many there are of it, the most frequent first.
        """
        everything = self.bounded(Query(text="", clauses=()))
        searcher = self._index.searcher()
        names = self._lexicon.begun(start)[: 4 * limit]
        found = [("cause", name) for name in names] + [("law", name) for name in names]
        found += [("court", mark) for mark, court in self._lexicon.codes.courts.items() if start in court.name][:limit]
        found += [("town", town) for town, _ in searcher.terms_with_prefix("town", start, None, limit)]
        counted = [(name, value, self._of_value(searcher, everything, name, value)) for name, value in found]
        return sorted((one for one in counted if one[2]), key=lambda one: (-one[2], one[1]))[:limit]

    def bounded(self, query: Query) -> Any:
        """The engine's question: in each part of the sight what may be sought there, and nothing withdrawn."""
        q, occur = self._tantivy.Query, self._tantivy.Occur
        parts = [(self._sight.named, FULL), (self._masked, MASKED)]
        asked = [one for boxes, prefix in parts if boxes and (one := self._in(query, boxes, prefix)) is not None]
        whole = asked[0] if len(asked) == 1 else q.boolean_query([(occur.Should, one) for one in asked])
        if not asked:
            return q.empty_query()
        if not self._sight.withdrawn:
            return whole
        gone = q.term_set_query(self._schema, "key", list(self._sight.withdrawn))
        return q.boolean_query([(occur.Must, whole), (occur.MustNot, gone)])

    @property
    def _masked(self) -> tuple[Box, ...]:
        """The boxes in which names may not be sought."""
        return tuple(box for box in self._sight.boxes if not box.named)

    def _in(self, query: Query, boxes: Sequence[Box], prefix: str) -> Any:
        """A query within some boxes, over texts with or without names."""
        q, occur = self._tantivy.Query, self._tantivy.Occur
        parts: list[tuple[Any, Any]] = [
            (occur.MustNot if clause.no else occur.Must, self._of(clause, prefix)) for clause in query.clauses
        ]
        if all(clause.no for clause in query.clauses):
            parts.append((occur.Must, q.const_score_query(q.all_query(), 0.0)))
        bound = within(self._tantivy, self._schema, boxes)
        if bound is not None:
            parts.append((occur.Must, bound))
        return parts[0][1] if len(parts) == 1 and parts[0][0] is occur.Must else q.boolean_query(parts)

    def _of(self, clause: Clause, prefix: str) -> Any:
        """One clause."""
        q = self._tantivy.Query
        if clause.kind in {"word", "phrase"}:
            return self._text(clause.values, lambda value: self._fields(value, clause.where, prefix))
        if clause.kind == "party":
            return self._text(clause.values, lambda _: [NAMES]) if prefix == FULL else q.empty_query()
        if clause.kind == "amount":
            return self._amount(*clause.values)
        name = {"number": "number", "article": "article"}.get(clause.kind, clause.where)
        name = {"cause": "cause_path", "branch": "cause_path"}.get(name, name)
        if len(clause.values) == 1:
            return q.const_score_query(q.term_query(self._schema, name, clause.values[0]), 0.0)
        return q.const_score_query(q.term_set_query(self._schema, name, list(clause.values)), 0.0)

    def _fields(self, value: str, where: str, prefix: str) -> list[str]:
        """The fields in which a run of signs is sought: of one part, or of all."""
        if where:
            return [prefix + where]
        if self._lexicon.is_word(value) and self._index.searcher().doc_freq(WORDS, value) > self._frequent:
            return [WORDS, HIDDEN] if prefix == FULL else [WORDS]
        parts = [prefix + group for group in GROUPS]
        return [*parts, NAMES] if prefix == FULL else parts

    def _text(self, values: Sequence[str], fields: Callable[[str], Sequence[str]]) -> Any:
        """Any of some words in any of its fields."""
        q, occur = self._tantivy.Query, self._tantivy.Occur
        found = []
        for place, value in enumerate(values):
            for name in fields(value):
                weight = WEIGHTS.get(name[2:], 1.0) * (_SYNONYM if place else 1.0)
                found.append((occur.Should, q.boost_query(self._run(name, value), weight)))
        return q.boolean_query(found) if found else q.empty_query()

    def _run(self, name: str, value: str) -> Any:
        """A run of signs in one field: one token where there is one, else its pairs at their places."""
        if self._is_token(value):
            return self._tantivy.Query.term_query(self._schema, name, value)
        return self._tantivy.Query.phrase_query(self._schema, name, [*phrase(value)])

    def _is_token(self, value: str) -> bool:
        """A run of signs that is one token of every text that holds it."""
        return len(value) == 2 or self._lexicon.is_word(value)

    def _amount(self, low: str, high: str) -> Any:
        """A range of amounts, both ends in it."""
        q = self._tantivy.Query
        kind = self._tantivy.FieldType.Float
        lowest, highest = (float(one) if one else None for one in (low, high))
        return q.const_score_query(q.range_query(self._schema, "amount", kind, lowest, highest), 0.0)

    def _facets(self, searcher: Any, asked: Any, names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many hits each value of a facet has, the most frequent first."""
        if not names:
            return {}
        wanted = {name: {"terms": {"field": name, "size": FACET_SIZE}} for name in names if name in FACETS}
        told = searcher.aggregate(asked, wanted)
        return {
            name: tuple((str(one["key"]), int(one["doc_count"])) for one in told[name]["buckets"]) for name in wanted
        }

    def _of_value(self, searcher: Any, everything: Any, name: str, value: str) -> int:
        """How many units of the sight have a value."""
        q, occur = self._tantivy.Query, self._tantivy.Occur
        own = q.term_query(self._schema, "cause_path" if name == "cause" else name, value)
        return int(
            searcher.search(q.boolean_query([(occur.Must, own), (occur.Must, everything)]), 1, count=True).count or 0
        )
