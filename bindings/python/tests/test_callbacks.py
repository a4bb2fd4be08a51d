"""What the service calls on the caller's server."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from smsmode import (
    CallbackError,
    CallbackSigner,
    ExpiredCallbackError,
    ForgedCallbackError,
    InvalidInputError,
    MessageStatus,
    parse_delivery_receipt,
    parse_reply,
)

SIGNER = CallbackSigner(b"0123456789abcdef")
BASE = "https://shop.example/sms"


def test_a_delivery_receipt_is_read_from_a_str_and_from_bytes() -> None:
    query = (
        "smsID=S7EpYZ5kmS87&statut=11&numero=33639980011&date_reception=2010-03-25+09%3A52%3A17&cost=1.50&x=1"
    )
    receipt = parse_delivery_receipt(query)
    assert receipt == parse_delivery_receipt(query.encode())
    assert (receipt.message_id, receipt.status) == ("S7EpYZ5kmS87", MessageStatus.RECEIVED)
    assert receipt.received_at == datetime(2010, 3, 25, 8, 52, 17, tzinfo=timezone.utc)
    assert receipt.received_at_raw == "2010-03-25 09:52:17"
    assert ("x", "1") in receipt.unknown


@pytest.mark.parametrize("query", ["", "smsID=S1", "smsID=S1&statut=x", "a=1&" * 40, "a" * 10_000])
def test_what_is_no_receipt_is_a_callback_error(query: str) -> None:
    with pytest.raises(CallbackError):
        parse_delivery_receipt(query)
    with pytest.raises(CallbackError):
        parse_reply(query)


def test_an_address_that_was_signed_is_believed_until_it_expires() -> None:
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    url = SIGNER.sign(BASE, kind="delivery", reference="order-12", sent_at=now)
    path = url.removeprefix(BASE)
    verified = SIGNER.verify(path, now=now)
    assert (verified.kind, verified.reference) == ("delivery", "order-12")
    with pytest.raises(ExpiredCallbackError):
        SIGNER.verify(path, now=now + timedelta(days=8))
    with pytest.raises(ForgedCallbackError):
        SIGNER.verify(path.replace("order-12", "order-13"), now=now)
    with pytest.raises(ForgedCallbackError):
        SIGNER.verify("\ud800")


def test_a_key_that_was_replaced_is_believed_too() -> None:
    url = SIGNER.sign_account_replies(BASE)
    rotated = CallbackSigner(b"another key of 16 bytes", previous=b"0123456789abcdef")
    assert rotated.verify(url.removeprefix(BASE)).kind == "reply"


def test_a_short_key_signs_nothing() -> None:
    with pytest.raises(InvalidInputError):
        CallbackSigner(b"short")
    assert "0123" not in repr(SIGNER)


def vectors(kind: str) -> list[dict[str, Any]]:
    file = Path(__file__).parents[3] / "tests/vectors/callbacks.json"
    found: list[dict[str, Any]] = json.loads(file.read_text())[kind]
    assert found
    return found


def query_of(vector: dict[str, Any]) -> bytes:
    if "query" in vector:
        return str(vector["query"]).encode()
    return base64.b64decode(vector["query_base64"])


@pytest.mark.parametrize("vector", vectors("delivery_receipt"), ids=lambda vector: vector["name"])
def test_a_receipt_means_what_its_vector_says(vector: dict[str, Any]) -> None:
    if "ok" not in vector["expect"]:
        with pytest.raises(CallbackError):
            parse_delivery_receipt(query_of(vector))
        return
    receipt, expected = parse_delivery_receipt(query_of(vector)), vector["expect"]["ok"]
    assert (receipt.message_id, receipt.status) == (expected["message_id"], expected["status"])
    assert (receipt.recipient, receipt.network) == (expected["recipient"], expected["network"])
    assert receipt.reference == expected["client_reference"]
    assert receipt.cost == (None if expected["cost"] is None else Decimal(expected["cost"]))
    check_date(receipt.received_at, receipt.received_at_raw, expected["received_at"])
    assert [list(pair) for pair in receipt.unknown] == expected["unknown"]


@pytest.mark.parametrize("vector", vectors("reply"), ids=lambda vector: vector["name"])
def test_a_reply_means_what_its_vector_says(vector: dict[str, Any]) -> None:
    if "ok" not in vector["expect"]:
        with pytest.raises(CallbackError):
            parse_reply(query_of(vector))
        return
    reply, expected = parse_reply(query_of(vector)), vector["expect"]["ok"]
    assert (reply.sender, reply.text, reply.to) == (expected["from"], expected["text"], expected["to"])
    assert (reply.message_id, reply.reply_id) == (expected["message_id"], expected["reply_id"])
    assert reply.reference == expected["client_reference"]
    check_date(reply.received_at, reply.received_at_raw, expected["received_at"])
    assert [list(pair) for pair in reply.unknown] == expected["unknown"]


def check_date(date: datetime | None, raw: str | None, expected: dict[str, Any] | None) -> None:
    if expected is None:
        assert (date, raw) == (None, None)
        return
    assert raw == expected["raw"]
    assert (date and int(date.timestamp())) == expected["unix_seconds"]


def signatures(kind: str) -> list[dict[str, Any]]:
    file = Path(__file__).parents[3] / "tests/vectors/signatures.json"
    found: list[dict[str, Any]] = json.loads(file.read_text())[kind]
    assert found
    return found


def signer_of(vector: dict[str, Any]) -> CallbackSigner:
    previous = vector.get("previous_key_base64")
    return CallbackSigner(
        base64.b64decode(vector["key_base64"]), previous=previous and base64.b64decode(previous)
    )


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


@pytest.mark.parametrize("vector", signatures("sign"), ids=lambda vector: vector["name"])
def test_an_address_is_signed_as_its_vector_says(vector: dict[str, Any]) -> None:
    def sign() -> str:
        signer = signer_of(vector)
        if vector.get("reference") is None:
            return signer.sign_account_replies(vector["base"])
        given = {name: vector[name] for name in ("kind", "reference")}
        return signer.sign(vector["base"], sent_at=instant(vector["sent_at"]), **given)

    if "url" in vector["expect"]:
        assert sign() == vector["expect"]["url"]
    else:
        with pytest.raises(InvalidInputError):
            sign()


@pytest.mark.parametrize("vector", signatures("verify"), ids=lambda vector: vector["name"])
def test_an_address_is_believed_as_its_vector_says(vector: dict[str, Any]) -> None:
    signer, now, expect = signer_of(vector), instant(vector["now"]), vector["expect"]
    if "ok" in expect:
        verified = signer.verify(vector["path"], now=now)
        assert (verified.kind, verified.reference) == (
            expect["ok"]["kind"],
            expect["ok"]["client_reference"],
        )
        return
    expired = "expired" in json.dumps(expect).lower()
    with pytest.raises(ExpiredCallbackError if expired else ForgedCallbackError):
        signer.verify(vector["path"], now=now)
