"""The frozen baseline: best and worst of a year's courts, for every part of a year, kept as a file.

A half year is held against the same half of the baseline year, January to May against January to
May: a closing rate or a caseload grows through the year. What is frozen does not move when records
of the baseline year are corrected later; a court freezes again when it wants to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from shuzhu.catalogue.model import Indicator, Scale
from shuzhu.errors import StoreError, UsageError
from shuzhu.periods import Period, YearStart, parse_period

WHOLE = "01-12"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Scales by part of the year (``01-06``) and indicator, and where they come from."""

    origin: str = ""
    parts: Mapping[str, Mapping[str, Scale]] = field(default_factory=dict)

    def scales(self, period: Period, start: YearStart, ours: Mapping[str, Scale]) -> dict[str, Scale]:
        """The scales to score a period with: frozen for its part of the year, else the catalogue's."""
        return {**ours, **self.parts.get(part_of(period, start) or WHOLE, {})}


def part_of(period: Period, start: YearStart) -> str | None:
    """Which part of a year a period is, as first and last month; None where it is no such part."""
    months = period.months(start)
    if months is None or months[0] // 12 != months[1] // 12:
        return None
    return f"{months[0] % 12 + 1:02d}-{months[1] % 12 + 1:02d}"


def parts_of_year(year: int, start: YearStart) -> list[Period]:
    """Every part of a year that people ask about: it, its halves, quarters, months and runs to date."""
    words = [f"{year}", *(f"{year}{p}" for p in ("H1", "H2", "Q1", "Q2", "Q3", "Q4"))]
    words += [f"{year}-{m:02d}" for m in range(1, 13)] + [f"{year}YTD{m:02d}" for m in range(2, 12)]
    found = {part_of(p, start): p for p in (parse_period(word, start) for word in words)}
    return list(found.values())


def freeze(
    indicators: Sequence[Indicator], values: Mapping[str, Sequence[float | None]], origin: str
) -> dict[str, Scale]:
    """Best and worst of a baseline's courts, for every indicator that at least three of them have."""
    found = {}
    for indicator in indicators:
        known = sorted(v for v in values.get(indicator.code, ()) if v is not None)
        if len(known) < 3 or known[0] == known[-1] or indicator.better == "neutral":
            continue
        best, worst = (known[0], known[-1]) if indicator.better == "lower" else (known[-1], known[0])
        found[indicator.code] = Scale(best=best, worst=worst, origin=origin)
    return found


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Keep a baseline; raises UsageError where it holds nothing."""
    if not any(baseline.parts.values()):
        raise UsageError("a baseline needs at least three courts with values; choose another year")
    parts = {part: {code: _plain(scale) for code, scale in scales.items()} for part, scales in baseline.parts.items()}
    text = yaml.dump({"origin": baseline.origin, "parts": parts}, Dumper=DUMPER, allow_unicode=True)
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.rename(path)


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; an empty one where there is none."""
    if not path.exists():
        return Baseline()
    told = path.stat()
    return _read(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Baseline:
    """The baseline in a file as it was last changed: read once, for every score asks it."""
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 — a safe loader
        origin = said["origin"]
        parts = {p: {c: Scale(**s, origin=origin) for c, s in scales.items()} for p, scales in said["parts"].items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path.name} cannot be read ({error}); freeze the baseline again with --freeze") from error
    return Baseline(origin=origin, parts=parts)


def _plain(scale: Scale) -> dict[str, float]:
    """Its two numbers."""
    return {key: value for key, value in asdict(scale).items() if key != "origin"}
