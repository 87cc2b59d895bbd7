"""What a load may and may not do to the store."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import batch, drawn
from measuring import Desk, catalogue, codes, content, desk
from shuzhu.batches import Batch
from shuzhu.errors import StoreError, UsageError
from shuzhu.indicators.courts import one
from shuzhu.periods import parse_period
from shuzhu.store.store import Store
from worlds import World, worlds

LAWS = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
LINKED = ("cases", "exclusions", "extensions", "parties", "enforcements", "statistics")
SMALL = worlds(codes(), most=50, only=LINKED)
FIRST = "case_id|court|kind|type_code|instance|filed_on|closed_on\n1|闽0213|civil|民初|first|2020-01-01|"
SECOND = "case_id|court|kind|type_code|instance|filed_on|closed_on\n1|闽0213|civil|民初|first|2020-01-01|2020-02-01"


@pytest.fixture
def one_case(tmp_path: Path) -> Desk:
    """A store with one pending case."""
    return desk(tmp_path, *drawn(cases=FIRST))


def in_folder(law: Callable[[Path], None]) -> None:
    """Prove a law in a folder of its own."""
    root = Path(tempfile.mkdtemp())
    try:
        law(root)
    finally:
        shutil.rmtree(root)


@LAWS
@given(drawn_world=SMALL)
def test_loading_the_same_twice_changes_nothing(drawn_world: World):
    def law(root: Path) -> None:
        made = desk(root, *drawn_world.batches())
        first = made.store.snapshot()
        second = made.load(*drawn_world.batches())
        assert second.number == first.number + 1
        assert second.tables == first.tables

    in_folder(law)


@LAWS
@given(drawn_world=SMALL)
def test_several_loads_give_what_one_gives(drawn_world: World):
    def law(root: Path) -> None:
        loads = drawn_world.loads(3)
        at_once = desk(root / "once", *itertools.chain(*loads))
        apart = desk(root / "apart")
        for load in loads:
            apart.load(*load)
        assert content(apart.store) == content(at_once.store)

    in_folder(law)


@LAWS
@given(drawn_world=SMALL, order=st.sampled_from([(2, 1), (1, 3), (1, 2)]))
def test_undoing_a_load_is_never_having_loaded_it(drawn_world: World, order: tuple[int, int]):
    def law(root: Path) -> None:
        loads = drawn_world.loads(3)
        made = desk(root / "all")
        for load in loads:
            made.load(*load)
        for undone in order:
            made.store.undo(undone, codes())
            kept = [load for number, load in enumerate(loads, 1) if number in made.store.snapshot().loads]
            never = desk(root / f"without-{undone}", *itertools.chain(*kept))
            assert content(made.store) == content(never.store)

    in_folder(law)


def test_an_undone_load_cannot_be_undone_again(one_case: Desk):
    one_case.store.undo(1, codes())
    with pytest.raises(UsageError, match="load 1 is not in force; those in force: none"):
        one_case.store.undo(1, codes())


def test_a_load_after_an_undo_stands_by_itself(one_case: Desk):
    one_case.load(*drawn(cases=SECOND))
    one_case.store.undo(2, codes())
    assert one_case.load(*drawn(cases=SECOND)).loads == (1, 4)
    one_case.store.undo(1, codes())
    assert one_case.store.snapshot().loads == (4,)


def test_a_source_that_breaks_off_leaves_everything_as_it_was(one_case: Desk):
    before, files = content(one_case.store), everything(one_case.store)

    def broken() -> Iterator[Batch]:
        yield from drawn(cases=SECOND, parties="case_id|role\n1|plaintiff")
        raise RuntimeError("the disk of the source failed")

    with pytest.raises(RuntimeError, match="the disk of the source"):
        one_case.store.load(broken(), codes())
    assert (content(one_case.store), everything(one_case.store)) == (before, files)
    assert one_case.store.snapshot().number == 1


def test_a_load_that_fails_while_writing_leaves_every_table_as_it_was(one_case: Desk, monkeypatch: pytest.MonkeyPatch):
    before = content(one_case.store)
    write = Store._write

    def fails_at_parties(self, connection, table, *rest, **more):
        if table == "parties":
            raise OSError("no space left")
        write(self, connection, table, *rest, **more)

    monkeypatch.setattr(Store, "_write", fails_at_parties)
    with pytest.raises(OSError, match="no space left"):
        one_case.load(*drawn(cases=SECOND, parties="case_id|role\n1|plaintiff"))
    monkeypatch.undo()
    assert content(one_case.store) == before
    state = one_case.store.snapshot().tables["cases"]
    table = DeltaTable(one_case.store.root / "tables" / "cases")
    assert {Path(uri).name for uri in table.file_uris()} == set(state.files)
    one_case.load(*drawn(cases=SECOND))
    assert "2020, 2, 1" in content(one_case.store)["cases"][0]


def test_a_table_that_was_taken_back_once_is_left_alone(one_case: Desk, monkeypatch: pytest.MonkeyPatch):
    """Cases were there before and go back to what they were; parties were not, and go."""
    write = Store._write

    def fails_at_advices(self, connection, table, *rest, **more):
        if table == "advices":
            raise OSError("no space left")
        write(self, connection, table, *rest, **more)

    monkeypatch.setattr(Store, "_write", fails_at_advices)
    with pytest.raises(OSError, match="no space left"):
        one_case.load(*drawn(cases=SECOND, parties="case_id|role\n1|plaintiff", advices="advice_id|court\n1|闽0213"))
    monkeypatch.undo()
    before = logs(one_case.store, "cases", "parties")
    assert [len(log) for log in before] == [3, 2], "written, written again, taken back; written, taken back"
    for name in ("甲", "乙", "丙"):
        one_case.load(*drawn(mediators=f"mediator_id|court|name\n{name}|闽0213|虚某{name}"))
    assert logs(one_case.store, "cases", "parties") == before
    assert list(content(one_case.store)) == ["cases", "mediators"]
    one_case.load(*drawn(cases=SECOND, parties="case_id|role\n1|plaintiff"))
    assert "2020, 2, 1" in content(one_case.store)["cases"][0]
    assert len(content(one_case.store)["parties"]) == 1


def test_a_second_writer_is_sent_away(one_case: Desk):
    def meanwhile() -> Iterator[Batch]:
        with pytest.raises(StoreError, match="another load is running"):
            Store(one_case.store.root).load(drawn(cases=SECOND), codes())
        yield from drawn(cases=SECOND)

    snapshot, _ = one_case.store.load(meanwhile(), codes())
    assert snapshot.number == 2
    assert snapshot.tables["cases"].rows == 1


def test_an_old_snapshot_gives_the_old_numbers(one_case: Desk):
    one_case.load(*drawn(cases=SECOND))
    ask = [catalogue().indicator("XL01")], [one("闽0213", codes())], [parse_period("2020")]
    assert [one_case.ask(*ask, as_of=number)[0].value for number in (1, 2, None)] == [0, 100, 100]


@pytest.mark.parametrize("name", ["库房", "a store"])
def test_a_store_works_in_a_folder_with_a_chinese_name_or_a_space_and_may_be_moved(tmp_path: Path, name: str):
    ask = [catalogue().indicator("XL01")], [one("闽0213", codes())], [parse_period("2020")]
    made = desk(tmp_path / name, *drawn(cases=FIRST))
    made.load(*drawn(cases=SECOND))
    assert made.ask(*ask)[0].value == 100
    made.store.root.rename(tmp_path / f"{name} 2")
    moved = Desk(store=Store(tmp_path / f"{name} 2"))
    assert moved.ask(*ask)[0].value == 100
    assert moved.load(*drawn(cases=FIRST)).tables["cases"].rows == 1
    assert moved.ask(*ask)[0].value == 100, "a blank changes nothing"


def test_a_snapshot_that_is_not_there_is_said_to_be_missing(one_case: Desk):
    with pytest.raises(UsageError, match="no snapshot 7; the newest: s000001"):
        one_case.store.snapshot(7)


def test_only_the_columns_that_a_source_speaks_of_change(one_case: Desk):
    one_case.load(batch("cases", [{"case_id": "1", "cause": "离婚纠纷"}], given=("cause",)))
    (row,) = content(one_case.store)["cases"]
    assert "'cause': '离婚纠纷'" in row
    assert "'court': '闽0213'" in row


def test_a_source_blanks_what_it_speaks_of_and_leaves_blank(one_case: Desk):
    one_case.load(batch("cases", [{"case_id": "1"}], given=("type_code",)))
    (row,) = content(one_case.store)["cases"]
    assert "'type_code': None" in row
    assert "'kind': 'civil'" in row


def test_rows_read_from_text_fill_what_is_blank_and_change_nothing(one_case: Desk):
    read = [
        {"case_id": "1", "kind": "criminal", "closing": "judgment"},
        {"case_id": "1", "closing": "mediated", "cause": "离婚纠纷"},
    ]
    one_case.load(batch("cases", read, fills=True))
    (row,) = content(one_case.store)["cases"]
    assert "'kind': 'civil'" in row
    assert "'closing': 'judgment'" in row
    assert "'cause': '离婚纠纷'" in row


def test_the_last_row_of_a_key_wins_whatever_batch_it_came_in(tmp_path: Path):
    rows = [("离婚纠纷", ("cause",)), ("买卖合同纠纷", ("cause", "closing")), ("民间借贷纠纷", ("cause",))]
    made = desk(tmp_path, *[batch("cases", [{"case_id": "1", "cause": cause}], given=names) for cause, names in rows])
    assert "'cause': '民间借贷纠纷'" in content(made.store)["cases"][0]


def logs(store: Store, *tables: str) -> list[list[str]]:
    """The versions in each table's log."""
    return [sorted(p.name for p in (store.root / "tables" / t / "_delta_log").glob("*.json")) for t in tables]


def everything(store: Store) -> set[str]:
    """Every file of the store but the Delta logs, which may tell of a write taken back."""
    return {str(p) for p in store.root.rglob("*") if p.is_file() and "_delta_log" not in p.parts}
