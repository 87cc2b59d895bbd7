"""Nothing is told where nothing is: the label that carries an effect is dealt out at random, claims are counted.

Features: which year or which court a case is of. Clusters: which months. Changes of level: the order of the months.
Topics: the day, which cases are the topic's and which the others', who sues, and for shares above a bound, flags drawn
at that very bound.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from math import sqrt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu import pipeline
from shuzhu.alerts.detectors.change_points import change_points
from shuzhu.alerts.series import Series
from shuzhu.catalogue.topic_model import Finding
from shuzhu.features.fresh import fresh
from shuzhu.features.odds import false_discovery_rates
from shuzhu.indicators.plan import Count
from shuzhu.pipeline.feature_compare import RATE, compare
from shuzhu.pipeline.feature_rows import Cut, Drawn, Slice, by_month, cuts
from shuzhu.pipeline.features import PAIRS
from shuzhu.topics.found import Material

NOW, THEN, OTHER = "2021", "2020", "虚0203"
PAST = 3
room = import_module("shuzhu.pipeline.topic")
"""Clusters are new against so many years."""

Dice = np.random.Generator
Tell = Callable[..., None]


def run(tell: Tell, house: pipeline.House, court: str, draws: int) -> None:
    """Every kind of claim on so many shuffles."""
    dice = np.random.default_rng(20)
    ours = drawn(house, court, int(NOW))
    pairs = {"year": drawn(house, court, int(THEN)), "court": drawn(house, OTHER, int(NOW))}
    for label, other in pairs.items():
        told = [len(of_features(ours, other, dice)) for _ in range(draws)]
        judged(tell, f"features, {label} dealt out", told, draws)
    past = drawn(house, court, int(NOW) - PAST, PAST)
    judged(tell, "clusters, months dealt out", [of_clusters(ours, past, dice) for _ in range(draws)], draws)
    counts = np.array([list(by_month(house, ours.slice).values())], float)
    order = [change_points(Series(counts=dice.permuted(counts, axis=1))).begins.any() for _ in range(draws)]
    judged(tell, "changes of level, months dealt out", order, draws)
    for name in house.topics:
        findings, material, reads_text = asked(house, name, court)
        told = [
            sum(one.claimed for one in room.judged(findings, shuffled(findings, material, dice), reads_text))
            for _ in range(draws)
        ]
        tell(f"topic {name}: of its findings over {draws} shuffles, claimed", sum(told) / draws / len(findings),
             0.05, at_least=False)  # fmt: skip
        judged(tell, f"topic {name}", told, draws)


def judged(tell: Tell, what: str, told: Sequence[float], draws: int) -> None:
    """In how many of the shuffles anything is claimed: 5 %, and two errors of so few draws."""
    most = 0.05 + 2 * sqrt(0.05 * 0.95 / draws)
    tell(
        f"{what}: share of {draws} shuffles with any claim",
        float(np.mean(np.array(told, float) > 0)),
        most,
        at_least=False,
    )


def drawn(house: pipeline.House, court: str, year: int, many: int = 1) -> Drawn:
    """All first-instance cases of a court filed in a year, or in so many from it on."""
    first, last = date(year, 1, 1), date(year + many - 1, 12, 31)
    count = Count(table="cases", date="filed_on", where=())
    where = (("instance", "first"), ("kind", "civil"))
    return Drawn(house, Slice(count=count, courts=(court,), first=first, last=last, where=where), last)


def dealt(ours: Drawn, other: Drawn, dice: Dice) -> tuple[Drawn, Drawn]:
    """Both together, dealt out into two of the same sizes; parties go with their case."""
    cases = pa.concat_tables([ours.cases, other.cases])
    order = dice.permutation(cases.num_rows)
    hands = cases.take(pa.array(order[: ours.size])), cases.take(pa.array(order[ours.size :]))
    parties = pa.concat_tables([ours.parties, other.parties])
    return tuple(holding(ours, hand, parties) for hand in hands)  # type: ignore[return-value]


def holding(like: Drawn, cases: pa.Table, parties: pa.Table) -> Drawn:
    """A slice that holds some rows."""
    found = Drawn(like.house, like.slice, like.on)
    own = pc.is_in(parties["case_number"], cases["case_number"].combine_chunks())
    found.__dict__.update(cases=cases, parties=parties.filter(own))
    return found


def of_features(ours: Drawn, other: Drawn, dice: Dice) -> Sequence[object]:
    """What is claimed of two hands."""
    return compare(*dealt(ours, other, dice), cuts(set()))[0]


def of_clusters(ours: Drawn, past: Drawn, dice: Dice) -> int:
    """How many clusters are claimed of two hands."""
    now, before = dealt(ours, past, dice)
    tested = []
    for names in PAIRS:
        pair = Cut(table="cases", column=names[0]), Cut(table="cases", column=names[1])
        tested += fresh(now.pairs(*pair), before.pairs(*pair), now.size / before.size)
    rates = false_discovery_rates([one.p for one in tested])
    return sum(max(q, one.q) <= RATE for q, one in zip(rates, tested, strict=True))


def asked(house: pipeline.House, name: str, court: str) -> tuple[Sequence[Finding], Material, Callable[[str], bool]]:
    """What a topic's findings are tested on."""
    kept = []
    own = room.judged
    try:
        room.judged = lambda *said: kept.append(said) or own(*said)
        room.topic(house, name, court, "2017..2022")
    finally:
        room.judged = own
    return kept[0]


def shuffled(findings: Sequence[Finding], material: Material, dice: Dice) -> Material:
    """The same material without any effect."""
    now = dict(material.now.fields)
    others = {name: dict(part.fields) for name in ("rest", "others", "before") if (part := getattr(material, name))}
    suits = dict(material.now.suits)
    for check in (one.check for one in findings):
        if check.kind == "common":
            now[check.of] = [None if one is None else bool(dice.random() < check.bound) for one in now[check.of]]
        elif check.kind in {"more_than", "larger"} and check.against in others:
            both = [*now[check.of], *others[check.against][check.of]]
            mixed = [both[n] for n in dice.permutation(len(both))]
            now[check.of], others[check.against][check.of] = mixed[: len(material.now)], mixed[len(material.now) :]
        elif check.kind in {"more_than", "larger"} and check.against in now:
            now[check.of] = [now[check.of][n] for n in dice.permutation(len(material.now))]
    for code, who in suits.items():
        known = sorted({key for keys in who for key in keys})
        suits[code] = [tuple(known[n] for n in dice.integers(0, len(known), len(keys))) for keys in who]
    parts = {name: replace(getattr(material, name), fields=fields) for name, fields in others.items()}
    if "rest" in parts:
        parts["rest"] = replace(parts["rest"], days=at_random(material, len(parts["rest"]), dice))
    return replace(
        material, now=replace(material.now, fields=now, suits=suits),
        long=replace(material.long, days=at_random(material, len(material.long), dice)), **parts,
    )  # fmt: skip


def at_random(material: Material, many: int, dice: Dice) -> list[date]:
    """Days drawn evenly from the span."""
    days = (material.last - material.first).days + 1
    return [material.first + timedelta(days=int(n)) for n in dice.integers(0, days, many)]
