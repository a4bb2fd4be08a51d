"""Judges what must be refused before anything is sent.

Python has one class for it; which variant of Rust it was is told by its words.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import calls

from smsmode import InvalidInputError

if TYPE_CHECKING:
    from judge import Judge, Vector


def judge(judge: Judge) -> None:
    for vector in judge.read("bad_input")["vectors"]:
        name = f"{vector['call']}: {vector['name']}"
        judge.vector("bad_input", name, partial(compared, vector))


def compared(vector: Vector) -> tuple[object, object]:
    """The words that tell the variant, which must be among all that was said."""
    variant, said = WORDS[vector["error"]], refusal(vector)
    return variant, variant if variant in said else said


def refusal(vector: Vector) -> str:
    try:
        calls.prepared(vector["call"], vector["account"], vector["input"])
    except InvalidInputError as error:
        known = (error.outcome, error.retry) == ("not_sent", False)
        return str(error) if known else "it may have been sent"
    return "it is accepted"


WORDS = {
    "BatchByGet": "a batch goes by POST only",
    "Boundary": "the multipart boundary occurs in the content or is none",
    "ClientReference": "the reference cannot be used",
    "ContactGroup": "the contact group cannot be used",
    "Credits": "the number of credits cannot be used",
    "Date": "the date cannot be used",
    "EmptyBatch": "the batch has no row",
    "EmptyField": "is empty",
    "EmptyText": "the text is empty",
    "Id": "the identifier cannot be used",
    "Login": "the login of the account cannot be used",
    "NoRecipient": "there is no recipient",
    "OutsideAlphabet": "the text has characters that would be lost",
    "OutsideCharset": "which the service cannot read",
    "PageAndPeriod": "by page or by period, not by both",
    "PageSize": "a page has 1 to 10000 entries",
    "PhoneNumber": "phone number ",
    "RecipientsAndGroup": "to numbers or to a group, not to both",
    "RepliesWithUnicode": "a Unicode message cannot be answered",
    "Secret": "the API key or password cannot be used",
    "SegmentLimit": "the limit of segments cannot be used",
    "Sender": "the sender cannot be used",
    "SenderWithReplies": "leave out the sender or the replies",
    "TooManyRecipientsForGet": "a GET reaches at most 300 recipients and there are 301",
    "TooManySegments": "the service would cut it",
    "Url": "the address cannot be used",
    "VoiceTextTooLong": "the voice message has 161 characters and 160 are allowed",
}
