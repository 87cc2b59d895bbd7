"""Accounts by command and by pipeline: who may give them, what is written of it, and what a reader may then do."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

import faces
from shuzhu import pipeline
from shuzhu.access import Grant, Reader, rights_of
from shuzhu.desk import passwords
from shuzhu.desk.audit import entries
from shuzhu.errors import DeniedError, UsageError
from shuzhu.pipeline import accounts, auditing

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
GOOD = "四月-平地-清泉-七弦琴"
DENIED = 6


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Hashes that take no time."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def root(tmp_path):
    """A made-up store with no cases, that knows the courts."""
    return faces.store(tmp_path / "store")


@pytest.fixture
def house(root):
    """The store, opened by who sits at the machine."""
    return pipeline.open_house(root)


def admin(house):
    """The house as the one who gives out accounts opens it."""
    return house.read_by(
        Reader(name="admin", rights=rights_of([Grant(role="administrator", court="*")], lambda _m: ()))
    )


def joined(house, name="li", role="judge", court="虚0213"):
    """An account with a session; its token."""
    once = accounts.add_account(house, name, "李某", [Grant(role=role, court=court)], NOW)
    accounts.change_password(house, name, once, GOOD, NOW)
    return accounts.sign_in(house, name, GOOD, "", "127.0.0.1", NOW)


def kinds(house):
    """The kinds of what the audit holds, in order."""
    return [entry.what for entry in entries(house.desk)]


def test_the_first_account_is_made_once_and_gives_out_the_others(house):
    once = accounts.first_admin(house, NOW)
    assert once
    assert accounts.first_admin(house, NOW) is None
    token = accounts.sign_in(house, "admin", once, "", "127.0.0.1", NOW)
    found, reader = accounts.reader_of(house, token, NOW)
    assert found.must_change
    assert not reader.rights
    accounts.change_password(house, "admin", once, GOOD, NOW)
    assert accounts.reader_of(house, token, NOW) is None
    token = accounts.sign_in(house, "admin", GOOD, "", "127.0.0.1", NOW)
    _, reader = accounts.reader_of(house, token, NOW)
    assert reader.may("accounts")
    assert not reader.may("measure")
    joined(house.read_by(reader))


def test_rights_are_those_of_now_and_end_with_the_account(house):
    token = joined(house)
    _, reader = accounts.reader_of(house, token, NOW)
    assert reader.may("cases", court="虚0213", field_class="named")
    accounts.set_grants(house, "li", [Grant(role="research", court="虚02+")], NOW)
    _, reader = accounts.reader_of(house, token, NOW)
    assert reader.may("cases", court="虚0203")
    assert not reader.may("cases", field_class="named")
    accounts.set_enabled(house, "li", NOW, enabled=False)
    assert accounts.reader_of(house, token, NOW) is None


def test_signing_in_and_out_and_failing_are_in_the_audit_without_the_password(house):
    token = joined(house)
    with pytest.raises(DeniedError):
        accounts.sign_in(house, "li", "secret-of-li", "", "127.0.0.1", NOW)
    accounts.sign_out(house, token, NOW)
    assert accounts.reader_of(house, token, NOW) is None
    assert kinds(house)[-3:] == ["login", "login_failed", "logout"]
    assert "secret-of-li" not in repr(entries(house.desk))


@pytest.mark.parametrize("role", ["leader", "supervision", "technician", "auditor", "external"])
def test_only_who_gives_out_accounts_may(house, role):
    other = house.read_by(Reader(name="x", rights=rights_of([Grant(role=role, court="*")], lambda _m: ())))
    joined(house)
    for act in (
        lambda: accounts.all_accounts(other, NOW),
        lambda: accounts.add_account(other, "zhao", "赵某", [], NOW),
        lambda: accounts.set_grants(other, "li", [], NOW),
        lambda: accounts.set_enabled(other, "li", NOW, enabled=False),
        lambda: accounts.unlock(other, "li", NOW),
        lambda: accounts.reset_password(other, "li", NOW),
        lambda: accounts.set_second_factor(other, "li", NOW, wanted=True),
        lambda: accounts.all_keys(other),
        lambda: accounts.add_key(other, "li", "x", actions=["measure"], per_minute=1, days=1, now=NOW),
        lambda: accounts.revoke_key(other, 1, NOW),
        lambda: accounts.reader_named(other, "li", NOW),
    ):
        with pytest.raises(DeniedError):
            act()


def test_nobody_changes_their_own_rights(house):
    accounts.first_admin(house, NOW)
    with pytest.raises(DeniedError, match="not one's own"):
        accounts.set_grants(admin(house), "admin", [Grant(role="leader", court="*")], NOW)
    assert kinds(house)[-1] == "denied"


def test_a_grant_in_a_court_that_nobody_knows_is_refused(house):
    with pytest.raises(UsageError, match="no such court"):
        accounts.add_account(house, "li", "李某", [Grant(role="judge", court="虚9999")], NOW)


def test_a_key_has_no_more_rights_than_its_account_and_than_it_is_bound_to(house):
    joined(house)
    token = accounts.add_key(house, "li", "报表", actions=["measure", "load"], per_minute=5, days=1, now=NOW)
    key, reader = accounts.reader_of_key(house, token, NOW)
    assert key.per_minute == 5
    assert reader.may("measure", court="虚0213")
    assert not reader.may("cases")
    assert not reader.may("load")
    accounts.revoke_key(house, key.id, NOW)
    assert accounts.reader_of_key(house, token, NOW) is None
    assert accounts.reader_of_key(house, "sz_nothing", NOW + timedelta(days=2)) is None


def test_who_audits_reads_the_audit_and_nobody_else(house):
    joined(house)
    auditor = house.read_by(Reader(name="shen", rights=rights_of([Grant(role="auditor", court="*")], lambda _m: ())))
    assert [entry.what for entry in auditing.audited(auditor, who="li")] == ["account", "login"]
    assert kinds(house)[-1] == "audit"
    head, faults = auditing.verified(auditor)
    assert faults == []
    assert auditing.verified(auditor, f"{head.count}:{head.hash[:16]}")[1] == []
    assert auditing.verified(auditor, f"{head.count}:{'0' * 16}")[1]
    assert auditing.verified(auditor, f"{head.count + 9}:{head.hash[:16]}")[1]
    with pytest.raises(UsageError):
        auditing.verified(auditor, "12")
    with pytest.raises(DeniedError):
        auditing.audited(admin(house))


def test_commands_give_and_take_accounts(root, capsys):
    def said(*words, code=0):
        assert faces.run("--store", root, *words) == code
        return capsys.readouterr().out

    assert "还没有账号" in said("user", "list")
    assert "一次性密码" in said("user", "add", "li", "--title", "李某", "--role", "judge@虚0213/民一庭、民二庭")
    assert "法官@虚0213/民一庭、民二庭" in said("user", "list")
    assert "审管办@虚02+" in said("user", "role", "li", "--role", "supervision@虚02+")
    assert "otpauth://totp/" in said("user", "totp", "li")
    assert "已取消第二因素" in said("user", "totp", "li", "--off")
    assert "sz_" in said("key", "add", "li", "--name", "报表", "--actions", "measure,items")
    assert "报表" in said("key", "list")
    assert "已撤销" in said("key", "revoke", "1")
    for word in ("disable", "enable", "unlock", "password"):
        assert "li：" in said("user", word, "li")
    said("user", "add", "bad", "--role", "judge", code=2)
    said("--as", "li", "user", "list", code=DENIED)
    said("--as", "nobody", "measure", code=5)
    assert "审计记录完整" in said("audit", "verify")
    assert "拒绝" in said("audit", "list", "--what", "denied")
    said("user", "disable", "li")
    said("--as", "li", "measure", code=DENIED)


def test_the_audit_goes_to_a_file(root, tmp_path):
    assert faces.run("--store", root, "user", "add", "li", "--role", "judge@虚0213") == 0
    assert faces.run("--store", root, "audit", "export", "--format", "csv", "-o", tmp_path / "a.csv") == 0
    assert "新建账号" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_a_tampered_audit_ends_with_its_own_code(root, capsys):
    assert faces.run("--store", root, "user", "add", "li", "--role", "judge@虚0213") == 0
    (root / "audit" / "head.json").unlink()
    assert faces.run("--store", root, "audit", "verify") == 7
    assert "篡改" in capsys.readouterr().err
