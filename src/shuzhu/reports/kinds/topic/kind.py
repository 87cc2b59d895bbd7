"""专题态势分析: a family of causes over time."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.quality import quality
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.topic.closings import closings
from shuzhu.reports.kinds.topic.features import features
from shuzhu.reports.kinds.topic.findings import findings
from shuzhu.reports.kinds.topic.forecast import forecast
from shuzhu.reports.kinds.topic.outlook import outlook
from shuzhu.reports.kinds.topic.overview import overview, theme
from shuzhu.reports.kinds.topic.parties import parties
from shuzhu.reports.kinds.topic.structure import structure
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    lang, said = material.asked.lang, when(material.period, material.asked.lang)
    title = theme(material).title
    return Front(
        style="cover", title=(material.place, f"{title}案件态势分析" if lang == "zh" else f"Report on {title}"),
        subtitle=f"（{said}）" if lang == "zh" else said,
        number=material.asked.number, organ=material.brief.court_name, dated=day(material.asked.dated, lang),
    )  # fmt: skip


KIND = Kind(
    id="topic", title={"zh": "专题态势分析", "en": "A theme over time"}, front=front,
    sections=(overview, structure, parties, closings, features, findings, forecast, outlook),
    annexes=(({"zh": "数据质量说明", "en": "Data quality"}, quality),), needs=("topic",), languages=("zh", "en"),
)  # fmt: skip
