"""The figures of a report with their value ids, as every writer lists them."""

from dataclasses import dataclass

from shuzhu.reports.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One figure: its number in the order of reading, what it says, and where it comes from."""

    number: int
    text: str
    place: str
    id: str
    snapshot: str
    catalogue: str
    exact: float | None


def listed(document: Document) -> list[Listed]:
    """Every figure in the order of reading."""
    return [
        Listed(number=n, text=run.text, place=run.source.place, id=run.source.id, snapshot=run.source.snapshot,
               catalogue=run.source.catalogue, exact=run.exact)
        for n, run in enumerate(document.figures(), start=1)
        if run.source
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """All figures of one thing: its name, and each kind of figure with what it says and its first number."""

    number: int
    name: str
    figures: tuple[tuple[str, str], ...]


def grouped(document: Document) -> tuple[list[Grouped], dict[int, int]]:
    """The figures by what they are of, in the order of reading; and the group of each figure's number."""
    groups: dict[str, dict[tuple[str, str], None]] = {}
    of_figure: dict[int, int] = {}
    places: dict[str, int] = {}
    for row in listed(document):
        name, _, kind = row.place.rpartition(":")
        groups.setdefault(name, {})[kind, row.text] = None
        of_figure[row.number] = places.setdefault(name, len(places) + 1)
    return [Grouped(number=places[name], name=name, figures=tuple(said)) for name, said in groups.items()], of_figure
