"""经济社会运行情况评估报告: the report of a half year, a quarter or a year to the district's leaders."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.definitions import of_half
from shuzhu.reports.kinds.common.proposals import proposals
from shuzhu.reports.kinds.common.quality import quality
from shuzhu.reports.kinds.common.risks import risks
from shuzhu.reports.kinds.common.statistics import statistics
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.social.abstract import abstract
from shuzhu.reports.kinds.social.classes import classes
from shuzhu.reports.kinds.social.method import method
from shuzhu.reports.kinds.social.overall import overall
from shuzhu.reports.kinds.social.special import special
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    asked, said = material.asked, when(material.period, material.asked.lang)
    title = (
        (f"基于司法大数据的{material.place}", "经济社会运行情况评估报告")
        if asked.lang == "zh"
        else ("Society and economy as seen by the court", f"{material.place}")
    )
    return Front(
        style="cover", title=title, subtitle=f"（{said}）" if asked.lang == "zh" else said, number=asked.number,
        organ=material.brief.court_name, dated=day(asked.dated, asked.lang),
    )  # fmt: skip


KIND = Kind(
    id="social",
    title={"zh": "经济社会运行情况评估报告", "en": "Society and economy"},
    front=front,
    sections=(abstract, method, overall, classes, special, risks, proposals),
    annexes=(
        ({"zh": "指标解释", "en": "Definitions"}, of_half("external")),
        ({"zh": "外部统计数据", "en": "External statistics"}, statistics),
        ({"zh": "数据质量说明", "en": "Data quality"}, quality),
    ),
    languages=("zh", "en"),
)
