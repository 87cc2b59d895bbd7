"""What the event rules ask of the tables, in the SQL that every engine shares.

``where`` is the rule's own condition on ``cases``, compiled by the room of indicators and handed in by the pipeline.
"""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from shuzhu.catalogue.alert_rules import AlertRule

CASES = "c"
"""The alias of ``cases`` in every query; the condition handed in must use it."""


def party_rows(rule: AlertRule, where: exp.Expr, courts: Sequence[str], first: date, last: date) -> exp.Select:
    """court, who, name, party_kind, case_id, filed_on of every party in a role of the rule.

    ``who`` is the credit code, else the identity number, else the name: what a court itself knows a party by.
    """
    who = exp.Coalesce(this=_of("credit_code", "p"), expressions=[_of("id_number", "p"), _of("name", "p")])
    query = (
        exp.select(
            _of("court"), who.as_("who"), _of("name", "p"), _of("kind", "p").as_("party_kind"), _of("case_id"),
            _of("filed_on"),
        )
        .from_(exp.to_table("parties").as_("p"))
        .join(exp.to_table("cases").as_(CASES), on=exp.EQ(this=_of("case_id", "p"), expression=_of("case_id")))
        .where(_of("role", "p").isin(*rule.roles))
        .where(exp.not_(exp.Is(this=who.copy(), expression=exp.null())))
    )  # fmt: skip
    if rule.party_kinds:
        query = query.where(_of("kind", "p").isin(*rule.party_kinds))
    return _within(query, where, courts, first, last)


def cause_rows(where: exp.Expr, courts: Sequence[str], first: date, last: date) -> exp.Select:
    """court, cause, case_id, filed_on of the cases filed between two days."""
    query = exp.select(_of("court"), _of("cause"), _of("case_id"), _of("filed_on"))
    query = query.from_(exp.to_table("cases").as_(CASES)).where(_present(_of("cause")))
    return _within(query, where, courts, first, last)


def last_filings(where: exp.Expr, courts: Sequence[str], before: date) -> exp.Select:
    """court, cause, last_on, first_on of what was filed before a day."""
    query = exp.select(
        _of("court"), _of("cause"), exp.Max(this=_of("filed_on")).as_("last_on"),
        exp.Min(this=_of("filed_on")).as_("first_on"),
    )  # fmt: skip
    query = query.from_(exp.to_table("cases").as_(CASES)).where(where).where(_of("court").isin(*courts))
    query = query.where(exp.LT(this=_of("filed_on"), expression=_day(before)))
    return query.group_by(_of("court"), _of("cause"))


def open_cases(rule: AlertRule, where: exp.Expr, courts: Sequence[str], on: date) -> exp.Select:
    """court, case_id, case_number, filed_on, due_on of the cases that were open on a day and have a limit."""
    names = ("court", "case_id", "case_number", "filed_on")
    query = exp.select(*map(_of, names), _of(rule.column).as_("due_on")).from_(exp.to_table("cases").as_(CASES))
    return _open(query, where, courts, on).where(_present(_of(rule.column)))


def open_exclusions(where: exp.Expr, courts: Sequence[str], on: date) -> exp.Select:
    """court, case_id, case_number, reason, first_on, last_on of exclusions begun by a day in cases open on it."""
    query = exp.select(*map(_of, ("court", "case_id", "case_number")),
                       *(_of(name, "e") for name in ("reason", "first_on", "last_on")))  # fmt: skip
    query = _open(_of_cases(query, "exclusions"), where, courts, on)
    return query.where(exp.LTE(this=_of("first_on", "e"), expression=_day(on)))


def open_extensions(where: exp.Expr, courts: Sequence[str], on: date) -> exp.Select:
    """case_id, days of extensions approved by a day in cases open on it."""
    query = _open(_of_cases(exp.select(_of("case_id"), _of("days", "e")), "extensions"), where, courts, on)
    return query.where(exp.LTE(this=_of("approved_on", "e"), expression=_day(on)))


def pending(where: exp.Expr, court: str, on: date, most: int) -> exp.Select:
    """case_id of so many cases that were open on a day, the oldest first."""
    query = _open(exp.select(_of("case_id")).from_(exp.to_table("cases").as_(CASES)), where, (court,), on)
    return query.order_by(_of("filed_on"), _of("case_id")).limit(most)


def _of_cases(query: exp.Select, table: str) -> exp.Select:
    """The query of a table whose rows belong to cases."""
    on = exp.EQ(this=_of("case_id", "e"), expression=_of("case_id"))
    return query.from_(exp.to_table(table).as_("e")).join(exp.to_table("cases").as_(CASES), on=on)


def _open(query: exp.Select, where: exp.Expr, courts: Sequence[str], on: date) -> exp.Select:
    """The query for the cases of some courts that were open on a day and meet the rule."""
    still = exp.or_(exp.Is(this=_of("closed_on"), expression=exp.null()),
                    exp.GT(this=_of("closed_on"), expression=_day(on)))  # fmt: skip
    query = query.where(where).where(_of("court").isin(*courts)).where(still)
    return query.where(exp.LTE(this=_of("filed_on"), expression=_day(on)))


def registered(courts: Sequence[str], first: date) -> exp.Select:
    """court, filed_on, entered_on, n of the cases filed since a day, where the day of entry is known."""
    query = exp.select(_of("court"), _of("filed_on"), _of("entered_on"), exp.Count(this=exp.Star()).as_("n"))
    query = query.from_(exp.to_table("cases").as_(CASES)).where(_of("court").isin(*courts))
    query = query.where(exp.GTE(this=_of("filed_on"), expression=_day(first))).where(_present(_of("entered_on")))
    return query.group_by(_of("court"), _of("filed_on"), _of("entered_on"))


def last_days() -> exp.Select:
    """The last day on which any case was entered, and was filed: entered_on, filed_on."""
    names = ("entered_on", "filed_on")
    return exp.select(*(exp.Max(this=_of(name)).as_(name) for name in names)).from_(exp.to_table("cases").as_(CASES))


def areas() -> exp.Select:
    """Every town of every court: court, town."""
    query = exp.select(_of("court"), _of("town")).distinct().from_(exp.to_table("cases").as_(CASES))
    return query.where(_present(_of("town"))).where(_present(_of("court")))


def _within(query: exp.Select, where: exp.Expr, courts: Sequence[str], first: date, last: date) -> exp.Select:
    """The query for the cases of some courts that were filed between two days and meet the rule."""
    days = exp.Between(this=_of("filed_on"), low=_day(first), high=_day(last))
    return query.where(where).where(_of("court").isin(*courts)).where(days)


def _of(name: str, table: str = CASES) -> exp.Column:
    """A column of a table by its alias."""
    return exp.column(name, table=table)


def _present(column: exp.Expr) -> exp.Expr:
    """The column is not blank."""
    return exp.not_(exp.Is(this=column, expression=exp.null()))


def _day(day: date) -> exp.Expr:
    """A day as a literal."""
    return exp.cast(exp.Literal.string(day.isoformat()), "DATE")
