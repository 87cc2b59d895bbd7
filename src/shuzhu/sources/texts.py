"""Bytes → lines of text: which encoding it is, and no line longer than memory."""

import codecs
import gzip
import io
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from shuzhu.errors import SourceError

LONGEST: Final = 16 * 1024 * 1024  # characters in one line, or in one cell
BLOCK: Final = 1024 * 1024
SAMPLE: Final = 4 * BLOCK
LADDER: Final = ("utf-8", "gb18030", "big5")
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_bytes(path: Path) -> io.BufferedReader:
    """A file's bytes, unpacked where it is gzip or xz."""
    with path.open("rb") as file:
        head = file.read(6)
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(path))
    if head == b"\xfd7zXZ\x00":
        return io.BufferedReader(lzma.LZMAFile(path))
    return path.open("rb")


def encoding_of(path: Path, given: str = "") -> str:
    """The encoding of a text file: as given, by its mark, else the first of the ladder that reads it.

    Where none reads every line, the one that fails on the fewest lines; those rows are refused later.
    Raises SourceError for a file that is no text.
    """
    with open_bytes(path) as file:
        head = file.read(SAMPLE)
        if given:
            return "utf-8-sig" if codecs.lookup(given).name == "utf-8" else given
        for mark, name in MARKS:
            if head.startswith(mark):
                return name
        if head.count(b"\x00") > len(head) // 10:
            raise SourceError(
                f"{path.name}: 不是文本文件 (many NUL bytes)；若是不带 BOM 的 UTF-16，请在映射中写 encoding: utf-16-le"
            )
        bad = _first_bad(file, head)
    if bad is None:
        return "utf-8"
    lines = bad.splitlines()[:-1] or [bad]
    return min(LADDER, key=lambda name: sum(not _reads(line, name) for line in lines))


def _first_bad(file: io.BufferedReader, head: bytes) -> bytes | None:
    """The head of the file with the first block that is no UTF-8, or None where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    block = head
    while True:
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            return head if block is head else head + block
        if not block:
            return None
        block = file.read(BLOCK)


def _reads(line: bytes, encoding: str) -> bool:
    """Whether a line is well formed in an encoding."""
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def lines_of(path: Path, encoding: str, longest: int = LONGEST) -> Iterator[str]:
    """The lines of a file with their ends; bytes that cannot be read become lone surrogates.

    Raises SourceError for a line that is too long to be one.
    """
    with (
        open_bytes(path) as file,
        io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="") as text,
    ):
        number = 0
        while line := text.readline(longest):
            number += 1
            if len(line) == longest and line[-1] not in "\r\n":
                raise SourceError(
                    f"{path.name}: 第 {number} 行超过 {longest} 个字符 (line too long)；"
                    "文件可能缺少换行或已损坏，请重新导出"
                )
            yield line


def whole_text(path: Path, given: str = "", longest: int = LONGEST) -> str:
    """The text of one small file; raises SourceError where it is too long or cannot be read."""
    encoding = encoding_of(path, given)
    with open_bytes(path) as file:
        data = file.read(longest * 4 + 1)
    if len(data) > longest * 4:
        raise SourceError(f"{path.name}: 文件过大 (over {longest * 4} bytes)，不像一份文书")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name}: 第 {error.start} 字节处无法按 {encoding} 解码；请另存为 UTF-8，或在映射中写明 encoding"
        ) from error
