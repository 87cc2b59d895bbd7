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
    return Front(
        style="cover", title=(material.brief.court_name, "诉前解纷质效评估报告"),
        subtitle=f"（{when(material.period, 'zh')}）",
        number=material.asked.number, organ=material.brief.court_name, dated=day(material.asked.dated),
    )  # fmt: skip


KIND = Kind(
    id="prelitigation", title={"zh": "诉前解纷质效评估报告"}, front=front,
    sections=(whole, levels, way, stuck, places, forces, remedies), annexes=(({"zh": "数据质量说明"}, quality),),
)  # fmt: skip
