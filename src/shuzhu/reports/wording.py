"""How an analyst says numbers: when, how much, more or less, how far from others; no cause without a source."""

from collections.abc import Sequence
from datetime import date

from shuzhu.catalogue.model import Indicator
from shuzhu.periods import Period, in_chinese
from shuzhu.reports.document import Lang
from shuzhu.reports.figures import PLACES, change, number, points, unit_of
from shuzhu.reports.pen import Pen
from shuzhu.values import Value

STEADY, SLIGHT, CLEAR = 1.0, 5.0, 20.0
"""Per cent of change below which a count is steady, moves slightly, moves, moves clearly."""


def when(period: Period, lang: Lang) -> str:
    """A period as it is said: 2020年上半年."""
    return in_chinese(str(period)) if lang == "zh" else str(period)


def labelled(label: str, lang: Lang) -> str:
    """A period's label as it is said: 2020年3月, 2020H1."""
    return in_chinese(label) if lang == "zh" else label.replace("..", " to ")


def day(on: date, lang: Lang = "zh") -> str:
    """A day without empty places: 2020年7月5日."""
    return f"{on.year}年{on.month}月{on.day}日" if lang == "zh" else on.isoformat()


def points_of(score: float) -> str:
    """A score: two places, a whole hundred bare."""
    return "100" if score == 100 else f"{score:.2f}"


def scored(pen: Pen, subject: str, score: float | None, *, kind: str = "score") -> str:
    """A score as a figure; a dash where there is none."""
    return "—" if score is None else pen.figure(points_of(score), subject, kind, exact=score)


def score_moved(pen: Pen, subject: str, now: float | None, before: float | None, kind: str = "score_change") -> str:
    """How a score moved in a year: 增加1.20, 减少3.00, 持平; empty where the year before has none."""
    if now is None or before is None:
        return ""
    moved = round(now, 2) - round(before, 2)
    if abs(moved) < 0.005:
        words = "持平" if pen.lang == "zh" else "unchanged"
    elif pen.lang == "zh":
        words = f"{'增加' if moved > 0 else '减少'}{abs(moved):.2f}"
    else:
        words = f"{'up' if moved > 0 else 'down'} {abs(moved):.2f}"
    return pen.figure(words, subject, kind, exact=now - before)


def apart(pen: Pen, subject: str, own: float | None, other: float | None, kind: str) -> str:
    """How a score stands to another, with the other's: 高0.47, 低0.60; equal where they are."""
    if own is None or other is None:
        return ""
    gap = round(own, 2) - round(other, 2)
    if abs(gap) < 0.005:
        words = "持平" if pen.lang == "zh" else "level with"
    elif pen.lang == "zh":
        words = f"{'高' if gap > 0 else '低'}{abs(gap):.2f}"
    else:
        words = f"{abs(gap):.2f} {'above' if gap > 0 else 'below'}"
    return pen.figure(words, subject, kind, exact=own - other)


def amount(pen: Pen, value: Value, indicator: Indicator) -> str:
    """A value with its unit as a figure."""
    said = number(value.value, indicator.unit) + unit_of(indicator.unit, pen.lang)
    return pen.figure(said, value.indicator, "value", exact=value.value)


def moved(pen: Pen, value: Value, indicator: Indicator) -> str:
    """How a value moved in a year, in its own unit: 上升1.20个百分点, 下降3件, 持平."""
    moved_ = value.year_on_year
    text = change(moved_, indicator.unit)
    if moved_ is None:
        return ""
    if text[0] not in "+−":
        words = "持平" if pen.lang == "zh" else "unchanged"
    else:
        up, down = ("上升", "下降") if pen.lang == "zh" else ("up ", "down ")
        unit = (
            points(indicator.unit)
            if pen.lang == "zh"
            else (" points" if indicator.unit in "%‰" else unit_of(indicator.unit, pen.lang))
        )
        words = (up if text[0] == "+" else down) + text[1:] + unit
    return pen.figure(words, value.indicator, "change", exact=moved_)


def titled(indicator: Indicator, lang: Lang) -> str:
    """An indicator's title with its unit, as it heads a row of a table."""
    title = indicator.title.get(lang) or indicator.title["zh"]
    unit = unit_of(indicator.unit, lang).strip()
    return f"{title}（{unit}）" if lang == "zh" else f"{title} ({unit})"


def bracketed(words: str, lang: Lang) -> str:
    """Words in the language's own round brackets."""
    return f"（{words}）" if lang == "zh" else f" ({words})"


def count(pen: Pen, value: float | None, subject: str, kind: str = "count", unit: str = "件") -> str:
    """A whole number with its unit as a figure."""
    if value is None:
        return "—"
    return pen.figure(f"{value:,.0f}{unit if pen.lang == 'zh' else ''}", subject, kind, exact=value)


def growth(pen: Pen, now: float, before: float | None, subject: str, kind: str = "growth") -> str:
    """How a count moved in a year by share: 同比上升12.34%, 基本持平; the words tell how much."""
    if not before:
        return ""
    share = (now - before) / before * 100
    if abs(share) < STEADY:
        words = f"同比基本持平（{change(share)}%）" if pen.lang == "zh" else f"steady ({change(share)}%)"
        return pen.figure(words, subject, kind, exact=share)
    if pen.lang == "en":
        return pen.figure(f"{'up' if share > 0 else 'down'} {abs(share):.2f}%", subject, kind, exact=share)
    how = "小幅" if abs(share) < SLIGHT else ("" if abs(share) < CLEAR else "明显")
    return pen.figure(f"同比{how}{'上升' if share > 0 else '下降'}{abs(share):.2f}%", subject, kind, exact=share)


def figure_of(pen: Pen, subject: str, value: float | None, unit: str, kind: str) -> str:
    """A bare number of a table as a figure."""
    return "—" if value is None else pen.figure(number(value, unit), subject, kind, exact=value)


def change_of(pen: Pen, subject: str, value: float | None, unit: str = "", kind: str = "change") -> str:
    """A signed change of a table as a figure."""
    return "—" if value is None else pen.figure(change(value, unit), subject, kind, exact=value)


def percent(pen: Pen, part: float, whole: float, subject: str, kind: str = "share") -> str:
    """A share as a figure."""
    return "—" if not whole else pen.figure(f"{part / whole * 100:.2f}%", subject, kind, exact=part / whole * 100)


def joined(words: Sequence[str], lang: Lang) -> str:
    """Words in a row without a last "and": 甲、乙、丙."""
    return ("、" if lang == "zh" else ", ").join(words)


def listed(words: Sequence[str], lang: Lang) -> str:
    """Words in a row: 甲、乙和丙."""
    if lang == "zh":
        return "、".join(words[:-1]) + "和" + words[-1] if len(words) > 1 else "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def whole(unit: str) -> bool:
    """Whether a unit is counted in whole numbers."""
    return PLACES.get(unit) == 0
