"""Who may see what: names masked, figures by person refused, for every face."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faces
from shuzhu import pipeline
from shuzhu.access import LOCAL, Reader, masked_name
from shuzhu.errors import UsageError

TRUSTED = Reader(name="chief", sees_names=True, sees_ranking=True)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The made-up world, loaded."""
    folder = tmp_path_factory.mktemp("access")
    made = faces.store(folder / "store")
    pipeline.load(pipeline.open_house(made), [str(faces.files(folder / "files"))])
    return made


@pytest.mark.parametrize(
    ("name", "shown"),
    [("虚某一", "虚某某"), ("虚一", "虚某"), ("虚", "虚某"), ("虚构某人", "虚某某某"), ("虚构贸易有限公司", "虚构某某"),
     ("", ""), (None, "")],
)  # fmt: skip
def test_a_name_keeps_only_its_beginning(name, shown):
    assert masked_name(name) == shown


@given(st.text(alphabet="甲乙丙丁戊己庚辛", min_size=2, max_size=12))
def test_no_masked_name_gives_away_the_whole(name):
    shown = masked_name(name)
    assert "某" in shown
    assert name not in shown
    assert shown.replace("某", "") == name[: len(shown.replace("某", ""))]


def test_the_default_reader_sees_neither_names_nor_ranks():
    assert not LOCAL.sees_names
    assert not LOCAL.sees_ranking


def names_of(root, reader):
    """The debtors that a reader is shown."""
    (opened,) = pipeline.explain(pipeline.open_house(root, reader=reader), "CX01", "虚0213", "2020H1")
    return opened.parts[0].rows.column("name").to_pylist()


def test_names_behind_a_number_are_masked_unless_the_reader_may_see_them(root):
    assert set(names_of(root, TRUSTED)) <= set(faces.NAMES)
    assert not set(names_of(root, LOCAL)) & set(faces.NAMES)
    assert names_of(root, LOCAL) == [masked_name(name) for name in names_of(root, TRUSTED)]


@pytest.mark.parametrize("person", ["judge", "clerk"])
def test_figures_by_person_are_refused_unless_the_reader_may_see_ranks(root, person):
    with pytest.raises(UsageError, match="by division"):
        pipeline.measure(pipeline.open_house(root), ["JA"], "虚0213", "2020H1", [person])


def test_one_who_may_see_ranks_gets_figures_by_person(root):
    found = pipeline.measure(pipeline.open_house(root, reader=TRUSTED), ["JA"], "虚0213", "2020H1", ["judge"])
    assert {v.by["judge"] for v in found} == {"法官130", "法官131", "法官132"}
