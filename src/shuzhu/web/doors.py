"""The store as the cockpit keeps it open: a house for each worker thread, opened anew when a load has ended."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from shuzhu import pipeline
from shuzhu.access import LOCAL, Reader
from shuzhu.desk.items import steps_taken
from shuzhu.pipeline.prepared import prepare
from shuzhu.store.held import held_now
from shuzhu.store.settings import read_settings

WORKERS: Final = 2
"""So many questions are worked out at once; the others wait their turn."""
READERS: Final = 32
"""So many readers' houses are kept by each worker."""
LOOK_AGAIN: Final = 1.0
"""Seconds after which it is looked again whether a load or another process changed anything."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """What an answer rests on: the newest snapshot, how many steps items of work have taken, and which loads wait."""

    snapshot: int
    steps: int
    held: tuple[str, ...] = ()


class Doors:
    """The store behind the cockpit. Every thread has its own house, for an engine answers one thread at a time."""

    def __init__(self, root: Path, engine: str = "duckdb://") -> None:
        """A store's folder; nothing is opened yet."""
        self.root, self.engine = root, engine
        self.workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="shuzhu-answer")
        root.mkdir(parents=True, exist_ok=True)
        self.gate = ThreadPoolExecutor(1, thread_name_prefix="shuzhu-gate")
        self.desk = pipeline.open_house(root, engine=engine).desk
        self._own = threading.local()
        self._looked = 0.0
        self._state = State(0, 0)

    @property
    def made_up(self) -> bool:
        """Its data is made up."""
        return read_settings(self.root).made_up

    def state(self, *, now: bool = False) -> State:
        """What stands in the store; looked at anew once a second, or at once."""
        if now or time.monotonic() - self._looked > LOOK_AGAIN:
            self._state = State(pipeline.newest(self.root), steps_taken(self.desk), held_now(self.root))
            self._looked = time.monotonic()
        return self._state

    def house(self, reader: Reader) -> pipeline.House:
        """This thread's house as a reader sees it, at the newest snapshot."""
        base: pipeline.House | None = getattr(self._own, "house", None)
        if base is None or base.snapshot.number != pipeline.newest(self.root):
            if base is not None:
                base.close()
            self._own.house = base = prepare(pipeline.open_house(self.root, engine=self.engine, desk=self.desk))
            self._own.by_reader = OrderedDict({LOCAL: base})
        known: OrderedDict[Reader, pipeline.House] = self._own.by_reader
        if reader not in known:
            known[reader] = base.read_by(reader)
        known.move_to_end(reader)
        if len(known) > READERS:
            known.popitem(last=False)
        return known[reader]

    async def ask(self, reader: Reader, question: Callable[[pipeline.House], T]) -> T:
        """The answer to a question, worked out in a worker's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.workers, lambda: question(self.house(reader)))

    async def at_the_gate(self, question: Callable[[pipeline.House], T]) -> T:
        """The answer to a question of who somebody is: one at a time, for weighing a password is heavy on purpose."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.gate, lambda: question(self.house(LOCAL)))

    def close(self) -> None:
        """Let the workers go."""
        self.gate.shutdown(wait=False, cancel_futures=True)
        self.workers.shutdown(wait=False, cancel_futures=True)
        self.desk.dispose()
