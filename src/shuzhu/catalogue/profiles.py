"""``masking/*.yaml`` → the profiles of masking, each proved; a court's own files are laid over ours by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from shuzhu.errors import CatalogueError, UsageError, did_you_mean
from shuzhu.masking import DETAILS, GROUPS, TREATMENTS, Profile

OURS: Final = Path(__file__).parent / "masking"
_NEEDED: Final = ("title", "basis", "owner", "review_by", "since", "publishes", "persons", "details")
_KNOWN: Final = {*_NEEDED, "until", "families", "note"}
_HASHES: Final = {"hash", "md5", "sha1", "sha256", "sha512", "sm3"}
#: which extents a detail may have; any other detail is kept, dropped or crossed out
_PLACES: Final = ("keep", "drop", "cross", "town", "county", "city")
_DAYS: Final = ("keep", "drop", "cross", "month", "year")
_FITTING: Final[Mapping[str, Sequence[str]]] = {
    "address": _PLACES, "company_address": _PLACES, "birth": _DAYS, "date": ("keep", "month", "year"),
    "case_number": ("keep", "year"),
}  # fmt: skip


def read_profiles(*folders: Path) -> Mapping[str, Profile]:
    """Our profiles by id, the file's name, with those of the folders laid over them, later folders last.

    Raises CatalogueError, naming file, key and mend, for the first profile that cannot be.
    """
    files = {path.stem: path for folder in (OURS, *folders) for path in sorted(folder.glob("*.yaml"))}
    return {name: _profile(path) for name, path in files.items()}


def profile_named(profiles: Mapping[str, Profile], name: str, today: date) -> Profile:
    """The profile of this name; raises UsageError where there is none or it is not in force on the day."""
    if name not in profiles:
        raise UsageError(f"没有名为 {name} 的脱敏方案 (no such profile){did_you_mean(name, profiles)}")
    profile = profiles[name]
    if today < profile.since or (profile.until and today > profile.until):
        raise UsageError(f"脱敏方案 {name} 在 {today} 不在施行期内 (not in force)；请改用其他方案，或更新 since/until")
    return profile


def _profile(path: Path) -> Profile:
    """One file → one profile."""
    said = _load(path)
    _complete(path, said)
    persons = _choices(path, "persons", said, GROUPS)
    details = _choices(path, "details", said, DETAILS)
    for group, treatment in persons.items():
        _check(path, f"persons.{group}", treatment, TREATMENTS)
    for detail, extent in details.items():
        _check(path, f"details.{detail}", extent, _FITTING.get(detail, ("keep", "drop", "cross")))
    return Profile(
        id=path.stem,
        title=str(said["title"]),
        basis=str(said["basis"]),
        owner=str(said["owner"]),
        review_by=_day(path, "review_by", said["review_by"]),
        since=_day(path, "since", said["since"]),
        until=_day(path, "until", said["until"]) if said.get("until") else None,
        publishes=said["publishes"] is True,
        persons=persons,
        details=details,
        families=tuple(str(word) for word in said.get("families") or ()),
        note=str(said.get("note", "")),
    )


def _complete(path: Path, said: Mapping[str, Any]) -> None:
    """Every key is known, and none that is needed is lacking."""
    for key in said:
        if key not in _KNOWN:
            raise CatalogueError(path, str(key), "unknown key" + did_you_mean(str(key), _KNOWN))
    for key in _NEEDED:
        if key not in said:
            raise CatalogueError(path, key, "is needed")


def _load(path: Path) -> Mapping[str, Any]:
    """A YAML file that holds a mapping."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        where = str(error).replace("\n", " ")
        raise CatalogueError(path, "", f"{path.name} is not readable YAML: {where}") from error
    if not isinstance(said, dict):
        raise CatalogueError(path, "", f"{path.name} must hold `key: value` lines")
    return said


def _choices(path: Path, key: str, said: Mapping[str, Any], known: Sequence[str]) -> Mapping[str, str]:
    """A mapping that says something of every known word and of no other."""
    choices = said[key]
    if not isinstance(choices, dict):
        raise CatalogueError(path, key, "write it as {word: choice}")
    for word in choices:
        if word not in known:
            raise CatalogueError(path, f"{key}.{word}", "unknown key" + did_you_mean(str(word), known))
    for word in known:
        if word not in choices:
            raise CatalogueError(path, f"{key}.{word}", "is needed: a profile leaves nothing to chance")
    return {str(word): str(choice) for word, choice in choices.items()}


def _check(path: Path, key: str, choice: str, known: Iterable[str]) -> None:
    """The choice is one that there is; a plain hash is refused, since a list of names undoes it."""
    if choice in _HASHES:
        raise CatalogueError(
            path, key, "a plain hash is undone by trying every name; write pseudonym (HMAC with a key)"
        )
    if choice not in known:
        raise CatalogueError(path, key, f"no such choice: {choice}" + did_you_mean(choice, known))


def _day(path: Path, key: str, said: Any) -> date:
    """A day; raises CatalogueError for anything else."""
    if type(said) is not date:
        raise CatalogueError(path, key, "write it as YYYY-MM-DD")
    return said
