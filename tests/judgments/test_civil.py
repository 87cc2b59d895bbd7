"""Claims, order, fees, loans and labour disputes of made-up civil documents."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader
from shuzhu.judgments.civil import amounts_of, claims_of, fees_of, labour_of, loan_of, order_of, payable
from shuzhu.judgments.money import yuan
from shuzhu.judgments.rates import published_in, rates_in

CODES = read_codes()
READER = Reader(CODES)

LOAN = """虚构市虚构区人民法院
民事判决书
（2021）虚0213民初101号
原告：张虚甲，男，1980年1月1日出生，汉族，住虚构市虚构区。
被告：李虚乙，男，1981年2月2日出生，汉族，住虚构市虚构区。
被告：王虚丙，女，1982年3月3日出生，汉族，住虚构市虚构区。
原告张虚甲与被告李虚乙、王虚丙民间借贷纠纷一案，本院于2021年3月5日立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
张虚甲向本院提出诉讼请求：1.判令李虚乙偿还借款本金200,000元及利息（以200,000元为基数，自2020年10月1日起按月利率2%计算至实际清偿之日止）；2.判令王虚丙承担连带保证责任；3.本案诉讼费由被告负担。事实和理由：李虚乙因资金周转向张虚甲借款。
李虚乙未作答辩。
本院经审理认定事实如下：2020年9月1日，李虚乙因经营餐馆需要资金向张虚甲借款20万元，并出具借条一张，约定月利率2%，借款期限自2020年9月1日至2021年2月28日。张虚甲预先扣除利息4000元，当日通过银行转账向李虚乙交付借款。王虚丙在借条上签名，自愿提供连带责任保证。
本院认为，借贷关系合法有效。综上，依照《中华人民共和国民法典》第六百七十五条规定，判决如下：
一、被告李虚乙于本判决生效之日起十日内偿还原告张虚甲借款本金196,000元及利息（以196,000元为基数，自2020年10月1日起按年利率15.4%计算至实际清偿之日止）；
二、被告王虚丙对上述第一项债务承担连带清偿责任；
三、驳回原告张虚甲的其他诉讼请求。
如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》第二百五十三条之规定，加倍支付迟延履行期间的债务利息。
案件受理费4300元，减半收取计2150元，由原告张虚甲负担50元，被告李虚乙、王虚丙负担2100元。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于虚构市中级人民法院。
审判员　赵虚丁
二〇二一年五月六日
书记员　钱虚戊
"""
REASON = "经审理查明：双方有来往。\n本院认为，应予支持。\n依照《中华人民共和国合同法》第六十条之规定，判决如下\n\n"


def order(text):
    """The order of a document that came without a heading."""
    return order_of(READER.document(REASON + text))


def fees(text):
    return fees_of(READER.document(REASON + "驳回原告的诉讼请求。\n" + text))


def value(fact):
    return None if fact is None else fact.value


def names(facts):
    return [fact.value for fact in facts]


def test_who_pays_what_to_whom_by_when():
    items = order_of(READER.document(LOAN))
    assert [(item.number, item.kind) for item in items] == [(1, "pay"), (2, "joint"), (3, "dismiss")]
    first = items[0]
    assert (names(first.payer), names(first.payee)) == (["李虚乙"], ["张虚甲"])
    assert (first.yuan.value, first.what.value, first.deadline_days.value) == (Decimal(196000), "借款本金", 10)
    assert first.interest.rate.value == pytest.approx(15.4)
    assert first.interest.base.value == Decimal(196000)
    assert (first.interest.since.value, first.interest.until.value) == (date(2020, 10, 1), "实际清偿之日")
    assert (names(items[1].payer), items[1].joint.value) == (["王虚丙"], "连带清偿责任")
    assert items[2].what.value == "原告张虚甲的其他诉讼请求"


def test_the_sum_that_interest_runs_on_is_not_to_be_paid_twice():
    (item,) = order(
        "被告甲虚公司于本判决生效后立即支付原告乙虚公司货款5万元，并以5万元为基数自2020年1月1日起支付利息。"
    )
    assert [a.yuan for a in payable(item.amounts)] == [Decimal(50000)]
    assert item.deadline.value == "本判决生效后立即"


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("一、被告赔偿原告医疗费1万元、误工费8466元，合计18466元；", [18466]),
        ("一、被告支付原告工资121200元及经济补偿金30300元；", [121200, 30300]),
        ("一、被告在责任限额20万元范围内赔偿原告损失3万元；", [30000]),
        ("一、被告赔偿原告57000元，扣除已支付的10000元，余款47000元于十日内付清；", [47000]),
        ("一、原告的鉴定费2100元由被告甲虚公司赔偿630元，被告乙虚公司赔偿1470元。", [630, 1470]),
        ("一、被告赔偿原告损失500美元；", []),
        ("一、驳回原告要求被告返还购房款230万元的诉讼请求。", []),
        ("一、原告无需支付被告工资25201元。", []),
    ],
)
def test_the_sums_to_be_paid(text, sums):
    items = order(text)
    assert [float(a.yuan) for item in items if item.kind == "pay" for a in payable(item.amounts)] == sums


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("解除原告张虚甲与被告李虚乙签订的《房屋买卖合同》", "declare"),
        ("准予原告张虚甲与被告李虚乙离婚", "declare"),
        ("被告李虚乙于本判决生效之日起十五日内协助原告办理过户手续", "perform"),
        ("被告李虚乙不承担赔偿责任", "declare"),
        ("撤销虚构市虚构区人民法院（2019）虚0213民初1号民事判决", "other"),
        ("准许原告张虚甲撤诉", "other"),
        ("驳回上诉，维持原判", "dismiss"),
    ],
)
def test_kinds_of_items(text, kind):
    assert [item.kind for item in order(f"{text}。")] == [kind]


def test_an_order_without_numbers_is_divided_at_its_sentences():
    items = order(
        "被告于判决生效后十日内返还原告借款490万元。\n驳回原告的其他诉讼请求。\n案件受理费100元，由被告负担。"
    )
    assert [item.kind for item in items] == ["pay", "dismiss"]


def test_a_time_set_behind_the_items_holds_for_all():
    items = order("一、被告支付原告1万元；\n二、被告支付第三人2万元。\n上述款项应在本判决生效之日起20日内支付完毕。")
    assert [item.deadline_days.value for item in items] == [20, 20]


def test_an_item_that_changes_a_lower_one_says_it_anew():
    (item,) = order(
        "一、变更（2019）虚02民初1号民事判决第一项为：张虚甲于本判决生效之日起十日内支付李虚乙工程款7万元。"
    )
    assert (item.kind, names(item.payer), names(item.payee)) == ("pay", ["张虚甲"], ["李虚乙"])


def test_an_agreement_is_read_like_an_order():
    text = (
        "经本院主持调解，双方当事人自愿达成如下协议：\n"
        "一、被告李虚乙于2020年12月31日前支付原告张虚甲货款3万元；\n"
        "二、案件受理费50元，减半收取25元，由被告李虚乙负担。\n上述协议，不违反法律规定，本院予以确认。"
    )
    document = READER.document(text)
    first, second = order_of(document)
    assert (first.yuan.value, first.deadline.value) == (Decimal(30000), "于2020年12月31日前")
    assert second.kind == "other"
    (fee,) = fees_of(document)
    assert (fee.yuan.value, fee.halved.value) == (Decimal(25), True)


def test_fees_and_who_bears_them():
    (fee,) = fees_of(READER.document(LOAN))
    assert (fee.what.value, fee.yuan.value, fee.halved.value) == ("案件受理费", Decimal(2150), True)
    assert [(s.name.value, value(s.yuan)) for s in fee.borne_by] == [
        ("张虚甲", Decimal(50)), ("李虚乙", Decimal(2100)), ("王虚丙", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("案件受理费8650元、财产保全费1220元，由被告李虚乙负担。", [8650, 1220]),
        ("案件受理费50元、保全费82元，共计132元，由原告承担。", [50, 82]),
        ("本诉案件受理费五千八百元，由被告负担；反诉案件受理费九千元，由被告负担。", [5800, 9000]),
        ("案件受理费8800元（已预交），实际收取5800元，由原告负担。", [5800]),
        ("案件受理费10元。由被告负担。\n如不服本判决，可在十五日内上诉，并预交上诉案件受理费10元。", [10]),
    ],
)
def test_the_sums_of_fees(text, sums):
    assert [float(fee.yuan.value) for fee in fees(text)] == sums


def test_claims_are_read_one_by_one():
    claims = claims_of(READER.document(LOAN))
    assert [claim.counter for claim in claims] == [False] * 3
    assert [(a.what, a.yuan) for a in claims[0].amounts if a.rule == "诉请金额"] == [("principal", Decimal(200000))]
    assert claims[0].interest.rate.value == 24


def test_the_terms_of_a_loan():
    document = READER.document(LOAN)
    loan = loan_of(document, order_of(document), claims_of(document), CODES.interest)
    assert (names(loan.lender), names(loan.borrower), names(loan.guarantor)) == (["张虚甲"], ["李虚乙"], ["王虚丙"])
    assert [value(f) for f in (loan.principal_claimed, loan.principal_found, loan.principal_upheld)] == [
        Decimal(200000), Decimal(200000), Decimal(196000),
    ]  # fmt: skip
    assert loan.upheld_share == pytest.approx(0.98)
    assert (names(loan.delivery), value(loan.form), value(loan.deducted)) == (["transfer"], "借条", Decimal(4000))
    assert (value(loan.rate), loan.ceiling, loan.above_ceiling) == (24, 15.4, True)
    assert (value(loan.lent_on), value(loan.due_on)) == (date(2020, 9, 1), date(2021, 2, 28))
    assert value(loan.purpose) == "经营餐馆"


@pytest.mark.parametrize(
    ("told", "form", "delivery"),
    [
        ("李虚乙未向张虚甲出具借条。张虚甲当场交付借款现金。", "无", ["cash"]),
        ("双方没有签订书面合同，李虚乙事后补写借条一张。张虚甲以微信转账交付借款。", "借条", ["wechat"]),
        ("李虚乙未出具任何借据，双方仅有微信聊天记录。张虚甲通过银行转账出借款项。", "无", ["transfer"]),
        ("张虚甲通过支付宝转账出借1万元，另以银行转账出借1万元。", None, ["alipay", "transfer"]),
        ("该款由张虚甲交付现金。后李虚乙归还部分本金。", None, ["cash"]),
    ],
)
def test_how_a_loan_was_written_down_and_handed_over(told, form, delivery):
    """What was not written is no note, one way of paying is not two, and what was paid back later is another matter."""
    begin, end = LOAN.index("2020年9月1日，李虚乙"), LOAN.index("王虚丙在借条上签名")
    text = LOAN[:begin] + "2020年9月1日，李虚乙向张虚甲借款20万元。" + told + LOAN[LOAN.index("\n", end) :]
    document = READER.document(text)
    loan = loan_of(document, order_of(document), claims_of(document), CODES.interest)
    assert (value(loan.form), names(loan.delivery)) == (form, delivery)


UNWRITTEN = """虚构市虚构区人民法院
民事判决书
（2019）虚0213民初102号
原告：张虚甲，男，1980年1月1日出生，汉族，住虚构市虚构区。
被告：李虚乙，男，1981年2月2日出生，汉族，住虚构市虚构区。
原告张虚甲与被告李虚乙民间借贷纠纷一案，本院于2019年3月5日立案后，公开开庭进行了审理。本案现已审理终结。
张虚甲向本院提出诉讼请求：李虚乙偿还借款本金7万元，并按月利率2%支付利息。事实和理由：{told}
李虚乙未作答辩。
{found}本院认为，{thought}依照《中华人民共和国合同法》第二百零六条规定，判决如下：
一、被告李虚乙于本判决生效之日起十日内偿还原告张虚甲借款本金70000元；
二、驳回原告张虚甲的其他诉讼请求。
"""


@pytest.mark.parametrize(
    ("told", "found", "thought", "principal", "rule", "rate"),
    [
        # agreed at 3 %, claimed at 2 %
        ("李虚乙借款7万元，月息3%，期限半年。", "", "借贷关系合法有效。", 70000, "诉称本金", 36.0),
        # reckoned in the claim alone: no agreement is told
        ("李虚乙借款7万元。", "", "借贷关系合法有效。", 70000, "诉称本金", None),
        # the court says that none was agreed
        (
            "李虚乙借款7万元，口头约定月息2分。",
            "",
            "双方对利息没有约定利率，自然人之间没有约定利息的视为没有利息。",
            70000,
            "诉称本金",
            None,
        ),
        # what the reasoning decides counts for more than what the contract says
        (
            "李虚乙借款8万元。",
            "本院经审理认定事实如下：2018年9月1日双方约定借款本金8万元，月利率2%。",
            "本院认定借款本金为70000元。",
            70000,
            "认定本金",
            24.0,
        ),
        # several loans that add up to the claim
        (
            "李虚乙分两次借款。",
            "本院经审理认定事实如下：李虚乙借款5万元，后又借款2万元，未约定利息。",
            "借贷关系合法有效。",
            70000,
            "认定本金",
            None,
        ),
        # the sum stands before the word
        (
            "李虚乙未还款。",
            "",
            "张虚甲提供了该笔7万元借款，双方约定借期内月利率1.5%，该约定不超过规定。",
            70000,
            "认定本金",
            18.0,
        ),
        # whether it was agreed is the question, not the answer
        ("李虚乙借款7万元。", "", "双方是否约定月息2分，陈述不一。", 70000, "诉称本金", None),
    ],
)
def test_principal_and_rate_where_little_is_found(told, found, thought, principal, rule, rate):
    document = READER.document(UNWRITTEN.format(told=told, found=found and found + "\n", thought=thought))
    loan = loan_of(document, order_of(document), claims_of(document), CODES.interest)
    assert (value(loan.principal_found), loan.principal_found.rule) == (principal, rule)
    assert value(loan.rate) == rate


def test_another_cause_is_no_loan():
    document = READER.document(LOAN.replace("民间借贷纠纷", "买卖合同纠纷"))
    assert loan_of(document, (), (), CODES.interest) is None


@pytest.mark.parametrize(
    ("concluded", "filed", "percent"),
    [
        (date(2014, 1, 1), date(2015, 3, 1), 24.0),
        (date(2015, 1, 23), date(2015, 3, 1), 22.4),
        (date(2014, 1, 1), date(2016, 3, 1), 24.0),
        (date(2019, 1, 1), date(2021, 3, 1), 24.0),
        (date(2020, 8, 20), date(2021, 3, 1), 15.4),
        (None, date(2023, 9, 1), 13.8),
        (None, None, None),
    ],
)
def test_the_ceiling_of_interest_follows_the_day(concluded, filed, percent):
    assert CODES.interest.ceiling(concluded, filed) == percent


def test_a_wage_dispute():
    text = LOAN.replace("民间借贷纠纷", "追索劳动报酬纠纷").replace(
        "被告：李虚乙，男，1981年2月2日出生，汉族，住虚构市虚构区。", "被告：虚构建筑工程有限公司。"
    )
    text = text.replace("双方", "").replace("借贷关系合法有效", "被告违法分包，应支付12名农民工工资")
    document = READER.document(text)
    labour = labour_of(document, order_of(document))
    assert (names(labour.employer), value(labour.trade)) == (["虚构建筑工程有限公司"], "建筑业")
    assert (value(labour.workers), value(labour.subcontracted)) == (12, "违法分包")
    assert labour_of(READER.document(LOAN), ()) is None


def test_amounts_say_what_they_are_for():
    found = amounts_of(READER.document(LOAN))
    assert ("principal", Decimal(200000)) in {(a.what, a.yuan) for a in found}
    assert ("interest", Decimal(4000)) in {(a.what, a.yuan) for a in found}


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("月息2分", 24), ("年利率24%", 24), ("月利率20‰", 24), ("日万分之五", 18.25), ("每日千分之一", 36.5),
        ("月息1.5分", 18), ("月息2分5厘", 30), ("年息一分", 10), ("利息2分", 24), ("月利率百分之二", 24),
        ("24%的年利率", 24), ("2%/月", 24), ("月利率8厘", 9.6),
    ],
)  # fmt: skip
def test_rates_become_yearly(text, percent):
    (rate,) = rates_in(text)
    assert rate.year == pytest.approx(percent)


@pytest.mark.parametrize("text", ["自2018年3月1日起按2%", "二分之一", "第5分公司", "5分钟", "利率为2%"])
def test_what_tells_no_period_is_no_rate(text):
    assert list(rates_in(text)) == []


@pytest.mark.parametrize(
    ("text", "reference", "times"),
    [
        ("同期全国银行间同业拆借中心公布的贷款市场报价利率的四倍", "LPR", 4),
        ("中国人民银行同期同类贷款利率", "同期贷款利率", None),
        ("同期同档贷款基准利率上浮50%", "贷款基准利率", 1.5),
    ],
)
def test_published_rates_and_their_multiples(text, reference, times):
    found = published_in(text)
    assert (found.reference, found.times) == (reference, times)


WORDS = st.sampled_from(
    [
        "原告", "被告", "张虚甲", "支付", "偿还", "借款", "本金", "1，000元", "拾万元", "利息",
        "自2020年1月1日起", "按月利率2%", "一、", "二、", "。", "；", "，", "、", "由", "负担", "案件受理费",
        "减半收取", "（", "）", "判决如下：", "驳回", "诉讼请求：", "1.", "查明", "本院认为，", "合计", "\n",
        "对", "连带责任", "虚构有限公司", "扣除", "余款", "以", "为基数", "如不服本判决", "民间借贷", "借条",
        "劳动合同法》", "工资", "变更", "为：",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map("".join))


def spans(document):
    """Every amount and fact with its places and a reader of its value."""
    order, claims = order_of(document), claims_of(document)
    found = [*amounts_of(document), *(a for claim in claims for a in claim.amounts)]
    facts = [f for item in order for f in (*item.payer, *item.payee, item.what, item.deadline, item.joint) if f]
    facts += [f for fee in fees_of(document, order) for f in (fee.what, fee.yuan, *(s.name for s in fee.borne_by)) if f]
    loan = loan_of(document, order, claims, CODES.interest)
    if loan:
        facts += [f for f in (loan.principal_claimed, loan.rate, loan.form, loan.purpose, loan.deducted) if f]
    labour_of(document, order)
    return found, facts


@given(TEXTS)
def test_any_text_is_read_without_a_crash_and_facts_stand_in_it(text):
    document = READER.document(text)
    amounts, facts = spans(document)
    for fact in (*amounts, *facts):
        assert 0 <= fact.start < fact.end <= len(text)
    for amount in amounts:
        assert yuan(document.text[amount.start : amount.end]) == amount.yuan
