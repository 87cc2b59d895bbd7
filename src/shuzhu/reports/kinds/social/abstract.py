"""摘要: three to five conclusions, each with its figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from shuzhu.reports.kinds.common.caseload import caseload
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import Standing, of_classes, of_codes, of_index
from shuzhu.reports.wording import apart, bracketed, count, listed, score_moved, scored, when

INDEX = "external"
STEADY = 1.0
"""Points within which the whole index counts as steady."""


def abstract(material: Material, pen: Pen) -> Mapping[str, Any]:
    """The conclusions in order: the whole, the classes, the caseload, what lags, the warnings."""
    zh = material.asked.lang == "zh"
    ordinals = (
        ("一是", "二是", "三是", "四是", "五是") if zh else ("First, ", "Second, ", "Third, ", "Fourth, ", "Fifth, ")
    )
    said = list(_conclusions(material, pen))
    return {
        "place": material.place,
        "when": when(material.period, pen.lang),
        "lines": [{"order": ordinals[n], **line} for n, line in enumerate(said[:5])],
    }


def _conclusions(material: Material, pen: Pen) -> Iterator[dict[str, str]]:
    """Each with a head in bold and its words."""
    brief, zh = material.brief, pen.lang == "zh"
    index = brief.indices[INDEX]
    whole, classes = of_index(brief, index, pen.lang), of_classes(brief, index, pen.lang)
    yield {"head": _tone(whole, zh=zh), "words": _whole(whole, pen)}
    if known := [one for one in classes if one.now is not None]:
        yield {"head": "分类指数有升有降" if zh else "Classes", "words": _classes(known, pen)}
    yield {"head": "审判执行工作量" if zh else "Caseload", "words": caseload(material, pen)}
    behind = sorted(
        (one for group in index.groups for one in of_codes(brief, index, group, pen.lang) if (one.to_city or 0) < -1),
        key=lambda one: one.to_city or 0,
    )[:3]
    if behind:
        gaps = [one.title + bracketed(_gap(one, pen), pen.lang) for one in behind]
        words = "较所属中院地区均值差距较大的有" if zh else "furthest below the city's mean: "
        yield {"head": "需关注的领域" if zh else "What lags", "words": words + listed(gaps, pen.lang)}
    grave = [one for one in material.warned if one.alarm.level in {"red", "orange"}]
    if material.warned:
        total = count(pen, len(material.warned), "alerts", unit="项")
        high = count(pen, len(grave), "alerts.grave", unit="项")
        words = (
            f"按在用规则触发风险预警{total}，其中红色、橙色{high}"
            if zh
            else f"{total} warnings, {high} of them red or orange"
        )
        yield {"head": "风险预警" if zh else "Warnings", "words": words}


def _tone(whole: Standing, *, zh: bool) -> str:
    """How the whole moved, in a word."""
    moved = whole.moved
    if moved is None:
        return "总体情况" if zh else "Overall"
    if abs(moved) < STEADY:
        return "总体运行平稳" if zh else "Steady overall"
    return (
        ("总体运行向好" if moved > 0 else "总体指数回落")
        if zh
        else ("Better overall" if moved > 0 else "Lower overall")
    )


def _whole(whole: Standing, pen: Pen) -> str:
    """The whole index: how much, against last year, against the areas."""
    score, moved = scored(pen, whole.subject, whole.now), score_moved(pen, whole.subject, whole.now, whole.before)
    city = apart(pen, whole.subject, whole.now, whole.city, "city_gap")
    high = apart(pen, whole.subject, whole.now, whole.province, "province_gap")
    if pen.lang == "en":
        parts = [f"the index of society and economy is {score}", moved and f"{moved} on the year"]
        return ", ".join(
            filter(None, [*parts, city and f"{city} the city's mean", high and f"{high} the province's mean"])
        )
    parts = [f"经济社会运行司法指数为{score}", moved and f"较去年同期{moved}"]
    parts += [city and f"较所属中院地区均值{city}", high and f"较所属高院地区均值{high}"]
    return "，".join(filter(None, parts))


def _classes(known: list[Standing], pen: Pen) -> str:
    """The highest and the lowest class, and the two that moved most."""
    best, worst = max(known, key=lambda one: one.now or 0), min(known, key=lambda one: one.now or 0)
    zh = pen.lang == "zh"
    high, low = (one.title + bracketed(scored(pen, one.subject, one.now), pen.lang) for one in (best, worst))
    words = f"{len(known)}类指数中{high}最高，{low}最低" if zh else f"highest {high}, lowest {low}"
    moved = [one for one in known if one.moved is not None]
    if len(moved) > 1:
        up, down = max(moved, key=lambda one: one.moved or 0), min(moved, key=lambda one: one.moved or 0)
        for one, right in ((up, "升幅最大的是"), (down, "降幅最大的是")):
            if (one is up) == ((one.moved or 0) > 0) and abs(one.moved or 0) >= 0.005:
                change = score_moved(pen, one.subject, one.now, one.before)
                words += f"，较去年同期{right}{one.title}（{change}）" if zh else f"; {one.title} {change}"
    return words


def _gap(one: Standing, pen: Pen) -> str:
    """低1.20."""
    return apart(pen, one.subject, one.now, one.city, "city_gap")
