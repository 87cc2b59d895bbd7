"""诉前解纷质效评估报告: filled where mediation before filing is recorded."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.quality import quality
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.prelitigation.forces import forces
from shuzhu.reports.kinds.prelitigation.levels import levels
from shuzhu.reports.kinds.prelitigation.places import places
from shuzhu.reports.kinds.prelitigation.remedies import remedies
from shuzhu.reports.kinds.prelitigation.stuck import stuck
from shuzhu.reports.kinds.prelitigation.way import way
from shuzhu.reports.kinds.prelitigation.whole import whole
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    lang, said = material.asked.lang, when(material.period, material.asked.lang)
    return Front(
        style="cover", subtitle=f"（{said}）" if lang == "zh" else said,
        title=(material.brief.court_name, "诉前解纷质效评估报告" if lang == "zh" else "Mediation before filing"),
        number=material.asked.number, organ=material.brief.court_name, dated=day(material.asked.dated, lang),
    )  # fmt: skip


KIND = Kind(
    id="prelitigation", title={"zh": "诉前解纷质效评估报告", "en": "Mediation before filing"}, front=front,
    sections=(whole, levels, way, stuck, places, forces, remedies),
    annexes=(({"zh": "数据质量说明", "en": "Data quality"}, quality),), languages=("zh", "en"),
)  # fmt: skip
