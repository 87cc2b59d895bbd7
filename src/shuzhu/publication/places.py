"""Addresses, cut at the county, town or city; days cut at the month or year; and what is told of health."""

# ruff: noqa: SIM905 — lists of words read better as words

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.publication.numbers import Detail

_HOME: Final = re.compile(
    r"(?:户籍(?:所在地|地址|地)?|户口(?:所在地)?|住所地?|住[址地]?|(?<=地)址|注册地|营业地|"
    r"居住地?)(?<!所居住)(?:[：:]|为|在|于|系|是)?\s?"
    r"(?P<x>[^，,。；;（）()：:\n“”]{3,60})"
)
_AN_ADDRESS: Final = re.compile(r"[省市区县镇乡村路街巷弄号室栋幢组庄屯寨里湾](?![中场])")
_NO_ADDRESS: Final = re.compile(r"没有|影响|不得|监视|期间|权|已满|人民|法院|被告|原告|合同|房屋|宿舍|的")
_PLACE: Final = "[^镇乡村路街道号社小，。省市区县]"
_COUNTY: Final = re.compile(
    rf"(?:{_PLACE}{{2,8}}?(?:省|自治区|特别行政区))?(?:{_PLACE}{{1,9}}?(?:市|自治州|地区|盟|州(?=.{{1,7}}[县市])))?"
    rf"(?P<county>[^镇乡村路街号社小，。省]{{1,10}}?(?:自治县|自治旗|林区|特区|"
    rf"(?<!小)(?<!社)(?<!园)(?<!校)(?<!矿)(?<!自治)区|县|市(?!场)|旗)(?!域))?"
)
_TOWN: Final = re.compile(r"[^路街道号村，。\d]{1,8}?(?:街道办事处|街道办|街道|镇|乡|苏木)")
_DOOR: Final = re.compile(
    r"[0-9]{1,5}(?:[-之][0-9]{1,4})?(?:号楼|号|弄|栋|幢|座|单元|室|组|房(?!产|屋)|楼)(?!令|案|文件|判决|裁定|"
    r"民事|刑事|通知|线|机|车|证)"
)
_ROAD: Final = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z0-9]{1,14}?)(?:路|街|大道|道|巷|胡同|村|里|组|小区|社区|花园|花苑|苑|城|公寓|大厦|"
    r"广场|工业区|园区|庄|屯|寨|镇|乡|社|湾|坊|院|楼|期)(?:第)?$"
)
_LEAD: Final = re.compile(
    r"[，,。；;、：:（）()“”\s]|位于|坐落于|坐落|前往|来到|窜至|窜到|驶至|行至|途经|附近|门口|租住|暂住|居住|"
    r"所有|名下|经营|购买|出租|(?:现|家|捕前)?住|[在到至于从往系为将的由把与及]"
)
_MORE: Final = re.compile(
    r"(?:[\d-]{1,8}(?:号楼|号|弄|栋|幢|座|单元|室|房(?!产|屋)|楼|层)|之[一二三四五六七八九十\d]{1,3}|"
    r"[A-Z](?:栋|幢|座|区))*"
)
_DAY: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2}\s?年)(?P<month>\s?[0-9]{1,2}\s?月)(?P<day>\s?[0-9]{1,2}\s?日)?"
    r"|"
    r"(?P<hyear>[一二][〇零○O0九][一二三四五六七八九〇零○O0]{2}年)(?P<hmonth>[一二三四五六七八九十]{1,2}月)(?P<hday>[一二三四五六七八九十]{1,3}日)?"
)
_BORN_BEFORE: Final = re.compile(
    r"(?:出生于|生于|出生日期[：:为]?|出生年月[：:为]?|[男女](?:性)?[，,、](?:[\u4e00-\u9fff]{1,6}族[，,、])?)$"
)
_BIRTH_NEAR: Final = re.compile(r"出生|生于|[男女](?:性)?[，,、]|日生")
_BORN_AFTER: Final = re.compile(r"\s?(?:出生|生(?![产效活成]))")
_ILLNESS: Final = re.compile(
    r"(?:HIV|艾滋病|梅毒|淋病|尖锐湿疣|乙型?肝炎?|丙型?肝炎?|肝硬化|肺结核|结核病|精神分裂症|精神病(?!鉴定|医|"
    r"学|院|人|司法)|精神障碍|抑郁症|双相情感障碍|躁狂症|癫痫|智力障碍|智力残疾|精神残疾|"
    r"(?:[肺肝胃肠骨肾喉]|乳腺|直肠|结肠|宫颈|食道|食管|甲状腺|前列腺|卵巢|胰腺|鼻咽|膀胱|皮肤|子宫)癌|白血病|"
    r"淋巴瘤|恶性肿瘤|癌症|尿毒症|糖尿病|高血压|冠心病|心脏病|脑梗死?|帕金森病?|阿尔茨海默病?|不孕症?|不育症?|"
    r"流产|先天性[\u4e00-\u9fff]{1,8}(?:病|症)|"
    r"红斑狼疮|肾衰竭|肾病综合征|哮喘|阳痿|性功能障碍)"
)
_SIGNS: Final = (
    "病 症 癌 瘤 疣 肝炎 乙肝 丙肝 结核 血压 硬化 残疾 脑梗 流产 衰竭 障碍 哮喘 阳痿 HIV 狼疮 不孕 不育"
).split()
_ILL: Final = re.compile(
    r"(?:患有|罹患|身患|诊断为|确诊为|诊断：|被诊断|患上|患)[：“]?(?P<x>[\u4e00-\u9fff（）A-Z]{2,24}?(?:病|症|"
    r"炎|癌|瘤|感染|综合征|障碍|阳性|结核|梗死|硬化|衰竭))(?!史?.?而)"
)


def addresses(text: str) -> Iterator[Detail]:
    """Where an address stands after a word that says so, or by the number of a door."""
    ends = 0
    for match in _HOME.finditer(text):
        if _AN_ADDRESS.search(match["x"]) and not _NO_ADDRESS.search(match["x"]):
            ends = match.end("x")
            yield Detail(match.start("x"), ends, "address", "住址字样")
    for match in _DOOR.finditer(text):
        low = max(0, match.start() - 30)
        leads = [m.end() for m in _LEAD.finditer(text, low, match.start())]
        start = max([low, *leads])
        if _ROAD.search(text[start : match.start()]) and not text[start : match.start()].isdigit():
            more = _MORE.match(text, match.end())
            yield Detail(start, more.end() if more else match.end(), "address", "门牌")


def cut_address(address: str, extent: str) -> int:
    """How many characters of an address stay: up to the county, the town or the city; 0 where it names none."""
    match = _COUNTY.match(address)
    county = match.end() if match else 0
    if extent == "city":
        return match.start("county") if match and match["county"] and match.start("county") > 0 else county
    if extent == "county":
        return county
    town = _TOWN.match(address, county)
    return town.end() if town else county


def days(text: str, *, only_births: bool) -> Iterator[tuple[Detail, re.Match[str]]]:
    """Every day with a month, and whether it is one of birth; only those near a word of birth where so asked."""
    if not only_births:
        yield from _days_within(text, 0, len(text))
        return
    end = 0
    for match in _BIRTH_NEAR.finditer(text):
        low = max(end, match.start() - 16)
        for detail, day in _days_within(text, low, match.end() + 24):
            if detail.kind == "birth" and detail.start >= end:
                end = detail.end
                yield detail, day


def _days_within(text: str, low: int, high: int) -> Iterator[tuple[Detail, re.Match[str]]]:
    """The days of a stretch of text."""
    for match in _DAY.finditer(text, low, high):
        before = text[max(0, match.start() - 14) : match.start()]
        born = bool(_BORN_AFTER.match(text, match.end()) or _BORN_BEFORE.search(before))
        yield Detail(*match.span(), "birth" if born else "date", "日期"), match


def after_month(match: re.Match[str]) -> tuple[int, int]:
    """The part of a day that goes where the month stays."""
    group = "day" if match["year"] else "hday"
    return match.span(group) if match[group] else (match.end(), match.end())


def after_year(match: re.Match[str]) -> tuple[int, int]:
    """The part of a day that goes where the year stays."""
    return match.start("month" if match["year"] else "hmonth"), match.end()


def health(text: str) -> Iterator[Detail]:
    """What is told of somebody's illnesses; wounds are facts of a case and stay."""
    if "患" in text or "诊" in text:
        for match in _ILL.finditer(text):
            yield Detail(*match.span("x"), "health", "患病表述")
    if not any(map(text.__contains__, _SIGNS)):
        return
    for match in _ILLNESS.finditer(text):
        yield Detail(*match.span(), "health", "病名")
