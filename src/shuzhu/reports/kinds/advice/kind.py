"""司法建议书: numbered, to a named body, problem and proposal in pairs, with a day by which to answer."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.advice.cases import cases
from shuzhu.reports.kinds.advice.letter import letter
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.material import Material
from shuzhu.reports.standing import said


def front(material: Material) -> Front:
    """Court and matter as the title, the number below it, the body it is addressed to."""
    titles = list(dict.fromkeys(said(one.title, "zh") for one in material.warned))
    matter = material.asked.topic or "、".join(titles[:2]) + ("等问题" if len(titles) > 1 else "问题")
    return Front(
        style="plain", organ=material.brief.court_name, number=material.asked.number,
        title=(material.brief.court_name, f"关于{matter}的司法建议书"), addressee=material.asked.to,
    )  # fmt: skip


KIND = Kind(
    id="advice", title={"zh": "司法建议书"}, front=front, sections=(letter,), letter=True, needs=("items", "to"),
    annexes=(({"zh": "相关案件清单"}, cases),),
)  # fmt: skip
