"""Documents that were withdrawn: one small file in force over every snapshot, whatever the tables still hold.

An entry is written before anything else is done, so that from that moment no question of any snapshot is answered with
the document's words, and no load brings them back.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from shuzhu.derived import all_columns
from shuzhu.errors import StoreError
from shuzhu.store.snapshots import write_json

FILE: Final = "withdrawn.json"
_WORDS: Final = {"text": "NULL", "publication": "'withdrawn'"}
"""What a withdrawn document's row says instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One document withdrawn: of which court, when (ISO, UTC), by whom and why."""

    document_id: str
    court: str
    at: str
    by: str
    reason: str


def withdrawals(root: Path) -> tuple[Withdrawal, ...]:
    """All there are, the first first. Raises StoreError where the file cannot be read: nothing may be shown then."""
    path = root / FILE
    if not path.exists():
        return ()
    try:
        return tuple(Withdrawal(**one) for one in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            f"{FILE} cannot be read ({error}); put it back from a backup before the store is used"
        ) from error


def withdrawn_in(root: Path) -> frozenset[str]:
    """The documents that were withdrawn."""
    return frozenset(one.document_id for one in withdrawals(root))


def register(root: Path, new: Sequence[Withdrawal]) -> None:
    """Add withdrawals, all at once; whoever asks from now on is answered without them."""
    known = withdrawals(root)
    held = {one.document_id for one in known}
    write_json(root / FILE, [asdict(one) for one in (*known, *(n for n in new if n.document_id not in held))])


def without(rows: str, table: str, gone: Collection[str], names: str = "") -> str:
    """The rows of a table as a query without the words and facts of what was withdrawn."""
    if not gone or table not in {"documents", "document_facts"}:
        return rows
    listed = ", ".join("'" + one.replace("'", "''") + "'" for one in sorted(gone))
    if table == "document_facts":
        return f"SELECT * FROM ({rows}) WHERE document_id IS NULL OR document_id NOT IN ({listed})"
    wanted = names.split(", ") if names else list(all_columns(table))
    picked = ", ".join(
        f"CASE WHEN document_id IN ({listed}) THEN {_WORDS[name]} ELSE {name} END AS {name}" if name in _WORDS else name
        for name in wanted
    )
    return f"SELECT {picked} FROM ({rows})"
