"""What a demo store has planted for linkage, and how much of it is found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shuzhu.access import LOCAL
from shuzhu.linkage.identity import check_sign, credit_sign, identity
from shuzhu.linkage.persons import clusters
from shuzhu.pipeline.house import House, open_house
from shuzhu.pipeline.link_rows import party_rows
from shuzhu.pipeline.linking import link, links
from shuzhu.pipeline.reconciling import reconcile


def planted(claim: Callable[..., None], root: Path) -> None:
    """All that was planted is found; what else is found is told."""
    whole = json.loads((root.with_name(f"{root.name}-files") / "truth.json").read_text(encoding="utf-8"))
    truth = whole["linkage"]
    house = open_house(root, reader=LOCAL)
    link(house, ["ledger", "filed", "twice", "persons"])
    _persons(claim, house, whole)
    found = {frozenset((one.left, one.right)) for one in links(house, "twice")}
    twice = {frozenset(pair) for pair in truth["twice"]}
    claim(f"cases entered twice: {len(found & twice)} of {len(twice)} found, {len(found - twice)} false",
          holds=twice <= found)  # fmt: skip
    pairs = {(one.left, one.right) for one in links(house, "ledger") if one.how != "review"}
    right = sum(f"司台-{left}" == right for left, right in pairs)
    claim(
        f"ledger: {right:,} of {truth['pairs']:,} pairs found, {len(pairs) - right} false",
        holds=right >= 0.995 * truth["pairs"] and len(pairs) - right <= 0.001 * truth["pairs"],
    )
    made = reconcile(house, "all", "2017-01-01..2022-12-31")
    conflicts = {one.right for one in made.differing}
    claim(f"conflicts: {len(conflicts & set(truth['differing']))} of {len(truth['differing'])} found, "
          f"{len(conflicts - set(truth['differing']))} false", holds=set(truth["differing"]) <= conflicts)  # fmt: skip
    back = {(one["from"], one["case"]) for one in whole["returns"] if one["way"] == "refiled"}
    seen = {(one.left, one.right): one.how for one in links(house, "filed") if one.how != "number"}
    more = [how for pair, how in seen.items() if pair not in back]
    claim(f"successes filed all the same: {len(back & seen.keys())} of {len(back)} found; {len(more)} more, "
          f"{more.count('automatic')} of them of itself", holds=back <= seen.keys())  # fmt: skip
    alone, waiting = (made.statement.right[line].records for line in ("only", "waiting"))
    claim(f"in the ledger alone: {alone}, planted {len(truth['only_ledger'])}; {waiting} more wait for review",
          holds=alone == len(truth["only_ledger"]))  # fmt: skip


def _persons(claim: Callable[..., None], house: House, truth: dict[str, Any]) -> None:
    """Persons whose later record is written otherwise; and of all pairs weighed, those of two different numbers."""
    planted = {one["party"]: one["number"] for one in truth["linkage"]["persons"]}
    rows = party_rows(house.itself.reading("cases"))
    numbers = dict(zip(rows["unique_id"].to_pylist(), rows["id_number"].to_pylist(), strict=True))
    faults, signs = truth["faults"]["records"], (("V21", check_sign), ("V23", credit_sign))
    faulty = {party: sign for rule, sign in signs for party in faults.get(rule, ())}
    real = {party: planted.get(party) or _mended(number, faulty.get(party)) for party, number in numbers.items()}
    found = links(house, "persons")
    head = clusters([(one.left, one.right) for one in found])
    together: dict[str, set[str]] = {}
    for party, first in head.items():
        if party not in planted and real[party]:
            together.setdefault(first, set()).add(real[party])
    right = {party for party, number in planted.items() if number in together.get(head.get(party, ""), ())}
    claim(f"persons written otherwise: {len(right)} of {len(planted)} found", holds=right == set(planted) != set())
    weighed = [one for one in found if one.how != "number"]
    known = [one for one in weighed if real[one.left] and real[one.right]]
    false = [one for one in known if real[one.left] != real[one.right]]
    taken = sum(one.how == "automatic" for one in false)
    claim(f"of {len(known)} pairs whose truth is known {len(false)} false, {taken} of them linked of itself; "
          f"{len(weighed) - len(known)} more of parties without any number", holds=taken == 0)  # fmt: skip


def _mended(number: str | None, sign: Callable[[str], str] | None) -> str:
    """The number in 18 signs, as it was before a fault was put into its last one; ``sign`` is what proves it."""
    told = identity(number)
    if told is None or not told.whole:
        return ""
    return told.whole if sign is None else told.whole[:17] + sign(told.whole[:17])
