"""What lasts, effects and cards → rows and charts, the same for every face."""

from collections.abc import Sequence
from typing import Any, Final

from shuzhu.pipeline.lasting import MARKS, YEAR, Group, Lasting
from shuzhu.pipeline.programmes import Effect
from shuzhu.pipeline.scorecards import MEASURES, Card
from shuzhu.prelitigation.adjusted import Held
from shuzhu.prelitigation.differences import Estimate
from shuzhu.reports.lasting_charts import Bar, Gauge, Share, effects, gauges, shares
from shuzhu.reports.why_lines import Lines, Point, lines

PLACES: Final = {"above": "高于通常范围", "below": "低于通常范围", "within": "通常范围内", "": "件数太少，不作评价"}
MOST_LINES: Final = 5
"""So many groups have a line on the chart; the table has them all."""


def lasting_rows(found: Lasting) -> list[dict[str, Any]]:
    """A row for all and for every group; shares within a year as fractions."""
    return [
        dict(
            zip(
                ("group", "successes", "refiled", "enforced"),
                (g.label, g.successes, g.refiled, g.enforced),
                strict=True,
            )
        )
        | dict(zip(("kept", "kept_lower", "kept_upper"), g.kept.on(YEAR), strict=True))
        | {"refiling": g.refiling.on(YEAR)[0], "enforcing": g.enforcing.on(YEAR)[0]}
        for g in (found.whole, *found.groups)
    ]


def lasting_chart(found: Lasting, label: str = "") -> str:
    """The share that lasts as SVG."""
    groups = [_share(one) for one in found.groups[:MOST_LINES]]
    return shares(_share(found.whole), groups, MARKS, "调解成功后未再起诉、未申请执行的比例", label)


def effect_chart(found: Effect, label: str = "") -> str:
    """The effect in steps of three months as SVG."""
    bars = [_bar(f"−{-step}" if step < 0 else f"+{step + 1}", one, after=step >= 0) for step, one in found.steps]
    return effects(bars, "项目镇街收案相对对照镇街的变动", "季度（距项目开始）；开始前各季度应在零附近", label)


def series_chart(found: Effect, label: str = "") -> str:
    """The filings of a programme's towns over months, and what the others' course would make of them, as SVG."""
    points = [Point(label=month, value=own, expected=other) for month, own, other in found.series]
    title = f"项目镇街每月收案与按对照镇街推算的收案（{found.start} 开始）"
    return lines(Lines(title=title, unit="件", points=points, named="实收", expected="推算"), label)


def card_rows(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """A row for every figure of every card; rates in per cent, marks of 100."""
    return [
        {"person": card.person, "name": card.name, "role": card.role, "organisation": card.organisation,
         "measure": title} | _figures(card.figures.get(name), 1.0 if name == "writing" else 100.0)
        | {"missing": card.missing if name == "writing" else None}
        for card in cards for name, title in MEASURES.items()
    ]  # fmt: skip


def card_chart(card: Card, label: str = "") -> str:
    """A card's figures as SVG."""
    rows = [_gauge(title, card.figures.get(name)) for name, title in MEASURES.items()]
    return gauges(rows, f"{card.person}　{card.period}", label)


def _figures(one: Held | None, factor: float) -> dict[str, Any]:
    """The figures of one measure; blank where there are too few cases."""
    blank = dict.fromkeys(("value", "lower", "upper", "expected", "standard", "drawn_in", "low", "high"))
    if one is None or not one.enough:
        return {"cases": one.cases if one else 0, **blank, "place": PLACES[""]}
    low, high = one.limits
    told = (one.rate, one.lower, one.upper, one.expected_rate, one.standard, one.drawn_in, low, high)
    shown = {name: round(factor * (value or 0.0), 2) for name, value in zip(blank, told, strict=True)}
    most = 100.0
    shown |= {"low": max(0.0, shown["low"]), "high": min(most, shown["high"])}
    return {"cases": one.cases, **shown, "place": PLACES[one.place]}


def _share(one: Group) -> Share:
    """A group's curve for the chart."""
    curve = one.kept
    return Share(
        name=one.label, days=curve.days.tolist(), values=curve.share.tolist(), lower=curve.lower.tolist(),
        upper=curve.upper.tolist(), watched=one.watched,
    )  # fmt: skip


def _bar(name: str, one: Estimate, *, after: bool) -> Bar:
    """An estimate for the chart."""
    return Bar(name=name, value=one.ratio - 1, lower=one.lower - 1, upper=one.upper - 1, after=after)


def _gauge(title: str, one: Held | None) -> Gauge:
    """A figure for the chart."""
    if one is None or one.rate is None or one.lower is None or one.upper is None:
        return Gauge(name=title, told="", value=None)
    low, high = one.limits
    told = f"{one.rate:.1%}　{one.cases:,}件" if one.rate <= 1 else f"{one.rate:.1f}分　{one.cases:,}篇"
    return Gauge(
        name=title, told=told, value=one.rate, lower=one.lower, upper=one.upper, expected=one.expected_rate,
        low=max(0.0, low), high=min(high, 1.0 if one.rate <= 1 else 100.0),
    )  # fmt: skip
