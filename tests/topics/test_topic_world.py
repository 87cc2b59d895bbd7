"""A topic of a small drawn court: what is planted is found with its cases, names are masked, and a golden text."""

from datetime import date

import pyarrow as pa
import pytest
import yaml
from sqlglot import parse_one

import faces
from shuzhu import pipeline
from shuzhu.access import LOCAL, LOCAL_NAMED, Grant, Reader, rights_of
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.read import OURS
from shuzhu.catalogue.topic_rules import read_topics
from shuzhu.desk.audit import entries
from shuzhu.errors import CatalogueError, DeniedError, NoDataError, UsageError
from shuzhu.pipeline.topic_fields import tells
from shuzhu.reports import tables
from shuzhu.store.links import write_links
from test_golden import agree, blanked
from topic_world import COURT, TEXT

PERIOD = "2018..2020"
CODES = read_codes()


@pytest.fixture
def found(house):
    return pipeline.topic(house, "private_lending", COURT, PERIOD)


def by_code(found):
    return {one.code: one for one in found.findings}


def test_the_five_findings_of_the_drawn_court(found):
    told = by_code(found)
    assert list(told) == ["farm_lenders", "informal", "high_interest", "professional", "online"]
    assert {code for code, one in told.items() if one.claimed} == set(told)
    assert (found.size, found.texts) == (216, 108)
    assert told["informal"].texts == 108
    assert told["informal"].all == 216
    assert (told["high_interest"].count, told["high_interest"].of) == (27, 108)
    assert told["professional"].blanks["parties"] == "1"
    years = told["farm_lenders"].series
    assert [year for year, _, _ in years] == [2018, 2019, 2020]
    assert sum(of for _, _, of in years) == 216


def test_each_finding_has_its_cases(house, found):
    told = by_code(found)
    rows = house.reading("cases").query(pipeline_query("case_number FROM cases JOIN parties USING (case_id) "
                                                       "WHERE name = '虚专业' AND cause = '民间借贷纠纷'"))  # fmt: skip
    assert set(told["professional"].cases) == set(rows["case_number"].to_pylist())
    online = "d.case_number FROM documents d JOIN document_facts f USING (document_id) WHERE field = 'loan.online'"
    rows = house.reading("cases").query(pipeline_query(online))
    assert set(told["online"].cases) == set(rows["case_number"].to_pylist())


def pipeline_query(words):
    return parse_one(f"SELECT {words}", read="duckdb")


def test_a_short_period_looks_back_for_trends_and_counts_its_own_cases(house):
    short = pipeline.topic(house, "private_lending", COURT, "2020")
    told = by_code(short)
    assert short.first == date(2018, 1, 1)
    assert told["farm_lenders"].claimed
    assert told["farm_lenders"].of == 216
    assert told["informal"].all == short.size < 216
    assert short.before == sum(day.year == 2019 for day in short.then.days)


def test_names_are_masked_for_who_may_not_see_them(root):
    plain, named = (pipeline.open_house(root, reader=reader) for reader in (LOCAL, LOCAL_NAMED))
    told = [pipeline.topic(one, "private_lending", COURT, PERIOD) for one in (plain, named)]
    assert list(told[0].names.values()) == ["虚某某"]
    assert list(told[1].names.values()) == ["虚专业"]
    page = tables.markdown(pipeline.topic_page(plain, told[0]))
    assert "虚专业" not in page
    assert "拟乙" not in page
    read = entries(named.desk, what="names")
    assert [entry.detail["rows"] for entry in read] == [1]
    for one in (plain, named):
        one.close()


def test_a_topic_is_denied_to_who_may_not_see_the_cases(house):
    clerk = Reader(name="one", rights=rights_of([Grant(role="leader", court="虚0203")], lambda mark: (mark,)))
    with pytest.raises(DeniedError, match="没有权限"):
        pipeline.topic(house.read_by(clerk), "private_lending", COURT, PERIOD)
    with pytest.raises(UsageError, match="private_lending"):
        pipeline.topic(house, "private_lendin", COURT, PERIOD)
    with pytest.raises(NoDataError, match="falling_objects"):
        pipeline.topic(house, "falling_objects", COURT, PERIOD)


def test_links_hold_one_lender_together_that_numbers_do_not(root):
    """Without links the twelve are one by number; with links to another record they are thirteen."""
    house = pipeline.open_house(root)
    before = by_code(pipeline.topic(house, "private_lending", COURT, PERIOD))["professional"]
    case, other = (f"{COURT}{number}/p" for number in (before.cases[-1], f"（2018）{COURT}民初2号"))
    row = {"left": min(case, other), "right": max(case, other), "court": COURT, "how": "automatic", "chance": 0.99}
    heads = [f"{COURT}{number}/p" for number in before.cases]
    linked = [row] + [{**row, "left": min(case, one), "right": max(case, one)} for one in heads if one != case]
    names = ("left", "right", "court", "weight", "chance", "how", "signs")
    path = write_links(root, house.snapshot.number, "persons", pa.table({
        name: pa.array([one.get(name) for one in linked], pa.float64() if name in {"weight", "chance"} else pa.string())
        for name in names
    }), {})  # fmt: skip
    found = pipeline.topic(house, "private_lending", COURT, PERIOD)
    path.unlink()
    house.close()
    assert found.linked
    assert set(by_code(found)["professional"].cases) == {*before.cases, f"（2018）{COURT}民初2号"}


def test_the_page_says_what_it_said(house, found):
    agree("topic-private_lending.md", blanked(tables.markdown(pipeline.topic_page(house, found))))


def test_the_page_has_every_table_in_both_languages(house, found):
    for lang in ("zh", "en"):
        page = pipeline.topic_page(house, found, lang)
        assert page.made_up
        assert {"findings", "figures", "people", "cases", "leaflet", "towns", "by-year", "by-amount-band"} <= {
            part.name for part in page.parts
        }
        assert all(set(part.heads) <= set(row) for part in page.parts for row in part.rows)
        assert "None" not in tables.html(page)


# ---- text rules


def rule(name="online_told", topic="private_lending"):
    return read_topics(CODES)[topic].fields[name]


@pytest.mark.parametrize(("found", "thought", "holds"), [
    ("双方口头约定借款五万元。", "借贷关系成立。", True),
    ("被告出具借条一份。", "原告主张双方口头约定利息，证据不足，本院不予采纳。", False),
    ("被告出具借条一份。", "原告主张双方口头约定利息，本院不予采纳。但双方口头约定了期限。", True),
    ("被告出具借条一份。", "借贷关系成立。", False),
])  # fmt: skip
def test_what_the_court_did_not_accept_is_not_told(found, thought, holds):
    assert tells(rule("unwritten"), TEXT.format(lender="虚甲", found=found, thought=thought)) == holds


def test_words_outside_the_named_sections_do_not_count():
    text = TEXT.format(lender="虚甲", found="被告出具借条一份。", thought="借贷关系成立。")
    assert not tells(rule("unwritten"), text.replace("适用简易程序", "适用简易程序，口头约定"))


# ---- the catalogue


@pytest.fixture
def told():
    """Our private lending as it is written."""
    return yaml.safe_load((OURS / "topics" / "private_lending.yaml").read_text(encoding="utf-8"))


def read(told, folder, name="private_lending"):
    (folder / "topics").mkdir(exist_ok=True)
    (folder / "topics" / f"{name}.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return read_topics(CODES, folder)


def test_five_topics_are_shipped():
    topics = read_topics(CODES)
    assert sorted(topics) == ["falling_objects", "labour_disputes", "private_lending", "telecom_fraud", "unpaid_wages"]
    for topic in topics.values():
        assert topic.title["en"]
        assert all(one.words.keys() == {"zh", "en"} for one in topic.findings)
        assert all(one.article for one in topic.leaflet)


def test_a_court_lays_its_own_topic_over_ours(told, tmp_path):
    told["findings"] = {"informal": told["findings"]["informal"]}
    topics = read(told, tmp_path)
    assert [one.code for one in topics["private_lending"].findings] == ["informal"]
    assert len(topics) == 5


@pytest.mark.parametrize(("change", "message"), [
    (lambda t: t.update(titel="x"), "titel: unknown key"),
    (lambda t: t.update(name="other"), "a topic is named as its file: private_lending"),
    (lambda t: t.update(cases={"kindd": "civil"}), "no column kindd"),
    (lambda t: t.update(cuts=["yaer"]), "no field yaer"),
    (lambda t: t["fields"].update(x={"title": "甲"}), "give it a title and one of"),
    (lambda t: t["fields"].update(x={"title": "甲", "colunm": {}}), "no kind of field colunm"),
    (lambda t: t["fields"].update(x={"title": "甲", "party": {"side": "left"}}), "it cannot be left"),
    (lambda t: t["fields"].update(x={"title": "甲", "party": {"side": "asking", "column": "job"}}), "no column job"),
    (lambda t: t["fields"].update(x={"title": "甲", "text": {"any": ["("]}}), "no regular expression"),
    (lambda t: t["fields"].update(x={"title": "甲", "text": {}}), "x.text.any: is missing"),
    (lambda t: t["fields"].update(x={"title": "甲", "text": {"any": "甲", "sections": "middle"}}), "cannot be middle"),
    (lambda t: t["fields"].update(x={"title": "甲", "column": {"column": "town", "most": 3}}), "most: unknown key"),
    (lambda t: t["fields"].update(x={"title": "甲", "column": "town"}), r"write it as \{key: value\}"),
    (lambda t: t["findings"]["online"].pop("words"), "online.words: is missing"),
    (lambda t: t["findings"]["online"].update(words={"zh": "{shar}"}), "no blank shar"),
    (lambda t: t["findings"]["online"]["test"].update(kind="grows"), "no kind of test 'grows'"),
    (lambda t: t["findings"]["online"]["test"].update(of="amount"), "amount is no yes or no"),
    (lambda t: t["findings"]["online"]["test"].update(bound=3), "test.bound: unknown key"),
    (lambda t: t["findings"]["online"].update(test={"kind": "larger", "of": "cash", "against": "rest"}), "no number"),
    (lambda t: t["findings"]["online"].update(test={"kind": "more_than", "of": "cash", "against": "town"}), "no yes"),
    (lambda t: t["leaflet"][0].update(when="town"), "town is no yes or no"),
    (lambda t: t["leaflet"][0].pop("article"), "leaflet.article: is missing"),
    (lambda t: t.update(findings=[]), "findings: is missing"),
])  # fmt: skip
def test_an_entry_that_is_wrong_says_where_and_what_to_do(told, tmp_path, change, message):
    change(told)
    with pytest.raises(CatalogueError, match=message):
        read(told, tmp_path)


# ---- the command


def test_the_command_lists_shows_and_writes(root, tmp_path, capsys):
    asked = ("--store", root, "topic")
    assert faces.run(*asked) == 0
    assert "unpaid_wages" in capsys.readouterr().out
    named = (*asked, "private_lending", "--court", COURT, "--period", PERIOD)
    assert faces.run(*named) == 0
    out = capsys.readouterr().out
    assert "借贷行为缺乏规范性（证据" in out
    for form in ("md", "html", "xlsx", "json"):
        assert faces.run(*named, "-o", tmp_path / f"topic.{form}") == 0
        assert (tmp_path / f"topic.{form}").stat().st_size > 2000
    assert "虚构数据" in (tmp_path / "topic.html").read_text(encoding="utf-8")
    assert faces.run(*named, "--format", "md") != 0
    assert faces.run(*named, "-o", tmp_path / "topic.txt") != 0
    assert faces.run(*asked, "private_lending") != 0
