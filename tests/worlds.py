"""Small random courts: many rows of every table, plausible and nasty, from one drawn seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from dice import Dice
from drawn import batch
from reference_rows import Row
from shuzhu.batches import Batch
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.periods import YearStart
from shuzhu.records import key_of

STARTS = (YearStart(), YearStart(month=12, day=21), YearStart(month=12), YearStart(day=15))


@dataclass
class World:
    """The rows of every table."""

    seed: int
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def batches(self) -> list[Batch]:
        """One batch a table; every column counts as given."""
        return [batch(table, rows, given=tuple(_names(rows))) for table, rows in self.tables.items() if rows]

    def loads(self, many: int) -> list[list[Batch]]:
        """The rows spread over several loads; some come twice, first with other or missing values."""
        dice = random.Random(self.seed + 1)
        split: list[dict[str, list[Row]]] = [{} for _ in range(many)]
        for table, rows in self.tables.items():
            for row in rows:
                last = dice.randrange(many)
                split[last].setdefault(table, []).append(row)
                if last and dice.random() < 0.4:
                    earlier = {k: v for k, v in row.items() if k in key_of(table) or dice.random() < 0.7}
                    split[dice.randrange(last)].setdefault(table, []).append(earlier)
        return [
            [batch(table, rows, given=tuple(_names(self.tables[table]))) for table, rows in part.items()]
            for part in split
        ]

    def __repr__(self) -> str:
        return f"world(seed={self.seed}, cases={len(self.tables['cases'])})"


def worlds(codes: CodeTables, *, most: int = 300, only: Sequence[str] = ()) -> st.SearchStrategy[World]:
    """Worlds of up to so many cases: a seed and a size are drawn, the rest follows; ``only`` some tables."""

    def made(seed: int, size: int) -> World:
        whole = world(codes, seed, size)
        return World(seed=seed, tables={t: rows for t, rows in whole.tables.items() if t in only or not only})

    return st.builds(made, st.integers(0, 10**9), st.integers(most // 2, most))


def world(codes: CodeTables, seed: int, size: int) -> World:
    """The world of a seed."""
    dice = Dice(seed, codes)
    made = World(seed=seed)
    cases = [dice.case(n) for n in range(size)]
    made.tables["cases"] = cases
    dice.link(cases)
    made.tables["enforcements"] = [dice.enforcement(c, cases) for c in cases if c.get("kind") == "enforcement"]
    makers = {
        "exclusions": (dice.exclusion, size // 2), "extensions": (dice.extension, size // 8),
        "parties": (dice.party, size), "hearings": (dice.hearing, size // 3), "services": (dice.service, size // 2),
        "documents": (dice.document, size // 2), "dishonest": (dice.dishonest, size // 3),
        "mediations": (dice.mediation, size // 3), "mediators": (dice.mediator, 12),
        "disputes": (dice.dispute, size // 6), "communities": (dice.community, 30), "outreach": (dice.outreach, 20),
        "advices": (dice.advice, size // 8), "judge_posts": (dice.post, 12),
    }  # fmt: skip
    for table, (make, many) in makers.items():
        made.tables[table] = [make(cases) for _ in range(many)]
    made.tables["statistics"] = list(dice.statistics())
    made.tables["counts"] = list(dice.counts())
    for table, rows in made.tables.items():
        _numbered(table, rows)
    return made


def _numbered(table: str, rows: list[Row]) -> None:
    """Give every row the key that it lacks."""
    keys = {"exclusions": "exclusion_id", "extensions": "extension_id", "parties": "party_id", "hearings": "hearing_id",
            "services": "service_id", "documents": "document_id", "dishonest": "entry_id", "mediations": "mediation_id",
            "advices": "advice_id", "mediators": "mediator_id", "disputes": "dispute_id", "communities": "community_id",
            "outreach": "session_id", "judge_posts": "post_id"}  # fmt: skip
    if table in keys:
        for number, row in enumerate(rows):
            row[keys[table]] = f"{table}-{number}"


def _names(rows: list[Row]) -> list[str]:
    """Every column that any row speaks of."""
    return sorted({name for row in rows for name in row})
