"""An administrative document → the authority sued, its level and field, its act, and whether it lost."""

import re
from typing import Final

from shuzhu.facts import Administrative, Fact, Person
from shuzhu.judgments.document import Document

#: closings of a first instance that count as the authority's defeat (判决撤销、变更、确认违法或无效、履行、赔偿补偿)
_LOST: Final = frozenset({
    "revoked", "partly_revoked", "varied", "declared_unlawful", "declared_void", "ordered_to_perform",
    "compensation_ordered",
})  # fmt: skip
_OWN_ORDER: Final = re.compile(r"[^。；]*(?:法院|本院)[^。；]{0,60}号[^。；]*[。；]?")
_DEFEAT: Final = re.compile(r"撤销|变更|确认[^。；]{0,160}(?:违法|无效)|责令|履行|重新作出|赔偿|补偿|支付|给付")
_WIN: Final = re.compile(r"驳回[^。；]{0,120}请求")

_SIDE: Final = re.compile(r"被告|行政机关")
_NOT_SUED: Final = frozenset({"plaintiff", "original_plaintiff", "third_party", "prosecutor"})
_AUTHORITY: Final = re.compile(
    r"(?:政府|局|厅|委员会|办公室|街道办事处|办事处|海关|支队|大队|总队|派出所|管委会|管理处|管理中心|服务中心|法院|部|署)$"
)

_CENTRAL: Final = re.compile(
    r"^(?:国务院|国家[^省市县区旗]{1,20}$|中华人民共和国[^省市县区旗海关]{2,20}$)|^[^省市县区]{2,14}部$"
)
_TOWNSHIP: Final = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处|办)|派出所$|(?:镇|乡|街道)[^县区市]{0,20}$")
_COUNTY: Final = re.compile(r"(?:县|(?<!自治)(?<!行政)(?<!地)区|旗)(?!域)[^县]|分局")
_CITY: Final = re.compile(r"(?:市|自治州|地区|盟)")
_PROVINCE: Final = re.compile(r"^(?:[^市县]{2,4}省|[^市县]{2,6}自治区|(?:北京|上海|天津|重庆)市)")
_ABOVE: Final = re.compile(r"^国家税务总局(?=.)|^中华人民共和国(?=.)")
_CITY_NAME: Final = re.compile(r"([\u4e00-\u9fff]{2,5}?市)")

#: words of an authority's name and the code of its field (行政管理范围, 2004)
_FIELDS: Final = tuple((code, re.compile(words)) for code, words in (
    ("xz0103", r"交通警察|交警|交通管理(?:大队|支队|局)"), ("xz0102", r"消防"),
    ("xz0100", r"公安|派出所"), ("xz0201", r"自然资源|国土资源|国土|土地管理|土地"),
    ("xz0301", r"规划"), ("xz0202", r"林业"), ("xz0204", r"地质矿产"),
    ("xz0302", r"拆迁|征收(?:办公室|管理|中心)|房屋征收"), ("xz0303", r"房屋登记|房地产|房产|房管|不动产登记"),
    ("xz0300", r"城乡建设|住房|建设|城市管理|城管|综合行政执法|综合执法|行政执法"),
    ("xz0400", r"计划生育"), ("xz0600", r"商标"), ("xz1600", r"专利|知识产权"),
    ("xz0900", r"食品药品|药品监督"), ("xz0500", r"工商|市场监督"), ("xz0702", r"检验检疫"),
    ("xz0701", r"质量技术监督|质量监督|技术监督"), ("xz0800", r"卫生|医疗保障"),
    ("xz1001", r"海洋与?渔业|渔业|渔政"), ("xz1000", r"农业农村|农业|畜牧"), ("xz1100", r"物价|发展和改革|发展改革"),
    ("xz1200", r"环境保护|生态环境|环保"), ("xz1300", r"交通运输|交通|公路|运输管理|道路运输|海事"),
    ("xz1500", r"邮政"), ("xz1700", r"新闻出版"), ("xz1800", r"税务|国税|地税"),
    ("xz1900", r"银行保险监督|银监|证券监督|证监|保险监督|金融"), ("xz2200", r"财政"), ("xz2100", r"海关"),
    ("xz2300", r"人力资源|社会保[障险]|劳动|人社|公积金"), ("xz2400", r"审计"), ("xz2500", r"商务|经贸|经济贸易"),
    ("xz2600", r"水利|水务"), ("xz2700", r"旅游"), ("xz2800", r"烟草"), ("xz2900", r"司法"), ("xz3000", r"(?<!人)民政"),
    ("xz3100", r"教育|大学|学院"), ("xz3200", r"文化"), ("xz3400", r"统计"), ("xz3600", r"国有资产"),
    ("xz3900", r"体育"), ("xz4100", r"(?:镇|乡)人民政府"),
))  # fmt: skip
#: words for an act and its code (行政案由, 2021)
_ACTS: Final = tuple((code, re.compile(words)) for code, words in (
    ("X1", r"行政处罚|罚款|行政拘留|吊销|责令停产|限期拆除"),
    ("X3", r"行政强制执行|强制拆除|强拆|行政强制拆除|代履行"),
    ("X2", r"行政强制措施|强制措施|强制隔离戒毒|行政强制|扣押|查封"),
    ("X18", r"行政协议|行政合同|补偿安置协议|安置协议"), ("X20", r"行政赔偿"),
    ("X19", r"行政补偿|征收补偿|补偿决定"), ("X5", r"行政征收|行政征用|征收决定|房屋征收|土地征收|征收"),
    ("X13", r"政府信息公开|信息公开"), ("X16", r"行政复议"), ("X17", r"行政裁决"),
    ("X21", r"不履行|未履行|履行法定职责|行政不作为|不作为|履行[^，。]{0,12}职责"), ("X22", r"公益诉讼"),
    ("X7", r"行政确认|工伤认定|事故认定|工伤"), ("X4", r"行政许可|颁发[^，。]{0,12}许可证"),
    ("X6", r"行政登记|婚姻登记|房屋登记|土地登记|户口登记|登记"), ("X8", r"行政给付|养老保险待遇|抚恤金"),
    ("X9", r"行政允诺"), ("X10", r"行政征缴|社会抚养费|征缴"), ("X11", r"行政奖励"), ("X12", r"行政收费"),
    ("X14", r"行政批复|行政批准|批复"), ("X15", r"行政处理|责令退还|行政撤销|处理决定"),
))  # fmt: skip

_TITLES: Final = (
    r"(?:行政(?:机关)?(?:出庭)?(?:应诉)?负责人|(?:主要|分管|出庭|应诉|出庭应诉)负责人|(?<!代表人或)负责人|法定代表人|"
    r"(?:副|常务副)?(?:局|厅|区|县|市|镇|乡|省|州|旗|大队|支队|总队|关|司|处)长|(?:副)?主任|(?:副)?书记)"
)
_ATTENDED: Final = re.compile(
    rf"(?:被告|被上诉人|上诉人|被申请人)[^，。；]{{0,40}}?{_TITLES}(?!的委托|委托)[^，。；]{{0,60}}"
)
_SHOWN: Final = re.compile(r"出庭(?:应诉)?(?:的)?负责人|行政机关负责人|应诉负责人|负责人[^，。；]{0,20}出庭(?:应诉)?")
_ABSENT: Final = re.compile(
    r"未(?:能)?(?:到庭|出庭|到院)|没有(?:到庭|出庭)|(?:不能|无法|未予|拒不)[^，。；]{0,6}(?:到庭|出庭)"
)
_PRESENT: Final = re.compile(r"到庭|出庭")


def administrative_of(document: Document) -> Administrative | None:
    """What an administrative document adds; None for any other."""
    if document.kind != "administrative":
        return None
    sued = _authorities(document)
    return Administrative(
        authority=tuple(person.name for person in sued),
        level=_level(document, sued[0].name.value) if sued else None,
        field=_field(sued),
        act=_act(document),
        leader_in_court=_leader(document),
        lost=_lost(document),
    )


def _authorities(document: Document) -> list[Person]:
    """The authorities sued: the defendants, on appeal those that were; the applicants for enforcement of their acts."""
    parties = document.heading.parties
    called = [one for one in parties if one.role.value == "defendant" or _was_defendant(one)]
    if called:
        return called
    return [one for one in parties if one.role.value not in _NOT_SUED and _is_authority(one)]


def _was_defendant(person: Person) -> bool:
    """An appellant or the like that the heading calls a defendant below."""
    return bool(person.called and "告" in person.called.value and _SIDE.search(person.called.value))


def _is_authority(person: Person) -> bool:
    """A party that is an authority."""
    return person.kind == "authority" or bool(_AUTHORITY.search(person.name.value))


def _level(document: Document, name: str) -> str | None:
    """The level that an authority's name tells; a city is a county where its court is a basic one."""
    if _CENTRAL.search(name):
        return "central"
    name = _ABOVE.sub("", name)
    if _TOWNSHIP.search(name):
        return "township"
    if _COUNTY.search(name):
        return "county"
    rest = _PROVINCE.sub("", name)
    if _CITY.search(rest):
        return "county" if _county_city(document, rest) else "city"
    return "province" if rest != name else None


def _county_city(document: Document, name: str) -> bool:
    """The city of the name is one within another, or has a basic court that judges here."""
    cities = _CITY_NAME.findall(name)
    court = document.heading.court_name.value if document.heading.court_name else ""
    return len(cities) > 1 or any(f"{city}人民法院" in court for city in cities)


def _field(sued: list[Person]) -> Fact[str] | None:
    """The code of the field of the first authority that has one."""
    for person in sued:
        for code, pattern in _FIELDS:
            if match := pattern.search(person.name.value):
                start = min(person.name.start + match.start(), person.name.end)
                return Fact(code, start, min(start + len(match[0]), person.name.end), "行政机关名称")
    return None


def _act(document: Document) -> Fact[str] | None:
    """The code of the act: in the cause, else the first named where it is told how the case came."""
    cause = document.heading.cause
    places = [(cause.start, cause.end, "案由")] if cause else []
    places += [(one.start, one.end, "案件由来") for one in document.named("origin")]
    for start, end, rule in places:
        found = [(m.start(), m.end(), code) for code, p in _ACTS if (m := p.search(document.text, start, end))]
        if found:
            begin, stop, code = min(found, key=lambda one: (one[0], -one[1]))
            return Fact(code, begin, stop, rule)
    return None


def _leader(document: Document) -> Fact[bool] | None:
    """Whether a leader of the authority came to court; None where it is not told."""
    for section in document.named("parties"):
        if match := _SHOWN.search(document.text, section.start, section.end):
            return Fact(not _ABSENT.search(document.text, match.start(), match.end() + 20), *match.span(), "首部")
    for section in document.named("origin"):
        for pattern in (_ATTENDED, _SHOWN):
            for match in pattern.finditer(document.text, section.start, section.end):
                after = document.text.find("。", match.end(), section.end)
                end = after if after >= 0 else section.end
                if _ABSENT.search(document.text, match.start(), match.end()):
                    return Fact(False, *match.span(), "到庭情况")  # noqa: FBT003  the value of the fact
                if _PRESENT.search(document.text, match.start(), end):
                    return Fact(True, *match.span(), "到庭情况")  # noqa: FBT003  the value of the fact
    return None


def _lost(document: Document) -> Fact[bool] | None:
    """Whether the order is a defeat of the authority; None where the document does not decide on its act."""
    closing = document.heading.closing
    if closing is None or document.heading.document_kind is None or document.heading.document_kind.value != "judgment":
        return None
    if closing.value in _LOST:
        return Fact(True, closing.start, closing.end, closing.rule)  # noqa: FBT003  the value of the fact
    if closing.value == "claims_dismissed":
        return Fact(False, closing.start, closing.end, closing.rule)  # noqa: FBT003  the value of the fact
    if closing.value in {"changed", "partly_changed"}:
        return _lost_anew(document)
    return None


def _lost_anew(document: Document) -> Fact[bool] | None:
    """What the order of an appeal decides itself, the part about the judgment below left out."""
    start, end = document.parts.proper.start, document.parts.proper.end
    words = _OWN_ORDER.sub(lambda match: " " * len(match[0]), document.text[start:end])
    for value, pattern in ((True, _DEFEAT), (False, _WIN)):
        if match := pattern.search(words):
            return Fact(value, start + match.start(), start + match.end(), "二审主文")
    return None
