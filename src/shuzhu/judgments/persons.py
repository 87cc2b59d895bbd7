"""The parties as the heading presents them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from shuzhu.facts import Fact, Person
from shuzhu.judgments.dates import DATE, day_of
from shuzhu.judgments.places import Places
from shuzhu.judgments.plain import number
from shuzhu.judgments.sections import Sections

#: how a heading calls a party, and the code of that role
ROLES: Final = {
    "附带民事公益诉讼起诉人": "incidental_plaintiff", "附带民事诉讼原告人": "incidental_plaintiff",
    "附带民事诉讼原告": "incidental_plaintiff", "附带民事诉讼被告人": "incidental_defendant",
    "附带民事诉讼被告单位": "incidental_defendant", "附带民事诉讼被告": "incidental_defendant",
    "附带民事原告人": "incidental_plaintiff", "附带民事被告人": "incidental_defendant",
    "公益诉讼起诉人": "prosecutor", "原公诉机关": "prosecutor", "公诉机关": "prosecutor",
    "抗诉机关": "prosecutor", "起诉机关": "prosecutor", "自诉人": "private_prosecutor",
    "被上诉人": "appellee", "上诉人": "appellant", "上诉单位": "appellant",
    "再审申请人": "retrial_applicant", "申请再审人": "retrial_applicant", "申诉人": "retrial_applicant",
    "再审被申请人": "retrial_respondent", "被申诉人": "retrial_respondent",
    "复议申请人": "applicant", "申请复议人": "applicant", "申请执行人": "enforcement_applicant",
    "被申请执行人": "enforcement_debtor", "被执行人": "enforcement_debtor", "利害关系人": "applicant",
    "案外人": "applicant", "异议人": "applicant", "赔偿请求人": "applicant", "救助申请人": "applicant",
    "申请人": "applicant", "赔偿义务机关": "respondent", "被申请人": "respondent",
    "被告单位": "accused", "被告人": "accused", "罪犯": "accused", "被申请没收财产人": "accused",
    "原告人": "plaintiff", "原告": "plaintiff", "起诉人": "plaintiff", "被告": "defendant", "第三人": "third_party",
    "被害人": "victim", "被害单位": "victim",
}  # fmt: skip
_BELOW: Final = {"plaintiff": "original_plaintiff", "defendant": "original_defendant"}

_NAMES: Final = "|".join(sorted(ROLES, key=len, reverse=True))
# A bracket within the name of an organisation: 某某（福建）有限公司, 某某中心（有限合伙）.
_BRACKET: Final = (
    r"（(?:(?!以下|下称|简称|曾用|绰号|又名|别名|化名|系|原|自报)[^）]{1,12}）(?=[\u4e00-\u9fff]{2})|"
    r"(?:有限|普通|特殊普通)合伙）)"
)
_ENTRY: Final = re.compile(
    rf"(?:(?<=[\s。；）])|^)(?P<before>原审|一审|二审|原|本诉|反诉)?(?P<role>{_NAMES})"
    r"(?:[(（]?[暨兼及][\u4e00-\u9fff]{2,16}?(?:人|告|关|单位)[）)]?)?"
    r"(?P<beside>（[^）]{1,60}）?(?:(?<=）)|、）))?\s?[：，]?\s{0,3}"
    rf"(?P<name>(?:[^，。；：（\n]|{_BRACKET}){{1,45}}?)\s{{0,2}}"
    rf"(?:[，。；\n]|(?!{_BRACKET})（|$|\s(?=[男女法委辩诉指负]|身份证|原?(?:{_NAMES})))"
)
_OTHERS: Final = re.compile(
    r"(?:(?<=[\s。；])|^)(?:(?:指定|委托|共同)?辩护人|委托(?:诉讼)?代理人|诉讼代理人|"
    r"法定代[理表]人|诉讼代表人|负责人|经营者)"
)
_AGENT: Final = re.compile(
    r"(?:辩护人|委托(?:诉讼)?代理人|诉讼代理人)"
    r"[：，]?\s?(?:暨[^：，]{2,12})?[：]?(?P<x>[\u4e00-\u9fff·]{2,4})(?=[，、。（\s])"
)
_NO_NAME: Final = re.compile(
    r"不服|提起|一案|向本院|犯|到庭|上述|等人|曾因|因涉|因吸|因本|先后|行为|构成|无异议|指控|系一家|检[^察]*刑"
)

_REPORTED: Final = re.compile(r"^(?:自报名?|（自报名?）|自称)[：:]?")
_SEX: Final = re.compile(r"[，、（\s](?P<x>[男女])(?:性)?(?=[，、。；（）\s])")
_ETHNIC: Final = re.compile(r"[，、\s](?P<x>[\u4e00-\u9fff]{1,5}族)(?=[，。；（\s人])")
_EDUCATION: Final = re.compile(
    r"[，\s](?P<x>(?:文化程度)?[：]?(?:文盲|半文盲|识字|不识字|小学|初中|高中|中专|中技|技校|职高|职中|大专|专科|大学|本科|"
    r"硕士|博士|研究生|聋哑|[一二三四五六]年级)[\u4e00-\u9fff]{0,4}?(?:文化程度|文化|毕业|肄业|学历|程度|在读)?)(?=[，。；（\s])"
)
_BORN: Final = re.compile(rf"(?:[，（\s]|出?生于)(?P<x>{DATE.pattern})(?=\s?(?:出?生|[，。；）（]))")
_RESIDENCE: Final = re.compile(
    r"(?:户籍所在地|户籍地址?|户籍|住所地|住址|暂住地|现住址|现住地|住地|现住|家住|居住地|暂住|捕前住|住)(?:[为在：]|系)?\s?"
    r"(?P<x>[\u4e00-\u9fff×xX＊*\d·-]{2,60})(?=[，。；（\s]|$)"
)
_BIRTHPLACE: Final = re.compile(r"(?:出生于|出生地|籍贯)[：]?(?P<x>[\u4e00-\u9fff×xX＊*]{2,30})(?=[，。；（\s])")
_FORMER: Final = re.compile(r"曾用名[：]?[“\"]?(?P<x>[\u4e00-\u9fff·]{2,8})[”\"]?(?=[，、。；）])")
_ID: Final = re.compile(r"(?:身份(?:证)?号码?|身份证号码?)[：为]?\s?(?P<x>\d{15}(?:\d{2}[\dXx])?)(?!\d)")
_CREDIT: Final = re.compile(r"统一社会信用代码(?:证号)?[：为]?\s?(?P<x>[0-9A-Z]{18})")
_AGE: Final = re.compile(
    r"(?:作案|犯罪|案发)时(?:年龄?|年仅|已?满|刚满|未满)?(?P<x>[\d一二三四五六七八九十]{1,3})(?:周?岁)"
)
_JOB: Final = re.compile(
    r"[，\s](?P<x>(?:系|原系|原任|任|捕前系|职业)?[：]?(?:[\u4e00-\u9fff（）×]{0,24}"
    r"(?:农民工|农民|务工|工人|职工|员工|职员|司机|驾驶员|个体|经商|无业|无固定职业|无职业|待业|学生|教师|医生|干部|公务员|"
    r"经理|董事长|股东|主任|局长|科长|院长|书记|负责人|法定代表人|会计|保安|厨师|自由职业|退休|打工|粮农|村民|经营者|"
    r"业主|老板|自由业|务农|科员|技术员|工程师|民警|站长|所长|校长|队长|支书|处长|副县长|副市长|无工作)"
    r"(?:人员|户|经营者|者)?))(?=[，。；（\s])"
)

_PROCURATORATE: Final = re.compile(r"检察院$|检察院.{0,12}分院$")
_AUTHORITY: Final = re.compile(
    r"(?:人民政府|街道办事处|公安局|派出所|分局|管理局|监督局|税务局|[^邮]局|委员会|厅|海关|支队|大队|管委会|法院|法庭|办公室)$"
)
_VILLAGE: Final = re.compile(r"(?:村民|居民|业主)(?:委员会|小组|会)$|村委会$|居委会$|合作社$")
_SOLE: Final = re.compile(
    r"(?:经营部|商行|店|餐馆|饭店|超市|批发部|服务部|门市部|加工厂|养殖场|酒楼|个体工商户|商铺|摊)$"
)
_ORGANISATION: Final = re.compile(
    r"(?:[^道]办事处|代表处|分公司|支公司|支行|营业部|分行|分理处|合伙企业|（有限合伙）|（普通合伙）|事务所|项目部|工作室|筹备组)$"
)
_COMPANY: Final = re.compile(
    r"(?:公司|集团|厂|银行|信用社|联社|医院|学校|大学|学院|中学|小学|幼儿园|研究院|研究所|研究会|协会|"
    r"中心|矿|农场|林场|出版社|报社|站|"
    r"酒店|宾馆|企业|基金会|总社|供销社|社|场|馆|院|部|园|管理人|队|基地|商场|商会|寺|行)$"
)


def persons_of(parts: Sections, places: Places, kind: str) -> tuple[Person, ...]:
    """Every party of the heading, in order; ``kind`` is the kind of case."""
    entries = [m for m in _ENTRY.finditer(parts.text, parts.parties.start, parts.parties.end) if _is_name(m["name"])]
    ends = [*(m.start() for m in entries[1:]), parts.parties.end][: len(entries)]
    persons = tuple(_person(parts, match, end, places, kind) for match, end in zip(entries, ends, strict=True))
    if not any(person.role.value == "retrial_applicant" for person in persons):
        return persons
    return tuple(
        replace(person, role=replace(person.role, value="retrial_respondent"))
        if person.role.value == "respondent"
        else person
        for person in persons
    )


def party_kind(name: str, kind: str = "") -> str:
    """What kind of party bears such a name; an authority is one in administrative and criminal cases."""
    bare = re.sub(r"\s", "", name)
    if _PROCURATORATE.search(bare):
        return "authority"
    for pattern, code in (
        (_VILLAGE, "company"), (_ORGANISATION, "organisation"), (_AUTHORITY, "authority"),
    ):  # fmt: skip
        if len(bare) > 3 and pattern.search(bare):
            return code
    if len(bare) > 4 and _SOLE.search(bare) and kind != "criminal":
        return "sole_trader"
    if len(bare) > 4 and _COMPANY.search(bare):
        return "company"
    return "person" if len(bare) <= 6 or "·" in bare or kind == "criminal" else "organisation"


def _is_name(name: str) -> bool:
    """It is the name of a party, not the beginning of a sentence."""
    return bool(name.strip()) and not _NO_NAME.search(name)


def _person(parts: Sections, match: re.Match[str], end: int, places: Places, kind: str) -> Person:
    """One party from its entry; all that is told of it stands before its agents are named."""
    other = _OTHERS.search(parts.text, match.end(), end)
    own, start = parts.text[: other.start() if other else end], match.end("name")
    name = _REPORTED.sub("", parts.said(*match.span("name")))
    residence = _take(_RESIDENCE, parts, own, start, "住所")
    person = Person(
        role=Fact(_role(match), match.start("role"), match.end("role"), "诉讼地位"),
        name=Fact(name, match.start("name"), match.end("name"), "当事人"),
        kind=party_kind(name, kind),
        former_name=_take(_FORMER, parts, own, start, "曾用名"),
        residence=residence or _take(_BIRTHPLACE, parts, own, start, "出生地"),
        region=places.region(residence.value) if residence else None,
        agent=_take(_AGENT, parts, parts.text[:end], start, "代理人"),
    )
    if person.kind != "person":
        return replace(person, credit_code=_take(_CREDIT, parts, own, start, "信用代码"))
    return _natural(person, parts, own, start)


def _natural(person: Person, parts: Sections, own: str, start: int) -> Person:
    """A natural person with what only such a one has."""
    age = _AGE.search(own, start)
    return replace(
        person,
        sex=_sex(own, start),
        born_on=_born(own, start),
        offence_age=Fact(number(age["x"]) or 0, age.start("x"), age.end("x"), "犯罪时年龄") if age else None,
        ethnicity=_take(_ETHNIC, parts, own, start, "民族"),
        education=_take(_EDUCATION, parts, own, start, "文化程度"),
        occupation=_take(_JOB, parts, own, start, "职业"),
        id_number=_take(_ID, parts, own, start, "身份证号"),
    )


def _role(match: re.Match[str]) -> str:
    """The code of the role; a plaintiff or defendant of the instance below is called so."""
    code = ROLES[match["role"]]
    return _BELOW.get(code, code) if match["before"] in {"原审", "一审", "二审", "原"} else code


def _take(pattern: re.Pattern[str], parts: Sections, text: str, start: int, rule: str) -> Fact[str] | None:
    """What a pattern calls ``x``, where it first stands."""
    match = pattern.search(text, start)
    return Fact(parts.said(*match.span("x")), match.start("x"), match.end("x"), rule) if match else None


def _sex(text: str, start: int) -> Fact[str] | None:
    """The code of a sex."""
    match = _SEX.search(text, start)
    code = "male" if match and match["x"] == "男" else "female"
    return Fact(code, match.start("x"), match.end("x"), "性别") if match else None


def _born(text: str, start: int) -> Fact[date] | None:
    """The date of birth: a date said to be one, or one that stands alone before any other is told."""
    for match in _BORN.finditer(text, start, start + 400):
        told = text[match.end() : match.end() + 3].lstrip().startswith(("出生", "生"))
        alone = match.start() - start < 40 and text[match.end() : match.end() + 1] in "，。；）（"
        if (told or alone or match[0].startswith(("生于", "出生于"))) and (day := day_of(match)):
            return Fact(day, match.start("x"), match.end("x"), "出生日期")
    return None


def each_defendant(persons: tuple[Person, ...]) -> Iterator[Person]:
    """The parties who stand accused, appellants among them."""
    for person in persons:
        if person.role.value in {"accused", "appellant", "retrial_applicant"}:
            yield person
