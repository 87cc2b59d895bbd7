"""The parts of the cockpit by themselves: kept answers, allowances, bounds, charts, words."""

import asyncio
import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from shuzhu.errors import UsageError
from shuzhu.web.app import cockpit
from shuzhu.web.ask import Question
from shuzhu.web.cache import Answers
from shuzhu.web.charts.scale import marks
from shuzhu.web.charts.spark import spark
from shuzhu.web.charts.strip import strip
from shuzhu.web.charts.trend import Month, trend
from shuzhu.web.guard import Allowance
from shuzhu.web.render import english

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)
SERIES = st.lists(st.none() | NUMBERS, max_size=40)


def test_an_answer_is_worked_out_once_however_many_ask():
    async def ask_all():
        answers, worked = Answers(), []

        async def work():
            worked.append(1)
            await asyncio.sleep(0.01)
            return b"found"

        told = await asyncio.gather(*(answers.get("key", work) for _ in range(50)))
        assert await answers.get("key", work) == b"found"
        return told, worked

    told, worked = asyncio.run(ask_all())
    assert told == [b"found"] * 50
    assert worked == [1]


def test_a_failure_is_told_to_all_who_wait_and_is_not_kept():
    async def ask_all():
        answers, tries = Answers(), []

        async def work():
            tries.append(1)
            await asyncio.sleep(0)
            if len(tries) == 1:
                raise UsageError("no")
            return b"yes"

        told = await asyncio.gather(*(answers.get(1, work) for _ in range(3)), return_exceptions=True)
        assert all(isinstance(one, UsageError) for one in told)
        return await answers.get(1, work)

    assert asyncio.run(ask_all()) == b"yes"


@given(sizes=st.lists(st.integers(0, 300), max_size=60))
def test_kept_answers_never_pass_their_bounds(sizes):
    async def ask_all():
        answers = Answers(most_bytes=1000, most=10)

        async def work(size):
            return b"x" * size

        for n, size in enumerate(sizes):
            assert await answers.get(n, lambda size=size: work(size)) == b"x" * size
            assert answers.bytes <= 1000
            assert len(answers) <= 10
            assert answers.bytes == sum(map(len, answers._kept.values()))

    asyncio.run(ask_all())


def test_an_allowance_fills_again_at_its_rate():
    time = [0.0]
    allowance = Allowance(2, 5, now=lambda: time[0])
    assert [allowance.take("a") for _ in range(7)] == [True] * 5 + [False] * 2
    assert allowance.take("b")
    time[0] = 1.0
    assert [allowance.take("a") for _ in range(3)] == [True, True, False]
    time[0] = 100.0
    assert [allowance.take("a") for _ in range(6)] == [True] * 5 + [False]


def test_too_many_requests_are_refused_and_told_when_to_come_again(world):
    with TestClient(cockpit(world, rate=1, unlocked=True)) as client:
        client.get("/data")
        status = [client.get("/data").status_code for _ in range(8)]
    assert status[0] == 200
    assert status[-1] == 429


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client):
    answer = client.post("/warnings/watch", content=b"", headers={"content-length": str(10**10)})
    assert answer.status_code == 413
    assert client.post("/warnings/watch", content=b"", headers={"content-length": "-1"}).status_code == 413


@given(values=SERIES)
def test_a_sparkline_is_drawn_within_its_frame(values):
    drawn = spark(values, 'a "title" & <more>', (1.0, 5.0))
    if sum(value is not None for value in values) < 2:
        assert drawn == ""
        return
    root = ET.fromstring(drawn)
    assert root.get("aria-label") == 'a "title" & <more>'
    points = [p for line in root.iter("polyline") for p in line.get("points").split()]
    assert len(points) == sum(value is not None for value in values)
    for point in points:
        x, y = map(float, point.split(","))
        assert 0 <= x <= 108
        assert 0 <= y <= 26


@given(values=SERIES, low=st.none() | NUMBERS, high=st.none() | NUMBERS)
def test_a_trend_draws_every_known_month_and_marks_alarms(values, low, high):
    months = [Month(label=f"m{n}", value=v, before=v, alarm="红" if n % 5 == 0 else "", level="red")
              for n, v in enumerate(values)]  # fmt: skip
    drawn = trend(months, "走势", "%", (low, high))
    known = [m for m in months if m.value is not None]
    if len(known) < 2:
        assert drawn == ""
        return
    root = ET.fromstring(drawn)
    circles = list(root.iter("circle"))
    assert len(circles) == len(known)
    assert sum("alarm" in c.get("class") for c in circles) == sum(bool(m.alarm) for m in known)
    assert all(-0.2 <= float(c.get("cy")) <= 260.2 for c in circles)


@given(values=st.lists(NUMBERS, min_size=1, max_size=30), own=st.none() | NUMBERS)
def test_a_strip_keeps_every_word_on_the_drawing(values, own):
    ordered = sorted(values)
    root = ET.fromstring(strip(ordered, own, (ordered[0], ordered[0], ordered[-1]), ("同级", "本院", "中位"), "%"))
    assert sum(c.get("class") == "peer" for c in root.iter("circle")) == len(values)
    assert all(0 <= float(t.get("x")) <= 560 for t in root.iter("text"))


@given(low=NUMBERS, wide=st.floats(1e-3, 1e9))
def test_marks_are_round_few_and_within(low, wide):
    found = marks(low, low + wide)
    assert len(found) <= 7
    assert all(low - wide * 1e-6 <= at <= low + wide * (1 + 1e-6) for at in found)


@given(query=st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=5))
def test_an_address_is_read_or_refused_and_its_order_means_nothing(query):
    from datetime import date

    try:
        one = Question.of("/", query, date(2020, 1, 1))
    except UsageError:
        return
    other = Question.of("/", dict(reversed(query.items())), date(2020, 1, 1))
    assert hash(one) == hash(other)
    assert one == other


def test_every_chinese_word_of_a_template_has_its_english():
    words = english()
    for path in (files("shuzhu.web") / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        found = set(re.findall(r"""_\(["']([^"']*[\u4e00-\u9fff][^"']*)["']""", text))
        for table in re.findall(r"_\(\{(.*?)\}", text):
            found |= set(re.findall(r'"([^"]*[\u4e00-\u9fff][^"]*)"', table))
        assert not found - set(words), path.name


@pytest.mark.parametrize("name", ["cockpit.css", "wall.css"])
def test_a_style_sheet_asks_for_nothing_from_elsewhere(name):
    text = (files("shuzhu.web") / "static" / name).read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text
