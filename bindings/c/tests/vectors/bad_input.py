"""Judges what must be refused before anything is sent.

The status stands for the variant of InvalidInput. Its cause and its numbers C tells in words only.
"""

import re

import calls
from library import Failure


def judge(library, judge):
    for vector in judge.read("bad_input")["vectors"]:
        name = f"{vector['call']}: {vector['name']}"
        judge.vector("bad_input", name, lambda: judge_one(library, judge, name, vector))


def judge_one(library, judge, name, vector):
    constants = library.constants
    wanted = (constants[status(vector["error"])], constants["SMSMODE_OUTCOME_NOT_SENT"], False)
    judge.same("bad_input", name, wanted, refusal(library, vector))


def refusal(library, vector):
    try:
        account = calls.account(library, vector["account"])
        calls.request(library, vector["call"], account, vector["input"])
    except Failure as failure:
        return failure.status, failure.outcome, failure.may_retry
    return "it is accepted"


# Variants whose status has another name.
RENAMED = {
    "TooManyRecipientsForGet": "TOO_MANY_RECIPIENTS",
    "ClientReference": "REFERENCE",
    "Boundary": "MULTIPART_BOUNDARY",
}


def status(variant):
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", variant).upper()
    return "SMSMODE_" + RENAMED.get(variant, words)
