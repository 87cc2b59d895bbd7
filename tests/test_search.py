"""What a search finds, counts, suggests and marks is what a plain scan finds in what the reader may see."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faces
from search_papers import CAUSES, PEOPLE, READERS, WITNESSES, batches, papers, reader
from shuzhu import pipeline
from shuzhu.access import LOCAL_NAMED, ROLES, Grant
from shuzhu.errors import DeniedError
from shuzhu.judgments import sections_of
from shuzhu.pipeline.indexing import index, lexicon_of
from shuzhu.pipeline.searching import Inquiry, Wanted, search, sight_of, suggest
from shuzhu.pipeline.units import hidden_in
from shuzhu.search.ask import Asking, Page
from shuzhu.search.parts import FACETS, GROUPS, band_of
from shuzhu.search.query import read_query
from shuzhu.search.tokens import bare, blanked

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROWS = papers(7, 90)
WORDS = (
    "借款", "利息", "本金", "民间借贷", "民间借贷纠纷", "借贷", "职业放贷人", "农民工工资", "合同", "预先扣除利息",
    "约定的利率", "借条一张", "不予支持", "驳回", "诉讼请求", "电梯故障", "审理终结", "百分之二，预先", *PEOPLE,
    *WITNESSES, "某一", "虚法官甲", "法官", "一向拟", "某二借款", "判员　　虚",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The made-up world, loaded and indexed."""
    root = faces.store(tmp_path_factory.mktemp("search") / "store")
    house = pipeline.open_house(root)
    house.store.load(batches(ROWS), house.codes)
    house = pipeline.open_house(root)
    index(house)
    return house


ATOMS = st.sampled_from(WORDS).flatmap(
    lambda word: st.sampled_from([f'"{word}"', f'-"{word}"', f'理由:"{word}"', f'主文:"{word}"', f'事实:"{word}"'])
)
OTHERS = st.sampled_from(
    [f"案由:{CAUSES[0]}", "案由:合同纠纷", "年:2020", "法院:虚0203", "民法典675", "《民法典》第五百七十七条",
     "镇街:虚甲镇", "金额:1万-10万", f"当事人:{PEOPLE[0]}", "-年:2019"]
)  # fmt: skip
QUERIES = st.lists(st.one_of(ATOMS, ATOMS, OTHERS), max_size=3).map(" ".join)


class Plain:
    """Every unit as a plain row; what a reader may find by scanning each."""

    def __init__(self, house):
        facts = {}
        for row in ROWS["document_facts"]:
            facts.setdefault(row["document_id"], []).append(row["words"])
        documents = {row["case_id"]: row for row in ROWS["documents"]}
        people = {}
        for row in ROWS["parties"]:
            people.setdefault(row["case_id"], []).append(row["name"])
        self.units = [self.unit(house, case, documents.get(case["case_id"]), people[case["case_id"]], facts)
                      for case in ROWS["cases"]]  # fmt: skip

    def unit(self, house, case, document, names, facts):
        """One unit: its texts by section group with names and without, and what narrows."""
        groups = {name: [] for name in GROUPS}
        masked = {name: [] for name in GROUPS}
        names = [*names, case["judge"]]
        if document:
            text = document["text"]
            hidden = tuple(hidden_in(text, names))
            of = {section: group for group, sections in GROUPS.items() for section in sections}
            for part in sections_of(text):
                group = of.get(part.name, "head")
                groups[group].append((part.start, part.end))
            plain = blanked(text, hidden)
            for group, spans in groups.items():
                joined = []
                for span in spans:
                    if joined and joined[-1][1] == span[0]:
                        joined[-1] = (joined[-1][0], span[1])
                    else:
                        joined.append(span)
                groups[group] = [bare(text[a:b]) for a, b in joined]
                masked[group] = [bare(plain[a:b]) for a, b in joined]
        else:
            words = "；".join([house.codes.title("courts", case["court"]), case["cause"], "民事",
                              house.codes.title("procedures", case["procedure"]),
                              house.codes.title("closings", case["closing"]), case["town"]])  # fmt: skip
            groups["head"] = masked["head"] = [bare(words)]
        path = house.codes.cause(case["cause"]).path
        articles = {w.partition("条")[0] + "条" for w in facts.get(document["document_id"], [])} if document else set()
        return {
            "key": document["document_id"] if document else f"case:{case['case_id']}", "case": case, "groups": groups,
            "masked": masked, "names": [bare(n) for n in names], "path": {*path, case["cause"]}, "articles": articles,
            "publication": document["publication"] if document else "",
            "facets": {"court": case["court"], "year": str(case["closed_on"].year), "cause": case["cause"],
                       "town": case["town"], "band": band_of(float(case["amount"])), "kind": "civil",
                       "procedure": case["procedure"], "outcome": case["closing"]},
        }  # fmt: skip

    def found(self, house, query):
        """The keys of the units that a query finds, by scanning."""
        sight = sight_of(house)
        return {
            unit["key"] for unit in self.units
            if any(self.in_box(unit, box) and all(self.holds(unit, c, named=box.named) != c.no for c in query.clauses)
                   for box in sight.boxes)
        }  # fmt: skip

    def in_box(self, unit, box):
        """Whether a unit lies in one box."""
        return (
            (box.courts is None or unit["case"]["court"] in box.courts)
            and (box.divisions is None or unit["case"]["division"] in box.divisions)
            and (not box.published or unit["publication"] == "published")
        )

    def holds(self, unit, clause, *, named):
        """Whether a clause holds of a unit, with names or without."""
        if clause.kind in {"word", "phrase"}:
            texts = unit["groups" if named else "masked"]
            several = [t for g in ([clause.where] if clause.where else GROUPS) for t in texts[g]]
            several += unit["names"] if named and not clause.where else []
            return any(value in text for value in clause.values for text in several)
        if clause.kind == "party":
            return named and any(value in name for value in clause.values for name in unit["names"])
        if clause.kind == "article":
            return bool(unit["articles"] & set(clause.values))
        if clause.kind == "number":
            return unit["case"]["case_number"] in clause.values
        if clause.kind == "amount":
            low, high = clause.values
            return (not low or unit["case"]["amount"] >= float(low)) and (
                not high or unit["case"]["amount"] <= float(high)
            )
        if clause.where == "cause":
            return bool(unit["path"] & set(clause.values))
        return unit["facets"][clause.where] in clause.values


@pytest.fixture(scope="module")
def plain(home):
    """The plain reference."""
    return Plain(home)


@given(who=READERS, text=QUERIES)
def test_nothing_is_found_counted_or_suggested_but_what_a_scan_of_the_visible_finds(home, plain, who, text):
    house = home.read_by(who)
    if not who.may("cases"):
        with pytest.raises(DeniedError):
            search(house, Wanted(text=text))
        with pytest.raises(DeniedError):
            suggest(house, "借")
        return
    query = read_query(text, lexicon_of(home))
    answer = search(house, Wanted(text=text, limit=200, facets=tuple(FACETS)))
    expected = plain.found(house, query)
    assert {hit.key for hit in answer.hits} == expected
    assert answer.total == len(expected)
    units = [unit for unit in plain.units if unit["key"] in expected]
    for name in ("court", "year", "cause", "town", "band", "procedure"):
        told = {one.value: one.count for one in answer.facets[name]}
        counted = {}
        for unit in units:
            counted[unit["facets"][name]] = counted.get(unit["facets"][name], 0) + 1
        assert told == counted


@given(who=READERS, text=QUERIES)
def test_a_frequent_word_is_found_in_one_field_where_a_rare_one_is_in_all_parts(home, plain, who, text):
    house = home.read_by(who)
    if who.may("cases"):
        desk = Inquiry(house)
        query = read_query(text, desk.lexicon)
        found = Asking(desk.index, desk.lexicon, desk.sight, frequent=0).find(query, Page(limit=200))
        assert {hit.told["key"] for hit in found.hits} == plain.found(house, query)
        assert found.total == len(found.hits)


@given(who=READERS, start=st.sampled_from(["借", "合同", "民法典", "虚", "劳动", "民事诉讼"]))
def test_what_is_suggested_is_counted_from_the_visible_alone(home, plain, who, start):
    house = home.read_by(who)
    if not who.may("cases"):
        return
    visible = plain.found(house, read_query("", lexicon_of(home)))
    units = [unit for unit in plain.units if unit["key"] in visible]
    for name, one in suggest(house, start):
        assert one.count > 0
        if name == "cause":
            assert one.count == sum(one.value in unit["path"] for unit in units)
        elif name == "court":
            assert one.count == sum(unit["case"]["court"] == one.value for unit in units)
        elif name == "town":
            assert one.count == sum(unit["case"]["town"] == one.value for unit in units)
        else:
            assert one.count == sum(any(a.startswith(one.value) for a in unit["articles"]) for unit in units)


@pytest.mark.parametrize("role", sorted(name for name in ROLES if "cases" in ROLES[name].actions))
def test_no_name_is_shown_to_who_may_not_see_it(home, role):
    house = home.read_by(reader(Grant(role=role, court="虚0213")))
    answer = search(house, Wanted(text="借款", limit=100))
    shown = "".join(words for hit in answer.hits for one in hit.snippets for words, _ in one.pieces)
    names = any(name in shown for name in (*PEOPLE, *WITNESSES, "虚法官甲"))
    assert names == house.reader.sees_names_in(["虚0213"])
    assert all(hit.court == "虚0213" for hit in answer.hits)
    assert any(marked for hit in answer.hits for one in hit.snippets for _, marked in one.pieces)


def test_a_snippet_is_the_text_at_its_place(home):
    texts = {row["document_id"]: row["text"] for row in ROWS["documents"]}
    answer = search(home.read_by(LOCAL_NAMED), Wanted(text="利息", limit=50))
    for hit in answer.hits:
        for one in hit.snippets:
            told = "".join(words for words, _ in one.pieces)
            assert told == texts[hit.key][one.start : one.end].replace("\n", "")
            assert "利息" in "".join(words for words, marked in one.pieces if marked) or not one.pieces


def test_what_stands_in_the_reasons_goes_before_what_stands_in_the_heading(home):
    answer = search(home, Wanted(text="职业放贷人签订", limit=50))
    assert answer.hits[0].snippets[0].part == "reasoning"
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)


def test_a_search_by_who_may_see_names_is_in_the_audit_without_its_words(home):
    from shuzhu.desk.audit import entries

    house = home.read_by(reader(Grant(role="judge", court="虚0213")))
    before = len(entries(house.desk, what="names"))
    search(house, Wanted(text=PEOPLE[0]))
    told = entries(house.desk, what="names")
    assert len(told) == before + 1
    assert PEOPLE[0] not in str(told)
    search(home.read_by(reader(Grant(role="research", court="虚0213"))), Wanted(text=PEOPLE[0]))
    assert len(entries(house.desk, what="names")) == before + 1
