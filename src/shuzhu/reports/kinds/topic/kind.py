"""专题态势分析: a family of causes over time."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.quality import quality
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.topic.closings import closings
from shuzhu.reports.kinds.topic.features import features
from shuzhu.reports.kinds.topic.outlook import outlook
from shuzhu.reports.kinds.topic.overview import overview, theme
from shuzhu.reports.kinds.topic.structure import structure
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    return Front(
        style="cover", title=(material.place, f"{theme(material).title}案件态势分析"),
        subtitle=f"（{when(material.period, 'zh')}）",
        number=material.asked.number, organ=material.brief.court_name, dated=day(material.asked.dated),
    )  # fmt: skip


KIND = Kind(
    id="topic", title={"zh": "专题态势分析"}, front=front, sections=(overview, structure, closings, features, outlook),
    annexes=(({"zh": "数据质量说明"}, quality),), needs=("topic",),
)  # fmt: skip
