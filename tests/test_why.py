"""The page and the charts that explain a warning: sound, whole, to scale, and within their frame."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.reports.why import Why, html, svg
from shuzhu.reports.why_lines import FOOT, TOP, Lines, Other, Point, lines
from shuzhu.reports.why_pen import WIDE
from shuzhu.reports.why_timeline import Span, Timeline, timeline

LABEL = "虚构数据，仅供演示"
MONTHS = [f"{2019 + n // 12}-{n % 12 + 1:02d}" for n in range(24)]
FIGURES = st.one_of(st.none(), st.floats(0, 1e6))


def chart(values, **more):
    """A figure by month; the last one is the one that was found."""
    points = [
        Point(label=label, value=value, expected=40, upper=60, found=n == len(values) - 1)
        for n, (label, value) in enumerate(zip(MONTHS, values, strict=False))
    ]
    return Lines(**({"title": "新收案件数", "unit": "件", "points": points} | more))


def drawn(text):
    """The elements of a chart by class; it must be well formed."""
    found = {}
    for element in ET.fromstring(text).iter():
        found.setdefault(element.get("class"), []).append(element)
    return found


def words(text):
    """Every word that stands in a chart."""
    return [element.text for element in ET.fromstring(text).iter() if element.tag.endswith("text")]


def why(**more):
    """The brief of a made-up item."""
    return Why(
        **(
            {"number": 7, "level": "黄", "title": "群体性欠薪", "called": "虚构<甲>公司", "court": "虚构市法院",
             "words": "三十日内12件", "question": "是否被多人起诉？",
             "facts": [("依据", "条例"), ("限期", "2020-07-31")], "chart": chart([40, 41, 75]),
             "case_heads": ("案号", "案由"), "cases": [("（2020）虚0213民初1号", "劳动争议")],
             "case_count": 12, "step_heads": ("时间", "事项"), "steps": [("2020-06-01 09:00", "待研判")],
             "snapshot": "s000001", "catalogue": "abc", "label": LABEL}
            | more
        )
    )  # fmt: skip


def test_a_page_tells_all_of_it_and_fetches_nothing():
    page = html(why())
    for said in ("第7号", "群体性欠薪", "虚构&lt;甲&gt;公司", "三十日内12件", "条例", "2020-07-31",
                 "（2020）虚0213民初1号", "12件，列前1件", "待研判", "s000001", "abc", LABEL, "<svg"):  # fmt: skip
        assert said in page
    assert "<甲>" not in page
    assert not re.search(r"(src|href)=|url\(|@import", page)


def test_a_page_of_a_courts_own_data_bears_no_label():
    page = html(why(label=""))
    assert "虚构数据" not in page
    assert 'class="banner"' not in page


def test_a_chart_alone_bears_the_label_and_says_where_there_is_nothing():
    assert LABEL in words(svg(why()))
    assert words(svg(why(chart=None, label=""))) == ["此项没有可画的数"]
    assert words(lines(chart([None, None]), "")) == ["新收案件数"]


def test_figures_stand_to_scale_with_the_found_one_in_a_ring_and_told():
    found = drawn(lines(chart([20, 40, 80]), ""))
    heights = [FOOT - float(dot.get("cy")) for dot in found["dot"]]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == pytest.approx(4 * heights[0], abs=0.2)
    (ring,) = found["ring"]
    assert ring.get("cx") == found["dot"][-1].get("cx")
    assert [told.text for told in found["told"]] == ["80件"]


def test_months_are_numbered_and_each_year_is_told_once():
    said = words(lines(chart(list(range(1, 25))), ""))
    assert [one for one in said if one.endswith("年")] == ["2019年", "2020年"]
    assert said.count("12") == 2


def test_counts_of_events_have_whole_numbers_and_the_window_above():
    found = drawn(lines(chart([0, 0, 1], bars=True, window="窗口"), ""))
    assert len(found["inside"]) == 2  # its bar and its place in the legend
    assert not [tick for tick in found["soft"] if tick.text and re.fullmatch(r"\d+\.\d+", tick.text)]


def test_lines_of_comparison_are_named_once():
    past = [
        Other(name="前3年", kind="past", values=[10, 20, 30]),
        Other(name="前3年", kind="past", values=[11, 21, 31]),
    ]
    assert words(lines(chart([1, 2, 3], others=past), "")).count("前3年") == 1


@given(st.lists(FIGURES, min_size=1, max_size=24), st.booleans())
def test_nothing_is_drawn_outside_the_frame(values, bars):
    if all(value is None for value in values):
        return
    found = drawn(lines(chart(values, bars=bars, window="窗口" if bars else ""), LABEL))
    for dot in found.get("dot", []):
        assert 0 <= float(dot.get("cx")) <= WIDE
        assert TOP - 0.1 <= float(dot.get("cy")) <= FOOT + 0.1
    for bar in [*found.get("bar", []), *found.get("inside", [])]:
        assert 0 <= float(bar.get("x")) <= float(bar.get("x")) + float(bar.get("width")) <= WIDE
        assert float(bar.get("y")) + float(bar.get("height")) <= FOOT + 0.1


@given(
    st.integers(0, 700),
    st.integers(-200, 200),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90)), max_size=4),
)
def test_a_clock_is_drawn_to_scale_within_its_frame(age, past, spans):
    today = date(2020, 6, 30)
    filed = today - timedelta(days=age)
    due = max(today - timedelta(days=past), filed)
    told = [Span(name="鉴定", first=filed + timedelta(days=a), last=filed + timedelta(days=a + n)) for a, n in spans]
    case = Timeline(
        title="案", named="审限", overrun=True, filed=filed, due=due, due_name="审限届满", today=today, spans=told
    )
    made = timeline(case, LABEL)
    found = drawn(made)
    for kind in ("bar", "inside", "today", "limit"):
        for one in found.get(kind, []):
            places = [float(one.get(name)) for name in ("x", "x1", "x2") if one.get(name)]
            assert all(0 <= place <= WIDE for place in places)
    assert {f"{filed} 立案", f"{due} 审限届满", f"监测日 {today}", LABEL} <= set(words(made))
    assert bool(found.get("hatch")) == (today > due)
