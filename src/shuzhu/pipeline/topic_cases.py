"""Typical cases of a topic as they may be told: what was found and ordered, without a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlglot import exp

from shuzhu.catalogue.profiles import profile_named, read_profiles
from shuzhu.judgments import Reader, sections_of
from shuzhu.masking import replaced
from shuzhu.pipeline.house import House
from shuzhu.publication.mask import Masker
from shuzhu.topics.answers import Answers
from shuzhu.topics.found import Found
from shuzhu.topics.typical import typical

_TOLD: Final = {"findings": 160, "order": 120}
"""So many letters of a part are told."""
_STOPS: Final = "。；\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A typical case: its number and identity, cause, town, days, how it was closed, what it shows, and its words."""

    number: str
    case_id: str
    cause: str
    town: str
    filed_on: date
    closing: str
    amount: float | None
    shows: tuple[str, ...]
    facts: str
    order: str


def examples(house: House, cases: Answers, found: Sequence[Found], asked: Sequence[str]) -> tuple[Example, ...]:
    """The typical cases; names are masked in their words whoever reads them, for they are told to others."""
    chosen = typical(cases, found, asked)
    texts = _texts(house, [cases.ids[one.place] for one in chosen])
    tell = _Teller(house) if texts else None
    told = []
    for one in chosen:
        field: Mapping[str, Any] = {
            name: cases.fields[name][one.place] for name in ("cause", "town", "closing", "amount")
        }
        number = cases.ids[one.place]
        words = tell.parts(texts[number]) if tell and number in texts else {}
        told.append(Example(
            number=cases.numbers[one.place], case_id=number, cause=field["cause"] or "", town=field["town"] or "",
            filed_on=cases.days[one.place], closing=house.codes.title("closings", field["closing"]),
            amount=field["amount"], shows=one.shows, facts=words.get("findings", ""), order=words.get("order", ""),
        ))  # fmt: skip
    return tuple(told)


def _texts(house: House, ids: Sequence[str]) -> dict[str, str]:
    """The texts of some cases, the longest of each."""
    if not ids:
        return {}
    query = exp.select("case_id", "text").from_("documents").where(exp.column("case_id").isin(*ids))
    rows = house.reading("cases").query(query.where("text IS NOT NULL")).to_pylist()
    return {row["case_id"]: row["text"] for row in sorted(rows, key=lambda row: (len(row["text"]), row["text"]))}


class _Teller:
    """What masks the names in a text, made once."""

    def __init__(self, house: House) -> None:
        overlay = house.root / "catalogue"
        profiles = read_profiles(*([overlay / "masking"] if (overlay / "masking").is_dir() else []))
        self.masker = Masker(profile_named(profiles, "strict", date.today()))  # noqa: DTZ011
        self.reader = Reader(house.codes)

    def parts(self, text: str) -> dict[str, str]:
        """The parts that are told, masked, each cut off at the end of a sentence."""
        studied = self.masker.study(text, self.reader.read(text))
        found: dict[str, str] = {}
        for part in sections_of(text):
            if part.name in _TOLD and part.name not in found:
                words = text[part.start : part.end].strip()
                found[part.name] = _short(replaced(words, self.masker.spans(words, studied)), _TOLD[part.name])
        return found


def _short(words: str, most: int) -> str:
    """The first sentences that fit; a longer first one is cut."""
    line = "".join(words.split("\n"))
    if len(line) <= most:
        return line
    end = max(line.rfind(stop, 0, most) for stop in _STOPS)
    return line[: end + 1] if end > 0 else line[: most - 1] + "…"
