"""A document taken back: out of the store, its index and every later export at once, and who took it out before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.batches import Batch, schema
from shuzhu.desk.audit import Entry, entry
from shuzhu.desk.searches import exports_of
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.house import House
from shuzhu.pipeline.indexing import renew
from shuzhu.pipeline.similar_rows import renew_similar
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.withdrawals import Withdrawal, register, withdrawals

MOST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What a withdrawal did: the documents, the snapshot without their words, and the exports that hold any of them."""

    documents: tuple[str, ...]
    snapshot: Snapshot
    exports: tuple[Entry, ...]


def withdraw(house: House, documents: Sequence[str], reason: str, now: datetime) -> Withdrawn:
    """Take documents back, in one action over store, index and exports.

    First they are registered: from then on no question of any snapshot, no search and no export gives their words, and
    no load brings them back, even if all that follows is broken off. Then the tables and the index are written without
    them. Raises DeniedError unless the reader may publish in their courts, UsageError without a reason, NoDataError
    where one of them is not there.
    """
    house.require("publish")
    wanted = tuple(dict.fromkeys(documents))
    if not reason.strip() or not 0 < len(wanted) <= MOST:
        raise UsageError(f"say why (--reason), and name 1 to {MOST} documents")
    rows = pa.table({"document_id": pa.array(wanted, pa.string())})
    asked = exp.select("document_id", "court").from_("documents").where(
        "document_id IN (SELECT document_id FROM _wanted)"
    )  # fmt: skip
    found = house.reading("publish").query(asked, _wanted=rows).to_pylist()
    missing = set(wanted) - {row["document_id"] for row in found}
    if missing:
        raise NoDataError(f"there is no document {min(missing)!r}; a search shows their marks (文书标识)")
    at = now.isoformat(timespec="seconds")
    register(house.root, [
        Withdrawal(document_id=row["document_id"], court=row["court"] or "", at=at, by=house.reader.name,
                   reason=reason.strip()) for row in found
    ])  # fmt: skip
    house.audited("change", "撤回文书", court="、".join(sorted({r["court"] or "" for r in found})[:5]), rows=len(found))
    numbers = sorted({number for one in wanted for number in exports_of(house.desk, one)})
    told = tuple(one for number in numbers if (one := entry(house.desk, number)) is not None)
    return Withdrawn(documents=wanted, snapshot=_written(house, wanted), exports=told)


def withdrawn(house: House) -> tuple[Withdrawal, ...]:
    """All that was withdrawn in the courts where the reader may publish. Raises DeniedError where there are none."""
    house.require("publish")
    return tuple(one for one in withdrawals(house.root) if house.reader.may("publish", court=one.court))


def _written(house: House, documents: Sequence[str]) -> Snapshot:
    """The tables and the index without the words of some documents."""
    ids = pa.table({"document_id": pa.array(documents, pa.string())})
    kept = exp.select("fact_id").from_("document_facts").where("document_id IN (SELECT document_id FROM _ids)")
    facts = house.unfiltered(kept, _ids=ids)["fact_id"].to_pylist()
    others = tuple(name for name in schema("document_facts").names if name != "fact_id")
    blank = [
        _blank("documents", "document_id", documents, {"publication": "withdrawn"}, ("text", "publication")),
        _blank("document_facts", "fact_id", facts, {}, others),
    ]  # fmt: skip
    snapshot, _ = house.store.load(blank, house.codes, made_up=house.settings.made_up)
    after = replace(house, snapshot=snapshot).itself
    renew(after)
    renew_similar(after)
    return snapshot


def _blank(table: str, key: str, keys: Sequence[str], said: dict[str, str], given: tuple[str, ...]) -> Batch:
    """Rows that blank what is given, of some keys."""
    rows = [{key: one, **said} for one in keys]
    return Batch(table=table, rows=pa.Table.from_pylist(rows, schema=schema(table)), given=given)
