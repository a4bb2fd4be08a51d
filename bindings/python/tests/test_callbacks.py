"""What the service calls on the caller's server."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

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
