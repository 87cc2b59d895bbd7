"""A text that is asked about: pasted or handed in, kept for its asker alone for two hours, loaded nowhere."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from shuzhu import pipeline
from shuzhu.access import INTERNAL
from shuzhu.errors import UsageError
from shuzhu.pipeline.judgment import read_one
from shuzhu.web.ask import Ask
from shuzhu.web.asking import Asked, check_ours
from shuzhu.web.pages.similar import MOST, SHOWN, shown
from shuzhu.web.showing import show
from shuzhu.web.state import cockpit_of
from shuzhu.web.uploads import clean
from shuzhu.web.views import Shown, View

ROUTER = APIRouter(include_in_schema=False)
PLACE: Final = "/similar/text"
KINDS: Final = (".txt", ".docx", ".pdf", ".html", ".htm")
LARGEST: Final = 10 * 2**20
"""No larger file is taken."""
PASTED: Final = "粘贴的文字.txt"
SEE_OTHER = 303


async def handed_in(request: Request, reader: Asked) -> AsyncIterator[FormData]:
    """The form with its file; who may see no cases is told so before any of it is read."""
    await cockpit_of(request).doors.ask(reader, lambda house: house.require("cases", field_class=INTERNAL))
    async with request.form(max_files=1, max_fields=5) as form:
        check_ours(request, str(form.get("csrf", "")))
        yield form


@ROUTER.post(PLACE)
async def ask_about(request: Request, reader: Asked, form: Annotated[FormData, Depends(handed_in)]) -> Response:
    """Take a text or a file in; its page is the answer."""
    file, text = form.get("file"), str(form.get("text") or "")
    if isinstance(file, UploadFile) and file.filename:
        name, data = clean(file.filename), await file.read(LARGEST + 1)
    else:
        name, data = PASTED, text.encode()
    if not data.strip() or len(data) > LARGEST or Path(name).suffix.lower() not in KINDS:
        raise UsageError(f"paste a text, or hand in one file of {', '.join(KINDS)}, no larger than 10 MB")
    texts = cockpit_of(request).texts
    mark, folder = texts.begin()
    (folder / name).write_bytes(data)
    texts.keep(mark, reader.name, [folder / name], None)
    lang = "?lang=en" if form.get("lang") == "en" else ""
    return RedirectResponse(f"{PLACE}/{mark}{lang}", SEE_OTHER)


@ROUTER.get(PLACE + "/{mark}")
async def answer(request: Request, reader: Asked, mark: str) -> Response:
    """The cases like a text that its reader handed in."""
    lot = cockpit_of(request).texts.one(mark, reader.name)
    path = lot.files[0]

    def work(ask: Ask) -> Shown:
        most = MOST if ask.get("format") or ask.get("all") else SHOWN
        text = read_one(path, ask.house.codes)[0].text
        return shown(ask, pipeline.similar_to(ask.house, text, path.name, most, meaning=ask.get("meaning") == "1"))

    return await show(request, reader, View(path=PLACE, template="similar.html.j2", answer=work, named=True))
