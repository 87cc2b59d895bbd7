"""The audit read, verified and taken out, by who may; whoever reads it is in it."""

from typing import Final

from shuzhu.desk.audit import Entry, Head, entries, hash_at
from shuzhu.desk.verify import verify
from shuzhu.errors import UsageError
from shuzhu.pipeline.house import House

FEWEST_SIGNS: Final = 8
"""So many signs of a hash must be given."""


def audited(house: House, *, what: str = "", who: str = "", last: int | None = None) -> list[Entry]:
    """Entries of the audit, the oldest first: of a kind, of a person, or only the last so many."""
    house.require("audit", everywhere=True)
    found = entries(house.desk, what=what, who=who, last=last)
    house.audited("audit", "查阅审计", entries=len(found))
    return found


def verified(house: House, expected: str | None = None) -> tuple[Head, list[str]]:
    """The head that the audit shows, and every fault in it; none where nothing was tampered with.

    ``expected`` is what an earlier time said, ``count:hash``, noted where nobody at this machine could change it.
    """
    house.require("audit", everywhere=True)
    head, faults = verify(house.audit)
    if expected is None:
        return head, faults
    count, _, begun = expected.partition(":")
    if not (count.isdigit() and len(begun) >= FEWEST_SIGNS):
        raise UsageError("--expect is what `shuzhu audit verify` said: COUNT:HASH, such as 128:9f2c41d07be8a365")
    then = hash_at(house.desk, int(count))
    if then is None or not then.startswith(begun):
        faults.append(f"抄录的链头 {expected} 与现有第{count}条不符：其前的记录被截断或重写")
    return head, faults
