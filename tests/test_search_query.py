"""What is typed and what is made of it; synonyms with their dates; tokens by which signs are found."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.synonyms import OURS, read_synonyms
from shuzhu.errors import CatalogueError, UsageError
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import band_of, in_groups
from shuzhu.search.query import LONGEST, read_query
from shuzhu.search.tokens import FOLD, GAP, bare, blanked, distinct, pairs, phrase, told, told_apart

CODES = read_codes()
LEXICON = Lexicon(CODES, read_synonyms(), date(2026, 1, 1))
CIVIL = "中华人民共和国民法典"
SAID = [
    ("借款 利息", [("word", ("借款",)), ("word", ("利息",))]),
    ("借款合同纠纷利率", [("word", ("借款合同纠纷",)), ("word", ("利率",))]),
    ('"未按 约定"', [("phrase", ("未按约定",))]),
    ("“未按约定”", [("phrase", ("未按约定",))]),
    ("-利息", [("-word", ("利息",))]),
    ('-"未按约定"', [("-phrase", ("未按约定",))]),
    ("民法典675", [("article", (f"{CIVIL}第675条",))]),
    ("《民法典》第六百七十五条", [("article", (f"{CIVIL}第675条",))]),
    ("中华人民共和国民法典第1254条", [("article", (f"{CIVIL}第1254条",))]),
    ("刑法第一百三十三条之一", [("article", ("中华人民共和国刑法第133条之1",))]),
    ("(2017)虚0213民初字第0012号", [("number", ("（2017）虚0213民初12号",))]),
    ("〔2017〕虚0213民初12号", [("number", ("（2017）虚0213民初12号",))]),
    ("-（2017）虚0213民初12号", [("-number", ("（2017）虚0213民初12号",))]),
    ("案号:2017虚0213民初12", [("number", ("（2017）虚0213民初12号",))]),
    ("年:2019,2020", [("facet", ("2019", "2020"))]),
    ("类别:民事", [("facet", ("civil",))]),
    ("程序：简易程序", [("facet", ("simplified",))]),
    ("法律:民诉法", [("facet", ("中华人民共和国民事诉讼法",))]),
    ("主文:驳回", [("word", ("驳回",))]),
    ("当事人:虚某一", [("party", ("虚某一",))]),
    ("金额:10万-50万", [("amount", ("100000.00", "500000.00"))]),
    ("金额:10-50万", [("amount", ("100000.00", "500000.00"))]),
    ("金额:100万-", [("amount", ("1000000.00", ""))]),
    ("金额:-5000", [("amount", ("", "5000.00"))]),
    ("民诉法", [("word", ("民诉法", "民事诉讼法"))]),
    ("王虚三", [("word", ("王虚三",))]),
    ("的", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_typed_and_what_is_made_of_it(text, expected):
    told = [(("-" if one.no else "") + one.kind, one.values) for one in read_query(text, LEXICON).clauses]
    assert told == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [("年份x:3", "no field"), ("金额:很多", "金额"), ("字" * (LONGEST + 1), "longer"),
     (" ".join(f"甲{n}乙" for n in range(30)), "24 at most")],
)  # fmt: skip
def test_what_cannot_be_asked_says_how_to(text, words):
    with pytest.raises(UsageError, match=words):
        read_query(text, LEXICON)


def test_a_synonym_holds_from_its_day_on_and_names_its_source():
    assert "高息借贷" in LEXICON.meant("高利贷")
    assert any("法释〔2020〕6号" in note for note in read_query("高利贷", LEXICON).notes)
    assert Lexicon(CODES, read_synonyms(), date(1990, 1, 1)).meant("高利贷") == ()


def test_every_synonym_has_its_source_and_a_store_lays_its_own_over(tmp_path):
    assert all(one.source and one.means for one in read_synonyms().values())
    (tmp_path / OURS.name).write_text(
        "- {word: 高利贷, means: [本地叫法], since: 2020-01-01, source: 本院}\n", encoding="utf-8"
    )
    assert read_synonyms(tmp_path)["高利贷"].means == ("本地叫法",)


@pytest.mark.parametrize("text", ["- {word: 甲乙}", "甲: 乙", "- {word: 甲, means: [乙], since: 2020-01-01, source: x}",
                                  "- {word: 甲, means: [乙丙], since: 早, source: x}"])  # fmt: skip
def test_an_entry_that_cannot_be_is_refused(tmp_path, text):
    (tmp_path / OURS.name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        read_synonyms(tmp_path)


SIGNS = st.text(alphabet="民间借贷纠纷合同法院 \n　Ａa１。，", max_size=40)


@given(text=SIGNS)
def test_folding_keeps_every_place(text):
    assert len(FOLD(text)) == len(text)
    assert bare(bare(text)) == bare(text)


@given(text=SIGNS, word=st.text(alphabet="民间借贷纠纷合同", min_size=2, max_size=7))
def test_a_run_stands_where_all_its_pairs_stand_at_their_places(text, word):
    said = bare(text)
    told = pairs(said).split()
    asked = phrase(word)
    by_pairs = any(all(told[n + at : n + at + 1] == [pair] for at, pair in asked) for n in range(len(told)))
    assert by_pairs == (word in said)


@given(
    text=st.text(alphabet="民间借贷纠纷合同法院", max_size=40),
    word=st.text(alphabet="民间借贷纠纷", min_size=2, max_size=6),
)
def test_a_word_of_the_dictionary_is_a_token_wherever_it_stands(text, word):
    if LEXICON.is_word(word):
        assert (word in LEXICON.words_in(text)) == (word in text)


def test_what_is_hidden_is_a_gap_as_long_as_it_was():
    assert blanked("原告张三诉", ((2, 4, "张某"),)) == "原告\0\0诉"
    assert blanked("审判员　张　三", ((4, 7, "张某"),)) == "审判员　\0　\0"


@given(st.data(), st.text(alphabet="民间借贷纠纷合同法院a1张三\0。", max_size=80))
def test_the_tokens_of_a_text_with_gaps_are_those_that_it_has_by_itself(data, said):
    spans = data.draw(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 6)), max_size=6))
    masked = said
    for start, many in spans:
        masked = masked[:start] + GAP * len(masked[start : start + many]) + masked[start + many :]
    for one, apart in zip((said, masked), told_apart(said, masked, LEXICON.words_in), strict=True):
        alone = told(one, LEXICON.words_in(one))
        (its_pairs, _, its_longer), (plain_pairs, _, longer) = (
            each.tokens.partition(f" {GAP} ") for each in (apart, alone)
        )
        assert its_pairs == plain_pairs
        assert sorted(its_longer.split()) == sorted(longer.split())
        assert sorted(apart.words.split()) == sorted(alone.words.split())


def test_a_text_is_held_by_its_pairs_its_longer_words_and_once_each_by_its_words():
    found = told("借贷的借贷纠纷", ["借贷", "的", "借贷", "借贷纠纷", "纠纷"])
    assert found.tokens == f"借贷 贷的 的借 借贷 贷纠 纠纷 {GAP} 借贷纠纷"
    assert sorted(found.words.split()) == ["借贷", "借贷纠纷", "纠纷"]


WORDS = st.lists(st.sampled_from(["借贷", "纠纷", "合同"]), max_size=6).map(lambda found: told("", found))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_a_word_comes_once_for_each_part_that_shows_it_and_for_each_that_hides_it(parts):
    shown, hidden = (Counter(every.split()) for every in distinct(parts))
    for word in ("借贷", "纠纷", "合同"):
        assert shown[word] == sum(word in masked.words for _, masked in parts)
        assert hidden[word] == sum(word in full.words and word not in masked.words for full, masked in parts)


def test_sections_that_meet_in_one_group_are_one():
    told = [("heading", 0, 5), ("parties", 5, 9), ("claims", 9, 12), ("defence", 12, 20), ("order", 20, 22)]
    assert list(in_groups(told)) == [("head", 0, 9), ("claims", 9, 20), ("order", 20, 22)]


@pytest.mark.parametrize(
    ("amount", "band"),
    [(None, "未记载"), (0, "1万元以下"), (10_000, "1万元以下"), (10_000.01, "1万—10万元"), (6e6, "500万元以上")],
)
def test_each_amount_has_its_band(amount, band):
    assert band_of(amount) == band
