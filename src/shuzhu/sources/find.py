"""Which files there are, what each is by its content, and how it was when it was read."""

import hashlib
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shuzhu.batches import FileInfo
from shuzhu.errors import SourceError
from shuzhu.sources.mapping import SourceMapping
from shuzhu.sources.zips import open_zip

DELIMITED: Final = (".csv", ".tsv")
JSON: Final = (".json", ".jsonl", ".ndjson")
SHEETS: Final = (".xlsx", ".xlsm", ".xls")
PACKED: Final = (".gz", ".xz")
UNFINISHED: Final = frozenset([".part", ".partial", ".crdownload", ".tmp", ".download", ".swp", ".lock"])
SAVE_AS: Final = {
    ".doc": "docx", ".wps": "docx", ".rtf": "docx", ".et": "xlsx", ".ods": "xlsx",
    ".xlsb": "xlsx", ".dbf": "CSV", ".mdb": "CSV", ".zip": "解压后的文件", ".rar": "解压后的文件",
}  # fmt: skip
KINDS: Final = {
    ".parquet": "parquet", ".docx": "docx", ".pdf": "pdf", ".txt": "text", ".html": "html", ".htm": "html",
    **dict.fromkeys(SHEETS, "sheet"), **dict.fromkeys(JSON, "json"), **dict.fromkeys(DELIMITED, "delimited"),
}  # fmt: skip
MARKS: Final = (
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "sheet"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|head|meta|div)", re.IGNORECASE), "html"),
)
BLOCK: Final = 1024 * 1024

_log = logging.getLogger(__name__)


def find_files(
    paths: Sequence[Path], say: Callable[[str], None] = _log.info, mapping: SourceMapping | None = None
) -> list[Path]:
    """Files in the order given, folders walked by name; what is left out is said, with the reason.

    Of a folder, only the files are taken that the mapping (where there is one) is meant for. A link to
    a folder is not followed, so a walk always ends. Raises SourceError for a path that is not there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for one in _walk(path, say):
                if reason := _left_out(one, mapping):
                    say(f"{one}: {reason}")
                else:
                    found[one] = None
        elif path.is_file():
            found[path] = None
        else:
            broken = "链接指向的文件不在，或链接成环" if path.is_symlink() else "没有这个文件或文件夹"
            raise SourceError(f"{path}: {broken} (no such file)")
    return list(found)


def _walk(folder: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """The files below a folder, in order of name."""

    def unreadable(error: OSError) -> None:
        say(f"{error.filename}: 文件夹不可读，未取 ({error.strerror})")

    for here, folders, files in os.walk(folder, onerror=unreadable):
        for name in [name for name in folders if name.startswith(".")]:
            say(f"{Path(here) / name}: 隐藏文件夹，未取")
        for name in [name for name in folders if (Path(here) / name).is_symlink()]:
            say(f"{Path(here) / name}: 指向文件夹的链接，未取")
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        yield from (Path(here) / name for name in sorted(files, key=_natural))


def _natural(name: str) -> list[tuple[int, int, str]]:
    """The order a person expects: 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name)]


def _left_out(path: Path, mapping: SourceMapping | None) -> str:
    """Why a file in a folder is not read, or blank."""
    name, suffix = path.name, path.suffix.lower()
    if name.startswith(("~$", ".~")) or suffix in UNFINISHED or name.endswith("~"):
        return "临时或未传完的文件，未取"
    if name.startswith("."):
        return "隐藏文件，未取"
    if not path.is_file():
        return "不是可读的文件（断开的链接？），未取"
    if suffix_of(path) not in KINDS:
        return f"不能读 {suffix or '没有后缀的文件'}，未取{_save_as(suffix)}"
    return "" if mapping is None or mapping.fits(path) else "不是这份映射所指的文件，未取"


def _save_as(suffix: str) -> str:
    """What to do with a file that cannot be read."""
    return f"；请另存为 {SAVE_AS[suffix]}" if suffix in SAVE_AS else ""


def suffix_of(path: Path) -> str:
    """The suffix that tells the kind, without that of packing: ``x.csv.gz`` is ``.csv``."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def kind_of(path: Path) -> str:
    """What a file is – parquet, sheet, docx, pdf, html, json, text or delimited – by its content, then its name.

    Raises SourceError for a file that is empty, cannot be opened or cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise SourceError(f"{path}: 打不开 ({error.strerror})；请核对路径与权限") from error
    if not head:
        raise SourceError(f"{path.name}: 文件是空的，没有表头也没有数据 (the file is empty)")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    kind = next((kind for mark, kind in MARKS if mark.match(head)), "") or KINDS.get(suffix_of(path), "")
    if not kind:
        raise SourceError(f"{path.name}: 不能读 {path.suffix or '没有后缀的文件'}{_save_as(path.suffix.lower())}")
    if kind == "docx":
        raise SourceError(f"{path.name}: 不是有效的 docx，或已损坏；请重新保存")
    return kind


def _kind_of_zip(path: Path) -> str:
    """Which office file a zip is."""
    with open_zip(path) as archive:
        names = archive.namelist()
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "sheet"
    raise SourceError(f"{path.name}: 是压缩包，不是表格或文书；请解压后再导入")


def file_info(path: Path) -> FileInfo:
    """A file's size, date and SHA-256; raises SourceError where it changes meanwhile."""
    try:
        before = path.stat()
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
        after = path.stat()
    except OSError as error:
        raise SourceError(f"{path}: 打不开 ({error.strerror})；请核对路径与权限") from error
    if stamp_of(before) != stamp_of(after):
        raise changed(path)
    modified = datetime.fromtimestamp(after.st_mtime, UTC)
    return FileInfo(path=str(path), sha256=digest.hexdigest(), size=after.st_size, modified=modified)


def is_still(path: Path, info: FileInfo) -> bool:
    """Whether a file is the one that was looked at: by size and date, where its date moved by content."""
    stat = path.stat()
    if (stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC)) == (info.size, info.modified):
        return True
    return stat.st_size == info.size and file_info(path).sha256 == info.sha256


def stamp_of(stat: os.stat_result) -> tuple[int, int]:
    """What changes when a file does."""
    return stat.st_size, stat.st_mtime_ns


def changed(path: Path) -> SourceError:
    """A complaint that a file is still being written."""
    return SourceError(f"{path.name}: 文件在读取期间被改动 (changed while being read)；请等它写完再导入")
