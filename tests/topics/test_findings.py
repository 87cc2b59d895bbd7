"""Findings on small worlds of answers: each kind of test, what does not matter, and nothing where there is nothing."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.topic_model import Check, Finding
from shuzhu.catalogue.topic_rules import read_topics
from shuzhu.periods import YearStart
from shuzhu.topics.answers import Answers
from shuzhu.topics.estimates import difference, share
from shuzhu.topics.findings import judged
from shuzhu.topics.found import Limit, Material
from shuzhu.topics.leaflet import leaflet
from shuzhu.topics.typical import typical
from shuzhu.topics.words import statement

FIRST, LAST = date(2018, 1, 1), date(2020, 12, 31)
DAYS = (LAST - FIRST).days
DRAWS = 200
TOPICS = read_topics(read_codes())


def finding(kind, code="x", **check):
    words = {"zh": "{share}", "en": "{share}"}
    return Finding(code=code, title={"zh": "某项发现"}, words=words, check=Check(kind=kind, **check))


def answers(days, suits=(), **fields):
    """Cases of some days; each field as a list."""
    return Answers(
        numbers=[f"案{n}" for n in range(len(days))], ids=[f"id{n}" for n in range(len(days))], days=list(days),
        fields=fields, texts=[True] * len(days), suits={"x": list(suits)} if suits else {},
    )  # fmt: skip


def material(now, **more):
    return Material(now=now, long=now, since=FIRST, first=FIRST, last=LAST, start=YearStart(), **more)


def one(kind, now, more=None, **check):
    return judged([finding(kind, **check)], material(now, **(more or {})), lambda _: False)[0]


def spread(number):
    """Days spread evenly."""
    return [FIRST + timedelta(days=n * DAYS // number) for n in range(number)]


def test_a_share_above_its_bound_is_found_with_its_cases():
    """
    70 of 100 cases have it, 20 not, 10 are not known; the bound is one half
    """
    flags = [True] * 70 + [False] * 20 + [None] * 10
    found = one("common", answers(spread(100), f=flags), of="f", bound=0.5)
    assert (found.count, found.of, found.all) == (70, 90, 100)
    assert found.estimate == share(70, 90, 0.5)
    assert found.claimed
    assert found.cases[0] == "案69"
    assert len(found.cases) == 70


def test_a_share_in_some_cases_is_held_against_the_others():
    inside = [n % 2 == 0 for n in range(200)]
    flags = [n % 4 == 0 or n % 3 == 0 for n in range(200)]
    ours = sum(f for f, i in zip(flags, inside, strict=True) if i)
    found = one("more_than", answers(spread(200), f=flags, g=inside), of="f", against="g")
    assert found.estimate == difference(ours, 100, sum(flags) - ours, 100)
    assert found.claimed


def test_a_rise_is_found_and_a_fall_is_not_called_one():
    dice = random.Random(1)
    days = spread(900)
    flags = [dice.random() < 0.1 + 0.4 * n / 900 for n in range(900)]
    assert one("rises", answers(days, f=flags), of="f").strength == "strong"
    assert one("falls", answers(days, f=flags), of="f").strength == "not_found"
    assert one("falls", answers(days, f=[not flag for flag in flags]), of="f").claimed
    years = one("rises", answers(days, f=flags), of="f").series
    assert [year for year, _, _ in years] == [2018, 2019, 2020]
    assert sum(count for _, count, _ in years) == sum(flags)


def test_a_wave_in_one_quarter_is_found_among_all_alike():
    wave = [date(2019, 7, 1) + timedelta(days=n % 90) for n in range(60)]
    now = answers(sorted(spread(240) + wave))
    rest = answers(spread(2000))
    found = one("surge", now, {"rest": rest}, of="topic")
    assert found.blanks["when"] == "2019Q3"
    assert found.strength in {"strong", "moderate"}
    assert found.count == len(found.cases) == sum(date(2019, 7, 1) <= day < date(2019, 10, 1) for day in now.days)


def test_a_season_before_the_festival_is_found():
    eve = [date(2019, 1, 10) + timedelta(days=n % 20) for n in range(60)]
    found = one("season", answers(sorted(spread(300) + eve)), weeks=8)
    assert found.claimed
    assert found.estimate.value > 1.3


def test_who_sues_again_and_again_is_found_by_the_threshold_in_force():
    suits = [(f"甲{n}",) for n in range(180)] + [("职业",)] * 20
    limits = {"YJ04": Limit(threshold=5, days=730)}
    found = one("repeat", answers(spread(200), suits), {"limits": limits}, rule="YJ04")
    assert [(who, len(cases)) for who, _, cases in found.who] == [("职业", 20)]
    assert (found.count, found.of) == (20, 200)
    assert found.claimed
    assert not one("repeat", answers(spread(200), suits), {"limits": {}}, rule="YJ04").claimed


def test_numbers_are_held_against_those_of_other_cases():
    dice = random.Random(2)
    now = answers(spread(80), v=[dice.gauss(6, 1) for _ in range(80)])
    rest = answers(spread(90), v=[dice.gauss(5, 1) for _ in range(80)] + [None] * 10)
    found = one("larger", now, {"rest": rest}, of="v", against="rest")
    assert found.claimed
    assert found.blanks["difference"] == pytest.approx(found.estimate.value)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda one: one.name)
def test_of_no_cases_nothing_is_claimed_and_nothing_breaks(topic):
    empty = Answers(numbers=(), ids=(), days=(), fields=dict.fromkeys(topic.fields, ()), suits={})
    told = judged(topic.findings, material(empty, rest=empty, others=empty, before=empty), topic.reads_text)
    assert [each.strength for each in told] == ["too_few"] * len(topic.findings)
    assert all(statement(each, lang) for each in told for lang in ("zh", "en"))


def test_fewer_than_thirty_known_cases_are_too_few():
    flags = [True] * 29 + [None] * 200
    assert one("common", answers(spread(229), f=flags), of="f", bound=0.1).strength == "too_few"


def test_few_cases_that_cannot_be_judged_do_not_weigh_on_those_that_can():
    now = answers(spread(100), f=[True] * 45 + [False] * 55, g=[True] * 10 + [None] * 90)
    alone = judged([finding("common", of="f", bound=0.3)], material(now), lambda _: False)[0]
    more = [finding("common", of="f", bound=0.3), finding("common", "y", of="g", bound=0.9)]
    assert judged(more, material(now), lambda _: False)[0].q == alone.q


@settings(max_examples=30)
@given(st.integers(0, 10**9), st.sampled_from(sorted(TOPICS)))
def test_the_order_of_cases_does_not_matter(seed, name):
    topic, dice = TOPICS[name], random.Random(seed)
    now = world(topic, dice, 150)
    order = list(range(150))
    dice.shuffle(order)
    rest = world(topic, dice, 200)
    told = [
        judged(topic.findings, material(cases, rest=rest, before=rest, limits=LIMITS), topic.reads_text)
        for cases in (now, now.only(order))
    ]
    for before, after in zip(*told, strict=True):
        assert (before.code, before.strength, before.count, before.of) == (
            after.code, after.strength, after.count, after.of,
        )  # fmt: skip
        assert set(before.cases) == set(after.cases)
        if before.estimate:
            assert before.estimate.value == pytest.approx(after.estimate.value, rel=1e-6)


# ---- shuffled data


LIMITS = {"YJ04": Limit(threshold=5, days=730)}


def world(topic, dice, number):
    """Cases whose answers have nothing to do with one another, with their days, or with being of the topic.

    A share that is held against a bound is drawn at the bound.
    """
    at = {each.check.of: each.check.bound for each in topic.findings if each.check.kind == "common"}
    fields = {}
    for name, field in topic.fields.items():
        known = [dice.random() < 0.9 for _ in range(number)]
        draw = (
            (lambda share: lambda: dice.random() < share)(at.get(name, 0.3)) if field.flag else lambda: dice.gauss(5, 2)
        )
        fields[name] = [draw() if told else None for told in known]
    lenders = [(f"甲{dice.randrange(number)}",) for _ in range(number)]
    days = sorted(FIRST + timedelta(days=dice.randrange(DAYS + 1)) for _ in range(number))
    repeats = {each.code: lenders for each in topic.findings if each.check.kind == "repeat"}
    return replace(answers(days, **fields), suits=repeats)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda one: one.name)
def test_on_data_without_an_effect_at_most_a_twentieth_of_findings_is_claimed(topic):
    dice = random.Random(topic.name)
    claimed, tested = Counter(), Counter()
    for _ in range(DRAWS):
        now, rest = world(topic, dice, 300), world(topic, dice, 900)
        told = judged(topic.findings, material(now, rest=rest, before=rest, limits=LIMITS), topic.reads_text)
        claimed.update(each.code for each in told if each.claimed)
        tested.update(each.code for each in told if each.strength != "too_few")
    assert set(tested) == {each.code for each in topic.findings}
    assert sum(claimed.values()) <= 0.05 * sum(tested.values()), claimed
    assert max(claimed.values(), default=0) <= 0.05 * DRAWS, claimed


# ---- typical cases and the leaflet


def test_typical_cases_are_decided_show_what_was_found_and_are_new():
    closings = ["mediated", "supported", "supported", "claims_dismissed", None]
    now = answers(spread(5), closing=closings, f=[True, True, None, None, True])
    found = replace(one("common", now, of="f", bound=0.1), strength="weak", cases=("案0", "案1", "案4"))
    chosen = typical(now, [found], ["f"])
    assert [(one.place, one.shows) for one in chosen] == [(1, ("x",))]
    nothing = replace(found, strength="not_found")
    assert [one.place for one in typical(now, [nothing], ["f"])] == [1, 3, 2]


def test_a_leaflet_names_no_town_and_no_group_of_few_cases():
    topic = TOPICS["private_lending"]
    towns = ["甲镇"] * 8 + ["乙镇"] * 4
    now = answers(spread(12), town=towns, lender_work=["渔民"] * 6 + ["教师"] * 6, **dict.fromkeys(
        ("farm_lender", "informal", "high_interest", "online_told"), [True] * 12))  # fmt: skip
    (told, *_) = leaflet(now, topic.leaflet, topic.group)
    assert [(place.town, place.count, place.groups) for place in told.places] == [("甲镇", 8, (("渔民", 6),))]
