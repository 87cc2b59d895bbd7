"""Judgments of some cases as files: text, web page and Word document."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.demo.judgments import text_of
from shuzhu.demo.loan_terms import LOANS, terms_of, told
from shuzhu.demo.papers import Paper
from shuzhu.demo.province import FEATURED, HIGH
from shuzhu.demo.topic_papers import FALLING, FRAUD, WAGES

FULL = 400_000
TEXT_COURTS = (FEATURED, "虚0121", "虚02")
_JUDGED = ("supported", "partly_supported", "claims_dismissed")
_ADMINISTRATIVE = ("claims_dismissed", "revoked", "partly_revoked", "varied", "declared_unlawful", "declared_void",
                   "ordered_to_perform", "compensation_ordered")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of case whose texts are written, and how many in a year of a court at full scale.

    ``featured`` is for the featured court alone, where more are written of what topics are about.
    """

    type: str
    closings: tuple[str, ...]
    count: int
    causes: frozenset[str] = frozenset()
    featured: int | None = None

    def size(self, court: str, share: float) -> int:
        """How many of a court's year are written, at least one where any are."""
        many = self.featured if court == FEATURED and self.featured is not None else self.count
        return max(round(many * share), 1) if many else 0


_WANTED = (
    Wanted("民初", _JUDGED, 10, LOANS, featured=60), Wanted("民初", _JUDGED, 14), Wanted("民初", ("mediated",), 5),
    Wanted("民初", ("withdrawn", "deemed_withdrawn"), 4), Wanted("刑初", ("convicted",), 6),
    Wanted("行初", _ADMINISTRATIVE, 3), Wanted("执", ("terminated_for_now",), 4),
    Wanted("民终", ("upheld", "changed", "partly_changed"), 8), Wanted("民初", _JUDGED, 0, WAGES, featured=40),
    Wanted("民初", _JUDGED, 0, FALLING, featured=15), Wanted("刑初", ("convicted",), 0, FRAUD, featured=15),
)  # fmt: skip
_DOCX_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_DOCX_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class TextFolder:
    """A folder of judgments. It changes as the cases and parties of its courts pass."""

    def __init__(self, folder: Path, codes: CodeTables, scale: int) -> None:
        self.written = 0
        self.loans: list[dict[str, Any]] = []
        self._folder, self._codes = folder, codes
        self._share = min(scale / FULL, 1.0)
        self._cases: list[dict[str, Any]] = []
        self._done: Counter[tuple[str, str, Wanted]] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    def see(self, table: str, rows: pa.Table) -> None:
        """Choose among cases; write once their parties come."""
        if table == "cases":
            basic = len(rows["court"][0].as_py()) == len(FEATURED)
            wanted = [w for w in _WANTED if (w.type == "民终") != basic]
            self._cases = [case for one in wanted for case in self._chosen(rows, one)]
        elif table == "parties" and self._cases:
            ids = pa.array([case["case_id"] for case in self._cases])
            parties: dict[str, list[dict[str, Any]]] = {}
            for party in rows.filter(pc.is_in(rows["case_id"], ids)).to_pylist():
                parties.setdefault(party["case_id"], []).append(party)
            for case in {case["case_id"]: case for case in self._cases}.values():
                self._write(case, parties.get(case["case_id"], []))
            self._cases = []

    def _chosen(self, rows: pa.Table, wanted: Wanted) -> list[dict[str, Any]]:
        """The cases of a kind whose texts are written, spread over the year."""
        mask = pc.and_(pc.equal(rows["type_code"], wanted.type), pc.is_in(rows["closing"], pa.array(wanted.closings)))
        if wanted.causes:
            mask = pc.and_(mask, pc.is_in(rows["cause"], pa.array(sorted(wanted.causes))))
        places = pc.indices_nonzero(pc.fill_null(mask, fill_value=False)).to_pylist()
        # a court-year comes in pieces where there are many cases
        court = rows["court"][0].as_py()
        piece = rows["case_number"][0].as_py()[:6], court, wanted
        number = min(wanted.size(court, self._share) - self._done[piece], len(places))
        self._done[piece] += number
        chosen = [places[n * len(places) // number] for n in range(number)]
        found: list[dict[str, Any]] = rows.take(pa.array(chosen, pa.int64())).to_pylist()
        return found

    def _write(self, case: Mapping[str, Any], parties: list[dict[str, Any]]) -> None:
        """One judgment as a file; three in five are plain text."""
        courts = self._codes.courts
        court = courts[case["court"]]
        above = courts[court.parent or HIGH.mark].name
        paper = Paper(case=case, parties=parties, court=court.name, above=above)
        text = text_of(paper)
        self.written += 1
        if court.mark == FEATURED and case["cause"] in LOANS and case["closing"] in _JUDGED:
            self.loans.append(told(case, terms_of(paper)))
        stem = self._folder / f"虚构-{case['case_number']}"
        if self.written % 5 == 3:
            (self._folder / f"{stem.name}.html").write_text(_page(text), encoding="utf-8")
        elif self.written % 5 == 4:
            _write_docx(self._folder / f"{stem.name}.docx", text)
        else:
            (self._folder / f"{stem.name}.txt").write_text(text, encoding="utf-8")

    def finish(self) -> None:
        """Nothing is left open."""
        self._cases = []


def _page(text: str) -> str:
    """A text as a web page, a block a line."""
    lines = "\n".join(f"<div>{escape(line)}</div>" for line in text.splitlines())
    head = '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>虚构文书</title></head>'
    return f"{head}\n<body>\n{lines}\n</body></html>\n"


def _write_docx(path: Path, text: str) -> None:
    """A text as a Word document, a paragraph a line."""
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines()
    )
    opening = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    body = f'{opening}<w:document xmlns:w="{_W}"><w:body>{lines}</w:body></w:document>'
    parts = {"[Content_Types].xml": _DOCX_TYPES, "_rels/.rels": _DOCX_RELATIONS, "word/document.xml": body}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # a fixed date keeps the same seed's files the same, byte for byte
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
