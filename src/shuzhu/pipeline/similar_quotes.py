"""The words that show why two cases are alike, from both texts, as their reader may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.pipeline.house import House
from shuzhu.pipeline.similar_asked import Asked
from shuzhu.similar import Kept, Likeness

_LONGEST: Final = 60
"""No longer stretch is quoted."""
Span = tuple[int, int, str]


class Quotes:
    """The texts of what is shown, read once; ``named`` are the courts whose names the reader sees."""

    def __init__(self, house: House, asked: Asked, shown: Mapping[str, tuple[Kept, str]]) -> None:
        """``shown``: each document to be shown, with its court."""
        self._kept = {key: kept for key, (kept, _) in shown.items()} | {asked.document_id: asked.kept}
        courts = {key: court for key, (_, court) in shown.items()} | {asked.document_id: asked.court}
        self._mine = asked.document_id
        self._texts = _texts(house, [key for key in self._kept if key]) | (
            {} if asked.document_id else {"": asked.text}
        )
        self.named = {court for court in courts.values() if court and house.reader.sees_names_in([court])}
        self._open = {key for key, court in courts.items() if not key or court in self.named}

    def with_words(self, found: Likeness) -> Likeness:
        """A likeness with the words of both cases beside each value that they share."""
        here, there = self._words(self._mine), self._words(found.case_id)
        return replace(found, reasons=tuple(
            replace(one, shared=tuple(
                (value, here.get((one.matter, value), mine), there.get((one.matter, value), theirs))
                for value, mine, theirs in one.shared
            ))
            for one in found.reasons
        ))  # fmt: skip

    def _words(self, key: str) -> dict[tuple[str, str], str]:
        """What shows each value of a document, masked where names may not be seen."""
        kept, text = self._kept[key], self._texts.get(key, "")
        hidden = () if key in self._open else kept.hidden
        return {(p.matter, p.value): quoted(text, hidden, p.start, p.end) for p in kept.seen if p.end > p.start}


def quoted(text: str, hidden: Sequence[Span], start: int, end: int) -> str:
    """A stretch of a text with what must be hidden replaced; what the stretch cuts through is hidden whole."""
    end = min(end, start + _LONGEST)
    pieces, at = [], start
    for begins, stops, stand_in in hidden:
        if stops > at and begins < end:
            pieces += [text[at : max(at, begins)], stand_in]
            at = stops
    return "".join([*pieces, text[at:end] if at < end else ""])


def _texts(house: House, documents: Sequence[str]) -> dict[str, str]:
    """The texts of documents within the reader's reach."""
    ids = pa.table({"document_id": pa.array(list(documents), pa.string())})
    asked = exp.select("document_id", "text").from_("documents").where(
        "text IS NOT NULL AND document_id IN (SELECT document_id FROM _ids)"
    )  # fmt: skip
    return {row["document_id"]: row["text"] for row in house.reading("cases").query(asked, _ids=ids).to_pylist()}
