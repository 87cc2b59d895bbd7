"""Numbers for programs: values as JSON, CSV or SDMX-JSON, scores, what is behind a value, and an index replayed."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from shuzhu import outputs, pipeline
from shuzhu.marks import COLUMN, marked_csv, marked_rows
from shuzhu.pipeline import House
from shuzhu.web.api.answers import SIZE, Court, Page, Size, When, answer, paged
from shuzhu.web.api.sdmx import MEDIA, message
from shuzhu.web.asking import Asked
from shuzhu.web.showing import unnamed
from shuzhu.web.state import cockpit_of

ROUTER = APIRouter(tags=["numbers"])
Words = Annotated[str, Query(max_length=400)]


@ROUTER.get("/values", summary="Indicator values, with what they are made of")
async def values(
    request: Request, reader: Asked, codes: Words = "", court: Court = "all", period: When = None, by: Words = "",
    format: Literal["json", "csv", "sdmx-json"] = "json", page: Page = 1, size: Size = SIZE,
) -> Response:  # fmt: skip
    """Values of indicators (all if none is named) for courts and a period, perhaps by court, month, town …"""

    def rows(house: House) -> list[dict[str, Any]]:
        return outputs.as_rows(pipeline.measure(house, _words(codes), court, period, _words(by)))

    if format == "csv":
        reader = unnamed(reader)
        told = await cockpit_of(request).doors.ask(reader, lambda house: _as_csv(house, rows(house)))
        return Response(told.encode("utf-8-sig"), media_type="text/csv")
    if format == "sdmx-json":
        return await answer(
            request, reader,
            lambda house: message(house, pipeline.measure(house, _words(codes), court, period, _words(by))), MEDIA,
        )  # fmt: skip
    return await answer(
        request, reader,
        lambda house: paged(rows(house), page, size, snapshot=house.snapshot.label, catalogue=house.catalogue.version,
                            made_up=house.settings.made_up),
    )  # fmt: skip


@ROUTER.get("/scores", summary="Indices of one court, with classes and indicators")
async def scores(request: Request, reader: Asked, court: Court, period: When = None) -> Response:
    """Scores of 0–100, each with its parts."""

    def work(house: House) -> Any:
        found = pipeline.score(house, court, period)
        return {"snapshot": house.snapshot.label, "catalogue": house.catalogue.version,
                "scores": [asdict(one) for one in found.values()]}  # fmt: skip

    return await answer(request, reader, work)


@ROUTER.get("/values/{code}/rows", summary="What is behind a value")
async def rows(
    request: Request, reader: Asked, code: str, court: Court, period: When = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
) -> Response:  # fmt: skip
    """The counts behind a value: their SQL and first rows, masked to the reader."""

    def work(house: House) -> Any:
        return [
            {"value": outputs.as_rows([opened.value])[0],
             "parts": [{"name": p.name, "table": p.table, "sql": p.sql,
                        "rows": p.rows.to_pylist() if p.rows is not None else None} for p in opened.parts]}
            for opened in pipeline.explain(house, code, court, period, limit)
        ]  # fmt: skip

    return await answer(request, reader, work, named=True)


@ROUTER.get("/indices/{index}/what-if", summary="An index with other choices")
async def what_if(
    request: Request, reader: Asked, index: str, court: Court, period: When = None,
    change: Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=20)] = [],  # noqa: B006
) -> Response:  # fmt: skip
    """A court's score before and after changes such as ``weights.honesty=2``, and which indicators moved it."""

    def work(house: House) -> Any:
        found = pipeline.what_if(house, court, period, index, change)
        moved = found.moved
        own = [row[0] for row in moved.rows].index(found.court)
        parts = {} if moved.parts is None else dict(zip(moved.codes, map(float, moved.parts[own]), strict=True))
        return {"index": index, "court": found.court, "period": str(found.period), "before": float(moved.before[own]),
                "after": float(moved.after[own]), "parts": parts}  # fmt: skip

    return await answer(request, reader, work)


def _as_csv(house: House, rows: list[dict[str, Any]]) -> str:
    """Rows as CSV with the mark of who took them out."""
    mark = pipeline.exporting(house, "指标值", courts={row["court"] for row in rows}, rows=len(rows))
    told = marked_rows(rows, mark)
    return marked_csv(list(told[0]) if told else [*outputs.FIELDS, COLUMN], told, mark)


def _words(text: str) -> list[str]:
    """Words apart by commas."""
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
