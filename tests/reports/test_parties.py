"""Who the parties are: parts of fewer than five are put together, never one alone; without case rights, nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import report_files
from shuzhu import pipeline
from shuzhu.access import Reader, Right
from shuzhu.indicators.suppress import FEWEST
from shuzhu.pipeline.report_parties import OTHERS, put_together
from shuzhu.reports.document import text_of
from shuzhu.reports.material import Row
from shuzhu.reports.titles import fitted


@given(st.lists(st.integers(0, 40), max_size=9))
def test_no_small_part_is_shown_or_can_be_worked_out(counts):
    rows = [Row(name=str(n), now=float(count)) for n, count in enumerate(counts)]
    kept = put_together(rows)
    assert all(row.now == 0 or row.now >= FEWEST for row in kept)
    if kept:
        assert sum(row.now for row in kept) == sum(counts)
    merged = [row for row in rows if row.now and row.name not in {one.name for one in kept}]
    assert any(row.name == OTHERS for row in kept) == bool(kept and merged)
    assert not kept or len(merged) != 1 or sum(bool(count) for count in counts) == 1


def test_who_may_see_no_cases_is_told_of_no_party_and_no_small_part(house):
    asked = report_files.asked("topic", topic="private_lending")
    outside = Reader(name="外", rights=(Right(actions=frozenset({"measure", "report"})),))
    said = text_of(pipeline.report_tree(house.read_by(outside), asked))
    assert "当事人特征" not in said
    assert "趋势展望" in said
    whole = pipeline.report_tree(house, replace(asked, topic="private_lending"))
    assert whole.title == "虚构市海安区民间借贷纠纷案件态势分析"


def test_a_long_title_breaks_between_words():
    assert fitted(("劳动争议与拖欠工资案件态势分析",), 14) == ("劳动争议与拖欠工资", "案件态势分析")
    assert fitted(("关于疑似职业放贷、审限届满等问题的司法建议书",), 20) == (
        "关于疑似职业放贷、审限届满等问题的",
        "司法建议书",
    )
    assert fitted(("短题",), 14) == ("短题",)
    assert all(len(line) <= 14 for line in fitted(("没有可断之处" * 9,), 14))
