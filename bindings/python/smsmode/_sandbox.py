"""A sandbox in this process: a local imitation of the service, which sends nothing and costs nothing."""

from __future__ import annotations

from ._checks import whole
from ._smsmode import Client
from ._smsmode import Sandbox as _Native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal
    from types import TracebackType
    from typing import Any

    from typing_extensions import Self

    from ._fault import Fault
    from ._smsmode import (
        SandboxCallback,
        SandboxDuplicates,
        SandboxMessage,
        SandboxReply,
        SandboxRequest,
    )
    from .aio import AsyncClient


def sandbox(  # noqa: PLR0913
    *,
    api_key: str | None = None,
    credits: Decimal | None = None,
    post_paid: bool = False,
    reply_url: str | None = None,
    delivery_delay: float | None = None,
    clock_start: datetime | None = None,
    segment_price: Decimal | None = None,
    magic_numbers: bool = True,
    seed: int | None = None,
    keep: int | None = None,
    port: int = 0,
    switches: Mapping[str, object] | None = None,
) -> Sandbox:
    """Start a sandbox; it takes connections when this returns, and is to be closed, best by ``with``.

    credits: the balance, 1000 unless given. reply_url: where replies are announced whose message named no
    address. delivery_delay: seconds until a message is at the operator; the phone has it after three times as
    long. clock_start: an aware datetime that its clock shows at first; now unless given. segment_price: what
    a segment costs, in credits; 1 unless given. magic_numbers: whether the last two digits of
    06 39 98 XX XX choose what happens, as ``smsmode sandbox --magic`` lists them. seed: makes runs
    repeatable: the same requests get the same ids and meet the same faults, from 5 January 2026 on. keep: how
    many messages, replies and callbacks it keeps; 100,000 unless given. port: a free one unless given.
    switches: what nobody knows about the real service, by name, such as ``{"number.plus": "accepted"}``.

    Raises OSError where the port is taken, and ValueError for a switch that there is not.

    >>> with smsmode.sandbox() as sandbox, sandbox.client() as client:
    ...     accepted = client.send(to="0639980011", text="Bonjour Maman")
    ...     [message] = sandbox.wait(1)
    ...     assert message.text == "Bonjour Maman"
    """
    native = _Native(
        api_key=api_key,
        credits=credits,
        post_paid=post_paid,
        reply_url=reply_url,
        delivery_delay=delivery_delay,
        clock_start=clock_start,
        segment_price=segment_price,
        magic_numbers=magic_numbers,
        seed=seed,
        keep=keep,
        port=port,
        switches=None if switches is None else _json(dict(switches)),
    )
    return Sandbox(native)


class Sandbox:
    """A running sandbox, as ``smsmode.sandbox()`` makes it. Any number of threads may use it."""

    __slots__ = ("_native",)

    def __init__(self, native: _Native, /) -> None:
        self._native = native

    @property
    def base_url(self) -> str:
        """Its address, such as ``http://127.0.0.1:41234``."""
        return self._native.base_url

    @property
    def inbox_url(self) -> str:
        """The address of its inbox: a page that shows the messages in a browser."""
        return self._native.inbox_url

    @property
    def api_key(self) -> str:
        """The key of its account."""
        return self._native.api_key

    def client(self, **options: Any) -> Client:  # noqa: ANN401
        """Make a client of it; the options are those of ``Client``."""
        return Client(self.api_key, base_url=self.base_url, **options)

    def async_client(self, **options: Any) -> AsyncClient:  # noqa: ANN401
        """Make a client of it for asyncio; the options are those of ``AsyncClient``."""
        from .aio import AsyncClient

        return AsyncClient(self.api_key, base_url=self.base_url, **options)

    @property
    def messages(self) -> list[SandboxMessage]:
        """All messages so far, one for each recipient, the oldest first; deleted ones too, marked."""
        return self._native.messages()

    def wait(  # noqa: PLR0913
        self,
        n: int = 1,
        *,
        timeout: float = 5.0,
        recipient: str | None = None,
        reference: str | None = None,
        text: str | None = None,
        message_id: str | None = None,
        status: int | None = None,
    ) -> list[SandboxMessage]:
        """Wait until there are ``n`` messages, and give them, the oldest first; there may be more.

        timeout: in seconds. The others say which messages count: to this number, with this reference, whose
        text holds this, with this id, with this status by now.

        Raises TimeoutError where they do not come in time.

        >>> sandbox.wait(1, status=MessageStatus.RECEIVED)
        """
        wanted = {
            "recipient": recipient,
            "reference": reference,
            "text": text,
            "message_id": message_id,
            "status": None if status is None else whole("status", status),
        }
        messages = self._native.wait(n, timeout, _json(wanted))
        if len(messages) < n:
            told = f"there are {len(messages)} of {n} messages after {timeout:g} s"
            raise TimeoutError(told)
        return messages

    @property
    def duplicates(self) -> SandboxDuplicates:
        """What was accepted more than once: the same recipient, text and reference; false if nothing was.

        Messages that are forgotten count too, up to a million; beyond, it is incomplete, and never false.

        >>> assert not sandbox.duplicates
        """
        return self._native.duplicates()

    @property
    def duplicates_by_text(self) -> SandboxDuplicates:
        """What was accepted more than once, by recipient and text alone; false if nothing was.

        Whoever gives each attempt a reference of its own, as the outbox does, sees its second sends here. Of
        the messages that are kept; once others are forgotten, it is incomplete, and never false.

        >>> assert not sandbox.duplicates_by_text
        """
        return self._native.duplicates_by_text()

    @property
    def journal(self) -> list[SandboxRequest]:
        """The last 10,000 requests, of at most 64 MiB, the oldest first: as they came, and as they were read.

        >>> [request.call for request in sandbox.journal]
        ['send', 'balance']
        """
        return self._native.journal()

    @property
    def callbacks(self) -> list[SandboxCallback]:
        """The callbacks so far, each with its attempts and what was answered, the oldest first."""
        return self._native.callbacks()

    @property
    def replies(self) -> list[SandboxReply]:
        """What people answered so far, the oldest first."""
        return self._native.replies()

    @property
    def switches(self) -> dict[str, str]:
        """How the open questions about the service are answered now: the position of each switch, by name."""
        return self._native.switches()

    def set(self, name: str, value: str | int) -> None:
        """Answer an open question otherwise, from the next request on.

        Raises InvalidInputError (a ValueError) for a switch or a position that there is not; it names what
        there is.

        >>> sandbox.set("stop.long", "if_free")
        """
        self._native.set_switch(name, value if isinstance(value, str) else str(whole("value", value)))

    def faults(self, *faults: Fault, seed: int | None = None) -> FaultsBefore:
        """Let this go wrong from now on, in place of what went wrong before; nothing, if nothing is given.

        seed: of the chance of faults with a probability and of log-normal delays, so that the same requests
        meet the same; that of the sandbox unless given. With ``with``, what went wrong before does so again
        at its end.

        Raises InvalidInputError (a ValueError) for what can do nothing good.

        >>> with sandbox.faults(Fault.refuse(50, times=1)):
        ...     client.send(to="0639980011", text="Bonjour")  # UnavailableError
        """
        before = self._native.faults()
        self._native.set_faults(_json({"seed": seed, "rules": [fault.rule for fault in faults]}))
        return FaultsBefore(self._native, before)

    def reply(self, message: SandboxMessage, text: str) -> str:
        """Answer a message as the person who got it; the id of the reply.

        Raises ValueError for a message that cannot be answered, as one with a personal sender.
        """
        return self._native.reply(message.message_id, message.recipient, text)

    def trigger(self, message: SandboxMessage | str, status: int) -> list[SandboxMessage]:
        """Give a message a status now, any from 0 to 9999, and tell it to the delivery URL.

        For its one recipient; by its id, for all of them. The messages that changed come back. After a final
        status nothing else happens by itself.

        Raises ValueError where there is no such message or status.

        >>> sandbox.trigger(message, MessageStatus.UNDELIVERABLE)
        """
        number = whole("status", status)
        if isinstance(message, str):
            return self._native.trigger(message, number)
        return self._native.trigger(message.message_id, number, message.recipient)

    def replay(self, callback: SandboxCallback) -> SandboxCallback:
        """Make a callback once more, whatever came of it; the new one, which waits.

        Raises ValueError for one that is forgotten.
        """
        return self._native.replay(callback.number)

    def advance(self, seconds: float) -> None:
        """Let the sandbox's clock jump forward: what is due has happened when this returns."""
        self._native.advance(seconds)

    def reset(self) -> None:
        """Forget messages, replies, faults and what was paid. The clock keeps its time."""
        self._native.reset()

    def close(self) -> None:
        """Stop it and cut all its connections. Closing twice is closing once."""
        self._native.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Sandbox({self.base_url!r})"


class FaultsBefore:
    """What went wrong before ``Sandbox.faults`` was called: the end of a ``with`` brings it back."""

    __slots__ = ("_before", "_native")

    def __init__(self, native: _Native, before: str, /) -> None:
        self._native, self._before = native, before

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None:
        self._native.set_faults(self._before)


def _json(value: object) -> str:
    import json

    return json.dumps(value)
