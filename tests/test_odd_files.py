"""Files that nobody foresaw: too large, not to be found or opened, damaged, or of any rows or bytes at all."""

import csv
import gzip
import io
import json
import lzma
import os
import tracemalloc
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bad_files import GOOD, HEADER, RECORD, book_of, csv_of, parquet_of, sheet_rows, zip_of
from shuzhu import errors, sources
from shuzhu.sources import delimited, texts, zips
from shuzhu.sources.mapping import Layout
from source_files import CASES, balance, mapping_of, take


def test_a_line_of_a_gigabyte_is_refused_without_being_held(tmp_path):
    """The cap itself, on a sparse file: a thousand million NUL bytes after a header and one good row."""
    path = tmp_path / "ajxx.csv"
    path.write_bytes((HEADER + "\n" + GOOD[0] + "\n").encode() + b"x" * 5_000_000)
    os.truncate(path, 10**9)
    tracemalloc.start()
    with pytest.raises(errors.SourceError, match="第 3 行超过 16777216 个字符"):
        for _ in texts.lines_of(path, "utf-8"):
            pass
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


def test_a_shorter_cap_can_be_set(tmp_path):
    path, _ = csv_of(tmp_path)
    with pytest.raises(errors.SourceError, match="第 2 行超过 40"):
        list(delimited.rows_of(path, Layout(), longest=40))


def test_a_zip_is_measured_before_it_is_read(tmp_path):
    path = zip_of(tmp_path / "a.docx", 3_000_000, word__document_xml="<x/>")
    with pytest.raises(errors.SourceError, match="解压后超过 2 MB"):
        zips.open_zip(path, most=2 * 2**20)
    with zips.open_zip(path) as archive, pytest.raises(errors.SourceError, match="解压后过大"):
        zips.read_part(path, archive, "bomb.xml", 2_000_000)


def test_folders_are_walked_in_order_and_what_is_left_out_is_said(tmp_path):
    """Hidden, temporary and unreadable kinds are left out; a folder named like a file is walked."""
    (tmp_path / "x.csv").mkdir()
    for name in (
        "x.csv/10.csv",
        "x.csv/2.csv",
        "b.txt",
        ".hidden.csv",
        "~$b.xlsx",
        "c.csv.part",
        "d.crdownload",
        "e.wps",
        "f.doc",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.csv").symlink_to(tmp_path / "self.csv")
    said = []
    found = sources.find_files([tmp_path], said.append)
    assert [str(path.relative_to(tmp_path)) for path in found] == ["b.txt", "x.csv/2.csv", "x.csv/10.csv"]
    assert len(said) == 9
    assert any("e.wps" in words and "请另存为 docx" in words for words in said)
    assert any("指向文件夹的链接" in words for words in said)


def test_of_a_folder_only_the_files_of_the_mapping_are_taken(tmp_path):
    for name in ("ajxx1.csv", "dsr.csv", "SOURCE.txt"):
        (tmp_path / name).write_text("x")
    said = []
    mapping = mapping_of(tmp_path, CASES + "file: ajxx*.csv\n")
    assert [path.name for path in sources.find_files([tmp_path], said.append, mapping)] == ["ajxx1.csv"]
    assert len([words for words in said if "不是这份映射所指的文件" in words]) == 2


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    (tmp_path / "self.csv").symlink_to(tmp_path / "self.csv")
    for name in ("nothing.csv", "self.csv"):
        with pytest.raises(errors.SourceError, match="no such file"):
            sources.find_files([tmp_path / name])


def test_a_directory_cannot_be_read_as_a_file(tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(errors.SourceError, match="打不开"):
        take(tmp_path / "x.csv", mapping_of(tmp_path, CASES))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_an_error(tmp_path):
    path, words = csv_of(tmp_path)
    path.chmod(0)
    for attempt in (lambda: take(path, mapping_of(tmp_path, words)), lambda: sources.file_info(path)):
        with pytest.raises(errors.SourceError, match="打不开"):
            attempt()


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "闽0213",
            "（2020）闽0213民初1号",
            "(2020)闽0213民初2号",
            "2020-01-01",
            "2020-02-30",
            "-1",
            "=A1",
            "1,234",
            "判决",
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=6),
)


@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=30))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_is_ever_lost(tmp_path, rows):
    """Taken + refused + repeated + passed = rows of the file, whatever stands in them."""
    path = tmp_path / "ajxx.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([HEADER.split(","), *rows])
    path.write_bytes(text.getvalue().encode())
    taken = take(path, mapping_of(tmp_path, CASES))
    filled = [row for row in rows if any(cell and not cell.isspace() for cell in row)]
    assert taken.tally.rows == len(filled)
    assert balance(taken)
    assert len({row["case_id"] for row in taken.all()}) == len(taken.all()) == taken.tally.taken


@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx", "a.xls", "a.docx", "a.html", "a.parquet", "a.txt"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_but_never_a_crash(tmp_path, data, name):
    (tmp_path / name).write_bytes(data)
    for mapping in (None, mapping_of(tmp_path, CASES)):
        try:
            assert balance(take(tmp_path / name, mapping))
        except errors.InputError as error:
            assert str(error)  # noqa: PT017


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory):
    """One sound file of each kind, as bytes."""
    folder = tmp_path_factory.mktemp("sound")
    book = book_of(folder, sheet_rows())
    lines = "\n".join([HEADER, *GOOD])
    columns = {"案号": ["（2020）闽0213民初1号"] * 50, "法院": ["闽0213"] * 50, "立案日期": [date(2020, 1, 1)] * 50}
    return {
        "a.csv": lines.encode(),
        "a.csv.gz": gzip.compress(lines.encode()),
        "a.csv.xz": lzma.compress(lines.encode()),
        "a.jsonl": json.dumps(RECORD).encode(),
        "a.parquet": parquet_of(folder, **columns).read_bytes(),
        "a.xlsx": book.read_bytes(),
    }


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.csv.xz", "a.jsonl", "a.parquet", "a.xlsx"])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_read_or_refused_but_never_a_crash(tmp_path, whole_files, name, data):
    """A few bytes changed; in a workbook, within its parts, so that its check sums still hold."""
    whole = whole_files[name]
    mapping = mapping_of(tmp_path, CASES)
    if name == "a.xlsx":
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(tmp_path / name, "w") as new:
            for part in old.namelist():
                new.writestr(part, changed_bytes(data, old.read(part)))
    else:
        (tmp_path / name).write_bytes(changed_bytes(data, whole))
    try:
        assert balance(take(tmp_path / name, mapping))
    except errors.InputError as error:
        assert str(error)  # noqa: PT017


def changed_bytes(data, whole):
    """Some bytes with up to three of them changed."""
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=3)) if whole else ():
        changed[place] = data.draw(st.sampled_from(b'<>/"=,09azZ\x00\xff\n'))
    return bytes(changed)
