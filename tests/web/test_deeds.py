"""What people do: the whole life of a warning, long work, and forms that were not made here."""

import html
import re
import time

import pytest
from starlette.testclient import TestClient

import faces
from shuzhu.errors import NoDataError, StoreError
from shuzhu.web.app import cockpit
from shuzhu.web.jobs import Jobs

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A browser on a store of its own."""
    folder = tmp_path_factory.mktemp("deeds")
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    with TestClient(cockpit(root, home="虚0213", rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened


def token(client, path="/warnings"):
    return TOKEN.search(client.get(path).text)[1]


def wait(client, answer):
    """Follow a job to its end."""
    for _ in range(200):
        shown = client.get(answer.headers["location"])
        if shown.status_code == 303 or 'data-poll="' not in shown.text:
            return shown
        time.sleep(0.05)
    raise AssertionError("the job never ended")


def test_a_watch_runs_in_the_background_and_leads_to_the_list(desk):
    answer = desk.post("/warnings/watch", data={"csrf": token(desk), "court": "all", "period": "2020-06"})
    assert answer.status_code == 303
    ended = wait(desk, answer)
    assert ended.status_code == 303
    assert ended.headers["location"] == "/warnings"
    assert '<span class="level' in desk.get("/warnings").text


def test_a_warning_lives_from_found_to_closed_and_keeps_every_step(desk):
    def step(**fields):
        answer = desk.post("/warnings/1/steps", data={"csrf": token(desk, "/warnings/1"), **fields})
        assert answer.status_code == 303, answer.text
        return desk.get("/warnings/1").text

    assert "待研判" in desk.get("/warnings/1").text
    assert "已确认" in step(what="confirmed", note="已核对案件")
    text = step(what="assigned", owner="民一庭", due_on="2020-07-31", note="请核")
    assert "民一庭" in text
    assert "2020-07-31" in text
    assert "逾期" in text
    step(what="noted", note="电话催办")
    step(what="handled", note="已约谈用人单位")
    text = step(what="closed", note="款已付清")
    assert "已销号" in text
    for words in ("已核对案件", "请核", "电话催办", "已约谈用人单位", "款已付清"):
        assert words in text
    assert 'href="/warnings/1"' not in desk.get("/warnings").text
    assert 'href="/warnings/1' in desk.get("/warnings?state=closed").text


def test_a_step_that_may_not_follow_is_refused_with_a_reason(desk):
    answer = desk.post("/warnings/2/steps", data={"csrf": token(desk, "/warnings/2"), "what": "closed"})
    assert answer.status_code == 400
    assert "第 2 项预警现在是「待研判」，不能办「已销号」；能办的是：已确认、误报" in answer.text
    assert "shuzhu" not in answer.text.split("<main")[1].replace("shuzhu.", "")
    answer = desk.post("/warnings/2/steps", data={"csrf": token(desk, "/warnings/2"), "what": "false_alarm"})
    assert answer.status_code == 400
    answer = desk.post("/warnings/2/steps", data={"csrf": token(desk, "/warnings/2"), "what": "odd"})
    assert answer.status_code == 400
    answer = desk.post(
        "/warnings/2/steps", data={"csrf": token(desk), "what": "assigned", "owner": "甲", "due_on": "31.7."}
    )
    assert answer.status_code == 400
    assert "待研判" in desk.get("/warnings/2").text


def test_a_refused_form_is_filled_in_again_for_who_typed_it_alone(desk):
    note = "先核“甲”<乙>&丙\n再报"
    answer = desk.post(
        "/warnings/2/steps", data={"csrf": token(desk, "/warnings/2"), "what": "assigned", "note": note, "owner": "",
                                   "due_on": "2020-07-31"},
        headers={"referer": "http://testserver/warnings/2?lang=zh"},
    )  # fmt: skip
    assert answer.status_code == 400
    assert "--to" not in answer.text
    back = re.search(r'href="(/warnings/2[^"]*again=[^"]*)"', answer.text)[1].replace("&amp;", "&")
    page = desk.get(back).text
    assert "请填写交办给谁" in page
    assert html.escape(note, quote=False) in page.replace("&quot;", '"')
    assert 'value="2020-07-31"' in page
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('name="csrf"') == desk.get("/warnings/2").text.count('name="csrf"')
    assert note.split("\n")[1] not in desk.get("/warnings/2").text
    other = TestClient(desk.app, cookies={"shuzhu": "another"})
    assert note.split("\n")[1] not in other.get(back).text
    for headers in ({"referer": "http://testserver/reports"}, {}):
        told = desk.post("/reports", data={"csrf": token(desk, "/reports"), "items": "甲乙"}, headers=headers)
        back = re.search(r'href="(/reports[?]again=[^"]*)"', told.text)[1]
        assert 'value="甲乙"' in desk.get(back).text
    away = desk.post("/warnings/2/steps", data={"csrf": token(desk, "/warnings/2"), "what": "closed"},
                     headers={"referer": "http://elsewhere.test/x"})  # fmt: skip
    assert "elsewhere" not in away.text
    assert 'href="/warnings/2?again=' in away.text


@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "0" * 40}, {"csrf": "另"}])
def test_a_form_without_its_token_does_nothing(desk, given):
    answer = desk.post("/warnings/2/steps", data={"what": "confirmed", **given})
    assert answer.status_code == 400
    assert "待研判" in desk.get("/warnings/2").text


def test_a_token_of_another_visit_does_nothing(desk):
    stranger = TestClient(desk.app, follow_redirects=False)
    answer = stranger.post("/warnings/2/steps", data={"what": "confirmed", "csrf": token(desk)})
    assert answer.status_code == 400
    stranger.get("/warnings")
    answer = stranger.post("/warnings/2/steps", data={"what": "confirmed", "csrf": token(desk)})
    assert answer.status_code == 400


def test_the_visit_is_kept_in_a_cookie_that_scripts_and_other_sites_cannot_read(desk):
    stranger = TestClient(desk.app)
    cookie = stranger.get("/warnings").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_work_that_is_cancelled_ends_and_says_so():
    jobs = Jobs()
    begun, seen = [], []

    def work(tell):
        begun.append(True)
        while True:
            tell("步", 1)
            seen.append(True)
            time.sleep(0.005)

    job = jobs.start("长活", "甲", work)
    while len(seen) < 3:
        time.sleep(0.005)
    assert (job.stage, job.words) == ("running", "步")
    assert job.count >= 2
    job.stop.set()
    while not job.ended:
        time.sleep(0.005)
    assert job.stage == "cancelled"
    with pytest.raises(NoDataError):
        jobs.one(job.id, "乙")
    jobs.close()


def test_work_that_fails_says_why_and_our_own_faults_are_not_shown(caplog):
    jobs = Jobs()

    def mended(tell):
        raise StoreError("another load is running")

    def ours(tell):
        raise RuntimeError("secret place")

    first, second = jobs.start("一", "甲", mended), jobs.start("二", "甲", ours)
    while not second.ended:
        time.sleep(0.005)
    assert (first.stage, first.words) == ("failed", "another load is running")
    assert second.stage == "failed"
    assert "secret" not in second.words
    assert "secret place" in caplog.text
    jobs.close()


def test_no_more_work_waits_than_can_be_looked_over():
    jobs = Jobs()
    stop = []
    for n in range(20):
        jobs.start(
            str(n), "甲", lambda tell: [tell("", 0) or time.sleep(0.005) for _ in iter(lambda: not stop, False)] and "/"
        )
    with pytest.raises(StoreError):
        jobs.start("多", "甲", lambda tell: "/")
    stop.append(True)
    jobs.close()
