"""CSV and TSV → rows."""

import csv
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import Final

from shuzhu.errors import SourceError
from shuzhu.sources.chunks import Broken, Row, raw_of
from shuzhu.sources.mapping import Layout
from shuzhu.sources.texts import LONGEST, encoding_of, lines_of

SIGNS: Final = ",\t;|"


def rows_of(path: Path, layout: Layout, longest: int = LONGEST) -> Iterator[Row | Broken]:
    """A file → its rows, numbered from 1; raises SourceError where a quote is never closed."""
    lines = _Lines(lines_of(path, encoding_of(path, layout.encoding), longest))
    # Cells may be whole judgments; the limit of the csv module is one for the process.
    csv.field_size_limit(longest)
    reader = csv.reader(
        lines,
        delimiter=layout.delimiter or _delimiter(path, lines.first),
        quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
        strict=True,
    )
    for number in count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(path, number, error, lines.last)
        else:
            yield number, cells


class _Lines:
    """Lines that remember the first and the last that was asked for."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.first = self.last = next(lines, "")
        self._lines = chain([self.first], lines) if self.first else lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        return self.last


def _broken(path: Path, number: int, error: csv.Error, line: str) -> Broken:
    """A row whose quotes make no sense; SourceError where all that follows is within them."""
    if "unexpected end" in str(error) or "field limit" in str(error):
        raise SourceError(
            f"{path.name}: 第 {number} 行起有引号没有闭合 (quote never closed)；请改正引号，或在映射中写 quote: false"
        ) from error
    reason = "引号之后还有文字，分不清列；请改正引号，或在映射中写 quote: false"
    return Broken(row=number, reason=reason, raw=raw_of(line))


def _delimiter(path: Path, header: str) -> str:
    """The sign that stands most often in the header."""
    if ".tsv" in path.suffixes:
        return "\t"
    return max(SIGNS, key=header.count)
