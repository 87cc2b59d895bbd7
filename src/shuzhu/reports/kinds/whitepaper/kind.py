"""白皮书: a field of trials made public: administrative trials, finance, family and others."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.definitions import definitions
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.topic.closings import closings
from shuzhu.reports.kinds.topic.features import features
from shuzhu.reports.kinds.topic.overview import overview, theme
from shuzhu.reports.kinds.topic.parties import parties
from shuzhu.reports.kinds.topic.structure import structure
from shuzhu.reports.kinds.whitepaper.preface import preface
from shuzhu.reports.kinds.whitepaper.problems import problems
from shuzhu.reports.kinds.whitepaper.typical import typical
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    lang, said = material.asked.lang, when(material.period, material.asked.lang)
    title = theme(material).title
    words = f"{title}{'' if title.endswith('审判') else '审判'}白皮书" if lang == "zh" else f"White paper on {title}"
    return Front(
        style="cover", title=(material.brief.court_name, words), subtitle=f"（{said}）" if lang == "zh" else said,
        number=material.asked.number, organ=material.brief.court_name, dated=day(material.asked.dated, lang),
    )  # fmt: skip


KIND = Kind(
    id="whitepaper", title={"zh": "审判白皮书", "en": "White paper"}, front=front,
    sections=(preface, overview, structure, parties, closings, features, problems),
    annexes=(
        ({"zh": "典型案例备选", "en": "Cases to choose from"}, typical),
        ({"zh": "指标解释", "en": "Definitions"}, definitions),
    ),
    needs=("topic",), languages=("zh", "en"),
)  # fmt: skip
