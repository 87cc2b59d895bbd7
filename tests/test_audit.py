"""The audit: what was written is found again, and whatever else is done to the database file is found out."""

import hashlib
import json
import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest

from shuzhu.desk.audit import Audit, entries
from shuzhu.desk.database import open_desk
from shuzhu.desk.tables import META, audit
from shuzhu.desk.verify import verify
from shuzhu.errors import StoreError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MANY = 12
FIELDS = ("at", "who", "what", "about", "court", "detail", "previous", "hash", "seal")
GUARDS = [f"no_{change}_{t.name}" for t in META.sorted_tables if t.info.get("kept") for change in ("update", "delete")]


def kept(folder):
    """The audit of a folder."""
    return Audit(desk=open_desk(folder), folder=folder / "audit")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with an audit of a dozen entries."""
    folder = tmp_path_factory.mktemp("audit")
    log = kept(folder)
    for n in range(MANY):
        log.write("export", f"user{n % 3}", "指标", court="虚0213", at=NOW + timedelta(minutes=n), rows=n)
    log.desk.dispose()
    return folder


@pytest.fixture
def own(written, tmp_path):
    """A copy of it to be tampered with."""
    shutil.copytree(written, tmp_path / "own")
    return tmp_path / "own"


def unguarded(folder):
    """The database file opened past the triggers, as one who owns the file can."""
    connection = sqlite3.connect(folder / "desk.sqlite")
    for name in GUARDS:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def guarded_again(connection, before):
    """The triggers put back as if nothing had been."""
    for words in before:
        connection.execute(words)
    connection.commit()
    connection.close()


def tamper(folder, *changes):
    """Change the file and hide it as well as can be: triggers dropped first and put back last."""
    with sqlite3.connect(folder / "desk.sqlite") as connection:
        guards = [w for (w,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    connection.close()
    connection = unguarded(folder)
    for change in changes:
        change(connection) if callable(change) else connection.execute(change)
    guarded_again(connection, guards)


def faults(folder):
    """What is found."""
    log = kept(folder)
    found = verify(log)[1]
    log.desk.dispose()
    return found


def rehashed(connection):
    """Every hash worked out anew from the first entry on, as one who read our source but has no key would."""
    connection.row_factory = sqlite3.Row
    before = "0" * 64
    for row in connection.execute("SELECT * FROM audit ORDER BY id").fetchall():
        said = {name: row[name] for name in ("id", "at", "who", "what", "about", "court", "detail")}
        words = json.dumps(said | {"previous": before}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        now = hashlib.sha256(words.encode()).hexdigest()
        connection.execute("UPDATE audit SET previous = ?, hash = ? WHERE id = ?", (before, now, row["id"]))
        before = now


def inserted(place, source, **other):
    """A row put in at a place, like another but for some fields."""

    def change(connection):
        columns = ("id", *FIELDS)
        row = dict(
            zip(columns, connection.execute("SELECT * FROM audit WHERE id = ?", (source,)).fetchone(), strict=True)
        )
        row |= other | {"id": place}
        connection.execute(f"INSERT INTO audit VALUES ({','.join('?' * 10)})", [row[name] for name in columns])

    return change


def shifted(first, by):
    """Every number from one on moved, from the end that is free."""
    order = "DESC" if by > 0 else "ASC"

    def change(connection):
        for (n,) in connection.execute(f"SELECT id FROM audit WHERE id >= ? ORDER BY id {order}", (first,)).fetchall():
            connection.execute("UPDATE audit SET id = ? WHERE id = ?", (n + by, n))

    return change


def swapped(a, b):
    """Two rows that change places."""
    return [f"UPDATE audit SET id = -1 WHERE id = {a}", f"UPDATE audit SET id = {a} WHERE id = {b}",
            f"UPDATE audit SET id = {b} WHERE id = -1"]  # fmt: skip


KINDS = {
    **{f"change {f} of {n}": [f"UPDATE audit SET {f} = {f} || 'x' WHERE id = {n}"] for f in FIELDS for n in (1, 6, 12)},
    **{f"blank {f} of {n}": [f"UPDATE audit SET {f} = '' WHERE id = {n}"] for f in FIELDS for n in (2, 12)},
    **{f"change {f} of {n}, hashes made anew": [f"UPDATE audit SET {f} = {f} || 'x' WHERE id = {n}", rehashed]
       for f in FIELDS[:6] for n in (1, 7, 12)},
    **{f"{f} of 3 as bytes": [f"UPDATE audit SET {f} = CAST({f} AS BLOB) WHERE id = 3"] for f in FIELDS},
    "one minute earlier": ["UPDATE audit SET at = replace(at, '09:36', '09:35') WHERE id = 7", rehashed],
    "another person": ["UPDATE audit SET who = 'user1' WHERE who = 'user0'", rehashed],
    "fewer rows taken out": ["UPDATE audit SET detail = '{\"rows\":1}' WHERE id = 9", rehashed],
    "a blank more in the detail": ["UPDATE audit SET detail = replace(detail, ':', ': ') WHERE id = 9"],
    **{f"number of {n} changed": [f"UPDATE audit SET id = {n} + 100 WHERE id = {n}"] for n in (1, 6, 12)},
    **{f"delete {n}": [f"DELETE FROM audit WHERE id = {n}"] for n in (1, 2, 6, 11, 12)},
    **{f"delete {n} and close up": [f"DELETE FROM audit WHERE id = {n}", shifted(n + 1, -1)] for n in (1, 6, 12)},
    **{f"delete {n}, close up, hashes made anew": [f"DELETE FROM audit WHERE id = {n}", shifted(n + 1, -1), rehashed]
       for n in (1, 6, 12)},
    "delete all of one person": ["DELETE FROM audit WHERE who = 'user2'"],
    **{f"cut off the last {n}": [f"DELETE FROM audit WHERE id > {MANY - n}"] for n in (1, 2, 6, 11, 12)},
    **{f"cut off the first {n}": [f"DELETE FROM audit WHERE id <= {n}"] for n in (2, 6, 11)},
    "cut off the first, close up, hashes made anew":
        ["DELETE FROM audit WHERE id = 1", shifted(2, -1), rehashed],
    **{f"swap {a} and {b}": swapped(a, b) for a, b in ((1, 2), (6, 7), (1, 12), (11, 12))},
    **{f"swap {a} and {b}, hashes made anew": [*swapped(a, b), rehashed] for a, b in ((1, 2), (6, 12))},
    "clone at the end": [inserted(13, 12)],
    "clone of the first at the end": [inserted(13, 1)],
    "clone in between": [shifted(7, 1), inserted(7, 6)],
    "clone in between, hashes made anew": [shifted(7, 1), inserted(7, 6), rehashed],
    "invented at the end": [inserted(13, 12, who="nobody", what="login"), rehashed],
    "invented before the first": [inserted(0, 1), rehashed],
    "invented with a negative number": [inserted(-5, 1)],
    "seal of another entry": ["UPDATE audit SET seal = (SELECT seal FROM audit WHERE id = 2) WHERE id = 3"],
    "content of another entry": [
        "UPDATE audit SET (at, who, detail) = (SELECT at, who, detail FROM audit WHERE id = 2) WHERE id = 3", rehashed],
    "everything by nobody": ["UPDATE audit SET who = 'nobody'", rehashed],
    "everything gone": ["DELETE FROM audit"],
    "everything but the last gone": ["DELETE FROM audit WHERE id < 12", "UPDATE audit SET id = 1", rehashed],
    "column put in": ["ALTER TABLE audit ADD COLUMN more TEXT"],
    "column named otherwise": ["ALTER TABLE audit RENAME COLUMN court TO place"],
    "another table in its place": ["CREATE TABLE other AS SELECT * FROM audit LIMIT 9", "DROP TABLE audit",
                                   "ALTER TABLE other RENAME TO audit"],
}  # fmt: skip


def test_there_are_a_hundred_kinds_of_tampering():
    assert len(KINDS) + len(GUARDS) + 2 >= 100


def test_what_was_not_tampered_with_has_no_fault(own):
    tamper(own)
    assert faults(own) == []
    log = kept(own)
    assert verify(log)[0].count == MANY
    log.desk.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found(own, kind):
    tamper(own, *KINDS[kind])
    assert faults(own)


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_was_taken_off_is_found(own, name):
    connection = sqlite3.connect(own / "desk.sqlite")
    connection.execute(f"DROP TRIGGER {name}")
    connection.commit()
    connection.close()
    assert faults(own)


def test_a_guard_that_was_made_idle_is_found(own):
    connection = sqlite3.connect(own / "desk.sqlite")
    connection.execute("DROP TRIGGER no_delete_audit")
    connection.execute(
        "CREATE TRIGGER no_delete_audit BEFORE DELETE ON audit WHEN 0 BEGIN SELECT RAISE(ABORT, ''); END"
    )
    connection.commit()
    connection.close()
    assert faults(own)


def test_an_older_copy_of_the_file_is_found(own, tmp_path):
    log = kept(own)
    log.desk.dispose()
    shutil.copy(own / "desk.sqlite", tmp_path / "older")
    log.write("login", "user0", "登录")
    log.desk.dispose()
    for file in own.glob("desk.sqlite*"):
        file.unlink()
    shutil.copy(tmp_path / "older", own / "desk.sqlite")
    assert faults(own)


def test_a_cut_is_still_found_when_more_was_written_after_it(own):
    tamper(own, "DELETE FROM audit WHERE id > 9")
    log = kept(own)
    for _ in range(5):
        log.write("login", "user0", "登录")
    log.desk.dispose()
    assert faults(own)


@pytest.mark.parametrize("what", ["no head", "another head", "no key", "another key"])
def test_tampering_with_the_head_or_the_key_is_found(own, what):
    path = own / "audit" / ("head.json" if what.endswith("head") else "key")
    if what.startswith("no"):
        path.unlink()
    elif what == "another head":
        path.write_text(path.read_text().replace("12", "11"))
    else:
        path.write_text("ab" * 32)
    assert faults(own)


def test_nothing_is_written_with_a_lost_key(own):
    (own / "audit" / "key").unlink()
    log = kept(own)
    with pytest.raises(StoreError, match="missing"):
        log.write("login", "user0", "登录")
    log.desk.dispose()


def test_entries_are_read_back(own):
    log = kept(own)
    log.write("denied", "user9", "看案件", court="虚0203", action="cases")
    assert [e.id for e in entries(log.desk, last=2)] == [12, 13]
    (one,) = entries(log.desk, what="denied")
    assert (one.who, one.about, one.court, one.detail) == ("user9", "看案件", "虚0203", {"action": "cases"})
    assert len(entries(log.desk, who="user0")) == MANY / 3
    log.desk.dispose()


def test_many_writers_make_one_chain(own):
    def write():
        log = kept(own)
        for _ in range(10):
            log.write("login", "user0", "登录")
        log.desk.dispose()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    log = kept(own)
    head, found = verify(log)
    log.desk.dispose()
    assert (head.count, found) == (MANY + 40, [])


def test_the_key_is_for_its_owner_alone(own):
    assert (own / "audit" / "key").stat().st_mode & 0o077 == 0
    assert audit.info["kept"]
