"""A load is held against those before it: what was changed on purpose is found and nothing else; held loads wait."""

import random
import shutil

import pytest

from drawn import drawn
from measuring import codes, content, desk
from shuzhu import pipeline
from shuzhu.catalogue.quality_rules import read_contract
from shuzhu.errors import StoreError, UsageError
from shuzhu.quality.acceptance import judged, shift
from shuzhu.quality.profile import ALL, Profile
from shuzhu.store.held import let_go
from shuzhu.store.store import Store

LIMITS = read_contract(codes()).acceptance
COURTS = ("虚0203", "虚0213")
HEAD = "case_id,case_number,court,kind,type_code,instance,procedure,cause,judge,filed_on,closed_on,closing,amount"


def month(folder, number, *, seed=1, rows=(300, 400), change=lambda row: row):
    """A month's file of two courts, drawn alike every month; ``change`` is what goes wrong with a row."""
    dice = random.Random(seed * 100 + number)
    lines = [HEAD]
    for court, many in zip(COURTS, rows, strict=True):
        for n in range(many + dice.randrange(-15, 15) if many else 0):
            mark = f"（2020）{court}民初{number}{n:04d}号"
            row = {
                "case_id": mark, "case_number": mark, "court": court, "kind": "civil", "type_code": "民初",
                "instance": "first", "procedure": dice.choice(("simplified", "simplified", "ordinary")),
                "cause": dice.choice(("民间借贷纠纷", "买卖合同纠纷", "离婚纠纷")), "judge": f"法官{dice.randrange(9)}",
                "filed_on": f"2020-{number:02d}-{dice.randrange(1, 28):02d}",
                "closed_on": f"2020-{number + 1:02d}-{dice.randrange(1, 28):02d}", "closing": "mediated",
                "amount": f"{dice.randrange(5_000, 90_000)}.00",
            }  # fmt: skip
            lines.append(",".join(str(change(row)[name]) for name in HEAD.split(",")))
    path = folder / f"cases_{number}_{seed}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def a_store(root, *, hold=False):
    """A store that knows the courts of the made-up world."""
    import faces

    made = faces.store(root)
    if hold:
        with (made / "settings.yaml").open("a", encoding="utf-8") as file:
            file.write("hold: true\n")
    return made


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """Four months that are alike, with the report of each."""
    folder = tmp_path_factory.mktemp("usual")
    made = a_store(folder / "store", hold=True)
    for number in range(1, 5):
        assert pipeline.load(pipeline.open_house(made), [month(folder, number)]).loaded.number == number
    return made


CHANGES = {
    "nothing": (lambda row: row, (300, 400), set()),
    "procedure": (lambda row: row | {"procedure": "ordinary"}, (300, 400), {("codes", "procedure")}),
    "judge": (lambda row: row | {"judge": ""}, (300, 400), {("blank", "judge")}),
    "amount": (lambda row: row | {"amount": str(float(row["amount"]) / 10_000)}, (300, 400), {("middle", "amount")}),
    "rows": (lambda row: row, (40, 400), {("rows", "")}),
    "court": (lambda row: row, (0, 400), {("rows", "")}),
    "closed": (lambda row: row | {"closed_on": row["filed_on"]}, (300, 400), {("middle", "closing_days")}),
    "refused": (
        lambda row: row | ({"case_number": "", "case_id": ""} if row["judge"] < "法官3" else {}), (300, 400),
        {("refused", "")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found_and_nothing_else(usual, tmp_path, what):
    made = tmp_path / "store"
    shutil.copytree(usual, made)
    change, rows, expected = CHANGES[what]
    house = pipeline.open_house(made)
    outcome = pipeline.load(house, [month(tmp_path, 5, rows=rows, change=change)])
    held = outcome.loaded.held
    found = pipeline.acceptance(house, held or outcome.loaded.number, held=held is not None)
    beyond = {(line.what, line.field.partition("=")[0]) for line in found.lines if line.beyond}
    assert expected <= beyond
    assert beyond - expected <= ({("rows", "")} if what == "refused" else set())
    assert found.against == (1, 2, 3, 4)
    assert (held is not None) == bool(expected) == (outcome.snapshot.number == 4)
    assert {line.what for line in found.lines if line.court == ALL} == {"rows", "refused", "blank", "codes", "middle"}


def test_without_the_setting_a_load_is_told_and_taken(usual, tmp_path):
    made = tmp_path / "store"
    shutil.copytree(usual, made)
    (made / "settings.yaml").write_text("made_up: true\n", encoding="utf-8")
    house = pipeline.open_house(made)
    outcome = pipeline.load(house, [month(tmp_path, 5, change=CHANGES["judge"][0])])
    assert (outcome.loaded.held, outcome.snapshot.number) == (None, 5)
    assert pipeline.acceptance(house, 5).verdict == "beyond"
    assert pipeline.acceptance(house, 1).verdict == "first"


def test_a_held_load_is_released_or_withdrawn_and_its_files_are_known(usual, tmp_path):
    made = tmp_path / "store"
    shutil.copytree(usual, made)
    path = month(tmp_path, 5, change=CHANGES["judge"][0])
    assert pipeline.load(pipeline.open_house(made), [path]).loaded.held == 1
    again = pipeline.load(pipeline.open_house(made), [path])
    assert (again.loaded, again.waits) == (None, (path,))
    assert [one.held for one in pipeline.held_loads(pipeline.open_house(made))] == [1]
    pipeline.withdraw_load(pipeline.open_house(made), 1)
    assert not pipeline.held_loads(pipeline.open_house(made))
    with pytest.raises(UsageError, match="no load waits as 1"):
        pipeline.release_load(pipeline.open_house(made), 1)
    assert pipeline.load(pipeline.open_house(made), [path]).loaded.held == 2
    done = pipeline.release_load(pipeline.open_house(made), 2)
    assert (done.snapshot.number, done.loaded.number) == (5, 5)
    assert pipeline.acceptance(pipeline.open_house(made), 5).verdict == "beyond"
    fresh = pipeline.freshness(pipeline.open_house(made), "虚0213")
    assert [(one.table, one.load, one.record.isoformat()[:7]) for one in fresh] == [("cases", 5, "2020-05")]


def loads():
    """Three loads that speak of the same case."""
    head = "case_id | court | kind | type_code | instance | filed_on | closed_on | term_months\n"
    return [
        drawn(cases=f"{head}1 | 闽0213 | civil | 民初 | first | 2020-01-01 | | {n}\n"
                    f"{n} | 闽0213 | civil | 民初 | first | 2020-02-01 | | {n}")
        for n in (7, 8, 9)
    ]  # fmt: skip


@pytest.mark.parametrize("held", [{1}, {2}, {3}, {1, 2}, {2, 3}, {1, 2, 3}])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_released_load_stands_where_it_came(tmp_path, held, backwards):
    made, never = desk(tmp_path / "held").store, desk(tmp_path / "plain").store
    for number, load in enumerate(loads(), 1):
        made.load(load, codes(), judge=lambda _folder, _loaded, mine=number in held: mine)
        never.load(load, codes())
    assert len(made.snapshot().loads) == 3 - len(held)
    for number in sorted(range(1, len(held) + 1), reverse=backwards):
        made.release(number, codes())
    assert content(made) == content(never)
    for number in made.snapshot().loads[1:]:
        made.undo(number, codes())
    assert len(content(made)["cases"]) == 2


def test_a_release_that_is_broken_off_has_not_happened_or_is_finished(tmp_path, monkeypatch):
    made = desk(tmp_path).store
    first, second, third = loads()
    made.load(first, codes())
    made.load(second, codes(), judge=lambda _folder, _loaded: True)
    before = content(made)

    def broken(*_):
        raise StoreError("broken off")

    monkeypatch.setattr("shuzhu.store.store.write_snapshot", broken)
    with pytest.raises(StoreError):
        made.release(1, codes())
    monkeypatch.undo()
    assert content(made) == before
    assert (tmp_path / "held" / "000001" / "rows").is_dir()
    monkeypatch.setattr("shuzhu.store.store.let_go", broken)
    monkeypatch.setattr("shuzhu.store.held.let_go", broken)
    with pytest.raises(StoreError):
        made.release(1, codes())
    monkeypatch.undo()
    assert made.snapshot().number == 2
    made.load(third, codes())
    assert not (tmp_path / "held" / "000001").exists()
    assert not (tmp_path / "held" / "000001.gone" / "rows").exists()
    assert made.snapshot().loads == (1, 2, 3)
    assert Store(tmp_path).loads()[1].held == 1
    let_go(tmp_path, 1)


def test_a_shift_is_worked_out_by_hand():
    index, effect, most = shift({"a": 500, "b": 500}, {"a": 800, "b": 200})
    assert index == pytest.approx(0.415, abs=0.01)  # .3 ln(.8/.5) + .3 ln(.5/.2), less 1/1000 + 1/1000
    assert effect == pytest.approx(0.3145, abs=0.001)
    assert most in {"a", "b"}
    assert shift({"a": 80, "b": 20}, {"a": 800, "b": 200})[0] == 0


def test_a_code_never_seen_counts_with_the_rare_ones():
    one = Profile(table="cases", court=ALL, rows=1000, codes={"kind": {"civil": 500, "new": 500}})
    past = {n: [Profile(table="cases", court=ALL, rows=1000, codes={"kind": {"civil": 1000}})] for n in (1, 2, 3)}
    (line,) = [line for line in judged([one], past, LIMITS).lines if line.what == "codes"]
    assert line.beyond
