"""总体质效: the index of trials and enforcement with its four classes, as a sentence, a table and a radar."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.operations.summary import INDEX
from shuzhu.reports.kinds.social.overall import radar_of, standings
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import of_classes, of_index
from shuzhu.reports.wording import apart, score_moved, scored, when


def quality_index(material: Material, pen: Pen) -> Mapping[str, Any]:
    """What its template needs."""
    index = material.brief.indices[INDEX]
    whole, classes = of_index(material.brief, index, pen.lang), of_classes(material.brief, index, pen.lang)
    table = standings(
        pen, [*classes, whole], "四类质效指数" if pen.lang == "zh" else "The classes", material.brief.court_name
    )
    return {
        "court": material.brief.court_name, "when": when(material.period, pen.lang), "number": pen.tables,
        "score": scored(pen, whole.subject, whole.now),
        "moved": score_moved(pen, whole.subject, whole.now, whole.before),
        "city": apart(pen, whole.subject, whole.now, whole.city, "city_gap"),
        "province": apart(pen, whole.subject, whole.now, whole.province, "province_gap"),
        "table": table, "radar": radar_of(pen, classes),
    }  # fmt: skip
