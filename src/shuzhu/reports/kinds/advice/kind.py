"""司法建议书: numbered, to a named body, problem and proposal in pairs, with a day by which to answer."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.advice.cases import cases
from shuzhu.reports.kinds.advice.letter import letter
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.material import Material
from shuzhu.reports.standing import said


def front(material: Material) -> Front:
    """A cover with the emblem; court and matter as the title, the number below it, the body it is addressed to."""
    lang, court = material.asked.lang, material.brief.court_name
    titles = list(dict.fromkeys(said(one.title, lang) for one in material.warned))
    if lang == "zh":
        matter = material.asked.topic or "、".join(titles[:2]) + ("等问题" if len(titles) > 2 else "问题")
        title, cover = (court, f"关于{matter}的司法建议书"), (court, "司法建议书")
    else:
        title, cover = (court, f"Advice on {material.asked.topic or ', '.join(titles)}"), (court, "Letter of advice")
    return Front(
        style="plain", organ=court, number=material.asked.number, title=title, addressee=material.asked.to,
        cover=cover, emblem=material.emblem,
    )  # fmt: skip


KIND = Kind(
    id="advice", title={"zh": "司法建议书", "en": "Letter of advice"}, front=front, sections=(letter,), letter=True,
    needs=("items", "to"),
    annexes=(({"zh": "相关案件清单", "en": "The cases"}, cases),), languages=("zh", "en"),
)  # fmt: skip
