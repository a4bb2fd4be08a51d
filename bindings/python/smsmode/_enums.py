"""Numbers of the service with a name: states of a message, and reasons of a refusal."""

from __future__ import annotations

from enum import IntEnum

from . import _smsmode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Self


class _Open(IntEnum):
    """An enum that keeps numbers which it does not know, under the name ``UNKNOWN_<number>``."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            return None
        unknown = int.__new__(cls, value)
        unknown._name_ = f"UNKNOWN_{value}"
        unknown._value_ = value
        # Every such number is one object, as the members are.
        return cls._value2member_map_.setdefault(value, unknown)  # type: ignore[return-value]

    def __reduce_ex__(self, protocol: object) -> tuple[type[Self], tuple[int]]:
        return type(self), (int(self),)


_MOST = 0xFFFF


class MessageStatus(_Open):
    """The state of a message, as the service numbers it; a number that is not listed is kept.

    Refusal codes share numbers with statuses and mean other things: 33 and 50 are both.

    >>> MessageStatus(11).is_final
    True
    >>> MessageStatus(4242).name
    'UNKNOWN_4242'
    """

    SENT = 0
    """Sent."""
    IN_PROGRESS = 1
    """In progress."""
    INTERNAL_ERROR = 2
    """Internal error of the service."""
    SCHEDULED = 10
    """Scheduled."""
    RECEIVED = 11
    """Received by the phone."""
    PARTLY_DELIVERED = 12
    """Partly delivered."""
    AT_OPERATOR = 13
    """Delivered to the operator."""
    DELIVERED = 14
    """Delivered."""
    PARTLY_RECEIVED = 15
    """Partly received."""
    LISTENED_TO = 16
    """Listened to."""
    UNDELIVERABLE = 21
    """Undeliverable."""
    REJECTED = 22
    """Rejected."""
    NO_CREDIT = 33
    """Not sent, not enough credit."""
    ROUTING_ERROR = 34
    """Routing error."""
    RECEPTION_ERROR = 35
    """Reception error."""
    MESSAGE_ERROR = 36
    """Message error."""
    EXPIRED = 37
    """Expired."""
    TOO_LONG = 38
    """Message too long."""
    RECEPTION_ERROR_39 = 39
    """Reception error."""
    TEMPLATE = 40
    """Template."""
    NOT_DELIVERED = 50
    """Not delivered."""
    READ = 100
    """Read."""
    UNREAD = 101
    """Unread."""
    UNDEFINED = 999
    """Undefined."""
    OPERATOR_FOR_NOW = 3501
    """Temporary error: operator."""
    ABSENT_FOR_NOW = 3502
    """Temporary error: absent."""
    PHONE_FOR_NOW = 3503
    """Temporary error: phone."""
    PORTABILITY_FOR_NOW = 3504
    """Temporary error: portability."""
    OPERATOR = 3521
    """Permanent error: operator."""
    ABSENT = 3522
    """Permanent error: absent."""
    PHONE = 3523
    """Permanent error: phone."""
    SPAM = 3524
    """Permanent error: spam filter."""
    CONTENT = 3525
    """Permanent error: content."""
    PORTABILITY = 3526
    """Permanent error: portability."""
    ROAMING = 3527
    """Permanent error: roaming."""
    NOT_ROUTABLE = 3560
    """Not routable."""
    OTHER = 3599
    """Other error."""
    INVALID_RECIPIENT = 3998
    """Invalid recipient."""
    BLACKLISTED = 3999
    """Recipient on the blacklist."""

    @property
    def kind(
        self,
    ) -> Literal["pending", "delivered", "mixed", "failed_for_now", "failed_for_good", "unknown"]:
        """What the status means for whoever waits."""
        return _smsmode._status_kind(self)

    @property
    def is_final(self) -> bool:
        """Whether the state will not change any more."""
        return self.kind in {"delivered", "mixed", "failed_for_good"}

    def describe(self, language: Literal["en", "fr"] = "en") -> str:
        """Words for people, in English or French."""
        return _smsmode._describe_status(self, language)


class RefusalCode(_Open):
    """Why the service refused, as it numbers it; a number that is not listed is kept.

    >>> RefusalCode(33)
    <RefusalCode.NOT_ENOUGH_CREDIT: 33>
    """

    INTERNAL_ERROR = 31
    """Internal error of the service."""
    AUTHENTICATION = 32
    """The API key or the password is wrong."""
    NOT_ENOUGH_CREDIT = 33
    """Not enough credit."""
    BAD_PARAMETER = 35
    """A parameter is missing or wrong."""
    LOGIN = 41
    """The login exists already or is unknown."""
    UNAVAILABLE = 50
    """Temporarily unavailable."""
    UNKNOWN_MESSAGE = 61
    """No such message, or it is too old."""

    def describe(self, language: Literal["en", "fr"] = "en") -> str:
        """Words for people, in English or French."""
        return _smsmode._describe_refusal(self, language)
