"""Definitions for programs: indicators and indices, and the courts that have data."""

from typing import Any

from fastapi import APIRouter, Request, Response

from shuzhu.catalogue.model import Indicator
from shuzhu.pipeline import House
from shuzhu.web.api.answers import SIZE, Page, Size, answer, paged
from shuzhu.web.asking import Asked

ROUTER = APIRouter(tags=["catalogue"])


@ROUTER.get("/indicators", summary="Indicators in force, with their definitions")
async def indicators(request: Request, reader: Asked, page: Page = 1, size: Size = SIZE) -> Response:
    """Every definition in force now."""
    return await answer(
        request, reader,
        lambda house: paged([_indicator(i) for i in house.catalogue.current()], page, size,
                            catalogue=house.catalogue.version),
    )  # fmt: skip


@ROUTER.get("/indicators/{code}", summary="One indicator's definition")
async def indicator(request: Request, reader: Asked, code: str) -> Response:
    """The newest definition of a code."""
    return await answer(request, reader, lambda house: _indicator(house.catalogue.indicator(code)))


@ROUTER.get("/indices", summary="Indices with their classes")
async def indices(request: Request, reader: Asked) -> Response:
    """Every index, its classes and their indicators."""

    def work(house: House) -> Any:
        return [
            {"id": index.id, "title": dict(index.title),
             "classes": [{"id": g.id, "title": dict(g.title), "weight": g.weight, "indicators": list(g.codes)}
                         for g in index.groups]}
            for index in house.catalogue.indices.values()
        ]  # fmt: skip

    return await answer(request, reader, work)


@ROUTER.get("/courts", summary="Courts that have data")
async def courts(request: Request, reader: Asked, page: Page = 1, size: Size = SIZE) -> Response:
    """Marks, names and places in the tree."""

    def work(house: House) -> Any:
        known = house.codes.courts
        rows = [
            {"mark": mark, "name": known[mark].name, "level": known[mark].level, "above": known[mark].parent}
            if mark in known else {"mark": mark, "name": mark, "level": None, "above": None}
            for mark in sorted(house.present)
        ]  # fmt: skip
        return paged(rows, page, size)

    return await answer(request, reader, work)


def _indicator(known: Indicator) -> dict[str, Any]:
    """A definition as JSON."""
    band = known.band
    return {
        "code": known.code, "title": dict(known.title), "question": dict(known.question), "unit": known.unit,
        "kind": known.kind, "better": known.better, "basis": known.basis, "owner": known.owner,
        "band": None if band is None else {"low": band.low, "high": band.high, "origin": band.origin},
        "since": known.since, "until": known.until, "review_by": known.review_by,
    }  # fmt: skip
