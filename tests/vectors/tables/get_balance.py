"""Balance of the account: section 5 of the API document."""

from tables import failures
from tables.shapes import DESIGN, EVERY_CALL, TRANSPORT, answer, malformed, ok, unexpected_status, vector
from tables.wire import BY_GET, KEY, LOGIN, request

PATH = "/http/1.6/credit.do"


def call(name, source, *, account=KEY, **more):
    return vector(name, source, {}, request(PATH, [], account), account, **more)


def balance(name, body, credits, **more):
    return answer(name, body, ok(credits=credits), **more)


NUMBERS = [
    balance("the example of section 5", "212.5", "212.5", source="section 5"),
    balance("a line end is passed over", "212.5\r\n", "212.5"),
    balance("a whole number", "1000", "1000"),
    balance("a whole number as the service writes it", "32.0", "32"),
    balance("a balance of 32 is no refusal", "32", "32"),
    balance("a balance of 35 with a line end is no refusal", "35\n", "35"),
    balance("nothing left", "0", "0"),
    balance("nothing left, in another spelling", "0.00", "0"),
    balance("a post-paid account is in debt", "-12.5", "-12.5", source="section 5"),
    balance("a plus sign", "+7", "7"),
    balance("an exponent", "1.0E7", "10000000"),
    balance("a negative exponent", "25e-1", "2.5"),
    balance("more digits than a binary float holds", "12345678901234567.89", "12345678901234567.89"),
    balance("no end marked", "212.5", "212.5", source=TRANSPORT, ending="unmarked"),
]

NO_BALANCE = [
    answer("a code with a bar is no balance, not even 0", "0 | OK", malformed("not_understood", "0 | OK"),
           source=DESIGN + "1"),
    answer("a balance that may be cut is not believed", "21", malformed("cut", "21"), source=TRANSPORT,
           ending="cut"),
    answer("two numbers are no balance", "1 2", malformed("not_understood", "1 2"), source=DESIGN + "2"),
    answer("not a number is no balance", "NaN", malformed("not_understood", "NaN"), source=EVERY_CALL),
    answer("infinity is no balance", "Infinity", malformed("not_understood", "Infinity"), source=EVERY_CALL),
    answer("a balance under HTTP 503 is not believed", "12", unexpected_status("12"), status=503,
           source=EVERY_CALL),
]

ANSWERS = (
    NUMBERS + NO_BALANCE + failures.documented(DESIGN + "1", failures.CODES) + failures.refusals()
    + failures.refusals_in_odd_spellings() + failures.unexpected() + failures.nonsense() + failures.empty()
)

VECTORS = [
    call("the example of section 5", "section 5", note="POST instead of the printed GET", answers=ANSWERS),
    call("by GET, as the document prints it", "section 5", account=BY_GET),
    call("with login and password", DESIGN + "1", account=LOGIN),
]
