"""store → the dishonest debtors who may be shown in full on a day; every decision goes into the store's log."""

from datetime import date, datetime
from typing import Any, Final

from sqlglot import parse_one

from shuzhu.pipeline.house import House
from shuzhu.publication.dishonest import Entry, Release, release

LOG: Final = "releases.jsonl"
_ENTRIES: Final = """
    SELECT d.entry_id, d.name, d.kind, d.id_number, d.ground, d.court, d.listed_on, d.expires_on, d.removed_on,
           c.case_number, c.filed_on, e.basis_number AS basis
    FROM dishonest d LEFT JOIN cases c ON c.case_id = d.case_id LEFT JOIN enforcements e ON e.case_id = d.case_id
    ORDER BY d.entry_id
"""


def release_dishonest(house: House, day: date, now: datetime, by: str) -> tuple[list[dict[str, str]], list[Release]]:
    """What 法释〔2017〕7号 has shown of each entry that may be shown, and what was decided of every one.

    Only entries of courts for which the reader may publish; raises DeniedError where there are none.
    """
    house.require("publish")
    rows = house.reading("publish").query(parse_one(_ENTRIES)).to_pylist()
    house.audited("names", "失信被执行人公布", entries=len(rows), day=str(day))
    entries = [Entry(**{k: v for k, v in _told(row, house).items() if v is not None}) for row in rows]
    return release(entries, day, house.store.root / LOG, now, by)


def _told(row: dict[str, Any], house: House) -> dict[str, Any]:
    """A row with its court by name."""
    court = row["court"]
    return row | {"court": house.codes.title("courts", court) if court else None}
