"""审判执行运行情况评估报告: the 18 indicators for the court's own leaders and its office of trial management."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.definitions import of_half
from shuzhu.reports.kinds.common.quality import quality
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.operations.case_lists import case_lists
from shuzhu.reports.kinds.operations.eighteen import eighteen
from shuzhu.reports.kinds.operations.flow import flow
from shuzhu.reports.kinds.operations.improvements import improvements
from shuzhu.reports.kinds.operations.quality_index import quality_index
from shuzhu.reports.kinds.operations.strengths import strengths
from shuzhu.reports.kinds.operations.summary import summary
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    asked, said = material.asked, when(material.period, material.asked.lang)
    court = material.brief.court_name
    title = (court, "审判执行运行情况评估报告") if asked.lang == "zh" else ("Trials and enforcement", court)
    return Front(
        style="cover", title=title, subtitle=f"（{said}）" if asked.lang == "zh" else said, number=asked.number,
        organ=court, dated=day(asked.dated, asked.lang),
    )  # fmt: skip


KIND = Kind(
    id="operations",
    title={"zh": "审判执行运行情况评估报告", "en": "Trials and enforcement"},
    front=front,
    sections=(summary, flow, quality_index, eighteen, strengths, improvements),
    annexes=(
        ({"zh": "需督办案件清单", "en": "Cases to chase"}, case_lists),
        ({"zh": "指标解释", "en": "Definitions"}, of_half("internal")),
        ({"zh": "数据质量说明", "en": "Data quality"}, quality),
    ),
    languages=("zh", "en"),
)
