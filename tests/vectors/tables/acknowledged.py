"""Answers to the calls that change an account: `0`, with or without a text."""

from tables.failures import documented, every_failure
from tables.shapes import DESIGN, ERRORS, TRANSPORT, answer, latin, malformed, ok


def answers(section: str, success: str, codes: dict[int, str]) -> list[dict]:
    return good(section, success) + odd() + documented(section, codes) + every_failure()


def good(section: str, success: str) -> list[dict]:
    return [
        answer("it is done, in the words of the document", latin(f"0 | {success}"), ok(description=success),
               source=section),
        answer("it is done, and no more is said", "0", ok(description=""), source=section),
    ]


def odd() -> list[dict]:
    yes = "0 | OK"
    return [
        answer("a line end is passed over", "0\r\n", ok(description=""), source=DESIGN + "2"),
        answer("a bar without a text is passed over", "0 |", ok(description=""), source=DESIGN + "2"),
        answer("blanks round the bar are not required", "0|OK", ok(description="OK")),
        answer("a trailing bar belongs to the text", "0 | OK |", ok(description="OK |")),
        answer("undeclared UTF-8 is read", "0 | Effectué".encode(), ok(description="Effectué")),
        answer("every 2xx is a success", yes, ok(description="OK"), status=201),
        answer("a text that is cut does not undo the success", "0 | Crea", ok(description="Crea"),
               source=TRANSPORT, ending="cut"),
        answer("a yes under HTTP 500 is no success", yes, malformed("contradiction", yes), status=500,
               source=ERRORS),
        answer("code 0 that may have been cut is no success", "0", malformed("cut", "0"), source=TRANSPORT,
               ending="cut"),
    ]
