"""Marks that mediation papers get: one agreement or record in eight is read by a reviewer."""

import numpy as np
import pyarrow as pa

from shuzhu.demo.arrays import Frame, chance, dates, joined, rows, scramble, table, text, whole, words, yuan
from shuzhu.demo.cases import mediation_numbers
from shuzhu.demo.filings import Volume
from shuzhu.demo.mediating import identity_of, mediator_of
from shuzhu.demo.province import LAST, next_workday

KINDS = ("调解协议书", "调解笔录")
RATED = 0.12


def ratings(volume: Volume, found: Frame) -> pa.Table:
    """The marks of a court-year's mediation papers, each mediator with a lasting bent of their own."""
    key = identity_of(found)
    on = next_workday(np.minimum(found["ended"], LAST) + 5 + scramble(key, 421) % 20)
    some = rows(
        dict(found) | {"key": key, "on": on}, (found["ended"] <= LAST) & (chance(key, 420) < RATED) & (on <= LAST)
    )
    key, mediator = some["key"], mediator_of(volume.court, some)
    kind = np.where(some["ending"] == 0, 0, 1)
    bent = (chance(volume.court.number * 1_000 + mediator, 422) - 0.5) * 8
    missing = (chance(key, 423) < 0.22 - bent * 0.02).astype(np.int64) + (chance(key, 424) < 0.06)
    noise = (chance(key, 425) + chance(key, 426) + chance(key, 427) - 1.5) * 9
    mark = np.clip(88 + bent + np.where(kind == 0, 0, -3) - 4 * missing + noise, 40, 100)
    return table("ratings", len(key), {
        "rating_id": joined("评-", mediation_numbers(some["court"], some["year"], some["serial"])),
        "court": volume.court.mark,
        "person_id": joined(f"调-{volume.court.mark}-", text(mediator + 1)),
        "mediation_id": mediation_numbers(some["court"], some["year"], some["serial"]),
        "kind": words(KINDS, kind),
        "rated_on": dates(some["on"]),
        "score": yuan(np.round(mark * 2).astype(np.int64) * 50),
        "missing": whole(missing),
    })  # fmt: skip
