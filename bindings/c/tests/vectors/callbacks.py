"""Judges what the service calls on the user's server."""

import answers
from judge import octets
from library import Failure


def judge(library, judge):
    file = judge.read("callbacks")
    assert file.keys() == {"delivery_receipt", "reply"}
    for vector in file["delivery_receipt"]:
        judge_one(library, judge, "smsmode_receipt", vector, show_receipt, RECEIPT)
    for vector in file["reply"]:
        judge_one(library, judge, "smsmode_reply_receipt", vector, show_reply, REPLY)


def judge_one(library, judge, noun, vector, show, renamed):
    found = read(library, noun, vector, show)
    wanted = expected(library, vector["expect"], renamed)
    name = f"{noun}: {vector['name']}"
    judge.vector("callbacks", name, lambda: judge.same("callbacks", name, wanted, found))


def read(library, noun, vector, show):
    try:
        callback = library.made(noun + "_new", octets(vector, "query"))
    except Failure as failure:
        return failure.status, failure.words
    return {**show(library, callback), "unknown": unknown(library, callback)}


def expected(library, told, renamed):
    if "error" in told:
        return library.constants["SMSMODE_CALLBACK"], WORDS[told["error"]].format(**told)
    told = {renamed.get(name, name): value for name, value in told["ok"].items()}
    date = answers.date(told.pop("received_at"))
    return {**told, **date}


WORDS = {
    "TooLong": "the callback is longer than 8 KiB",
    "TooManyFields": "the callback has more than 32 parameters",
    "Missing": "the callback lacks the parameter {field}",
    "Unreadable": "the parameter {field} of the callback cannot be read",
}

# What C calls otherwise than the vectors do.
RECEIPT = {"recipient_number": "number", "client_reference": "reference"}
REPLY = {"from_number": "number", "client_reference": "reference", "reply_id": "id"}


def show_receipt(library, receipt):
    names = ("message_id", "recipient", "number", "date", "reference", "network", "cost")
    status = library.number("smsmode_receipt_message_status", receipt)
    time = library.number("smsmode_receipt_time", receipt)
    return {**answers.texts(library, receipt, *names), "status": status, "time": time}


def show_reply(library, reply):
    names = ("from", "number", "text", "to", "date", "message_id", "reference", "id")
    time = library.number("smsmode_reply_receipt_time", reply)
    return {**answers.texts(library, reply, *names), "time": time}


def unknown(library, callback):
    text = lambda what, at: library.text(f"{callback.type_name}_unknown_{what}", callback, at)
    count = library.number(callback.type_name + "_unknown_count", callback)
    return [[text("name", at), text("value", at)] for at in range(count)]
