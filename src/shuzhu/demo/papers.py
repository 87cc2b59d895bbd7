"""What the texts of made-up cases have in common: head, parties, tail, and phrases filled from the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from zlib import crc32

from shuzhu.demo.wording import in_words, plain

Record = Mapping[str, Any]
One = TypeVar("One")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a text is made of: the case, its parties, the court's name and that of the court above."""

    case: Record
    parties: Sequence[Record]
    court: str
    above: str

    def named(self, *roles: str) -> list[str]:
        """The names of the parties in some roles."""
        return [p["name"] for p in self.parties if p["role"] in roles]

    def one(self, phrases: Sequence[One], salt: str = "") -> One:
        """One of several phrases or figures, always the same for a case."""
        return phrases[crc32((self.case["case_number"] + salt).encode()) % len(phrases)]

    def number(self, low: int, high: int, salt: str) -> int:
        """A whole number between two bounds, always the same for a case."""
        return low + crc32((salt + self.case["case_number"]).encode()) % (high - low + 1)


def head(paper: Paper, title: str) -> list[str]:
    """Court, kind of paper and number."""
    return [paper.court, title, paper.case["case_number"], ""]


def tail(paper: Paper, *, panel: bool = False) -> list[str]:
    """Who signed, and when; every text says that it is made up."""
    judge, clerk, day = paper.case["judge"], paper.case["clerk"], in_words(paper.case["closed_on"])
    seat = "人民陪审员" if paper.case["has_lay_assessor"] else "审　判　员"
    beside = [f"{seat}　　郑虚甲", f"{seat}　　许虚乙"] if panel else []
    chair = "审　判　长" if panel else "审　判　员"
    return ["", f"{chair}　　{judge}", *beside, day, f"书　记　员　　{clerk}", "", "（虚构文书，仅供演示）"]


def _person(role: str, party: Record) -> str:
    """The line that presents a party."""
    if party["kind"] != "person":
        return f"{role}：{party['name']}，住所地虚构省虚构市。"
    sex = {"male": "男", "female": "女"}.get(party["sex"], "男")
    born = plain(party["born_on"]) if party["born_on"] else "1980年1月1日"
    does = f"{party['occupation']}，" if party["occupation"] else ""
    return f"{role}：{party['name']}，{sex}，{born}出生，汉族，{does}住虚构省{party['town'] or '虚构市'}。"


def sides_of(paper: Paper, titles: Mapping[str, str]) -> list[str]:
    """A line for each party, in the order of their roles."""
    return [_person(titles[role], p) for role in titles for p in paper.parties if p["role"] == role]


def total(paper: Paper) -> str:
    """The sum in dispute as it is written in a text."""
    amount = paper.case["amount"]
    if amount is None:
        return "0"
    return f"{amount:.2f}".rstrip("0").rstrip(".")


def filled(paper: Paper, phrase: str) -> str:
    """A phrase with its blanks filled from the case."""
    filed = paper.case["filed_on"]
    early = filed - timedelta(days=paper.number(200, 900, "early"))
    return phrase.format(
        amount=total(paper),
        early=plain(early), heard=plain(filed + (paper.case["closed_on"] - filed) / 2),
        defendant="、".join(paper.named("defendant")), town=paper.case["town"] or "虚构镇",
    )  # fmt: skip
