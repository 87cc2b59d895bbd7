"""A report from its draft to what came of it, each step by who may; its files, and a file that was edited outside."""

import re
import time
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

import faces
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.desk import sessions
from shuzhu.pipeline import accounts
from shuzhu.web.app import cockpit
from shuzhu.web.state import COOKIE

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')
PASSWORD = "Quiet-River-7402"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A store, its application, and a browser for each of its people."""
    folder = tmp_path_factory.mktemp("reports")
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", root, "score", "--court", "虚0213", "--freeze", "2019") == 0
    house, app, browsers = pipeline.open_house(root), cockpit(root, rate=10_000), {}
    for name, role, court in (("writer", "research", "虚0213"), ("second", "research", "虚0213"),
                              ("head", "leader", "虚0213"), ("other", "research", "虚0203")):  # fmt: skip
        once = accounts.add_account(house, name, name, [Grant(role=role, court=court)], datetime.now(UTC))
        accounts.change_password(house, name, once, PASSWORD, datetime.now(UTC))
        own = next(one for one in accounts.all_accounts(house, datetime.now(UTC)) if one.name == name)
        browsers[name] = TestClient(app, follow_redirects=False)
        browsers[name].cookies.set(COOKIE, sessions.begin(house.desk, own.id, "test", datetime.now(UTC)))
    with TestClient(app):
        yield browsers


def send(browser, path, **fields):
    csrf = TOKEN.search(browser.get("/reports").text)[1]
    return browser.post(path, data={"csrf": csrf, **fields})


@pytest.fixture(scope="module")
def made(office):
    """The page of a draft."""
    answer = send(
        office["writer"], "/reports", kind="social", court="虚0213", period="2020H1", number="虚院报〔2020〕1号"
    )
    for _ in range(1200):
        shown = office["writer"].get(answer.headers["location"])
        if shown.status_code == 303:
            return shown.headers["location"]
        if leads := re.search('data-goto="([^"]+)"', shown.text):  # it was made while its page was written
            return leads[1]
        assert 'data-poll="' in shown.text, re.sub(r"<[^>]+>", " ", shown.text)
        time.sleep(0.05)
    raise AssertionError("the report was never made")


def test_a_report_lives_from_draft_to_adoption_and_its_tasks(office, made):
    steps = f"{made}/steps"
    assert "草稿" in office["writer"].get(made).text
    assert send(office["writer"], steps, what="checked").status_code == 400
    assert send(office["second"], steps, what="signed").status_code == 403
    assert send(office["second"], steps, what="checked").status_code == 303
    assert send(office["head"], steps, what="signed").status_code == 303
    assert send(office["writer"], steps, what="submitted").status_code == 400
    assert send(office["writer"], steps, what="submitted", to="虚构区委").status_code == 303
    assert send(office["writer"], steps, what="instructed", note="请住建部门研究").status_code == 303
    assert (
        send(office["writer"], steps, what="task", note="核查欠薪", owner="民一庭", due_on="2020-09-30").status_code
        == 303
    )
    text = office["writer"].get(made).text
    assert "核查欠薪" in text
    task = re.search(r'name="task" value="(\d+)"', text)[1]
    assert send(office["writer"], steps, what="done", task=task).status_code == 303
    assert send(office["writer"], steps, what="adopted", note="已采纳").status_code == 303
    text = office["writer"].get(made).text
    for words in ("已采纳", "虚构区委", "请住建部门研究", "已办结"):
        assert words in text
    assert "100.00" in office["writer"].get("/reports").text


def test_a_file_is_read_without_scripts_or_taken_along(office, made):
    text = office["writer"].get(made).text
    read = re.search(r'href="(/reports/\d+/files/[^"?]+\.html)"', text)[1]
    answer = office["writer"].get(read)
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "虚构" in answer.text
    for link in re.findall(r'href="(/reports/\d+/files/[^"]+download=1)"', text):
        taken = office["writer"].get(link)
        assert taken.status_code == 200
        assert "attachment" in taken.headers["content-disposition"]
    assert office["writer"].get(f"{made}/files/..%2F..%2Fsettings.yaml").status_code == 404
    assert office["writer"].get(f"{made}/files/none.pdf").status_code == 404


def test_nobody_of_another_court_sees_it(office, made):
    assert office["other"].get(made).status_code == 403
    assert "虚0213" not in office["other"].get("/reports").text
    assert send(office["other"], f"{made}/steps", what="noted", note="越权").status_code == 403


def test_an_edited_file_with_a_changed_figure_is_not_passed(office):
    answer = send(office["writer"], "/reports", kind="social", court="虚0213", period="2020H1")
    shown = None
    for _ in range(1200):
        shown = office["writer"].get(answer.headers["location"])
        if shown.status_code == 303:
            break
        time.sleep(0.05)
    made = shown.headers["location"]
    text = office["second"].get(made).text
    read = re.search(r'href="(/reports/\d+/files/[^"?]+\.html)"', text)[1]
    page = office["second"].get(read).text
    csrf = TOKEN.search(office["second"].get("/reports").text)[1]

    def hand_in(content, name="edited.html"):
        return office["second"].post(f"{made}/checked", data={"csrf": csrf}, files={"file": (name, content.encode())})

    figure = re.search(r'data-value="[^"]*"[^>]*>([\d.,]+)<', page)
    changed = page[: figure.start(1)] + "98765.43" + page[figure.end(1) :] if figure else page.replace("2020", "2021")
    assert hand_in(changed).status_code == 400
    assert hand_in(page, "edited.exe").status_code == 400
    assert office["second"].post(f"{made}/checked", files={"file": ("x.html", b"x")}).status_code == 400
    assert hand_in(page).status_code == 303
    assert "已复核" in office["second"].get(made).text
