"""Made-up documents and the facts that are read from them. No name here is a real person's or firm's."""
# ruff: noqa: E501  the documents' own lines and the drawn tables are long

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import rows_of
from shuzhu.batches import Text, schema
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader, document_id, to_records
from shuzhu.judgments.persons import ROLES
from shuzhu.judgments.sentenced import longest_term, sentence_of

CIVIL = """厦门市翔安区人民法院
民 事 判 决 书
（2019）闽0213民初1234号
原告：张某，男，1980年3月4日出生，汉族，住福建省厦门市翔安区。
委托诉讼代理人：陈某，福建虚构律师事务所律师。
被告：虚构商贸（厦门）有限公司，住所地福建省厦门市思明区虚构路1号，统一社会信用代码91350200MA00000000。
法定代表人：王某，该公司经理。
第三人：李某，女，1985年6月7日出生，畲族，住福建省福州市鼓楼区。
原告张某与被告虚构商贸（厦门）有限公司、第三人李某民间借贷纠纷一案，本院于2019年3月5日立案后，依法适用简易程序，于2019年4月1日公开开庭进行了审理。后因案情复杂，依法转为普通程序，由合议庭审理。本案现已审理终结。
张某向本院提出诉讼请求：判令被告归还借款。
本院认为，借款合同有效。判决如下：
一、被告虚构商贸（厦门）有限公司应于本判决生效之日起十日内归还原告张某借款100000元；
二、驳回原告张某的其他诉讼请求。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于福建省厦门市中级人民法院。
审判长　赵某某
审判员　钱某某
人民陪审员　孙某某
二〇一九年九月二日
书记员　周某某
"""

CRIMINAL = (
    "吴某甲盗窃一审刑事判决书 福建省厦门市翔安区人民法院 刑事判决书 （2018）闽0213刑初56号 "
    "公诉机关厦门市翔安区人民检察院。 被告人吴某甲，曾用名吴某丁，男，1990年1月2日出生于江西省南昌市，汉族，初中文化，务工，"
    "住福建省厦门市翔安区。因本案于2018年1月3日被刑事拘留。现羁押于厦门市第一看守所。 辩护人郑某，福建虚构律师事务所律师。 "
    "被告人吴某乙，女，回族，小学文化，无业。 厦门市翔安区人民检察院以厦翔检公诉刑诉［2018］60号起诉书指控被告人吴某甲犯盗窃罪、"
    "被告人吴某乙犯掩饰、隐瞒犯罪所得罪，于2018年3月1日向本院提起公诉。本院于次日立案，依法组成合议庭，于同年4月8日公开开庭审理了本案。"
    "现已审理终结。 厦门市翔安区人民检察院指控：二被告人作案多起。 本院认为，被告人吴某甲系累犯，应当从重处罚；被告人吴某乙认罪认罚，"
    "可以从宽处理。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下： 一、被告人吴某甲犯盗窃罪，判处有期徒刑一年；犯诈骗罪，"
    "判处有期徒刑二年，数罪并罚，决定执行有期徒刑二年六个月，并处罚金人民币伍仟元。 （刑期从判决执行之日起计算，罚金于本判决生效后十日内缴纳。） "
    "二、被告人吴某乙犯掩饰、隐瞒犯罪所得罪，判处拘役五个月，缓刑六个月。 如不服本判决，可在接到判决书的第二日起十日内，"
    "通过本院或者直接向福建省厦门市中级人民法院提出上诉。 审判长冯某 审判员陈某 人民陪审员褚某 二○一八年四月二十日 书记员卫某 "
    "附：相关法律条文 《中华人民共和国刑法》 第二百六十四条盗窃公私财物，数额较大的，判处有期徒刑三年以下。"
)

APPEAL = """福建省厦门市中级人民法院
刑事附带民事判决书
（2018）闽02刑终77号
原公诉机关厦门市翔安区人民检察院。
上诉人（原审附带民事诉讼原告人）许某，男，1970年5月6日出生，汉族，农民，住厦门市翔安区。
上诉人（原审被告人）何某，男，1991年7月8日出生，汉族，高中文化，个体户。
厦门市翔安区人民法院审理厦门市翔安区人民检察院指控原审被告人何某犯故意伤害罪一案，于2018年2月3日作出（2017）闽0213刑初500号刑事附带民事判决。何某不服，提出上诉。本院于2018年3月1日立案，依法组成合议庭，公开开庭审理了本案。现已审理终结。
判决如下：
一、维持厦门市翔安区人民法院（2017）闽0213刑初500号刑事附带民事判决的第二项；
二、撤销厦门市翔安区人民法院（2017）闽0213刑初500号刑事附带民事判决的第一项，即被告人何某犯故意伤害罪，判处有期徒刑五年；
三、上诉人何某犯故意伤害罪，判处有期徒刑三年，缓刑四年。
本判决为终审判决。
审判长吕某
审判员施某
审判员张某
二〇一八年五月十日
书记员孔某
"""

ADMINISTRATIVE = """厦门市翔安区人民法院
行政判决书
(2017)闽0213行初8号
原告曹某，男，1966年2月3日出生，住厦门市翔安区。
被告厦门市翔安区虚构局，住所地厦门市翔安区。
法定代表人严某，局长。
原告曹某不服被告厦门市翔安区虚构局行政处罚一案，于2017年1月9日向本院提起行政诉讼。本院于2017年1月12日立案后，依法组成合议庭，于2017年3月1日公开开庭审理了本案。本案现已审理终结。
判决如下：
撤销被告厦门市翔安区虚构局作出的处罚决定。
如不服本判决，可在判决书送达之日起十五日内上诉于福建省厦门市中级人民法院。
审判长华某
人民陪审员金某
人民陪审员魏某
2017年5月4日
书记员陶某
"""

ENFORCEMENT = """厦门市翔安区人民法院
执行裁定书
（2020）闽0213执321号之一
申请执行人：姜某，女，1975年8月9日出生，汉族，住厦门市翔安区。
被执行人：戚某，男，1979年1月1日出生，汉族，住厦门市翔安区。
申请执行人姜某与被执行人戚某买卖合同纠纷一案，本院作出的（2019）闽0213民初88号民事判决已经发生法律效力。本院于2020年1月6日立案执行。
裁定如下：
终结本次执行程序。
本裁定送达后立即生效。
审判员谢某
二〇二〇年六月三十日
书记员邹某
"""

WITHDRAWAL = """福建省厦门市翔安区人民法院
民事裁定书
(2018)闽0213民初999号
原告:喻某,男,1988年8月8日出生,汉族,住厦门市翔安区。
被告:柏某,男,1977年7月7日出生,汉族,住厦门市翔安区。
原告喻某与被告柏某买卖合同纠纷一案,本院于2018年9月3日立案,适用小额诉讼程序。原告喻某于2018年10月8日向本院申请撤回起诉。
裁定如下:
准许原告喻某撤诉。
审判员水某
二0一八年十月九日
书记员窦某
"""

MEDIATION = """厦门市翔安区人民法院
民事调解书
（2016）闽0213民初45号
原告：章某，女，1990年9月9日出生，汉族，住厦门市翔安区。
被告：云某，男，1989年9月9日出生，汉族，住厦门市翔安区。
原告章某与被告云某离婚纠纷一案，本院于2016年1月11日受理后，依法由审判员独任审理。经本院主持调解，当事人自愿达成如下协议：
一、原告章某与被告云某离婚。
上述协议，符合有关法律规定，本院予以确认。
审判员苏某
二〇一六年二月二日
书记员潘某
"""

REVIEW = """中华人民共和国最高人民法院
民事裁定书
（2015）民申字第00077号
再审申请人（一审被告、二审上诉人）：虚构建设集团有限公司。
被申请人（一审原告、二审被上诉人）：葛某。
再审申请人虚构建设集团有限公司因与被申请人葛某建设工程施工合同纠纷一案，不服福建省厦门市中级人民法院（2013）厦民终字第5号民事判决和福建省高级人民法院（2014）闽民再终字第6号民事判决，向本院申请再审。本院依法组成合议庭进行了审查，现已审查终结。
裁定如下：
驳回虚构建设集团有限公司的再审申请。
审判长奚某
代理审判员范某
代理审判员彭某
二〇一五年九月十六日
书记员郎某
"""

DEATH = """中华人民共和国最高人民法院
刑事裁定书
被告人鲁某，男，汉族，1983年1月28日出生于福建省厦门市翔安区，小学文化，农民。现在押。
福建省厦门市中级人民法院审理厦门市人民检察院指控被告人鲁某犯抢劫罪一案，于2013年8月8日以（2013）厦刑初字第27号刑事判决，认定被告人鲁某犯抢劫罪，判处死刑。福建省高级人民法院于2014年2月5日以（2013）闽刑终字第100号刑事裁定，驳回上诉，维持原判，并依法报请本院核准。现已复核终结。
裁定如下：
核准福建省高级人民法院（2013）闽刑终字第100号维持第一审以抢劫罪判处被告人鲁某死刑，剥夺政治权利终身的刑事裁定。
本裁定自宣告之日起发生法律效力。
审判长韦某
代理审判员昌某
二〇一四年五月二十八日
书记员马某
"""

NINETIES = """厦 门 市 同 安 区 人 民 法 院
民 事 判 决 书
(1998)同民初字第12号
原告苗某,男,一九五〇年一月一日生,汉族,农民,住同安区。
被告凤某,男,一九四九年二月二日生,汉族,农民,住同安区。
原告苗某诉被告凤某房屋买卖合同纠纷一案，本院于一九九八年三月二日受理后，依法由审判员花某独任审判，公开开庭进行了审理。现已审理终结。
判决如下：
驳回原告苗某的诉讼请求。
如不服本判决，可在判决书送达之日起十五日内上诉于厦门市中级人民法院。
审判员  花某
一九九八年六月三十日
书记员  方某
"""

PRESERVATION = """厦门市翔安区人民法院
民事裁定书
（2019）闽0213民初1234号之一
原告：张某，男，1980年3月4日出生。
被告：虚构商贸（厦门）有限公司。
原告张某与被告虚构商贸（厦门）有限公司民间借贷纠纷一案，本院于2019年3月5日立案。
裁定如下：
冻结被告虚构商贸（厦门）有限公司的银行存款100000元。
本裁定立即开始执行。
审判员赵某某
二〇一九年三月八日
书记员周某某
"""

TEXTS = {
    "civil": CIVIL, "criminal": CRIMINAL, "appeal": APPEAL, "administrative": ADMINISTRATIVE,
    "enforcement": ENFORCEMENT, "withdrawal": WITHDRAWAL, "mediation": MEDIATION, "review": REVIEW,
    "death": DEATH, "nineties": NINETIES, "preservation": PRESERVATION,
}  # fmt: skip

HEADINGS = """
text           | court  | case_number                 | document_kind | kind           | instance       | cause
civil          | 闽0213 | （2019）闽0213民初1234号    | judgment      | civil          | first          | 民间借贷纠纷
criminal       | 闽0213 | （2018）闽0213刑初56号      | judgment      | criminal       | first          | 盗窃罪
appeal         | 闽02   | （2018）闽02刑终77号        | judgment      | criminal       | second         | 故意伤害罪
administrative | 闽0213 | （2017）闽0213行初8号       | judgment      | administrative | first          | 行政处罚
enforcement    | 闽0213 | （2020）闽0213执321号之一   | order         | enforcement    | enforcement    | 买卖合同纠纷
withdrawal     | 闽0213 | （2018）闽0213民初999号     | order         | civil          | first          | 买卖合同纠纷
mediation      | 闽0213 | （2016）闽0213民初45号      | mediation     | civil          | first          | 离婚纠纷
review         | 最高法 | （2015）民申字第77号        | order         | civil          | retrial_review | 建设工程施工合同纠纷
death          | 最高法 |                             | order         | criminal       | review         | 抢劫罪
nineties       | 闽0212 | （1998）同民初字第12号      | judgment      | civil          | first          | 房屋买卖合同纠纷
preservation   | 闽0213 | （2019）闽0213民初1234号之一 | order        | civil          | first          | 民间借贷纠纷
"""

COURSES = """
text           | procedure      | procedure_before | panel      | has_lay_assessor | filed_on   | heard_on   | dated_on
civil          | ordinary       | simplified       | collegiate | yes              | 2019-03-05 | 2019-04-01 | 2019-09-02
criminal       | ordinary       |                  | collegiate | yes              | 2018-03-02 | 2018-04-08 | 2018-04-20
appeal         | second         |                  | collegiate | no               | 2018-03-01 |            | 2018-05-10
administrative | ordinary       |                  | collegiate | yes              | 2017-01-12 | 2017-03-01 | 2017-05-04
enforcement    | enforcement    |                  | single     | no               | 2020-01-06 |            | 2020-06-30
withdrawal     | small_claims   |                  | single     | no               | 2018-09-03 |            | 2018-10-09
mediation      |                |                  | single     | no               | 2016-01-11 |            | 2016-02-02
review         | retrial_review |                  | collegiate | no               |            |            | 2015-09-16
death          | death_review   |                  | collegiate | no               |            |            | 2014-05-28
nineties       |                |                  | single     | no               | 1998-03-02 |            | 1998-06-30
preservation   |                |                  | single     | no               | 2019-03-05 |            | 2019-03-08
"""

ENDINGS = """
text           | closing            | term_months | appealable | origin_number
civil          | partly_supported   |             | yes        |
criminal       | convicted          | 30          | yes        |
appeal         | partly_changed     | 36          | no         | （2017）闽0213刑初500号
administrative | revoked            |             | yes        |
enforcement    | terminated_for_now |             | no         | （2019）闽0213民初88号
withdrawal     | withdrawn          |             |            |
mediation      | mediated           |             |            |
review         | retrial_refused    |             |            | （2014）闽民再终字第6号
death          | upheld             | 9999        | no         | （2013）闽刑终字第100号
nineties       | claims_dismissed   |             | yes        |
preservation   |                    |             |            |
"""

PARTIES = """
text           | role                 | kind      | name                     | sex    | born_on    | ethnicity | region
civil          | plaintiff            | person    | 张某                     | male   | 1980-03-04 | 汉族      | 350213
civil          | defendant            | company   | 虚构商贸（厦门）有限公司 |        |            |           | 350203
civil          | third_party          | person    | 李某                     | female | 1985-06-07 | 畲族      | 350102
criminal       | prosecutor           | authority | 厦门市翔安区人民检察院   |        |            |           |
criminal       | accused              | person    | 吴某甲                   | male   | 1990-01-02 | 汉族      | 350213
criminal       | accused              | person    | 吴某乙                   | female |            | 回族      |
appeal         | prosecutor           | authority | 厦门市翔安区人民检察院   |        |            |           |
appeal         | appellant            | person    | 许某                     | male   | 1970-05-06 | 汉族      | 350213
appeal         | appellant            | person    | 何某                     | male   | 1991-07-08 | 汉族      |
administrative | plaintiff            | person    | 曹某                     | male   | 1966-02-03 |           | 350213
administrative | defendant            | authority | 厦门市翔安区虚构局       |        |            |           | 350213
enforcement    | enforcement_applicant | person   | 姜某                     | female | 1975-08-09 | 汉族      | 350213
enforcement    | enforcement_debtor   | person    | 戚某                     | male   | 1979-01-01 | 汉族      | 350213
withdrawal     | plaintiff            | person    | 喻某                     | male   | 1988-08-08 | 汉族      | 350213
withdrawal     | defendant            | person    | 柏某                     | male   | 1977-07-07 | 汉族      | 350213
mediation      | plaintiff            | person    | 章某                     | female | 1990-09-09 | 汉族      | 350213
mediation      | defendant            | person    | 云某                     | male   | 1989-09-09 | 汉族      | 350213
review         | retrial_applicant    | company   | 虚构建设集团有限公司     |        |            |           |
review         | retrial_respondent   | person    | 葛某                     |        |            |           |
death          | accused              | person    | 鲁某                     | male   | 1983-01-28 | 汉族      |
nineties       | plaintiff            | person    | 苗某                     | male   | 1950-01-01 | 汉族      | 350212
nineties       | defendant            | person    | 凤某                     | male   | 1949-02-02 | 汉族      | 350212
preservation   | plaintiff            | person    | 张某                     | male   | 1980-03-04 |           |
preservation   | defendant            | company   | 虚构商贸（厦门）有限公司 |        |            |           |
"""

WORDS = {True: "yes", False: "no", None: ""}


@pytest.fixture(scope="module")
def codes():
    return read_codes()


@pytest.fixture(scope="module")
def reader(codes):
    return Reader(codes)


def _said(fact):
    """A fact, a plain value or nothing, as a drawn table writes it."""
    value = getattr(fact, "value", fact)
    return WORDS[value] if value is None or isinstance(value, bool) else str(value)


@pytest.mark.parametrize("row", [row for table in (HEADINGS, COURSES, ENDINGS) for row in rows_of(table)], ids=str)
def test_the_facts_of_a_document_are_those_drawn(reader, row):
    reading = reader.read(TEXTS[row["text"]])
    told = {"term_months": longest_term(reading)}
    expected = {name: cell for name, cell in row.items() if name != "text"}
    assert {n: _said(told[n] if n in told else getattr(reading.heading, n)) for n in expected} == expected


@pytest.mark.parametrize("text", TEXTS)
def test_the_parties_are_those_drawn(reader, text):
    expected = [{k: v for k, v in row.items() if k != "text"} for row in rows_of(PARTIES) if row["text"] == text]
    persons = reader.heading(TEXTS[text]).parties
    assert [{name: _said(getattr(person, name)) for name in expected[0]} for person in persons] == expected


def test_each_defendant_has_their_own_sentence(reader):
    reading = reader.read(CRIMINAL)
    first, _ = [p for p in reading.heading.parties if p.role.value == "accused"]
    one, other = map(sentence_of, reading.defendants)
    assert (_said(one.charge), _said(one.term_months), _said(one.probation)) == ("盗窃罪", "30", "no")
    assert (_said(one.recidivist), _said(one.plea), _said(first.former_name)) == ("yes", "", "吴某丁")
    assert (_said(first.education), _said(first.occupation), first.agents[0].name.value) == ("初中文化", "务工", "郑某")
    assert (_said(other.term_months), _said(other.probation), _said(other.plea)) == ("5", "yes", "yes")


def test_a_sentence_set_aside_on_appeal_is_not_the_sentence(reader):
    appellant = sentence_of(reader.read(APPEAL).defendants[-1])
    assert (_said(appellant.charge), _said(appellant.term_months), _said(appellant.probation)) == (
        "故意伤害罪",
        "36",
        "yes",
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_fact_stands_in_the_text_at_its_place(reader, text):
    heading = reader.heading(text)
    for person in heading.parties:
        assert "".join(text[person.name.start : person.name.end].split()) == person.name.value
        assert text[person.role.start : person.role.end] in ROLES
    for name in ("case_number", "court_name", "dated_on", "filed_on", "document_kind", "closing", "procedure"):
        fact = getattr(heading, name)
        if fact is not None:
            assert 0 <= fact.start < fact.end <= len(text)
            assert fact.rule
    if heading.court_name:
        place = text[heading.court_name.start : heading.court_name.end]
        assert "".join(place.split()).endswith(heading.court_name.value)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二〇一九年九月二日", "2019-09-02"),
        ("二○一九年九月二日", "2019-09-02"),
        ("二О一九年九月二日", "2019-09-02"),
        ("二Ο一九年十月三十一日", "2019-10-31"),
        ("二Ｏ一九年十二月二十日", "2019-12-20"),
        ("二零一九年十一月十日", "2019-11-10"),
        ("二0一九年 一月 十九日", "2019-01-19"),
        ("二○二○一九年九月二日", "2019-09-02"),
        ("2019年9月2日", "2019-09-02"),
        ("２０１９年０９月０２日", "2019-09-02"),
        ("二〇一九年××月××日", ""),
        ("二〇一九年二月三十日", ""),
    ],
)
def test_the_date_of_a_document_is_read_however_it_is_written(reader, words, day):
    assert _said(reader.heading(CIVIL.replace("二〇一九年九月二日", words)).dated_on) == day


@pytest.mark.parametrize(
    ("order", "closing"),
    [
        ("准许原告喻某撤回起诉。", "withdrawn"),
        ("本案按原告喻某撤回起诉处理。", "deemed_withdrawn"),
        ("驳回原告喻某的起诉。", "dismissed"),
        ("对喻某的起诉，本院不予受理。", "not_accepted"),
        ("本案移送福建省厦门市思明区人民法院处理。", "transferred"),
        ("本案终结诉讼。", "terminated"),
        ("驳回被告柏某对本案管辖权提出的异议。", ""),
        ("本案中止诉讼。", ""),
        ("查封被告柏某名下车辆。", ""),
        ("（2018）闽0213民初999号民事裁定书中“原告”补正为“申请人”。", ""),
    ],
)
def test_an_order_of_first_instance_closes_the_case_or_leaves_it_open(reader, order, closing):
    assert _said(reader.heading(WITHDRAWAL.replace("准许原告喻某撤诉。", order)).closing) == closing


@pytest.mark.parametrize(
    ("order", "closing"),
    [
        ("驳回上诉，维持原判。", "upheld"),
        (
            "一、撤销厦门市翔安区人民法院（2017）闽0213刑初500号刑事判决；二、发回厦门市翔安区人民法院重新审判。",
            "remanded",
        ),
        ("一、撤销厦门市翔安区人民法院（2017）闽0213刑初500号刑事判决；二、上诉人何某无罪。", "changed"),
        ("准许上诉人何某撤回上诉。", "withdrawn"),
    ],
)
def test_an_appeal_is_upheld_changed_remanded_or_withdrawn(reader, order, closing):
    begin, end = APPEAL.index("一、维持"), APPEAL.index("本判决为终审")
    assert _said(reader.heading(APPEAL[:begin] + order + "\n" + APPEAL[end:]).closing) == closing


OTHERS = """
number                     | paper          | party                  | order                                   | kind           | procedure             | closing
（2020）闽0213民督5号      | 支付令         | 申请人：甲某           | 特发出如下支付令：被申请人乙某给付一元。 | civil          | payment_order         | granted
（2021）闽0213诉前调确12号 | 民事裁定书     | 申请人：甲某           | 裁定如下：甲某与乙某达成的调解协议有效。 | civil          | special               | granted
（2021）闽0213民特3号      | 民事判决书     | 申请人：甲某           | 判决如下：驳回甲某的申请。               | civil          | special               | rejected
（2021）闽0213行审3号      | 行政裁定书     | 申请执行人虚构区虚构局 | 裁定如下：准予强制执行处罚决定。         | administrative | non_litigation_review | approved
（2021）闽0213行审4号      | 行政裁定书     | 申请执行人虚构区虚构局 | 裁定如下：不准予强制执行处罚决定。       | administrative | non_litigation_review | refused
（2019）闽0213刑初7号      | 刑事裁定书     | 自诉人甲某             | 裁定如下：准许自诉人甲某撤回起诉。       | criminal       | private_prosecution   | withdrawn
（2019）闽02刑更77号       | 刑事裁定书     | 罪犯甲某               | 裁定如下：对罪犯甲某减去有期徒刑六个月。 | criminal       | sentence_change       | sentence_reduced
（2020）闽02破申9号        | 民事裁定书     | 申请人：甲某           | 裁定如下：受理甲某的破产清算申请。       | bankruptcy     | bankruptcy            | bankruptcy_accepted
（2020）闽0213财保9号      | 民事裁定书     | 申请人：甲某           | 裁定如下：冻结乙某的银行存款。           | preservation   | preservation          | preservation_granted
（2020）闽0213执异9号      | 执行裁定书     | 异议人：甲某           | 裁定如下：驳回甲某的异议请求。           | enforcement    | enforcement_objection | objection_refused
（2020）闽0213执恢9号      | 执行裁定书     | 申请执行人：甲某       | 裁定如下：本案执行完毕。                 | enforcement    | resumed_enforcement   | performed
（2020）闽02委赔3号        | 国家赔偿决定书 | 赔偿请求人：甲某       | 决定如下：驳回甲某的赔偿申请。           | compensation   |                       | not_compensated
（2015）刑立他字第12-1号   | 指定管辖决定书 | 被告人甲某             | 决定如下：指定某法院审判。               | jurisdiction   | jurisdiction          | jurisdiction_decided
"""


@pytest.mark.parametrize("row", rows_of(OTHERS), ids=lambda row: row["number"])
def test_papers_of_other_kinds_are_read_too(reader, row):
    text = (
        f"福建省厦门市翔安区人民法院\n{row['paper']}\n{row['number']}\n{row['party']}，住厦门市翔安区。\n"
        f"本院于2021年3月4日立案。\n{row['order']}\n审判员丙某\n二〇二一年三月九日\n"
    )
    heading = reader.heading(text)
    expected = {name: row[name] for name in ("kind", "procedure", "closing")}
    assert {name: _said(getattr(heading, name)) for name in expected} == expected
    assert heading.dated_on.value == date(2021, 3, 9)
    assert len(heading.parties) == 1


@pytest.mark.parametrize(
    ("order", "closing", "months"),
    [
        ("被告人吴某甲无罪。", "acquitted", ""),
        ("被告人吴某甲犯盗窃罪，免予刑事处罚。", "exempted", ""),
        ("被告人吴某甲犯盗窃罪，判处免予刑事处罚。", "exempted", ""),
        ("被告人吴某甲犯盗窃罪，单处罚金人民币一千元。", "convicted", ""),
        ("被告人吴某甲犯盗窃罪，判处无期徒刑，剥夺政治权利终身。", "convicted", "9999"),
        ("被告人吴某甲犯盗窃罪，判处拘役三个月，缓刑六个月。", "convicted", "3"),
        ("被告人吴某甲犯盗窃罪，判处有期徒刑十年零六个月，剥夺政治权利一年。", "convicted", "126"),
    ],
)
def test_a_criminal_judgment_convicts_exempts_or_acquits(reader, order, closing, months):
    begin, end = CRIMINAL.index("一、被告人"), CRIMINAL.index("如不服本判决")
    reading = reader.read(CRIMINAL[:begin] + order + " " + CRIMINAL[end:])
    assert (_said(reading.heading.closing), _said(longest_term(reading))) == (closing, months)


def test_a_charge_before_the_case_was_filed_again_is_not_its_filing(reader):
    older = CRIMINAL.replace("于2018年3月1日向本院提起公诉。本院于次日立案，", "于2016年3月1日向本院提起公诉。")
    assert reader.heading(older).filed_on is None


def test_a_court_is_known_by_the_number_where_its_name_has_changed(reader):
    moved = CIVIL.replace("厦门市翔安区人民法院\n民", "厦门市虚构区人民法院\n民")
    assert _said(reader.heading(moved).court) == "闽0213"


def test_a_document_without_its_court_line_is_taken_by_its_number(codes):
    assert _said(Reader(codes).heading(CIVIL.removeprefix("厦门市翔安区人民法院\n")).court) == "闽0213"


def test_reading_one_text_is_reading_it_with_a_reader(codes, reader):
    assert Reader(codes).heading(CIVIL) == reader.heading(Text(file="a.txt", row=1, text=CIVIL))


@pytest.mark.parametrize(
    ("charge", "cause"),
    [
        ("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("容留卖淫罪", "引诱、容留、介绍卖淫罪"),
        ("掩饰、隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
        ("以危险方法危害公共安全罪", "以危险方法危害公共安全罪"),
        ("虚构之罪", "虚构之罪"),
    ],
)
def test_a_charge_that_is_a_choice_of_another_counts_as_that_one(reader, charge, cause):
    reading = reader.read(CRIMINAL.replace("犯盗窃罪，判处", f"犯{charge}，判处"))
    assert _said(reading.heading.cause) == cause
    assert _said(reading.defendants[0].charges[0]) == cause


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("张某与虚构有限公司股权转让合同纠纷", "股权转让纠纷"),
        ("张某与虚构有限公司合作开发房地产合同纠纷", "合资、合作开发房地产合同纠纷"),
        ("张某与虚构有限公司劳动争议纠纷", "劳动争议"),
        ("张某与虚构有限公司买卖合同纠纷管辖权异议", "买卖合同纠纷"),
        ("张某与虚构有限公司宠物寄存纠纷", "宠物寄存纠纷"),
    ],
)
def test_a_cause_is_found_however_it_is_called(reader, words, cause):
    begin, end = CIVIL.index("原告张某与被告"), CIVIL.index("一案，")
    assert _said(reader.heading(CIVIL[:begin] + words + CIVIL[end:]).cause) == cause


@pytest.mark.parametrize(
    ("line", "number", "mark"),
    [
        ("黑龙江省东京城林区基层法院", "（2015）东刑初字第1号", "黑7501"),
        ("重庆市渝中区 人民法院", "（2015）中区民初字第26号", "渝0103"),
        ("张某某与李某某纠纷一审民事判决书 厦门市翔安区人民法院", "（2015）翔民初字第26号", "闽0213"),
        ("内蒙古科尔沁左翼后旗人民法院", "（2015）后民初字第26号", "内0522"),
        ("浙江省富阳市人民法院", "（2015）杭富民初字第26号", "浙0111"),
        ("中国人民共和国最高人民法院", "（2015）民申字第26号", "最高法"),
        ("成都市虚构区人民法院", "（2018）川0116民初26号", "川0116"),
    ],
)
def test_a_court_is_known_however_it_is_written(reader, line, number, mark):
    text = f"{line}\n民事判决书\n{number}\n" + CIVIL.split("\n", 3)[3]
    assert _said(reader.heading(text).court) == mark


def test_a_court_that_is_not_named_is_that_beside_the_prosecutor(reader):
    begin = CRIMINAL.index("公诉机关")
    text = "（2015）翔刑初字第9号 " + CRIMINAL[begin:]
    assert _said(reader.heading(text).court) == "闽0213"


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("福建省厦门市翔安区虚构路1号", "350213"),
        ("翔安区", "350213"),
        ("广东省雷州市虚构镇", "440882"),
        ("广西三江侗族自治县", "450226"),
        ("重庆大渡口区虚构路", "500104"),
        ("福建省虚构县", "350000"),
        ("鼓楼区", None),
        ("某地", None),
    ],
)
def test_a_region_is_told_where_only_one_can_be_meant(reader, address, region):
    assert reader.places.region(address) == region


def _records(texts, codes):
    """Table → rows, and the refusals."""
    rows, refused = {"documents": [], "cases": [], "parties": [], "document_facts": []}, []
    for batch in to_records(texts, codes):
        assert batch.rows.schema == schema(batch.table)
        assert batch.fills
        rows[batch.table] += batch.rows.to_pylist()
        refused += batch.refused
    return rows, refused


def _texts(*bodies):
    return [Text(file=f"{n}.txt", row=1, text=body) for n, body in enumerate(bodies, start=1)]


def test_records_name_the_case_by_its_court_and_number(codes):
    rows, refused = _records(_texts(CIVIL, DEATH), codes)
    assert not refused
    civil, death = rows["cases"]
    assert civil["case_id"] == "闽0213（2019）闽0213民初1234号"
    assert (civil["cause"], civil["closed_on"], civil["type_code"]) == ("民间借贷纠纷", date(2019, 9, 2), "民初")
    assert civil["cause_code"]
    assert death["case_number"] is None
    assert death["case_id"] == f"最高法#{document_id(DEATH)}"
    assert {party["case_id"] for party in rows["parties"]} == {civil["case_id"], death["case_id"]}
    assert len({party["party_id"] for party in rows["parties"]}) == len(rows["parties"])


def test_the_same_document_twice_is_one_document(codes):
    rows, _ = _records(_texts(CIVIL, "\n" + CIVIL.replace("\n", "\n\n")), codes)
    assert len(rows["documents"]) == len(rows["cases"]) == 1
    assert document_id(CIVIL) != document_id(CRIMINAL)


def test_an_order_on_the_way_does_not_undo_the_closing(codes):
    number = "（2019）闽0213民初1234号"
    for texts in ((CIVIL, PRESERVATION), (PRESERVATION, CIVIL)):
        rows, _ = _records(_texts(*[text.replace(number + "之一", number) for text in texts]), codes)
        assert len(rows["documents"]) == 2
        (case,) = rows["cases"]
        assert (case["closing"], case["closed_on"]) == ("partly_supported", date(2019, 9, 2))


def test_what_the_file_says_beside_the_text_is_used(codes):
    said = {"category": "民事", "title": "张某与某公司民间借贷纠纷一审民事判决书", "publictime": "2019-10-08"}
    text = CIVIL.replace("民间借贷纠纷一案", "一案")
    rows, _ = _records([Text(file="a.txt", row=1, text=text, said=said)], codes)
    assert rows["cases"][0]["cause"] == "民间借贷纠纷"
    assert rows["documents"][0]["published_on"] == date(2019, 10, 8)
    assert rows["documents"][0]["publication"] == "published"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有正文"),
        (" \n\u3000", "没有正文"),
        ("某甲与某乙签订合同，约定付款。", "不完整"),
        (
            "民事判决书\n（2015）翔民初字第9号\n判决如下：\n驳回诉讼请求。\n审判员某甲\n二〇一五年五月五日\n",
            "找不到法院名称",
        ),
        (
            "虚构市虚构区人民法院\n民事判决书\n（2015）虚民初字第9号\n判决如下：\n驳回诉讼请求。\n审判员某甲\n二〇一五年五月五日\n",
            "法院代字表",
        ),
        ("厦门市翔安区人民法院\n民事判决书\n判决如下：\n驳回原告的诉讼请求。\n", "找不到案号"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_mend(codes, text, reason):
    rows, (refusal,) = _records(_texts(text), codes)
    assert rows["documents"] == []
    assert (refusal.file, refusal.row, refusal.table, refusal.raw) == ("1.txt", 1, "documents", text)
    assert reason in refusal.reason
    assert "请" in refusal.reason


def test_every_code_is_one_of_its_table(codes, reader):
    for text in TEXTS.values():
        heading = reader.heading(text)
        for name, table in (
            ("kind", "kinds"), ("instance", "instances"), ("procedure", "procedures"), ("panel", "panels"),
            ("closing", "closings"), ("document_kind", "document_kinds"),
        ):  # fmt: skip
            value = _said(getattr(heading, name))
            assert not value or value in codes.words(table)
        for person in heading.parties:
            assert person.role.value in codes.words("roles")
            assert person.kind in codes.words("party_kinds")


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_cut_of_a_document_is_taken_or_refused_once(codes, data):
    text = data.draw(st.sampled_from(sorted(TEXTS.values())))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    rows, refused = _records(_texts(text[start:end]), codes)
    assert len(rows["documents"]) + len(refused) == 1
