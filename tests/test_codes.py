"""The code tables: every table there, every row well formed, dates and overlays obeyed."""

import csv
import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_rows import PACKAGED
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.errors import CatalogueError
from shuzhu.records import RECORDS, columns

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared"))
CODES = read_codes()
SNAKE = re.compile(r"[a-z][a-z0-9_]*")
COLUMNS = [c for table in RECORDS for c in columns(table) if c.code]


@pytest.mark.parametrize("table", sorted({c.code for c in COLUMNS}))
def test_every_code_column_of_the_records_has_its_table(table):
    assert table in CODES.tables


@pytest.mark.parametrize("table", sorted(CODES.word_tables))
def test_every_word_is_well_formed(table):
    for code, word in CODES.words(table).items():
        assert SNAKE.fullmatch(code)
        assert word.zh
        assert word.en
        assert set(word.kinds) <= set(CODES.words("kinds"))
        assert set(word.instances) <= set(CODES.words("instances"))
        for said in (code, word.zh, word.en, *word.aliases):
            assert CODES.code(table, said) == code, f"{said} is claimed by two words"


@pytest.mark.parametrize("name", sorted(path.stem for path in PACKAGED.glob("*.csv")))
def test_every_table_tells_its_source_and_how_sure_it_is(name):
    assert {"title", "source", "confidence"} <= set(CODES.sources[name])


@pytest.mark.parametrize("table", sorted(CODES.word_tables))
def test_every_word_table_tells_its_source_and_how_sure_it_is(table):
    assert CODES.sources[table]["source"]
    assert CODES.sources[table]["confidence"] in {"high", "medium", "own"}


def test_a_code_is_found_by_code_title_alias_and_another_spelling():
    assert CODES.code("closings", "withdrawn") == "withdrawn"
    assert CODES.code("closings", "准予撤诉") == "withdrawn"
    assert CODES.code("closings", " 准 许 撤 诉 ") == "withdrawn"
    assert CODES.code("closings", "驳回上诉，维持原判") == "upheld"
    assert CODES.code("withheld_reasons", "01") == "state_secret"
    assert CODES.code("closings", "无此方式") is None
    assert CODES.code("types", "民二终") == "民终"
    assert CODES.code("courts", "厦门市翔安区人民法院") == "闽0213"
    assert CODES.code("causes", "民间借贷纠纷", date(2026, 2, 1)) == "108.3"


def test_a_title_comes_in_two_languages_and_an_unknown_code_is_its_own():
    assert CODES.title("closings", "upheld") == "维持原判"
    assert CODES.title("closings", "upheld", "en") == "Upheld"
    assert CODES.title("closings", "unheard_of") == "unheard_of"
    assert CODES.title("courts", "闽0213") == "厦门市翔安区人民法院"
    assert CODES.title("courts", "闽9999") == "闽9999"
    assert CODES.title("types", "民初") == "民事一审案件"
    assert CODES.title("types", "某某") == "某某"
    assert CODES.title("causes", "108.3") == "民间借贷纠纷"
    assert CODES.title("causes", "9999.9") == "9999.9"


def test_an_unknown_table_is_a_key_error():
    with pytest.raises(KeyError):
        CODES.words("unheard_of")
    with pytest.raises(KeyError):
        CODES.code("unheard_of", "x")


def test_the_outcomes_of_appeals_are_closings_too():
    assert set(CODES.words("outcomes")) <= set(CODES.words("closings"))


def test_the_reasons_that_do_not_count_against_the_court_are_there():
    assert {"new_evidence", "settlement", "law_change"} <= set(CODES.words("change_reasons"))


# ---------------------------------------------------------------- courts


def test_a_court_stands_under_the_court_its_mark_begins_with():
    court = CODES.courts["闽0213"]
    assert (court.level, court.parent, court.region) == ("basic", "闽02", "350213")
    assert (CODES.courts["闽02"].level, CODES.courts["闽02"].parent) == ("intermediate", "闽")
    assert (CODES.courts["闽"].level, CODES.courts["闽"].parent) == ("high", "最高法")
    assert (CODES.courts["最高法"].level, CODES.courts["最高法"].parent) == ("supreme", None)


@pytest.mark.parametrize(
    ("mark", "level", "parent"),
    [
        ("京0101", "basic", "京02"),
        ("沪0101", "basic", "沪02"),
        ("渝0103", "basic", "渝05"),
        ("津0102", "basic", "津02"),
        ("豫9001", "basic", "豫96"),
        ("新9001", "basic", "兵08"),
        ("兵0101", "basic", "兵01"),
        ("兵", "high", "新"),
        ("闽72", "special", "闽"),
        ("京73", "special", "京"),
        ("京7101", "special", "京71"),
        ("闽8601", "special", "闽"),
        ("军0101", "special", "军01"),
        ("浙0192", "basic", "浙01"),
    ],
)
def test_odd_courts_stand_where_they_belong(mark, level, parent):
    assert (CODES.courts[mark].level, CODES.courts[mark].parent) == (level, parent)


def test_every_court_leads_up_to_the_supreme_court():
    assert set(CODES.lower_courts("最高法")) == set(CODES.courts) - {"最高法"}
    assert set(CODES.lower_courts("闽02")) >= {"闽0203", "闽0205", "闽0206", "闽0211", "闽0212", "闽0213"}
    assert CODES.lower_courts("闽0213") == ()
    assert CODES.lower_courts("no such court") == ()


@pytest.mark.parametrize(
    "name",
    [
        "厦门市翔安区人民法院",
        "福建省厦门市翔安区人民法院",
        "福建省翔安区人民法院",
        "翔安区人民法院",
        "翔安区法院",
        "中华人民共和国厦门市翔安区人民法院",
        "厦门市 翔安区　人民法院",
    ],
)
def test_a_court_is_found_with_its_province_and_city_or_without(name):
    assert CODES.court_named(name) == CODES.courts["闽0213"]


@pytest.mark.parametrize(
    "name", ["鼓楼区人民法院", "泉州市翔安区人民法院", "虚构县人民法院", "人民法院", "", "朝阳区法院"]
)
def test_a_name_that_may_mean_two_courts_or_none_is_not_guessed(name):
    assert CODES.court_named(name) is None


def test_a_court_of_the_list_is_found_by_its_own_name():
    assert [c.mark for c in CODES.courts.values() if CODES.court_named(c.name) != c] == []


@given(st.text(max_size=30))
def test_no_name_makes_the_search_fail(text):
    found = CODES.court_named(text)
    assert found is None or found.mark in CODES.courts
    assert CODES.old_type(text) is None or CODES.old_type(text).code in CODES.types


# ---------------------------------------------------------------- types


def test_every_type_has_a_kind_and_an_instance():
    for type_ in CODES.types.values():
        assert type_.kind in CODES.words("kinds")
        assert type_.instance in CODES.words("instances")
        assert type_.title
    assert len(CODES.types) >= 120
    assert set(CODES.old_types.values()) <= set(CODES.types)
    assert not set(CODES.old_types) & set(CODES.types) - {w for w, t in CODES.old_types.items() if w == t}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("民初", "民初"), ("刑终", "刑终"), ("民二终", "民终"), ("商初", "民初"), ("知民初", "民初"),
        ("刑监", "刑监"), ("民申", "民申"), ("执", "执"), ("行审", "行审"), ("刑立他", "刑他"),
        ("刑一核", "刑核"), ("民提", "民再"), ("民合初", "民初"), ("刑三终", "刑终"), ("执恢", "执恢"),
        ("破", "破"), ("非诉行执", "行审"),
    ],
)  # fmt: skip
def test_an_old_word_has_its_type_of_today(word, code):
    assert CODES.old_type(word).code == code


def test_a_word_of_no_type_has_none():
    assert CODES.old_type("某某") is None
    assert CODES.old_type("") is None


# ---------------------------------------------------------------- overlay


def test_a_folder_laid_over_adds_and_replaces(tmp_path):
    (tmp_path / "courts.csv").write_text(
        "mark,name,region\n\n虚01,虚构市中级人民法院,\n虚0101,虚构市某区人民法院,990101\n闽0213,改名人民法院,\n",
        encoding="utf-8",
    )
    (tmp_path / "words.yaml").write_text(
        "forces:\n  words:\n    - {code: elders, zh: 乡贤调解, en: Elders, aliases: [乡贤]}\n", encoding="utf-8"
    )
    (tmp_path / "families.yaml").write_text(
        "sales: {zh: 买卖, en: Sales, kind: civil, source: 本院, takes: ['88'], less: ['88.8']}\n", encoding="utf-8"
    )
    codes = read_codes(tmp_path)
    assert (codes.courts["虚0101"].parent, codes.courts["虚0101"].level) == ("虚01", "basic")
    assert codes.lower_courts("虚01") == ("虚0101",)
    assert codes.courts["闽0213"].name == "改名人民法院"
    assert codes.code("forces", "乡贤") == "elders"
    assert codes.code("forces", "公证") == "notary"
    assert "买卖合同纠纷" in codes.family("sales")
    assert "信息网络买卖合同纠纷" not in codes.family("sales")
    assert "网络购物合同纠纷" not in codes.family("sales")
    assert codes.version != CODES.version
    assert read_codes().version == CODES.version


def test_the_later_of_two_folders_wins(tmp_path):
    for folder, name in (("one", "甲某人民法院"), ("two", "乙某人民法院")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "courts.csv").write_text(f"mark,name\n虚0101,{name}\n", encoding="utf-8")
    assert read_codes(tmp_path / "one", tmp_path / "two").courts["虚0101"].name == "乙某人民法院"
    assert read_codes(tmp_path / "two", tmp_path / "one").courts["虚0101"].name == "甲某人民法院"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("courts.csv", "mark,nmae\n虚,x\n", "nmae: no such column; did you mean name"),
        ("courts.csv", "mark,name\n虚,x\n虚,y\n", "mark: the same key stands in more than one row"),
        ("courts.csv", "mark,name,level\n虚,x,bsaic\n", "no level bsaic; did you mean basic"),
        ("cuorts.csv", "mark,name\n虚,x\n", "no such code table; did you mean courts"),
        ("words.yaml", "forces: [", "this is not YAML"),
        ("words.yaml", "- forces\n", "a mapping of mappings is wanted"),
        ("words.yaml", "forces: {words: [{code: x, zh: 甲, alias: [乙]}]}", "no such key; did you mean aliases"),
        ("words.yaml", "forces: {wrods: []}", "did you mean words"),
        ("words.yaml", "forces: {words: [{zh: 甲}]}", "a word needs a code of its own"),
        ("families.yaml", "x: {zh: 甲, take: ['88']}", "did you mean takes"),
        ("causes_2025.csv", "code,name,level,parent\n600,某纠纷,3,P99\n", "no cause P99 stands above it"),
    ],
)
def test_a_bad_file_is_named_with_the_mend(tmp_path, file, text, said):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(said)):
        read_codes(tmp_path)


@pytest.mark.shared
def test_every_court_of_the_public_list_is_here():
    path = SHARED / "data" / "court_lists" / "courts_code_region.csv"
    if not path.exists():
        pytest.skip(f"no shared data at {SHARED}: set SHUZHU_SHARED")
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = {row["法院"].strip() for row in csv.DictReader(file)}
    assert listed <= set(CODES.courts)
