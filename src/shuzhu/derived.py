"""Derived columns: what the catalogue's grammar cannot say and the store works out, by name.

Each has a title and a definition; ``store/derive`` computes it, ``tests/reference.py`` computes it
again in plain Python. ``TABLES`` are the tables that indicators may count: those of the records and
``judge_days``, which the store makes from ``judge_posts``.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from shuzhu.records import RECORDS, Column, columns


def _d(name: str, title: str, type_: type, note: str) -> Column:
    """A derived column."""
    return Column(name=name, title=title, type=type_, key=False, code="", personal=False, note=note)


_OF_CASE: Final = (
    _d("court", "法院代字", str, "the court of its case"),
    _d("case_kind", "案件类别", str, "the kind of its case"),
    _d("case_instance", "案件审级", str, "the instance of its case"),
    _d("case_filed_on", "案件立案日期", date, "when its case was filed"),
    _d("case_closed_on", "案件结案日期", date, "when its case was closed"),
)

DERIVED: Final[Mapping[str, tuple[Column, ...]]] = {
    "cases": (
        _d("elapsed_days", "审理天数", int, "closed_on − filed_on: days run from the day after filing "
           "(2000 审限规定 art. 8)"),
        _d("excluded_days", "扣除天数", int, "days in the union of its exclusions, within the days that run"),
        _d("net_days", "净审理天数", int, "elapsed_days − excluded_days"),
        _d("due_on", "审限届满日", date, "limit_on, else filed_on + the limit in force for its kind, instance "
           "and procedure on that date"),
        _d("extended", "延长审限", bool, "an extension was approved"),
        _d("within_limit", "法定审限内结案", bool, "closed_on ≤ due_on + excluded_days, and not extended"),
        _d("aged_on", "满12个月日", date, "filed_on + 12 months where it was still open on that day"),
        _d("review_outcome", "二审结果(关联)", str, "closing of the second-instance case that names it (the last one "
           "closed; an appeal over jurisdiction is none), else appeal_outcome"),
        _d("review_closed_on", "二审结案日期(关联)", date, "its date, else appeal_closed_on"),
        _d("review_reason", "改发原因(关联)", str, "why it was changed or remanded: from that case, else "
           "change_reason"),
        _d("appealed", "已上诉或抗诉", bool, "appealed_on, protested_on, appeal_number or a second-instance "
           "case that names it"),
        _d("can_appeal", "可上诉结案", bool, "appealable, else a first-instance judgment or an order that may "
           "be appealed; small claims and what is final at first instance (民诉法185、225) apart"),
        _d("retrial_on", "进入再审日期", date, "retrial_ordered_on, else the filing of the retrial case that "
           "names it"),
        _d("retried_outcome", "再审结果(关联)", str, "closing of the retrial case that names it, else "
           "retrial_outcome"),
        _d("retried_closed_on", "再审结案日期(关联)", date, "its date, else retrial_closed_on"),
        _d("took_effect_on", "生效日(推定)", date, "effective_on; else the appeal's date where it was upheld or "
           "withdrawn; else closed_on + 15 days (10 for criminal and for orders) where it can be appealed; "
           "else closed_on"),
        _d("enforcement_asked", "已申请首次执行", bool, "a first enforcement case names it as its basis"),
        _d("debtor_local", "债务人住所在本区", bool, "a defendant's residence lies in the court's region"),
        _d("applied_amount", "申请执行标的额", Decimal, "from the enforcement record"),
        _d("recovered_amount", "执行到位金额", Decimal, "from the enforcement record"),
        _d("chain_closed_on", "全流程办结日", date, "when the enforcement that names it was performed"),
        _d("chain_days", "全流程天数", int, "chain_closed_on − filed_on"),
        _d("transfer_days", "上诉移送天数", int, "transferred_on − the end of the appeal period"),
        _d("complete", "必填齐全", bool, "court, kind, case number, cause and filed_on are there, and closing "
           "where it is closed"),
        _d("filing_in_time", "法定期限内立案", bool, "filed within 7 days of being received (民诉法126)"),
        _d("from_mediation", "经诉前调解", bool, "it names a mediation before filing, or has one as its origin"),
    ),
    "parties": (
        *_OF_CASE,
        _d("minor", "未满18周岁", bool, "offence_age < 18; else under 18 when the case was filed; an age is full "
           "from the day after the birthday (法释〔2006〕1号 art. 2)"),
    ),
    "hearings": _OF_CASE,
    "services": _OF_CASE,
    "documents": (
        _d("counts_on", "公开统计日", date, "effective_on, else dated_on"),
        _d("due_public", "应公开", bool, "no reason of 法释〔2016〕19号 art. 4 withholds it"),
        _d("published", "已公开", bool, "publication is published, or it has a date of publication"),
        _d("published_in_time", "及时公开", bool, "published within 7 weekdays of taking effect (art. 7)"),
    ),
    "mediations": (
        _d("succeeded", "调解成功", bool, "ended in an agreement, or withdrawn after settling"),
        _d("mediation_days", "调解天数", int, "ended_on − accepted_on − appraisal_days"),
        _d("overdue", "超期调解", bool, "more than 30 days, 15 after filing in ordinary and 7 in simplified procedure, "
           "with the days added by consent; never where an extension by consent has no end (在线调解规则)"),
        _d("unproven", "成功无协议", bool, "said to have ended in an agreement, but none is on file and it was not "
           "performed at once"),
        _d("filing_wait_days", "转立案等待天数", int, "filed_on − ended_on of those that failed"),
        _d("performed_in_time", "到期已履行", bool, "performed_on ≤ due_on"),
        _d("reused", "诉前材料被沿用", bool, "address, evidence or undisputed facts were taken over by the trial"),
        _d("followed_on", "成功满12个月日", date, "ended_on + 12 months of those that succeeded"),
        _d("returned", "12个月内回流", bool, "returned_on ≤ followed_on"),
    ),
    "advices": (
        _d("answered_in_time", "期限内反馈", bool, "answered_on ≤ due_on"),
    ),
}  # fmt: skip

JUDGE_DAYS: Final = (
    _d("court", "法院代字", str, "where the judge is in post"),
    _d("division", "庭室", str, "in which division"),
    _d("month_on", "月份", date, "the first day in post of that statistical month"),
    _d("days", "在岗人日", int, "days in post within that month, each day of a judge of a court once"),
)

TABLES: Final = frozenset({*RECORDS, "judge_days"})


@cache
def derived(table: str) -> tuple[Column, ...]:
    """The derived columns of a table; those that a record has already are left out."""
    own = {c.name for c in columns(table)}
    return tuple(c for c in DERIVED.get(table, ()) if c.name not in own)


@cache
def all_columns(table: str) -> Mapping[str, Column]:
    """Every column of a table by name, the records' own first; raises KeyError for no such table."""
    if table == "judge_days":
        return {c.name: c for c in JUDGE_DAYS}
    return {c.name: c for c in (*columns(table), *derived(table))}
