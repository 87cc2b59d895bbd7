"""What people do with searches: build the index, keep one, say that it was seen, keep it no more; signed forms."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from shuzhu import pipeline
from shuzhu.pipeline.searching import Wanted
from shuzhu.web.asking import Asked, Form
from shuzhu.web.jobs import Tell
from shuzhu.web.loading import in_words
from shuzhu.web.pages.search import narrowed
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
SEE_OTHER = 303


@ROUTER.post("/search/index")
async def build(request: Request, reader: Asked, form: Form) -> Response:
    """Build the index in the background; cancelled, there is none as before."""
    del form
    cockpit = cockpit_of(request)
    await cockpit.doors.ask(reader, lambda house: house.require("load", everywhere=True))

    def work(tell: Tell) -> str:
        pipeline.index(cockpit.doors.house(reader), in_words(tell))
        return "/search"

    return RedirectResponse(f"/jobs/{cockpit.jobs.start('建立索引', reader.name, work, '/search').id}", SEE_OTHER)


@ROUTER.post("/search/keep")
async def keep(request: Request, reader: Asked, form: Form) -> Response:
    """Keep a search under a title."""
    wanted = Wanted(text=form.get("q", "")[:300], narrowed=narrowed(form), sort=form.get("sort") or "relevance")
    title = form.get("title", "")
    await cockpit_of(request).doors.ask(reader, lambda house: pipeline.save_search(house, title, wanted, now()))
    return RedirectResponse("/search", SEE_OTHER)


@ROUTER.post("/search/kept/{number}")
async def step(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Say that what is new was seen, or keep a search no more."""
    what = form.get("what", "")
    await cockpit_of(request).doors.ask(reader, lambda house: pipeline.step_saved(house, number, what, now()))
    return RedirectResponse("/search", SEE_OTHER)
