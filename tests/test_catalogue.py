"""The catalogue: every entry is whole and sound, wrong ones are named, a court's own lie over ours."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from measuring import catalogue, codes
from shuzhu.catalogue.model import KINDS
from shuzhu.catalogue.read import OURS, past_review, read_catalogue
from shuzhu.derived import all_columns
from shuzhu.errors import CatalogueError, UsageError

ENTRIES = sorted((OURS / "indicators").glob("*.yaml"))
GOOD = """
code: MY01
title: {zh: 本院调解率, en: Our mediation rate}
question: {zh: 调解多少？, en: How many were mediated?}
kind: rate
table: cases
dated_by: closed_on
where: {kind: civil}
numerator: {where: {closing: mediated}}
unit: "%"
better: higher
basis: 本院规定
owner: 审管办
review_by: 2030-01-01
"""


def lay(folder: Path, text: str, name: str = "mine.yaml", part: str = "indicators") -> Path:
    """A court's own folder with one entry in it."""
    (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / part / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path):
    """Our catalogue with a court's folder over it."""
    return read_catalogue(codes(), folder)


# ── ours ────────────────────────────────────────────────────────────────────────────────────────


def test_the_two_indices_hold_18_in_4_classes_and_35_in_6():
    internal, external = catalogue().indices["internal"], catalogue().indices["external"]
    assert [len(g.codes) for g in internal.groups] == [4, 5, 5, 4]
    assert [len(g.codes) for g in external.groups] == [6, 7, 5, 8, 6, 3]
    assert (len(set(internal.codes)), len(set(external.codes))) == (18, 35)
    assert [g.title["zh"] for g in internal.groups] == ["审判公正", "审判效率", "审判效果", "司法管理"]
    assert [g.title["zh"] for g in external.groups] == [
        "法治政府", "营商环境", "诚信社会", "平安社会", "生活和谐", "生态文明",
    ]  # fmt: skip


def test_the_weights_of_the_internal_classes_make_a_hundred():
    assert sum(g.weight for g in catalogue().indices["internal"].groups) == 100


@pytest.mark.parametrize("path", ENTRIES, ids=lambda p: p.stem)
def test_every_entry_says_all_that_a_reader_needs_in_two_languages(path):
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    (entry,) = [i for i in catalogue().editions[str(said["code"])] if i.path == str(path)]
    for words in (entry.title, entry.question):
        assert set(words) == {"zh", "en"}
        assert all(words.values())
        assert words["en"].isascii() or "–" in words["en"] or "÷" in words["en"]
    assert entry.basis
    assert entry.owner
    assert entry.review_by is not None
    assert entry.kind in KINDS
    assert entry.band is None or entry.band.origin
    assert entry.scale is None or entry.scale.origin
    assert not entry.note or set(entry.note) <= {"zh", "en"}


def test_every_indicator_of_an_index_can_be_scored_and_belongs_to_its_class():
    for index in catalogue().indices.values():
        for group in index.groups:
            for code in group.codes:
                entry = catalogue().indicator(code)
                assert entry.group == group.id, code
                assert entry.scale is not None or entry.band is not None, code
                assert not entry.scale or entry.scale.best != entry.scale.worst, code
    for code in catalogue().indices["external"].codes:
        assert set(catalogue().indicator(code).index_title) <= {"zh", "en"}


def test_no_indicator_tells_persons_apart():
    for entry in catalogue().current():
        for term in entry.terms:
            columns = all_columns(term.table)
            assert not any(columns[test.column].personal for test in term.where if not test.blank), entry.code


def test_titles_and_codes_are_told_apart():
    current = catalogue().current()
    for lang in ("zh", "en"):
        titles = [i.title[lang] for i in current]
        assert len(titles) == len(set(titles)), sorted(t for t in titles if titles.count(t) > 1)


def test_what_is_current_stands_in_the_order_of_the_indices():
    order = [code for index in catalogue().indices.values() for code in index.codes]
    assert [i.code for i in catalogue().current()][: len(order)] == order


# ── wrong entries ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        ("unit:", "unitt: x\nunit:", "unitt: unknown key; did you mean unit?"),
        ("numerator: {where", "numerator: {wher", "numerator.wher: unknown key; did you mean where?"),
        ("table: cases", "table: caes", "numerator.table: no table caes; did you mean cases?"),
        ("dated_by: closed_on", "dated_by: closed_at",
         "numerator: no column closed_at in cases; did you mean closed_on?"),
        ("dated_by: closed_on", "dated_by: closing", "numerator: closing of cases is no date"),
        ("dated_by: closed_on\n", "", "numerator.dated_by: say which date"),
        ("where: {kind: civil}", "where: {knd: civil}",
         "numerator.where: no column knd in cases; did you mean kind?"),
        ("where: {kind: civil}", "where: {kind: civl}",
         "numerator.where.kind: no kinds code civl; did you mean civil?"),
        ("where: {kind: civil}", "where: {petitioned: 1}",
         "numerator.where.petitioned: 1: the column is true or false"),
        ("where: {kind: civil}", "where: {cause: {family: lendin}}", "no family lendin"),
        ("where: {kind: civil}", "where: {kind: {nott: civil}}",
         "numerator.where.kind: unknown key nott; did you mean not?"),
        ("closing: mediated", "closing: medated", "no closings code medated; did you mean mediated?"),
        ("kind: rate", "kind: rat", "kind: no such kind as rat; did you mean rate?"),
        ("better: higher", "better: high", "better: no such better as high; did you mean higher?"),
        ("review_by: 2030-01-01", "review_by: soon", "review_by:"),
        ("review_by: 2030-01-01", "since: 2020-13-01\nreview_by: 2030-01-01", "not readable YAML"),
        ('unit: "%"', 'unit: ""', "unit: is missing; every entry must say it"),
        ("basis: 本院规定", "basis:", "basis: is missing"),
        ("owner: 审管办\n", "", "owner: is missing"),
        ("kind: rate", "kind: per_exposure", "exposure: a per_exposure indicator needs one"),
        ("kind: rate", "kind: per_exposure\nexposure: {measure: populaton}",
         "exposure: no measure populaton; did you mean population?"),
        ("kind: rate", "kind: rate\nband: {lo: 3}", "band.lo: unknown key; did you mean low?"),
        ("kind: rate", "kind: rate\nband: 3", "band: write it as {key: value}"),
        ("kind: rate", "kind: rate\nscale: {best: 1}", "scale:"),
        ("title: {zh:", "title: {cn:", "title: write it as a text or as {zh: …, en: …}"),
        ("code: MY01", "- code", "mine.yaml"),
        ("kind: rate", "kind: [", "mine.yaml is not readable YAML"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_file_its_key_and_the_mend(tmp_path, line, wrong, told):
    assert line in GOOD
    with pytest.raises(CatalogueError) as error:
        read(lay(tmp_path, GOOD.replace(line, wrong, 1)))
    assert str(error.value).startswith("mine.yaml") or "mine.yaml is not" in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: x\ntitle: {zh: 甲}\nclases: []\n", "clases: unknown key; did you mean classes?"),
        ("id: x\ntitle: {zh: 甲}\nclasses: [{id: a, title: {zh: 乙}, indicators: [XL55]}]\n",
         "classes.a: no indicator XL55; did you mean XL05?"),
        ("id: x\ntitle: {zh: 甲}\nclasses: [{id: a, titel: {zh: 乙}, indicators: []}]\n",
         "classes.titel: unknown key"),
    ],
)  # fmt: skip
def test_a_wrong_index_is_named(tmp_path, text, told):
    with pytest.raises(CatalogueError) as error:
        read(lay(tmp_path, text, "mine.yaml", "indices"))
    assert f"mine.yaml: {told}" in str(error.value)


# ── a court's own ───────────────────────────────────────────────────────────────────────────────


def test_an_own_entry_is_added_and_changes_the_version(tmp_path):
    own = read(lay(tmp_path, GOOD))
    assert own.indicator("my01").title["en"] == "Our mediation rate"
    assert own.version != catalogue().version
    assert set(own.editions) == {*catalogue().editions, "MY01"}


def ours(**changed) -> str:
    """Our closing rate with some of it said otherwise."""
    said = yaml.safe_load((OURS / "indicators" / "closing_rate.yaml").read_text(encoding="utf-8"))
    return yaml.safe_dump({**said, **changed}, allow_unicode=True)


def test_a_file_of_the_same_name_takes_the_place_of_ours(tmp_path):
    own = read(lay(tmp_path, ours(better="neutral"), "closing_rate.yaml"))
    assert own.indicator("XL01").better == "neutral"
    assert len(own.editions["XL01"]) == 1


def test_a_new_edition_begins_where_the_old_one_ends(tmp_path):
    lay(tmp_path, ours(until=date(2020, 12, 31)), "closing_rate.yaml")
    own = read(lay(tmp_path, ours(since=date(2021, 1, 1), better="neutral"), "closing_rate_2021.yaml"))
    assert [own.indicator("XL01", date(y, 6, 30)).better for y in (2020, 2021)] == ["higher", "neutral"]
    assert own.indicator("XL01").better == "neutral"
    assert [i.better for i in own.current(date(2020, 1, 1)) if i.code == "XL01"] == ["higher"]


@pytest.mark.parametrize("ending", [None, date(2021, 1, 1)])
def test_two_editions_on_one_day_are_refused(tmp_path, ending):
    lay(tmp_path, ours(until=ending), "closing_rate.yaml")
    lay(tmp_path, ours(since=date(2021, 1, 1)), "closing_rate_2021.yaml")
    with pytest.raises(CatalogueError, match=r"since: XL01 is also in force in closing_rate.yaml; end that one"):
        read(tmp_path)


def test_a_retired_definition_answers_for_its_own_dates_only(tmp_path):
    own = read(lay(tmp_path, GOOD + "since: 2015-01-01\nuntil: 2019-12-31\n"))
    assert own.indicator("MY01", date(2019, 12, 31)).code == "MY01"
    for day in (date(2014, 12, 31), date(2020, 1, 1)):
        with pytest.raises(UsageError, match="no definition in force"):
            own.indicator("MY01", day)
    assert "MY01" not in {i.code for i in own.current(date(2020, 1, 1))}
    assert "MY01" in {i.code for i in own.current(date(2018, 1, 1))}


def test_what_is_past_its_review_is_found_the_day_after(tmp_path):
    own = read(lay(tmp_path, GOOD))
    late = {day: "MY01" in {i.code for i in past_review(own, day)} for day in (date(2030, 1, 1), date(2030, 1, 2))}
    assert late == {date(2030, 1, 1): False, date(2030, 1, 2): True}


def test_a_retired_definition_is_not_past_review(tmp_path):
    own = read(lay(tmp_path, GOOD + "until: 2019-12-31\n"))
    assert "MY01" not in {i.code for i in past_review(own, date(2031, 1, 1))}


def test_the_version_depends_on_every_byte_and_on_nothing_else(tmp_path):
    one, two = lay(tmp_path / "a", GOOD), lay(tmp_path / "b", GOOD)
    assert read(one).version == read(two).version
    shutil.rmtree(two)
    assert read(lay(two, GOOD + "\n")).version != read(one).version


def test_an_own_index_can_hold_ours_and_own_indicators(tmp_path):
    lay(tmp_path, GOOD)
    text = "id: own\ntitle: {zh: 本院}\nclasses: [{id: a, title: {zh: 甲}, weight: 2, indicators: [MY01, XL01]}]\n"
    own = read(lay(tmp_path, text, "own.yaml", "indices"))
    assert own.indices["own"].codes == ("MY01", "XL01")
    assert list(own.indices) == ["internal", "external", "own"]
