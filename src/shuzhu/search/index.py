"""The index: a folder beside the store, written whole before it is read, and told apart by what it was made from.

``search/current.json`` names the folder in force, the snapshot it is of, and the form of its tokens. A commit of the
engine is one rename, and so is a new ``current.json``: what was half written is never read, and can be made anew.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from shuzhu.errors import StoreError
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import FACETS, GROUPS, Unit
from shuzhu.search.tokens import FOLD, GAP, bare, blanked, distinct, told, unspaced

FOLDER: Final = "search"
CURRENT: Final = "current.json"
FULL: Final = "f_"
MASKED: Final = "m_"
NAMES: Final = "names"
WORDS: Final = "words"
"""The words of all parts that anyone may read, each once a part: one that stands in very many units is sought here."""
HIDDEN: Final = "hidden"
"""The words that only who may see names may seek beside ``WORDS``."""
_RAW: Final = ("key", "case_id", "division", "publication", "number", "article", "cause_path")
_HEAP: Final = 256_000_000
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the index in force is: its folder, its snapshot, the form of its tokens, its units."""

    folder: str
    snapshot: int
    form: str
    units: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A unit made ready for the index, by any process: its fields as words."""

    fields: dict[str, Any]


def row_of(unit: Unit, lexicon: Lexicon, since: int) -> Row:
    """A unit → its fields: texts as tokens, with names and without, and all that narrows a search."""
    text = FOLD(unit.text)
    full = _grouped(text, unit)
    masked = _grouped(blanked(text, unit.hidden), unit) if unit.hidden else full
    fields: dict[str, Any] = {
        "key": unit.key, "case_id": unit.case_id, "court": unit.court, "division": unit.division,
        "publication": unit.publication, "number": list(unit.numbers), "article": list(unit.articles),
        "cause_path": list(unit.causes), "law": list(dict.fromkeys(one.partition("第")[0] for one in unit.articles)),
        **unit.facets,
    }  # fmt: skip
    parts = {group: lexicon.told_apart(said, masked[group]) for group, said in full.items()}
    for group, (every, shown) in parts.items():
        fields[FULL + group], fields[MASKED + group] = every.tokens, shown.tokens
    said = bare(GAP.join(unit.names))
    names = told(said, lexicon.words_in(said))
    fields[NAMES] = names.tokens
    fields[WORDS], fields[HIDDEN] = distinct([*parts.values(), (names, told("", ()))])
    fields["amount"] = unit.amount
    fields["day"] = int(unit.day.strftime("%Y%m%d")) if unit.day else 0
    fields["since"] = since
    fields["payload"] = _payload(unit)
    return Row(fields)


def _grouped(text: str, unit: Unit) -> dict[str, str]:
    """The bare text of each group of a unit, of its folded text; nothing is found across the parts of one."""
    found: dict[str, list[str]] = {}
    for group, start, end in unit.parts:
        found.setdefault(group, []).append(text[start:end])
    return {group: unspaced(GAP.join(texts)) for group, texts in found.items()}


def _payload(unit: Unit) -> bytes:
    """What a hit is shown by."""
    shown = {
        "text": unit.text, "parts": unit.parts, "hidden": unit.hidden, "facets": dict(unit.facets),
        "number": unit.numbers[0] if unit.numbers else "", "case_id": unit.case_id, "court": unit.court,
        "day": str(unit.day) if unit.day else "", "amount": unit.amount, "key": unit.key,
        "division": unit.division,
    }  # fmt: skip
    return _ENCODER.encode(shown).encode("utf-8", "surrogatepass")


def schema() -> Any:
    """The fields of the index."""
    import tantivy  # noqa: PLC0415 — only who searches or loads pays for it

    made = tantivy.SchemaBuilder()
    for name in _RAW:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for group in GROUPS:
        made.add_text_field(FULL + group, tokenizer_name="whitespace")
        made.add_text_field(MASKED + group, tokenizer_name="whitespace")
    made.add_text_field(NAMES, tokenizer_name="whitespace")
    for name in (WORDS, HIDDEN):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    made.add_float_field("amount", indexed=True, fast=True)
    made.add_unsigned_field("day", indexed=True, fast=True)
    made.add_unsigned_field("since", indexed=True, fast=True)
    made.add_bytes_field("payload", stored=True, indexed=False)
    return made.build()


def state_of(root: Path) -> State | None:
    """The index in force; None where there is none that can be read."""
    try:
        said = json.loads((root / FOLDER / CURRENT).read_text(encoding="utf-8"))
        state = State(**said)
    except (OSError, ValueError, TypeError):
        return None
    return state if (root / FOLDER / state.folder / "meta.json").is_file() else None


def declare(root: Path, state: State) -> None:
    """Put a state in force, all at once, and clear away every other folder."""
    path = root / FOLDER / CURRENT
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    for folder in (root / FOLDER).iterdir():
        if folder.is_dir() and folder.name != state.folder:
            shutil.rmtree(folder, ignore_errors=True)


class Writing:
    """An index that is being written: what was not committed has not happened."""

    def __init__(self, folder: Path, heap: int = _HEAP, threads: int = 1) -> None:
        """Open an index of a folder for writing, made where it is not; raises StoreError where another writes."""
        import tantivy  # noqa: PLC0415 — see schema

        folder.mkdir(parents=True, exist_ok=True)
        self._tantivy = tantivy
        self._schema = schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._writer = self._index.writer(heap, threads)
        except ValueError as error:
            raise StoreError(f"the index cannot be written ({error}); make it anew: shuzhu search --rebuild") from error

    def add(self, row: Row) -> None:
        """Add a unit."""
        made = self._tantivy.Document()
        for name, value in row.fields.items():
            if value is None or value == "":
                continue
            if name == "payload":
                made.add_bytes(name, value)
            elif name == "amount":
                made.add_float(name, value)
            elif name in {"day", "since"}:
                made.add_unsigned(name, value)
            else:
                for one in value if isinstance(value, list) else (value,):
                    made.add_text(name, one)
        self._writer.add_document(made)

    def drop(self, field: str, values: Iterable[str]) -> None:
        """Take out every unit with one of the values."""
        for value in values:
            self._writer.delete_documents_by_term(field, value)

    def commit(self) -> int:
        """Make all that was done one; how many units there are now."""
        self._writer.commit()
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Wait for what the engine still tidies up, and let go of the index."""
        self._writer.wait_merging_threads()


@contextmanager
def writing(root: Path, folder: str) -> Iterator[Writing]:
    """An index open for writing, closed in the end; what was not committed is given up."""
    opened = Writing(root / FOLDER / folder)
    try:
        yield opened
    finally:
        opened.close()


def new_folder(root: Path, snapshot: int) -> str:
    """A folder's name that no index has."""
    number = 0
    while (root / FOLDER / f"{snapshot:06d}-{number}").exists():
        number += 1
    return f"{snapshot:06d}-{number}"


class Reading:
    """An index opened for reading; it follows what is committed."""

    def __init__(self, root: Path, state: State) -> None:
        """Open the index of a state."""
        import tantivy  # noqa: PLC0415 — see schema

        self.state = state
        self.schema = schema()
        self._index = tantivy.Index(self.schema, path=str(root / FOLDER / state.folder))

    def as_of(self, state: State) -> "Reading":
        """The same index, as it was renewed."""
        self.state = state
        self._index.reload()
        return self

    def searcher(self) -> Any:
        """What answers, as of the state."""
        return self._index.searcher()


def firsts(searcher: Any, index: Reading, case_ids: Sequence[str]) -> dict[str, int]:
    """Since which snapshot each unit of some cases is in the index, by its key."""
    import tantivy  # noqa: PLC0415 — see schema

    found: dict[str, int] = {}
    for case in case_ids:
        query = tantivy.Query.term_query(index.schema, "case_id", case)
        places = [place for _, place in searcher.search(query, 1000, count=False).hits]
        for place, since in zip(places, searcher.fast_field_values("since", places), strict=True):
            told = json.loads(searcher.doc(place).get_first("payload"))
            found[told["key"]] = since or 0
    return found
