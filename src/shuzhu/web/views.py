"""What a page is: an address, a template, and a function that asks the pipeline; its tables can be taken away."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from shuzhu import outputs
from shuzhu.errors import UsageError
from shuzhu.marks import COLUMN, marked_csv, marked_rows
from shuzhu.outputs import MADE_UP
from shuzhu.pipeline import House, exporting
from shuzhu.web.ask import Ask

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of a page as rows, with headings: what is taken away as CSV or Excel, by who may do ``action``.

    ``documents`` are those that the rows are of, so that they can be called back.
    """

    name: str
    title: str
    heads: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    action: str = "export"
    documents: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a template needs, and the tables that the page holds."""

    context: Mapping[str, Any] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page: its address, its template, and what answers it.

    Names of persons are shown on pages that are ``named`` alone, to readers who may see them; such pages are worked
    out for every reading, for each reading of a name is in the audit; so are pages of what no snapshot tells (accounts,
    audit, reports). All others are kept.
    """

    path: str
    template: str
    answer: Callable[[Ask], Shown]
    named: bool = False


def taken(house: House, shown: Shown, name: str, form: str, courts: Collection[str]) -> tuple[bytes, str, str]:
    """A table of a page as a file: its bytes, media type and name; it bears the mark of who took it out.

    Raises UsageError where the page has no such table, DeniedError where the reader may take nothing out.
    """
    label = MADE_UP if house.settings.made_up else ""
    sheet = next((one for one in shown.sheets if one.name == name), None)
    if sheet is None:
        known = ", ".join(one.name for one in shown.sheets) or "none"
        raise UsageError(f"this page has no table {name!r}; it has {known}")
    if form not in {"csv", "xlsx"}:
        raise UsageError(f"format cannot be {form!r}; csv or xlsx")
    rows = [{key: row.get(key) for key in sheet.heads} for row in sheet.rows]
    mark = exporting(house, sheet.title, courts=courts, rows=len(rows), action=sheet.action,
                     documents=sheet.documents)  # fmt: skip
    if form == "csv":
        titled = marked_rows([{sheet.heads[key]: value for key, value in row.items()} for row in rows], mark)
        text = marked_csv([*sheet.heads.values(), COLUMN], titled, mark)
        return (f"{label}\n{text}" if label else text).encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv"
    into = BytesIO()
    outputs.write_xlsx(rows, into, label=label, sheet=sheet.title[:31], heads=sheet.heads, mark=mark)
    return into.getvalue(), XLSX, f"{name}.xlsx"
