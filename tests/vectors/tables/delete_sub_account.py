"""Delete a sub-account: section 6 of the API document."""

from tables import acknowledged
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, request

PATH = "/http/1.6/deleteSubAccount.do"
CODES = {
    31: "Erreur interne", 32: "Erreur d'authentification", 35: "Paramètres incorrects",
    41: "Identifiant déjà existant",
}


def call(name, source, login, *, account=KEY, **more):
    pairs = [("pseudoToDelete", login)]
    return vector(name, source, {"login": login}, request(PATH, pairs, account), account, **more)


VECTORS = [
    call("the example of section 6", "section 6, suppression de sous-compte", "sousCompte",
         note="POST instead of the printed GET; the printed table of codes was copied from creation",
         answers=acknowledged.answers("section 6, suppression de sous-compte", "Création effectuée", CODES)),
    call("by GET, as the document prints it", "section 6, suppression de sous-compte", "sousCompte",
         account=BY_GET),
    call("with login and password, and accents", DESIGN + "2", "Hélène & fils", account=LOGIN),
]
