"""核对 in the cockpit: the statement, one pair, a decision and its taking back; all by form, without scripts."""

import re

import pytest
from starlette.testclient import TestClient

import disputes
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED, Grant, Reader, rights_of
from shuzhu.desk.audit import entries
from shuzhu.errors import NoDataError
from shuzhu.linkage.identity import widened
from shuzhu.web.app import cockpit

NUMBER = widened("990213800105123")
PARTIES = f"""party_id,case_id,role,kind,name,id_number,telephone,born_on,sex,town
当1,（2020）{disputes.COURT}民初1号,plaintiff,person,陈虚一,{NUMBER},00012345678,1980-01-05,male,望虚镇
当2,（2020）{disputes.COURT}民初2号,plaintiff,person,陈须一,,00012345678,1980-01-05,male,望虚镇
当3,（2020）{disputes.COURT}民初3号,defendant,person,林拟二,,,,female,石幻镇
"""
PERSON = {"left": "当2", "right": "当1"}
PAIR = dict(zip(("left", "right"), disputes.pair(20), strict=True))
ASKED = {"court": disputes.COURT, "period": "2020"}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A store of disputes of two sources and a person in two records, linked."""
    folder = tmp_path_factory.mktemp("reconcile")
    root = disputes.store(folder)
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")
    pipeline.load(pipeline.open_house(root), [str(folder / "parties.csv")])
    pipeline.link(pipeline.open_house(root), ["ledger", "persons"])
    return root


@pytest.fixture(scope="module")
def desk(root):
    """A cockpit over it."""
    with TestClient(cockpit(root, home=disputes.COURT, rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened


def page(desk, path="/reconcile", **query):
    """A page's text."""
    answer = desk.get(path, params=query)
    assert answer.status_code == 200, answer.text[:300]
    assert not re.search(r"\bNone\b|Undefined|@@|<style|\sstyle=", answer.text)
    return answer.text


def decide(desk, path="/reconcile/pair", pair=PAIR, **fields):
    """Send the form of a pair."""
    token = re.search(r'name="csrf" value="([0-9a-f]{40})"', page(desk, path, **pair))[1]
    return desk.post("/reconcile/decide", data={"csrf": token, **pair, **fields})


def test_the_statement_and_the_conflicts_are_shown_and_can_be_taken_away(desk):
    text = page(desk, **ASKED)
    for word in ("两边都有，所记不一", "合并口径（每件一次）", "成败不一 3", PAIR["left"]):
        assert word in text
    assert "Common figure" in page(desk, **ASKED, lang="en")
    sheet = desk.get("/reconcile", params={**ASKED, "format": "csv", "table": "statement"})
    assert "只此一边有" in sheet.content.decode("utf-8-sig")
    assert "成败不一" not in page(desk, **ASKED, kind="parties").partition("</thead>")[2].rpartition("矛盾种类")[2]


def test_a_pair_is_decided_and_taken_back_and_both_are_kept(desk):
    assert "differs" in page(desk, "/reconcile/pair", **PAIR)
    assert decide(desk, what="holds:right", field="ending", note="台账附有协议").status_code == 303
    text = page(desk, "/reconcile/pair", **PAIR)
    assert "台账附有协议" in text
    assert 'class="held"' in text
    assert "以台账为准" in page(desk, **ASKED)
    assert decide(desk, what="undone", field="ending", undo_field="1", note="协议系另案").status_code == 303
    text = page(desk, "/reconcile/pair", **PAIR)
    assert 'class="held"' not in text
    assert "协议系另案" in text


@pytest.mark.parametrize("fields", [{"what": "odd", "note": "无"}, {"what": "same", "note": " "}])
def test_a_decision_that_says_too_little_is_refused(desk, fields):
    assert decide(desk, **fields).status_code == 400


def test_names_are_hidden_on_every_page(desk):
    for text in (page(desk, **ASKED), page(desk, "/reconcile/pair", **PAIR)):
        assert disputes.platform(20)["applicant"] not in text


def test_one_person_in_two_records_is_compared_and_decided_without_a_name(desk):
    text = page(desk, **ASKED)
    assert "/reconcile/person?" in text
    assert "当1" in text
    text = page(desk, "/reconcile/person", **PERSON)
    for told in ("陈某某", "1980******", "0001*******", f"（2020）{disputes.COURT}民初1号", "出生日期"):
        assert told in text
    for hidden in ("陈虚一", "陈须一", NUMBER, "00012345678", "1980-01-05"):
        assert hidden not in text
    assert "One person" in page(desk, "/reconcile/person", **PERSON, lang="en")
    asked = {"path": "/reconcile/person", "pair": PERSON, "task": "persons"}
    assert decide(desk, **asked, what="different", note=" ").status_code == 400
    answer = decide(desk, **asked, what="same", note="查阅身份证件")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/reconcile/person?left=")
    assert "查阅身份证件" in page(desk, "/reconcile/person", **PERSON)
    assert decide(desk, **asked, what="undone", note="系另一人").status_code == 303
    assert decide(desk, **asked, what="undone", note="系另一人").status_code == 400
    assert decide(desk, **asked | {"task": "nothing"}, what="same", note="无").status_code == 400


def test_who_may_see_names_sees_the_persons_names_and_each_reading_is_in_the_audit(desk, root):
    house = pipeline.open_house(root)
    seen = house.read_by(LOCAL_NAMED)
    before = len(entries(house.desk, what="names"))
    found = pipeline.beside_persons(seen, *PERSON.values())
    assert (found.left["name"], found.right["id_number"]) == ("陈须一", NUMBER)
    assert len(entries(house.desk, what="names")) == before + 1
    clerk = Reader(name="乙", rights=rights_of([Grant(role="leader", court="虚0203")], lambda _: ()))
    with pytest.raises(NoDataError):
        pipeline.beside_persons(house.read_by(clerk), *PERSON.values())


def test_persons_are_listed_where_no_ledger_is(desk):
    text = page(desk, court=disputes.COURT, period="2019")
    assert "还没有可核对的结果" in text
    assert "/reconcile/person?" in text
