"""records → links: by number where there is one, else by parties, sums and days; unsure ones are for review."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.desk.pairs import DIFFERENT, SAME, PairStep, decide, decided, steps_of
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indicators.bounded import Bounded
from shuzhu.linkage.calibrate import OURS, Calibration, fitted
from shuzhu.linkage.disputes import TASKS, Task, disputes
from shuzhu.linkage.evidence import Sign, signs
from shuzhu.linkage.model import score
from shuzhu.linkage.persons import persons
from shuzhu.pipeline.house import House
from shuzhu.pipeline.link_rows import numbered, party_rows, sides
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.store.links import SCHEMA, read_links, write_links

AUTOMATIC: Final = 0.97
REVIEW: Final = 0.3
"""From this probability on a pair is linked of itself; from that on, people look at it; below, it is none."""
HOW: Final[Mapping[str, str]] = {"number": "按案号", "automatic": "自动", "review": "待核", "decided": "人工认定"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records held to be the same, or perhaps: ``how`` number, automatic, review or decided."""

    task: str
    left: str
    right: str
    court: str
    weight: float
    chance: float
    how: str
    told: str = ""

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Why: each comparison in words with what it adds, the weightiest first; none where a number joined them."""
        if not self.told:
            return ()
        pair: dict[str, Any] = {"weight": self.weight}
        for name, (gamma, weight) in json.loads(self.told).items():
            pair |= {f"gamma_{name}": gamma, f"weight_{name}": weight}
        return signs(pair, TASKS[self.task].plan.comparisons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a run made of a task: how many links of each kind, and by which calibration."""

    task: Task
    counts: Mapping[str, int]
    calibration: Calibration
    snapshot: str


def link(house: House, names: Sequence[str] = (), progress: Progress = silent) -> list[Linked]:
    """Link the records of the whole store, task by task (all by default); the links stay in the store.

    Raises DeniedError unless the reader may reconcile the whole of every court that has records.
    """
    house.require("reconcile")
    house.require("reconcile", house.itself.present, whole=True)
    found = [_run(house, the_task(name), progress) for name in names or TASKS]
    house.audited("change", "关联数据", tasks=[one.task.name for one in found])
    return found


def the_task(name: str) -> Task:
    """The task of a name; raises UsageError for one that is none."""
    if name not in TASKS:
        raise UsageError(f"no linkage {name!r}" + did_you_mean(name, TASKS))
    return TASKS[name]


def _run(house: House, task: Task, progress: Progress) -> Linked:
    """One task: numbers first, then what they leave, settled, decided and calibrated."""
    progress(f"link {task.name}", 0)
    engine = house.itself.reading("cases")
    standing = {key[:2]: step for key, step in decided(house.desk, task.name).items() if not key[2]}
    joined, left, pairs = (
        _persons(engine, standing) if task.name == "persons" else _disputes(engine, task, standing, house.codes)
    )
    known = [step for step in standing.values() if step.weight is not None]
    line = fitted([step.weight or 0 for step in known], [step.what == SAME for step in known], OURS)
    court = pa.table({"left": left["unique_id"], "court": left["court"]})
    rows = _links(pairs, joined, court, line, standing)
    counts = {how: pc.sum(pc.equal(rows["how"], how)).as_py() or 0 for how in HOW}
    told = {"slope": str(line.slope), "offset": str(line.offset), "pairs": str(line.pairs)}
    write_links(house.root, house.snapshot.number, task.name, rows, told)
    return Linked(task=task, counts=counts, calibration=line, snapshot=house.snapshot.label)


_Standing = Mapping[tuple[str, str], PairStep]


def _disputes(
    engine: Bounded, task: Task, standing: _Standing, codes: CodeTables
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """What numbers join, the records of the left side, and the scored pairs that are left."""
    joined = numbered(engine, task.name)
    left, right = sides(engine, task.name, joined, codes)
    left = disputes(left)
    pairs = _as_decided(score(left, None if right is None else disputes(right), task.plan), standing)
    return joined, left, task.settle(pairs) if task.settle else pairs


def _persons(engine: Bounded, standing: _Standing) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The same of parties: known by their numbers, or scored."""
    rows = party_rows(engine)
    found = persons(rows, lambda pairs: _as_decided(pairs, standing))
    return found.known, rows, found.pairs


_SURE: Final = 200.0
"""What a pair that people hold to be the same weighs: more than any other."""


def _as_decided(pairs: pa.Table, standing: Mapping[tuple[str, str], PairStep]) -> pa.Table:
    """Pairs that people held to be different left out; those they held to be the same outweigh all rivals."""
    if not len(pairs) or not standing:
        return pairs
    keys = list(zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True))
    what = [standing[key].what if key in standing else "" for key in keys]
    weight = np.where([one == SAME for one in what], _SURE, np.asarray(pairs["weight"]))
    pairs = pairs.set_column(pairs.column_names.index("weight"), "weight", pa.array(weight))
    return pairs.filter(pa.array([one != DIFFERENT for one in what], pa.bool_()))


def _links(
    pairs: pa.Table, joined: pa.Table, court: pa.Table, line: Calibration, standing: Mapping[tuple[str, str], PairStep]
) -> pa.Table:
    """The links of a task as they are kept."""
    chance = line(np.asarray(pairs["weight"], float))
    where = dict(zip(court["left"].to_pylist(), court["court"].to_pylist(), strict=True))
    rows = []
    for n, pair in enumerate(pairs.to_pylist()):
        same = standing.get((pair["left"], pair["right"]))
        how = "decided" if same else "automatic" if chance[n] >= AUTOMATIC else "review" if chance[n] >= REVIEW else ""
        if how:
            told = {k.removeprefix("gamma_"): [v, pair[f"weight_{k.removeprefix('gamma_')}"]]
                    for k, v in pair.items() if k.startswith("gamma_")}  # fmt: skip
            rows.append({"left": pair["left"], "right": pair["right"], "court": where[pair["left"]],
                         "weight": pair["weight"], "chance": 1.0 if same else float(chance[n]), "how": how,
                         "signs": json.dumps(told)})  # fmt: skip
    made = pa.Table.from_pylist(rows, schema=SCHEMA)
    by_number = joined.append_column("how", pa.array(["number"] * len(joined), pa.string()))
    full = pa.table({field.name: by_number[field.name] if field.name in by_number.column_names
                     else pa.nulls(len(joined), field.type) for field in SCHEMA}, schema=SCHEMA)  # fmt: skip
    return pa.concat_tables([made, full])


def links(house: House, task: str, courts: Sequence[str] | None = None, how: Sequence[str] = ()) -> list[Link]:
    """The links of a task in some courts (all within reach by default), the least sure first.

    Raises DeniedError for who may see no cases there, NoDataError where the snapshot was not linked yet.
    """
    house.require("cases", courts or ())
    found, _ = _kept(house, the_task(task).name)
    reach = house.reader.reach("cases")
    rows = found.filter(pc.is_in(found["how"], pa.array(list(how)))) if how else found
    if courts is not None:
        rows = rows.filter(pc.is_in(rows["court"], pa.array(list(courts), pa.string())))
    rows = rows.sort_by([("chance", "ascending"), ("left", "ascending"), ("right", "ascending")])
    return [_link(task, row) for row in rows.to_pylist() if reach.whole(row["court"])]


def _kept(house: House, task: str) -> tuple[pa.Table, Mapping[str, str]]:
    """The links that are kept of this snapshot."""
    found = read_links(house.root, house.snapshot.number, task)
    if found is None:
        raise NoDataError(f"snapshot {house.snapshot.label} has no links yet; run `shuzhu link run`")
    return found


def _link(task: str, row: Mapping[str, Any]) -> Link:
    """A kept row as a link."""
    return Link(task=task, left=row["left"], right=row["right"], court=row["court"], weight=row["weight"] or 0.0,
                chance=1.0 if row["how"] == "number" else row["chance"], how=row["how"],
                told=row["signs"] or "")  # fmt: skip


def one_link(house: House, task: str, left: str, right: str) -> Link:
    """One link; raises NoDataError where there is none within the reader's reach."""
    house.require("cases")
    kept, _ = _kept(house, the_task(task).name)
    reach = house.reader.reach("cases")
    pair = pc.and_(pc.equal(kept["left"], left), pc.equal(kept["right"], right))
    found = [row for row in kept.filter(pair).to_pylist() if reach.whole(row["court"])]
    if not found:
        raise NoDataError("there is no such link; `shuzhu link list` shows those there are")
    return _link(task, found[0])


def link_steps(house: House, task: str, left: str, right: str) -> list[PairStep]:
    """All that was ever decided of a link, the first first; raises as ``one_link``."""
    one_link(house, task, left, right)
    return steps_of(house.desk, task, left, right)


def decide_link(house: House, step: PairStep) -> None:
    """Keep what somebody decided of a link; it holds from the next run on, and that run is calibrated by it.

    Raises DeniedError unless the reader may reconcile the whole of its court.
    """
    house.require("reconcile")
    one = one_link(house, step.task, step.left, step.right)
    house.require("reconcile", {one.court}, whole=True)
    weight = None if one.how == "number" else one.weight
    decide(house.desk, [replace(step, weight=weight, snapshot=house.snapshot.label)])
    house.audited("change", "认定关联", court=one.court, task=step.task, decision=step.what)
