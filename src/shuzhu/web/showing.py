"""A view and a request → an answer: kept where it is known, worked out where it is not; and what to say of trouble."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from shuzhu.access import NAMED, Reader
from shuzhu.errors import DeniedError, InputError, NoDataError, ShuzhuError, StoreError, UsageError
from shuzhu.pipeline import House
from shuzhu.tongues import said
from shuzhu.web.again import SECRET, WORD, filled, marked, page_of
from shuzhu.web.ask import LANGUAGES, Ask, Question
from shuzhu.web.asking import TooOftenError
from shuzhu.web.render import CSRF, WHO, bare, menu, render
from shuzhu.web.state import COOKIE, Cockpit, cockpit_of
from shuzhu.web.views import View, taken

STATUS: dict[type[Exception], int] = {
    DeniedError: 403,
    UsageError: 400,
    NoDataError: 404,
    StoreError: 503,
    InputError: 422,
}


async def show(request: Request, reader: Reader, view: View) -> Response:
    """A page, or one of its tables as a file where the address says ``format``."""
    cockpit = cockpit_of(request)
    if view.path == "/" and not reader.may("measure"):
        return RedirectResponse(next((choice.path for choice in menu(reader)), "/password"), 303)
    question = Question.of(request.url.path, request.query_params, datetime.now(UTC).date(), request.path_params)
    form = dict(question.query).get("format")
    if not view.named:
        reader = unnamed(reader)
    if form:
        return await _file(cockpit, reader, view, question, form)
    key = (view.path, question, cockpit.doors.state(), reader)

    def work(house: House) -> bytes:
        ask = Ask(house=house, question=question, home=cockpit.home, unlocked=cockpit.open)
        return render(view.template, ask, view.answer(ask).context)

    if view.named:
        body = await cockpit.doors.ask(reader, work)
    else:
        body = await cockpit.answers.get(key, lambda: cockpit.doors.ask(reader, work))
    return personal(request, body, reader.name)


async def shown_now(
    request: Request, reader: Reader, template: str, context: Callable[[Ask], Mapping[str, Any]]
) -> Response:
    """A page that is worked out at every reading, for it shows what no snapshot tells."""
    cockpit = cockpit_of(request)
    question = Question.of(request.url.path, request.query_params, datetime.now(UTC).date(), request.path_params)

    def work(house: House) -> bytes:
        ask = Ask(house=house, question=question, home=cockpit.home, unlocked=cockpit.open)
        return render(template, ask, context(ask))

    return personal(request, await cockpit.doors.ask(reader, work), reader.name)


def unnamed(reader: Reader) -> Reader:
    """A reader without the right to see names: lists show none, and only what is opened by itself may."""
    return replace(reader, rights=tuple(replace(right, fields=right.fields - {NAMED}) for right in reader.rights))


def language(request: Request) -> str:
    """The language of an address; Chinese where it names none of ours."""
    lang = request.query_params.get("lang", "zh")
    return lang if lang in LANGUAGES else "zh"


def personal(request: Request, body: bytes, name: str, status: int = 200) -> Response:
    """A kept page with what is this reader's own: the token of their forms and their name."""
    cockpit = cockpit_of(request)
    visit = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    typed = cockpit.agains.of(request.query_params.get(WORD, ""), visit)
    body = filled(body, typed) if typed is not None else body
    body = body.replace(CSRF.encode(), cockpit.token(visit).encode()).replace(WHO.encode(), escape(name).encode())
    answer = HTMLResponse(body, status_code=status)
    if COOKIE not in request.cookies:
        answer.set_cookie(COOKIE, visit, httponly=True, samesite="strict", secure=cockpit.secure, path="/")
    return answer


async def _file(cockpit: Cockpit, reader: Reader, view: View, question: Question, form: str) -> Response:
    """A table of a page as a file to take away."""

    def work(house: House) -> tuple[bytes, str, str]:
        ask = Ask(house=house, question=question, home=cockpit.home, unlocked=cockpit.open)
        courts = {ask.get("court")} - {"", "all"}
        return taken(house, view.answer(ask), ask.get("table"), form, courts)

    body, kind, name = await cockpit.doors.ask(reader, work)
    return Response(
        body, media_type=kind, headers={"content-disposition": f"attachment; filename=shuzhu-{_plain(name)}"}
    )


def _plain(name: str) -> str:
    """A file's name in letters that every header may hold."""
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "_" for c in name)


async def trouble(request: Request, error: Exception) -> Response:
    """What went wrong, as a page that says what to do, or for the API as a problem (RFC 9457)."""
    if isinstance(error, HTTPException):
        status, words = error.status_code, str(error.detail)
    elif isinstance(error, TooOftenError):
        status, words = 429, "this key has no request left; wait a minute"
    elif isinstance(error, RequestValidationError):
        status, words = 422, "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    else:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
        words = str(error)
    if request.url.path.startswith("/api/"):
        return problem(status, type(error).__name__, words, request.url.path)
    lang = language(request)
    page = bare("trouble.html.j2", lang, status=status, words=words, made_up=False, back=_back(request, words, lang),
                deed=request.method == "POST", kept=_typed(request) is not None,
                empty=isinstance(error, ShuzhuError) and "store is empty" in words)  # fmt: skip
    return HTMLResponse(page, status_code=status)


def _back(request: Request, words: str, lang: str) -> str:
    """The page to go back to; with what was typed, where a form was refused."""
    if request.method != "POST":
        return ""
    page = page_of(request.headers.get("referer", ""), request.headers.get("host", ""), request.url.path)
    typed = _typed(request)
    if typed is None:
        return page
    visit = request.cookies.get(COOKIE, "")
    mark = cockpit_of(request).agains.keep(visit, request.url.path, typed, said(words, lang))
    return marked(page, mark)


def _typed(request: Request) -> dict[str, str] | None:
    """What was typed into a form that was refused; None where there is none, or it is secret."""
    return None if request.url.path in SECRET else getattr(request.state, "typed", None)


def problem(status: int, title: str, detail: str, instance: str) -> JSONResponse:
    """A problem as RFC 9457 writes it."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance}
    return JSONResponse(told, status_code=status, media_type="application/problem+json")
