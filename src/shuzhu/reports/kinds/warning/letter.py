"""风险预警函: what was found, how grave it is, on which data, what is proposed to whom, and by when to answer."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from shuzhu.reports.kinds.common.evidence import told
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import day

ANSWER: Final = 15
"""Days within which an answer is asked for where the item has no day of its own."""


def letter(material: Material, pen: Pen) -> Mapping[str, Any]:
    """The warnings of the letter, and the last of the days on which they are due."""
    warned = list(material.warned)
    due = [one.due_on for one in warned if one.due_on and one.due_on > material.asked.dated]
    answer = min(due) if due else material.asked.dated + timedelta(days=ANSWER)
    return {
        "court": material.brief.court_name, "place": material.place,
        "found": [told(material, pen, one, shown=True) for one in warned],
        "snapshot": material.brief.snapshot.label, "answer": day(answer, pen.lang), "single": len(warned) == 1,
    }  # fmt: skip
