"""案号: what is one, what only looks like one, and where each part ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.case_number import CaseNumber, find_case_numbers, read_case_number

READ = """
（2017）闽0213民初123号           | 闽0213   | 民初         | 123      | -  | new
(2017)闽0213民初123号             | 闽0213   | 民初         | 123      | -  | new
〔２０１７〕闽０２１３民初０１２３号 | 闽0213   | 民初         | 123      | -  | new
[2017] 闽0213 民初 123 号         | 闽0213   | 民初         | 123      | -  | new
（2017）闽0213民初123号之一       | 闽0213   | 民初         | 123      | 1  | new
（2017）闽0213民初123号之1        | 闽0213   | 民初         | 123      | 1  | new
（2017）闽0213民初123-12号        | 闽0213   | 民初         | 123      | 12 | new
（2017）闽0213民初123             | 闽0213   | 民初         | 123      | -  | new
2017闽0213民初123号               | 闽0213   | 民初         | 123      | -  | new
（2017）虚0213民初5号             | 虚0213   | 民初         | 5        | -  | new
（2017）闽02民终5号               | 闽02     | 民终         | 5        | -  | new
（2018）闽民终12号                | 闽       | 民终         | 12       | -  | new
（2017）最高法民辖终12号          | 最高法   | 民辖终       | 12       | -  | new
（2021）最高法知民终7号           | 最高法知 | 民终         | 7        | -  | new
（2021）闽0213诉前调确12号        | 闽0213   | 诉前调确     | 12       | -  | new
（2016）粤刑核12345671号          | 粤       | 刑核         | 12345671 | -  | new
（2018）辽（01）执123号           | 辽01     | 执           | 123      | -  | new
（2016）豫1722）刑初123号         | 豫1722   | 刑初         | 123      | -  | new
（2018）0903执123号之一           | 0903     | 执           | 123      | 1  | new
（2016）冀0925刑初字123号         | 冀0925   | 刑初         | 123      | -  | new
（2019）闽0213行赔初2号           | 闽0213   | 行赔初       | 2        | -  | new
（2019）闽0213证保2号             | 闽0213   | 证保         | 2        | -  | new
（2015）翔民初字第123号           | 翔       | 民初         | 123      | -  | old
（2014）豫法刑四终字第009号       | 豫法     | 刑四终       | 9        | -  | old
（2013）民二终字第9号             |          | 民二终       | 9        | -  | old
（2015）刑立他字第00009－1号      |          | 刑立他       | 9        | 1  | old
（2014）朔民初字123－Ⅲ号          | 朔       | 民初         | 123      | 3  | old
（2014）沪高民四（海）终字第123号 | 沪高     | 民四（海）终 | 123      | -  | old
（2013）闵民一(民)初字第1号       | 闵       | 民一（民）初 | 1        | -  | old
（2014）商民一初字第12号          | 商       | 民一初       | 12       | -  | old
（2013）嘉海商初字第9号           | 嘉海     | 商初         | 9        | -  | old
（2013）甬海法温商初字第12号      | 甬海法温 | 商初         | 12       | -  | old
（2013）沪海法海初字第12号        | 沪海法   | 海初         | 12       | -  | old
（2013）武海法保字第12号          | 武海法   | 保           | 12       | -  | old
（2010）民开民初字第1234号        | 民开     | 民初         | 1234     | -  | old
（2014）辽审四民再终字第9号       | 辽       | 审四民再终   | 9        | -  | old
（2014）保立民初字第12号          | 保       | 立民初       | 12       | -  | old
（2015）粤知法专民仲字第1号       | 粤知法   | 专民仲       | 1        | -  | old
（2012）城法民渭初字第123号       | 城法     | 民渭初       | 123      | -  | old
（2015）惠城法仲民初字第123号之一 | 惠城法   | 仲民初       | 123      | 1  | old
（2014）温瓯执民字第123号         | 温瓯     | 执民         | 123      | -  | old
（2014）温赵初字00012号           | 温赵     | 初           | 12       | -  | old
（2013）西法执宇第12-1号          | 西法     | 执           | 12       | 1  | old
（2013）阿中法刑初123号           | 阿中法   | 刑初         | 123      | -  | old
（85）法刑复字第5号               | 法       | 刑复         | 5        | -  | old
（96）经终字第3号                 |          | 经终         | 3        | -  | old
（2O02）咸渭经初字第13O号         | 咸渭     | 经初         | 130      | -  | old
2014蒙民初字第123号               | 蒙       | 民初         | 123      | -  | old
（2013滦民初字第1234号            | 滦       | 民初         | 1234     | -  | old
"""

NOT_READ = """
沪奉检诉刑诉［2017］70号
（2015）洪检刑诉第90号
（2015）9号
法释〔2015〕18号
（2011）闽厦证内字第48号
（2016）冀石国证民字第60号
（2013）京东方内民证字第71号
（2010）京长安内经字第2号
（2014）会鉴字第8号
（2012）晋文物鉴字6号
（2008）海仲裁字第24号
（2014）合瑶劳仲裁字第107号
（2014）监鉴字第356号
（2014）豫银贷字第1234号
［2013］宁行复第201号
（2016）祁水不赔字第1号
（2017）中投破管字第13号
（2014）鲁立函字第19号
（2009）国用字第12号
粤（2015）深圳市不动产权第0000001号
（2015）A132号
（2013）丽X刑初字第17号
（2016）辽0213民初XXXX号
（2011）东民初字第某某号
（2014）温1某初字第60号
（1012）宜刑执字第1号
（2000年3月31日司法部令第59号）
闽0213民初123号
2017年5月3号
"""


def _rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "court", "type_code", "number", "sub", "form"), _rows(READ))
def test_a_case_number_is_read_part_by_part(text, court, type_code, number, sub, form):
    read = read_case_number(text)
    assert read is not None
    parts = (read.court, read.type_code, read.number, read.sub or "-", read.form)
    assert parts == (court, type_code, number, sub, form)


@pytest.mark.parametrize("text", NOT_READ.strip().splitlines())
def test_what_only_looks_like_a_case_number_is_not_taken(text):
    assert read_case_number(text) is None
    assert find_case_numbers(f"被告提交{text}文书一份。") == []


def test_every_way_of_writing_a_number_is_the_same_number():
    ways = ["(2017)闽0213民初123号之一", "〔2017〕闽0213民初0123号之1", "[２０１７]闽０２１３民初１２３－１号"]
    assert {str(read_case_number(way)) for way in ways} == {"（2017）闽0213民初123号之一"}
    assert str(read_case_number("(2013)刑立他字第00004－1号")) == "（2013）刑立他字第4-1号"


def test_numbers_in_running_text_come_with_their_places():
    text = "不服（2014）粤高法民四终字第6号、第8号民事判决和（2013）民二终字第9号裁定，见沪检［2017］7号起诉书。"
    found = find_case_numbers(text)
    assert [str(number) for *_, number in found] == [
        "（2014）粤高法民四终字第6号",
        "（2014）粤高法民四终字第8号",
        "（2013）民二终字第9号",
    ]
    assert [text[start:end] for start, end, _ in found] == [
        "（2014）粤高法民四终字第6号",
        "8号",
        "（2013）民二终字第9号",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("（2013）临兰商初字第10、11、12号三份", ["10", "11", "12"]),
        ("（2016）豫1726刑初1号、20号、33号", ["1", "20", "33"]),
        ("（2018）粤0306民初101-125号系列案", ["101"]),
        ("（2015）佛中法民二破字第3至8-2号", ["3"]),
    ],
)
def test_a_list_gives_each_number_and_a_run_its_first(text, numbers):
    assert [number.number for *_, number in find_case_numbers(text)] == numbers


def test_several_numbers_in_one_string_are_not_one_case_number():
    assert read_case_number("（2013）临兰商初字第10、11号") is None


NUMBERS = st.builds(
    CaseNumber,
    year=st.integers(2016, 2035),
    court=st.sampled_from(["闽0213", "闽02", "虚0213", "最高法", "京73", "兵0603", "辽7101"]),
    type_code=st.sampled_from(["民初", "刑终", "行审", "执恢", "破申", "诉前调", "民特", "财保", "司救执", "委赔监"]),
    number=st.integers(1, 99_999_999).map(str),
    sub=st.none() | st.integers(1, 99).map(str),
    form=st.just("new"),
) | st.builds(
    CaseNumber,
    year=st.integers(1980, 2015),
    court=st.sampled_from(["翔", "豫法", "渝高法", "厦", "沪一中", "温瓯", "鄂武汉中"]),
    type_code=st.sampled_from(["民初", "刑四终", "民一初", "行终", "执", "执异", "商初", "民再终", "刑初少", "立民终"]),
    number=st.integers(1, 99_999).map(str),
    sub=st.none() | st.integers(1, 99).map(str),
    form=st.just("old"),
)


@given(number=NUMBERS)
def test_what_is_written_is_read_back(number):
    assert read_case_number(str(number)) == number


@given(
    number=NUMBERS,
    before=st.sampled_from(["不服", "本院于3月2日作出", "；"]),
    after=st.sampled_from(["判决", "，", "案"]),
)
def test_a_number_is_found_where_it_stands(number, before, after):
    text = f"{before}{number}{after}"
    assert find_case_numbers(text) == [(len(before), len(text) - len(after), number)]


@given(text=st.text(alphabet="（）()[]〔〕2015年号第字之一二民刑初终0219闽-、 法中院某", max_size=60))
def test_any_text_can_be_searched(text):
    for start, end, number in find_case_numbers(text):
        assert 0 <= start < end <= len(text)
        assert read_case_number(str(number)) == number
