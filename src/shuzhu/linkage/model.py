"""Records and a plan → scored pairs, by the model of Fellegi & Sunter (1969) as Splink on DuckDB reckons it.

u (how often false pairs agree) comes from random pairs, m (how often true ones do) from expectation maximisation over
blocks; where there are too few records to learn from, the plan's own m and u hold. The weight of a pair is the sum of
log₂ m/u over its comparisons and of the prior odds.
"""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from shuzhu.linkage.comparisons import Comparison, without_frequencies

ENOUGH: Final = 1_000
"""So many records on each side at least to learn m and u from them."""
SAMPLED: Final = 1_200_000
"""Random pairs from which u is reckoned."""
LEAST: Final = -4.0
"""Pairs that weigh less are not told of (log₂ odds)."""
SEED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How records are linked: comparisons, blocks of pairs worth a look, blocks to learn from, rules for the prior.

    Blocks are SQL conditions over ``l`` and ``r``. ``recall``: what share of the true pairs the sure rules find.
    ``prior``: the share of true pairs among all, where it is known and not to be found by sure rules.
    ``apart``: a column whose values part the records, so that no block crosses them and the prior is that of a pair
    within one; what is linked in one part then hardly depends on how many others were loaded.
    ``least``: pairs that weigh less are not told of.
    ``learn``: whether m and u are learnt from the data where there is enough.
    """

    comparisons: tuple[Comparison, ...]
    blocks: tuple[str, ...]
    learn_from: tuple[str, ...]
    sure: tuple[str, ...]
    recall: float = 0.6
    prior: float = 0.0
    apart: str = ""
    learn: bool = True
    least: float = LEAST


def score(left: pa.Table, right: pa.Table | None, plan: Plan, *, threads: int | None = None) -> pa.Table:
    """Records with a ``unique_id`` → pairs, the heaviest first.

    Columns: ``left``, ``right``, ``weight`` (log₂ odds), and by comparison its level (``gamma_…``: −1 nothing to
    compare, 0 the lowest) and what it adds (``weight_…``).
    ``right`` None: duplicates within ``left``, each pair once.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    sides = [left] if right is None else [left, right]
    if not all(len(side) for side in sides):
        return _empty(plan)
    few = min(len(side) for side in sides) < ENOUGH
    comparisons = without_frequencies(plan.comparisons) if few else plan.comparisons
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _scored(sides, comparisons, plan, learn=plan.learn and not few, threads=threads)


def _scored(
    sides: Sequence[pa.Table], comparisons: Sequence[Comparison], plan: Plan, *, learn: bool, threads: int | None
) -> pa.Table:
    """Splink asked."""
    import duckdb  # noqa: PLC0415 — slow to import, with Splink
    from splink import DuckDBAPI, Linker  # noqa: PLC0415

    config: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    connection = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
    database = DuckDBAPI(connection)
    frames = [database.register(side, dataset_display_name=name) for side, name in zip(sides, ("a", "b"), strict=False)]
    linking = len(sides) > 1
    settings = _settings(comparisons, plan, _prior(connection, sides, plan), linking=linking)
    linker = Linker(frames, settings, log_level=None)
    if learn:
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=SEED)
        for block in plan.learn_from:
            linker.training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_weight=plan.least).as_duckdbpyrelation()
    told = pairs.select(_columns(pairs.columns, comparisons, linking=linking)).to_arrow_table()
    connection.close()
    return told.sort_by([("weight", "descending"), ("left", "ascending"), ("right", "ascending")])


def _prior(connection: Any, sides: Sequence[pa.Table], plan: Plan) -> float:
    """The chance that two random records are the same: the pairs that sure rules find, by the share that they miss."""
    if plan.prior:
        return plan.prior
    connection.register("_l", sides[0])
    connection.register("_r", sides[-1])
    once = "" if len(sides) > 1 else " AND l.unique_id < r.unique_id"
    rules = " UNION ".join(
        f"SELECT l.unique_id AS one, r.unique_id AS other FROM _l AS l JOIN _r AS r ON {rule}{once}"
        for rule in plan.sure
    )
    ((found,),) = connection.execute(f"SELECT count(*) FROM ({rules})").fetchall()
    sizes = [(len(sides[0]), len(sides[-1]))]
    if plan.apart:
        counted = [f"(SELECT {plan.apart}, count(*) AS n FROM {side} GROUP BY ALL)" for side in ("_l", "_r")]
        sizes = connection.execute(
            f"SELECT l.n, r.n FROM {counted[0]} AS l JOIN {counted[1]} AS r USING ({plan.apart})"
        ).fetchall()
    all_pairs = sum(first * second if len(sides) > 1 else first * (first - 1) / 2 for first, second in sizes)
    return float(min(max(found, 1) / plan.recall / max(all_pairs, 2), 0.5))


def _settings(comparisons: Sequence[Comparison], plan: Plan, prior: float, *, linking: bool) -> Any:
    """The model as Splink takes it."""
    from splink import SettingsCreator  # noqa: PLC0415

    return SettingsCreator(
        link_type="link_only" if linking else "dedupe_only",
        probability_two_random_records_match=prior,
        comparisons=[one.settings() for one in comparisons],
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": block, "sql_dialect": "duckdb"} for block in plan.blocks
        ],
        retain_intermediate_calculation_columns=True, retain_matching_columns=True, max_iterations=15,
    )  # fmt: skip


def _columns(there: Sequence[str], comparisons: Sequence[Comparison], *, linking: bool) -> str:
    """Splink's columns under our names; of two sources the left one is ``a``, which Splink need not keep left."""
    ids = ["unique_id_l", "unique_id_r"]
    if linking:
        ids = [f"CASE WHEN source_dataset_l = 'a' THEN {one} ELSE {two} END" for one, two in (ids, reversed(ids))]
    told = [f'{one} AS "{name}"' for one, name in zip(ids, ("left", "right"), strict=True)]
    told.append("match_weight AS weight")
    for one in comparisons:
        frequency = f"mw_tf_adj_{one.name}"
        added = f" + {frequency}" if frequency in there else ""
        told += [f"CAST(gamma_{one.name} AS INTEGER) AS gamma_{one.name}", f"mw_{one.name}{added} AS weight_{one.name}"]
    return ", ".join(told)


def _empty(plan: Plan) -> pa.Table:
    """No pairs."""
    names = [one.name for one in plan.comparisons]
    fields = [("left", pa.string()), ("right", pa.string()), ("weight", pa.float64())]
    fields += [(f"gamma_{name}", pa.int32()) for name in names] + [(f"weight_{name}", pa.float64()) for name in names]
    return pa.schema(fields).empty_table()
