"""Long work in the background: it says how far it is, it can be cancelled, and its end is kept for a while."""

import itertools
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from shuzhu.errors import NoDataError, ShuzhuError, StoreError

Stage = Literal["waiting", "running", "done", "failed", "cancelled"]
Tell = Callable[[str, int], None]
MOST: Final = 200
"""So many jobs are remembered."""
WAITING: Final = 20
"""No more jobs wait at once."""


class Cancelled(Exception):
    """Somebody asked that a job end; what it had begun is undone by who did it."""


@dataclass(kw_only=True)
class Job:
    """One piece of long work: who asked for it, where it is, where its result is shown, and where it was asked for."""

    id: int
    title: str
    by: str
    stage: Stage = "waiting"
    words: str = ""
    count: int = 0
    link: str = ""
    back: str = "/"
    counts: dict[str, int] = field(default_factory=dict)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it."""
        return self.stage in {"done", "failed", "cancelled"}

    def tell(self, words: str, count: int) -> None:
        """Say how far it is; raises Cancelled where somebody asked that it end."""
        if self.stop.is_set():
            raise Cancelled
        self.count = self.counts[words] = self.counts.get(words, 0) + count
        self.words = words


class Jobs:
    """Jobs by number; they are done one after another."""

    def __init__(self) -> None:
        """None yet."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="shuzhu-job")
        self._numbers = itertools.count(1)
        self._jobs: OrderedDict[int, Job] = OrderedDict()

    def start(self, title: str, by: str, work: Callable[[Tell], str], back: str = "/") -> Job:
        """Begin some work that gives the address of its result; raises StoreError where too many wait.

        ``back`` is the page that it was asked for on.
        """
        if len(self.open()) >= WAITING:
            raise StoreError("too much is being done at once; try again when some of it has ended")
        job = Job(id=next(self._numbers), title=title, by=by, back=back)
        self._jobs[job.id] = job
        while len(self._jobs) > MOST:
            self._jobs.popitem(last=False)
        self._pool.submit(_run, job, work)
        return job

    def one(self, number: int, by: str) -> Job:
        """A job of somebody's; raises NoDataError where they have no such."""
        job = self._jobs.get(number)
        if job is None or job.by != by:
            raise NoDataError(f"there is no work {number}; it ended long ago, or the server was started anew")
        return job

    def open(self) -> list[Job]:
        """What has not ended, in the order in which it is done."""
        return [job for job in self._jobs.values() if not job.ended]

    def ahead(self, job: Job) -> list[Job]:
        """What is done before a job begins."""
        return [] if job.ended else [one for one in self.open() if one.id < job.id]

    def close(self) -> None:
        """Ask every job to end."""
        for job in self._jobs.values():
            job.stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _run(job: Job, work: Callable[[Tell], str]) -> None:
    """Do it, and keep how it ended; what its user can mend is told, all else is our fault and logged."""
    try:
        job.tell("", 0)
        job.stage = "running"
        job.link = work(job.tell)
        job.stage = "done"
    except Cancelled:
        job.stage = "cancelled"
    except ShuzhuError as error:
        job.stage, job.words = "failed", str(error)
    except Exception:
        logging.getLogger("shuzhu").exception("job %s failed", job.id)
        job.stage, job.words = "failed", "an error of ours; it is in the log"
