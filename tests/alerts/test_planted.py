"""What was planted in the made-up courts is found, each by its rule; and what else the same rules find is counted."""

import json
from datetime import UTC, datetime

import pytest

import faces
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED
from shuzhu.pipeline.watch import recheck

SCALE = 6_000
NOW = datetime(2023, 1, 2, tzinfo=UTC)
LOWER = """
id: YJ02
title: {zh: 同一原告批量起诉}
question: {zh: 小规模虚构数据所用}
kind: frequent_party
roles: [plaintiff]
where: {kind: civil, instance: first}
days: 30
levels: {blue: 10}
answer_within: 15
owner: 立案庭
basis: 虚构
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small made-up province in a store, with its truth file."""
    root = tmp_path_factory.mktemp("planted") / "store"
    pipeline.demo(root, scale=SCALE, seed=7)
    (root / "catalogue" / "alerts").mkdir()
    (root / "catalogue" / "alerts" / "batch_plaintiff.yaml").write_text(LOWER, encoding="utf-8")
    truth = json.loads((root.with_name("store-files") / "truth.json").read_text(encoding="utf-8"))
    return root, truth


def found(root, court, period, rule):
    """What one rule finds in a period."""
    watched = pipeline.watch(pipeline.open_house(root, reader=LOCAL_NAMED), court, period, NOW, "测试")
    return [alarm for alarm in watched.alarms if alarm.rule == rule]


def test_the_professional_lender_is_found_with_every_case(made):
    root, truth = made
    lender = truth["lender"]
    (alarm,) = found(root, lender["court"], "2020-06", "YJ04")
    assert (alarm.subject, alarm.called, alarm.personal) == (lender["id_number"], lender["name"], True)
    assert alarm.value == len(alarm.evidence) == lender["cases"]


def test_no_one_else_is_called_a_lender_in_any_court(made):
    root, truth = made
    assert {alarm.called for alarm in found(root, "all", "2020-06", "YJ04")} == {truth["lender"]["name"]}


def test_the_batch_is_found_in_its_month_and_in_no_month_before(made):
    root, truth = made
    batch = truth["batch"]
    (alarm,) = found(root, batch["court"], batch["month"], "YJ02")
    assert (alarm.called, alarm.value, alarm.personal) == (batch["name"], batch["cases"], False)
    assert not found(root, batch["court"], "2021-08", "YJ02")


def test_a_check_by_the_same_data_finds_every_open_item_again(made):
    root, truth = made
    for period in ("2020-06", truth["batch"]["month"], "2022-03"):
        pipeline.watch(pipeline.open_house(root), truth["lender"]["court"], period, NOW, "测试")
    house = pipeline.open_house(root)
    standing = {one.id for one in pipeline.open_items(house) if one.still_found}
    taken = recheck(house, NOW, "复核")
    gone = {one.id for one in pipeline.open_items(house) if not one.still_found} & standing
    assert standing
    assert gone == set(taken.gone) == set()


def test_the_life_of_a_warning_on_the_command_line(made, capfd):
    root, truth = made
    store = ("--store", str(root))

    def typed(*words):
        capfd.readouterr()
        code = faces.run(*store, *words)
        said = capfd.readouterr()
        return code, said.out, said.err

    month = ("--court", truth["batch"]["court"], "--period", truth["batch"]["month"])
    assert typed("watch", *month, "--by", "甲")[0] == 0
    listed = json.loads(typed("alert", "list", "--format", "json")[1])
    number = next(str(row["id"]) for row in listed if row["rule"] == "YJ02")
    code, out, _ = typed("watch", "--explain", number)
    assert code == 0
    assert "为什么提示" in out
    assert truth["batch"]["name"] in out
    code, _, err = typed("alert", "close", number)
    assert (code, "cannot follow" in err) == (2, True)
    assert typed("alert", "assign", number, "--to", "立案庭", "--due", "2021-10-31")[0] == 0
    assert typed("alert", "handle", number, "--note", "已约谈")[0] == 0
    assert "不再触发" in typed("watch", "--court", truth["batch"]["court"], "--period", "2021-11")[2]
    code, out, _ = typed("alert", "close", number)
    assert (code, "已销号" in out) == (0, True)
    sheet = root.with_name("cases.xlsx")
    assert f"{truth['batch']['cases']:,} cases written" in typed("alert", "show", number, "-o", str(sheet))[1]
    assert sheet.stat().st_size > 0
    told = typed("alert", "show", number)[1]
    assert [word in told for word in ("待研判", "已交办", "已处置", "不再触发", "已销号")] == [True] * 5


def test_a_persons_name_is_masked_on_the_screen(made, capfd):
    root, truth = made
    capfd.readouterr()
    assert faces.run("--store", str(root), "watch", "--court", truth["lender"]["court"], "--period", "2020-06") == 0
    said = capfd.readouterr()
    assert truth["lender"]["name"] not in said.out + said.err
    assert truth["lender"]["id_number"] not in said.out + said.err
