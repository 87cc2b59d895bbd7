"""The ASEM data and the golden files: read as tables of names and numbers, nothing computed."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.compose import Composed, compose
from shuzhu.indices.composite.denominate import Denominate
from shuzhu.indices.composite.impute import Impute
from shuzhu.indices.composite.normalise import MinMax
from shuzhu.indices.composite.screen import Screen
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.treat import Winsorise
from shuzhu.indices.composite.tree import Group, Indicator, Tree

ROOT = Path(__file__).parents[2]


def asem_folder() -> Path:
    """Where the data lies."""
    return Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared")) / "bench" / "coinr_asem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A golden file: names of rows, names of columns, numbers; NaN where it says NA."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray

    def aligned(self, rows, columns):
        """Its numbers for these rows and columns, in this order."""
        at = [self.rows.index(row) for row in rows]
        return self.values[np.ix_(at, [self.columns.index(column) for column in columns])]


def read_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file by the names of its columns."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_golden(folder: Path, name: str) -> Golden:
    """A golden file whose first column names its rows."""
    rows = read_rows(folder, f"golden_{name}.csv")
    first, *columns = rows[0]
    return Golden(
        rows=tuple(row[first] for row in rows),
        columns=tuple(columns),
        values=np.array([[number(row[column]) for column in columns] for row in rows]),
    )


def number(cell: str) -> float:
    """The number in a cell; NaN for NA."""
    return float("nan") if cell in {"NA", ""} else float(cell)


def asem_tree(folder: Path) -> Tree:
    """The tree that the metadata describe."""
    meta = [row for row in read_rows(folder, "ASEM_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]
    return Tree(
        indicators=tuple(
            Indicator(code=m["iCode"], parent=m["Parent"], weight=float(m["Weight"]), direction=int(m["Direction"]))
            for m in meta
            if m["Type"] == "Indicator"
        ),
        groups=tuple(
            Group(
                code=m["iCode"], level=int(m["Level"]), weight=float(m["Weight"]),
                parent=None if m["Parent"] == "NA" else m["Parent"],
            )
            for m in meta
            if m["Type"] == "Aggregate"
        ),
    )  # fmt: skip


def asem_table(folder: Path) -> Table:
    """Fifty-one countries and forty-nine indicators, with the columns to divide by and the groupings."""
    rows, tree = read_rows(folder, "ASEM_iData.csv"), asem_tree(folder)
    meta = read_rows(folder, "ASEM_iMeta.csv")
    return Table(
        units=tuple(row["uCode"] for row in rows),
        values=np.array([[number(row[code]) for code in tree.leaves] for row in rows]),
        tree=tree,
        others={
            m["iCode"]: np.array([number(r[m["iCode"]]) for r in rows]) for m in meta if m["Type"] == "Denominator"
        },
        groupings={m["iCode"]: tuple(r[m["iCode"]] for r in rows) for m in meta if m["Type"] == "Group"},
    )


def asem_steps(folder: Path):
    """The steps of the example, in its order: the golden screening comes after imputation, and drops nobody."""
    meta = read_rows(folder, "ASEM_iMeta.csv")
    by = tuple(
        (m["iCode"], m["Denominator"], 1.0) for m in meta if m["Denominator"] != "NA" and m["Type"] == "Indicator"
    )
    return (
        Denominate(by=by),
        Impute(by="EurAsia_group"),
        Screen(unit_available=0.9),
        Winsorise(most=5),
        MinMax(),
        Aggregate(),
    )


def asem(folder: Path) -> Composed:
    """The composite of the example."""
    return compose(asem_table(folder), asem_steps(folder))
