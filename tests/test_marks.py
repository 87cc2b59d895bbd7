"""Watermarks: what is written is read back, in every form, and nothing that is read otherwise changes by it."""

import csv
import io
import json
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import faces
from shuzhu import outputs, pipeline
from shuzhu.access import Grant, Reader, rights_of
from shuzhu.errors import DeniedError, NoDataError
from shuzhu.marks import COLUMN, PROPERTY, Mark, marked_csv, stamp_html, stamp_markdown, stamp_svg, tokens_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MARKS = st.builds(
    Mark, number=st.integers(1, 2**32 - 1), seal=st.integers(0, 2**32 - 1).map(lambda n: f"{n:08x}"),
    who=st.just("li"), at=st.just(NOW), snapshot=st.just("s000007"),
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
ROWS = st.lists(st.fixed_dictionaries({"a": TEXTS, "b": st.integers(), "c": st.none() | st.floats(-9, 9)}), max_size=60)


@given(mark=MARKS, before=TEXTS, after=TEXTS)
def test_the_hidden_and_the_plain_mark_are_read_back(mark, before, after):
    told = (mark.number, mark.seal)
    assert told in set(tokens_in(before + mark.hidden + after))
    assert told in set(tokens_in(f"{before} {mark.line} {after}"))
    assert not mark.hidden.isprintable()


@given(mark=MARKS, rows=ROWS)
def test_csv_says_the_same_with_a_mark_and_without(mark, rows):
    plain, marked = (marked_csv(["a", "b", "c"], rows, one) for one in (None, mark))
    assert list(csv.reader(io.StringIO(plain))) == list(csv.reader(io.StringIO(marked)))
    out = io.StringIO()
    writer = csv.DictWriter(out, ["a", "b", "c"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == list(csv.reader(io.StringIO(plain)))


@given(mark=MARKS, rows=st.lists(st.fixed_dictionaries({"a": TEXTS, "b": st.integers()}), min_size=70, max_size=120))
def test_the_quotes_of_many_cells_tell_the_mark_where_its_column_was_cut_out(mark, rows):
    assert (mark.number, mark.seal) in set(tokens_in(marked_csv(["a", "b"], rows, mark)))


def test_a_page_is_marked_at_its_beginning_and_its_end():
    mark = Mark(number=12, seal="0a1b2c3d", who="<li>", at=NOW, snapshot="s000007")
    page = stamp_html("<html><body class=x><p>文</p></body></html>", mark)
    assert page.index(mark.hidden) < page.index("文") < page.index("&lt;li>")
    assert stamp_html("文", mark).endswith("</p>")
    assert mark.line in stamp_markdown("# 文\n", mark)
    chart = stamp_svg("<svg><path/></svg>\n", mark)
    assert chart.startswith("<svg><path/>")
    assert (12, "0a1b2c3d") in set(tokens_in(chart))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The made-up world, loaded."""
    folder = tmp_path_factory.mktemp("marks")
    made = faces.store(folder / "store")
    pipeline.load(pipeline.open_house(made), [str(faces.files(folder / "files"))])
    return made


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet"])
def test_what_was_taken_out_tells_who_took_it(root, tmp_path, capsys, form):
    path = tmp_path / f"a.{form}"
    ask = ("measure", "--codes", "JA", "--court", "虚0213", "--period", "2020H1", "--format", form, "-o", path)
    assert faces.run("--store", root, *ask) == 0
    capsys.readouterr()
    assert faces.run("--store", root, "audit", "watermark", path) == 0
    said = capsys.readouterr().out
    assert "local:" in said
    assert "虚0213" in said
    if form == "json":
        assert "标记" in json.loads(path.read_text(encoding="utf-8"))[0][COLUMN]
    if form == "parquet":
        assert PROPERTY.encode() in pq.read_schema(path).metadata


def test_a_checkup_tells_who_took_it_even_without_its_line(root, tmp_path, capsys):
    assert faces.run("--store", root, "checkup", "--court", "虚0213", "--period", "2020H1", "-o", tmp_path) == 0
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        line = text[text.index("导出：") : text.index("标记 ") + 15]
        path.write_text(text.replace(line, ""), encoding="utf-8")
        assert pipeline.marked_by(pipeline.open_house(root), path)[0].about == "数字体检 2020H1"
    capsys.readouterr()


def test_a_mark_that_is_not_ours_and_a_file_without_one_are_none(root, tmp_path):
    house = pipeline.open_house(root)
    mark = pipeline.exporting(house, "指标", courts={"虚02+"})
    path = tmp_path / "a.json"
    outputs.write([{"a": 1}], "json", path, mark=mark)
    assert pipeline.marked_by(house, path)[1] == mark.token
    for text in ("{}", mark.token.replace(mark.seal, "00000000"), f"99999-{mark.seal}"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(NoDataError, match="no watermark"):
            pipeline.marked_by(house, path)


def test_only_who_may_takes_out_and_only_who_audits_reads_marks(root, tmp_path):
    house = pipeline.open_house(root)
    for role in ("technician", "mediator"):
        other = house.read_by(Reader(name="x", rights=rights_of([Grant(role=role, court="*")], lambda _m: ())))
        with pytest.raises(DeniedError):
            pipeline.exporting(other, "指标")
        with pytest.raises(DeniedError):
            pipeline.marked_by(other, tmp_path)
