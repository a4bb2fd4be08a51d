"""The threads that do for an event loop what would block it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from typing import TypeVar

    _T = TypeVar("_T")


class Threads:
    """So many threads at most, started as they are needed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pool: tuple[int, ThreadPoolExecutor] | None = None

    async def run(self, task: Callable[[], _T]) -> _T:
        """Have a thread do it; cancelling ends the waiting, and what had not begun is never done."""
        import asyncio

        return await asyncio.get_running_loop().run_in_executor(self._ours(), task)

    async def end(self) -> None:
        """Wait for what is under way."""
        pool, self._pool = self._pool, None
        if pool is not None and pool[0] == _process():
            import asyncio

            await asyncio.to_thread(pool[1].shutdown)

    def _ours(self) -> ThreadPoolExecutor:
        """Give the threads of this process: a child of a fork has those of its parent only by name."""
        if self._pool is None or self._pool[0] != _process():
            from concurrent.futures import ThreadPoolExecutor

            self._pool = _process(), ThreadPoolExecutor(self._most, "smsmode")
        return self._pool[1]


def _process() -> int:
    import os

    return os.getpid()
