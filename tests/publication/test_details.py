"""Direct identifiers, addresses, days and illnesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.publication import places
from shuzhu.publication.numbers import identifiers, is_card_number, is_credit_code, is_identity_number

IDENTIFIERS = """
公民身份号码350213197506300014。        identity_number 350213197506300014
身份证号：35021319750630001Ｘ。          identity_number 35021319750630001X
身份证350213 19750630 0014。             identity_number 350213 19750630 0014
身份证号码350213750630001，              identity_number 350213750630001
手机号13900001234。                      telephone 13900001234
电话139 0000 1234                        telephone 139 0000 1234
电话0592-7061234                         telephone 0592-7061234
联系电话7061234                          telephone 7061234
卡号6222021234567890128                  bank_account 6222021234567890128
账户35101560001050006789                 bank_account 35101560001050006789
驾驶闽D12345号                           plate 闽D12345
新能源车闽DD12345                        plate 闽DD12345
闽（2018）厦门市不动产权第0012345号      certificate 0012345
厦房权证字第00123456号                   certificate 00123456
邮箱xu.huan@example.com。                email xu.huan@example.com
微信号wx_12345ab                         social_account wx_12345ab
QQ号123456789                            social_account 123456789
车架号LFV2A21K123456789                  vehicle_number LFV2A21K123456789
护照号E12345678                          passport E12345678
统一社会信用代码91350200MA2Y01234X       credit_code 91350200MA2Y01234X
执业证号13502201010123456                licence_number 13502201010123456
"""

NOTHING = """
（2022）闽0213民初2001号
借款本金200000元及利息
赔偿123456789元
二〇二二年七月八日
2022年7月8日18时30分
面积1234567平方米
第六百七十五条
"""


@pytest.mark.parametrize("line", IDENTIFIERS.strip().splitlines())
def test_an_identifier_is_found_and_told(line):
    from shuzhu.publication.spelling import plain

    text, _, rest = line.partition("  ")
    kind, _, words = rest.strip().partition(" ")
    said = plain(text)
    assert (kind, words) in {(one.kind, said[one.start : one.end]) for one in identifiers(said)}


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_identifier_is_left(text):
    assert list(identifiers(text)) == []


@given(st.text("0123456789", min_size=17, max_size=17))
def test_only_one_last_sign_makes_an_identity_number(body):
    body = "350213" + "19750630" + body[:3]
    assert sum(is_identity_number(body + sign) for sign in "0123456789X") == 1


@given(st.text("0123456789", min_size=15, max_size=18))
def test_only_one_last_digit_makes_a_card_number(body):
    assert sum(is_card_number(body + digit) for digit in "0123456789") == 1


def test_a_credit_code_has_its_check_sign():
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("9135")


@pytest.mark.parametrize(
    ("address", "county", "town", "city"),
    [
        ("福建省厦门市翔安区马巷镇虚庄村12号", "福建省厦门市翔安区", "福建省厦门市翔安区马巷镇", "福建省厦门市"),
        (
            "新疆维吾尔自治区库车县虚乡幻村5号",
            "新疆维吾尔自治区库车县",
            "新疆维吾尔自治区库车县虚乡",
            "新疆维吾尔自治区",
        ),
        ("广东省东莞市虚城花园3栋", "广东省东莞市", "广东省东莞市", "广东省东莞市"),
        ("重庆市开县虚镇幻村", "重庆市开县", "重庆市开县虚镇", "重庆市"),
        ("福建省石狮市虚秀镇", "福建省石狮市", "福建省石狮市虚秀镇", "福建省石狮市"),
        ("上海市浦东新区虚云路1号", "上海市浦东新区", "上海市浦东新区", "上海市"),
        ("虚庄村12号", "", "", ""),
    ],
)
def test_an_address_is_cut(address, county, town, city):
    assert address[: places.cut_address(address, "county")] == county
    assert address[: places.cut_address(address, "town")] == town
    assert address[: places.cut_address(address, "city")] == city


def test_addresses_stand_after_a_word_or_by_a_door():
    text = "现住虚庄村虚里3号，后在厦门市翔安区虚云路12号502室门口。宣告缓刑对所居住社区没有重大不良影响。"
    found = [text[one.start : one.end] for one in places.addresses(text)]
    assert "虚庄村虚里3号" in found
    assert "厦门市翔安区虚云路12号502室" in found
    assert not any("影响" in words for words in found)


def test_days_of_birth_are_told_from_others():
    text = "张虚，男，1980年1月9日出生，汉族。另一人，女，汉族，1981年2月3日，住虚村。2022年7月8日开庭。"
    births = [text[one.start : one.end] for one, _ in places.days(text, only_births=True)]
    assert births == ["1980年1月9日", "1981年2月3日"]
    every = [one.kind for one, _ in places.days(text, only_births=False)]
    assert every == ["birth", "birth", "date"]


def test_illnesses_go_but_wounds_and_experts_stay():
    text = "患有慢性乙型肝炎，另被诊断为肺癌；经司法精神病鉴定，其左腿骨折，构成轻伤二级。"
    found = [text[one.start : one.end] for one in places.health(text)]
    assert "慢性乙型肝炎" in found
    assert any("肺癌" in words for words in found)
    assert not any("骨折" in words or "精神病" in words for words in found)
