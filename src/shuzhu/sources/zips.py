"""Zip files (xlsx, docx) that are what they say they are: small enough, and not a bomb."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from shuzhu.errors import SourceError

MOST: Final = 512 * 1024 * 1024  # bytes unpacked, over all parts
RATIO: Final = 300  # times unpacked over packed, beyond SMALL; a repetitive sheet has about a hundred
SMALL: Final = 32 * 1024 * 1024
PARTS: Final = 10_000
BLOCK: Final = 1024 * 1024


def open_zip(path: Path, most: int = MOST) -> zipfile.ZipFile:
    """A zip whose parts declare sizes that can be read; raises SourceError for another.

    Reading a part through ``zipfile`` stops at its declared size and checks its sum, so a part that
    lies about its size is found when it is read.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(f"{path.name}: 文件不完整或已损坏 ({error})；请重新导出") from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    problem = ""
    if any(part.flag_bits & 1 for part in parts):
        problem = "文件有密码 (encrypted)；请去掉密码后重新保存"
    elif unpacked > most or len(parts) > PARTS:
        problem = f"解压后超过 {most // 1024 // 1024} MB (too large unpacked)；请拆分，或另存为 CSV"
    elif unpacked > SMALL and unpacked > RATIO * max(1, packed):
        problem = "压缩比异常 (zip bomb?)，不予读取；请另存为 CSV 或重新导出"
    if problem:
        archive.close()
        raise SourceError(f"{path.name}: {problem}")
    return archive


def read_part(path: Path, archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One whole part; raises SourceError where it is absent, too large or damaged."""
    pieces = list(blocks_of(path, archive, name, most))
    return b"".join(pieces)


def blocks_of(path: Path, archive: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """A part, block by block, to its end and its check sum."""
    size = 0
    try:
        with archive.open(name) as part:
            while size <= most and (block := part.read(BLOCK)):
                size += len(block)
                yield block
    except KeyError as error:
        raise SourceError(f"{path.name}: 缺少 {name}，不是有效的文件；请重新导出") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise SourceError(f"{path.name}: {name} 已损坏 ({error})；请重新导出") from error
    if size > most:
        raise SourceError(f"{path.name}: {name} 解压后过大 (too large unpacked)；请拆分")


def read_through(path: Path, archive: zipfile.ZipFile, see: Callable[[str, bytes], None]) -> None:
    """Read every part to its end, so that none lies about its size; ``see`` gets each block."""
    for part in archive.infolist():
        for block in blocks_of(path, archive, part.filename, MOST):
            see(part.filename, block)
