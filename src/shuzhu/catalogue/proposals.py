"""YAML → what a report proposes for a problem: by indicator or rule, the office that answers for it and the measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shuzhu.catalogue.read import OURS, load_entry
from shuzhu.errors import CatalogueError

_KEYS = {"office", "zh", "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A measure against a problem, and the office it is addressed to."""

    subject: str
    office: str
    words: Mapping[str, str]


def read_proposals(*folders: Path) -> dict[str, Proposal]:
    """Our own proposals with those of the folders laid over them; raises CatalogueError, naming file, key and mend."""
    found: dict[str, Proposal] = {}
    for path in (folder / "proposals.yaml" for folder in (OURS, *folders)):
        if not path.exists():
            continue
        for subject, said in load_entry(path).items():
            if not isinstance(said, dict) or set(said) - _KEYS or not {"office", "zh"} <= set(said):
                raise CatalogueError(path, str(subject), "write it as {office: …, zh: …, en: …}")
            words = {lang: str(said[lang]) for lang in ("zh", "en") if lang in said}
            found[str(subject)] = Proposal(subject=str(subject), office=str(said["office"]), words=words)
    return found
