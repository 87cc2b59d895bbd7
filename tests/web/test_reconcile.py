"""核对 in the cockpit: the statement, one pair, a decision and its taking back; all by form, without scripts."""

import re

import pytest
from starlette.testclient import TestClient

import disputes
from shuzhu import pipeline
from shuzhu.web.app import cockpit

PAIR = dict(zip(("left", "right"), disputes.pair(20), strict=True))
ASKED = {"court": disputes.COURT, "period": "2020"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A cockpit over disputes of two sources, linked."""
    root = disputes.store(tmp_path_factory.mktemp("reconcile"))
    pipeline.link(pipeline.open_house(root), ["ledger"])
    with TestClient(cockpit(root, home=disputes.COURT, rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened


def page(desk, path="/reconcile", **query):
    """A page's text."""
    answer = desk.get(path, params=query)
    assert answer.status_code == 200, answer.text[:300]
    assert not re.search(r"\bNone\b|Undefined|@@|<style|\sstyle=", answer.text)
    return answer.text


def decide(desk, **fields):
    """Send the form of a pair."""
    token = re.search(r'name="csrf" value="([0-9a-f]{40})"', page(desk, "/reconcile/pair", **PAIR))[1]
    return desk.post("/reconcile/decide", data={"csrf": token, **PAIR, **fields})


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
