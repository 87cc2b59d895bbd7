"""Processes that share a piece of work, on every core."""

import gc
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Final

CORES: Final = os.cpu_count() or 1


def processes(start: Callable[..., None], *told: Any) -> ProcessPoolExecutor:
    """A process for every core, each made ready by ``start`` with what it is told.

    They are forked from one that holds all modules already: imports are paid for once, not by each.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([start.__module__])
    return ProcessPoolExecutor(CORES, mp_context=context, initializer=_begun, initargs=(start, *told))


def _begun(start: Callable[..., None], *told: Any) -> None:
    """Make a process ready; what it holds then stays, so the collector need not look at it again and again."""
    start(*told)
    gc.freeze()
