"""The door by the court's own provider: there and back. The local sign-in stays beside it."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from shuzhu.pipeline import sign_on
from shuzhu.web.render import bare
from shuzhu.web.showing import language
from shuzhu.web.signing import SEE_OTHER, carried, door, give, inside
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
MARK: Final = "shuzhu-oidc"
"""The cookie of a sign-in on its way; the session's own is not sent by a browser that another site sends here."""
WAY: Final = "/login/oidc"


@ROUTER.get(WAY)
async def leave(request: Request) -> Response:
    """To the provider, with a mark for the way back."""
    cockpit = cockpit_of(request)
    if cockpit.provider is None:
        return RedirectResponse("/login", SEE_OTHER)
    try:
        going = await run_in_threadpool(sign_on.begin, cockpit.provider, now())
    except sign_on.RefusedError as error:
        return await _refuse(request, error)
    answer = RedirectResponse(going.to, SEE_OTHER)
    mark = cockpit.goings.keep(going, inside(request.query_params.get("next", "/")), language(request))
    answer.set_cookie(
        MARK, mark, httponly=True, samesite="lax", secure=cockpit.secure, path=WAY,
        max_age=int(sign_on.GOOD_FOR.total_seconds()),
    )  # fmt: skip
    return answer


@ROUTER.get(sign_on.BACK)
async def come_back(request: Request) -> Response:
    """From the provider: a session for the account that it names; or why not, and what to do."""
    cockpit = cockpit_of(request)
    provider = cockpit.provider
    if provider is None:
        return RedirectResponse("/login", SEE_OTHER)
    going, onward, lang = cockpit.goings.take(request.cookies.get(MARK, ""))
    try:
        claims = await run_in_threadpool(sign_on.finish, provider, going, dict(request.query_params), now())
    except sign_on.RefusedError as error:
        return await _refuse(request, error, lang)
    try:
        token = await cockpit.doors.at_the_gate(lambda house: sign_on.sign_in(house, claims, _origin(request), now()))
    except sign_on.RefusedError as error:
        return door(request, 403, onward, failed=error.words, lang=lang)
    # a page of ours leads on: after a redirect a browser would hold back the session's strict cookie
    page = bare(
        "entered.html.j2", lang or language(request), made_up=cockpit.doors.made_up, onward=carried(onward, lang)
    )
    answer = HTMLResponse(page)
    give(answer, cockpit, token)
    answer.delete_cookie(MARK, path=WAY)
    return answer


async def _refuse(request: Request, error: sign_on.RefusedError, lang: str = "") -> Response:
    """The sign-in with the reason why not, which is in the audit."""
    await cockpit_of(request).doors.at_the_gate(lambda house: sign_on.refused(house, error, _origin(request)))
    return door(request, 403, failed=error.words, lang=lang)


def _origin(request: Request) -> str:
    """From where a request came."""
    return request.client.host if request.client else ""
