"""Every golden file against what is computed here: the largest difference of any cell.

Two facts about the files are needed to read them. Some are printed with fewer digits than a double has, and are held
against values rounded to as many. And the data are printed with 15 digits: two scores of one indicator differ beyond
the last of them, which only the five files of ranks, pairs and counts show (``RESTORED``).
"""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.indices.asem import Golden, number, read_golden, read_rows
from benchmarks.judgments.result import Result

from shuzhu.indices.composite.components import principal_components
from shuzhu.indices.composite.compose import Composed, compose
from shuzhu.indices.composite.correlations import alphas, correlations, flags, level_of
from shuzhu.indices.composite.describe import describe
from shuzhu.indices.composite.influence import effective_weights
from shuzhu.indices.composite.normalise import DistanceToMax, DistanceToUnit, FractionOfMax, MinMax, Scaled, ZScore
from shuzhu.indices.composite.outranking import outranking
from shuzhu.indices.composite.places import Borda, PercentileRank, Rank
from shuzhu.indices.composite.profile import profile
from shuzhu.indices.composite.screen import availability

LIMIT = 1e-8
#: files that show an order finer than the digits of the data, and by how many units of the last binary place the values
#: of an indicator stand above what is printed: the smallest whole numbers under which all five files agree
RESTORED = {"norm_n_rank", "norm_n_borda", "norm_n_prank", "outrank", "stats_raw"}
HIDDEN = {"TolMin": {"GRC": 2, "JPN": 1}}

WHY = "it tells apart what 15 digits make equal (TolMin of GRC and JPN); judged with those digits restored"
DIVIDED = "a share of nought is no number"

STAGES = {
    "Denominated": "denominate", "Imputed": "impute", "Screened": "screen", "Treated": "treat",
    "Normalised": "normalise",
}  # fmt: skip
NORMALISATIONS = {
    "minmax": MinMax(), "zscore": ZScore(), "scaled": Scaled(), "rank": Rank(), "borda": Borda(),
    "prank": PercentileRank(), "dist2max": DistanceToMax(), "dist2ref": DistanceToUnit(unit="AUS"),
    "fracmax": FractionOfMax(turned=False),
}  # fmt: skip


def judge(folder: Path, composed: Composed) -> list[Result]:
    """A figure for every golden file, and one for the count of files that were not judged."""
    found = differences(folder, composed)
    names = sorted(path.stem.removeprefix("golden_") for path in folder.glob("golden_*.csv"))
    results = [
        Result(name=f"golden_{name}.csv", found=found.get(name, np.inf), limit=LIMIT, higher_is_better=False)
        for name in names
    ]
    for name in sorted(RESTORED):
        print(f"      golden_{name}.csv: not from the data as printed, off by {found[name + ' as printed']:.3g}: {WHY}")
    for name in ("norm_n_dist2ref", "norm_n_fracmax"):
        print(f"      golden_{name}.csv has {found[name + ' infinite']:.0f} infinite cells, missing here: {DIVIDED}")
    left = tuple(name for name in names if name not in found)
    rest = Result(name="golden files not judged", found=len(left), limit=0, higher_is_better=False, failures=left)
    return [*results, rest]


def differences(folder: Path, composed: Composed) -> dict[str, float]:
    """The largest difference by golden file, and what is worth saying beside it."""
    restored = compose(_restored(composed), composed.steps)
    found = {name: _cells(composed.stage(stage).table, read_golden(folder, name)) for name, stage in STAGES.items()}
    found["Raw"] = _cells(composed.table, read_golden(folder, "Raw"))
    for name, step in NORMALISATIONS.items():
        key = f"norm_n_{name}"
        golden = read_golden(folder, key)
        found[key] = _cells((restored if key in RESTORED else composed).replay(step).last, golden)
        found[f"{key} as printed"] = _cells(composed.replay(step).last, golden)
        found[f"{key} infinite"] = float(np.isinf(golden.values).sum())
    return (
        found
        | _aggregates(folder, composed)
        | _statistics(folder, composed, restored)
        | _tables(folder, composed, restored)
    )


def _aggregates(folder: Path, composed: Composed) -> dict[str, float]:
    """The files of scores of groups."""
    found = {}
    golden = read_golden(folder, "Aggregated")
    whole = np.hstack([composed.last.values, composed.scores.values])
    found["Aggregated"] = largest(whole, golden.aligned(composed.table.units, composed.last.tree.nodes))
    for name, mean in {"agg_a_amean": "arithmetic", "agg_a_gmean": "geometric", "agg_a_hmean": "harmonic"}.items():
        low = 0 if mean == "arithmetic" else 1
        replayed = composed.replay(f"normalise.low={low}", f'aggregate.methods=["{mean}"]')
        found[name] = _results(replayed, read_golden(folder, name))
    found["results_Aggs"] = _results(composed, read_golden(folder, "results_Aggs"))
    return found


def _results(composed: Composed, golden: Golden) -> float:
    """Standings and scores of groups against a file of results, printed with eight decimals."""
    units = composed.table.units
    scores = largest(composed.scores.values.round(8), golden.aligned(units, composed.scores.codes))
    return max(scores, largest(composed.standings, golden.aligned(units, ["Rank"])[:, 0]))


def _statistics(folder: Path, composed: Composed, restored: Composed) -> dict[str, float]:
    """The files of correlations, reliability, components, weights, pairs of units."""
    tree, across = composed.last.tree, correlations(composed, 1, 2)
    cells = np.ndenumerate(across.values)
    found = {
        "corr_l1_l2": by_name(
            {(across.rows[i], across.columns[j]): r for (i, j), r in cells},
            _keyed(folder, "corr_l1_l2", ("Var1", "Var2"), "Correlation"),
        ),
        "corr_flags": by_name(
            {frozenset((f.left, f.right)): round(f.correlation, 3) for f in flags(composed) if f.kind == "collinear"},
            {frozenset(k): v for k, v in _keyed(folder, "corr_flags", ("Ind1", "Ind2"), "Corr").items()},
        ),
        "cronbach": by_name(
            {(k,): v for k, v in alphas(composed.last).items()}, _keyed(folder, "cronbach", ("group",), "alpha")
        ),
        "eff_weights": by_name(
            {(k,): v for k, v in effective_weights(tree).items()},
            _keyed(folder, "eff_weights", ("iCode",), "EffWeight"),
        ),
        "weights_original": by_name(
            {(k,): v for k, v in zip(tree.nodes, tree.weights, strict=True)},
            _keyed(folder, "weights_original", ("iCode",), "Weight"),
        ),
    }
    for key, held in {"outrank": restored, "outrank as printed": composed}.items():
        found[key] = _pairs(folder, held)
    codes, level = level_of(composed, 2)
    for group in ("Conn", "Sust"):
        children = sorted(tree.children(group))
        parts = principal_components(level[:, [codes.index(child) for child in children]])
        found[f"pca_sdev_{group}"] = largest(parts.deviations, _column(folder, f"pca_sdev_{group}"))
        found[f"pca_wts_{group}"] = largest(parts.loadings[:, 0], _column(folder, f"pca_wts_{group}"))
    return found


def _keyed(folder: Path, name: str, keys: tuple[str, ...], value: str):
    """The numbers of a file by the words that stand before them."""
    rows = read_rows(folder, f"golden_{name}.csv")
    return {tuple(row[key] for key in keys): number(row[value]) for row in rows}


def _pairs(folder: Path, composed: Composed) -> float:
    """The outranking matrix, its units in the order of the normalised file."""
    with (folder / "golden_outrank.csv").open(encoding="utf-8", newline="") as file:
        said = np.array([[number(cell) for cell in row] for row in list(csv.reader(file))[1:]])
    order = [composed.table.units.index(unit) for unit in read_golden(folder, "Normalised").rows]
    matrix = outranking(composed.last.values, composed.last.tree.weights[: len(composed.last.codes)])
    return largest(matrix[np.ix_(order, order)], said)


def _tables(folder: Path, composed: Composed, restored: Composed) -> dict[str, float]:
    """The files of availability, description, treatment, strengths and weaknesses."""
    held = availability(composed.table.values)
    golden = read_golden(folder, "data_avail")
    columns = ["N_missing", "N_zero", "N_miss_or_zero", "Dat_Avail", "Non_Zero"]
    ours = np.column_stack([held.missing, held.zero, held.missing + held.zero, held.available, held.nonzero])
    found = {"data_avail": largest(ours, golden.aligned(composed.table.units, columns))}
    found |= {"stats_raw": _description(folder, restored), "stats_raw as printed": _description(folder, composed)}
    made = profile(composed.table, "GBR")
    for name, places in (("strengths_GBR", made.strengths), ("weaknesses_GBR", made.weaknesses)):
        said = read_rows(folder, f"golden_{name}.csv")
        same = [(p.code, p.group, p.standing) for p in places] == [
            (r["Code"], r["Pillar"], int(r["Rank"])) for r in said
        ]
        values = np.array([p.value for p in places])
        found[name] = largest(values, np.array([number(r["Value"]) for r in said]), digits=3) if same else np.inf
    return found | _treatment(folder, composed)


def _description(folder: Path, composed: Composed) -> float:
    """The file of basic statistics, printed with ten digits; its flags too."""
    d = describe(composed.table)
    ours = {
        "Min": d.lowest, "Max": d.highest, "Mean": d.mean, "Median": d.median, "Std": d.deviation, "Skew": d.skewness,
        "Kurt": d.kurtosis, "N.Avail": d.count, "N.NonZero": d.nonzero, "N.Unique": d.unique, "N.Same": d.same,
        "Frc.Avail": d.available_share, "Frc.NonZero": d.nonzero_share, "Frc.Unique": d.unique_share,
        "Frc.Same": d.same_share,
    }  # fmt: skip
    marks = {"Flag.Avail": d.scarce, "Flag.NonZero": d.zeros, "Flag.Unique": d.repeated, "Flag.SkewKurt": d.outlying}
    rows = {row["iCode"]: row for row in read_rows(folder, "golden_stats_raw.csv")}
    if any((rows[c][key] != "ok") != marks[key][at] for at, c in enumerate(d.codes) for key in marks):
        return np.inf
    said = np.array([[number(rows[c][key]) for key in ours] for c in d.codes])
    return largest(np.column_stack(list(ours.values())), said, digits=10)


def _treatment(folder: Path, composed: Composed) -> dict[str, float]:
    """The files of treated indicators and treated points."""
    report, codes = composed.stage("treat").report, composed.last.codes
    rows = {row["iCode"]: row for row in read_rows(folder, "golden_treat_Dets_Table.csv")}
    keys = (
        "check_SkewKurt0.Skew",
        "check_SkewKurt0.Kurt",
        "winsorise.nwin",
        "check_SkewKurt1.Skew",
        "check_SkewKurt1.Kurt",
    )
    said = np.array([[number(rows[code][key]) for key in keys] for code in codes])
    count = np.where(report.count > 0, report.count, np.nan)
    ours = np.column_stack([report.skew_before, report.kurt_before, count, report.skew_after, report.kurt_after])
    points = read_rows(folder, "golden_treat_Treated_Points.csv")
    order = read_golden(folder, "Treated").rows
    marks = np.array([[points[order.index(unit)][code] != "" for code in codes] for unit in composed.table.units])
    return {"treat_Dets_Table": largest(ours, said), "treat_Treated_Points": float((marks != report.points).sum())}


def _restored(composed: Composed):
    """The table with what the printed digits hide."""
    table = composed.table
    values = table.values.copy()
    for code, units in HIDDEN.items():
        for unit, places in units.items():
            row, column = table.units.index(unit), table.codes.index(code)
            values[row, column] += places * np.spacing(values[row, column])
    return replace(table, values=values)


def _cells(table, golden: Golden) -> float:
    """The largest difference of a table and a golden file of its shape."""
    if set(golden.rows) != set(table.units) or set(golden.columns) != set(table.codes):
        return np.inf
    return largest(table.values, golden.aligned(table.units, table.codes))


def _column(folder: Path, name: str):
    """The numbers of a file with one column."""
    return np.array([number(next(iter(row.values()))) for row in read_rows(folder, f"golden_{name}.csv")])


def by_name(ours, said) -> float:
    """The largest difference of two dicts; infinite where they do not name the same."""
    if set(ours) != set(said):
        return np.inf
    return largest(np.array([ours[key] for key in said]), np.array(list(said.values())))


def largest(ours, said, digits: int | None = None) -> float:
    """The largest absolute difference; infinite where one has a number and the other none.

    What is infinite in the file must be missing here. With ``digits``, ours are rounded to as many first.
    """
    ours, said = np.asarray(ours, dtype=float), np.where(np.isinf(said), np.nan, said)
    if ours.shape != said.shape or (np.isnan(ours) != np.isnan(said)).any():
        return np.inf
    if digits is not None:
        ours = np.array([float(f"{v:.{digits}g}") for v in ours.ravel()]).reshape(ours.shape)
    return float(np.nanmax(np.abs(ours - said), initial=0.0))
