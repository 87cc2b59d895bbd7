"""The life of a report: who may do what after what, and nothing of it is ever changed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

import faces
import report_files
from shuzhu import pipeline
from shuzhu.desk.reports import NEXT, STATES, Report, ReportStep, adoption
from shuzhu.errors import NoDataError, UsageError

NOW = datetime(2020, 7, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return report_files.opened(report_files.world(tmp_path_factory.mktemp("life")))


@pytest.fixture
def kept(home):
    """A fresh draft of 甲's."""
    return pipeline.draft_report(home, report_files.asked("operations"), ("docx", "html"), NOW, "甲")


def step(what: str, by: str = "乙", **more) -> ReportStep:
    return ReportStep(what=what, at=NOW + timedelta(hours=1), by=by, **more)


def test_a_report_goes_from_draft_to_feedback(home, kept):
    for one in (
        step("checked"),
        step("signed", by="院长"),
        step("submitted", by="甲", to="区委"),
        step("instructed", by="甲", note="请各部门研究"),
        step("task", by="甲", note="报送整改情况", owner="区人社局", due_on=date(2020, 9, 1)),
        step("adopted", by="甲"),
    ):
        found = pipeline.step_report(home, kept.id, one)
    (task,) = found.tasks
    assert (task.owner, task.due_on, task.done_at) == ("区人社局", date(2020, 9, 1), None)
    found = pipeline.step_report(home, kept.id, step("done", by="甲", task=task.id, note="已整改"))
    assert found.tasks[0].answer == "已整改"
    found = pipeline.step_report(home, kept.id, step("noted", by="甲", note="区委反馈良好"))
    assert found.state == "adopted"
    assert [s.what for s in found.steps] == [
        "draft", "checked", "signed", "submitted", "instructed", "task", "adopted", "done", "noted",
    ]  # fmt: skip


def test_the_author_does_not_check_their_own_report(home, kept):
    with pytest.raises(UsageError, match="second person"):
        pipeline.step_report(home, kept.id, step("checked", by="甲"))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (step("signed"), "cannot follow"), (step("submitted", to="区委"), "cannot follow"),
        (step("adopted"), "cannot follow"),
        (step("task", note="x", owner="y", due_on=date(2020, 9, 1)), "submit it first"),
        (step("returned"), "--note"),
    ],
)  # fmt: skip
def test_what_may_not_follow_a_draft_is_said(home, kept, one, why):
    with pytest.raises(UsageError, match=why):
        pipeline.step_report(home, kept.id, one)
    assert pipeline.kept_report(home, kept.id).state == "draft"


def test_a_returned_draft_can_be_checked_again(home, kept):
    assert pipeline.step_report(home, kept.id, step("returned", note="数字请复核")).state == "returned"
    assert pipeline.step_report(home, kept.id, step("checked")).state == "checked"


def test_a_file_with_a_changed_figure_is_not_checked(home, kept, tmp_path):
    page = pipeline.report_files(home, kept.id)["operations-虚0213-2020H1.html"].read_text(encoding="utf-8")
    match = re.search(r'(<a class="figure" id="sz_0001"[^>]*>)(.*?)(</a>)', page)
    path = tmp_path / "edited.html"
    path.write_text(page.replace(match[0], match[1] + "9,999件" + match[3]), encoding="utf-8")
    with pytest.raises(UsageError, match="sz_0001"):
        pipeline.step_report(home, kept.id, step("checked"), path)
    path.write_text(page.replace("主要结论如下", "主要结论是"), encoding="utf-8")
    found = pipeline.step_report(home, kept.id, step("checked"), path)
    assert found.steps[-1].file.endswith("edited.html")
    assert found.steps[-1].file in pipeline.report_files(home, kept.id)


def test_a_draft_is_locked_to_its_snapshot_and_catalogue(home, kept):
    assert (kept.snapshot, kept.catalogue) == (home.snapshot.label, home.catalogue.version)
    assert kept.asked["kind"] == "operations"
    assert all(len(digest) == 64 for digest in kept.files.values())


def test_no_row_of_a_report_is_changed_or_deleted(home, kept):
    for words in ("UPDATE reports SET title = ''", "DELETE FROM report_steps", "UPDATE report_steps SET note = 'x'"):
        with pytest.raises(DatabaseError, match="never changed"), home.desk.begin() as connection:
            connection.execute(text(words))


def test_a_report_that_is_none_is_said(home):
    with pytest.raises(NoDataError, match="no report 999"):
        pipeline.kept_report(home, 999)


def test_every_state_can_be_reached_and_is_named():
    assert set(NEXT) == set(STATES)
    reached, todo = {"draft"}, ["draft"]
    while todo:
        for state in NEXT[todo.pop()] - reached:
            reached.add(state)
            todo.append(state)
    assert reached == set(STATES)


def sent(number: int, *then: str) -> Report:
    """A report that was submitted, and what came of it."""
    steps = tuple(step(what, to="区委") for what in ("draft", "checked", "signed", "submitted", *then))
    return Report(
        id=number, kind="social", court="虚0213", period="2020H1", title="", number="", author="甲", made_at=NOW,
        snapshot="", catalogue="", asked={}, files={}, steps=steps,
    )  # fmt: skip


def test_adopted_of_submitted_is_the_rate():
    """Of 38 submitted 15 were adopted: 39.47 %."""
    found = (
        [sent(n, "adopted") for n in range(15)] + [sent(n, "declined") for n in range(3)] + [sent(n) for n in range(20)]
    )
    (rate,) = adoption([*found, replace(sent(99), steps=sent(99).steps[:3])])
    assert (rate.kind, rate.year, rate.submitted, rate.adopted, rate.declined) == ("social", 2020, 38, 15, 3)
    assert round(rate.adoption, 2) == 39.47


def test_the_commands_take_a_report_through_its_life(tmp_path, capsys):
    root = report_files.world(tmp_path)
    asked = ("report", "operations", "--court", "虚0213", "--period", "2020H1", "--date", "2020-07-15")
    assert faces.run("--store", root, *asked, "--format", "html", "--draft", "--by", "甲") == 0
    assert faces.run("--store", root, "report", "check", 1, "--by", "甲") == 2
    assert faces.run("--store", root, "report", "check", 1, "--by", "乙") == 0
    assert faces.run("--store", root, "report", "sign", 1, "--by", "院长") == 0
    assert faces.run("--store", root, "report", "submit", 1, "--to", "区委", "--by", "甲") == 0
    assert faces.run("--store", root, "report", "instruct", 1, "--note", "请研究", "--by", "甲") == 0
    assert (
        faces.run("--store", root, "report", "task", 1, "--owner", "人社局", "--due", "2020-09-01", "--note", "整改")
        == 0
    )
    said = capsys.readouterr().out
    number = re.search(r"任务编号 (\d+)", said)[1]
    assert faces.run("--store", root, "report", "done", 1, number, "--note", "已办") == 0
    assert faces.run("--store", root, "report", "adopt", 1) == 0
    for words in (("list",), ("show", 1), ("rate",), ("kinds",)):
        assert faces.run("--store", root, "report", *words) == 0
    said = capsys.readouterr().out
    for word in ("已采纳", "人社局", "100.00", "审判执行运行情况评估报告"):
        assert word in said
