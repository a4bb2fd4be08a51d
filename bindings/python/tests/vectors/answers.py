"""What answers say, and what Python must tell of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from judge import octets

import smsmode
from smsmode import OutcomeUnknownError, SmsmodeError

if TYPE_CHECKING:
    from judge import Vector

COSTLY = {
    *("send_sms", "send_batch", "send_voice", "transfer_credits", "create_sub_account"),
    *("delete_sub_account", "add_contact", "create_api_key"),
}


def compared(ready: smsmode.PreparedCall[Any], answer: Vector) -> tuple[object, object]:
    return expected(ready, answer), found(ready, answer)


def found(ready: smsmode.PreparedCall[Any], answer: Vector) -> object:
    """The fields of the result, or what the exception tells."""
    headers = {"content-type": answer.get("content_type"), "RETRY-AFTER": answer.get("retry_after_s")}
    given = {name: str(value) for name, value in headers.items() if value is not None}
    ending = answer.get("ending", "complete")
    try:
        return shown(ready.parse(answer["http_status"], given, octets(answer, "body"), ending=ending))
    except SmsmodeError as error:
        return told(error)


def told(error: SmsmodeError) -> dict[str, object]:
    """What an exception tells, and the class of the exception that is its cause."""
    assert str(error), "an error without words"
    classes = [type(error)]
    if isinstance(error, OutcomeUnknownError):
        assert isinstance(error.__cause__, SmsmodeError)
        classes.append(type(error.__cause__))
    names = ("outcome", "retry", "code", "http_status", "retry_after", "service_text")
    return {"classes": classes, **{name: getattr(error, name) for name in names}}


def shown(value: Any) -> object:
    """A result as a vector has it: dates together, decimals as text."""
    if isinstance(value, tuple):
        return [shown(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    if not hasattr(value, "__match_args__"):
        return value
    fields = {name: getattr(value, name) for name in type(value).__match_args__}
    for name in [name for name in fields if f"{name}_raw" in fields]:
        at, raw = fields.pop(name), fields.pop(f"{name}_raw")
        ambiguous = fields.pop(f"{name}_ambiguous")
        fields[name] = None if raw is None else (raw, at and int(at.timestamp()), ambiguous)
    return {RENAMED.get(name, name): shown_field(one) for name, one in fields.items()}


def shown_field(value: Any) -> object:
    # A date is shown already.
    return value if isinstance(value, tuple) and value and isinstance(value[0], str) else shown(value)


# What Python calls otherwise than the vectors do.
RENAMED = {"sender": "from", "reference": "client_reference"}


def as_shown(expected: Any) -> object:
    """A success of a vector in the same form."""
    if isinstance(expected, list):
        return [as_shown(one) for one in expected]
    if not isinstance(expected, dict):
        return expected
    if "unix_seconds" in expected:
        # The local time is that of the instant.
        return expected["raw"], expected["unix_seconds"], expected["ambiguous"]
    if "position" in expected:
        return {"position": expected["position"], "raw": octets(expected, "raw")}
    return {name: as_shown(one) for name, one in expected.items()}


def expected(ready: smsmode.PreparedCall[Any], answer: Vector) -> object:
    kind, says = next(iter(answer["expect"].items()))
    costly = ready.name in COSTLY
    assert ready.is_costly == costly, ready.name
    if kind == "ok":
        return as_shown(says)
    cause, outcome, retry, http = ERRORS[kind](answer, says, costly)
    broken = cause is smsmode.TransportError and kind == "malformed"
    return {
        "classes": [OutcomeUnknownError, cause] if outcome == "unknown" else [cause],
        "outcome": outcome,
        "retry": retry,
        "code": says.get("code"),
        "http_status": http,
        "retry_after": says.get("retry_after_s"),
        "service_text": None if broken else says.get("text", says.get("excerpt")),
    }


Expected = tuple[type[SmsmodeError], str, bool, "int | None"]

REFUSALS: dict[int, type[SmsmodeError]] = {
    32: smsmode.AuthenticationError,
    33: smsmode.InsufficientCreditError,
    50: smsmode.UnavailableError,
}


def refused(answer: Vector, says: Vector, costly: bool) -> Expected:
    code = says["code"]
    outcome = "unknown" if code == 31 and costly else "refused"
    retry = code == 50 or (code == 31 and not costly)
    return REFUSALS.get(code, smsmode.RefusedError), outcome, retry, answer["http_status"]


STATUSES: dict[int, type[SmsmodeError]] = {
    401: smsmode.AuthenticationError,
    407: smsmode.TransportError,
    429: smsmode.UnavailableError,
    503: smsmode.UnavailableError,
}


def unexpected_status(answer: Vector, says: Vector, costly: bool) -> Expected:
    http = answer["http_status"]
    put_off = http in {429, 503}
    if put_off or (400 <= http < 500 and http not in {407, 408}):
        outcome = "refused"
    else:
        outcome = "unknown" if costly and http != 407 else "not_sent"
    retry = put_off or (not costly and (http == 408 or http >= 500))
    return STATUSES.get(http, smsmode.RefusedError), outcome, retry, http


def malformed(answer: Vector, says: Vector, costly: bool) -> Expected:
    """Where an answer broke off before anything could be understood, that is the error."""
    outcome = "unknown" if costly else "not_sent"
    if answer.get("ending") == "cut" and says["reason"] != "contradiction":
        return smsmode.TransportError, outcome, not costly, None
    return smsmode.MalformedAnswerError, outcome, not costly, answer["http_status"]


ERRORS = {"refused": refused, "unexpected_status": unexpected_status, "malformed": malformed}
