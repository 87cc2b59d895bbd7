"""What people do with data: hand files in, look at what would be taken, load it in the background, take a load back."""

import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from shuzhu import pipeline
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline import House
from shuzhu.records import RECORDS
from shuzhu.web.ask import Ask
from shuzhu.web.asking import Asked, Form, check_ours
from shuzhu.web.jobs import Tell
from shuzhu.web.showing import shown_now
from shuzhu.web.state import Cockpit, cockpit_of
from shuzhu.web.uploads import LARGEST, MAPPINGS, MOST_FILES, Lot, clean

ROUTER = APIRouter(include_in_schema=False)
SEE_OTHER = 303
PLACE: Final = "/data/uploads"
LARGEST_MAPPING: Final = 2**20
OWN: Final = "own"
"""The mapping that came with the files, among the choices; the store's own are known by their names."""


async def handed_in(request: Request, reader: Asked) -> AsyncIterator[FormData]:
    """The form with its files; who may not load is told so before any of it is read."""
    await cockpit_of(request).doors.ask(reader, lambda house: pipeline.receive(house, ()))
    async with request.form(max_files=MOST_FILES + 1, max_fields=10) as form:
        check_ours(request, str(form.get("csrf", "")))
        yield form


@ROUTER.post(PLACE)
async def hand_in(request: Request, reader: Asked, form: Annotated[FormData, Depends(handed_in)]) -> Response:
    """Take files in, to be looked at; nothing is loaded yet."""
    cockpit = cockpit_of(request)
    sent = [one for one in form.getlist("files") + form.getlist("mapping") if isinstance(one, UploadFile)]
    sent = [one for one in sent if one.filename]
    lot = await run_in_threadpool(_kept, cockpit, reader.name, sent)
    sizes = [path.stat().st_size for path in lot.files]
    await cockpit.doors.ask(reader, lambda house: pipeline.receive(house, sizes))
    return RedirectResponse(f"{PLACE}/{lot.id}", SEE_OTHER)


@ROUTER.get(PLACE + "/{lot}")
async def look(request: Request, reader: Asked, lot: str) -> Response:
    """What would be taken from the files, by the mapping that is chosen or that fits best."""
    cockpit = cockpit_of(request)

    def context(ask: Ask) -> Mapping[str, Any]:
        found = cockpit.uploads.one(lot, reader.name)
        known = _mappings(ask.house, found)
        with found.in_own_names():
            chosen, files = _fitting(ask.house, found, known, ask.get("mapping"))
        files = [replace(one, trouble=found.said(one.trouble)) for one in files]
        return {
            "lot": found, "files": files, "mappings": list(known), "chosen": chosen, "own": found.mapping,
            "tables": {name: record.TITLE for name, record in RECORDS.items()}, "running": cockpit.jobs.open(),
            "able": sum(not one.trouble for one in files),
        }  # fmt: skip

    return await shown_now(request, reader, "upload.html.j2", context)


@ROUTER.post(PLACE + "/{lot}/load")
async def begin(request: Request, reader: Asked, form: Form, lot: str) -> Response:
    """Load the chosen files of a lot, in the background; cancelled or failed, the store is as it was."""
    cockpit = cockpit_of(request)
    await cockpit.doors.ask(reader, lambda house: pipeline.receive(house, ()))
    found = cockpit.uploads.one(lot, reader.name)
    chosen = [path for number, path in enumerate(found.files) if f"file{number}" in form]
    if not chosen:
        raise UsageError("choose at least one file")

    def work(tell: Tell) -> str:
        found.folder.touch()
        house = cockpit.doors.house(reader)
        mapping = _mappings(house, found).get(form.get("mapping", "")) if form.get("mapping") else None
        with found.in_own_names():
            outcome = pipeline.load(house, [str(path) for path in chosen], mapping, in_words(tell))
        cockpit.doors.state(now=True)
        if outcome.loaded is None:
            raise NoDataError("nothing new to load: the content of these files is loaded already")
        cockpit.uploads.drop(lot)
        if outcome.loaded.held is not None:
            return f"/data/held/{outcome.loaded.held}"
        cockpit.doors.house(reader)
        return f"/data/loads/{outcome.loaded.number}"

    back = f"{PLACE}/{lot}" + (f"?mapping={form['mapping']}" if form.get("mapping", "") == OWN else "")
    return RedirectResponse(f"/jobs/{cockpit.jobs.start('导入数据', reader.name, work, back).id}", SEE_OTHER)


@ROUTER.post(PLACE + "/{lot}/drop")
async def drop(request: Request, reader: Asked, form: Form, lot: str) -> Response:
    """Delete the files of a lot without loading them."""
    del form
    uploads = cockpit_of(request).uploads
    uploads.drop(uploads.one(lot, reader.name).id)
    return RedirectResponse("/data", SEE_OTHER)


@ROUTER.post("/data/loads/{number}/undo")
async def undo(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Take a load back, in the background; it must have been said twice."""
    cockpit = cockpit_of(request)
    await cockpit.doors.ask(reader, lambda house: pipeline.receive(house, ()))
    if "sure" not in form:
        raise UsageError("tick that you are sure; a load is taken back only then")

    def work(tell: Tell) -> str:
        snapshot = pipeline.undo(cockpit.doors.house(reader), number, in_words(tell))
        cockpit.doors.state(now=True)
        return f"/data/loads/{snapshot.number}"

    job = cockpit.jobs.start("撤销导入", reader.name, work, f"/data/loads/{number}")
    return RedirectResponse(f"/jobs/{job.id}", SEE_OTHER)


@ROUTER.post("/data/held/{number}")
async def decide(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Release a held load, or withdraw it, in the background; it must have been looked at."""
    cockpit = cockpit_of(request)
    await cockpit.doors.ask(reader, lambda house: pipeline.receive(house, ()))
    what = form.get("what", "")
    if "sure" not in form or what not in {"release", "withdraw"}:
        raise UsageError("tick that you have looked at it, and release or withdraw it")

    def work(tell: Tell) -> str:
        house = cockpit.doors.house(reader)
        if what == "withdraw":
            pipeline.withdraw_load(house, number)
            return "/data"
        outcome = pipeline.release_load(house, number, in_words(tell))
        cockpit.doors.state(now=True)
        cockpit.doors.house(reader)
        return f"/data/loads/{outcome.snapshot.number}"

    title = "放行待定批次" if what == "release" else "退回待定批次"
    job = cockpit.jobs.start(title, reader.name, work, f"/data/held/{number}")
    return RedirectResponse(f"/jobs/{job.id}", SEE_OTHER)


def in_words(tell: Tell) -> Tell:
    """The pipeline's progress as the screen says it."""

    def told(what: str, rows: int) -> None:
        if what == "index":
            tell("编入索引", rows)
            return
        verb, _, table = what.rpartition(" ")
        name = RECORDS[table].TITLE if table in RECORDS else ""
        tell(f"写入{name}" if verb == "write" else f"整理{name}" if name else "读取文件", rows)

    return told


def _kept(cockpit: Cockpit, by: str, sent: Sequence[UploadFile]) -> Lot:
    """The files in a folder of their own; raises UsageError for too many, too large or of another kind."""
    mark, folder = cockpit.uploads.begin()
    try:
        paths: list[Path] = []
        for one in sent:
            path = folder / clean(one.filename or "", [path.name for path in paths])
            with path.open("xb") as file:
                shutil.copyfileobj(one.file, file, 2**20)
            path.chmod(0o600)
            paths.append(path)
        files = [path for path in paths if path.suffix.lower() not in MAPPINGS]
        said = [path for path in paths if path.suffix.lower() in MAPPINGS]
        _check(files, said)
    except BaseException:
        cockpit.uploads.drop(mark)
        raise
    return cockpit.uploads.keep(mark, by, files, said[0] if said else None)


def _check(files: Sequence[Path], mappings: Sequence[Path]) -> None:
    """Raise UsageError where too little, too much or too many mappings were handed in."""
    if not files:
        raise UsageError("choose at least one file")
    if len(files) > MOST_FILES:
        raise UsageError(f"hand in at most {MOST_FILES} files at once")
    if sum(path.stat().st_size for path in files) > LARGEST:
        raise UsageError(f"hand in at most {LARGEST // 2**20} MB at once; split them, or use the command line")
    if len(mappings) > 1 or any(path.stat().st_size > LARGEST_MAPPING for path in mappings):
        raise UsageError("hand in one mapping, of at most 1 MB")


def _mappings(house: House, lot: Lot) -> dict[str, Path]:
    """The mappings that may be chosen: the one that came with the files first, then the store's own."""
    return ({OWN: lot.mapping} if lot.mapping else {}) | dict(pipeline.mappings(house))


def _fitting(house: House, lot: Lot, known: Mapping[str, Path], asked: str) -> tuple[str, list[pipeline.Incoming]]:
    """The mapping asked for; else the one that came with the files, the files' own header, or the first that fits."""
    if asked or lot.mapping:
        chosen = asked if asked in known else "" if asked else OWN
        return chosen, pipeline.incoming(house, lot.files, known.get(chosen))
    plain = pipeline.incoming(house, lot.files)
    if any(one.trouble for one in plain):
        for name, path in known.items():
            files = pipeline.incoming(house, lot.files, path)
            if not any(one.trouble for one in files):
                return name, files
    return "", plain
