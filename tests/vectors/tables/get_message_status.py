"""Status of a message: section 11 of the API document."""

from tables import failures
from tables.shapes import (
    DESIGN, ERRORS, EVERY_CALL, TRANSPORT, answer, latin, malformed, ok, vector,
)
from tables.wire import BY_GET, KEY, LOGIN, request

PATH = "/http/1.6/smsStatus.do"

REFUSALS = {
    31: "Erreur interne",
    32: "Echec d'authentification",
    35: "Paramètre(s) incorrect(s)",
    61: "smsID invalide",
}
STATUSES = {
    0: "Envoyé", 2: "Non envoyé", 10: "Envoi programmé", 11: "Reçu", 13: "Délivré", 39: "Erreur réception",
    3501: "Erreur temporaire opérateur", 3502: "Erreur temporaire absence",
    3503: "Erreur temporaire téléphone", 3521: "Erreur permanente opérateur",
    3522: "Erreur permanente absence", 3523: "Erreur permanente téléphone",
    3524: "Erreur permanente anti spam", 3526: "Erreur permanente portabilité",
    3527: "Erreur permanente roaming", 3599: "Erreur autre", 3998: "Numéro invalide",
    3999: "Destinataire blacklisté",
}


def call(name, source, message_id, *, account=KEY, **more):
    pairs = [("smsID", message_id)]
    return vector(name, source, {"message_id": message_id}, request(PATH, pairs, account), account, **more)


def status(name, body, code, description="", **more):
    return answer(name, body, ok(status=code, description=description), **more)


GOOD = [
    status(f"status {code} of section 11", latin(f"{code} | {text}"), code, text, source="section 11")
    for code, text in STATUSES.items()
]

ODD = [
    status("status 3525, which section 11 misprints as 3526", "3525 | Erreur permanente contenu", 3525,
           "Erreur permanente contenu", source=DESIGN + "7"),
    status("33 is a status here", latin("33 | Non envoyé - crédit insuffisant"), 33,
           "Non envoyé - crédit insuffisant", source="annex"),
    status("50 is a status here", latin("50 | Non délivré"), 50, "Non délivré", source="annex"),
    status("41 is a status here, though nobody knows which", "41 | ?", 41, "?", source=DESIGN + "2"),
    status("a status that nobody knows is kept", "77 | inconnu", 77, "inconnu", source=DESIGN + "2"),
    status("a status without a text", "11", 11),
    status("a status with a line end", latin("0 | Envoyé\r\n"), 0, "Envoyé"),
    status("blanks round the bar are not required", latin("0|Envoyé"), 0, "Envoyé"),
    status("a text with a bar", "0 | a | b", 0, "a | b"),
    status("undeclared UTF-8 is read", "0 | Envoyé".encode(), 0, "Envoyé"),
    status("declared UTF-8 is read", "0 | Envoyé".encode(), 0, "Envoyé", content_type="text/plain;charset=UTF-8"),
    status("a text that is cut does not undo the status", "11 | Re", 11, "Re", source=TRANSPORT, ending="cut"),
]

NO_STATUS = [
    answer("a status that may be cut is not believed", "35", malformed("cut", "35"), source=TRANSPORT,
           ending="cut"),
    answer("a status under HTTP 500 is not believed", "11 | Recu", malformed("contradiction", "11 | Recu"),
           status=500, source=ERRORS),
    answer("a text alone is no status", latin("Envoyé"), malformed("not_understood", "Envoyé"),
           source=EVERY_CALL),
]

ANSWERS = (
    GOOD + ODD + NO_STATUS + failures.documented("section 11", REFUSALS)
    + failures.refusals_in_odd_spellings() + failures.bare_refusals() + failures.unexpected()
    + failures.nonsense() + failures.empty()
)

VECTORS = [
    call("the example of section 11", "section 11", "12345678", note="POST instead of the printed GET",
         answers=ANSWERS),
    call("by GET, as the document prints it", "section 11", "12345678", account=BY_GET),
    call("with login and password", DESIGN + "1", "S7EpYZ5kmS87", account=LOGIN),
]
