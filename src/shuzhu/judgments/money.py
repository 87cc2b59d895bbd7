"""Sums of money in a plainly spelt text: digits and Chinese numerals, 万 and 亿, brackets that say a sum twice."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from shuzhu.judgments.plain import number, plain

YUAN: Final = "CNY"


class Sum(NamedTuple):
    """A sum of money: how much of which ``currency``, and where it stands.

    ``about`` is True for 余元 and 多元; ``per`` says what one pays it for (``/平方米``, ``每月``), blank where it
    is a whole sum.
    """

    amount: Decimal
    currency: str
    start: int
    end: int
    about: bool = False
    per: str = ""

    @property
    def yuan(self) -> Decimal | None:
        """The amount in yuan; None for another currency."""
        return self.amount if self.currency == YUAN else None


_NUMERALS: Final = "〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳叄陸弍"
_FORMAL: Final = str.maketrans("萬億貳叄陸弍", "万亿贰叁陆贰")
_ARABIC: Final = r"(?:\d{1,3}+(?:[， ]\d{3})++(?!\d)|\d++)(?:[.．]\d++)?+"
#: the same after its first digit
_REST: Final = r"(?:\d{0,2}+(?:[， ]\d{3})++(?!\d)|\d*+)(?:[.．]\d++)?+"
_SCALE: Final = r"(?: ?[十拾百佰千仟]?(?:[万萬][亿億]|[万萬亿億])| ?[百佰千仟](?=[余多]?[元块圆]))"
_FOREIGN: Final = {
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP",
    "加元": "CAD", "澳元": "AUD", "新加坡元": "SGD", "新元": "SGD", "台币": "TWD", "新台币": "TWD", "澳门元": "MOP",
}  # fmt: skip
_SIGNS: Final = _FOREIGN | {"US$": "USD", "USD": "USD", "HK$": "HKD", "HKD": "HKD", "EUR": "EUR", "$": "USD"}
_NAMES: Final = "|".join(sorted(_FOREIGN, key=len, reverse=True))
_DIGIT: Final = rf"(?:\d{{1,2}}|[{_NUMERALS[:10]}两壹贰叁肆伍陆柒捌玖])"
_YUAN: Final = (
    rf" ?(?P<foreign>{_NAMES})|"
    rf" ?(?:人民币)?[元圆块](?![月旦素])(?:(?P<jiao>{_DIGIT})角)?(?:〇?(?P<fen>{_DIGIT})分(?!别))?整?"
)
# A bare 万 is money where nothing counted follows it (10万股, 3万吨) and the clause ends or goes on.
_BARE: Final = r"(?<=[万萬亿億])(?=[，。；、：）（整的本借及和现未应给用]|$|\s)整?"
_TAIL: Final = rf" ?(?P<about>[余多几])?(?:{_YUAN}|{_BARE}|(?P<open>(?(signed)|(?!))))"
# One class of signs opens the pattern so that the engine skips to it (0-9, for \d is looked up sign by sign); only then
# is it asked where a number begins.
_SUM: Final = re.compile(
    rf"[0-9{_NUMERALS}](?:"
    rf"(?<=\d)(?<![\d.]\d)(?:(?<=[￥¥$币：为计 BDRK]\d)(?P<signed>))?"
    rf"(?P<digits>{_REST}(?P<scale>{_SCALE})?(?:(?P<more>{_ARABIC})(?P<scale2>{_SCALE})?)?){_TAIL}|"
    rf"(?<=[{_NUMERALS}])(?<![{_NUMERALS}][{_NUMERALS}])(?:(?<=[￥¥$币：为计 BDRK].)(?P<wsigned>))?"
    rf"(?P<words>[{_NUMERALS}]*+){_TAIL.replace('?P<', '?P<w').replace('(signed)', '(wsigned)')})"
)
# What must stand before a number without a unit for it to be money, looked for just before it.
_BEFORE: Final = re.compile(rf"(?P<sign>人民币|RMB|[￥¥]|{'|'.join(map(re.escape, _SIGNS))})[：为计 ]?$")
_LAST_OF_SIGNS: Final = frozenset("￥¥$币：为计 BDRK元金镑")
_NO_SUM: Final = re.compile(r" ?[年月日号第%‰个条项股吨份亩岁楼]")
_PER: Final = re.compile(
    r"[/／每](?:[\u4e00-\u9fff㎡]{1,4}?(?=[，。；、）（计的标收支]|$)|平方米|[年月日天吨斤米人]|立方米)"
)
_EACH: Final = re.compile(r"每(?:平方米|立方米|[年月日天吨斤米亩人个月季度]{1,2})(?:的?[\u4e00-\u9fff]{0,6})$")
_TWICE: Final = re.compile(r"（?[，：]?(?:大写|小写|即|计|人民币|￥|¥|RMB|：|为| )*")
_OF_DIGITS: Final = ("foreign", "about", "open", "jiao", "fen")
_OF_WORDS: Final = tuple(f"w{name}" for name in _OF_DIGITS)
_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def yuan(text: str) -> Decimal | None:
    """The yuan of a text that is one sum (壹佰万元整, 1，198，471元, 3.5万元, ￥500); None where it is none."""
    said = plain(text).strip()
    found = next(sums_in(said), None)
    return found.yuan if found and not found.per and len(said) - (found.end - found.start) <= 6 else None


def sums_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Sum]:
    """Every sum between two places of a plainly spelt text; one said twice (拾万元（100，000元）) comes once."""
    last: Sum | None = None
    for found in _each(text, start, len(text) if end is None else end):
        if last is None:
            last = found
        elif _is_again(text, last, found):
            last = last._replace(end=found.end)
        else:
            yield last
            last = found
    if last is not None:
        yield last


def _is_again(text: str, last: Sum, found: Sum) -> bool:
    """The sum is the one before it, said again in a bracket."""
    same = last.amount == found.amount and last.currency == found.currency
    between = found.start - last.end
    if not same or not 0 < between <= 10 or "（" not in text[last.end : found.start]:
        return False
    return _TWICE.fullmatch(text, last.end, found.start) is not None


def _each(text: str, start: int, end: int) -> Iterator[Sum]:
    """Every sum as it stands."""
    for match in _SUM.finditer(text, start, end):
        digits = match["words"] is None
        foreign, about, opened, jiao, fen = match.group(*(_OF_DIGITS if digits else _OF_WORDS))
        sign = _sign(text, start, match.start()) if text[match.start() - 1] in _LAST_OF_SIGNS else ""
        if opened is not None and (not sign or _NO_SUM.match(text, match.end(), end)):
            continue
        amount = _by_digits(match) if digits else _by_words(text[match.start() : match.end("words")])
        if amount is None:
            continue
        yield Sum(
            amount=amount + _change(jiao, fen) if jiao or fen else amount,
            currency=_FOREIGN.get(foreign or "") or _SIGNS.get(sign, YUAN),
            start=match.start(),
            end=match.end(),
            about=about is not None,
            per=_per(text, start, match, end),
        )


def _sign(text: str, start: int, place: int) -> str:
    """The sign of a currency just before a place; blank where there is none."""
    before = _BEFORE.search(text, max(start, place - 6), place)
    return before["sign"] if before else ""


def _per(text: str, start: int, match: re.Match[str], end: int) -> str:
    """What the sum is paid for one of; blank where it is a whole sum."""
    if after := _PER.match(text, match.end(), end):
        return after[0]
    low = max(start, match.start() - 10)
    before = _EACH.search(text, low, match.start()) if text.find("每", low, match.start()) >= 0 else None
    return before[0] if before else ""


def _by_digits(match: re.Match[str]) -> Decimal | None:
    """The amount written in digits, with its scale (3.5万, 1亿2000万)."""
    said, more = match.string[match.start() : match.end("digits")], match["more"]
    if not more:
        return _scaled(said.removesuffix(match["scale"] or ""), match["scale"] or "")
    if not match["scale"]:
        return None
    above = said[: match.start("more") - match.start()].removesuffix(match["scale"])
    return _scaled(above, match["scale"]) + _scaled(more, match["scale2"] or "")


def _scaled(digits: str, scale: str) -> Decimal:
    """Digits times 百, 千, 万, 亿 as they are written after them."""
    amount = Decimal(digits.replace("，", "").replace(" ", "").replace("．", "."))
    for sign in scale.translate(_FORMAL).strip():
        amount *= {"万": 10_000, "亿": 100_000_000}.get(sign) or _SCALES[sign]
    return amount


def _by_words(words: str) -> Decimal | None:
    """The amount written in Chinese numerals."""
    total, rest = 0, words.translate(_FORMAL)
    if rest[0] in "万亿百千佰仟":
        return None
    for sign, scale in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = rest.partition(sign)
        if found:
            above = number(head.replace("万", "").lstrip("〇")) if head else None
            if above is None:
                return None
            total, rest = total + above * scale * (10_000 if "万" in head else 1), tail
    below = number(rest) if rest else 0
    return None if below is None else Decimal(total + below)


def _change(jiao: str | None, fen: str | None) -> Decimal:
    """The tenths and hundredths of a yuan."""
    return Decimal((number(jiao or "〇") or 0) * 10 + (number(fen or "〇") or 0)) / 100
