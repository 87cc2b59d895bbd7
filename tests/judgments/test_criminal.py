"""Criminal documents: accusation, sentences, drugs, losses, character. All made up."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader
from shuzhu.judgments.criminal import accusation_of, defendants_of

READER = Reader(read_codes())
DRUGS = "走私、贩卖、运输、制造毒品罪"
ONE = ("张虚甲",)
THREE = ("张虚甲", "李虚乙", "王虚丙")


def judgment(order, *, names=ONE, charged="", facts="指控属实。", view="被告人的行为已构成犯罪。", unit=""):
    parties = "".join(f"被告人{name}，男，汉族，农民。\n" for name in names)
    return READER.document(
        "厦门市翔安区人民法院\n刑事判决书\n（2018）闽0213刑初56号\n公诉机关厦门市翔安区人民检察院。\n"
        f"{unit}{parties}"
        f"厦门市翔安区人民检察院以厦翔检公诉刑诉［2018］60号起诉书指控{charged or f'被告人{names[0]}犯盗窃罪'}，"
        "于2018年3月1日向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。\n"
        f"经审理查明，{facts}\n本院认为，{view}依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n{order}\n"
        "如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向福建省厦门市中级人民法院提出上诉。\n"
        "审判长冯虚丁\n审判员陈虚戊\n二〇一八年四月二十日\n书记员卫虚己\n"
    )


def appeal(order, *, parties="上诉人（原审被告人）张虚甲，男，汉族。\n"):
    return READER.document(
        "福建省厦门市中级人民法院\n刑事判决书\n（2018）闽02刑终77号\n原公诉机关厦门市翔安区人民检察院。\n"
        f"{parties}"
        "厦门市翔安区人民法院审理厦门市翔安区人民检察院指控原审被告人张虚甲犯故意伤害罪一案，"
        "于2018年2月3日作出（2017）闽0213刑初500号刑事判决。张虚甲不服，提出上诉。现已审理终结。\n"
        f"判决如下：\n{order}\n本判决为终审判决。\n审判长吕虚丁\n审判员施虚戊\n二〇一八年五月十日\n书记员孔虚己\n"
    )


def read(document):
    return defendants_of(document, READER.causes)


def value(fact):
    return None if fact is None else fact.value


def short(one):
    """Charges, penalty, months, days, probation, fine of a defendant."""
    charges = "+".join(charge.value for charge in one.charges)
    facts = [one.penalty, one.months, one.days, one.probation_months, one.fine_yuan]
    return (charges, *map(value, facts))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("被告人张虚甲犯盗窃罪，判处有期徒刑一年零二个月，并处罚金人民币五千元。（刑期从判决执行之日起计算，即自2018年1月3日起。）",
         ("盗窃罪", "fixed_term", 14, None, None, 5000)),
        ("被告人张虚甲犯危险驾驶罪，判处拘役二个月十五日，缓刑三个月，并处罚金人民币2，000元。",
         ("危险驾驶罪", "detention", 2, 15, 3, 2000)),
        ("被告人张虚甲犯盗窃罪，判处管制一年，罚金0.5万元。", ("盗窃罪", "control", 12, None, None, 5000)),
        ("被告人张虚甲犯盗窃罪，判处有期徒刑七个月（刑期从判决执行之日起计算），并处罚金10000元（已缴纳2000元）。",
         ("盗窃罪", "fixed_term", 7, None, None, 10000)),
        ("被告人张虚甲犯盗窃罪，判处有期徒刑十个月，宣告缓刑，考验期为一年。",
         ("盗窃罪", "fixed_term", 10, None, 12, None)),
        ("被告人张虚甲犯盗窃罪，单处罚金人民币壹仟元。", ("盗窃罪", "fine_only", None, None, None, 1000)),
        ("被告人张虚甲犯滥用职权罪，免予刑事处罚。", ("滥用职权罪", "exempt", None, None, None, None)),
        ("被告人张虚甲无罪。", ("", "acquitted", None, None, None, None)),
        ("被告人张虚甲犯故意杀人罪，判处死刑，缓期二年执行，剥夺政治权利终身。",
         ("故意杀人罪", "suspended_death", None, None, None, None)),
        ("被告人张虚甲犯贩卖、运输毒品罪，判处无期徒刑，剥夺政治权利终身，并处没收个人全部财产。",
         (DRUGS, "life", None, None, None, None)),
        (("被告人张虚甲犯盗窃罪，判处有期徒刑一年，并处罚金一千元；犯诈骗罪，判处有期徒刑二年，并处罚金二千元，"
         "总和刑期三年，数罪并罚，决定执行有期徒刑二年六个月，并处罚金三千元。"),
         ("盗窃罪+诈骗罪", "fixed_term", 30, None, None, 3000)),
        ("被告人张虚甲犯盗窃罪，判处有期徒刑六个月；犯抢劫罪，判处有期徒刑三年，并处罚金一千元。决定执行三年三个月。",
         ("盗窃罪+抢劫罪", "fixed_term", 39, None, None, 1000)),
        (("被告人张虚甲犯盗窃罪，判处有期徒刑七个月，并处罚金二千元；与前罪没有执行的有期徒刑一年四个月又十五天，并处罚金七千元"
         "并罚，决定执行有期徒刑一年十个月，并处罚金九千元。"), ("盗窃罪", "fixed_term", 22, None, None, 9000)),
        (("一、撤销厦门市翔安区人民法院（2016）闽0213刑初9号刑事判决中对被告人张虚甲宣告的缓刑部分；\n二、被告人张虚甲犯诈骗罪，"
         "判处有期徒刑六个月，与前罪判处的有期徒刑一年并罚，决定执行有期徒刑一年二个月。"),
         ("诈骗罪", "fixed_term", 14, None, None, None)),
        ("被告人张虚甲犯危险驾驶、妨害公务罪，判处拘役五个月。",
         ("危险驾驶罪+妨害公务罪", "detention", 5, None, None, None)),
        ("被告人张虚甲犯容留他人吸食毒品罪，判处拘役五个月。", ("容留他人吸毒罪", "detention", 5, None, None, None)),
    ],
)  # fmt: skip
def test_an_order_gives_the_sentence_drawn(order, expected):
    (only,) = read(judgment(order))
    assert short(only) == expected


def test_each_defendant_has_their_own_sentence_and_no_name_takes_another_s():
    found = read(
        judgment(
            "一、被告人李虚乙犯盗窃罪，判处有期徒刑八个月，并处罚金一千元；\n二、被告人张虚甲、王虚丙犯掩饰、隐瞒犯罪所得罪，"
            "各判处拘役三个月，缓刑四个月。\n三、责令被告人张虚甲、李虚乙退赔被害人五千元。",
            names=THREE,
            charged="被告人李虚乙犯盗窃罪，被告人张虚甲、王虚丙犯掩饰、隐瞒犯罪所得罪",
        )
    )
    hidden = ("掩饰、隐瞒犯罪所得、犯罪所得收益罪", "detention", 3, None, 4, None)
    assert [short(one) for one in found] == [hidden, ("盗窃罪", "fixed_term", 8, None, None, 1000), hidden]
    assert [[charge.value for charge in one.charged] for one in found] == [[hidden[0]], ["盗窃罪"], [hidden[0]]]


def test_bearers_of_one_name_are_told_apart_by_their_order():
    order = "一、被告人赵某犯盗窃罪，判处有期徒刑二年。\n二、被告人赵某犯盗窃罪，判处有期徒刑一年。"
    assert [value(one.months) for one in read(judgment(order, names=("赵某", "赵某")))] == [24, 12]


def test_a_name_within_another_is_not_taken_for_it():
    order = "一、被告人赵某犯盗窃罪，判处有期徒刑二年。\n二、被告人赵某甲犯盗窃罪，判处有期徒刑一年。"
    assert [value(one.months) for one in read(judgment(order, names=("赵某甲", "赵某")))] == [12, 24]


def test_a_unit_pays_a_fine():
    order = (
        "一、被告单位虚构贸易有限公司犯单位行贿罪，判处罚金人民币十万元；\n"
        "二、被告人张虚甲犯单位行贿罪，判处拘役四个月。"
    )
    unit, person = read(judgment(order, unit="被告单位虚构贸易有限公司，住所地厦门市翔安区。\n"))
    assert (unit.unit, person.unit) == (True, False)
    assert short(unit) == ("单位行贿罪", "fine_only", None, None, None, 100000)
    assert short(person) == ("单位行贿罪", "detention", 4, None, None, None)


def test_each_charge_keeps_its_term_and_the_merging_is_told():
    order = (
        "被告人张虚甲犯盗窃罪，判处有期徒刑一年，并处罚金一千元；犯诈骗罪，判处有期徒刑二年，剥夺政治权利一年。"
        "数罪并罚，决定执行有期徒刑二年六个月，剥夺政治权利一年，并处罚金一千元。"
    )
    (only,) = read(judgment(order))
    assert [(t.charge.value, value(t.months), value(t.fine_yuan)) for t in only.terms] == [
        ("盗窃罪", 12, 1000),
        ("诈骗罪", 24, None),
    ]
    assert (value(only.merged), value(only.rights_months), only.earlier) == (True, 12, None)


def test_an_earlier_sentence_merged_is_told():
    order = "被告人张虚甲犯盗窃罪，判处拘役五个月，与前罪判处的有期徒刑一年并罚，决定执行有期徒刑一年。"
    (only,) = read(judgment(order))
    assert value(only.earlier) is True
    assert short(only) == ("盗窃罪", "fixed_term", 12, None, None, None)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("驳回上诉，维持原判。", ("", None, None, None, None, None)),
        (("一、维持厦门市翔安区人民法院（2017）闽0213刑初500号刑事判决的定罪部分，即被告人张虚甲犯故意伤害罪；\n"
         "二、撤销该判决的量刑部分，即判处有期徒刑五年，并处罚金一万元；\n三、上诉人（原审被告人）张虚甲犯故意伤害罪，"
         "判处有期徒刑三年，缓刑四年。"), ("故意伤害罪", "fixed_term", 36, None, 48, None)),
        (("一、撤销厦门市翔安区人民法院（2017）闽0213刑初500号刑事判决，即被告人张虚甲犯故意伤害罪，判处有期徒刑五年；犯盗窃罪，"
         "判处有期徒刑一年，决定执行有期徒刑五年六个月；\n二、上诉人张虚甲无罪。"),
         ("", "acquitted", None, None, None, None)),
    ],
)  # fmt: skip
def test_only_what_the_court_above_gives_itself_is_its_sentence(order, expected):
    (only,) = read(appeal(order))
    assert short(only) == expected


def test_an_upheld_co_defendant_has_no_sentence_of_this_order():
    parties = "上诉人（原审被告人）张虚甲，男。\n原审被告人李虚乙，男。\n"
    order = (
        "一、维持厦门市翔安区人民法院（2017）闽0213刑初500号刑事判决第二项，即被告人李虚乙犯盗窃罪，判处有期徒刑一年；\n"
        "二、撤销该判决第一项；\n三、上诉人张虚甲犯故意伤害罪，判处有期徒刑三年。"
    )
    changed, upheld = read(appeal(order, parties=parties))
    assert short(changed) == ("故意伤害罪", "fixed_term", 36, None, None, None)
    assert (upheld.charges, upheld.penalty) == ((), None)


@pytest.mark.parametrize(("said", "penalty"), [("核准", "death"), ("不核准", None)])
def test_a_death_sentence_stands_where_it_is_approved(said, penalty):
    document = READER.document(
        "中华人民共和国最高人民法院\n刑事裁定书\n被告人鲁虚甲，男，汉族，农民。现在押。\n"
        "福建省厦门市中级人民法院审理厦门市人民检察院指控被告人鲁虚甲犯抢劫罪一案，以（2013）厦刑初字第27号刑事判决，"
        "认定被告人鲁虚甲犯抢劫罪，判处死刑。福建省高级人民法院裁定维持，并依法报请本院核准。现已复核终结。\n裁定如下：\n"
        f"{said}福建省高级人民法院（2013）闽刑终字第100号维持第一审以抢劫罪判处被告人鲁虚甲死刑，剥夺政治权利终身的刑事裁定。\n"
        "本裁定自宣告之日起发生法律效力。\n审判长韦虚乙\n二〇一四年五月二十八日\n书记员马虚丙\n"
    )
    (only,) = read(document)
    assert value(only.penalty) == penalty
    assert (only.death is not None) == (penalty == "death")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("以厦翔检公诉刑诉［2018］60号起诉书", "厦翔检公诉刑诉〔2018〕60号"),
        ("以厦翔检刑诉(2018)第60号起诉书", "厦翔检刑诉〔2018〕60号"),
        ("以厦翔检一部刑诉〔2018〕1048号起诉书，", "厦翔检一部刑诉〔2018〕1048号"),
    ],
)
def test_the_indictment_is_numbered_in_one_spelling(said, number):
    text = judgment("被告人张虚甲犯盗窃罪，判处拘役五个月。").parts.original
    document = READER.document(text.replace("以厦翔检公诉刑诉［2018］60号起诉书", said))
    accusation = accusation_of(document, READER.causes)
    assert value(accusation.indictment) == number
    assert value(accusation.office) == "厦门市翔安区人民检察院"
    assert [charge.value for charge in accusation.charges] == ["盗窃罪"]


def test_victims_and_losses_of_the_findings():
    facts = (
        "被告人张虚甲窃得被害人刘某某现金人民币500元及手机一部。经鉴定，该手机价值人民币1，200元。"
        "后将手机以300元的价格卖给他人。"
    )
    document = judgment("被告人张虚甲犯盗窃罪，判处拘役五个月，并处罚金二千元。", facts=facts)
    accusation = accusation_of(document, READER.causes)
    assert [victim.value for victim in accusation.victims] == ["刘某某"]
    assert [(amount.what, amount.yuan) for amount in accusation.amounts] == [("theft", Decimal(1700))]
    (only,) = defendants_of(document, READER.causes, accusation)
    assert only.amounts == accusation.amounts
    assert only == read(document)[0]


def test_drugs_are_weighed_in_grams_and_pieces_are_not():
    facts = "被告人张虚甲贩卖甲基苯丙胺0.84克、海洛因2千克、麻果4粒。"
    document = judgment("被告人张虚甲犯贩卖毒品罪，判处有期徒刑七年。", charged="被告人张虚甲犯贩卖毒品罪", facts=facts)
    (only,) = read(document)
    assert [(drug.name.value, value(drug.grams), value(drug.pieces)) for drug in only.drugs] == [
        ("甲基苯丙胺", Decimal("0.84"), None),
        ("海洛因", Decimal(2000), None),
        ("麻果", None, 4),
    ]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("被告人张虚甲系累犯，应当从重处罚；被告人李虚乙、王虚丙犯罪后自动投案，系自首；王虚丙自愿认罪认罚。",
         [("recidivist",), ("surrender",), ("plea", "surrender")]),
        ("三被告人自愿认罪认罚，可以从宽。被告人李虚乙不构成累犯，不具有自首情节。", [("plea",), ("plea",), ("plea",)]),
        ("被告人李虚乙犯罪时不满十八周岁，应当减轻处罚。被告人张虚甲猥亵未成年人，应当从重。", [(), ("minor",), ()]),
        ("辩护人提出被告人张虚甲系自首的意见，与事实不符，不予采纳。", [(), (), ()]),
        ("辩护人提出被告人张虚甲系自首的意见，予以采纳。", [("surrender",), (), ()]),
    ],
)  # fmt: skip
def test_the_court_says_it_of_whom_it_names(view, expected):
    order = "".join(f"被告人{name}犯盗窃罪，判处拘役五个月。\n" for name in THREE)
    found = read(judgment(order, names=THREE, view=view))
    signs = ("minor", "plea", "recidivist", "surrender")
    assert [tuple(sign for sign in signs if getattr(one, sign)) for one in found] == expected


PIECES = st.lists(
    st.sampled_from([
        "被告人张虚甲", "李虚乙", "犯", "盗窃罪", "，判处", "有期徒刑", "三年", "缓刑", "罚金", "五千元", "（", "）",
        "。", "；", "一、", "二、", "撤销", "维持", "即", "决定执行", "与前罪", "死刑", "以抢劫罪", "指控", "被害人",
        "海洛因", "3克", "系累犯", "共计", "价值", "万", "\n",
    ])
    | st.text(max_size=3),
    max_size=50,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(order=PIECES, facts=PIECES)
def test_no_text_breaks_the_reading_and_every_fact_has_its_place(order, facts):
    document = judgment(order, names=THREE[:2], facts=facts, view=facts)
    length = len(document.parts.original)
    accusation = accusation_of(document, READER.causes)
    facts_found = [*accusation.charges, *accusation.victims, *accusation.amounts]
    for one in read(document):
        facts_found += [one.penalty, one.months, one.fine_yuan, one.probation_months, *one.charges, *one.charged]
        if one.months:
            term = document.text[one.months.start : one.months.end]
            assert any(sign in term for sign in "年月日天"), term
    assert all(0 <= fact.start < fact.end <= length for fact in facts_found if fact is not None)


@pytest.mark.parametrize(
    "piece", ["被告人张虚甲犯盗窃罪，判处有期徒刑", "（", "一、二、", "撤销即被告人", "指控被害人张某、"]
)
def test_much_of_the_same_takes_time_in_step_with_its_length(piece):
    def seconds(length):
        document = judgment(piece * (length // len(piece)), names=THREE[:2])
        start = time.perf_counter()
        read(document)
        accusation_of(document, READER.causes)
        return time.perf_counter() - start

    assert seconds(60_000) <= 20 * max(seconds(15_000), 0.02)
