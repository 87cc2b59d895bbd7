"""Every number is derived three times and must be the same: the cube, the tables, plain Python.

Spark answers the same questions over the same files where Java is there.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measuring import Desk, catalogue, codes, desk
from reference import Reference, same
from reference_rows import derived_world
from shuzhu import pipeline
from shuzhu.catalogue.model import Indicator
from shuzhu.derived import DERIVED
from shuzhu.indicators.courts import Group, one
from shuzhu.periods import Period, YearStart, parse_period
from shuzhu.pipeline.quality_counts import EVERYTHING, by_cuts
from shuzhu.records import key_of
from shuzhu.store.engine import files_of
from shuzhu.values import Value
from worlds import STARTS, World, world, worlds

ALL = catalogue().current()
GROUPS = (
    one("闽0213", codes()),
    one("闽02", codes()),
    Group(label="闽02+", courts=("闽02", "闽0206", "闽0213"), regions=("350206", "350213")),
)
WHOLE = ("2020", "2020H1", "2019-11..2020-02")
ODD = ("2020-01-24..2020-02-29",)


def disagreements(values: list[Value], reference: Reference, indicators: dict[str, Indicator], periods: dict) -> list:
    """Every value that the reference has otherwise: its code, court and period, and both answers."""
    groups = {g.label: g for g in GROUPS}
    found = []
    for value in values:
        group = groups[value.court]
        mine = reference.value(indicators[value.indicator], group.courts, group.regions, periods[value.period])
        theirs = (value.numerator, value.denominator, value.value)
        if not same(mine, theirs):
            found.append((value.indicator, value.court, value.period, mine, theirs))
    return found


def periods_of(words: tuple[str, ...], start: YearStart) -> dict[str, Period]:
    """Periods by what a user writes."""
    return {word: parse_period(word, start) for word in words}


def in_folder(law: Callable[[Path], None]) -> None:
    """Prove a law in a folder of its own."""
    root = Path(tempfile.mkdtemp())
    try:
        law(root)
    finally:
        shutil.rmtree(root)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=worlds(codes()))
def test_every_derived_column_agrees_with_plain_python(drawn: World):
    def law(root: Path) -> None:
        store = desk(root, *drawn.batches()).store
        snapshot, mine = store.snapshot(), derived_world(drawn.tables, codes())
        for table, columns in DERIVED.items():
            (key,) = key_of(table)
            wanted = {row[key]: {c.name: row[c.name] for c in columns} for row in mine[table]}
            files = files_of(store.root, snapshot, table)
            rows = pq.read_table(files, columns=[key, *(c.name for c in columns)]).to_pylist()
            assert {row.pop(key): row for row in rows} == wanted

    in_folder(law)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=worlds(codes()), start=st.sampled_from(STARTS))
def test_cube_tables_and_plain_python_agree(drawn: World, start: YearStart):
    def law(root: Path) -> None:
        asked = desk(root, *drawn.batches(), start=start)
        reference = Reference(derived_world(drawn.tables, codes()), start)
        by_code = {i.code: i for i in ALL}
        whole, every = periods_of(WHOLE, start), periods_of(WHOLE + ODD, start)
        assert disagreements(asked.ask(ALL, GROUPS, whole.values()), reference, by_code, whole) == []
        assert disagreements(asked.ask(ALL, GROUPS, every.values()), reference, by_code, every) == []

    in_folder(law)


@pytest.fixture(scope="module")
def spark_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Reference]:
    """A world in a store that Spark reads; skipped without Java unless Spark is required."""
    if shutil.which("java") is None:
        if "spark" in os.environ.get("SHUZHU_REQUIRE", ""):
            pytest.fail("SHUZHU_REQUIRE asks for Spark, but there is no Java")
        pytest.skip("no Java on the path, so Spark cannot run")
    drawn = world(codes(), seed=20200229, size=240)
    start = YearStart(month=12, day=21)
    made = desk(tmp_path_factory.mktemp("spark"), *drawn.batches(), start=start)
    reference = Reference(derived_world(drawn.tables, codes()), start)
    return Desk(store=made.store, start=start, url="spark://local[2]"), reference


SPARK = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
"""What pyspark leaves open."""


@pytest.mark.spark
@SPARK
@pytest.mark.parametrize("words", [WHOLE, ("2020", *ODD)], ids=["cube", "tables"])
def test_spark_agrees_too(spark_world: tuple[Desk, Reference], words: tuple[str, ...]):
    asked, reference = spark_world
    periods = periods_of(words, asked.start)
    values = asked.ask(ALL, GROUPS, periods.values())
    assert disagreements(values, reference, {i.code: i for i in ALL}, periods) == []


@pytest.mark.spark
@SPARK
@pytest.mark.parametrize("cuts", [("court", "month"), ("division", "clerk", "source")])
def test_spark_counts_the_quality_of_records_as_duckdb_does(spark_world: tuple[Desk, Reference], cuts: tuple[str, ...]):
    root = spark_world[0].store.root
    counted = {}
    for engine in ("duckdb://", "spark://local[2]"):
        house = pipeline.open_house(root, engine=engine)
        found = by_cuts(house, house.itself.reading("measure"), cuts, EVERYTHING)
        counted[engine] = {(one.table, one.rule, one.by): (one.checked, one.faulty) for one in found}
        house.close()
    assert counted["spark://local[2]"] == counted["duckdb://"]
    assert sum(faulty for _, faulty in counted["duckdb://"].values()) > 100
    assert len({rule for _, rule, _ in counted["duckdb://"]}) > 60
