"""The cockpit as one application: every page of ``pages``, what people do there, the API, and the files it needs."""

import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from shuzhu.errors import ShuzhuError, UsageError
from shuzhu.pipeline.sign_on import client_of
from shuzhu.store.settings import read_settings
from shuzhu.web import api, deeds, granting, likening, linking, loading, provided, reporting, seeking, signing
from shuzhu.web.asking import Asked, MustChangeError, SignInError, TooOftenError
from shuzhu.web.cache import Answers
from shuzhu.web.charts.why import SHEET
from shuzhu.web.doors import Doors
from shuzhu.web.guard import Guard
from shuzhu.web.jobs import Jobs
from shuzhu.web.known import Known
from shuzhu.web.pages import VIEWS
from shuzhu.web.showing import problem, show, trouble
from shuzhu.web.signing import to_sign_in
from shuzhu.web.state import Cockpit
from shuzhu.web.uploads import ASKED, LARGEST, Uploads
from shuzhu.web.views import View

ROUTERS: Final = (
    signing.ROUTER,
    provided.ROUTER,
    deeds.ROUTER,
    linking.ROUTER,
    reporting.ROUTER,
    loading.ROUTER,
    granting.ROUTER,
    seeking.ROUTER,
    likening.ROUTER,
    api.ROUTER,
)
RATE: Final = 40.0
"""Requests a second for each client, unless it is said otherwise."""


def cockpit(
    root: Path, *, engine: str = "duckdb://", home: str = "", rate: float = RATE, secure: bool = False,
    unlocked: bool = False,
) -> FastAPI:  # fmt: skip
    """The application over a store: ``home`` is the court shown first, ``rate`` requests a second for each client.

    ``unlocked``: nobody need sign in; raises UsageError where the store is not made up.
    """
    if unlocked and not read_settings(root).made_up:
        raise UsageError("without sign-in only made-up data is served; leave out --unlocked")
    app = FastAPI(
        title="数助 Shuzhu", lifespan=_lifespan, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.cockpit = Cockpit(
        doors=Doors(root, engine), answers=Answers(), jobs=Jobs(), known=Known(), uploads=Uploads(root),
        texts=Uploads(root, ASKED), home=home, secure=secure, open=unlocked,
        provider=None if unlocked else client_of(read_settings(root, os.environ)),
    )  # fmt: skip
    for view in VIEWS:
        app.add_api_route(view.path, _route(view), methods=["GET"], include_in_schema=False, name=view.template)
    app.add_api_route("/charts.css", chart_style, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("shuzhu.web", part) for part in ("static", "built") if _there(part)]))
    for kind in (ShuzhuError, HTTPException, RequestValidationError, TooOftenError):
        app.add_exception_handler(kind, trouble)
    app.add_exception_handler(SignInError, unsigned)
    app.add_exception_handler(MustChangeError, unsigned)
    app.add_middleware(Guard, rate=rate, burst=rate * 5, larger={loading.PLACE: LARGEST + 2**20 - 1})
    return app


async def chart_style() -> Response:
    """The style of the charts of warnings."""
    return Response(SHEET, media_type="text/css", headers={"cache-control": "public, max-age=3600"})


def _route(view: View) -> Callable[..., Coroutine[Any, Any, Response]]:
    """The route of a page."""

    async def shown(request: Request, reader: Asked) -> Response:
        return await show(request, reader, view)

    return shown


async def unsigned(request: Request, error: Exception) -> Response:
    """Nobody is signed in, or a one-time password comes first: a page leads there, the API says 401."""
    if request.url.path.startswith("/api/"):
        answer: Response = problem(401, "SignInError", "a key is needed: Authorization: Bearer sz_…", request.url.path)
        answer.headers["www-authenticate"] = "Bearer"
        return answer
    return RedirectResponse("/password", 303) if isinstance(error, MustChangeError) else to_sign_in(request)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """What was opened is closed when the server ends."""
    yield
    app.state.cockpit.jobs.close()
    app.state.cockpit.uploads.close()
    app.state.cockpit.texts.close()
    app.state.cockpit.doors.close()


def _there(part: str) -> bool:
    """Whether a folder of files is there; without the built scripts every page works, only less lively."""
    return (files("shuzhu.web") / part).is_dir()
