"""Numbers as people read them."""

from shuzhu.catalogue.model import Indicator
from shuzhu.values import Value

NBSP = "\N{NO-BREAK SPACE}"
PLACES = {"件": 0, "天": 1}
_UNIT_WORDS = {"件": "cases", "人": "people", "户": "firms", "辆": "vehicles", "元": "yuan", "案": "case", "天": "days"}
_AMOUNTS = {"百万": "1,000,000", "十万": "100,000", "万": "10,000", "亿": "100 million"}
BANDS = {"within": "区间内", "above": "高于区间", "below": "低于区间"}


def number(value: float | None, unit: str = "") -> str:
    """A value with its places; a dash where there is none."""
    if value is None:
        return "—"
    places = PLACES.get(unit, 2)
    return f"{value:,.{places}f}".replace("-", "−")


def change(value: float | None, unit: str = "") -> str:
    """A change with its sign."""
    if value is None:
        return "—"
    places = PLACES.get(unit, 2)
    text = f"{abs(value):,.{places}f}"
    if not float(text.replace(",", "")):
        return "0" if not places else f"{0:.{places}f}"
    return ("+" if value > 0 else "−") + text


def band_text(indicator: Indicator) -> str:
    """A reference interval in words."""
    if indicator.closing_curve:
        return "进度线"
    band = indicator.band
    if band is None or (band.low is None and band.high is None):
        return "—"
    if band.low is None:
        return f"≤{NBSP}{band.high:g}"
    if band.high is None:
        return f"≥{NBSP}{band.low:g}"
    return f"{band.low:g}–{band.high:g}"


def made_of(value: Value, *, money: bool = False) -> str:
    """The numerator and denominator beside a value; yuan as 万元, so that they fit beside each other."""
    if value.numerator is None and value.denominator is None:
        return ""
    if money:
        sums = [part for part in (value.numerator, value.denominator) if part is not None]
        return " / ".join(f"{part / 10_000:,.2f}万" if part else "0" for part in sums)
    if value.denominator is None:
        return f"{value.numerator or 0:,.0f}"
    if value.numerator is None:
        return f"n = {value.denominator:,.0f}"
    places = 0 if value.denominator == int(value.denominator) else 2
    return f"{value.numerator:,.0f} / {value.denominator:,.{places}f}"


def unit_of(unit: str, lang: str) -> str:
    """A unit as it follows a number: 件/万人 and ``%`` as they are, in English `` cases per 10,000 people``."""
    if lang == "zh" or unit in {"", "%", "‰"}:
        return unit
    above, _, below = unit.partition("/")
    return f" {_in_english(above)}" + (f" per {_in_english(below, one=True)}" if below else "")


def _in_english(unit: str, *, one: bool = False) -> str:
    """One side of a unit in English; a bare one below the stroke is one of a kind."""
    for amount, words in _AMOUNTS.items():
        if unit.startswith(amount):
            return f"{words} {_UNIT_WORDS.get(unit.removeprefix(amount), unit.removeprefix(amount))}".strip()
    word = _UNIT_WORDS.get(unit, unit)
    return {"people": "person", "cases": "case"}.get(word, word) if one else word


def points(unit: str) -> str:
    """The unit of a difference: two rates differ by points, not by per cent."""
    return {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)


def moved(text: str, unit: str = "") -> str:
    """``+1.20`` as it is said: 增加1.20个百分点, 减少3件, 持平."""
    if text.startswith("+"):
        return f"增加{text[1:]}{unit}"
    return f"减少{text[1:]}{unit}" if text.startswith("−") else "持平"
