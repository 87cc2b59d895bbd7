"""CSV and TSV → rows."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from shuzhu.errors import SourceError
from shuzhu.sources.chunks import Broken, Row, raw_of
from shuzhu.sources.mapping import Layout
from shuzhu.sources.texts import LONGEST, encoding_of, lines_of

SIGNS: Final = ",\t;|"


def rows_of(path: Path, layout: Layout, longest: int = LONGEST) -> Iterator[Row | Broken]:
    """A file → its rows, numbered from 1; raises SourceError where a quote is never closed."""
    lines = lines_of(path, encoding_of(path, layout.encoding), longest)
    first = next(lines, "")
    # Cells may be whole judgments; the limit of the csv module is one for the process.
    csv.field_size_limit(longest)
    last = [first]

    def noted() -> Iterator[str]:
        for line in chain([first], lines) if first else lines:
            last[0] = line
            yield line

    reader = csv.reader(
        noted(),
        delimiter=layout.delimiter or _delimiter(path, first),
        quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
        strict=True,
    )
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field limit" in str(error):
                raise SourceError(
                    f"{path.name}: 第 {number} 行起有引号没有闭合 (quote never closed)；"
                    "请改正引号，或在映射中写 quote: false"
                ) from error
            reason = "引号之后还有文字，分不清列；请改正引号，或在映射中写 quote: false"
            yield Broken(row=number, reason=reason, raw=raw_of(last[0]))
        else:
            yield number, cells


def _delimiter(path: Path, header: str) -> str:
    """The sign that stands most often in the header."""
    if ".tsv" in path.suffixes:
        return "\t"
    return max(SIGNS, key=header.count)
