"""Warnings for programs: the list, one item, and the next step of it."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shuzhu import pipeline
from shuzhu.desk.items import Step
from shuzhu.pipeline import House
from shuzhu.web.api.answers import SIZE, Court, Page, Size, answer, paged
from shuzhu.web.ask import Ask, Question
from shuzhu.web.asking import Asked
from shuzhu.web.pages.warnings import step_row, told
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(tags=["warnings"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class NextStep(BaseModel):
    """A step to take with a warning."""

    model_config = ConfigDict(extra="forbid")

    what: Literal["confirmed", "false_alarm", "assigned", "handled", "rechecked", "closed", "reopened", "noted"]
    note: str = Field(default="", max_length=2000)
    owner: str | None = Field(default=None, max_length=80)
    due_on: date | None = None


@ROUTER.get("/warnings", summary="Warnings, the gravest first")
async def warnings(
    request: Request, reader: Asked, court: Court = "", ended: bool = False, page: Page = 1, size: Size = SIZE
) -> Response:
    """Open items; those that ended too where asked."""

    def work(house: House) -> Any:
        ask = _ask(house, request)
        courts = pipeline.marks_of(house, court) if court else None
        return paged([told(ask, one) for one in pipeline.open_items(house, courts, ended=ended)], page, size)

    return await answer(request, reader, work)


@ROUTER.get("/warnings/{number}", summary="One warning with its steps")
async def warning(request: Request, reader: Asked, number: Number) -> Response:
    """One item with all that was done."""

    def work(house: House) -> Any:
        one = pipeline.one_item(house, number)
        return told(_ask(house, request), one) | {"steps": [step_row(step) for step in one.steps]}

    return await answer(request, reader, work, named=True)


@ROUTER.post("/warnings/{number}/steps", status_code=201, summary="Take a step with a warning")
async def step(request: Request, reader: Asked, number: Number, taken: NextStep) -> Response:
    """Confirm, assign, handle, close …; 400 where the step may not follow."""
    cockpit = cockpit_of(request)
    made = Step(what=taken.what, at=now(), by=reader.name, note=taken.note.strip(), owner=taken.owner,
                due_on=taken.due_on)  # fmt: skip
    await cockpit.doors.ask(reader, lambda house: pipeline.step_item(house, number, made))
    cockpit.doors.state(now=True)
    answered = await warning(request, reader, number)
    answered.status_code = 201
    return answered


def _ask(house: House, request: Request) -> Ask:
    """The request as the rows of a list see it."""
    return Ask(house=house, question=Question.of(request.url.path, {}, now().date()))
