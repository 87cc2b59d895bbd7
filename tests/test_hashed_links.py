"""Two offices link by keyed hashes: the same pairs as with names, and no name in what goes from one to the other."""

import csv

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import disputes
import faces
from disputes import COURT, HEAD, ledger, platform
from shuzhu import pipeline
from shuzhu.access import Grant, Reader, rights_of
from shuzhu.errors import DeniedError, SourceError, UsageError
from shuzhu.linkage.identity import widened
from shuzhu.linkage.keys import Keyed, plain
from shuzhu.linkage.model import score
from shuzhu.linkage.persons import between_offices, party_keys
from shuzhu.pipeline.link_rows import party_rows

NUMBERS = [widened(f"9902138001{n:02d}12{n % 10}") for n in range(1, 13)]
NAMES = [f"{disputes.SURNAMES[n % 10]}虚{disputes.GIVEN[n % 12]}" for n in range(12)]


def written(path, rows):
    """Rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def parties(folder, mark, *, slips):
    """Twelve people in cases of one court; with slips every third name sounds alike, every fourth number is masked."""
    rows = [
        {"party_id": f"{mark}{n}", "case_id": f"（2020）{COURT}民初{n + 1}号", "role": "plaintiff", "kind": "person",
         "name": name.replace("虚", "须") if slips and n % 3 == 0 else name,
         "id_number": f"{number[:10]}****{number[14:]}" if slips and n % 4 == 0 else number,
         "telephone": f"000{n:08d}", "born_on": f"1980-{n % 12 + 1:02d}-05", "sex": "male", "town": "望虚镇"}
        for n, (name, number) in enumerate(zip(NAMES, NUMBERS, strict=True))
    ]  # fmt: skip
    return written(folder / "parties.csv", rows)


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """The court with the platform's records, the justice bureau with the ledger, and both in one store."""
    folder = tmp_path_factory.mktemp("offices")
    told = {"court": [platform(n) for n in range(1, 41)], "bureau": [ledger(n) for n in range(1, 31)]}
    told["both"] = told["court"] + told["bureau"]
    found = {}
    for name, rows in told.items():
        (folder / name).mkdir()
        made = faces.store(folder / name / "store")
        files = faces.files(folder / name / "files")
        mediations = written(files / "mediations.csv", [{key: row[key] for key in HEAD} for row in rows])
        people = parties(files, name, slips=name == "bureau")
        pipeline.load(pipeline.open_house(made), [str(files / "cases.csv"), mediations, people])
        found[name] = pipeline.open_house(made)
    (folder / "key").write_bytes(b"k" * 32)
    return folder, found


@pytest.fixture(scope="module")
def given(offices):
    """The bureau's file of its ledger, and that of its parties."""
    folder, found = offices
    files = {}
    for task in ("ledger", "persons"):
        files[task] = folder / f"{task}.parquet"
        assert pipeline.export_hashes(found["bureau"], task, "right", folder / "key", files[task]) > 0
    return files


def test_pairs_by_hashes_are_those_by_names(offices, given):
    folder, found = offices
    pipeline.link(found["both"], ["ledger"])
    named = {(one.left, one.right): one for one in pipeline.links(found["both"], "ledger")}
    hashed = {
        (one.ours, one.theirs): one for one in pipeline.match_hashes(found["court"], given["ledger"], folder / "key")
    }
    assert set(hashed) == set(named)
    assert len(hashed) == 30
    for pair, one in hashed.items():
        assert (one.weight, one.how) == (pytest.approx(named[pair].weight), named[pair].how)
        assert [sign.word for sign in one.signs] == [sign.word for sign in named[pair].signs]


def test_persons_are_found_by_hashes_as_by_names(offices, given):
    folder, found = offices
    hashed = pipeline.match_hashes(found["court"], given["persons"], folder / "key")
    assert {(one.ours, one.theirs) for one in hashed if one.how == "automatic"} == {
        (f"court{n}", f"bureau{n}") for n in range(12)
    }
    ours, theirs = (party_keys(party_rows(found[name].itself.reading("cases")), plain) for name in ("court", "bureau"))
    named = score(ours, theirs, between_offices(12)).to_pylist()
    weights = {(one["left"], one["right"]): one["weight"] for one in named}
    assert all(one.weight == pytest.approx(weights[one.ours, one.theirs]) for one in hashed)


def test_no_name_number_or_telephone_is_in_what_goes_out(given):
    secret = [*NAMES, *NUMBERS, *(number[:14] for number in NUMBERS), *(f"{n:08d}" for n in range(12))]
    secret += [platform(n)[who] for n in range(1, 41) for who in ("applicant", "respondent")]
    for path in given.values():
        texts = set()
        for column in pq.read_table(path).columns:
            flat = column.combine_chunks()
            flat = flat.flatten() if pa.types.is_list(flat.type) else flat
            texts |= {str(text) for text in flat.to_pylist()}
        assert not any(one in text for one in secret for text in texts)
        assert not any(one.encode() in path.read_bytes() for one in secret)


def test_every_column_that_tells_of_a_person_is_hashed(given):
    """Whatever column a later change adds: all its texts are hashes, but for those known to name nobody."""
    open_ = {"unique_id", "court", "cause", "town", "kind", "sex", "amount", "begun", "ended"}
    for path in given.values():
        rows = pq.read_table(path)
        for name in set(rows.column_names) - (open_ - ({"town"} if "name_name" in rows.column_names else set())):
            column = rows[name].combine_chunks()
            flat = column.flatten() if pa.types.is_list(column.type) else column
            assert all(isinstance(one, bool) or one is None or len(one) == len(Keyed(b"k")("x")) for one in
                       flat.to_pylist()), name  # fmt: skip


def test_another_key_another_file_and_another_reader_are_refused(offices, given, tmp_path):
    folder, found = offices
    other = tmp_path / "key"
    other.write_bytes(b"o" * 32)
    with pytest.raises(UsageError, match="another key"):
        pipeline.match_hashes(found["court"], given["ledger"], other)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(SourceError, match="散列文件"):
        pipeline.match_hashes(found["court"], tmp_path / "a.parquet", folder / "key")
    with pytest.raises(UsageError, match="no linkage of two offices"):
        pipeline.export_hashes(found["court"], "twice", "right", folder / "key", tmp_path / "b.parquet")
    (found["court"].root / "key").write_bytes(b"k" * 32)
    with pytest.raises(UsageError, match="不得与数据放在同一文件夹"):
        pipeline.export_hashes(found["court"], "ledger", "left", found["court"].root / "key", tmp_path / "b.parquet")
    who = Reader(name="乙", rights=rights_of([Grant(role="leader", court=COURT)], lambda _: ()))
    with pytest.raises(DeniedError):
        pipeline.export_hashes(found["court"].read_by(who), "ledger", "left", folder / "key", tmp_path / "b.parquet")
    assert not (tmp_path / "b.parquet").exists()


def test_the_file_bears_the_mark_of_who_took_it_out(offices, given):
    _, found = offices
    entry, _ = pipeline.marked_by(found["bureau"], given["ledger"])
    assert (entry.what, entry.about) == ("export", "关联用散列")


def test_it_is_done_by_commands(offices, tmp_path, capsys):
    folder, found = offices
    told = ["--key", folder / "key", "-o", tmp_path / "l.parquet"]
    assert faces.run("--store", found["bureau"].root, "link", "hashes", "ledger", *told) == 0
    assert (
        faces.run("--store", found["court"].root, "link", "match", tmp_path / "l.parquet", "--key", folder / "key") == 0
    )
    assert "台0020" in capsys.readouterr().out
    assert faces.run("--store", found["court"].root, "link", "match", tmp_path / "l.parquet", "--key", folder / "key",
                     "-o", tmp_path / "l.xlsx") == 0  # fmt: skip
    assert (tmp_path / "l.xlsx").stat().st_size > 1000
