"""Sections, signatures, related cases, and what stands beside a party, on made-up documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader

CRIMINAL = """虚构省虚构市虚构区人民法院
刑事判决书
（2019）闽0213刑初56号
公诉机关厦门市翔安区人民检察院。
被告人吴虚甲，绰号“阿构”、“老拟”，男，2002年5月6日出生，汉族，初中文化，农民，住福建省厦门市翔安区新圩镇虚构村1号。
法定代理人吴虚乙，系被告人之父。
辩护人钱拟丙，福建虚构律师事务所律师。
厦门市翔安区人民检察院以厦翔检公诉刑诉〔2019〕56号起诉书指控被告人吴虚甲犯盗窃罪，于2019年3月2日向本院提起公诉。本案现已审理终结。
公诉机关指控，2018年12月被告人吴虚甲窃得手机一部。
被告人吴虚甲对指控的事实无异议。辩护人提出，被告人系未成年人。
经审理查明，被告人吴虚甲窃得手机一部，价值人民币三千元。
上述事实，有证人证言等证据证实，足以认定。
本院认为，上述证据来源合法，应予采信。
本院认为，被告人吴虚甲的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人吴虚甲犯盗窃罪，判处罚金人民币二千元。
如不服本判决，可在接到判决书的第二日起十日内提出上诉。
审判长　赵虚丁
人民陪审员　艾虚尔·拟江
人民陪审员　孙　构
二〇一九年四月二十日
书记员　李拟戊
附：相关法律条文
"""
APPEAL = """福建省厦门市中级人民法院
民 事 判 决 书
（2020）闽02民终77号
上诉人（原审被告）：虚构商贸（厦门）有限公司（以下简称虚构商贸公司），住所地福建省厦门市思明区。
法定代表人：周拟甲，经理。
委托诉讼代理人：郑虚乙、王虚丙，均系福建虚构律师事务所律师。
被上诉人（原审原告）：冯虚丁，女，1985年6月7日出生，汉族，住福建省厦门市翔安区马巷街道。
上诉人虚构商贸（厦门）有限公司因与被上诉人冯虚丁买卖合同纠纷一案，不服厦门市翔安区人民法院（2019）闽0213民初9号民事判决，向本院提起上诉。\
本院依法组成合议庭进行了审理，被上诉人冯虚丁到庭参加诉讼，上诉人虚构商贸（厦门）有限公司经本院传票传唤无正当理由未到庭。本案现已审理终结。
虚构商贸公司上诉请求：撤销原判。
冯虚丁辩称，原判正确。
一审法院认定事实：双方订有合同。一审法院认为，合同有效。
二审经审理查明，与一审查明一致。
本院认为，合同有效。另案（2018）闽0213民初800号与本案无关。依照《中华人民共和国民事诉讼法》第一百七十条之规定，判决如下：
驳回上诉，维持原判。
二审案件受理费50元，由虚构商贸（厦门）有限公司负担。
本判决为终审判决。
审判长赵虚丁审判员钱虚戊审判员孙虚己
二〇二〇年五月六日
书记员李拟戊
"""


@pytest.fixture(scope="module")
def reader():
    return Reader(read_codes())


def _named(text, reading):
    """Section → the words it begins with."""
    found = {}
    for section in reading.sections:
        found.setdefault(section.name, text[section.start : section.end].strip()[:6])
    return found


def test_a_criminal_judgment_has_its_sections(reader):
    assert _named(CRIMINAL, reader.read(CRIMINAL)) == {
        "heading": "虚构省虚构市", "parties": "公诉机关厦门", "origin": "厦门市翔安区", "claims": "公诉机关指控",
        "defence": "被告人吴虚甲", "findings": "经审理查明，", "evidence": "上述事实，有", "reasoning": "本院认为，被",
        "basis": "依照《中华人", "order": "被告人吴虚甲", "appeal": "如不服本判决", "tail": "审判长　赵虚",
    }  # fmt: skip


def test_what_the_first_court_found_is_told_apart(reader):
    reading = reader.read(APPEAL)
    assert _named(APPEAL, reading)["prior"] == "一审法院认定"
    assert _named(APPEAL, reading)["findings"] == "二审经审理查"
    assert _named(APPEAL, reading)["fees"] == "二审案件受理"
    assert _named(APPEAL, reading)["appeal"] == "本判决为终审"


@pytest.mark.parametrize("text", [CRIMINAL, APPEAL, "", "没有首部的一段话。", "本院认为，"])
def test_sections_cover_the_text_without_a_gap(reader, text):
    sections = reader.read(text).sections
    assert [a.end for a in sections[:-1]] == [b.start for b in sections[1:]]
    if text:
        assert (sections[0].start, sections[-1].end) == (0, len(text))


def test_those_who_signed_are_told_with_their_roles(reader):
    signed = [(member.role, member.name.value) for member in reader.read(CRIMINAL).panel]
    assert signed == [
        ("审判长", "赵虚丁"), ("人民陪审员", "艾虚尔·拟江"), ("人民陪审员", "孙构"), ("书记员", "李拟戊"),
    ]  # fmt: skip
    run_together = [(member.role, member.name.value) for member in reader.read(APPEAL).panel]
    assert run_together == [("审判长", "赵虚丁"), ("审判员", "钱虚戊"), ("审判员", "孙虚己"), ("书记员", "李拟戊")]


def test_other_cases_are_told_by_how_they_stand_to_this_one(reader):
    related = {str(r.case_number.value): r.relation for r in reader.read(APPEAL).related}
    assert related == {"（2019）闽0213民初9号": "first_instance", "（2018）闽0213民初800号": "other"}


def test_a_defendant_has_aliases_a_guardian_a_defender_and_a_town(reader):
    _, accused = reader.read(CRIMINAL).heading.parties
    assert [alias.value for alias in accused.aliases] == ["阿构", "老拟"]
    assert accused.representative.value == "吴虚乙"
    assert [(a.name.value, a.kind.value, a.firm.value) for a in accused.agents] == [
        ("钱拟丙", "辩护人", "福建虚构律师事务所")
    ]
    assert accused.town == "新圩镇"
    assert accused.minor.value is True


def test_a_company_has_a_representative_two_agents_and_a_short_name_and_stayed_away(reader):
    company, person = reader.read(APPEAL).heading.parties
    assert company.representative.value == "周拟甲"
    assert [(a.name.value, a.firm.value) for a in company.agents] == [
        ("郑虚乙", "福建虚构律师事务所"), ("王虚丙", "福建虚构律师事务所"),
    ]  # fmt: skip
    assert company.short_name.value == "虚构商贸公司"
    assert company.absent.value is True
    assert person.absent is None
    assert person.town == "马巷街道"


PIECES = st.lists(
    st.sampled_from(
        [*CRIMINAL.split("。"), *APPEAL.split("，"), "（2019）", "《", "审判长", "\x00", "\ud800", "１２３", "号"]
    )
    | st.text(max_size=20),
    max_size=30,
)


@given(pieces=PIECES)
def test_any_text_is_read_and_every_place_lies_in_it(reader, pieces):
    text = "".join(pieces)
    reading = reader.read(text)
    assert all(0 <= section.start < section.end <= len(text) for section in reading.sections)
    for member in reading.panel:
        assert "".join(text[member.name.start : member.name.end].split()) == member.name.value
