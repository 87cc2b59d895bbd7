"""摘要: the caseload, the index of trials and enforcement, what stands outside its interval, what is overdue."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shuzhu.reports.brief import standouts
from shuzhu.reports.kinds.common.caseload import caseload
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import of_classes, of_index, said
from shuzhu.reports.wording import amount, apart, bracketed, count, listed, score_moved, scored, when

INDEX: Final = "internal"


def summary(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Three to five conclusions."""
    return {
        "court": material.brief.court_name, "when": when(material.period, pen.lang),
        "lines": list(_conclusions(material, pen)),
    }  # fmt: skip


def _conclusions(material: Material, pen: Pen) -> Iterator[dict[str, str]]:
    """Each with a head in bold and its words."""
    brief, zh = material.brief, pen.lang == "zh"
    index = brief.indices[INDEX]
    whole, classes = of_index(brief, index, pen.lang), of_classes(brief, index, pen.lang)
    yield {"head": "收结存情况" if zh else "Caseload", "words": caseload(material, pen)}
    moved = score_moved(pen, whole.subject, whole.now, whole.before)
    city = apart(pen, whole.subject, whole.now, whole.city, "city_gap")
    scores = [
        f"{one.title}{'' if zh else ' '}{scored(pen, one.subject, one.now)}" for one in classes if one.now is not None
    ]
    if zh:
        words = f"审判执行司法指数为{scored(pen, whole.subject, whole.now)}" + (f"，较去年同期{moved}" if moved else "")
        words += (f"，较本市均值{city}" if city else "") + "；其中" + "、".join(scores)
    else:
        words = f"the index is {scored(pen, whole.subject, whole.now)}" + (f", {moved} on the year" if moved else "")
        words += (f", {city} the city's mean" if city else "") + "; " + ", ".join(scores)
    yield {"head": "总体质效" if zh else "Overall", "words": words}
    found = [one for one in standouts(brief, most=24) if one.code in set(index.codes)]
    for why, head in (
        ("outside", "区间外指标" if zh else "Outside the interval"),
        ("better", "改善明显" if zh else "Better"),
    ):
        named = [_named(material, pen, one.code) for one in found if one.why == why]
        if named:
            yield {"head": head, "words": listed(named, pen.lang)}
    long, over = (len(material.cases.get(name, ())) for name in ("long", "over"))
    if long or over:
        first, second = count(pen, long, "cases.long"), count(pen, over, "cases.over")
        words = (
            f"期末立案满十二个月未结{first}，已过法定审限未结{second}，清单见附件"
            if zh
            else f"{first} open over a year, {second} past their limit"
        )
        yield {"head": "需督办案件" if zh else "To chase", "words": words}


def _named(material: Material, pen: Pen, code: str) -> str:
    """An indicator by its title and its value."""
    indicator = material.brief.indicators[code]
    return said(indicator.title, pen.lang) + bracketed(amount(pen, material.brief.values[code], indicator), pen.lang)
