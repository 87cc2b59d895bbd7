"""files → batches → a new snapshot: the same content once, all tables or nothing."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu import sources
from shuzhu.batches import Batch, FileInfo, Refusal, Text
from shuzhu.desk.items import Taken
from shuzhu.errors import UsageError
from shuzhu.indicators.published import Broken, Recomputed, broken_identities, cells_query, rates_query
from shuzhu.indicators.published import recomputed as published_again
from shuzhu.judgments import to_records
from shuzhu.pipeline.acceptance import judge
from shuzhu.pipeline.house import House
from shuzhu.pipeline.indexing import renew
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.pipeline.similar_rows import renew_similar
from shuzhu.pipeline.watch import recheck
from shuzhu.store.held import waiting
from shuzhu.store.links import withdraw_links
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.staging import Loaded
from shuzhu.store.withdrawals import withdrawn_in

CHECKER = "导入复核"
"""By whom open warnings are checked again after a load."""
NOTHING = Taken()
_GONE = "这份文书已撤回，不再导入；如撤回有误，请由办理撤回的人更正"
SLAB = 500
"""How many texts are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a load did: the load, files known already, identities that do not hold, and open warnings checked again.

    ``waits`` are those of the known files whose load is held; a load that is held itself has ``loaded.held``.
    """

    loaded: Loaded | None
    known: tuple[str, ...]
    snapshot: Snapshot
    waits: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    checked: Taken = NOTHING


def load(house: House, paths: Sequence[str], mapping: Path | None = None, progress: Progress = silent) -> Outcome:
    """files → batches → a new snapshot; files whose content is loaded already are left out.

    Raises DeniedError unless the reader may load, for every court: a file may hold any.
    """
    house.require("load", everywhere=True)
    chosen = sources.read_mapping(mapping) if mapping else None
    digest = hashlib.sha256(mapping.read_bytes()).hexdigest() if mapping else ""
    held = {(f.sha256, load.mapping) for load in waiting(house.root) for f in load.files}
    seen = held | {(f.sha256, load.mapping) for load in house.store.loads(house.snapshot) for f in load.files}
    databases = [p for p in paths if "://" in p]
    left_out: list[str] = []
    files = sources.find_files([Path(p) for p in paths if "://" not in p], left_out.append, chosen)
    told = [(path, sources.file_info(path)) for path in files]
    fresh = [(path, info) for path, info in told if (info.sha256, digest) not in seen]
    known = tuple(info.path for _, info in told if (info.sha256, digest) in seen)
    waits = tuple(info.path for _, info in told if (info.sha256, digest) in held)
    if not fresh and not databases:
        return Outcome(loaded=None, known=known, waits=waits, snapshot=house.snapshot, left_out=tuple(left_out))
    snapshot, loaded = house.store.load(
        left_in(_batches(house, fresh, databases, chosen, progress), withdrawn_in(house.root)),
        house.codes,
        files=tuple(info for _, info in fresh),
        mapping=digest,
        made_up=house.settings.made_up,
        judge=judge(house),
        progress=progress,
    )
    done = replace(_done(house, snapshot, loaded, "导入", progress), known=known, waits=waits)
    return replace(done, left_out=tuple(left_out))


def release_load(house: House, number: int, progress: Progress = silent) -> Outcome:
    """A held load → a new snapshot. Raises DeniedError unless the reader may load, for every court."""
    house.require("load", everywhere=True)
    snapshot, loaded = house.store.release(number, house.codes, progress)
    return _done(house, snapshot, replace(loaded, held=None), f"放行待定批次{number}", progress)


def withdraw_load(house: House, number: int) -> Loaded:
    """Take a held load back, which then never was. Raises DeniedError unless the reader may load, for every court."""
    house.require("load", everywhere=True)
    gone = house.store.withdraw(number)
    house.audited("change", f"退回待定批次{number}", rows=sum(gone.accepted.values()))
    return gone


def _done(house: House, snapshot: Snapshot, loaded: Loaded, what: str, progress: Progress) -> Outcome:
    """What follows a load: it is in the audit, and open warnings are checked again, unless it is held."""
    rows = sum(loaded.accepted.values())
    if loaded.held is not None:
        house.audited("change", f"{what}，待定", held=loaded.held, rows=rows, refused=loaded.refused)
        return Outcome(loaded=loaded, known=(), snapshot=snapshot)
    after = replace(house, snapshot=snapshot).itself
    broken = tuple(identities(after)) if "counts" in loaded.accepted else ()
    checked = recheck(after, datetime.now(UTC), CHECKER)
    renew(after, progress)
    renew_similar(after, progress)
    house.audited("change", what, load=loaded.number, rows=rows, refused=loaded.refused)
    return Outcome(loaded=loaded, known=(), snapshot=snapshot, broken=broken, checked=checked)


def identities(house: House) -> list[Broken]:
    """Published figures that do not add up: each identity of filed, closed and pending that is broken."""
    house.require("measure")
    return broken_identities(house.engine.query(cells_query()))


def recomputed(house: House) -> list[Recomputed]:
    """Published rates of mediation worked out again from their published counts, with what was printed."""
    house.require("measure")
    return published_again(house.engine.query(rates_query()))


def _batches(
    house: House,
    files: Sequence[tuple[Path, FileInfo]],
    databases: Sequence[str],
    mapping: sources.SourceMapping | None,
    progress: Progress,
) -> Iterator[Batch | list[Refusal]]:
    """Every file and database read; texts go through the judgment reader on their way."""
    texts: list[Text] = []
    for path, info in files:
        for item in sources.read(path, mapping, house.codes, lambda rows: progress("read", rows), info):
            if not isinstance(item, Text):
                yield item
                continue
            texts.append(item)
            if len(texts) == SLAB:
                yield from _read_texts(house, texts)
                texts = []
    yield from _read_texts(house, texts)
    for url in databases:
        if mapping is None:
            raise UsageError("a database needs a mapping that names its table: add --mapping FILE")
        yield from sources.read_database(url, mapping, house.codes, lambda rows: progress("read", rows))


def left_in(items: Iterable[Batch | list[Refusal]], gone: Collection[str]) -> Iterator[Batch | list[Refusal]]:
    """What comes, without the rows of documents that were withdrawn: no load brings them back."""
    held = pa.array(sorted(gone), pa.string())
    for item in items:
        if gone and isinstance(item, Batch) and "document_id" in item.rows.column_names:
            kept = pc.invert(pc.fill_null(pc.is_in(item.rows["document_id"], value_set=held), fill_value=False))
            refused = () if item.table != "documents" else tuple(
                Refusal(file="", row=0, column="document_id", value_class="text", reason=_GONE, table="documents")
                for _ in range(item.rows.num_rows - pc.sum(kept).as_py())
            )  # fmt: skip
            item = replace(item, rows=item.rows.filter(kept), refused=(*item.refused, *refused))  # noqa: PLW2901
        yield item


def _read_texts(house: House, texts: Sequence[Text]) -> Iterator[Batch]:
    """texts → batches that fill what is blank in a record, and never change what stands"""
    yield from to_records(texts, house.codes)


def undo(house: House, number: int, progress: Progress = silent) -> Snapshot:
    """Take one load back; the others stand. Raises DeniedError unless the reader may load, for every court."""
    house.require("load", everywhere=True)
    snapshot = house.store.undo(number, house.codes, progress)
    gone = withdraw_links(house.root, number)
    after = replace(house, snapshot=snapshot).itself
    renew(after, progress)
    renew_similar(after, progress)
    house.audited("change", "撤销导入", load=number, links=gone)
    return snapshot


def loads(house: House) -> tuple[Loaded, ...]:
    """Every load there was, the oldest first. Raises DeniedError unless the reader may load or see cases."""
    if not house.reader.may("load"):
        house.require("cases")
    return house.store.loads()


def refusals(house: House, *, with_values: bool = False) -> list[dict[str, Any]]:
    """The rows that were not taken, with the load's number; with the rows' own words only where asked.

    Raises DeniedError unless the reader may load, for every court: a refused row may name any, or none.
    """
    house.require("load", everywhere=True)
    hidden = set() if with_values else {"raw"}
    if with_values:
        house.audited("names", "拒收行原值")
    rows = house.store.refused(house.snapshot)
    return [{k: v for k, v in row.items() if k not in hidden} for row in rows.to_pylist()]
