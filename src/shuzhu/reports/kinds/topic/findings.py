"""专题发现: what the topics that belong to the theme find, each statement with the strength of its evidence."""

import re
from collections.abc import Mapping
from typing import Any, Final

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material, Statement, Study
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, day, listed

_NUMBER: Final = re.compile(
    r"(?!95%区间|95 % interval)(?<![0-9A-Za-z.,])(?:[+−]?\d+(?:,\d{3})*(?:\.\d+)?(?:%|个百分点| points)?)(?![\d.])"
)


def findings(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Each topic with what is claimed in full and what is not by its title; nothing where no topic was looked at."""
    studies = [_told(pen, one) for one in theme(material).studies]
    return {"studies": studies, "several": len(studies) > 1} if studies else None


def _told(pen: Pen, study: Study) -> dict[str, Any]:
    """One topic."""
    subject = f"topics.{study.name}"
    claimed = [one for one in study.tests if one.claimed]
    others = [f"{one.title}（{one.strength}）" if pen.lang == "zh" else f"{one.title} ({one.strength})"
              for one in study.tests if not one.claimed]  # fmt: skip
    return {
        "title": study.title, "size": count(pen, study.size, subject, "cases"),
        "texts": count(pen, study.texts, subject, "texts"),
        "since": pen.figure(day(study.since, pen.lang), subject, "since"),
        "tests": count(pen, len(study.tests), subject, "tests", unit="项"),
        "claims": count(pen, len(claimed), subject, "claims", unit="项"), "any": bool(claimed),
        "claimed": [
            {"head": one.title, "strength": one.strength, "words": marked(pen, f"{subject}|{one.code}", one)}
            for one in claimed
        ],
        "others": listed(others, pen.lang),
    }  # fmt: skip


def marked(pen: Pen, subject: str, one: Statement) -> str:
    """The words of a statement with each number in them as a figure."""
    placed = 0

    def figure(match: re.Match[str]) -> str:
        nonlocal placed
        placed += 1
        return pen.figure(match[0], subject, f"said_{placed}")

    return _NUMBER.sub(figure, one.words)
