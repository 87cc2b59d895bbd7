"""司法建议书 (法释〔2023〕11号): what was found, one proposal for each problem, and an answer within two months."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shuzhu.reports.kinds.common.evidence import told
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import day

MONTHS: Final = 2
"""Art. 8: an answer is asked for within two months as a rule."""


def letter(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Problems and proposals in the same order, as many of the one as of the other."""
    found = [told(material, pen, one) for one in material.warned]
    return {
        "found": found,
        "answer": day(answer_by(material.asked.dated), pen.lang), "snapshot": material.brief.snapshot.label,
    }  # fmt: skip


def answer_by(sent: date) -> date:
    """The same day two months on; the last of that month where it has no such day."""
    year, month = divmod(sent.year * 12 + sent.month - 1 + MONTHS, 12)
    return date(year, month + 1, min(sent.day, calendar.monthrange(year, month + 1)[1]))
