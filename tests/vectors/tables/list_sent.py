"""Messages sent: section 10 of the API document."""

from tables import failures
from tables.shapes import (
    DESIGN, TRANSPORT, answer, damaged, date, latin, malformed, ok, unexpected_status,
    unreadable_date, vector,
)
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/smsList.do"
CODES = {31: "Erreur interne", 32: "Erreur d'authentification", 35: "Paramètre incorrect"}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


def sent(message_id="S7EpYZ5kmS87", at="12/05/2015 13:50", text="Votre commande", to="33639980011",
         cost="1", recipients=1):
    return {
        "message_id": message_id, "sent_at": date(at, "%d/%m/%Y %H:%M"), "text": text, "recipient": to,
        "cost": cost, "recipients": recipients,
    }


def page(name, body, messages, damage=(), *, source=DESIGN + "2", **more):
    expect = ok(messages=list(messages), damaged=list(damage))
    return answer(name, latin(body) if isinstance(body, str) else body, expect, source=source, **more)


ONE = "S7EpYZ5kmS87 | 12/05/2015 13:50 | Votre commande | 33639980011 | 1.0 | 1 |"
OTHER = "T8FqZA6lnT98 | 12/05/2015 13:51 | Deux | 33639980012 | 2 | 3 |"
BOTH = [sent(), sent("T8FqZA6lnT98", "12/05/2015 13:51", "Deux", "33639980012", "2", 3)]

GOOD = [
    page("one message", ONE + "\r\n", [sent()], source="section 10"),
    page("an accent and the euro", ONE.replace("Votre commande", "Prête à 12 €"), [sent(text="Prête à 12 €")]),
    page("undeclared UTF-8 is read", ONE.replace("Votre commande", "Prête à 12 €").encode(),
         [sent(text="Prête à 12 €")]),
    *[
        page(f"records end with {name}", f"{ONE}{end}{OTHER}{end}", BOTH)
        for name, end in [
            ("LF", "\n"), ("CRLF", "\r\n"), ("an empty line", "\n\n"), ("an empty line of CRLF", "\r\n\r\n"),
            ("<br/>", "<br/>"), ("<br>", "<br>"), ("<br />", "<br />"), ("<BR/> and LF", "<BR/>\n"),
        ]
    ],
]

ODD = [
    page("the trailing bar is not required", ONE[:-2], [sent()]),
    page("trailing bars in some records only", f"{ONE[:-2]}\n{OTHER}", BOTH),
    page("blanks round the bars are not required", ONE.replace(" | ", "|").replace(" |", "|"), [sent()]),
    page("a text with bars", ONE.replace("Votre", "Votre | notre |"), [sent(text="Votre | notre | commande")]),
    page("a text with line breaks", ONE.replace("Votre ", "Votre\r\n\r\n") + "\n" + OTHER,
         [sent(text="Votre\r\n\r\ncommande"), BOTH[1]]),
    page("a text with a tag", ONE.replace("Votre ", "Votre<br/>") + "<br/>" + OTHER,
         [sent(text="Votre<br/>commande"), BOTH[1]]),
    page("an empty text", ONE.replace("Votre commande", ""), [sent(text="")]),
    page("no number, as for a campaign", ONE.replace("33639980011", "").replace("| 1 |", "| 12 |"),
         [sent(to="", recipients=12)]),
    page("a number that is none is kept as text", ONE.replace("33639980011", "Clients"), [sent(to="Clients")]),
    page("a numeric id is text", ONE.replace("S7EpYZ5kmS87", "12345678"), [sent("12345678")]),
    page("a cost below one", ONE.replace("1.0", "0.35"), [sent(cost="0.35")]),
    page("a cost with an exponent", ONE.replace("1.0", "1.0E2"), [sent(cost="100")]),
    page("a summer hour that the clocks show twice", ONE.replace("12/05/2015 13:50", "25/10/2015 02:30"),
         [sent(at="25/10/2015 02:30")], source=DESIGN + "4"),
    page("a date that does not exist is kept as text", ONE + "\n" + OTHER.replace("12/05/2015", "31/02/2015"),
         [sent(), {**BOTH[1], "sent_at": unreadable_date("31/02/2015 13:51")}], source=DESIGN + "4"),
    page("a damaged record spares its neighbours", f"{ONE}\nA1 | 12/05/2015 13:52 | x | y\n{OTHER}", BOTH,
         [damaged(1, "A1 | 12/05/2015 13:52 | x | y")]),
    page("a record without a date is damaged", f"A1 | hier | x | 33639980011 | 1.0 | 1 |\n{ONE}", [sent()],
         [damaged(0, "A1 | hier | x | 33639980011 | 1.0 | 1 |")]),
    page("a cost of letters is damaged", f"{ONE}\n{OTHER.replace('| 2 |', '| deux |')}", [sent()],
         [damaged(1, OTHER.replace("| 2 |", "| deux |"))]),
    page("a text that looks like a record is read as one", ONE.replace("Votre commande", "Votre\nA1 | "
         "12/05/2015 13:52 | commande"), [sent("A1", "12/05/2015 13:52", "commande")],
         [damaged(0, "S7EpYZ5kmS87 | 12/05/2015 13:50 | Votre")]),
    page("an empty body is an empty list", "", []),
    page("white space alone is an empty list", "\r\n\r\n", []),
    page("no end marked", ONE, [sent()], source=TRANSPORT, ending="unmarked"),
]

NO_LIST = [
    answer("a list that broke off is not believed", ONE[:40], malformed("cut", ONE[:40].strip()),
           source=TRANSPORT, ending="cut"),
    answer("code 0 with a text is no list", "0 | OK", malformed("not_understood", "0 | OK"),
           source=DESIGN + "1"),
    answer("a list under HTTP 500 is not believed", ONE, unexpected_status(ONE), status=500),
]

ANSWERS = (
    GOOD + ODD + NO_LIST + failures.documented("section 10", CODES) + failures.refusals()
    + failures.refusals_in_odd_spellings() + failures.bare_refusals() + failures.unexpected()
    + failures.nonsense()
)

VECTORS = [
    call("the example of section 10", "section 10", {"page_size": 2}, [("offset", "2")],
         note="POST instead of the printed GET", answers=ANSWERS),
    call("the newest 50", "section 10", {}, []),
    call("every option", DESIGN + "2", {"first": 100, "page_size": 10000}, [("start", "100"), ("offset", "10000")],
         note="start comes from the 2020 edition; it stands before offset as in section 14"),
    call("by GET, as the document prints it", "section 10", {"page_size": 2}, [("offset", "2")], account=BY_GET),
    call("with login and password", DESIGN + "1", {"page_size": 2}, [("offset", "2")], account=LOGIN),
]
