"""Loading in the browser, from the files to what became of them: good and bad rows, a broken file, cancel, undo."""

import csv
import time

import pytest
from playwright.sync_api import expect

import browsing
import faces
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.web import loading

pytestmark = browsing.MARKS
PEOPLE = {
    "engineer": Grant(role="technician", court="*"),
    "one-court": Grant(role="technician", court=browsing.COURT),
    "judge": Grant(role="judge", court=browsing.COURT),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A store, and files of the years after it with a bad row and a broken one."""
    folder = tmp_path_factory.mktemp("loading")
    store = browsing.world(folder / "world")
    files = faces.files(folder / "later", years=(2021, 2022))
    with (files / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows.append(rows[0] | {"case_id": "坏行", "case_number": "坏行", "filed_on": "某年某月"})
    with (files / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (files / "enforcements_坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    return store, files


@pytest.fixture(scope="module")
def desk(place):
    """Windows on the cockpit."""
    if not browsing.PRESENT:
        pytest.fail(browsing.MISSING)
    with browsing.quick_hashes():
        browsing.enrol(place[0], PEOPLE)
        with browsing.served(place[0]) as address, browsing.windows(address) as opened:
            yield opened


def hand_in(page, *files):
    """Choose files on the page of data and send them."""
    browsing.go(page, "数据")
    page.get_by_label("文件（可多选）").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url("**/data/uploads/*", timeout=60_000)


def test_who_may_not_load_everywhere_is_offered_nothing(desk):
    for name in ("judge", "one-court"):
        page = desk.of(name)
        browsing.go(page, "数据")
        expect(page.get_by_role("button", name="上传并核对")).to_have_count(0)


def test_from_the_files_to_the_refused_rows_and_back(desk, place):
    store, files = place
    page = desk.of("engineer")
    hand_in(page, files / "cases.csv", files / "enforcements.csv", files / "enforcements_坏.xlsx")
    main = page.locator("main")
    expect(main).to_contain_text("立案日期")
    expect(main).to_contain_text("将拒收 1")
    expect(page.locator("section.file").nth(2)).to_contain_text("不能导入")
    assert page.locator("section.file").nth(2).get_by_role("checkbox").is_disabled()
    page.get_by_role("button", name="开始导入").click()
    page.wait_for_url("**/data/loads/2", timeout=90_000)
    expect(main).to_contain_text("拒收")
    expect(main).to_contain_text("有效")
    with page.expect_download() as taken:
        page.locator("a[href*='table=refused']", has_text="CSV").click()
    told = taken.value.path().read_text("utf-8-sig")
    assert "cases.csv" in told
    assert "坏行" not in told

    page.get_by_label("确认撤销批次 2").check()
    page.get_by_role("button", name="撤销导入").click()
    page.wait_for_url("**/data/loads/3", timeout=90_000)
    expect(main).to_contain_text("其余批次不变")
    assert pipeline.open_house(store).snapshot.loads == (1,)


def test_a_load_that_is_cancelled_leaves_nothing(desk, place, monkeypatch):
    store, files = place
    real = pipeline.load

    def slow(house, paths, mapping, progress):
        def told(what, rows):
            progress(what, rows)
            for _ in range(600):
                time.sleep(0.05)
                progress(what, 0)

        return real(house, paths, mapping, told)

    monkeypatch.setattr(loading.pipeline, "load", slow)
    before = pipeline.open_house(store).snapshot
    page = desk.of("engineer")
    hand_in(page, files / "dishonest.csv")
    page.get_by_role("button", name="开始导入").click()
    page.get_by_role("button", name="取消").click()
    expect(page.locator("main")).to_contain_text("已取消，什么也没有写入", timeout=60_000)
    assert pipeline.open_house(store).snapshot == before
    page.get_by_role("link", name="返回上一页").click()
    expect(page.get_by_role("heading", name="dishonest.csv")).to_be_visible()
    page.get_by_role("button", name="不导入，删去文件").click()
    page.wait_for_url("**/data")


def test_a_broken_file_alone_cannot_be_begun(desk, place):
    page = desk.of("engineer")
    hand_in(page, place[1] / "enforcements_坏.xlsx")
    expect(page.get_by_role("button", name="开始导入")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("没有可以导入的文件")
    assert not desk.strange
