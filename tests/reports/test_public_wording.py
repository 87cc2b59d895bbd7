"""The page that a county court published in 2022: given its numbers, our passages are its words, sign for sign."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import report_files
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.read import read_catalogue
from shuzhu.indices.scores import score_value
from shuzhu.periods import parse_period
from shuzhu.pipeline.report_material import common
from shuzhu.reports.document import Heading, Paragraph, plain
from shuzhu.reports.kinds.kind import build
from shuzhu.reports.kinds.social.classes import classes
from shuzhu.reports.kinds.social.kind import KIND
from shuzhu.values import Value

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[3] / "shared"))
ANCHORS = SHARED / "bench" / "anchors" / "published_figures.json"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ANCHORS.exists(), reason=f"the published page is not at {ANCHORS}"),
]
WORST = 10_694
"""The worst comparable court's count by which a share of the worst gives the published 755 → 92.94."""


@dataclass(frozen=True)
class Score:
    id: str
    score: float | None
    coverage: float = 1.0
    parts: tuple["Score", ...] = ()


@pytest.fixture(scope="module")
def page():
    return json.loads(ANCHORS.read_text(encoding="utf-8"))["xinye_2022Q3"]


def business(brief, scores: dict[str, float | None]) -> dict[str, Score]:
    """Scores of the external index with those of two indicators."""
    index = brief.indices["external"]
    groups = tuple(
        Score(id=group.id, score=None, parts=tuple(Score(id=code, score=scores.get(code)) for code in group.codes))
        for group in index.groups
    )
    return {"external": Score(id="external", score=None, parts=groups), "internal": brief.scores["internal"]}


@pytest.fixture(scope="module")
def passages(house, page):
    """Our headings and paragraphs about the two indices, from the published counts and the areas' means."""
    said = page["values"]
    trade, investors = said["商事活动纠纷风险防控指数"], said["中小投资者权益保护指数"]
    catalogue = read_catalogue(read_codes())
    yours = {
        code: replace(catalogue.indicator(code), scale=replace(catalogue.indicator(code).scale, worst=WORST))
        for code in ("YS01", "YS02")
    }
    counts = {"YS01": trade["新收"], "YS02": investors["新收"]}
    now = {code: score_value(yours[code], counts[code], yours[code].scale, "share") for code in counts}
    before = {"YS01": trade["新野"][0], "YS02": investors["新野_本期"] - investors["较去年同期"]}
    material = common(house, report_files.asked("social"))
    period = parse_period("2022Q3")
    values = {
        code: Value(
            indicator=code, court="虚0213", period="2022Q3", numerator=n, denominator=None, value=None, unit="件/万户"
        )
        for code, n in counts.items()
    }
    brief = replace(
        material.brief, period=period, values=values,
        scores=business(material.brief, now), scores_before=business(material.brief, before),
        scores_city=business(material.brief, {"YS01": trade["南阳均值"][1], "YS02": investors["中院均值"]}),
        scores_city_before=business(material.brief, {"YS01": trade["南阳均值"][0]}),
        scores_province=business(material.brief, {"YS01": trade["河南均值"][1], "YS02": investors["高院均值"]}),
        scores_province_before=business(material.brief, {"YS01": trade["河南均值"][0]}),
    )  # fmt: skip
    told = replace(material, brief=brief, period=period, place="新野县")
    document = build(replace(KIND, sections=(classes,), annexes=()), told)
    texts = [plain(b.runs) for b in document.blocks if isinstance(b, Heading | Paragraph)]
    tables = [b for b in document.blocks if not isinstance(b, Heading | Paragraph)]
    return texts, tables


def test_the_index_of_trade_disputes_is_told_in_the_public_words(page, passages):
    texts, _ = passages
    name, said = "商事活动纠纷风险防控指数", page["values"]["商事活动纠纷风险防控指数"]
    value, less = said["新野"][1], said["新野"][2]
    city, high = said["南阳均值"][1], said["河南均值"][1]
    first = f"2022年第三季度新野县{name}为{value:.2f}，较去年同期减少{-less:.2f}"
    second = (
        f"2022年第三季度新野县{name}较所属中院地区均值{city:.2f}高{said['较中院均值']:.2f}，"
        f"较所属高院地区均值{high:.2f}低{-said['较高院均值']:.2f}"
    )
    driver = (
        f"{name}以一审商事案件量作为其负相关衡量指标。2022年第三季度新野县新收一审商事案件共计{said['新收']}件，"
        f"{name}为{value:.2f}，较去年同期减少{-less:.2f}。"
    )
    for expected in (first, driver, second):
        assert expected in texts, expected


def test_the_index_of_investors_is_told_in_the_public_words(page, passages):
    texts, _ = passages
    name, said = "中小投资者权益保护指数", page["values"]["中小投资者权益保护指数"]
    first = f"2022年第三季度新野县{name}为{said['新野_本期']}，较去年同期增加{said['较去年同期']:.2f}"
    second = (
        f"2022年第三季度新野县{name}较所属中院地区均值{said['中院均值']:.2f}高{said['较中院均值']:.2f}，"
        f"较所属高院地区均值{said['高院均值']:.2f}高{said['较高院均值']:.2f}"
    )
    driver = (
        f"{name}以一审投资权益纠纷案件量作为其负相关衡量指标。2022年第三季度新野县新收一审投资权益纠纷案件共计"
        f"{said['新收']}件，{name}为{said['新野_本期']}，较去年同期增加{said['较去年同期']:.2f}。"
    )
    for expected in (first, driver, second):
        assert expected in texts, expected


def test_the_table_has_the_published_rows(page, passages):
    _, tables = passages
    said = page["values"]["商事活动纠纷风险防控指数"]
    table = tables[0]
    assert [plain(cell) for cell in table.head] == ["序号", "地区", "去年同期", "本期", "变化情况"]
    rows = [[plain(cell) for cell in row[2:]] for row in table.rows]
    assert rows == [
        [f"{before:.2f}", f"{now:.2f}", f"{moved:+.2f}".replace("-", "−")]
        for before, now, moved in (said["河南均值"], said["南阳均值"], said["新野"])
    ]
