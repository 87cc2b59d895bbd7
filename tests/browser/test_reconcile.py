"""核对 in the browser: from the list for review to two records side by side, a decision and its taking back."""

import pytest
from playwright.sync_api import expect

import browsing
import disputes
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.pipeline.house import open_house

pytestmark = browsing.MARKS
LEFT, RIGHT = disputes.pair(20)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The window of who may decide, on a cockpit whose two sources are linked."""
    if not browsing.PRESENT:
        pytest.fail(browsing.MISSING)
    with browsing.quick_hashes():
        store = disputes.store(tmp_path_factory.mktemp("reconcile"))
        pipeline.link(open_house(store), ["ledger", "filed"])
        browsing.enrol(store, {"checker": Grant(role="supervision", court=disputes.COURT)})
        with browsing.served(store) as address, browsing.windows(address) as opened:
            yield opened.of("checker")


def test_a_conflict_is_opened_decided_and_the_decision_taken_back(page):
    page.goto(f"/reconcile?court={disputes.COURT}&period=2020")
    expect(page.get_by_role("region", name="核对表")).to_contain_text("两边都有，所记不一")
    expect(page.get_by_role("region", name="调解与立案", exact=True)).to_contain_text("成功，未见立案")
    page.get_by_role("region", name="矛盾清单").get_by_role("link", name=LEFT).first.click()
    beside = page.get_by_role("region", name="并排比对")
    expect(beside.locator("tr.differs").first).to_be_visible()
    expect(page.locator("header.title")).to_contain_text(RIGHT)
    form = page.locator("form.deed").first
    form.get_by_label("理由").fill("台账附有协议")
    form.get_by_label("事项").select_option("ending")
    form.get_by_role("button", name="以台账为准").click()
    expect(beside.locator("td.held")).to_have_count(1)
    expect(page.locator("ol.timeline")).to_contain_text("台账附有协议")
    page.get_by_label("撤销理由").fill("协议系另案")
    page.get_by_role("button", name="撤销认定：终结原因").click()
    expect(beside.locator("td.held")).to_have_count(0)
    expect(page.locator("ol.timeline")).to_contain_text("协议系另案")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
