"""Numbers as people read them."""

from shuzhu.catalogue.model import Indicator
from shuzhu.values import Value

NBSP = "\N{NO-BREAK SPACE}"
PLACES = {"件": 0, "天": 1}
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


def points(unit: str) -> str:
    """The unit of a difference: two rates differ by points, not by per cent."""
    return {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)


def moved(text: str, unit: str = "") -> str:
    """``+1.20`` as it is said: 增加1.20个百分点, 减少3件, 持平."""
    if text.startswith("+"):
        return f"增加{text[1:]}{unit}"
    return f"减少{text[1:]}{unit}" if text.startswith("−") else "持平"
