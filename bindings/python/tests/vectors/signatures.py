"""Judges signed addresses: made, believed, not believed."""

from __future__ import annotations

import base64
from datetime import datetime, timezone
from functools import partial
from typing import TYPE_CHECKING

from smsmode import CallbackSigner, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from judge import Judge, Vector


def judge(judge: Judge) -> None:
    file = judge.read("signatures")
    assert file.keys() == {"sign", "verify"}
    for action, do in (("sign", sign), ("verify", verify)):
        for vector in file[action]:
            verdict = partial(compared, do, vector)
            judge.vector("signatures", f"{action}: {vector['name']}", verdict)


def compared(do: Callable[[Vector], object], vector: Vector) -> tuple[object, object]:
    return expected(vector["expect"]), do(vector)


def expected(says: Vector) -> object:
    names = {"Forged": "ForgedCallbackError", "Expired": "ExpiredCallbackError"}
    return names.get(says["error"], "InvalidInputError") if "error" in says else says


def signer(vector: Vector) -> CallbackSigner:
    previous = vector.get("previous_key_base64")
    return CallbackSigner(
        base64.b64decode(vector["key_base64"]), previous=previous and base64.b64decode(previous)
    )


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def sign(vector: Vector) -> object:
    base, kind = vector["base"], vector["kind"]
    try:
        if kind == "account_replies":
            return {"url": signer(vector).sign_account_replies(base)}
        sent_at, reference = instant(vector["sent_at"]), vector["reference"]
        return {"url": signer(vector).sign(base, kind=kind, reference=reference, sent_at=sent_at)}
    except InvalidInputError as error:
        return type(error).__name__


def verify(vector: Vector) -> object:
    try:
        verified = signer(vector).verify(vector["path"], now=instant(vector["now"]))
    except InvalidInputError as error:
        return type(error).__name__
    return {"ok": {"kind": verified.kind, "client_reference": verified.reference}}
