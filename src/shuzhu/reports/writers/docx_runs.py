"""Runs and paragraphs of WordprocessingML: every run names its East Asian font, every figure stands in a bookmark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypedDict, Unpack
from xml.sax.saxutils import escape, quoteattr

from shuzhu.reports.document import Runs, mark
from shuzhu.reports.layout import DRAWN_TOGETHER, HEI, LATIN, SIZE, Face


@dataclass
class Marks:
    """The numbers of figures, counted in the order of reading."""

    numbers: Iterator[int]


def fonts_xml(face: Face) -> str:
    """The fonts of a run: the office's own for Chinese, Times for Latin; quotation marks are Chinese ones."""
    east, latin = quoteattr(face.office), quoteattr(LATIN)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}/>'


def run(text: str, face: Face, size: float = SIZE, *, colour: str = "") -> str:
    """A run of text."""
    if not text:
        return ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    drawn = f'<w:spacing w:val="{-round(DRAWN_TOGETHER * 20)}"/>' if size == SIZE else '<w:spacing w:val="0"/>'
    half = round(size * 2)
    return (
        f'<w:r><w:rPr>{fonts_xml(face)}{ink}{drawn}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def runs_xml(runs: Runs, face: Face, marks: Marks, size: float = SIZE, *, colour: str = "") -> str:
    """Runs of the tree; each figure between the two ends of its bookmark."""
    said = []
    for one in runs:
        inner = run(one.text, HEI if one.strong else face, size, colour=colour)
        if one.source:
            number = next(marks.numbers)
            ends = f'<w:bookmarkStart w:id="{number}" w:name="{mark(number)}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
            inner = ends[0] + inner + ends[1]
        said.append(inner)
    return "".join(said)


class Shape(TypedDict, total=False):
    """How a paragraph stands: ``loose`` lines are as high as their type, ``last`` is the section that ends with it.

    ``sides`` are points left and right, ``before`` millimetres above, ``ruled`` the colour of a rule below, ``tiny``
    one that takes no room.
    """

    style: str
    align: str
    indent: bool
    loose: bool
    keep: bool
    breaks: bool
    tiny: bool
    ruled: str
    sides: tuple[float, float]
    before: float
    last: str


_WITHIN: Final = '<w:overflowPunct w:val="1"/>'
"""Word's own default, by which a stop may hang over the edge; said in each paragraph, since LibreOffice takes it from
no style, and takes it the other way round: without it the stops hang there, and lines break unlike the PDF's."""
_LOOSE: Final = '<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="60" w:line="240" w:lineRule="auto"/>'
_TINY: Final = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def paragraph(inner: str, **shape: Unpack[Shape]) -> str:
    """A paragraph of a shape."""
    style, ruled = shape.get("style", ""), shape.get("ruled", "")
    above = round(shape.get("before", 60 / 1440 * 25.4) / 25.4 * 1440)
    pieces = [
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:keepNext/>" if shape.get("keep") else "",
        "<w:pageBreakBefore/>" if shape.get("breaks") else "",
        f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="8" w:color="{ruled}"/></w:pBdr>' if ruled else "",
        _WITHIN,
        _TINY if shape.get("tiny") else (_LOOSE.format(above) if shape.get("loose") else ""),
        _indent(indent=shape.get("indent", False), sides=shape.get("sides", (0.0, 0.0))),
        f'<w:jc w:val="{shape.get("align", "both")}"/>',
        shape.get("last", ""),
    ]
    return f"<w:p><w:pPr>{''.join(pieces)}</w:pPr>{inner}</w:p>"


def _indent(*, indent: bool, sides: tuple[float, float]) -> str:
    """The first line two characters in, or both sides so many points."""
    if indent:
        return f'<w:ind w:firstLineChars="200" w:firstLine="{round(2 * (SIZE - DRAWN_TOGETHER) * 20)}"/>'
    left, right = (round(side * 20) for side in sides)
    return f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else ""
