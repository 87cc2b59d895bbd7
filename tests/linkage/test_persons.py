"""Parties as one person: by sound numbers, else by all that is told; no two sound numbers ever joined."""

import pyarrow as pa
import pytest

from drawn import rows_of
from shuzhu.linkage.identity import credit_sign, identity, widened
from shuzhu.linkage.persons import COLUMNS, clusters, persons

OLD = "990213800105123"
NUMBER = widened(OLD)
CODE = "91990200AB12CD34E"
CODE += credit_sign(CODE)
PARTIES = f"""
unique_id | court | name | id_number | telephone | born_on | sex | town
a1 | 甲 | 陈虚一 | {NUMBER} | 00012345678 | 1980-01-05 | male | 望虚镇
a2 | 甲 | 陈虚一 | {OLD} | | 1980-01-05 | male |
a3 | 甲 | 陈须一 | {NUMBER[:14]}**** | | 1980-01-05 | male | 望虚镇
a4 | 甲 | 陈某某 | {NUMBER[:10]}****{NUMBER[14:]} | 00012345678 | | male | 望虚镇
b1 | 乙 | 陈虚一 | {NUMBER} | | 1980-01-05 | male | 望虚镇
c1 | 甲 | 林拟二 | {widened("990213800105321")} | | 1980-01-05 | female | 石幻镇
d1 | 甲 | 虚构远达商贸有限公司 | {CODE} | | | |
d2 | 甲 | 虚构远达商贸有限责任公司 | {CODE[:-1]}{"0" if CODE[-1] != "0" else "1"} | | | |
"""


def table(text):
    """A drawn table of parties."""
    rows = rows_of(text)
    return pa.table({name: pa.array([row[name] or None for row in rows], pa.string()) for name in COLUMNS})


@pytest.fixture
def found():
    """The persons of the table."""
    return persons(table(PARTIES))


def test_one_person_is_found_however_written_and_only_within_a_court(found):
    pairs = [*zip(found.known["left"].to_pylist(), found.known["right"].to_pylist(), strict=True),
             *zip(found.pairs["left"].to_pylist(), found.pairs["right"].to_pylist(), strict=True)]  # fmt: skip
    head = clusters(pairs)
    assert {one for one, first in head.items() if first == "a1"} == {"a1", "a2", "a3", "a4"}
    assert {one for one, first in head.items() if first == "d1"} == {"d1", "d2"}
    assert not {"b1", "c1"} & head.keys()


def test_numbers_that_are_sound_join_by_themselves(found):
    assert found.known.select(["left", "right"]).to_pylist() == [{"left": "a1", "right": "a2"}]


def test_what_people_have_decided_is_kept_to():
    def different(pairs):
        return pairs.filter(pa.array([one != "a3" for one in pairs["left"].to_pylist()], pa.bool_()))

    assert "a3" not in persons(table(PARTIES), different).pairs["left"].to_pylist()


def test_a_credit_code_is_proved_by_its_last_sign():
    assert identity(CODE).sound
    assert not identity(CODE[:-1] + ("0" if CODE[-1] != "0" else "1")).sound


def test_clusters_hang_together_by_their_first_record():
    assert clusters([("b", "c"), ("a", "c"), ("x", "y")]) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
