"""The client for asyncio: the same calls, on threads of its own."""

from __future__ import annotations

from ._checks import at_least_one
from ._smsmode import Client, LaterCalls
from ._threads import Threads

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Callable, Iterable
    from types import TracebackType
    from typing import Literal, TypeVar

    from typing_extensions import Self

    from ._smsmode import Pages, Prepare, Reply, SentMessage, WaitEnd

    _T = TypeVar("_T")


class AsyncClient(LaterCalls):
    """Makes calls to one account under asyncio; the methods and options are those of ``Client``.

    At most ``concurrency`` calls are under way at once; further ones wait for their turn. The threads that
    make them are started as they are needed.

    Cancelling a task ends the task at once. A call whose turn had not come is then never made; one that is
    under way goes on: whether the message was sent, nobody tells. A timeout of your own, such as
    ``asyncio.timeout``, cancels too; prefer the option ``timeout`` of the client, which knows the outcome.

    >>> async with AsyncClient("your-api-key") as client:
    ...     await client.send(to="0639980011", text="Bonjour")
    """

    def __new__(  # noqa: PLR0913, D102
        cls,
        api_key: str | None = None,
        *,
        concurrency: int = 32,
        login: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        profile: str | None = None,
        timeout: float = 30.0,
        connect_timeout: float = 10.0,
        max_idle_age: float = 2.0,
        proxy: str | None = None,
        ca_file: str | os.PathLike[str] | None = None,
        allow_plain_http: bool = False,
        allowed_recipients: str | Iterable[str] | None = None,
        segments_per_call: int | None = None,
        segments_per_day: int | None = None,
        retry_costly_calls: bool = False,
        method: Literal["POST", "GET"] = "POST",
        batch_credential: Literal["query", "body"] = "query",
        batch_boundary: str | None = None,
    ) -> Self:
        most = at_least_one("concurrency", concurrency)
        client = Client(
            api_key,
            login=login,
            password=password,
            base_url=base_url,
            profile=profile,
            timeout=timeout,
            connect_timeout=connect_timeout,
            max_idle_age=max_idle_age,
            proxy=proxy,
            ca_file=ca_file,
            allow_plain_http=allow_plain_http,
            allowed_recipients=allowed_recipients,
            segments_per_call=segments_per_call,
            segments_per_day=segments_per_day,
            retry_costly_calls=retry_costly_calls,
            method=method,
            batch_credential=batch_credential,
            batch_boundary=batch_boundary,
        )
        self = super().__new__(cls, client)
        self._threads = Threads(most)
        return self

    _threads: Threads

    async def wait(
        self,
        message_id: str,
        /,
        *,
        timeout: float = 60.0,
        first_pause: float = 1.0,
        longest_pause: float = 60.0,
    ) -> WaitEnd:
        """Ask for the state of a message until it is final or the time, in seconds, is over.

        It occupies one of the threads meanwhile.
        """
        return await self._run(
            lambda: self._client.wait(
                message_id, timeout=timeout, first_pause=first_pause, longest_pause=longest_pause
            )
        )

    async def sent_messages(self) -> AsyncIterator[SentMessage]:
        """Go through all messages sent, the newest first, page by page as they are asked for."""
        async for message in self._entries(self._client.sent_messages()):
            yield message

    async def replies(self) -> AsyncIterator[Reply]:
        """Go through all replies received, the newest first, page by page as they are asked for."""
        async for reply in self._entries(self._client.replies()):
            yield reply

    @property
    def prepare(self) -> Prepare:
        """The same calls, prepared for another HTTP stack: see ``Prepare``."""
        return self._client.prepare

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._client.closed

    async def close(self) -> None:
        """Wait for the calls that are under way, then close the connections."""
        await self._threads.end()
        self._client.close()

    async def __aenter__(self) -> Self:  # noqa: D105
        return self

    async def __aexit__(  # noqa: D105
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None:
        await self.close()

    async def _entries(self, pages: Pages[_T]) -> AsyncIterator[_T]:
        while (entries := await self._run(pages._turn)) is not None:
            for entry in entries:
                yield entry

    async def _run(self, task: Callable[[], _T]) -> _T:
        # One that is closed only tells so.
        return task() if self._client.closed else await self._threads.run(task)
