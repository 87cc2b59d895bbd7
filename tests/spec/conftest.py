"""``counted``: the records drawn in a test's docstring, measured."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drawn import split
from measuring import Desk, catalogue, codes, desk
from shuzhu.indicators.courts import asked
from shuzhu.periods import YearStart, parse_period
from shuzhu.values import Value

Numbers = tuple[float | None, float | None, float | None]


@pytest.fixture
def drawn_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """A store with the records that the test's docstring draws, all of 闽0213 where no court is said."""
    return desk(tmp_path, *split(request.function.__doc__, court="闽0213"))


@pytest.fixture
def measured(drawn_desk: Desk) -> Iterator[Callable[..., Value]]:
    """What measures an indicator for a court and a period, with all that is known of the value."""
    engine = drawn_desk.engine()

    def measure(code: str, court: str = "闽0213", period: str = "2020", year: str = "01-01") -> Value:
        drawn_desk.start = YearStart.parse(year)
        when = parse_period(period, drawn_desk.start)
        (group,) = asked(court, codes(), {"闽0213"})
        (value,) = drawn_desk.ask([catalogue().indicator(code)], [group], [when], engine=engine)
        return value

    yield measure
    engine.close()


@pytest.fixture
def counted(measured: Callable[..., Value]) -> Callable[..., Numbers]:
    """What measures an indicator: its numerator, denominator and value (to four places)."""

    def count(code: str, court: str = "闽0213", period: str = "2020", year: str = "01-01") -> Numbers:
        value = measured(code, court, period, year)
        return value.numerator, value.denominator, None if value.value is None else round(value.value, 4)

    return count
