"""Who asks: the one place where a request becomes a reader, by its session or by its key; and forms that are ours."""

import hmac
from typing import Annotated, Final

from fastapi import Depends, Request

from shuzhu.access import LOCAL, Reader
from shuzhu.errors import UsageError
from shuzhu.pipeline import House, accounts
from shuzhu.web.known import Signed
from shuzhu.web.state import COOKIE, cockpit_of, now

BEARER: Final = "bearer "


class SignInError(Exception):
    """Nobody is known by what the request brought: a page leads to the sign-in, the API says 401."""


class MustChangeError(Exception):
    """A one-time password is to be changed before anything else."""


class TooOftenError(Exception):
    """A key has no request left this minute."""


async def signed_in(request: Request) -> Signed:
    """Who asks; raises SignInError where nobody is known by the request's session or key."""
    cockpit = cockpit_of(request)
    if cockpit.open:
        return Signed(reader=LOCAL)
    words = request.headers.get("authorization", "")
    key = words[len(BEARER) :].strip() if words.lower().startswith(BEARER) else ""
    token = key or request.cookies.get(COOKIE, "")
    signed = cockpit.known.get(token)
    if signed is None and token:
        signed = await cockpit.doors.ask(LOCAL, lambda house: _look_up(house, token, is_key=bool(key)))
        if signed is not None:
            cockpit.known.keep(token, signed)
    if signed is None:
        raise SignInError
    if key and not cockpit.known.may_ask(token, signed.per_minute):
        raise TooOftenError
    return signed


async def current_reader(signed: Annotated[Signed, Depends(signed_in)]) -> Reader:
    """Who asks, with their rights; raises MustChangeError where their password comes first."""
    if signed.must_change:
        raise MustChangeError
    return signed.reader


def _look_up(house: House, token: str, *, is_key: bool) -> Signed | None:
    """Whose a token is."""
    if is_key:
        holder = accounts.reader_of_key(house, token, now())
        return None if holder is None else Signed(reader=holder[1], per_minute=holder[0].per_minute)
    found = accounts.reader_of(house, token, now())
    return None if found is None else Signed(reader=found[1], title=found[0].title, must_change=found[0].must_change)


async def signed_form(request: Request) -> dict[str, str]:
    """The fields of a form that this visit was given; raises UsageError for one that was not made here."""
    form = await request.form(max_files=0, max_fields=50)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    check_ours(request, fields.pop("csrf", ""))
    request.state.typed = fields
    return fields


def check_ours(request: Request, given: str) -> None:
    """Raise UsageError unless a form's token is the one that this visit was given."""
    visit = request.cookies.get(COOKIE, "")
    if not visit or not hmac.compare_digest(given.encode(), cockpit_of(request).token(visit).encode()):
        raise UsageError("this form has expired; open the page again and send it once more")


Asked = Annotated[Reader, Depends(current_reader)]
Someone = Annotated[Signed, Depends(signed_in)]
Form = Annotated[dict[str, str], Depends(signed_form)]
