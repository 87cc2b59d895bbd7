"""A report as a tree: built once from a brief, written by any writer; every figure in it knows where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

Lang = Literal["zh", "en"]
Style = Literal["body", "flush", "right", "centre", "note", "addressee"]
Align = Literal["left", "right", "centre"]
FrontStyle = Literal["cover", "red", "plain"]
LEVELS: Final = 4
"""How deep headings go: 一、 （一） 1. （1）."""
MANY: Final = 7
"""From more columns than these a table is crowded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure comes from: what was measured, where, when, which kind of figure, by which data and definition.

    ``kind`` is value, change, count, score, score_change, peer, peer_gap, share, numerator, denominator and the like.
    """

    subject: str
    court: str
    period: str
    kind: str
    snapshot: str
    catalogue: str

    @property
    def place(self) -> str:
        """The figure's name without its edition: by what two editions of a report are compared."""
        return f"{self.subject}@{self.court}/{self.period}:{self.kind}"

    @property
    def id(self) -> str:
        """The value id: name, snapshot and catalogue version."""
        return f"{self.place}#{self.snapshot}+{self.catalogue}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text; a figure where it has a source, with its exact number where there is one."""

    text: str
    source: Source | None = None
    exact: float | None = None
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: body with its first line set in, flush without, right, centred, a note in smaller type."""

    runs: Runs
    style: Style = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1–4 with its number as it is printed (一、（一）1.（1））; level 0 is an unnumbered one."""

    level: int
    number: str
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption above, a note below, and widths as shares.

    A ``wide`` one lies on a landscape page, a ``small`` one, mostly of words, is set in smaller type.
    """

    caption: Runs
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[Align, ...]
    widths: tuple[float, ...]
    wide: bool = False
    small: bool = False
    note: Runs = ()

    @property
    def crowded(self) -> bool:
        """Whether it has so many columns that its type is smaller."""
        return self.wide or self.small or len(self.head) > MANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A vector figure: SVG in greys and one accent, ``width`` by ``height`` mm, and what it shows in words."""

    svg: str
    caption: Runs
    width: float
    height: float
    alt: str


Block = Paragraph | Heading | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Emblem:
    """The court's emblem as a file: SVG or PNG."""

    data: bytes
    form: Literal["svg", "png"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """How a report begins: a cover page of its own, a red heading with its rule, or the title alone.

    ``cover`` are the lines below the emblem on the cover that a letter of advice has before its title.
    """

    style: FrontStyle
    title: tuple[str, ...]
    subtitle: str = ""
    number: str = ""
    organ: str = ""
    signer: str = ""
    addressee: str = ""
    dated: str = ""
    word: str = ""
    cover: tuple[str, ...] = ()
    emblem: Emblem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An attachment: on a new page, under its number and title."""

    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Who signs and when, below the text and the ``annexes`` named (附件说明); ``note`` in brackets below (附注)."""

    signature: str
    dated: str
    note: str = ""
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The 版记: who gets copies, who printed it and when."""

    copies: tuple[str, ...]
    printer: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report: ``label`` is what made-up data says of itself, ``manifest`` what it was made from."""

    kind: str
    lang: Lang
    front: Front
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    close: Close | None = None
    imprint: Imprint | None = None
    dated: date
    label: str = ""
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(self.front.title) if self.lang == "zh" else " ".join(self.front.title)

    @property
    def colon(self) -> str:
        """The colon of the language."""
        return "：" if self.lang == "zh" else ":"

    def bracketed(self, words: str) -> str:
        """Words in the language's own round brackets."""
        return f"（{words}）" if self.lang == "zh" else f"({words})"

    def every_block(self) -> Iterator[Block]:
        """All blocks in the order of reading, the annexes' too."""
        yield from self.blocks
        for annex in self.annexes:
            yield from annex.blocks

    def figures(self) -> list[Run]:
        """Every figure in the order of reading; the place in it, from 1, is its mark (``sz_0001``)."""
        return [run for block in self.every_block() for run in runs_of(block) if run.source]


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of a block in the order of reading: caption, head, rows, note."""
    if isinstance(block, Paragraph | Heading):
        yield from block.runs
        return
    yield from block.caption
    if isinstance(block, Table):
        for cells in (block.head, *block.rows):
            for cell in cells:
                yield from cell
        yield from block.note


def mark(number: int) -> str:
    """The mark of a figure by its place in the order of reading, from 1: a name that Word takes for a bookmark."""
    return f"sz_{number:04d}"


def text_of(document: Document) -> str:
    """All that a report says, a line a paragraph, heading or row: what must be the same to the last byte."""
    lines = [document.title, document.front.subtitle, document.front.addressee]
    for block in document.blocks:
        lines += _lines(block)
    for annex in document.annexes:
        lines += [f"{annex.number} {annex.title}"]
        for block in annex.blocks:
            lines += _lines(block)
    return "\n".join(line for line in lines if line) + "\n"


def _lines(block: Block) -> list[str]:
    """A block as lines of plain text."""
    if isinstance(block, Heading):
        return [block.number + plain(block.runs)]
    if isinstance(block, Paragraph):
        return [plain(block.runs)]
    lines = [plain(block.caption)]
    if isinstance(block, Table):
        lines += ["\t".join(plain(cell) for cell in row) for row in (block.head, *block.rows)]
        lines += [plain(block.note)]
    return lines


def plain(runs: Runs) -> str:
    """Runs as text."""
    return "".join(run.text for run in runs)
