"""Send text messages through sMsmode: know before you send, know after you sent."""

from ._errors import (
    AuthenticationError,
    InsufficientCreditError,
    InvalidInputError,
    MalformedAnswerError,
    OutcomeUnknownError,
    RefusedError,
    SmsmodeError,
    TransportError,
    UnavailableError,
)
from ._smsmode import Accepted, Client

__all__ = [
    "Accepted",
    "AuthenticationError",
    "Client",
    "InsufficientCreditError",
    "InvalidInputError",
    "MalformedAnswerError",
    "OutcomeUnknownError",
    "RefusedError",
    "SmsmodeError",
    "TransportError",
    "UnavailableError",
]
