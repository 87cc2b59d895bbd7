"""The check-up as a reader meets it: on a desk, on a phone, by keyboard and on paper."""

import importlib.util
import itertools
import os
import re
import shutil
from pathlib import Path

import pytest

import faces

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-first-run"]  # fmt: skip
REQUIRED = "browser" in os.environ.get("SHUZHU_REQUIRE", "")
PRESENT = Path(CHROMIUM).exists() and importlib.util.find_spec("playwright") is not None
MISSING = f"needs playwright, and Chromium at {CHROMIUM}"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PRESENT and not REQUIRED, reason=MISSING),
]
WIDTHS = {"desk": 1200, "phone": 390}
A4, MARGINS = 210, 28
DOT = 96 / 25.4
"""Dots of a screen to a millimetre of paper."""
CONTRASTS = """
() => {
  const light = c => c.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0)
  const numbers = text => text.match(/[\\d.]+/g).map(Number)
  const ground = node => {
    for (let at = node; at; at = at.parentElement) {
      const c = numbers(getComputedStyle(at).backgroundColor)
      if (c.length < 4 || c[3] > 0) return c.slice(0, 3)
    }
    return [255, 255, 255]
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim(), node = texts.currentNode.parentElement
    if (!text || !node.getClientRects().length || node.closest('title')) continue
    const style = getComputedStyle(node)
    const ink = light(numbers(node.closest('svg') ? style.fill : style.color).slice(0, 3)), paper = light(ground(node))
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)
    found.push([ratio, text])
  }
  return found
}
"""
CLIPPED = """
() => [...document.querySelectorAll('svg.radar')].flatMap(svg => {
  const box = svg.getBoundingClientRect()
  return [...svg.querySelectorAll('text')].filter(text => {
    const b = text.getBoundingClientRect()
    return b.left < box.left - 0.5 || b.right > box.right + 0.5 || b.top < box.top - 0.5 || b.bottom > box.bottom + 0.5
  }).map(text => text.textContent)
})
"""
OVERFLOWING = """
() => [...document.querySelectorAll('th, td')].filter(cell => {
  const range = document.createRange()
  range.selectNodeContents(cell)
  const text = range.getBoundingClientRect(), box = cell.getBoundingClientRect()
  return text.width && (text.left < box.left - 1 || text.right > box.right + 1)
}).map(cell => cell.textContent.trim())
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """Check-ups as files: one court's, one of a period before the records, one with long and hostile names."""
    if not PRESENT:
        pytest.fail(MISSING)
    folder = tmp_path_factory.mktemp("pages")
    store = faces.store(folder / "store")
    hostile(store)
    assert faces.run("--store", store, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", store, "score", "--court", "虚0213", "--freeze", "2019") == 0
    for period in ("2020H1", "2019Q1"):
        assert faces.run("--store", store, "checkup", "--court", "虚0213", "--period", period, "-o", folder) == 0
    return {period: folder / f"checkup-虚0213-{period}.html" for period in ("2020H1", "2019Q1")}


def hostile(store: Path) -> None:
    """An index of the court's own whose names are long and hold marks of HTML."""
    folder = store / "catalogue" / "indices"
    folder.mkdir()
    names = ["<b>环境资源审判与生态修复执行", "知识产权与涉外商事审判", '"x" & <script>alert(1)</script>', "丁", "戊"]
    classes = "\n".join(
        f"  - {{id: c{n}, title: {{zh: '{name}'}}, indicators: [XL0{n + 1}]}}" for n, name in enumerate(names)
    )
    (folder / "own.yaml").write_text(f"id: own\ntitle: {{zh: 本院<i>指数}}\nclasses:\n{classes}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def browser(pages, tmp_path_factory):
    """Chromium, with a folder of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


class Visit:
    """One page opened, with what it asked for and complained of."""

    def __init__(self, browser, path: Path, width: int) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())


@pytest.fixture
def visit(browser, pages):
    """What opens a check-up in a window of some width."""
    opened: list[Visit] = []

    def open_(width: int = WIDTHS["desk"], period: str = "2020H1") -> Visit:
        opened.append(Visit(browser, pages[period], width))
        return opened[-1]

    yield open_
    for one in opened:
        one.page.close()


@pytest.mark.parametrize("period", ["2020H1", "2019Q1"])
def test_the_page_asks_nobody_for_anything_and_complains_of_nothing(visit, pages, period):
    seen = visit(period=period)
    assert seen.asked == [pages[period].as_uri()]
    assert seen.complaints == []


@pytest.mark.parametrize("period", ["2020H1", "2019Q1"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_never_scrolls_sideways_and_no_cell_overflows(visit, width, period):
    page = visit(width, period).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOWING) == []


def test_a_wide_table_scrolls_in_its_own_box_on_a_phone_and_keeps_its_first_column(visit):
    page = visit(WIDTHS["phone"]).page
    box = page.locator(".scroll").first
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.evaluate("box => { box.scrollLeft = 400 }")
    name, frame = box.locator("tbody th").first.bounding_box(), box.bounding_box()
    assert abs(name["x"] - frame["x"]) < 1


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_all_text_stands_out_from_its_ground(visit, medium):
    page = visit().page
    page.emulate_media(media=medium)
    found = page.evaluate(CONTRASTS)
    assert len(found) > 300
    weak = sorted({(round(ratio, 2), text) for ratio, text in found if ratio < 4.5})
    assert not weak


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_name_of_a_radar_is_cut(visit, width):
    page = visit(width).page
    assert page.locator("svg.radar").count() == 3
    assert page.evaluate(CLIPPED) == []


def test_a_radar_writes_its_scores_and_tells_its_lines_apart_without_colour(visit):
    page = visit().page
    figures = page.locator("svg.radar").nth(1).locator(".figure").all_text_contents()
    assert len(figures) == 6
    assert all(re.fullmatch(r"\d+\.\d\d|—", figure) for figure in figures)
    strokes = [page.locator(f"svg.radar .{name}").first.evaluate("line => getComputedStyle(line).strokeDasharray")
               for name in ("now", "before", "peer")]  # fmt: skip
    assert len(set(strokes)) == 3


def test_names_from_a_catalogue_are_words_and_never_code(visit):
    page = visit().page
    assert page.locator("script").count() == 0
    assert page.locator("main b, main i").filter(has_text="环境资源").count() == 0
    assert page.locator("h2", has_text="本院<i>指数").count() == 2


def test_colour_alone_says_nothing(visit):
    page = visit().page
    assert set(page.locator("small.good").all_text_contents()) <= {"改善"}
    assert set(page.locator("small.bad").all_text_contents()) == {"变差"}
    assert all(page.locator(".band.above small, .band.below small").all_text_contents())


def test_every_link_is_reached_by_the_keyboard_and_shows_it(visit):
    page = visit().page
    links = page.locator("a").count()
    reached, unseen = set(), []
    for _ in range(links + page.locator(".scroll").count()):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const a = document.activeElement, s = getComputedStyle(a);"
            " return [a.tagName, a.getAttribute('href'), s.outlineStyle, parseFloat(s.outlineWidth)] }"
        )
        if at[2] == "none" or at[3] < 2:
            unseen.append(at)
        if at[0] == "A":
            reached.add(at[1])
    assert not unseen
    assert reached == {link.get_attribute("href") for link in page.locator("a").all()}


def test_every_link_leads_to_a_place_on_the_page(visit):
    page = visit().page
    targets = {link.get_attribute("href") for link in page.locator("a").all()}
    assert len(targets) > 50
    assert not [target for target in targets if page.locator(f'[id="{target[1:]}"]').count() != 1]


def test_language_title_and_headings_are_in_order(visit):
    page = visit().page
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.title() == "虚构市海安区人民法院数字体检（2020年上半年）"
    levels = [int(tag[1]) for tag in page.locator("h1,h2,h3,h4").evaluate_all("all => all.map(h => h.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.locator("table").count() == page.locator("table[aria-labelledby]").count()
    assert page.locator("thead th:not([scope=col]), tbody th:not([scope=row])").count() == 0


def test_number_columns_stand_in_line_across_tables(visit):
    page = visit().page
    edges = page.evaluate(
        "() => [...document.querySelectorAll('table')].map(t => "
        "[...t.querySelectorAll('thead th')].map(h => Math.round(h.getBoundingClientRect().right)).join(' '))"
    )
    assert len(edges) > 10
    assert len(set(edges)) == 1


def test_every_value_names_its_snapshot_and_stands_beside_what_it_is_made_of(visit):
    page = visit().page
    keys = page.locator("td.value").evaluate_all("all => all.map(cell => cell.dataset.value)")
    assert len(keys) > 50
    assert all(re.fullmatch(r"\w+@虚0213/2020H1#s000001", key) for key in keys)
    closing = page.locator("#XL01 td.value")
    assert re.fullmatch(r"[\d.]+\s*[A-D]?\s*\d+ / \d+", closing.inner_text().replace("\n", " "))


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_made_up_label_is_seen_on_the_screen_and_on_paper(visit, medium):
    page = visit().page
    page.emulate_media(media=medium)
    assert page.locator(".banner").is_visible()
    assert "虚构" in page.locator(".banner").inner_text()
    assert "虚构数据" in page.locator("footer").inner_text()
    assert '@top-center{content:"虚构数据' in page.content()


def test_on_paper_no_table_is_cut_and_every_heading_is_repeated(visit):
    page = visit(round((A4 - MARGINS) * DOT)).page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= round((A4 - MARGINS) * DOT)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(CLIPPED) == []
    styles = page.evaluate(
        "() => [...document.querySelectorAll('table')].map(t => [getComputedStyle(t.tHead).display,"
        " getComputedStyle(t.tBodies[0].rows[0]).breakInside, getComputedStyle(t.parentElement).overflowX])"
    )
    assert {tuple(style) for style in styles} == {("table-header-group", "avoid", "visible")}


def test_it_prints_on_a4_with_the_overview_on_a_page_of_its_own(visit):
    paper = visit().page.pdf(prefer_css_page_size=True)
    sizes = {
        tuple(round(float(n)) for n in box.split()[2:])
        for box in re.findall(r"/MediaBox ?\[([^\]]+)\]", paper.decode("latin-1"))
    }
    assert sizes == {(595, 842)}
    assert 4 <= len(re.findall(rb"/Type ?/Page\b", paper)) <= 12


def test_a_period_with_few_cases_and_no_year_before_says_so(visit):
    page = visit(period="2019Q1").page
    text = page.locator("main").inner_text()
    assert "件数少" in text
    assert "不适用" in text
    assert not re.search(r"\b(nan|None|inf|Undefined)\b", text)
    assert page.locator(".score").first.inner_text().count("较上年同期 —") == 1
