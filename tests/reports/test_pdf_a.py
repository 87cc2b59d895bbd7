"""PDF/A-3b by our own check: what is written passes it, and whatever is spoilt is found."""

import io
from datetime import date

import pikepdf
import pytest

import pdf_a
from shuzhu.reports.document import Chart, Document, Front, Paragraph, Run
from shuzhu.reports.drawings import columns
from shuzhu.reports.writers.pdf import pdf


@pytest.fixture(scope="module")
def written() -> bytes:
    """A letter of advice with its cover, a chart and a rare sign."""
    chart = Chart(
        svg=columns([("1", 3.0), ("2", 5.0)], "图"), caption=(Run(text="图1　图"),), width=100, height=40, alt="图"
    )
    return pdf(
        Document(
            kind="x", lang="zh", dated=date(2020, 7, 15), manifest={"snapshot": "s", "catalogue": "c"},
            front=Front(style="plain", title=("关于某事的函",), cover=("某院", "司法建议书")),
            blocks=(Paragraph(runs=(Run(text="正文喆"), Run(text="粗", strong=True))), chart),
        )
    )  # fmt: skip


def spoilt(data: bytes, change) -> bytes:
    """A file after a change."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def font(document):
    """The first font that lies in the file."""
    return next(one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one)


def attached(document):
    """The attached file."""
    return next(one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/EF" in one)


def script(document):
    document.Root.OpenAction = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="1")
    )


def cmyk(document):
    document.pages[0].contents_add(b"0 0 0 1 k")


def hidden(document):
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], F=2)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def level(document):
    said = bytes(document.Root.Metadata.read_bytes()).replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<")
    document.Root.Metadata.write(said)


def test_what_is_written_has_no_fault(written):
    assert pdf_a.faults(written) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda document: document.Root.__delitem__("/Metadata"), "metadata: none"),
        (level, "metadata: pdfaid:part"),
        (lambda document: document.Root.__delitem__("/OutputIntents"), "output intent"),
        (lambda document: font(document).FontDescriptor.__delitem__("/FontFile3"), "not embedded"),
        (lambda document: next(
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one
        ).__delitem__("/ToUnicode"), "no ToUnicode"),
        (lambda document: attached(document).__delitem__("/AFRelationship"), "attachment"),
        (lambda document: document.Root.__delitem__("/AF"), "not in AF"),
        (script, "action: /JavaScript"),
        (cmyk, "CMYK"),
        (hidden, "/Link with flags 2"),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_found(written, change, fault):
    assert any(fault in one for one in pdf_a.faults(spoilt(written, change)))


def test_an_encrypted_file_is_no_archive(written):
    with pikepdf.open(io.BytesIO(written)) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="", R=6))
    assert any("encrypted" in one for one in pdf_a.faults(out.getvalue()))
