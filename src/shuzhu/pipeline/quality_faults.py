"""The contract of data and a store → the faulty records themselves, as people who mend them read them."""

from collections.abc import Collection, Mapping
from typing import Any

from shuzhu.access import NAMED, field_class, masked_name, masked_value
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.quality_rules import QualityRule
from shuzhu.derived import all_columns
from shuzhu.errors import UsageError, did_you_mean
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.quality import permitted, within
from shuzhu.pipeline.quality_counts import faulty, filled, rules_of
from shuzhu.pipeline.quality_words import SEVERITIES
from shuzhu.quality.scan import SCANNED
from shuzhu.records import RECORDS, Column, key_of


def faulty_records(
    house: House, court: str = "all", period: str | None = None, rules: Collection[str] = (), limit: int | None = None
) -> list[dict[str, Any]]:
    """The faulty records of some courts and a period: rule, record, court, day, division, clerk, fields, values, mend.

    A record stands once for every rule that found it; fields and codes stand under their titles, values of fields
    beyond the reader's right are masked. ``limit`` bounds the rows of each table. Raises UsageError for no such rule.
    """
    action, courts = permitted(house, court)
    when = the_period(house, period)
    known = {rule.code: rule for rule in house.contract.rules}
    for code in rules:
        if code not in known:
            raise UsageError(f"no quality rule {code!r}" + did_you_mean(code, known))
    named = house.reader.sees_names_in(courts)
    found: list[dict[str, Any]] = []
    engine = house.reading(action)
    for table in SCANNED:
        mine = [rule for rule in rules_of(house, table) if not rules or rule.code in rules]
        if mine and filled(house, table):
            rows = faulty(house, engine, mine, within(courts, when), limit).to_pylist()
            found += [
                _fault(house.codes, rule, row, named=named) for row in rows for rule in mine if row[f"f_{rule.code}"]
            ]
    if named and found:
        house.audited("names", "数据质量明细", court="、".join(courts[:5]), rows=len(found))
    return found


def _fault(codes: CodeTables, rule: QualityRule, row: Mapping[str, Any], *, named: bool) -> dict[str, Any]:
    """A faulty record under one rule, as the reader may see it."""
    known = all_columns(rule.table)
    values = [
        f"{known[name].title}：{_value(codes, rule.table, known[name], row[name], named=named)}" for name in rule.fields
    ]
    return {
        "rule": rule.code, "title": rule.title["zh"], "table": RECORDS[rule.table].TITLE, "court": row["_court"],
        "record": "/".join(str(row[name]) for name in key_of(rule.table)), "case_id": row.get("case_id"),
        "day": row["_day"], "division": row["_division"],
        "clerk": row["_clerk"] if named else masked_name(row["_clerk"]) or None,
        "fields": "、".join(known[name].title for name in rule.fields), "values": "；".join(values),
        "severity": SEVERITIES.get(rule.severity, rule.severity), "mend": rule.mend["zh"], "owner": rule.owner,
    }  # fmt: skip


def _value(codes: CodeTables, table: str, column: Column, value: Any, *, named: bool) -> str:
    """A value, a code by its title; hidden where it names a person and the reader may not see names."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    text = codes.title(column.code, str(value)) if column.code else str(value)
    return masked_value(text) if field_class(table, column.name) == NAMED and not named else text
