"""Sections, footers, styles, tables and pictures of WordprocessingML."""

import io
from collections.abc import Mapping
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from shuzhu.reports.document import Align, Chart, Emblem, Imprint
from shuzhu.reports.document import Table as TableBlock
from shuzhu.reports.layout import (
    BOTTOM,
    CROWDED,
    FANG,
    FOOT,
    HEADINGS,
    HEI,
    LATIN,
    LEFT,
    NUMBER,
    PAGE,
    PITCH,
    RIGHT,
    SIZE,
    SMALL,
    SONG,
    TABLE,
    THICK,
    THIN,
    TOP,
)
from shuzhu.reports.writers.docx_runs import Marks, fonts_xml, paragraph, run, runs_xml
from shuzhu.reports.writers.pdf import png

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    }.items()
)
_SVG: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension by which Word and LibreOffice know an SVG beside its picture."""
_JC: Final[Mapping[Align, str]] = {"left": "left", "right": "right", "centre": "center"}
WIDTH: Final = 8845
"""Twips of the text block's 156 mm."""
LENGTH: Final = 12755
"""Twips of its 225 mm, the width of a landscape page's."""


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def section(feet: Mapping[str, str], *, wide: bool = False, starts: bool = False) -> str:
    """The layout of a section: paper, margins, the grid of lines, which footers it has (none on a cover).

    One that ``starts`` counts its pages from one.
    """
    wide_page, high_page = (PAGE[1], PAGE[0]) if wide else PAGE
    top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if wide else (TOP, RIGHT, BOTTOM, LEFT)
    turn = ' w:orient="landscape"' if wide else ""
    refs = "".join(f'<w:footerReference w:type="{kind}" r:id="{name}"/>' for kind, name in feet.items())
    counted = '<w:pgNumType w:start="1"/>' if starts else ""
    return (
        f'<w:sectPr>{refs}<w:pgSz w:w="{twips(wide_page)}" w:h="{twips(high_page)}"{turn}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}" '
        f'w:header="850" w:footer="{twips(bottom - FOOT) - round(NUMBER * 20)}" w:gutter="0"/>'
        f'{counted}<w:docGrid w:type="lines" w:linePitch="{round(PITCH * 20)}"/></w:sectPr>'
    )


def footer(made: Any) -> dict[str, str]:
    """The footers of odd and even pages: — 1 — to the right and to the left, a character in; their names."""
    made.settings.odd_and_even_pages_header_footer = True
    for control in made.settings.element.findall(qn("w:characterSpacingControl")):
        control.set(qn("w:val"), "compressPunctuation")
    first = made.sections[0]
    names = {}
    for kind, foot, side in (("default", first.footer, "right"), ("even", first.even_page_footer, "left")):
        foot.is_linked_to_previous = False
        for old in list(foot._element):  # noqa: SLF001 — python-docx has no way to empty a footer
            foot._element.remove(old)  # noqa: SLF001
        foot._element.append(parse_xml(_page_number(side)))  # noqa: SLF001
        names[kind] = foot.part.partname
    relations = made.part.rels
    by_part = {relation.target_part.partname: name for name, relation in relations.items() if not relation.is_external}
    return {kind: by_part[part] for kind, part in names.items()}


def _page_number(side: str) -> str:
    """— 1 — in 四号 宋体."""
    half = round(NUMBER * 2)
    song = fonts_xml(SONG).replace(LATIN, SONG.office)
    look = f'<w:rPr>{song}<w:spacing w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    said = (
        '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
    )  # fmt: skip
    runs = "".join(f"<w:r>{look}{one}</w:r>" for one in said)
    shape = f'<w:pPr><w:ind w:{side}="{round(NUMBER * 20)}"/><w:jc w:val="{side}"/></w:pPr>'
    return f"<w:p {NAMESPACES}>{shape}{runs}</w:p>"


def imprint(said: Imprint) -> str:
    """The imprint as a table that floats at the foot of the last page: copies, then who printed it and when.

    Its outer rules are thick, the one between thin; each line stands a character in on both sides, and further lines
    of the copies begin under the first sign after the colon.
    """
    side = round(SMALL * 20)
    copies = run("抄送：" + "，".join(said.copies) + "。", FANG, SMALL)
    printed = run(said.printer, FANG, SMALL) + "<w:r><w:tab/></w:r>" + run(said.printed + "印发", FANG, SMALL)
    hanging = f'<w:ind w:left="{4 * side}" w:right="{side}" w:hanging="{3 * side}"/>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - side}"/></w:tabs>'
    rows = [(hanging, copies)] if said.copies else []
    rows.append((f'{tabs}<w:ind w:left="{side}" w:right="{side}"/>', printed))
    thick, thin = _eighths(THICK), _eighths(THIN)
    rules = (("top", thick), ("bottom", thick), ("insideH", thin))
    borders = "".join(f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for name, size in rules)
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" '
        f'w:horzAnchor="page" w:tblpX="{twips(LEFT)}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid>{"".join(_imprint_row(*row) for row in rows)}</w:tbl>'
        f"{paragraph('', tiny=True)}"
    )


def _imprint_row(shape: str, inner: str) -> str:
    """One line of the imprint."""
    tabs, _, ind = shape.rpartition("</w:tabs>")
    tabs += "</w:tabs>" if tabs else ""
    spacing = '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:after="60" w:line="440" w:lineRule="exact"/>'
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr>{tabs}<w:overflowPunct w:val="1"/>{spacing}{ind}<w:jc w:val="left"/></w:pPr>{inner}</w:p>'
        "</w:tc></w:tr>"
    )


def _eighths(millimetres: float) -> int:
    """Millimetres of a rule in eighths of a point."""
    return round(millimetres / 25.4 * 72 * 8)


def set_styles(made: Any) -> None:
    """The body's style and the four of headings: fonts, size, 22 lines a page, no room between paragraphs."""
    styles = made.styles
    _style(styles["Normal"], fonts_xml(FANG))
    for level in range(1, 5):
        _style(styles[f"Heading {level}"], fonts_xml(HEADINGS[level]), level)
    for name in ("Footer", "Header"):
        _style(styles[name], fonts_xml(SONG))


def _style(style: Any, fonts: str, level: int = 0) -> None:
    """One style made anew."""
    element = style.element
    for tag in ("w:rPr", "w:pPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    half = round(SIZE * 2)
    outline = "<w:keepNext/>" if level else ""
    depth = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    element.append(parse_xml(
        f'<w:pPr {nsdecls("w")}>{outline}<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(PITCH * 20)}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/>{depth}</w:pPr>'
    ))  # fmt: skip
    element.append(parse_xml(
        f'<w:rPr {nsdecls("w")}>{fonts}<w:color w:val="000000"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    ))  # fmt: skip


KEPT: Final = 10
"""A table with no more rows stands on one page; of a longer one, never a single row alone."""


def table(block: TableBlock, marks: Marks) -> str:
    """A table ruled above, under its head and below; the head comes again on each page."""
    across = LENGTH if block.wide else WIDTH
    size = CROWDED if block.crowded else TABLE
    total = sum(block.widths)
    widths = [round(across * width / total) for width in block.widths]
    rows = [_row(block.head, widths, ["center"] * len(widths), marks, (HEI, size), "head")]
    sides = [_JC[align] for align in block.align]
    last = len(block.rows) - 1
    whole = len(block.rows) <= KEPT
    rows += [
        _row(row, widths, sides, marks, (FANG, size), "kept" if n < last and (whole or n in {0, last - 1}) else "")
        for n, row in enumerate(block.rows)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{across}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
        '<w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/>'
        '<w:insideH w:val="single" w:sz="2" w:color="B0B0B0"/></w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Any, widths: list[int], sides: list[str], marks: Marks, face: Any, stays: str = "") -> str:
    """One row, never broken over two pages; on the page of the next row where it is the ``head`` or ``kept`` to it."""
    rule = '<w:tcBorders><w:bottom w:val="single" w:sz="6"/></w:tcBorders>' if stays == "head" else ""
    repeated = "<w:tblHeader/>" if stays == "head" else ""
    said = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(runs_xml(cell, face[0], marks, face[1]), align=side, loose=True, keep=bool(stays))}</w:tc>"
        for cell, width, side in zip(cells, widths, sides, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(said)}</w:tr>"


def picture(made: Any, chart: Chart, shown: bytes, number: int) -> str:
    """A vector figure with the picture that stands in for it where a program draws no SVG."""
    return _inline(made, number, (chart.width, chart.height), chart.alt, shown, chart.svg.encode())


def emblem(made: Any, drawn: Emblem, number: int) -> str:
    """The emblem of a cover, 50 mm by 55 mm."""
    wide, high = 50.0, 55.0
    if drawn.form == "svg":
        return _inline(made, number, (wide, high), "emblem", png(drawn.data.decode(), wide, high), drawn.data)
    return _inline(made, number, (wide, high), "emblem", drawn.data)


def _inline(made: Any, number: int, size: tuple[float, float], alt: str, shown: bytes, svg: bytes = b"") -> str:
    """A picture in the line, with the vector figure that goes before it where there is one."""
    name, _ = made.part.get_or_add_image(io.BytesIO(shown))
    drawn = ""
    if svg:
        part = Part(PackURI(f"/word/media/figure{number}.svg"), "image/svg+xml", svg, made.part.package)
        vector = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        drawn = f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip r:embed="{vector}"/></a:ext></a:extLst>'
    wide, high = (round(side * 36000) for side in size)
    alt = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<w:r><w:rPr>{fonts_xml(FANG)}</w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{9000 + number}" name="figure{number}" descr="{alt}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="figure{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}">{drawn}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
