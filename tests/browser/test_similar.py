"""The page 类案 with its hits and its measure, on phone, tablet, desk and wall, in both languages."""

import pytest

import faces
from browsing import ARGUMENTS, CHROMIUM, MARKS, MISSING, PRESENT, served
from search_papers import CAUSES, batches, papers
from shuzhu import pipeline

pytestmark = MARKS
ROWS = papers(21, 90)
CAUSE_OF = {row["case_id"]: row["cause"] for row in ROWS["cases"]}
ASKED = next(row["case_number"] for row in ROWS["documents"] if CAUSE_OF[row["case_id"]] == CAUSES[0])


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A cockpit over made-up judgments."""
    if not PRESENT:
        pytest.fail(MISSING)
    root = faces.store(tmp_path_factory.mktemp("alike") / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(ROWS), house.codes)
    with served(root, home="虚0213", unlocked=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [375, 768, 1280, 1920])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_does_not_scroll_sideways(browser, address, lang, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
    page = context.new_page()
    page.goto(f"/similar?case={ASKED}&lang={lang}", wait_until="networkidle")
    assert page.locator("ol.alike > li").count() == 10
    assert page.locator("#measure").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
