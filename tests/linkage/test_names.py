"""Normal forms of names and numbers, drawn as tables; and the laws that hold of every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows_of
from shuzhu.linkage.identity import check_sign, identity, widened
from shuzhu.linkage.names import masks_of, name, one_off
from shuzhu.linkage.shapes import FAMILIES, shape
from shuzhu.linkage.sounds import near_sound, sound

NAMES = """
written                          | text                 | core     | surname | former | masked
张 某某                          | 张**                 | 张**     | 张      |        | yes
张＊＊                           | 张**                 | 张**     | 张      |        | yes
李某甲                           | 李**                 | 李**     | 李      |        | yes
張虛構                           | 张虚构               | 张虚构   | 张      |        | no
欧阳虚一                         | 欧阳虚一             | 欧阳虚一 | 欧阳    |        | no
阿依虚·买买构                    | 阿依虚·买买构        | 阿依虚·买买构 |    |        | no
阿依虚•买买构                    | 阿依虚·买买构        | 阿依虚·买买构 |    |        | no
单虚一（曾用名：单拟二）         | 单虚一               | 单虚一   | 单      | 单拟二 | no
幻安市虚远达建材有限责任公司     | 幻安市虚远达建材有限公司 | 虚远达建材 |     |        | no
虚达（集团）有限公司             | 虚达集团有限公司     | 虚达     |         |        | no
"""
NUMBERS = """
written              | whole              | born     | tail | sound
110101900307461      | 110101199003074610 | 19900307 | 4610 | yes
11010119900307461X   | 11010119900307461X | 19900307 | 461X | no
990213********1234   |                    |          | 1234 | yes
"""
TEXTS = st.text(st.sampled_from("张王李欧阳虚拟构某*·() 有限公司责任ABab1"), max_size=14)


@pytest.mark.parametrize("row", rows_of(NAMES), ids=lambda row: row["written"])
def test_a_name_has_one_normal_form(row):
    found = name(row["written"])
    assert (found.text, found.core, found.surname, found.former) == (
        row["text"], row["core"], row["surname"], row["former"],
    )  # fmt: skip
    assert found.masked == (row["masked"] == "yes")


@pytest.mark.parametrize("row", rows_of(NUMBERS), ids=lambda row: row["written"])
def test_a_number_of_fifteen_digits_is_one_of_eighteen_and_hidden_digits_stay_hidden(row):
    found = identity(row["written"])
    assert (found.whole, found.born, found.tail) == (row["whole"], row["born"], row["tail"])
    assert found.sound == (row["sound"] == "yes")


@pytest.mark.parametrize("nothing", [None, "", "  ", "不详", "某某", "**"])
def test_what_says_nothing_is_no_name(nothing):
    assert name(nothing) is None


@given(TEXTS)
def test_a_normal_form_is_its_own_normal_form(text):
    found = name(text)
    if found is not None:
        again = name(found.text, company=found.company)
        assert again is not None
        assert again.text == found.text


@given(st.text("0123456789", min_size=15, max_size=15))
def test_a_widened_number_holds_its_check_sign(digits):
    whole = widened(digits)
    assert whole[-1] == check_sign(whole[:17])
    assert identity(digits).whole == identity(whole).whole


@given(st.text(st.sampled_from("张王虚拟构"), min_size=2, max_size=4), st.data())
def test_names_one_character_apart_share_an_open_place(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    other = text[:place] + data.draw(st.sampled_from("甲乙丙")) + text[place + 1 :]
    assert set(one_off(text)) & set(one_off(other))


@given(st.text(st.sampled_from("张王虚拟构"), min_size=3, max_size=3))
def test_a_masked_name_is_among_the_masks_of_the_whole_one(text):
    for masked in (text[0] + "某某", text[0] + "*" + text[2]):
        assert set(masks_of(name(masked).text)) <= set(masks_of(text))
    assert not set(masks_of("张*")) & set(masks_of("张**"))


def test_surnames_are_read_as_surnames():
    assert [sound(text).split()[0] for text in ("单虚", "解虚", "曾虚", "尉迟虚")] == ["shan", "xie", "zeng", "yuchi"]
    assert near_sound("林虚") == near_sound("宁虚").replace("nin", "lin")


def test_characters_that_look_alike_have_one_shape():
    assert shape("清末") == shape("晴未")
    assert shape(shape("清末")) == shape("清末")
    assert all(len({shape(c) for c in family}) == 1 for family in FAMILIES[:40] if len(family) == 2)
