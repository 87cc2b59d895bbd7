"""Accounts, passwords, second factor, sessions and keys, on every kind of application database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from shuzhu.access import Grant
from shuzhu.desk import accounts, passwords, sessions, totp
from shuzhu.desk.audit import Audit, entries
from shuzhu.desk.database import open_desk
from shuzhu.desk.resealing import seal_secrets
from shuzhu.desk.sealing import Vault
from shuzhu.desk.tables import META, account_steps
from shuzhu.desk.tables import sessions as session_table
from shuzhu.desk.verify import verify
from shuzhu.errors import DeniedError, NoDataError, StoreError, UsageError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
JUDGE = (Grant(role="judge", court="虚0213", divisions=("民一庭",)),)
GOOD = "四月-平地-清泉-七弦琴"
OTHER = "沙丘/风筝/北窗/旧书信"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Hashes that take no time; that the real ones take some is tested by itself."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def li(desk):
    """An account whose password was changed from the first."""
    once = accounts.add(desk, "li", "李某", JUDGE, "admin", NOW)
    accounts.change_password(desk, "li", once, GOOD, NOW)
    return "li"


def check(desk, name, password, code, now, vault=None):
    """Who this is; a vault is needed only where there is a second factor."""
    return accounts.check(desk, name, password, code, now, vault or Vault(Path("nowhere")))


def at(minutes):
    """Some minutes later."""
    return NOW + timedelta(minutes=minutes)


def fails(desk, password="wrong", code="", now=NOW, name="li", vault=None):
    """A sign-in that is refused, with the words that are said to everybody."""
    with pytest.raises(DeniedError, match="not signed in"):
        check(desk, name, password, code, now, vault)


def test_an_account_signs_in_with_what_it_was_given_once_and_must_change_it(desk):
    once = accounts.add(desk, "wang", "王某", JUDGE, "admin", NOW)
    assert check(desk, "wang", once, "", NOW).must_change
    accounts.change_password(desk, "wang", once, GOOD, at(1))
    found = check(desk, "wang", GOOD, "", at(2))
    assert (found.must_change, found.grants, found.title) == (False, JUDGE, "王某")
    fails(desk, once, now=at(3), name="wang")


def test_a_password_given_once_is_good_for_three_days(desk):
    once = accounts.add(desk, "wang", "王某", JUDGE, "admin", NOW)
    fails(desk, once, now=NOW + accounts.ONCE_FOR + timedelta(seconds=1), name="wang")
    assert check(desk, "wang", once, "", NOW + accounts.ONCE_FOR).name == "wang"


@pytest.mark.parametrize("name", ["", "x", "Li", "李", "local", "local2", "a b", "1a", "a" * 41, "li\n"])
def test_names_that_are_none_are_refused(desk, name):
    with pytest.raises(UsageError, match="bad name"):
        accounts.add(desk, name, "某", JUDGE, "admin", NOW)


def test_a_name_is_given_once(desk, li):
    with pytest.raises(UsageError, match="taken"):
        accounts.add(desk, li, "另一人", JUDGE, "admin", NOW)


def test_there_is_no_account_that_nobody_made(desk):
    with pytest.raises(NoDataError, match="no such account"):
        accounts.account(desk, "nobody", NOW)
    fails(desk, name="nobody")


def test_five_failures_in_a_row_lock_and_time_or_a_hand_unlocks(desk, li):
    for n in range(accounts.MOST_FAILURES):
        fails(desk, now=at(n))
    assert accounts.account(desk, li, at(4)).locked_until == at(4) + accounts.LOCKED_FOR
    fails(desk, GOOD, now=at(5))
    assert check(desk, li, GOOD, "", at(20)).name == li
    for n in range(accounts.MOST_FAILURES):
        fails(desk, now=at(30 + n))
    accounts.step(desk, li, "unlocked", "admin", at(36))
    assert check(desk, li, GOOD, "", at(37)).name == li


def test_four_failures_and_a_success_do_not_lock(desk, li):
    for _ in range(3):
        for n in range(accounts.MOST_FAILURES - 1):
            fails(desk, now=at(n))
        assert check(desk, li, GOOD, "", at(9)).locked_until is None


def test_a_disabled_account_is_refused_until_it_is_enabled(desk, li):
    accounts.step(desk, li, "disabled", "admin", NOW)
    fails(desk, GOOD)
    accounts.step(desk, li, "enabled", "admin", NOW)
    assert check(desk, li, GOOD, "", NOW).name == li


@pytest.mark.parametrize(
    ("password", "why"),
    [("short-1", "too short"), ("x" * 129, "too long"), ("Password123!", "too common"), ("1qaz2wsx3edc", "too common"),
     ("woaini1314520", "too common"), ("aaaaaaabbbb", "too common"), ("zyxwvutsrqp", "too common"),
     ("李某-平地-清泉-七弦琴", "contains the name"), (GOOD, "used before")],
)  # fmt: skip
def test_a_password_that_may_be_none_is_refused(desk, li, password, why):
    with pytest.raises(UsageError, match=why):
        accounts.change_password(desk, li, GOOD, password, NOW)


def test_a_password_containing_the_account_is_refused(desk):
    once = accounts.add(desk, "zhaoliu", "赵某", JUDGE, "admin", NOW)
    with pytest.raises(UsageError, match="contains the name"):
        accounts.change_password(desk, "zhaoliu", once, "Zhaoliu-四月清泉", NOW)


def test_a_password_may_come_back_after_five_others(desk, li):
    before = GOOD
    for n in range(passwords.REMEMBERED):
        with pytest.raises(UsageError, match="used before"):
            accounts.change_password(desk, li, before, GOOD, NOW)
        now = f"{OTHER}{n}"
        accounts.change_password(desk, li, before, now, NOW)
        before = now
    accounts.change_password(desk, li, before, GOOD, NOW)


def test_a_password_is_changed_by_who_knows_it(desk, li):
    with pytest.raises(DeniedError, match="wrong password"):
        accounts.change_password(desk, li, "wrong", OTHER, NOW)


def test_a_password_that_was_reset_is_given_once_again(desk, li):
    once = accounts.reset_password(desk, li, "admin", NOW)
    fails(desk, GOOD)
    assert check(desk, li, once, "", NOW).must_change


def test_no_password_and_no_token_is_in_the_database(desk, li):
    once = accounts.reset_password(desk, li, "admin", NOW)
    token = sessions.begin(desk, accounts.account(desk, li, NOW).id, "", NOW)
    key = sessions.new_key(desk, li, "报表", actions=["measure"], per_minute=10, days=30, now=NOW)
    with desk.connect() as connection:
        told = "".join(str(row) for table in META.sorted_tables for row in connection.execute(select(table)))
    assert not any(secret in told for secret in (GOOD, once, token, key))
    assert "$argon2id$" in told


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238(moment, code):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.code_at(secret, moment // totp.STEP, digits=8) == code
    assert totp.counter_of(secret, code[2:], datetime.fromtimestamp(moment, UTC)) == moment // totp.STEP


def plain_step(desk, name, secret):
    """A second factor as earlier versions kept it."""
    accounts.step(desk, name, "totp", "admin", NOW, secret=secret)


def kept(desk):
    """The secrets of second factors as they stand in the database."""
    with desk.connect() as connection:
        told = connection.execute(select(account_steps.c.told).where(account_steps.c.what == "totp")).scalars()
        return [one["secret"] for one in told]


def test_secrets_of_second_factors_stand_sealed_and_open_for_their_account_alone(desk, li, tmp_path):
    vault = Vault(tmp_path / "keys")
    secret = accounts.begin_second_factor(desk, li, "admin", NOW, vault)
    (sealed,) = kept(desk)
    assert secret not in sealed
    assert vault.open(sealed, li) == secret
    assert vault.seal(secret, li) != sealed
    assert vault.path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="did not seal"):
        vault.open(sealed, "wang")
    with pytest.raises(StoreError, match="did not seal"):
        vault.open(sealed[:-8] + "AAAAAAA=", li)


def test_secrets_of_an_earlier_version_are_sealed_where_they_stand_and_still_good(desk, li, tmp_path):
    vault, secret = Vault(tmp_path / "keys"), totp.new_secret()
    plain_step(desk, li, None)
    plain_step(desk, li, secret)
    assert seal_secrets(desk, vault) == 1
    assert seal_secrets(desk, vault) == 0
    none, sealed = kept(desk)
    assert none is None
    assert vault.open(sealed, li) == secret
    code = totp.code_at(secret, int(NOW.timestamp()) // totp.STEP)
    assert check(desk, li, GOOD, code, NOW, vault).second_factor
    with pytest.raises((IntegrityError, OperationalError)), desk.begin() as connection:
        connection.execute(text("UPDATE account_steps SET what = 'x'"))
    if desk.dialect.name == "sqlite":
        file = Path(desk.url.database)
        written = [one.read_bytes() for one in file.parent.glob(file.name + "*")]
        assert not [one for one in written if secret.encode() in one]


def test_a_lost_or_damaged_key_says_what_to_do_to_who_knows_the_password(desk, li, tmp_path):
    vault = Vault(tmp_path / "keys")
    accounts.begin_second_factor(desk, li, "admin", NOW, vault)
    vault.path.unlink()
    fails(desk, "wrong", "123456")
    with pytest.raises(StoreError, match="missing; put it back"):
        check(desk, li, GOOD, "123456", NOW, vault)
    vault.put(b"short")
    with pytest.raises(StoreError, match="damaged"):
        check(desk, li, GOOD, "123456", NOW, vault)
    vault.path.unlink()
    secret = accounts.begin_second_factor(desk, li, "admin", at(1), vault)
    code = totp.code_at(secret, int(at(2).timestamp()) // totp.STEP)
    assert check(desk, li, GOOD, code, at(2), vault).name == li


def test_with_a_second_factor_a_code_is_asked_for_and_is_good_once(desk, li, tmp_path):
    vault = Vault(tmp_path / "keys")
    secret = accounts.begin_second_factor(desk, li, "admin", NOW, vault)
    counter = int(NOW.timestamp()) // totp.STEP
    fails(desk, GOOD, vault=vault)
    fails(desk, GOOD, totp.code_at(secret, counter + 5), vault=vault)
    assert check(desk, li, GOOD, totp.code_at(secret, counter), NOW, vault).second_factor
    fails(desk, GOOD, totp.code_at(secret, counter), vault=vault)
    assert check(desk, li, GOOD, totp.code_at(secret, counter + 1), at(0.4), vault).name == li
    accounts.step(desk, li, "totp", "admin", NOW, secret=None)
    assert not check(desk, li, GOOD, "", NOW).second_factor
    assert totp.address(secret, li).startswith("otpauth://totp/")


def test_a_session_holds_while_it_is_used_and_no_longer_than_half_a_day(desk, li):
    token = sessions.begin(desk, accounts.account(desk, li, NOW).id, "127.0.0.1", NOW)
    for n in range(1, 29):
        assert sessions.holder(desk, token, at(25 * n)).name == li
    assert sessions.holder(desk, token, at(25 * 29)) is None
    idle = sessions.begin(desk, accounts.account(desk, li, NOW).id, "", NOW)
    assert sessions.holder(desk, idle, at(30)).name == li
    assert sessions.holder(desk, idle, at(61)) is None
    assert sessions.holder(desk, "nothing", NOW) is None


def test_a_session_ends_when_it_is_ended_or_its_account_is_off(desk, li):
    number = accounts.account(desk, li, NOW).id
    one, two, three = (sessions.begin(desk, number, "", NOW) for _ in range(3))
    sessions.end(desk, one, NOW)
    assert sessions.holder(desk, one, NOW) is None
    assert sessions.holder(desk, two, NOW)
    accounts.step(desk, li, "disabled", "admin", NOW)
    assert sessions.holder(desk, three, NOW) is None
    accounts.step(desk, li, "enabled", "admin", NOW)
    sessions.end_all(desk, number, NOW)
    assert sessions.holder(desk, two, NOW) is None
    with desk.connect() as connection:
        assert all(row.ended_at for row in connection.execute(select(session_table)))


def test_a_key_does_what_it_is_bound_to_until_it_ends_or_is_revoked(desk, li):
    key = sessions.new_key(desk, li, "报表", actions=["measure"], per_minute=60, days=30, now=NOW)
    own, found = sessions.key_holder(desk, key, NOW)
    assert (own.name, found.actions, found.per_minute) == (li, {"measure"}, 60)
    assert sessions.key_holder(desk, key, NOW + timedelta(days=30)) is None
    assert sessions.key_holder(desk, key + "x", NOW) is None
    sessions.revoke(desk, found.id, "admin", NOW)
    assert sessions.key_holder(desk, key, NOW) is None
    assert sessions.keys(desk)[0].revoked
    with pytest.raises(NoDataError, match="no such key"):
        sessions.revoke(desk, 99, "admin", NOW)


@pytest.mark.parametrize("bad", [{"actions": ["fly"]}, {"actions": []}, {"per_minute": 0}, {"days": 0}])
def test_a_key_without_bounds_is_refused(desk, li, bad):
    told = {"actions": ["measure"], "per_minute": 1, "days": 1} | bad
    with pytest.raises(UsageError):
        sessions.new_key(desk, li, "报表", now=NOW, **told)


def test_three_offices_are_kept_apart_in_accounts_too(desk, li):
    with pytest.raises(UsageError, match="三员分立"):
        accounts.grant(desk, li, (*JUDGE, Grant(role="auditor", court="*")), "admin", NOW)
    accounts.grant(desk, li, (Grant(role="auditor", court="*"),), "admin", NOW)
    assert accounts.account(desk, li, NOW).grants == (Grant(role="auditor", court="*"),)


@pytest.mark.parametrize("table", sorted(t.name for t in META.sorted_tables if t.info.get("kept")))
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 100"])
def test_rows_that_are_kept_are_never_changed_or_deleted(desk, li, table, change, tmp_path):
    Audit(desk, tmp_path / "audit").write("login", "li", "登录")
    sessions.new_key(desk, li, "报表", actions=["measure"], per_minute=1, days=1, now=NOW)
    check(desk, li, GOOD, "", NOW)
    with desk.connect() as connection:
        filled = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
    if filled:
        with pytest.raises(IntegrityError, match="never changed or deleted"), desk.begin() as connection:
            connection.execute(text(change.format(table)))
    with desk.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == filled
        assert connection.execute(select(account_steps)).first()


def test_the_audit_holds_on_every_database(desk, tmp_path):
    log = Audit(desk, tmp_path / "audit")
    for n in range(5):
        log.write("export", "li", "指标", rows=n)
    assert verify(log)[1] == []
    assert [entry.detail["rows"] for entry in entries(desk)] == list(range(5))
    with desk.begin() as connection:
        off = "DROP TRIGGER no_update_audit" + (" ON audit" if desk.dialect.name == "postgresql" else "")
        connection.execute(text(off))
        connection.execute(text("UPDATE audit SET who = 'wang' WHERE id = 3"))
    assert len(verify(log)[1]) == 2


def test_a_database_is_opened_again_as_it_was(desk, desk_url, li, tmp_path):
    again = open_desk(tmp_path, desk_url)
    assert accounts.account(again, li, NOW).grants == JUDGE
    again.dispose()


@pytest.mark.parametrize("url", ["mysql://a@b/c", "nothing"])
def test_an_address_of_no_database_is_said(tmp_path, url):
    with pytest.raises(UsageError):
        open_desk(tmp_path, url)


def test_a_real_hash_takes_its_time(monkeypatch):
    monkeypatch.undo()
    assert passwords.hashed(GOOD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
