"""The outbox for asyncio: the same, on threads of its own."""

from __future__ import annotations

from ._smsmode import Client, NewMessage, Outbox
from ._threads import Threads
from .aio import AsyncClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from builtins import list as _list
    from collections.abc import AsyncIterator, Iterable
    from types import TracebackType
    from typing import TypedDict

    from typing_extensions import Self, Unpack

    from ._smsmode import Added, Changes, Dispatcher, Entry, Overview, Tally, _MessageOptions, _State

    class _DispatchOptions(TypedDict, total=False):
        rate: int | None
        in_flight: int
        timeout: float
        quiet_time: float
        look_again: float
        retention: float
        renewed_key: bool


class AsyncOutbox:
    """An outbox under asyncio; the methods and options are those of ``Outbox``, and the file is the same.

    Cancelling a task ends the task at once; what it had begun to write is written: after any doubt, put the
    message in again under the same key.

    >>> async with AsyncOutbox.open("sqlite:till.db") as outbox, outbox.dispatch(client):
    ...     await outbox.enqueue(key="order-12", to="0639980011", text="Bonjour")
    """

    __slots__ = ("_outbox", "_threads")

    def __init__(self, outbox: Outbox, /) -> None:
        """Take an outbox that is open; it is closed with this one."""
        self._outbox = outbox
        self._threads = Threads(_THREADS)

    @classmethod
    def open(cls, url: str, /) -> Self:
        """Give the outbox of an address such as "sqlite:till.db"; its file is opened when first needed."""
        return cls(Outbox._later(url))

    async def enqueue(self, **message: Unpack[_MessageOptions]) -> Added:
        """Put a message in. It is on the disk when this returns, once, however often it is put in."""
        new = NewMessage(**message)
        return await self._threads.run(lambda: self._outbox._enqueue(new))

    async def enqueue_many(self, messages: Iterable[NewMessage], /) -> list[Added]:
        """Put many messages in with one durable write, all or none: what became of each, in their order."""
        new = list(messages)
        return await self._threads.run(lambda: self._outbox.enqueue_many(new))

    async def get(self, id: str, /) -> Entry | None:
        """Give a message by its id; None if there is none."""
        return await self._threads.run(lambda: self._outbox.get(id))

    async def find(self, key: str, /) -> Entry | None:
        """Give a message by the caller's key; None if there is none."""
        return await self._threads.run(lambda: self._outbox.find(key))

    async def list(self, state: _State | None = None, /, *, limit: int = 100) -> list[Entry]:
        """Give the newest messages, in one state or in any, so many at most."""
        return await self._threads.run(lambda: self._outbox.list(state, limit=limit))

    async def overview(self) -> Overview:
        """Tell how many messages are in each state, and whether the outbox is paused."""
        return await self._threads.run(self._outbox.overview)

    async def cancel(self, id: str, /) -> Entry:
        """Do not send a message any more: one that waits, or that is parked."""
        return await self._threads.run(lambda: self._outbox.cancel(id))

    async def retry(self, id: str, /) -> Entry:
        """Send a message again that is parked or was rejected."""
        return await self._threads.run(lambda: self._outbox.retry(id))

    async def pause(self) -> None:
        """Send nothing new from now on, whoever does; messages can still be put in."""
        await self._threads.run(self._outbox.pause)

    async def resume(self) -> None:
        """Send again, whatever the reason of the pause was."""
        await self._threads.run(self._outbox.resume)

    async def take_over(self) -> int:
        """Take over an outbox that was moved to this machine, or restored from a backup."""
        return await self._threads.run(self._outbox.take_over)

    async def reconcile(
        self,
        client: Client | AsyncClient,
        /,
        *,
        timeout: float = 30.0,
        quiet_time: float = 900.0,
        look_again: float = 60.0,
        renewed_key: bool = False,
    ) -> _list[Entry]:
        """Look up now what is unknown, parked or without an id, and send nothing."""
        makes_calls = _client(client)
        return await self._threads.run(
            lambda: self._outbox.reconcile(
                makes_calls,
                timeout=timeout,
                quiet_time=quiet_time,
                look_again=look_again,
                renewed_key=renewed_key,
            )
        )

    async def is_dispatched(self) -> bool | None:
        """Tell whether somebody sends from it at this time; None where nobody can tell."""
        return await self._threads.run(self._outbox.is_dispatched)

    async def changes(
        self, *, after: int | None = None, timeout: float | None = None
    ) -> AsyncIterator[Entry]:
        """Go through the messages that change, as they change; no thread waits for them."""
        changes = await self._threads.run(lambda: self._outbox.changes(after=after, timeout=timeout))
        while (entry := await self._next(changes)) is not None:
            yield entry

    def dispatch(
        self, client: Client | AsyncClient, /, **options: Unpack[_DispatchOptions]
    ) -> AsyncDispatcher:
        """Send its messages within an ``async with``: the options are those of ``Outbox.dispatch``."""
        return AsyncDispatcher(self._outbox, _client(client), options)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._outbox.closed

    async def close(self) -> None:
        """Wait for what is under way, then close it."""
        await self._threads.run(self._outbox.close)
        await self._threads.end()

    async def __aenter__(self) -> Self:
        await self.overview()
        return self

    async def __aexit__(
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None:
        await self.close()

    async def _next(self, changes: Changes) -> Entry | None:
        import asyncio
        from time import monotonic

        begun, timeout = monotonic(), changes._timeout
        while (entry := await self._threads.run(changes._poll)) is None:
            left = _GLANCE if timeout is None else begun + timeout - monotonic()
            if left <= 0:
                return None
            await asyncio.sleep(min(left, _GLANCE))
        return entry


class AsyncDispatcher:
    """Sends the messages of an outbox within an ``async with``: what ``AsyncOutbox.dispatch`` gives."""

    __slots__ = ("_client", "_dispatcher", "_options", "_outbox", "_threads")

    def __init__(self, outbox: Outbox, client: Client, options: _DispatchOptions) -> None:
        self._outbox, self._client, self._options = outbox, client, options
        self._threads = Threads(1)
        self._dispatcher: Dispatcher | None = None

    @property
    def trouble(self) -> str | None:
        """Why nothing can be read or written at this time, in words; None where all is well."""
        return None if self._dispatcher is None else self._dispatcher.trouble

    @property
    def tally(self) -> Tally | None:
        """What came of its transmissions so far; None before it has begun and once it was closed."""
        return None if self._dispatcher is None else self._dispatcher.tally

    @property
    def closed(self) -> bool:
        """Whether nothing is sent: it has not begun, or was closed."""
        return self._dispatcher is None or self._dispatcher.closed

    async def __aenter__(self) -> Self:
        start = lambda: self._outbox.dispatch(self._client, **self._options)  # noqa: E731
        self._dispatcher = await self._threads.run(start)
        return self

    async def __aexit__(
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None:
        if self._dispatcher is not None:
            await self._threads.run(self._dispatcher.close)
        await self._threads.end()


def _client(client: Client | AsyncClient) -> Client:
    return client._client if isinstance(client, AsyncClient) else client


_THREADS = 4
_GLANCE = 0.1  # seconds
