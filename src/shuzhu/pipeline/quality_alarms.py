"""The contract of data and a store → alarms: rules that find too much, deliveries that did not come."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from shuzhu.alarms import Alarm, level_of
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.catalogue.quality_rules import QualityRule
from shuzhu.periods import Period, month_label
from shuzhu.pipeline.house import House
from shuzhu.pipeline.quality_counts import by_month, faulty
from shuzhu.quality.scan import ROWS, Within

MOST_EVIDENCE: Final = 200
MONTHS: Final = 12


def too_faulty(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> Iterator[Alarm]:
    """An alarm for each court and rule whose share of faulty records, in the year to the period's end, is too high.

    The year makes the check after a load the same as the one that raised the item, whatever period was watched.
    """
    start = house.settings.year
    end = start.month_index(when.last)
    first, last = start.begins(end - MONTHS + 1), start.begins(end + 1) - timedelta(days=1)
    known = {one.code: one for one in house.contract.rules}
    sums: dict[tuple[str, str], list[int]] = {}
    for one in by_month(house):
        court, month = one.by
        if court in courts and isinstance(month, int) and end - MONTHS < month <= end and one.rule != ROWS:
            pair = sums.setdefault((str(court), one.rule), [0, 0])
            pair[0], pair[1] = pair[0] + one.checked, pair[1] + one.faulty
    for (court, code), (checked, bad) in sorted(sums.items()):
        share = 100 * bad / checked
        level = level_of(share, rule.levels)
        if level is None or bad < rule.least:
            continue
        found = known[code]
        yield Alarm(
            rule=rule.id, edition=rule.edition, court=court, subject=code, called=found.title["zh"],
            period=f"{month_label(end - MONTHS + 1)}..{month_label(end)}", on=when.last, value=round(share, 2),
            limit=rule.levels[level], level=level,
            words=f"{month_label(end - MONTHS + 1)}至{month_label(end)}检查{checked}条，{found.title['zh']}{bad}条，"
            f"占{share:.2f}%；{found.mend['zh']}",
            evidence=_evidence(house, found, Within(courts=(court,), first=first, last=last)),
        )  # fmt: skip


def _evidence(house: House, rule: QualityRule, within: Within) -> tuple[str, ...]:
    """The first cases of the faulty records."""
    rows = faulty(house, house.engine, [rule], within, MOST_EVIDENCE)
    ids = rows.column("case_id").to_pylist() if "case_id" in rows.column_names else []
    return tuple(dict.fromkeys(case for case in ids if case))
