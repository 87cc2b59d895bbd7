"""Are planted findings of topics and drivers of change found, do parts add up, is nothing told of shuffled data?

    python benchmarks/topics.py STORE FILES [--draws 100]     a demo's store and the folder of its truth.json
    python benchmarks/topics.py --real [--draw SEED]          real texts about private loans, where they are at hand

Every planted finding must be claimed with the right cases, the lender with all of his, the wave in its quarter with its
employers, the drivers among what marks the slice and among the parts of the change; every decomposition adds up as
fractions; of shuffled data at most 5 % is claimed. With ``--real`` the topic runs on real texts, and four fields are
held against sixty that were read by eye; ``--draw`` prints others to be read. Exits with 1 past a limit.
"""

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import topics_null, topics_real

from shuzhu import pipeline
from shuzhu.errors import ShuzhuError
from shuzhu.features.parts import CountPart
from shuzhu.pipeline.features import PARTS_BY, Features, features
from shuzhu.pipeline.topic import TopicFound, topic

YEARS, SEEDS_OWN = "2017..2022", "2017-01..2020-06"
"""The whole, and the years of the report that named the five findings."""
FIVE = ("farm_lenders", "informal", "high_interest", "professional", "online")
EXACT = ("XS", "XL05", "XG01", "XG02", "GZ01", "F1", "F4", "GL01")
"""Indicators whose changes are taken apart; those that count no cases of one kind are left out and told."""
COURTS = ("虚0213", "虚0203", "虚0102")
CHANGES = ("2018", "2020H1", "2021", "2022-06")
failed: list[str] = []


def tell(what: str, value: float, limit: float, *, at_least: bool = True) -> None:
    """One line: a figure and its limit."""
    good = value >= limit if at_least else value <= limit
    print(
        f"{'ok  ' if good else 'FAIL'} {what}: {value:.4g} ({'at least' if at_least else 'at most'} {limit:g})",
        flush=True,
    )
    if not good:
        failed.append(what)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("files", nargs="?", type=Path)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--draw", type=int)
    said = parser.parse_args()
    if said.real:
        topics_real.run(tell, said.draw)
    elif said.store and said.files:
        house = pipeline.open_house(said.store)
        truth = json.loads((said.files / "truth.json").read_text(encoding="utf-8"))["topics"]
        lending(house, truth)
        wages(house, truth)
        drivers(house, truth)
        exact(house)
        topics_null.run(tell, house, truth["court"], said.draws)
    else:
        parser.error("name a store and the folder of its truth.json, or --real")
    print("FAILED: " + "; ".join(failed) if failed else "all within their limits")
    return 1 if failed else 0


def lending(house: pipeline.House, truth: dict) -> None:
    """The five findings over both spans, and their cases against those planted."""
    planted = truth["private_lending"]
    for period in (SEEDS_OWN, YEARS):
        found = by_code(topic(house, "private_lending", truth["court"], period))
        tell(f"five findings of private lending claimed, {period}", sum(found[c].claimed for c in FIVE), len(FIVE))
        print("     " + ", ".join(f"{code} {found[code].strength}" for code in FIVE))
    own = planted["professional"]
    tell("lender: his cases found", share(own["cases"], found["professional"].cases), 1)
    tell(
        "lender: cases of others called his",
        len(set(found["professional"].cases) - set(own["cases"])),
        0,
        at_least=False,
    )
    for code, parts in (
        ("high_interest", ("beyond", "deducted")),
        ("online", ("platform",)),
        ("informal", ("no_note", "cash")),
    ):
        wanted = {case for part in parts for case in planted[code]["cases"][part]}
        tell(f"{code}: of {len(wanted)} texts planted, found", share(wanted, found[code].cases), 0.98)
        tell(f"{code}: found and planted", share(found[code].cases, wanted), 0.9)
    told = {str(year): (has, of) for year, has, of in found["farm_lenders"].series}
    persons = planted["farm_lenders"]["persons"]
    gap = max(abs(told[y][0] / told[y][1] - persons[y]["farm"] / persons[y]["all"]) for y in persons)
    tell("farm_lenders: farthest share of a year from that of the persons planted", gap, 0.05, at_least=False)


def wages(house: pipeline.House, truth: dict) -> None:
    """The quarter of the wave, its employers, the weeks before the festival, and how little is recovered."""
    planted = truth["unpaid_wages"]
    wave, spring = planted["wave"], planted["spring"]
    found = by_code(topic(house, "unpaid_wages", truth["court"], YEARS))
    tell(
        f"wages: the wave claimed in {wave['quarter']}",
        found["wave"].claimed and found["wave"].blanks["when"] == wave["quarter"],
        1,
    )
    tell(
        f"wages: of {len(wave['cases'])} cases of the wave, among those shown",
        share(wave["cases"], found["wave"].cases),
        1,
    )
    most = {case for _, _, cases in found["same_employers"].who[: len(wave["chain"])] for case in cases}
    tell("wages: cases of the wave among those of its as many most sued employers", share(wave["cases"], most), 1)
    tell("wages: those employers' cases that are of the wave", share(most, wave["cases"]), 0.95)
    ratio = (spring["before"] / spring["weeks_before"]) / (spring["rest"] / spring["weeks_of_rest"])
    own = found["spring"].estimate
    tell(f"wages: more before the festival claimed (planted ratio {ratio:.2f})", found["spring"].claimed, 1)
    tell("wages: the planted ratio lies within the interval", own.low <= ratio <= own.high, 1)
    tell("wages: less recovered than elsewhere claimed", found["little_recovered"].claimed, 1)
    tell("wages: building stands out", found["building"].claimed, 1)


def drivers(house: pipeline.House, truth: dict) -> None:
    """What rose, by cause, and within the cause by town and party; and the change of mix."""
    rise, mix = truth["drivers"]
    found = features(house, rise["indicator"], truth["court"], rise["period"])
    tell("rise: its cause marks the year", ("cases.cause", rise["cause"]) in over(found), 1)
    both = {rise["town"], rise["cause"]}
    tell("rise: town and cause are a new cluster", any(set(one.values) == both for one in found.clusters), 1)
    for name in ("cause", "town"):
        at = place(found.parts[name], rise[name])
        tell(f"rise: place of its {name} among the parts of the change", at, 3, at_least=False)
    within = [("cause", rise["cause"])]
    found = features(house, rise["indicator"], truth["court"], rise["period"], where=within)
    tell("rise: its town marks the cause", ("cases.town", rise["town"]) in over(found), 1)
    party = rise["party"]
    field = f"parties.{party['side']}.occupation"
    tell("rise: its party marks the cause", (field, party["occupation"]) in over(found), 1)
    towns = [key for key, _ in sorted(over(found)) if key == "cases.town"]
    tell("rise: towns that mark the cause", len(towns), 1, at_least=False)
    civil = [("type_code", "民初")]
    found = features(house, mix["indicator"], truth["court"], mix["period"], where=civil)
    parts = found.parts[mix["by"]]
    of_mix, of_rate = (float(sum(getattr(part, kind) for part in parts)) for kind in ("mix", "rate"))
    tell(f"mix: {mix['indicator']} by mix of causes, points", 100 * of_mix, -1, at_least=False)
    tell("mix: change by rates ÷ change by mix, absolute", abs(of_rate / of_mix), 0.6, at_least=False)
    largest = sorted(parts, key=lambda part: -abs(part.mix))
    tell("mix: place of its cause by its mix", place(largest, mix["cause"]), 1, at_least=False)
    own = next(part for part in parts if part.key == mix["cause"])
    tell("mix: in its own part, rate ÷ mix, absolute", abs(float(own.rate / own.mix)), 0.5, at_least=False)
    towns = found.parts["town"]
    other = abs(float(sum(part.mix for part in towns)) / of_mix)
    tell("mix: towns tell nothing of it, their mix ÷ that of causes", other, 0.2, at_least=False)


def over(found: Features) -> set[tuple[str, str]]:
    """The values that are over-represented, by field."""
    return {(one.cut.key, one.value) for one in found.features if one.mark.log_odds > 0}


def exact(house: pipeline.House) -> None:
    """Parts add up to the change that the indicator itself tells, as fractions."""
    tried, off, skipped = 0, 0, set()
    for code in EXACT:
        for court in COURTS:
            for period in CHANGES:
                try:
                    found = features(house, code, court, period)
                except ShuzhuError:
                    skipped.add(code)
                    continue
                for name in PARTS_BY:
                    if name in found.parts:
                        tried += 1
                        off += not adds_up(found, name)
    print(f"     indicators without one count of cases: {', '.join(sorted(skipped)) or 'none'}")
    tell("decompositions tried", tried, 150)
    tell("decompositions that do not add up exactly", off, 0, at_least=False)


def adds_up(found: Features, name: str) -> bool:
    """The parts of one field are the whole change, and their counts the slice's."""
    parts = found.parts[name]
    if isinstance(parts[0], CountPart):
        change = sum(p.change for p in parts)
        shares = sum((p.of_change for p in parts), Fraction(0)) if change else Fraction(1)
        return sum(p.now for p in parts) == found.size and shares == 1
    now, before = ([sum(getattr(p, when)[n] for p in parts) for n in (0, 1)] for when in ("now", "before"))
    whole = Fraction(*now) - Fraction(*before)
    return now[1] == found.size and sum((p.mix + p.rate for p in parts), Fraction(0)) == whole


def by_code(found: TopicFound) -> dict:
    """The findings of a topic by code."""
    return {one.code: one for one in found.findings}


def share(some, among) -> float:
    """How much of some is among others; 1 of nothing."""
    some = set(some)
    return len(some & set(among)) / len(some) if some else 1.0


def place(parts, key: str) -> int:
    """At which place, counted from 1, a part stands; far behind where it is none."""
    keys = [part.key for part in parts]
    return keys.index(key) + 1 if key in keys else 10_000


if __name__ == "__main__":
    sys.exit(main())
