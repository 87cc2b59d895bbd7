"""The page 类案: a case, a pasted text or a file → hits with why, and the measure; nobody else's text is shown."""

import csv
import io
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

import faces
from search_papers import CAUSES, batches, papers
from shuzhu import pipeline
from shuzhu.catalogue.element_rules import read_domains, read_families
from shuzhu.desk.searches import exports_of
from shuzhu.web.app import cockpit
from shuzhu.web.ask import Ask, Question
from shuzhu.web.pages.similar import valued
from shuzhu.web.render import english

ROWS = papers(21, 90)
CASES = {row["case_id"]: row for row in ROWS["cases"]}
LOANS = [row for row in ROWS["documents"] if CASES[row["case_id"]]["cause"] == CAUSES[0]]
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A store of made-up judgments."""
    root = faces.store(tmp_path_factory.mktemp("alike") / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(ROWS), house.codes)
    return root


@pytest.fixture(scope="module")
def browser(town):
    with TestClient(cockpit(town, rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened


def page(browser, path, **query):
    answer = browser.get(path, params=query)
    assert answer.status_code == 200, answer.text[:400]
    assert not re.search(r"\bNone\b|Undefined|@@|<style|\sstyle=", answer.text)
    return answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_case_is_answered_with_hits_reasons_and_the_measure(browser, town, lang):
    asked = LOANS[0]["case_number"]
    text = page(browser, "/similar", case=asked, lang=lang)
    found = pipeline.similar_cases(pipeline.open_house(town), asked, 10)
    for hit in found.hits:
        assert hit.case_number in text
    words = {"zh": ("原文依据", "裁判尺度", "结果分布", "随时间变化"),
             "en": ("Words of both cases", "How they were decided", "Outcomes", "With time")}  # fmt: skip
    assert all(one in text for one in words[lang])
    assert ">裁判尺度<" not in text or lang == "zh"
    assert page(browser, f"/similar/{LOANS[0]['case_id']}", lang=lang).count("<li><h2>") == len(found.hits)


@pytest.mark.parametrize(
    ("value", "abroad"),
    [
        ("无担保", "none"),
        ("2人", "2"),
        ("三人以上", "three or more"),
        ("24%以下", "up to 24%"),
        ("36%以上", "over 36%"),
        ("24%至36%", "24 to 36%"),
        ("53,900元", "53,900 yuan"),
        ("返还借款（未采纳）", "loan to be returned (not accepted)"),
        ("原告：自然人", "Plaintiff: Natural person"),
        ("中华人民共和国民法典第675条", "民法典第675条"),
        ("关于适用《中华人民共和国民法典》的解释第3条", "关于适用《民法典》的解释第3条"),
        ("没有见过的", "没有见过的"),
    ],
)
def test_a_value_is_said_in_the_readers_language(town, value, abroad):
    house = pipeline.open_house(town)
    asks = [
        Ask(house=house, question=Question.of("/similar", {"lang": lang}, date(2026, 1, 1))) for lang in ("zh", "en")
    ]
    assert [valued(ask)(value) for ask in asks] == [value.replace("中华人民共和国", ""), abroad]


def test_every_value_of_the_catalogue_has_its_english():
    values = {value for family in read_families() for trait in family.traits
              for value in (*(name for name, _ in trait.values), trait.otherwise)}  # fmt: skip
    elements = {element.title for domain in read_domains() for element in domain.elements}
    assert (values | elements) - {""} <= set(english())


def test_few_cases_are_said_to_be_few_and_an_unknown_one_is_not_found(browser, town):
    alone = next(row for row in LOANS if row["case_number"])
    assert "案件过少" in page(browser, "/similar", case=alone["case_number"]) or len(LOANS) > 10
    told = browser.get("/similar", params={"case": "（2020）虚0213民初99999号"})
    assert (told.status_code, "没有案件" in told.text) == (404, True)
    assert browser.get("/similar", params={"case": "/etc/hostname"}).status_code == 404


def test_what_is_taken_along_can_be_called_back(browser, town):
    told = browser.get("/similar", params={"case": LOANS[0]["case_number"], "format": "csv", "table": "hits"})
    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig").split("\n", 1)[1])))
    assert "法律相似" in rows[0]
    taken = next(row for row in LOANS if row["case_number"] == rows[0]["案号"])
    assert exports_of(pipeline.open_house(town).desk, taken["document_id"])


def test_a_pasted_text_and_a_file_are_answered_to_their_asker_alone(browser, town):
    csrf = TOKEN.search(page(browser, "/similar"))[1]
    sent = browser.post("/similar/text", data={"csrf": csrf, "text": LOANS[0]["text"]},
                        files={"file": ("", b"")})  # fmt: skip
    assert sent.status_code == 303
    text = page(browser, sent.headers["location"])
    assert LOANS[0]["case_number"] in text
    handed = browser.post("/similar/text", data={"csrf": csrf, "text": ""},
                          files={"file": ("../../诉状.txt", LOANS[1]["text"].encode())})  # fmt: skip
    assert "诉状.txt" in page(browser, handed.headers["location"])
    taken = browser.get(handed.headers["location"], params={"format": "csv", "table": "hits"})
    assert taken.status_code == 200
    assert browser.get("/similar/text/" + "0" * 32).status_code == 404
    for data, files in (
        ({"text": " "}, {}),
        ({"text": ""}, {"file": ("x.exe", b"MZ")}),
        ({}, {"file": ("x.csv", b"a")}),
    ):
        refused = browser.post("/similar/text", data={"csrf": csrf, **data}, files=files or {"file": ("", b"")})
        assert refused.status_code == 400
    assert browser.post("/similar/text", data={"csrf": "0" * 40, "text": "借款"},
                        files={"file": ("", b"")}).status_code == 400  # fmt: skip
    assert [one for one in (town / "asked").iterdir() if one.is_dir()]


def test_the_api_answers_as_the_pipeline_does(browser, town):
    told = browser.get("/api/v1/similar", params={"case": LOANS[0]["case_id"], "size": 3}).json()
    found = pipeline.similar_cases(pipeline.open_house(town), LOANS[0]["case_id"], 3)
    assert [one["case_id"] for one in told["items"]] == [hit.case_id for hit in found.hits]
    assert (told["among"], told["made_up"]) == (found.among, True)
    assert told["measure"]["cases"] == found.measure.cases
    assert browser.get("/api/v1/similar").status_code == 422


def test_a_case_page_and_a_hit_lead_here(browser, town):
    assert "/similar?case=" in page(browser, "/case", id=LOANS[0]["case_id"])
    bare = next(row for row in CASES.values() if row["case_id"] not in {one["case_id"] for one in ROWS["documents"]})
    assert "/similar?case=" not in page(browser, "/case", id=bare["case_id"])
