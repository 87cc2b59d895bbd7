"""The fees of a case: each with its sum, whether it was halved, and who bears how much."""

import re
from dataclasses import replace
from typing import Final

from shuzhu.facts import Fact, Fee, OrderItem, Share
from shuzhu.judgments.civil.items import is_fee, items_of
from shuzhu.judgments.civil.names import Names
from shuzhu.judgments.document import Document
from shuzhu.judgments.money import Sum, sums_in

#: no real sentence is longer
_LONGEST: Final = 3_000
_ANCHOR: Final = re.compile(r"受理费?|诉讼费|申请费|保全费|鉴定费|评估费|公告费|执行费|测量费|诉讼费用")
_OPENS: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．])?(?![^，。；]{0,16}(?:承担|负担)的)(?:至于|关于)?[^，。；\d]{0,16}?"
    r"(?:案件?受理费?|受理费|诉讼费用?|申请费|保全(?:申请)?费|执行费|鉴定费|评估费|公告费|测量费)"
    r"(?:[^，。；]{0,24}?(?:[\d￥]|[一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟〇]{1,14}元)|"
    r"[^。；]{0,120}?(?:负担|承担|免|退|收))"
)
_FOLLOWS: Final = re.compile(
    r"(?:均|其中|此款|该款|上述费用|以上费用)?[，]?(?:由|原告|被告|上诉人)[^。；]{0,100}?(?:负担|承担)[^。；]{0,100}"
)
_APPEAL: Final = re.compile(
    r"如(?:果)?[^。；]{0,12}不服|递交上诉状|上诉于|当事人[^。]{0,20}不服|预交上诉|缴纳通知|补缴案件"
)
#: the name of a fee within the letters that end with 费
_WHAT: Final = re.compile(
    r"(?:案件受理|受理|诉讼保全(?:申请)?|财产保全(?:申请)?|保全(?:申请)?|案件诉讼|诉讼|案件申请|申请|执行|"
    r"(?:司法|医疗|伤残|工程|造价|价格|房屋|资产|车辆|笔迹|文书)?"
    r"(?:鉴定|评估|公告|测量|测绘|审计|勘验|邮寄|送达|翻译|方案编制|编制|保险|鉴证))费$|"
    r"(?<!应)[\u4e00-\u9fff]{2,6}费$"
)
_LETTERS: Final = re.compile(r"[\u4e00-\u9fff]{1,10}费$")
_NO_WHAT: Final = re.compile(r"^(?:上述|应|该|其|以上|多|由|并|及|和|补缴|预交|退还|退回)|(?:修缮|赔偿|交|负担|承担)")
_HALVED: Final = re.compile(r"减半|减(?:收)?[一二]分之一|[（，]?折半")
_FINALLY: Final = re.compile(
    r"(?:减半(?:收取|征收|交纳|计收|收)?|实际收取|实收|实际收|减收|收取|应收|计收|交纳)(?:[^，。；\d]{0,8})$"
)
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|小计|以上共|两项共)[^，。；\d]{0,6}$")
_BEARS: Final = re.compile(r"负担|承担|付担|由[^，。；（）]{2,60}?(?:交纳|缴纳|支付|给付)")
_SHARE: Final = re.compile(
    r"(?:共同|各自|各|连带|应|平均)*(?:在[^，。；]{2,20}范围内)?(?:负担|承担|交纳|缴纳|付担|支付)(?:其中的?)?[：]?"
)
_ADJOINS: Final = re.compile(r"(?:其中|的)?(?:\d{1,3}(?:\.\d+)?[%％])?[，]?(?:计|即|为)?(?:人民币)?[：￥¥]?")
_BEFORE: Final = re.compile(r"按照?(?:一审|原审|原|二审)[^。；，]{0,8}(?:执行|承担|负担)")
_SKIP: Final = re.compile(
    r"[，、；。\s]*(?:(?:余款|其余|其中|剩余|另|均|皆|则|全部|全额|其|并|及|款)[^，。；由]{0,6})?[，]?由?"
)
_NEAR: Final = re.compile(r"(?:（[^）]{0,40}）)?(?:(?!已由)[^，。；]){0,24}")
_PREPAID: Final = re.compile(r"（[^）]{0,60}）")


class _Taking:
    """The fees of one sentence, taken from left to right: fees first, then who bears them."""

    def __init__(self, document: Document, names: Names, start: int, end: int) -> None:
        self.document, self.names, self.text = document, names, document.text
        self.start, self.end = start, end
        self.fees: list[Fee] = []
        self.open = 0  # where the fees begin that nobody bears yet

    def take(self) -> list[Fee]:
        """All fees of the sentence."""
        place = self.start
        for money in sums_in(self.text, self.start, self.end):
            place = self._money(money, place)
        first = self.text.find("费", self.start, self.end) if not self.fees else -1
        if first >= 0 and (what := self._named(self.start, first)):
            self.fees.append(Fee(what=what, halved=self._halved(self.start, self.end)))
        self._bear(place, self.end)
        return self.fees

    def _money(self, money: Sum, place: int) -> int:
        """A sum is a fee's, its final one, a total, or a share: taken as what stands before it says."""
        if money.start < place:
            return place
        before, low = self.text[place : money.start], place
        if _BEARS.search(_PREPAID.sub("", before)) and self.fees:
            low = self._bear(place, money.start, money)
            if low > money.start:
                return low
        what = self._what(low, money.start)
        finally_ = _FINALLY.search(self.text, low, money.start)
        retold = self.fees and not finally_ and self._inside(self.start, money.start)
        if retold or _TOTAL.search(self.text, low, money.start):
            return money.end
        if what is None:
            return self._final_or_share(money, low)
        if self._borne_since() or _BEFORE.search(self.text, place, money.start):
            self.open = len(self.fees)
        self.fees.append(
            Fee(
                what=what,
                yuan=Fact(money.amount, money.start, money.end, "诉讼费用") if money.yuan is not None else None,
                halved=self._halved(low, money.end),
            )
        )
        return money.end

    def _final_or_share(self, money: Sum, low: int) -> int:
        """The sum after 减半收取 replaces the fee's; any other may be a share, told before who bears it."""
        if self.fees and _FINALLY.search(self.text, low, money.start) and not self.fees[-1].borne_by:
            self.fees[-1] = replace(
                self.fees[-1],
                yuan=Fact(money.amount, money.start, money.end, "实收"),
                halved=self._halved(low, money.end) or self.fees[-1].halved,
            )
            return money.end
        if not self.fees:
            return money.end
        return self._share_after(money)

    def _share_after(self, money: Sum) -> int:
        """A share whose sum stands before its bearer (其中6631元由…负担)."""
        by = self.text.find("由", money.end, min(self.end, money.end + 3))
        if by < 0:
            return money.end
        found, stop = self.names.group(by + 1, self.end, bare=True)
        match = _SHARE.match(self.text, stop, self.end)
        if found and match:
            self._add([Share(name=name, yuan=Fact(money.amount, money.start, money.end, "负担")) for name in found[:1]])
            return match.end()
        return money.end

    def _bear(self, low: int, high: int, money: Sum | None = None) -> int:
        """Who bears, between two places; the sum right after the last of them is that one's share."""
        place = low
        while place < high:
            bears = _BEARS.search(self.text, place, high)
            if not bears:
                break
            if self._inside(self.start, bears.end()):
                place = bears.end()
                continue
            found = self._bearers(place, bears.end() - 2)
            adjoins = money is not None and _ADJOINS.fullmatch(self.text, bears.end(), money.start)
            own = money if adjoins else None
            if found:
                self._add([Share(name=name, yuan=self._part(own) if len(found) == 1 else None) for name in found])
                if own and len(found) > 1:
                    self._add_joint(own)
            place = bears.end()
            if own:
                return own.end + 1 if found else own.end
        return place

    def _part(self, money: Sum | None) -> Fact | None:  # type: ignore[type-arg]
        """The fact of a share."""
        return Fact(money.amount, money.start, money.end, "负担") if money else None

    def _add_joint(self, money: Sum) -> None:
        """The sum that several bear together stands with the first of them."""
        fee = self.fees[-1]
        shares = list(fee.borne_by)
        for place, share in enumerate(shares):
            if share.yuan is None and share.name.end < money.start:
                first = place
                while first > 0 and shares[first - 1].yuan is None:
                    first -= 1
                shares[first] = replace(shares[first], yuan=self._part(money))
                break
        self.fees[-1] = replace(fee, borne_by=tuple(shares))

    def _bearers(self, low: int, high: int) -> tuple[Fact[str], ...]:
        """The names just before the word for bearing."""
        for match in (m for m in re.compile("由").finditer(self.text, low, high)):
            found, _ = self.names.group(match.end(), self.end, bare=True)
            if found:
                return found
        at = self.names.first(low, high)
        if at is not None:
            return self.names.group(at, self.end)[0]
        start = (
            max(
                self.text.rfind("，", low, high),
                self.text.rfind("；", low, high),
                self.text.rfind("）", low, high),
                low - 1,
            )
            + 1
        )
        return self.names.group(start, self.end, bare=True)[0]

    def _add(self, shares: list[Share]) -> None:
        """The shares, to every fee that nobody bore when they were told; their sums to the first alone."""
        for place in range(self.open, len(self.fees)):
            told = shares if place == self.open else [Share(name=share.name) for share in shares]
            self.fees[place] = replace(self.fees[place], borne_by=(*self.fees[place].borne_by, *told))

    def _borne_since(self) -> bool:
        """The fees taken so far are borne."""
        return bool(self.fees) and bool(self.fees[-1].borne_by)

    def _what(self, low: int, high: int) -> Fact[str] | None:
        """The name of the fee before a sum, if one stands there."""
        place = self.text.rfind("费", low, high)
        if place < 0:
            place = self.text.rfind("受理", low, high)
            return self._called(place, place + 2) if place >= 0 and high - place < 12 else None
        end = place + (2 if self.text.startswith("用", place + 1) else 1)
        return self._named(low, place) if _NEAR.fullmatch(self.text, end, high) else None

    def _named(self, low: int, place: int) -> Fact[str] | None:
        """The name of the fee that ends with the 费 at a place."""
        letters = _LETTERS.search(self.text, max(low, place - 10), place + 1)
        name = _WHAT.search(self.text, letters.start(), place + 1) if letters else None
        if name is None or _NO_WHAT.search(name[0]):
            return None
        return self._called(name.start(), place + (2 if self.text.startswith("用", place + 1) else 1))

    def _called(self, start: int, end: int) -> Fact[str]:
        """The name of a fee."""
        return Fact(self.document.said(start, end), start, end, "费用名称")

    def _halved(self, low: int, high: int) -> Fact[bool] | None:
        """True where it says that the fee was halved."""
        match = _HALVED.search(self.text, low, high)
        return Fact(value=True, start=match.start(), end=match.end(), rule="减半") if match else None

    def _inside(self, low: int, place: int) -> bool:
        """The place stands in a bracket opened since."""
        opened = self.text.rfind("（", low, place)
        return opened >= 0 and self.text.find("）", opened, place) < 0


def fees_of(document: Document, order: tuple[OrderItem, ...] | None = None) -> tuple[Fee, ...]:
    """document → its fees; where several are split in one breath, the sums borne stand with the first of them

    Pass the order where it has been read already.
    """
    names = Names(document)
    found: list[Fee] = []
    for start, end in _sentences(document, order):
        found += _Taking(document, names, start, end).take()
    return tuple(found)


def _sentences(document: Document, order: tuple[OrderItem, ...] | None) -> list[tuple[int, int]]:
    """The sentences of the order that are about fees, before how to appeal."""
    text, start, end = document.text, document.parts.order.start, document.parts.order.end
    found: list[tuple[int, int]] = []
    items = items_of(document).items if order is None else order
    others = [(item.start, item.end) for item in items if not is_fee(text, item)]
    place = start
    while place < end:
        anchor = _ANCHOR.search(text, place, end)
        if not anchor:
            break
        low = max(place, *(text.rfind(sign, place, anchor.start()) + 1 for sign in "。；：\n"))
        within = any(a <= anchor.start() < b for a, b in others)
        sentence = None if within else _sentence(text, _past_spaces(text, low, end), anchor, end)
        if sentence:
            found.append(sentence)
        place = max(anchor.end(), sentence[1]) if sentence else anchor.end()
    return found


def _sentence(text: str, begin: int, anchor: re.Match[str], end: int) -> tuple[int, int] | None:
    """The sentence around the name of a fee, with the next one if it only says who bears; None if it is no such one."""
    most = min(end, anchor.end() + _LONGEST)
    high = text.find("。", anchor.end(), most)
    high = most if high < 0 else high
    appeal = _APPEAL.search(text, begin, high)
    if not _OPENS.match(text, begin, high) or (appeal and appeal.start() < anchor.start()):
        return None
    high = appeal.start() if appeal else high
    follows = _FOLLOWS.match(text, _past_spaces(text, min(high + 1, end), end), end)
    high = follows.end() if follows else high
    line = text.find("\n", anchor.end(), high)
    return begin, high if line < 0 or line - begin < 12 else line


def _past_spaces(text: str, start: int, end: int) -> int:
    """The first place that is no space."""
    while start < end and text[start] in " \n\r":
        start += 1
    return start
