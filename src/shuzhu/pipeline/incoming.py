"""Files that were handed in to be loaded: what they are, before anything is loaded, and the mappings a store has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shuzhu import sources
from shuzhu.access import NAMED
from shuzhu.errors import ShuzhuError
from shuzhu.pipeline.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file: what would be taken from it, or why it cannot be loaded, and whether its content is loaded already."""

    name: str
    size: int
    found: sources.Preview | None = None
    trouble: str = ""
    known: bool = False


def receive(house: House, sizes: Sequence[int]) -> None:
    """Let somebody hand in files of these sizes (bytes), and write it into the audit; nothing is loaded by it.

    Raises DeniedError unless the reader may load, for every court.
    """
    house.require("load", everywhere=True)
    if sizes:
        house.audited("change", "上传待导入的文件", files=len(sizes), bytes=sum(sizes))


def incoming(house: House, paths: Sequence[Path], mapping: Path | None = None) -> list[Incoming]:
    """files → what would be taken from each. One that cannot be read is told with its reason, not raised.

    Raises DeniedError unless the reader may load, for every court, and MappingError for a mapping that cannot be.
    """
    house.require("load", everywhere=True)
    chosen = sources.read_mapping(mapping) if mapping else None
    seen = {file.sha256 for one in house.store.loads(house.snapshot) for file in one.files}
    return [_one(house, path, chosen, seen) for path in paths]


def mappings(house: House) -> Mapping[str, Path]:
    """The mappings that a store keeps in ``mappings/``, by name. Raises DeniedError unless the reader may load."""
    house.require("load", everywhere=True)
    return {path.stem: path for path in sorted((house.root / "mappings").glob("*.yaml"))}


def _one(house: House, path: Path, mapping: sources.SourceMapping | None, seen: set[str]) -> Incoming:
    """One file."""
    size = path.stat().st_size
    try:
        found = sources.preview(path, mapping, house.codes, names=house.reader.may("load", field_class=NAMED))
        known = sources.file_info(path).sha256 in seen
    except ShuzhuError as error:
        return Incoming(name=path.name, size=size, trouble=str(error))
    return Incoming(name=path.name, size=size, found=found, known=known)
