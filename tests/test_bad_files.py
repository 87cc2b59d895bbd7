"""Bad files as a whole: what each kind does, drawn as a table.

The columns of the table are told in ``bad_files``. Rows of cases unless a kind writes something else.
"""

import gzip
import json
import lzma
from datetime import date

import pytest

from bad_files import (
    GOOD,
    HEADER,
    RECORD,
    book_of,
    csv_of,
    cut,
    drawn,
    ends_as_drawn,
    json_of,
    kinds_into,
    names_of,
    ole,
    parquet_of,
    sheet_rows,
    zip_of,
)
from shuzhu import sources
from source_files import CASES, codes, take

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
empty                    | SourceError  |         | 文件是空的           |
blank_lines_only         | SourceError  |         | 文件是空的           |
header_only              |              | 0       |                      | 0
cr_line_ends             |              | 0       |                      | 3
crlf_and_lf              |              | 0       |                      | 3
binary                   | SourceError  |         | 不是文本文件         |
password_xlsx            | SourceError  |         | 密码                 |
xls_named_csv            | SourceError  |         | 电子表格             |
xlsx_named_csv           |              | 0       |                      | 2
html_named_xls           |              | 0       |                      | 2
html_without_table       | SourceError  |         | 没有表格             |
word_97                  | SourceError  |         | 请另存为 docx        |
pdf                      | SourceError  |         | PDF 打不开           |
zip_of_csv               | SourceError  |         | 是压缩包             |
changed_since_hashed     | SourceError  |         | 被改动               |
grows_while_read         | SourceError  |         | 被改动               |
"""
KINDS = {}
kind = kinds_into(KINDS)
KINDS["good"] = KINDS["changed_since_hashed"] = KINDS["grows_while_read"] = csv_of
KINDS["gb18030"] = lambda folder: csv_of(folder, encoding="gb18030")
KINDS["utf8_bom"] = lambda folder: csv_of(folder, encoding="utf-8-sig")
KINDS["utf16_bom"] = lambda folder: csv_of(folder, encoding="utf-16")
KINDS["wrong_encoding_said"] = lambda folder: csv_of(folder, encoding="gb18030", mapping=CASES + "encoding: latin-1\n")
KINDS["no_such_encoding"] = lambda folder: csv_of(folder, mapping=CASES + "encoding: utf-88\n")


@kind
def _big5(folder):
    # Its bytes make sense in GB18030 too, so the mapping must say which it is.
    lines = [f"甲{n},2020-01-0{n}" for n in (1, 2, 3)]
    (folder / "ajxx.csv").write_bytes("\n".join(["案件標識,立案日期", *lines]).encode("big5"))
    columns = "columns: {case_id: 案件標識, court: {value: 闽0213}, filed_on: 立案日期}"
    return folder / "ajxx.csv", f"table: cases\nencoding: big5\n{columns}"


@kind
def _utf16_no_bom(folder):
    path, mapping = csv_of(folder)
    path.write_bytes(("a,b\n" * 100 + "1,2\n").encode("utf-16-le"))
    return path, mapping


@kind
def _truncated_xlsx(folder):
    return cut(book_of(folder, sheet_rows())), CASES


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


@pytest.mark.parametrize(("name", "raised", "refused", "message", "kept"), list(drawn(TABLE)))
def test_a_bad_file_is_refused_or_read_as_drawn(tmp_path, name, raised, refused, message, kept):
    def read(path, mapping):
        return read_as(name, path, mapping)

    ends_as_drawn(tmp_path, KINDS[name](tmp_path), (raised, refused, message, kept), read)


def test_every_kind_is_drawn():
    assert names_of(TABLE) == set(KINDS)
    assert len(KINDS) >= 40
