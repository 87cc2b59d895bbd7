# ruff: noqa: E501 — the tables are drawn as wide as they are
"""The funnel: every dispute is at one place, the places add up, and each dispute is where plain reading puts it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import batch, rows_of
from measuring import codes
from shuzhu import pipeline
from shuzhu.access import Grant, Reader, rights_of
from shuzhu.errors import DeniedError, NoDataError, UsageError
from shuzhu.prelitigation.funnel import ENTRIES, PLACES, STAGES, funnel, place_of, stages_of
from shuzhu.store.store import Store
from worlds import worlds

GROUPS = st.fixed_dictionaries({
    "entry": st.sampled_from(sorted(ENTRIES)),
    "source_state": st.sampled_from(["", "open", "settled", "other", "lost", "passed"]),
    "mediation_state": st.sampled_from(["", "open", "succeeded", "failed"]),
    "filing": st.sampled_from(["", "filed", "missing", "none"]),
    "case_state": st.sampled_from(["", "open", "closed"]), "track": st.sampled_from(["", "fast", "full"]),
    "appealed": st.integers(0, 1), "enforced": st.integers(0, 1), "returned": st.integers(0, 1),
    "number": st.integers(0, 50),
})  # fmt: skip
CASES = """
case_id | case_number | type_code | filed_on   | closed_on  | closing   | fast_tracked | mediation_id | appealed_on | town
c1      | 号1         | 民初      | 2022-03-01 | 2022-04-01 | supported | yes          | m2           |             | 东镇
c2      | 号2         | 民初      | 2022-03-01 | 2022-05-01 | supported | no           | m3           | 2022-05-10  | 东镇
c3      | 号3         | 行初      | 2022-02-01 |            |           | no           |              |             | 西镇
c4      | 号4         | 民初      | 2022-02-20 |            |           | yes          |              |             | 东镇
c5      | 号5         | 诉前调确  | 2022-02-20 |            |           |              |              |             | 东镇
c6      | 号6         | 民初      | 2021-12-31 | 2022-02-01 | supported | no           |              |             | 东镇
"""
MEDIATIONS = """
mediation_id | registered_on | ended_on   | ending    | filed_number | dispute_id | returned_on | source       | town | stage
m1           | 2022-01-10    | 2022-01-20 | agreed    |              | d1         |             |              | 东镇 |
m2           | 2022-01-10    | 2022-02-20 | unwilling | 号1          | d2         |             |              | 东镇 |
m3           | 2022-01-10    | 2022-02-20 | far_apart | 号2          |            |             |              | 东镇 |
m4           | 2022-01-10    | 2022-02-20 | expired   |              |            |             |              | 西镇 |
m5           | 2022-01-10    | 2022-02-20 | expired   | 号9          |            |             |              | 西镇 |
m6           | 2022-01-10    | 2022-02-20 | agreed    |              |            | 2022-09-01  |              | 西镇 |
m7           | 2022-01-10    |            |           |              |            |             |              | 西镇 |
m8           | 2022-01-10    | 2022-02-20 | agreed    |              |            |             | 司法行政台账 | 西镇 |
m9           | 2021-12-10    | 2022-02-20 | agreed    |              |            |             |              | 西镇 |
m10          | 2022-01-10    | 2022-02-20 | agreed    |              |            | 2022-03-01  |              | 西镇 | ordinary
m11          | 2022-01-10    | 2022-02-20 | agreed    |              |            | 2023-03-01  |              | 西镇 |
"""
DISPUTES = """
dispute_id | registered_on | ended_on   | outcome      | mediation_id | case_number | town
d1         | 2022-01-05    | 2022-01-10 | to_mediation | m1           |             | 东镇
d2         | 2022-01-05    | 2022-01-10 | to_mediation | m2           |             | 东镇
d3         | 2022-01-05    | 2022-01-10 | settled      |              |             | 东镇
d4         | 2022-01-05    |            |              |              |             | 东镇
d5         | 2022-01-05    | 2022-02-20 | to_court     |              | 号4         | 东镇
d6         | 2022-01-05    | 2022-02-20 | to_mediation | m99          |             | 东镇
d7         | 2022-01-05    | 2022-02-20 | other        |              |             | 东镇
"""
WHERE = {
    "d1": "succeeded", "d2": "fast_closed", "d3": "source_settled", "d4": "source_open", "d5": "fast_open",
    "d6": "source_lost", "d7": "source_ended", "m3": "appealed", "m4": "not_filed", "m5": "filed_lost",
    "m6": "returned", "m11": "succeeded", "m7": "mediation_open", "号3": "full_open",
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A store with the drawn disputes of one court."""
    root = tmp_path_factory.mktemp("funnel")
    more = {"kind": "civil", "instance": "first"}
    drawn = {"cases": CASES, "mediations": MEDIATIONS, "disputes": DISPUTES}
    batches = [
        batch(table, [{"court": "闽0213", **(more if table == "cases" else {}), **row} for row in rows_of(drawing)])
        for table, drawing in drawn.items()
    ]
    Store(root).load(batches, codes())
    return pipeline.open_house(root)


@given(groups=st.lists(GROUPS, max_size=30))
def test_the_places_add_up_to_what_came_in(groups):
    made = funnel(groups)
    total = sum(group["number"] for group in groups)
    assert sum(made.places.values()) == sum(made.entries.values()) == made.total == total
    assert all(0 <= flow.count <= flow.whole <= total for flow in made.flows)
    for name in STAGES:
        assert made.stages[name] == sum(g["number"] for g in groups if name in stages_of(g))
    for name in PLACES:
        assert made.places[name] == sum(g["number"] for g in groups if place_of(g) == name)


def test_every_dispute_is_where_it_is_drawn(house):
    found = pipeline.follow(house, "闽0213", "2022").funnel
    assert dict(found.entries) == {"source": 7, "mediation": 6, "court": 1}
    expected = dict.fromkeys(PLACES, 0)
    for place in WHERE.values():
        expected[place] += 1
    assert dict(found.places) == expected
    listed = {}
    for place in PLACES:
        for row in pipeline.disputes_at(house, "闽0213", "2022", f"place:{place}"):
            listed[row["dispute_id"] or row["mediation_id"] or row["case_number"]] = row["place"]
    assert listed == WHERE


def test_each_figure_opens_to_as_many_disputes_as_it_counts(house):
    found = pipeline.follow(house, "闽0213", "2022").funnel
    for kind, counts in (("entry", found.entries), ("stage", found.stages), ("place", found.places)):
        for name, count in counts.items():
            assert len(pipeline.disputes_at(house, "闽0213", "2022", f"{kind}:{name}")) == count
    assert len(pipeline.disputes_at(house, "闽0213", "2022", "place:source_open", limit=0)) == 0


def test_the_returns_of_the_funnel_lead_to_those_of_the_indicator(house):
    lines = {line.id: (line.succeeded, line.returned) for line in pipeline.came_back(house, "闽0213", "2022..2023")}
    assert lines == {"funnel": (3, 1), "earlier": (1, 0), "after_filing": (1, 1), "indicator": (5, 2)}
    lines = pipeline.came_back(house, "闽0213", "2022")
    told = {line.id: (line.succeeded, line.returned) for line in lines}
    assert told == {"funnel": (3, 1), "later": (-3, -1), "indicator": (0, 0)}
    assert [line.rate for line in lines] == [pytest.approx(100 / 3), None, None]


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(drawn=worlds(codes(), most=200, only=("cases", "mediations", "disputes")))
def test_both_counts_of_returns_are_bridged_exactly(drawn, tmp_path_factory):
    root = tmp_path_factory.mktemp("returns")
    Store(root).load(drawn.batches(), codes())
    house = pipeline.open_house(root)
    for court in house.present:
        for period in ("2019", "2020", "2019..2021"):
            lines = pipeline.came_back(house, court, period)
            (own,) = pipeline.measure(house, ["Q13"], court, period)
            assert (lines[-1].succeeded, lines[-1].returned) == (own.denominator or 0, own.numerator or 0)
            assert sum(line.succeeded for line in lines[:-1]) == lines[-1].succeeded
            assert sum(line.returned for line in lines[:-1]) == lines[-1].returned


def test_towns_split_the_funnel(house):
    east = pipeline.follow(house, "闽0213", "2022", "东镇").funnel
    west = pipeline.follow(house, "闽0213", "2022", "西镇").funnel
    whole = pipeline.follow(house, "闽0213", "2022").funnel
    assert {name: east.places[name] + west.places[name] for name in PLACES} == dict(whole.places)


def test_a_figure_that_is_none_and_a_period_without_disputes_are_said(house):
    with pytest.raises(UsageError, match="no figure of the funnel"):
        pipeline.disputes_at(house, "闽0213", "2022", "place:nowhere")
    with pytest.raises(NoDataError, match="no dispute came in"):
        pipeline.follow(house, "闽0213", "2015")


def test_who_may_see_no_cases_is_told_nothing(house):
    outside = Reader(name="one", rights=rights_of([Grant(role="external", court="*")], lambda _: ()))
    for ask in (pipeline.follow, pipeline.came_back, pipeline.waits, pipeline.flagged, pipeline.town_rates):
        with pytest.raises(DeniedError, match="没有权限"):
            ask(house.read_by(outside), "闽0213", "2022")
