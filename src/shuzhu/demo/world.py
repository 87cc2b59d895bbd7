"""The stream: court-year after court-year, what is waiting to be filed carried from one to the next."""

import json
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa

from shuzhu.batches import Batch
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.demo import (
    bench,
    cases,
    clocks,
    course,
    enforcing,
    events,
    mediating,
    offices,
    onward,
    parties,
    plants,
    ratings,
    sources,
    topic_plants,
)
from shuzhu.demo.arrays import Array, Frame, among, parts, rows, stack
from shuzhu.demo.filings import FULL, Volume, new_seeds
from shuzhu.demo.numbers import type_number
from shuzhu.demo.province import BASIC, COURTS, HIGH, INTERMEDIATE, LAST, YEARS, DemoCourt
from shuzhu.demo.returning import Returning

ENFORCEMENT = [type_number(t) for t in ("执", "执保", "诉前调确", "财保")]
FOLLOWING = [type_number(t) for t in ("执恢", "执异", "司惩")]
STEPS = len(COURTS) * len(YEARS)
PIECE = 50_000
"""Cases made into tables at a time."""


class Waiting:
    """Seeds of cases that are still to be filed, by court. It changes as the years go by."""

    def __init__(self, returning: Returning) -> None:
        self._seeds: dict[int, list[dict[str, Array]]] = {}
        self.returning = returning

    def add(self, seeds: list[dict[str, Array]]) -> None:
        """Put seeds in the queues of their courts; those after the last day never come."""
        for frame in seeds:
            coming = rows(frame, frame["filed"] <= LAST)
            for court in np.unique(coming["court"]):
                self._seeds.setdefault(int(court), []).append(rows(coming, coming["court"] == court))

    def due(self, court: DemoCourt, year: int, stage: int) -> list[dict[str, Array]]:
        """The seeds of a court that are filed in a year, of the types of a stage; they leave the queue."""
        found, left = [], []
        for frame in self._seeds.pop(court.number, []):
            now = (parts(frame["filed"])[0] <= year) & (_stage(frame["type"]) == stage)
            found.append(rows(frame, now))
            left.append(rows(frame, ~now))
        self._seeds[court.number] = [frame for frame in left if len(frame["type"])]
        return found


def _stage(types: Array) -> Array:
    """0 litigation, 1 enforcement and confirmation, 2 what follows enforcement."""
    return np.select([among(types, ENFORCEMENT), among(types, FOLLOWING)], [1, 2], 0)


def stream(
    codes: CodeTables, scale: int = FULL, seed: int = 2020, returning: Returning | None = None
) -> Iterator[Batch]:
    """The whole of the made-up courts as batches in the schema of their tables, little of it in memory.

    First what stands still (judges, mediators, advice, figures), then the court-years: all basic
    courts of a year, the intermediate courts, the high court. The same seed gives the same rows.
    ``returning`` is told which successes did not last.
    """
    for court in COURTS:
        yield Batch(table="judge_posts", rows=bench.judge_posts(court))
        yield Batch(table="advices", rows=offices.advices(court))
    for court in BASIC:
        yield Batch(table="mediators", rows=mediating.mediators(court))
        yield Batch(table="communities", rows=sources.communities(court))
        yield Batch(table="outreach", rows=sources.outreach(court))
    yield Batch(table="statistics", rows=offices.statistics(seed))
    waiting = Waiting(returning or Returning())
    for year in YEARS:
        for court in (*BASIC, *INTERMEDIATE, HIGH):
            yield from court_year(Volume(court=court, year=year, scale=scale, seed=seed), waiting, codes)


def court_year(volume: Volume, waiting: Waiting, codes: CodeTables) -> Iterator[Batch]:
    """The batches of one court-year; what it leads to is put in the queue."""
    fresh = new_seeds(volume)
    waiting.add([rows(fresh, _stage(fresh["type"]) > 0)])
    litigation = topic_plants.turned(volume, plants.planted(volume, rows(fresh, _stage(fresh["type"]) == 0)))
    waiting.add([litigation])
    frames: list[dict[str, Array]] = []
    more: dict[str, pa.Table] = {}
    for stage in range(3):
        seeds = onward.merged(waiting.due(volume.court, volume.year, stage))
        if not len(seeds["type"]):
            continue
        frame, later = _year_of(volume, seeds, stage)
        if stage == 0:
            found, confirmations = mediating.mediations(volume, frame)
            frame = waiting.returning.file(volume, frame, found, mediating.FORMS)
            later += [*enforcing.asked_for(volume, frame), *confirmations]
            more = _before_filing(volume, found, frame) if found else {}
        elif stage == 1:
            frame = waiting.returning.enforce(volume, frame)
            later += enforcing.resumed(volume, frame)
        waiting.add(later)
        frames.append(plants.entered_twice(volume, frame) if stage == 0 else frame)
    yield from (Batch(table=table, rows=found) for table, found in more.items() if len(found))
    yield from _in_pieces(volume, frames, codes)


def _before_filing(volume: Volume, found: Frame, frame: Frame) -> dict[str, pa.Table]:
    """The tables of a court-year's mediations, and of the disputes that they and the cases are part of."""
    handed = found, mediating.identity_of(found), mediating.numbers_of(found)
    return {
        "mediations": mediating.mediation_table(volume, found),
        "ratings": ratings.ratings(volume, found),
        "disputes": sources.disputes(volume, *handed, frame),
    }


def _year_of(volume: Volume, seeds: dict[str, Array], stage: int) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """The cases of one stage with all that becomes of them, and the seeds of what follows."""
    frame = clocks.clocked(volume, course.run(volume, seeds, 10 + stage))
    frame = frame | enforcing.closings_by_amount(frame)
    frame = frame | topic_plants.unpaid(volume, frame)
    frame, later = onward.onward(volume, frame, 20 + stage)
    return frame | plants.marked(volume, frame), later


def _in_pieces(volume: Volume, frames: list[dict[str, Array]], codes: CodeTables) -> Iterator[Batch]:
    """The tables of a court-year's cases, so many cases at a time, each piece's cases first."""
    whole = stack(frames) if frames else {}
    size = len(whole["key"]) if frames else 0
    frames.clear()
    for begin in range(0, size, PIECE):
        yield from _batches(volume, rows(whole, np.arange(begin, min(begin + PIECE, size))), codes)


def _batches(volume: Volume, frame: dict[str, Array], codes: CodeTables) -> Iterator[Batch]:
    """The tables of some cases, each made when it is asked for."""
    twice = json.dumps(plants.twins(frame), ensure_ascii=False)
    rows_ = cases.case_table(volume, frame, codes).replace_schema_metadata({plants.TWICE: twice})
    yield Batch(table="cases", rows=rows_)
    for table, make in TABLES.items():
        found = make(volume, frame)
        if len(found):
            yield Batch(table=table, rows=found)


TABLES: Mapping[str, Callable[[Volume, Frame], pa.Table]] = {
    "parties": lambda _, frame: parties.parties(frame),
    "exclusions": events.exclusions,
    "extensions": lambda _, frame: events.extensions(frame),
    "hearings": events.hearings,
    "services": events.services,
    "documents": events.documents,
    "enforcements": lambda _, frame: enforcing.enforcements(frame),
    "dishonest": lambda _, frame: enforcing.dishonest(frame),
}
