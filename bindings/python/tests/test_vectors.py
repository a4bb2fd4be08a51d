"""The vectors of all languages: what a prepared call asks, and what its answers mean."""

from __future__ import annotations

import base64
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import Client, SmsmodeError, paris

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = Path(__file__).parents[3] / "tests/vectors"
PREPARED: dict[str, Callable[[smsmode.Prepare, dict[str, Any]], Any]] = {
    "send_sms": lambda prepare, given: prepare.send(**given),
    "send_batch": lambda prepare, given: prepare.send_batch(**given),
    "send_voice": lambda prepare, given: prepare.send_voice(**given),
    "get_delivery_report": lambda prepare, given: prepare.report(given["message_id"]),
    "get_message_status": lambda prepare, given: prepare.status(given["message_id"]),
    "list_sent": lambda prepare, given: prepare.list_sent(**given),
    "list_replies": lambda prepare, given: prepare.list_replies(**given),
    "delete_sms": lambda prepare, given: (
        prepare.delete(given["message_id"])
        if "message_id" in given
        else prepare.delete_most_recent(to=given["most_recent_to"])
    ),
    "get_balance": lambda prepare, _: prepare.balance(),
    "transfer_credits": lambda prepare, given: prepare.transfer_credits(**given),
    "create_sub_account": lambda prepare, given: prepare.create_sub_account(**given),
    "delete_sub_account": lambda prepare, given: prepare.delete_sub_account(**given),
    "add_contact": lambda prepare, given: prepare.add_contact(**given),
    "create_api_key": lambda prepare, _: prepare.create_api_key(),
}
# What only the other languages can ask for, and dates, which are judged by the clock of the machine.
DOORS = {"keep_duplicates", "any_ascii_sender", "cut", "unlimited", "at", "now"}
ACCOUNTS = {"api_key", "login", "password", "base_url"}
FIXED_ORDER = "create_sub_account"
# The boundary of a batch is not for Python to choose.
BOUNDARY = "smsmode-boundary-6oUdE2rVq0yTtB8X"


def files() -> list[dict[str, Any]]:
    found = [json.loads((VECTORS / f"{call}.json").read_text()) for call in PREPARED]
    assert all(file["vectors"] for file in found)
    return found


def requests() -> list[Any]:
    pairs = [(file["call"], vector) for file in files() for vector in file["vectors"]]
    ours = [
        (call, vector)
        for call, vector in pairs
        if DOORS.isdisjoint(vector["input"]) and ACCOUNTS.issuperset(vector["account"].keys() - {"boundary"})
    ]
    assert {call for call, _ in ours} == set(PREPARED)
    return [pytest.param(call, vector, id=f"{call}: {vector['name']}") for call, vector in ours]


def answers() -> list[Any]:
    return [
        pytest.param(file["call"], file["vectors"][0], answer, id=f"{file['call']}: {answer['name']}")
        for file in files()
        for answer in file["vectors"][0]["answers"]
    ]


def content(holder: dict[str, Any], key: str = "body") -> bytes:
    if f"{key}_base64" in holder:
        return base64.b64decode(holder[f"{key}_base64"])
    return str(holder.get(key, "")).encode("ascii")


def options(call: str, given: dict[str, Any]) -> dict[str, Any]:
    """The options of a vector in the words of Python."""
    ours = {name: value for name, value in given.items() if name not in DOORS}
    if ours.pop("unicode", False):
        ours["mode"] = "unicode"
    if "rows" in ours:
        ours["messages"] = [
            smsmode.BatchMessage(row["to"], row["text"], row.get("sender"), row.get("reference"))
            for row in ours.pop("rows")
        ]
    if "birth_date" in ours:
        ours["birth_date"] = date.fromisoformat(ours["birth_date"])
    for theirs, word in (("from", "since"), ("to", "until")):
        if call == "list_replies" and theirs in ours:
            ours[word] = local(ours.pop(theirs))
    if call == "transfer_credits":
        ours["to"] = ours.pop("login")
        ours["credits"] = Decimal(ours["credits"])
    return ours


def local(text: str) -> smsmode.LocalTime:
    day, time = text.split("T")
    return paris(*map(int, day.split("-")), *map(int, time.split(":")[:2]))


def prepared(call: str, vector: dict[str, Any]) -> Any:
    account = {"base_url": "https://api.smsmode.com", **vector["account"]}
    accepted = {name: value for name, value in account.items() if name in ACCOUNTS}
    with Client(**accepted) as client:
        return PREPARED[call](client.prepare, options(call, vector["input"]))


@pytest.mark.parametrize(("call", "vector"), requests())
def test_a_call_asks_what_its_vector_says(call: str, vector: dict[str, Any]) -> None:
    ready, expected = prepared(call, vector), vector["request"]
    assert ready.name == call
    assert (ready.method, ready.url) == (expected["method"], expected["url"])
    boundary = vector["account"].get("boundary", BOUNDARY)
    headers = [
        [name, value.replace(f'"{boundary}"', BOUNDARY).replace(boundary, BOUNDARY)]
        for name, value in expected["headers"]
    ]
    assert [list(pair) for pair in ready.headers.items()] == headers
    body = content(expected).replace(boundary.encode(), BOUNDARY.encode())
    assert parameters(call, ready.body) == parameters(call, body)


def parameters(call: str, body: bytes) -> Any:
    """The body; that of a sub-account without its order, which is the one in which Rust was told."""
    return sorted(body.split(b"&")) if call == FIXED_ORDER else body


def refused() -> list[Any]:
    vectors = json.loads((VECTORS / "bad_input.json").read_text())["vectors"]
    ours = [
        vector
        for vector in vectors
        if vector.get("call") in PREPARED
        and DOORS.isdisjoint(vector["input"])
        and ACCOUNTS.issuperset(vector["account"])
        # A Decimal and a date of Python cannot be these at all.
        and vector["name"] not in {"letters for credits", "a birthday that does not exist"}
    ]
    assert len(ours) > len(vectors) // 2
    return [pytest.param(vector, id=vector["name"]) for vector in ours]


@pytest.mark.parametrize("vector", refused())
def test_what_a_vector_refuses_is_refused_before_anything_is_sent(vector: dict[str, Any]) -> None:
    with pytest.raises(smsmode.InvalidInputError) as caught:
        prepared(vector["call"], vector)
    assert caught.value.outcome == "not_sent"


@pytest.mark.parametrize(("call", "vector", "answer"), answers())
def test_an_answer_means_what_its_vector_says(
    call: str, vector: dict[str, Any], answer: dict[str, Any]
) -> None:
    ready = prepared(call, vector)
    headers = {"Content-Type": answer.get("content_type"), "Retry-After": answer.get("retry_after_s")}
    given = {name: str(value) for name, value in headers.items() if value is not None}
    status, ending = answer["http_status"], answer.get("ending", "complete")
    (kind, expected), *_ = answer["expect"].items()
    if kind == "ok":
        check(ready.parse(status, given, content(answer), ending=ending), expected)
        return
    with pytest.raises(SmsmodeError) as caught:
        ready.parse(status, given, content(answer), ending=ending)
    error = caught.value
    told = error.__cause__ if isinstance(error, smsmode.OutcomeUnknownError) else error
    assert isinstance(told, SmsmodeError)
    broken = kind == "malformed" and ending == "cut" and expected["reason"] != "contradiction"
    if not broken:
        assert told.http_status == status
        assert told.service_text == expected.get("text", expected.get("excerpt"))
        assert told.retry_after == expected.get("retry_after_s")
    assert told.code == expected.get("code")
    if kind == "refused":
        assert isinstance(told, smsmode.RefusedError)
    if kind == "malformed":
        assert isinstance(told, smsmode.TransportError if broken else smsmode.MalformedAnswerError)


RENAMED = {"from": "sender"}


def check(result: Any, expected: dict[str, Any]) -> None:
    """Compare every field of a result with its vector."""
    fields = {RENAMED.get(name, name): value for name, value in expected.items()}
    assert {name for name in type(result).__match_args__ if not name.endswith("_raw")} == set(fields)
    for name, value in fields.items():
        compare(result, name, value)


def compare(result: Any, name: str, value: Any) -> None:
    actual = getattr(result, name)
    if isinstance(value, dict) and "unix_seconds" in value:
        assert getattr(result, f"{name}_raw") == value["raw"]
        assert (actual and int(actual.timestamp())) == value["unix_seconds"]
    elif isinstance(actual, tuple):
        assert len(actual) == len(value)
        for one, other in zip(actual, value, strict=True):
            check(one, {"position": other["position"], "raw": content(other, "raw")}) if hasattr(
                one, "position"
            ) else check(one, other)
    elif isinstance(actual, Decimal):
        assert str(actual) == value
    else:
        assert actual == value
