"""A kind of report: its front, its sections in order, its annexes; and how a tree is made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhu.reports.document import Annex, Block, Close, Document, Front, Imprint, Lang
from shuzhu.reports.manifest import manifest
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import day

Section = Callable[[Material, Pen], Mapping[str, Any] | None]
"""What a template of the same name needs; None where the section has nothing to say and is left out."""
MADE_UP: Mapping[Lang, str] = {"zh": "虚构数据，仅供演示", "en": "Made-up data, for demonstration only"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of report; ``letter`` ones are signed below the text and have no list of contents of their own.

    ``needs`` says what must be asked for: ``topic``, ``items``, ``to``.
    """

    id: str
    title: Mapping[str, str]
    front: Callable[[Material], Front]
    sections: tuple[Section, ...]
    annexes: tuple[tuple[Mapping[str, str], Section], ...] = ()
    letter: bool = False
    needs: tuple[str, ...] = ()
    languages: tuple[Lang, ...] = ("zh",)


def build(kind: Kind, material: Material) -> Document:
    """Material → the tree."""
    asked, brief = material.asked, material.brief
    pen = Pen(
        lang=asked.lang, court=brief.court, period=str(material.period), snapshot=brief.snapshot.label,
        catalogue=brief.catalogue,
    )  # fmt: skip
    blocks = [block for section in kind.sections for block in _written(section, material, pen)]
    annexes = _annexes(kind.annexes, material, pen)
    front = kind.front(material)
    dated = day(asked.dated, asked.lang)
    made = Document(
        kind=kind.id, lang=asked.lang, front=front, blocks=tuple(blocks), annexes=tuple(annexes), dated=asked.dated,
        label=MADE_UP[asked.lang] if brief.made_up else "",
        close=_close(material, dated, annexes) if kind.letter else None,
        imprint=_imprint(material, dated) if asked.lang == "zh" else None,
    )  # fmt: skip
    return manifest(made, material)


def _written(section: Section, material: Material, pen: Pen) -> list[Block]:
    """A section as blocks, by the template that lies beside its function."""
    context = section(material, pen)
    if context is None:
        return []
    folder = section.__module__.rsplit(".", 2)[-2]
    return pen.write(f"{folder}/{section.__name__}", context)


def _annexes(annexes: Sequence[tuple[Mapping[str, str], Section]], material: Material, pen: Pen) -> list[Annex]:
    """The annexes that have something to say, numbered where there are several."""
    lang = material.asked.lang
    found = []
    for title, section in annexes:
        pen.restart()
        blocks = _written(section, material, pen)
        if blocks:
            found.append((title.get(lang) or title["zh"], tuple(blocks)))
    word = "附件" if lang == "zh" else "Annex "
    return [
        Annex(number=word + (str(n) if len(found) > 1 else ""), title=title, blocks=blocks)
        for n, (title, blocks) in enumerate(found, start=1)
    ]


def _close(material: Material, dated: str, annexes: Sequence[Annex]) -> Close:
    """The signature below a letter, and the annexes it names: with a number where there are several."""
    word = "附件：" if material.asked.lang == "zh" else "Annex: "
    names = [f"{n}. {one.title}" if len(annexes) > 1 else one.title for n, one in enumerate(annexes, start=1)]
    lines = tuple((word if n == 0 else "") + name for n, name in enumerate(names))
    return Close(signature=material.brief.court_name, dated=dated, note=material.asked.contact, annexes=lines)


def _imprint(material: Material, dated: str) -> Imprint:
    """The 版记: copies where they are asked for, printed by the court's office."""
    return Imprint(copies=material.asked.copies, printer=f"{material.brief.court_name}办公室", printed=dated)
