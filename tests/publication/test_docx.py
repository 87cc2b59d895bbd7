"""A Word file masked where it stands."""

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication.papers import KEY, LOAN, read
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.errors import SourceError
from shuzhu.masking import Replacement, in_order, replaced
from shuzhu.publication import Masker
from shuzhu.publication.docx import WordFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>张虚甲民间借贷判决</dc:title><dc:creator>周虚录</dc:creator>'
    "</cp:coreProperties>"
)


def run(words, extra=""):
    return f'<w:r><w:rPr><w:b/>{extra}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def word_file(path, paragraphs, **parts):
    """Paragraphs are lists of runs' words."""
    body = "".join("<w:p>" + "".join(run(words) for words in one) + "</w:p>" for one in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}{parts.pop("more", "")}</w:body></w:document>',
        )
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/"), words)
    return path


def masked_into(source, target):
    word = WordFile(source)
    masker = Masker(read_profiles()["strict"], KEY)
    studied = masker.study(word.text, read(word.text))
    word.write(target, masker.spans(word.text, studied), lambda words: replaced(words, masker.spans(words, studied)))
    return word, WordFile(target)


def test_runs_are_edited_in_place_and_the_layout_is_kept(tmp_path):
    lines = [[line[:3], line[3:5], line[5:]] for line in LOAN.splitlines()]
    source = word_file(tmp_path / "a.docx", lines)
    before, after = masked_into(source, tmp_path / "b.docx")
    masker = Masker(read_profiles()["strict"], KEY)
    assert after.text == replaced(before.text, masker.spans(before.text, masker.study(before.text, read(before.text))))
    assert "张虚" not in after.text
    old, new = (zipfile.ZipFile(tmp_path / name).read("word/document.xml").decode() for name in ("a.docx", "b.docx"))
    assert new.count("<w:rPr><w:b/></w:rPr>") == old.count("<w:rPr><w:b/></w:rPr>")
    assert new.count("<w:p>") == old.count("<w:p>")


def test_headers_notes_links_properties_and_deleted_words_are_masked(tmp_path):
    more = (
        "<w:tbl><w:tr><w:tc><w:p>" + run("张虚甲") + "</w:p></w:tc></w:tr></w:tbl>"
        '<w:p><w:del w:author="周虚录"><w:r><w:delText>张虚甲</w:delText></w:r></w:del>'
        '<w:r><w:instrText>HYPERLINK "mailto:xu@example.com"</w:instrText></w:r></w:p>'
    )
    header = f'<w:hdr xmlns:w="{W}"><w:p>{run("原告张")}{run("虚甲")}</w:p><w:p>{run("无事")}</w:p></w:hdr>'
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:author="周虚录" w:initials="Z">'
        f"<w:p>{run('张虚乙')}</w:p></w:comment></w:comments>"
    )
    links = (
        '<Relationships><Relationship TargetMode="External" Target="mailto:xu@example.com"/>'
        '<Relationship Target="header1.xml"/></Relationships>'
    )
    source = word_file(
        tmp_path / "a.docx", [[line] for line in LOAN.splitlines()], more=more,
        **{"word__header1.xml": header, "word__comments.xml": comments,
           "word__people.xml": "<people><p a='周虚录'/></people>",
           "word___rels__document.xml.rels": links, "docProps__core.xml": CORE, "docProps__thumbnail.jpeg": "x",
           "word__media__image1.png": "x", "word__styles.xml": f'<w:styles xmlns:w="{W}"/>'},
    )  # fmt: skip
    before, after = masked_into(source, tmp_path / "b.docx")
    assert before.metadata["title"] == "张虚甲民间借贷判决"
    assert after.metadata == {"title": "张某1民间借贷判决"}
    assert "word/media/image1.png" in before.opaque
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    for gone in ("张虚甲", "虚甲", "张虚乙", "周虚录</dc", 'author="周', "xu@example.com"):
        assert gone not in everything
    assert "原告张某1" in everything
    assert "docProps/thumbnail.jpeg" not in zipfile.ZipFile(tmp_path / "b.docx").namelist()


@settings(max_examples=80)
@given(
    lines=st.lists(st.lists(st.text("张虚甲与原告，。123", max_size=6), max_size=4), min_size=1, max_size=4),
    cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5),
)
def test_a_round_trip_gives_the_replaced_text(tmp_path_factory, lines, cuts):
    folder = tmp_path_factory.mktemp("word")
    word = WordFile(word_file(folder / "a.docx", lines))
    text = word.text
    spans = in_order(
        Replacement(a, min(a + n, len(text)), "某", "", "", "")
        for a, n in cuts
        if a < len(text) and "\n" not in text[a : min(a + n, len(text))]
    )
    word.write(folder / "b.docx", spans, lambda words: words)
    assert WordFile(folder / "b.docx").text == replaced(text, spans)


def test_damaged_files_are_told(tmp_path):
    (tmp_path / "no.docx").write_bytes(b"no zip")
    with pytest.raises(SourceError, match="不是完好的 Word 文件"):
        WordFile(tmp_path / "no.docx")
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(SourceError, match="没有 Word 正文"):
        WordFile(tmp_path / "other.docx")
    with zipfile.ZipFile(tmp_path / "bad.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(SourceError, match="已损坏"):
        WordFile(tmp_path / "bad.docx")
