"""The tiny readers of one cell, and how a person's way of writing comes through."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.sources.fields import code_reader, number_as_written
from shuzhu.sources.words import date_reader, decimal_reader, read_number, read_whole, truth_reader
from source_files import CASES, codes, mapping_of, take

TODAY = date.today()  # noqa: DTZ011 – a court's day is the machine's day
READ_DATE = date_reader(())


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-02",
        "2020/1/2",
        "2020.1.2",
        "20200102",
        "2020年1月2日",
        "2020年01月02",
        "２０２０－０１－０２",
        " 2020-01-02 ",
        "2020-01-02 13:45:00",
        "2020-01-02T13:45:00.123+08:00",
        "20200102134500",
        "2020年1月2日 9:30",
    ],
)
def test_a_day_is_read_in_every_usual_way(text):
    assert READ_DATE(text) == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-02-29", "没有这一天：2 月 29 日"),
        ("2020-13-01", "没有这一天"),
        ("0219-01-01", "1949—2100"),
        ("1948-12-31", "1949—2100"),
        ("2101-01-01", "1949—2100"),
        ("43831", "写 excel"),
        ("01/02/2020", "认不出来"),
        ("20-01-02", "认不出来"),
        ("2020-W01-1", "认不出来"),
        ("2020-1/2", "认不出来"),
        ("二月", "认不出来"),
    ],
)
def test_what_is_no_day_says_what_to_do(text, reason):
    with pytest.raises(ValueError, match=reason):
        READ_DATE(text)


def test_a_mapping_says_other_formats():
    read = date_reader(("%d/%m/%Y", "excel"))
    assert [read("02/01/2020"), read("43832"), read("43832.75"), read("2020-01-02")] == [date(2020, 1, 2)] * 4


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
def test_any_day_comes_through_in_any_form(day):
    forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
    assert {READ_DATE(day.strftime(form)) for form in forms} == {day}
    assert date_reader(("excel",))(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,234", "1234", ""),
        ("1 234.50", "1234.50", ""),
        ("１２３．５", "123.5", ""),
        ("98%", "98", "%"),
        ("98.5 ％", "98.5", "%"),
        ("(2)", "-2", ""),
        ("（1,000）", "-1000", ""),
        ("-9,999", "-9999", ""),
        ("¥12.50", "12.50", ""),
        ("￥12", "12", ""),
        ("12元", "12", ""),
        ("3.5万元", "35000", ""),
        ("2亿", "200000000", ""),
        ("1.5e3", "1500", ""),
        (".5", "0.5", ""),
        ("+7", "7", ""),
        ("'007", "7", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(text, number, unit):
    assert read_number(text) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["x", "1,23", "1,2345", "1.2.3", "12-3", "", ".", "1e", "--1", "NaN", "Infinity", "1e999", "一百"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="数"):
        read_number(text)


@given(st.decimals(0, 10**14, places=2))
def test_an_amount_comes_through_with_its_commas(amount):
    read = decimal_reader(Decimal(1), 2, signed=False)
    assert read(f"{amount:,.2f}") == read(str(amount)) == amount


def test_amounts_are_rounded_half_up_and_never_negative():
    read = decimal_reader(Decimal(10_000), 2, signed=False)
    assert (read("0.0000005"), read("1.23456789")) == (Decimal("0.01"), Decimal("12345.68"))
    for text, reason in {"-1": "为负", "99999999999999": "过大"}.items():
        with pytest.raises(ValueError, match=reason):
            read(text)


def test_whole_numbers_are_whole_and_not_negative():
    assert [read_whole(text) for text in ("12", "12.0", "1,200", "１２")] == [12, 12, 1200, 12]
    for text in ("1.5", "-1", "5%", "x"):
        with pytest.raises(ValueError, match="请更正"):
            read_whole(text)


def test_yes_and_no_are_read_by_the_mapping_first():
    usual = truth_reader(frozenset(), frozenset())
    assert [usual(text) for text in ("是", "有", "TRUE", "1.0", "√")] == [True] * 5
    assert [usual(text) for text in ("否", "无", "False", "０", "×")] == [False] * 5
    own = truth_reader(frozenset(["0", "快"]), frozenset(["慢"]))
    assert [own("0"), own("快"), own("慢"), own("是"), own("否")] == [True, True, False, True, False]
    with pytest.raises(ValueError, match="true 和 false"):
        usual("也许")


def test_a_code_is_read_by_the_mapping_its_code_its_title_or_the_nearest_is_named():
    read = code_reader("closings", {"01": "judgment"}, codes())
    assert [read("01"), read("０１"), read("judgment"), read("判决")] == ["judgment"] * 4
    with pytest.raises(ValueError, match="最接近的是「"):
        read("判决了")
    court = code_reader("courts", {"本院": "闽0213"}, codes())
    assert [court("本院"), court("闽0213"), court("厦门市翔安区人民法院")] == ["闽0213"] * 3


def test_numbers_of_other_kinds_stay_as_written():
    assert number_as_written("（2019）某仲裁字第3号裁决") == "（2019）某仲裁字第3号裁决"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda text: text[0] not in "=#-—–－/\\Nn\ufeff" and text == text.strip()
)
DAYS = st.dates(date(1990, 1, 1), TODAY)


@given(
    rows=st.lists(
        st.tuples(
            DAYS,
            st.none() | st.integers(0, 500),
            st.none() | st.decimals(0, 10**9, places=2),
            st.none() | st.booleans(),
            TEXT,
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(deadline=None, max_examples=60)
def test_values_come_through_a_file_unchanged(tmp_path_factory, rows):
    """Days, amounts, truths and words written to a CSV are the ones read from it."""
    folder = tmp_path_factory.mktemp("f")
    lines = ["案号,法院,立案日期,结案日期,标的额,速裁,庭室"]
    for n, (filed, days, amount, fast, division) in enumerate(rows, start=1):
        closed = "" if days is None else min(filed + timedelta(days=days), TODAY)
        said = {None: "", True: "是", False: "否"}[fast]
        quoted = '"' + division.replace('"', '""') + '"'
        lines.append(
            f"（2020）闽0213民初{n}号,闽0213,{filed},{closed},{'' if amount is None else amount},{said},{quoted}"
        )
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    taken = take(folder / "a.csv", mapping_of(folder, CASES.rstrip() + "\n  division: 庭室\n"))
    assert not taken.refused
    found = [(row["filed_on"], row["amount"], row["fast_tracked"], row["division"]) for row in taken.all()]
    assert found == [(filed, amount, fast, division) for filed, _, amount, fast, division in rows]
