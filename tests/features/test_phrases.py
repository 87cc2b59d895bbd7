"""Words that rose and statistics that go along: no name is told, nothing is claimed where there is nothing."""

from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

import numpy as np
import pytest

import faces
from drawn import batch
from measuring import codes
from shuzhu import pipeline
from shuzhu.demo import made_up_courts
from shuzhu.pipeline.feature_phrases import risen, words_of
from shuzhu.store.store import Store

COURT = "虚0213"
PLAIN = (
    "原告{who}诉被告{other}民间借贷纠纷一案，本院立案后依法适用简易程序。"
    "被告{other}向原告{who}借款{sum}元，约定月利率。审判员{judge}"
)
RISEN = "网络平台预扣砍头息"
TEXT = "原告陈虚一诉称，被告林拟二借款三万元，家住石幻村，电话13900000000，约定预先扣除利息。审判员李建国"


def test_names_places_and_numbers_are_no_words_and_phrases_do_not_reach_over_them():
    words = words_of(TEXT, ["陈虚一", "林拟二"])
    assert {"借款", "扣除利息", "约定"} <= words
    for hidden in ("陈虚", "虚一", "林拟", "拟二", "三万", "139", "石幻", "李建国", "建国"):
        assert not any(hidden in word for word in words), hidden
    assert "原告诉称" not in words


def test_of_shuffled_documents_at_most_a_twentieth_claim_anything():
    """400 documents of bursty words, divided at random: q ≤ .05 over all words."""
    dice = np.random.default_rng(5)
    topics = dice.random((8, 120)) ** 4
    documents = [
        (f"号{n}", frozenset(f"词{w}" for w in np.flatnonzero(dice.random(120) < topics[n % 8]))) for n in range(400)
    ]
    told = 0
    for _ in range(100):
        order = dice.permutation(400)
        ours, theirs = ([documents[n] for n in part] for part in (order[:160], order[160:]))
        told += bool(risen(ours, theirs).found)
    assert told <= 100 * 0.05 + 2 * sqrt(100 * 0.05 * 0.95)


def cases(counts):
    """So many cases in each month from January 2017 on, with a document of each; some of 2020 hold a phrase."""
    rows, documents, parties = [], [], []
    for n, many in enumerate(counts):
        year, month = 2017 + n // 12, n % 12 + 1
        for k in range(many):
            number = f"（{year}）{COURT}民初{n}{k:03d}号"
            who, other = f"陈虚{'一二三四五六七八九'[k % 9]}", f"林拟{'一二三四五六七八九'[k % 7]}"
            text = PLAIN.format(who=who, other=other, sum=1000 + 37 * k, judge="李建国")
            rows.append({"case_id": number, "case_number": number, "court": COURT, "kind": "civil", "judge": "李建国",
                         "type_code": "民初", "instance": "first", "cause": "民间借贷纠纷",
                         "filed_on": date(year, month, 1 + k % 28)})  # fmt: skip
            if year >= 2019 and k < 12:
                documents.append({"document_id": f"d{n}-{k}", "case_id": number, "court": COURT,
                                  "text": text + (RISEN if year == 2020 and k % 2 else "")})  # fmt: skip
                sides = ("plaintiff", who), ("defendant", other)
                parties += [{"party_id": f"p{n}-{k}-{role}", "case_id": number, "role": role, "name": name}
                            for role, name in sides]  # fmt: skip
    return rows, documents, parties


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is found of filings of 2020, where loans rise two months before filings do, and companies do not."""
    root = faces.store(tmp_path_factory.mktemp("phrases") / "store")
    dice = np.random.default_rng(3)
    pulse = dice.normal(0, 6, 50)
    counts = [max(4, round(30 + one)) for one in pulse[:48]]
    rows, documents, parties = cases(counts)
    region = made_up_courts()[COURT].region
    told = {"loans": 900 + 20 * pulse[2:], "companies": 40 + dice.normal(0, 2, 48)}
    statistics = []
    for measure, series in told.items():
        for n, value in enumerate(series):
            first = date(2017 + n // 12, n % 12 + 1, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            statistics.append({"region": region, "measure": measure, "first_on": first, "last_on": last,
                               "value": Decimal(f"{value:.4f}"), "source": "虚构统计"})  # fmt: skip
    tables = {"cases": rows, "documents": documents, "parties": parties, "statistics": statistics}
    Store(root).load([batch(name, of, given=tuple(of[0])) for name, of in tables.items()], codes(), made_up=True)
    return pipeline.features(pipeline.open_house(root), "CX03", COURT, "2020")


def test_a_planted_phrase_is_found_with_its_cases_and_no_name_is_told(found):
    told = {one.words: one for one in found.phrases.found}
    (one,) = told.values()
    assert one.words in RISEN
    assert "砍头" in one.words
    assert (one.mark.count, one.mark.base_count) == (72, 0)
    assert found.phrases.documents == found.phrases.base_documents == 144
    assert one.cases
    assert all(number.startswith("（2020）") for number in one.cases)
    for name in ("陈虚", "林拟", "李建国"):
        assert not any(name in words for words in told)


def test_the_statistic_that_leads_is_told_as_association_and_the_other_is_not(found):
    assert [(one.measure, one.months, one.told.lag) for one in found.associations][:1] == [("loans", 1, 2)]
    assert {one.measure for one in found.associations} == {"loans"}
    rows = [row for row in pipeline.finding_rows(found) if row["finding"] == "外部关联"]
    assert (rows[0]["value"], rows[0]["cases"]) == ("提前2个月", "来源：虚构统计")
    assert "不是原因" in pipeline.FINDING_KINDS["外部关联"]
