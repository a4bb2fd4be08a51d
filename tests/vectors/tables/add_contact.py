"""Add a contact to the address book: section 8 of the API document."""

from tables import acknowledged
from tables.shapes import DESIGN, vector
from tables.wire import BY_GET, KEY, LOGIN, Pairs, request

PATH = "/http/1.6/addContact.do"
CODES = {31: "Erreur interne"}


def call(name, source, given, pairs: Pairs, *, account=KEY, **more):
    return vector(name, source, given, request(PATH, pairs, account), account, **more)


PRINTED = (
    {"last_name": "Dupond", "mobile": "0639980011", "first_name": "jacques", "groups": ["Groupe1", "Groupe2"]},
    [("nom", "Dupond"), ("mobile", "33639980011"), ("prenom", "jacques"), ("groupes", "Groupe1,Groupe2")],
)
EVERYTHING = (
    {
        "last_name": "Œillet", "mobile": "+33 6 39 98 00 11", "first_name": "Hélène",
        "groups": ["Clients fidèles"], "company": "Œillets & fils", "note": "préfère le matin ; 50 %",
        "birth_date": "1980-03-05",
    },
    [
        ("nom", "Œillet"), ("mobile", "33639980011"), ("prenom", "Hélène"), ("groupes", "Clients fidèles"),
        ("societe", "Œillets & fils"), ("other", "préfère le matin ; 50 %"), ("date", "05031980"),
    ],
)

VECTORS = [
    call("the example of section 8 with a number in place of 06XXXXXXXXXX", "section 8", *PRINTED,
         note="POST instead of the printed GET; mobile stands before prenom; the number goes in international "
              "form; the comma is encoded; the printed number is in bad_input.json",
         answers=acknowledged.answers("section 8", "Contact ajouté", CODES)),
    call("the least", "section 8", {"last_name": "Dupond", "mobile": "0639980011"},
         [("nom", "Dupond"), ("mobile", "33639980011")]),
    call("every option", "section 8", *EVERYTHING, note="the date as ddMMyyyy, as clients assume (grade C)"),
    call("every option by GET", "section 8", *EVERYTHING, account=BY_GET),
    call("every option with login and password", DESIGN + "1", *EVERYTHING, account=LOGIN),
]
