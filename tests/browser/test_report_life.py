"""The whole life of a report in the browser, each step by whose it is; what comes out of turn is refused and told."""

import pytest
from playwright.sync_api import expect

import browsing
from browsing import COURT, OTHER
from shuzhu.access import Grant

pytestmark = browsing.MARKS
PEOPLE = {
    "writer": Grant(role="research", court=COURT),
    "checker": Grant(role="supervision", court=COURT),
    "head": Grant(role="leader", court=COURT),
    "stranger": Grant(role="research", court=OTHER),
}
UNCHANGED = "什么也没有改动"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Windows on a cockpit without reports."""
    if not browsing.PRESENT:
        pytest.fail(browsing.MISSING)
    with browsing.quick_hashes():
        store = browsing.world(tmp_path_factory.mktemp("life"))
        browsing.enrol(store, PEOPLE)
        with browsing.served(store) as address, browsing.windows(address) as opened:
            yield opened


@pytest.fixture(scope="module")
def report(desk):
    """What gives somebody's window, at a report that was made by form."""
    page = desk.of("writer")
    browsing.go(page, "报告")
    expect(page.locator("main")).to_contain_text("还没有报告")
    form = page.locator("section.do")
    form.get_by_label("种类").select_option("social")
    form.get_by_label("法院").select_option(COURT)
    form.get_by_label("时段").select_option("2020H1")
    form.get_by_label("文号").fill("虚院报〔2020〕1号")
    form.get_by_role("button", name="编写草稿").click()
    page.wait_for_url("**/reports/*", timeout=60_000)
    address = page.url

    def at(name, **said):
        window = desk.of(name)
        window.goto(address)
        for label, words in said.items():
            window.get_by_label(label, exact=True).fill(words)
        return window

    return at


def press(page, name, state=""):
    """Press a button by keyboard; where it leads to a state, that is then told above the report."""
    page.get_by_role("button", name=name, exact=True).press("Enter")
    if state:
        expect(page.locator("header.title p").last).to_contain_text(state)


def buttons(page):
    """What may be done next."""
    return page.locator("section.do form").first.get_by_role("button").all_inner_texts()


def test_a_report_lives_from_its_draft_to_what_became_of_it(desk, report):
    page = report("writer")
    expect(page.get_by_text("您是起草人，复核须由他人办理。")).to_be_visible()
    assert "复核通过" not in buttons(page)
    assert page.get_by_role("button", name="上传并复核").count() == 0
    head = report("head")
    assert "签发" not in buttons(head)

    press(report("checker"), "退回修改")
    assert UNCHANGED in browsing.refused(desk.of("checker"))
    press(report("checker", 说明="第三部分请补充同比"), "退回修改", "退回修改")
    stale = report("checker")
    second = stale.context.new_page()
    second.goto(stale.url)
    press(second, "复核通过", "已复核")
    press(stale, "复核通过")
    told = browsing.refused(stale)
    assert "这一步没有办成" in told
    assert "已复核" in told
    assert "不能办「已复核」" in told
    second.close()

    assert "签发" not in buttons(report("checker"))
    assert not report("writer").get_by_role("button", name="报送").count()
    press(report("head"), "签发", "已签发")
    assert buttons(report("writer")) == ["报送"]
    press(report("writer"), "报送")
    told = browsing.refused(desk.of("writer"))
    assert UNCHANGED in told
    assert "请填写报送给谁" in told
    press(report("writer", 报送给="虚构区委"), "报送", "已报送")

    press(report("head", 说明="请住建部门会同法院研究"), "登记批示", "已批示")
    press(report("writer", 说明="采纳第二条建议"), "登记采纳", "已采纳")
    press(report("checker", 说明="核查欠薪", 任务责任单位="民一庭"), "交办任务")
    assert "任务须填写责任单位" in browsing.refused(desk.of("checker"))
    given = report("checker", 说明="核查欠薪", 任务责任单位="民一庭", 限期="2030-09-30")
    press(given, "交办任务")
    task = given.get_by_role("row").filter(has_text="核查欠薪")
    expect(task).to_contain_text("民一庭")
    expect(task).to_contain_text("2030-09-30")
    page = report("writer")
    page.get_by_role("row").filter(has_text="核查欠薪").get_by_role("button", name="办结").click()
    expect(page.get_by_role("row").filter(has_text="核查欠薪")).to_contain_text("已办结")
    press(report("writer", 说明="区委办电话反馈已落实"), "登记反馈", "已采纳")

    steps = desk.of("writer").locator(".timeline li")
    assert [words.split()[0] for words in steps.locator("span").all_inner_texts()] == [
        "草稿", "退回修改", "已复核", "已签发", "已报送", "已批示", "已采纳", "任务", "任务办结", "反馈",
    ]  # fmt: skip
    by = steps.locator("small").all_inner_texts()
    assert [words.split()[0] for words in by] == [
        "writer", "checker", "checker", "head", "writer", "head", "writer", "checker", "writer", "writer",
    ]  # fmt: skip
    browsing.go(desk.of("writer"), "报告")
    rate = desk.of("writer").get_by_role("row").filter(has=desk.of("writer").locator("small.unit"))
    assert rate.locator("td").all_inner_texts()[1:] == ["1", "1", "1", "100.00%"]
    assert desk.strange == []


def test_nobody_of_another_court_comes_near_it(desk, report):
    page = report("stranger")
    assert "没有权限" in browsing.refused(page)
    page.goto("/reports")
    expect(page.locator("main")).to_contain_text("还没有报告")
