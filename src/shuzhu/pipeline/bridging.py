"""mediations + filings + links → a statement that bridges the two, and the records in it that need a look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL
from shuzhu.errors import NoDataError
from shuzhu.linkage.evidence import in_words
from shuzhu.linkage.filings import FILINGS, MEDIATIONS, STEPS, Bridge, Row, bridge
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.link_rows import LEDGER
from shuzhu.pipeline.linking import HOW, Link, links
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.watch import marks_of

ODD: Final[Mapping[str, str]] = {
    "refiled": "成功却又立案", "perhaps": "成功，疑似同一当事人又立案（待核）",
    "refiled_beyond": "成功却又立案（另一时段或另一院）",
    "number": "所载案号查无此案",
    "unnamed": "称来自调解而未载明登记号", "nowhere": "登记号查无此件",
}  # fmt: skip
"""What needs a look, the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridged:
    """The bridge between mediation and filing of courts in a period; ``links`` by mediation, ``waiting`` for review."""

    courts: tuple[str, ...]
    period: Period
    bridge: Bridge
    links: Mapping[str, Link]
    courts_of: Mapping[str, str]
    waiting: int


def bridged(house: House, court: str, period: str | None = None) -> Bridged:
    """Hold the mediations that ended in a period against the civil cases that were filed in it.

    Raises DeniedError unless the reader may see the cases of the whole of each court, NoDataError where the snapshot
    was not linked yet or nothing ended or was filed.
    """
    house.require("cases", field_class=INTERNAL)
    when, courts = the_period(house, period), marks_of(house, court)
    house.require("cases", courts, whole=True, field_class=INTERNAL)
    mediations = _rows(house, "mediations", courts, when, "ended_on", ("source", "ending", "filed_number"))
    filings = _rows(house, "cases", courts, when, "filed_on", ("origin", "mediation_id"))
    if not mediations or not filings:
        raise NoDataError(f"no mediations that ended, or no civil cases filed, in {when} in the courts asked for")
    ledger = frozenset(one for one, row in mediations.items() if row["source"] == LEDGER)
    every = links(house, "filed")
    touched = [one for one in every if one.left in mediations or one.right in filings]
    partners = {one.right: one.left for one in links(house, "ledger") if one.how != "review"} if ledger else {}
    wanted = mediations.keys() | {partners[one] for one in ledger if one in partners}
    sure = [one for one in every if one.how != "review" and (one.left in wanted or one.right in filings)]
    unsure = {one.left: one for one in touched if one.how == "review"}
    pairs = [(one.left, one.right) for one in sure]
    made = bridge(mediations, filings, pairs, partners, ledger, [(one.left, one.right) for one in unsure.values()])
    linked = {one.left: one for one in sure if made.case_of[one.left] == one.right}
    linked |= {key: one for key, one in unsure.items() if key not in linked}
    linked |= {one: linked[partners[one]] for one in ledger if partners.get(one) in linked and one not in linked}
    return Bridged(
        courts=tuple(courts), period=when, bridge=made, links=linked, waiting=len(unsure),
        courts_of={one: str(row["court"]) for rows in (mediations, filings) for one, row in rows.items()},
    )  # fmt: skip


def _rows(
    house: House, table: str, courts: Sequence[str], when: Period, day: str, more: tuple[str, ...]
) -> dict[str, Row]:
    """The mediations, or first-instance civil cases, of courts whose day lies in a period, by id."""
    key = "mediation_id" if table == "mediations" else "case_id"
    names = dict.fromkeys((key, "court", *more))
    first, last = (exp.cast(exp.Literal.string(str(one)), "date") for one in (when.first, when.last))
    query = exp.select(*map(exp.column, names)).from_(table).where(exp.column("court").isin(*courts))
    query = query.where(exp.column(day).between(first, last))
    if table == "cases":
        query = query.where(exp.column("type_code").eq("民初"))
    return {row[key]: row for row in house.reading("cases").query(query).to_pylist()}


def bridge_rows(found: Bridged) -> list[dict[str, Any]]:
    """The statement as rows: mediations of either source by line, filings by line, and the steps between the two."""
    told = found.bridge
    ended = [{"line": title, "ended_platform": told.ended(line, ledger=False),
              "ended_ledger": told.ended(line, ledger=True),
              "filings": None} for line, title in MEDIATIONS.items()]  # fmt: skip
    sums = {"ended_platform": len(told.mediations) - len(told.ledger), "ended_ledger": len(told.ledger)}
    counts, between = Counter(told.filings.values()), told.steps
    filed = [{"line": title, "ended_platform": None, "ended_ledger": None, "filings": counts[line]}
             for line, title in FILINGS.items()]  # fmt: skip
    steps = [{"line": title, "ended_platform": None, "ended_ledger": None, "filings": between[step]}
             for step, title in STEPS.items()]  # fmt: skip
    return [
        *ended, {"line": "办结的调解合计", **sums, "filings": None}, *filed,
        {"line": "立案合计", "ended_platform": None, "ended_ledger": None, "filings": len(told.filings)}, *steps,
    ]  # fmt: skip


def bridge_list(found: Bridged) -> list[dict[str, Any]]:
    """What needs a look, a row each, the gravest first."""
    told = found.bridge
    odd = [("number" if line == "nowhere" else line, one) for one, line in told.mediations.items()]
    odd += [(line, one) for one, line in told.filings.items() if line != "perhaps"]
    grave = list(ODD)
    return [
        {"kind": ODD[line], "court": found.courts_of[one], "left": one,
         "right": found.links[one].right if one in found.links else "",
         "how": HOW[found.links[one].how] if one in found.links else "",
         "why": in_words(found.links[one].signs) if one in found.links else ""}
        for line, one in sorted((pair for pair in odd if pair[0] in ODD), key=lambda p: (grave.index(p[0]), p[1]))
    ]  # fmt: skip
