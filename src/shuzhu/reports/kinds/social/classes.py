"""六类司法指数: each indicator in the public grammar: value and change, the cases that drive it, the gaps, a table."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.catalogue.model import Indicator
from shuzhu.reports.document import Lang
from shuzhu.reports.figures import number, unit_of
from shuzhu.reports.kinds.social.abstract import INDEX
from shuzhu.reports.kinds.social.overall import moved_of
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import Standing, of_classes, of_codes, said
from shuzhu.reports.wording import apart, change_of, count, figure_of, listed, moved, score_moved, scored, when
from shuzhu.values import Value

MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "rule_of_law": ("法治政府建设", "行政争议风险"), "business": ("营商环境优化", "商事活动风险"),
    "honesty": ("社会诚信", "失信违约风险"), "safety": ("社会平安", "社会治安风险"),
    "harmony": ("生活和谐", "民生领域矛盾风险"), "ecology": ("生态文明建设", "生态环境风险"),
}  # fmt: skip


def classes(material: Material, pen: Pen) -> Mapping[str, Any]:
    """The classes, each with its indicators that have a score."""
    index = material.brief.indices[INDEX]
    whole = of_classes(material.brief, index, pen.lang)
    found = []
    for standing, group in zip(whole, index.groups, strict=True):
        known = list(of_codes(material.brief, index, group, pen.lang))
        meaning = MEANINGS.get(group.id, (standing.title, standing.title + "风险"))
        found.append({
            "title": standing.title, "meaning": meaning[0], "risk": meaning[1],
            "score": scored(pen, standing.subject, standing.now),
            "moved": score_moved(pen, standing.subject, standing.now, standing.before),
            "indicators": [_told(material, one, pen) for one in known if one.now is not None],
            "silent": listed([one.title for one in known if one.now is None], pen.lang),
        })  # fmt: skip
    return {"classes": found, "place": material.place, "when": when(material.period, pen.lang)}


def _told(material: Material, one: Standing, pen: Pen) -> dict[str, Any]:
    """One indicator's passages and its table."""
    value, indicator = material.brief.values[one.subject], material.brief.indicators[one.subject]
    told: dict[str, Any] = {
        "title": one.title,
        "score": scored(pen, one.subject, one.now),
        "moved": score_moved(pen, one.subject, one.now, one.before),
        "city": _against(pen, one, one.city, "city"),
        "province": _against(pen, one, one.province, "province"),
        **_driven(pen, value, indicator),
    }
    told["table"] = _table(material, one, pen)
    return told | {"number": pen.tables}


def _against(pen: Pen, one: Standing, other: float | None, whose: str) -> str:
    """The area's mean and how far this stands from it: 92.47高0.47; empty where there is none."""
    if other is None:
        return ""
    gap = apart(pen, one.subject, one.now, other, f"{whose}_gap")
    score = scored(pen, one.subject, other, kind=f"{whose}_score")
    return score + gap if pen.lang == "zh" else f"{gap} {score}"


def _driven(pen: Pen, value: Value, indicator: Indicator) -> dict[str, str]:
    """What the index is measured by: cases newly filed and their rate, or a rate out of how many."""
    lang: Lang = pen.lang
    sign = {"lower": ("负", "negatively"), "higher": ("正", "positively")}.get(
        indicator.better, ("区间", "by an interval")
    )
    told = {"sign": sign[0 if lang == "zh" else 1], "driver": "", "cases": "", "measure": said(indicator.title, lang)}
    if indicator.driver:
        people = indicator.unit.startswith("人")
        told["driver"] = said(indicator.driver, lang)
        told["what"] = "数" if people else "量"
        told["verb"] = "有" if people else "新收"
        told["cases"] = count(pen, value.numerator or 0, indicator.code, unit=indicator.unit[:1] or "件")
        told["rate"] = _rate(pen, value, indicator)
        return told
    told["rate"] = _rate(pen, value, indicator)
    return told


def _rate(pen: Pen, value: Value, indicator: Indicator) -> str:
    """The value in its own unit, of how many, and how it moved."""
    if value.value is None:
        return ""
    figure = figure_of(pen, indicator.code, value.value, indicator.unit, "value") + unit_of(indicator.unit, pen.lang)
    changed, zh = moved(pen, value, indicator), pen.lang == "zh"
    made = ""
    if indicator.kind == "rate" and value.denominator:
        parts = [number(part, "件") for part in (value.numerator or 0, value.denominator)]
        above = pen.figure(parts[0], indicator.code, "numerator", exact=value.numerator)
        below = pen.figure(parts[1], indicator.code, "denominator", exact=value.denominator)
        made = f"（{below}件中{above}件）" if zh else f" ({above} of {below})"
    tail = ("，件数较少，宜谨慎解读" if zh else ", of few cases") if value.small else ""
    return figure + made + ((("，较去年同期" if zh else ", ") + changed) if changed else "") + tail


def _table(material: Material, one: Standing, pen: Pen) -> str:
    """The means of the province and the city, and this area: the year before, now, the change."""
    zh, lines = pen.lang == "zh", []
    rows = (
        ("省均值" if zh else "province", "province_score", one.province_before, one.province),
        ("市均值" if zh else "city", "city_score", one.city_before, one.city),
        (material.place, "score", one.before, one.now),
    )
    for n, (name, kind, before, now) in enumerate(rows, start=1):
        moved_ = None if now is None or before is None else round(now, 2) - round(before, 2)
        lines.append((
            str(n), name, scored(pen, one.subject, before, kind=f"{kind}_before"),
            scored(pen, one.subject, now, kind=kind),
            change_of(pen, one.subject, moved_of(one) if kind == "score" else moved_, kind=f"{kind}_change"),
        ))  # fmt: skip
    caption = (
        f"{when(material.period, pen.lang)}{material.place}{one.title}列表" if zh else f"{one.title}, {material.place}"
    )
    head = ("序号", "地区", "去年同期", "本期", "变化情况") if zh else ("No.", "area", "year before", "now", "change")
    return pen.table(
        caption, head, lines, align=("centre", "left", "right", "right", "right"), widths=(0.6, 2.2, 1.2, 1.2, 1.2)
    )
