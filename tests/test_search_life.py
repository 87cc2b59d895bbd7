"""The index through its life: renewed by loads, whole when broken off, without what was withdrawn; kept searches."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

import faces
from search_papers import batches, papers
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.indexing import renew
from shuzhu.pipeline.load import left_in
from shuzhu.pipeline.searching import Wanted, search, search_rows
from shuzhu.search.index import CURRENT, FOLDER, state_of, writing
from shuzhu.store.withdrawals import withdrawn_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ALL = Wanted(text="", limit=200)


@pytest.fixture
def root(tmp_path):
    """A store of thirty made-up cases, indexed."""
    root = faces.store(tmp_path / "store")
    added(root, papers(3, 30))
    return root


def added(root, rows):
    """Load rows and bring the index to them; the house after it."""
    house = pipeline.open_house(root)
    house.store.load(batches(rows), house.codes)
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    pipeline.index(house)
    return house


def found(house, text=""):
    """What is found, by key, with all its stretches."""
    return {hit.key: "".join(w for s in hit.snippets for w, _ in s.pieces)
            for hit in search(house, Wanted(text=text, limit=200)).hits}  # fmt: skip


def test_a_load_renews_what_it_changed_and_the_index_is_as_if_made_anew(root):
    before = state_of(root)
    rows = papers(3, 30)
    rows["cases"] = rows["cases"][:4]
    for row in rows["cases"]:
        row["town"] = "虚丙镇"
    rows["parties"], rows["documents"], rows["document_facts"] = [], [], []
    more = papers(9, 5, first=100)
    house = added(root, {table: [*rows[table], *more[table]] for table in more})
    after = state_of(root)
    assert (after.folder, after.snapshot, after.units) == (before.folder, 2, 35)
    assert len(found(house, "镇街:虚丙镇")) == 4
    texts = ("", "借款", "利息", "镇街:虚甲镇", "民法典675", '"未按约定"')
    renewed = [found(house, text) for text in texts]
    pipeline.index(house, anew=True)
    assert state_of(root).folder != after.folder
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    assert [found(house, text) for text in texts] == renewed


def test_the_first_search_builds_the_index_and_a_load_alone_does_not(root, capfd):
    shutil.rmtree(root / FOLDER)
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    assert not pipeline.indexed(house)
    house.store.load(batches(papers(9, 5, first=100)), house.codes)
    renew(pipeline.open_house(root))
    assert not (root / FOLDER).exists()
    assert faces.run("--store", root, "search", "借款") == 0
    assert "index made anew: 35 documents" in capfd.readouterr().err
    assert faces.run("--store", root, "search", "借款") == 0
    assert "index made anew" not in capfd.readouterr().err


def test_nothing_that_does_not_search_pays_for_the_engine():
    told = "import sys; from shuzhu import cli; sys.argv = ['shuzhu', '--help']\ntry:\n    cli.main()\n"
    told += "finally:\n    print([name for name in ('tantivy', 'rjieba') if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", told], check=False, capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "[]", ended.stderr


def test_what_was_broken_off_is_not_read_and_done_again_by_the_next(root):
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    whole = found(house)
    state = state_of(root)
    with writing(root, state.folder) as half:
        half.drop("court", ["虚0203", "虚0205", "虚0213"])
    with writing(root, "half") as half:
        half.drop("court", ["虚0203"])
    assert found(pipeline.open_house(root, reader=LOCAL_NAMED)) == whole
    (root / FOLDER / CURRENT).write_text("{", encoding="utf-8")
    with pytest.raises(NoDataError, match="rebuild"):
        search(pipeline.open_house(root), ALL)
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    pipeline.index(house)
    assert found(house) == whole
    shutil.rmtree(root / FOLDER)
    pipeline.index(house)
    assert found(pipeline.open_house(root, reader=LOCAL_NAMED)) == whole


def test_what_is_withdrawn_is_nowhere_found_and_no_load_brings_it_back(root):
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    key = next(key for key in found(house, '"经审理查明"') if not key.startswith("case:"))
    text = next(row["text"] for row in papers(3, 30)["documents"] if row["document_id"] == key)
    number = next(row["case_number"] for row in papers(3, 30)["documents"] if row["document_id"] == key)
    search_rows(house, Wanted(text='"经审理查明"'))
    done = pipeline.withdraw(house, [key], "经审批撤回", NOW)
    assert [one.about for one in done.exports] == ["检索结果"]
    assert withdrawn_in(root) == {key}

    def nowhere():
        for as_of in (None, "s000001"):
            asked = pipeline.open_house(root, as_of=as_of, reader=LOCAL_NAMED)
            assert key not in found(asked)
            assert key not in found(asked, '"经审理查明"')
            from sqlglot import parse_one

            rows = asked.reading("cases").query(parse_one(f"SELECT text FROM documents WHERE document_id = '{key}'"))
            assert rows["text"].to_pylist() == [None]
            facts = parse_one(f"SELECT words FROM document_facts WHERE document_id = '{key}'")
            assert asked.reading("cases").query(facts).num_rows == 0
        (hit,) = search(pipeline.open_house(root), Wanted(text=number)).hits
        assert hit.key.startswith("case:")

    nowhere()
    part = root.parent / "again"
    part.mkdir()
    (part / "again.txt").write_text(text, encoding="utf-8")
    added(root, {table: rows for table, rows in papers(3, 30).items() if table == "documents"})
    nowhere()
    pipeline.index(pipeline.open_house(root), anew=True)
    nowhere()
    assert [one.reason for one in pipeline.withdrawn(house)] == ["经审批撤回"]


def test_a_withdrawal_needs_a_reason_and_a_document(root):
    house = pipeline.open_house(root)
    with pytest.raises(UsageError, match="why"):
        pipeline.withdraw(house, ["d1"], " ", NOW)
    with pytest.raises(NoDataError, match="no document"):
        pipeline.withdraw(house, ["nothing"], "理由", NOW)
    assert withdrawn_in(root) == frozenset()


def test_it_is_gone_before_the_tables_are_written(root, monkeypatch):
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    key = next(key for key in found(house) if not key.startswith("case:"))

    def broken(*_told, **_named):
        raise OSError("the power is gone")

    monkeypatch.setattr("shuzhu.store.store.Store.load", broken)
    with pytest.raises(OSError, match="power"):
        pipeline.withdraw(house, [key], "理由", NOW)
    assert key not in found(pipeline.open_house(root, reader=LOCAL_NAMED))
    monkeypatch.undo()
    pipeline.withdraw(pipeline.open_house(root), [key], "理由", NOW)
    assert len(withdrawn_in(root)) == 1


def test_a_kept_search_tells_what_came_since_its_owner_looked(root):
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    kept = pipeline.save_search(house, "借款案件", Wanted(text="案由:民间借贷纠纷"), NOW)
    with pytest.raises(UsageError, match="already"):
        pipeline.save_search(house, "借款案件", ALL, NOW)
    assert [one.new for one in pipeline.saved_searches(house)] == [0]
    more = papers(9, 12, first=100)
    house = added(root, more)
    expected = sum(row["cause"] == "民间借贷纠纷" for row in more["cases"])
    assert [one.new for one in pipeline.saved_searches(house)] == [expected]
    pipeline.step_saved(house, kept.id, "seen", NOW)
    assert [one.new for one in pipeline.saved_searches(house)] == [0]
    pipeline.step_saved(house, kept.id, "removed", NOW)
    assert pipeline.saved_searches(house) == ()


def test_rows_of_a_withdrawn_document_are_refused_as_they_come():
    coming = batches({"documents": papers(3, 6)["documents"], "document_facts": papers(3, 6)["document_facts"]})
    gone = coming[0].rows["document_id"][0].as_py()
    documents, facts = left_in(coming, {gone})
    assert gone not in documents.rows["document_id"].to_pylist() + facts.rows["document_id"].to_pylist()
    assert documents.rows.num_rows == coming[0].rows.num_rows - 1
    assert [one.reason[:8] for one in documents.refused] == ["这份文书已撤回，"]
    assert list(left_in(coming, ())) == coming
