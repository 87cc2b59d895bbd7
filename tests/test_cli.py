"""Every command and option as a user types it: what is printed where, and how it ends."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from python_calamine import CalamineWorkbook

import faces
from shuzhu import pipeline
from shuzhu.cli import MADE_UP

DONE, USAGE, INPUT, PARTLY, NOTHING = 0, 2, 3, 4, 5
ASKED = ("--court", "虚0213", "--period", "2020H1")
FIELDS = ["indicator", "court", "period", "numerator", "denominator", "value", "unit", "lower", "upper",
          "year_on_year", "peer_mean", "band", "snapshot", "catalogue"]  # fmt: skip
CASE = "case_id,case_number,court,kind,type_code,instance,filed_on,closed_on,closing,cause\n"
LINES = {
    "good": "n1,（2020）虚0213民初901号,虚0213,civil,民初,first,2020-02-03,2020-03-04,judgment,民间借贷纠纷\n",
    "bad": "n2,（2020）虚0213民初902号,虚0213,civil,民初,first,2020-02-31,,,\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The made-up world, loaded once; tests that load copy it."""
    folder = tmp_path_factory.mktemp("cli")
    root = faces.store(folder / "store")
    pipeline.load(pipeline.open_house(root), [str(faces.files(folder / "files"))])
    pipeline.freeze_baseline(pipeline.open_house(root), "2019")
    return root


@pytest.fixture
def own(made, tmp_path):
    """A copy of the world to change."""
    return shutil.copytree(made, tmp_path / "store")


@pytest.fixture
def typed(capfd):
    """What types a command: how it ended, what stood on the screen, and what on the error stream."""

    def type_(*words):
        capfd.readouterr()
        code = faces.run(*words)
        said = capfd.readouterr()
        return code, said.out, said.err

    return type_


def file(folder, name, *lines):
    """A CSV file of cases."""
    path = folder / name
    path.write_text(CASE + "".join(LINES[line] for line in lines), encoding="utf-8")
    return path


# ── load, loads, refused ────────────────────────────────────────────────────────────────────────


def test_load_tells_what_it_took_and_knows_what_it_has(own, tmp_path, typed):
    code, out, _ = typed("--store", own, "load", file(tmp_path, "案件-a.csv", "good"))
    assert code == DONE
    assert "cases: 1 rows accepted, 1 written" in out
    assert "snapshot s000002" in out
    code, out, _ = typed("--store", own, "load", tmp_path / "案件-a.csv")
    assert code == DONE
    assert "already loaded" in out
    assert "nothing new to load" in out


def test_a_load_that_is_partly_refused_ends_with_4_and_keeps_the_rest(own, tmp_path, typed):
    code, out, err = typed("--store", own, "load", file(tmp_path, "案件-a.csv", "good", "bad"))
    assert code == PARTLY
    assert "cases: 1 rows accepted" in out
    assert "1 rows refused; see them with `shuzhu refused`" in err
    code, out, _ = typed("--store", own, "refused")
    assert code == DONE
    assert all(word in out for word in ("案件-a.csv", "filed_on", "date-like text of 10 characters", "请更正"))
    assert "2020-02-31" not in out


def test_refused_rows_go_to_excel_and_their_own_words_only_when_asked(own, tmp_path, typed):
    typed("--store", own, "load", file(tmp_path, "案件-a.csv", "good", "bad"))
    for more, told in (((), False), (("--with-values",), True)):
        code, out, _ = typed("--store", own, "refused", *more, "-o", tmp_path / "r.xlsx")
        assert code == DONE
        assert "1 rows written" in out
        rows = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx")).get_sheet_by_name("拒收行").to_python()
        assert rows[0][0] == MADE_UP
        said = dict(zip(rows[2], rows[3], strict=True))
        assert (said["file"], said["row"], said["column"], said["load"]) == ("案件-a.csv", 3, "filed_on", 2)
        assert ("2020-02-31" in str(rows)) == told
    assert "none: every row was taken" in typed("--store", own, "refused", "--load", 1)[1]
    assert "none: every row was taken" in typed("--store", own, "refused", "--blanked")[1]
    assert "none: all published figures add up" in typed("--store", own, "refused", "--identities")[1]


def test_a_mapping_says_what_other_columns_mean(own, tmp_path, typed):
    (tmp_path / "b.csv").write_text("号,院,收案,案情\n（2020）虚0213民初903号,虚0213,2020-02-03,x\n", encoding="utf-8")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "tables: [{table: cases, columns: {case_number: 号, court: 院, filed_on: 收案}}]\n", encoding="utf-8"
    )
    code, out, _ = typed("--store", own, "load", tmp_path / "b.csv", "--mapping", mapping)
    assert (code, "cases: 1 rows accepted" in out) == (DONE, True)
    mapping.write_text("tables: [{table: cases, colums: {}}]\n", encoding="utf-8")
    code, _, err = typed("--store", own, "load", tmp_path / "b.csv", "--mapping", mapping)
    assert code == INPUT
    assert "m.yaml：" in err
    assert "是不是「columns」？" in err


def test_a_file_that_is_not_there_changes_nothing(own, tmp_path, typed):
    code, out, err = typed("--store", own, "load", tmp_path / "none.csv")
    assert code == INPUT
    assert "none.csv" in err
    assert out == ""
    assert pipeline.open_house(own).snapshot.label == "s000001"


def test_loads_are_listed_and_one_can_be_taken_back(own, tmp_path, typed):
    typed("--store", own, "load", file(tmp_path, "案件-a.csv", "good"))
    before = number(typed, own, "JA")
    code, out, _ = typed("--store", own, "loads", "--undo", 2)
    assert (code, "load 2 undone; snapshot s000003" in out) == (DONE, True)
    assert number(typed, own, "JA") == before - 1
    _, out, _ = typed("--store", own, "loads")
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["导入", "时间", "文件", "采用行", "拒收行", "有效"]
    assert [(line[0], line[-1]) for line in lines[1:3]] == [("1", "是"), ("2", "否")]
    code, _, err = typed("--store", own, "loads", "--undo", 9)
    assert code == USAGE
    assert "9" in err


def test_numbers_as_of_an_earlier_snapshot_stay_what_they_were(own, tmp_path, typed):
    old = number(typed, own, "JA")
    typed("--store", own, "load", file(tmp_path, "案件-a.csv", "good"))
    assert number(typed, own, "JA") == old + 1
    assert number(typed, own, "JA", "--as-of", "s000001") == old
    code, _, err = typed("--store", own, "--as-of", "s000009", "measure")
    assert code == USAGE
    assert "s000002" in err


def number(typed, root, code, *options):
    """One value, as JSON says it."""
    _, out, _ = typed("--store", root, *options, "measure", "--codes", code, *ASKED, "--format", "json")
    (value,) = json.loads(out)
    return value["value"]


# ── measure ─────────────────────────────────────────────────────────────────────────────────────


def test_json_holds_the_fields_of_the_interface_and_nothing_else_is_on_the_screen(made, typed):
    code, out, err = typed("--store", made, "measure", "--codes", "XL01,GZ04", *ASKED, "--format", "json")
    closed, none = json.loads(out)
    assert code == DONE
    assert list(closed) == list(none) == FIELDS
    assert closed["value"] == pytest.approx(100 * closed["numerator"] / closed["denominator"])
    assert closed["lower"] < closed["value"] < closed["upper"]
    assert none["value"] is None
    assert none["band"] is None
    assert MADE_UP in err
    assert MADE_UP not in out


def test_courts_periods_and_dimensions_can_be_asked_for(made, typed):
    ask = ("--store", made, "measure", "--codes", "XS,JA", "--format", "json")
    rows = json.loads(typed(*ask, "--court", "虚02+", "--period", "2020H1", "--by", "court,quarter")[1])
    assert {(r["court"], r["period"]) for r in rows} == {(c, q) for c in faces.COURTS for q in ("2020Q1", "2020Q2")}
    towns = json.loads(typed(*ask, *ASKED, "--by", "town")[1])
    whole = json.loads(typed(*ask, *ASKED)[1])
    for row in whole:
        assert sum(t["value"] for t in towns if t["indicator"] == row["indicator"]) == row["value"]
    assert {row["period"] for row in json.loads(typed(*ask, "--court", "虚0213")[1])} == {"2020"}


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_every_form_can_be_written_to_a_file(made, tmp_path, typed, form):
    path = tmp_path / f"a.{form}"
    code, out, _ = typed("--store", made, "measure", "--codes", "XL01", *ASKED, "--format", form, "-o", path)
    assert (code, "1 values written" in out, path.stat().st_size > 0) == (DONE, True, True)


def test_an_excel_file_carries_the_label_the_name_and_the_band_in_words(made, tmp_path, typed):
    path = tmp_path / "a.xlsx"
    typed("--store", made, "measure", "--codes", "XL05", *ASKED, "--format", "xlsx", "-o", path)
    label, mark, heads, cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    said = dict(zip(heads, cells, strict=True))
    assert label[0] == MADE_UP
    assert mark[0].startswith("导出：local:")
    assert (said["指标"], said["名称"], said["区间"]) == ("XL05", "简易程序适用率", "低于区间")
    assert isinstance(said["值"], float)


def test_titles_are_chinese_or_english(made, typed):
    ask = ("measure", "--codes", "XL05", *ASKED)
    _, chinese, _ = typed("--store", made, *ask)
    _, english, _ = typed("--store", made, "--lang", "en", *ask)
    assert all(word in chinese for word in ("简易程序适用率", "较上年同期", "低于区间"))
    assert all(word in english for word in ("year on year", "below"))
    assert "简易程序适用率" not in english
    assert "结案率" in typed("--store", made, "catalogue", "list")[1]
    assert "Closing rate" in typed("--store", made, "--lang", "en", "catalogue", "list")[1]
    assert "Closing rate" in typed("--store", made, "--lang", "en", "score", *ASKED)[1]
    assert "Closing rate" in typed("--store", made, "--lang", "en", "explain", "XL01", *ASKED, "--no-sql")[1]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("measure", "--codes", "XL055"), USAGE, "no indicator 'XL055'; did you mean XL05?"),
        (("measure", "--period", "2020H3"), USAGE, "period '2020H3' is not understood; write 2020"),
        (("measure", "--court", "虚0299"), USAGE, "虚0299"),
        (("measure", "--by", "judge"), USAGE, "ask by division, town or cause instead"),
        (("measure", "--codes", "JA", "--by", "colour"), USAGE, "colour"),
        (("measure", "--format", "xlsx"), USAGE, "add -o FILE.xlsx"),
        (("measure", "--format", "pdf"), USAGE, "pdf"),
        (("measure", "--period", "1990"), NOTHING, "nothing is loaded for 1990; the records run from 2019-01-04"),
        (("measure", "--period", "2020-01-03..2020-02-09", "--by", "month"), USAGE, "does not fall on months"),
        (("explain", "XL01"), USAGE, "--court"),
        (("score", "--court", "虚0213", "--freeze", "2019H1"), USAGE, "a baseline is a whole year"),
        (("checkup", "--court", "虚0213,虚0205"), USAGE, "a check-up is of one court"),
        (("catalogue", "show", "ZZ"), USAGE, "no indicator 'ZZ'"),
        (("nonsense",), USAGE, "nonsense"),
        (("load",), USAGE, "PATHS"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(made, typed, words, code, told):
    ended, out, err = typed("--store", made, "--lang", "en", *words)
    assert (ended, out) == (code, "")
    assert told in err
    assert "Traceback" not in err
    ended, out, err = typed("--store", made, *words)
    assert (ended, out) == (code, "")
    assert "错误：" in err
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", err.rpartition("错误：")[2].replace("shuzhu ", ""))


# ── catalogue, score, explain, check-up ─────────────────────────────────────────────────────────


def test_the_catalogue_is_checked_without_a_store(tmp_path, typed):
    code, out, _ = typed("--store", tmp_path / "none", "catalogue", "check")
    assert code == DONE
    assert "审判执行司法指数 18" in out
    assert "经济社会运行司法指数 35" in out
    assert not (tmp_path / "none").exists()


def test_a_definition_is_shown_as_its_file_says_it(tmp_path, typed):
    _, out, _ = typed("--store", tmp_path / "none", "catalogue", "show", "xl01")
    assert out.startswith("code: XL01\n")


def test_a_wrong_entry_of_the_court_ends_with_3_and_names_file_and_key(own, typed):
    folder = own / "catalogue" / "indicators"
    folder.mkdir()
    (folder / "mine.yaml").write_text("code: MY01\ntitel: 甲\n", encoding="utf-8")
    code, _, err = typed("--store", own, "catalogue", "check")
    assert code == INPUT
    assert "mine.yaml：titel：没有这个键；是不是「title」？" in err


def test_scores_are_printed_as_a_tree_and_as_json(made, typed):
    _, out, _ = typed("--store", made, "score", *ASKED)
    lines = out.splitlines()
    assert lines[1].startswith("审判执行司法指数")
    assert any(line.startswith("　　XL01 结案率") for line in lines)
    scores = json.loads(typed("--store", made, "score", *ASKED, "--format", "json")[1])
    assert [s["id"] for s in scores] == ["internal", "external"]
    assert [len(s["parts"]) for s in scores] == [4, 6]
    share = json.loads(typed("--store", made, "score", *ASKED, "--mode", "share", "--format", "json")[1])
    assert share[0]["score"] != scores[0]["score"]


def test_freezing_is_told_on_the_error_stream(own, typed):
    code, out, err = typed("--store", own, "score", *ASKED, "--freeze", "2019", "--format", "json")
    assert (code, len(json.loads(out))) == (DONE, 2)
    assert "baseline frozen: 冻结基线：2019年3家基层法院" in err


def test_a_number_is_opened_to_its_definition_query_and_masked_rows(made, typed):
    code, out, _ = typed("--store", made, "explain", "CX01", *ASKED)
    assert code == DONE
    for word in ("CX01 失信被执行人新增率", "依据：", "分子 ", "快照 s000001", "— 分子", "SELECT", "listed_on >="):
        assert word in out
    assert "某" in out
    assert not any(name in out for name in faces.NAMES)
    assert "SELECT" not in typed("--store", made, "explain", "CX01", *ASKED, "--no-sql")[1]
    closed = typed("--store", made, "explain", "JA", *ASKED, "--limit", 2, "--no-sql")[1]
    assert "前 2 行" in closed
    assert "刑事速裁程序" in closed
    assert "fast_track" not in closed


def test_a_check_up_is_written_and_told(made, tmp_path, typed):
    code, out, _ = typed("--store", made, "checkup", *ASKED, "-o", tmp_path / "new" / "folder")
    assert code == DONE
    assert "虚构市海安区人民法院　2020H1　数字体检" in out
    assert "· 参考区间外：简易程序适用率" in out
    page, text = (tmp_path / "new" / "folder" / f"checkup-虚0213-2020H1.{s}" for s in ("html", "md"))
    assert str(page) in out
    assert "虚构数据" in page.read_text(encoding="utf-8")
    assert "虚构数据" in text.read_text(encoding="utf-8")


def test_a_check_up_of_an_area_counts_its_courts_together(made, tmp_path, typed):
    code, out, _ = typed("--store", made, "checkup", "--court", "虚02+", "--period", "2020H1", "-o", tmp_path)
    assert code == DONE
    assert "（辖区）" in out


def test_a_check_up_cannot_be_written_over_a_file(made, tmp_path, typed):
    (tmp_path / "a").write_text("", encoding="utf-8")
    code, _, err = typed("--store", made, "checkup", *ASKED, "-o", tmp_path / "a" / "b")
    assert code == USAGE
    assert "写不进去" in err


# ── an empty store, the demo, the shell ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [("loads",), ("measure",), ("measure", "--codes", "JA", *ASKED), ("checkup", *ASKED), ("score", *ASKED),
     ("explain", "JA", *ASKED), ("score", "--court", "虚0213")],
)  # fmt: skip
def test_an_empty_store_is_told_how_to_begin(tmp_path, typed, words):
    root = faces.store(tmp_path / "store")
    code, out, err = typed("--store", root, *words)
    assert (code, out) == (NOTHING, "")
    assert "shuzhu load 文件" in err


def test_a_demo_is_labelled_and_can_be_built_again(tmp_path, typed, monkeypatch):
    monkeypatch.setattr("shuzhu.demo.write", small_demo)
    for _ in range(2):
        code, out, _ = typed("--store", tmp_path / "d", "demo", "--scale", 1000, "--seed", 7)
        assert code == DONE
        assert out.startswith(f"{MADE_UP}: ")
        assert "checkup --court 虚0213" in out
    assert typed("--store", tmp_path / "d", "demo", "--scale", 10)[0] == USAGE


def small_demo(folder, codes, *, scale, seed, progress):
    """The world of these tests where the demo's files would be, a year earlier."""
    faces.files(folder / "files", years=(2018, 2019))
    shutil.copytree(faces.store(folder / "none") / "catalogue" / "codes", folder / "codes")
    (folder / "programmes.yaml").write_text("[]\n", encoding="utf-8")
    progress("虚0213", scale, seed)


def test_a_demo_never_takes_the_place_of_a_real_store(own, typed):
    (own / "settings.yaml").write_text("made_up: false\n", encoding="utf-8")
    code, _, err = typed("--store", own, "demo", "--scale", 1000)
    assert code == USAGE
    assert "用 --store 另选一个文件夹" in err
    assert number(typed, own, "JA") == 86


def test_a_real_store_carries_no_label(own, tmp_path, typed):
    (own / "settings.yaml").write_text("made_up: false\n", encoding="utf-8")
    _, _, err = typed("--store", own, "measure", "--codes", "JA", *ASKED)
    assert MADE_UP not in err
    typed("--store", own, "checkup", *ASKED, "-o", tmp_path)
    assert "虚构数据" not in (tmp_path / "checkup-虚0213-2020H1.html").read_text(encoding="utf-8")


def test_a_wrong_setting_is_named(own, typed):
    (own / "settings.yaml").write_text("statistical_yaer: 12-21\n", encoding="utf-8")
    code, _, err = typed("--store", own, "measure")
    assert code == INPUT
    assert "settings.yaml：statistical_yaer：没有这项设置；是不是「statistical_year」？" in err


def test_the_module_runs_as_a_program(made):
    words = [sys.executable, "-m", "shuzhu", "--store", str(made), "measure", "--codes", "JA", *ASKED]
    ended = subprocess.run([*words, "--format", "json"], capture_output=True, check=True)
    assert json.loads(ended.stdout)[0]["indicator"] == "JA"
    assert MADE_UP in ended.stderr.decode()


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("measure", "--help")])
def test_help_and_version_end_well(typed, words):
    code, out, _ = typed(*words)
    assert code == DONE
    assert "shuzhu" in out
