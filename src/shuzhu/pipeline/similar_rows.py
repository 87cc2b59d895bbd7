"""Documents → what is compared of each: kept in a file beside the store, or made when it is first asked for.

Signs are of the text without what names a person, so that nobody finds a name by how alike a text is. A row that was
made from another text or cause counts as missing, and so does every row of another snapshot, for what names a person is
told by its other records too. What was withdrawn has no text, and so no row.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa
from sqlglot import exp, parse_one

from shuzhu.catalogue.element_rules import Domain, Family, read_domains, read_families, rules_digest
from shuzhu.elements import Model, decided, traits_of
from shuzhu.judgments import sections_of
from shuzhu.pipeline.elements import model_of
from shuzhu.pipeline.house import House
from shuzhu.pipeline.indexing import DOCUMENT, Since, changed_since, with_cases
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.pipeline.units import hidden_of
from shuzhu.similar import ELEMENTS, Kept, Place, Shelf, Standing, put_in_force, shelf_of, signs_of, standing_of

BODY: Final = ("claims", "defence", "evidence", "findings", "reasoning")
"""The sections that are compared; the findings count twice."""
REFUSED: Final = "（未采纳）"
_VERSION: Final = "1"
_SLAB: Final = 2000
_MOST_HELD: Final = 20_000
"""So many rows that no file holds are held in memory."""
_BLANK: Final = " "
_ALL: Final = """
    SELECT d.document_id, d.case_id, c.cause, MD5(d.text) AS digest FROM documents d LEFT JOIN cases c USING (case_id)
    WHERE d.text IS NOT NULL ORDER BY d.document_id
"""
Span = tuple[int, int, str]


class Maker:
    """The rules and models of a store, made ready once: a text with its cause → what is compared of it."""

    def __init__(self, house: House) -> None:
        overlays = [folder] if (folder := house.root / "catalogue").is_dir() else []
        self.house = house
        self.families: tuple[Family, ...] = read_families(*overlays)
        self.domains: tuple[Domain, ...] = read_domains(*overlays)
        self.models: dict[str, Model] = {}
        told = [_VERSION, rules_digest(*overlays)]
        for domain in self.domains:
            path = house.root / "elements" / f"{domain.name}.npz"
            if path.is_file():
                self.models[domain.name] = model_of(path, domain.name, domain.elements)
                told.append(f"{domain.name}:{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")
        self.form = "/".join(told)

    def path(self, cause: str) -> tuple[str, ...]:
        """A cause with all above it, from the top down."""
        found = self.house.codes.cause(cause) if cause else None
        return tuple(filter(None, dict.fromkeys((*found.path, cause)))) if found else (cause,) if cause else ()

    def row(self, document_id: str, made_from: str, text: str, cause: str, hidden: Iterable[Span]) -> Kept:
        """One text as it is compared."""
        parts = [(one.name, one.start, one.end) for one in sections_of(text)]
        plain = list(text)
        gone = tuple(hidden)
        for start, end, _ in gone:
            plain[start:end] = _BLANK * (end - start)
        told = {name: "".join("".join(plain[a:b]) for n, a, b in parts if n == name) for name in BODY}
        body = "".join((*told.values(), told["findings"])) or "".join(plain)
        return Kept(document_id=document_id, made_from=made_from, signs=signs_of(body),
                    seen=tuple(self._places(text, parts, cause)), hidden=gone)  # fmt: skip

    def _places(self, text: str, parts: Sequence[tuple[str, int, int]], cause: str) -> Iterator[Place]:
        """The traits and elements of a text, each with its place."""
        family = next((one for one in self.families if cause in one.causes), None)
        if family:
            sections: dict[str, str] = {}
            for name, start, end in parts:
                sections[name] = sections.get(name, "") + text[start:end]
            titles = {trait.code: trait.title for trait in family.traits}
            for code, several in traits_of(family, sections).items():
                for one in several:
                    start, end = _in_text(parts, one.section, one.start, len(one.words))
                    yield Place(matter=titles[code], value=one.value, start=start, end=end)
        domain = next((one for one in self.domains if set(one.causes) & set(self.path(cause))), None)
        if domain:
            found: dict[str, Place] = {}
            for name, start, end in parts:
                if name in BODY:
                    for said in decided(text[start:end], domain.elements, self.models.get(domain.name)):
                        value = said.title + (REFUSED if said.refused else "")
                        found.setdefault(value, Place(matter=ELEMENTS, value=value, start=start + said.start,
                                                      end=start + said.end))  # fmt: skip
            yield from found.values()


def _in_text(parts: Sequence[tuple[str, int, int]], section: str, at: int, length: int) -> tuple[int, int]:
    """Where in the text something stands that was found in the joined pieces of a section; 0 to 0 for nowhere."""
    before = 0
    for name, start, end in parts:
        if name == section and length:
            if at < before + end - start:
                return start + at - before, min(start + at - before + length, end)
            before += end - start
    return 0, 0


def maker_of(house: House) -> Maker:
    """The rules and models of a house, made ready once."""
    if "similar maker" not in house.kept:
        house.kept["similar maker"] = Maker(house)
    made: Maker = house.kept["similar maker"]
    return made


def rows_of(house: House, wanted: Mapping[str, str]) -> dict[str, Kept]:
    """Documents, each with what it is made from → their rows; those that no file holds are made now and held.

    ``wanted`` is of the reader's reach: nothing here looks whether they may see it.
    """
    maker = maker_of(house)
    shelf = _shelf(house, maker.form, house.snapshot.number)
    held: dict[tuple[str, str], Kept] = house.kept.setdefault("similar rows", {})
    found: dict[str, Kept] = {}
    for key, made_from in wanted.items():
        row = held.get((house.snapshot.label, key)) or (shelf.get(key) if shelf else None)
        if row is not None and row.made_from == made_from:
            found[key] = row
    missing = [key for key in wanted if key not in found]
    if len(held) + len(missing) > _MOST_HELD:
        held.clear()
    for row in _made(house, maker, missing):
        found[row.document_id] = held[house.snapshot.label, row.document_id] = row
    return found


def made_from(cause: str, digest: str) -> str:
    """What tells a text and its cause apart from any other."""
    return f"{digest}/{cause}"


def prepare_similar(house: House, progress: Progress = silent) -> Standing:
    """The rows of every document written beside the store; those that are there and still hold are kept.

    Raises DeniedError unless the reader may load, for every court.
    """
    house.require("load", everywhere=True)
    maker = maker_of(house)
    before = standing_of(house.root)
    touched = changed_since(house, before.snapshot) if before and before.rows else None
    shelf = _shelf(house, maker.form, before.snapshot) if before and touched is not None else None
    remade = frozenset(touched or ())
    asked = house.itself.reading("cases").query(parse_one(_ALL))

    def rows() -> Iterator[Kept]:
        for start in range(0, asked.num_rows, _SLAB):
            slab = asked.slice(start, _SLAB).to_pylist()
            wanted = {row["document_id"]: made_from(row["cause"] or "", row["digest"]) for row in slab}
            of = {row["document_id"]: row["case_id"] for row in slab}
            known = {k: row for k, made in wanted.items()
                     if shelf and of[k] not in remade and (row := shelf.get(k)) and row.made_from == made}  # fmt: skip
            progress("similar", len(slab))
            yield from known.values()
            yield from _made(house, maker, [key for key in wanted if key not in known])

    standing = put_in_force(house.root, rows(), house.snapshot.number, maker.form)
    house.kept.pop("similar", None)
    house.kept.pop("similar rows", None)
    return standing


def renew_similar(house: House, progress: Progress = silent) -> None:
    """The rows brought to the house's snapshot where there are any."""
    if standing_of(house.root) is not None:
        prepare_similar(house, progress)


def _shelf(house: House, form: str, snapshot: int) -> Shelf | None:
    """The file of rows in force, kept open; None where there is none, or it is of other rules or another snapshot."""
    standing = standing_of(house.root)
    if standing is None or standing.form != form or snapshot != standing.snapshot:
        return None
    kept: Shelf | None = house.kept.get("similar")
    if kept is None or kept.standing != standing:
        house.kept["similar"] = kept = shelf_of(house.root)
    return kept


def _made(house: House, maker: Maker, documents: Sequence[str]) -> Iterator[Kept]:
    """The rows of some documents, made from the store."""
    for start in range(0, len(documents), _SLAB):
        ids = pa.table({"document_id": pa.array(documents[start : start + _SLAB], pa.string())})
        asked = exp.select(*map(exp.column, DOCUMENT), exp.MD5(this=exp.column("text")).as_("digest")).from_(
            "documents"
        ).where("text IS NOT NULL AND document_id IN (SELECT document_id FROM _ids)")  # fmt: skip
        texts = house.itself.reading("cases").query(asked, _ids=ids).to_pylist()
        digests = {row["document_id"]: row["digest"] for row in texts}
        for one in with_cases(house, texts, Since()):
            row = one.document or {}
            cause = str(one.case["cause"] or "")
            key = str(row["document_id"])
            yield maker.row(key, made_from(cause, digests[key]), str(row["text"]), cause, hidden_of(one))
