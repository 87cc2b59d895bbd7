"""Sign-in through a provider, against a real one on the loopback: who gets in, and every way not to."""

import os
import socket
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from starlette.testclient import TestClient

import faces
import provider as providers
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.desk import accounts as desk_accounts
from shuzhu.desk import oidc
from shuzhu.desk.audit import entries
from shuzhu.desk.database import open_desk
from shuzhu.errors import DeniedError, MappingError, UsageError
from shuzhu.pipeline import accounts
from shuzhu.store.settings import SECRET, read_settings
from shuzhu.web import provided
from shuzhu.web.app import cockpit
from shuzhu.web.render import english
from shuzhu.web.signing import NOT_IN
from shuzhu.web.state import COOKIE

OWN = "http://127.0.0.1:8443"
PASSWORD = "Quiet-River-7402"


class Kept(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *args):
        return None


class Town:
    """A store with accounts, its provider, and browsers."""

    def __init__(self, root, provider):
        self.root, self.provider = root, provider
        self.house = pipeline.open_house(root)
        self.app = cockpit(root, rate=10_000)

    def add(self, name, *, changed=True):
        once = accounts.add_account(self.house, name, name, [Grant(role="administrator", court="*")], datetime.now(UTC))
        if changed:
            accounts.change_password(self.house, name, once, PASSWORD, datetime.now(UTC))
        self.provider.claims["preferred_username"] = name
        return once

    def browser(self):
        return TestClient(self.app, follow_redirects=False)

    def leave(self, browser, onward="/accounts", **more):
        """Where the provider sends the browser back to."""
        there = browser.get("/login/oidc", params={"next": onward, **more})
        assert there.status_code == 303, entries(self.house.desk, last=1)
        with pytest.raises(urllib.error.HTTPError) as back:
            urllib.request.build_opener(Kept).open(there.headers["location"])
        back.value.close()
        assert back.value.headers["location"].startswith(f"{OWN}/login/oidc/back?")
        return back.value.headers["location"].removeprefix(OWN)

    def enter(self):
        browser = self.browser()
        return browser, browser.get(self.leave(browser))

    def refusal(self, answer, words, reason, account=None):
        """Nobody is in, the screen says what to do, and the audit says why."""
        assert answer.status_code == 403
        assert words in answer.text
        last = entries(self.house.desk, last=1)[0]
        assert (last.what, last.who, last.about) == ("login_failed", "匿名", "统一认证登录")
        assert reason in last.detail["reason"]
        assert account in {None, last.detail["account"]}


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setenv(SECRET, providers.SECRET)
    root = faces.store(tmp_path / "store")
    with providers.serving() as provider:
        settings = yaml.safe_load((root / "settings.yaml").read_text(encoding="utf-8")) or {}
        settings["oidc"] = {"issuer": provider.issuer, "client": providers.CLIENT, "address": OWN + "/"}
        (root / "settings.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        made = Town(root, provider)
        with TestClient(made.app):
            yield made


def test_who_the_provider_knows_and_has_an_account_is_in(town):
    town.add("li")
    assert 'href="/login/oidc?next=/accounts"' in town.browser().get("/login?next=/accounts").text
    browser, answer = town.enter()
    assert answer.status_code == 200
    assert 'content="0; url=/accounts"' in answer.text
    assert browser.get("/accounts").status_code == 200
    last = entries(town.house.desk, what="login", last=1)[0]
    assert (last.who, last.about) == ("li", "统一认证登录")
    assert set(town.provider.asked) == {"/.well-known/openid-configuration", "/authorize", "/token", "/keys"}
    cookies = " ".join(answer.headers.get_list("set-cookie")).lower()
    assert f"{COOKIE}=" in cookies
    assert "samesite=strict" in cookies
    assert "httponly" in cookies


def test_the_local_sign_in_stays(town):
    town.add("li")
    browser = town.browser()
    csrf = browser.get("/login").text.split('name="csrf" value="')[1][:40]
    form = {"csrf": csrf, "name": "li", "password": PASSWORD, "code": "", "next": "/"}
    assert browser.post("/login", data=form | {"password": "wrong"}).text.count(NOT_IN) == 1
    assert browser.post("/login", data=form).status_code == 303


@pytest.mark.parametrize(
    ("claims", "reason"),
    [({"nonce": "another"}, "nonce"), ({"nonce": None}, "nonce"), ({"exp": int(time.time()) - 120}, "exp"),
     ({"exp": None}, "exp"), ({"iat": int(time.time()) + 86_400}, "token"), ({"aud": "another"}, "aud"),
     ({"aud": None}, "aud"), ({"aud": ["shuzhu", "another"]}, "azp"), ({"azp": "another"}, "azp"),
     ({"iss": "http://127.0.0.1:1"}, "iss"), ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash")],
)  # fmt: skip
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(town, claims, reason):
    town.add("li")
    town.provider.claims |= claims
    browser, answer = town.enter()
    town.refusal(answer, oidc.UNTRUSTED, reason)
    assert browser.get("/accounts").status_code == 303


@pytest.mark.parametrize(
    "how", ["with_none", "with_the_public_key_as_secret", "with_the_client_secret", "with_another_key"]
)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(town, how):
    town.add("li")
    town.provider.signs = getattr(town.provider, how)
    browser, answer = town.enter()
    town.refusal(answer, oidc.UNTRUSTED, "token")
    assert browser.get("/accounts").status_code == 303


def test_another_state_lets_nobody_in_and_ends_the_sign_in(town):
    town.add("li")
    browser = town.browser()
    back = town.leave(browser)
    state = parse_qs(urlsplit(back).query)["state"][0]
    town.refusal(browser.get(back.replace(state, "x" * 64)), oidc.STALE, "state")
    assert "/token" not in town.provider.asked
    town.refusal(browser.get(back), oidc.STALE, "on its way")


def test_the_language_is_kept_there_and_back(town):
    town.add("li")
    browser = town.browser()
    door = browser.get(browser.get("/accounts?lang=en").headers["location"]).text
    assert "Sign in" in door
    assert "lang=en" in door.split('href="/login/oidc')[1][:80]
    assert "/accounts?lang=en" in browser.get(town.leave(browser, lang="en")).text
    other = town.browser()
    back = town.leave(other, lang="en")
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert '<html lang="en">' in other.get(back.replace(state, "x" * 64)).text


def test_an_answer_is_good_once_and_in_the_browser_that_asked(town):
    town.add("li")
    browser = town.browser()
    back = town.leave(browser)
    town.refusal(town.browser().get(back), oidc.STALE, "on its way")
    other = town.browser()
    town.leave(other)
    town.refusal(other.get(back), oidc.STALE, "state")
    mark = browser.cookies[provided.MARK]
    assert browser.get(back).status_code == 200
    again = town.browser()
    again.cookies.set(provided.MARK, mark)
    town.refusal(again.get(back), oidc.STALE, "on its way")


def test_a_code_is_changed_by_the_verifier_of_its_sign_in_alone(town):
    town.add("li")
    one, other = town.browser(), town.browser()
    stolen = parse_qs(urlsplit(town.leave(one)).query)["code"][0]
    query = parse_qs(urlsplit(town.leave(other)).query)
    answer = other.get("/login/oidc/back", params={"code": stolen, "state": query["state"][0]})
    town.refusal(answer, oidc.UNTRUSTED, "refused the code")


def test_a_sign_in_is_on_its_way_for_ten_minutes(town, monkeypatch):
    town.add("li")
    browser = town.browser()
    back = town.leave(browser)
    monkeypatch.setattr(provided, "now", lambda: datetime.now(UTC) + timedelta(minutes=11))
    town.refusal(browser.get(back), oidc.STALE, "on its way")


def test_an_answer_from_another_issuer_and_a_refusal_let_nobody_in(town):
    town.add("li")
    browser = town.browser()
    town.refusal(browser.get(town.leave(browser) + "&iss=https://else.example"), oidc.UNTRUSTED, "iss")
    state = parse_qs(urlsplit(town.leave(browser)).query)["state"][0]
    answer = browser.get("/login/oidc/back", params={"error": "access_denied", "state": state})
    town.refusal(answer, oidc.DECLINED, "declined")


@pytest.mark.parametrize("name", ["nobody", None, "", ["li"], "Li", "li "])
def test_who_has_no_account_is_denied_and_none_is_made(town, name):
    town.add("li")
    town.provider.claims["preferred_username"] = name
    _, answer = town.enter()
    account = name if isinstance(name, str) else ""
    town.refusal(answer, "请找账号管理人员", "account" if account else "claim", account)
    assert [one.name for one in accounts.all_accounts(town.house, datetime.now(UTC))] == ["li"]


def test_a_disabled_account_and_a_locked_one_are_denied(town):
    town.add("li")
    accounts.set_enabled(town.house, "li", datetime.now(UTC), enabled=False)
    town.refusal(town.enter()[1], "请找账号管理人员", "disabled", "li")
    accounts.set_enabled(town.house, "li", datetime.now(UTC), enabled=True)
    assert town.enter()[1].status_code == 200
    for _ in range(desk_accounts.MOST_FAILURES):
        with pytest.raises(DeniedError):
            accounts.sign_in(town.house, "li", "wrong", "", "test", datetime.now(UTC))
    town.refusal(town.enter()[1], "请找账号管理人员", "locked", "li")


@pytest.mark.parametrize(
    ("amr", "status"), [(None, 403), (["pwd"], 403), ([["otp"]], 403), (["pwd", "otp"], 200), (["mfa"], 200)]
)
def test_a_second_factor_that_an_account_asks_for_is_given_at_the_provider(town, amr, status):
    town.add("li")
    accounts.set_second_factor(town.house, "li", datetime.now(UTC), wanted=True)
    town.provider.claims["amr"] = amr
    _, answer = town.enter()
    assert answer.status_code == status
    if status == 403:
        town.refusal(answer, "第二因素", "second factor", "li")


def test_a_one_time_password_is_void_after_a_sign_in_through_the_provider(town):
    once = town.add("li", changed=False)
    browser, answer = town.enter()
    assert answer.status_code == 200
    assert browser.get("/accounts").status_code == 200
    with pytest.raises(DeniedError):
        accounts.sign_in(town.house, "li", once, "", "test", datetime.now(UTC))
    assert entries(town.house.desk, what="account", last=1)[0].about == "一次性密码作废"


def test_a_provider_that_is_down_leaves_the_local_sign_in(town):
    town.add("li")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        issuer = f"http://127.0.0.1:{closed.getsockname()[1]}"
    said = yaml.safe_load((town.root / "settings.yaml").read_text(encoding="utf-8"))
    said["oidc"]["issuer"] = issuer
    (town.root / "settings.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    with TestClient(cockpit(town.root), follow_redirects=False) as browser:
        answer = browser.get("/login/oidc")
        town.refusal(answer, oidc.DOWN, "unreachable")
        assert 'name="password"' in answer.text


@pytest.mark.parametrize(
    "discovery",
    [{"issuer": "https://else.example"}, {"token_endpoint": "https://else.example/t"},
     {"jwks_uri": "http://127.0.0.1:1/keys"}, {"authorization_endpoint": None}, {"jwks_uri": 7}],
)  # fmt: skip
def test_nothing_but_the_issuer_is_ever_contacted(town, discovery):
    town.provider.discovery = discovery
    town.refusal(town.browser().get("/login/oidc"), oidc.UNTRUSTED, "")
    assert town.provider.asked == ["/.well-known/openid-configuration"]


def test_a_redirect_by_the_issuer_is_not_followed(town):
    with providers.serving() as other:
        town.provider.answer = lambda *asked: (302, {"location": other.issuer + asked[0]}, {})
        town.refusal(town.browser().get("/login/oidc"), oidc.DOWN, "302")
        assert other.asked == []


def test_no_proxy_of_the_environment_is_asked(town, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert town.browser().get("/login/oidc").status_code == 303


def test_no_secret_and_no_token_is_kept_or_said(town):
    town.add("li")
    browser = town.browser()
    back = town.leave(browser)
    browser.get(back)
    code = parse_qs(urlsplit(back).query)["code"][0]
    client = town.app.state.cockpit.provider
    told = str(entries(town.house.desk)) + repr(client) + repr(read_settings(town.root, os.environ))
    kept = b"".join(path.read_bytes() for path in town.root.rglob("*") if path.is_file())
    for secret in (providers.SECRET, code, browser.cookies[COOKIE]):
        assert secret not in told
        assert secret.encode() not in kept


def test_without_a_provider_there_is_no_way_to_one(tmp_path):
    root = faces.store(tmp_path / "store")
    with TestClient(cockpit(root), follow_redirects=False) as browser:
        assert "/login/oidc" not in browser.get("/login").text
        for path in ("/login/oidc", "/login/oidc/back"):
            assert browser.get(path).headers["location"] == "/login"
    open_desk(root).dispose()


def test_a_provider_without_its_secret_or_its_library_is_not_served(town, monkeypatch):
    monkeypatch.delenv(SECRET)
    with pytest.raises(UsageError, match=SECRET):
        cockpit(town.root)
    monkeypatch.setattr(oidc, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install shuzhu\[oidc\]"):
        cockpit(town.root)


@pytest.mark.parametrize(
    ("said", "key"),
    [({"secret": "x"}, "secret"), ({"isuer": "x"}, "isuer"), ({"client": ""}, "client"),
     ({"issuer": "http://sso.court.example"}, "issuer"), ({"address": "court.example"}, "address")],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(tmp_path, said, key):
    good = {"issuer": "https://sso.court.example", "client": "shuzhu", "address": "https://shuzhu.court.example/"}
    path = tmp_path / "settings.yaml"
    path.write_text(yaml.safe_dump({"oidc": good}), encoding="utf-8")
    assert read_settings(tmp_path).oidc.address == "https://shuzhu.court.example"
    path.write_text(yaml.safe_dump({"oidc": good | said}), encoding="utf-8")
    with pytest.raises(MappingError, match=f"oidc.{key}: "):
        read_settings(tmp_path)
    path.write_text("oidc: yes\n", encoding="utf-8")
    with pytest.raises(MappingError, match="oidc: write"):
        read_settings(tmp_path)


def test_every_refusal_has_its_english():
    from shuzhu.pipeline import sign_on

    words = {oidc.DOWN, oidc.UNTRUSTED, oidc.STALE, oidc.DECLINED, sign_on.UNKNOWN, sign_on.FACTOR, NOT_IN}
    assert not words - set(english())
