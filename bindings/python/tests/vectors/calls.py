"""Accounts, and the prepared call from the options of a vector."""

from __future__ import annotations

import ctypes
import inspect
from contextlib import contextmanager
from datetime import date, datetime, timezone
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from judge import NotInPythonError

import smsmode
from smsmode import BatchMessage, Client, paris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Options = dict[str, Any]

OFFICIAL = "https://api.smsmode.com"
NO_DECIMAL, NO_DATE = "a Decimal of letters", "a date that does not exist"
DOORS = ("keep_duplicates", "any_ascii_sender", "cut")


def prepared(call: str, account: Options, given: Options) -> smsmode.PreparedCall[Any]:
    """The call of a vector; raises InvalidInputError for what cannot be sent."""
    with client(account) as made, at_time(given.get("now")):
        return CALLS[call](made.prepare, {**given})


def client(account: Options) -> Client:
    given = {"base_url": OFFICIAL, **account}
    if "boundary" in given:
        given["batch_boundary"] = given.pop("boundary")
    return Client(**given)


@contextmanager
def at_time(now: int | None) -> Iterator[None]:
    """The time of a vector; what stands before the clock is loaded with this program."""
    if now is None:
        yield
        return
    clock = ctypes.CDLL(None).set_now
    clock.argtypes = [ctypes.c_longlong]
    clock(now)
    try:
        yield
    finally:
        clock(0)


def send_sms(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    return prepare.send(**ours(prepare.send, given))


def send_batch(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    options = ours(prepare.send_batch, given)
    options["messages"] = [BatchMessage(**row) for row in options.pop("rows")]
    return prepare.send_batch(**options)


def send_voice(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    return prepare.send_voice(**ours(prepare.send_voice, given))


def ours(method: Callable[..., object], given: Options) -> Options:
    """The options of a message in the words of Python."""
    given.pop("now", None)
    for door in DOORS:
        if given.get(door):
            assert not any(door in name for name in inspect.signature(method).parameters), door
            raise NotInPythonError(door)
    if given.pop("unicode", False):
        given["mode"] = "unicode"
    if "at" in given:
        given["at"] = when(given["at"])
    return given


def when(at: int | str) -> datetime | smsmode.LocalTime:
    """An instant, or what the clocks of Paris show."""
    if isinstance(at, int):
        return datetime.fromtimestamp(at, timezone.utc)
    day, time = at.split("T")
    return paris(*map(int, day.split("-")), *map(int, time.split(":")))


def list_sent(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    return prepare.list_sent(**given)


def list_replies(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    for theirs, word in (("from", "since"), ("to", "until")):
        if theirs in given:
            given[word] = when(given.pop(theirs))
    return prepare.list_replies(**given)


def delete_sms(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    if "message_id" in given:
        return prepare.delete(*given.values())
    return prepare.delete_most_recent(to=given.pop("most_recent_to"), **given)


def transfer_credits(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    try:
        given["credits"] = Decimal(given["credits"])
    except InvalidOperation:
        raise NotInPythonError(NO_DECIMAL) from None
    return prepare.transfer_credits(to=given.pop("login"), **given)


def create_sub_account(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    return prepare.create_sub_account(**with_birth_date(given))


def add_contact(prepare: smsmode.Prepare, given: Options) -> smsmode.PreparedCall[Any]:
    return prepare.add_contact(**with_birth_date(given))


def with_birth_date(given: Options) -> Options:
    if "birth_date" in given:
        try:
            given["birth_date"] = date.fromisoformat(given["birth_date"])
        except ValueError:
            raise NotInPythonError(NO_DATE) from None
    return given


CALLS: dict[str, Callable[[smsmode.Prepare, Options], smsmode.PreparedCall[Any]]] = {
    **{
        function.__name__: function
        for function in (
            *(send_sms, send_batch, send_voice, list_sent, list_replies, delete_sms),
            *(transfer_credits, create_sub_account, add_contact),
        )
    },
    "get_message_status": lambda prepare, given: prepare.status(*given.values()),
    "get_delivery_report": lambda prepare, given: prepare.report(*given.values()),
    "get_balance": lambda prepare, given: prepare.balance(**given),
    "delete_sub_account": lambda prepare, given: prepare.delete_sub_account(**given),
    "create_api_key": lambda prepare, given: prepare.create_api_key(**given),
}
