"""The door: signing in with password and perhaps a code, signing out, and changing one's password."""

import secrets
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from shuzhu.errors import ShuzhuError, StoreError
from shuzhu.pipeline import accounts
from shuzhu.tongues import said
from shuzhu.web.asking import Form, SignInError, Someone, signed_in
from shuzhu.web.render import bare
from shuzhu.web.showing import language, personal
from shuzhu.web.state import COOKIE, Cockpit, cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
SEE_OTHER = 303
NOT_IN = "没有登录：用户名、密码或验证码不对，或者账号暂时锁定。请再试，或找账号管理人员。"


@ROUTER.get("/login")
async def login_page(request: Request) -> Response:
    """The sign-in; who is signed in already goes on."""
    try:
        await signed_in(request)
    except SignInError:
        return door(request, 200, inside(request.query_params.get("next", "/")))
    return RedirectResponse("/", SEE_OTHER)


@ROUTER.post("/login")
async def login(request: Request, form: Form) -> Response:
    """A session for who gives the right password and code; the same words for every reason why not."""
    cockpit = cockpit_of(request)
    origin = request.client.host if request.client else ""
    name, password, code = (form.get(part, "")[:200] for part in ("name", "password", "code"))
    onward = inside(form.get("next", "/"))
    try:
        token = await cockpit.doors.at_the_gate(
            lambda house: accounts.sign_in(house, name.strip(), password, code.strip(), origin, now())
        )
    except StoreError as error:
        return door(request, 503, onward, failed=said(str(error), language(request)))
    except ShuzhuError:
        return door(request, 403, onward, failed=NOT_IN)
    answer = RedirectResponse(carried(onward, language(request)), SEE_OTHER)
    give(answer, cockpit, token)
    return answer


@ROUTER.post("/logout")
async def logout(request: Request, form: Form) -> Response:
    """End the session."""
    del form
    cockpit = cockpit_of(request)
    token = request.cookies.get(COOKIE, "")
    await cockpit.doors.at_the_gate(lambda house: accounts.sign_out(house, token, now()))
    cockpit.known.forget()
    answer = RedirectResponse("/login", SEE_OTHER)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@ROUTER.get("/password")
async def password_page(request: Request, signed: Someone) -> Response:
    """Where one's own password is changed."""
    return _page(request, "password.html.j2", must=signed.must_change, failed="", name=signed.reader.name)


@ROUTER.post("/password")
async def password(request: Request, signed: Someone, form: Form) -> Response:
    """Change one's own password; every session ends, and the new password opens the next."""
    cockpit = cockpit_of(request)
    name, old, new = signed.reader.name, form.get("old", "")[:200], form.get("new", "")[:200]
    if new != form.get("again", ""):
        return _page(
            request, "password.html.j2", 400, must=signed.must_change, name=name, failed="两次输入的新密码不同"
        )
    try:
        await cockpit.doors.at_the_gate(lambda house: accounts.change_password(house, name, old, new, now()))
    except ShuzhuError as error:
        return _page(
            request,
            "password.html.j2",
            400,
            must=signed.must_change,
            failed=said(str(error), language(request)),
            name=name,
        )
    cockpit.known.forget()
    answer = RedirectResponse("/login", SEE_OTHER)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def to_sign_in(request: Request) -> Response:
    """The way to the sign-in, and back here after it."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    lang = language(request)
    words = ([f"next={quote(here, safe='')}"] if here != "/" else []) + ([f"lang={lang}"] if lang != "zh" else [])
    return RedirectResponse("/login" + ("?" + "&".join(words) if words else ""), SEE_OTHER)


def door(request: Request, status: int, onward: str = "/", failed: str = "", lang: str = "") -> Response:
    """The sign-in, with why it failed, in the language that somebody had or that the address says."""
    provider = cockpit_of(request).provider is not None
    return _page(request, "login.html.j2", status, lang, next=onward, failed=failed, provider=provider)


def _page(request: Request, template: str, status: int = 200, lang: str = "", **context: object) -> Response:
    """A page of the door, which needs no store."""
    lang = lang or language(request)
    made_up = cockpit_of(request).doors.made_up
    return personal(request, bare(template, lang, made_up=made_up, **context), "", status)


def inside(path: str) -> str:
    """An address of ours; the overview for any other, so that nobody is led away."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


def carried(onward: str, lang: str) -> str:
    """An address in the language that somebody had at the door, unless it names one."""
    if lang in {"", "zh"} or "lang=" in onward:
        return onward
    return f"{onward}{'&' if '?' in onward else '?'}lang={lang}"


def give(answer: Response, cockpit: Cockpit, token: str = "") -> None:
    """Hand a browser its session, out of the reach of scripts and of other sites."""
    answer.set_cookie(
        COOKIE, token or secrets.token_urlsafe(24), httponly=True, samesite="strict", secure=cockpit.secure, path="/"
    )
