"""Replies received: section 14 of the API document."""

from tables import failures
from tables.shapes import (
    DESIGN, TRANSPORT, answer, damaged, date, latin, malformed, ok, unexpected_status,
    unreadable_date, vector,
)
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/responseList.do"
CODES = {32: "Erreur d'authentification", 35: "Paramètre incorrect"}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


def reply(reply_id="azertyu123", at="01012013-12:22", sender="33639980011", text="bonjour", to="36034",
          message_id="abcd1234"):
    return {
        "reply_id": reply_id, "received_at": date(at, "%d%m%Y-%H:%M"), "from": sender, "text": text,
        "to": to, "message_id": message_id,
    }


def page(name, body, replies, damage=(), *, source=DESIGN + "2", **more):
    expect = ok(replies=list(replies), damaged=list(damage))
    return answer(name, latin(body) if isinstance(body, str) else body, expect, source=source, **more)


ONE = "azertyu123 | 01012013-12:22 | 33639980011 | bonjour | 36034 | abcd1234"
OTHER = "qsdfghj456 | 02012013-09:05 | 33639980012 | OUI | 36034 | abcd1235"
BOTH = [reply(), reply("qsdfghj456", "02012013-09:05", "33639980012", "OUI", "36034", "abcd1235")]

GOOD = [
    page("one reply, with the values of the callback of section 13", ONE + "\r\n", [reply()],
         source="sections 13 and 14"),
    page("an accent and the euro", ONE.replace("bonjour", "prête à 12 €"), [reply(text="prête à 12 €")]),
    page("undeclared UTF-8 is read", ONE.replace("bonjour", "prête 🌳").encode(), [reply(text="prête 🌳")]),
    *[
        page(f"records end with {name}", f"{ONE}{end}{OTHER}{end}", BOTH)
        for name, end in [
            ("LF", "\n"), ("CRLF", "\r\n"), ("an empty line", "\n\n"), ("<br/>", "<br/>"), ("<br>", "<br>"),
            ("<br /> and LF", "<br />\n"),
        ]
    ],
]

ODD = [
    page("a trailing bar closes a record", ONE + " |", [reply()]),
    page("blanks round the bars are not required", ONE.replace(" | ", "|"), [reply()]),
    page("a text with bars", ONE.replace("bonjour", "oui | non |x"), [reply(text="oui | non |x")]),
    page("a text with line breaks", ONE.replace("bonjour", "oui\r\n\r\nnon") + "\n" + OTHER,
         [reply(text="oui\r\n\r\nnon"), BOTH[1]]),
    page("an empty text", ONE.replace("bonjour", ""), [reply(text="")]),
    page("no message id", ONE.replace("abcd1234", ""), [reply(message_id=None)]),
    page("no message id, and a trailing bar", ONE.replace("abcd1234", "") + "|", [reply(message_id=None)]),
    page("no message id, with another reply after it", ONE.replace("abcd1234", "") + "\n" + OTHER,
         [reply(message_id=None), BOTH[1]]),
    page("a sender that is no number is kept as text", ONE.replace("33639980011", "FREE"), [reply(sender="FREE")]),
    page("a numeric id is text", ONE.replace("azertyu123", "0012345"), [reply("0012345")]),
    page("an hour that the clocks skip", ONE.replace("01012013-12:22", "31032013-02:30"),
         [reply(at="31032013-02:30")], source=DESIGN + "4"),
    page("a date that does not exist is kept as text", ONE + "\n" + OTHER.replace("02012013", "31022013"),
         [reply(), {**BOTH[1], "received_at": unreadable_date("31022013-09:05")}], source=DESIGN + "4"),
    page("a damaged record spares its neighbours", f"{ONE}\nr2 | 01012013-12:22 | 33639980011 | oups\n{OTHER}",
         BOTH, [damaged(1, "r2 | 01012013-12:22 | 33639980011 | oups")]),
    page("a record without a date is damaged", f"r0 | hier | 33639980011 | oui | 36034 | A1\n{ONE}", [reply()],
         [damaged(0, "r0 | hier | 33639980011 | oui | 36034 | A1")]),
    page("an empty body is an empty list", "", []),
    page("white space alone is an empty list", "\r\n\r\n", []),
    page("no end marked", ONE, [reply()], source=TRANSPORT, ending="unmarked"),
]

NO_LIST = [
    answer("a list that broke off is not believed", ONE[:40], malformed("cut", ONE[:40].strip()),
           source=TRANSPORT, ending="cut"),
    answer("code 0 with a text is no list", "0 | OK", malformed("not_understood", "0 | OK"),
           source=DESIGN + "1"),
    answer("a list under HTTP 500 is not believed", ONE, unexpected_status(ONE), status=500),
]

ANSWERS = (
    GOOD + ODD + NO_LIST + failures.documented("section 14", CODES) + failures.refusals()
    + failures.refusals_in_odd_spellings() + failures.bare_refusals() + failures.unexpected()
    + failures.nonsense()
)

PAGE = {"first": 50, "page_size": 150}
PAGE_SENT = [("start", "50"), ("offset", "150")]
PERIOD = {"from": "2014-01-01T00:00", "to": "2014-02-01T00:00"}
PERIOD_SENT = [("startDate", "01012014-00:00"), ("endDate", "01022014-00:00")]
BY_POST = "POST instead of the printed GET"

VECTORS = [
    call("the example of section 14: the newest 50", "section 14", {}, [], note=BY_POST, answers=ANSWERS),
    call("the example of section 14 by page", "section 14", PAGE, PAGE_SENT, note=BY_POST),
    call("the example of section 14 by period", "section 14", PERIOD, PERIOD_SENT,
         note=f"{BY_POST}; the colons are encoded"),
    call("a page by GET", "section 14", PAGE, PAGE_SENT, account=BY_GET),
    call("a period by GET", "section 14", PERIOD, PERIOD_SENT, account=BY_GET, note="the colons are encoded"),
    call("a period with login and password", DESIGN + "1", PERIOD, PERIOD_SENT, account=LOGIN),
    call("a first reply without a size", "section 14", {"first": 50}, [("start", "50")]),
    call("a size without a first reply", "section 14", {"page_size": 10}, [("offset", "10")]),
]
