"""白皮书: a field of trials made public: administrative trials, finance, family and others."""

from shuzhu.reports.document import Front
from shuzhu.reports.kinds.common.definitions import definitions
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.topic.closings import closings
from shuzhu.reports.kinds.topic.features import features
from shuzhu.reports.kinds.topic.overview import overview, theme
from shuzhu.reports.kinds.topic.structure import structure
from shuzhu.reports.kinds.whitepaper.preface import preface
from shuzhu.reports.kinds.whitepaper.problems import problems
from shuzhu.reports.kinds.whitepaper.typical import typical
from shuzhu.reports.material import Material
from shuzhu.reports.wording import day, when


def front(material: Material) -> Front:
    """The cover."""
    title = theme(material).title
    return Front(
        style="cover", title=(material.brief.court_name, f"{title}{'' if title.endswith('审判') else '审判'}白皮书"),
        subtitle=f"（{when(material.period, 'zh')}）", number=material.asked.number, organ=material.brief.court_name,
        dated=day(material.asked.dated),
    )  # fmt: skip


KIND = Kind(
    id="whitepaper", title={"zh": "审判白皮书"}, front=front,
    sections=(preface, overview, structure, closings, features, problems),
    annexes=(({"zh": "典型案例备选"}, typical), ({"zh": "指标解释"}, definitions)), needs=("topic",),
)  # fmt: skip
