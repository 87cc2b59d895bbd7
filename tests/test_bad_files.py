"""Bad files: what each kind does, drawn as a table, and that no row is ever lost.

``raised`` is the error that the whole file meets, ``refused`` the number of rows refused (raised and
refused exclude each other), ``message`` what the error or the first refusal says, ``kept`` the
number of records taken. Rows of cases unless a kind writes something else.
"""

import csv
import gzip
import io
import json
import lzma
import os
import tracemalloc
import zipfile
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuzhu import errors, sources
from shuzhu.sources import delimited, texts, zips
from shuzhu.sources.mapping import Layout
from source_files import CASES, balance, codes, mapping_of, take

TABLE = """
kind                     | raised       | refused | message              | kept
-------------------------+--------------+---------+----------------------+-----
good                     |              | 0       |                      | 3
gb18030                  |              | 0       |                      | 3
big5                     |              | 0       |                      | 3
utf8_bom                 |              | 0       |                      | 3
utf16_bom                |              | 0       |                      | 3
utf16_no_bom             | SourceError  |         | utf-16-le            |
wrong_encoding_said      | SourceError  |         | 没有映射所要的列     |
no_such_encoding         | MappingError |         | encoding             |
one_row_undecodable      |              | 1       | 无法解码             | 3
truncated_xlsx           | SourceError  |         | 已损坏               |
truncated_parquet        | SourceError  |         | 已损坏               |
truncated_gzip           | SourceError  |         | 已损坏               |
truncated_xz             | SourceError  |         | 已损坏               |
truncated_json           | SourceError  |         | 不是完整的 JSON      |
truncated_json_line      |              | 1       | 不是完整的 JSON      | 1
json_too_deep            | SourceError  |         | nested too deep      |
json_line_no_object      |              | 1       | 不是 JSON 对象       | 1
json_lone_surrogate      |              | 1       | 无法解码             | 1
long_line                | SourceError  |         | 第 2 行超过          |
zip_bomb_docx            | SourceError  |         | 压缩比异常           |
zip_bomb_xlsx            | SourceError  |         | 压缩比异常           |
zip_that_lies            | SourceError  |         | 已损坏               |
zip_encrypted            | SourceError  |         | 密码                 |
docx_without_body        | SourceError  |         | 是压缩包             |
docx_broken_xml          | SourceError  |         | 文档内容已损坏       |
docx_that_is_text        | SourceError  |         | 不是有效的 docx      |
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
empty                    | SourceError  |         | 文件是空的           |
blank_lines_only         | SourceError  |         | 文件是空的           |
header_only              |              | 0       |                      | 0
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
cr_line_ends             |              | 0       |                      | 3
crlf_and_lf              |              | 0       |                      | 3
too_many_cells           |              | 1       | 本行有 5 格          | 3
too_few_cells            |              | 1       | 本行有 2 格          | 3
line_break_in_quotes     |              | 0       |                      | 4
quote_never_closed       | SourceError  |         | 没有闭合             |
words_after_quote        |              | 1       | 引号之后还有文字     | 3
nul_byte                 |              | 1       | NUL                  | 3
binary                   | SourceError  |         | 不是文本文件         |
password_xlsx            | SourceError  |         | 密码                 |
xls_named_csv            | SourceError  |         | 电子表格             |
xlsx_named_csv           |              | 0       |                      | 2
html_named_xls           |              | 0       |                      | 2
html_without_table       | SourceError  |         | 没有表格             |
word_97                  | SourceError  |         | 请另存为 docx        |
pdf                      | SourceError  |         | 请另存为 docx 或 txt |
zip_of_csv               | SourceError  |         | 是压缩包             |
changed_since_hashed     | SourceError  |         | 被改动               |
grows_while_read         | SourceError  |         | 被改动               |
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
HEADER = "案号,法院,立案日期,标的额"
GOOD = [f"（2020）闽0213民初{n}号,闽0213,2020-01-0{n},{n}000.50" for n in (1, 2, 3)]
KINDS = {}


def kind(function):
    """A kind of bad file: given a folder, it writes one and says its path and the mapping's text."""
    KINDS[function.__name__.removeprefix("_")] = function
    return function


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


@kind
def _good(folder):
    return csv_of(folder)


@kind
def _gb18030(folder):
    return csv_of(folder, encoding="gb18030")


@kind
def _big5(folder):
    # Its bytes make sense in GB18030 too, so the mapping must say which it is.
    lines = [f"甲{n},2020-01-0{n}" for n in (1, 2, 3)]
    (folder / "ajxx.csv").write_bytes("\n".join(["案件標識,立案日期", *lines]).encode("big5"))
    columns = "columns: {case_id: 案件標識, court: {value: 闽0213}, filed_on: 立案日期}"
    return folder / "ajxx.csv", f"table: cases\nencoding: big5\n{columns}"


@kind
def _utf8_bom(folder):
    return csv_of(folder, encoding="utf-8-sig")


@kind
def _utf16_bom(folder):
    path, mapping = csv_of(folder, encoding="utf-16")
    return path, mapping


@kind
def _utf16_no_bom(folder):
    path, mapping = csv_of(folder)
    path.write_bytes(("a,b\n" * 100 + "1,2\n").encode("utf-16-le"))
    return path, mapping


@kind
def _wrong_encoding_said(folder):
    return csv_of(folder, encoding="gb18030", mapping=CASES + "encoding: latin-1\n")


@kind
def _no_such_encoding(folder):
    return csv_of(folder, mapping=CASES + "encoding: utf-88\n")


@kind
def _one_row_undecodable(folder):
    path, mapping = csv_of(folder)
    with path.open("ab") as file:
        file.write("（2020）闽0213民初4号,闽0213,2020-01-04,".encode() + b"\xff\xfe1\n")
    return path, mapping


def cut(path, share=0.6):
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


@kind
def _truncated_xlsx(folder):
    return cut(book_of(folder, sheet_rows())), CASES


def parquet_of(folder, **columns):
    path = folder / "ajxx.parquet"
    pq.write_table(pa.table(columns), path)
    return path


@kind
def _truncated_parquet(folder):
    path = parquet_of(folder, 案号=["（2020）闽0213民初1号"], 法院=["闽0213"], 立案日期=[date(2020, 1, 1)])
    return cut(path), CASES


@kind
def _truncated_gzip(folder):
    path = folder / "ajxx.csv.gz"
    noise = "".join(f"（2020）闽0213民初{n}号,闽0213,2020-01-01,{n * 7919 % 1009}\n" for n in range(1, 5000))
    path.write_bytes(gzip.compress((HEADER + "\n" + noise).encode()))
    return cut(path), CASES


@kind
def _truncated_xz(folder):
    path = folder / "ajxx.csv.xz"
    path.write_bytes(lzma.compress((HEADER + "\n" + "\n".join(GOOD)).encode()))
    return cut(path, 0.9), CASES


def json_of(folder, text, name="ajxx.json"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name, CASES


RECORD = {"案号": "（2020）闽0213民初1号", "法院": "闽0213", "立案日期": "2020-01-01"}


@kind
def _truncated_json(folder):
    return json_of(folder, json.dumps([RECORD, RECORD], ensure_ascii=False)[:-20])


@kind
def _truncated_json_line(folder):
    line = json.dumps(RECORD, ensure_ascii=False)
    return json_of(folder, f"{line}\n{line[:-10]}\n", "ajxx.jsonl")


@kind
def _json_too_deep(folder):
    return json_of(folder, "[" * 200_000)


@kind
def _json_line_no_object(folder):
    return json_of(folder, json.dumps(RECORD, ensure_ascii=False) + "\n[1, 2]\n", "ajxx.jsonl")


@kind
def _json_lone_surrogate(folder):
    other = json.dumps(RECORD | {"案号": "（2020）闽0213民初2号", "法院": "\ud800"})
    return json_of(folder, json.dumps(RECORD) + f"\n{other}\n", "ajxx.jsonl")


@kind
def _long_line(folder):
    path, mapping = csv_of(folder)
    with path.open("wb") as file:
        file.write((HEADER + "\n").encode())
        for _ in range(20):
            file.write(b"x" * 1024 * 1024)
    return path, mapping


def zip_of(path, size, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
        if size:
            archive.writestr("bomb.xml", b"\0" * size)
    return path


@kind
def _zip_bomb_docx(folder):
    return zip_of(folder / "a.docx", 64 * 2**20, word__document_xml="<x/>"), None


@kind
def _zip_bomb_xlsx(folder):
    return zip_of(folder / "a.xlsx", 64 * 2**20, xl__workbook_xml="<x/>"), CASES


@kind
def _zip_that_lies(folder):
    """The document says that it unpacks to 100 bytes; it does to far more."""
    path = zip_of(folder / "a.docx", 0, word__document_xml=b"<x>" + b"y" * 5_000_000)
    data = bytearray(path.read_bytes())
    real = (5_000_003).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(bytes(data.replace(real, (100).to_bytes(4, "little"))))
    return path, None


@kind
def _zip_encrypted(folder):
    path = zip_of(folder / "a.docx", 0, word__document_xml="<x/>")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    return path, None


@kind
def _docx_without_body(folder):
    return zip_of(folder / "a.docx", 0, word__other_xml="<x/>"), None


@kind
def _docx_broken_xml(folder):
    return zip_of(folder / "a.docx", 0, word__document_xml="<x><y></x>"), None


@kind
def _docx_that_is_text(folder):
    (folder / "a.docx").write_text("只是文字")
    return folder / "a.docx", None


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


NUMBER = "（2020）闽0213民初4号"
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


@kind
def _empty(folder):
    (folder / "ajxx.csv").touch()
    return folder / "ajxx.csv", CASES


@kind
def _blank_lines_only(folder):
    (folder / "ajxx.csv").write_text("\n , \n\n")
    return folder / "ajxx.csv", CASES


@kind
def _header_only(folder):
    (folder / "ajxx.csv").write_text(HEADER)
    return folder / "ajxx.csv", CASES


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


def _rewritten(folder, old, new):
    path, mapping = csv_of(folder)
    path.write_bytes(path.read_bytes().replace(old, new))
    return path, mapping


KINDS["cr_line_ends"] = lambda folder: _rewritten(folder, b"\n", b"\r")
KINDS["crlf_and_lf"] = lambda folder: _rewritten(folder, b"50\n", b"50\r\n")


@kind
def _binary(folder):
    (folder / "ajxx.csv").write_bytes(bytes(range(256)) + b"\0" * 1000)
    return folder / "ajxx.csv", CASES


def ole(path, *words):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(w.encode("utf-16-le") for w in words))
    return path


KINDS["password_xlsx"] = lambda folder: (ole(folder / "a.xlsx", "EncryptedPackage"), CASES)
KINDS["xls_named_csv"] = lambda folder: (ole(folder / "a.csv", "Workbook"), CASES)
KINDS["word_97"] = lambda folder: (ole(folder / "a.doc", "WordDocument"), CASES)
KINDS["xlsx_named_csv"] = lambda folder: (
    book_of(folder, sheet_rows(["（2020）闽0213民初8号", "闽0213", "2020年1月8日", "1"])).rename(folder / "a.csv"),
    CASES,
)


@kind
def _html_named_xls(folder):
    rows = sheet_rows(["（2020）闽0213民初8号", "闽0213", "2020年1月8日", "1"])
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    (folder / "a.xls").write_text(f"<html><body><table>{cells}</table></body></html>", encoding="gb18030")
    return folder / "a.xls", CASES


@kind
def _html_without_table(folder):
    (folder / "a.xls").write_text("<html><body>登录超时</body></html>", encoding="utf-8")
    return folder / "a.xls", CASES


@kind
def _pdf(folder):
    (folder / "a.pdf").write_bytes(b"%PDF-1.7")
    return folder / "a.pdf", None


@kind
def _zip_of_csv(folder):
    return zip_of(folder / "a.csv", 0, ajxx="1"), CASES


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


KINDS["changed_since_hashed"] = KINDS["grows_while_read"] = KINDS["good"]


def drawn():
    """The rows of the table."""
    for line in TABLE.strip().splitlines()[2:]:
        yield pytest.param(*(cell.strip() for cell in line.split("|")), id=line.split("|")[0].strip())


def read_as(name, path, mapping):
    """Read a file, with what happens to it meanwhile."""
    if name == "changed_since_hashed":
        info = sources.file_info(path)
        path.write_text(path.read_text().replace("1000.50", "2000.50"))
        return take(path, mapping, info)
    if name == "grows_while_read":
        reading = sources.read(path, mapping, codes(), lambda _: None)
        next(reading)
        with path.open("a") as file:
            file.write("（2020）闽0213民初9号,闽0213,2020-01-09,1\n")
        return list(reading)
    return take(path, mapping)


@pytest.mark.parametrize(("name", "raised", "refused", "message", "kept"), list(drawn()))
def test_a_bad_file_is_refused_or_read_as_drawn(tmp_path, name, raised, refused, message, kept):
    path, words = KINDS[name](tmp_path)
    if raised:
        with pytest.raises(getattr(errors, raised)) as error:
            read_as(name, path, mapping_of(tmp_path, words) if words else None)
        assert message in str(error.value)
        assert path.name in str(error.value) or "mapping.yaml" in str(error.value)
        assert error.value.exit_code == 3
        return
    taken = read_as(name, path, mapping_of(tmp_path, words) if words else None)
    assert (len(taken.refused), len(taken.all())) == (int(refused), int(kept))
    assert message in (taken.refused[0].reason if taken.refused else "")
    assert balance(taken)
    assert taken.progress == taken.tally.rows


def test_every_kind_is_drawn():
    assert {param.values[0] for param in drawn()} == set(KINDS)
    assert len(KINDS) >= 30


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
        "e.pdf",
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
    assert any("e.pdf" in words and "请另存为 docx 或 txt" in words for words in said)
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
