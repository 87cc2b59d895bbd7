"""What a crime took or did harm to, in yuan: the total that the facts tell, else the sum of their parts."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

from shuzhu.judgments.money import Sum, sums_in
from shuzhu.judgments.plain import plain

#: where the facts of the crime end: what proves them, and what is thought of them
_PROVED: Final = r"(?:指控的?)?(?:犯罪)?事实，?[^。]{0,60}(?:证据|证实|异议|证明|供认)"
_ANSWERS: Final = r"[^。，]{0,24}(?:对[^。]{0,20}(?:事实|指控)|辩称|辩解|提出)"
# each branch begins with a letter of its own, so that the search skips quickly to it
_ENDS: Final = re.compile(
    rf"上述{_PROVED}|以上{_PROVED}|前述{_PROVED}|该{_PROVED}|"
    r"为(?:证明|证实|支持)[^。]{0,20}(?:事实|指控)|认定上述|针对(?:上述)?指控|"
    r"公诉(?:机关|人)(?:就|为|认为|提供|向|提交|当庭)|指控认为|检察院认为|本院认为|"
    rf"被(?<=[。\n]被)告人{_ANSWERS}|辩(?<=[。\n]辩)护人{_ANSWERS}"
)
#: a sentence of what came later, or earlier
_ASIDE: Final = re.compile(
    r"\s{0,3}(?:(?:本院)?(?:另|又|还|再|同时)(?:经)?(?:审理)?查[明，]|另，?公诉机关|案发后|破案后|归案后|到案后|事后|审理(?:期间|中|过程中)|诉讼中|"
    r"[^。]{0,30}(?:曾因|因犯[^。]{2,20}罪)|[^。]{0,20}(?:判处|谅解))"
)
_FOUND: Final = re.compile(r"(?:经(?:本院)?(?:公开)?(?:开庭)?(?:审理|庭审)?|本院(?:经审理)?)查明")
_SAME: Final = re.compile(r"(?:一致|相同|无异|属实)")
_ITEM: Final = re.compile(
    r"[\n（一二三四五六七八九十0-9](?:(?<=\n)|(?<![^\s。；：）].)"
    r"(?:(?:(?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}|(?<=（)[一二三四五六七八九十]{1,3})[）、]|"
    r"(?:(?<=\d)\d?|(?<=（)\d{1,2})(?:[）、．]|\.(?=\D|20\d\d年))))"
)
#: the unit of a sum, after what a sum ends with before it
_UNIT: Final = re.compile(
    r"[元万亿块](?<=[\d.．〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳叄陸弍余多几数美港欧日 ].)"
    r"(?:(?<=元)|(?=[，。；、：）（整的\s元]))"
)
#: a sentence, and a sum, are not longer
_SENTENCE: Final = 300
_SPAN: Final = 26
#: a total does not sum up more parts
_MOST: Final = 100
#: no facts tell more sums
_ENOUGH: Final = 2000
_NOT: Final = re.compile(
    r"卖给|卖得|卖了|变卖|销赃|销售给|出售给?|转卖|倒卖|卖与|得款|获款|获利|得赃|获赃|分得|分给|各分|分赃|典当|抵押|赔偿|退赔|退还|返还|归还|"
    r"退缴|退赃|商定|约定|谈好|协商|报价|欠款|债务|工钱|罚没|预付|垫付|保证金额|存放|藏|赎|谎称|声称|告知|退出|退回|偿还|还给|还款|已还|罚金|罚款|扣押|缴获|查获|追回|追缴|收缴|起获|发还|剩余|余款|余额|花费|挥霍|工资|月薪|"
    r"面值|每[月天日人次台个]|单价|购买价|购于|购买时|原价|售价|价款|欠条|标价|报酬|好处费[^骗]{0,6}$|赎回|运费|佣金|押金$|酬金|悬赏|所得|得到"
)
#: what is told after a sum that was not taken then and there
_GONE: Final = re.compile(
    r"[^，。；（]{0,12}(?:发还|返还|退还|归还|追回|扣押|挥霍|退赔|赔偿)|[^，。；（]{0,26}(?:藏匿|藏在|存入|用于|分给|交给|上缴)|"
    r"硬币|面[值额]|纸币|[^，。；（]{0,20}(?:报酬|欠条|借条)"
)
_LATER: Final = re.compile(r"退赔|赔偿|退缴|退还|返还|查获|缴获|扣押|收缴|起获|搜查|退出|谅解")
_UNVALUED: Final = re.compile(r"无法(?:认定|鉴定|估价|核价|作价)|未(?:作|能|予)?(?:鉴定|估价)")
_SOLD: Final = re.compile(
    r"^的?(?:低价|价格|价钱|价)?[^，。；、]{0,14}(?:卖|销|出售|抵给|典当|收购)|^的(?:低价|价格)|^(?:左右)?的?报酬"
)
_BY: Final = re.compile(r"以[^，。；]*$")
_SALE: Final = re.compile(r"[^。；]{0,60}?价[格钱][^。；]{0,40}?(?:卖|销|售|抵|收购|转让)")
_TOTAL: Final = re.compile(
    r"共计|合计|总计|总价|总值|总额|累计|总金额|总共|一共|共价值|价值共|共盗|共骗|共窃|共诈骗|共(?<![一同伙]共)(?=人民币|约|现金|折合)|总数额|折合|(?:数额|金额)(?:达|为|共|计)|总和|总数|总(?=人民币|计)"
)
_VALUED: Final = re.compile(r"鉴定|价格|评估|估价|认定|认证|鉴证|核价|核定|作价|物价")
_CASH: Final = re.compile(
    r"现金|人民币[^价]{0,4}$|现款|存款|转账|转走|转出|取走|取出|支取|提现|汇款|刷卡|骗|收取|支付|借"
)
_WORTH: Final = re.compile(r"价值|价格|值|估价|评估|鉴定|折合")
_GAIN: Final = re.compile(r"得款|获款|获利|所得|得赃|获赃|卖得|销赃")
_TAKES: Final = re.compile(
    r"骗取|骗得|骗走|诈(?<!用于诈)骗|窃|盗走|盗得|盗取|抢走|抢得|劫得|劫取|偷走|侵吞|敲诈|勒索|套现"
)
_BEFORE: Final = re.compile(r"因犯|曾因|判处|赔偿|谅解|公诉机关")
_NET: Final = re.compile(r"实际(?:骗|得|获|窃|占|损失)")
_AGAIN: Final = re.compile(r"(?:将|把|所[盗骗得]|被[盗骗]|上述|该)[^，。；]*$")
_ABOUT: Final = re.compile(r"([余多])([万亿])(?=元)")
_DETAILS: Final = re.compile(r"具体|如下|其中|分述|事实(?:如下|分)|分别(?:是|为)")
_STRONG: Final = re.compile(
    r"综上|以上|上述(?:款项|财物|物品|金额|数额|被[盗骗]|犯罪|钱款|赃)|总价值|总金额|合计[^，。]{0,4}(?:诈骗|盗窃|骗取)|共[^，。]{0,8}[次起]"
)


class _Part(NamedTuple):
    """One sum of the facts with how it is told."""

    sum: Sum
    item: int
    total: bool
    valued: bool
    worth: bool
    clause: str
    sentence: str
    after: str
    gain: bool = False

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan."""
        return self.sum.amount


def crime_amount(text: str) -> Decimal | None:
    """The total yuan that a crime took or did harm to, from the text of its facts; None where none is told."""
    said = _ABOUT.sub(r"\2\1", plain(text))
    found = crime_sum(said, 0, len(said))
    return found[0] if found else None


def crime_sum(text: str, start: int, end: int) -> tuple[Decimal, int, int] | None:
    """The total between two places of a plainly spelt text, with the first and last place it was read from."""
    parts = _of_court(text, start, end)
    if not parts:
        end = _stop(text, start, end)
        parts = _some(text, start, end) or _some(text, start, end, gains=True)
    if not parts:
        return None
    alive = _without_told_twice(parts)
    whole = _whole(alive)
    chosen = [whole] if whole else alive
    return sum((part.yuan for part in chosen), Decimal(0)), chosen[0].sum.start, chosen[-1].sum.end


def _of_court(text: str, start: int, end: int) -> list[_Part]:
    """The sums that the court takes where it tells the facts itself; empty where only the prosecution does."""
    for match in _FOUND.finditer(text, start, end):
        place = match.end()
        if match.start() <= start + 40 or _SAME.search(text, place, min(end, place + 60)):
            continue
        if parts := _some(text, place, _stop(text, place, end)):
            return parts
    return []


def _some(text: str, start: int, end: int, *, gains: bool = False) -> list[_Part]:
    """The sums that the crime took, as many as can be added up."""
    return list(islice(_parts(text, start, end, gains=gains), _ENOUGH))


def _stop(text: str, start: int, end: int) -> int:
    """Where the facts end."""
    match = _ENDS.search(text, start, end)
    return match.start() if match else end


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The counts of the facts: numbered, or each a paragraph."""
    low = start
    for match in _ITEM.finditer(text, start, end):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < end:
        yield low, end


def _parts(text: str, start: int, end: int, *, gains: bool = False) -> Iterator[_Part]:
    """The sums that the crime took; what was sold, paid back or fined is left out.

    Where a count tells of nothing else, what the crime brought in stands for it.
    """
    for number, (low, high) in enumerate(_items(text, start, end)):
        sums = islice(_sums(text, low, high), _ENOUGH)
        told = [part for found in sums if (part := _part(text, found, low, high, number))]
        taken = [part for part in told if _is_taken(part)]
        if taken:
            yield from taken
        elif gains or (_TAKES.search(text, low, high) and not _UNVALUED.search(text, low, high)):
            yield from (part._replace(gain=True) for part in told if _GAIN.search(part.clause) or _is_sold(part))


def _sums(text: str, low: int, high: int) -> Iterator[Sum]:
    """The sums of a count, looked for only where their unit stands."""
    done = low
    for unit in _UNIT.finditer(text, low, high):
        if unit.start() < done:
            continue
        for found in sums_in(text, max(done, unit.start() - _SPAN), min(high, unit.end() + 3)):
            if found.end >= unit.start():
                done = found.end
                yield found


def _part(text: str, found: Sum, low: int, high: int, number: int) -> _Part | None:
    """A sum with the words that it stands among."""
    if found.yuan is None or found.yuan <= 1 or found.per or text.startswith("块", found.end - 1):
        return None
    sentence = _opens(text, "。\n", max(low, found.start - _SENTENCE), found.start)
    clause, before = text[_opens(text, "，；：", sentence, found.start) : found.start], text[sentence : found.start]
    worth = bool(_WORTH.search(clause))
    return _Part(
        sum=found,
        item=number,
        total=bool(_TOTAL.search(clause)) or (worth and "综上" in before),
        valued=worth and bool(_VALUED.search(before)),
        worth=worth,
        clause=clause,
        sentence=before,
        after=text[found.end : min(high, found.end + 80)],
    )


def _opens(text: str, signs: str, low: int, place: int) -> int:
    """Where the words before a place begin that none of the signs divides."""
    for sign in signs:
        if (at := text.rfind(sign, low, place)) >= 0:
            low = at + 1
    return low


def _is_taken(part: _Part) -> bool:
    """The sum was taken by the crime."""
    if _NOT.search(part.clause) and not part.worth:
        return False
    if _is_sold(part) or _GONE.match(part.after):
        return False
    if part.valued:
        return True
    if _TAKES.search(part.sentence):
        return not (_ASIDE.match(part.sentence) and _BEFORE.search(part.sentence))
    return not _ASIDE.match(part.sentence) and not _LATER.search(part.sentence)


def _is_sold(part: _Part) -> bool:
    """The sum is what the loot was sold for."""
    return bool(_SOLD.match(part.after) or (_BY.search(part.clause) and _SALE.match(part.after)))


def _without_told_twice(parts: Sequence[_Part]) -> list[_Part]:
    """The parts without those that a total among them sums up, and those told again."""
    alive: list[_Part] = []
    for part in parts:
        if _is_again(part, alive[-_MOST:]):
            continue
        if _NET.search(part.clause):
            alive = [one for one in alive if one.item != part.item or one.total]
        elif part.total and (run := _run(alive[: -_MOST - 1 : -1], part)):
            del alive[-run:]
        alive.append(part)
    result: list[_Part] = []
    place = 0
    while place < len(alive):
        part = alive[place]
        result.append(part)
        run = _run(alive[place + 1 : place + 1 + _MOST], part)
        place += 1 + (run if part.total or (run > 1 and _DETAILS.search(part.after)) else 0)
    summed = any(part.total and part.valued for part in result)
    return [part for part in result if not (summed and part.gain)]


def _run(parts: Sequence[_Part], total: _Part) -> int:
    """How many of the next parts the total sums up; 0 where no number of them do."""
    so_far = Decimal(0)
    for count, part in enumerate(parts, start=1):
        so_far += part.yuan
        if so_far == total.yuan or (total.sum.about and count > 1 and 0 <= so_far - total.yuan < total.yuan / 10):
            return count
        if so_far > total.yuan * 2:
            return 0
    return 0


def _is_again(part: _Part, before: Sequence[_Part]) -> bool:
    """The part was told before: it is valued after it was told, or taken after it was seen."""
    same = [one for one in before if one.yuan == part.yuan]
    if not same:
        return False
    if part.valued and any(one.worth and not one.valued for one in same if one.item == part.item):
        return True
    return not part.worth and bool(_AGAIN.search(part.clause))


def _whole(parts: Sequence[_Part]) -> _Part | None:
    """The total of all counts, where one is told that is no less than any of its parts."""
    most = max(part.yuan for part in parts)
    closing = [part for part in parts if part.total and "综上" in part.sentence]
    if closing and closing[-1].yuan * 2 >= most:
        return closing[-1]
    fit = [part for part in parts if part.total and not part.valued and part.yuan >= most and _sums_up(part)]
    return max(fit, key=lambda part: part.yuan, default=None)


def _sums_up(part: _Part) -> bool:
    """The total is one of all counts: it closes them, or announces them."""
    return bool(_STRONG.search(part.sentence) or _DETAILS.search(part.after))
