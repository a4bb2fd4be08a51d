"""Judges the files of calls: their requests, and by answers.py what comes back."""

import answers
import calls
from judge import NotInC, octets


def judge(library, judge):
    for call in calls.CALLS:
        file = judge.read(call)
        assert file["call"] == call
        for vector in file["vectors"]:
            judge.vector(call, vector["name"], lambda: judge_request(library, judge, call, vector))
            if vector["answers"]:
                judge_answers(library, judge, call, vector)


def judge_request(library, judge, call, vector):
    if call in ("list_sent", "list_replies") and "from" not in vector["input"]:
        if not {"first", "page_size"} <= vector["input"].keys():
            raise NotInC("a page without both its numbers")
    request = request_of(library, call, vector)
    judge.same(call, vector["name"], expected(call, vector["request"]), shown(library, request))


def request_of(library, call, vector):
    account = calls.account(library, vector["account"])
    return calls.request(library, call, account, vector["input"])


def expected(call, request):
    return {
        "name": call,
        "method": request["method"],
        "url": request["url"],
        "address": request["url"].split("?")[0],
        "headers": request["headers"],
        "body": octets(request, "body"),
    }


def shown(library, request):
    text = lambda what, *index: library.text("smsmode_request_" + what, request, *index)
    method = library.function("smsmode_request_method")(request.pointer)
    count = library.number("smsmode_request_header_count", request)
    return {
        "name": text("name"),
        "method": answers.static_text(method),
        "url": text("url"),
        "address": text("address"),
        "headers": [[text("header_name", at), text("header_value", at)] for at in range(count)],
        "body": library.bytes("smsmode_request_body", request) or b"",
    }


def judge_answers(library, judge, call, vector):
    """They do not depend on the options, so any request of the call will do."""
    request = request_of(library, call, vector)
    for answer in vector["answers"]:
        name = f"{vector['name']}: {answer['name']}"
        found = answers.read(library, call, request, answer)
        wanted = answers.expected(library, call, request, answer)
        judge.vector(call, name, lambda: judge.same(call, name, wanted, found))
