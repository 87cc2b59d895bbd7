"""What whoever gives out accounts does: accounts, grants, locks, second factors, keys. Secrets are shown once."""

from collections.abc import Callable, Mapping
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from shuzhu.access import ACTIONS, Grant
from shuzhu.desk.totp import address
from shuzhu.errors import UsageError
from shuzhu.pipeline import House, accounts
from shuzhu.web.ask import Ask, Question
from shuzhu.web.asking import Asked, Form
from shuzhu.web.pages.accounts import ROWS
from shuzhu.web.pages.accounts import accounts as page
from shuzhu.web.render import render
from shuzhu.web.showing import personal
from shuzhu.web.state import cockpit_of, now

ROUTER = APIRouter(include_in_schema=False)
Once = dict[str, str]
Deed = Callable[[House], Once | None]
"""Something done, and what of it is shown this one time."""


@ROUTER.post("/accounts")
async def add(request: Request, reader: Asked, form: Form) -> Response:
    """Make an account; its one-time password is shown."""
    name = form.get("name", "").strip()

    def work(house: House) -> Once:
        once = accounts.add_account(house, name, form.get("title", "").strip()[:80], _grants(form), now())
        return {"words": "一次性密码", "name": name, "secret": once}

    return await _done(request, reader, work)


@ROUTER.post("/accounts/{name}/{deed}")
async def change(request: Request, reader: Asked, form: Form, name: str, deed: str) -> Response:
    """Change an account: its grants, lock, password or second factor, or give it a key."""
    deeds = _deeds(name, form)
    if deed not in deeds:
        raise UsageError(f"no deed {deed!r}; one of {', '.join(deeds)}")
    return await _done(request, reader, deeds[deed])


@ROUTER.post("/keys/{number}/revoke")
async def revoke(request: Request, reader: Asked, form: Form, number: int) -> Response:
    """Take a key back for good."""
    del form
    return await _done(request, reader, partial(accounts.revoke_key, number=number, now=now()))


def _deeds(name: str, form: Mapping[str, str]) -> dict[str, Deed]:
    """What may be done with an account, by name."""

    def second(house: House) -> Once:
        secret = accounts.set_second_factor(house, name, now(), wanted=True)
        return {"words": "第二因素密钥", "name": name, "secret": secret, "address": address(secret, name)}

    def key(house: House) -> Once:
        actions = [action for action in ACTIONS if form.get(f"may.{action}")]
        token = accounts.add_key(
            house, name, form.get("key", "").strip()[:80], actions=actions,
            per_minute=_whole(form, "per_minute", 10_000), days=_whole(form, "days", 3660), now=now(),
        )  # fmt: skip
        return {"words": "密钥", "name": name, "secret": token}

    def reset(house: House) -> Once:
        return {"words": "一次性密码", "name": name, "secret": accounts.reset_password(house, name, now())}

    def no_second(house: House) -> None:
        accounts.set_second_factor(house, name, now(), wanted=False)

    return {
        "grants": partial(accounts.set_grants, name=name, grants=_grants(form), now=now()),
        "disable": partial(accounts.set_enabled, name=name, now=now(), enabled=False),
        "enable": partial(accounts.set_enabled, name=name, now=now(), enabled=True),
        "unlock": partial(accounts.unlock, name=name, now=now()),
        "reset": reset, "second-factor": second, "no-second-factor": no_second, "key": key,
    }  # fmt: skip


async def _done(request: Request, reader: Asked, work: Deed) -> Response:
    """Do it, look everybody up anew, and show the accounts with what is shown once."""
    cockpit = cockpit_of(request)
    question = Question.of("/accounts", {}, now().date())

    def both(house: House) -> bytes:
        once = work(house)
        ask = Ask(house=house, question=question, home=cockpit.home, unlocked=cockpit.open)
        return render("accounts.html.j2", ask, page(ask, once).context)

    body = await cockpit.doors.ask(reader, both)
    cockpit.known.forget()
    return personal(request, body, reader.name)


def _grants(form: Mapping[str, str]) -> list[Grant]:
    """The grants of a form's rows, those without a role left out."""
    found = []
    for n in range(1, ROWS + 1):
        role, court = form.get(f"role{n}", ""), form.get(f"court{n}", "")
        divisions = tuple(
            part for part in form.get(f"divisions{n}", "").replace("，", "、").split("、") if part.strip()
        )
        if role:
            found.append(Grant(role=role, court=court, divisions=divisions))
    return found


def _whole(form: Mapping[str, str], name: str, most: int) -> int:
    """A whole number of a form; raises UsageError for none."""
    text = form.get(name, "")
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise UsageError(f"{name} is a whole number from 1 to {most}, not {text[:20]!r}")
    return int(text)
