"""The total amount of a crime from the text of its facts. All made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.judgments.criminal import crime_amount


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (("被告人张虚甲盗窃3次，价值共计3940元。具体事实如下：\n1、窃得自行车，价值1424元。\n2、窃得自行车，价值1542元。\n"
         "3、窃得电瓶，价值974元。"), 3940),
        ("被告人张虚甲骗取被害人人民币100余万元。案发后退还5万元。", 1000000),
        ("1、窃得现金200元。\n2、窃得手机一部，后以450元的价格卖给他人。\n", 650),
        ("被告人张虚甲窃得手机一部，经鉴定价值人民币2096元。\n另查明，被告人因犯盗窃罪被判处拘役六个月，并处罚金1000元。",
         2096),
        ("被告人张虚甲无故殴打他人。", None),
    ],
)  # fmt: skip
def test_the_amount_of_a_crime_is_its_total_or_the_sum_of_its_parts(text, total):
    assert crime_amount(text) == total


@given(text=st.text(alphabet="盗窃骗取现金价值共计元万一二0123456789，。、\n（）", max_size=200))
def test_no_text_breaks_the_counting_and_no_total_is_below_nought(text):
    total = crime_amount(text)
    assert total is None or total > 0
