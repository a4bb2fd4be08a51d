"""Send a batch: section 17 of the API document."""

from tables import accepted
from tables.shapes import DESIGN, vector
from tables.wire import BASE, KEY, LATIN9, LOGIN, Pairs, credential, csv_file, form, multipart, octets

PATH = "/http/1.6/sendSMSBatch.do"
BOUNDARY = "smsmode-vector"

TWO = ["numero", "message"]
THREE = [*TWO, "emetteur"]
FOUR = [*THREE, "refClient"]


def call(name, source, given, rows, pairs: Pairs = (), *, account=KEY, **more):
    account = {"boundary": BOUNDARY, **account}
    secret = credential(account)
    in_body = account.get("batch_credential") == "body"
    query = form(list(pairs) if in_body else secret + list(pairs))
    fields = [(key, value.encode(LATIN9)) for key, value in secret] if in_body else []
    body = multipart(account["boundary"], fields, csv_file(rows))
    boundary = account["boundary"]
    quoted = f'"{boundary}"' if set("()+,/:=?") & set(boundary) else boundary
    request = {
        "method": "POST",
        "url": BASE + PATH + (f"?{query}" if query else ""),
        "headers": [["Content-Type", f"multipart/form-data; boundary={quoted}"]],
        **octets("body", body),
    }
    return vector(name, source, given, request, account, **more)


def example(number: int) -> str:
    return f"Ceci est le corps du message {number}, test fichier CSV"


ROWS = [{"to": "06 39 98 00 11", "text": "Votre commande est prete"}]
SENT = [TWO, ["33639980011", "Votre commande est prete"]]

EVERYTHING = {
    "rows": [
        {"to": "06 39 98 00 11", "text": 'Bonjour, "Léa" : 12 €', "sender": "BOULANGER", "reference": "été 1"},
        {"to": "+33 6 39 98 00 12", "text": "une ligne\net une autre"},
    ],
    "at": "2026-12-24T09:05", "now": 1795353900, "reference": "lot 7", "sender": "MAGASIN",
    "max_segments": 2, "delivery_url": "https://shop.example/sms/dlr/12", "opt_out": "if_free",
}
EVERYTHING_SENT = [
    FOUR,
    ["33639980011", 'Bonjour, "Léa" : 12 €', "BOULANGER", "été 1"],
    ["33639980012", "une ligne\net une autre", "", ""],
]
EVERYTHING_ASKED = [
    ("date_envoi", "24122026-09:05"), ("refClient", "lot 7"), ("emetteur", "MAGASIN"), ("nbr_msg", "2"),
    ("notification_url", "https://shop.example/sms/dlr/12"), ("stop", "1"),
]

VECTORS = [
    call("the file of section 17", "section 17",
         {"rows": [
             {"to": "99999911", "text": example(1), "sender": "RDV", "reference": "ref123"},
             {"to": "88888888", "text": example(2), "reference": "ref456"},
             {"to": "77777777", "text": example(3), "sender": "TOTO", "reference": "ref789"},
         ]},
         [FOUR, ["99999911", example(1), "RDV", "ref123"], ["88888888", example(2), "", "ref456"],
          ["77777777", example(3), "TOTO", "ref789"]],
         note="every field is in quotes; the document leaves two of the numbers without. The file is named "
              "batch.csv: the service passes over the name. The rows end with LF: the document does not say",
         answers=accepted.answers("section 17")),
    call("the least: columns without content are left out", DESIGN + "2", {"rows": ROWS}, SENT),
    call("a sender without a reference needs three columns", DESIGN + "2",
         {"rows": [{**ROWS[0], "sender": "RDV"}]}, [THREE, [*SENT[1], "RDV"]]),
    call("a reference without a sender needs an empty sender", DESIGN + "2",
         {"rows": [{**ROWS[0], "reference": "ref1"}]}, [FOUR, [*SENT[1], "", "ref1"]]),
    call("every option of an ordinary batch", DESIGN + "2", EVERYTHING, EVERYTHING_SENT, EVERYTHING_ASKED),
    call("every option with login and password", DESIGN + "1", EVERYTHING, EVERYTHING_SENT, EVERYTHING_ASKED,
         account=LOGIN),
    call("the STOP mention always", DESIGN + "2", {"rows": ROWS, "opt_out": "always"}, SENT, [("stop", "2")]),
    call("a batch that can be answered", "section 17", {"rows": ROWS, "replies": True}, SENT,
         [("classe_msg", "4")]),
    call("the key in the body, where that is asked for", DESIGN + "2", {"rows": ROWS}, SENT,
         account={**KEY, "batch_credential": "body"}),
    call("login and password in the body, where that is asked for", DESIGN + "2",
         {"rows": ROWS, "reference": "lot 7"}, SENT, [("refClient", "lot 7")],
         account={**LOGIN, "batch_credential": "body"}),
    call("the texts of a row that may be cut, where that is asked for", DESIGN + "2",
         {"rows": [{"to": "0639980011", "text": "a" * 161}], "max_segments": 1, "cut": True},
         [TWO, ["33639980011", "a" * 161]], [("nbr_msg", "1")]),
    call("a boundary with a colon stands in quotes", "RFC 2046", {"rows": ROWS}, SENT,
         account={**KEY, "boundary": "a:b"}),
]
