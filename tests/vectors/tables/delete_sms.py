"""Delete a message: section 9 of the API document."""

from tables import acknowledged
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/deleteSMS.do"
CODES = {
    31: "Erreur interne", 32: "Erreur d'authentification", 35: "Paramètre incorrect", 61: "SMS non trouvé",
}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


BY_ID = ({"message_id": "06000000"}, [("smsID", "06000000")])
BY_NUMBER = ({"most_recent_to": "06 39 98 00 11"}, [("numero", "33639980011")])

VECTORS = [
    call("the example of section 9", "section 9", *BY_ID, note="POST instead of the printed GET",
         answers=acknowledged.answers("section 9", "SMS supprimé", CODES)),
    call("the most recent message to a number", "section 9", *BY_NUMBER),
    call("by GET, as the document prints it", "section 9", *BY_ID, account=BY_GET),
    call("by number and by GET", "section 9", *BY_NUMBER, account=BY_GET),
    call("with login and password", DESIGN + "1", *BY_NUMBER, account=LOGIN),
]
