"""Send a text message: sections 3, 12, 13 and 16 of the API document."""

from tables import accepted
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LATIN9, LOGIN, UTF8, Pairs, request

PATH = "/http/1.6/sendSMS.do"

NORMALISED = "POST instead of the printed GET; 0623123457 goes as 33623123457; the comma is encoded"
BY_POST = "POST instead of the printed GET"


def call(name, source, given, pairs: Pairs, *, account=KEY, charset=LATIN9, **more):
    return vector(name, source, given, request(PATH, pairs, account, charset), account, **more)


PRINTED = [
    call("the example of section 3 goes to two people", "section 3",
         {"to": ["3363123456", "0623123457"], "text": "Bonjour Maman"},
         [("message", "Bonjour Maman"), ("numero", "3363123456,33623123457")],
         note=NORMALISED, answers=accepted.answers("section 3")),
    call("the second example of section 3 goes out later", "section 3",
         {"to": ["3363123456"], "text": "Bon anniversaire", "at": "2005-12-21T14:35", "now": 1134000000},
         [("message", "Bon anniversaire"), ("numero", "3363123456"), ("date_envoi", "21122005-14:35")],
         note=f"{BY_POST}; the colon is encoded; asked for on 8 December 2005"),
    call("the example of the STOP parameter", "section 3, STOP SMS",
         {"to": ["3363123456", "0623123457"], "text": "Bonjour Maman", "opt_out": "if_free"},
         [("message", "Bonjour Maman"), ("numero", "3363123456,33623123457"), ("stop", "1")],
         note=NORMALISED),
    call("the example of section 12 with a number in place of 336xyyzzaa", "section 12",
         {"to": ["33639980011"], "text": "Bonjour test", "reference": "12azer34",
          "delivery_url": "http://www.votreURLdeNotificationdeCR.com/compteRenduNotification.php"},
         [("message", "Bonjour test"), ("numero", "33639980011"), ("refClient", "12azer34"),
          ("notification_url", "http://www.votreurldenotificationdecr.com/compteRenduNotification.php")],
         note=f"{BY_POST}; refClient stands before notification_url; the host goes in lower case; "
              "the printed number is in bad_input.json"),
    call("the example of section 16 is sent in UTF-8", "section 16",
         {"to": ["3363123456", "0623123457"], "text": "☺", "unicode": True, "sender": "PERSO"},
         [("message", "☺"), ("numero", "3363123456,33623123457"), ("classe_msg", "9"), ("emetteur", "PERSO")],
         charset=UTF8, note=f"{NORMALISED}; classe_msg and emetteur stand after numero; the printed base "
                            "address http:1.6 is a misprint"),
    call("the numbers as section 16 explains them", "section 16",
         {"to": ["+3363123456"], "text": "☺", "unicode": True, "sender": "PERSO"},
         [("message", "☺"), ("numero", "3363123456"), ("classe_msg", "9"), ("emetteur", "PERSO")],
         charset=UTF8, note="the plus sign is left out; the other number, 062312345, is in bad_input.json"),
    call("the message of the cover fits one segment", "cover page",
         {"to": ["0639980011"], "max_segments": 1,
          "text": "Bonjour. Votre commande ref : 123456 est à votre disposition à votre point relais "
                  "10 rue d'Amiens, 75002 Paris. Venez muni(e) d'une pièce d'identité. GANT"},
         [("message", "Bonjour. Votre commande ref : 123456 est à votre disposition à votre point relais "
                      "10 rue d'Amiens, 75002 Paris. Venez muni(e) d'une pièce d'identité. GANT"),
          ("numero", "33639980011"), ("nbr_msg", "1")]),
    call("a message that can be answered, as section 13 has it", "section 13",
         {"to": ["33601020304"], "text": "Serez-vous là demain ?", "replies": True},
         [("message", "Serez-vous là demain ?"), ("numero", "33601020304"), ("classe_msg", "4")],
         note="the document prints no request for it"),
]



def fits(section: str, segments: int, length: int, *, unicode: bool = False) -> dict:
    """A text of exactly the length that the document prints for a number of messages."""
    text = ("ê" if unicode else "a") * length
    given = {"to": ["0639980011"], "text": text, "max_segments": segments}
    pairs = [("message", text), ("numero", "33639980011"), ("nbr_msg", str(segments))]
    if unicode:
        given["unicode"] = True
        pairs.insert(2, ("classe_msg", "9"))
    kind = "Unicode " if unicode else ""
    return call(f"{length} {kind}characters fit nbr_msg={segments}", section, given, pairs,
                charset=UTF8 if unicode else LATIN9,
                note="one more is refused: see bad_input.json")


LENGTHS = [
    *[fits("section 3", segments, length) for segments, length in [(1, 160), (2, 306), (3, 459)]],
    *[fits(DESIGN + "2", segments, length) for segments, length in [(4, 612), (5, 765)]],
    *[fits("section 16", segments, length, unicode=True)
      for segments, length in [(1, 70), (2, 134), (3, 201), (4, 268), (5, 335)]],
]


def crowd(people: int, account: dict) -> dict:
    """So many people in one call."""
    numbers = [f"3363998{at:04}" for at in range(people)]
    return call(f"{people} people by {account.get('method', 'POST')}", "section 3",
                {"to": numbers, "text": "Bonjour"}, [("message", "Bonjour"), ("numero", ",".join(numbers))],
                account=account)


# Every row of the table "caractères et encodage": the character and the code that the document prints.
TABLE = [
    ("\n", "%0A"), ("\r", "%0D"), (" ", "+"), ("!", "%21"), ('"', "%22"), ("#", "%23"), ("$", "%24"),
    ("%", "%25"), ("&", "%26"), ("'", "%27"), ("(", "%28"), (")", "%29"), ("*", "*"), ("+", "%2B"),
    (",", "%2C"), ("-", "-"), (".", "."), ("/", "%2F"), ("{", "%7B"), ("|", "%7C"), ("}", "%7D"),
    ("~", "%7E"), ("[", "%5B"), ("\\", "%5C"), ("]", "%5D"), ("^", "%5E"), ("0123456789", "0123456789"),
    (":", "%3A"), (";", "%3B"), ("<", "%3C"), ("=", "%3D"), (">", "%3E"), ("?", "%3F"), ("@", "%40"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("_", "_"),
    ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz"),
    ("¡", "%A1"), ("£", "%A3"), ("€", "%A4"), ("¥", "%A5"), ("§", "%A7"), ("¿", "%BF"), ("Ä", "%C4"),
    ("Å", "%C5"), ("Æ", "%C6"), ("Ç", "%C7"), ("É", "%C9"), ("Ñ", "%D1"), ("Ö", "%D6"), ("Ø", "%D8"),
    ("Ü", "%DC"), ("ß", "%DF"), ("à", "%E0"), ("ä", "%E4"), ("å", "%E5"), ("æ", "%E6"), ("è", "%E8"),
    ("é", "%E9"), ("ì", "%EC"), ("ñ", "%F1"), ("ò", "%F2"), ("ö", "%F6"), ("ø", "%F8"), ("ù", "%F9"),
    ("ü", "%FC"),
]

TABLE_NOTE = (
    "the codes are copied from the table, not computed; ı and Û are misprints of ¡ and ü, the quotes "
    "at %22 and %27 are the plain ones, € goes as %A4 (its second row says %80), and È is left out "
    "since GSM 03.38 does not have it"
)


def table_of_characters() -> dict:
    given = {"to": ["0639980011"], "text": "".join(character for character, _ in TABLE)}
    codes = "".join(code for _, code in TABLE)
    out = call("every character of the table goes as the table says", "section 3, caractères et encodage",
               given, [], note=TABLE_NOTE)
    out["request"]["body"] = f"accessToken=Ab1CD2efg3Hi&message={codes}&numero=33639980011"
    return out


EVERYTHING = {
    "to": ["06 39 98 00 11", "+33 6.39.98.00.12"], "text": "Commande prete : 12 €",
    "at": "2026-12-24T09:05", "now": 1795353900, "reference": "été n° 12", "sender": "BOULANGER",
    "max_segments": 2, "delivery_url": "https://shop.example/sms/dlr/12?x=1&y=2",
    "reply_url": "https://shop.example/sms/reply/12", "opt_out": "always",
}
EVERYTHING_SENT = [
    ("message", "Commande prete : 12 €"), ("numero", "33639980011,33639980012"),
    ("date_envoi", "24122026-09:05"), ("refClient", "été n° 12"), ("emetteur", "BOULANGER"),
    ("nbr_msg", "2"), ("notification_url", "https://shop.example/sms/dlr/12?x=1&y=2"),
    ("notification_url_reponse", "https://shop.example/sms/reply/12"), ("stop", "2"),
]

OURS = [
    call("every option of an ordinary message", DESIGN + "2", EVERYTHING, EVERYTHING_SENT),
    call("every option by GET", DESIGN + "1", EVERYTHING, EVERYTHING_SENT, account=BY_GET),
    call("every option with login and password", DESIGN + "1", EVERYTHING, EVERYTHING_SENT, account=LOGIN),
    call("the least by GET", DESIGN + "1", {"to": ["0639980011"], "text": "Bonjour"},
         [("message", "Bonjour"), ("numero", "33639980011")], account=BY_GET),
    call("the least to a sandbox", DESIGN + "1", {"to": ["0639980011"], "text": "Bonjour"},
         [("message", "Bonjour"), ("numero", "33639980011")],
         account={**KEY, "base_url": "http://127.0.0.1:8080/"}),
    call("every option of a Unicode message", DESIGN + "2",
         {**EVERYTHING, "text": "Forêt 🌳 à 12 €", "unicode": True},
         [("message", "Forêt 🌳 à 12 €"), EVERYTHING_SENT[1], ("classe_msg", "9"), *EVERYTHING_SENT[2:]],
         charset=UTF8),
    call("login and password of a Unicode message are in UTF-8, too", DESIGN + "1",
         {"to": ["0639980011"], "text": "Forêt", "unicode": True},
         [("message", "Forêt"), ("numero", "33639980011"), ("classe_msg", "9")], account=LOGIN,
         charset=UTF8),
    call("every option of a message that can be answered", DESIGN + "2",
         {**{key: value for key, value in EVERYTHING.items() if key != "sender"}, "replies": True},
         [EVERYTHING_SENT[0], EVERYTHING_SENT[1], ("classe_msg", "4"), EVERYTHING_SENT[2], EVERYTHING_SENT[3],
          *EVERYTHING_SENT[5:]]),
    call("a group in place of numbers", "section 3", {"group": "Clients fidèles", "text": "Bonjour"},
         [("message", "Bonjour"), ("groupe", "Clients fidèles")]),
    call("a number that is given twice is charged once", DESIGN + "2",
         {"to": ["0639980011", "+33639980011", "0639980012"], "text": "Bonjour"},
         [("message", "Bonjour"), ("numero", "33639980011,33639980012")]),
    call("a number goes twice where that is asked for", DESIGN + "2",
         {"to": ["0639980011", "+33639980011"], "text": "Bonjour", "keep_duplicates": True},
         [("message", "Bonjour"), ("numero", "33639980011,33639980011")]),
    call("every usual spelling of a number", DESIGN + "2",
         {"to": ["0033639980011", "+33 (0)6 39 98 00 12", "06-39-98-00-13", "06.39.98.00.14", "33639980015",
                 "06\u00a039\u202f98\u00a000\u00a016", "+32 470 12 34 56"], "text": "Bonjour"},
         [("message", "Bonjour"), ("numero", "33639980011,33639980012,33639980013,33639980014,33639980015,"
                                             "33639980016,32470123456")]),
    call("a text that the service may cut, where that is asked for", DESIGN + "2",
         {"to": ["0639980011"], "text": "a" * 161, "max_segments": 1, "cut": True},
         [("message", "a" * 161), ("numero", "33639980011"), ("nbr_msg", "1")]),
    call("a sender of other printable characters, where that is asked for", DESIGN + "2",
         {"to": ["0639980011"], "text": "Bonjour", "sender": "B&B-Hotel", "any_ascii_sender": True},
         [("message", "Bonjour"), ("numero", "33639980011"), ("emetteur", "B&B-Hotel")]),
    call("an instant is written as Paris tells it in winter", DESIGN + "4",
         {"to": ["0639980011"], "text": "Bonjour", "at": 1798099500, "now": 1795353900},
         [("message", "Bonjour"), ("numero", "33639980011"), ("date_envoi", "24122026-09:05")]),
    call("an instant is written as Paris tells it in summer", DESIGN + "4",
         {"to": ["0639980011"], "text": "Bonjour", "at": 1814000400, "now": 1795353900},
         [("message", "Bonjour"), ("numero", "33639980011"), ("date_envoi", "26062027-11:00")]),
]

VECTORS = PRINTED + [table_of_characters()] + LENGTHS + [crowd(300, BY_GET), crowd(301, KEY)] + OURS
