"""Delivery report, recipient by recipient: section 4 of the API document."""

from tables import failures
from tables.shapes import (
    DESIGN, EVERY_CALL, TRANSPORT, answer, damaged, latin, malformed, ok, unexpected_status, vector,
)
from tables.wire import BY_GET, KEY, LOGIN, request

PATH = "/http/1.6/compteRendu.do"

CODES = {
    31: "Erreur interne lors de la requête",
    35: "Paramètre obligatoire manquant",
    61: "SMS n'existant pas ou plus",
}
STATUSES = [0, 2, 11, 13, 34, 35]
ANNEX = [
    0, 1, 2, 10, 11, 12, 13, 14, 15, 16, 21, 22, 33, 34, 35, 36, 37, 38, 50, 40, 100, 101, 999, 3501, 3502,
    3503, 3504, 3521, 3522, 3523, 3524, 3525, 3526, 3527, 3560, 3599, 3998, 3999,
]
TWO = [("33600000000", 11), ("33611111111", 13)]


def call(name, source, message_id, *, account=KEY, **more):
    pairs = [("smsID", message_id)]
    return vector(name, source, {"message_id": message_id}, request(PATH, pairs, account), account, **more)


def report(name, body, recipients, damage=(), **more):
    told = [{"recipient": recipient, "status": status} for recipient, status in recipients]
    return answer(name, body, ok(recipients=told, damaged=list(damage)), **more)


def every(name, statuses, source):
    told = [(f"336399800{at:02}", status) for at, status in enumerate(statuses)]
    return report(name, " | ".join(f"{number} {status}" for number, status in told), told, source=source)


GOOD = [
    report("the example of section 4", "33600000000 11 | 33611111111 13", TWO, source="section 4"),
    every("every status of section 4", STATUSES, "section 4"),
    every("every status of the annex", ANNEX, "annex"),
    report("one recipient", "33639980011 11\r\n", [("33639980011", 11)]),
]

ODD = [
    report("a trailing bar and empty parts are passed over", "33600000000 11 | | 33611111111 13 |\r\n", TWO,
           source=DESIGN + "2"),
    report("blanks round the bars are not required", "33600000000 11|33611111111 13", TWO),
    report("any blank separates number and status", "33600000000\t11 | 33611111111   13", TWO),
    report("a national number is understood", "0600000000 11 | 0611111111 13", TWO, source="section 4"),
    report("a plus sign is understood", "+33600000000 11 | +33611111111 13", TWO),
    report("a status that nobody knows is kept", "33639980011 4242", [("33639980011", 4242)]),
    report("what cannot be read spares the rest", latin("33600000000 11 | 336x 11 | 33611111111 13 | é"), TWO,
           [damaged(1, "336x 11"), damaged(3, latin("é"))], source=DESIGN + "2"),
    report("a number without a status is damaged", "33600000000 11 | 33639980011 | 33611111111 13", TWO,
           [damaged(1, "33639980011")], source=DESIGN + "2"),
    report("a status of letters is damaged", "33600000000 11 | 33611111111 13 | 33639980011 ok", TWO,
           [damaged(2, "33639980011 ok")], source=DESIGN + "2"),
    report("a status of five digits or more is damaged", "33600000000 11 | 33611111111 13 | 33639980011 123456", TWO,
           [damaged(2, "33639980011 123456")], source=EVERY_CALL),
    report("a number that may be cut is read", "33600000000 11 | 33611111111 13", TWO, source=TRANSPORT,
           ending="unmarked"),
    report("an empty body is an empty report", "", [], source=DESIGN + "2"),
    report("white space alone is an empty report", "\r\n", [], source=DESIGN + "2"),
    report("a bar alone is an empty report", " | ", [], source=DESIGN + "2"),
]

NO_REPORT = [
    answer("a code 61 alone is a refusal and no number", "61", failures.refused(61), source=EVERY_CALL),
    answer("code 0 with a text is no report", "0 | OK", malformed("not_understood", "0 | OK"),
           source=DESIGN + "1"),
    answer("a number alone is no report", "33639980011", malformed("not_understood", "33639980011"),
           source=DESIGN + "2"),
    answer("a report that broke off is not believed", "33600000000 11 | 336", malformed(
        "cut", "33600000000 11 | 336"), source=TRANSPORT, ending="cut"),
    answer("a report under HTTP 500 is not believed", "33600000000 11", unexpected_status("33600000000 11"),
           status=500),
]

ANSWERS = (
    GOOD + ODD + NO_REPORT + failures.documented("section 4", CODES) + failures.refusals()
    + failures.refusals_in_odd_spellings() + failures.bare_refusals() + failures.unexpected()
    + failures.nonsense()
)

VECTORS = [
    call("the example of section 4", "section 4", "12345678", note="POST instead of the printed GET",
         answers=ANSWERS),
    call("by GET, as the document prints it", "section 4", "12345678", account=BY_GET),
    call("with login and password", DESIGN + "1", "S7EpYZ5kmS87", account=LOGIN),
]
