"""Transfer credits between accounts: section 7 of the API document."""

from tables import acknowledged
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/creditTransfert.do"
CODES = {
    31: "Erreur interne", 32: "Erreur d'authentification", 33: "Crédits insuffisants",
    35: "Paramètres incorrects", 41: "Identifiant inexistant",
}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


PRINTED = ({"login": "bbbb", "credits": "12", "transaction_reference": "blablabla"},
           [("targetPseudo", "bbbb"), ("creditAmount", "12"), ("reference", "blablabla")])

VECTORS = [
    call("the example of section 7, with every option", "section 7", *PRINTED,
         note="POST instead of the printed GET",
         answers=acknowledged.answers("section 7", "Transfert effectué", CODES)),
    call("the least", "section 7", {"login": "bbbb", "credits": "1"},
         [("targetPseudo", "bbbb"), ("creditAmount", "1")]),
    call("a whole number in another spelling", DESIGN + "1", {"login": "bbbb", "credits": "12.0"},
         [("targetPseudo", "bbbb"), ("creditAmount", "12")]),
    call("by GET, as the document prints it", "section 7", *PRINTED, account=BY_GET),
    call("with login and password, and accents", DESIGN + "2",
         {"login": "Hélène", "credits": "4294967295", "transaction_reference": "avance n° 3"},
         [("targetPseudo", "Hélène"), ("creditAmount", "4294967295"), ("reference", "avance n° 3")],
         account=LOGIN),
]
