"""What the service calls on the user's server: sections 12 and 13 of the API document."""

from tables.shapes import DESIGN, date, unreadable_date
from tables.wire import octets

ISO = "%Y-%m-%d %H:%M:%S"
COMPACT = "%d%m%Y-%H%M%S"
CALLBACKS = DESIGN + "3"
LIMITS = "design: transport.md part 2"


def callback(name, query, expect, source=CALLBACKS, note=None):
    out = {"name": name, "source": source}
    if note:
        out["note"] = note
    return {**out, **octets("query", query), "expect": expect}


def receipt(message_id, status, **more):
    nothing = dict.fromkeys(["recipient", "recipient_number", "received_at", "client_reference", "network",
                             "cost"])
    return {"ok": {"message_id": message_id, "status": status, **nothing, "unknown": [], **more}}


def reply(sender, text, **more):
    nothing = dict.fromkeys(["from_number", "to", "received_at", "message_id", "client_reference", "reply_id"])
    return {"ok": {"from": sender, "text": text, **nothing, "unknown": [], **more}}


def error(variant, field=None):
    return {"error": variant, "field": field}


PRINTED_RECEIPT = (
    "numero=336xyyzzaa&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87&"
    "refClient=12azer34&mcc_mnc=20801"
)
PRINTED = dict(recipient="336xyyzzaa", received_at=date("2010-03-25 09:52:17", ISO),
               client_reference="12azer34", network="20801")

RECEIPTS = [
    callback("the example of section 12", PRINTED_RECEIPT, receipt("S7EpYZ5kmS87", 11, **PRINTED), "section 12",
             "the printed number is none; a receipt is not lost for that"),
    callback("the example of section 12 with a number",
             PRINTED_RECEIPT.replace("336xyyzzaa", "33639980011"),
             receipt("S7EpYZ5kmS87", 11, **{**PRINTED, "recipient": "33639980011",
                                            "recipient_number": "33639980011"}), "section 12"),
    callback("the least", "smsID=A1&statut=13", receipt("A1", 13)),
    callback("a cost, as later editions have it", "smsID=A1&statut=11&cost=1.50", receipt("A1", 11, cost="1.5")),
    callback("a cost that is none does not lose the receipt", "smsID=A1&statut=11&cost=gratuit",
             receipt("A1", 11)),
    callback("zeros that lead a network are kept", "smsID=A1&statut=11&mcc_mnc=00102",
             receipt("A1", 11, network="00102")),
    callback("a national number is kept as it came", "smsID=A1&statut=11&numero=0639980011",
             receipt("A1", 11, recipient="0639980011", recipient_number="33639980011")),
    callback("unknown parameters are kept in their order", "b=2&smsID=A1&a=%E9+1&statut=11&c",
             receipt("A1", 11, unknown=[["b", "2"], ["a", "é 1"], ["c", ""]])),
    callback("empty parameters count as missing", "smsID=A1&statut=11&numero=&refClient=&mcc_mnc=",
             receipt("A1", 11)),
    callback("empty pairs are passed over", "&smsID=A1&&statut=11&", receipt("A1", 11)),
    callback("an encoded plus sign is one", "smsID=A1&statut=11&refClient=a%2Bb+c",
             receipt("A1", 11, client_reference="a+b c")),
    callback("a reference in Latin", "smsID=A1&statut=11&refClient=%E9t%E9+%A4",
             receipt("A1", 11, client_reference="été €")),
    callback("a reference in UTF-8", "smsID=A1&statut=11&refClient=%C3%A9t%C3%A9+%E2%82%AC",
             receipt("A1", 11, client_reference="été €")),
    callback("bytes that nobody encoded are read", "smsID=A1&statut=11&refClient=été".encode("iso-8859-15"),
             receipt("A1", 11, client_reference="été")),
    callback("a date that is none does not lose the receipt", "smsID=A1&statut=11&date_reception=hier",
             receipt("A1", 11, received_at=unreadable_date("hier"))),
    callback("an hour that the clocks show twice is the first one, and flagged",
             "smsID=A1&statut=11&date_reception=2026-10-25+02%3A30%3A00",
             receipt("A1", 11, received_at=date("2026-10-25 02:30:00", ISO)), DESIGN + "4"),
    callback("a status that nobody knows is kept", "smsID=A1&statut=4242", receipt("A1", 4242)),
    callback("no message id", "statut=11", error("Missing", "smsID")),
    callback("an empty message id", "smsID=&statut=11", error("Missing", "smsID")),
    callback("a message id that is none", "smsID=%3Cscript%3E&statut=11", error("Unreadable", "smsID")),
    callback("no status", "smsID=A1", error("Missing", "statut")),
    callback("a status of letters", "smsID=A1&statut=delivered", error("Unreadable", "statut")),
    callback("a negative status", "smsID=A1&statut=-1", error("Unreadable", "statut")),
    callback("nothing", "", error("Missing", "smsID")),
    callback("32 parameters are read", "smsID=A1&statut=11" + "&a=1" * 30,
             receipt("A1", 11, unknown=[["a", "1"]] * 30), LIMITS),
    callback("33 parameters are too many", "smsID=A1&statut=11" + "&a=1" * 31, error("TooManyFields"), LIMITS),
    callback("8 KiB are read", "smsID=A1&statut=11&a=" + "x" * (8192 - 21),
             receipt("A1", 11, unknown=[["a", "x" * (8192 - 21)]]), LIMITS),
    callback("more than 8 KiB are too long", "smsID=A1&statut=11&a=" + "x" * (8193 - 21), error("TooLong"), LIMITS),
]

PRINTED_REPLY = (
    "numero=36034&message=bonjour&emetteur=33601020304&date_reception=01012013-122233&smsID=abcd1234&"
    "refClient=monclient123&responseID=azertyu123"
)
ANSWERED = dict(from_number="33601020304", to="36034", received_at=date("01012013-122233", COMPACT),
                message_id="abcd1234", client_reference="monclient123", reply_id="azertyu123")
FROM = "emetteur=33639980011"
SENDER = {"from_number": "33639980011"}

REPLIES = [
    callback("the example of section 13", PRINTED_REPLY, reply("33601020304", "bonjour", **ANSWERED), "section 13"),
    callback("the least", FROM, reply("33639980011", "", **SENDER)),
    callback("a text in Latin", f"{FROM}&message=arriv%E9+%A4", reply("33639980011", "arrivé €", **SENDER)),
    callback("a text in UTF-8", f"{FROM}&message=arriv%C3%A9+%F0%9F%8C%B3",
             reply("33639980011", "arrivé 🌳", **SENDER)),
    callback("line breaks, bars and ampersands of a text", f"{FROM}&message=a%0D%0Ab%7Cc%26d%3De",
             reply("33639980011", "a\r\nb|c&d=e", **SENDER)),
    callback("a percent sign that nobody encoded", f"{FROM}&message=100+%+ok%4",
             reply("33639980011", "100 % ok%4", **SENDER)),
    callback("no message id", f"{FROM}&message=oui&smsID=&responseID=r1",
             reply("33639980011", "oui", reply_id="r1", **SENDER)),
    callback("a sender that is no number is kept as text", "emetteur=FREE&message=oui", reply("FREE", "oui")),
    callback("ids that are none are left out", f"{FROM}&smsID=%3C&responseID=a+b",
             reply("33639980011", "", **SENDER)),
    callback("unknown parameters are kept", f"{FROM}&message=oui&mcc_mnc=20801",
             reply("33639980011", "oui", unknown=[["mcc_mnc", "20801"]], **SENDER)),
    callback("a date that is none does not lose the reply", f"{FROM}&date_reception=01012013-1222",
             reply("33639980011", "", received_at=unreadable_date("01012013-1222"), **SENDER),
             note="HHmss, as the document misprints HHmmss"),
    callback("nobody", "message=oui", error("Missing", "emetteur")),
    callback("an empty sender", "emetteur=&message=oui", error("Missing", "emetteur")),
    callback("33 parameters are too many", FROM + "&a=1" * 32, error("TooManyFields"), LIMITS),
    callback("more than 8 KiB are too long", f"{FROM}&message=" + "x" * 8192, error("TooLong"), LIMITS),
]

FILE = {"delivery_receipt": RECEIPTS, "reply": REPLIES}
