"""Who is named in a document, and in which group."""

from dataclasses import replace
from datetime import date

import pytest

from publication.papers import LOAN, THEFT, masked, read
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.facts import Agent, Fact, Heading, Person, Reading
from shuzhu.publication import Masker
from shuzhu.publication.mentions import Needle, mentions
from shuzhu.publication.people import is_minor, parties


def fact(value):
    return Fact(value, 0, 0, "")


def person(name, role="plaintiff", **more):
    return Person(role=fact(role), name=fact(name), kind=more.pop("kind", "person"), **more)


def groups(text, profile="strict"):
    return Masker(read_profiles()[profile]).study(text, read(text)).groups


def within(words):
    """The loan with a sentence more in what was found."""
    return LOAN.replace("云影公司辩称，", f"{words}。云影公司辩称，")


SENTENCES = """
被害人钱虚伤受伤                    钱虚伤 bystander
证人钱虚言、孙虚语证实              孙虚语 witness
钱虚言的证言                        钱虚言 witness
同案犯钱虚伙供述                    钱虚伙 bystander
张虚甲与钱虚合签订合同              钱虚合 bystander
张虚甲向任虚初借款                  任虚初 bystander
其妻钱虚妻在场                      钱虚妻 bystander
鉴定人钱虚鉴出庭                    钱虚鉴 expert
证人钱 虚空证实                     钱虚空 witness
，孙 虚间的证言                     孙虚间 witness
证人孙虚名、欧 阳虚姓的证言         欧阳虚姓 witness
"""


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_others_are_found_by_the_words_beside_them(line):
    *sentence, name, group = line.split()
    found = groups(within(" ".join(sentence)))
    assert found.get(name) == group


@pytest.mark.parametrize(
    "sentence",
    [
        "被告应支付款项", "证人证言不实", "原告与被告签订合同", "双方存在争议", "债权人有权起诉", "被害人家属在场",
        "同学和老师在场",
        "但如实供述罪行", "多次供述一致", "证人张某的证言", "与承运人签订合同", "原告于2015年起诉", "证人　的证言",
    ],
)  # fmt: skip
def test_words_are_not_taken_for_names(sentence):
    assert set(groups(within(sentence))) == set(groups(LOAN))


def test_who_acts_again_and_again_is_found_at_the_head_of_a_clause():
    found = groups(within("钱虚汇向张虚甲转账，钱虚汇汇款两次"))
    assert found["钱虚汇"] == "bystander"


def test_a_company_that_is_no_party_is_known_by_its_short_name():
    seen = masked(within("张虚甲与厦门幻海贸易有限公司（以下简称幻海公司）合作，幻海公司付款"))
    assert "幻海" not in seen


def test_a_company_called_by_a_part_of_its_name_is_known():
    text = LOAN.replace("（以下简称云影公司）", "").replace("云影公司辩称", "云影餐饮公司辩称")
    assert "云影" not in masked(text)


def test_children_of_a_family_case_are_minors_and_guardians_go_too():
    text = within("双方生育一子，婚生子张虚童随张虚甲生活").replace("民间借贷纠纷", "离婚后财产纠纷")
    assert groups(text)["张虚童"] == "minor"
    assert groups(within("其子张虚童在场"))["张虚童"] == "bystander"
    text = LOAN.replace(
        "委托诉讼代理人：柳虚辩，福建虚设律师事务所律师。",
        "法定代理人：柳　辩，系张虚甲之母。\n委托代理人：柳虚辩，公司员工。",
    )
    found = groups(text)
    assert found["柳辩"] == "guardian"
    assert found["柳虚辩"] == "agent"


def test_a_witness_who_is_a_kept_party_is_hidden_by_statute():
    assert groups(within("证人诸葛虚的证言"), "statutory")["诸葛虚"] == "witness"


def test_the_reading_tells_other_names_representatives_and_agents():
    firm = Agent(name=fact("柳虚辩"), kind=fact("委托诉讼代理人"), firm=fact("福建虚设律师事务所"))
    staff = Agent(name=fact("柳虚员"), kind=fact("委托诉讼代理人"))
    one = person(
        "张虚甲、张虚乙", former_name=fact("张虚旧"), aliases=(fact("老虚"),), representative=fact("诸葛虚"),
        agents=(firm, staff),
    )  # fmt: skip
    found = {p.name: p for p in parties(Reading(heading=Heading(parties=(one,))), read_profiles()["strict"])}
    assert found["张虚甲"].aliases == ("张虚旧", "老虚")
    assert {name: p.group for name, p in found.items()} == {
        "张虚甲": "party", "张虚乙": "party", "诸葛虚": "representative", "柳虚辩": "lawyer", "柳虚员": "agent",
    }  # fmt: skip


def test_who_is_a_minor():
    day = date(2024, 1, 1)
    young = person("张虚甲", born_on=fact(date(2006, 1, 2)))
    assert is_minor(young, day)
    assert not is_minor(replace(young, born_on=fact(date(2006, 1, 1))), day)
    assert not is_minor(young, None)
    assert is_minor(person("张虚甲", minor=fact(True)), None)
    assert is_minor(person("张虚甲", offence_age=fact(17)), None)


def test_victims_of_a_crime_are_a_group_and_an_authority_is_a_party_in_a_civil_case_alone():
    assert groups(THEFT)["郑虚害"] == "victim"
    civil = LOAN.replace("厦门云影餐饮有限公司，住所地", "厦门市虚幻管理局，住所地").replace(
        "厦门云影餐饮有限公司", "厦门市虚幻管理局"
    )
    assert groups(civil)["厦门市虚幻管理局"] == "company"
    assert "厦门市翔安区人民检察院" in masked(THEFT)


def test_many_names_are_looked_for_at_once_with_the_same_outcome():
    words = [f"张虚{chr(0x4E00 + number)}" for number in range(600)]
    text = "、".join(words) + "，张 虚" + chr(0x4E00)
    many = {(a, b) for a, b, _ in mentions(text, [Needle(w, w, "") for w in words])}
    few = {(a, b) for w in words for a, b, _ in mentions(text, [Needle(w, w, "")])}
    assert many == few
    assert len(many) == 601
