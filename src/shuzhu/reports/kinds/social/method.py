"""评估说明: the data, the period, the areas compared, the scoring, and how to read it."""

import re
from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.social.abstract import INDEX
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, day, when


def method(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Plain words about the method, filled with this report's own."""
    brief = material.brief
    index = brief.indices[INDEX]
    return {
        "court": brief.court_name,
        "place": material.place,
        "when": when(material.period, pen.lang),
        "first": day(material.period.first, pen.lang),
        "last": day(material.period.last, pen.lang),
        "records": count(pen, brief.quality.records, "records", unit="条"),
        "snapshot": brief.snapshot.label,
        "made": brief.snapshot.made[:10],
        "catalogue": brief.catalogue,
        "baseline": brief.baseline if pen.lang == "zh" else _in_english(brief.baseline),
        "classes": len(index.groups),
        "indicators": len(index.codes),
        "statistics": [one.title for one in material.statistics],
    }


def _in_english(origin: str) -> str:
    """Where a frozen baseline comes from: its year, how many courts, the snapshot."""
    numbers = re.fullmatch(r".*?(\d{4})年(\d+)家.*?(s\d+)", origin)
    return f"{numbers[2]} basic courts of {numbers[1]}, snapshot {numbers[3]}" if numbers else origin
