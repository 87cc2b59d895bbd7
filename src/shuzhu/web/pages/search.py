"""检索: judgments and records found by words, narrowed by facets, each hit with the section that answers."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.pipeline.searching import HEADS, MOST_HITS, Wanted, as_rows, titled
from shuzhu.search.ask import SORTS
from shuzhu.search.parts import FACETS
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

PAGE: Final = 10
NARROW: Final = "f_"
"""Before a facet's name in an address: what the hits are narrowed to."""
EXAMPLES: Final = (
    "高利贷 民法典675",
    '"未按约定" -彩礼',
    "理由:职业放贷人 年:2020",
    "金额:10万-50万 案由:民间借贷纠纷",
)


def search(ask: Ask) -> Shown:
    """The hits of a question, or what may be asked where nothing was; before there is an index, how it is built."""
    page = ask.number("page", 1, 1000)
    size = MOST_HITS if ask.get("format") else PAGE
    wanted = Wanted(
        text=ask.get("q"), narrowed=narrowed(ask.query), sort=ask.one_of("sort", tuple(SORTS), "relevance"),
        offset=0 if ask.get("format") else (page - 1) * PAGE, limit=size, facets=tuple(FACETS),
    )  # fmt: skip
    if not pipeline.indexed(ask.house):
        return Shown(context={"indexed": False, "able": ask.house.reader.reach("load").everything})
    kept = pipeline.saved_searches(ask.house)
    begun = bool(wanted.text or wanted.narrowed)
    answer = pipeline.search(ask.house, wanted) if begun else None
    facets = [_facet(ask, name, counts, wanted) for name, counts in answer.facets.items()] if answer else []
    rows = as_rows(ask.house, answer) if answer else []
    return Shown(
        context={
            "indexed": True, "answer": answer, "sorts": SORTS, "sort": wanted.sort, "page": page, "size": PAGE,
            "examples": EXAMPLES,
            "pages": min(1000, -(-answer.total // PAGE)) if answer else 0, "kept": kept,
            "facets": [one for one in facets if len(one["values"]) > 1 or one["narrowed"]],
            "narrowed": [(name, FACETS[name], value, titled(ask.house, name, value))
                         for name, values in wanted.narrowed.items() for value in values],
            "told": lambda hit: _told(ask, hit), "kept_link": lambda one: _address(ask, one.wanted),
        },
        sheets=(Sheet(name="hits", title="检索结果", heads=HEADS, rows=rows, documents=[row["key"] for row in rows]),),
    )  # fmt: skip


def narrowed(query: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The narrowings of an address: ``f_cause=民间借贷纠纷``, several by bars."""
    return {
        name[len(NARROW) :]: tuple(one for one in value.split("|") if one)
        for name, value in query.items() if name.startswith(NARROW)
    }  # fmt: skip


def _facet(ask: Ask, name: str, counts: Any, wanted: Wanted) -> dict[str, Any]:
    """A facet with its values, each with the address that narrows to it, or widens again."""
    chosen = wanted.narrowed.get(name, ())
    return {
        "name": name, "title": FACETS[name], "narrowed": bool(chosen),
        "values": [
            {"title": one.title, "count": one.count, "on": one.value in chosen,
             "link": ask.link(page="", **{NARROW + name: "|".join(_toggled(chosen, one.value))})}
            for one in counts
        ],
    }  # fmt: skip


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    """What is chosen with a value put in, or taken out."""
    return tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)


def _told(ask: Ask, hit: Any) -> list[str]:
    """What stands under a hit's number."""
    told = [titled(ask.house, name, hit.facets[name]) for name in ("court", "cause", "procedure", "paper", "outcome")
            if hit.facets.get(name)]  # fmt: skip
    return [*told, hit.day, f"{hit.amount:,.0f} 元" if hit.amount else ""]


def _address(ask: Ask, wanted: Wanted) -> str:
    """The address of a kept search."""
    chosen = {NARROW + name: "|".join(values) for name, values in wanted.narrowed.items()}
    return ask.link("/search", q=wanted.text, sort="" if wanted.sort == "relevance" else wanted.sort, **chosen)


def suggested(ask: Ask) -> Shown:
    """What holds the signs of the last word typed, each with the address that narrows to it in place of the word."""
    rest, _, last = ask.get("q").rstrip().rpartition(" ")
    known = pipeline.suggest(ask.house, last) if pipeline.indexed(ask.house) else ()
    chosen = narrowed(ask.query)
    kept = {NARROW + name: "|".join(values) for name, values in chosen.items()} | {"sort": ask.get("sort")}

    def address(name: str, value: str) -> str:
        """Where one of them leads."""
        wider = "|".join(dict.fromkeys((*chosen.get(name, ()), value)))
        return ask.link("/search", q=rest, **kept | {NARROW + name: wider})

    rows = [
        {"field": FACETS[name], "title": one.title, "count": one.count, "link": address(name, one.value)}
        for name, one in known
    ]
    return Shown(context={"word": last, "rows": rows})


VIEWS = (
    View(path="/search", template="search.html.j2", answer=search, named=True),
    View(path="/search/suggested", template="suggested.html.j2", answer=suggested, named=True),
)
