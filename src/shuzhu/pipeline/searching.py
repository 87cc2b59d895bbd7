"""A line of words → what a reader may find: hits with marked stretches, counts by facet, suggestions; and taken out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shuzhu.access import INTERNAL, NAMED
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.marks import Mark
from shuzhu.pipeline.exporting import exporting
from shuzhu.pipeline.house import House
from shuzhu.pipeline.indexing import lexicon_of
from shuzhu.search.ask import SORTS, Asking, Page
from shuzhu.search.highlight import Marker, Snippet
from shuzhu.search.index import Reading, State, state_of
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import FACETS
from shuzhu.search.query import Clause, Query, coded_values, read_query
from shuzhu.search.sight import Box, Sight
from shuzhu.store.withdrawals import withdrawn_in

MOST_HITS: Final = 200
DEEPEST: Final = 10_000
"""No hit beyond is shown; whoever needs more narrows the question."""
MOST_TAKEN: Final = 5000
_TABLES: Final = {"kind": "kinds", "procedure": "procedures", "paper": "document_kinds", "court": "courts"}
HEADS: Final[Mapping[str, str]] = {
    "case_number": "案号", "court": "法院", "cause": "案由", "paper": "文书种类", "day": "日期", "outcome": "裁判结果",
    "amount": "标的额", "town": "镇街", "part": "所在部分", "words": "命中文字", "key": "文书标识",
}  # fmt: skip
"""The columns of a list of hits that is taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked: a line, narrowings by facet (each its values), which hits, in what order, with which facets."""

    text: str = ""
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    sort: str = "relevance"
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One hit as its reader may see it: what it is, and the stretches of text that answer."""

    key: str
    case_id: str
    case_number: str
    court: str
    day: str
    amount: float | None
    facets: Mapping[str, str]
    snippets: tuple[Snippet, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many hits have one value of a facet; ``title`` is what it is called."""

    value: str
    title: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, how many in all, and what to know: notes on the question, the index's snapshot, seconds taken."""

    hits: tuple[Shown, ...]
    total: int
    facets: Mapping[str, tuple[Count, ...]]
    notes: tuple[str, ...]
    snapshot: str
    seconds: float


def search(house: House, wanted: Wanted) -> Answer:
    """A line of words → what the reader may find, ranked, with counts by facet where asked.

    Raises DeniedError for who may see no cases, UsageError for a question not well put, NoDataError before the first
    load. A search by one who may see names is in the audit.
    """
    began = time.perf_counter()
    desk = Inquiry(house)
    query = desk.query(wanted)
    found = desk.asking.find(query, _page(wanted))
    desk.audited(query, found.total)
    marker = Marker(query)
    return Answer(
        hits=tuple(_shown(house, marker, hit.told, hit.score) for hit in found.hits),
        total=found.total,
        facets={name: tuple(Count(value=v, title=titled(house, name, v), count=n) for v, n in each)
                for name, each in found.facets.items()},
        notes=query.notes,
        snapshot=f"s{desk.index.state.snapshot:06d}",
        seconds=time.perf_counter() - began,
    )  # fmt: skip


def indexed(house: House) -> bool:
    """There is an index that a search can be asked of. Raises DeniedError for who may see no cases."""
    house.require("cases")
    try:
        _opened(house)
    except NoDataError:
        return False
    return True


def suggest(house: House, start: str, limit: int = 8) -> tuple[tuple[str, Count], ...]:
    """Causes, laws, courts and towns that hold some signs, with how many the reader would find by each.

    Raises DeniedError for who may see no cases. What they would find nothing by is not suggested.
    """
    desk = Inquiry(house)
    if not start.strip():
        return ()
    told = desk.asking.suggested(start.strip()[:40], limit)
    return tuple((name, Count(value=value, title=titled(house, name, value), count=n)) for name, value, n in told)


def search_rows(house: House, wanted: Wanted) -> tuple[list[dict[str, Any]], Mark]:
    """The hits of a question as rows to take out, up to ``MOST_TAKEN``, with the mark of who does.

    Raises DeniedError unless the reader may take out what they see, NoDataError where nothing was found.
    """
    desk = Inquiry(house)
    query = desk.query(wanted)
    found = desk.asking.find(query, Page(limit=MOST_TAKEN, sort=_page(wanted).sort))
    if not found.hits:
        raise NoDataError("nothing was found; leave out a word or a narrowing")
    desk.audited(query, found.total)
    marker = Marker(query)
    rows = [_row(house, _shown(house, marker, hit.told, hit.score)) for hit in found.hits]
    keys = [str(hit.told["key"]) for hit in found.hits]
    mark = exporting(house, "检索结果", courts={str(hit.told["court"]) for hit in found.hits}, rows=len(rows),
                     documents=keys)  # fmt: skip
    return rows, mark


def newer(house: House, wanted: Wanted, since: int) -> int:
    """How many units that a question finds came after a snapshot. Raises DeniedError for who may see no cases."""
    desk = Inquiry(house)
    return desk.asking.newer(desk.query(wanted), since)


def titled(house: House, name: str, value: str) -> str:
    """What a value of a facet is called."""
    if name == "outcome":
        title = house.codes.title("decisions", value)
        return title if title != value else house.codes.title("closings", value)
    return house.codes.title(_TABLES[name], value) if name in _TABLES else value


def sight_of(house: House) -> Sight:
    """What a reader may find: their reach of cases, by right; who may see but public fields finds what is published.

    Names may be sought only where every right that reaches the place shows them, as for lists of cases.
    """
    rights = [right for right in house.reader.rights if "cases" in right.actions]
    boxes = tuple(
        dict.fromkeys(
            Box(
                courts=right.courts,
                divisions=right.divisions,
                published=INTERNAL not in right.fields,
                named=all(NAMED in other.fields for other in rights
                          if right.courts is None or other.courts is None or right.courts & other.courts),
            )
            for right in rights
        )
    )  # fmt: skip
    return Sight(boxes=boxes, withdrawn=tuple(sorted(withdrawn_in(house.root))))


class Inquiry:
    """One question: the reader's sight, the index and the words, each made ready once for the house."""

    def __init__(self, house: House) -> None:
        house.require("cases")
        self.house = house
        self.index, self.lexicon = _opened(house)
        self.sight = sight_of(house)
        self.asking = Asking(self.index, self.lexicon, self.sight)

    def query(self, wanted: Wanted) -> Query:
        """The question with its narrowings."""
        query = read_query(wanted.text, self.lexicon)
        for name in wanted.narrowed:
            if name not in FACETS:
                raise UsageError(f"no facet {name!r}" + did_you_mean(name, FACETS))
        more = tuple(
            Clause("facet", tuple(v for one in values for v in coded_values(name, one, self.lexicon)), where=name)
            for name, values in wanted.narrowed.items() if values
        )  # fmt: skip
        return Query(text=query.text, clauses=(*query.clauses, *more), notes=query.notes)

    def audited(self, query: Query, total: int) -> None:
        """Write down a search by who may see names: a keyed digest tells whether something was sought, not what."""
        if self.sight.named and query.words:
            self.house.audited("names", "检索", query=self.house.audit.digest(query.text), hits=total)


def _page(wanted: Wanted) -> Page:
    """Which hits; raises UsageError for more or deeper than are shown, and for an order or facet that is none."""
    if not 1 <= wanted.limit <= MOST_HITS or not 0 <= wanted.offset <= DEEPEST:
        raise UsageError(f"1 to {MOST_HITS} hits at a time, of the first {DEEPEST}; narrow the question to see others")
    if wanted.sort not in SORTS:
        raise UsageError(f"no order {wanted.sort!r}" + did_you_mean(wanted.sort, SORTS))
    for name in wanted.facets:
        if name not in FACETS:
            raise UsageError(f"no facet {name!r}" + did_you_mean(name, FACETS))
    return Page(offset=wanted.offset, limit=wanted.limit, sort=wanted.sort, facets=wanted.facets)


def _opened(house: House) -> tuple[Reading, Lexicon]:
    """The index in force and the words, kept open in the house as long as it is the same index."""
    state: State | None = state_of(house.root)
    if state is None:
        raise NoDataError("there is no index yet; build it: shuzhu search --rebuild, or the page 检索 of the cockpit")
    kept: tuple[Reading, Lexicon] | None = house.kept.get("search")
    if kept is None or (kept[0].state.folder, kept[0].state.form) != (state.folder, state.form):
        lexicon = lexicon_of(house)
        if state.form != lexicon.version:
            raise NoDataError("the index was made with other words; make it anew: shuzhu search --rebuild")
        kept = (Reading(house.root, state), lexicon)
    elif kept[0].state != state:
        kept = (kept[0].as_of(state), kept[1])
    house.kept["search"] = kept
    return kept


def _shown(house: House, marker: Marker, told: Mapping[str, Any], score: float) -> Shown:
    """A hit as the reader may see it."""
    names = house.reader.sees_names_in([told["court"]])
    return Shown(
        key=told["key"], case_id=told["case_id"], case_number=told["number"], court=told["court"], day=told["day"],
        amount=told["amount"], facets=told["facets"], score=score,
        snippets=marker.snippets(told["text"], told["parts"], told["hidden"], names=names),
    )  # fmt: skip


def _row(house: House, hit: Shown) -> dict[str, Any]:
    """A hit as a row."""
    best = hit.snippets[0] if hit.snippets else None
    facets = {name: titled(house, name, value) for name, value in hit.facets.items()}
    return {
        "case_number": hit.case_number, "court": facets.get("court", hit.court), "cause": facets.get("cause"),
        "paper": facets.get("paper"), "day": hit.day, "outcome": facets.get("outcome"), "amount": hit.amount,
        "town": facets.get("town"), "part": best.title if best else None,
        "words": "".join(words for words, _ in best.pieces) if best else None, "key": hit.key,
    }  # fmt: skip


def as_rows(house: House, answer: Answer) -> list[dict[str, Any]]:
    """The hits of an answer as rows."""
    return [_row(house, hit) for hit in answer.hits]


def facets_named(names: Sequence[str]) -> tuple[str, ...]:
    """Facets by their names or titles; raises UsageError for one that is none."""
    titles = {title: name for name, title in FACETS.items()}
    found = tuple(titles.get(name, name) for name in names)
    for name in found:
        if name not in FACETS:
            raise UsageError(f"no facet {name!r}" + did_you_mean(name, [*FACETS, *titles]))
    return found
