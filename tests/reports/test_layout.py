"""GB/T 9704-2012 measured in what was written: margins, the grid of 22 lines by 28 signs, faces, embedded fonts."""

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import accumulate

import docx
import pikepdf
import pypdfium2
import pytest
from docx.shared import Mm
from lxml import etree

import pdf_a
import report_files
from shuzhu import pipeline
from shuzhu.reports import fonts, layout
from shuzhu.reports.document import Annex, Close, Document, Front, Heading, Imprint, Paragraph, Run, Table
from shuzhu.reports.writers.docx import docx_file
from shuzhu.reports.writers.pdf import pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACES = {face.office for face in fonts.EVERY}
BODY = "本院在审理案件中发现有关单位在管理上存在需要改进的地方现将情况和建议通报如下供研究参考" * 40
RARE = "喆镕䶮"
PATH = 2
"""PDFium's kind of a drawn line."""


def letter(text: str = BODY, **more) -> Document:
    """A plain letter of one long paragraph."""
    blocks = (Paragraph(runs=(Run(text=text),)),)
    said = {
        "front": Front(style="plain", title=("关于某事的函",)),
        "blocks": blocks,
        "manifest": {"snapshot": "s", "catalogue": "c"},
    }
    return Document(kind="x", lang="zh", dated=date(2020, 7, 15), **(said | more))


@pytest.fixture(scope="module")
def made(house):
    """The two main kinds as DOCX and PDF."""
    return {
        kind: pipeline.make_report(house, report_files.asked(kind), ("docx", "pdf")).files
        for kind in ("social", "operations")
    }


def test_a_full_page_has_22_lines_of_28_signs_within_the_margins():
    document = pypdfium2.PdfDocument(pdf(letter()))
    page = report_files.lines_of(document[1])
    foot = page.pop()
    assert "".join(sign[4] for sign in foot) == "—2—"
    assert len(page) == layout.LINES
    assert {len(line) for line in page} == {layout.CHARACTERS}
    left, right = min(line[0][0] for line in page), max(line[-1][1] for line in page)
    assert left == pytest.approx(28, abs=0.5)
    assert right == pytest.approx(210 - 26, abs=0.5)
    assert page[0][0][2] == pytest.approx(37, abs=1.2)
    leading = (layout.PITCH - layout.SIZE) / report_files.MILLIMETRE
    assert 297 - 35 - leading - 0.5 <= page[-1][0][3] <= 297 - 35
    pitch = (page[-1][0][3] - page[0][0][3]) / (layout.LINES - 1) * report_files.MILLIMETRE
    assert pitch == pytest.approx(layout.PITCH, abs=0.05)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    document = pypdfium2.PdfDocument(pdf(letter()))
    odd, even = (report_files.lines_of(document[n])[-1] for n in (0, 1))
    sign = layout.NUMBER / report_files.MILLIMETRE
    assert 210 - 26 - odd[-1][1] == pytest.approx(sign, abs=1.2)
    assert even[0][0] - 28 == pytest.approx(sign, abs=0.7)
    dash = (odd[0][2] + odd[0][3]) / 2
    assert dash - (297 - 35) == pytest.approx(layout.FOOT + sign / 2, abs=1.5)


@pytest.mark.parametrize("kind", ["social", "operations"])
def test_nothing_stands_outside_the_text_block_but_page_numbers(made, kind):
    document = pypdfium2.PdfDocument(made[kind]["pdf"])
    for page in document:
        wide = page.get_width() > page.get_height()
        width, high = page.get_width() / report_files.MILLIMETRE, page.get_height() / report_files.MILLIMETRE
        top, right, bottom, left = (28, 37, 26, 35) if wide else (37, 26, 35, 28)
        for line in report_files.lines_of(page):
            if re.fullmatch(r"—\d+—", "".join(sign[4] for sign in line)):
                continue
            assert line[0][0] >= left - 1, line
            assert line[-1][1] <= width - right + 1, line
            assert line[0][2] >= top - 2, line
            assert line[0][3] <= high - bottom + 2, line


def test_every_font_is_embedded_and_the_file_is_pdf_a_as_far_as_its_objects_show(made):
    for files in made.values():
        assert pdf_a.faults(files["pdf"]) == []
        with pikepdf.open(io.BytesIO(files["pdf"])) as document:
            faces = {}
            for page in document.pages:
                for font in page.resources.get("/Font", {}).values():
                    below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                    faces[str(below.BaseFont)] = below.FontDescriptor
            assert faces
            for name, descriptor in faces.items():
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
            assert "manifest.json" in document.attachments


def test_the_faces_are_the_ones_that_stand_for_the_office_fonts(made):
    if fonts.stand_ins() and "fonts" not in os.environ.get("SHUZHU_REQUIRE", ""):
        pytest.skip(f"no free font here for {fonts.stand_ins()}; `make fonts` fetches them")
    with pikepdf.open(io.BytesIO(made["operations"]["pdf"])) as document:
        names = {str(f.BaseFont) for p in document.pages for f in p.resources.get("/Font", {}).values()}
    for face in ("FandolFang", "FandolHei", "FandolKai", "FandolSong"):
        assert any(face in name for name in names), (face, names)


def test_rare_signs_are_not_lost():
    data = pdf(letter(f"当事人{RARE}。"))
    document = pypdfium2.PdfDocument(data)
    assert RARE in document[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(data)) as opened:
        names = {str(font.BaseFont) for page in opened.pages for font in page.resources.Font.values()}
    assert any("NotoSerifCJK" in name for name in names)


def test_a_missing_font_is_said_and_not_replaced_in_silence(monkeypatch):
    face = layout.Face(office="某字体", free=("No Such Font",))
    with pytest.raises(Exception, match=r"某字体.*SHUZHU_FONTS"):
        fonts.chosen(face)


def test_a_letter_has_its_imprint_at_the_foot_of_an_even_page():
    said = Imprint(copies=("某某单位",), printer="某院办公室", printed="2020年7月15日")
    for many in (1, 8):  # one page, whose back holds the imprint; two pages, the second holds it
        text = "本院建议如下。" * many * 10
        document = pypdfium2.PdfDocument(
            pdf(letter(text, imprint=said, close=Close(signature="某院", dated="2020年7月15日")))
        )
        assert len(document) == 2
        last = report_files.lines_of(document[1])
        words = ["".join(sign[4] for sign in line) for line in last]
        assert any("抄送：某某单位。" in line for line in words)
        assert any("某院办公室" in line and "印发" in line for line in words)


def test_a_cover_of_advice_has_the_emblem_where_the_rules_want_it():
    front = Front(style="plain", title=("关于某事的司法建议书",), cover=("某院", "司法建议书"))
    first = pypdfium2.PdfDocument(pdf(letter("正文。", front=front)))[0]
    rings = [one.get_bounds() for one in first.get_objects() if one.type == PATH]
    left, bottom, right, top = (edge / report_files.MILLIMETRE for edge in max(rings, key=lambda box: box[2] - box[0]))
    quarter = 50 / 200  # millimetres of a unit of our mark, whose outer ring is 192 units wide
    assert 297 - top == pytest.approx(60 + 14 * quarter, abs=0.8)
    assert 297 - bottom == pytest.approx(60 + 206 * quarter, abs=0.8)
    assert (left + right) / 2 == pytest.approx(28 + 156 / 2, abs=0.5)
    assert ["".join(sign[4] for sign in line) for line in report_files.lines_of(first)][-2:] == ["某院", "司法建议书"]


@report_files.needs_office
def test_libreoffice_lays_the_imprint_at_the_foot_with_its_lines_under_each_other(tmp_path):
    copies = ("中共某某区委政法委员会", "某某区人民代表大会常务委员会", "某某区人力资源和社会保障局")
    said = Imprint(copies=copies, printer="某院办公室", printed="2020年7月15日")
    path = tmp_path / "r.docx"
    path.write_bytes(docx_file(letter("正文。", imprint=said, close=Close(signature="某院", dated="2020年7月15日"))))
    document = pypdfium2.PdfDocument(report_files.by_office(path, tmp_path))
    assert len(document) == 1
    *_, first, second, printed, number = report_files.lines_of(document[0])
    assert "".join(sign[4] for sign in first).startswith("抄送：中共")
    assert second[0][0] == pytest.approx(first[3][0], abs=0.6)  # under the first sign after the colon
    assert "".join(sign[4] for sign in printed) == "某院办公室2020年7月15日印发"
    assert 297 - 35 - 8 <= printed[0][3] <= 297 - 35
    assert "".join(sign[4] for sign in number) == "—1—"


def test_headings_take_their_faces_and_numbers():
    heads = tuple(
        Heading(level=n, number=word, runs=(Run(text="题"),))
        for n, word in ((1, "一、"), (2, "（一）"), (3, "1. "), (4, "（1）"))
    )
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx_file(letter(blocks=heads)))).read("word/document.xml"))
    found = [
        (p.find(f".//{W}pStyle").get(f"{W}val"), p.find(f".//{W}rFonts").get(f"{W}eastAsia"))
        for p in body.iter(f"{W}p")
        if p.find(f".//{W}pStyle") is not None
    ]
    assert found == [
        ("Heading1", "黑体"),
        ("Heading2", "楷体_GB2312"),
        ("Heading3", "仿宋_GB2312"),
        ("Heading4", "仿宋_GB2312"),
    ]


@pytest.mark.parametrize("kind", ["social", "operations"])
def test_every_run_of_the_docx_names_an_office_font(made, kind):
    with zipfile.ZipFile(io.BytesIO(made[kind]["docx"])) as package:
        names = [n for n in package.namelist() if re.fullmatch(r"word/(document|footer\d+)\.xml", n)]
        runs = [run for name in names for run in etree.fromstring(package.read(name)).iter(f"{W}r")]
    texts = [run for run in runs if run.find(f"{W}t") is not None]
    assert len(texts) > 100
    for run in texts:
        font = run.find(f"{W}rPr/{W}rFonts")
        assert font is not None
        assert font.get(f"{W}eastAsia") in FACES, font.attrib
        assert font.get(f"{W}hint") == "eastAsia"


def test_the_docx_has_the_margins_and_lands_wide_tables_sideways():
    wide = Table(
        caption=(), head=((Run(text="甲"),),), rows=(((Run(text="乙"),),),), align=("left",), widths=(1,), wide=True
    )
    annex = Annex(number="附件", title="清单", blocks=(wide,))
    opened = docx.Document(io.BytesIO(docx_file(letter(annexes=(annex,)))))
    upright = [s for s in opened.sections if s.page_width < s.page_height]
    sideways = [s for s in opened.sections if s.page_width > s.page_height]
    assert upright
    assert sideways
    for part in upright:
        edges = (part.top_margin, part.bottom_margin, part.left_margin, part.right_margin)
        assert [round(edge / Mm(1)) for edge in edges] == [37, 35, 28, 26]
        assert (round(part.page_width / Mm(1)), round(part.page_height / Mm(1))) == (210, 297)
    assert [round(e / Mm(1)) for e in (sideways[0].top_margin, sideways[0].left_margin)] == [28, 35]


def test_an_annex_that_begins_with_a_wide_table_leaves_no_empty_page():
    row = ((Run(text="甲"),),)
    wide = Table(caption=(), head=row[0:1], rows=(row,), align=("left",), widths=(1,), wide=True)
    annex = Annex(number="附件", title="清单", blocks=(wide,))
    document = pypdfium2.PdfDocument(pdf(letter("正文。", annexes=(annex,))))
    assert [len(report_files.lines_of(page)) > 1 for page in document] == [True, True]


@report_files.needs_office
def test_libreoffice_lays_the_docx_out_in_as_many_lines_as_the_pdf(house, tmp_path):
    """The body of a report, without its tables: by two in a hundred fewer or more at most, nine of ten
    ending at the same sign."""
    whole = pipeline.report_tree(house, report_files.asked("social"))
    words = tuple(block for block in whole.blocks if isinstance(block, Paragraph | Heading))
    report = replace(whole, blocks=words, annexes=(), imprint=None)
    path = tmp_path / "words.docx"
    path.write_bytes(docx_file(report))
    theirs, ours = (_body(data) for data in (report_files.by_office(path, tmp_path), pdf(report)))
    assert len(ours) > 200
    assert len(theirs) == pytest.approx(len(ours), rel=0.02)
    assert "".join(theirs) == "".join(ours)
    first, second = (set(accumulate(map(len, lines))) for lines in (theirs, ours))
    assert len(first & second) / len(second) >= 0.9


def _body(data: bytes) -> list[str]:
    """The lines of text up to the annex of value ids, without page numbers."""
    lines = [line for page in report_files.pages_of(data) for line in page if not re.fullmatch(r"—\d+—", line)]
    end = lines.index("数据编号") if "数据编号" in lines else len(lines)
    return lines[:end]
