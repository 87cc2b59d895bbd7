"""What a demo store has planted for linkage, and how much of it is found."""

import json
from collections.abc import Callable
from pathlib import Path

from shuzhu.access import LOCAL
from shuzhu.pipeline.house import open_house
from shuzhu.pipeline.linking import link, links
from shuzhu.pipeline.reconciling import reconcile


def planted(claim: Callable[..., None], root: Path) -> None:
    """All that was planted is found; what else is found is told."""
    truth = json.loads((root.with_name(f"{root.name}-files") / "truth.json").read_text(encoding="utf-8"))["linkage"]
    house = open_house(root, reader=LOCAL)
    link(house, ["ledger", "twice"])
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
    alone = made.statement.right["only"].records
    claim(
        f"in the ledger alone: {alone}, planted {len(truth['only_ledger'])}", holds=alone == len(truth["only_ledger"])
    )
