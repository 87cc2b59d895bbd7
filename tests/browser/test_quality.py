"""The quality of the data in the browser: the page of scores, and a load that waits until somebody releases it."""

import csv

import pytest
from playwright.sync_api import expect

import browsing
import faces
from shuzhu import pipeline
from shuzhu.access import Grant

pytestmark = browsing.MARKS
PEOPLE = {
    "engineer": Grant(role="technician", court="*"),
    "leader": Grant(role="leader", court=browsing.COURT),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A store that holds loads, and a file of judges lost."""
    folder = tmp_path_factory.mktemp("quality")
    store = browsing.world(folder / "world")
    with (store / "settings.yaml").open("a", encoding="utf-8") as file:
        file.write("hold: true\n")
    path = faces.files(folder / "later", years=(2021, 2022)) / "cases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | {"judge": ""} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return store, path


@pytest.fixture(scope="module")
def desk(place):
    """Windows on the cockpit."""
    if not browsing.PRESENT:
        pytest.fail(browsing.MISSING)
    with browsing.quick_hashes():
        browsing.enrol(place[0], PEOPLE)
        with browsing.served(place[0]) as address, browsing.windows(address) as opened:
            opened.of("engineer").set_default_timeout(60_000)
            yield opened


def test_a_leader_sees_scores_faults_and_deliveries_of_the_own_court(desk):
    page = desk.of("leader")
    page.set_default_timeout(60_000)
    page.goto(f"/quality?court={browsing.COURT}&period=2020H1")
    main = page.locator("main")
    for title in ("总分", "完整性", "问题最多的规则", "近24个月", "最近到数"):
        expect(main).to_contain_text(title, timeout=60_000)
    expect(page.locator("#fresh tbody tr").first).to_contain_text("-")
    page.locator("#by .tabs").get_by_role("link", name="字段").click()
    expect(page.locator("#by")).to_contain_text("案件·")


def test_a_load_that_waits_is_looked_at_and_released(desk, place):
    store, path = place
    page = desk.of("engineer")
    browsing.go(page, "数据")
    page.get_by_label("文件（可多选）").set_input_files(str(path))
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url("**/data/uploads/*", timeout=60_000)
    page.get_by_role("button", name="开始导入").click()
    page.wait_for_url("**/data/held/1", timeout=120_000)
    main = page.locator("main")
    expect(main).to_contain_text("与以往批次明显不同")
    expect(main).to_contain_text("承办法官")
    assert pipeline.open_house(store).snapshot.loads == (1,)
    browsing.go(page, "数据")
    page.locator("section", has_text="待定批次").get_by_role("link", name="1", exact=True).first.click()
    page.get_by_label("已核对待定批次 1").check()
    page.get_by_role("button", name="放行").click()
    page.wait_for_url("**/data/loads/2", timeout=120_000)
    expect(main).to_contain_text("导入验收")
    assert pipeline.open_house(store).snapshot.loads == (1, 2)
    assert not desk.strange
