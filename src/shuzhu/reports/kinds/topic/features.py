"""主要特点: what the figures show, in up to five sentences; a feature is told only where the figures bear it out."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shuzhu.reports.kinds.topic.closings import SETTLED
from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material, Row, Topic
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import count, growth, percent

HALF: Final = 0.5
MANY: Final = 10
"""A part of fewer cases is not told as growing."""


def features(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Each with a head and its words."""
    found = list(_features(material, theme(material), pen))
    return {"features": found[:5]} if found else None


def _features(material: Material, topic: Topic, pen: Pen) -> Iterator[dict[str, str]]:
    """Trend, concentration, what grew, how they closed, what the rules found."""
    zh, last = pen.lang == "zh", topic.years[-1]
    if last.before:
        share = (last.now - last.before) / last.before
        heads = (
            ("收案总量基本平稳", "收案总量上升", "收案总量下降")
            if zh
            else ("Filings steady", "Filings up", "Filings down")
        )
        yield {
            "head": heads[0 if abs(share) < 0.05 else (1 if share > 0 else 2)],
            "words": f"{'本期新收' if zh else 'filed '}{count(pen, last.now, topic.code)}{'，' if zh else ', '}"
            f"{growth(pen, last.now, last.before, topic.code)}",
        }
    causes = topic.splits.get("cause", ())
    total = sum(row.now for row in causes)
    if len(causes) > 1 and total and causes[0].now / total >= HALF:
        share_ = percent(pen, causes[0].now, total, f"{topic.code}|{causes[0].name}")
        words = f"{causes[0].name}占{share_}" if zh else f"{causes[0].name}: {share_}"
        yield {"head": "案由集中" if zh else "One cause prevails", "words": words}
    rising = [row for row in topic.splits.get("town", ()) if _grew(row)]
    if rising:
        one = max(rising, key=lambda row: row.now - (row.before or 0))
        subject = f"{topic.code}|{one.name}"
        many, grown = count(pen, one.now, subject), growth(pen, one.now, one.before, subject)
        words = f"{one.name}新收{many}，{grown}" if zh else f"{one.name}: {many} filed, {grown}"
        yield {"head": "个别镇街增长较快" if zh else "A town that grows", "words": words}
    closed = [row for row in topic.splits.get("closing", ()) if row.name != "未填"]
    done = sum(row.now for row in closed)
    settled = sum(row.now for row in closed if any(word in row.name for word in SETTLED))
    if done and (settled / done >= HALF or settled / done <= 0.25):
        ways = (
            ("多数案件以调解撤诉方式化解", "以调解撤诉方式化解的比重偏低")
            if zh
            else ("Mostly settled", "Seldom settled")
        )
        part = percent(pen, settled, done, topic.code, "settled_share")
        words = f"调解、撤诉等方式结案占{part}" if zh else f"{part} mediated, withdrawn or the like"
        yield {"head": ways[settled / done < HALF], "words": words}
    for rule in dict.fromkeys(one.alarm.rule for one in material.warned):
        mine = [one for one in material.warned if one.alarm.rule == rule]
        title, many = said(mine[0].title, pen.lang), count(pen, len(mine), f"alerts.{rule}", unit="项")
        words = f"按在用预警规则，本期触发{many}" if zh else f"{many} found by the rules of warnings"
        yield {"head": f"出现{title}预警" if zh else title, "words": words}


def _grew(row: Row) -> bool:
    """Whether a part grew clearly on enough cases."""
    return row.before is not None and row.now >= MANY and row.now >= row.before * 1.2
