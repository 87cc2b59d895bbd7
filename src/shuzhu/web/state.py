"""What the cockpit holds while it runs, and how a route finds who asks."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Request

from shuzhu.access import LOCAL, Reader
from shuzhu.errors import UsageError
from shuzhu.web.cache import Answers
from shuzhu.web.doors import Doors
from shuzhu.web.jobs import Jobs

COOKIE: Final = "shuzhu"


@dataclass(frozen=True, kw_only=True)
class Cockpit:
    """The opened store, the kept answers, the long jobs, and the secret that signs forms.

    ``home`` is the court shown to one who has none of their own; ``secure`` says that it is served over TLS.
    """

    doors: Doors
    answers: Answers
    jobs: Jobs
    home: str = ""
    secure: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def token(self, visit: str) -> str:
        """What a form of a visit must carry: nobody else can make it."""
        return hmac.new(self.secret, visit.encode(), hashlib.sha256).hexdigest()[:40]


def cockpit_of(request: Request) -> Cockpit:
    """The cockpit that a request came to."""
    found: Cockpit = request.app.state.cockpit
    return found


async def current_reader(request: Request) -> Reader:
    """Who asks, and what they may see: the one place where a request becomes a reader."""
    del request
    return LOCAL


Asked = Annotated[Reader, Depends(current_reader)]


async def signed_form(request: Request) -> dict[str, str]:
    """The fields of a form that this visit was given; raises UsageError for one that was not made here."""
    form = await request.form(max_files=0, max_fields=50)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    visit = request.cookies.get(COOKIE, "")
    given = fields.pop("csrf", "")
    if not visit or not hmac.compare_digest(given.encode(), cockpit_of(request).token(visit).encode()):
        raise UsageError("this form has expired; open the page again and send it once more")
    return fields


Form = Annotated[dict[str, str], Depends(signed_form)]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
