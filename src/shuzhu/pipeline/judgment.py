"""Files of judgments → readings, a line of JSON each: on every core, in bounded memory, and to be taken up again."""

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlglot import parse_one

from shuzhu import sources
from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import SourceError, UsageError
from shuzhu.facts import Reading
from shuzhu.facts.lines import Line, as_line
from shuzhu.judgments import Reader
from shuzhu.pipeline.house import House
from shuzhu.pipeline.processes import CORES, processes

Progress = Callable[[str, int], None]

_AT_ONCE: Final = 64
"""Texts that one process is handed at a time."""
_FEW: Final = 256
"""So few texts are read here: starting other processes would cost more."""
_worker: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutcome:
    """What was read: how many documents, how many of them could not be, and how many stood there already."""

    read: int
    refused: int
    known: int


def read_lines(
    paths: Sequence[Path],
    codes: CodeTables,
    mapping: sources.SourceMapping | None = None,
    progress: Progress = lambda _what, _rows: None,
    skip: frozenset[tuple[str, int]] = frozenset(),
) -> Iterator[str]:
    """files → lines of JSON, in the order of the files; a document that cannot be read is a line with ``error``."""
    texts = (
        item
        for item in texts_of(paths, codes, mapping, progress)
        if not (isinstance(item, Text) and (item.file, item.row) in skip)
    )
    first = [item for _, item in zip(range(_FEW), texts, strict=False)]
    if len(first) < _FEW:
        reader = Reader(codes)
        yield from (_line(item, reader) for item in first)
        return
    yield from _on_all_cores(_chained(first, texts), codes)


def read_into(
    paths: Sequence[Path],
    out: Path,
    codes: CodeTables,
    mapping: sources.SourceMapping | None = None,
    progress: Progress = lambda _what, _rows: None,
) -> ReadOutcome:
    """files → one file of lines; a run that was broken off is taken up where it stopped.

    Lines go to ``OUT.part``, which becomes ``OUT`` when all is read; a half-written last line is cut off first.
    """
    part = out.with_name(out.name + ".part")
    known = _known(part)
    read = refused = 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with part.open("a", encoding="utf-8") as file:
            for line in read_lines(paths, codes, mapping, progress, frozenset(known)):
                file.write(line + "\n")
                read += 1
                refused += '"error":' in line[:400] and "error" in json.loads(line)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); choose another place with -o") from error
    return ReadOutcome(read=read, refused=refused, known=len(known))


def read_one(path: Path, codes: CodeTables, row: int = 1) -> tuple[Text, Reading]:
    """One document of a file with its reading; raises SourceError where there is none in that place."""
    found = [item for item in texts_of([path], codes, None, lambda _what, _rows: None) if isinstance(item, Text)]
    if not found:
        raise SourceError(f"{path.name}: 文件中没有可读的文书 (no document)")
    if not 1 <= row <= len(found):
        raise SourceError(f"{path.name}: 只有 {len(found)} 份文书 (no document {row})")
    return found[row - 1], Reader(codes).read(found[row - 1])


def texts_of(
    paths: Sequence[Path], codes: CodeTables, mapping: sources.SourceMapping | None, progress: Progress
) -> Iterator[Text | Line]:
    """files → texts, and for each that cannot be had a line that says why"""
    for path in sources.find_files(list(paths), mapping=mapping):
        try:
            for item in sources.read(path, mapping, codes, lambda rows: progress("read", rows)):
                if isinstance(item, Text):
                    yield item
                elif isinstance(item, list):
                    yield from ({"file": r.file, "row": r.row, "error": r.reason} for r in item)
                else:
                    yield {"file": str(path), "row": 1, "error": "是表格，不是文书；请用 shuzhu load 导入"}
                    break
        except SourceError as error:
            yield {"file": str(path), "row": 1, "error": str(error)}


def _chained(first: list[Text | Line], rest: Iterator[Text | Line]) -> Iterator[list[Text | Line]]:
    """All texts, some at a time."""
    chunk: list[Text | Line] = []
    for source in (iter(first), rest):
        for item in source:
            chunk.append(item)
            if len(chunk) == _AT_ONCE:
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _on_all_cores(chunks: Iterator[list[Text | Line]], codes: CodeTables) -> Iterator[str]:
    """The lines of all texts in their order; no more is under way than every process can have two of."""
    with processes(_start, codes) as pool:
        waiting: deque[Future[list[str]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) > 2 * CORES:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _start(codes: CodeTables) -> None:
    """Make a process ready: its own reader."""
    _worker["reader"] = Reader(codes)


def _read_chunk(chunk: list[Text | Line]) -> list[str]:
    """The lines of some texts."""
    return [_line(item, _worker["reader"]) for item in chunk]


def _line(item: Text | Line, reader: Reader) -> str:
    """The line of a text; of one that cannot be read, why."""
    if not isinstance(item, Text):
        return json.dumps(item, ensure_ascii=False)
    return json.dumps(as_line(reader.read(item), item.file, item.row, reader.codes.title), ensure_ascii=False)


def _known(part: Path) -> set[tuple[str, int]]:
    """The documents whose lines stand in a file that was broken off; its last line is cut where it is no whole one."""
    if not part.exists():
        return set()
    known, whole = set(), 0
    with part.open("rb") as file:
        for line in file:
            try:
                told = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                told = None
            if told is None:
                break
            known.add((told["file"], told["row"]))
            whole += len(line)
    with part.open("rb+") as file:
        file.truncate(whole)
    return known


def fill_rates(house: House) -> list[dict[str, Any]]:
    """store → for each kind of case and fact: documents that tell it, documents in all, their share in percent

    For who may see cases, of the courts whose figures they may see, or load. Raises DeniedError for others.
    """
    if not house.reader.may("load"):
        house.require("cases")
    joined = """
        SELECT coalesce(c.kind, '') AS kind, d.document_id, f.field
        FROM documents d LEFT JOIN cases c USING (case_id) LEFT JOIN document_facts f USING (document_id)
    """
    told = house.engine.query(
        parse_one(f"SELECT kind, field, count(DISTINCT document_id) AS n FROM ({joined}) GROUP BY kind, field")
    ).to_pylist()
    totals = house.engine.query(
        parse_one(f"SELECT kind, count(DISTINCT document_id) AS n FROM ({joined}) GROUP BY kind")
    ).to_pylist()
    of = {row["kind"]: row["n"] for row in totals}
    rows = [row for row in told if row["field"]]
    return [
        {
            "kind": house.codes.title("kinds", row["kind"]) or "—",
            "field": row["field"],
            "documents": row["n"],
            "of": of[row["kind"]],
            "share": round(100 * row["n"] / of[row["kind"]], 1),
        }
        for row in sorted(rows, key=lambda row: (row["kind"], -row["n"], row["field"]))
    ]
