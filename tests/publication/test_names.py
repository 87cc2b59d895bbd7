"""Article 9: how a name is shortened, and where one ends in running text."""

import pytest

from shuzhu.publication.names import is_hidden, is_person_name, name_end, shortened, surname_of
from shuzhu.publication.words import any_of

ARTICLE_9 = """
张虚甲        张某
张虚          张某
欧阳虚幻      欧阳某
欧阳虚        欧阳某
阿依虚·买买提 阿某
阿依虚.买买提 阿某
约翰·虚史密斯 约某
山田虚太郎    山某
PeterXu       P
张某          张某
张某某        张某某
李×           李×
"""


@pytest.mark.parametrize("line", ARTICLE_9.strip().splitlines())
def test_article_9(line):
    name, short = line.split()
    assert shortened(name) == short


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张虚甲的证言", "张虚甲"),
        ("张虚，男", "张虚"),
        ("张虚和李幻的证言", "张虚"),
        ("张虚证实，当日", "张虚"),
        ("张虚诊断原告", "张虚"),
        ("欧阳虚幻在家中", "欧阳虚幻"),
        ("阿依虚·买买提的陈述", "阿依虚·买买提"),
        ("阿依虚·买买提供述称", "阿依虚·买买提"),
        ("Peter Xu的证言", "Peter Xu"),
        ("程序违法，应予", ""),
        ("家属的意见", ""),
        ("有物品的袋子", ""),
        ("应当支付的", ""),
        ("SPA会所", ""),
        ("〇一二", ""),
    ],
)
def test_where_a_name_ends(text, name):
    end = name_end(text, 0, introduced=True)
    assert text[: max(end, 0)] == name


def test_one_character_more_belongs_to_the_name_where_it_always_stands_there():
    text = "证人王虚和证实。王虚和称，王虚和的车"
    assert name_end(text, 2, introduced=True) == 5


def test_hidden_names_and_persons_names():
    assert is_hidden("张某")
    assert is_hidden("王××")
    assert not is_hidden("营口虚构有限公司")
    assert is_person_name("任虚")
    assert is_person_name("阿依虚·买买提")
    assert not is_person_name("总经理的")
    assert not is_person_name("某")
    assert surname_of("欧阳虚") == "欧阳"
    assert surname_of("〇虚") == ""


def test_a_tree_of_words_takes_the_longest():
    import re

    pattern = re.compile(any_of(["被告", "被告人", "原告", "被害人"]))
    assert pattern.findall("被告人与被告、原告和被害人") == ["被告人", "被告", "原告", "被害人"]
