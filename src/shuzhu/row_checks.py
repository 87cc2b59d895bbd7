"""Row checks: what a quality rule can ask of a row that its columns do not say themselves, by name.

Each has a title, a definition and the fields that it judges; ``quality.expressions`` has the SQL, and
``tests/quality/reference.py`` works them out again in plain Python. A wrong-or-not check is blank where the row
says too little to judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from shuzhu.derived import all_columns
from shuzhu.records import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCheck:
    """One check of a table's rows: ``fields`` are what it judges."""

    name: str
    title: str
    type: type
    fields: tuple[str, ...]
    note: str

    @property
    def column(self) -> Column:
        """As a column that a test may name."""
        return Column(
            name=self.name, title=self.title, type=self.type, key=False, code="", personal=False, note=self.note
        )


def _wrong(name: str, title: str, fields: str, note: str) -> RowCheck:
    """A check that says whether a row is wrong."""
    return RowCheck(name=name, title=title, type=bool, fields=tuple(fields.split()), note=note)


def _days(name: str, title: str, fields: str, note: str) -> RowCheck:
    """A check that counts days."""
    return RowCheck(name=name, title=title, type=int, fields=tuple(fields.split()), note=note)


_NO_CASE: Final = _wrong("case_nowhere", "所属案件不存在", "case_id", "case_id names no case in the store")

CHECKS: Final[Mapping[str, tuple[RowCheck, ...]]] = {
    "cases": (
        _wrong("number_wrong", "案号不合规则", "case_number",
               "neither （year）court type number 号 (法〔2015〕137号) nor the form in use before 2016 (字第)"),
        _wrong("number_court_differs", "案号法院代字与法院不符", "case_number court",
               "a number of the new form whose mark is not the court's"),
        _wrong("number_type_differs", "案号类型代字与类型不符", "case_number type_code",
               "a number of the new form and of its court whose type is not type_code"),
        _wrong("number_year_differs", "案号年度与收立案年度不符", "case_number filed_on",
               "the number's year is neither that of received_on nor that of filed_on"),
        _wrong("number_repeated", "案号重复", "case_number", "another case of the court has the same number"),
        _wrong("cause_unknown", "案由不在任何版本", "cause", "no edition of causes or charges has this name"),
        _wrong("cause_out_of_date", "案由与立案时版本不符", "cause filed_on",
               "the name is in an edition, but in none that was in force on filed_on"),
        _wrong("closing_misfits", "结案方式与案件类别不符", "closing kind instance",
               "the code table of closings does not have it for this kind and instance"),
        _wrong("procedure_misfits", "审理程序与案件类别不符", "procedure kind instance",
               "the code table of procedures does not have it for this kind and instance"),
        _wrong("received_after_filed", "收案晚于立案", "received_on filed_on", "received_on > filed_on"),
        _wrong("closed_before_filed", "结案早于立案", "closed_on filed_on", "closed_on < filed_on"),
        _wrong("effective_before_closed", "生效早于结案", "effective_on closed_on", "effective_on < closed_on"),
        _wrong("archived_before_closed", "归档早于结案", "archived_on closed_on", "archived_on < closed_on"),
        _wrong("ahead_of_time", "日期晚于数据日", "filed_on closed_on",
               "filed_on or closed_on lies after the day on which the snapshot was made"),
        _days("days_to_entry", "立案录入迟延天数", "entered_on filed_on", "entered_on − filed_on"),
        _days("days_to_closing_entry", "结案录入迟延天数", "closing_entered_on closed_on",
              "closing_entered_on − closed_on"),
        _wrong("origin_nowhere", "原审案号无此案", "origin_number",
               "origin_number names a court and a year that the store holds, but no case of it"),
        _wrong("mediation_nowhere", "诉前调登记号无此调解", "mediation_id",
               "mediation_id names a court and a year whose mediations the store holds, but none of them"),
        _wrong("appeal_outcome_differs", "二审结果与二审案件不符", "appeal_outcome",
               "appeal_outcome is not the closing of the second-instance case that names it"),
        _wrong("appeal_date_differs", "二审结案日期与二审案件不符", "appeal_closed_on",
               "appeal_closed_on is not the day on which that case was closed"),
    ),
    "parties": (
        _NO_CASE,
        _wrong("identity_wrong", "身份证号校验不符", "id_number",
               "not 18 places with the check digit of GB 11643 and a real day, nor 15 digits; masked ones apart"),
        _wrong("birth_differs", "出生日期与身份证号不符", "born_on id_number", "born_on is not the day in id_number"),
        _wrong("credit_code_wrong", "统一社会信用代码校验不符", "credit_code",
               "not 18 signs with the check sign of GB 32100"),
        _wrong("party_repeated", "同案当事人重复", "name role", "the case has another party of the same role, name "
               "and identity number"),
    ),
    "hearings": (
        _NO_CASE,
        _wrong("held_outside", "开庭不在立案与结案之间", "held_on", "held_on before its case was filed or after it "
               "was closed"),
    ),
    "services": (
        _NO_CASE,
        _wrong("served_before_filed", "送达早于立案", "served_on", "served_on before its case was filed"),
    ),
    "documents": (
        _NO_CASE,
        _wrong("number_differs", "文书案号与案件不符", "case_number", "case_number is not that of its case"),
        _wrong("date_differs", "文书落款与结案日期不符", "dated_on", "dated_on lies before its case was filed, or more "
               "than 30 days from closed_on"),
        _wrong("outcome_differs", "文书结果与结案方式不符", "outcome", "outcome, as read from the text, is not what "
               "closing says"),
        _wrong("published_early", "上网早于落款", "published_on dated_on", "published_on < dated_on"),
    ),
    "enforcements": (
        _NO_CASE,
        _wrong("basis_nowhere", "执行依据无此案", "basis_number",
               "basis_number names a court and a year that the store holds, but no case of it"),
        _wrong("recovered_too_much", "到位金额超过标的两倍", "recovered_amount applied_amount",
               "recovered_amount > 2 × applied_amount"),
    ),
    "dishonest": (
        _NO_CASE,
        _wrong("listed_before_filed", "纳入早于执行立案", "listed_on", "listed_on before its case was filed"),
        _wrong("removed_before_listed", "删除早于纳入", "removed_on listed_on", "removed_on < listed_on"),
    ),
    "exclusions": (
        _NO_CASE,
        _wrong("ends_before_begins", "扣除止日早于起日", "last_on first_on", "last_on < first_on"),
    ),
    "extensions": (
        _NO_CASE,
        _wrong("approved_before_asked", "批准早于申请", "approved_on requested_on", "approved_on < requested_on"),
    ),
    "mediations": (
        _wrong("ended_before_registered", "办结早于登记", "ended_on registered_on", "ended_on < registered_on"),
        _wrong("accepted_before_registered", "接受早于登记", "accepted_on registered_on",
               "accepted_on < registered_on"),
        _wrong("filed_nowhere", "转立案案号无此案", "filed_number",
               "filed_number names a court and a year that the store holds, but no case of it"),
    ),
}  # fmt: skip


@cache
def checks_of(table: str) -> Mapping[str, RowCheck]:
    """The checks of a table by name."""
    return {check.name: check for check in CHECKS.get(table, ())}


@cache
def columns_and_checks(table: str) -> Mapping[str, Column]:
    """Every column that a quality rule may name; raises KeyError for no such table."""
    return {**all_columns(table), **{name: check.column for name, check in checks_of(table).items()}}
