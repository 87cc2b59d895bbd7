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
    last = topic.years[-1]
    if last.before:
        share = (last.now - last.before) / last.before
        head = "收案总量基本平稳" if abs(share) < 0.05 else ("收案总量上升" if share > 0 else "收案总量下降")
        yield {
            "head": head,
            "words": f"本期新收{count(pen, last.now, topic.code)}，{growth(pen, last.now, last.before, topic.code)}",
        }
    causes = topic.splits.get("cause", ())
    total = sum(row.now for row in causes)
    if len(causes) > 1 and total and causes[0].now / total >= HALF:
        words = f"{causes[0].name}占{percent(pen, causes[0].now, total, f'{topic.code}|{causes[0].name}')}"
        yield {"head": "案由集中", "words": words}
    rising = [row for row in topic.splits.get("town", ()) if _grew(row)]
    if rising:
        one = max(rising, key=lambda row: row.now - (row.before or 0))
        subject = f"{topic.code}|{one.name}"
        words = f"{one.name}新收{count(pen, one.now, subject)}，{growth(pen, one.now, one.before, subject)}"
        yield {"head": "个别镇街增长较快", "words": words}
    closed = [row for row in topic.splits.get("closing", ()) if row.name != "未填"]
    done = sum(row.now for row in closed)
    settled = sum(row.now for row in closed if any(word in row.name for word in SETTLED))
    if done and (settled / done >= HALF or settled / done <= 0.25):
        head = "多数案件以调解撤诉方式化解" if settled / done >= HALF else "以调解撤诉方式化解的比重偏低"
        words = f"调解、撤诉等方式结案占{percent(pen, settled, done, topic.code, 'settled_share')}"
        yield {"head": head, "words": words}
    for rule in dict.fromkeys(one.alarm.rule for one in material.warned):
        mine = [one for one in material.warned if one.alarm.rule == rule]
        title = said(mine[0].title, "zh")
        yield {
            "head": f"存在{title}现象",
            "words": f"按预警规则发现{count(pen, len(mine), f'alerts.{rule}', unit='项')}",
        }


def _grew(row: Row) -> bool:
    """Whether a part grew clearly on enough cases."""
    return row.before is not None and row.now >= MANY and row.now >= row.before * 1.2
