"""A table as an old case system exports it: Chinese titles and words, dates three ways, slips in a few rows."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.demo.arrays import parts
from shuzhu.records import columns

FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日")
OLD_FORM = "an old-form case number"
Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One thing planted in a messy file: where, what, and what a loader is to make of it.

    ``verdict`` is ``refused`` (the row is not taken), ``blanked`` (the row is, without this value)
    or ``repaired`` (the row is, with the right value). Rows are counted as a person does.
    """

    file: str
    row: int
    what: str
    verdict: str
    column: str = ""


def exported(rows: pa.Table, codes: CodeTables, form: str) -> pa.Table:
    """A table of records as text under its Chinese titles, without its identity column and what is wholly blank."""
    found: dict[str, pa.Array] = {}
    for column in columns("cases"):
        if column.name in {"case_id", "kind", "type_code", "instance"}:
            continue
        found[column.title] = _words(rows[column.name].combine_chunks(), column.code, codes, form)
    return pa.table(found)


def _words(column: pa.Array, table: str, codes: CodeTables, form: str) -> pa.Array:
    """One column as its readers see it."""
    if pa.types.is_date(column.type):
        return pc.strftime(column.cast(pa.timestamp("s")), form)
    if pa.types.is_boolean(column.type):
        return pc.if_else(column, "是", "否")
    if not table:
        return column.cast(pa.string())
    encoded = column.dictionary_encode()
    titles = [codes.title(table, word) for word in encoded.dictionary.to_pylist()]
    return pa.array(titles, pa.string()).take(encoded.indices)


@dataclass(slots=True)
class MessyFile:
    """A growing export of one court. It changes as rows are written; ``slips`` tells what was planted."""

    path: Path
    encoding: str
    codes: CodeTables
    slips: list[Slip] = field(default_factory=list)
    rows: int = 0
    spoilt: list[tuple[Words, str]] = field(default_factory=list)

    def add(self, cases: pa.Table) -> None:
        """Write the cases of a court-year, repairs planted among them."""
        year = int(parts(pc.cast(cases["filed_on"], pa.int32()).to_numpy()[:1])[0][0])
        words = exported(cases, self.codes, FORMS[year % len(FORMS)])
        found = self._repaired(words.to_pylist(), year)
        if not self.rows:
            self._write([words.column_names])
        if year == 2021:
            self.spoilt = [(dict(row), what) for row, what in zip(found, _SPOILT, strict=False)]
        self._write([list(row.values()) for row in found])
        self.rows += len(found)

    def finish(self) -> None:
        """Write the rows that are to be refused, and one with a number of before 2016."""
        for number, (row, what) in enumerate(self.spoilt):
            row["案号"] = f"（2021）{self._mark(row)}民初{9_000_001 + number}号"
            column, verdict = _SPOILT[what](row)
            self._write([list(row.values())])
            self.rows += 1
            self.slips.append(Slip(file=self.path.name, row=self.rows + 1, what=what, verdict=verdict, column=column))

    def _mark(self, row: Words) -> str:
        """The court's mark in a row's number."""
        return row["案号"].split("）")[1][:5]

    def _repaired(self, rows: list[Words], year: int) -> list[Words]:
        """The rows of a year with a slip in every twentieth or so that a loader mends; 2019 and 2020 have them."""
        if year not in {2019, 2020}:
            return rows
        step = max(len(rows) // 40, 1)
        for number, place in enumerate(range(3, len(rows), step)):
            what, (column, change) = _REPAIRS[number % len(_REPAIRS)]
            fits = _without_origin if column == "原审案号" else _filled(column)
            found = next((n for n in range(place, min(place + step, len(rows))) if fits(rows[n])), None)
            if found is None:
                continue
            rows[found][column] = change(rows[found][column])
            verdict = "blanked" if what == "unknown code" else "repaired"
            row = self.rows + found + 2
            self.slips.append(Slip(file=self.path.name, row=row, what=what, verdict=verdict, column=column))
        return rows

    def _write(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Rows at the end of the file."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        first = not self.path.exists()
        with self.path.open("ab") as file:
            if first and self.encoding == "utf-8-sig":
                file.write(b"\xef\xbb\xbf")
            file.write(text.getvalue().encode("utf-8" if self.encoding == "utf-8-sig" else self.encoding))


def _filled(column: str) -> Callable[[Words], bool]:
    """Whether a row has a value in a column."""
    return lambda row: bool(row[column])


def _without_origin(row: Words) -> bool:
    """Whether a row is an enforcement that names no judgment."""
    return "执" in row["案号"] and not row["原审案号"]


def _half_width(word: str) -> str:
    """Brackets in half width."""
    return word.replace("（", "(").replace("）", ")")


def _spaced(word: str) -> str:
    """Spaces round the type and at the ends."""
    return re.sub(r"(\d)(\D{1,5})(\d+号)$", r"\1 \2 \3 ", word)


def _wide(word: str) -> str:
    """Digits in full width."""
    return word.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _dotted(word: str) -> str:
    """A day with dots: 2019.03.05."""
    return re.sub(r"[年月/-]", ".", word).removesuffix("日")


def _with_commas(word: str) -> str:
    """An amount with commas."""
    return f"{float(word):,.2f}"


_REPAIRS: Sequence[tuple[str, tuple[str, Callable[[str], str]]]] = (
    ("half-width brackets", ("案号", _half_width)),
    ("spaces inside a case number", ("案号", _spaced)),
    ("square brackets", ("案号", lambda word: word.replace("（", "〔").replace("）", "〕"))),
    ("full-width digits", ("案号", _wide)),
    ("commas in an amount", ("诉讼标的额", _with_commas)),
    ("another form of date", ("立案日期", _dotted)),
    ("an old-form number", ("原审案号", lambda _: "(2015)海安民初字第88号")),
    ("unknown code", ("立案方式", lambda _: "驿站代立")),
    ("spaces round a word", ("审理程序", lambda word: f"　{word} ")),
)  # fmt: skip


def _set(column: str, value: str, verdict: str = "refused") -> Callable[[Words], tuple[str, str]]:
    """What puts a wrong value in a column of a row."""

    def change(row: Words) -> tuple[str, str]:
        row[column] = value
        return column, verdict

    return change


def _blank_key(row: Words) -> tuple[str, str]:
    """No case number at all."""
    row["案号"] = ""
    return "案号", "refused"


def _closed_before_filed(row: Words) -> tuple[str, str]:
    """Closed the year before it was filed."""
    row["立案日期"], row["结案日期"] = "2021-06-15", "2020-06-15"
    return "结案日期", "refused"


def _twice(row: Words) -> tuple[str, str]:
    """The number of an earlier row, with other content."""
    mark = row["案号"].split("）")[1][:5]
    row["案号"], row["诉讼标的额"] = f"（2018）{mark}民初1号", "987654.32"
    return "案号", "refused"


def _old_form(row: Words) -> tuple[str, str]:
    """A good case of 2015 under a number of the old form, which the court's name makes whole."""
    for title in ("收案日期", "立案日期", "录入日期", "立案审核日期"):
        row[title] = "2015-11-16"
    for title in [key for key in row if key.endswith(("日期", "日")) and row[key] and row[key] != "2015-11-16"]:
        row[title] = "2015-12-10"
    row["案号"] = "(2015)海安民初字第1188号"
    return "案号", "repaired"


_SPOILT: Mapping[str, Callable[[Words], tuple[str, str]]] = {
    "31 February": _set("立案日期", "2021-02-31"),
    "the year 0219": _set("立案日期", "0219-03-05"),
    "a number given twice": _twice,
    "a negative amount": _set("诉讼标的额", "-5000.00"),
    "closed before filed": _closed_before_filed,
    "a blank key": _blank_key,
    "no case number": _set("案号", "不详"),
    "an amount in words": _set("诉讼标的额", "约五万"),
    OLD_FORM: _old_form,
}


def as_dict(slip: Slip) -> dict[str, Any]:
    """A slip as the truth file tells it."""
    return {"file": slip.file, "row": slip.row, "what": slip.what, "verdict": slip.verdict, "column": slip.column}
