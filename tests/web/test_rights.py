"""Who may do what in the cockpit: every route × every role × a foreign court, and the door itself."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

import faces
from shuzhu import pipeline
from shuzhu.access import ROLES, Grant
from shuzhu.desk import sessions
from shuzhu.errors import UsageError
from shuzhu.pipeline import accounts
from shuzhu.web.app import ROUTERS, cockpit
from shuzhu.web.state import COOKIE

OWN, FOREIGN = "虚0213", ("虚0203", "虚0205")
PASSWORD = "Quiet-River-7402"
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A store with warnings in every court, served behind its door."""
    folder = tmp_path_factory.mktemp("rights")
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", root, "watch", "--period", "2020-06", "--by", "local") == 0
    assert faces.run("--store", root, "search", "--rebuild") == 0
    with TestClient(cockpit(root, rate=10_000), follow_redirects=False) as client:
        yield root, client


def signed(town, name, *grants):
    """A browser with a session of a new account."""
    root, client = town
    house = pipeline.open_house(root)
    once = accounts.add_account(house, name, name, grants, datetime.now(UTC))
    accounts.change_password(house, name, once, PASSWORD, datetime.now(UTC))
    own = next(one for one in accounts.all_accounts(house, datetime.now(UTC)) if one.name == name)
    browser = TestClient(client.app, follow_redirects=False)
    browser.cookies.set(COOKIE, sessions.begin(house.desk, own.id, "test", datetime.now(UTC)))
    return browser


@pytest.fixture(scope="module")
def browsers(town):
    """A browser for each role in one court."""
    return {role: signed(town, f"r-{role}", Grant(role=role, court=OWN)) for role in ROLES}


def routes(app, method):
    """Every path of the application that answers a method: pages, forms, and the API by its own description."""
    assert sum(route.__class__.__name__ == "_IncludedRouter" for route in app.routes) == len(ROUTERS)
    found = {route.path for route in app.routes if isinstance(route, APIRoute) and method in route.methods}
    for router in ROUTERS[:-1]:
        found |= {route.path for route in router.routes if method in route.methods}
    return sorted(found | {path for path, told in app.openapi()["paths"].items() if method.lower() in told})


@cache
def foreign_item(root):
    """The number of a warning of a foreign court."""
    return pipeline.open_items(pipeline.open_house(root), FOREIGN, ended=True)[0].id


def filled(path, root):
    """A path with a foreign warning, a known indicator and a known index in its places."""
    foreign = foreign_item(root)
    for name, value in {
        "number": foreign,
        "code": "XL01",
        "index": "internal",
        "name": "r-judge",
        "deed": "disable",
    }.items():
        path = path.replace(f"{{{name}}}", str(value))
    return path


OF_NO_COURT = (
    "/api/v1/ind", "/api/v1/courts", "/api/v1/loads", "/api/v1/snap", "/api/v1/warn", "/api/v1/open", "/warnings",
    "/reports", "/search", "/api/v1/search", "/similar", "/topics", "/cards",
)  # fmt: skip
"""Pages and answers that take no court: registers of the reader's own, or words of the catalogue."""
DOOR = {"/login", "/logout", "/password", "/charts.css"}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_or_answer_tells_of_a_foreign_court(town, browsers, role):
    root, client = town
    paths = [path for path in routes(client.app, "GET") if path not in DOOR]
    assert len(paths) > 20
    for path in paths:
        asked = [{"court": FOREIGN[0]}, {"court": "虚02+"}, {"court": "all"}, {"id": f"（2020）{FOREIGN[0]}民初1号"}]
        for query in asked if path == "/api/v1/values" else asked[3:] if path == "/case" else asked[::2]:
            answer = browsers[role].get(filled(path, root), params=query | {"period": "2020H1"})
            assert answer.status_code < 500, (path, query, answer.text[:300])
            if answer.status_code == 200 and path != "/accounts":  # grants name courts, and show nothing of them
                assert not [mark for mark in FOREIGN if mark in answer.text], (role, path, query)
            if query.get("court") == FOREIGN[0] and "{" not in path and path not in {"/data", "/accounts"}:
                assert answer.status_code != 200 or path.startswith(OF_NO_COURT)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_done_to_a_foreign_court(town, browsers, role):
    root, client = town
    browser = browsers[role]
    house = pipeline.open_house(root)
    before = pipeline.open_items(house, FOREIGN, ended=True)
    csrf = TOKEN.search(browser.get("/password").text)[1]
    for path in routes(client.app, "POST"):
        if path in DOOR:
            continue
        form = {"csrf": csrf, "what": "noted", "note": "越权", "court": FOREIGN[0], "period": "2020-06"} | {
            "name": "x1",
            "title": "越权",
        }
        if path.startswith("/api/"):
            answer = browser.post(filled(path, root), json={"what": "noted", "note": "越权"})
            assert answer.status_code in {403, 404, 422}, (role, path)
        elif "accounts" in path or "keys" in path:
            answer = browser.post(filled(path, root), data=form)
            assert answer.status_code in {403, 404}, (role, path)
        else:
            sent = {"file": ("edited.html", b"<p>1</p>")} if path.endswith("/checked") else None
            answer = browser.post(filled(path, root), data=form, files=sent)
            own = {400} if path.startswith(("/search/", "/similar/")) else set()  # of the reader alone
            assert answer.status_code in {303, 403, 404} | own, (role, path)
    assert pipeline.open_items(house, FOREIGN, ended=True) == before


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_the_pages_of_its_work_and_no_others(town, browsers, role):
    may = ROLES[role].actions
    if role in {"administrator", "auditor"}:
        browsers = {role: signed(town, f"w-{role}", Grant(role=role, court="*"))}
    needs = {"/": "measure", "/checkup": "measure", "/indicator/XL01": "measure", "/index": "measure",
             "/wall": "measure", "/warnings": "items", "/accounts": "accounts", "/audit": "audit",
             "/effects": "cases", "/cards": "card", "/prelitigation": "cases"}  # fmt: skip
    for path, action in needs.items():
        answer = browsers[role].get(path, params={"court": OWN, "period": "2020H1"})
        expected = {200} if action in may else {303, 403}
        assert answer.status_code in expected, (role, path, answer.text[:300])
    menu = browsers[role].get(next((p for p, a in needs.items() if a in may), "/password")).text
    for path, action in (("/checkup", "measure"), ("/warnings", "items"), ("/accounts", "accounts")):
        assert (f'<a href="{path}"' in menu) == (action in may and "<nav" in menu), (role, path)


IN_MENU = re.compile(r'<a href="/quality(\?[^"]*)?"[^>]*>数据质量</a>')


def test_the_technician_finds_the_quality_of_the_data_in_the_menu_and_takes_it_out(town):
    browser = signed(town, "tech-quality", Grant(role="technician", court="*"))
    answer = browser.get("/quality", params={"court": OWN, "period": "2020H1"})
    assert answer.status_code == 200
    assert IN_MENU.search(answer.text)
    assert 'href="/case?' not in answer.text
    assert "法官130" not in answer.text
    sheet = {"court": OWN, "period": "2020H1", "format": "csv", "table": "rules"}
    assert browser.get("/quality", params=sheet).status_code == 200
    assert IN_MENU.search(browser.get("/data").text)
    assert not IN_MENU.search(signed(town, "ext", Grant(role="external", court="*")).get("/data").text)


def test_only_who_may_see_names_sees_them_and_it_is_in_the_audit(town, browsers):
    root, _ = town
    case = {"id": f"（2020）{OWN}民初1号"}
    judge = browsers["judge"].get("/case", params=case)
    assert "法官130" in judge.text
    assert "法官130" not in browsers["research"].get("/case", params=case).text
    from shuzhu.desk.audit import entries

    desk = pipeline.open_house(root).desk
    first = len([e for e in entries(desk, what="names") if e.who == "r-judge"])
    browsers["judge"].get("/case", params=case)
    assert len([e for e in entries(desk, what="names") if e.who == "r-judge"]) > first > 0


def test_who_is_not_signed_in_is_led_to_the_door_and_back(town):
    stranger = TestClient(town[1].app, follow_redirects=False)
    answer = stranger.get("/checkup?period=2020")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fcheckup%3Fperiod%3D2020"
    answer = stranger.get("/api/v1/values")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "虚构" in stranger.get("/login").text


@pytest.mark.parametrize("onward", ["https://else.example/", "//else.example", "/\\else.example", "x"])
def test_the_door_leads_nobody_away(town, onward):
    stranger = TestClient(town[1].app, follow_redirects=False)
    assert 'name="next" value="/"' in stranger.get("/login", params={"next": onward}).text


def enter(browser, name, password, code=""):
    csrf = TOKEN.search(browser.get("/login").text)[1]
    return browser.post("/login", data={"csrf": csrf, "name": name, "password": password, "code": code, "next": "/"})


def test_the_first_admin_makes_an_account_that_then_sees_its_court_alone(town):
    root, client = town
    house = pipeline.open_house(root)
    once = accounts.add_account(house, "keeper", "账号员", [Grant(role="administrator", court="*")], datetime.now(UTC))
    browser = TestClient(client.app, follow_redirects=False)
    assert enter(browser, "keeper", "wrong").status_code == 403
    assert enter(browser, "keeper", once).status_code == 303
    assert browser.get("/accounts").headers["location"] == "/password"
    csrf = TOKEN.search(browser.get("/password").text)[1]
    answer = browser.post("/password", data={"csrf": csrf, "old": once, "new": PASSWORD, "again": "other"})
    assert answer.status_code == 400
    answer = browser.post("/password", data={"csrf": csrf, "old": once, "new": PASSWORD, "again": PASSWORD})
    assert answer.headers["location"] == "/login"
    enter(browser, "keeper", PASSWORD)
    assert browser.get("/").headers["location"] == "/accounts"
    csrf = TOKEN.search(browser.get("/accounts").text)[1]
    made = browser.post("/accounts", data={"csrf": csrf, "name": "office", "title": "审管办", "role1": "supervision",
                                           "court1": OWN, "divisions1": ""})  # fmt: skip
    secret = re.search(r'class="once".*?<code>([^<]+)</code>', made.text, re.DOTALL)[1]
    assert secret not in browser.get("/accounts").text
    office = TestClient(client.app, follow_redirects=False)
    assert enter(office, "office", secret).status_code == 303
    csrf = TOKEN.search(office.get("/password").text)[1]
    office.post("/password", data={"csrf": csrf, "old": secret, "new": PASSWORD + "x", "again": PASSWORD + "x"})
    enter(office, "office", PASSWORD + "x")
    text = office.get("/", params={"period": "2020H1"}).text
    assert OWN in text
    assert FOREIGN[0] not in text
    assert office.get("/", params={"court": FOREIGN[0]}).status_code == 403
    csrf = TOKEN.search(browser.get("/accounts").text)[1]
    browser.post("/accounts/office/disable", data={"csrf": csrf})
    assert office.get("/checkup").headers["location"].startswith("/login")


def test_signing_out_ends_the_session_for_good(town):
    browser = signed(town, "leaver", Grant(role="judge", court=OWN))
    token = browser.cookies[COOKIE]
    csrf = TOKEN.search(browser.get("/password").text)[1]
    assert browser.post("/logout", data={"csrf": csrf}).headers["location"] == "/login"
    again = TestClient(town[1].app, follow_redirects=False)
    again.cookies.set(COOKIE, token)
    assert again.get("/").status_code == 303


def test_a_key_is_bound_to_its_actions_and_its_rate(town):
    root, client = town
    house = pipeline.open_house(root)
    signed(town, "reader", Grant(role="supervision", court=OWN))
    key = accounts.add_key(house, "reader", "大屏", actions=["measure"], per_minute=5, days=30, now=datetime.now(UTC))
    program = TestClient(client.app)
    program.headers["authorization"] = f"Bearer {key}"
    told = program.get("/api/v1/values", params={"codes": "XL01", "court": OWN, "period": "2020H1"})
    assert told.status_code == 200
    assert program.get("/api/v1/warnings").status_code == 403
    assert program.get("/api/v1/values", params={"court": FOREIGN[0]}).status_code == 403
    status = [program.get("/api/v1/snapshot").status_code for _ in range(6)]
    assert status[-1] == 429
    program.headers["authorization"] = "Bearer sz_made-up"
    assert program.get("/api/v1/values").status_code == 401


def test_real_data_is_never_served_without_a_door(tmp_path):
    with pytest.raises(UsageError):
        cockpit(tmp_path / "store", unlocked=True)
