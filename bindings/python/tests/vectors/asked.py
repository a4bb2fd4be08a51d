"""Judges the files of calls: what is asked, and by answers.py what comes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import answers
import calls
from judge import octets

if TYPE_CHECKING:
    from judge import Judge, Vector

    import smsmode


def judge(judge: Judge) -> None:
    for call in calls.CALLS:
        file = judge.read(call)
        assert file["call"] == call
        for vector in file["vectors"]:
            judge.vector(call, vector["name"], partial(request, call, vector))
            for answer in vector["answers"]:
                name = f"{vector['name']}: {answer['name']}"
                judge.vector(call, name, partial(answers.compared, prepared(call, vector), answer))


def prepared(call: str, vector: Vector) -> smsmode.PreparedCall[Any]:
    return calls.prepared(call, vector["account"], vector["input"])


def request(call: str, vector: Vector) -> tuple[object, object]:
    ready, wanted = prepared(call, vector), vector["request"]
    return (
        (call, wanted["method"], wanted["url"], wanted["headers"], octets(wanted, "body")),
        (ready.name, ready.method, ready.url, [list(pair) for pair in ready.headers.items()], ready.body),
    )
