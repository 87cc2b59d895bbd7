"""The store for programs: its snapshot, its loads."""

from typing import Any

from fastapi import APIRouter, Request, Response

from shuzhu import pipeline
from shuzhu.pipeline import House
from shuzhu.web.api.answers import SIZE, Page, Size, answer, paged
from shuzhu.web.asking import Asked
from shuzhu.web.pages.data import load_row

ROUTER = APIRouter(tags=["store"])


@ROUTER.get("/snapshot", summary="What every answer rests on now")
async def snapshot(request: Request, reader: Asked) -> Response:
    """The newest snapshot, the catalogue's version, and how many rows each table has."""

    def work(house: House) -> Any:
        return {"snapshot": house.snapshot.label, "made": house.snapshot.made, "catalogue": house.catalogue.version,
                "made_up": house.settings.made_up, "last_filing": house.last_day,
                "rows": {name: state.rows for name, state in house.snapshot.tables.items()}}  # fmt: skip

    return await answer(request, reader, work)


@ROUTER.get("/loads", summary="Loads, the newest first")
async def loads(request: Request, reader: Asked, page: Page = 1, size: Size = SIZE) -> Response:
    """Every load that the snapshot rests on."""

    def work(house: House) -> Any:
        return paged([load_row(one) for one in reversed(pipeline.loads(house))], page, size)

    return await answer(request, reader, work)
