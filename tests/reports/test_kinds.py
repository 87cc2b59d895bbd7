"""Every kind of report: it can be made, its figures have sources, its words are whole, names stay hidden."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlglot import exp

import faces
import pdf_a
import report_files
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED
from shuzhu.catalogue.proposals import read_proposals
from shuzhu.errors import NoDataError, UsageError
from shuzhu.reports.document import Table, text_of
from shuzhu.reports.kinds import KINDS
from shuzhu.reports.kinds.advice.letter import answer_by

MEDIATIONS = """mediation_id,court,source,cause,force,registered_on,accepted_on,ended_on,ending,online
"""
NOW = datetime(2020, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The made-up world with mediations, parties who sue often, and the warnings that come of them."""
    folder = tmp_path_factory.mktemp("kinds")
    root = report_files.world(folder)
    more = folder / "more"
    more.mkdir()
    rows = [
        f"m{n},虚0213,平台,民间借贷纠纷,{('lawyer', 'court')[n % 2]},2020-02-{n % 20 + 1:02d},2020-02-{n % 20 + 1:02d},"
        f"2020-03-{n % 20 + 1:02d},{('agreed', 'unwilling', 'agreed')[n % 3]},{('yes', 'no')[n % 2]}"
        for n in range(60)
    ]
    (more / "mediations.csv").write_text(MEDIATIONS + "\n".join(rows) + "\n", encoding="utf-8")
    parties = [f"p{n},（2020）虚0213民初{n},plaintiff,person,虚某一,510000199001010000" for n in range(1, 31)]
    head = "party_id,case_id,role,kind,name,id_number\n"
    (more / "parties.csv").write_text(head + "\n".join(parties) + "\n", encoding="utf-8")
    assert faces.run("--store", root, "load", more) == 0
    home = report_files.opened(root)
    pipeline.watch(home, "虚0213", "2020H1", NOW, "测试")
    return home


def question(home, kind: str, **more):
    """A question with all that the kind needs."""
    needs = KINDS[kind].needs
    said = {"topic": "private_lending"} if "topic" in needs else {}
    if "items" in needs:
        said["items"] = tuple(one.id for one in pipeline.open_items(home, ["虚0213"]))[:2]
    if "to" in needs:
        said["to"] = "虚构市某局"
    return report_files.asked(kind, **(said | more))


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_made_in_every_format(home, kind):
    made = pipeline.make_report(home, question(home, kind), ("docx", "pdf", "html", "md"))
    said = text_of(made.document)
    assert pdf_a.faults(made.files["pdf"]) == []
    assert len(made.document.figures()) >= 2
    assert not re.search(r"[\ue000-\ue003]|\{\{|\}\}|None|nan|，，|。。|；。|，。", said), said
    assert "虚构数据，仅供演示" in made.files["html"].decode()
    assert "虚某一" not in said
    assert all(
        len(table.head) == len(row)
        for table in made.document.every_block()
        if isinstance(table, Table)
        for row in table.rows
    )


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_bears_out_when_it_is_proved(home, kind, tmp_path):
    path = tmp_path / "r.html"
    path.write_bytes(pipeline.make_report(home, question(home, kind), ("html",)).files["html"])
    found = pipeline.verify_report(home, path)
    assert (found.differences, found.remarks) == ((), ())


CHINESE = re.compile("[一-鿿，。；：、（）《》“”]")


@pytest.fixture(scope="module")
def names(home):
    """All that keeps its Chinese name in an English report: courts, towns, causes, people, offices, legal sources."""
    found = {court.name for court in home.codes.courts.values()} | {
        court.region for court in home.codes.courts.values()
    }
    for table, columns in {
        "cases": ("case_number", "cause", "town", "division", "judge"), "parties": ("name", "occupation", "industry"),
        "mediations": ("cause", "town"), "statistics": ("source",),
    }.items():  # fmt: skip
        for column in columns:
            rows = home.engine.query(exp.select(column).distinct().from_(table)).column(column).to_pylist()
            found |= {str(word) for word in rows if word}
    found |= {indicator.basis for editions in home.catalogue.editions.values() for indicator in editions}
    found |= {rule.owner for rule in home.alert_rules} | {one.office for one in read_proposals().values()}
    found |= {"虚构市海安区人民法院", "虚构市海安区", "虚构市某局", "虚某某", "虚海法报〔2020〕7号"}
    return sorted(found - {""}, key=len, reverse=True)


def words_left(text: str, names) -> str:
    """A text without the names in it."""
    for name in names:
        text = text.replace(name, "")
    return re.sub("[一-鿿]{1,2}某+", "", text)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_written_in_english_with_no_chinese_left_but_names(home, names, kind):
    made = pipeline.make_report(home, question(home, kind, lang="en"), ("docx", "pdf", "html", "md"))
    left = [line for line in text_of(made.document).splitlines() if CHINESE.search(words_left(line, names))]
    assert not left, left


@pytest.mark.parametrize("kind", list(KINDS))
def test_both_languages_tell_the_same_values(home, kind):
    zh, en = (pipeline.report_tree(home, question(home, kind, lang=lang)) for lang in ("zh", "en"))
    first, second = ({run.source.id for run in document.figures()} for document in (zh, en))
    assert second == first


def test_the_radar_and_the_tables_of_a_report_are_numbered_in_order(home):
    said = text_of(pipeline.report_tree(home, question(home, "social")))
    tables = [int(n) for n in re.findall(r"^表(\d+)　", said, re.MULTILINE)]
    assert tables == list(range(1, len(tables) + 1))
    told = {int(n) for n in re.findall(r"表(\d+)所示", said)}
    assert told <= set(tables)


def test_a_judgment_of_advice_pairs_each_problem_with_one_proposal(home):
    said = text_of(pipeline.report_tree(home, question(home, "advice")))
    problems, proposals = said.split("二、建议")
    assert len(re.findall(r"^（[一二三四五六]）", problems, re.MULTILINE)) == len(
        re.findall(r"^（[一二三四五六]）针对", proposals, re.MULTILINE)
    )
    assert "最迟于2020年9月15日前" in said


@pytest.mark.parametrize(
    ("sent", "by"),
    [
        (date(2020, 7, 15), date(2020, 9, 15)), (date(2020, 12, 31), date(2021, 2, 28)),
        (date(2023, 12, 30), date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_an_answer_to_advice_is_asked_for_within_two_months(sent, by):
    assert answer_by(sent) == by


def test_a_letter_wants_its_warnings_and_a_topic_its_theme(home):
    for kind in ("warning", "advice"):
        with pytest.raises(UsageError, match="needs --items"):
            pipeline.report_tree(home, report_files.asked(kind))
    with pytest.raises(UsageError, match="no topic"):
        pipeline.report_tree(home, report_files.asked("topic", topic="lending"))
    with pytest.raises(UsageError, match="no report of kind"):
        pipeline.report_tree(home, report_files.asked("socail"))


def test_mediation_without_data_is_said_in_a_line(house):
    with pytest.raises(NoDataError, match="no mediation is loaded"):
        pipeline.report_tree(house, report_files.asked("prelitigation"))


def test_an_event_is_held_against_the_same_days_of_the_year_before(home):
    asked = question(home, "social", event=("疫情防控期间", "2020-01-24..2020-03-31"))
    said = text_of(pipeline.report_tree(home, asked))
    assert "专题影响：疫情防控期间" in said
    assert "2020年1月24日至2020年3月31日" in said


def test_a_judge_is_named_only_to_who_may_see_names(home):
    hidden = text_of(pipeline.report_tree(home, question(home, "operations", period="2020H2")))
    shown = text_of(pipeline.report_tree(home.read_by(LOCAL_NAMED), question(home, "operations", period="2020H2")))
    assert re.search(r"法官\d", shown)
    assert not re.search(r"法官\d", hidden)
