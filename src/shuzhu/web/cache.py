"""Answers that were worked out once: kept in memory by key, within bounds, each worked out by one asker only."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Final

MOST_BYTES: Final = 96 * 1024 * 1024
MOST_ANSWERS: Final = 4000


class Answers:
    """Rendered answers by key, the least lately used dropped first.

    A store never changes under a snapshot, so an answer whose key names snapshot, reader and question holds for ever;
    it is dropped only to make room.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, most: int = MOST_ANSWERS) -> None:
        """Nothing is known yet."""
        self.most_bytes, self.most = most_bytes, most
        self.bytes = 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._asked: dict[Hashable, asyncio.Future[bytes]] = {}

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    async def get(self, key: Hashable, work_out: Callable[[], Awaitable[bytes]]) -> bytes:
        """The answer of a key, worked out where it is not known; who asks meanwhile waits for the same one."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key in self._asked:
            return await asyncio.shield(self._asked[key])
        promised: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._asked[key] = promised
        try:
            found = await work_out()
        except BaseException as error:
            promised.set_exception(error)
            promised.exception()
            raise
        else:
            promised.set_result(found)
            self._keep(key, found)
            return found
        finally:
            del self._asked[key]

    def _keep(self, key: Hashable, found: bytes) -> None:
        """Keep an answer, and drop old ones past the bounds."""
        if len(found) > self.most_bytes // 8:
            return
        self._kept[key] = found
        self.bytes += len(found)
        while self.bytes > self.most_bytes or len(self._kept) > self.most:
            _, dropped = self._kept.popitem(last=False)
            self.bytes -= len(dropped)
