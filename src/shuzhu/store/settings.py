"""A store's own settings: ``settings.yaml`` in its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import yaml

from shuzhu.errors import MappingError, did_you_mean
from shuzhu.periods import CALENDAR_YEAR, YearStart

KEYS = {"statistical_year", "made_up", "name", "desk", "audit", "oidc", "emblem", "hold"}
OIDC_KEYS = {"issuer", "client", "address", "claim"}
SECRET = "SHUZHU_OIDC_SECRET"  # noqa: S105 — the name of a variable
"""The environment variable of the client secret, which is in no file."""
NEAR = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenID Connect provider: its ``issuer``, and us as its ``client``; ``address`` is the cockpit's own.

    ``claim`` of the ID token is the name of an account.
    """

    issuer: str
    client: str
    address: str
    claim: str = "preferred_username"
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``statistical_year`` is the month and day it begins; ``made_up`` labels everything 虚构.

    ``desk`` is the URL of the application database and ``audit`` the folder of the audit's key and head; blank is
    beside the store. ``emblem`` is the file of the court's emblem, from the store's folder. ``oidc`` is the provider
    through which people may sign in, where there is one. ``hold``: a load that is not as usual waits to be released.
    """

    year: YearStart = CALENDAR_YEAR
    made_up: bool = False
    name: str = ""
    desk: str = ""
    audit: str = ""
    emblem: str = ""
    hold: bool = False
    oidc: Provider | None = None


def read_settings(root: Path, environment: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """The settings of a store; the defaults where it has none. SHUZHU_DESK and SHUZHU_AUDIT go before its own."""
    path = root / "settings.yaml"
    said = (yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None) or {}
    for key in said:
        if key not in KEYS:
            raise MappingError(path, str(key), "unknown setting" + did_you_mean(str(key), KEYS))
    year = YearStart.parse(str(said["statistical_year"])) if "statistical_year" in said else CALENDAR_YEAR
    return Settings(
        year=year, made_up=bool(said.get("made_up", False)), name=str(said.get("name", "")),
        desk=environment.get("SHUZHU_DESK") or str(said.get("desk", "")),
        audit=environment.get("SHUZHU_AUDIT") or str(said.get("audit", "")),
        emblem=str(said.get("emblem", "")), hold=bool(said.get("hold", False)),
        oidc=_provider(path, said["oidc"], environment) if said.get("oidc") else None,
    )  # fmt: skip


def _provider(path: Path, said: Any, environment: Mapping[str, str]) -> Provider:
    """The provider that the settings name; raises MappingError for what cannot be."""
    if not isinstance(said, dict):
        raise MappingError(path, "oidc", "write issuer, client and address below it")
    for key in said:
        if key == "secret":
            raise MappingError(path, "oidc.secret", f"a secret is in no file; put it into the environment as {SECRET}")
        if key not in OIDC_KEYS:
            raise MappingError(path, f"oidc.{key}", "unknown setting" + did_you_mean(str(key), OIDC_KEYS))
    told = {key: str(value) for key, value in said.items()}
    for key in ("issuer", "client", "address"):
        if not told.get(key):
            raise MappingError(path, f"oidc.{key}", "is missing")
    for key in ("issuer", "address"):
        parts = urlsplit(told[key])
        if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)):
            raise MappingError(path, f"oidc.{key}", "must begin with https:// (http:// on this machine alone)")
    return Provider(**told | {"address": told["address"].rstrip("/")}, secret=environment.get(SECRET, ""))


def write_settings(root: Path, settings: Settings) -> None:
    """Write a store's settings."""
    root.mkdir(parents=True, exist_ok=True)
    said = {"statistical_year": str(settings.year), "made_up": settings.made_up, "name": settings.name}
    (root / "settings.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
