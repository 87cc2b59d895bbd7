"""Sums of money in documents."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.judgments.money import sums_in, yuan
from shuzhu.judgments.plain import plain

SIGNS = st.text(
    alphabet="0123456789，,.．元万亿千百拾佰仟壹贰一二三零〇余多￥$人民币美港（）大写角分整 每月/年%", max_size=80
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1198471元", "1198471"), ("1,198,471元", "1198471"), ("1，198，471.50元", "1198471.5"),
        ("１２００元", "1200"), ("3.5万元", "35000"), ("1亿2000万元", "120000000"), ("5千元", "5000"),
        ("3仟元", "3000"), ("5万6000元", "56000"), ("壹佰万元整", "1000000"), ("人民币贰拾伍万伍仟元整", "255000"),
        ("5000余元", "5000"), ("￥3，000.00", "3000"), ("人民币5000", "5000"), ("六千八百九十一元二角", "6891.2"),
        ("3元5角", "3.5"), ("二万三千零五元", "23005"), ("一千二百万元", "12000000"), ("8万", "80000"),
        ("壹拾万元整（￥100,000元）", "100000"), ("30 000元", "30000"), ("两万元", "20000"),
    ],
)  # fmt: skip
def test_a_sum_is_read(text, value):
    assert yuan(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["2015年", "10万股", "3万平方米", "500美元", "港币3万元", "500元/平方米", "元", "万元", ""]
)
def test_what_is_no_sum_of_yuan_is_not_read(text):
    assert yuan(text) is None


def test_a_sum_said_twice_comes_once():
    text = plain("借款人民币壹拾万元整（￥100,000.00元），利息3，000元，后还10万，以及港币5万元")
    assert [(s.amount, s.currency) for s in sums_in(text)] == [
        (Decimal(100000), "CNY"), (Decimal(3000), "CNY"), (Decimal(100000), "CNY"), (Decimal(50000), "HKD"),
    ]  # fmt: skip


def test_a_price_tells_what_it_is_for():
    prices = list(sums_in("房租每月3000元，单价290元/平方米，共500余元"))
    assert [(s.per != "", s.about) for s in prices] == [(True, False), (True, False), (False, True)]


@given(SIGNS)
def test_sums_stand_in_the_text_and_read_back(text):
    said = plain(text)
    last = 0
    for found in sums_in(said):
        assert last <= found.start < found.end <= len(said)
        assert found.amount >= 0
        last = found.end
