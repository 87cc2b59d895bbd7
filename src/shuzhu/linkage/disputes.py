"""Disputes as mediation, court and enforcement records tell them: their columns as keys, and a plan for each task.

The weights are our own and not learnt: what is linked does not change with what else was loaded, and each number can
be argued about. ``a`` is who asks (applicant, plaintiff), ``b`` who answers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.linkage.comparisons import Comparison, of_amount, of_days, of_identity, of_name, of_word, within
from shuzhu.linkage.keys import Hash, id_keys, name_keys, plain
from shuzhu.linkage.model import Plan
from shuzhu.linkage.persons import PERSONS
from shuzhu.linkage.settle import one_each, one_to_one

COLUMNS: Final = (
    "unique_id",
    "a",
    "b",
    "a_number",
    "b_number",
    "court",
    "cause",
    "town",
    "amount",
    "begun",
    "ended",
    "kind",
)
"""What is asked of a dispute; ``amount`` in yuan as a number, ``begun`` and ``ended`` as days, all else as text."""
_NAMES: Final = (of_name("a", "申请方", common=False), of_name("b", "被申请方", common=False))
_NUMBERS: Final = (of_identity("an", "申请方证件"), of_identity("bn", "被申请方证件"))
_PARTIES: Final = "l.court = r.court AND l.a_near = r.a_near AND l.b_near = r.b_near"
_AFTER: Final = "l.ended <= r.ended AND l.unique_id <> r.unique_id"
_LATELY: Final = "l.kind = r.kind AND abs(date_diff('day', l.begun, r.begun)) <= 60"
_ONE: Final = ("l.court = r.court AND l.a_near = r.a_near AND l.amount = r.amount",
               "l.court = r.court AND l.b_near = r.b_near AND l.amount = r.amount")  # fmt: skip
_DAY: Final = "l.cause = r.cause AND abs(date_diff('day', l.begun, r.begun)) <= 7"
_SOON: Final = (f"l.court = r.court AND l.a_near = r.a_near AND {_DAY}",
                f"l.court = r.court AND l.b_near = r.b_near AND {_DAY}")  # fmt: skip
"""For disputes without a sum whose other party's name is hidden in one source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is linked with what: its title, the two sources in words, and how pairs that share a record are settled.

    ``settle`` is None where a record may have any number of partners.
    """

    name: str
    title: str
    left: str
    right: str
    plan: Plan
    settle: Callable[[pa.Table], pa.Table] | None = one_to_one


def _plan(*comparisons: Comparison, blocks: tuple[str, ...], sure: str, apart: str = "") -> Plan:
    """A plan whose weights are not learnt."""
    return Plan(comparisons=comparisons, blocks=blocks, learn_from=(), sure=(sure,), apart=apart, learn=False)


def _word(key: str, title: str, m: float, u: float) -> Comparison:
    """A word whose frequent values weigh as much as others."""
    one = of_word(key, title, m=m, u=u)
    return replace(one, levels=tuple(replace(level, common="") for level in one.levels))


_LEDGER: Final = _plan(
    *_NAMES, of_amount("amount", "标的额"), of_days("begun", "登记日期"), of_days("ended", "办结日期"),
    _word("cause", "案由", 0.97, 0.06), _word("town", "镇街", 0.95, 0.2),
    blocks=(_PARTIES, *_ONE, *_SOON, "l.court = r.court AND l.amount = r.amount AND l.begun = r.begun"),
    sure=f"{_PARTIES} AND l.amount = r.amount", apart="court",
)  # fmt: skip
_FILED: Final = _plan(
    *_NAMES, of_amount("amount", "标的额", same=(0.5, 0.001)),
    of_days("ended", "调解终结至立案", (10, 30, 90, 365), ((0.3, 0.003), (0.25, 0.01), (0.2, 0.04), (0.2, 0.2))),
    _word("cause", "案由", 0.97, 0.06),
    blocks=tuple(f"{block} AND {_AFTER}" for block in (_PARTIES, *_ONE)),
    sure=f"{_PARTIES} AND l.cause = r.cause AND {_AFTER} AND r.ended <= l.ended + 365", apart="court",
)  # fmt: skip
_NEXT: Final = _plan(
    *_NAMES, *_NUMBERS, of_amount("amount", "标的额"), of_days("ended", "前案结案至立案", (30, 90, 180, 720)),
    _word("cause", "案由", 0.97, 0.06),
    blocks=(f"l.a_near = r.a_near AND l.b_near = r.b_near AND l.cause = r.cause AND {_AFTER}",),
    sure=f"l.a_near = r.a_near AND l.b_near = r.b_near AND l.amount = r.amount AND l.cause = r.cause AND {_AFTER}",
)  # fmt: skip
_TWICE: Final = Plan(
    comparisons=(
        *(within(one) for one in (*_NAMES, *_NUMBERS)),
        of_amount("amount", "标的额", same=(0.93, 0.02)), of_days("begun", "立案日期", (0, 5, 20)),
        _word("cause", "案由", 0.99, 0.5),
    ),
    blocks=(f"{_PARTIES} AND {_LATELY}",
            f"l.court = r.court AND l.an_whole = r.an_whole AND l.amount = r.amount AND {_LATELY}"),
    learn_from=(), sure=(), prior=0.02, learn=False,
)  # fmt: skip
"""Among cases of the same parties and weeks, for parties that sue each other twice are no rarity: what tells a case
entered twice from another one are the sum, the cause and the day."""
TASKS: Final[Mapping[str, Task]] = {
    one.name: one for one in (
        Task(name="ledger", title="平台与台账", left="调解平台", right="司法行政台账", plan=_LEDGER),
        Task(name="filed", title="调解与立案", left="诉前调解", right="立案案件", plan=_FILED,
             settle=partial(one_each, side="right")),
        Task(name="enforced", title="判决与执行", left="执行依据案件", right="执行案件", plan=_NEXT),
        Task(name="appealed", title="原审与上诉再审", left="原审案件", right="二审、再审案件", plan=_NEXT),
        Task(name="twice", title="重复立案", left="案件", right="案件", plan=_TWICE, settle=None),
        Task(name="persons", title="同一当事人", left="当事人记录", right="当事人记录", plan=PERSONS, settle=None),
    )
}  # fmt: skip


def disputes(rows: pa.Table, hashed: Hash = plain) -> pa.Table:
    """Records (``COLUMNS``) → the keys that disputes are compared by."""
    told = {
        name: rows[name].combine_chunks() if name in rows.column_names else pa.nulls(len(rows), pa.string())
        for name in COLUMNS
    }
    return pa.table({
        "unique_id": told["unique_id"], **name_keys(told["a"], "a", hashed), **name_keys(told["b"], "b", hashed),
        **id_keys(told["a_number"], "an", hashed), **id_keys(told["b_number"], "bn", hashed),
        "amount": pc.cast(told["amount"], pa.float64()),
        "begun": pc.cast(told["begun"], pa.date32()), "ended": pc.cast(told["ended"], pa.date32()),
        **{name: told[name] for name in ("court", "cause", "town", "kind")},
    })  # fmt: skip
