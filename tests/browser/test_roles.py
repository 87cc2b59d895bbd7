"""Each role at its main job, signed in, by mouse and keyboard; and the menus and pages that it does not have."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

import browsing
from browsing import COURT, OTHER, PASSWORD
from shuzhu import pipeline
from shuzhu.access import ROLES, Grant
from shuzhu.desk.items import Step

pytestmark = browsing.MARKS
PEOPLE = {
    "leader": Grant(role="leader", court=COURT),
    "supervision": Grant(role="supervision", court=COURT),
    "research": Grant(role="research", court=COURT),
    "judge": Grant(role="judge", court=COURT, divisions=("民一庭",)),
    "mediator": Grant(role="mediator", court=COURT, divisions=("诉调中心",)),
    "technician": Grant(role="technician", court="*"),
    "administrator": Grant(role="administrator", court="*"),
    "auditor": Grant(role="auditor", court="*"),
    "external": Grant(role="external", court=COURT, divisions=("住建局",)),
}
FIGURES = ["总览", "数字体检", "指数", "数据", "大屏"]
HANDED = ["总览", "数字体检", "预警", "指数", "数据", "大屏"]
WARNED = ["总览", "数字体检", "预警", "检索", "诉前解纷", "指数", "数据", "大屏"]
OFFICE = ["总览", "数字体检", "预警", "检索", "诉前解纷", "指数", "报告", "数据", "大屏"]
MENUS = {
    "leader": OFFICE, "supervision": OFFICE, "research": OFFICE, "judge": WARNED, "mediator": WARNED,
    "technician": FIGURES, "administrator": ["管理"], "auditor": ["审计"], "external": HANDED,
}  # fmt: skip
FOREIGN = {
    "leader": "/accounts", "supervision": "/audit", "research": "/accounts", "judge": "/reports",
    "mediator": "/reports", "technician": "/warnings", "administrator": "/warnings", "auditor": "/accounts",
    "external": "/reports",
}  # fmt: skip
"""A page that each must not have."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Windows on a cockpit with warnings, one of them handed to each of 民一庭, 诉调中心 and 住建局."""
    if not browsing.PRESENT:
        pytest.fail(browsing.MISSING)
    with browsing.quick_hashes():
        store = browsing.world(tmp_path_factory.mktemp("roles"))
        browsing.enrol(store, PEOPLE)
        hand_out(store)
        with browsing.served(store) as address, browsing.windows(address) as opened:
            yield opened


def hand_out(store):
    """Watch June, and hand out one warning to each of three who answer: where it rests on a case, to its division."""
    house, now = pipeline.open_house(store), datetime.now(UTC)
    pipeline.watch(house, "all", "2020-06", now, "tester")
    found = [one for one in pipeline.open_items(house, [COURT]) if len(one.alarm.evidence) == 1]
    by_division = {one.id: pipeline.cases_of(house, one)[0]["division"] for one in found}
    chosen = {owner: next(n for n, division in by_division.items() if division == heard)
              for owner, heard in (("民一庭", "民一庭"), ("诉调中心", "诉调中心"), ("住建局", "综合庭"))}  # fmt: skip
    for owner, number in chosen.items():
        pipeline.step_item(house, number, Step(what="confirmed", at=now, by="tester"))
        given = Step(what="assigned", at=now, by="tester", owner=owner, due_on=date(2030, 1, 31), note="请核")
        pipeline.step_item(house, number, given)
    house.close()


@pytest.mark.parametrize("role", ROLES)
def test_everyone_has_the_menu_of_their_role_and_no_other_page(desk, role):
    page = desk.of(role)
    page.goto("/")
    assert browsing.menu(page) == MENUS[role]
    page.goto(FOREIGN[role])
    assert "没有权限" in browsing.refused(page)
    page.goto("/")
    assert page.get_by_role("link", name=role, exact=True).is_visible()
    assert desk.strange == []


def test_a_leader_reads_the_overview_and_opens_what_a_grave_warning_rests_on(desk):
    page = desk.of("leader")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("海安区人民法院")
    assert page.locator(".score b").count() == 2
    grave = page.get_by_role("row").filter(has=page.locator(".level.red, .level.orange")).filter(has_text="审限届满")
    grave.first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="为什么提示")).to_be_visible()
    assert "已超审限" in page.locator(".reason").inner_text()
    page.get_by_role("region", name="案件清单").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="案情")).to_be_visible()
    assert COURT in page.get_by_role("heading", level=1).inner_text()
    page.goto(f"/?court={OTHER}")
    assert "没有权限" in browsing.refused(page)


def test_supervision_watches_confirms_assigns_and_takes_the_list_along(desk, tmp_path):
    page = desk.of("supervision")
    page.goto("/")
    browsing.go(page, "预警")
    watching = page.locator("section.do")
    assert not watching.get_by_label("法院").get_by_role("option").filter(has_text=OTHER).count()
    watching.get_by_label("法院").select_option(COURT)
    watching.get_by_label("时段").select_option("2020-05")
    page.get_by_role("button", name="开始排查").click()
    page.wait_for_url("**/warnings", timeout=30_000)
    page.get_by_role("row").filter(has_text="待研判").first.get_by_role("link").click()
    page.get_by_label("说明").fill("与案卷核对无误")
    page.get_by_role("button", name="确认属实").click()
    expect(page.locator("header.title")).to_contain_text("已确认")
    page.get_by_label("交办给").fill("民二庭")
    page.get_by_label("限期").fill("2030-02-28")
    page.get_by_role("button", name="交办", exact=True).press("Enter")
    expect(page.locator("header.title")).to_contain_text("责任单位 民二庭")
    browsing.go(page, "预警")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    taken.value.save_as(tmp_path / "warnings.csv")
    text = (tmp_path / "warnings.csv").read_text(encoding="utf-8-sig")
    assert "虚构" in text.splitlines()[0]
    assert "民二庭" in text
    assert OTHER not in text


def test_research_makes_a_report_and_reads_it(desk):
    page = desk.of("research")
    page.goto("/")
    browsing.go(page, "报告")
    form = page.locator("section.do")
    form.get_by_label("种类").select_option("operations")
    form.get_by_label("法院").select_option(COURT)
    form.get_by_label("时段").select_option("2020H1")
    form.get_by_role("button", name="编写草稿").click()
    page.wait_for_url("**/reports/*", timeout=60_000)
    expect(page.locator("header.title")).to_contain_text("草稿")
    with page.expect_popup() as preview:
        page.get_by_role("link", name="预览").click()
    expect(preview.value.locator("body")).to_contain_text("结案率")
    assert "虚构" in preview.value.locator("body").inner_text()
    preview.value.close()
    expect(page.get_by_text("您是起草人，复核须由他人办理。")).to_be_visible()
    assert page.get_by_role("button", name="复核通过").count() == 0


def test_a_judge_goes_from_an_indicator_to_a_case_of_their_own_division(desk):
    page = desk.of("judge")
    page.goto("/")
    browsing.go(page, "数字体检")
    browsing.choose(page, "时段", "2020H1")
    page.get_by_role("link", name="结案率", exact=True).first.click()
    cases = page.locator("details[open] table.list").first.get_by_role("link")
    causes = page.locator("details[open] table.list").first.inner_text()
    assert "民间借贷纠纷" in causes
    assert not [cause for cause in ("买卖合同纠纷", "物业服务合同纠纷", "诈骗罪") if cause in causes]
    cases.first.click()
    expect(page.get_by_role("heading", name="案情")).to_be_visible()
    assert "民一庭" in page.locator("main").inner_text()
    page.goto(f"/case?id=（2020）{COURT}刑初1号")
    assert browsing.refused(page)
    page.goto("/warnings")
    assert set(page.locator("#rows tbody tr td:nth-child(5)").all_inner_texts()) == {"民一庭"}


def test_a_mediator_answers_what_was_handed_to_the_centre_and_sees_no_names(desk):
    page = desk.of("mediator")
    page.goto("/")
    browsing.go(page, "预警")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.locator("#rows tbody").get_by_role("link").click()
    assert page.get_by_role("button", name="交办", exact=True).count() == 0
    page.get_by_label("说明").fill("双方同意分期，已出调解书")
    page.get_by_role("button", name="登记处置").click()
    expect(page.locator(".timeline").first).to_contain_text("双方同意分期")
    page.get_by_role("region", name="案件清单").get_by_role("link").click()
    expect(page.get_by_role("heading", name="案情")).to_be_visible()
    assert "法官13" not in page.locator("main").inner_text()


def test_a_technician_looks_at_the_loads_and_at_what_was_refused(desk):
    page = desk.of("technician")
    page.goto("/")
    browsing.go(page, "数据")
    expect(page.get_by_role("region", name="导入批次").locator("tbody tr")).to_have_count(1)
    page.get_by_text("逐行明细").click()
    refusals = page.get_by_role("region", name="拒收明细")
    expect(refusals).to_contain_text("cases.csv")
    assert "某年某月" not in refusals.inner_text()
    page.goto(f"/case?id=（2020）{COURT}民初1号")
    assert "没有权限" in browsing.refused(page)


def test_an_administrator_makes_an_account_and_its_owner_must_choose_a_password(desk):
    page = desk.of("administrator")
    page.goto("/")
    form = page.locator("section.do")
    form.get_by_label("用户名").fill("newcomer")
    form.get_by_label("称呼").fill("新来的人")
    form.get_by_role("button", name="新建账号").click()
    secret = page.locator(".once code").first.inner_text()
    row = page.get_by_role("row").filter(has_text="新来的人")
    row.get_by_text("变更").click()
    row.get_by_label("角色").first.select_option("research")
    row.get_by_label("范围").first.select_option(COURT)
    row.get_by_role("button", name="授权").click()
    expect(page.get_by_role("row").filter(has_text="新来的人")).to_contain_text("研究室")
    assert secret not in page.content()

    theirs = desk.window()
    theirs.goto("/")
    browsing.sign_in(theirs, "newcomer", secret)
    expect(theirs.get_by_role("heading", name="修改密码")).to_be_visible()
    theirs.goto("/reports")
    theirs.wait_for_url("**/password")
    for again in ("Another-River-1", PASSWORD):
        theirs.get_by_label("现在的密码").fill(secret)
        theirs.get_by_label("新密码", exact=True).fill(PASSWORD)
        theirs.get_by_label("再输一次新密码").fill(again)
        theirs.get_by_role("button", name="修改密码").click()
        if again != PASSWORD:
            expect(theirs.get_by_role("alert")).to_have_text("两次输入的新密码不同")
    theirs.wait_for_url("**/login")
    theirs.get_by_label("用户名").fill("newcomer")
    theirs.get_by_label("密码", exact=True).fill(secret)
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("alert")).to_contain_text("没有登录")
    browsing.sign_in(theirs, "newcomer", PASSWORD)
    assert browsing.menu(theirs) == OFFICE
    theirs.get_by_role("button", name="退出").click()
    theirs.wait_for_url("**/login")
    theirs.context.close()


def test_an_auditor_finds_who_was_denied_what_and_that_the_record_is_whole(desk):
    denied = desk.of("judge")
    denied.goto("/accounts")
    browsing.refused(denied)
    page = desk.of("auditor")
    page.goto("/")
    expect(page.locator("header.title")).to_contain_text("核验无误")
    page.get_by_label("类别").select_option(label="拒绝")
    page.get_by_label("用户名").fill("judge")
    page.get_by_label("用户名").press("Enter")
    page.wait_for_url("**who=judge**")
    rows = page.locator("#rows tbody tr")
    expect(rows.locator("td:nth-child(4)").filter(has_not_text="judge")).to_have_count(0)
    assert set(rows.locator("td:nth-child(3)").all_inner_texts()) == {"拒绝"}
    assert rows.filter(has_text="accounts").or_(rows.filter(has_text="管理账号")).count()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename.endswith(".csv")
    page.reload()
    expect(page.locator("header.title")).to_contain_text("核验无误")


def test_an_outside_body_sees_what_was_handed_to_it_and_answers(desk):
    page = desk.of("external")
    page.goto("/")
    browsing.go(page, "预警")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.locator("#rows tbody").get_by_role("link").click()
    expect(page.locator("header.title")).to_contain_text("责任单位 住建局")
    own = page.url
    assert page.get_by_role("region", name="案件清单").count() == 0
    page.get_by_label("说明").fill("已责令限期整改")
    page.get_by_role("button", name="登记处置").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".timeline").first).to_contain_text("已责令限期整改")
    foreign = next(n for n in range(1, 9) if not own.endswith(f"/{n}"))
    page.goto(f"/warnings/{foreign}")
    assert "没有权限" in browsing.refused(page)
    answered = desk.of("supervision")
    answered.goto(own)
    expect(answered.locator(".timeline").first).to_contain_text("已责令限期整改")
