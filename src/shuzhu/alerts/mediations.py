"""Marked mediations → alarms: one for each organisation that has enough of them, with every one as evidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shuzhu.alarms import Alarm, level_of
from shuzhu.catalogue.alert_rules import AlertRule

UNNAMED = "未登记调解组织"
"""What stands for an organisation that nobody wrote down."""


def by_organisation(rule: AlertRule, rows: Sequence[Mapping[str, Any]], watched: str, on: date) -> Iterator[Alarm]:
    """Alarms of marked mediations: court, organisation, mediation_id, and of open ones the days so far.

    ``watched`` is the period in which they were found, ``on`` the last day that they rest on.
    """
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["court"], row["organisation"] or UNNAMED), []).append(row)
    for (court, organisation), mine in sorted(found.items()):
        level = level_of(float(len(mine)), rule.levels)
        if level is not None:
            yield Alarm(
                rule=rule.id, edition=rule.edition, court=court, subject=organisation, called=organisation,
                period=watched, on=on, value=float(len(mine)), limit=rule.levels[level], level=level,
                evidence=tuple(row["mediation_id"] for row in mine), words=_words(rule, mine),
            )  # fmt: skip


def _words(rule: AlertRule, mine: Sequence[Mapping[str, Any]]) -> str:
    """What is said of one organisation's mediations."""
    if rule.flag == "unproven":
        return f"报称达成协议{len(mine)}件，卷内没有调解协议，也未即时履行"
    longest = max(row["days"] for row in mine)
    return f"{len(mine)}件超过法定调解期限未办结且无合意延长，最长已{longest:g}日"
