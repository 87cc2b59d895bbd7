"""Decisions, administrative and enforcement documents; every document here is made up."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.facts import Fact
from shuzhu.judgments import Reader
from shuzhu.judgments.public import administrative_of, enforcement_of, outcome_code_of

CODES = read_codes()
READER = Reader(CODES)


def administrative(
    *,
    sued="厦门市翔安区虚构局",
    about="不服被告厦门市翔安区虚构局行政处罚一案",
    came="原告张虚甲，被告厦门市翔安区虚构局的委托代理人王虚乙到庭参加诉讼。",
    order="驳回原告张虚甲的诉讼请求。",
    court="厦门市翔安区人民法院",
):
    return READER.document(
        f"{court}\n行政判决书\n（2019）闽0213行初8号\n"
        f"原告张虚甲，男，1966年2月3日出生，住厦门市翔安区。\n被告{sued}，住所地厦门市翔安区。\n法定代表人严虚丙，负责人。\n"
        f"原告张虚甲{about}，于2019年1月9日向本院提起行政诉讼。本院于2019年1月12日立案后，依法组成合议庭，"
        f"于2019年3月1日公开开庭进行了审理。{came}本案现已审理终结。\n"
        f"原告诉称，该行为违法。\n被告辩称，行为合法。\n经审理查明，事实清楚。\n本院认为，被告的行为应予审查。"
        f"依照《中华人民共和国行政诉讼法》第六十九条之规定，判决如下：\n{order}\n案件受理费50元，由败诉方负担。\n"
        "如不服本判决，可在判决书送达之日起十五日内上诉于福建省厦门市中级人民法院。\n审判长李虚丁\n二〇一九年五月六日\n"
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("中华人民共和国虚构部", "central"),
        ("国家虚构总局", "central"),
        ("福建省公安厅", "province"),
        ("福建省人民政府", "province"),
        ("上海市公安局", "province"),
        ("上海市公安局虚构分局", "county"),
        ("厦门市公安局", "city"),
        ("福建省厦门市人民政府", "city"),
        ("凉山彝族自治州人民政府", "city"),
        ("厦门市翔安区虚构局", "county"),
        ("厦门市公安局翔安分局", "county"),
        ("虚构县自然资源局", "county"),
        ("福建省泉州市石狮市市场监督管理局", "county"),
        ("国家税务总局厦门市翔安区税务局", "county"),
        ("国家税务总局福建省税务局", "province"),
        ("阿虚地区行政公署", "city"),
        ("厦门市翔安区新虚街道办事处", "township"),
        ("虚构县虚构镇人民政府", "township"),
        ("虚构县虚构乡人民政府", "township"),
    ],
)
def test_the_level_of_an_authority_is_told_by_its_name(name, level):
    assert administrative_of(administrative(sued=name)).level == level


def test_a_city_with_a_basic_court_is_a_county():
    found = administrative_of(administrative(sued="石狮市公安局", court="石狮市人民法院"))
    assert found.level == "county"
    assert CODES.cause(found.field.value).name == "公安行政管理"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("厦门市公安局翔安分局交通警察大队", "xz0103"),
        ("厦门市翔安区人力资源和社会保障局", "xz2300"),
        ("厦门市自然资源和规划局", "xz0201"),
        ("厦门市翔安区市场监督管理局", "xz0500"),
        ("虚构县虚构镇人民政府", "xz4100"),
        ("国家税务总局厦门市翔安区税务局", "xz1800"),
    ],
)
def test_the_field_of_an_authority_is_a_code_of_the_table(name, field):
    document = administrative(sued=name)
    found = administrative_of(document).field
    assert found.value == field
    assert CODES.cause(field) is not None
    assert document.text[found.start : found.end] in name


def test_a_government_has_no_field():
    assert administrative_of(administrative(sued="厦门市翔安区人民政府")).field is None


@pytest.mark.parametrize(
    ("about", "act"),
    [
        ("不服被告厦门市翔安区虚构局行政处罚一案", "X1"),
        ("诉被告厦门市翔安区虚构局政府信息公开一案", "X13"),
        ("诉被告厦门市翔安区虚构局不履行法定职责一案", "X21"),
        ("不服被告厦门市翔安区虚构局工伤认定一案", "X7"),
        ("不服被告厦门市翔安区虚构局行政强制拆除一案", "X3"),
        ("不服被告厦门市翔安区虚构局作出的行政处罚决定及行政复议决定一案", "X1"),
        ("诉被告厦门市翔安区虚构局行政赔偿一案", "X20"),
    ],
)
def test_the_act_is_a_code_of_the_causes(about, act):
    assert administrative_of(administrative(about=about)).act.value == act


@pytest.mark.parametrize(
    ("came", "attended"),
    [
        ("原告张虚甲，被告厦门市翔安区虚构局副局长赵虚己、委托代理人王虚乙到庭参加诉讼。", True),
        ("被告厦门市翔安区虚构局的出庭应诉负责人赵虚己到庭参加诉讼。", True),
        ("被告厦门市翔安区虚构局的负责人未出庭应诉，委托代理人王虚乙到庭参加诉讼。", False),
        ("行政机关负责人赵虚己出庭应诉。", True),
        ("原告张虚甲，被告厦门市翔安区虚构局的委托代理人王虚乙到庭参加诉讼。", None),
        ("", None),
    ],
)
def test_whether_a_leader_came_to_court(came, attended):
    found = administrative_of(administrative(came=came)).leader_in_court
    assert (found.value if found else None) is attended


@pytest.mark.parametrize(
    ("order", "lost", "code"),
    [
        ("撤销被告厦门市翔安区虚构局作出的厦翔虚罚〔2018〕1号行政处罚决定。", True, "revoked"),
        ("确认被告厦门市翔安区虚构局于2018年3月4日拆除房屋的行为违法。", True, "declared_unlawful"),
        ("确认被告厦门市翔安区虚构局作出的决定无效。", True, "declared_void"),
        ("责令被告厦门市翔安区虚构局于本判决生效之日起三十日内履行法定职责。", True, "ordered_to_perform"),
        ("变更被告厦门市翔安区虚构局的罚款决定为罚款一千元。", True, "varied"),
        ("驳回原告张虚甲的诉讼请求。", False, "dismissed"),
    ],
)
def test_the_order_says_whether_the_authority_lost(order, lost, code):
    document = administrative(order=order)
    assert administrative_of(document).lost.value is lost
    assert outcome_code_of(document) == code


def appeal(order):
    return READER.document(
        "福建省厦门市中级人民法院\n行政判决书\n（2019）闽02行终77号\n"
        "上诉人（原审原告）张虚甲，男，住厦门市翔安区。\n被上诉人（原审被告）厦门市翔安区虚构局，住所地厦门市翔安区。\n"
        "上诉人张虚甲因诉被上诉人厦门市翔安区虚构局行政处罚一案，不服厦门市翔安区人民法院（2019）闽0213行初8号行政判决，"
        "向本院提起上诉。本院依法组成合议庭审理了本案。现已审理终结。\n本院认为，原判不当。"
        f"依照《中华人民共和国行政诉讼法》第八十九条之规定，判决如下：\n{order}\n本判决为终审判决。\n审判长李虚丁\n二〇一九年九月六日\n"
    )


def test_an_appeal_that_revokes_the_act_is_a_defeat():
    found = administrative_of(
        appeal(
            "一、撤销厦门市翔安区人民法院（2019）闽0213行初8号行政判决；"
            "二、撤销被上诉人厦门市翔安区虚构局作出的行政处罚决定。"
        )
    )
    assert [one.value for one in found.authority] == ["厦门市翔安区虚构局"]
    assert found.lost.value is True


def test_an_appeal_that_refuses_the_claims_is_none():
    found = administrative_of(
        appeal("一、撤销厦门市翔安区人民法院（2019）闽0213行初8号行政判决；二、驳回张虚甲的诉讼请求。")
    )
    assert found.lost.value is False


def test_an_appeal_that_keeps_the_judgment_does_not_tell():
    document = appeal("驳回上诉，维持原判。")
    assert administrative_of(document).lost is None
    assert outcome_code_of(document) == "upheld"


def enforcement(*, told, order="终结本次执行程序。"):
    return READER.document(
        "厦门市翔安区人民法院\n执行裁定书\n（2019）闽0213执234号\n申请执行人张虚甲，男，住厦门市翔安区。\n"
        "被执行人虚构有限公司，住所地厦门市翔安区。\n"
        "申请执行人张虚甲与被执行人虚构有限公司民间借贷纠纷一案，本院作出的（2018）闽0213民初1234号民事判决已经发生法律效力。"
        f"申请执行人于2019年2月1日向本院申请强制执行，本院依法立案执行。\n{told}\n"
        f"依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条之规定，裁定如下：\n{order}\n"
        "本裁定送达后立即生效。\n审判长李虚丁\n二〇一九年九月六日\n"
    )


def test_an_enforcement_order_is_read():
    document = enforcement(
        told="申请执行标的为人民币123,456.78元。执行中，本院查询了被执行人的财产，已执行到位12000元。"
        "本院依法将被执行人纳入失信被执行人名单，并对其采取限制消费措施。"
    )
    found = enforcement_of(document)
    assert str(found.basis.value) == "（2018）闽0213民初1234号"
    assert found.applied_yuan.value == Decimal("123456.78")
    assert found.recovered_yuan.value == Decimal(12000)
    assert found.closing.value == "terminated_for_now"
    assert found.terminated_for_now.value is True
    assert found.spending_restricted.value is True
    assert outcome_code_of(document) == "terminated_for_now"


def test_sums_in_ten_thousands_and_nothing_recovered():
    found = enforcement_of(enforcement(told="申请执行标的额12.5万元。经查无可供执行财产，未执行到位任何款项。"))
    assert found.applied_yuan.value == Decimal(125_000)
    assert found.recovered_yuan.value == 0


@pytest.mark.parametrize(
    ("told", "listed"),
    [
        ("本院已将被执行人纳入失信被执行人名单。", True),
        ("本院依法决定将被执行人列入失信名单。", True),
        ("逾期不履行的，可以将其纳入失信被执行人名单。", None),
        ("被执行人系未成年人，不宜纳入失信被执行人名单。", False),
        ("经查无财产可供执行。", None),
    ],
)
def test_whether_the_debtor_was_listed(told, listed):
    found = enforcement_of(enforcement(told=told)).dishonest_listed
    assert (found.value if found else None) is listed


def test_a_performed_case_is_not_ended_for_now():
    found = enforcement_of(enforcement(told="执行款已全部支付。", order="本案执行完毕，予以结案。"))
    assert (found.closing.value, found.terminated_for_now.value) == ("performed", False)


def civil(order, *, paper="判决", fees="案件受理费100元，由被告虚构有限公司负担。"):
    return READER.document(
        f"厦门市翔安区人民法院\n民事{paper}书\n（2019）闽0213民初9号\n原告：张虚甲，男，住厦门市翔安区。\n"
        "被告：虚构有限公司，住所地厦门市翔安区。\n原告张虚甲与被告虚构有限公司买卖合同纠纷一案，本院于2019年1月5日立案后，"
        "依法适用简易程序，公开开庭进行了审理。本案现已审理终结。\n张虚甲向本院提出诉讼请求：判令被告支付货款。\n"
        f"本院认为，合同有效。依照《中华人民共和国合同法》第一百零七条规定，{paper}如下：\n{order}\n{fees}\n"
        "如不服本判决，可以在判决书送达之日起十五日内上诉于福建省厦门市中级人民法院。\n审判员李虚丁\n二〇一九年五月六日\n"
    )


PAY = "被告虚构有限公司应于本判决生效之日起十日内支付原告张虚甲货款5000元。"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (PAY, "supported_wholly"),
        (f"一、{PAY}二、驳回原告张虚甲的其他诉讼请求。", "supported_partly"),
        (f"一、{PAY}二、驳回原告张虚甲其余的诉讼请求。", "supported_partly"),
        (f"一、{PAY}二、对原告张虚甲的其他诉讼请求不予支持。", "supported_partly"),
        (f"一、{PAY}二、驳回原告张虚甲对被告李虚戊的诉讼请求。", "supported_partly"),
        (f"一、{PAY}二、驳回被告虚构有限公司的反诉请求。", "supported_wholly"),
        (f"一、{PAY}二、被告支付原告鉴定费300元。三、驳回原告张虚甲的其它诉讼请求。", "supported_partly"),
        ("驳回原告张虚甲的诉讼请求。", "dismissed"),
        ("驳回原告张虚甲的全部诉讼请求。", "dismissed"),
        (
            "一、驳回原告（反诉被告）张虚甲的诉讼请求；二、原告（反诉被告）张虚甲返还被告（反诉原告）虚构有限公司预付款9元。",
            "dismissed",
        ),
    ],
)
def test_a_civil_judgment_grants_wholly_partly_or_not(order, code):
    assert outcome_code_of(civil(order)) == code


def test_a_fee_that_both_sides_bear_tells_of_a_part():
    fees = "案件受理费100元，由原告张虚甲负担40元，被告虚构有限公司负担60元。"
    assert outcome_code_of(civil(PAY, fees=fees)) == "supported_partly"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("准许原告张虚甲撤回起诉。", "withdrawn"),
        ("本案按原告张虚甲撤回起诉处理。", "deemed_withdrawn"),
        ("驳回原告张虚甲的起诉。", "suit_rejected"),
        ("本案移送福建省虚构市人民法院处理。", "transferred"),
        ("本案中止诉讼。", None),
    ],
)
def test_an_order_closes_a_case_or_not(order, code):
    assert outcome_code_of(civil(order, paper="裁定", fees="")) == code


def test_every_closing_has_its_decision():
    renamed = {"supported", "partly_supported", "claims_dismissed", "dismissed", "changed"}
    unread = {
        "reconciled_withdrawn", "merged", "settled_performed", "cancelled", "preserved", "partly_preserved",
        "nothing_to_preserve", "objection_partly_upheld", "relieved", "not_relieved", "sanctioned",
    }  # fmt: skip
    assert set(CODES.words("closings")) - renamed - unread <= set(CODES.words("decisions"))


PIECES = st.lists(
    st.sampled_from([
        "厦门市翔安区人民法院", "行政判决书", "执行裁定书", "（2019）闽0213行初8号", "（2019）闽0213执8号", "原告",
        "被告", "公安局", "失信", "限制消费", "执行到位", "1,2.3.4万元", "负责人", "到庭", "。", "判决如下：", "一、",
        "驳回", "请求", "受理费", "（",
    ])
    | st.text(max_size=12),
    max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(PIECES)
def test_no_text_makes_them_fail_and_places_are_within_it(pieces):
    text = "".join(pieces)
    document = READER.document(text)
    outcome_code_of(document)
    for found in (administrative_of(document), enforcement_of(document)):
        for name in found.__slots__ if found else ():
            value = getattr(found, name)
            for fact in (value,) if isinstance(value, Fact) else value or ():
                if isinstance(fact, Fact):
                    assert 0 <= fact.start <= fact.end <= len(text)
