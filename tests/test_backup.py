"""A backup comes back whole, on every kind of application database; a damaged one is refused and leaves nothing."""

import shutil
import tarfile
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import databases
import faces
from shuzhu import pipeline
from shuzhu.access import Grant, Reader
from shuzhu.desk import passwords, totp
from shuzhu.desk.audit import entries
from shuzhu.errors import DeniedError, InputError, ShuzhuError, StoreError, UsageError
from shuzhu.pipeline import accounts, auditing
from shuzhu.pipeline.backup import backup, restore

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PERIOD = "2020H1"
GOOD = "四月-平地-清泉-七弦琴"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A loaded and watched store with an account and a session, and its backup."""
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    folder = tmp_path_factory.mktemp("backup")
    root = faces.store(folder / "store")
    pipeline.load(pipeline.open_house(root), [str(faces.files(folder / "files"))])
    house = pipeline.open_house(root)
    pipeline.watch(house, "all", PERIOD, NOW, "测试")
    once = accounts.add_account(house, "li", "李某", [Grant(role="judge", court="虚0213")], NOW)
    accounts.change_password(house, "li", once, GOOD, NOW)
    token = accounts.sign_in(house, "li", GOOD, "", "", NOW)
    backup(house, folder / "kept.tar", NOW)
    patch.undo()
    return house, folder / "kept.tar", token


def test_what_comes_back_is_what_was(made, tmp_path):
    house, file, token = made
    done = restore(file, tmp_path / "new")
    assert (done.snapshot, done.faults) == (house.snapshot.label, ())
    again = pipeline.open_house(tmp_path / "new")
    asked = (["JA", "XL01", "CX01"], "all", PERIOD)
    assert pipeline.measure(again, *asked) == pipeline.measure(house, *asked)
    assert pipeline.open_items(again) == pipeline.open_items(house)
    assert accounts.all_accounts(again, NOW) == accounts.all_accounts(house, NOW)
    assert accounts.reader_of(again, token, NOW) is None
    assert accounts.sign_in(again, "li", GOOD, "", "", NOW)
    head, faults = auditing.verified(again)
    assert faults == []
    assert head.count == len(entries(again.desk))
    assert [e.about for e in entries(again.desk, what="backup")] == ["备份", "恢复"]
    pipeline.watch(again, "all", PERIOD, NOW, "测试")


def test_what_comes_back_can_be_loaded_into(made, tmp_path):
    _, file, _ = made
    restore(file, tmp_path / "new")
    more = faces.files(tmp_path / "more", (2021, 2022))
    assert pipeline.load(pipeline.open_house(tmp_path / "new"), [str(more)]).snapshot.label == "s000002"


def test_it_comes_back_into_postgresql_and_from_there(made, tmp_path, postgresql, monkeypatch):
    house, file, _ = made
    monkeypatch.setenv("SHUZHU_DESK", databases.schema(postgresql, "restored"))
    assert restore(file, tmp_path / "new").faults == ()
    again = pipeline.open_house(tmp_path / "new")
    assert again.desk.dialect.name == "postgresql"
    assert pipeline.open_items(again) == pipeline.open_items(house)
    assert auditing.verified(again)[1] == []
    accounts.add_account(again, "wang", "王某", [], NOW)
    backup(again, tmp_path / "second.tar", NOW)
    with pytest.raises(UsageError, match="not empty"):
        restore(file, tmp_path / "other")
    monkeypatch.delenv("SHUZHU_DESK")
    again.desk.dispose()
    assert restore(tmp_path / "second.tar", tmp_path / "third").faults == ()
    assert [a.name for a in accounts.all_accounts(pipeline.open_house(tmp_path / "third"), NOW)] == ["li", "wang"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_bit_otherwise_is_found_or_of_no_consequence(made, tmp_path_factory, where, bit):
    _, file, _ = made
    folder = tmp_path_factory.mktemp("bit")
    content = bytearray(file.read_bytes())
    place = int(where * len(content))
    content[place] ^= 1 << bit
    (folder / "bad.tar").write_bytes(content)
    padding = _is_padding(file, place)
    try:
        restore(folder / "bad.tar", folder / "new")
        assert padding
    except ShuzhuError:
        assert not (folder / "new").exists()
    shutil.rmtree(folder)


def _is_padding(file, place):
    """A byte of the archive that belongs to no file and no header of one."""
    with tarfile.open(file) as tar:
        members = tar.getmembers()
    return all(not (m.offset <= place < m.offset_data + m.size) for m in members)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.9999])
def test_half_a_file_is_refused(made, tmp_path, share):
    _, file, _ = made
    with tarfile.open(file) as tar:
        last = tar.getmembers()[-1]
    (tmp_path / "cut.tar").write_bytes(file.read_bytes()[: int(share * (last.offset_data + last.size))])
    with pytest.raises(InputError, match="damaged"):
        restore(tmp_path / "cut.tar", tmp_path / "new")
    assert list(tmp_path.iterdir()) == [tmp_path / "cut.tar"]


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path):
    with tarfile.open(tmp_path / "bad.tar", "w") as tar:
        tar.add(__file__, "../out.txt")
    with pytest.raises(InputError, match="damaged"):
        restore(tmp_path / "bad.tar", tmp_path / "new")
    assert not (tmp_path.parent / "out.txt").exists()


def test_nothing_is_written_over(made, tmp_path):
    house, file, _ = made
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(UsageError, match="not empty"):
        restore(file, tmp_path / "full")
    with pytest.raises(UsageError, match="there already"):
        backup(house, file, NOW)
    with pytest.raises(UsageError, match="no backup"):
        restore(tmp_path / "none", tmp_path / "new")


def test_no_backup_while_a_load_runs_and_none_without_the_right(made, tmp_path):
    house, _, _ = made
    with house.store.still(), pytest.raises(StoreError, match="another load"):
        backup(house, tmp_path / "a.tar", NOW)
    with pytest.raises(DeniedError):
        backup(house.read_by(Reader(name="x")), tmp_path / "a.tar", NOW)
    assert not (tmp_path / "a.tar").exists()


def test_commands_back_up_and_restore(made, tmp_path, capsys):
    house, _, _ = made
    assert faces.run("--store", house.store.root, "backup", tmp_path / "b.tar") == 0
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    assert faces.run("restore", tmp_path / "b.tar", tmp_path / "new") == 0
    assert "快照 s000001" in capsys.readouterr().out
    assert faces.run("restore", tmp_path / "b.tar", tmp_path / "new") == 2


@pytest.mark.parametrize("keys", [False, True])
def test_the_key_of_second_factors_is_in_a_backup_only_when_asked_for(made, tmp_path, monkeypatch, keys):
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    house, _, _ = made
    name = f"second-{str(keys).lower()}"
    once = accounts.add_account(house, name, name, [Grant(role="judge", court="虚0213")], NOW)
    accounts.change_password(house, name, once, GOOD, NOW)
    secret = accounts.set_second_factor(house, name, NOW, wanted=True)
    backup(house, tmp_path / "kept.tar", NOW, keys=keys)
    assert secret.encode() not in (tmp_path / "kept.tar").read_bytes()
    assert (house.vault.path.read_bytes() in (tmp_path / "kept.tar").read_bytes()) == keys
    restore(tmp_path / "kept.tar", tmp_path / "new")
    again = pipeline.open_house(tmp_path / "new")
    code = totp.code_at(secret, int(NOW.timestamp()) // totp.STEP)
    if keys:
        assert again.vault.path.stat().st_mode & 0o777 == 0o600
        assert accounts.sign_in(again, name, GOOD, code, "", NOW)
    else:
        with pytest.raises(StoreError, match="missing; put it back"):
            accounts.sign_in(again, name, GOOD, code, "", NOW)
