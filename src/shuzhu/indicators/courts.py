"""Which courts a question is about, and which they are compared with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import UsageError, did_you_mean

NEAR = (0.75, 1.34)
"""A court of the same volume has between three quarters and four thirds of the filings."""
FEWEST = 5
"""Where fewer courts than these are so near, the nearest of them are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Courts counted together: its label, their marks, and the regions whose statistics they stand for."""

    label: str
    courts: tuple[str, ...]
    regions: tuple[str, ...] = ()


def asked(text: str, codes: CodeTables, present: Collection[str]) -> list[Group]:
    """The groups a user asks for.

    ``虚0213`` or a court's name is that court; ``虚02+`` is a court with all below it; several stand
    apart by commas; ``all`` is every court that has data, each by itself. Raises UsageError for a
    court that neither the code tables nor the data know.
    """
    if text.strip() == "all":
        return [one(mark, codes) for mark in sorted(present)]
    return [_group(word.strip(), codes, present) for word in text.split(",") if word.strip()]


def one(mark: str, codes: CodeTables) -> Group:
    """A court by itself."""
    court = codes.courts.get(mark)
    return Group(label=mark, courts=(mark,), regions=(court.region,) if court and court.region else ())


def peers(mark: str, codes: CodeTables, volumes: Mapping[str, int]) -> dict[str, Group]:
    """Courts of the same level in its city, in its province, and of the same volume anywhere.

    The court itself is one of them, as in the published area means; a set with no other court is
    left out. ``volumes`` are filings by court, and only courts that have some are peers.
    """
    own = codes.courts.get(mark)
    if own is None:
        return {}
    level = {m for m in volumes if m in codes.courts and codes.courts[m].level == own.level}
    line = _above(mark, codes)
    found = {}
    for name, above in (("city", line[0] if line else None), ("province", _high(line, codes))):
        if above is not None:
            found[name] = [m for m in level if above in _above(m, codes)]
    size = volumes.get(mark, 0)
    found["volume"] = _same_volume(size, level, volumes) if size else []
    return {
        name: Group(label=f"{mark}|{name}", courts=tuple(sorted(marks)), regions=_regions(marks, codes))
        for name, marks in found.items()
        if set(marks) - {mark}
    }


def _same_volume(size: int, marks: Collection[str], volumes: Mapping[str, int]) -> list[str]:
    """Courts with about as many filings: those near enough, or else the nearest few and the court itself."""
    near = [m for m in marks if NEAR[0] <= volumes[m] / size <= NEAR[1]]
    return near if len(near) > FEWEST else sorted(marks, key=lambda m: (abs(volumes[m] - size), m))[: FEWEST + 1]


def _group(word: str, codes: CodeTables, present: Collection[str]) -> Group:
    """One word → one group."""
    area = word.endswith("+")
    name = word.removesuffix("+")
    court = codes.courts.get(name) or codes.court_named(name)
    if court is None:
        if name in present and not area:
            return Group(label=name, courts=(name,))
        known = sorted({*present, *codes.courts})
        raise UsageError(f"no court {name!r}" + (did_you_mean(name, present) if present else did_you_mean(name, known)))
    if not area:
        return one(court.mark, codes)
    marks = (court.mark, *codes.lower_courts(court.mark))
    regions = (court.region,) if court.region else _regions(marks, codes)
    return Group(label=f"{court.mark}+", courts=marks, regions=regions)


def _above(mark: str, codes: CodeTables) -> list[str]:
    """The courts above one, nearest first."""
    line: list[str] = []
    court = codes.courts.get(mark)
    while court is not None and court.parent and court.parent not in line:
        line.append(court.parent)
        court = codes.courts.get(court.parent)
    return line


def _high(line: list[str], codes: CodeTables) -> str | None:
    """The high court above."""
    return next((m for m in line if m in codes.courts and codes.courts[m].level == "high"), None)


def _regions(marks: Collection[str], codes: CodeTables) -> tuple[str, ...]:
    """The regions of basic courts, each once; of whatever courts there are where none is basic."""
    courts = [codes.courts[m] for m in marks if m in codes.courts]
    basic = [c for c in courts if c.level == "basic"] or courts
    return tuple(sorted({c.region for c in basic if c.region}))
