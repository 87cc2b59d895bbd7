"""The caseload in a sentence and as rows: filed, closed, pending, the closing rate."""

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import amount, count, growth, moved
from shuzhu.values import Value


def caseload(material: Material, pen: Pen) -> str:
    """新收…件，同比…；审结…件，同比…；期末未结…件；结案率…."""
    zh = pen.lang == "zh"
    words = (
        ("XS", "新收各类案件" if zh else "filed "),
        ("JA", "审执结" if zh else "closed "),
        ("WJ", "期末未结" if zh else "pending "),
    )
    parts = []
    for code, word in words:
        value = material.brief.values.get(code)
        if value is not None and value.value is not None:
            grown = _grown(pen, value)
            parts.append(word + count(pen, value.value, code) + (("，" if zh else ", ") + grown if grown else ""))
    rate = material.brief.values.get("XL01")
    if rate is not None and rate.value is not None:
        indicator = material.brief.indicators["XL01"]
        changed = moved(pen, rate, indicator)
        word = "结案率" if zh else "closing rate "
        parts.append(
            word + amount(pen, rate, indicator) + (("，较去年同期" if zh else ", ") + changed if changed else "")
        )
    return ("；" if zh else "; ").join(parts)


def _grown(pen: Pen, value: Value) -> str:
    """How a count grew."""
    return "" if value.value is None else growth(pen, value.value, value.year_before, value.indicator)
