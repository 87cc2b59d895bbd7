"""Seeded rows of every table: plausible, and nasty now and then."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from reference_rows import Row, months_later
from shuzhu.catalogue.code_tables import CodeTables

COURTS = ("闽0213", "闽0206", "闽02")
REGIONS = ("350213", "350206", "350200")
FIRST, DAYS = date(2018, 6, 1), 1000
EDGES = (
    date(2020, 2, 29), date(2019, 2, 28), date(2020, 1, 1), date(2019, 12, 31), date(2020, 12, 20), date(2020, 12, 21),
    date(2019, 12, 20), date(2019, 12, 21), date(2020, 6, 30), date(2020, 7, 1), date(2019, 12, 1),
)  # fmt: skip
TYPES = (
    *[("民初", "civil", "first")] * 10, *[("刑初", "criminal", "first")] * 7,
    *[("行初", "administrative", "first")] * 5,
    *[("执", "enforcement", "enforcement")] * 5, *[("民终", "civil", "second")] * 4, ("刑终", "criminal", "second"),
    ("行终", "administrative", "second"), ("民辖终", "jurisdiction", "second"), ("民再", "civil", "retrial"),
    ("刑再", "criminal", "retrial"), ("民申", "civil", "retrial_review"), ("执恢", "enforcement", "enforcement"),
    ("执保", "enforcement", "enforcement"), ("诉前调", "mediation", "none"), ("诉前调确", "civil", "first"),
    ("行审", "administrative", "none"), ("司惩", "sanction", "none"), ("破", "bankruptcy", "first"),
    ("民特", "civil", "first"),
)  # fmt: skip
PROCEDURES = ("ordinary", "simplified", "small_claims", "fast_track", "special", "second", "second_order",
              "private_prosecution", "retrial", "payment_order", "enforcement")  # fmt: skip
RIGHT = {"second": ("second",) * 5 + ("second_order",), "retrial": ("ordinary", "second", "retrial")}
WORDS = ("mediation_stages", "forces", "mediation_forms", "dispute_outcomes", "community_kinds", "outreach_kinds",
         "filing_channels", "change_reasons", "exclusion_reasons", "service_methods", "service_results", "publications",
         "withheld_reasons", "mediation_endings")  # fmt: skip
LIKELY = {
    "civil": ("judgment", "supported", "mediated", "withdrawn", "deemed_withdrawn", "claims_dismissed", "dismissed"),
    "criminal": ("convicted", "convicted", "acquitted", "withdrawn"),
    "administrative": (
        "claims_dismissed",
        "revoked",
        "declared_unlawful",
        "withdrawn",
        "reconciled_withdrawn",
        "approved",
    ),
    "enforcement": ("performed", "settled_performed", "terminated_for_now", "terminated_for_now", "cancelled"),
    "second": ("upheld", "changed", "remanded", "withdrawn", "revoked_directed"),
    "retrial": ("upheld", "changed", "remanded"),
}
YESES = ("has_lay_assessor", "telecom_fraud", "wage_arrears", "in_custody", "closed_in_court", "has_payment",
         "leader_attended", "leader_excused", "reconciled", "restoration_ordered", "compensation_decided", "petitioned",
         "e_file_ready", "process_published")  # fmt: skip


class Dice:
    """A seeded source of rows."""

    def __init__(self, seed: int, codes: CodeTables) -> None:
        """The dice of a seed, with the words that may be thrown."""
        self.random = random.Random(seed)
        self.closings = sorted(codes.words("closings"))
        self.outcomes = sorted(codes.words("outcomes"))
        self.words = {name: sorted(codes.words(name)) for name in WORDS}
        self.causes = {
            "civil": ["劳务合同纠纷"] * 2 + ["买卖合同纠纷"] * 12,
            "criminal": ["诈骗罪"] * 3,
            "administrative": ["行政处罚"],
        }
        for name, family in codes.families.items():
            self.causes[family.kind] += [self.random.choice(sorted(codes.family(name))) for _ in range(2)]
        self.measures = sorted(codes.words("measures"))

    def one(self, *values: Any) -> Any:
        """One of the values."""
        return self.random.choice(values)

    def sometimes(self, chance: float, value: Any) -> Any:
        """The value, or blank."""
        return value if self.random.random() < chance else None

    def word(self, table: str) -> str:
        """A word of a code table."""
        return self.random.choice(self.words[table])

    def yes(self) -> bool | None:
        """Yes, no or blank."""
        return self.one(True, True, False, None)

    def closing(self, kind: str, instance: str) -> str:
        """A way of closing that fits the case, or now and then any other."""
        likely = LIKELY.get(instance) or LIKELY.get(kind, ("other",))
        return self.one(*likely) if self.random.random() < 0.85 else self.one(*self.closings)

    def day(self) -> date:
        """A day, an awkward one now and then."""
        return self.one(*EDGES) if self.random.random() < 0.15 else FIRST + timedelta(self.random.randrange(DAYS))

    def after(self, day: date | None, most: int = 400) -> date:
        """A day from another on: often the same, exactly a year on, or before it."""
        if day is None:
            return self.day()
        same, year, early = day, months_later(day, 12), day - timedelta(self.random.randrange(1, 9))
        later = day + timedelta(self.random.randrange(most))
        return self.random.choices((later, same, year, early), (80, 10, 6, 2))[0]

    def case(self, number: int) -> Row:
        """A case."""
        type_code, kind, instance = self.one(*TYPES)
        filed = self.sometimes(0.97, self.day())
        closed = self.sometimes(0.8, self.after(filed))
        row: Row = {
            "case_id": f"c{number}",
            "case_number": f"（2020）{type_code}{number}号",
            "court": self.one(*COURTS),
            "kind": kind,
            "type_code": type_code,
            "instance": instance,
            "cause": self.one(*self.causes.get(kind, self.causes["civil"])),
            "procedure": self.one(*RIGHT.get(instance, PROCEDURES[:5])),
            "filed_on": filed,
            "closed_on": closed,
            "closing": self.sometimes(0.95, self.closing(kind, instance)) if closed else None,
            "received_on": self.sometimes(0.7, filed and filed - timedelta(self.random.randrange(12))),
            "panel": self.one("collegiate", "single"),
            "term_months": self.one(None, None, 6, 12, 13, 36, 37),
            "filing_channel": self.word("filing_channels"),
            "field": self.one(None, "生态环境", "环境保护", "公安"),
            "limit_on": self.sometimes(0.05, self.after(filed)),
            "review_score": self.one(None, Decimal(60), Decimal("59.99")),
            "effective_on": self.sometimes(0.1, self.after(closed)),
            "appealable": self.one(None, None, None, True, False),
            "appealed_on": self.sometimes(0.1, self.after(closed, 20)),
            "protested_on": self.sometimes(0.02, self.day()),
            "transferred_on": self.sometimes(0.2, self.after(closed, 60)),
            "appeal_closed_on": self.sometimes(0.1, self.after(closed)),
            "appeal_outcome": self.sometimes(0.1, self.one(*self.outcomes)),
            "change_reason": self.sometimes(0.3, self.word("change_reasons")),
            "retrial_ordered_on": self.sometimes(0.05, self.day()),
            "review_requested_on": self.sometimes(0.05, self.day()),
            "retrial_closed_on": self.sometimes(0.05, self.day()),
            "retrial_outcome": self.sometimes(0.1, self.one(*self.outcomes)),
            "performance_due_on": self.sometimes(0.6, self.after(closed, 60)),
            "restoration_due_on": self.sometimes(0.3, self.day()),
            "restored_on": self.sometimes(0.3, self.day()),
        }
        row |= {name: self.yes() for name in YESES}
        for name in self.random.sample(sorted(row), 2 if number % 3 else 0):
            if name != "case_id":
                row[name] = None
        return {name: value for name, value in row.items() if value is not None}

    def link(self, cases: list[Row]) -> None:
        """Let appeals and retrials name other cases; a few case numbers stand twice."""
        numbers = [c["case_number"] for c in cases if c.get("instance") in {"first", "second"} and "case_number" in c]
        for case in cases:
            if case.get("instance") in {"second", "retrial"}:
                case["origin_number"] = self.one(*numbers[:40], "（2001）不在库1号")
        for case in cases[-3:]:
            case["case_number"] = self.one(*numbers)

    def enforcement(self, case: Row, cases: list[Row]) -> Row:
        """An enforcement, of a judgment that may be here."""
        bases = [c["case_number"] for c in cases if c.get("type_code") in {"民初", "民终"} and "case_number" in c]
        asked = Decimal(self.random.randrange(1, 10**9)) / 100
        return {
            "case_id": case["case_id"],
            "basis_number": self.sometimes(0.9, self.one(*bases[:20])),
            "applied_amount": self.sometimes(0.9, asked),
            "recovered_amount": self.sometimes(0.8, round(asked * self.one(0, 1, Decimal("0.333"), 2), 2)),
        }

    def exclusion(self, cases: list[Row]) -> Row:
        """An exclusion: overlapping, open, or outside the days that run."""
        case = self.one(*cases[: len(cases) // 3])
        first = self.after(case.get("filed_on"), 90)
        return {"case_id": case["case_id"], "reason": self.word("exclusion_reasons"),
                "first_on": self.sometimes(0.95, first),
                "last_on": self.sometimes(0.85, self.after(first, 120))}  # fmt: skip

    def extension(self, cases: list[Row]) -> Row:
        """An extension, approved or not."""
        case = self.one(*cases)
        return {"case_id": case["case_id"], "approved_on": self.sometimes(0.7, self.day()), "days": 30}

    def party(self, cases: list[Row]) -> Row:
        """A party, some of them minors, some of a case that is not here."""
        case = self.one(*cases, {"case_id": "nowhere"})
        eighteen = months_later(case["filed_on"], -216) if "filed_on" in case else date(2002, 2, 28)
        return {
            "case_id": case["case_id"],
            "role": self.one("accused", "accused", "defendant", "defendant", "plaintiff"),
            "born_on": self.sometimes(0.6, eighteen + timedelta(self.one(-9000, -1, 0, 1, 400))),
            "offence_age": self.one(None, None, 17, 18, 30),
            "region": self.one(None, "350213", "350213005", "3502", "350206"),
        }

    def hearing(self, cases: list[Row]) -> Row:
        """A hearing."""
        return {
            "case_id": self.one(*cases)["case_id"],
            "held_on": self.day(),
            "public": self.yes(),
            "streamed": self.yes(),
        }

    def service(self, cases: list[Row]) -> Row:
        """A service."""
        return {"case_id": self.one(*cases)["case_id"], "method": self.one("electronic", self.word("service_methods")),
                "result": self.word("service_results"), "served_on": self.sometimes(0.95, self.day())}  # fmt: skip

    def document(self, cases: list[Row]) -> Row:
        """A document."""
        dated = self.day()
        return {
            "case_id": self.one(*cases)["case_id"],
            "court": self.one(*COURTS),
            "dated_on": dated,
            "effective_on": self.sometimes(0.4, self.after(dated, 30)),
            "publication": self.sometimes(0.8, self.word("publications")),
            "published_on": self.sometimes(0.5, dated + timedelta(self.random.randrange(16))),
            "withheld_reason": self.sometimes(0.2, self.word("withheld_reasons")),
        }

    def dishonest(self, cases: list[Row]) -> Row:
        """An entry in the list of dishonest debtors."""
        listed = self.day()
        return {"court": self.one(*COURTS), "listed_on": self.sometimes(0.95, listed),
                "case_id": self.one(*cases)["case_id"],
                "removed_on": self.sometimes(0.5, self.after(listed))}  # fmt: skip

    def mediation(self, cases: list[Row]) -> Row:
        """A mediation before filing."""
        began = self.day()
        return {
            "court": self.one(*COURTS),
            "registered_on": began,
            "accepted_on": self.sometimes(0.9, began),
            "ended_on": self.sometimes(0.8, self.after(began, 60)),
            "ending": self.sometimes(0.8, self.word("mediation_endings")),
            "extended": self.yes(),
            "appraisal_days": self.one(None, 0, 10),
            **self.course_of_mediation(began),
        }

    def course_of_mediation(self, began: date) -> Row:
        """What became of a mediation after it ended."""
        flags = ("needs_preservation", "preserved_before", "needs_appraisal", "appraised_before", "report_adopted",
                 "reused_address", "reused_evidence", "reused_facts")  # fmt: skip
        days = ("agreement_on", "filed_on", "due_on", "performed_on", "confirmed_on", "report_on", "returned_on")
        return {
            "source": self.one(None, "平台", "司法行政台账"),
            "stage": self.one(None, "before_filing", "ordinary", "simplified"),
            "force": self.sometimes(0.8, self.word("forces")),
            "form": self.sometimes(0.5, self.word("mediation_forms")),
            "extension_days": self.one(None, None, 10, 30),
            "filed_number": self.sometimes(0.5, "号"),
            "parties_to_serve": self.one(None, 2, 3),
            "parties_served": self.one(None, 0, 2),
            **{name: self.yes() for name in flags},
            **{name: self.sometimes(0.5, self.after(began, 500)) for name in days},
        }

    def dispute(self, cases: list[Row]) -> Row:
        """A dispute that a grassroots unit registered."""
        began = self.day()
        return {
            "court": self.one(*COURTS),
            "registered_on": began,
            "ended_on": self.sometimes(0.8, self.after(began)),
            "outcome": self.sometimes(0.8, self.word("dispute_outcomes")),
        }

    def community(self, cases: list[Row]) -> Row:
        """A village as one register has it."""
        return {
            "court": self.one(*COURTS),
            "registered_on": self.day(),
            "kind": self.sometimes(0.9, self.word("community_kinds")),
            "has_point": self.yes(),
            "suits": self.one(None, 0, 0, 3),
        }

    def outreach(self, cases: list[Row]) -> Row:
        """A session of legal education."""
        return {
            "court": self.one(*COURTS),
            "held_on": self.sometimes(0.9, self.day()),
            "kind": self.word("outreach_kinds"),
            "warning": self.sometimes(0.5, "12"),
        }

    def mediator(self, cases: list[Row]) -> Row:
        """A mediator on the list, for ever or for a time."""
        since = self.day()
        return {
            "court": self.one(*COURTS),
            "since": self.sometimes(0.9, since),
            "until": self.sometimes(0.4, self.after(since)),
        }

    def advice(self, cases: list[Row]) -> Row:
        """A piece of advice."""
        return {
            "court": self.one(*COURTS),
            "due_on": self.sometimes(0.9, self.day()),
            "answered_on": self.sometimes(0.5, self.day()),
        }

    def post(self, cases: list[Row]) -> Row:
        """A judge in post, for ever or for a time."""
        since = self.day()
        return {
            "judge": self.one("张某", "李某", None),
            "court": self.one(*COURTS),
            "since": self.sometimes(0.95, since),
            "until": self.sometimes(0.5, self.after(since)),
        }

    def statistics(self) -> Iterator[Row]:
        """A figure a year for most regions and measures; some years are missing, some figures blank."""
        for region in REGIONS:
            for measure in self.measures:
                for year in (2018, 2019, 2020):
                    if self.random.random() < 0.7:
                        value = self.sometimes(0.95, Decimal(self.random.randrange(0, 10**8)) / 10**4)
                        yield {"region": region, "measure": measure, "first_on": date(year, 1, 1),
                               "last_on": date(year, 12, 31), "value": value}  # fmt: skip

    def counts(self) -> Iterator[Row]:
        """Monthly figures that arrived counted, for each court and two kinds of cases."""
        for court in COURTS:
            told = [
                m
                for m in ("filed", "closed", "pending_start", "pending_end", "backlog", "accepted")
                if self.random.random() < 0.8
            ]
            for month in range(2019 * 12, 2021 * 12):
                first = date(month // 12, month % 12 + 1, 1)
                for case_type in ("民事", "刑事"):
                    for measure in told:
                        yield {
                            "court": court, "case_type": case_type, "measure": measure, "first_on": first,
                            "last_on": months_later(first, 1) - timedelta(1),
                            "value": Decimal(self.random.randrange(90)),
                        }  # fmt: skip
