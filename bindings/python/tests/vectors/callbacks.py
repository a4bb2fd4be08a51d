"""Judges what the service calls on the user's server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import answers
from judge import octets

import smsmode
from smsmode import CallbackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from judge import Judge, Vector

    Parse = Callable[[bytes], smsmode.DeliveryReceipt | smsmode.ReplyReceipt]


def judge(judge: Judge) -> None:
    file = judge.read("callbacks")
    assert file.keys() == {"delivery_receipt", "reply"}
    for kind, parse in (
        ("delivery_receipt", smsmode.parse_delivery_receipt),
        ("reply", smsmode.parse_reply),
    ):
        for vector in file[kind]:
            verdict = partial(compared, parse, vector)
            judge.vector("callbacks", f"{kind}: {vector['name']}", verdict)


def compared(parse: Parse, vector: Vector) -> tuple[object, object]:
    return expected(vector["expect"]), found(parse, vector)


def found(parse: Parse, vector: Vector) -> object:
    try:
        receipt = parse(octets(vector, "query"))
    except CallbackError as error:
        return str(error)
    shown: Any = answers.shown(receipt)
    if isinstance(receipt, smsmode.DeliveryReceipt):
        return {**shown, "recipient_number": receipt.recipient_number}
    return {**shown, "from_number": receipt.sender_number}


def expected(says: Vector) -> object:
    return answers.as_shown(says["ok"]) if "ok" in says else WORDS[says["error"]].format(**says)


WORDS = {
    "TooLong": "the callback is longer than 8 KiB",
    "TooManyFields": "the callback has more than 32 parameters",
    "Missing": "the callback lacks the parameter {field}",
    "Unreadable": "the parameter {field} of the callback cannot be read",
}
