"""Row checks and rules again in plain Python: slow, one row at a time, written from the definitions alone."""

from collections import Counter
from datetime import date, timedelta

from shuzhu.case_number import read_case_number

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity_wrong(number):
    """An identity number fails GB 11643; blank and masked ones are not judged."""
    if number is None or "*" in number:
        return False
    if len(number) == 15:
        return not number.isdigit()
    if len(number) != 18 or not number[:17].isdigit():
        return True
    total = sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False))
    return number[17].upper() != "10X98765432"[total % 11] or not is_day(number[6:14])


def is_day(digits):
    """Eight digits are a day."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def credit_code_wrong(code):
    """A unified credit code fails GB 32100."""
    if code is None:
        return False
    if len(code) != 18 or any(sign not in SIGNS for sign in code):
        return True
    total = sum(SIGNS.index(sign) * pow(3, n) for n, sign in enumerate(code[:17]))
    return SIGNS[(31 - total % 31) % 31] != code[17]


def after(row, late, early):
    """A day lies after another, both known."""
    return row.get(late) is not None and row.get(early) is not None and row[late] > row[early]


def days(row, late, early):
    """Days from one day to another; None where either is blank."""
    return None if row.get(late) is None or row.get(early) is None else (row[late] - row[early]).days


def number_differs(row, part):
    """The court, type or year of a number of the new form is not the case's."""
    number = read_case_number(row["case_number"]) if row.get("case_number") else None
    if number is None or (number.form != "new" and part != "year"):
        return False
    if part == "court":
        return row.get("court") is not None and number.court != row["court"]
    if part == "type":
        return number.court == row.get("court") and row.get("type_code") not in {None, number.type_code}
    years = {row[name].year for name in ("filed_on", "received_on") if row.get(name)}
    return row.get("filed_on") is not None and number.year not in years


def filled(row, *names):
    """Each of some columns has a value."""
    return all(row.get(name) is not None for name in names)


def faults(tables, codes):
    """rule → how many rows were checked and how many are faulty, for the rules that are worked out here."""
    found = {}
    cases = {row["case_id"]: row for row in tables.get("cases", ())}

    def rule(code, table, where, faulty):
        rows = [row for row in tables.get(table, ()) if where(row)]
        found[code] = (len(rows), sum(bool(faulty(row)) for row in rows))

    def always(_):
        return True

    twice = Counter((r.get("court"), r.get("case_number")) for r in cases.values() if filled(r, "court", "case_number"))
    tried = lambda r: r.get("kind") in {"civil", "criminal", "administrative"}  # noqa: E731 — one line says it
    rule("C01", "cases", always, lambda r: r.get("court") is None)
    rule("C04", "cases", tried, lambda r: r.get("cause") is None)
    rule("C13", "cases", lambda r: filled(r, "closed_on"), lambda r: r.get("closing") is None)
    rule("C14", "cases", lambda r: filled(r, "closing"), lambda r: r.get("closed_on") is None)
    rule("V02", "cases", lambda r: filled(r, "case_number"), lambda r: number_differs(r, "court"))
    rule("V03", "cases", lambda r: filled(r, "case_number"), lambda r: number_differs(r, "type"))
    rule("V04", "cases", lambda r: filled(r, "case_number", "filed_on"), lambda r: number_differs(r, "year"))
    rule("V07", "cases", lambda r: filled(r, "closing", "kind", "instance"),
         lambda r: not fits(codes, "closings", r["closing"], r))  # fmt: skip
    rule("V11", "cases", lambda r: filled(r, "received_on", "filed_on"), lambda r: after(r, "received_on", "filed_on"))
    rule("V14", "cases", lambda r: filled(r, "archived_on", "closed_on"),
         lambda r: after(r, "closed_on", "archived_on"))  # fmt: skip
    rule("T01", "cases", lambda r: filled(r, "entered_on", "filed_on"),
         lambda r: days(r, "entered_on", "filed_on") >= 8)  # fmt: skip
    rule("T02", "cases", lambda r: filled(r, "closing_entered_on", "closed_on"),
         lambda r: days(r, "closing_entered_on", "closed_on") >= 8)  # fmt: skip
    rule("U01", "cases", lambda r: filled(r, "case_number"),
         lambda r: twice[r.get("court"), r.get("case_number")] > 1)  # fmt: skip
    rule("V21", "parties", lambda r: filled(r, "id_number") and r.get("kind") == "person",
         lambda r: identity_wrong(r["id_number"]))  # fmt: skip
    rule("V23", "parties", lambda r: filled(r, "credit_code"), lambda r: credit_code_wrong(r["credit_code"]))
    rule("C23", "parties", lambda r: r.get("kind") == "person", lambda r: r.get("id_number") is None)
    rule("K51", "documents", lambda r: filled(r, "case_id"), lambda r: r["case_id"] not in cases)
    rule("K53", "documents", lambda r: filled(r, "case_id", "dated_on"), lambda r: apart(r, cases.get(r["case_id"])))
    rule("V51", "documents", lambda r: filled(r, "published_on", "dated_on"),
         lambda r: after(r, "dated_on", "published_on"))  # fmt: skip
    rule("P61", "enforcements", lambda r: filled(r, "recovered_amount", "applied_amount"),
         lambda r: r["recovered_amount"] > 2 * r["applied_amount"])  # fmt: skip
    return found


def fits(codes, table, word, row):
    """A code may be used for the kind and instance of a case."""
    known = codes.words(table).get(word)
    return known is not None and row["kind"] in (known.kinds or {row["kind"]}) and (
        row["instance"] in (known.instances or {row["instance"]})
    )  # fmt: skip


def apart(document, case):
    """A document is dated before its case was filed, or more than thirty days from its closing."""
    if case is None:
        return False
    early = case.get("filed_on") is not None and document["dated_on"] < case["filed_on"]
    closed = case.get("closed_on")
    return early or (closed is not None and abs(document["dated_on"] - closed) > timedelta(days=30))
