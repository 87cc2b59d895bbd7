"""前言: what the white paper is about and on which data it rests."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import labelled, when


def preface(material: Material, pen: Pen) -> Mapping[str, Any]:
    """What its template needs."""
    topic = theme(material)
    return {
        "court": material.brief.court_name, "title": topic.title, "when": when(material.period, pen.lang),
        "since": labelled(topic.years[0].name, pen.lang), "snapshot": material.brief.snapshot.label,
    }  # fmt: skip
