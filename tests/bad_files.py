"""Writing bad files in a test, and reading them as their table draws it.

``raised`` is the error that the whole file meets, ``refused`` the number of rows refused (raised and
refused exclude each other), ``message`` what the error or the first refusal says, ``kept`` the
number of records taken.
"""

import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from shuzhu import errors
from source_files import CASES, balance, mapping_of, take

HEADER = "案号,法院,立案日期,标的额"
GOOD = [f"（2020）闽0213民初{n}号,闽0213,2020-01-0{n},{n}000.50" for n in (1, 2, 3)]
NUMBER = "（2020）闽0213民初4号"
RECORD = {"案号": "（2020）闽0213民初1号", "法院": "闽0213", "立案日期": "2020-01-01"}


def kinds_into(kinds):
    """A decorator for a kind of bad file: given a folder, it writes one and says its path and the mapping's text."""

    def kind(function):
        kinds[function.__name__.removeprefix("_")] = function
        return function

    return kind


def drawn(table):
    """The rows of a table of kinds."""
    for line in table.strip().splitlines()[2:]:
        yield pytest.param(*(cell.strip() for cell in line.split("|")), id=line.split("|")[0].strip())


def names_of(table):
    """The kinds that a table draws."""
    return {param.values[0] for param in drawn(table)}


def ends_as_drawn(folder, written, row, read=take):
    """Prove that a written file is refused or read as its row says."""
    (path, words), (raised, refused, message, kept) = written, row
    if raised:
        with pytest.raises(getattr(errors, raised)) as error:
            read(path, mapping_of(folder, words) if words else None)
        assert message in str(error.value)
        assert path.name in str(error.value) or "mapping.yaml" in str(error.value)
        assert error.value.exit_code == 3
        return
    taken = read(path, mapping_of(folder, words) if words else None)
    assert (len(taken.refused), len(taken.all())) == (int(refused), int(kept))
    assert message in (taken.refused[0].reason if taken.refused else "")
    assert balance(taken)
    assert taken.progress == taken.tally.rows


def csv_of(folder, *rows, header=HEADER, encoding="utf-8", name="ajxx.csv", mapping=CASES):
    path = folder / name
    path.write_bytes(("\n".join([header, *GOOD, *rows]) + "\n").encode(encoding))
    return path, mapping


def book_of(folder, rows, name="ajxx.xlsx", sheet="案件表"):
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
    return path


def sheet_rows(*rows):
    return [HEADER.split(","), *(["（2020）闽0213民初7号", "闽0213", "2020-01-07", 5.5], *rows)]


def parquet_of(folder, **columns):
    path = folder / "ajxx.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def zip_of(path, size, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
        if size:
            archive.writestr("bomb.xml", b"\0" * size)
    return path


def cut(path, share=0.6):
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def json_of(folder, text, name="ajxx.json"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name, CASES


def ole(path, *words):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(w.encode("utf-16-le") for w in words))
    return path
