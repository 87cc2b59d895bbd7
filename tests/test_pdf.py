"""PDFs with text in them, drawn by hand: one font whose codes are Unicode."""

import pytest

from shuzhu import sources
from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.errors import SourceError

FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    "/Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 >>"
)
DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 "
    "/Descent -100 /CapHeight 700 /StemV 80 >>"
)


def pdf_of(*pages):
    """The bytes of a PDF; each page is a list of lines."""
    letters = sorted({c for page in pages for line in page for c in line})
    chars = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(letters)} beginbfchar\n{chars}\nendbfchar\n"
        "endcmap end end"
    )
    objects = [  # in the order of their numbers, from 1
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        FONT,
        DESCENDANT,
        DESCRIPTOR,
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for page in pages:
        lines = "".join(
            f"1 0 0 1 70 {760 - 24 * n} Tm <{''.join(f'{ord(c):04X}' for c in line)}> Tj\n"
            for n, line in enumerate(page)
        )
        content = f"BT /F 12 Tf\n{lines}ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


FIRST = [
    "虚构市虚构区人民法院",
    "民事判决书",
    "（2019）闽0213民初1234号",
    "原告张虚甲与被告李拟乙民间借贷纠纷一案，本院于二〇一九年三月",
    "五日立案后，依法适用简易程序公开开庭进行了审理。现已审理终结。",
    "1",
]
SECOND = ["本院认为，借款事实清楚，被告应当归还借款并支付逾期利息，判决如", "下：驳回诉讼请求。", "— 2 —"]


def _read(path):
    return list(sources.read(path, None, read_codes(), lambda _rows: None))


def test_lines_broken_for_the_page_are_put_together_and_page_numbers_are_left_out(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(FIRST, SECOND))
    (text,) = _read(path)
    assert isinstance(text, Text)
    assert text.text.split("\n") == [
        *FIRST[:3],
        FIRST[3] + FIRST[4],
        SECOND[0] + SECOND[1],
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [(pdf_of([]), "扫描件"), (b"%PDF-1.7\nnonsense", "打不开"), (pdf_of(FIRST)[:200], "打不开")],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path, content, says):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        _read(path)
