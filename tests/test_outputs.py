"""Rows as JSON, CSV, Excel, Parquet and on a screen."""

import csv
import io
import json
import zipfile

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from shuzhu import outputs
from shuzhu.errors import UsageError
from shuzhu.values import Value

ROW = {"indicator": "XL01", "court": "虚0213", "numerator": 3, "denominator": 4, "value": 75.0, "band": None}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9), TEXTS)


def value(**said):
    """A value with little said."""
    known = {
        "indicator": "XL01",
        "court": "虚0213",
        "period": "2020",
        "numerator": 3.0,
        "denominator": 4.0,
        "value": 75.0,
    }
    return Value(**{**known, "unit": "%", **said})


def sheet(path):
    """Every row of a workbook's first sheet."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def inside(path, name):
    """A part of a workbook as text."""
    with zipfile.ZipFile(path) as file:
        return file.read(name).decode()


def test_a_value_is_a_row_with_the_fields_of_the_interface_in_order():
    (row,) = outputs.as_rows([value(year_before=70.0, snapshot="s000001", catalogue="abc")])
    assert list(row) == [*outputs.FIELDS, "snapshot", "catalogue"]
    assert row["year_on_year"] == 5
    assert row["peer_mean"] is None
    assert row["lower"] is None


def test_dimensions_stand_after_the_period():
    (row,) = outputs.as_rows([value(by={"town": "望虚镇"})])
    assert list(row)[:4] == ["indicator", "court", "period", "town"]


def test_whole_numbers_have_no_point_and_others_twelve_figures():
    (row,) = outputs.as_rows([value(numerator=1e6, denominator=3.0, value=100 / 3)])
    assert json.dumps([row["numerator"], row["value"]]) == "[1000000, 33.3333333333]"


def test_json_says_absent_as_null(capsys):
    outputs.write([ROW], "json", None)
    said = json.loads(capsys.readouterr().out)
    assert said == [ROW]
    assert said[0]["band"] is None


def test_csv_on_the_screen_is_plain_and_in_a_file_marked_for_excel(capsys, tmp_path):
    outputs.write([ROW], "csv", None)
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["court"] == "虚0213"
    assert row["band"] == ""
    outputs.write([ROW], "csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator,")


def test_parquet_keeps_types(tmp_path):
    outputs.write([ROW, {**ROW, "value": None}], "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [ROW, {**ROW, "value": None}]


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_form_that_needs_a_file_says_so(form):
    with pytest.raises(UsageError, match=rf"add -o FILE\.{form}"):
        outputs.write([ROW], form, None)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "parquet"])
def test_a_file_that_cannot_be_written_is_said_in_a_line(form, tmp_path):
    with pytest.raises(UsageError, match="another place"):
        outputs.write([ROW], form, tmp_path / "none" / f"a.{form}")


def test_numbers_in_excel_are_numbers_and_every_text_stays_text(tmp_path):
    path = tmp_path / "a.xlsx"
    rows = [{"indicator": text, "value": 75.5, "numerator": 3} for text in ("=1+1", "+1", "@x", "https://a.b", "007")]
    outputs.write(rows, "xlsx", path)
    assert sheet(path) == [["指标", "值", "分子"], *[[r["indicator"], 75.5, 3] for r in rows]]
    page = inside(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "hyperlink" not in page


def test_the_excel_heading_stays_and_filters_below_the_label(tmp_path):
    path = tmp_path / "a.xlsx"
    outputs.write([ROW], "xlsx", path, label="虚构数据，仅供演示")
    page = inside(path, "xl/worksheets/sheet1.xml")
    assert sheet(path)[0][0] == "虚构数据，仅供演示"
    assert sheet(path)[1][0] == "指标"
    assert '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>' in page
    assert '<autoFilter ref="A2:F3"/>' in page
    outputs.write([ROW], "xlsx", path)
    assert 'ySplit="1"' in inside(path, "xl/worksheets/sheet1.xml")


def test_an_empty_sheet_can_still_be_opened(tmp_path):
    outputs.write_xlsx([], tmp_path / "a.xlsx", label="虚构")
    assert sheet(tmp_path / "a.xlsx") == [["虚构"]]


@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_what_is_written_to_excel_is_read_back(cells, tmp_path_factory):
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    outputs.write_xlsx([{"a": 1, "b": cell} for cell in cells], path)
    for row, cell in zip(sheet(path)[1:], cells, strict=True):
        back = row[1] if len(row) > 1 else ""
        assert back == pytest.approx(cell) if isinstance(cell, int | float) else back == (cell or "")


def test_a_screen_table_marks_what_is_absent_and_numbers_stand_right(capsys):
    outputs.table(
        [{"title": "甲", "value": 1234.5, "in force": True}, {"title": "乙", "value": None, "in force": False}]
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["名称", "值", "in", "force"]
    assert lines[1].split() == ["甲", "1,234.50", "是"]
    assert lines[2].split() == ["乙", "—", "否"]


def test_rows_for_people_name_the_indicator_and_say_the_band_in_words():
    rows = [{**ROW, "band": "below"}, ROW]
    chinese = outputs.for_people(rows, {"XL01": "结案率"}, "zh")
    assert [list(chinese[0])[:2], chinese[0]["title"], chinese[0]["band"], chinese[1]["band"]] == [
        ["indicator", "title"], "结案率", "低于区间", None,
    ]  # fmt: skip
    assert outputs.for_people(rows, {"XL01": "Closing rate"}, "en")[0]["band"] == "below"
    assert outputs.titles("en")["year_on_year"] == "year on year"


def test_a_screen_table_shows_brackets_and_colons_as_they_are(capsys):
    outputs.table([{"file": "[2020]案件[/b].csv", "reason": ":smile: [red]"}], caption="[1] of [2]")
    out = capsys.readouterr().out
    assert "[2020]案件[/b].csv" in out
    assert ":smile: [red]" in out
    assert "[1] of [2]" in out


def test_bars_are_as_long_as_their_values():
    chart = outputs.bars([("2020-01", 8, ""), ("2020-02", 4, "节"), ("2020-03", 0, "")], width=8)
    lengths = [line.count("█") for line in chart.split("\n")]
    assert lengths == [8, 4, 0]
    assert "4　节" in chart


def test_a_chart_of_nothing_is_empty():
    assert outputs.bars([]) == ""
