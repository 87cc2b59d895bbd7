"""The bench: divisions, judges with their time in post, clerks; and who sits on which case."""

import numpy as np
import pyarrow as pa

from shuzhu.demo import people
from shuzhu.demo.arrays import NONE, Array, Frame, chance, dates, day, joined, scramble, table, text, words
from shuzhu.demo.numbers import TYPES
from shuzhu.demo.province import LAST, DemoCourt, next_workday

DIVISIONS = ("民事审判第一庭", "民事审判第二庭", "刑事审判庭", "行政审判庭", "执行局", "立案庭", "人民法庭")
_PARTS = (0.24, 0.20, 0.12, 0.08, 0.18, 0.06, 0.12)
_CIVIL, _ENFORCEMENT, _FILING = (0, 1, 6), 4, 5
_FULL_A_JUDGE = 175


def slots(court: DemoCourt) -> int:
    """How many judges a court has at a time: 20–60 in a basic court, by its share of the work."""
    if court.level == "basic":
        return int(np.clip(round(court.size * 63_000 / _FULL_A_JUDGE), 20, 60))
    return 70 if court.level == "intermediate" else 90


def _division_of_slot(court: DemoCourt) -> Array:
    """The division that each judge's place belongs to; every division has one at least."""
    edges = np.cumsum(_PARTS) * slots(court)
    found = np.searchsorted(edges, np.arange(slots(court)) + 0.5, "right")
    return np.minimum(found, len(DIVISIONS) - 1)


def _key(court: DemoCourt | int, slot: Array, turn: Array | int) -> Array:
    """The person number of the judge who holds a place in its n-th turn."""
    number = court if isinstance(court, int) else court.number
    return people.person(number, 2**35 + slot * 8 + turn, people.NATURAL)


def _change(court: int, slot: Array) -> Array:
    """The day on which a place passes to its second holder; blank where it does not."""
    keys = _key(court, slot, 0)
    when = day(2017, 2, 1) + (chance(keys, 61) * (LAST - day(2017, 2, 1))).astype(np.int64)
    return np.where(chance(keys, 62) < 0.35, next_workday(when), NONE)


def judge_posts(court: DemoCourt) -> pa.Table:
    """Every interval of every judge of a court."""
    slot = np.arange(slots(court))
    change = _change(court.number, slot)
    since = day(2009, 1, 4) + (chance(_key(court, slot, 0), 63) * 2_800).astype(np.int64)
    turned = change != NONE
    all_slots = np.concatenate([slot, slot[turned]])
    turn = np.concatenate([np.zeros(len(slot), int), np.ones(int(turned.sum()), int)])
    begins = np.concatenate([since, change[turned]])
    ends = np.concatenate([np.where(turned, change - 1, NONE), np.full(int(turned.sum()), NONE)])
    size = len(all_slots)
    return table("judge_posts", size, {
        "post_id": joined(f"岗-{court.mark}-", text(all_slots + 1), "-", text(turn + 1)),
        "judge": _names(np.full(size, court.number), all_slots, turn),
        "court": court.mark,
        "division": words(DIVISIONS, _division_of_slot(court)[all_slots]),
        "since": dates(begins),
        "until": dates(ends),
    })  # fmt: skip


def _names(court: Array, slot: Array, turn: Array) -> pa.Array:
    """Judges' names, no two alike in a court: the name says the place."""
    surname = words(tuple("陈林黄张李王吴刘蔡杨许郑"), scramble(court * 97 + slot * 7 + turn, 64) % 12)
    return joined(surname, words(("虚", "拟"), turn), words(_LETTERS, slot))


def _chinese(number: int) -> str:
    """A whole number below a hundred in the numerals of names: 一, 十, 二三."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else digits[number // 10] + digits[number % 10]


_LETTERS = tuple(_chinese(n) for n in range(1, 100))


def sits(court: DemoCourt, frame: Frame) -> dict[str, pa.Array]:
    """Division, judge and clerk of each case."""
    division = _division(court, frame)
    of_slot = _division_of_slot(court)
    first = np.searchsorted(of_slot, np.arange(len(DIVISIONS)), "left")
    count = np.searchsorted(of_slot, np.arange(len(DIVISIONS)), "right") - first
    slot = first[division] + scramble(frame["key"], 66) % np.maximum(count[division], 1)
    change = _change(court.number, slot)
    turn = ((change != NONE) & (frame["filed"] >= change)).astype(np.int64)
    clerks = _names(frame["court"] + 500, scramble(frame["key"], 67) % 12, np.zeros(len(slot), int))
    return {"division": words(DIVISIONS, division), "judge": _names(frame["court"], slot, turn), "clerk": clerks}


def _division(court: DemoCourt, frame: Frame) -> Array:
    """The division that hears a case of its type; the people's tribunal is for basic courts."""
    first = np.array([TYPES[n][0] for n in range(len(TYPES))])
    kind = np.select([first == "刑", first == "行", np.isin(first, ("执", "司"))], [2, 3, _ENFORCEMENT], 0)
    kind[TYPES.index("诉前调确")] = _FILING
    kind[TYPES.index("财保")] = _FILING
    civil = np.array(_CIVIL if court.level == "basic" else _CIVIL[:2])
    drawn = civil[scramble(frame["key"], 65) % len(civil)]
    return np.where(kind[frame["type"]] == 0, drawn, kind[frame["type"]])
