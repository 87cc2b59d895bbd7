"""Every rule of the contract, drawn: a few rows of its table, and which of them it is to find."""

import re
from pathlib import Path

import pytest

import faces
from drawn import batch, rows_of
from measuring import codes
from shuzhu import pipeline
from shuzhu.catalogue.quality_rules import read_contract
from shuzhu.pipeline import quality_counts
from shuzhu.records import key_of
from shuzhu.store.store import Store

SPEC = (Path(__file__).parent / "rules.txt").read_text(encoding="utf-8")
CASE = {"court": "虚0213", "case_id": "A", "case_number": "（2020）虚0213民初1号", "kind": "civil", "type_code": "民初",
        "instance": "first", "filed_on": "2020-01-02", "closed_on": "2020-03-02", "closing": "mediated"}  # fmt: skip
MEDIATION = {"mediation_id": "（2020）虚0213诉前调1号", "court": "虚0213", "registered_on": "2020-01-02"}


def specs():
    """rule → its table and rows."""
    found = {}
    for part in re.split(r"\n(?=[A-Z]\d\d )", SPEC):
        head, _, drawing = part.partition("\n")
        if match := re.match(r"([A-Z]\d\d) (\w+)", head):
            found[match[1]] = (match[2], rows_of(drawing))
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A store of every drawn row, its key told by its rule."""
    root = faces.store(tmp_path_factory.mktemp("rules") / "store")
    tables = {"cases": [CASE], "mediations": [MEDIATION]}
    for code, (table, rows) in specs().items():
        for number, row in enumerate(rows):
            told = {name: cell for name, cell in row.items() if name != "found"}
            key = key_of(table)[0]
            tables.setdefault(table, []).append({key: f"{code}-{number}"} | told)
    rows = [batch(table, own, given=tuple(dict.fromkeys(name for row in own for name in row)))
            for table, own in tables.items()]  # fmt: skip
    Store(root).load(rows, codes(), made_up=True)
    return pipeline.open_house(root)


def test_every_rule_is_drawn():
    assert sorted(specs()) == sorted(rule.code for rule in read_contract(codes()).rules)
    assert all({row["found"] for row in rows} == {"yes", "no"} for _, rows in specs().values())


@pytest.mark.parametrize("code", sorted(specs()))
def test_a_rule_finds_its_rows_and_no_others(house, code):
    table, rows = specs()[code]
    rule = house.contract.rule(code)
    assert rule.table == table
    keys = [row.get(key_of(table)[0]) or f"{code}-{number}" for number, row in enumerate(rows)]
    expected = {key for key, row in zip(keys, rows, strict=True) if row["found"] == "yes"}
    answer = quality_counts.faulty(house, house.itself.reading("measure"), [rule], quality_counts.EVERYTHING, None)
    assert set(answer.column(key_of(table)[0]).to_pylist()) & set(keys) == expected


def test_faulty_records_stand_under_the_titles_of_fields_and_codes(tmp_path):
    root = faces.store(tmp_path)
    wrong = CASE | {"case_id": "B", "closing": "convicted", "closed_on": None}
    rows = [batch("cases", [CASE, wrong], given=tuple(CASE))]
    Store(root).load(rows, codes(), made_up=True)
    found = {row["rule"]: row for row in pipeline.faulty_records(pipeline.open_house(root), "all", "2020")}
    told = {code: (row["fields"], row["values"]) for code, row in found.items()}
    assert told["C14"] == ("结案日期", "结案日期：（空）")
    assert told["V07"] == (
        "结案方式、案件类别、审级",
        f"结案方式：{codes().title('closings', 'convicted')}；案件类别：民事；审级：一审",
    )
    assert found["V07"]["severity"] == "较重"
    assert not any(re.search("[a-z]", field + value) for field, value in told.values())
