"""A store's own settings: ``settings.yaml`` in its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from shuzhu.errors import MappingError, did_you_mean
from shuzhu.periods import CALENDAR_YEAR, YearStart

KEYS = {"statistical_year", "made_up", "name", "desk", "audit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``statistical_year`` is the month and day it begins; ``made_up`` labels everything 虚构.

    ``desk`` is the URL of the application database and ``audit`` the folder of the audit's key and head; blank is
    beside the store.
    """

    year: YearStart = CALENDAR_YEAR
    made_up: bool = False
    name: str = ""
    desk: str = ""
    audit: str = ""


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
    )  # fmt: skip


def write_settings(root: Path, settings: Settings) -> None:
    """Write a store's settings."""
    root.mkdir(parents=True, exist_ok=True)
    said = {"statistical_year": str(settings.year), "made_up": settings.made_up, "name": settings.name}
    (root / "settings.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
