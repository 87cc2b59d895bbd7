"""Files of every format → the same records; gaps filled; published figures; documents; databases."""

import gzip
import json
import lzma
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu import errors, sources
from shuzhu.batches import Batch, schema
from shuzhu.case_number import read_case_number
from shuzhu.periods import CALENDAR_YEAR
from shuzhu.records import RECORDS
from shuzhu.sources.cases import read_numbers
from shuzhu.sources.counts import read_period
from shuzhu.sources.documents import html_text
from shuzhu.sources.read import check_codes
from shuzhu.sources.seen import Seen, content_ids, row_hashes
from shuzhu.sources.texts import encoding_of
from source_files import CASES, balance, codes, gather, mapping_of, take

MANUAL = (Path(__file__).parents[1] / "docs" / "how-to" / "load.md").read_text(encoding="utf-8")
ROWS = [
    ["案号", "法院", "案由", "立案日期", "结案日期", "结案方式", "标的额", "速裁"],
    ["（2020）闽0213民初1号", "闽0213", "民间借贷纠纷", "2020-01-02", "2020-03-04", "判决", "1234.50", "是"],
    ["（2020）闽0213民初2号", "厦门市翔安区人民法院", "某某某某", "2020-01-03", "", "", "", "否"],
    ["（2019）闽02民终3号", "", "买卖合同纠纷", "2019-12-31", "2020-02-01", "", "7", ""],
]
TYPED = [ROWS[0]]
for number, court, cause, filed, closed, closing, amount, fast in ROWS[1:]:
    days = [date.fromisoformat(filed), closed and date.fromisoformat(closed)]
    TYPED.append([number, court, cause, *days, closing, amount and float(amount), fast])


def text_of(sign=","):
    return "\n".join(sign.join(row) for row in ROWS)


def write_csv(path):
    path.write_text(text_of(), encoding="utf-8")


def write_book(path):
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet("说明")
        page.hide()
        page = book.add_worksheet("案件")
        page.activate()
        for n, row in enumerate(TYPED):
            for m, cell in enumerate(row):
                page.write(n + 2, m + 1, cell)


def write_parquet(path):
    columns = {name: [row[n] or None for row in TYPED[1:]] for n, name in enumerate(TYPED[0])}
    pq.write_table(pa.table(columns), path)


def records():
    return [{k: v for k, v in zip(ROWS[0], row, strict=True) if v} for row in ROWS[1:]]


def write_html(path):
    cells = "".join(f"<tr>{''.join(f'<td> {c} </td>' for c in row)}</tr>" for row in ROWS)
    path.write_text(f"<table><tr><td>菜单</td></tr></table><table>{cells}</table>", encoding="utf-8")


WRITERS = {
    "a.csv": write_csv,
    "a.tsv": lambda path: path.write_text(text_of("\t"), encoding="utf-8"),
    "a_semicolons.csv": lambda path: path.write_text(text_of(";"), encoding="utf-8"),
    "a.csv.gz": lambda path: path.write_bytes(gzip.compress(text_of().encode())),
    "a.csv.xz": lambda path: path.write_bytes(lzma.compress(text_of().encode())),
    "a.xlsx": write_book,
    "a.parquet": write_parquet,
    "a.jsonl": lambda path: path.write_text("\n".join(json.dumps(r) for r in records())),
    "a.json": lambda path: path.write_text(json.dumps(records(), indent=1)),
    "a.xls": write_html,
}


def filled(row):
    return {name: value for name, value in row.items() if value is not None}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_records(tmp_path, name):
    WRITERS[name](tmp_path / name)
    taken = take(tmp_path / name, mapping_of(tmp_path, CASES))
    assert balance(taken)
    assert not taken.refused
    first, second, third = (filled(row) for row in taken.all())
    assert {k: first[k] for k in ("case_id", "court", "kind", "type_code", "instance", "filed_on", "closed_on")} == {
        "case_id": "闽0213（2020）闽0213民初1号",
        "court": "闽0213",
        "kind": "civil",
        "type_code": "民初",
        "instance": "first",
        "filed_on": date(2020, 1, 2),
        "closed_on": date(2020, 3, 4),
    }
    assert (first["amount"], first["fast_tracked"], first["cause"]) == (Decimal("1234.50"), True, "民间借贷纠纷")
    assert (second["court"], second["fast_tracked"], second["cause"]) == ("闽0213", False, "某某某某")
    assert (third["court"], third["instance"], third["amount"]) == ("闽02", "second", Decimal("7.00"))


def test_a_batch_has_the_schema_of_its_table_and_says_what_its_source_speaks_of(tmp_path):
    write_csv(tmp_path / "a.csv")
    (batch,) = sources.read(tmp_path / "a.csv", mapping_of(tmp_path, CASES), codes(), lambda _: None)
    assert batch.rows.schema.equals(schema("cases"))
    assert {"case_id", "case_number", "court", "kind", "filed_on", "amount"} <= set(batch.given)
    assert "judge" not in batch.given


def test_a_file_with_our_own_names_or_titles_needs_no_mapping(tmp_path):
    """The table is told by the name of the file or sheet, a child row's case by its number and court."""
    (tmp_path / "案件_2020.csv").write_text("案号,立案日期\n（2020）闽0213民初1号,2020-01-02\n")
    (tmp_path / "parties.csv").write_text("案号,法院,role,姓名或名称\n（2020）闽0213民初1号,闽0213,原告,张某\n")
    assert take(tmp_path / "案件_2020.csv").all()[0]["filed_on"] == date(2020, 1, 2)
    (party,) = take(tmp_path / "parties.csv").all("parties")
    assert (party["case_id"], party["role"], party["name"]) == ("闽0213（2020）闽0213民初1号", "plaintiff", "张某")


def test_a_workbook_with_a_sheet_for_each_table_needs_no_mapping(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "导出.xlsx") as book:
        for sheet, rows in {
            "案件表": [["导出结果"], ["案号", "备注"], ["（2020）闽0213民初1号", "x"]],
            "开庭": [["案号", "开庭日期", "公开开庭"], ["（2020）闽0213民初1号", "2020-02-02", "是"]],
            "随笔": [["随便"]],
        }.items():
            page = book.add_worksheet(sheet)
            for n, row in enumerate(rows):
                page.write_row(n, 0, row)
    taken = take(tmp_path / "导出.xlsx")
    assert [row["case_number"] for row in taken.all()] == ["（2020）闽0213民初1号"]
    assert [row["held_on"] for row in taken.all("hearings")] == [date(2020, 2, 2)]
    assert taken.tally.unmapped == ("备注",)


def test_a_file_that_names_no_table_asks_for_a_mapping(tmp_path):
    (tmp_path / "ajxx.csv").write_text("AH\n1\n")
    with pytest.raises(errors.MappingError, match="写一份映射"):
        take(tmp_path / "ajxx.csv")


def test_what_we_wrote_as_parquet_is_read_back_as_it_was(tmp_path):
    write_csv(tmp_path / "a.csv")
    (batch,) = sources.read(tmp_path / "a.csv", mapping_of(tmp_path, CASES), codes(), lambda _: None)
    pq.write_table(batch.rows, tmp_path / "cases.parquet")
    (again,) = sources.read(tmp_path / "cases.parquet", None, codes(), lambda _: None)
    assert again.rows.equals(batch.rows)
    assert not again.refused


def test_the_wrong_days_and_amounts_of_a_typed_file_are_refused(tmp_path):
    table = {
        "案号": [f"（2020）闽0213民初{n}号" for n in range(3)],
        "立案日期": [date(2020, 1, 1), date(1948, 1, 1), None],
    }
    amounts = pa.array([Decimal("1.00"), Decimal("1.00"), Decimal("-1.00")], pa.decimal128(20, 2))
    pq.write_table(pa.table({**table, "诉讼标的额": amounts}), tmp_path / "cases.parquet")
    taken = take(tmp_path / "cases.parquet")
    assert [refusal.row for refusal in taken.refused] == [2, 3]
    assert len(taken.all()) == 1


EXPORT = """
source: 办案系统
tables:
  - table: cases
    columns:
      case_number: AH
      court: {value: 闽0213}
      filed_on: {from: LARQ, dates: ["%d.%m.%Y"]}
      closing: {from: JAFS, codes: {"01": judgment}}
      amount: {from: BDE, unit: 万元}
      fast_tracked: {from: SC, true: [快]}
      judge: {join: [TS, CBR], with: "·"}
  - table: enforcements
    case: {number: AH, court: {value: 闽0213}}
    columns: {applied_amount: {from: BDE, unit: 万元}}
"""


def test_a_mapping_says_formats_codes_units_constants_and_several_tables(tmp_path):
    (tmp_path / "ajxx.csv").write_text(
        "AH,LARQ,JAFS,BDE,SC,TS,CBR\n（2020）闽0213执1号,31.12.2020,01,3.5,快,一庭,李某\n"
    )
    taken = take(tmp_path / "ajxx.csv", mapping_of(tmp_path, EXPORT))
    (case,) = taken.all()
    assert case["filed_on"] == date(2020, 12, 31)
    assert (case["closing"], case["amount"], case["fast_tracked"]) == ("judgment", Decimal(35000), True)
    assert (case["judge"], case["court"], case["kind"]) == ("一庭·李某", "闽0213", "enforcement")
    (enforcement,) = taken.all("enforcements")
    assert enforcement["case_id"] == case["case_id"]
    assert enforcement["applied_amount"] == Decimal(35000)


def test_a_cause_gets_the_name_code_and_edition_of_the_day_of_filing(tmp_path):
    days = ["2010-05-01", "2020-05-01", "2021-05-01"]
    rows = [f"（{day[:4]}）闽0213民初1号,民间借贷纠纷,{day}" for day in days]
    (tmp_path / "cases.csv").write_text("\n".join(["案号,案由,立案日期", *rows]))
    for row in take(tmp_path / "cases.csv").all():
        cause = codes().cause("民间借贷纠纷", row["filed_on"])
        assert cause is not None
        assert (row["cause"], row["cause_code"], row["cause_edition"]) == (cause.name, cause.code, cause.edition)


def test_the_identity_of_a_child_row_does_not_depend_on_its_place(tmp_path):
    """Two parties alike in all that is said are two parties."""
    lines = ["原告,某某", "原告,某某", "被告,某某公司"]
    found = []
    for order in (lines, lines[::-1]):
        rows = "\n".join(f"（2020）闽0213民初1号,闽0213,{line}" for line in order)
        (tmp_path / "parties.csv").write_text(f"案号,法院,诉讼地位,姓名或名称\n{rows}\n")
        found.append({(row["party_id"], row["role"]) for row in take(tmp_path / "parties.csv").all("parties")})
    assert found[0] == found[1]
    assert len({party for party, _ in found[0]}) == 3


def test_a_child_row_without_its_case_and_a_record_without_its_key_are_refused(tmp_path):
    (tmp_path / "hearings.csv").write_text("案号,法院,开庭日期\n,闽0213,2020-01-01\n旧案,闽0213,2020-01-01\n")
    reasons = [refusal.reason for refusal in take(tmp_path / "hearings.csv").refused]
    assert ["缺案件标识" in reason for reason in reasons] == [True, False]  # the second was told why
    assert "案号认不出来" in reasons[1]
    (tmp_path / "mediations.csv").write_text("诉前调登记号,登记日期,办结日期\n,2020-01-01,\nM1,2020-01-02,2020-01-01\n")
    reasons = [refusal.reason for refusal in take(tmp_path / "mediations.csv").refused]
    assert "缺诉前调登记号" in reasons[0]
    assert "办结日期早于登记日期" in reasons[1]


def test_numbers_of_other_cases_are_written_in_their_normal_form(tmp_path):
    (tmp_path / "cases.csv").write_text(
        "案号,原审案号\n（2020）闽02民终1号,(2019)闽0213民初2号\n（2020）闽02民终2号,某仲裁裁决\n"
    )
    assert [row["origin_number"] for row in take(tmp_path / "cases.csv").all()] == [
        "（2019）闽0213民初2号",
        "某仲裁裁决",
    ]


@given(
    st.from_regex(
        r"[（(](20[0-2][0-9])[）)](闽0213|闽02|闽|最高法|虚)(民初|民终|执|刑初|某某)[0-9]{1,5}号(之[一二])?",
        fullmatch=True,
    )
)
@settings(deadline=None)
def test_a_normal_number_is_read_as_any_other(text):
    """The shorter way for numbers in their normal form gives what the careful one does."""
    (told, _), number = read_numbers(pa.array([text]), "", codes()), read_case_number(text)
    type_ = codes().types.get(number.type_code) or codes().old_type(number.type_code) if number else None
    assert told[0].to_pylist() == [str(number) if number else None]
    assert told[2].to_pylist() == [(type_.code if type_ else number.type_code) if number else None]
    assert told[3].to_pylist() == [type_.kind if type_ else None]


LONG = """
counts:
  court: {join: [county, town], with: " / "}
  case_type: type
  period: {text: period, months: 12}
  measure: metric
  value: value
  measures: {filings: filed, pct: rate}
"""


def test_published_figures_one_row_a_figure(tmp_path):
    """Percentages keep their unit, blanks give nothing, unlisted measures are passed over."""
    (tmp_path / "a.csv").write_text(
        "county,town,type,period,metric,value\n"
        'A,B,x,Jul 2003 - Jun 2004,filings,"1,234"\n'
        "A,B,x,June 2004,pct,98%\n"
        "A,B,x,June 2004,filings,—\n"
        "A,B,x,June 2004,other,??\n"
        'A,B,x,June 2004,filings,"1,234"\n'
        "A,B,y,June 2004,filings,(2)\n"
        "A,B,y,sometime,filings,2\n"
        "A,B,x,June 2004,filings,7\n"
    )
    taken = take(tmp_path / "a.csv", mapping_of(tmp_path, LONG))
    found = [(row["case_type"], row["measure"], row["value"], row["unit"]) for row in taken.all("counts")]
    assert found == [("x", "filed", 1234, "件"), ("x", "rate", 98, "%"), ("y", "filed", -2, "件")]
    assert {(row["first_on"], row["last_on"]) for row in taken.all("counts")} == {(date(2003, 7, 1), date(2004, 6, 30))}
    assert {row["court"] for row in taken.all("counts")} == {"A / B"}
    assert [refusal.row for refusal in taken.refused] == [8, 9]
    assert (taken.tally.passed, taken.tally.repeated) == (2, 1)
    assert balance(taken)


WIDE = """
counts:
  court: {value: 虚构法院}
  case_type: 类别
  period: {year: 年, quarter: 季}
  wide:
    filed: 新收
    rate: {from: 结案率, unit: "%"}
    recovered: {from: 到位, unit: 元, optional: true}
"""


def test_published_figures_one_column_a_measure(tmp_path):
    (tmp_path / "a.csv").write_text("年,季,类别,新收,结案率\n2020,第一季度,民事,12,93\n2020,Q2,民事,,\n2020,Q3,,5,\n")
    taken = take(tmp_path / "a.csv", mapping_of(tmp_path, WIDE))
    found = [(row["measure"], row["value"], row["unit"], row["last_on"]) for row in taken.all("counts")]
    assert found == [("filed", 12, "件", date(2020, 3, 31)), ("rate", 93, "%", date(2020, 3, 31))]
    assert [refusal.reason for refusal in taken.refused] == ["缺案件类型，无法归入；请补上，或用 skip_rows 略去合计行"]
    assert (taken.tally.passed, balance(taken)) == (1, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006", "2006-01-01", "2006-12-31"),
        ("2018Q1", "2018-01-01", "2018-03-31"),
        ("2022-01..02", "2022-01-01", "2022-02-28"),
        ("2020年1-6月", "2020-01-01", "2020-06-30"),
        ("2020年第三季度", "2020-07-01", "2020-09-30"),
        ("2020年上半年", "2020-01-01", "2020-06-30"),
        ("2020年2月", "2020-02-01", "2020-02-29"),
        ("２０２０年", "2020-01-01", "2020-12-31"),
        ("July 2004 - June 2005", "2004-07-01", "2005-06-30"),
        ("Jul 2011- Jun 2012", "2011-07-01", "2012-06-30"),
        ("JUNE 2004", "2004-06-01", "2004-06-30"),
    ],
)
def test_a_period_is_read_in_many_ways(text, first, last):
    found = read_period(text, CALENDAR_YEAR)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "去年", "Jul - Jun 2012 and 2013, May 2014", "2020-13", "Foo 2004", "June 2005 - July 2004", "1800"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="时期"):
        read_period(text, CALENDAR_YEAR)


def test_documents_are_texts_with_what_is_said_beside_them(tmp_path):
    head = "documents: {head: {title: title, publictime: published_on, content: text}}"
    (tmp_path / "a.txt").write_text(
        "title:某判决书\npublictime：2020-01-02\ncontent:某某法院\n正文:第一行\n", encoding="gb18030"
    )
    (text,) = take(tmp_path / "a.txt", mapping_of(tmp_path, head)).texts
    assert (text.text, text.said) == ("某某法院\n正文:第一行\n", {"title": "某判决书", "published_on": "2020-01-02"})
    (tmp_path / "b.jsonl").write_text('{"fd": "正文一", "id": 7}\n{"fd": ""}\n{"fd": "正文二", "id": null}\n')
    taken = take(tmp_path / "b.jsonl", mapping_of(tmp_path, "documents: {text: fd, said: {number: id}}"))
    assert [(text.row, text.text, text.said) for text in taken.texts] == [
        (1, "正文一", {"number": "7"}),
        (3, "正文二", {}),
    ]
    assert ([refusal.row for refusal in taken.refused], balance(taken)) == ([2], True)


def test_documents_without_a_mapping_are_found_by_the_usual_names(tmp_path):
    page = "<div>某某法院</div><div>民事判决书</div><table><tr><td>甲</td><td>乙</td></tr></table>"
    (tmp_path / "a.json").write_text(json.dumps({"qw": "全文", "title": "某判决书"}))
    (tmp_path / "b.json").write_text(json.dumps({"source": json.dumps({"Html": page, "Title": "x"})}))
    (tmp_path / "c.html").write_text(f"<html><head><title>x</title></head><body>{page}<script>1</script></body></html>")
    texts = [take(tmp_path / name).texts[0] for name in ("a.json", "b.json", "c.html")]
    assert (texts[0].text, texts[0].said) == ("全文", {"title": "某判决书"})
    assert [text.text for text in texts[1:]] == ["某某法院\n民事判决书\n甲\t乙"] * 2
    with pytest.raises(errors.SourceError, match="did you mean qw"):
        take(tmp_path / "a.json", mapping_of(tmp_path, "documents: {text: qww}"))


def test_a_word_document_keeps_its_tables_in_their_place(tmp_path):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = (
        "<w:p><w:r><w:t>某某法院</w:t></w:r></w:p>"
        f"<w:tbl><w:tr>{cell.format('甲')}{cell.format('乙')}</w:tr></w:tbl>"
        "<w:p><w:r><w:t>第一</w:t><w:br/><w:t>第二</w:t><w:delText>删去</w:delText></w:r></w:p>"
    )
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", f"{entity}<w:document {w}><w:body>{body}&e;</w:body></w:document>")
    (text,) = take(tmp_path / "a.docx").texts
    assert text.text == "某某法院\n甲\t乙\n第一\n第二"


def test_a_page_loses_its_markup_and_nothing_else():
    assert html_text("<p>一<b>二</b>三</p><style>x</style><p>四<br>五&nbsp;六</p>") == "一二三\n四\n五\xa0六"


def test_a_database_is_read_by_its_url(tmp_path):
    url = f"sqlite:///{tmp_path / 'aj.db'}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("create table aj (AH text, LARQ date, BDE numeric)"))
        rows = "('（2020）闽0213民初1号', '2020-01-02', 1.5), ('无', '2020-01-02', 1)"
        connection.execute(sa.text(f"insert into aj values {rows}"))
    engine.dispose()
    columns = "columns: {case_number: AH, filed_on: LARQ, amount: BDE}"
    for query in ("aj", "select * from aj"):
        mapping = mapping_of(tmp_path, f"table: cases\nquery: {query}\n{columns}")
        seen = []
        taken = gather(sources.read_database(url, mapping, codes(), seen.append), seen)
        assert [(row["filed_on"], row["amount"]) for row in taken.all()] == [(date(2020, 1, 2), Decimal("1.50"))]
        assert [refusal.row for refusal in taken.refused] == [2]
        assert balance(taken)


def test_a_database_that_fails_never_tells_its_password(tmp_path):
    columns = "columns: {case_number: AH}"
    mapping = mapping_of(tmp_path, f"table: cases\nquery: aj\n{columns}")
    for url in (f"sqlite:///{tmp_path}/none/none.db", "nosuch://me:hush@host/db", "not a url hush"):
        with pytest.raises(errors.SourceError) as error:
            list(sources.read_database(url, mapping, codes(), lambda _: None))
        assert "me:hush" not in str(error.value)
        assert "not a url hush" not in str(error.value)
    with pytest.raises(errors.MappingError, match="query"):
        list(
            sources.read_database(
                "sqlite://", mapping_of(tmp_path, f"table: cases\n{columns}"), codes(), lambda _: None
            )
        )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "write keys and values"),
        ("source: x", "say what to take"),
        ("table: cases", "columns: say which column"),
        ("table: cases\ncolumns: {court: }", "name a column"),
        ("table: cases\ncolumns: {court: {from: a, value: b}}", "exactly one of from"),
        ("table: cases\ncolumns: {court: {form: a}}", "did you mean from"),
        ("table: cases\ncolumns: {court: [a]}", "columns.court: write keys"),
        ("table: cases\ncase: {number: a}\ncolumns: {court: a}", "no case_id to build"),
        ("table: parties\ncase: {court: a}\ncolumns: {name: a}", "case.number"),
        ("table: cases\nheader_row: 0\ncolumns: {court: a}", "whole number"),
        ("table: cases\ndelimiter: ab\ncolumns: {court: a}", "one sign"),
        ("table: cases\nstrict: maybe\ncolumns: {court: a}", "true or false"),
        ("table: cases\nquery: drop table x\ncolumns: {court: a}", "query"),
        ("table: cases\ncounts: {}\ncolumns: {court: a}", "only the table counts"),
        ("tables: {table: cases}", "write a list"),
        ("tables: [{table: cases, colums: {}}]", r"tables\[1\].colums: no such key"),
        ("counts: {court: a, case_type: b, period: {text: c}}", "either wide"),
        ("counts: {court: a, case_type: b, period: {text: c, year: d}, wide: {filed: e}}", "exactly one of text"),
        ("counts: {court: a, case_type: b, period: {year: c}, wide: {新收: e}}", "small English word"),
        ("counts: {court: a, case_type: b, period: {year: c, statistical: 13-40}, wide: {filed: e}}", "statistical"),
        ("counts: {court: a, period: {year: c}, wide: {filed: e}}", "counts.case_type"),
        ("documents: {txt: a}", "did you mean text"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_with_its_key_and_its_mend(tmp_path, text, message):
    with pytest.raises(errors.MappingError, match=message) as error:
        mapping_of(tmp_path, text)
    assert "mapping.yaml" in str(error.value)


@pytest.mark.parametrize("words", re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL), ids=lambda words: words[:24])
def test_every_example_of_the_manual_is_a_mapping(tmp_path, words):
    mapping = mapping_of(tmp_path, words)
    for table in mapping.tables:
        check_codes(mapping, table, codes())
    assert mapping.tables or mapping.documents


def test_the_manual_names_every_table():
    assert not [name for name in RECORDS if name not in MANUAL]
    assert not [record.TITLE for record in RECORDS.values() if record.TITLE not in MANUAL]


def test_a_mapping_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(errors.SourceError, match="cannot be read"):
        sources.read_mapping(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("案号".encode("utf-8-sig"), "utf-8-sig"),
        ("案号,法院".encode(), "utf-8"),
        (b"a,b", "utf-8"),
        ("案号,法院\n闽0213\n".encode("gb18030"), "gb18030"),
        ("案号".encode("utf-16"), "utf-16"),
        ("好\n".encode() * 100 + b"\xff\n" + "坏\n".encode() * 100, "utf-8"),
    ],
)
def test_the_encoding_is_found(tmp_path, data, encoding):
    (tmp_path / "a.csv").write_bytes(data)
    assert encoding_of(tmp_path / "a.csv") == encoding


def test_a_file_is_known_by_its_content_size_and_date(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"abc")
    info = sources.file_info(tmp_path / "a.csv")
    assert info.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (info.size, info.path) == (3, str(tmp_path / "a.csv"))
    assert info.modified.tzinfo is not None


PAIRS = st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=8), max_size=8)


@given(PAIRS)
def test_what_was_seen_agrees_with_a_plain_dictionary(chunks):
    """Keys and contents, chunk by chunk: the first of a key stands, the same again is the same."""
    seen, plain, row = Seen(), {}, 0
    for chunk in chunks:
        rows = np.arange(row, row + len(chunk)) + 1
        keys, contents = (np.array([pair[n] for pair in chunk], np.uint64) for n in (0, 1))
        same, clash = seen.compare(keys, contents, rows) if chunk else ([], [])
        for n, (key, content) in enumerate(chunk):
            first, where = plain.setdefault(key, (content, row + n + 1))
            new = where == row + n + 1
            assert bool(same[n]) == (not new and first == content)
            assert int(clash[n]) == (where if not new and first != content else 0)
        if chunk:
            fresh = ~same & (clash == 0)
            seen.add(keys[fresh], contents[fresh], rows[fresh])
        row += len(chunk)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), max_size=6))
def test_identities_number_the_rows_of_one_content(chunks):
    seen, found = Seen(), []
    for chunk in chunks:
        found += zip(chunk, content_ids([pa.array(chunk)], seen).to_pylist(), strict=True)
    times = {}
    for letter, identity in found:
        times[letter] = times.get(letter, 0) + 1
        assert identity.endswith(f"-{times[letter]}") == (times[letter] > 1)
    assert len({identity for _, identity in found}) == len(found)


CELLS = st.tuples(
    st.none() | st.sampled_from(["a", "b", ""]),
    st.none() | st.dates(),
    st.none() | st.booleans(),
    st.none() | st.integers(-3, 3),
    st.none() | st.decimals(-3, 3, places=2),
)


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_rows_have_the_same_number_exactly_where_they_are_the_same(rows):
    types = [pa.string(), pa.date32(), pa.bool_(), pa.int64(), pa.decimal128(20, 2)]
    columns = [pa.array(column, type_) for column, type_ in zip(zip(*rows, strict=True), types, strict=True)]
    hashes = row_hashes(columns).tolist()
    sliced = row_hashes([column.slice(1) for column in columns]).tolist()
    assert len(set(hashes)) == len(set(rows))
    assert sliced == hashes[1:]


def test_a_day_beyond_all_calendars_is_refused_with_its_row(tmp_path):
    days = pa.array([2_000_000_000, 18_262], pa.int32()).cast(pa.date32())
    numbers = ["（2020）闽0213民初1号", "（2020）闽0213民初2号"]
    pq.write_table(
        pa.table({"case_number": numbers, "court": ["闽0213"] * 2, "filed_on": days}), tmp_path / "cases.parquet"
    )
    items = list(sources.read(tmp_path / "cases.parquet", None, codes(), lambda _rows: None))
    refused = [r for item in items for r in (item.refused if isinstance(item, Batch) else item)]
    assert [(r.row, r.column) for r in refused if not r.kept] == [(1, "filed_on")]
    assert sum(item.rows.num_rows for item in items if isinstance(item, Batch)) == 1
