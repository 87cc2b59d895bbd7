"""Reading a file in a test: everything it gives, gathered."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shuzhu import sources
from shuzhu.batches import Batch, Refusal, Text
from shuzhu.catalogue.code_tables import CodeTables, read_codes

CASES = """
table: cases
columns:
  case_number: 案号
  court: 法院
  cause: {from: 案由, optional: true}
  filed_on: 立案日期
  closed_on: {from: 结案日期, optional: true}
  closing: {from: 结案方式, optional: true}
  amount: {from: 标的额, optional: true}
  fast_tracked: {from: 速裁, optional: true}
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out of a file."""

    rows: dict[str, list[dict[str, object]]]
    refused: list[Refusal]
    notes: list[Refusal]
    texts: list[Text]
    tally: sources.Tally
    progress: int

    def all(self, table="cases"):
        return self.rows.get(table, [])


@cache
def codes() -> CodeTables:
    return read_codes()


def mapping_of(folder: Path, text: str, name: str = "mapping.yaml") -> sources.SourceMapping:
    (folder / name).write_text(text, encoding="utf-8")
    return sources.read_mapping(folder / name)


def take(path: Path, mapping: sources.SourceMapping | None = None, info=None) -> Taken:
    seen: list[int] = []
    return gather(sources.read(path, mapping, codes(), seen.append, info), seen)


def gather(reading, seen) -> Taken:
    rows, refused, texts = {}, [], []
    while True:
        try:
            item = next(reading)
        except StopIteration as end:
            tally = end.value
            break
        if isinstance(item, Batch):
            rows.setdefault(item.table, []).extend(item.rows.to_pylist())
            refused.extend(item.refused)
        elif isinstance(item, Text):
            texts.append(item)
        else:
            refused.extend(item)
    notes = [refusal for refusal in refused if sources.is_note(refusal)]
    refused = [refusal for refusal in refused if not sources.is_note(refusal)]
    return Taken(rows, refused, notes, texts, tally, sum(seen))


def balance(taken: Taken) -> bool:
    """Whether every row of the file is accounted for."""
    tally = taken.tally
    sums = tally.taken + tally.refused + tally.repeated + tally.passed
    return tally.rows == sums and tally.refused == len(taken.refused)
