"""Two public sets, linked by our room with generic settings and by plain Splink with those of its own examples."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import splink.comparison_library as cl
from benchmarks.linkage.people import Result
from splink import DuckDBAPI, Linker, SettingsCreator

from shuzhu.linkage.comparisons import of_digits, of_text, of_word
from shuzhu.linkage.model import Plan, score

FEBRL = Plan(
    comparisons=(
        of_text("given_name", "given name"), of_text("surname", "surname"), of_digits("date_of_birth", "born"),
        of_digits("soc_sec_id", "number"), of_word("street_number", "house"), of_digits("postcode", "postcode"),
        of_text("address_1", "street"), of_text("suburb", "suburb"),
    ),
    blocks=(
        "l.given_name = r.given_name AND l.surname = r.surname", "l.date_of_birth = r.date_of_birth",
        "l.soc_sec_id = r.soc_sec_id", "l.state = r.state AND l.address_1 = r.address_1",
        "l.street_number = r.street_number AND l.address_1 = r.address_1", "l.postcode = r.postcode",
    ),
    learn_from=("l.date_of_birth = r.date_of_birth", "l.postcode = r.postcode"),
    sure=("l.soc_sec_id = r.soc_sec_id",), recall=0.9,
)  # fmt: skip
FAKE = Plan(
    comparisons=(
        of_text("first_name", "first name"), of_text("surname", "surname"), of_digits("dob", "born"),
        of_word("city", "city", m=0.8), of_text("email", "email", (0.88,)),
    ),
    blocks=(
        "l.first_name = r.first_name", "l.surname = r.surname", "l.dob = r.dob", "l.email = r.email",
        "l.city = r.city",
    ),
    learn_from=("l.dob = r.dob", "l.first_name = r.first_name AND l.surname = r.surname"),
    sure=("l.first_name = r.first_name AND l.dob = r.dob", "l.email = r.email"), recall=0.7, least=-10,
)  # fmt: skip


def read(path: Path) -> pa.Table:
    """A file's columns as text without blanks; blank cells are null."""
    rows = csv.read_csv(path)
    found = {}
    for name in rows.column_names:
        text = pc.utf8_trim_whitespace(pc.cast(rows[name], pa.string()))
        found[name.strip()] = pc.if_else(pc.equal(text, ""), None, text)
    first = next(iter(found))
    return pa.table({"unique_id" if name == first else name: column for name, column in found.items()})


def febrl4(folder: Path) -> tuple[Result, Result]:
    """FEBRL 4 (5 000 records against 5 000): ours and plain Splink."""
    left, right = read(folder / "dataset4a.csv"), read(folder / "dataset4b.csv")
    pairs = score(left, right, FEBRL)
    alone = _alone((left, right), [
        cl.NameComparison("given_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
    ], FEBRL)  # fmt: skip
    number = lambda column: [one.split("-")[1] for one in column.to_pylist()]  # noqa: E731 — one line says it
    return tuple(Result(np.asarray(p["weight"]), np.array(number(p["left"])) == np.array(number(p["right"])), len(left))
                 for p in (pairs, alone))  # fmt: skip


def fake_1000(folder: Path) -> tuple[Result, Result]:
    """The thousand made-up records of Splink, duplicates among them: ours and plain Splink."""
    rows = read(folder / "fake_1000.csv")
    cluster = dict(zip(rows["unique_id"].to_pylist(), rows["cluster"].to_pylist(), strict=True))
    sizes = np.unique(list(cluster.values()), return_counts=True)[1]
    whole = int((sizes * (sizes - 1) // 2).sum())
    alone = _alone((rows,), [
        cl.NameComparison("first_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True), cl.EmailComparison("email"),
    ], FAKE)  # fmt: skip
    return tuple(
        Result(np.asarray(p["weight"]), np.array([cluster[a] == cluster[b] for a, b in _both(p)]), whole)
        for p in (score(rows, None, FAKE), alone)
    )


def _both(pairs: pa.Table) -> list[tuple[str, str]]:
    """The two ids of each pair."""
    return list(zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True))


def _alone(sides: tuple[pa.Table, ...], comparisons: list[object], plan: Plan) -> pa.Table:
    """Plain Splink with comparisons of its own and our blocks."""
    database = DuckDBAPI()
    frames = [database.register(t, dataset_display_name=n) for t, n in zip(sides, ("a", "b"), strict=False)]
    settings = SettingsCreator(
        link_type="link_only" if len(sides) > 1 else "dedupe_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=[{"blocking_rule": r, "sql_dialect": "duckdb"} for r in plan.blocks],
    )  # fmt: skip
    linker = Linker(frames, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(list(plan.sure), recall=plan.recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=20)
    for block in plan.learn_from:
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    found = linker.inference.predict(threshold_match_weight=-10).as_pyarrow_table()
    return pa.table({"left": found["unique_id_l"], "right": found["unique_id_r"], "weight": found["match_weight"]})
