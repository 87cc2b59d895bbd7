"""Similar cases: what is compared, how rankings are judged, how a measure is told; and elements by rule and model."""

import json
import math
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows_of
from shuzhu.catalogue.element_rules import read_elements, read_families
from shuzhu.elements import Labelled, find, keep, kept, read_labelled, rule_table, score, train, traits_of
from shuzhu.errors import CatalogueError, SourceError, UsageError
from shuzhu.similar import (
    Corpus,
    Profile,
    average_precision,
    ndcg,
    precision,
    rank,
    signs_of,
    trait_likeness,
    words_of,
)

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared")) / "data"
MATTERS = st.dictionaries(st.sampled_from("甲乙丙"), st.frozensets(st.sampled_from("abcd"), min_size=1), min_size=1)


def said(text):
    """The codes and refusals of a text by the rules of loans."""
    return [(one.code, one.refused) for one in find(text, read_elements("loan"))]


# ---- elements


def test_a_rule_says_where_and_a_denial_in_the_same_half_sentence_withdraws_it():
    text = "原告与被告未签订书面劳动合同。双方签订劳动合同，期限三年。"
    found = find(text, read_elements("labour"))
    assert [(one.code, text[one.start : one.end]) for one in found] == [
        ("LB6", "未签订书面劳动合同"), ("LB7", "签订劳动合同"),
    ]  # fmt: skip


def test_what_the_court_did_not_accept_is_found_and_marked():
    assert ("LN7", True) in said("原告主张被告承担连带保证责任，不予采纳。")
    assert ("LN7", False) in said("被告承担连带保证责任。")


def test_unknown_elements_are_an_error_that_names_the_known():
    with pytest.raises(CatalogueError, match="divorce"):
        read_elements("nothing")


@given(st.integers(1, 6).flatmap(lambda n: st.tuples(*[st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=n, max_size=n)] * 2)))  # noqa: E501  # fmt: skip
def test_the_score_is_that_of_plain_counting(tables):
    truth, told = (np.array(t, dtype=bool) for t in tables)
    each = []
    for n in range(3):
        pairs = list(zip(truth[:, n], told[:, n], strict=True))
        hit, wrong = sum(t and s for t, s in pairs), sum(s and not t for t, s in pairs)
        missed = sum(t and not s for t, s in pairs)
        each.append(1.0 if hit + wrong + missed == 0 else 2 * hit / (2 * hit + wrong + missed))
    found = score(truth, told)
    assert found.each == pytest.approx(each)
    assert found.macro == pytest.approx(sum(each) / 3)
    assert 0 <= found.mean <= 1


def labelled(documents=12):
    """Made-up labelled sentences: a few kinds, each in every document."""
    kinds = (
        ("被告应当归还借款本金", {"LN5"}), ("双方约定月息二分", set()), ("银行已将该债权转让给原告", {"LN1"}),
        ("本院于某日公开开庭", set()), ("被告未到庭", set()), ("保证人承担连带保证责任", {"LN7"}),
    )  # fmt: skip
    told = [(f"{words}（第{d}份）。", d, frozenset(marks)) for d in range(documents) for words, marks in kinds]
    return Labelled(
        *(), **dict(zip(("sentences", "documents", "labels"), map(tuple, zip(*told, strict=True)), strict=True))
    )


def test_a_model_learns_is_kept_without_code_and_read_back_the_same(tmp_path):
    data, known = labelled(), read_elements("loan")
    model = train("loan", data, known)
    rules = rule_table(data.sentences, known)
    margins = model.margins(data.sentences, data.documents, rules)
    keep(model, tmp_path / "loan.npz")
    again = kept(tmp_path / "loan.npz")
    assert np.allclose(again.margins(data.sentences, data.documents, rules), margins, atol=1e-4)
    assert again.kinds == model.kinds
    decided = model.decide(margins, rules)
    truth = np.array([[e.code in labels for e in known] for labels in data.labels])
    codes = [e.code for e in known]
    for code in ("LN1", "LN5", "LN7"):
        assert (decided[:, codes.index(code)] == truth[:, codes.index(code)]).all()
    assert (model.kinds[codes.index("LN20")]) == "rule"
    chances = model.chances(margins)
    assert ((chances >= 0) & (chances <= 1)).all()


def test_what_is_no_model_or_no_labels_is_told(tmp_path):
    (tmp_path / "x.npz").write_bytes(b"nothing")
    with pytest.raises(SourceError, match="elements train"):
        kept(tmp_path / "x.npz")
    (tmp_path / "x.jsonl").write_text("{}\n[1]", encoding="utf-8")
    with pytest.raises(SourceError, match="sentence"):
        read_labelled(tmp_path / "x.jsonl")
    with pytest.raises(UsageError, match="labour"):
        train("labour", labelled(), read_elements("labour"))
    with pytest.raises(UsageError, match="too few"):
        train("loan", labelled(2), read_elements("loan"))


def test_labelled_sentences_are_read_by_document(tmp_path):
    lines = [[{"sentence": "甲。", "labels": ["LN1"]}], [{"sentence": "乙。", "labels": []}]]
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    found = read_labelled(tmp_path / "x.jsonl")
    assert (found.sentences, found.documents) == (("甲。", "乙。"), (0, 1))


# ---- traits


def test_the_traits_of_a_private_loan():
    """
    words | matter | value
    约定月利率2％ | rate | 24%以下
    月息3分 | rate | 24%至36%
    年利率48％ | rate | 36%以上
    未说利息 | rate | 未写利率
    李某为其提供保证 | guarantee | 保证
    无话 | guarantee | 无担保
    以微信支付 | delivery | 移动支付
    出具借条一张 | note | 借条
    借款用于资金周转 | purpose | 经营
    """
    family = next(one for one in read_families() if one.name == "private_lending")
    for row in rows_of(test_the_traits_of_a_private_loan.__doc__):
        found = traits_of(family, {"findings": row["words"]})
        assert [one.value for one in found[row["matter"]]] == [row["value"]], row
        seen = found[row["matter"]][0]
        assert row["words"][seen.start : seen.start + len(seen.words)] == seen.words


def test_what_bears_on_a_sentence():
    """
    words | matter | value
    被告人系自首，可以从轻处罚 | surrender | 自首
    被告人到案后如实供述 | surrender | 坦白
    被告人系累犯 | record | 累犯
    被告人自愿认罪认罚 | plea | 认罪认罚
    赔偿被害人经济损失并取得谅解 | redress | 退赃退赔
    系犯罪未遂 | degree | 未遂
    无话 | part | 未写共同犯罪
    """
    family = next(one for one in read_families() if one.name == "criminal")
    for row in rows_of(test_what_bears_on_a_sentence.__doc__):
        found = traits_of(family, {"reasoning": row["words"]})
        assert found[row["matter"]][0].value == row["value"], row


def test_a_court_lays_its_own_elements_and_traits_over_ours(tmp_path):
    (tmp_path / "elements").mkdir()
    (tmp_path / "elements" / "loan.yaml").write_text(
        "name: loan\ntitle: 借款\ncauses: [借款合同纠纷]\nelements:\n  LN1: {title: 虚构要素, any: [虚构]}\n",
        encoding="utf-8",
    )
    assert [one.title for one in read_elements("loan", tmp_path)] == ["虚构要素"]
    assert len(read_elements("labour", tmp_path)) == len(read_elements("labour"))


# ---- likeness


@given(MATTERS, MATTERS)
def test_likeness_is_symmetric_bounded_and_whole_with_oneself(one, other):
    assert trait_likeness(one, other) == pytest.approx(trait_likeness(other, one))
    assert 0 <= trait_likeness(one, other) <= 1
    assert trait_likeness(one, one) == 1


def test_the_nearest_in_law_comes_first_and_says_why():
    asked = Profile(case_id="a", traits={"担保": frozenset({"保证"})}, cause=("合同", "借款", "民间借贷"), amount=1000,
                    words={("担保", "保证"): "提供保证"})  # fmt: skip
    near = Profile(case_id="b", traits={"担保": frozenset({"保证"})}, cause=("合同", "借款", "民间借贷"), amount=900,
                   words={("担保", "保证"): "连带保证"})  # fmt: skip
    far = Profile(case_id="c", traits={"担保": frozenset({"抵押"})}, cause=("合同", "买卖"), amount=100000)
    first, last = rank(asked, [far, near], [0.1, 0.1])
    assert (first.case_id, last.case_id) == ("b", "c")
    told = {reason.matter: reason for reason in first.reasons}
    assert told["担保"].shared == (("保证", "提供保证", "连带保证"),)
    differs = {reason.matter: reason for reason in last.reasons}
    assert (differs["担保"].only_here, differs["担保"].only_there) == (("保证",), ("抵押",))
    assert differs["案由"].likeness == pytest.approx(1 / 3)
    assert differs["标的数量级"].likeness == 0
    assert rank(asked, [], []) == []


TEXTS = st.lists(st.text(st.sampled_from("甲乙丙借款，。 \naAＡ𠀀"), max_size=20), max_size=6)


def plain_likeness(asked, texts):
    """TF-IDF of characters and pairs among some texts, the slow way."""

    def signs(text):
        plain = re.sub(r"\s\s+", " ", text.lower())
        return Counter([*plain, *(plain[n : n + 2] for n in range(len(plain) - 1))])

    rows = [signs(text) for text in texts]
    rarity = {one: math.log((1 + len(rows)) / (1 + sum(one in row for row in rows))) + 1 for row in rows for one in row}

    def line(told):
        weights = {one: (1 + math.log(n)) * rarity[one] for one, n in told.items() if one in rarity}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1
        return {one: w / length for one, w in weights.items()}

    mine = line(signs(asked))
    return [sum(w * mine.get(one, 0) for one, w in line(row).items()) for row in rows]


@given(TEXTS, st.text(st.sampled_from("甲乙借款 aA𠀀丁"), max_size=20))
def test_likeness_of_texts_is_that_of_plain_counting(texts, asked):
    found = Corpus([signs_of(text) for text in texts]).likeness(signs_of(asked))
    assert list(found) == pytest.approx(plain_likeness(asked, texts), abs=1e-9)


SENTENCES = (
    "原告出借本金", "被告归还本金", "双方约定利息", "银行转账交付", "保证人连带清偿", "借条载明日期", "夫妻共同债务",
    "利息按月支付",
)  # fmt: skip


def test_meaning_is_nearness_along_the_largest_directions_of_the_rows():
    signs = [signs_of(text) for text in SENTENCES]
    known = sorted({key for one in signs for key in one.keys.tolist()})
    often = [sum(key in one.keys for one in signs) for key in known]

    def line(one):
        told = dict(zip(one.keys.tolist(), one.counts.tolist(), strict=True))
        row = [(1 + math.log(told[key])) * (math.log(9 / (1 + n)) + 1) if key in told else 0.0
               for key, n in zip(known, often, strict=True)]  # fmt: skip
        return np.array(row) / np.linalg.norm(row)

    rows = np.array([line(one) for one in signs])
    ways = np.linalg.svd(rows)[2][:2]
    asked = signs_of("约定本金利息")
    mine, theirs = ways @ line(asked), rows @ ways.T
    lengths = np.linalg.norm(theirs, axis=1)
    expected = np.where(lengths > 1e-9, theirs @ mine / np.linalg.norm(mine) / np.maximum(lengths, 1e-9), 0)
    assert list(Corpus(signs).meaning(asked)) == pytest.approx(list(expected), abs=1e-9)


def test_words_that_go_along_with_the_same_others_are_near_in_meaning():
    texts = ["甲,乙", "甲,乙", "甲,丙", "甲,丙", "丁,戊", "丁,己", "丁,戊", "丁,己"]
    corpus = Corpus([signs_of(text) for text in texts])
    alike, near = corpus.likeness(signs_of("乙")), corpus.meaning(signs_of("乙"))
    assert (alike[2], alike[4]) == (0, 0)
    assert near[2] > 0.3 > 0.1 > abs(near[4])


@given(TEXTS, st.text(st.sampled_from("甲乙借款 aA𠀀丁"), max_size=20))
def test_meaning_is_told_for_every_row_and_the_same_twice(texts, asked):
    corpus = Corpus([signs_of(text) for text in texts])
    found = corpus.meaning(signs_of(asked))
    assert len(found) == len(texts)
    assert np.all(np.abs(found) <= 1 + 1e-9)
    assert list(found) == list(corpus.meaning(signs_of(asked)))


def test_words_are_told_apart_and_single_characters_are_not_words():
    texts = ["原告借款利息", "被告偿还本金", "的"]
    first, second, none = Corpus([words_of(text) for text in texts]).likeness(words_of("借款的利息"))
    assert (first > second, none) == (True, 0)


def test_elements_count_as_one_matter_with_the_words_of_both():
    asked = Profile(case_id="a", elements=frozenset({"连带保证", "多人借款"}), words={("要素", "连带保证"): "甲处"})
    other = Profile(case_id="b", elements=frozenset({"连带保证"}), words={("要素", "连带保证"): "乙处"})
    (reason,) = rank(asked, [other], [0.1])[0].reasons
    assert (reason.matter, reason.likeness, reason.shared) == ("要素", 0.5, (("连带保证", "甲处", "乙处"),))
    assert reason.only_here == ("多人借款",)


# ---- metrics


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 3), min_size=1), st.randoms())
def test_the_metrics_are_those_of_the_textbook(grades, chance):
    ranking = [*grades, "未评"]
    chance.shuffle(ranking)
    judged = [one for one in ranking if one in grades]
    got = sum(grades[one] / math.log2(n + 2) for n, one in enumerate(judged[:5]))
    best = sum(g / math.log2(n + 2) for n, g in enumerate(sorted(grades.values(), reverse=True)[:5]))
    assert ndcg(ranking, grades, 5) == pytest.approx(got / best if best else 0)
    relevant = {one for one, grade in grades.items() if grade == 3}
    assert precision(ranking, relevant, grades, 5) == pytest.approx(sum(one in relevant for one in judged[:5]) / 5)
    each = [sum(x in relevant for x in judged[: n + 1]) / (n + 1) for n, one in enumerate(judged) if one in relevant]
    assert average_precision(ranking, relevant, grades) == pytest.approx(sum(each) / len(each) if each else 0)


# ---- real data


@pytest.mark.shared
def test_triples_are_told_apart_by_law():
    path = SHARED / "cail2019_scm_private_lending" / "input.jsonl"
    if not path.exists():
        pytest.skip("the shared data is absent (SHUZHU_SHARED)")
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    family = next(one for one in read_families() if one.name == "private_lending")
    seen = {}
    for text in {text for one in told for text in one.values()}:
        parties, _, body = text.partition("\n\n")
        found = traits_of(family, {"parties": parties, "claims": body})
        seen[text] = {code: frozenset(one.value for one in each) for code, each in found.items()}
    right = [trait_likeness(seen[t["A"]], seen[t["B"]]) - trait_likeness(seen[t["A"]], seen[t["C"]]) for t in told]
    assert np.mean([0.5 if abs(gap) < 1e-9 else gap > 0 for gap in right]) >= 0.7
