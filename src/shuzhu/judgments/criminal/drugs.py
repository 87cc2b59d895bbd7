"""The drugs that a case is about, with their weights."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from shuzhu.facts import Drug, Fact
from shuzhu.judgments.criminal.character import of_whom
from shuzhu.judgments.criminal.names import Accused
from shuzhu.judgments.document import Document
from shuzhu.judgments.plain import number

_NUM: Final = r"\d[\d，]*(?:[.．]\d+)?|[一二三四五六七八九十百千两〇]{1,6}"
_WEIGHT: Final = re.compile(rf"(?P<n>{_NUM})(?:余|多|几)?\s?(?P<unit>千克|公斤|毫克|克(?!拉)|粒|片(?!剂)|颗|枚)")
_NAME: Final = re.compile(
    r"海洛因|甲基苯丙胺(?:片剂)?|冰毒|麻古|麻果|氯胺酮|[Kk]粉|大麻(?:叶|脂|油|素)?|鸦片|罂粟壳?|可卡因|摇头丸|吗啡|咖啡因|美沙酮|杜冷丁|"
    r"三唑仑|安钠咖|尼美西泮|羟丁酸|曲马多|恰特草|合成大麻素|苯丙胺|亚甲双氧甲基苯丙胺|MDMA|毒品"
)
_GRAMS: Final = {"千克": Decimal(1000), "公斤": Decimal(1000), "克": Decimal(1), "毫克": Decimal("0.001")}
#: a name stands within this many signs of its weight
_NEAR: Final = 26


def drugs_of(document: Document, accused: Accused) -> list[tuple[Drug, ...]]:
    """For each of the accused the drugs told of them: where the court reasons, else where the facts are."""
    for names in (("reasoning",), ("findings",), ("claims",)):
        found: list[dict[tuple[str, Decimal], Drug]] = [{} for _ in accused.names]
        for section in document.named(*names):
            for drug in _drugs(document.text, section.start, section.end):
                for who in of_whom(document.text, drug.name.start, section.start, accused):
                    found[who].setdefault(_key(drug), drug)
        if any(found):
            return [tuple(each.values()) for each in found]
    return [() for _ in accused.names]


def _key(drug: Drug) -> tuple[str, Decimal]:
    """What makes two mentions one."""
    amount = drug.grams.value if drug.grams else Decimal(-drug.pieces.value if drug.pieces else 0)
    return drug.name.value, amount


def _drugs(text: str, low: int, high: int) -> Iterator[Drug]:
    """The weights between two places with the name next to each."""
    for match in _WEIGHT.finditer(text, low, high):
        name = _name(text, match, low, high)
        amount = _amount(match["n"])
        if name is None or amount is None or _is_threshold(text, match):
            continue
        if match["unit"] in _GRAMS:
            grams = Fact(amount * _GRAMS[match["unit"]], match.start(), match.end(), "毒品重量")
            yield Drug(name=name, grams=grams)
        elif amount == int(amount):
            yield Drug(name=name, pieces=Fact(int(amount), match.start(), match.end(), "毒品粒数"))


def _is_threshold(text: str, weight: re.Match[str]) -> bool:
    """The weight is one of the law (十克以上不满五十克)."""
    return text.startswith(("以上", "以下"), weight.end()) or text.startswith("不满", max(0, weight.start() - 2))


def _name(text: str, weight: re.Match[str], low: int, high: int) -> Fact[str] | None:
    """The name before a weight in its clause, else the one after it; 毒品 where no other is told."""
    low, high = max(low, weight.start() - _NEAR), min(high, weight.end() + _NEAR)
    start = max(low, text.rfind("。", low, weight.start()) + 1)
    stop = text.find("。", weight.end(), high)
    before = list(_NAME.finditer(text, start, weight.start()))
    after = _NAME.search(text, weight.end(), stop if stop >= 0 else high)
    named = [match for match in (*reversed(before), after) if match]
    best = next((match for match in named if match[0] != "毒品"), named[0] if named else None)
    return Fact(best[0], best.start(), best.end(), "毒品名称") if best else None


def _amount(said: str) -> Decimal | None:
    """The number of a weight."""
    plain = said.replace("，", "").replace("．", ".")
    if plain[0].isdigit():
        return Decimal(plain)
    found = number(plain)
    return None if found is None else Decimal(found)
