"""The list of dishonest debtors, from the store to the sheet."""

import json

from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from shuzhu.cli import cli
from shuzhu.publication.dishonest import is_whole

ROWS = """entry_id,case_id,court,name,kind,id_number,ground,listed_on,expires_on,removed_on
a,C1,闽0213,张虚甲,person,350213198003040013,evasion,2021-01-01,2023-01-01,
b,C1,闽0213,李拟乙,person,350213200801010017,evasion,2021-01-01,2023-01-01,
c,C2,闽0213,王构丙,person,350213198003040021,evasion,2019-01-01,2021-01-01,
d,C2,闽0213,虚构有限公司,company,,able_but_refusing,2021-01-01,,2021-06-01
e,C2,闽0213,拟造有限公司,company,,able_but_refusing,2021-01-01,,
"""


def _run(root, *words):
    return CliRunner().invoke(cli, ["--store", str(root / "store"), *map(str, words)], catch_exceptions=False)


def _rows(path):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_only_those_who_may_be_shown_are_and_every_decision_is_logged(tmp_path):
    (tmp_path / "dishonest.csv").write_text(ROWS, encoding="utf-8")
    assert _run(tmp_path, "load", tmp_path / "dishonest.csv").exit_code == 0
    said = _run(tmp_path, "dishonest", "--by", "执行局", "--on", "2022-06-01", "-o", tmp_path / "a.xlsx")
    assert said.exit_code == 0
    assert "2 may be shown, 3 may not" in said.output
    text = str(_rows(tmp_path / "a.xlsx"))
    assert "张虚甲" in text
    assert "拟造有限公司" in text
    assert "19800304" not in text
    assert not any(name in text for name in ("李拟乙", "王构丙", "虚构有限公司"))
    log = tmp_path / "store" / "releases.jsonl"
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["published"] for line in lines] == [True, False, False, False, True]
    assert is_whole(log)
    assert "张虚甲" not in log.read_text(encoding="utf-8")


def test_those_who_may_not_be_shown_are_told_by_id_and_reason(tmp_path):
    (tmp_path / "dishonest.csv").write_text(ROWS, encoding="utf-8")
    _run(tmp_path, "load", tmp_path / "dishonest.csv")
    _run(tmp_path, "dishonest", "--by", "执行局", "--on", "2022-06-01", "--withheld", "-o", tmp_path / "b.xlsx")
    reasons = dict(_rows(tmp_path / "b.xlsx")[2:])  # below the mark and the heads
    assert set(reasons) == {"b", "c", "d"}
    assert "未成年人" in reasons["b"]
    assert "期限已届满" in reasons["c"]
    assert "已删除" in reasons["d"]
