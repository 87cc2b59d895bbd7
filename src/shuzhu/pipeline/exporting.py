"""What is taken out: with the right to, in the audit, and marked; and whose mark a file carries."""

import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from shuzhu.desk.audit import Entry, entry, seal_of
from shuzhu.desk.searches import note_taken
from shuzhu.errors import NoDataError, SourceError
from shuzhu.marks import PROPERTY, Mark, tokens_in
from shuzhu.pipeline.house import House

_PARTS: Final = ("docProps/custom.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "word/document.xml")
"""Where an Office file may carry its mark."""
_LARGEST: Final = 200_000_000


def exporting(
    house: House, about: str, *, courts: Collection[str] = (), rows: int = 0, action: str = "export",
    documents: Sequence[str] = (),
) -> Mark:  # fmt: skip
    """The mark of what is taken out now; raises DeniedError unless the reader may, in each of the courts.

    ``courts`` may be labels of areas (虚02+). ``action`` is what gives the right: who loads takes out refused rows, who
    audits the audit. ``documents`` are those that the rows are of, so that they can be called back.
    """
    house.require(action, {court.removesuffix("+") for court in courts})
    now = datetime.now(UTC)
    number = house.audited("export", about, court="、".join(sorted(courts)[:5]), rows=rows)
    if documents:
        note_taken(house.desk, number, documents)
    return Mark(
        number=number, seal=seal_of(house.audit.key(), number), who=house.reader.name, at=now,
        snapshot=house.snapshot.label,
    )  # fmt: skip


def marked_by(house: House, path: Path) -> tuple[Entry, str]:
    """The entry of the audit that a file's mark names, and the mark; raises NoDataError where it carries none of ours.

    Only who may read the audit may ask.
    """
    house.require("audit", everywhere=True)
    key = house.audit.key()
    for text in _texts(path):
        for number, seal in tokens_in(text):
            if seal == seal_of(key, number) and (found := entry(house.desk, number)) is not None:
                return found, f"{number}-{seal}"
    raise NoDataError(f"{path.name}: 没有本系统的水印 (no watermark of this store)，或已被清除")


def _texts(path: Path) -> Iterator[str]:
    """What a file may carry a mark in."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        raise SourceError(f"{path.name}: 无法读取 ({error.strerror})") from error
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in set(_PARTS) & set(archive.namelist()):
                yield archive.read(name).decode("utf-8", errors="replace")
    elif content.startswith(b"PAR1"):
        told = pq.read_schema(path).metadata or {}
        yield told.get(PROPERTY.encode(), b"").decode()
    else:
        yield content.decode("utf-8", errors="replace")
