"""专题态势分析 tells what its topics find: the very statements, each number a figure, for who may see every case."""

import re
from datetime import date

import pytest

from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED, Reader, Right
from shuzhu.desk.audit import entries
from shuzhu.pipeline.report_studies import studies_of
from shuzhu.pipeline.topic_words import in_words
from shuzhu.reports.document import Heading, Paragraph
from shuzhu.reports.kinds.topic.findings import marked
from shuzhu.reports.material import Asked, Statement
from shuzhu.reports.pen import Pen
from topic_world import COURT

TITLE = {"zh": "专题发现", "en": "What was tested"}


def asked(lang="zh", period="2020"):
    return Asked(kind="topic", court=COURT, period=period, dated=date(2021, 1, 15), topic="private_lending", lang=lang)


def section(document, lang="zh"):
    """The paragraphs of the section."""
    blocks = list(document.blocks)
    at = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    begin = next((n for n in at if "".join(run.text for run in blocks[n].runs) == TITLE[lang]), None)
    if begin is None:
        return []
    end = next((n for n in at if n > begin), len(blocks))
    return [block for block in blocks[begin + 1 : end] if isinstance(block, Paragraph)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_claimed_finding_is_told_in_the_words_of_the_topic(house, lang):
    found = pipeline.topic(house, "private_lending", COURT, "2020")
    told = [
        "".join(run.text for run in block.runs) for block in section(pipeline.report_tree(house, asked(lang)), lang)
    ]
    claimed = [one for one in found.findings if one.claimed]
    assert len(claimed) >= 2
    for one in found.findings:
        assert one.finding.title[lang] in "".join(told)
        assert any(in_words(found, one, lang) in line for line in told) == one.claimed
    assert f"{found.size}件" in told[0] or lang == "en"


def test_each_number_of_a_finding_is_a_figure_and_bears_out(house, tmp_path):
    made = pipeline.make_report(house, asked(), ("md", "docx"))
    for block in section(made.document)[:-1]:
        loose = "".join(run.text for run in block.runs if not run.source).replace("95%区间", "")
        assert not re.search(r"\d", loose), loose
    for form, data in made.files.items():
        path = tmp_path / f"r.{form}"
        path.write_bytes(data)
        verified = pipeline.verify_report(house, path)
        assert (verified.differences, verified.remarks) == ((), ())


def test_a_reader_without_every_case_is_told_no_finding(house):
    outside = Reader(name="外", rights=(Right(actions=frozenset({"measure", "report"})),))
    assert section(pipeline.report_tree(house.read_by(outside), asked())) == []


def test_no_finding_names_anybody_nor_puts_a_name_on_record_even_for_who_may_see_them(root):
    named = pipeline.open_house(root, reader=LOCAL_NAMED)
    found = pipeline.topic(named, "private_lending", COURT, "2018..2020")
    assert [name for one in found.findings for name in one.who]
    before = len(entries(named.desk, what="names"))
    assert before
    told = section(pipeline.report_tree(named, asked(period="2018..2020")))
    assert told
    assert "虚专业" not in "".join(run.text for block in told for run in block.runs)
    assert len(entries(named.desk, what="names")) == before
    named.close()


def test_a_topic_without_cases_is_left_out(house):
    names = ("unpaid_wages", "private_lending", "no_such_topic")
    assert [study.name for study in studies_of(house, names, asked())] == ["private_lending"]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("占比由2017年的34.5%变为45.1%（95%区间1.23至2.12）", ["2017", "34.5%", "45.1%", "1.23", "2.12"]),
        ("1,234件中只有26件", ["1,234", "26"]),
        ("相差−3.2个百分点", ["−3.2个百分点"]),
        ("a difference of 3.2 points (95 % interval 1.0 points to 5.4 points)", ["3.2 points", "1.0 points",
         "5.4 points"]),
        ("没有数", []),
    ],
)  # fmt: skip
def test_numbers_in_a_statement_are_found(words, figures):
    pen = Pen(lang="zh", court=COURT, period="2020", snapshot="s1", catalogue="c")
    runs = pen.runs(marked(pen, "topics.x|y", Statement(code="y", title="", strength="", claimed=True, words=words)))
    assert [run.text for run in runs if run.source] == figures
    assert "".join(run.text for run in runs) == words
