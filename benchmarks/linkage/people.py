"""The made-up registers linked: by our room, by our room on keyed hashes, and by plain Splink."""

import time
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import splink.comparison_library as cl
from benchmarks.linkage.registers import Registers
from splink import DuckDBAPI, Linker, SettingsCreator

from shuzhu.linkage.keys import Keyed, plain
from shuzhu.linkage.model import score
from shuzhu.linkage.people import PEOPLE, people
from shuzhu.linkage.settle import one_to_one

BLOCKS = (
    "l.id_number = r.id_number", "l.telephone = r.telephone", "l.name = r.name AND l.born_on = r.born_on",
    "l.name = r.name AND l.town = r.town", "l.address = r.address",
    "l.born_on = r.born_on AND substr(l.name, 1, 1) = substr(r.name, 1, 1)",
    "substr(l.id_number, 1, 6) = substr(r.id_number, 1, 6) AND right(l.id_number, 4) = right(r.id_number, 4)",
)  # fmt: skip
"""The blocks of our room, as plain columns can say them."""


@dataclass(frozen=True)
class Result:
    """Pairs with their weights, whether each is true, how many there are, and how long it took (clock, processor)."""

    weight: np.ndarray
    same: np.ndarray
    shared: int
    seconds: float = 0.0
    processor: float = 0.0

    def best(self) -> tuple[float, float, float]:
        """The best F1 over all thresholds, with its precision and recall."""
        order = np.argsort(-self.weight, kind="stable")
        hits = np.cumsum(self.same[order])
        precision, recall = hits / np.arange(1, len(order) + 1), hits / self.shared
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
        n = int(f1.argmax())
        return float(f1[n]), float(precision[n]), float(recall[n])


class Clock:
    """The time since it was made, by the clock and by the processor."""

    def __init__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def stop(self) -> tuple[float, float]:
        """Seconds of either."""
        return time.perf_counter() - self.began[0], time.process_time() - self.began[1]


def ours(made: Registers, secret: bytes = b"") -> tuple[Result, list[int]]:
    """Our room, from the registers as they came to pairs one to one; and the person on the left of each pair."""
    clock = Clock()
    hashed = Keyed(secret) if secret else plain
    pairs = one_to_one(score(people(made.left, hashed), people(made.right, hashed), PEOPLE))
    return result(pairs, made, clock), [int(one[1:]) for one in pairs["left"].to_pylist()]


def result(pairs: pa.Table, made: Registers, clock: Clock) -> Result:
    """Pairs held against the truth."""
    seconds, processor = clock.stop()
    same = pc.equal(pc.utf8_slice_codeunits(pairs["left"], 1), pc.utf8_slice_codeunits(pairs["right"], 1))
    weight = np.asarray(pairs["weight"])
    return Result(weight, np.asarray(same).astype(bool), made.shared, seconds, processor)


def splink_alone(made: Registers) -> tuple[Result, Result]:
    """Plain Splink, its own string comparisons with their default thresholds: as it comes, and then one to one."""
    clock = Clock()
    database = DuckDBAPI()
    frames = [database.register(t, dataset_display_name=n) for t, n in ((made.left, "a"), (made.right, "b"))]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("id_number"),
            cl.LevenshteinAtThresholds("telephone"),
            cl.DateOfBirthComparison("born_on", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("town").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("address"),
        ],
        blocking_rules_to_generate_predictions=[{"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in BLOCKS],
    )
    linker = Linker(frames, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(["l.id_number = r.id_number"], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=20)
    linker.training.estimate_parameters_using_expectation_maximisation("l.telephone = r.telephone")
    linker.training.estimate_parameters_using_expectation_maximisation("l.name = r.name AND l.born_on = r.born_on")
    found = linker.inference.predict(threshold_match_weight=-4).as_pyarrow_table()
    first = pc.equal(found["source_dataset_l"], "a")
    pairs = pa.table({
        "left": pc.if_else(first, found["unique_id_l"], found["unique_id_r"]),
        "right": pc.if_else(first, found["unique_id_r"], found["unique_id_l"]), "weight": found["match_weight"],
    })  # fmt: skip
    return result(pairs, made, clock), result(one_to_one(pairs), made, clock)
