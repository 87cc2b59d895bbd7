"""Does success last, what did a programme do, are persons fairly held: truth that was put in against what is found.

Made-up worlds with a known effect: coverage and bias of intervals, size of the tests that should find nothing, equality
with lifelines and statsmodels, and speed. With ``--store`` and ``--truth`` also a made-up store against its truth file.
Exits with 1 past a limit.
"""

import argparse
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

from shuzhu import pipeline
from shuzhu.prelitigation import differences, staggered
from shuzhu.prelitigation.adjusted import cells_of, held
from shuzhu.prelitigation.panel import fit_poisson
from shuzhu.prelitigation.survival import incidence, kaplan_meier, log_rank

failed = []


def tell(what: str, value: float, low: float, high: float) -> None:
    """One line: a figure and the limits that it must lie within."""
    good = low <= value <= high
    print(f"{'ok  ' if good else 'FAIL'} {what}: {value:.4g} (limits {low:g} … {high:g})")
    if not good:
        failed.append(what)


def oracles() -> None:
    """The same numbers as lifelines and statsmodels."""
    dice = np.random.default_rng(1)
    first, second, last = dice.exponential(500, 3000), dice.exponential(900, 3000), dice.uniform(30, 700, 3000)
    days = np.minimum(np.minimum(first, second), last)
    ends = np.where(last <= np.minimum(first, second), 0, np.where(first < second, 1, 2))
    km = KaplanMeierFitter().fit(days, ends > 0)
    ours = kaplan_meier(days, ends)
    bounds = km.confidence_interval_survival_function_.loc[ours.days].to_numpy()
    gap = max(np.abs(ours.share - km.survival_function_.loc[ours.days].iloc[:, 0]).max(),
              np.abs(ours.lower - bounds[:, 0]).max(), np.abs(ours.upper - bounds[:, 1]).max())  # fmt: skip
    tell("Kaplan–Meier and its interval, farthest from lifelines", gap, 0, 1e-6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        aj = AalenJohansenFitter().fit(days, ends, event_of_interest=1)
    found = incidence(days, ends, 1)
    known = found.share > 0
    gap = max(np.abs(found.share - aj.cumulative_density_.loc[found.days].iloc[:, 0]).max(),
              np.abs(found.variance[known] - aj.variance_.loc[found.days[known]]).max())  # fmt: skip
    tell("cumulative incidence and its variance, farthest from lifelines", gap, 0, 1e-6)
    groups = np.arange(3000) % 4
    test = log_rank([(days[groups == g], ends[groups == g]) for g in range(4)])
    gap = abs(test.statistic - multivariate_logrank_test(days, groups, ends > 0).test_statistic)
    tell("log-rank statistic, distance from lifelines", gap, 0, 1e-6)
    counts, treated, start = towns(dice, 14, 36, 20, 3, np.log(0.8))
    asked = (treated[:, None] & (np.arange(36) >= start))[None].astype(float)
    unit, month = np.divmod(np.arange(counts.size), 36)
    marks = [asked.reshape(1, -1).T, unit[:, None] == np.arange(14), month[:, None] == np.arange(1, 36)]
    design = np.concatenate(marks, axis=1).astype(float)
    theirs = sm.GLM(counts.ravel(), design, family=sm.families.Poisson())
    theirs = theirs.fit(tol=1e-14, cov_type="cluster", cov_kwds={"groups": unit})
    mine = fit_poisson(counts, asked)
    gap = max(abs(mine.coefficients[0] - theirs.params[0]), abs(mine.errors[0] - theirs.bse[0]),
              abs(differences.effect(counts, treated, start).log - theirs.params[0]))  # fmt: skip
    tell("two-way Poisson effect and its clustered error, farthest from statsmodels", gap, 0, 1e-6)


def towns(dice, units, months, start, many, log, shock=0.0, size=12.0):
    """Filings of made-up towns: own sizes, common seasons, and where asked shocks of their own that last for months."""
    level = np.exp(dice.normal(np.log(size), 0.4, units))
    season = np.exp(dice.normal(0, 0.2, months))
    treated = np.arange(units) < many
    wander = np.zeros((units, months))
    for month in range(1, months):
        wander[:, month] = 0.7 * wander[:, month - 1] + dice.normal(0, shock, units)
    mean = level[:, None] * season * np.exp(wander)
    mean *= np.where(treated[:, None] & (np.arange(months) >= start), np.exp(log), 1.0)
    return dice.poisson(mean).astype(float), treated, start


def differences_hold(draws: int) -> None:
    """Coverage and bias of the effect, size of the tests that should find nothing, power where there is an effect."""
    for name, shock, units, many in (("counts alone", 0.0, 16, 2), ("shocks that last", 0.06, 16, 2),
                                     ("two of eight towns", 0.0, 8, 2)):  # fmt: skip
        dice = np.random.default_rng(7)
        truth, inside, gaps, joint, slope, sandwich, placebo = np.log(0.8), 0, [], 0, 0, 0, 0
        for _ in range(draws):
            counts, treated, start = towns(dice, units, 60, 36, many, truth, shock)
            one = differences.effect(counts, treated, start)
            inside += one.lower <= 0.8 <= one.upper
            gaps.append(one.log - truth)
            test, tilt = differences.leads(counts, treated, start)
            joint += test.p < 0.05
            slope += tilt.p < 0.05
            asked = (treated[:, None] & (np.arange(60) >= start))[None].astype(float)
            if len(gaps) <= draws // 8:
                fit = fit_poisson(counts, asked)
                sandwich += abs(fit.coefficients[0] - truth) <= 1.96 * fit.errors[0]
            plain, treated, start = towns(dice, units, 60, 36, many, 0.0, shock)
            placebo += differences.placebos(plain, treated, start).p <= 0.05
        tell(f"{name}: share of 95 % intervals that hold the truth", inside / draws, 0.925, 0.995)
        tell(f"{name}: bias on the log scale", float(np.mean(gaps)), -0.01, 0.01)
        tell(f"{name}: size of the joint test before the start (5 %)", joint / draws, 0.0, 0.075)
        tell(f"{name}: size of the slope test before the start (5 %)", slope / draws, 0.0, 0.25 if shock else 0.075)
        tell(f"{name}: size of the placebo test (5 %)", placebo / draws, 0.0, 0.075)
        print(f"     {name}: the clustered sandwich holds the truth in {sandwich / (draws // 8):.3f} (for comparison)")


def staggered_holds(draws: int) -> None:
    """Coverage of all together where towns began at different times and filings grow."""
    dice, inside = np.random.default_rng(8), 0
    starts = np.array([20] * 2 + [32] * 2 + [staggered.NEVER] * 20)
    begun = (starts[:, None] != staggered.NEVER) & (np.arange(48) >= starts[:, None])
    for _ in range(draws):
        level = np.exp(dice.normal(np.log(15), 0.3, (24, 1)))
        counts = dice.poisson(level * np.linspace(1, 1.5, 48) * np.where(begun, 0.8, 1.0)).astype(float)
        one = staggered.group_time(counts, starts).together
        inside += one.lower <= 0.8 <= one.upper
    tell("staggered starts: share of 95 % intervals that hold the truth", inside / draws, 0.92, 0.995)


def survival_holds(draws: int) -> None:
    """Coverage of the share after a year, few ends and heavy censoring."""
    dice, inside, truth = np.random.default_rng(9), 0, float(np.exp(-365 / 4000))
    for _ in range(draws):
        back, last = dice.exponential(4000, 400), dice.uniform(60, 900, 400)
        curve = kaplan_meier(np.floor(np.minimum(back, last)), (back <= last).astype(int))
        _, low, high = curve.on(365)
        inside += low <= truth <= high
    tell("share that lasts a year: share of 95 % intervals that hold the truth", inside / draws, 0.925, 0.98)


def cards_hold(draws: int) -> None:
    """No person stands out where all are alike but for their mix; who is far worse does."""
    dice, outside, people, caught = np.random.default_rng(10), 0, 0, 0
    for n in range(draws):
        persons = np.repeat(np.arange(30), 60)
        hard = dice.random(1800) < np.linspace(0.1, 0.9, 30)[persons]
        rate = np.where(hard, 0.35, 0.8) * np.where((persons == 15) & (n % 2 == 0), 0.5, 1.0)
        found = held([f"{p:02d}" for p in persons], cells_of([(h,) for h in hard]), list(dice.random(1800) < rate))
        if n % 2:
            outside += sum(one.place != "within" for one in found)
            people += len(found)
        else:
            caught += found[15].place == "below"
    tell("persons alike but for their mix outside the limits (5 %)", outside / people, 0.0, 0.065)
    tell("a person who settles half as often below the limits", caught / (draws // 2), 0.85, 1.0)


def speed() -> None:
    """A year of a large court in no time."""
    dice = np.random.default_rng(11)
    days, ends = dice.integers(0, 365, 100_000), dice.integers(0, 3, 100_000)
    began = time.perf_counter()
    kaplan_meier(days, ends)
    incidence(days, ends, 1)
    tell("curves of 100,000 successes, seconds", time.perf_counter() - began, 0, 2)
    counts, treated, start = towns(dice, 120, 72, 40, 4, 0.0)
    began = time.perf_counter()
    differences.placebos(counts, treated, start)
    tell("1,999 placebo programmes in 120 towns, seconds", time.perf_counter() - began, 0, 4)


def store_holds(root: Path, truth: Path) -> None:
    """A made-up store: every planted return found, how many more, and the programme's effect within its interval."""
    told = json.loads(truth.read_text(encoding="utf-8"))
    house = pipeline.open_house(root)
    began = time.perf_counter()
    found = pipeline.lasting(house, "虚+", "2017-01..2022-12")
    seconds = time.perf_counter() - began
    cases = {one.case_id: one for one in found.returns}
    planted = {one["case"] for one in told["returns"]}
    missed = planted - cases.keys()
    tell("planted returns that were found", 1 - len(missed) / max(len(planted), 1), 0.97, 1)
    more = len(cases) - (len(planted) - len(missed))
    tell("returns by mere chance of names, share of all successes", more / found.whole.successes, 0, 0.005)
    print(f"     {len(planted)} planted, {len(missed)} missed, {more} more; {seconds:.1f} s")
    one = pipeline.programme_effect(house, told["programme"]["id"])
    true = told["programme"]["ratio_against_its_other_towns"]
    print(
        f"     programme: {one.estimate.ratio:.3f} ({one.estimate.lower:.3f} … {one.estimate.upper:.3f}), true {true}"
    )
    tell(
        "the programme's true ratio within its interval", float(one.estimate.lower <= true <= one.estimate.upper), 1, 1
    )
    tell("the upper end of its interval", one.estimate.upper, 0, 0.999)


def main() -> int:
    """Run all; 1 where a limit was passed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--draws", type=int, default=800)
    asked.add_argument("--store", type=Path)
    asked.add_argument("--truth", type=Path)
    told = asked.parse_args()
    if told.store:
        store_holds(told.store, told.truth)
    else:
        oracles()
        differences_hold(told.draws)
        staggered_holds(max(60, told.draws // 8))
        survival_holds(told.draws)
        cards_hold(max(40, told.draws // 4))
        speed()
    print("failed: " + ", ".join(failed) if failed else "all within their limits")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
