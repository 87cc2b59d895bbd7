"""What the heading tells of one party beside its role and name."""

import re
from datetime import date
from typing import Any, Final

from shuzhu.facts import Fact
from shuzhu.judgments.dates import DATE, day_of
from shuzhu.judgments.places import Places
from shuzhu.judgments.plain import number
from shuzhu.judgments.sections import Sections

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
_TOWN: Final = re.compile(r"^.*[区县市旗](?P<x>[\u4e00-\u9fff]{1,7}?(?:街道|镇|乡|苏木))(?!政府|长)")
_ALIAS: Final = re.compile(
    r"(?:绰号|外号|别名|又名|化名|小名|乳名|网名|艺名|别号|诨号)[：为叫]?"
    r"(?P<names>[“\"‘]?[\u4e00-\u9fffA-Za-z0-9·]{1,8}[”\"’]?(?:、[“\"‘]?[\u4e00-\u9fffA-Za-z0-9·]{1,8}[”\"’]?)*)(?=[，。；）（、]|$)"
)
_EACH_ALIAS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·]{1,8}")
_SHORT: Final = re.compile(r"（(?:以下简称|以下称|下称|简称|以下统称)[：为]?[“\"]?(?P<x>[^）”\"]{2,16})[”\"]?）")
_UNDER_AGE: Final = re.compile(r"未成年|未满(?:十八|18)周?岁|不满(?:十八|18)周?岁")


def common(parts: Sections, start: int, end: int, places: Places) -> dict[str, Any]:
    """What persons and organisations alike have: former name, short name, residence."""
    residence = _take(_RESIDENCE, parts, start, end, "住所")
    town = _TOWN.search(residence.value) if residence else None
    return {
        "former_name": _take(_FORMER, parts, start, end, "曾用名"),
        "short_name": _take(_SHORT, parts, start, end, "简称"),
        "residence": residence or _take(_BIRTHPLACE, parts, start, end, "出生地"),
        "region": places.region(residence.value) if residence else None,
        "town": town["x"] if town else None,
    }


#: particulars stand first; what follows is the person's history with the police and the courts
_FIRST: Final = 300


def natural(parts: Sections, start: int, end: int, on: date | None) -> dict[str, Any]:
    """What only a natural person has; ``on`` is the day of the decision, from which a minor is told."""
    near = min(end, start + _FIRST)
    born = _born(parts.text, start, end)
    age = _AGE.search(parts.text, start, end)
    offence_age = Fact(number(age["x"]) or 0, age.start("x"), age.end("x"), "犯罪时年龄") if age else None
    return {
        "sex": _sex(parts.text, start, near),
        "born_on": born,
        "offence_age": offence_age,
        "minor": _minor(parts, start, end, born, on),
        "ethnicity": _take(_ETHNIC, parts, start, near, "民族"),
        "education": _take(_EDUCATION, parts, start, near, "文化程度"),
        "occupation": _take(_JOB, parts, start, near, "职业"),
        "id_number": _take(_ID, parts, start, end, "身份证号"),
        "aliases": _aliases(parts.text, start, end),
    }


def credit_code(parts: Sections, start: int, end: int) -> Fact[str] | None:
    """The unified social credit code of an organisation."""
    return _take(_CREDIT, parts, start, end, "信用代码")


def _take(pattern: re.Pattern[str], parts: Sections, start: int, end: int, rule: str) -> Fact[str] | None:
    """What a pattern calls ``x``, where it first stands."""
    match = pattern.search(parts.text, start, end)
    return Fact(parts.said(*match.span("x")), match.start("x"), match.end("x"), rule) if match else None


def _sex(text: str, start: int, end: int) -> Fact[str] | None:
    """The code of a sex."""
    match = _SEX.search(text, start, end)
    code = "male" if match and match["x"] == "男" else "female"
    return Fact(code, match.start("x"), match.end("x"), "性别") if match else None


def _born(text: str, start: int, end: int) -> Fact[date] | None:
    """The date of birth: a date said to be one, or one that stands alone before any other is told."""
    for match in _BORN.finditer(text, start, min(end, start + 400)):
        told = text[match.end() : min(end, match.end() + 3)].lstrip().startswith(("出生", "生"))
        alone = match.start() - start < 40 and text[match.end() : match.end() + 1] in "，。；）（"
        if (told or alone or match[0].startswith(("生于", "出生于"))) and (day := day_of(match)):
            return Fact(day, match.start("x"), match.end("x"), "出生日期")
    return None


def _minor(parts: Sections, start: int, end: int, born: Fact[date] | None, on: date | None) -> Fact[bool] | None:
    """True where the party is not yet eighteen on the day of the decision, or is said to be a minor."""
    if born and on:
        years = on.year - born.value.year - ((on.month, on.day) < (born.value.month, born.value.day))
        return Fact(value=True, start=born.start, end=born.end, rule="未满十八周岁") if 0 <= years < 18 else None
    said = _UNDER_AGE.search(parts.text, start, end)
    return Fact(value=True, start=said.start(), end=said.end(), rule="未成年") if said else None


def _aliases(text: str, start: int, end: int) -> tuple[Fact[str], ...]:
    """Every other name by which the party is called."""
    return tuple(
        Fact(one[0], one.start(), one.end(), "绰号别名")
        for match in _ALIAS.finditer(text, start, end)
        for one in _EACH_ALIAS.finditer(text, *match.span("names"))
    )
