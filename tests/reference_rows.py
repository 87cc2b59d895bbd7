"""Derived columns again, in plain Python: a row at a time, exclusions as sets of days.

A world is a mapping from table to rows; a row is a mapping from column to value, blanks left out or
None. ``derived_world`` gives the same world with the columns of ``shuzhu.derived`` filled.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from shuzhu.catalogue.code_tables import CodeTables

Row = dict[str, object]
World = Mapping[str, Sequence[Row]]

JUDGMENTS = {
    "judgment", "supported", "partly_supported", "claims_dismissed", "convicted", "exempted", "acquitted",
    "not_responsible", "revoked", "partly_revoked", "varied", "declared_unlawful", "declared_void",
    "ordered_to_perform", "compensation_ordered",
}  # fmt: skip
ORDERS = {"not_accepted", "dismissed"}
NO_APPEAL = {"small_claims", "special", "payment_order", "public_notice"}
STOOD = {"upheld", "withdrawn", "reconciled_withdrawn", "deemed_withdrawn"}


class Blank(dict):
    """A row whose missing columns are blank."""

    def __missing__(self, key):
        return None


def derived_world(world: World, codes: CodeTables) -> dict[str, list[Row]]:
    """Every row with its derived columns."""
    full = {table: [Blank(row) for row in rows] for table, rows in world.items()}
    for table in ("cases", "parties", "exclusions", "extensions", "enforcements", "hearings", "services"):
        full.setdefault(table, [])
    for case in full["cases"]:
        case.update(case_columns(case, full, codes))
    cases = {case["case_id"]: case for case in full["cases"]}
    for table in ("parties", "hearings", "services"):
        for row in full[table]:
            case = cases.get(row["case_id"], Blank())
            row["court"] = case["court"]
            for name in ("kind", "instance", "filed_on", "closed_on"):
                row[f"case_{name}"] = case[name]
    for party in full["parties"]:
        party["minor"] = minor(party)
    for document in full.get("documents", []):
        document.update(document_columns(document))
    for mediation in full.get("mediations", []):
        mediation.update(mediation_columns(mediation))
    for advice in full.get("advices", []):
        both = advice["answered_on"] and advice["due_on"]
        advice["answered_in_time"] = advice["answered_on"] <= advice["due_on"] if both else None
    return full


def case_columns(case: Row, full: World, codes: CodeTables) -> Row:
    """Every derived column of one case."""
    filed, closed = case["filed_on"], case["closed_on"]
    found = Blank(case)
    found["elapsed_days"] = (closed - filed).days if filed and closed else None
    found["excluded_days"] = excluded_days(case, full["exclusions"]) if filed and closed else None
    found["net_days"] = found["elapsed_days"] - found["excluded_days"] if filed and closed else None
    found["due_on"] = due_on(case, codes)
    found["extended"] = any(e["case_id"] == case["case_id"] and e["approved_on"] for e in full["extensions"])
    if closed and found["due_on"]:
        slack = timedelta(days=found["excluded_days"]) if filed else None
        in_time = closed <= found["due_on"] + slack if slack is not None else None
        found["within_limit"] = False if found["extended"] else in_time
    old = months_later(filed, 12) if filed else None
    found["aged_on"] = old if old and (closed is None or closed > old) else None
    found |= links(case, full)
    found["can_appeal"] = can_appeal(case)
    days = 10 if case["kind"] == "criminal" or case["closing"] in ORDERS else 15
    found["took_effect_on"] = took_effect_on(found, days)
    found["debtor_local"] = debtor_local(case, full["parties"], codes)
    found["chain_days"] = (found["chain_closed_on"] - filed).days if found["chain_closed_on"] and filed else None
    if case["transferred_on"] and closed:
        found["transfer_days"] = (case["transferred_on"] - closed).days - days
    if case["received_on"] and filed:
        found["filing_in_time"] = (filed - case["received_on"]).days <= 7
    must = ("court", "kind", "case_number", "cause", "filed_on", *(["closing"] if closed else []))
    found["from_mediation"] = case["mediation_id"] is not None or case["origin"] == "mediation"
    found["complete"] = all(case[name] is not None for name in must)
    return found


def excluded_days(case: Row, exclusions: Sequence[Row]) -> int:
    """How many of the days that run, from the day after filing to the closing, any exclusion covers."""
    running = set(range(case["filed_on"].toordinal() + 1, case["closed_on"].toordinal() + 1))
    covered: set[int] = set()
    for e in exclusions:
        if e["case_id"] == case["case_id"] and e["first_on"]:
            last = e["last_on"] or case["closed_on"]
            covered |= running & set(range(e["first_on"].toordinal(), last.toordinal() + 1))
    return len(covered)


def due_on(case: Row, codes: CodeTables) -> date | None:
    """The end of the time limit, exclusions not yet counted."""
    if case["limit_on"]:
        return case["limit_on"]
    if not (case["filed_on"] and case["kind"] and case["instance"] and case["procedure"]):
        return None
    limit = codes.time_limit(
        case["kind"], case["instance"], case["procedure"], case["filed_on"],
        in_custody=case["in_custody"], term_months=case["term_months"],
    )  # fmt: skip
    return months_later(case["filed_on"], limit.months) + timedelta(days=limit.days) if limit else None


def links(case: Row, full: World) -> Row:
    """What other cases say of this one: its appeal, its retrial, its enforcement."""
    number = case["case_number"]
    naming = [c for c in full["cases"] if number and c["origin_number"] == number]
    appeals = [c for c in naming if c["instance"] == "second" and c["kind"] != "jurisdiction"]
    retrials = [c for c in naming if c["instance"] == "retrial"]
    appeal, retrial = last_closed(appeals), last_closed(retrials)
    mine = next((e for e in full["enforcements"] if e["case_id"] == case["case_id"]), Blank())
    bases = {e["case_id"] for e in full["enforcements"] if number and e["basis_number"] == number}
    asked = [c for c in full["cases"] if c["case_id"] in bases and c["type_code"] == "执"]
    done = [c["closed_on"] for c in asked if c["closing"] in {"performed", "settled_performed"} and c["closed_on"]]
    filings = [c["filed_on"] for c in retrials if c["filed_on"]]
    return {
        "review_outcome": appeal["closing"] or case["appeal_outcome"],
        "review_closed_on": appeal["closed_on"] or case["appeal_closed_on"],
        "review_reason": appeal["change_reason"] or case["change_reason"],
        "appealed": bool(case["appealed_on"] or case["protested_on"] or case["appeal_number"] or appeals),
        "retrial_on": case["retrial_ordered_on"] or min(filings, default=None),
        "retried_outcome": retrial["closing"] or case["retrial_outcome"],
        "retried_closed_on": retrial["closed_on"] or case["retrial_closed_on"],
        "enforcement_asked": bool(asked),
        "applied_amount": mine["applied_amount"],
        "recovered_amount": mine["recovered_amount"],
        "chain_closed_on": min(done, default=None),
    }


def last_closed(cases: Sequence[Row]) -> Row:
    """The case closed last, of those closed."""
    closed = [c for c in cases if c["closed_on"]]
    return max(closed, key=lambda c: (c["closed_on"], c["case_id"]), default=Blank())


def can_appeal(case: Row) -> bool:
    """Whether the closing may be appealed: as the record says, else by what it is."""
    if case["appealable"] is not None:
        return case["appealable"]
    tried = case["kind"] in {"civil", "criminal", "administrative"} and case["instance"] == "first"
    final = case["procedure"] in NO_APPEAL
    return bool(tried and not final and case["closed_on"] and case["closing"] in JUDGMENTS | ORDERS)


def took_effect_on(case: Row, days: int) -> date | None:
    """When the decision took effect."""
    if case["effective_on"] or not case["closed_on"]:
        return case["effective_on"]
    if not case["can_appeal"]:
        return case["closed_on"]
    if case["appealed"]:
        return case["review_closed_on"] if case["review_outcome"] in STOOD else None
    return case["closed_on"] + timedelta(days=days)


def debtor_local(case: Row, parties: Sequence[Row], codes: CodeTables) -> bool:
    """Whether a defendant lives in the court's region."""
    court = codes.courts.get(case["court"])
    homes = [p["region"] for p in parties if p["case_id"] == case["case_id"] and p["role"] == "defendant"]
    return bool(court and court.region and any(home and home.startswith(court.region) for home in homes))


def minor(party: Row) -> bool | None:
    """Under eighteen: at the offence where that is known, else on the day of filing."""
    if party["offence_age"] is not None:
        return party["offence_age"] < 18
    if party["born_on"] is None or party["case_filed_on"] is None:
        return None
    return party["born_on"] >= months_later(party["case_filed_on"], -216)


def document_columns(document: Row) -> Row:
    """Every derived column of one document."""
    day = document["effective_on"] or document["dated_on"]
    in_time = None
    if day and document["published_on"]:
        weekdays = [n for n in range(1, 12) if (day + timedelta(days=n)).weekday() < 5]
        in_time = document["published_on"] <= day + timedelta(days=weekdays[6])
    return {
        "counts_on": day,
        "due_public": document["withheld_reason"] is None,
        "published": document["publication"] == "published" or document["published_on"] is not None,
        "published_in_time": in_time,
    }


def mediation_columns(mediation: Row) -> Row:
    """Every derived column of one mediation."""
    ended, days = mediation["ended_on"], None
    if ended and mediation["accepted_on"]:
        days = (ended - mediation["accepted_on"]).days - (mediation["appraisal_days"] or 0)
    limit = {"ordinary": 15, "simplified": 7}.get(mediation["stage"], 30)
    if mediation["extended"]:
        limit += mediation["extension_days"] or 0
    endless = mediation["extended"] and mediation["extension_days"] is None
    succeeded = mediation["ending"] in {"agreed", "settled_withdrawn"}
    at_once = mediation["form"] == "performed" and mediation["performed_on"] is not None
    year_on = months_later(ended, 12) if succeeded and ended else None
    performed, due, filed = mediation["performed_on"], mediation["due_on"], mediation["filed_on"]
    return {
        "succeeded": succeeded,
        "mediation_days": days,
        "overdue": False if endless else None if days is None else days > limit,
        "unproven": mediation["ending"] == "agreed" and mediation["agreement_on"] is None and not at_once,
        "filing_wait_days": (filed - ended).days if filed and ended and not succeeded else None,
        "performed_in_time": performed <= due if performed and due else None,
        "reused": any(mediation[name] for name in ("reused_address", "reused_evidence", "reused_facts")),
        "followed_on": year_on,
        "returned": bool(year_on and mediation["returned_on"] and mediation["returned_on"] <= year_on),
    }


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
