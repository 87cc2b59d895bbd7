"""What a reader may find, as part of every question: boxes of rows, and in which of them with persons' names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Box:
    """Rows that may be found: in some courts (None: all), some divisions (None: all), perhaps only what is published.

    ``named``: by persons' names too, and in texts that show them.
    """

    courts: frozenset[str] | None
    divisions: frozenset[str] | None
    published: bool
    named: bool

    @property
    def everything(self) -> bool:
        """It leaves nothing out."""
        return self.courts is None and self.divisions is None and not self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All that a reader may find, without what was withdrawn."""

    boxes: tuple[Box, ...]
    withdrawn: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[Box, ...]:
        """The boxes in which persons' names may be sought."""
        return tuple(box for box in self.boxes if box.named)


def within(tantivy: Any, schema: Any, boxes: Sequence[Box]) -> Any | None:
    """The engine's filter for the rows of some boxes; None where nothing is left out."""
    if any(box.everything for box in boxes):
        return None
    query, occur = tantivy.Query, tantivy.Occur
    any_of = [
        (occur.Should, query.boolean_query([(occur.Must, one) for one in _of_box(tantivy, schema, box)]))
        for box in boxes
    ]  # fmt: skip
    return query.const_score_query(query.boolean_query(any_of), 0.0) if any_of else query.empty_query()


def _of_box(tantivy: Any, schema: Any, box: Box) -> Iterator[Any]:
    """The conditions of one box."""
    for name, values in (("court", box.courts), ("division", box.divisions)):
        if values is not None:
            yield tantivy.Query.term_set_query(schema, name, sorted(values))
    if box.published:
        yield tantivy.Query.term_query(schema, "publication", PUBLISHED)
