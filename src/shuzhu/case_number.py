"""案号: a court's case number, read from a string or found in running text.

Two forms: since 2016 ``（2017）闽0213民初123号`` (法〔2015〕137号: year, court mark, type code,
number), before ``（2015）翔民初字第123号``, where nothing but custom says where the court's mark ends
and the type begins. The grammar below is that custom. Years before 2000 may have two digits; one
bracket may be lost; marks of made-up courts (one character and two to four digits) are taken too.

Numbers of prosecutors, notaries, experts, arbitrators and authorities look alike and are not taken,
nor is a number whose digits are masked. A run of numbers (``12091-12125号``) gives its first, a list
(``650、651号``) each of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from shuzhu.letters import OneForOne

Form = Literal["new", "old"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One case number; two ways of writing the same number are equal.

    ``court`` is the mark as written (``闽0213``, ``最高法``, ``许中``; blank where the number has none,
    as the Supreme Court's had before 2016). ``number`` and ``sub`` have no leading zeros.
    """

    year: int
    court: str
    type_code: str
    number: str
    sub: str | None = None
    form: Form = "new"

    def __str__(self) -> str:
        if self.form == "old":
            sub = f"-{self.sub}" if self.sub else ""
            return f"（{self.year}）{self.court}{self.type_code}字第{self.number}{sub}号"
        sub = f"之{_to_chinese(int(self.sub))}" if self.sub else ""
        return f"（{self.year}）{self.court}{self.type_code}{self.number}号{sub}"


def read_case_number(text: str) -> CaseNumber | None:
    """The case number that this string is, or None; the closing 号 may be lacking."""
    plain = _PLAIN(text.strip())
    if plain and plain[-1].isdigit() and "号" not in plain:
        plain += "号"
    match = _CASE_NUMBER.fullmatch(plain)
    numbers = list(_case_numbers(match)) if match else []
    return numbers[0][2] if len(numbers) == 1 else None


def find_case_numbers(text: str) -> list[tuple[int, int, CaseNumber]]:
    """Every case number in a text, with where it begins and ends."""
    return list(_find(text))


def _find(text: str) -> Iterator[tuple[int, int, CaseNumber]]:
    """The case numbers of a text, from first to last; they are sought around each 号 alone."""
    for begin, end in _around(text):
        low = max(0, begin - 1)  # what stands before a bare year tells whether it is one
        for match in _CASE_NUMBER.finditer(_PLAIN(text[low:end]), begin - low):
            yield from ((low + a, low + b, number) for a, b, number in _case_numbers(match))


def _around(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which a number may stand: before every 号, those that meet as one."""
    place = text.find("号")
    begin = end = done = 0
    while place >= 0:
        low = max(0, place - _LONGEST)
        new = max(low, done)
        if _COULD_BE.search(text, new, place):
            if low > end:
                if end:
                    yield begin, end
                begin = low
            end = place + _AFTER
        else:
            done = place - _OPENING_LENGTH  # what stands further back was asked already
        place = text.find("号", place + 1)
    if end:
        yield begin, end


#: the longest stretch from a number's first bracket to a 号, and what may follow a 号 (之一)
_LONGEST: Final = 80
_AFTER: Final = 16
#: what could be the beginning of a number is not longer
_OPENING_LENGTH: Final = 12
#: without a bracketed year or 字 or a province's letter after the year, no stretch holds a number
_COULD_BE: Final = re.compile(
    r"[（(〔［\[【﹝〈<1１2２字宇](?:(?<=[字宇])|\s{0,2}[\d〇一二](?<![1１2２][\d〇])|"
    r"(?:(?<=[1１])[9９]|(?<=[2２])[0０〇○零])\d\d(?:[)）〕］\]】﹞〉>]|\s{0,2}[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军虚]))"
)

# One character for one, so that places in the plain text are places in the text.
_PLAIN: Final = OneForOne(str.maketrans(
    "０１２３４５６７８９（〔［【﹝〈[<）〕］】﹞〉]>－—–─‐﹣_＿○ＯОΟO零\u3000\xa0\u2002\u2003",
    "0123456789(((((((())))))))--------〇〇〇〇〇〇    ",
))  # fmt: skip

# 虚 is the province of the made-up courts.
_PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军虚"
_HAN: Final = r"[\u4e00-\u9fff]"
_DIVISION: Final = "一二三四五六七八九十"
_STAGE: Final = "初终再申监提抗核复特督催他重辖管异保执恢破清算预请撤审备更减假少速立赔医没附仲矫议移强认事"

# Other offices' numbers: 检 prosecutors, 鉴 experts, 裁 arbitrators, 罚 police, 证 notaries (but 证保),
# 破管 administrators of bankrupts, 行复 and 不赔 authorities; X and x stand where something is masked.
_OTHERS: Final = r"(?:[鉴检裁罚函诊税贷押权票Xx某×]|证(?!保)|内经|破管|不赔|行复(?!终))"

# Within a type: what kind of case, then divisions, stages and at most one letter of a people's
# tribunal (民渭初). 法 and 中 always belong to the court; 商 before 民 or 刑 does too (商水, 商河).
# Shanghai and Beijing put the branch of law in brackets: 民四（海）终, 民一（民）初.
_BRANCH: Final = r"\([民商刑行知海预算执破]\)|\(仲协\)"
_INNER: Final = rf"(?:[{_DIVISION}{_STAGE}民商外合知经房家公劳金环非小简诉]|{_BRANCH})"
_OPENING: Final = (
    rf"(?:(?:审监?|监|少|专|仲|立)[{_DIVISION}]?(?=[民刑行执再终初保特])|立(?=[{_DIVISION}{_STAGE}字])|监(?=字)|"
    r"刑|民|行|执|经|破|商(?![民刑行执])|知|劳|房|海(?=[终初再字])|(?:法)?委?赔)"
)
_TYPE: Final = (
    rf"(?:{_OPENING}(?:{_INNER}{{0,5}}(?:(?![法中高院]){_HAN})?[{_STAGE}]|{_INNER}{{0,4}}(?=[字宇])|[{_DIVISION}])"
    rf"|[初终](?=字)|(?<=海法)[{_STAGE}](?=字))"
)
_SUPREME_TYPE: Final = rf"(?:刑|民|行|执|知|经|赔|委赔|法委赔)[{_DIVISION}]?(?:{_INNER}{{0,3}}[{_STAGE}]|(?=[字宇]))"
_NEW_TYPE: Final = (
    rf"(?={_HAN}{{0,5}}[刑民行执破清赔惩救诉财证认协请外引调仲])(?![第一二三四五六七八九十]){_HAN}{{1,6}}?"
)

_YEAR: Final = r"(?P<year>(?:19|2[0〇])[\d〇]{2}|[4-9]\d|[一二][〇九][〇一二三四五六七八九]{2})\s{0,2}年?"
_NUMERAL: Final = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
# An l or O typed for a digit is one.
_ONE: Final = rf"[\dl〇]{{1,9}}(?:\s?(?:-|至|_)\s?[\d-]{{1,9}}|-[Ⅰ-Ⅻ]|\s?之{_NUMERAL})?"
_TAIL: Final = (
    rf"\s{{0,2}}(?P<numbers>{_ONE}(?:\s?[、,，和及]\s?{_ONE})*\s?号(?:\s?[、和及]\s?第?\s?{_ONE}\s?号)*)"
    rf"(?:\s?之(?P<after>{_NUMERAL}))?"
)
_EACH: Final = re.compile(
    rf"(?P<number>[\dl〇]+)(?:\s?-\s?(?P<dash>\d+|[Ⅰ-Ⅻ])|\s?之(?P<inner>{_NUMERAL}))?(?:[至_-][\d-]+)?\s?号?",
    re.ASCII,
)

_CASE_NUMBER: Final = re.compile(
    rf"[(12](?:(?<=\()\s{{0,2}}{_YEAR}\s{{0,2}}\)?|(?<=\d)(?<![\d.]\d)(?P<bare>(?:(?<=1)9|(?<=2)0)\d{{2}})\)?)\s{{0,2}}"
    rf"(?![^号\d]{{0,16}}{_OTHERS})"
    r"(?:"
    rf"(?P<new_court>最高法知?(?!院)|(?!第){_HAN}\s?\(?\d{{2,4}}\)?|\d{{4}}(?=[刑民行执]))\s?"
    rf"(?P<new_type>{_NEW_TYPE})字?第?"
    r"|"
    rf"(?P<supreme>{_SUPREME_TYPE})(?:[字宇]\s?第?|第)"
    r"|"
    rf"(?P<court>{_HAN}{{1,9}}?)\s?(?P<type>{_TYPE})\s?(?P<word>[字宇]?\s?第?)"
    r")" + _TAIL,
    re.ASCII,
)


_OF_PROVINCES: Final = frozenset(_PROVINCES)
_MARKS: Final = re.compile(r"[\s()]")


def _case_numbers(match: re.Match[str]) -> Iterator[tuple[int, int, CaseNumber]]:
    """What a match says, one case number for each number in it; none where it lacks both bracket and 字."""
    word = match["word"] or ""
    strong = "字" in word or match[0][4] == ")" or (match["new_court"] or "")[:1] in _OF_PROVINCES
    if match["bare"] and not strong:
        return
    year, begin, end = _year(match["year"] or match[0][:4]), match.start(), match.end()
    court = _MARKS.sub("", match["new_court"] or match["court"] or "")
    type_code = (match["new_type"] or match["supreme"] or match["type"]).replace("(", "（").replace(")", "）")
    form: Form = "old"
    if match["new_court"] or (year >= 2016 and not word and court in _OF_PROVINCES):
        form = "new"
    each = list(_EACH.finditer(match["numbers"]))
    for index, one in enumerate(each):
        last = index == len(each) - 1
        number = one["number"].replace("l", "1").replace("〇", "0").lstrip("0") or "0"
        sub = _sub((match["after"] if last else None) or one["inner"] or one["dash"])
        stop = end if last else match.start("numbers") + one.end()
        yield begin, stop, CaseNumber(year, court, type_code, number, sub, form)
        begin = match.start("numbers") + each[index + 1].start() if not last else end


def _year(text: str) -> int:
    """A year of four digits, of two (of the last century), or in Chinese numerals."""
    digits = "".join(c if c.isascii() else str("〇一二三四五六七八九".find(c)) for c in text)
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


def _sub(text: str | None) -> str | None:
    """The number within the case (之一, -1, -Ⅰ) in digits; None for the far end of a run of numbers."""
    if not text:
        return None
    if "Ⅰ" <= text <= "Ⅻ":
        return str(ord(text) - ord("Ⅰ") + 1)
    value = int(text) if text.isdecimal() else _from_chinese(text)
    return str(value) if value <= 99 else None


def _from_chinese(text: str) -> int:
    """A number below a hundred from Chinese numerals: 一, 十, 十二, 二十, 二十三."""
    tens, ten, ones = text.rpartition("十")
    digit = "〇一二三四五六七八九".find
    if not ten:
        return int("".join(str(digit(c)) for c in text))
    return (digit(tens) if tens else 1) * 10 + (digit(ones) if ones else 0)


def _to_chinese(value: int) -> str:
    """A number in Chinese numerals as a sub-number is written: 一, 十, 十二, 二十三."""
    digits = "〇一二三四五六七八九"
    if value < 10:
        return digits[value]
    if value > 99:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
