"""The stream written to files that the ordinary loader loads.

folder/codes/courts.csv      the made-up courts, for a store's own code folder
folder/files/                what to load: a file a court and table, two courts as messy exports
folder/files/texts/          judgments of the two messy courts and of the court above one of them
folder/programmes.yaml       the programmes whose effect is asked about, for the same folder
folder/truth.json            what was written, and what was planted
"""

import csv
import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter
import yaml

from shuzhu.batches import Batch
from shuzhu.catalogue.code_tables import CodeTables, Court
from shuzhu.demo import programmes
from shuzhu.demo.faults import Faults
from shuzhu.demo.messy import OLD_FORM, MessyFile
from shuzhu.demo.monthly import Monthly
from shuzhu.demo.province import COURTS, FEATURED
from shuzhu.demo.returning import Returning
from shuzhu.demo.texts import TEXT_COURTS, TextFolder
from shuzhu.demo.truth import LABEL, Truth
from shuzhu.demo.world import STEPS, stream
from shuzhu.records import RECORDS, columns

Progress = Callable[[str, int, int], None]
MESSY = {FEATURED: "gb18030", "虚0121": "utf-8-sig"}
SHEETS = ("statistics", "advices")


def silent(_what: str, _done: int, _whole: int) -> None:
    """Say nothing of progress."""


def made_up_courts() -> dict[str, Court]:
    """The made-up courts as the code tables hold them."""
    return {
        c.mark: Court(
            mark=c.mark, name=c.name, level=c.level, parent=COURTS[c.parent].mark if c.parent >= 0 else None,
            region=c.region, region_name=c.region_name,
        )
        for c in COURTS
    }  # fmt: skip


def write(
    folder: Path, codes: CodeTables, *, scale: int = 400_000, seed: int = 2020, progress: Progress = silent
) -> Path:
    """Write made-up courts into an empty folder; the truth file comes back.

    ``scale`` is about how many cases there are in all; ``progress`` is told what is being written,
    how many court-years are done and how many there are. ``codes`` need not know the courts yet.
    """
    (folder / "files").mkdir(parents=True, exist_ok=True)
    _write_courts(folder / "codes")
    _write_programmes(folder / "programmes.yaml")
    known = dataclasses.replace(codes, courts={**codes.courts, **made_up_courts()})
    truth, desk = Truth(scale, seed), _Desk(folder / "files", known, scale)
    years: set[tuple[str, str]] = set()
    returning = Returning()
    faults, monthly = Faults(), Monthly()
    for whole in stream(known, scale, seed, returning):
        if whole.table == "cases":
            monthly.see(whole.rows)
        batch = faults.planted(whole)
        if not batch.rows.num_rows:
            continue
        truth.see(batch)
        desk.write(batch)
        if batch.table == "cases":
            court, number = batch.rows["court"][0].as_py(), batch.rows["case_number"][0].as_py()
            years.add((court, number[:6]))
            progress(court, len(years), STEPS)
    statements = Batch(table="counts", rows=monthly.statements())
    truth.see(statements)
    desk.write(statements)
    desk.close()
    truth.add_faults(faults.told() | {"statements": monthly.told()})
    truth.add_variants(faults.variants)
    truth.add_texts(desk.texts.written, desk.texts.loans)
    truth.add_returns(returning.told, faults.undelivered)
    slips = {mark: messy.slips for mark, messy in desk.messy.items()}
    truth.add_old_cases(Counter(m for m, found in slips.items() for slip in found if slip.what == OLD_FORM))
    return truth.write(folder / "truth.json", [slip for found in slips.values() for slip in found])


class _Desk:
    """The open files of one writing. It changes as batches are written."""

    def __init__(self, folder: Path, codes: CodeTables, scale: int) -> None:
        self.folder = folder
        self.messy = {
            mark: MessyFile(folder / f"案件-虚构-{mark}.csv", encoding, codes) for mark, encoding in MESSY.items()
        }
        self.texts = TextFolder(folder / "texts", codes, scale)
        self._parquet: dict[str, Any] = {}
        self._sheets: dict[str, list[pa.Table]] = {}
        self._court = ""

    def write(self, batch: Batch) -> None:
        """Put a batch where it belongs."""
        rows = batch.rows
        self._court = rows["court"][0].as_py() if "court" in rows.column_names else self._court
        if batch.table == "counts":
            self._court = "收结存月报"
        if self._court in TEXT_COURTS:
            self.texts.see(batch.table, rows)
        if batch.table in SHEETS:
            self._sheets.setdefault(batch.table, []).append(rows)
        elif batch.table == "cases" and self._court in self.messy:
            self.messy[self._court].add(rows)
        else:
            self._to_parquet(batch.table, rows)

    def _to_parquet(self, table: str, rows: pa.Table) -> None:
        """One file a court and table, labelled in its own metadata."""
        name = f"{table}-虚构-{self._court}.parquet"
        if name not in self._parquet:
            labelled = rows.schema.with_metadata({"label": LABEL})
            self._parquet[name] = pq.ParquetWriter(self.folder / name, labelled, compression="zstd")
        self._parquet[name].write_table(rows.replace_schema_metadata({"label": LABEL}))

    def close(self) -> None:
        """Finish every file."""
        for writer in self._parquet.values():
            writer.close()
        for messy in self.messy.values():
            messy.finish()
        for table, pieces in self._sheets.items():
            _write_sheet(self.folder / f"{RECORDS[table].TITLE}-虚构.xlsx", table, pa.concat_tables(pieces))
        self.texts.finish()


def _write_courts(folder: Path) -> None:
    """The overlay of the code table of courts."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "courts.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"# title: 法院代字(虚构)\n# source: {LABEL}\n# confidence: own\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["mark", "name", "level", "parent", "region", "region_name"])
        for court in made_up_courts().values():
            writer.writerow(
                [court.mark, court.name, court.level, court.parent or "最高法", court.region, court.region_name]
            )


def _write_programmes(path: Path) -> None:
    """The programmes of the made-up courts, for a store's own catalogue folder."""
    told = yaml.safe_dump(programmes.described(), allow_unicode=True, sort_keys=False)
    path.write_text(f"# {LABEL}\n{told}", encoding="utf-8")


def _write_sheet(path: Path, table: str, rows: pa.Table) -> None:
    """A small table as a workbook with a title line, Chinese heads and real dates."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}) as book:
        sheet = book.add_worksheet(RECORDS[table].TITLE)
        sheet.write(0, 0, LABEL)
        for place, column in enumerate(columns(table)):
            sheet.write(1, place, column.title)
            values = rows[column.name]
            kept = pc.cast(values, pa.float64()) if pa.types.is_decimal(values.type) else values
            for number, value in enumerate(kept.to_pylist(), start=2):
                if isinstance(value, bool):
                    sheet.write_string(number, place, "是" if value else "否")
                elif value is not None:
                    sheet.write(number, place, value)
