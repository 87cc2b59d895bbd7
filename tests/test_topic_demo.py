"""What is planted for topics and features: reading finds the terms of the loans, and the truth counts what is so."""

import dataclasses
from collections import Counter

import pyarrow as pa
import pytest

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.demo import made_up_courts, people, stream, topic_papers, topic_plants
from shuzhu.demo.judgments import text_of
from shuzhu.demo.loan_terms import CHANGED, LOANS, terms_of, told
from shuzhu.demo.papers import Paper
from shuzhu.demo.province import FEATURED, court_of
from shuzhu.demo.topic_truth import TopicTruth
from shuzhu.judgments import Reader

CODES = read_codes()
SCALE = 30_000
JUDGED = {"supported", "partly_supported", "claims_dismissed"}
TOPICS = LOANS | topic_papers.WAGES | topic_papers.FALLING


@pytest.fixture(scope="module")
def world():
    """The featured court's civil cases by id, their parties by case, and the truth of its topics."""
    cases, parties, truth = {}, {}, TopicTruth()
    for batch in stream(CODES, SCALE, 7):
        truth.see(batch)
        if batch.table == "cases" and batch.rows["court"][0].as_py() == FEATURED:
            cases |= {row["case_id"]: row for row in batch.rows.to_pylist() if row["type_code"] == "民初"}
        elif batch.table == "parties" and batch.rows["case_id"][0].as_py().startswith(FEATURED):
            for row in batch.rows.to_pylist():
                parties.setdefault(row["case_id"], []).append(row)
    return cases, parties, truth


@pytest.fixture(scope="module")
def papers(world):
    """Those of its judgments that topics are about."""
    cases, parties, _ = world
    return [
        Paper(case=case, parties=parties[name], court=court_of(FEATURED).name, above="虚构省虚构市中级人民法院")
        for name, case in cases.items()
        if case["cause"] in TOPICS and case["closing"] in JUDGED
    ]


@pytest.fixture(scope="module")
def reader():
    return Reader(dataclasses.replace(CODES, courts={**CODES.courts, **made_up_courts()}))


def value(fact):
    return fact.value if fact else None


def test_reading_finds_the_terms_of_every_loan(papers, reader):
    """Principal, rate against the ceiling of its day, note, delivery, days, what was kept back and what was granted."""
    seen = Counter()
    for paper in (paper for paper in papers if paper.case["cause"] in LOANS):
        terms, loan = terms_of(paper), reader.read(text_of(paper)).loan
        ways = {"platform": {"transfer"}}.get(terms.delivery, {terms.delivery})
        assert value(loan.principal_found) == terms.amount
        assert (value(loan.rate) or 0) == pytest.approx(terms.rate or 0)
        assert bool(loan.above_ceiling) is terms.beyond
        assert value(loan.form) == {"借据": "借条"}.get(terms.form, terms.form)
        assert {one.value for one in loan.delivery} == ways
        assert value(loan.deducted) == terms.deducted
        assert bool(loan.online) is (terms.delivery == "platform")
        assert value(loan.lent_on) == terms.lent_on
        assert bool(loan.due_on) is bool(terms.months)
        if paper.case["closing"] != "claims_dismissed":
            assert value(loan.principal_upheld) == terms.granted
        seen.update([terms.delivery, terms.form, terms.source, "beyond" if terms.beyond else "within"])
    assert min(seen[word] for word in ("cash", "wechat", "alipay", "platform", "无", "land", "beyond", "借款合同")) >= 3


def test_the_same_rate_is_beyond_one_ceiling_and_within_the_other(papers):
    """18 % and 24 % a year are within the ceiling until 2020-08-19, and beyond it since."""
    found = {(t.lent_on >= CHANGED, t.beyond) for t in map(terms_of, papers_of(papers, LOANS)) if t.rate in {18, 24}}
    assert found <= {(False, False), (True, True)}
    assert (False, False) in found


def papers_of(papers, causes):
    return [paper for paper in papers if paper.case["cause"] in causes]


def test_wage_texts_tell_trade_chain_and_group(papers, reader):
    """Where a builder is sued the trade is his; the chain of the wave is told with how many wait."""
    waves = 0
    for paper in papers_of(papers, topic_papers.WAGES):
        text = text_of(paper)
        labour = reader.read(text).labour
        if any(name in topic_plants.chain() for name in paper.named("defendant")):
            waves += 1
            assert value(labour.trade) == "建筑业"
            assert labour.workers.rule == "人数用语"
            assert 40 <= value(labour.workers) <= 90
            assert labour.subcontracted
        assert bool(labour.subcontracted) is any(word in text for word in ("分包", "转包", "包工头"))
    assert waves


def test_texts_of_falling_things_say_who_answers(papers):
    fallen = papers_of(papers, topic_papers.FALLING)
    assert fallen
    assert all(any(word in text_of(paper) for word in ("砸伤", "砸中")) for paper in fallen)


def test_the_builders_are_builders_of_the_court():
    """By name, by the industry that their parties' rows have, and none is another."""
    names = people.names(topic_plants.builders()).to_pylist()
    assert all("建设工程" in name and name.startswith("虚构") for name in names)
    assert len(set(names)) == len(names)
    assert len(topic_plants.chain_codes()) == topic_plants.CHAIN


def test_the_truth_counts_what_is_there(world, papers):
    cases, parties, truth = world
    told_ = truth.told([told(paper.case, terms_of(paper)) for paper in papers_of(papers, LOANS)])
    wages = told_["unpaid_wages"]
    owed = [case for case in cases.values() if case["wage_arrears"]]
    assert sum(wages["wave"]["filed"].values()) == len(owed) == wages["spring"]["before"] + wages["spring"]["rest"]
    chained = {
        case["case_number"] for name, case in cases.items()
        if any(p["credit_code"] in topic_plants.chain_codes() for p in parties[name]) and case["wage_arrears"]
    }  # fmt: skip
    assert set(wages["wave"]["cases"]) == chained
    assert all(number.startswith("（2019）") for number in chained)
    lenders = told_["private_lending"]["farm_lenders"]["persons"]
    plain = Counter(
        (cases[name]["filed_on"].year, party["occupation"] in {"农民", "渔民"})
        for name, rows in parties.items() if name in cases and cases[name]["cause"] in LOANS
        for party in rows if party["role"] == "plaintiff" and party["occupation"]
    )  # fmt: skip
    assert {year: (one["farm"], one["all"]) for year, one in lenders.items()} == {
        str(year): (plain[year, True], plain[year, True] + plain[year, False]) for year in range(2017, 2023)
    }
    texts = told_["private_lending"]["high_interest"]["by_year"]
    assert sum(one["texts"] for one in texts.values()) == len(papers_of(papers, LOANS))


def test_leases_rise_in_one_town_by_one_kind_of_party(world):
    cases, parties, _ = world
    town = court_of(FEATURED).towns[topic_plants.LEASES_TOWN]
    leases = [case for case in cases.values() if case["cause"] == "房屋租赁合同纠纷"]
    year = Counter(case["filed_on"].year for case in leases if case["town"] == town)
    assert year[2021] > 2 * max(year[2020], year[2022])
    rows = [p for case in leases if case["filed_on"].year == 2021 and case["town"] == town
            for p in parties[case["case_id"]] if p["role"] == "plaintiff" and p["occupation"]]  # fmt: skip
    assert sum(p["occupation"] == "个体经营者" for p in rows) > len(rows) / 2


def test_another_court_has_nothing_planted():
    """The stories are the featured court's alone."""
    for batch in stream(CODES, 6_000, 7):
        if batch.table == "parties" and not batch.rows["case_id"][0].as_py().startswith((FEATURED, "虚02（", "虚（")):
            codes = pa.compute.is_in(batch.rows["credit_code"], pa.array(sorted(topic_plants.chain_codes())))
            assert not pa.compute.any(codes).as_py()
