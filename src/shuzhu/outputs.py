"""Values as a terminal table, JSON, CSV, Excel or Parquet: one shape for every face."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from rich.console import Console
from rich.table import Table
from xlsxwriter.exceptions import FileCreateError

from shuzhu.errors import UsageError
from shuzhu.marks import COLUMN, PROPERTY, Mark, marked_csv, marked_rows
from shuzhu.values import Value

MADE_UP = "虚构数据，仅供演示"
"""What is said wherever made-up data is shown."""
FIELDS = (
    "indicator", "court", "period", "numerator", "denominator", "value", "unit", "lower", "upper", "year_on_year",
    "peer_mean", "band",
)  # fmt: skip
TITLES: Mapping[str, str] = {
    "indicator": "指标", "title": "名称", "court": "法院", "period": "时段", "numerator": "分子",
    "denominator": "分母", "value": "值", "unit": "单位", "lower": "下限", "upper": "上限",
    "year_on_year": "较上年同期", "peer_mean": "全省均值", "band": "区间", "snapshot": "快照",
    "catalogue": "指标目录", "kind": "类型", "better": "方向", "basis": "依据",
}  # fmt: skip
BANDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"within": "区间内", "above": "高于区间", "below": "低于区间", "suppressed": "＊少于5件或防推算，隐去"},
    "en": {"within": "within", "above": "above", "below": "below", "suppressed": "* under 5 or telling, hidden"},
}


def titles(lang: str) -> Mapping[str, str]:
    """Headings for people to read."""
    return TITLES if lang == "zh" else {name: name.replace("_", " ") for name in TITLES}


def for_people(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], lang: str) -> list[dict[str, Any]]:
    """Rows with the indicator's name beside its code, and the band in words."""
    words = BANDS[lang]
    return [
        {"indicator": row["indicator"], "title": names[row["indicator"]], **row, "band": words.get(row["band"] or "")}
        for row in rows
    ]


def as_rows(values: Sequence[Value]) -> list[dict[str, Any]]:
    """Values as plain mappings; the dimensions asked for stand after the period."""
    rows = []
    for value in values:
        row: dict[str, Any] = {name: getattr(value, name) for name in FIELDS[:3]}
        row |= value.by
        row |= {name: _plain(getattr(value, name)) for name in FIELDS[3:]}
        row["band"] = "suppressed" if value.suppressed else row["band"]
        rows.append(row | {"snapshot": value.snapshot, "catalogue": value.catalogue})
    return rows


def write(
    rows: Sequence[Mapping[str, Any]],
    form: str,
    path: Path | None,
    *,
    label: str = "",
    heads: Mapping[str, str] = TITLES,
    mark: Mark | None = None,
) -> None:
    """Write rows in a form, to a file or (text only) to standard output.

    Raises UsageError where a form needs a file, or the file cannot be written. ``label`` (虚构数据 …)
    is written above a sheet, and ``heads`` are its headings; ``mark`` is the watermark of a file.
    """
    shown = marked_rows(rows, mark) if mark and form != "xlsx" else rows
    if form == "json":
        _text(json.dumps(list(shown), ensure_ascii=False, indent=1, default=str) + "\n", path)
    elif form == "csv":
        names = list(shown[0]) if shown else [*FIELDS, *([COLUMN] if mark else [])]
        _text(marked_csv(names, shown, mark), path, bom=path is not None)
    elif path is None:
        raise UsageError(f"{form} goes into a file: add -o FILE.{form}")
    elif form == "xlsx":
        write_xlsx(rows, path, label=label, heads=heads, mark=mark)
    else:
        told = {PROPERTY: mark.token} if mark else {}
        with writing(path):
            pq.write_table(pa.Table.from_pylist([dict(r) for r in shown]).replace_schema_metadata(told), path)


@contextmanager
def writing(path: Path | BinaryIO) -> Iterator[None]:
    """While a file is written: what its user can mend is said in a line."""
    try:
        yield
    except (OSError, FileCreateError) as error:
        raise UsageError(f"{path} cannot be written ({error}); choose another place with -o") from error


def write_xlsx(
    rows: Sequence[Mapping[str, Any]],
    path: Path | BinaryIO,
    *,
    label: str = "",
    sheet: str = "数助",
    heads: Mapping[str, str] = TITLES,
    mark: Mark | None = None,
) -> None:
    """Rows as a sheet with a heading that stays, a filter, and columns wide enough to read; its mark above it."""
    write_book([(sheet, rows, heads)], path, label=label, mark=mark)


def write_book(
    sheets: Sequence[tuple[str, Sequence[Mapping[str, Any]], Mapping[str, str]]],
    path: Path | BinaryIO,
    *,
    label: str = "",
    mark: Mark | None = None,
) -> None:
    """Several sheets, each a title with rows and headings; the mark is above each of them."""
    with (
        writing(path),
        xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book,
    ):
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        above = [(label, book.add_format({"font_color": "#7a5c00", "bold": True}))] if label else []
        if mark:
            above.append((mark.line, book.add_format({"font_color": "#6b6b6b", "font_size": 9})))
            book.set_custom_property(PROPERTY, mark.token)
        for title, rows, heads in sheets:
            page = book.add_worksheet(title)
            if mark:
                page.set_footer(f"&L&8{mark.line.replace('&', '&&')}&R&8&P/&N")
            _sheet(page, rows, heads, above, head)


def _sheet(page: Any, rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str], above: Any, head: Any) -> None:
    """Rows below what stands above them, with a heading that stays, a filter, and columns wide enough to read."""
    names, top = list(rows[0]) if rows else [], len(above)
    for n, (words, look) in enumerate(above):
        page.write_string(n, 0, words, look)
    for column, name in enumerate(names):
        page.write_string(top, column, heads.get(name, name), head)
        cells = [row.get(name) for row in rows]
        for n, cell in enumerate(cells):
            _cell(page, top + 1 + n, column, cell)
        widest = max([_width(heads.get(name, name)), *map(_width, cells[:200])])
        page.set_column(column, column, min(60, widest + 2))
    page.freeze_panes(top + 1, 0)
    if names:
        page.autofilter(top, 0, top + len(rows), len(names) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def table(rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str] = TITLES, *, caption: str = "") -> None:
    """Rows as a table on the terminal, as they are written; numbers to the right."""
    console = Console(width=None if sys.stdout.isatty() else 200, markup=False, emoji=False, highlight=False)
    drawn = Table(caption=caption or None, caption_justify="left", header_style="bold", box=None, pad_edge=False)
    names = list(rows[0]) if rows else []
    for name in names:
        numeric = all(isinstance(r.get(name), int | float | None) for r in rows)
        drawn.add_column(heads.get(name, name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*[_shown(row.get(name)) for name in names])
    console.print(drawn)


def _plain(value: Any) -> Any:
    """Whole numbers without a point; other numbers to twelve figures."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.12g}")
    return value


def _shown(value: Any) -> str:
    """A cell of a terminal table."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _text(text: str, path: Path | None, *, bom: bool = False) -> None:
    """Text to a file (with a mark that Excel needs to read Chinese CSV), or to standard output."""
    if path is None:
        sys.stdout.write(text)
    else:
        with writing(path):
            path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")


def _cell(page: Any, row: int, column: int, value: Any) -> None:
    """One cell: numbers as numbers, the rest as text, never as a formula."""
    if isinstance(value, bool) or value is None:
        page.write_string(row, column, _shown(value) if value is not None else "")
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, str(value))


def _width(value: Any) -> int:
    """How wide a cell is: a Chinese character counts two."""
    return sum(2 if ord(ch) > 0x2E80 else 1 for ch in str(value if value is not None else ""))


def bars(rows: Sequence[tuple[str, float, str]], width: int = 40) -> str:
    """A small chart for the terminal: a line for each label, value and note, the longest bar so many signs wide."""
    most = max((value for _, value, _ in rows), default=0.0)
    eighths = "▏▎▍▌▋▊▉█"
    lines = []
    for label, value, note in rows:
        units = round(8 * width * value / most) if most > 0 else 0
        bar = "█" * (units // 8) + (eighths[units % 8 - 1] if units % 8 else "")
        lines.append(f"{label:<10} {bar} {value:g}{f'　{note}' if note else ''}")
    return "\n".join(lines)
