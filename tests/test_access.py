"""Who may see what: names masked, figures by person refused, for every face."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faces
from shuzhu import pipeline
from shuzhu.access import (
    ACTIONS,
    APART,
    FIELDS,
    LOCAL,
    LOCAL_NAMED,
    ROLES,
    Grant,
    Reader,
    Right,
    field_class,
    keep_apart,
    masked_name,
    rights_of,
)  # fmt: skip
from shuzhu.derived import all_columns
from shuzhu.errors import UsageError
from shuzhu.records import RECORDS

TRUSTED = Reader(name="chief", rights=(Right(actions=frozenset(ACTIONS), fields=frozenset(FIELDS)),))
BELOW = {"虚": ("虚02", "虚0203", "虚0213"), "虚02": ("虚0203", "虚0213")}


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
    assert not LOCAL.sees_names_in(faces.COURTS)
    assert not LOCAL.sees_ranking
    assert not LOCAL_NAMED.sees_ranking
    assert LOCAL_NAMED.sees_names_in(faces.COURTS)


def reader(*grants):
    """A reader of some grants."""
    return Reader(name="one", rights=rights_of(grants, lambda mark: BELOW.get(mark, ())))


def test_without_rights_nothing_is_granted():
    assert not any(Reader().may(action) for action in ACTIONS)
    assert all(Reader().reach(action).boxes == () for action in ACTIONS)
    assert Reader().reach("measure").courts == frozenset()


def test_no_role_may_rank_and_every_action_but_that_has_a_role():
    assert frozenset().union(*(role.actions for role in ROLES.values())) == ACTIONS.keys() - {"ranking"}


def test_a_right_is_action_and_court_and_division_and_class_of_field():
    judge = reader(Grant(role="judge", court="虚0213", divisions=("民一庭",)))
    assert judge.may("cases", court="虚0213", division="民一庭", field_class="named")
    assert not judge.may("cases", court="虚0213", division="民二庭")
    assert not judge.may("cases", court="虚0203", division="民一庭")
    assert not judge.may("load", court="虚0213")
    assert judge.may("measure", court="虚0213", division="民二庭", field_class="public")
    assert not judge.may("measure", court="虚0213", field_class="internal")
    research = reader(Grant(role="research", court="虚0213"))
    assert research.may("cases", court="虚0213", field_class="internal")
    assert not research.may("cases", court="虚0213", field_class="named")


def test_a_scope_reaches_a_court_all_below_it_or_every_court():
    assert reader(Grant(role="research", court="虚02")).reach("cases").courts == {"虚02"}
    assert reader(Grant(role="research", court="虚02+")).reach("cases").courts == {"虚02", "虚0203", "虚0213"}
    assert reader(Grant(role="research", court="*")).reach("cases").everything


def test_what_two_grants_give_is_not_mixed():
    two = reader(Grant(role="judge", court="虚0213", divisions=("民一庭",)), Grant(role="research", court="虚0203"))
    assert not two.may("cases", court="虚0203", field_class="named")
    assert not two.may("report", court="虚0213")
    assert not two.sees_names_in({"虚0203"})
    assert not two.sees_names_in({"虚0203", "虚0213"})
    assert two.sees_names_in({"虚0213"})
    assert two.reach("cases").whole("虚0203")
    assert not two.reach("cases").whole("虚0213")
    assert two.reach("cases").by_division


@pytest.mark.parametrize("one", sorted(APART))
@pytest.mark.parametrize("other", sorted(ROLES))
def test_three_offices_are_held_by_different_people(one, other):
    grants = [Grant(role=one, court="*"), Grant(role=other, court="*")]
    if one == other:
        keep_apart(grants)
    else:
        with pytest.raises(UsageError, match="三员分立"):
            keep_apart(grants)


def test_a_role_that_is_none_is_said():
    with pytest.raises(UsageError, match="did you mean judge"):
        reader(Grant(role="judgge", court="*"))


def test_every_column_has_a_class_and_names_are_never_public():
    for table in RECORDS:
        for column in all_columns(table).values():
            assert (field_class(table, column.name) == "named") == column.personal
    assert field_class("cases", "case_number") == "internal"
    assert {field_class("cases", name) for name in ("cause", "town", "division", "court", "procedure")} == {"public"}


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
