"""风险预警函: a letter from one or several warnings to the office that has to act."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.warning.letter import letter
from shuzhu.reports.material import Material
from shuzhu.reports.standing import said


def front(material: Material) -> Front:
    """The red heading of the court, its rule, the title."""
    lang = material.asked.lang
    titles = list(dict.fromkeys(said(one.title, lang) for one in material.warned))
    matter = "、".join(titles[:2]) + ("等情况" if len(titles) > 2 else "") if lang == "zh" else ", ".join(titles)
    offices = [
        material.proposals[one.alarm.rule].office for one in material.warned if one.alarm.rule in material.proposals
    ]
    return Front(
        style="red", organ=material.brief.court_name, number=material.asked.number,
        title=(f"关于{matter}的", "风险预警函") if lang == "zh" else ("Warning:", matter),
        addressee=material.asked.to or (offices[0] if offices else material.warned[0].office),
    )  # fmt: skip


KIND = Kind(
    id="warning", title={"zh": "风险预警函", "en": "Letter of warning"}, front=front, sections=(letter,), letter=True,
    needs=("items",), languages=("zh", "en"),
)  # fmt: skip
