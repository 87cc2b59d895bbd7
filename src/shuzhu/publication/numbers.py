"""What tells a person directly: numbers with their check digits, plates, certificates, accounts, e-mail."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_RUN: Final = re.compile(r"[0-9](?<![0-9A-Za-z.].)(?:[ -]{0,2}[0-9]){5,24}[Xx]?(?![0-9])")
_MIXED: Final = re.compile(r"[0-9A-Z](?<![0-9A-Za-z].)[0-9A-Z]{14,19}(?![0-9A-Za-z])")
_CREDIT: Final = re.compile(
    r"(?:信用代码|组织机构代码|注册号)(?:证号|证|号)?(?:[：:为是]|（|\()?\s?(?P<x>[0-9A-Z-]{8,20})"
)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,62}){1,4}"
)
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·. "
    rf"-]?(?=[A-HJ-NP-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳](?![0-9A-Za-z])"
)
_SOCIAL: Final = re.compile(
    r"(?:微信|WeChat|wechat|QQ|qq|Qq|支付宝|抖音|快手|陌陌)(?:账号|帐号|账户|号码|号|群号|ID)?(?:[：:为是]|（|"
    r"\()?[“\" ]?(?P<x>[A-Za-z0-9][A-Za-z0-9_-]{4,29})"
)
_VEHICLE: Final = re.compile(
    r"(?:车架号|车辆识别代号|车辆识别代码|识别代号|发动机号)(?:码)?(?:[：:为是]|（|\()?\s?(?P<x>[A-Za-z0-9-]{5,20})"
)
_PASSPORT: Final = re.compile(
    r"(?:护照|通行证|回乡证|台胞证|军官证|士兵证|居留证|身份证件)(?:号码|证号|号)?(?:[：:为是]|（|"
    r"\()?\s?(?P<x>[A-Za-z]{0,3}\d{6,11})"
)
_PROPERTY: Final = re.compile(
    r"(?:[\u4e00-\u9fff][（(]\d{4}[)）])?[\u4e00-\u9fff]{0,10}"
    r"(?:不动产权|房权证|房地权证|房地证|房产证|房地产权证|土地证|林权证|他项权证|土地使用权证|国用|集用|土他项)"
    r"(?:证)?[\u4e00-\u9fff]{0,6}(?:[（(]\d{4}[)）])?[\u4e00-\u9fff]{0,4}(?:字)?第?\s?(?P<x>[A-Za-z0-9][A-Za-z0-9-]{2,24})号?"
)
_CERTIFICATE: Final = re.compile(
    r"(?:产权证|权属证书|证书|权证|登记证书|登记证|驾驶证|行驶证|执照|许可证|档案|保险单|保单|残疾证|结婚证|"
    r"离婚证|户口簿)"
    r"(?:编号|证号|号码|字号|号)(?:[：:为是]|（|\()?\s?(?P<x>[A-Za-z0-9\u4e00-\u9fff]{0,6}[A-Za-z0-9-]{5,30})"
)
_OPENINGS: Final = (
    (("微信", "QQ", "qq", "Qq", "支付宝", "抖音", "快手", "陌陌", "WeChat", "wechat"), _SOCIAL, "social_account",
    "社交账号"),
    (("信用代码", "组织机构代码", "注册号"), _CREDIT, "credit_code", "信用代码"),
    (("车架号", "识别代", "发动机号"), _VEHICLE, "vehicle_number", "车辆识别代号"),
    (("护照", "通行证", "回乡证", "台胞证", "军官证", "士兵证", "居留证", "身份证件"), _PASSPORT, "passport",
    "证件号码"),
    (("不动产权", "权证", "房地证", "房产证", "土地证", "国用", "集用", "林权证",
    "土他项"), _PROPERTY, "certificate", "权属证书"),
    (("证号", "编号", "证书号", "执照号", "档案号", "保单号", "保险单号", "单号"), _CERTIFICATE, "certificate",
    "证照编号"),
)  # fmt: skip
_UNITS: Final = re.compile(
    r"\s?(?:余|多)?(?:元|万|亿|股|美元|人民币|平方|㎡|公斤|千克|克|吨|毫升|米|公里|个|份|次|张|%|％)"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BEFORE: Final = 18


@dataclass(frozen=True, slots=True)
class Detail:
    """Where something stands that tells a person, what it is, and the rule."""

    start: int
    end: int
    kind: str
    rule: str


def identifiers(text: str) -> Iterator[Detail]:
    """Every direct identifier of a plainly spelt text."""
    for match in _RUN.finditer(text):
        kind = _kind_of(text, match)
        if kind:
            yield Detail(match.start(), match.end(), *kind)
    yield from _mixed(text)
    for match in _PLATE.finditer(text):
        yield Detail(*match.span(), "plate", "车牌")
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Detail(*match.span(), "email", "电子邮箱")
    for words, pattern, kind_, rule in _OPENINGS:
        if any(map(text.__contains__, words)):
            yield from _introduced(text, pattern, kind_, rule)


def _mixed(text: str) -> Iterator[Detail]:
    """Codes of digits and capital letters."""
    for match in _MIXED.finditer(text):
        code = match[0]
        if code.isdigit():
            continue
        if is_credit_code(code):
            yield Detail(*match.span(), "credit_code", "信用代码校验")
        elif is_identity_number(code):
            yield Detail(*match.span(), "identity_number", "身份证校验")
        elif len(code) == 17:
            yield Detail(*match.span(), "vehicle_number", "车辆识别代号")


def _introduced(text: str, pattern: re.Pattern[str], kind: str, rule: str) -> Iterator[Detail]:
    """What a word introduces."""
    for match in pattern.finditer(text):
        if kind == "social_account" or any(c.isdigit() for c in match["x"]):
            yield Detail(*match.span("x"), kind, rule)


def is_identity_number(number: str) -> bool:
    """A citizen's number of eighteen signs whose day can be and whose check digit is right (GB 11643)."""
    if len(number) != 18 or not number[:17].isdigit() or not _is_day(number[6:14]):
        return False
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] == number[17].upper()


def is_credit_code(code: str) -> bool:
    """A unified social credit code whose check sign is right (GB 32100)."""
    if len(code) != 18 or any(c not in _CREDIT_SIGNS for c in code) or code[0] not in "123456789ANY":
        return False
    total = sum(_CREDIT_SIGNS.index(c) * w for c, w in zip(code, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == code[17]


def is_card_number(number: str) -> bool:
    """Thirteen to nineteen digits that Luhn's rule lets pass."""
    if not 13 <= len(number) <= 19 or not number.isdigit():
        return False
    digits = [int(d) for d in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * d, 10)) for d in digits[1::2]]) % 10 == 0


def _is_day(digits: str) -> bool:
    """Eight digits are a day of the last or this century."""
    return "1900" <= digits[:4] <= "2099" and "01" <= digits[4:6] <= "12" and "01" <= digits[6:8] <= "31"


def _kind_of(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """What a run of digits is, by its own form first and the words before it second."""
    number = re.sub(r"[ -]", "", match[0])
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if "执业证" in before[-12:] and len(number) >= 10:
        return "licence_number", "执业证号"
    if len(number) >= 15 and any(word in before for word in ("信用代码", "组织机构代码", "注册号")):
        return "credit_code", "信用代码"
    for test, kind, rule in _FORMS:
        if test(number, before, match[0]):
            return kind, rule
    if _UNITS.match(text, match.end()) or not _is_told(before):
        return None
    return next(
        ((kind, rule) for words, least, kind, rule in _WORDS if len(number) >= least and _has(before, words)), None
    )


def _identity(number: str, before: str, _said: str) -> bool:
    """A citizen's number by its check digit, or by its day where it is of the old kind or said to be one."""
    if is_identity_number(number):
        return True
    told = "身份" in before or "公民" in before
    if len(number) == 18 and number[:17].isdigit():
        return _is_day(number[6:14]) and ("1" <= number[0] <= "8")
    return len(number) == 15 and (told or _is_day("19" + number[6:12])) and "1" <= number[0] <= "8"


def _mobile(number: str, before: str, _said: str) -> bool:
    """A mobile telephone number, with or without the country's code."""
    bare = number.removeprefix("0086").removeprefix("86") if len(number) > 11 else number
    return len(bare) == 11 and bare[0] == "1" and bare[1] in "3456789" and not before.endswith(("第", "编号"))


def _landline(number: str, _before: str, said: str) -> bool:
    """A telephone number with its area code, a dash between."""
    area, dash, rest = said.replace(" ", "").partition("-")
    return (
        bool(dash) and area.startswith("0") and len(area) in {3, 4} and len(number) - len(area) in {7, 8} and bool(rest)
    )


def _card(number: str, before: str, _said: str) -> bool:
    """A bank card by Luhn's rule, where nothing says that it is another thing."""
    return len(number) >= 16 and is_card_number(number) and not before.endswith(("字第", "编号", "（", "单号"))


_FORMS: Final[tuple[tuple[Callable[[str, str, str], bool], str, str], ...]] = (
    (_identity, "identity_number", "身份证"),
    (_mobile, "telephone", "手机号"),
    (_landline, "telephone", "座机"),
    (_card, "bank_account", "银行卡"),
)
_WORDS: Final = (
    (("身份证", "公民身份"), 14, "identity_number", "身份证字样"),
    (("卡号", "账号", "帐号", "账户", "帐户", "银行卡", "信用卡", "存折", "储蓄卡"), 8, "bank_account", "账号字样"),
    (("电话", "手机", "传真", "联系方式", "号码", "微信", "QQ", "qq"), 6, "telephone", "电话字样"),
    (("串号", "IMEI", "证号", "证书", "编号为", "执照", "保单号"), 7, "certificate", "编号字样"),
)


def _is_told(before: str) -> bool:
    """The words before say something of a number."""
    return any(word in before for words, *_ in _WORDS for word in words)


def _has(before: str, words: tuple[str, ...]) -> bool:
    """One of the words stands before, and no other number between."""
    at = max(before.rfind(word) for word in words)
    return at >= 0 and not re.search(r"[。；;]|\d{4,}", before[at:])
