"""The exceptions: one root, and under it what can become of a call."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    from ._enums import RefusalCode


class SmsmodeError(Exception):
    """Something did not go as asked; the root of all exceptions of the package.

    ``str(error)`` never holds a key, a phone number or a text.

    >>> try:
    ...     client.send(to="0639980011", text="Bonjour")
    ... except SmsmodeError as error:
    ...     if error.outcome == "unknown":
    ...         look_it_up()
    """

    outcome: Literal["not_sent", "refused", "unknown"]
    """What became of the message: surely not sent, refused, or nobody knows."""

    retry: bool
    """Whether the same call may be made again, and may then succeed."""

    retry_after: float | None
    """How many seconds the service asked to wait."""

    code: RefusalCode | None
    """Why the service refused, where it did."""

    http_status: int | None
    """The HTTP status, where there was an answer."""

    service_text: str | None
    """What the service wrote, or the beginning of an answer without sense; it may repeat what was sent."""

    def __init__(  # noqa: PLR0913
        self,
        message: str,
        *,
        outcome: Literal["not_sent", "refused", "unknown"] = "not_sent",
        retry: bool = False,
        retry_after: float | None = None,
        code: int | None = None,
        http_status: int | None = None,
        service_text: str | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.retry = retry
        self.retry_after = retry_after
        self.code = None if code is None else _refusal_code(code)
        self.http_status = http_status
        self.service_text = service_text

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.args, self.__dict__


class InvalidInputError(SmsmodeError, ValueError):
    """The input cannot be sent, or the client cannot be used: nothing was sent."""


class ConfigurationError(InvalidInputError):
    """There is no API key, or a profile, a file or a command that should give it cannot be used."""


class CallbackError(InvalidInputError):
    """A callback cannot be read."""


class ForgedCallbackError(CallbackError):
    """The address of a callback was not signed with our key."""


class ExpiredCallbackError(CallbackError):
    """The address of a callback was signed too long ago."""


class TransportError(SmsmodeError):
    """No whole answer came, and the outcome is known all the same."""


class RefusedError(SmsmodeError):
    """The service, or something before it, said no: nothing was done."""


class AuthenticationError(RefusedError):
    """The API key or the password is wrong."""


class InsufficientCreditError(RefusedError):
    """The account has not enough credit."""


class UnavailableError(RefusedError):
    """Refused for now: the same call may succeed later."""


class MalformedAnswerError(SmsmodeError):
    """The answer makes no sense."""


class OutcomeUnknownError(SmsmodeError):
    """Nobody knows whether the service received a call that costs; why is its ``__cause__``.

    Do not make the call again before you have looked it up, in the list of messages sent or the balance.
    """


class OutboxError(SmsmodeError):
    """An outbox cannot be opened, read, written or sent from; what was put in before is still there.

    Its words say what to do. ``retry`` is whether the same may succeed later.

    >>> try:
    ...     outbox.enqueue(key="order-12", to="0639980011", text="Bonjour")
    ... except OutboxError as error:
    ...     if error.name == "disk_full":
    ...         make_room()
    """

    name: str
    """What it is, the same in every language: "address", "another_account", "another_dispatcher",
    "busy", "closed", "content", "corrupt", "disk_full", "forbidden", "forgotten", "forked",
    "incomplete", "key_taken", "moved", "moved_to", "newer", "no_such_message", "not_a_ledger", "open",
    "read_only", "refused", "restored", "storage", "thread" or "unreachable"."""

    def __init__(self, message: str, *, name: str = "storage", **known: Any) -> None:  # noqa: ANN401
        super().__init__(message, **known)
        self.name = name


def _refusal_code(code: int) -> RefusalCode:
    from ._enums import RefusalCode

    return RefusalCode(code)
