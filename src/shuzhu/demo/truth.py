"""What the made-up files hold, counted while they are written: the truth that a check is held against."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import Batch
from shuzhu.demo import plants, programmes
from shuzhu.demo.arrays import EPOCH
from shuzhu.demo.mediating import LEDGER, LEDGER_COURTS, PLATFORM
from shuzhu.demo.mediation_course import BODIES, STUCK_FORCE, STUCK_FROM
from shuzhu.demo.messy import Slip, as_dict
from shuzhu.demo.province import FEATURED, LAST, court_of
from shuzhu.demo.topic_truth import TopicTruth

LABEL = "虚构数据：本文件及同批数据均由程序生成，不对应任何真实法院、案件或个人"


class Truth:
    """Counts of all that was written. It changes as batches pass."""

    def __init__(self, scale: int, seed: int) -> None:
        self._scale, self._seed = scale, seed
        self._rows: Counter[str] = Counter()
        self._counts: dict[str, Counter[tuple[str, str, str]]] = {"filed": Counter(), "closed": Counter()}
        self._lending: Counter[str] = Counter()
        self._late = self._lent = self._batched = 0
        self._texts = 0
        self._returns: list[dict[str, str]] = []
        self._overtime: list[str] = []
        self._unproven: list[str] = []
        self._faults: dict[str, Any] = {}
        self._twice: list[list[str]] = []
        self._planted: dict[str, list[str]] = {"differing": [], "only_ledger": []}
        self._variants: list[dict[str, str]] = []
        self._pairs = 0
        self._clocked: set[str] = set()
        self._topics = TopicTruth()
        self._loans: list[dict[str, Any]] = []
        self._clocks: dict[str, list[dict[str, str]]] = {"exclusions": [], "extensions": []}

    def see(self, batch: Batch) -> None:
        """Count a batch."""
        self._topics.see(batch)
        self._rows[batch.table] += len(batch.rows)
        if batch.table == "cases":
            self._see_cases(batch.rows)
            self._twice += json.loads((batch.rows.schema.metadata or {}).get(plants.TWICE.encode(), b"[]"))
        elif batch.table == "parties":
            known = pc.equal(batch.rows["id_number"], plants.identity_of(plants.lender()))
            suing = pc.and_(known, pc.equal(batch.rows["role"], "plaintiff"))
            self._lent += int(pc.sum(suing).as_py() or 0)
        elif batch.table == "mediations":
            self._see_mediations(batch.rows)
            self._see_ledger(batch.rows)
        elif batch.table in self._clocks:
            own = batch.rows.filter(pc.is_in(batch.rows["case_id"], pa.array(self._clocked, pa.string())))
            names = ("case_id", "reason", "first_on", "last_on", "approved_on", "days")
            self._clocks[batch.table] += [
                {name: str(row[name]) for name in names if row.get(name) is not None} for row in own.to_pylist()
            ]

    def _see_mediations(self, found: pa.Table) -> None:
        """The mediations of the featured court that drag on, and the successes whose agreement nobody has."""
        names = ("mediation_id", "source", "accepted_on", "ended_on", "extended", "extension_days", "appraisal_days",
                 "ending", "agreement_on", "form", "performed_on")  # fmt: skip
        last = EPOCH + timedelta(days=LAST)
        own = pc.and_(pc.equal(found["court"], FEATURED), pc.equal(found["source"], PLATFORM))
        for row in found.filter(own).select(names).to_pylist():
            if row["ended_on"] is None and row["accepted_on"] is not None:
                allowed = 30 + (row["appraisal_days"] or 0) + (row["extension_days"] or 0 if row["extended"] else 0)
                if (last - row["accepted_on"]).days > allowed:
                    self._overtime.append(row["mediation_id"])
            at_once = row["form"] == "performed" and row["performed_on"] is not None
            if row["ending"] == "agreed" and row["agreement_on"] is None and not at_once:
                self._unproven.append(row["mediation_id"])

    def _see_ledger(self, rows: pa.Table) -> None:
        """Count the entries of the ledger by what became of them: told as the platform does, otherwise, or alone."""
        by_id = {row["mediation_id"]: row for row in rows.to_pylist()}
        for name, entry in by_id.items():
            if entry["source"] != LEDGER:
                continue
            other = by_id.get(name.removeprefix("司台-"))
            if other is None:
                self._planted["only_ledger"].append(name)
                continue
            self._pairs += 1
            masked = "某" in entry["respondent"]
            if (entry["ending"], entry["amount"]) != (other["ending"], other["amount"]) or (
                entry["respondent"] != other["respondent"] and not masked
            ):
                self._planted["differing"].append(name)

    def add_texts(self, written: int, loans: Sequence[dict[str, Any]]) -> None:
        """Count judgments written as texts, and keep the terms of the loans that some are about."""
        self._texts += written
        self._loans += loans

    def add_returns(self, told: Sequence[dict[str, str]], undelivered: Collection[str]) -> None:
        """Keep which successes did not last, and as which case they came back, where both were delivered."""
        self._returns += [one for one in told if one["from"] not in undelivered and one["case"] not in undelivered]

    def add_faults(self, told: dict[str, Any]) -> None:
        """Keep what was planted for the quality check to find."""
        self._faults = told

    def add_variants(self, told: Sequence[dict[str, str]]) -> None:
        """Keep whose later record is written otherwise, and the number that it had."""
        self._variants += told

    def add_old_cases(self, mark_counts: Counter[str]) -> None:
        """Count the good cases of 2015 that stand at the end of messy files."""
        for mark, count in mark_counts.items():
            self._rows["cases"] += count
            for name in self._counts:
                self._counts[name][mark, "2015", "civil"] += count

    def _see_cases(self, cases: pa.Table) -> None:
        """Count cases by court, year and kind."""
        for name in ("filed", "closed"):
            some = cases.select(["court", "kind"]).append_column("year", pc.year(cases[f"{name}_on"]))
            for row in some.group_by(["court", "year", "kind"]).aggregate([([], "count_all")]).to_pylist():
                if row["year"] is not None:
                    self._counts[name][row["court"], str(row["year"]), row["kind"]] += row["count_all"]
        own = cases.filter(pc.equal(cases["court"], FEATURED))
        self._clocked |= set(own.filter(pc.is_valid(own["limit_on"]))["case_id"].to_pylist())
        lending = own.filter(pc.and_(pc.equal(own["cause"], "民间借贷纠纷"), pc.equal(own["type_code"], "民初")))
        self._lending.update(str(year) for year in pc.year(lending["filed_on"]).to_pylist())
        waited = pc.subtract(own["entered_on"].cast(pa.int32()), own["filed_on"].cast(pa.int32()))
        self._batched += int(pc.sum(pc.is_valid(own["batch"])).as_py() or 0)
        self._late += int(pc.sum(pc.greater(waited, 14)).as_py() or 0)

    def told(self, slips: Sequence[Slip]) -> dict[str, Any]:
        """All of it, with what was planted."""
        return {
            "label": LABEL,
            "scale": self._scale,
            "seed": self._seed,
            "rows": dict(sorted(self._rows.items())),
            "texts": self._texts,
            "filed": _nested(self._counts["filed"]),
            "closed": _nested(self._counts["closed"]),
            "private_lending": {"court": FEATURED, "filed": dict(sorted(self._lending.items()))},
            "lender": {"court": FEATURED, "name": plants.name_of(plants.lender()),
                       "id_number": plants.identity_of(plants.lender()), "cases": self._lent},
            "batch": {"court": FEATURED, "name": plants.name_of(plants.batch_firm()), "mark": plants.BATCH_MARK,
                      "month": "2021-09", "cases": self._batched},
            "clocks": {"court": FEATURED, "month": "2022-12"} | self._clocks,
            "late_entries": {"court": FEATURED, "month": "2018-06", "cases": self._late},
            "linkage": {"twice": self._twice, "pairs": self._pairs, "persons": self._variants, **self._planted},
            "ledger": {"courts": list(LEDGER_COURTS), "source": LEDGER},
            "returns": sorted(self._returns, key=lambda one: (one["way"], one["from"])),
            "programme": {"id": programmes.ID, "court": FEATURED, "ratio_against_its_other_towns": programmes.RATIO},
            "before_filing": {
                "court": FEATURED, "on": "2022-12-31", "overtime": sorted(self._overtime),
                "unproven": sorted(self._unproven),
                "stuck": {"organisation": f"{court_of(FEATURED).region_name}虚构{BODIES[STUCK_FORCE]}",
                          "step": "accept", "since": str(EPOCH + timedelta(days=STUCK_FROM))},
            },
            "topics": self._topics.told(self._loans),
            "faults": self._faults,
            "slips": [as_dict(slip) for slip in slips],
        }  # fmt: skip

    def write(self, path: Path, slips: Sequence[Slip]) -> Path:
        """The truth as a JSON file."""
        path.write_text(json.dumps(self.told(slips), ensure_ascii=False, indent=1), encoding="utf-8")
        return path


def _nested(counts: Counter[tuple[str, str, str]]) -> dict[str, dict[str, dict[str, int]]]:
    """Counts as court → year → kind."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (court, year, kind), count in sorted(counts.items()):
        found.setdefault(court, {}).setdefault(year, {})[kind] = count
    return found
