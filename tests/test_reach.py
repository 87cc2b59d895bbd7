"""Every public function of the pipeline × every role × its own court and another's: nothing of the other is read."""

import inspect
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlglot import parse_one

import faces
from shuzhu import pipeline
from shuzhu.access import FIELDS, LOCAL, LOCAL_NAMED, ROLES, Grant, Reach, Reader, Right, rights_of
from shuzhu.desk.audit import entries
from shuzhu.desk.items import Step
from shuzhu.desk.pairs import PairStep
from shuzhu.desk.reports import ReportStep
from shuzhu.errors import DeniedError, NoDataError, ShuzhuError, UsageError
from shuzhu.indicators.bounded import bounded
from shuzhu.linkage.identity import widened
from shuzhu.pipeline.searching import Wanted
from shuzhu.records import RECORDS
from shuzhu.reports.material import Asked

SOURCE = Path(pipeline.__file__).parents[1]
OWN, FOREIGN, THIRD = "虚0213", "虚0203", "虚0205"
PERIOD = "2020H1"
QUIET = {OWN: 3, FOREIGN: 8, THIRD: 9}
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOTHING_OF_THE_STORE = {
    "compare_reports", "elements_in", "font_stand_ins", "read_into", "read_lines", "read_one", "report_kinds",
    "train_elements",
}  # fmt: skip
"""These read files that the asker brings, and are handed no store."""
NOT_OF_A_READER = {
    "bridge_rows", "demo", "effect_rows", "finding_rows", "marks_of", "newest", "open_house", "rule_of",
    "score_values", "statement_rows", "the_period", "topic_page",
}  # fmt: skip
"""They make a store, open one, or work on what they are handed; some tell a mark, a number, a period or a rule."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The made-up world, loaded and watched; other courts' rows carry their own words."""
    folder = tmp_path_factory.mktemp("reach")
    made = faces.store(folder / "store")
    files = faces.files(folder / "files")
    rows = (files / "cases.csv").read_text(encoding="utf-8").splitlines()
    head = rows[0].split(",")
    told = [[*head, "division"]]
    for row in rows[1:]:
        cells = dict(zip(head, row.split(","), strict=True))
        cells["town"] = f"{cells['court']}镇"
        told.append([*cells.values(), "民一庭" if cells["judge"].endswith("0") else "民二庭"])
    told += _in_a_quiet_month(head, told[1])
    (files / "cases.csv").write_text("\n".join(",".join(row) for row in told) + "\n", encoding="utf-8")
    _before_filing(made, files)
    _mediations(files / "mediations.csv")
    _parties(files / "parties.csv")
    pipeline.load(pipeline.open_house(made), [str(files)])
    pipeline.link(pipeline.open_house(made), ["ledger"])
    pipeline.index(pipeline.open_house(made))
    pipeline.link(pipeline.open_house(made), ["ledger", "filed", "persons"])
    home = pipeline.open_house(made)
    (folder / "key").write_bytes(b"k" * 32)
    pipeline.export_hashes(home, "ledger", "right", folder / "key", folder / "own.parquet")
    pipeline.watch(home, "all", PERIOD, NOW, "测试")
    return home


def _before_filing(made, files):
    """A mediator, some mediations and a programme of each court."""
    rows = ["mediation_id,court,cause,applicant,respondent,mediator_id,force,accepted_on,ended_on,ending,form"]
    people, programmes = ["mediator_id,name,court,force"], []
    for court in faces.COURTS:
        people.append(f"调-{court},虚调,{court},court")
        ends = f"民间借贷纠纷,虚甲,拟乙,调-{court},court,2020-03-02,2020-03-20,agreed,agreement"
        rows += [f"（2020）{court}诉前调{n}号,{court},{ends}".replace("虚甲", f"虚甲{n}") for n in range(25)]
        programmes.append(f"- {{id: p-{court}, title: {{zh: {court}}}, courts: [{court}], towns: [{court}镇], "
                          "began_on: 2020-01-01}")  # fmt: skip
    (files / "mediations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (files / "mediators.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    (made / "catalogue" / "programmes.yaml").write_text("\n".join(programmes) + "\n", encoding="utf-8")


def _in_a_quiet_month(head, like):
    """A few more cases in a month of their own: so few of one court that they are not shown."""
    cells = dict(zip([*head, "division"], like, strict=True))
    return [
        list((cells | {"case_id": f"（2020）{court}民初9{n:03d}号", "case_number": f"（2020）{court}民初9{n:03d}号",
                       "court": court, "town": f"{court}镇", "filed_on": "2020-06-28", "closed_on": "",
                       "closing": ""}).values())
        for court, many in QUIET.items() for n in range(many)
    ]  # fmt: skip


def reader(*grants):
    """A reader of some grants, over the codes of the made-up world."""
    below = {"虚": ("虚02", OWN, FOREIGN, THIRD), "虚02": (OWN, FOREIGN, THIRD)}
    return Reader(name="one", rights=rights_of(grants, lambda mark: below.get(mark, ())))


def item_of(home, court):
    """An item of a court."""
    return next(one for one in pipeline.open_items(home, [court]))


def reported(court):
    """A report of a court, as it is asked for."""
    return Asked(kind="operations", court=court, period=PERIOD, dated=date(2020, 7, 15))


def report_file(home, court):
    """A report of a court that was made by who may."""
    path = home.store.root.parent / f"{court}.md"
    if not path.exists():
        path.write_bytes(pipeline.make_report(home, reported(court), ("md",)).files["md"])
    return path


def draft_of(home, court):
    """The number of a draft of a court."""
    found = [one.id for one in pipeline.kept_reports(home) if one.court == court and one.state == "draft"]
    return found[0] if found else pipeline.draft_report(home, reported(court), ("md",), NOW, "甲").id


def pair_of(court):
    """A record of the platform and one of the ledger that are the same."""
    return f"（2020）{court}诉前调1号", f"台-{court}"


def decision(court):
    """What somebody says of that pair."""
    left, right = pair_of(court)
    return PairStep(task="ledger", left=left, right=right, what="same", at=NOW, by="甲", note="查阅卷宗")


def _mediations(path):
    """One dispute in each court, in both sources."""
    head = "mediation_id,court,source,cause,town,applicant,respondent,registered_on,ended_on,ending,amount"
    rows = [
        f"{name},{court},{source},民间借贷纠纷,{court}镇,虚某一,拟某二,2020-02-03,2020-03-0{n + 1},{ending},800{n}.00"
        for n, court in enumerate((OWN, FOREIGN, THIRD))
        for name, source, ending in zip(
            pair_of(court), ("虚构调解平台", "司法行政台账"), ("agreed", "expired"), strict=True
        )
    ]
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def _parties(path):
    """One person in two records of each court, one of them without a number."""
    head = "party_id,case_id,role,kind,name,id_number,telephone,born_on,sex"
    number = widened("990213800105123")
    rows = [
        f"当-{court}-{n},（2020）{court}民初{n}号,plaintiff,person,虚某{mark},{told},00012345678,1980-01-05,male"
        for mark, court in zip("甲乙丙", faces.COURTS, strict=True) for n, told in ((1, number), (2, ""))
    ]  # fmt: skip
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def calls(home, court):
    """Every public function, asked about a court."""
    one = item_of(home, court)
    noted = Step(what="noted", at=NOW, by="甲", note="备注")
    kept = draft_of(home, court)
    pair = pair_of(court)
    return {
        "acceptance": lambda house: pipeline.acceptance(house, 1),
        "adoption_rates": pipeline.adoption_rates,
        "before_filing": lambda house: pipeline.before_filing(house, court, PERIOD),
        "beside": lambda house: pipeline.beside(house, *pair),
        "beside_persons": lambda house: pipeline.beside_persons(house, f"当-{court}-1", f"当-{court}-2"),
        "bridge_list": lambda house: pipeline.bridge_list(pipeline.bridged(house, court, PERIOD)),
        "bridged": lambda house: pipeline.bridged(house, court, PERIOD),
        "came_back": lambda house: pipeline.came_back(house, court, PERIOD),
        "case_file": lambda house: pipeline.case_file(house, f"（2020）{court}民初9000号"),
        "cases_of": lambda house: pipeline.cases_of(house, one, None),
        "chart": lambda house: pipeline.chart(house, one),
        "checkup": lambda house: pipeline.checkup(house, court, PERIOD),
        "disputes_at": lambda house: pipeline.disputes_at(house, court, PERIOD, "entry:court"),
        "conflict_rows": lambda house: pipeline.conflict_rows(house, pipeline.reconcile(house, court, PERIOD)),
        "decide_link": lambda house: pipeline.decide_link(house, decision(court)),
        "draft_report": lambda house: pipeline.draft_report(house, reported(court), ("md",), NOW, "甲"),
        "evaluate": lambda house: pipeline.evaluate(house, court, PERIOD),
        "explain": lambda house: pipeline.explain(house, "JA", court, PERIOD, 1000),
        "export_hashes": lambda house: pipeline.export_hashes(
            house, "ledger", "right", home.root.parent / "key", home.root.parent / "hashes.parquet"
        ),
        "exporting": lambda house: pipeline.exporting(house, "指标", courts={court}),
        "features": lambda house: pipeline.finding_rows(pipeline.features(house, "CX03", court, PERIOD)),
        "fill_rates": pipeline.fill_rates,
        "flagged": lambda house: pipeline.flagged(house, court, PERIOD),
        "follow": lambda house: pipeline.follow(house, court, PERIOD),
        "faulty_records": lambda house: pipeline.faulty_records(house, court, PERIOD, limit=5),
        "footing": lambda house: pipeline.footing(house, "JA", court, PERIOD),
        "freshness": lambda house: pipeline.freshness(house, court),
        "held_loads": pipeline.held_loads,
        "freeze_baseline": lambda house: pipeline.freeze_baseline(house, "2019"),
        "identities": pipeline.identities,
        "incoming": lambda house: pipeline.incoming(house, [home.store.root.parent / "files" / "cases.csv"]),
        "kept_report": lambda house: pipeline.kept_report(house, kept),
        "kept_reports": pipeline.kept_reports,
        "lasting": lambda house: pipeline.lasting(house, court, PERIOD),
        "late_in": lambda house: pipeline.late_in(house, court, PERIOD, "accept"),
        "link": lambda house: pipeline.link(house, ["ledger"]),
        "link_steps": lambda house: pipeline.link_steps(house, "ledger", *pair),
        "links": lambda house: pipeline.links(house, "ledger", [court]),
        "links everywhere": lambda house: pipeline.links(house, "ledger"),
        "load": lambda house: pipeline.load(house, [str(home.store.root.parent / "files")]),
        "index": pipeline.index,
        "indexed": pipeline.indexed,
        "loads": pipeline.loads,
        "match_hashes": lambda house: pipeline.match_hashes(
            house, home.root.parent / "own.parquet", home.root.parent / "key"
        ),
        "make_report": lambda house: pipeline.make_report(house, reported(court), ("md",)),
        "mappings": pipeline.mappings,
        "marked_by": lambda house: pipeline.marked_by(house, SOURCE / "access.py"),
        "measure": lambda house: pipeline.measure(house, ["JA", "XL01", "CX01"], court, PERIOD),
        "measure by town": lambda house: pipeline.measure(house, ["JA"], court, PERIOD, ["town"]),
        "measure by month": lambda house: pipeline.measure(house, ["JA"], court, PERIOD, ["month"]),
        "one_item": lambda house: pipeline.one_item(house, one.id),
        "one_link": lambda house: pipeline.one_link(house, "ledger", *pair),
        "open_items": lambda house: pipeline.open_items(house, [court], ended=True),
        "receive": lambda house: pipeline.receive(house, [7]),
        "own_person": pipeline.own_person,
        "prepare_similar": pipeline.prepare_similar,
        "programme_effect": lambda house: pipeline.programme_effect(house, f"p-{court}"),
        "programmes": pipeline.programmes,
        "recomputed": pipeline.recomputed,
        "quality": lambda house: pipeline.quality(house, court, PERIOD, ["court", "division"]),
        "quality_trend": lambda house: pipeline.quality_trend(house, court, pipeline.the_period(home, PERIOD), 3),
        "reconcile": lambda house: pipeline.reconcile(house, court, PERIOD),
        "refusals": pipeline.refusals,
        "release_load": lambda house: pipeline.release_load(house, 99),
        "release_dishonest": lambda house: pipeline.release_dishonest(house, date(2020, 7, 1), NOW, "甲"),
        "report_files": lambda house: pipeline.report_files(house, kept),
        "report_tree": lambda house: pipeline.report_tree(house, reported(court)),
        "robust": lambda house: pipeline.robust(house, court, PERIOD, "internal", 20),
        "save_search": lambda house: pipeline.save_search(house, f"{house.reader}"[:70], Wanted(text="镇"), NOW),
        "saved_searches": pipeline.saved_searches,
        "same_persons": lambda house: pipeline.same_persons(house, [court]),
        "same_persons everywhere": pipeline.same_persons,
        "score": lambda house: pipeline.score(house, court, PERIOD),
        "scorecard": lambda house: pipeline.scorecard(house, f"调-{court}", PERIOD),
        "scorecards": lambda house: pipeline.scorecards(house, court, PERIOD),
        "search": lambda house: pipeline.search(house, Wanted(text="", limit=200, facets=("court", "town"))),
        "search_rows": lambda house: pipeline.search_rows(house, Wanted(text="民间借贷纠纷")),
        "similar_cases": lambda house: pipeline.similar_cases(house, f"（2020）{court}民初9000号"),
        "similar_to": lambda house: pipeline.similar_to(house, f"原告向{court}起诉，请求归还借款。", "虚构诉状"),
        "spread": lambda house: pipeline.spread(house, "JA", court, pipeline.the_period(home, PERIOD)),
        "step_item": lambda house: pipeline.step_item(house, one.id, noted),
        "step_saved": lambda house: pipeline.step_saved(house, 99, "seen", NOW),
        "step_report": lambda house: pipeline.step_report(house, kept, ReportStep(what="checked", at=NOW, by="乙")),
        "suits_of": lambda house: pipeline.suits_of(house, court, PERIOD, ""),
        "topic": lambda house: pipeline.topic(house, "private_lending", court, PERIOD),
        "topics": lambda house: list(pipeline.topics(house)),
        "town_rates": lambda house: pipeline.town_rates(house, court, PERIOD),
        "suggest": lambda house: pipeline.suggest(house, "虚"),
        "trends": lambda house: pipeline.trends(house, ["JA"], court, pipeline.the_period(home, PERIOD)),
        "undo": lambda house: pipeline.undo(house, 99),
        "verify_report": lambda house: pipeline.verify_report(house, report_file(home, court)),
        "waits": lambda house: pipeline.waits(house, court, PERIOD),
        "watch": lambda house: pipeline.watch(house, court, PERIOD, NOW, "甲"),
        "what_if": lambda house: pipeline.what_if(house, court, PERIOD, "internal", ["normalise=z_score"]),
        "why": lambda house: pipeline.why(house, one),
        "withdraw": lambda house: pipeline.withdraw(house, ["d1"], "测试", NOW),
        "withdrawn": pipeline.withdrawn,
        "withdraw_load": lambda house: pipeline.withdraw_load(house, 99),
    }  # fmt: skip


def everywhere(home):
    """What is asked of no one court, and of all."""
    return {
        "measure all": lambda house: pipeline.measure(house, ["JA"], "all", PERIOD),
        "measure by court": lambda house: pipeline.measure(house, ["JA"], "all", PERIOD, ["court", "town"]),
        "open_items of all": pipeline.open_items,
        "watch all": lambda house: pipeline.watch(house, "all", PERIOD, NOW, "甲"),
        "area": lambda house: pipeline.measure(house, ["JA"], "虚02+", PERIOD),
    }


CALLS = [
    "acceptance", "adoption_rates", "before_filing", "beside", "beside_persons", "bridge_list", "bridged", "came_back",
    "case_file", "cases_of", "chart", "checkup", "disputes_at", "conflict_rows", "decide_link", "draft_report",
    "evaluate", "explain", "export_hashes", "exporting", "features", "fill_rates", "flagged", "follow",
    "faulty_records", "footing", "freshness", "held_loads", "freeze_baseline", "identities", "incoming", "kept_report",
    "kept_reports", "lasting", "late_in", "link", "link_steps", "links", "links everywhere", "load", "index", "indexed",
    "loads", "match_hashes", "make_report", "mappings", "marked_by", "measure", "measure by town", "measure by month",
    "one_item", "one_link", "open_items", "receive", "own_person", "prepare_similar", "programme_effect", "programmes",
    "recomputed", "quality", "quality_trend", "reconcile", "refusals", "release_load", "release_dishonest",
    "report_files", "report_tree", "robust", "save_search", "saved_searches", "same_persons", "same_persons everywhere",
    "score", "scorecard", "scorecards", "search", "search_rows", "similar_cases", "similar_to", "spread", "step_item",
    "step_saved", "step_report", "suits_of", "topic", "topics", "town_rates", "suggest", "trends", "undo",
    "verify_report", "waits", "watch", "what_if", "why", "withdraw", "withdrawn", "withdraw_load",
]  # fmt: skip


def answered(home, who, call):
    """What a reader is told, as text; None where it is refused or there is nothing."""
    house = home.read_by(who)
    try:
        found = call(house)
    except (DeniedError, NoDataError, UsageError):
        return None
    return "\n".join(map(_told, found if isinstance(found, list) else [found]))


def _told(found):
    """Everything in an answer, the rows of its tables too."""
    rows = [part.rows.to_pylist() for part in getattr(found, "parts", ()) if getattr(part, "rows", None) is not None]
    return f"{found!r} {rows!r}"


def test_every_public_function_is_asked(home):
    functions = {name for name in pipeline.__all__ if inspect.isfunction(getattr(pipeline, name))}
    asked = {name.split(" ")[0] for name in calls(home, OWN)}
    assert asked == functions - NOTHING_OF_THE_STORE - NOT_OF_A_READER
    assert list(calls(home, OWN)) == CALLS


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("call", CALLS)
def test_nothing_of_another_court_is_told(home, role, call):
    who = reader(Grant(role=role, court=OWN))
    told = answered(home, who, calls(home, FOREIGN)[call])
    assert told is None or not {FOREIGN, THIRD} & set(_marks(told))


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("call", [*CALLS, "measure all", "measure by court", "open_items of all", "watch all", "area"])
def test_of_the_own_court_is_told_what_the_role_grants_and_nothing_else(home, role, call):
    who = reader(Grant(role=role, court=OWN))
    told = answered(home, who, (calls(home, OWN) | everywhere(home))[call])
    assert told is None or not {FOREIGN, THIRD} & set(_marks(told))
    needed = {"cases_of": "items", "explain": "measure", "measure": "measure", "one_item": "items", "watch": "watch"}
    if call in needed:
        assert (told is not None) == (needed[call] in ROLES[role].actions)


def _marks(told):
    """The courts of the made-up world that a text speaks of."""
    return [mark for mark in faces.COURTS if mark in told]


@pytest.mark.parametrize("call", CALLS)
def test_without_rights_every_function_is_denied(home, call):
    house = home.read_by(Reader(name="nobody"))
    with pytest.raises(DeniedError, match="没有权限"):
        calls(home, OWN)[call](house)


def test_a_denial_is_in_the_audit(home):
    house = home.read_by(reader(Grant(role="judge", court=OWN)))
    with pytest.raises(DeniedError):
        pipeline.measure(house, ["JA"], FOREIGN, PERIOD)
    last = entries(house.desk, last=1)[0]
    assert (last.who, last.what, last.court, last.detail["action"]) == ("one", "denied", FOREIGN, "measure")


def test_figures_of_the_own_court_are_the_same_for_who_sees_it_alone(home):
    alone = home.read_by(reader(Grant(role="supervision", court=OWN)))
    for by in ((), ("month",), ("town",), ("division",)):
        ours = pipeline.measure(alone, ["JA", "XL01", "CX01"], OWN, PERIOD, by) if by == () else []
        ours = ours or pipeline.measure(alone, ["JA"], OWN, PERIOD, by)
        codes = ["JA", "XL01", "CX01"] if by == () else ["JA"]
        theirs = pipeline.measure(home, codes, OWN, PERIOD, by)
        assert [(v.numerator, v.denominator, v.by) for v in ours] == [
            (v.numerator, v.denominator, v.by) for v in theirs
        ]


def test_few_pooled_courts_are_not_told_to_who_may_not_see_them(home):
    alone = home.read_by(reader(Grant(role="leader", court=OWN)))
    (value,) = pipeline.measure(alone, ["JA"], OWN, PERIOD)
    assert value.peers == {}
    (value,) = pipeline.measure(home, ["JA"], OWN, PERIOD)
    assert value.peers


def test_a_division_sees_its_own_cases_alone(home):
    judge = home.read_by(reader(Grant(role="judge", court=OWN, divisions=("民一庭",))))
    (opened,) = pipeline.explain(judge, "JA", OWN, PERIOD, 1000)
    mine = {row["case_id"] for row in opened.parts[0].rows.to_pylist()}
    (opened,) = pipeline.explain(home, "JA", OWN, PERIOD, 1000)
    every = {row["case_id"] for row in opened.parts[0].rows.to_pylist()}
    assert 0 < len(mine) < len(every)
    one = Right(actions=frozenset({"measure", "cases"}), courts=frozenset({OWN}), divisions=frozenset({"民一庭"}),
                fields=frozenset(FIELDS))  # fmt: skip
    (value,) = pipeline.measure(home.read_by(Reader(rights=(one,))), ["JA"], OWN, PERIOD)
    assert value.numerator == len(mine)


def test_who_may_see_no_cases_sees_no_small_counts(home):
    outside = home.read_by(reader(Grant(role="external", court=OWN)))
    asked = (["WJ", "JA", "XS"], OWN, PERIOD, ["cause"])
    hidden, plain = pipeline.measure(outside, *asked), pipeline.measure(home, *asked)
    small = [n for n, v in enumerate(plain) if 0 < v.numerator < 5]
    assert small
    assert all(hidden[n].suppressed for n in small)
    assert all(v.numerator is None or v.numerator == p.numerator for v, p in zip(hidden, plain, strict=True))
    assert any(not v.suppressed for v in hidden)
    with pytest.raises(DeniedError):
        pipeline.measure(outside, ["JA"], OWN, PERIOD, ["case_number"])
    with pytest.raises(UsageError, match="whole months"):
        pipeline.measure(outside, ["JA"], OWN, "2020-01-02..2020-01-03")
    (opened,) = pipeline.explain(outside, "JA", OWN, PERIOD)
    assert all(part.rows is None for part in opened.parts)


def test_a_small_count_of_a_court_is_not_told_by_its_neighbours_one_by_one(home):
    area = home.read_by(reader(Grant(role="external", court="虚02+")))
    each = {m: pipeline.measure(area, ["XS"], m, "2020-06")[0].numerator for m in faces.COURTS}
    plain = {m: pipeline.measure(home, ["XS"], m, "2020-06")[0].numerator for m in faces.COURTS}
    assert plain[OWN] == QUIET[OWN]
    beside = min((FOREIGN, THIRD), key=lambda mark: plain[mark])
    assert {mark for mark in faces.COURTS if each[mark] is None} == {OWN, beside}
    together = pipeline.measure(area, ["XS"], ",".join(faces.COURTS), "2020-06")
    assert [v.numerator for v in together] == [each[m] for m in faces.COURTS]
    assert pipeline.measure(area, ["XS"], "虚02+", "2020-06")[0].numerator == sum(plain.values())


def test_names_that_were_seen_are_in_the_audit_and_masked_ones_are_not(home):
    house = home.read_by(LOCAL)
    before = len(entries(house.desk, what="names"))
    pipeline.explain(house, "CX01", OWN, PERIOD)
    assert len(entries(house.desk, what="names")) == before
    pipeline.explain(house.read_by(LOCAL_NAMED), "CX01", OWN, PERIOD)
    assert len(entries(house.desk, what="names")) > before
    assert not any(name in repr(entries(house.desk)) for name in faces.NAMES)


@pytest.mark.parametrize("table", sorted(RECORDS))
def test_every_table_is_bounded_wherever_it_stands(table):
    reach = Reach(((frozenset({OWN}), None),))
    for query in (f"SELECT count(*) FROM {table}",
                  f"SELECT 1 FROM (SELECT * FROM {table} AS x) y JOIN {table} z ON 1 = 1",
                  f"SELECT 1 WHERE 1 IN (SELECT 1 FROM {table})"):  # fmt: skip
        said = bounded(parse_one(query), reach).sql(dialect="duckdb")
        assert said.count(OWN) == (query.count(f"FROM {table}") + query.count(f"JOIN {table}")) * (
            table != "statistics"
        )


def test_a_table_that_nobody_knows_is_not_asked():
    with pytest.raises(ValueError, match="bounded"):
        bounded(parse_one("SELECT * FROM secrets"), Reach(()))


def test_no_face_reaches_past_the_pipeline():
    faces_ = [path for folder in ("cli", "web") for path in (SOURCE / folder).rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in faces_)
    for word in ("house.store", "house.desk", "house.cube", "house.sight", "house.itself", "._whole"):
        assert word not in source
    ways = {p.name: p.read_text(encoding="utf-8") for p in (SOURCE / "pipeline").glob("*.py")}
    assert [name for name, text in ways.items() if "_whole" in text or "open_engine" in text] == ["house.py"]
    assert issubclass(DeniedError, ShuzhuError)
