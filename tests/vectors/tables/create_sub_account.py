"""Create a sub-account: section 6 of the API document."""

from tables import acknowledged
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/createSubAccount.do"
CODES = {
    31: "Erreur interne", 32: "Erreur d'authentification", 35: "Paramètres incorrects",
    41: "Identifiant déjà existant",
}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


PRINTED = ({"login": "bbbbb", "password": "yyyyyy"}, [("newPseudo", "bbbbb"), ("newPass", "yyyyyy")])
EVERYTHING = (
    {
        "login": "sousCompte", "password": "Clé~2 & +", "transaction_reference": "ref 12",
        "last_name": "Dupond", "first_name": "Hélène", "company": "Œillets & fils",
        "address": "10 rue d'Amiens", "city": "Marseille", "postal_code": "13003",
        "mobile": "06 39 98 00 11", "phone": "01 99 00 00 11", "fax": "01 99 00 00 12",
        "email": "helene@shop.example", "birth_date": "1980-03-05",
    },
    [
        ("newPseudo", "sousCompte"), ("newPass", "Clé~2 & +"), ("reference", "ref 12"), ("nom", "Dupond"),
        ("prenom", "Hélène"), ("societe", "Œillets & fils"), ("adresse", "10 rue d'Amiens"),
        ("ville", "Marseille"), ("codePostal", "13003"), ("mobile", "33639980011"),
        ("telephone", "33199000011"), ("fax", "33199000012"), ("email", "helene@shop.example"),
        ("date", "05031980"),
    ],
)

VECTORS = [
    call("the example of section 6", "section 6", *PRINTED, note="POST instead of the printed GET",
         answers=acknowledged.answers("section 6", "Création effectuée", CODES)),
    call("every option", "section 6", *EVERYTHING, note="the date as ddMMyyyy, as clients assume (grade C)"),
    call("every option by GET", "section 6", *EVERYTHING, account=BY_GET),
    call("every option with login and password", DESIGN + "1", *EVERYTHING, account=LOGIN),
]
