"""Citations of law: names however written, lists, ranges, inserted articles, status on the day. All made up."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader
from shuzhu.judgments.law import Laws, citations_of, cited_by_court, section_at
from shuzhu.judgments.law.articles import mentions
from shuzhu.judgments.law.names import key_of

CODES = read_codes()
LAWS = Laws(CODES.laws.values())
READER = Reader(CODES)
CRIMINAL, PROCEDURE = "中华人民共和国刑法", "中华人民共和国刑事诉讼法"
CIVIL, CONTRACT = "中华人民共和国民事诉讼法", "中华人民共和国合同法"
EXPLAINED = "最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释"


def judgment(basis, *, claims="请求处罚。", signed="二〇一八年四月二十日", after=""):
    return READER.document(
        "厦门市翔安区人民法院\n刑事判决书\n（2018）闽0213刑初56号\n公诉机关厦门市翔安区人民检察院。\n"
        "被告人吴虚甲，男，汉族，住厦门市翔安区。\n厦门市翔安区人民检察院指控被告人吴虚甲犯盗窃罪，于2018年3月1日向本院提起公诉。"
        "本院依法组成合议庭，公开开庭审理了本案。现已审理终结。\n"
        f"厦门市翔安区人民检察院指控：{claims}\n经审理查明，指控属实。\n"
        f"本院认为，被告人吴虚甲的行为已构成盗窃罪。{basis}，判决如下：\n被告人吴虚甲犯盗窃罪，判处拘役五个月。\n"
        f"审判长冯虚乙\n{signed}\n书记员卫虚丙\n{after}"
    )


def cited(basis, **more):
    """Law, article, 之N, paragraph and item of each citation."""
    document = judgment(basis, **more)
    found = citations_of(document, LAWS)
    for one in found:
        assert document.text[one.start : one.end].strip(), "a citation has its words"
    return [(c.law, c.article, c.article_sub, c.paragraph, c.item) for c in found]


def numbers(basis):
    """Article, 之N, paragraph and item of each citation, all of one law."""
    found = cited(basis)
    assert len({one[0] for one in found}) <= 1
    return [one[1:] for one in found]


@pytest.mark.parametrize(
    ("said", "law"),
    [
        ("《中华人民共和国刑法》", CRIMINAL),
        ("《刑法》", CRIMINAL),
        ("刑法", CRIMINAL),
        ("我国刑法", CRIMINAL),
        ("中华人民共和国刑法", CRIMINAL),
        ("《中华人民共和国刑法》（2017年修正）", CRIMINAL),
        ("《中华人民共和国刑法(2017修正)》", CRIMINAL),
        ("《华人民共和国刑法》", CRIMINAL),
        ("中华人民共和国刑法》", CRIMINAL),
        ("民诉法", CIVIL),
        ("《民事诉讼法》", CIVIL),
        ("《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》", EXPLAINED),
        ("《最高人民法院关于适用﹤中华人民共和国刑事诉讼法﹥的解释》", EXPLAINED),
        ("《最高人民法院关于适用<中华人民共和国刑事诉讼法>的解释》", EXPLAINED),
        ("最高人民法院《关于适用〈中华人民共和国刑事诉讼法〉的解释》", EXPLAINED),
        ("《最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释》", EXPLAINED),
        ("最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释", EXPLAINED),
        ("《最高人民法院关于适用的解释》", EXPLAINED),
        ("刑诉解释", EXPLAINED),
        ("《中华人民共和国刑法修正案（八）》", "中华人民共和国刑法修正案（八）"),
        ("《关于审理人身损害赔偿案件若干问题的解释》", "最高人民法院关于审理人身损害赔偿案件适用法律若干问题的解释"),
        (
            "最高人民法院关于适用《中华人民共和国合同法》若干问题的解释（二）",
            "最高人民法院关于适用〈中华人民共和国合同法〉若干问题的解释（二）",
        ),
        ("《虚构省道路交通安全条例》", "虚构省道路交通安全条例"),
    ],
)
def test_a_law_is_known_however_it_is_written(said, law):
    assert cited(f"依照{said}第六条之规定") == [(law, 6, None, None, None)]


@pytest.mark.parametrize(
    "said",
    [
        "《借款合同》",
        "《补充协议》",
        "本协议",
        "虚构有限公司章程",
        "《虚构公司考勤管理办法》",
        "该合同",
        "《员工奖惩规定》",
        "判决",
    ],
)
def test_what_is_no_law_is_not_cited(said):
    assert cited(f"根据{said}第三条的约定") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("第二百六十四条", [(264, None, None, None)]),
        ("第264条", [(264, None, None, None)]),
        ("第一百零七条", [(107, None, None, None)]),
        ("第五十二条、第五十三条第一款、第三款", [(52, None, None, None), (53, None, 1, None), (53, None, 3, None)]),
        ("第五十二、五十三条", [(52, None, None, None), (53, None, None, None)]),
        ("第五十二条、五十三条", [(52, None, None, None), (53, None, None, None)]),
        ("第五十二条，第六十四条", [(52, None, None, None), (64, None, None, None)]),
        ("第五十二条之规定和第六十四条", [(52, None, None, None), (64, None, None, None)]),
        ("第一条至第三条", [(1, None, None, None), (2, None, None, None), (3, None, None, None)]),
        ("第一至三条", [(1, None, None, None), (2, None, None, None), (3, None, None, None)]),
        ("第一百三十三条之一第一款第（二）项", [(133, 1, 1, 2)]),
        ("第133条之一", [(133, 1, None, None)]),
        ("第六十七条第一、三款", [(67, None, 1, None), (67, None, 3, None)]),
        ("第六十七条三款", [(67, None, 3, None)]),
        ("第六十七第三款", [(67, None, 3, None)]),
        ("第七十三条第二条款", [(73, None, 2, None)]),
        ("第十条第一款第（五）项、第（七）项、第三款", [(10, None, 1, 5), (10, None, 1, 7), (10, None, 3, None)]),
        ("第三条第（一）至（三）项", [(3, None, None, 1), (3, None, None, 2), (3, None, None, 3)]),
        ("第六十七条坦白、第五十二条罚金", [(67, None, None, None), (52, None, None, None)]),
        ("第七十二条：“符合条件的，可以宣告缓刑”、第七十三条", [(72, None, None, None), (73, None, None, None)]),
    ],
)
def test_articles_are_read_in_every_form(said, found):
    assert numbers(f"依照《中华人民共和国刑法》{said}之规定") == found


def test_each_law_has_its_own_articles():
    basis = (
        "依照《中华人民共和国刑法》第二百六十四条、同法第五十二条，《中华人民共和国刑事诉讼法》第十五条"
        "及《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第三百五十条第（一）项之规定"
    )
    assert [(law, article) for law, article, *_ in cited(basis)] == [
        (CRIMINAL, 264),
        (CRIMINAL, 52),
        (PROCEDURE, 15),
        (EXPLAINED, 350),
    ]


def test_a_short_name_that_the_document_gives_is_kept():
    basis = (
        f"按照《{EXPLAINED}》（以下简称《解释》）第三条，又《买卖合同》（以下简称《合同》）第九条约定。"
        "依照《解释》第四条、《合同》第二条及本解释第五条"
    )
    assert [(law, article) for law, article, *_ in cited(basis)] == [(EXPLAINED, 3), (EXPLAINED, 4), (EXPLAINED, 5)]


def test_a_law_told_article_by_article_goes_on():
    basis = "《中华人民共和国合同法》第八条规定，合同受法律保护；第六十条规定，应当全面履行义务，应予采信"
    assert cited(basis) == [(CONTRACT, 8, None, None, None), (CONTRACT, 60, None, None, None)]
    private = "《中华人民共和国合同法》第八条规定，合同受法律保护；双方合同第六条规定，先交货，应予采信"
    assert cited(private) == [(CONTRACT, 8, None, None, None)]


def test_appended_statutes_are_no_citations():
    after = (
        "附：相关法律条文\n《中华人民共和国刑法》\n第六十七条犯罪以后自动投案的，是自首。\n第二百七十四条敲诈勒索的。\n"
    )
    assert numbers_of(judgment("依照《中华人民共和国刑法》第二百六十四条之规定", after=after)) == [264]


def numbers_of(document):
    return [one.article for one in citations_of(document, LAWS)]


def test_the_court_s_own_citations_are_told_from_the_accusation_s():
    document = judgment(
        "依照《中华人民共和国刑法》第二百六十四条之规定", claims="应当以《中华人民共和国刑法》第二百六十六条追究。"
    )
    found = citations_of(document, LAWS)
    assert [(one.article, cited_by_court(document, one)) for one in found] == [(266, False), (264, True)]
    assert section_at(document, found[1].start) == "basis"
    assert section_at(document, len(document.text)) == ""


@pytest.mark.parametrize(
    ("law", "article", "day", "status"),
    [
        ("刑法", "第一百三十三条之一", "二〇一八年四月二十日", "in_force"),
        ("刑法", "第一百三十三条之一", "二〇一〇年四月二十日", "not_yet"),
        ("刑法", "第一百三十三条之九", "二〇一八年四月二十日", "no_such_article"),
        ("刑法", "第四百五十三条", "二〇一八年四月二十日", "no_such_article"),
        ("刑法", "第一百九十九条", "二〇一八年四月二十日", "repealed"),
        ("合同法", "第六十条", "二〇二〇年十二月三十一日", "in_force"),
        ("合同法", "第六十条", "二〇二一年一月一日", "repealed"),
        ("民法典", "第六百六十七条", "二〇二〇年十二月三十一日", "not_yet"),
        ("民法典", "第六百六十七条", "二〇二一年一月一日", "in_force"),
        ("民事诉讼法", "第二百九十一条", "二〇二一年十二月三十一日", "no_such_article"),
        ("民事诉讼法", "第二百九十一条", "二〇二二年一月一日", "in_force"),
        ("虚构省道路交通安全条例", "第三条", "二〇一八年四月二十日", "unknown"),
    ],
)
def test_the_status_is_that_of_the_day_of_the_decision(law, article, day, status):
    (found,) = citations_of(judgment(f"依照《{law}》{article}之规定", signed=day), LAWS)
    assert found.status == status


def test_a_document_without_a_day_does_not_tell_the_status():
    (found,) = citations_of(READER.document("依照《刑法》第六条之规定，判决如下：无罪。"), LAWS)
    assert found.status == "unknown"


def test_of_laws_with_one_name_the_one_in_force_is_meant():
    old, new = (
        LAWS.titled("关于审理劳动争议案件适用法律若干问题的解释（一）", day)
        for day in (date(2015, 1, 1), date(2022, 1, 1))
    )
    assert old.edition(date(2015, 1, 1))
    assert not old.edition(date(2022, 1, 1))
    assert new is not None


def test_every_law_is_found_by_its_own_name():
    for name, law in CODES.laws.items():
        day = law.editions[-1].since if law.editions else None
        assert LAWS.titled(name, day) is law, name


def test_two_laws_never_share_a_name_on_a_day():
    seen = {}
    for law in CODES.laws.values():
        for name in {key_of(one) for one in (law.name, *law.aliases)}:
            for other in seen.get(name, ()):
                for edition in law.editions:
                    assert not other.edition(edition.since), (name, law.name, other.name)
            seen.setdefault(name, []).append(law)


WORDS = [
    "《", "》", "〈", "〉", "刑法", "合同法", "第", "六十", "二百", "7", "条", "款", "项", "之", "一", "、", "至", "和",
    "同法", "规定", "（", "）", "以下简称", "。", "的",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_words_of_law_make_it_fail(pieces):
    check("依照" + "".join(pieces))


@settings(deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_it_fail(text):
    check(text)


def check(text):
    document = READER.document(text)
    for one in citations_of(document, LAWS):
        assert 0 <= one.start < one.end <= len(text)
        again = [a for mention in mentions(document.text, 0, len(text)) for a in mention.articles]
        assert any(a.article == one.article for a in again) or one.article > 0
        assert one.status in {"in_force", "repealed", "not_yet", "no_such_article", "unknown"}


@settings(deadline=None)
@given(
    article=st.integers(1, 452),
    paragraph=st.none() | st.integers(1, 9),
    item=st.none() | st.integers(1, 20),
    chinese=st.booleans(),
)
def test_an_article_is_read_back_as_it_was_written(article, paragraph, item, chinese):
    write = in_words if chinese else str
    said = f"第{write(article)}条"
    said += f"第{write(paragraph)}款" if paragraph else ""
    said += f"第（{write(item)}）项" if item else ""
    document = judgment(f"依照《中华人民共和国刑法》{said}之规定")
    (found,) = citations_of(document, LAWS)
    assert (found.article, found.paragraph, found.item) == (article, paragraph, item)
    assert document.parts.original[found.start : found.end] == said


def in_words(number):
    """A number below a thousand in Chinese: 一百零七, 二十, 十二."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = digits[hundreds] + "百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (digits[ones] if ones else "")


@pytest.mark.parametrize(
    "piece",
    [
        "第一、",
        "《刑法》第一条、该意见第一条",
        "（以下简称",
        "第一条至第六十条",
        "《",
        "》",
        "第一款、",
        "以下简称《刑法》）第",
    ],
)
def test_a_long_text_takes_no_longer_than_its_length(piece):
    short, long = (READER.document(piece * (size // len(piece))) for size in (30_000, 300_000))
    assert seconds(long) <= 40 * seconds(short) + 0.5


def seconds(document):
    begun = time.process_time()
    citations_of(document, LAWS)
    return time.process_time() - begun
