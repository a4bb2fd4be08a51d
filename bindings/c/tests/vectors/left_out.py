"""The vectors that C cannot express, by file and name, with what C lacks.

The list is exact: a vector that C cannot express and that is missing here fails, and so does one that it can.
"""

# Doors of Rust for programs that must be as others were. C says "do it right" only.
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

# Mistakes and gaps that the arguments of C have no room for.
ARGUMENTS = {
    "a page without both its numbers": [
        ("list_sent", "the example of section 10"),
        ("list_sent", "the newest 50"),
        ("list_sent", "by GET, as the document prints it"),
        ("list_sent", "with login and password"),
        ("list_replies", "the example of section 14: the newest 50"),
        ("list_replies", "a first reply without a size"),
        ("list_replies", "a size without a first reply"),
    ],
    "a page of a period": [
        ("bad_input", "list_replies: a page and a period"),
        ("bad_input", "list_replies: a size and a period"),
    ],
    "half a period": [
        ("bad_input", "list_replies: a period without an end"),
        ("bad_input", "list_replies: a period without a start"),
    ],
    "credits that are no whole number": [
        ("bad_input", "transfer_credits: half a credit"),
        ("bad_input", "transfer_credits: credits taken away"),
        ("bad_input", "transfer_credits: letters for credits"),
    ],
}

LEFT_OUT = {
    vector: lacking
    for lacking, vectors in {**DOORS, **ARGUMENTS}.items()
    for vector in vectors
}
