"""What was planted in the made-up courts is found, each by its rule; and what else the same rules find is counted."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

import faces
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED
from shuzhu.catalogue.read import OURS
from shuzhu.desk.audit import entries
from shuzhu.periods import parse_period
from shuzhu.pipeline.finding import _ASK
from shuzhu.pipeline.watch import recheck
from shuzhu.reports import why

SCALE = 6_000
SIX_YEARS = "2017-01..2022-12"
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


BANDS = """
id: YJ90
title: {zh: 简易程序适用率}
question: {zh: 小规模虚构数据所用}
kind: band
indicators: [XL05, XL04]
least: 30
levels: {blue: 1}
answer_within: 15
owner: 审管办
basis: 虚构
"""
PROGRESS = """
id: YJ91
title: {zh: 结案进度}
question: {zh: 小规模虚构数据所用}
kind: progress
indicators: [MY01]
least: 20
levels: {blue: 1}
answer_within: 15
owner: 审管办
basis: 虚构
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small made-up province in a store, with its truth file."""
    root = tmp_path_factory.mktemp("planted") / "store"
    pipeline.demo(root, scale=SCALE, seed=7)
    (root / "catalogue" / "alerts").mkdir()
    (root / "catalogue" / "alerts" / "batch_plaintiff.yaml").write_text(LOWER, encoding="utf-8")
    (root / "catalogue" / "alerts" / "our_bands.yaml").write_text(BANDS, encoding="utf-8")
    (root / "catalogue" / "alerts" / "our_progress.yaml").write_text(PROGRESS, encoding="utf-8")
    rate = (OURS / "indicators" / "closing_rate.yaml").read_text(encoding="utf-8")
    (root / "catalogue" / "indicators").mkdir()
    (root / "catalogue" / "indicators" / "our_rate.yaml").write_text(
        rate.replace("code: XL01", "code: MY01").replace("11: 88", "11: 99"), encoding="utf-8"
    )
    truth = json.loads((root.with_name("store-files") / "truth.json").read_text(encoding="utf-8"))
    return root, truth


def found(root, court, period, rule):
    """What one rule finds in a period."""
    watched = pipeline.watch(pipeline.open_house(root, reader=LOCAL_NAMED), court, period, NOW, "测试")
    return [alarm for alarm in watched.found.alarms if alarm.rule == rule]


def test_the_professional_lender_is_found_with_every_case(made):
    root, truth = made
    lender = truth["lender"]
    (alarm,) = found(root, lender["court"], "2020-06", "YJ04")
    assert (alarm.subject, alarm.called, alarm.personal) == (lender["id_number"], lender["name"], True)
    assert alarm.value == len(alarm.evidence) == lender["cases"]


def test_who_may_see_no_names_sees_no_lender(made):
    root, truth = made
    lender = truth["lender"]
    found(root, lender["court"], "2020-06", "YJ04")
    plain = pipeline.open_house(root)
    named = plain.read_by(LOCAL_NAMED)
    before = len(entries(plain.desk, what="names"))
    items = [one for one in pipeline.open_items(plain, [lender["court"]]) if one.personal]
    told = repr(
        [
            *items,
            *(pipeline.one_item(plain, one.id) for one in items),
            pipeline.watch(plain, lender["court"], "2020-06", NOW, "测试"),
        ]
    )
    assert items
    assert lender["name"] not in told
    assert lender["id_number"] not in told
    assert len(entries(plain.desk, what="names")) == before
    assert lender["name"] in repr(pipeline.open_items(named, [lender["court"]]))
    assert len(entries(plain.desk, what="names")) == before + 1


def test_no_one_else_is_called_a_lender_in_any_court(made):
    root, truth = made
    assert {alarm.called for alarm in found(root, "all", "2020-06", "YJ04")} == {truth["lender"]["name"]}


def test_the_batch_is_found_in_its_month_and_in_no_month_before(made):
    root, truth = made
    batch = truth["batch"]
    (alarm,) = found(root, batch["court"], batch["month"], "YJ02")
    assert (alarm.called, alarm.value, alarm.personal) == (batch["name"], batch["cases"], False)
    assert not found(root, batch["court"], "2021-08", "YJ02")


def test_the_planted_clocks_are_found_and_no_others_at_their_court(made):
    root, truth = made
    planted = truth["clocks"]
    by_reason = {row["reason"]: row["case_id"] for row in planted["exclusions"]}
    said = {alarm.subject: (alarm.value, alarm.level, alarm.words)
            for alarm in found(root, planted["court"], planted["month"], "YJ09")}  # fmt: skip
    assert said == {
        by_reason["appraisal"]: (-5, "yellow", "扣除审限的事由“鉴定”至2023-01-05届满，距届满5日"),
        by_reason["public_notice"]: (-12, "blue", "扣除审限的事由“公告”至2023-01-12届满，距届满12日"),
        by_reason["suspension"]: (0, "yellow", "扣除审限的事由“中止诉讼或执行”至2022-12-31届满，今日届满"),
        by_reason["new_witness"]: (
            10, "orange",
            "扣除审限的事由“新证人新证据延期审理”自2022-11-21起未登记终止，按最长期限至2022-12-21届满，已超10日仍在扣除",
        ),
    }  # fmt: skip
    (extension,) = planted["extensions"]
    (alarm,) = found(root, planted["court"], planted["month"], "YJ08")
    assert (alarm.subject, alarm.evidence, alarm.value) == (extension["case_id"], (extension["case_id"],), -5)
    assert alarm.words == "距延长后的审限届满5日（2023-01-05届满，延长30日）"
    assert not {alarm.subject for alarm in found(root, planted["court"], planted["month"], "YJ06")} & {
        *said,
        alarm.subject,
    }


@pytest.mark.parametrize(
    ("rule", "period", "whole"), [("YJ90", SIX_YEARS, SIX_YEARS), ("YJ91", "2022-11", "2022YTD11")]
)
def test_what_stands_outside_is_what_is_measured_with_the_cases_that_speak_against_the_court(made, rule, period, whole):
    root, _ = made
    house = pipeline.open_house(root)
    asked = next(one for one in house.alert_rules if one.id == rule)
    alarms = _ASK[asked.kind](house, asked, sorted(house.present), parse_period(period)).alarms
    assert alarms
    for alarm in alarms:
        (value,) = pipeline.measure(house, (alarm.subject,), alarm.court, whole)
        assert (alarm.value, alarm.period) == (value.value, whole)
        low = alarm.value < alarm.limit
        assert len(set(alarm.evidence)) == (value.denominator - value.numerator if low else value.numerator)


def test_every_kind_of_warning_is_explained_with_a_chart_and_no_name_that_is_not_to_be_seen(made):
    root, truth = made
    for period in ("2020-05", truth["batch"]["month"], "2022-11", "2022-12"):
        pipeline.watch(pipeline.open_house(root), truth["lender"]["court"], period, NOW, "测试")
    house = pipeline.open_house(root)
    first = {(one.rule, one.alarm.value > 0): one for one in pipeline.open_items(house)}
    assert {rule for rule, _ in first} >= {"YJ02", "YJ04", "YJ06", "YJ08", "YJ09", "YJ91"}
    for one in first.values():
        told = pipeline.why(house, one)
        kind = next(rule.kind for rule in house.alert_rules if rule.id == one.rule)
        assert told.chart is not None or kind in {"mediation", "quality"}  # lists of records, which have no course
        page = why.html(told)
        assert one.alarm.words in page
        assert truth["lender"]["id_number"] not in page
        assert ET.fromstring(why.svg(told)) is not None
        assert one.called in page
        assert truth["lender"]["name"] not in page


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
    for suffix, head in (("html", "<!DOCTYPE html>"), ("svg", "<svg")):
        page = root.with_name(f"why.{suffix}")
        assert typed("watch", "--explain", number, "-o", str(page))[0] == 0
        text = page.read_text(encoding="utf-8")
        assert text.startswith(head)
        assert "虚构数据，仅供演示" in text
    code, _, err = typed("watch", "--explain", number, "-o", "why.pdf")
    assert (code, "-o why.html" in err) == (2, True)
    code, _, err = typed("alert", "close", number)
    assert (code, "不能办「已销号」" in err) == (2, True)
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
