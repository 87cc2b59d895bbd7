"""What people do in the cockpit: steps of a warning, long work begun and cancelled. Every form is signed."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from shuzhu import pipeline
from shuzhu.desk.items import Step
from shuzhu.errors import UsageError
from shuzhu.web.asking import Asked, Form
from shuzhu.web.jobs import Job, Tell
from shuzhu.web.pages.warnings import DEEDS
from shuzhu.web.showing import shown_now
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
SEE_OTHER = 303


@ROUTER.post("/warnings/watch")
async def begin_watch(request: Request, reader: Asked, form: Form) -> Response:
    """Watch a court in a period, in the background."""
    cockpit = cockpit_of(request)
    court, period = form.get("court") or cockpit.home or "all", form.get("period") or None

    def work(tell: Tell) -> str:
        pipeline.watch(cockpit.doors.house(reader), court, period, now(), reader.name, tell)
        cockpit.doors.state(now=True)
        return "/warnings"

    return _to(cockpit.jobs.start("按规则排查", reader.name, work, "/warnings"))


@ROUTER.post("/warnings/{number}/steps")
async def step(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Take a step with a warning: confirm, assign, handle, close …"""
    cockpit = cockpit_of(request)
    what = form.get("what", "")
    if what not in DEEDS:
        raise UsageError(f"no step {what!r}; one of {', '.join(DEEDS)}")
    taken = Step(
        what=what, at=now(), by=reader.name, note=form.get("note", "").strip()[:2000],
        owner=form.get("owner", "").strip()[:80] or None if what == "assigned" else None,
        due_on=day(form.get("due_on", "")) if what == "assigned" else None,
    )  # fmt: skip
    await cockpit.doors.ask(reader, lambda house: pipeline.step_item(house, number, taken))
    cockpit.doors.state(now=True)
    return RedirectResponse(f"/warnings/{number}", SEE_OTHER)


@ROUTER.get("/jobs/{number}")
async def job(request: Request, reader: Asked, number: int) -> Response:
    """How far some work is."""
    cockpit = cockpit_of(request)
    found = cockpit.jobs.one(number, reader.name)
    if found.stage == "done" and found.link and "hx-request" not in request.headers:
        return RedirectResponse(found.link, SEE_OTHER)
    ahead = cockpit.jobs.ahead(found)
    return await shown_now(request, reader, "job.html.j2", lambda _ask: {"job": found, "ahead": ahead})


@ROUTER.post("/jobs/{number}/cancel")
async def cancel(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Ask some work to end; what it had begun is undone."""
    del form
    found = cockpit_of(request).jobs.one(number, reader.name)
    found.stop.set()
    return _to(found)


def _to(found: Job) -> Response:
    """The page of a job."""
    return RedirectResponse(f"/jobs/{found.id}", SEE_OTHER)


def day(text: str) -> date | None:
    """A day from a form; raises UsageError for one that is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write 2020-01-31") from error
