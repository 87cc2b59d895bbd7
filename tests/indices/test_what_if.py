"""What-if on the small made-up world: the default is the check-up itself, and what moved adds up."""

import math
import shutil

import numpy as np
import pytest

import faces
from shuzhu import pipeline
from shuzhu.errors import UsageError

COURT, PERIOD = "虚0213", "2020H1"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The made-up world, loaded once, its 2019 frozen as the baseline."""
    folder = tmp_path_factory.mktemp("what_if")
    root = faces.store(folder / "store")
    pipeline.load(pipeline.open_house(root), [str(faces.files(folder / "files"))])
    pipeline.freeze_baseline(pipeline.open_house(root), "2019")
    yield pipeline.open_house(root)
    shutil.rmtree(folder)


@pytest.mark.parametrize("index", ["internal", "external"])
@pytest.mark.parametrize("court", faces.COURTS)
def test_without_a_change_it_is_the_score_of_the_check_up(house, index, court):
    found = pipeline.what_if(house, court, PERIOD, index, ("weights.justice=35",) if index == "internal" else ())
    at = [row[0] for row in found.moved.rows].index(court)
    assert found.moved.before[at] == pytest.approx(pipeline.score(house, court, PERIOD)[index].score, abs=1e-9)
    assert found.moved.change[at] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("change", ["weights.justice=60", "weights.XL01=3", "weight=equal_weights"])
def test_what_moved_a_score_adds_up_to_its_change(house, change):
    moved = pipeline.what_if(house, COURT, PERIOD, "internal", (change,)).moved
    assert np.allclose(np.nansum(moved.parts, axis=1), np.nan_to_num(moved.change), atol=1e-9)
    assert np.nanmax(np.abs(moved.change)) > 0


def test_it_is_held_against_other_changes_where_asked(house):
    one = pipeline.what_if(house, COURT, PERIOD, "internal", ("weights.justice=60",), ("weights.justice=60",))
    assert np.nanmax(np.abs(one.moved.change)) == 0


def test_the_interval_holds_the_score_and_the_same_seed_gives_the_same(house):
    one, again = (pipeline.robust(house, COURT, PERIOD, "internal", draws=200, seed=3) for _ in range(2))
    low, mid, high = (getattr(one.interval, name)[one.place] for name in ("low", "median", "high"))
    assert low <= mid <= high
    assert np.array_equal(one.interval.low, again.interval.low, equal_nan=True)
    assert all(-0.2 <= total <= 1.2 or math.isnan(total) for total in one.sensitivity.indices.total)


@pytest.mark.parametrize(
    ("words", "told"),
    [("weights.nobody=1", "no such indicator or group"), ("normalise=zscore", "did you mean z_score"),
     ("justice", "a change says")],
)  # fmt: skip
def test_words_that_are_no_change_are_refused(house, words, told):
    with pytest.raises(UsageError, match=told):
        pipeline.what_if(house, COURT, PERIOD, "internal", (words,))


def test_an_area_is_not_one_court(house):
    with pytest.raises(UsageError, match="not one court"):
        pipeline.what_if(house, "虚02+", PERIOD, "internal", ())


def test_on_the_command_line_no_one_is_ranked(house, capfd):
    asked = ("--store", str(house.store.root), "score", "--court", COURT, "--period", PERIOD)
    capfd.readouterr()
    assert faces.run(*asked, "--what-if", "weights.justice=60") == 0
    out = capfd.readouterr().out
    assert "→" in out
    assert "位次" not in out
    assert faces.run(*asked, "--robust", "--index", "internal") == 0
    assert "九成落在" in capfd.readouterr().out
