"""One cell's words → one value: tiny plain functions, called once for each distinct value.

Each takes text that is not blank and raises ValueError with a reason, in Chinese, that says what to
do and never repeats the words themselves.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

Converter = Callable[[str], object]

BLANKS: Final = frozenset(
    [
        "",
        "-",
        "--",
        "—",
        "——",
        "－",
        "–",
        "/",
        "\\N",
        "NULL",
        "null",
        "None",
        "NaN",
        "nan",
        "NaT",
        "N/A",
        "n/a",
    ]
)
# A formula kept as text, or the error that one left behind.
FORMULA: Final = r"^(=[A-Za-z(+\-@'\[$0-9]|#(REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!)$)"
EARLIEST: Final = date(1949, 1, 1)
EARLIEST_BIRTH: Final = date(1900, 1, 1)
LATEST: Final = date(2100, 12, 31)
EXCEL_ZERO: Final = date(1899, 12, 30)
MOST: Final = Decimal(10) ** 17
TRUE: Final = frozenset(["是", "有", "1", "true", "yes", "y", "t", "√", "✓", "已", "对"])
FALSE: Final = frozenset(["否", "无", "0", "false", "no", "n", "f", "×", "x", "未", "没有", "不是"])
MULTIPLES: Final[Mapping[str, Decimal]] = {
    "亿元": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "万元": Decimal(10) ** 4,
    "万": Decimal(10) ** 4,
    "元": Decimal(1),
}
_DAY: Final = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d\d)(\d\d))"
    r"(?:[T ]?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|\d{6})(?:Z|[+-]\d\d:?\d\d)?)?"
)
_SERIAL: Final = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
_SERIAL_HINT: Final = "在映射的 dates 中写 excel（像是电子表格的日期序列数）"
_FORM_HINT: Final = "写成 2020-01-02，或在映射的 dates 中写明格式"
_SIMPLE: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_NUMBER: Final = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?")


def plain(text: str) -> str:
    """Text with full-width signs and digits made plain, and no space at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def date_reader(formats: tuple[str, ...], earliest: date = EARLIEST, latest: date = LATEST) -> Converter:
    """What reads a day: by the formats given, else as 2020-01-02, 2020/1/2, 2020.1.2, 20200102, 2020年1月2日.

    The format ``excel`` means the serial number of a day in a spreadsheet (1900 system).
    """

    def read(text: str) -> date:
        day = _day(plain(text), formats)
        if not EARLIEST_BIRTH <= day <= LATEST or day < earliest:
            raise ValueError(f"日期的年份不在 {earliest.year}—{LATEST.year} 之间，请更正")
        if day > latest:
            raise ValueError("日期在将来，请更正")
        return day

    return read


def _day(text: str, formats: tuple[str, ...]) -> date:
    """The day that is written."""
    if len(text) == 10 and text[4] == text[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(text)
    for form in formats:
        with suppress(ValueError):
            return _serial_day(text) if form == "excel" else datetime.strptime(text, form).date()  # noqa: DTZ007 – a day has no zone
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(f"日期认不出来，请{_SERIAL_HINT if _SERIAL.fullmatch(text) else _FORM_HINT}")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"没有这一天：{month} 月 {day} 日，请更正") from None


def _serial_day(text: str) -> date:
    """The day that a spreadsheet's serial number means; ValueError where it is none."""
    if not _SERIAL.fullmatch(text):
        raise ValueError
    return EXCEL_ZERO + timedelta(days=int(float(text)))


def read_number(text: str) -> tuple[Decimal, str]:
    """A number and its unit (``%`` or blank): 1,234 · 98% · (2) is −2 · ¥12.50 · 3.5万元 is 35000."""
    if _SIMPLE.fullmatch(text):
        return Decimal(text), ""
    word = re.sub(r"\s+", "", plain(text)).lstrip("¥$￥'")
    if word.startswith("(") and word.endswith(")"):
        word = "-" + word[1:-1]
    unit = "%" if word.endswith("%") else ""
    word = word.removesuffix("%")
    multiple = Decimal(1)
    for tail, times in MULTIPLES.items():
        if word.endswith(tail):
            word, multiple = word.removesuffix(tail), times
            break
    if not _NUMBER.fullmatch(word):
        raise ValueError("不是数字，请更正")
    try:
        number = Decimal(word.replace(",", "")) * multiple
    except InvalidOperation:
        raise ValueError("不是数字，请更正") from None
    if abs(number) >= MOST:
        raise ValueError("数值过大，请核对单位")
    return number, unit


def decimal_reader(factor: Decimal, places: int, *, signed: bool) -> Converter:
    """What reads an amount, times a factor, rounded half up to so many places."""
    step = Decimal(1).scaleb(-places)

    def read(text: str) -> Decimal:
        number, _ = read_number(text)
        number *= factor
        if not signed and number < 0:
            raise ValueError("数额为负，请更正")
        if abs(number) >= MOST:
            raise ValueError("数值过大，请核对单位")
        return number.quantize(step, ROUND_HALF_UP)

    return read


def read_whole(text: str) -> int:
    """A whole number that is not negative."""
    number, unit = read_number(text)
    if number != number.to_integral_value() or unit:
        raise ValueError("应是整数，请更正")
    if number < 0:
        raise ValueError("数值为负，请更正")
    return int(number)


def truth_reader(true: frozenset[str], false: frozenset[str]) -> Converter:
    """What reads yes or no; words of the mapping go before the usual ones."""
    yes, no = {plain(word).lower() for word in true}, {plain(word).lower() for word in false}

    def read(text: str) -> bool:
        word = plain(text).lower().removesuffix(".0")
        if word in yes or word in no:
            return word in yes
        if word in TRUE or word in FALSE:
            return word in TRUE
        raise ValueError("认不出是或否，请在映射中写明 true 和 false 各是什么")

    return read
