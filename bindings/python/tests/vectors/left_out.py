"""The vectors that Python cannot express, by file and name, with what Python lacks.

The list is exact: a vector that Python cannot express and that is missing here fails, and so does one that
it can.
"""

from __future__ import annotations

# Doors of Rust for programs that must be as others were. Python says "do it right" only, as C does.
DOORS = {
    "keep_duplicates": [("send_sms", "a number goes twice where that is asked for")],
    "cut": [
        ("send_sms", "a text that the service may cut, where that is asked for"),
        ("send_batch", "the texts of a row that may be cut, where that is asked for"),
    ],
    "any_ascii_sender": [
        ("send_sms", "a sender of other printable characters, where that is asked for"),
        ("bad_input", "send_sms: a sender of digits, where other characters are allowed"),
        ("bad_input", "send_sms: a sender with an accent, where other characters are allowed"),
    ],
}

# Mistakes that the types of Python have no room for.
TYPES = {
    "a Decimal of letters": [("bad_input", "transfer_credits: letters for credits")],
    "a date that does not exist": [("bad_input", "create_sub_account: a birthday that does not exist")],
}

LEFT_OUT = {vector: lacking for lacking, vectors in {**DOORS, **TYPES}.items() for vector in vectors}
