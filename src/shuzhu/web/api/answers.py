"""How the API answers: lists in pages, kept where the store cannot have changed, and what goes wrong as a problem."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response
from pydantic import BaseModel

from shuzhu.access import Reader
from shuzhu.pipeline import House
from shuzhu.web.showing import unnamed
from shuzhu.web.state import cockpit_of

SIZE: Final = 100
MOST: Final = 1000


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": Problem, "description": words, "content": {"application/problem+json": {}}}
    for status, words in {
        400: "The question is not well put.", 401: "No key, or one that is not known.", 403: "Not permitted.",
        404: "Nothing answers it.", 422: "What came in is wrong.", 429: "Too many requests.",
        503: "The store is busy or cannot be read.",
    }.items()
}  # fmt: skip

Page = Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")]
Size = Annotated[int, Query(ge=1, le=MOST, description="How many on a page.")]
Court = Annotated[str, Query(max_length=200, description="虚0213, 虚02+ for an area, several by commas, or all.")]
When = Annotated[str | None, Query(max_length=60, description="2020, 2020H1, 2020Q3, 2020-05, 2019-11..2020-02; the "
                                                              "last year if left out.")]  # fmt: skip


async def answer(
    request: Request, reader: Reader, work: Callable[[House], Any], media: str = "application/json", *,
    named: bool = False,
) -> Response:  # fmt: skip
    """The answer to a question as JSON, kept as long as nothing changes.

    What may name persons to who may see names is worked out at every asking, for each is in the audit.
    """
    cockpit = cockpit_of(request)
    if named:
        body = await cockpit.doors.ask(reader, lambda house: _bytes(work(house)))
        return Response(body, media_type=media)
    reader = unnamed(reader)
    query = tuple(sorted(request.query_params.multi_items()))
    key = ("api", request.url.path, query, cockpit.doors.state(), reader)
    body = await cockpit.answers.get(key, lambda: cockpit.doors.ask(reader, lambda house: _bytes(work(house))))
    return Response(body, media_type=media)


def paged(rows: Sequence[Mapping[str, Any]], page: int, size: int, **beside: Any) -> dict[str, Any]:
    """A page of a list, with how many there are."""
    return {**beside, "total": len(rows), "page": page, "size": size, "items": rows[(page - 1) * size : page * size]}


def _bytes(told: Any) -> bytes:
    """JSON as bytes; days and other words as text."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False).encode()
