"""Bad rows, headers and mappings: what each kind does, drawn as a table.

The columns of the table are told in ``bad_files``.
"""

import json
from datetime import date, timedelta

import pyarrow as pa
import pytest
import xlsxwriter

from bad_files import (
    GOOD,
    HEADER,
    NUMBER,
    book_of,
    csv_of,
    drawn,
    ends_as_drawn,
    kinds_into,
    names_of,
    parquet_of,
    sheet_rows,
)
from source_files import CASES, mapping_of, take

TABLE = """
kind                     | raised       | refused | message              | kept
-------------------------+--------------+---------+----------------------+-----
one_row_undecodable      |              | 1       | 无法解码             | 3
formula_text             |              | 2       | 公式或错误值         | 3
formula_error_cell       |              | 1       | 公式或错误值         | 1
same_key_other_content   |              | 1       | 与第 2 行相同        | 3
same_row_twice           |              | 0       |                      | 3
impossible_date          |              | 1       | 认不出来             | 3
31_february              |              | 1       | 没有这一天：2 月     | 3
year_0219                |              | 1       | 1949—2100            | 3
closed_in_far_future     |              | 1       | 日期在将来           | 3
closed_before_filed      |              | 1       | 早于立案日期         | 3
bad_case_number          |              | 1       | 案号认不出来         | 3
mixed_number_forms       |              | 0       |                      | 6
no_number_at_all         |              | 1       | 缺案号               | 3
unknown_court            |              | 1       | 最接近的是           | 3
old_number_no_court      |              | 1       | 缺法院               | 3
negative_amount          |              | 1       | 为负                 | 3
amount_in_words          |              | 1       | 不是数字             | 3
amount_too_large         |              | 1       | 数值过大             | 3
unknown_closing          |              | 0       |                      | 4
unknown_closing_strict   |              | 1       | 代码表 closings      | 3
unknown_mapping_key      | MappingError |         | did you mean columns |
unknown_field            | MappingError |         | did you mean filed_on|
unknown_table            | MappingError |         | did you mean cases   |
unknown_code_in_mapping  | MappingError |         | 代码表 closings 没有 |
mapping_not_yaml         | MappingError |         | not a YAML file      |
mapping_key_twice        | MappingError |         | stands twice         |
mapping_for_other_file   | MappingError |         | 不用于               |
missing_column           | SourceError  |         | did you mean 立案日期|
extra_columns            |              | 0       |                      | 3
unknown_sheet            | SourceError  |         | did you mean 案件表  |
too_many_cells           |              | 1       | 本行有 5 格          | 3
too_few_cells            |              | 1       | 本行有 2 格          | 3
line_break_in_quotes     |              | 0       |                      | 4
quote_never_closed       | SourceError  |         | 没有闭合             |
words_after_quote        |              | 1       | 引号之后还有文字     | 3
nul_byte                 |              | 1       | NUL                  | 3
header_again             |              | 1       | 重复的表头           | 3
title_above_header       |              | 0       |                      | 3
merged_header            |              | 0       |                      | 2
wrong_header_row         | SourceError  |         | header_row           |
totals_row               |              | 1       | 案号认不出来         | 3
totals_row_skipped       |              | 0       |                      | 3
excel_serial_not_told    |              | 1       | 写 excel             | 3
excel_serial             |              | 0       |                      | 4
spaces_in_numbers        |              | 0       |                      | 4
full_width_digits        |              | 0       |                      | 4
blank_signs              |              | 0       |                      | 4
parquet_odd_types        |              | 1       | 不在 1949-01-01      | 1
"""
TODAY = date.today()  # noqa: DTZ011 – a court's day is the machine's day
KINDS = {}
kind = kinds_into(KINDS)


@kind
def _one_row_undecodable(folder):
    path, mapping = csv_of(folder)
    with path.open("ab") as file:
        file.write("（2020）闽0213民初4号,闽0213,2020-01-04,".encode() + b"\xff\xfe1\n")
    return path, mapping


@kind
def _formula_text(folder):
    return csv_of(folder, "（2020）闽0213民初4号,闽0213,2020-01-04,=A1+1", "#REF!,闽0213,2020-01-04,1")


@kind
def _formula_error_cell(folder):
    path = folder / "ajxx.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for n, row in enumerate(sheet_rows(["（2020）闽0213民初8号", "闽0213", "2020-01-08"])):
            page.write_row(n, 0, row)
        page.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    return path, CASES


@kind
def _same_key_other_content(folder):
    return csv_of(folder, GOOD[0].replace("1000.50", "9"))


@kind
def _same_row_twice(folder):
    return csv_of(folder, GOOD[0].replace("（", "(").replace("）", ")"))


def one_bad(name, row, **more):
    """A kind that differs from a good file by one row."""

    def write(folder):
        return csv_of(folder, row, **more)

    KINDS[name] = write


one_bad("impossible_date", f"{NUMBER},闽0213,去年,1")
one_bad("31_february", f"{NUMBER},闽0213,2020-02-31,1")
one_bad("year_0219", f"{NUMBER},闽0213,0219-02-01,1")
one_bad("bad_case_number", "闽民四号,闽0213,2020-02-01,1")
one_bad("no_number_at_all", ",闽0213,2020-02-01,1")
one_bad("unknown_court", f"{NUMBER},厦门市翔安区人民法园,2020-02-01,1")
one_bad("old_number_no_court", "（2015）虚民初字第4号,,2015-02-01,1")
one_bad("negative_amount", f"{NUMBER},闽0213,2020-02-01,-1")
one_bad("amount_in_words", f"{NUMBER},闽0213,2020-02-01,若干")
one_bad("amount_too_large", f"{NUMBER},闽0213,2020-02-01,1e30")
one_bad("too_many_cells", f"{NUMBER},闽0213,2020-02-01,1,2")
one_bad("too_few_cells", f"{NUMBER},闽0213")
one_bad("line_break_in_quotes", f'"{NUMBER}\n",闽0213,2020-02-01,1')
one_bad("quote_never_closed", f'"{NUMBER},闽0213,2020-02-01,1')
one_bad("words_after_quote", f'"{NUMBER}"x,闽0213,2020-02-01,1')
one_bad("nul_byte", f"{NUMBER},闽0213,2020-02-01,1\x00")
one_bad("header_again", HEADER)
one_bad("totals_row", "合计,,,6000")
one_bad("totals_row_skipped", "合计,,,6000", mapping=CASES + "skip_rows: {案号: [合计*]}\n")
one_bad("excel_serial_not_told", f"{NUMBER},闽0213,43831,1")
one_bad("excel_serial", f"{NUMBER},闽0213,43831,1", mapping=CASES + "dates: [excel]\n")
one_bad("spaces_in_numbers", f'{NUMBER},闽0213,2020-02-01," 1 234.50 "')
one_bad("full_width_digits", "（２０２０）闽０２１３民初４号,闽0213,２０２０年２月１日,１２３４．５")
one_bad("blank_signs", f"{NUMBER},闽0213,2020-02-01,—")
CLOSING = HEADER.replace("标的额", "结案方式")


def _closings(folder, more=""):
    path = folder / "ajxx.csv"
    rows = [line.rsplit(",", 1)[0] + ",判决" for line in GOOD] + [f"{NUMBER},闽0213,2020-02-01,胡乱写的"]
    path.write_text("\n".join([CLOSING, *rows]), encoding="utf-8")
    return path, CASES + more


KINDS["unknown_closing"] = _closings
KINDS["unknown_closing_strict"] = lambda folder: _closings(folder, "strict: true\n")


def _closed(folder, day):
    path = folder / "ajxx.csv"
    rows = [line.rsplit(",", 1)[0] + ",2020-06-01" for line in GOOD] + [f"{NUMBER},闽0213,2020-02-01,{day}"]
    path.write_text("\n".join([HEADER.replace("标的额", "结案日期"), *rows]), encoding="utf-8")
    return path, CASES


KINDS["closed_in_far_future"] = lambda folder: _closed(folder, TODAY + timedelta(days=90))
KINDS["closed_before_filed"] = lambda folder: _closed(folder, "2020-01-31")


@kind
def _mixed_number_forms(folder):
    return csv_of(
        folder,
        "(2020)闽0213民初4号,闽0213,2020-01-04,1",
        "（2015）虚民初字第5号,闽0213,2015-01-05,1",
        "〔2020〕闽0213民初6,闽0213,2020-01-06,1",
    )


KINDS["unknown_mapping_key"] = lambda folder: csv_of(folder, mapping=CASES.replace("columns:", "colums:"))
KINDS["unknown_field"] = lambda folder: csv_of(folder, mapping=CASES.replace("filed_on:", "filedon:"))
KINDS["unknown_table"] = lambda folder: csv_of(folder, mapping=CASES.replace("table: cases", "table: case"))
KINDS["unknown_code_in_mapping"] = lambda folder: csv_of(
    folder, mapping=CASES.replace("结案方式, optional", "结案方式, codes: {甲: judgmnt}, optional")
)
KINDS["mapping_not_yaml"] = lambda folder: csv_of(folder, mapping="table: [cases\n")
KINDS["mapping_key_twice"] = lambda folder: csv_of(folder, mapping=CASES + "table: cases\n")
KINDS["mapping_for_other_file"] = lambda folder: csv_of(folder, mapping=CASES + "tables: [{file: dsr.csv}]\n")
KINDS["missing_column"] = lambda folder: csv_of(folder, header=HEADER.replace("立案日期", "立案日期1"))


@kind
def _extra_columns(folder):
    path, mapping = csv_of(folder)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(f"{line},多出来的" for line in lines))
    return path, mapping


@kind
def _unknown_sheet(folder):
    return book_of(folder, sheet_rows()), CASES + "sheet: 案件\n"


@kind
def _title_above_header(folder):
    path, mapping = csv_of(folder)
    path.write_text(f"某院案件表\n导出日期：2020-12-31\n\n{path.read_text()}")
    return path, mapping


def _merged(folder):
    path = folder / "ajxx.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 3, "案件信息")
        for n, row in enumerate(sheet_rows(["（2020）闽0213民初8号", "闽0213", "2020-01-08", 1]), start=1):
            page.write_row(n, 0, row)
    return path


KINDS["merged_header"] = lambda folder: (_merged(folder), CASES)
KINDS["wrong_header_row"] = lambda folder: (_merged(folder), CASES + "header_row: 1\n")


@kind
def _parquet_odd_types(folder):
    days = pa.array([date(2020, 1, 1), date(219, 1, 1)])
    numbers = pa.array(["（2020）闽0213民初1号", "（2020）闽0213民初2号"]).dictionary_encode()
    path = parquet_of(folder, 案号=numbers, 法院=["闽0213"] * 2, 立案日期=days, 标的额=[1.5, 2.5], 多=[[1], [2]])
    return path, CASES


@pytest.mark.parametrize(("name", "raised", "refused", "message", "kept"), list(drawn(TABLE)))
def test_a_bad_row_is_refused_or_read_as_drawn(tmp_path, name, raised, refused, message, kept):
    ends_as_drawn(tmp_path, KINDS[name](tmp_path), (raised, refused, message, kept))


def test_every_kind_of_row_is_drawn():
    assert names_of(TABLE) == set(KINDS)
    assert len(KINDS) >= 45


def test_a_refusal_tells_its_place_and_keeps_its_words_to_itself(tmp_path):
    path, words = csv_of(tmp_path, f"{NUMBER},闽0213,2020-02-31,1")
    (refusal,) = take(path, mapping_of(tmp_path, words)).refused
    assert (refusal.row, refusal.column, refusal.table) == (5, "立案日期", "cases")
    assert refusal.value_class == "date-like text of 10 characters"
    assert "2020-02-31" not in refusal.reason
    assert json.loads(refusal.raw)["立案日期"] == "2020-02-31"


def test_all_that_is_wrong_with_a_row_is_said_at_once(tmp_path):
    path, words = csv_of(tmp_path, f"{NUMBER},无名法院,2020-02-31,-1")
    (refusal,) = take(path, mapping_of(tmp_path, words)).refused
    assert [mark in refusal.reason for mark in ("法院代码表", "没有这一天", "为负")] == [True] * 3


def test_an_unknown_code_is_noted_and_its_row_kept(tmp_path):
    path, words = _closings(tmp_path)
    taken = take(path, mapping_of(tmp_path, words))
    (note,) = taken.notes
    assert (note.row, note.column) == (5, "结案方式")
    assert note.kept
    assert note.reason.startswith("本行照收，此栏留空")
    assert json.loads(note.raw) == {"结案方式": "胡乱写的", "rows": 1}
    assert taken.all()[3]["closing"] is None


def test_a_column_pointed_at_wrongly_does_not_flood_the_notes(tmp_path):
    rows = [f"（2020）闽0213民初{n}号,闽0213,2020-02-01,第{n}种" for n in range(1, 200)]
    (tmp_path / "ajxx.csv").write_text("\n".join([CLOSING, *rows]), encoding="utf-8")
    taken = take(tmp_path / "ajxx.csv", mapping_of(tmp_path, CASES))
    assert (len(taken.all()), len(taken.notes)) == (199, 21)
    assert "另有 179 种值" in taken.notes[-1].reason
