"""Laws of counting: parts add up to the whole, and a refreshed cube is a whole one."""

import shutil
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dice import COURTS
from drawn import drawn
from measuring import Desk, catalogue, codes, desk, scans
from shuzhu.catalogue.model import Indicator
from shuzhu.indicators.courts import Group, one
from shuzhu.indicators.cube import Cube, count_whole
from shuzhu.periods import YearStart, parse_period
from shuzhu.values import Value
from worlds import STARTS, World, worlds

LAWS = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ALL = catalogue().current()
COUNTED = [i for i in ALL if i.terms[0].table != "counts"]
ADDITIVE = [i for i in COUNTED if i.kind not in {"median", "percentile", "evenness"}]
RATIOS = [i for i in ADDITIVE if i.kind in {"rate", "ratio", "mean"}]
HERE = one("闽0213", codes())


def in_folder(law: Callable[[Path], None]) -> None:
    """Prove a law in a folder of its own."""
    root = Path(tempfile.mkdtemp())
    try:
        law(root)
    finally:
        shutil.rmtree(root)


def months(year: int) -> list[str]:
    """The months of a year."""
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def flows(indicators: list[Indicator]) -> list[Indicator]:
    """Those that count no stock in their numerator."""
    return [i for i in indicators if not any(t.stock for t in i.numerator)]


@LAWS
@given(drawn_world=worlds(codes(), most=120), start=st.sampled_from(STARTS))
def test_the_months_of_a_year_add_up_to_it(drawn_world: World, start: YearStart):
    def law(root: Path) -> None:
        made = desk(root, *drawn_world.batches(), start=start)
        periods = [parse_period(word, start) for word in ["2020", *months(2020)]]
        values = made.ask(flows(ADDITIVE), [HERE], periods)
        for indicator in flows(ADDITIVE):
            year, *parts = [v.numerator for v in values if v.indicator == indicator.code]
            assert year == pytest.approx(sum(parts)), indicator.code

    in_folder(law)


@LAWS
@given(drawn_world=worlds(codes(), most=120))
def test_an_area_is_its_courts_added_up_before_dividing(drawn_world: World):
    def law(root: Path) -> None:
        made = desk(root, *drawn_world.batches())
        area = Group(label="area", courts=COURTS)
        values = made.ask(RATIOS, [area, *(one(mark, codes()) for mark in COURTS)], [parse_period("2020")])
        for indicator in RATIOS:
            whole, *parts = [v for v in values if v.indicator == indicator.code]
            above, below = sum(v.numerator for v in parts), sum(v.denominator for v in parts)
            assert (whole.numerator, whole.denominator) == pytest.approx((above, below)), indicator.code
            wanted = above / below * indicator.factor if below > 0 else None
            assert whole.value == (wanted if wanted is None else pytest.approx(wanted)), indicator.code

    in_folder(law)


@LAWS
@given(drawn_world=worlds(codes(), most=120), start=st.sampled_from(STARTS))
def test_pending_plus_filed_less_closed_is_pending(drawn_world: World, start: YearStart):
    rows = drawn_world.tables["cases"]
    drawn_world.tables["cases"] = [row for row in rows if "filed_on" in row or "closed_on" not in row]

    def law(root: Path) -> None:
        made = desk(root, *drawn_world.batches(), start=start)
        periods = [parse_period(word, start) for word in ["2019-12", *months(2020)]]
        values = made.ask([catalogue().indicator(code) for code in ("WJ", "XS", "JA")], [HERE], periods)
        steps = [
            dict(zip(("pending", "filed", "closed"), (v.value for v in trio), strict=True)) for trio in threes(values)
        ]
        for before, now in pairwise(steps):
            assert before["pending"] + now["filed"] - now["closed"] == now["pending"]

    in_folder(law)


@settings(LAWS, max_examples=2)
@given(drawn_world=worlds(codes(), most=80), start=st.sampled_from(STARTS))
def test_a_refreshed_cube_is_the_cube_counted_whole(drawn_world: World, start: YearStart):
    def law(root: Path) -> None:
        made = desk(root, start=start)
        for load in drawn_world.loads(3):
            snapshot = made.load(*load)
            engine = made.engine(snapshot)
            refreshed = made.cube(COUNTED, snapshot, engine)
            whole = counted_whole(made, engine, snapshot.number)
            engine.close()
            assert {name: added_up(cube_parts) for name, cube_parts in refreshed.parts.items()} == {
                name: added_up(cube_parts) for name, cube_parts in whole.parts.items()
            }
        assert max(len(cube_parts) for cube_parts in refreshed.parts.values()) == 3

    in_folder(law)


def test_a_changed_cause_moves_a_case_out_of_its_family_by_a_refresh(tmp_path: Path):
    row = "case_id|court|kind|instance|filed_on|cause\n1|闽0213|civil|first|2020-05-01|"
    population = "region|measure|first_on|last_on|value\n350213|population|2020-01-01|2020-12-31|10"
    made = desk(tmp_path, *drawn(cases=row + "离婚纠纷", statistics=population))
    ask = [catalogue().indicator(code) for code in ("HX01", "CX03")], [HERE], [parse_period("2020")]
    assert [v.numerator for v in made.ask(*ask)] == [1, 0]
    made.load(*drawn(cases=row + "民间借贷纠纷"))
    assert [v.numerator for v in made.ask(*ask)] == [0, 1]
    assert [v.numerator for v in made.ask(*ask, as_of=1)] == [1, 0]


def threes(values: list[Value]) -> list[tuple[Value, ...]]:
    """Values by three."""
    return list(zip(*[iter(values)] * 3, strict=True))


def counted_whole(made: Desk, engine: object, number: int) -> Cube:
    """The cube counted anew, elsewhere."""
    folder = made.store.root / f"whole-{number}"
    named = count_whole(folder, number, scans(COUNTED), made.start, engine)
    return Cube(start=made.start, parts={name: tuple(folder / f for f in files) for name, files in named.items()})


def added_up(files: tuple[Path, ...]) -> list[tuple]:
    """The parts of a scan added up, months with nothing left out."""
    with duckdb.connect() as connection:
        parts = connection.sql(f"SELECT * FROM read_parquet({[str(f) for f in files]})")
        keys = [name for name in parts.columns if name in {"court", "month", "bin"}]
        counts = [name for name in parts.columns if name not in keys]
        sums = ", ".join(f"sum({name})" for name in counts)
        rows = connection.sql(f"SELECT {', '.join(keys)}, {sums} FROM parts GROUP BY ALL ORDER BY ALL").fetchall()
    return [row for row in rows if any(row[len(keys) :])]
