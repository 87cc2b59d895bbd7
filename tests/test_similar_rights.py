"""Similar cases are found, counted and quoted within the reader's reach alone; what is withdrawn is there no more."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import faces
from search_papers import CAUSES, PEOPLE, READERS, WITNESSES, batches, papers, reader
from shuzhu import pipeline
from shuzhu.access import INTERNAL, LOCAL_NAMED, Grant
from shuzhu.desk.audit import entries
from shuzhu.errors import DeniedError, NoDataError, UsageError
from shuzhu.judgments import sections_of
from shuzhu.pipeline.similar_quotes import quoted
from shuzhu.pipeline.units import hidden_in
from shuzhu.similar import Corpus, shelf_of, signs_of, standing_of
from shuzhu.store.withdrawals import Withdrawal, register

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROWS = papers(11, 120)
CASES = {row["case_id"]: row for row in ROWS["cases"]}
DOCUMENTS = {row["case_id"]: row for row in ROWS["documents"]}
NAMES = (*PEOPLE, *WITNESSES, "虚法官甲", "虚法官乙", "虚法官丙")
BODY = ("claims", "defence", "evidence", "findings", "reasoning")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The made-up world, loaded; nothing was made ready."""
    root = faces.store(tmp_path_factory.mktemp("similar") / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(ROWS), house.codes)
    return pipeline.open_house(root)


@pytest.fixture(scope="module")
def ready(home):
    """The same house after everything was made ready."""
    pipeline.prepare_similar(home)
    return pipeline.open_house(home.root)


@cache
def body(case_id):
    """What is compared of a case's document, without names, the plain way."""
    document = DOCUMENTS[case_id]
    text = document["text"]
    names = [*PEOPLE, *WITNESSES, CASES[document["case_id"]]["judge"]]
    signs = list(text)
    for start, end, _ in hidden_in(text, [one for one in names if one in text]):
        signs[start:end] = " " * (end - start)
    parts = {name: "".join("".join(signs[s.start : s.end]) for s in sections_of(text) if s.name == name)
             for name in BODY}  # fmt: skip
    return "".join(parts.values()) + parts["findings"]


def seen_by(house, case_id):
    """The other cases of the same cause and instance that a reader may see, by plain looking."""
    return [
        one for one in DOCUMENTS
        if one != case_id and CASES[one]["cause"] == CASES[case_id]["cause"] and in_reach(house, CASES[one])
    ]  # fmt: skip


def in_reach(house, case):
    """Whether a reader may see a case."""
    boxes = house.reader.reach("cases").boxes
    return any((c is None or case["court"] in c) and (d is None or case["division"] in d) for c, d in boxes)


@settings(max_examples=40)
@given(READERS, st.sampled_from(sorted(DOCUMENTS)))
def test_nothing_beyond_the_reach_is_found_counted_or_weighed(home, ready, who, case_id):
    for base in (home, ready):
        house = base.read_by(who)
        if not who.may("cases", field_class=INTERNAL):
            with pytest.raises(DeniedError):
                pipeline.similar_cases(house, case_id)
            return
        if not in_reach(house, CASES[case_id]):
            with pytest.raises(NoDataError):
                pipeline.similar_cases(house, case_id)
            return
        found = pipeline.similar_cases(house, CASES[case_id]["case_number"], 50)
        others = seen_by(house, case_id)
        assert found.among == len(others)
        assert {hit.case_id for hit in found.hits} == set(others)
        texts = {one: body(one) for one in others}
        corpus, asked = Corpus([signs_of(text) for text in texts.values()]), signs_of(body(case_id))
        near = corpus.likeness(asked)
        expected = dict(zip(texts, near, strict=True))
        assert {hit.case_id: hit.likeness.text for hit in found.hits} == pytest.approx(expected)
        found = pipeline.similar_cases(house, CASES[case_id]["case_number"], 50, meaning=True)
        expected = dict(zip(texts, (near + corpus.meaning(asked)) / 2, strict=True))
        assert {hit.case_id: hit.likeness.text for hit in found.hits} == pytest.approx(expected, abs=1e-6)
        outcomes = Counter(CASES[one]["closing"] for one in others)
        assert sorted(one.cases for one in found.measure.outcomes) == sorted(outcomes.values())
        assert found.measure.cases == len(others)
        assert {one.case_id for one in found.measure.outliers} <= {CASES[one]["case_number"] for one in others}
        for change in found.measure.changes:
            divisions = {CASES[one]["division"] for one in others}
            assert {group.name for group in change.groups} <= divisions


@settings(max_examples=40)
@given(READERS, st.sampled_from([one for one in sorted(DOCUMENTS) if CASES[one]["cause"] == CAUSES[0]]))
def test_no_name_is_quoted_to_who_may_not_see_names_there(home, who, case_id):
    house = home.read_by(who)
    try:
        found = pipeline.similar_cases(house, case_id, 50)
    except (DeniedError, NoDataError):
        return
    court = CASES[case_id]["court"]
    for hit in found.hits:
        for reason in hit.likeness.reasons:
            for _, here, there in reason.shared:
                for words, place in ((here, court), (there, hit.court)):
                    if not who.sees_names_in([place]):
                        assert not [name for name in NAMES if name in words]


def test_who_may_see_names_is_shown_them_and_it_is_in_the_audit(home):
    case_id = next(one for one in sorted(DOCUMENTS) if CASES[one]["cause"] == CAUSES[0])
    found = pipeline.similar_cases(home.read_by(LOCAL_NAMED), case_id, 50)
    quotes = "".join(there for hit in found.hits for r in hit.likeness.reasons for _, _, there in r.shared)
    assert any(name in quotes for name in NAMES)
    assert entries(home.desk, last=1)[0].what == "names"


def test_the_signs_that_texts_are_compared_by_hold_no_name(ready):
    shelf = shelf_of(ready.root)
    named = {name: set(signs_of(name).keys[signs_of(name).keys > 0xFFFF].tolist()) for name in NAMES}
    for document in ROWS["documents"]:
        row = shelf.get(document["document_id"])
        held = set(row.signs.keys.tolist())
        for name, pairs in named.items():
            assert name not in document["text"] or not pairs <= held
        assert document["text"][slice(*row.hidden[0][:2])] in NAMES


def test_a_text_that_is_not_of_the_store_is_answered_and_kept_nowhere(home):
    case_id = next(one for one in sorted(DOCUMENTS) if CASES[one]["cause"] == CAUSES[0])
    text = DOCUMENTS[case_id]["text"]
    found = pipeline.similar_to(home, text, "虚构.txt", 5)
    assert (found.asked, found.asked_id, found.cause) == ("虚构.txt", "", CAUSES[0])
    assert found.hits[0].case_id == case_id
    assert found.hits[0].likeness.text == pytest.approx(1, abs=0.1)
    with pytest.raises(UsageError, match="letters"):
        pipeline.similar_to(home, " ", "空")


def test_a_stretch_never_cuts_a_name_open():
    text, hidden = "被告虚某一与拟某二借款", ((2, 5, "虚某某"), (6, 9, "拟某某"))
    assert quoted(text, hidden, 0, 4) == "被告虚某某"
    assert quoted(text, hidden, 3, 7) == "虚某某与拟某某"
    assert quoted(text, hidden, 9, 11) == "借款"
    assert quoted(text, (), 0, 5) == "被告虚某一"


def test_what_is_withdrawn_is_gone_at_once_and_its_row_with_it(tmp_path):
    root = faces.store(tmp_path / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(papers(11, 60)), house.codes)
    house = pipeline.open_house(root, reader=LOCAL_NAMED)
    pipeline.prepare_similar(house)
    asked, gone, registered = [one for one in sorted(DOCUMENTS) if CASES[one]["cause"] == CAUSES[0]
                               and int(DOCUMENTS[one]["document_id"][1:]) < 60][:3]  # fmt: skip
    keys = {one: DOCUMENTS[one]["document_id"] for one in (gone, registered)}
    before = pipeline.similar_cases(house, asked, 50)
    assert {gone, registered} <= {hit.case_id for hit in before.hits}
    pipeline.withdraw(house, [keys[gone]], "经审批撤回", NOW)
    assert shelf_of(root).get(keys[gone]) is None
    register(root, [Withdrawal(document_id=keys[registered], court="虚0213", at="2026", by="甲", reason="测试")])
    for as_of in (None, "s000001"):
        house = pipeline.open_house(root, as_of=as_of, reader=LOCAL_NAMED)
        after = pipeline.similar_cases(house, asked, 50)
        assert {hit.case_id for hit in before.hits} - {hit.case_id for hit in after.hits} == {gone, registered}
        assert after.among == before.among - 2
        with pytest.raises(NoDataError):
            pipeline.similar_cases(house, gone)
    pipeline.prepare_similar(pipeline.open_house(root))
    assert shelf_of(root).get(keys[registered]) is None


def test_a_load_renews_what_it_changed(tmp_path):
    root = faces.store(tmp_path / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(papers(11, 30)), house.codes)
    house = pipeline.open_house(root)
    first = pipeline.prepare_similar(house)
    kept = shelf_of(root).get("d1")
    more = papers(12, 10, first=200)
    more["parties"].append({**more["parties"][0], "party_id": "x", "case_id": papers(11, 30)["documents"][0]["case_id"],
                            "name": "借款"})  # fmt: skip
    house.store.load(batches(more), house.codes)
    house = pipeline.open_house(root)
    stale = shelf_of(root)
    assert pipeline.similar_cases(house, papers(11, 30)["documents"][0]["case_id"]).among
    second = pipeline.prepare_similar(house)
    assert (first.rows, second.rows, second.snapshot) == (20, 27, 2)
    assert standing_of(root) == second
    assert stale.get("d1").signs.keys.tolist() == kept.signs.keys.tolist()
    renewed, anew = shelf_of(root), root / "similar"
    for path in anew.iterdir():
        path.unlink()
    pipeline.prepare_similar(pipeline.open_house(root))
    for key in ("d1", "d2", "d200", "d201"):
        one, other = renewed.get(key), shelf_of(root).get(key)
        assert (one is None) == (other is None)
        if one:
            assert (one.seen, one.hidden, one.made_from) == (other.seen, other.hidden, other.made_from)
            assert one.signs.keys.tolist() == other.signs.keys.tolist()
    (anew / "current.json").write_text("{", encoding="utf-8")
    assert shelf_of(root) is None
    with pytest.raises(DeniedError):
        pipeline.prepare_similar(house.read_by(reader(Grant(role="judge", court="虚0213"))))
