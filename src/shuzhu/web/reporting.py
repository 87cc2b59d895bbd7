"""What people do with reports: make a draft in the background, check, sign, submit, follow up; take files along."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, UploadFile
from fastapi import File as Sent
from fastapi import Form as Field
from fastapi.responses import RedirectResponse, Response

from shuzhu import pipeline
from shuzhu.desk.reports import ReportStep
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline import House, report_life
from shuzhu.reports.material import Asked as Wanted
from shuzhu.web.asking import Asked, Form, check_ours
from shuzhu.web.deeds import day
from shuzhu.web.jobs import Tell
from shuzhu.web.pages.reports import DEEDS
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
SEE_OTHER = 303
FORMATS = ("docx", "pdf", "html")
LARGEST = 20 * 2**20
"""No larger file is taken to be checked."""
MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
         "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}  # fmt: skip
READ = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""The policy of a report that is looked at: its own style and nothing else, no script at all."""


@ROUTER.post("/reports")
async def make(request: Request, reader: Asked, form: Form) -> Response:
    """Make a draft in the background; its page is the result."""
    cockpit = cockpit_of(request)
    wanted = Wanted(
        kind=form.get("kind", ""), court=form.get("court", ""), period=form.get("period", ""),
        dated=day(form.get("dated", "")) or now().date(), number=_said(form, "number"), to=_said(form, "to"),
        topic=_said(form, "topic"), contact=_said(form, "contact"),
        items=_numbers(_said(form, "items")),
        event=(_said(form, "event"), _said(form, "event_days")) if _said(form, "event") else None,
    )  # fmt: skip

    def work(tell: Tell) -> str:
        tell("计算与排版", 0)
        made = report_life.draft_report(cockpit.doors.house(reader), wanted, FORMATS, now(), reader.name)
        cockpit.doors.state(now=True)
        return f"/reports/{made.id}"

    return RedirectResponse(f"/jobs/{cockpit.jobs.start('编写报告', reader.name, work, '/reports').id}", SEE_OTHER)


@ROUTER.post("/reports/{number}/steps")
async def step(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Take a step with a report: check, return, sign, submit, what came of it, its tasks."""
    what = form.get("what", "")
    if what not in {*DEEDS, "done"}:
        raise UsageError(f"no step {what!r}; one of {', '.join(DEEDS)}")
    task = form.get("task", "")
    taken = ReportStep(
        what=what, at=now(), by=reader.name, note=_said(form, "note", 2000), to=_said(form, "to") or None,
        owner=_said(form, "owner") or None if what == "task" else None,
        due_on=day(form.get("due_on", "")) if what == "task" else None, task=int(task) if task.isdecimal() else None,
    )  # fmt: skip
    await cockpit_of(request).doors.ask(reader, lambda house: report_life.step_report(house, number, taken))
    cockpit_of(request).doors.state(now=True)
    return RedirectResponse(f"/reports/{number}", SEE_OTHER)


@ROUTER.post("/reports/{number}/checked")
async def check(
    request: Request, reader: Asked, number: int, file: Annotated[UploadFile, Sent()],
    csrf: Annotated[str, Field()] = "", note: Annotated[str, Field(max_length=2000)] = "",
) -> Response:  # fmt: skip
    """Check a report as it was edited outside: every figure of the file that is handed in is proved."""
    check_ours(request, csrf)
    data = await file.read(LARGEST + 1)
    name = Path(file.filename or "").name
    if len(data) > LARGEST or Path(name).suffix not in {".docx", ".html", ".pdf"}:
        raise UsageError("hand in a report of ours as docx, html or pdf, of at most 20 MB")

    def work(house: House) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            taken = ReportStep(what="checked", at=now(), by=reader.name, note=note.strip())
            report_life.step_report(house, number, taken, path)

    await cockpit_of(request).doors.ask(reader, work)
    return RedirectResponse(f"/reports/{number}", SEE_OTHER)


@ROUTER.get("/reports/{number}/files/{name}")
async def file(request: Request, reader: Asked, number: int, name: str) -> Response:
    """A file of a report: to be read here (HTML), or taken along, which is in the audit."""
    form = name.rpartition(".")[2]
    reading = form == "html" and "download" not in request.query_params

    def work(house: House) -> bytes:
        path = report_life.report_files(house, number).get(name)
        if path is None:
            raise NoDataError(f"report {number} has no file {name!r}")
        if not reading:
            pipeline.exporting(house, f"报告{number}：{form}", courts={report_life.kept_report(house, number).court})
        return path.read_bytes()

    data = await cockpit_of(request).doors.ask(reader, work)
    headers = {"content-security-policy": READ} if reading else {
        "content-disposition": f"attachment; filename=report-{number}.{form}"
    }  # fmt: skip
    return Response(data, media_type=MEDIA.get(form, "application/octet-stream"), headers=headers)


def _numbers(text: str) -> tuple[int, ...]:
    """Numbers apart by commas; raises UsageError for what is none."""
    words = [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    if not all(word.isdecimal() for word in words):
        raise UsageError(f"write the numbers of warnings with commas, not {text[:40]!r}")
    return tuple(map(int, words))


def _said(form: dict[str, str], name: str, most: int = 200) -> str:
    """What a field of a form says, without the blanks around it."""
    return form.get(name, "").strip()[:most]
