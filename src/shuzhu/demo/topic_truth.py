"""What the featured court's made-up cases hold for topics and features to find, counted as they are written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import Batch
from shuzhu.demo import plants, topic_plants
from shuzhu.demo.loan_terms import FARMING
from shuzhu.demo.province import FEATURED, YEARS, court_of
from shuzhu.demo.topic_papers import WAGES
from shuzhu.festivals import first_day

BEFORE_FESTIVAL: Final = 56
"""Days before Spring Festival in which wages are sued for more often."""
LENDING: Final = "民间借贷纠纷"
ASKED_FOR: Final = {"informal": ("informal", "no_note", "cash"), "high_interest": ("beyond", "deducted"),
                    "online": ("platform", "phone"), "farm_lenders": ("land",)}  # fmt: skip


class TopicTruth:
    """Counts of the featured court. It changes as batches pass."""

    def __init__(self) -> None:
        self._lending: dict[str, int] = {}
        self._lenders: dict[int, Counter[bool]] = defaultdict(Counter)
        self._filed: list[date] = []
        self._wave: list[str] = []
        self._quarters: Counter[str] = Counter()
        self._by_lender: list[str] = []
        self._numbers: dict[str, str] = {}

    def see(self, batch: Batch) -> None:
        """Count a batch: cases, then their parties."""
        if batch.table == "cases":
            own = pc.and_(pc.equal(batch.rows["court"], FEATURED), pc.equal(batch.rows["type_code"], "民初"))
            self._see_cases(batch.rows.filter(own))
        elif batch.table == "parties" and self._numbers:
            own = pc.is_in(batch.rows["case_id"], pa.array(self._numbers))
            self._see_parties(
                batch.rows.filter(own).select(["case_id", "role", "occupation", "id_number", "credit_code"])
            )
            self._numbers = {}

    def _see_cases(self, rows: pa.Table) -> None:
        """Keep which are about loans and wages."""
        self._numbers, self._lending = {}, {}
        for row in rows.select(["case_id", "case_number", "cause", "filed_on", "wage_arrears"]).to_pylist():
            if row["cause"] == LENDING:
                self._lending[row["case_id"]] = row["filed_on"].year
            elif row["cause"] not in WAGES:
                continue
            elif row["wage_arrears"]:
                self._filed.append(row["filed_on"])
                self._quarters[f"{row['filed_on'].year}Q{(row['filed_on'].month + 2) // 3}"] += 1
            self._numbers[row["case_id"]] = row["case_number"]

    def _see_parties(self, rows: pa.Table) -> None:
        """Count who lends and who sues the builders of the wave."""
        chain, lender = topic_plants.chain_codes(), plants.identity_of(plants.lender())
        for row in rows.to_pylist():
            number, lent = self._numbers[row["case_id"]], self._lending.get(row["case_id"])
            if lent is not None and row["role"] == "plaintiff" and row["occupation"]:
                self._lenders[lent][row["occupation"] in FARMING] += 1
                if row["id_number"] == lender:
                    self._by_lender.append(number)
            elif lent is None and row["role"] == "defendant" and row["credit_code"] in chain:
                self._wave.append(number)

    def told(self, loans: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """All of it; ``loans`` are the terms of the loans whose judgments were written."""
        texts = list(loans)
        found: dict[str, Any] = {name: _by_year(texts, columns) for name, columns in ASKED_FOR.items()}
        found["farm_lenders"] |= {
            "persons": {str(year): {"farm": n[True], "all": n.total()} for year, n in sorted(self._lenders.items())},
            "since": "2017", "until": "2020H1",
        }  # fmt: skip
        found["professional"] = {"name": plants.name_of(plants.lender()), "cases": sorted(set(self._by_lender))}
        quarter = f"{topic_plants.WAVE_YEAR}Q{(topic_plants.WAVE_MONTHS[0] + 2) // 3}"
        return {
            "court": FEATURED,
            "private_lending": found,
            "unpaid_wages": {
                "wave": {"quarter": quarter, "chain": list(topic_plants.chain()), "cases": sorted(set(self._wave)),
                         "trade": "建筑业", "filed": dict(sorted(self._quarters.items()))},
                "spring": {"days_before": BEFORE_FESTIVAL, **_spring(self._filed)},
            },
            "drivers": _drivers(),
        }  # fmt: skip


def _by_year(texts: list[Mapping[str, Any]], columns: Iterable[str]) -> dict[str, Any]:
    """Of the texts of each year, in how many each is told."""
    found: dict[str, dict[str, int]] = {}
    for text in texts:
        counts = found.setdefault(str(text["year"]), {"texts": 0, **dict.fromkeys(columns, 0)})
        counts["texts"] += 1
        for column in columns:
            counts[column] += bool(text[column])
    return {"by_year": dict(sorted(found.items())), "cases": {
        column: sorted(text["case"] for text in texts if text[column]) for column in columns
    }}  # fmt: skip


def _spring(filed: list[date]) -> dict[str, Any]:
    """Filings a week before the festivals and in the rest of the years."""
    before = [first_day(year) - timedelta(days=n) for year in YEARS for n in range(1, BEFORE_FESTIVAL + 1)]
    within = {day for day in before if day.year in YEARS}
    days = (date(YEARS[-1] + 1, 1, 1) - date(YEARS[0], 1, 1)).days
    own = sum(day in within for day in filed)
    return {
        "before": own, "rest": len(filed) - own, "weeks_before": round(len(within) / 7, 1),
        "weeks_of_rest": round((days - len(within)) / 7, 1),
    }  # fmt: skip


def _drivers() -> list[dict[str, Any]]:
    """What changed, and which part of the change it is."""
    towns = court_of(FEATURED).towns
    return [
        {"kind": "rise", "indicator": "XS", "period": str(topic_plants.LEASES_YEAR), "cause": "房屋租赁合同纠纷",
         "town": towns[topic_plants.LEASES_TOWN], "party": {"side": "plaintiff", "occupation": "个体经营者"}},
        {"kind": "mix", "indicator": "XL05", "period": str(topic_plants.BUILDING_YEAR), "by": "cause",
         "cause": "建设工程施工合同纠纷", "direction": "down"},
    ]  # fmt: skip
