"""What the cockpit holds while it runs."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from fastapi import Request

from shuzhu.pipeline.sign_on import Client
from shuzhu.web.again import Agains
from shuzhu.web.cache import Answers
from shuzhu.web.doors import Doors
from shuzhu.web.goings import Goings
from shuzhu.web.jobs import Jobs
from shuzhu.web.known import Known
from shuzhu.web.uploads import Uploads

COOKIE: Final = "shuzhu"


@dataclass(frozen=True, kw_only=True)
class Cockpit:
    """The opened store, kept answers, long jobs, files handed in, who is signed in, and the secret that signs forms.

    ``texts`` are those that somebody asks about; ``home`` is the court shown to one who has none of their own;
    ``secure`` says that it is served over TLS; ``open`` that nobody need sign in, which is for made-up
    data alone; ``provider`` is asked who somebody is, where the settings name one, and ``goings`` are the sign-ins on
    their way to it.
    """

    doors: Doors
    answers: Answers
    jobs: Jobs
    known: Known
    uploads: Uploads
    texts: Uploads
    home: str = ""
    secure: bool = False
    open: bool = False
    provider: Client | None = None
    goings: Goings = field(default_factory=Goings)
    agains: Agains = field(default_factory=Agains)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def token(self, visit: str) -> str:
        """What a form of a visit must carry: nobody else can make it."""
        return hmac.new(self.secret, visit.encode(), hashlib.sha256).hexdigest()[:40]


def cockpit_of(request: Request) -> Cockpit:
    """The cockpit that a request came to."""
    found: Cockpit = request.app.state.cockpit
    return found


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
