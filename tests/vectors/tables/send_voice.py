"""Send a voice message: section 15 of the API document."""

from tables import accepted
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/sendVoiceMessage.do"


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


EVERYTHING = {
    "to": ["06 39 98 00 11", "01 99 00 00 11"], "text": "Ça y est : votre forêt d'œillets, à 12 €",
    "title": "Message de la société Hélène & fils", "at": "2026-12-24T09:05", "now": 1795353900,
    "language": "fr-FR",
}
EVERYTHING_SENT = [
    ("message", "Ça y est : votre forêt d'œillets, à 12 €"), ("numero", "33639980011,33199000011"),
    ("title", "Message de la société Hélène & fils"), ("date_envoi", "24122026-09:05"), ("language", "fr-FR"),
]

VECTORS = [
    call("the example of section 15", "section 15",
         {"to": ["3363123456"], "text": "Bonjour Maman", "title": "voici le titre"},
         [("message", "Bonjour Maman"), ("numero", "3363123456"), ("title", "voici le titre")],
         note="POST instead of the printed GET", answers=accepted.answers("section 15")),
    call("the least", "section 15", {"to": ["0639980011"], "text": "Bonjour"},
         [("message", "Bonjour"), ("numero", "33639980011")]),
    call("every option; spoken text may hold letters that GSM lacks", DESIGN + "2", EVERYTHING, EVERYTHING_SENT),
    call("every option by GET", DESIGN + "1", EVERYTHING, EVERYTHING_SENT, account=BY_GET),
    call("every option with login and password", DESIGN + "1", EVERYTHING, EVERYTHING_SENT, account=LOGIN),
    *[
        call(f"a voice that speaks {language}", "section 15",
             {"to": ["0639980011"], "text": "Bonjour", "language": language},
             [("message", "Bonjour"), ("numero", "33639980011"), ("language", language)])
        for language in ("en-GB", "de-DE", "es-ES")
    ],
    call("more than 160 characters, where that is asked for", DESIGN + "2",
         {"to": ["0639980011"], "text": "a" * 161, "unlimited": True},
         [("message", "a" * 161), ("numero", "33639980011")]),
]
