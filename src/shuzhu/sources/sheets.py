"""Excel workbooks (xlsx, xlsm, xls) → rows of text.

The reader takes the value that was last computed for a formula. It gives blank for a cell whose
formula failed, so the failed cells of an xlsx are looked up beforehand and shown as the error.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from shuzhu.errors import SourceError, did_you_mean
from shuzhu.sources.chunks import Row, as_text
from shuzhu.sources.zips import open_zip, read_part, read_through

OLE: Final = b"\xd0\xcf\x11\xe0"
LARGEST_XLS: Final = 256 * 1024 * 1024  # bytes; the format itself holds 65,536 rows a sheet
MOST_ERRORS: Final = 200_000
_FAILED: Final = re.compile(rb'<c\b[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,20})</v>')
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_OVERLAP: Final = 4096
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Errors = dict[tuple[int, int], str]


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets that are not hidden."""
    with _readable(path), _open(path) as book:
        return _visible(book)


def rows_of(path: Path, sheet: str = "") -> Iterator[Row]:
    """A sheet (the first that is not hidden) → its rows, numbered from 1.

    Raises SourceError for a file with a password, a damaged one, a bomb, or a sheet that is not there.
    """
    with _readable(path):
        errors = _failed_cells(path, sheet)
    with _readable(path), _open(path) as book:
        if not sheet and not book.sheet_names:
            raise SourceError(f"{path.name}: 没有工作表 (no sheet)；请重新导出")
        if sheet and sheet not in book.sheet_names:
            hint = did_you_mean(sheet, book.sheet_names)
            raise SourceError(f"{path.name}: 没有工作表「{sheet}」(no such sheet{hint})；请改映射的 sheet")
        opened = book.get_sheet_by_name(sheet or (_visible(book) or book.sheet_names)[0])
        # The iterator gives blank rows above the first filled one, but no columns left of it.
        left = opened.start[1] if opened.total_height else 0
        for number, cells in enumerate(opened.iter_rows() if opened.total_height else (), start=1):
            texts = [as_text(cell) for cell in cells]
            if errors:
                texts = [errors.get((number, left + n), text) for n, text in enumerate(texts, start=1)]
            yield number, texts


def _visible(book: Any) -> list[str]:
    """The names of the sheets that are not hidden."""
    return [sheet.name for sheet in book.sheets_metadata if str(sheet.visible).endswith(".Visible")]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What goes wrong within is a file with a password or a damaged one; the reader may even panic."""
    try:
        yield
    except PasswordError as error:
        raise SourceError(f"{path.name}: 文件有打开密码 (password)；请去掉密码后重新保存") from error
    except (CalamineError, etree.XMLSyntaxError, OSError, ValueError) as error:
        raise SourceError(f"{path.name}: 不是有效的电子表格，或已损坏 ({error})；请重新导出") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own, which is no Exception
            raise
        raise SourceError(f"{path.name}: 电子表格已损坏 (damaged)；请重新导出") from error


def _open(path: Path) -> Any:
    """The workbook, once it is known to be no bomb."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == OLE:
        _check_ole(path)
    elif head.startswith(b"PK"):
        open_zip(path).close()
    return CalamineWorkbook.from_path(str(path))


def _check_ole(path: Path) -> None:
    """Refuse an old file that is too large, or a new one that is encrypted."""
    if path.stat().st_size > LARGEST_XLS:
        raise SourceError(f"{path.name}: 文件过大；请另存为 CSV")
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceError(f"{path.name}: 文件有打开密码 (password)；请去掉密码后重新保存")
    if "WordDocument".encode("utf-16-le") in data:
        raise SourceError(f"{path.name}: 是 Word 97 文档；请另存为 docx")


def _failed_cells(path: Path, sheet: str) -> Errors:
    """The cells of a sheet whose formula failed, by row and column; reads every part once."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return {}
    errors: dict[str, Errors] = {}
    tails: dict[str, bytes] = {}

    def see(name: str, block: bytes) -> None:
        if not name.startswith("xl/worksheets/"):
            return
        text = tails.get(name, b"") + block
        tails[name] = text[-_OVERLAP:]
        for match in _FAILED.finditer(text):
            place = _PLACE.search(match[0])
            if place and len(found := errors.setdefault(name, {})) < MOST_ERRORS:
                found[int(place[2]), _column(place[1])] = match[1].decode()

    with open_zip(path) as archive:
        read_through(path, archive, see)
        return errors.get(_part_of(path, archive, sheet), {}) if errors else {}


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _part_of(path: Path, archive: Any, sheet: str) -> str:
    """The part of the archive that holds a sheet (the first that is not hidden)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(read_part(path, archive, "xl/workbook.xml", 8_000_000), parser)
    relations = etree.fromstring(read_part(path, archive, "xl/_rels/workbook.xml.rels", 8_000_000), parser)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for entry in book.iter("{*}sheet"):
        if entry.get("name") == sheet or (not sheet and entry.get("state", "visible") == "visible"):
            target = targets.get(entry.get(_RELATION), "")
            return str(target.removeprefix("/")) if target.startswith("/") else f"xl/{target}"
    return ""
