"""Similar cases for programs: each with why, and how the nearest were decided."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from shuzhu import pipeline
from shuzhu.pipeline import House
from shuzhu.web.api.answers import answer
from shuzhu.web.asking import Asked

ROUTER = APIRouter(tags=["search"])


@ROUTER.get("/similar", summary="Cases like one of the store, among those that the key may see")
async def similar(
    request: Request, reader: Asked,
    case: Annotated[str, Query(min_length=1, max_length=200, description="A case number in any writing, or identity.")],
    size: Annotated[int, Query(ge=1, le=50)] = 10,
    meaning: Annotated[bool, Query(description="Compare texts by their meaning too.")] = False,
) -> Response:  # fmt: skip
    """The most similar cases with their reasons, and the measure of the fifty nearest: outcomes, spread, changes."""

    def work(house: House) -> Any:
        found = pipeline.similar_cases(house, case, size, meaning=meaning)
        told = asdict(found)
        return {"items": told.pop("hits"), **told, "snapshot": house.snapshot.label, "made_up": house.settings.made_up}

    return await answer(request, reader, work, named=True)
