"""The judgment commands: lines of JSON, a sheet, a page, fill rates; and a run broken off is taken up again."""

import json
import re

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from shuzhu import pipeline
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.cli import cli
from shuzhu.errors import NoDataError

TEXT = """厦门市翔安区人民法院
民事判决书
（2019）闽0213民初{n}号
原告：张虚甲，男，1980年3月4日出生，汉族，住福建省厦门市翔安区。
被告：虚构商贸有限公司，住所地福建省厦门市思明区。
原告张虚甲与被告虚构商贸有限公司民间借贷纠纷一案，本院于2019年3月5日立案后，依法适用简易程序审理。本案现已审理终结。
本院认为，借款合同有效。判决如下：
一、被告虚构商贸有限公司应于本判决生效之日起十日内归还原告张虚甲借款100000元；
二、驳回原告张虚甲的其他诉讼请求。
审判员　赵虚丙
二〇一九年九月二日
书记员　李拟丁
"""
L = {"value", "start", "end", "by"}
KEYS = [
    "file", "row", "kind", "document", "court", "court_code", "case_number", "related", "instance", "procedure",
    "procedure_before", "filed_on", "heard_on", "decided_on", "panel", "parties", "cause", "sections", "citations",
    "claims", "order", "amounts", "fee", "fees", "loan", "labour", "administrative", "enforcement", "accusation",
    "defendants", "outcome",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for n in range(1, 4):
        (docs / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    return docs


def _run(tmp_path, *words):
    return CliRunner().invoke(cli, ["--store", str(tmp_path / "store"), *map(str, words)], catch_exceptions=False)


def test_a_line_has_every_key_and_each_fact_its_place(tmp_path, folder):
    result = _run(tmp_path, "judgment", "read", folder, "--json")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["case_number"]["value"] for line in lines] == [f"（2019）闽0213民初{n}号" for n in (1, 2, 3)]
    line, text = lines[0], TEXT.format(n=1)
    assert list(line) == KEYS
    assert (line["kind"], line["document"], line["instance"], line["court_code"]) == (
        "civil",
        "判决书",
        "first",
        "闽0213",
    )
    assert (line["filed_on"]["value"], line["decided_on"]["value"]) == ("2019-03-05", "2019-09-02")
    assert line["procedure"]["value"] == "简易程序"
    assert [p["role"]["value"] for p in line["parties"]] == ["原告", "被告"]
    assert [p["kind"] for p in line["parties"]] == ["person", "company"]
    assert [m["role"] for m in line["panel"]] == ["审判员", "书记员"]
    for fact in _facts(line):
        assert 0 <= fact["start"] <= fact["end"] <= len(text)
    for name in ("case_number", "court"):
        assert text[line[name]["start"] : line[name]["end"]] == line[name]["value"]


def _facts(value):
    """Every fact of a line."""
    if isinstance(value, dict):
        if value.keys() >= L:
            yield value
        for one in value.values():
            yield from _facts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _facts(one)


def test_one_broken_document_does_not_stop_the_rest(tmp_path, folder):
    (folder / "0.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "2a.txt").write_text("", encoding="utf-8")
    result = _run(tmp_path, "judgment", "read", folder, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 4
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [("error" in line) for line in lines] == [True, False, False, True, False]
    assert "2 documents could not be read" in result.output


def test_a_run_broken_off_is_taken_up_again(tmp_path, folder):
    codes = read_codes()
    whole = list(pipeline.read_lines([folder], codes))
    part = tmp_path / "out.jsonl.part"
    part.write_text(whole[0] + "\n" + whole[1][:40], encoding="utf-8")
    done = pipeline.read_into([folder], tmp_path / "out.jsonl", codes)
    assert (done.read, done.known, done.refused) == (2, 1, 0)
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines() == whole
    assert not part.exists()


def test_many_documents_are_read_on_all_cores_in_order(tmp_path):
    docs = tmp_path / "many.jsonl"
    docs.write_text("".join(json.dumps({"text": TEXT.format(n=n)}) + "\n" for n in range(1, 601)), encoding="utf-8")
    lines = [json.loads(line) for line in pipeline.read_lines([docs], read_codes())]
    assert [line["case_number"]["value"] for line in lines] == [f"（2019）闽0213民初{n}号" for n in range(1, 601)]
    assert [line["row"] for line in lines] == list(range(1, 601))


def test_a_sheet_has_a_row_a_document(tmp_path, folder):
    assert _run(tmp_path, "judgment", "read", folder, "--xlsx", tmp_path / "a.xlsx").exit_code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows) == 4
    assert rows[0][:4] == ["文件", "序号", "法院", "案号"]


def test_a_page_marks_every_fact_in_the_text(tmp_path, folder):
    assert _run(tmp_path, "judgment", "show", folder / "1.txt", "-o", tmp_path / "page.html").exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    anchors = re.findall(r'href="#(f\d+)"', page)
    assert len(anchors) > 20
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    marked = re.sub(r"<[^>]+>", "", page[page.index("<article") :])
    for line in TEXT.format(n=1).splitlines():
        assert line in marked
    assert "http" not in page


def test_words_of_a_text_are_never_markup(tmp_path, folder):
    (folder / "x.txt").write_text(TEXT.format(n=9).replace("张虚甲", "<script>alert(1)</script>"), encoding="utf-8")
    _run(tmp_path, "judgment", "show", folder / "x.txt", "-o", tmp_path / "page.html")
    assert "<script>" not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_fill_rates_count_documents_that_tell_a_fact(tmp_path, folder):
    with pytest.raises(NoDataError):
        _run(tmp_path, "judgment", "stats")
    assert _run(tmp_path, "load", folder).exit_code == 0
    house = pipeline.open_house(tmp_path / "store")
    rates = {row["field"]: (row["documents"], row["of"], row["share"]) for row in pipeline.fill_rates(house)}
    assert rates["case_number"] == (3, 3, 100.0)
    assert rates["filed_on"] == (3, 3, 100.0)
    assert _run(tmp_path, "judgment", "stats").exit_code == 0
