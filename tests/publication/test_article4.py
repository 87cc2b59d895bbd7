"""Article 4: what must not be published, and the notice of article 6."""

import pytest

from publication.papers import LOAN, THEFT, mask, read
from shuzhu.publication.article4 import refusal_of

REFUSED = [
    ("二", THEFT.replace("1990年3月12日", "2004年3月12日")),
    ("二", THEFT.replace("窜至", "（犯罪时未满十八周岁）窜至")),
    (
        "二",
        THEFT.replace("第二百六十四条之规定", "第二百六十四条、第十七条第三款之规定").replace(
            "刑法》第二百六十四条", "刑法》第十七条"
        ),
    ),
    ("三", LOAN.replace("民事判决书", "民事调解书").replace("判决如下", "达成如下协议")),
    ("四", LOAN.replace("民间借贷纠纷", "离婚纠纷")),
    ("四", LOAN.replace("民间借贷纠纷", "抚养纠纷")),
    ("四", LOAN.replace("民间借贷纠纷", "变更抚养关系纠纷")),
    ("一", THEFT.replace("盗窃罪", "非法获取国家秘密罪")),
    ("一", LOAN.replace("云影公司辩称，", "本案涉及国家秘密。云影公司辩称，")),
]


@pytest.mark.parametrize(("item", "text"), REFUSED)
def test_what_article_4_names_is_refused_with_its_item(item, text):
    refusal = mask(text).refusal
    assert refusal.article == f"法释〔2016〕19号第四条第（{item}）项"
    assert refusal.reason


@pytest.mark.parametrize(
    "text", [LOAN, THEFT, LOAN.replace("民间借贷纠纷", "离婚后财产纠纷"), LOAN.replace("民间借贷纠纷", "法定继承纠纷")]
)
def test_all_else_may_be_published(text):
    assert mask(text).refusal is None


def test_the_notice_tells_number_court_day_and_reason():
    notice = mask(LOAN.replace("民间借贷纠纷", "离婚纠纷")).refusal.notice
    assert notice["案号"] == "（2022）闽0213民初2001号"
    assert notice["审理法院"] == "福建省厦门市翔安区人民法院"
    assert notice["裁判日期"] == "2022-07-08"
    assert "离婚" in notice["不公开理由"]


def test_a_state_secret_has_no_notice():
    assert mask(THEFT.replace("盗窃罪", "非法获取国家秘密罪")).refusal.notice is None


def test_a_judge_may_give_another_reason():
    refusal = refusal_of(LOAN, read(LOAN), other="涉及商业秘密")
    assert refusal.article.endswith("第四条第（五）项")
    assert refusal.reason == "涉及商业秘密"


def test_what_stays_inside_is_not_refused():
    assert mask(LOAN.replace("民间借贷纠纷", "离婚纠纷"), "internal").refusal is None
