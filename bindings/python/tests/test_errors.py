"""The exceptions: each raised by a real call, one tree, nothing private, all of them pickled."""

from __future__ import annotations

import json
import pickle
import socket
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import Client, RefusalCode, SmsmodeError

if TYPE_CHECKING:
    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TEXT = "Un secret"
TO = "0639980011"


def raised(sandbox: Sandbox, fault: dict[str, Any] | None = None, *, key: str = KEY) -> SmsmodeError:
    """What a send raises under a fault."""
    sandbox.set_faults(json.dumps([{"fault": fault}] if fault else []))
    with Client(key, base_url=sandbox.base_url, timeout=0.5) as client:
        with pytest.raises(SmsmodeError) as caught:
            client.send(to=TO, text=TEXT)
        return caught.value


FAULTS: list[tuple[dict[str, Any], type[SmsmodeError], str, bool]] = [
    ({"kind": "refuse", "code": 32}, smsmode.AuthenticationError, "refused", False),
    ({"kind": "refuse", "code": 33}, smsmode.InsufficientCreditError, "refused", False),
    ({"kind": "refuse", "code": 50}, smsmode.UnavailableError, "refused", True),
    ({"kind": "refuse", "code": 35}, smsmode.RefusedError, "refused", False),
    ({"kind": "refuse", "code": 777}, smsmode.RefusedError, "refused", False),
    ({"kind": "refuse", "code": 31}, smsmode.OutcomeUnknownError, "unknown", False),
    ({"kind": "close_after_accepting"}, smsmode.OutcomeUnknownError, "unknown", False),
    ({"kind": "stall"}, smsmode.OutcomeUnknownError, "unknown", False),
]


@pytest.mark.parametrize(("fault", "error_class", "outcome", "retry"), FAULTS)
def test_a_fault_raises_its_exception(
    sandbox: Sandbox, fault: dict[str, Any], error_class: type[SmsmodeError], outcome: str, retry: bool
) -> None:
    error = raised(sandbox, fault)
    assert type(error) is error_class
    assert (error.outcome, error.retry) == (outcome, retry)
    if fault.get("kind") == "refuse" and outcome == "refused":
        assert error.code == fault["code"]
        assert isinstance(error.code, RefusalCode)
        assert error.http_status == 200


def test_why_nobody_knows_is_the_cause(sandbox: Sandbox) -> None:
    error = raised(sandbox, {"kind": "close_after_accepting"})
    assert isinstance(error.__cause__, smsmode.TransportError)
    assert str(error.__cause__) not in str(error)
    assert isinstance(raised(sandbox, {"kind": "refuse", "code": 31}).__cause__, smsmode.RefusedError)


def test_no_connection_is_a_transport_error_and_nothing_was_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with Client(KEY, base_url=url) as client, pytest.raises(smsmode.TransportError) as caught:
            client.send(to=TO, text=TEXT)
    assert (caught.value.outcome, caught.value.retry) == ("not_sent", True)


def test_an_answer_without_sense_is_malformed_for_a_call_that_reads(client: Client) -> None:
    call = client.prepare.balance()
    with pytest.raises(smsmode.MalformedAnswerError) as caught:
        call.parse(200, {}, b"<html>")
    assert (caught.value.outcome, caught.value.http_status) == ("not_sent", 200)


def test_an_answer_without_sense_leaves_a_send_unknown(client: Client) -> None:
    call = client.prepare.send(to=TO, text=TEXT)
    with pytest.raises(smsmode.OutcomeUnknownError) as caught:
        call.parse(200, {}, b"<html>")
    assert isinstance(caught.value.__cause__, smsmode.MalformedAnswerError)


def test_a_service_that_puts_off_says_for_how_long(client: Client) -> None:
    with pytest.raises(smsmode.UnavailableError) as caught:
        client.prepare.balance().parse(503, {"Retry-After": "7"}, b"")
    assert (caught.value.retry, caught.value.retry_after) == (True, 7.0)


def test_without_a_key_there_is_no_client() -> None:
    with pytest.raises(smsmode.ConfigurationError, match="SMSMODE_API_KEY"):
        Client()


def classes() -> list[type[SmsmodeError]]:
    members = [getattr(smsmode, name) for name in smsmode.__all__]
    return [one for one in members if isinstance(one, type) and issubclass(one, SmsmodeError)]


def test_every_exception_is_below_the_root_and_has_words_for_help() -> None:
    assert len(classes()) == 14
    public = [getattr(smsmode, name) for name in smsmode.__all__]
    exceptions = [one for one in public if isinstance(one, type) and issubclass(one, BaseException)]
    assert set(exceptions) == set(classes())
    for error_class in classes():
        assert issubclass(error_class, SmsmodeError)
        assert error_class.__doc__
    beside = [
        smsmode.InvalidInputError,
        smsmode.TransportError,
        smsmode.RefusedError,
        smsmode.MalformedAnswerError,
        smsmode.OutboxError,
        smsmode.OutcomeUnknownError,
    ]
    assert set(SmsmodeError.__subclasses__()) == set(beside)
    assert issubclass(smsmode.InvalidInputError, ValueError)


@pytest.mark.parametrize("error_class", classes())
def test_every_exception_is_pickled_with_its_attributes(error_class: type[SmsmodeError]) -> None:
    error = error_class("words", outcome="unknown", retry=True, code=33, http_status=200, retry_after=1.5)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is error_class
    assert (copy.args, vars(copy)) == (error.args, vars(error))


@pytest.mark.parametrize(("fault", "error_class", "outcome", "retry"), FAULTS)
def test_no_exception_tells_a_key_a_number_or_a_text(
    sandbox: Sandbox, fault: dict[str, Any], error_class: object, outcome: object, retry: object
) -> None:
    error: BaseException | None = raised(sandbox, fault)
    while error is not None:
        for private in (KEY, TEXT, "39980011", sandbox.base_url):
            assert private not in f"{error} {error!r}"
        error = error.__cause__
