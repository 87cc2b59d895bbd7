"""Mediations in a store → what lasts, what a programme did, and cards, held against what was written into the files."""

import csv
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

import faces
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED, Grant, Reader, rights_of
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.programmes import read_programmes
from shuzhu.desk.audit import entries
from shuzhu.errors import CatalogueError, DeniedError, NoDataError, UsageError
from shuzhu.pipeline import accounts
from shuzhu.web.app import cockpit

OWN, FOREIGN = "虚0213", "虚0203"
PERIOD = "2019"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOWNS = ("望虚镇", "石幻镇", "海拟街道", "东构街道", "新幻镇", "内拟镇")
PROGRAMME = """
- id: points
  title: {zh: 联动点, en: Points}
  courts: [虚0213]
  towns: [望虚镇]
  began_on: 2019-07-01
  causes: {family: private_lending}
"""


def write(path, rows):
    """Rows as CSV."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def success(number, ended="2019-03-01", **more):
    """A mediation that succeeded, between two made-up people of its own."""
    return {"mediation_id": f"（2019）虚0213诉前调{number}号", "court": OWN, "cause": "民间借贷纠纷", "town": TOWNS[1],
            "applicant": f"虚甲{number}", "respondent": f"拟乙{number}", "mediator_id": "调-1", "force": "court",
            "registered_on": "2019-01-05", "accepted_on": "2019-01-06", "ended_on": ended, "ending": "agreed",
            "form": "agreement", "amount": "20000"} | more  # fmt: skip


def case(number, filed, plaintiff, defendant, **more):
    """A civil case with its two parties."""
    case_id = f"（{filed[:4]}）虚0213民初{number}号"
    row = {"case_id": case_id, "case_number": case_id, "court": OWN, "kind": "civil", "type_code": "民初",
           "instance": "first", "cause": "民间借贷纠纷", "town": TOWNS[0], "filed_on": filed} | more  # fmt: skip
    sides = (("plaintiff", plaintiff), ("defendant", defendant))
    parties = [
        {"party_id": f"{row['case_id']}-{role}", "case_id": row["case_id"], "role": role, "name": name}
        for role, name in sides
    ]
    return row, parties


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A store of one court's mediations and filings, and a manager, a mediator and a stranger with accounts."""
    folder = tmp_path_factory.mktemp("effects")
    made = faces.store(folder / "store")
    files = folder / "files"
    files.mkdir()
    cases, parties, enforced = filings()
    write(files / "cases.csv", cases)
    write(files / "parties.csv", parties)
    write(files / "enforcements.csv", enforced)
    write(files / "mediations.csv", mediations())
    write(files / "mediators.csv", [
        {"mediator_id": f"调-{n}", "name": f"虚调{n}", "organisation": "虚构调解室", "force": "court", "court": court}
        for n, court in ((1, OWN), (2, OWN), (3, FOREIGN))])  # fmt: skip
    write(files / "ratings.csv", [
        {"rating_id": f"评{n}", "court": OWN, "person_id": "调-1" if n % 2 else "调-2", "kind": "调解协议书",
         "rated_on": "2019-06-01", "score": str(80 + n % 5), "missing": str(n % 2)} for n in range(20)])  # fmt: skip
    (made / "catalogue" / "programmes.yaml").write_text(PROGRAMME, encoding="utf-8")
    house = pipeline.open_house(made)
    pipeline.load(house, [str(files)])
    house = pipeline.open_house(made)
    for name, role, court, person in (("chief", "supervision", OWN, ""), ("helper", "mediator", OWN, "调-1"),
                                      ("other", "mediator", OWN, ""), ("judge", "judge", OWN, "")):  # fmt: skip
        accounts.add_account(house, name, name, [Grant(role=role, court=court)], NOW)
        if person:
            accounts.set_person(house, name, person, NOW)
    return house


def mediations():
    """Sixty successes and forty failures; number 60 is denied by another ledger, number 1 told twice."""
    found = [success(n, mediator_id="调-1" if n <= 45 else "调-2") for n in range(1, 61)]
    found += [
        success(n, ending="unwilling", form="", mediator_id="调-1" if n <= 75 else "调-2") for n in range(61, 101)
    ]
    found.append(success(1, "2019-03-02") | {"mediation_id": "司台-（2019）虚0213诉前调1号"})
    found.append(success(60, "2019-03-02", ending="far_apart") | {"mediation_id": "司台-（2019）虚0213诉前调60号"})
    return found


def filings():
    """Filings of every town and month, the parties that came back, a confirmation and its enforcement."""
    cases, parties = [], []

    def add(*told, **more):
        row, sides = case(*told, **more)
        cases.append(row)
        parties.extend(sides)

    number = 1_000
    for month in range(36):
        year, part = 2017 + month // 12, month % 12 + 1
        for n, town in enumerate(TOWNS):
            begun = n == 0 and (year, part) >= (2019, 7)
            for each in range(6 if begun else 12):
                number += 1
                filed = f"{year}-{part:02d}-{1 + each * 2 + n % 2:02d}"
                add(number, filed, f"幻丙{number}", f"幻丁{number}", town=town)
    add(2, "2019-06-01", "虚甲2", "拟乙2")
    add(3, "2019-06-01", "拟乙3", "虚甲3")  # the sides are turned
    add(4, "2019-06-01", "虚甲4", "拟乙4", cause="离婚纠纷")  # another dispute
    add(5, "2019-02-01", "虚甲5", "拟乙5")  # before the mediation
    add(6, "2019-06-01", "虚甲6", "拟乙7")  # other people
    add(8, "2019-07-01", "虚甲8", "拟乙8", cause="借款合同纠纷")
    add(60, "2019-06-01", "虚甲60", "拟乙60")
    row, sides = case(
        9, "2019-03-20", "虚甲9", "拟乙9", kind="civil", type_code="诉前调确", cause="申请司法确认调解协议"
    )
    row |= {"case_id": "确9", "case_number": "（2019）虚0213诉前调确9号"}
    cases.append(row)
    parties.extend(one | {"case_id": "确9", "role": "applicant"} for one in sides)
    row, sides = case(10, "2019-08-20", "虚甲9", "拟乙9", kind="enforcement", type_code="执", instance="enforcement")
    cases.append(row)
    parties.extend(sides)
    return cases, parties, [{"case_id": row["case_id"], "basis_number": "（2019）虚0213诉前调确9号"}]


def reader_of(home, name):
    """The house for an account."""
    return home.read_by(accounts.reader_named(home, name, NOW))


def test_who_came_back_is_told_and_nobody_else(home):
    found = pipeline.lasting(home, OWN, PERIOD)
    assert found.whole.successes == 59  # of sixty one is denied by another ledger, and one is told twice
    back = {one.mediation_id: (one.way, one.case_id) for one in found.returns}
    alike = home.codes.family("private_lending")
    expected = {2: (1, "（2019）虚0213民初2号"), 3: (1, "（2019）虚0213民初3号"), 9: (2, "（2019）虚0213民初10号")}
    expected |= {8: (1, "（2019）虚0213民初8号")} if "借款合同纠纷" in alike else {}
    assert back == {f"（2019）虚0213诉前调{n}号": one for n, one in expected.items()}
    assert (found.whole.refiled, found.whole.enforced) == (len(expected) - 1, 1)
    assert found.whole.kept.on(365)[0] == pytest.approx(1 - len(expected) / 59)
    assert found.whole.watched == (59, 59, 59 - len(expected), 59 - len(expected), 0)


def test_what_is_the_same_dispute_can_be_told_by_another_way(home):
    found = pipeline.lasting(home, OWN, PERIOD, same=lambda _house, _rows: [])
    assert found.returns == ()
    assert found.whole.kept.on(365) == (1.0, 1.0, 1.0)


def test_groups_add_up_to_the_whole_with_the_small_ones(home):
    found = pipeline.lasting(home, OWN, PERIOD, "form")
    assert sum(one.successes for one in found.groups) + found.small == found.whole.successes
    with pytest.raises(UsageError, match="force"):
        pipeline.lasting(home, OWN, PERIOD, "judge")
    with pytest.raises(NoDataError, match="no mediation succeeded"):
        pipeline.lasting(home, OWN, "2018")


def test_a_programme_that_halved_filings_is_found(home):
    found = pipeline.programme_effect(home, "points")
    assert found.estimate.ratio == pytest.approx(0.5, abs=0.03)
    assert found.estimate.upper < 1
    assert (found.first, found.start, found.last) == ("2017-01", "2019-07", "2019-11")
    assert found.expected - found.observed == pytest.approx(30, abs=5)
    assert {one.town for one in found.towns if one.treated} == {"望虚镇"}
    assert [one.met for one in found.assumptions][-2:] == [False, None]  # one town with it; spilling over is not told
    assert found.placebos.p == pytest.approx(1 / 6, abs=1e-9)
    assert [one.id for one in pipeline.programmes(home)] == ["points"]


def test_an_unknown_programme_and_a_bad_file_say_what_to_do(home, tmp_path):
    with pytest.raises(UsageError, match="did you mean points"):
        pipeline.programme_effect(home, "point")
    for text, said in (
        ("- id: a", "title: is missing"),
        ("a: 1", "write a list"),
        ("- {id: a, title: b, courts: [c], towns: [d], began_on: 2020-01-01}", "write {zh"),
        ("- {id: a, title: {zh: b}, courts: [c], towns: [d], began_on: soon}", "no day"),
        ("- {id: a, title: {zh: b}, courts: [c], towns: [d], began_on: 2020-01-01, causes: {family: x}}", "no family"),
        ("- {id: a, name: b}", "unknown key"),
    ):
        (tmp_path / "programmes.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError, match=said):
            read_programmes(read_codes(), tmp_path)
    text = "- {id: a, title: {zh: b}, courts: [c], towns: {d: 2020-01-01, e: 2021-01-01}, began_on: 2020-01-01}"
    (tmp_path / "programmes.yaml").write_text(text, encoding="utf-8")
    (one,) = read_programmes(read_codes(), tmp_path)
    assert (one.starts["e"], one.began_on, one.causes) == (date(2021, 1, 1), date(2020, 1, 1), None)


def test_too_little_past_is_refused_with_its_reason(home):
    path = home.root / "catalogue" / "programmes.yaml"
    path.write_text(PROGRAMME.replace("2019-07-01", "2017-06-01"), encoding="utf-8")
    try:
        with pytest.raises(NoDataError, match="too few months before"):
            pipeline.programme_effect(home, "points")
    finally:
        path.write_text(PROGRAMME, encoding="utf-8")


def test_cards_stand_by_number_and_hold_what_was_written(home):
    cards = pipeline.scorecards(home, OWN, PERIOD)
    assert [one.person for one in cards] == ["调-1", "调-2"]
    first, second = cards
    assert (first.figures["settling"].cases, first.figures["settling"].observed) == (60, 45)
    assert (second.figures["settling"].cases, second.figures["settling"].observed) == (40, 15)
    assert first.figures["settling"].expected + second.figures["settling"].expected == pytest.approx(60)
    assert (first.figures["writing"].cases, first.missing, second.missing) == (10, 1.0, 0.0)
    assert (first.role, first.name) == ("法官助理", "虚某某")


def test_a_person_sees_the_own_card_a_manager_all_and_others_none(home):
    helper, chief = reader_of(home, "helper"), reader_of(home, "chief")
    assert pipeline.own_person(helper) == "调-1"
    assert pipeline.scorecard(helper, "调-1", PERIOD).figures["settling"].cases == 60
    assert [one.name for one in pipeline.scorecards(chief, OWN, PERIOD)] == ["虚调1", "虚调2"]
    for house, call in (
        (helper, lambda h: pipeline.scorecard(h, "调-2", PERIOD)),
        (helper, lambda h: pipeline.scorecards(h, OWN, PERIOD)),
        (reader_of(home, "other"), lambda h: pipeline.scorecard(h, "调-1", PERIOD)),
        (reader_of(home, "judge"), lambda h: pipeline.scorecards(h, OWN, PERIOD)),
        (chief, lambda h: pipeline.scorecard(h, "调-3", PERIOD)),
        (chief, lambda h: pipeline.scorecards(h, FOREIGN, PERIOD)),
    ):
        with pytest.raises(DeniedError):
            call(house)


def test_every_read_of_a_card_is_in_the_audit_without_a_name(home):
    chief = reader_of(home, "chief")
    before = len(entries(home.desk, what="names"))
    pipeline.scorecards(chief, OWN, PERIOD)
    pipeline.scorecard(chief, "调-1", PERIOD)
    told = entries(home.desk, what="names")[before:]
    assert [(one.who, one.about, one.court) for one in told] == [("chief", "人员评价", OWN), ("chief", "个人评价", OWN)]
    assert "虚调" not in repr(entries(home.desk))


def test_who_is_nobody_is_said(home):
    chief = home.read_by(LOCAL_NAMED)
    with pytest.raises(NoDataError, match="no such person"):
        pipeline.scorecard(chief, "调-99", PERIOD)
    with pytest.raises(NoDataError, match="no mediators"):
        pipeline.scorecards(chief, "虚0205", PERIOD)


def test_who_may_see_no_cases_is_told_nothing(home):
    outside = home.read_by(Reader(name="bureau", rights=rights_of([Grant(role="external", court=OWN)], lambda _: ())))
    for call in (lambda h: pipeline.lasting(h, OWN, PERIOD), lambda h: pipeline.programme_effect(h, "points"),
                 pipeline.programmes, pipeline.own_person):  # fmt: skip
        with pytest.raises(DeniedError):
            call(outside)


@pytest.mark.parametrize(
    ("words", "said"),
    [(("lasting", "--court", OWN, "--period", PERIOD, "--by", "form"), "一年内未回流"),
     (("lasting", "--court", OWN, "--period", PERIOD, "--returns"), "再起诉"),
     (("effect",), "points"), (("effect", "points"), "平行趋势"),
     (("card", "调-1", "--period", PERIOD), "调撤率"), (("cards", "--court", OWN, "--period", PERIOD), "不排名")],
)  # fmt: skip
def test_the_command_line_tells_it(home, capsys, words, said):
    assert faces.run("--store", home.root, "prelitigation", *words) == 0
    assert said in capsys.readouterr().out


def test_the_cockpit_shows_it(home):
    with TestClient(cockpit(home.root, home=OWN, rate=10_000, unlocked=True)) as client:
        told = client.get("/effects", params={"period": PERIOD, "by": "form"}).text
        for said in ("一年内未回流", "联动点", "平行趋势", "（2019）虚0213诉前调2号", 'class="why"'):
            assert said in told
        told = client.get("/cards", params={"period": PERIOD}).text
        assert "调-1" in told
        assert "虚调1" not in told  # who sits at the machine asks for names apart
        told = client.get("/card", params={"period": PERIOD, "id": "调-2"}).text
        assert "同类件应有" in told
        assert "<style" not in told
        taken = client.get("/effects", params={"period": PERIOD, "format": "csv", "table": "returns"})
        assert "诉前调登记号" in taken.content.decode("utf-8-sig")
        assert client.get("/card", params={"id": "调-99"}).status_code == 404


def test_files_and_charts_are_written_with_their_mark(home, tmp_path, capsys):
    for words, name, sign in (
        (("lasting", "--court", OWN, "--period", PERIOD), "a.svg", b"<svg"),
        (("lasting", "--court", OWN, "--period", PERIOD), "a.xlsx", b"PK"),
        (("effect", "points"), "b.svg", b"<svg"),
        (("card", "调-1", "--period", PERIOD), "c.svg", b"<svg"),
        (("cards", "--court", OWN, "--period", PERIOD), "d.xlsx", b"PK"),
    ):
        path = tmp_path / name
        assert faces.run("--store", home.root, "prelitigation", *words, "-o", path) == 0
        assert path.read_bytes().startswith(sign)
        if name.endswith("svg"):
            assert "虚构数据" in path.read_text(encoding="utf-8")
    assert faces.run("--store", home.root, "prelitigation", "card", "-o", tmp_path / "x.svg") == 2
    assert "user person" in capsys.readouterr().err
    assert faces.run("--store", home.root, "prelitigation", "effect", "points", "-o", tmp_path / "x.txt") == 2
