"""The search for programs: hits with their stretches, counts by facet, suggestions."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from shuzhu import pipeline
from shuzhu.pipeline import House
from shuzhu.pipeline.searching import Wanted, facets_named
from shuzhu.web.api.answers import answer
from shuzhu.web.asking import Asked

ROUTER = APIRouter(tags=["search"])
Words = Annotated[
    str, Query(max_length=300, description='Words, "phrases", -not, case numbers, 民法典675, field:value.')
]
Several = Annotated[list[Annotated[str, Query(max_length=100)]], Query(max_length=20)]


@ROUTER.get("/search", summary="Judgments and records, found and counted within what the key may see")
async def search(
    request: Request, reader: Asked, q: Words = "", where: Several = [],  # noqa: B006 — FastAPI copies it
    facet: Several = [], sort: Literal["relevance", "newest", "oldest"] = "relevance",  # noqa: B006
    page: Annotated[int, Query(ge=1, le=1000)] = 1, size: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:  # fmt: skip
    """Hits, best first; ``where`` narrows (``cause=民间借贷纠纷``), ``facet`` counts."""
    chosen: dict[str, tuple[str, ...]] = {}
    for one in where:
        name, _, value = one.partition("=")
        chosen[name] = (*chosen.get(name, ()), value)

    def work(house: House) -> Any:
        told = pipeline.search(house, Wanted(text=q, narrowed=chosen, offset=(page - 1) * size, limit=size, sort=sort,
                                             facets=facets_named(facet)))  # fmt: skip
        return {
            "total": told.total, "page": page, "size": size, "snapshot": told.snapshot, "notes": told.notes,
            "made_up": house.settings.made_up, "items": [asdict(hit) for hit in told.hits],
            "facets": {name: [asdict(one) for one in counts] for name, counts in told.facets.items()},
        }  # fmt: skip

    return await answer(request, reader, work, named=True)


@ROUTER.get("/search/suggestions", summary="Causes, laws, courts and towns that hold some signs")
async def suggestions(request: Request, reader: Asked, q: Annotated[str, Query(max_length=40)]) -> Response:
    """Up to eight, with how many documents and records the key would find by each."""

    def work(house: House) -> Any:
        return {"items": [{"facet": name, **asdict(one)} for name, one in pipeline.suggest(house, q)]}

    return await answer(request, reader, work, named=True)
