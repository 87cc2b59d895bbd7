"""Party records of a court → which of them are one person or company: by sound numbers, else by all that is told.

Two sound numbers that differ are two people, for the check digit betrays every wrong sign; so only records without a
sound number are weighed against others, each of them given to one person at most.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.linkage.comparisons import ELSE, Comparison, Level, of_home, of_name, of_word
from shuzhu.linkage.identity import identity
from shuzhu.linkage.keys import Hash, name_keys, plain
from shuzhu.linkage.model import Plan, score
from shuzhu.linkage.people import people, through
from shuzhu.linkage.settle import one_each

COLUMNS: Final = ("unique_id", "court", "name", "id_number", "telephone", "born_on", "sex", "town")
"""What is asked of a party; ``id_number`` is the identity number or the credit code."""
_TOLD: Final = 'coalesce("{0}_l" = "{0}_r", FALSE)'
_FIRM: Final = Level(
    word="企业全称相同", sql='"name_company_l" AND "name_company_r" AND "name_name_l" = "name_name_r"', m=0.7, u=1e-5
)
_NAME: Final = of_name("name", "姓名或名称", common=False)
_NUMBER: Final = Comparison(name="id", title="证件号码", levels=(
    Level(word="未填", sql='coalesce("id_whole_l" = "id_whole_r", "id_tail_l" = "id_tail_r", '
          '"id_region_l" = "id_region_r") IS NULL'),
    Level(word="相同", sql=_TOLD.format("id_whole"), m=0.5, u=1e-8),
    Level(word="一位之差", sql='list_has_any("id_open_l", "id_open_r")', m=0.2, u=1e-6),
    Level(word="末四位相符", sql=_TOLD.format("id_tail"), m=0.15, u=2e-4),
    Level(word="地区相符", sql=f'("id_whole_l" IS NULL OR "id_whole_r" IS NULL) AND {_TOLD.format("id_region")}',
          m=0.1, u=0.05),
    Level(word="不同", sql=ELSE, m=0.05, u=0.95),
))  # fmt: skip


def _evenly(one: Comparison) -> Comparison:
    """A comparison whose frequent values weigh as much as others."""
    return replace(one, levels=tuple(replace(level, common="") for level in one.levels))


_HERE: Final = "l.court = r.court AND "
_NEAR: Final = (
    "l.born = r.born", "l.tel_number = r.tel_number", "l.id_region = r.id_region AND l.id_tail = r.id_tail",
    "l.name_name = r.name_name AND l.name_company", "l.name_sound = r.name_sound AND l.town = r.town",
)  # fmt: skip
PERSONS: Final = Plan(
    comparisons=(
        replace(_NAME, levels=(_NAME.levels[0], _FIRM, *_NAME.levels[1:])), _NUMBER,
        _evenly(of_word("born", "出生日期", m=0.97, u=5e-5)), of_home("home", "电话", "tel", "address"),
        _evenly(of_word("sex", "性别", m=0.98, u=0.5)), _evenly(of_word("town", "镇街", m=0.9, u=0.1)),
    ),
    blocks=tuple(_HERE + rule for rule in _NEAR),
    learn_from=(), sure=(), prior=0.5, learn=False, least=0.0,
)  # fmt: skip
"""``prior`` is set by ``persons``: one half by the number of people, for every second such record is of one known."""


def between_offices(many: int) -> Plan:
    """The plan by which parties of two offices are compared, whatever their courts, ``many`` records on one side.

    Whole numbers take part in it, for no office tells the other which of its records they join.
    """
    return replace(PERSONS, blocks=("l.id_whole = r.id_whole", *_NEAR), prior=min(0.5, 0.5 / max(many, 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """``known``: left, right of records with one sound number, the first of each person on the left.

    ``pairs``: scored pairs of a record without one (left) and a person's first record, or another such record.
    """

    known: pa.Table
    pairs: pa.Table


def persons(rows: pa.Table, decided: Callable[[pa.Table], pa.Table] = lambda pairs: pairs) -> Persons:
    """Party records (``COLUMNS``) → which are the same; ``decided`` does to pairs what people have decided of them."""
    rows = rows.sort_by("unique_id")
    whole = _sound(rows["id_number"])
    key = pc.binary_join_element_wise(rows["court"], whole, "|")
    loose, sure = rows.filter(pc.is_null(whole)), rows.append_column("key", key).filter(pc.is_valid(whole))
    first = sure.group_by("key", use_threads=False).aggregate([("unique_id", "min")])
    joined = sure.select(["unique_id", "court", "key"]).join(first, "key")
    again = joined.filter(pc.not_equal(joined["unique_id"], joined["unique_id_min"]))
    known = pa.table({"left": again["unique_id_min"], "right": again["unique_id"], "court": again["court"]})
    heads = sure.filter(pc.is_in(sure["unique_id"], first["unique_id_min"].combine_chunks()))
    courts = max(pc.count_distinct(rows["court"]).as_py(), 1)
    plan = replace(PERSONS, prior=min(0.5, 0.5 * courts / max(len(heads), 1)))
    given = one_each(decided(score(party_keys(loose), party_keys(_near(heads, loose)), plan)))
    rest = loose.filter(pc.invert(pc.is_in(loose["unique_id"], given["left"].combine_chunks())))
    among = decided(score(party_keys(rest), None, plan))
    return Persons(known=known.sort_by([("left", "ascending"), ("right", "ascending")]),
                   pairs=pa.concat_tables([given, among.select(given.column_names)]))  # fmt: skip


def _sound(numbers: pa.ChunkedArray) -> pa.Array:
    """The whole numbers whose check digit holds, in 18 signs; blank for all others."""
    coded = numbers.combine_chunks().dictionary_encode()
    told = [identity(text) for text in coded.dictionary.to_pylist()]
    return pa.array([one.whole if one and one.whole and one.sound else None for one in told], pa.string()).take(
        coded.indices
    )


def _near(heads: pa.Table, loose: pa.Table) -> pa.Table:
    """The persons who share a birth, telephone, name or the end of a number with any record that lacks a number."""
    found = pa.nulls(len(heads), pa.bool_()).fill_null(False)  # noqa: FBT003
    for name in ("born_on", "telephone"):
        known = pc.drop_null(loose[name].combine_chunks())
        found = pc.or_(found, pc.is_in(heads[name].combine_chunks(), known))
    ours, theirs = (name_keys(rows["name"], "name")["name_name"] for rows in (heads, loose))
    found = pc.or_(found, pc.is_in(ours, pc.drop_null(theirs)))
    tails = pc.drop_null(pc.utf8_slice_codeunits(loose["id_number"].combine_chunks(), -4))
    return heads.filter(
        pc.or_(found, pc.is_in(pc.utf8_slice_codeunits(heads["id_number"].combine_chunks(), -4), tails))
    )


def party_keys(rows: pa.Table, hashed: Hash = plain) -> pa.Table:
    """Parties as keys, hashed where ``hashed`` does so; the day of birth from the record, else from the number."""
    made = people(rows, hashed)
    days = pc.replace_substring(pc.cast(rows["born_on"].combine_chunks(), pa.string()), "-", "")
    born = through(days, "born", hashed)
    return made.append_column("born", pc.coalesce(born, made["id_born"])).append_column("court", rows["court"])


def clusters(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Pairs → by record, the first record of all that hang together with it."""
    head: dict[str, str] = {}

    def of(one: str) -> str:
        head.setdefault(one, one)
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for left, right in pairs:
        low, high = sorted((of(left), of(right)))
        head[high] = low
    return {one: of(one) for one in head}
