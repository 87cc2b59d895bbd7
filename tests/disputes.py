"""Forty made-up disputes as the platform tells them, and thirty of them as the ledger does, with two of its own."""

import csv
from pathlib import Path

import faces
from shuzhu import pipeline
from shuzhu.pipeline.house import open_house
from shuzhu.pipeline.link_rows import LEDGER

COURT = "虚0213"
SURNAMES, GIVEN = "陈林黄张李王吴刘蔡杨", "一二三四五六七八九十甲乙"
HEAD = ("mediation_id", "court", "source", "cause", "town", "applicant", "respondent", "registered_on", "accepted_on",
        "ended_on", "ending", "amount")  # fmt: skip


def platform(n):
    """The platform's record of a dispute."""
    begun = f"2020-0{n % 3 + 1}-{n % 27 + 1:02d}"
    return {
        "mediation_id": f"（2020）{COURT}诉前调{n}号", "court": COURT, "source": "虚构调解平台",
        "cause": "民间借贷纠纷", "town": "望虚镇", "applicant": f"{SURNAMES[n % 10]}虚{GIVEN[n % 12]}",
        "respondent": f"{SURNAMES[n * 3 % 10]}拟{GIVEN[n * 5 % 12]}", "registered_on": begun, "accepted_on": begun,
        "ended_on": f"2020-0{n % 3 + 3}-{n % 27 + 1:02d}", "ending": "agreed" if n % 2 else "expired",
        "amount": f"{10_000 + n * 731}.50",
    }  # fmt: skip


def ledger(n):
    """The ledger's: every tenth ends otherwise, every seventh has a name that sounds alike."""
    row = platform(n) | {"mediation_id": f"台{n:04d}", "source": LEDGER}
    if n % 10 == 0:
        row["ending"] = "agreed" if row["ending"] == "expired" else "expired"
    if n % 7 == 0:
        row["respondent"] = row["respondent"].replace("拟", "你")
    if n % 11 == 0:
        row["applicant"] = row["applicant"][0] + "某某"
    return row


def store(folder: Path) -> Path:
    """The faces' world with these disputes, loaded."""
    made = faces.store(folder / "store")
    files = faces.files(folder / "files")
    alone = ledger(901) | {"mediation_id": "台9901"}, ledger(902) | {"mediation_id": "台9902"}
    rows = [platform(n) for n in range(1, 41)] + [ledger(n) for n in range(1, 31)] + list(alone)
    with (files / "mediations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows)
    pipeline.load(open_house(made), [str(files)])
    return made


def pair(n: int) -> tuple[str, str]:
    """The two ids of a dispute."""
    return platform(n)["mediation_id"], ledger(n)["mediation_id"]
