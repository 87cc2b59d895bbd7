"""Every page answers with what it is for, in both languages, and says what to do where it cannot."""

import csv
import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient

import faces
from shuzhu import pipeline
from shuzhu.web.app import cockpit

PAGES = {
    "/": "总览", "/checkup": "数字体检", "/indicator/XL01": "结案率", "/warnings": "预警", "/warnings/1": "为什么提示",
    "/index": "得分构成", "/index?index=external": "经济社会", "/index/interval": "得分区间", "/data": "导入批次",
    "/wall": "未结预警", "/effects": "调解成果能否持续", "/cards": "本院人员", "/features/CX03": "变化构成",
    "/topics": "检验的发现", "/topics/private_lending": "发现", "/topics/falling_objects": "专题",
    "/prelitigation": "解纷漏斗", "/prelitigation?by=town": "万人成讼率",
    "/prelitigation/list?of=entry:court": "直接立案", "/reconcile": "所选法院和时段还没有可核对的结果",
    "/search/suggested?q=200万 民间借": "f_cause=%E6%B0%91%E9%97%B4%E5%80%9F%E8%B4%B7%E7%BA%A0%E7%BA%B7",
    "/search": "可以这样检索", "/search?q=民间借贷纠纷": "<mark>民间借贷纠纷</mark>",
}  # fmt: skip
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')


def page(client, path, **query):
    answer = client.get(path, params=query or None)
    assert answer.status_code == 200, answer.text[:400]
    return answer.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_says_that_its_data_is_made_up(client, path):
    text = page(client, path)
    assert PAGES[path] in text
    assert "虚构" in text
    assert not re.search(r"\bNone\b|\bnan\b|Undefined|@@", text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_english_too(client, path):
    text = page(client, path, lang="en", **dict(p.split("=") for p in path.partition("?")[2].split("&") if p))
    assert '<html lang="en">' in text
    for word in ("总览", "数字体检", "较上年同期", "数据快照", "取消筛选", "返回总览"):
        assert f">{word}<" not in text


def test_a_page_holds_nothing_inline_for_the_policy_to_refuse(client):
    for path in PAGES:
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", answer.text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", answer.text)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)


@pytest.mark.parametrize(("lang", "told"), [("zh", "评估方案：诉前解纷质效评估 2.0 版"), ("en", ", version 2.0")])
def test_the_evaluation_names_its_scheme_by_title_and_version(client, lang, told):
    assert told in page(client, "/prelitigation", lang=lang)


def test_the_overview_shows_the_score_that_the_pipeline_gives(client, world):
    house = pipeline.open_house(world)
    for index in pipeline.score(house, "虚0213", "2020H1").values():
        assert f"<b>{index.score:.2f}</b>" in page(client, "/", court="虚0213", period="2020H1")


def test_the_checkup_is_filtered_by_its_address(client):
    every = page(client, "/checkup", period="2020H1")
    assert every.count('<tr>\n<th scope="row" class="name">') == 53
    few = page(client, "/checkup", period="2020H1", **{"class": "efficiency"})
    assert few.count('<tr>\n<th scope="row" class="name">') == 5
    named = page(client, "/checkup", period="2020H1", q="结案率")
    assert "XL01" in named
    assert "GZ01" not in named
    assert "取消筛选" in page(client, "/checkup", period="2020H1", q="没有这个指标")


def test_links_take_court_period_and_language_along(client):
    text = page(client, "/checkup", court="虚0203", period="2020H1", lang="en")
    link = re.search(r'href="(/indicator/XL01[^"]*)"', text)[1].replace("&amp;", "&")
    shown = page(client, link)
    assert "虚0203" in shown
    assert "2020H1" in shown
    assert '<html lang="en">' in shown


def test_the_indicator_page_shows_the_value_its_key_and_its_cases(client, world):
    (value,) = pipeline.measure(pipeline.open_house(world), ["XL01"], "虚0213", "2020H1")
    text = page(client, "/indicator/XL01", period="2020H1")
    assert f'data-value="{value.key}"' in text
    assert f"<b>{value.value:.2f}</b>" in text
    case = re.search(r'href="(/case\?[^"]+)"', text)[1].replace("&amp;", "&")
    shown = page(client, case)
    assert "日程" in shown
    assert "立案日期" in shown


def test_a_judge_is_never_named_to_who_may_not_see_names(client):
    text = page(client, "/case", id="（2020）虚0213民初1号")
    assert "法官130" not in text
    assert "法某" in text or "法官某某" in text


def test_weights_in_the_address_move_the_score(client):
    still = page(client, "/index", period="2020H1")
    moved = page(client, "/index", period="2020H1", **{"w.justice": "70"})
    assert "变动最大的其他法院" not in still
    assert "变动最大的其他法院" in moved


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/", {"court": "没有这家"}, 400), ("/", {"period": "上个月"}, 400), ("/", {"lang": "fr"}, 400),
        ("/indicator/NONE", {}, 400), ("/warnings/999999", {}, 404), ("/warnings/x", {}, 404),
        ("/warnings", {"state": "odd"}, 400), ("/warnings", {"page": "0"}, 400), ("/case", {"id": "none"}, 404),
        ("/index", {"w.justice": "900"}, 400), ("/index", {"w.justice": "nan"}, 400), ("/index", {"mean": "odd"}, 400),
        ("/", {"court": "虚" * 900}, 400), ("/nowhere", {}, 404), ("/", {"format": "pdf", "table": "classes"}, 400),
        ("/", {"format": "csv", "table": "none"}, 400), ("/jobs/9", {}, 404), ("/", {"period": "1950"}, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_what_to_do(client, path, query, status):
    answer = client.get(path, params=query)
    assert answer.status_code == status
    assert "返回总览" in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_store_says_how_to_load(tmp_path):
    with TestClient(cockpit(faces.store(tmp_path / "store"), unlocked=True)) as client:
        for path in ("/", "/checkup", "/wall"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert "去导入数据" in answer.text


TABLES = [("/", "classes"), ("/checkup", "checkup"), ("/indicator/XL01", "months"), ("/indicator/XL01", "parts"),
          ("/indicator/XL01", "rows-分子"), ("/warnings", "warnings"), ("/warnings/1", "cases"), ("/index", "scores"),
          ("/data", "loads"), ("/data", "tables"), ("/data", "refused"), ("/prelitigation", "scores"),
          ("/prelitigation", "funnel"), ("/prelitigation", "steps"), ("/prelitigation", "parts"),
          ("/prelitigation", "towns")]  # fmt: skip


@pytest.mark.parametrize(("path", "table"), TABLES)
def test_every_table_can_be_taken_away(client, path, table):
    answer = client.get(path, params={"format": "csv", "table": table, "period": "2020H1"})
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    label, _, rest = text.partition("\n")
    assert label == "虚构数据，仅供演示"
    rows = list(csv.reader(io.StringIO(rest)))
    assert len({len(row) for row in rows}) == 1
    book = client.get(path, params={"format": "xlsx", "table": table, "period": "2020H1"})
    assert "attachment" in book.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(book.content)).testzip() is None


def test_every_link_to_a_table_leads_to_one(client):
    for path in PAGES:
        for link in re.findall(r'href="([^"]*format=csv[^"]*)"', page(client, path)):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_a_page_that_is_asked_again_is_the_same(client):
    first, second = (TOKEN.sub("", page(client, "/warnings")) for _ in range(2))
    assert first == second
