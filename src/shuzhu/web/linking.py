"""What people do about records that may be the same: links run anew, and decisions. Every form is signed."""

from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from shuzhu import pipeline
from shuzhu.desk.pairs import HOLDS, PairStep
from shuzhu.web.asking import Asked, Form
from shuzhu.web.deeds import SEE_OTHER
from shuzhu.web.jobs import Tell
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
PLACES: Final = {"ledger": "/reconcile/pair", "persons": "/reconcile/person"}
"""Where two records of a linkage stand side by side."""


@ROUTER.post("/reconcile/run")
async def run(request: Request, reader: Asked, form: Form) -> Response:
    """Link the store anew, in the background."""
    del form
    cockpit = cockpit_of(request)

    def work(tell: Tell) -> str:
        pipeline.link(cockpit.doors.house(reader), (), tell)
        cockpit.doors.state(now=True)
        return "/reconcile"

    return RedirectResponse(f"/jobs/{cockpit.jobs.start('关联数据', reader.name, work).id}", SEE_OTHER)


@ROUTER.post("/reconcile/decide")
async def decide(request: Request, reader: Asked, form: Form) -> Response:
    """Say whether two records are the same, or which source holds."""
    what, _, side = form.get("what", "").partition(":")
    left, right = form.get("left", ""), form.get("right", "")
    task = form.get("task", "ledger")
    field = form.get("field", "") if what == HOLDS or form.get("undo_field") else ""
    taken = PairStep(
        task=task, left=left, right=right, what=what, at=now(), by=reader.name, field=field, side=side,
        note=form.get("note", "").strip()[:2000],
    )  # fmt: skip
    await cockpit_of(request).doors.ask(reader, lambda house: pipeline.decide_link(house, taken))
    return RedirectResponse(f"{PLACES.get(task, '/reconcile')}?{urlencode({'left': left, 'right': right})}", SEE_OTHER)
