"""Create an API key: section 2 of the API document."""

import json

from tables import failures
from tables.shapes import (
    DESIGN, ERRORS, TRANSPORT, answer, latin, malformed, ok, unexpected_status, vector,
)
from tables.wire import BY_GET, KEY, LOGIN, request

PATH = "/http/2.0/createAuthorisation.do"


def call(name, source, *, account=KEY, **more):
    return vector(name, source, {}, request(PATH, [], account), account, **more)


NEW_KEY = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"
TEXTS = {
    "id": "12", "accessToken": NEW_KEY, "creationDate": "2018-11-19", "state": "actif",
    "expiration": "2019-11-19", "account": "boutique",
}


def created(**fields):
    nothing = dict.fromkeys(["id", "creation_date", "state", "expiration", "account"])
    return ok(**{"api_key": NEW_KEY, **nothing, **fields})


ALL = created(id="12", creation_date="2018-11-19", state="actif", expiration="2019-11-19", account="boutique")

GOOD = [
    answer("every field of section 2 as text", json.dumps(TEXTS), ALL, source="section 2"),
    answer("fields in any order, with line ends",
           "\r\n" + json.dumps(dict(reversed(TEXTS.items())), indent=2) + "\r\n", ALL, source="section 2"),
]

ODD = [
    answer("numbers and nothing", json.dumps({"id": 12, "accessToken": NEW_KEY, "creationDate": 1542585600000,
                                              "state": 1, "expiration": None, "account": None}),
           created(id="12", creation_date="1542585600000", state="1"), source=DESIGN + "2"),
    answer("the key alone", json.dumps({"accessToken": NEW_KEY}), created(), source=DESIGN + "2"),
    answer("unknown fields are passed over", json.dumps({**TEXTS, "roles": ["a", {"b": 1}]}), ALL,
           source=DESIGN + "2"),
    answer("an accent in undeclared Latin", latin(f'{{"accessToken": "{NEW_KEY}", "account": "Hélène"}}'),
           created(account="Hélène")),
    answer("an accent in UTF-8", f'{{"accessToken": "{NEW_KEY}", "account": "Hélène"}}'.encode(),
           created(account="Hélène"), content_type="application/json;charset=UTF-8"),
    answer("an escaped accent", f'{{"accessToken": "{NEW_KEY}", "account": "H\\u00e9l\\u00e8ne"}}',
           created(account="Hélène")),
]


def no_key(name, body, **more):
    return answer(name, body, malformed("not_understood", body), **{"source": DESIGN + "2", **more})


NO_KEY = [
    no_key("an object without a key", "{}"),
    no_key("a key that is nothing", '{"accessToken": null}'),
    no_key("an empty key", '{"accessToken": ""}'),
    no_key("a key with a line end", '{"accessToken": "abc\\n"}'),
    no_key("a list", f'[{{"accessToken": "{NEW_KEY}"}}]'),
    no_key("an object that does not end", f'{{"accessToken": "{NEW_KEY}"'),
    no_key("code 0 with a text", "0 | OK"),
    answer("an object that broke off", '{"accessToken": "a1B2', malformed("cut", '{"accessToken": "a1B2'),
           source=TRANSPORT, ending="cut"),
    answer("a wrong key is HTTP 401 with an object without a key",
           '{"status":401,"error":"Unauthorized"}', unexpected_status('{"status":401,"error":"Unauthorized"}'),
           status=401, source=DESIGN + "2"),
    answer("a key under HTTP 500 is not believed", json.dumps({"accessToken": "abc"}),
           unexpected_status('{"accessToken": "abc"}'), status=500, source=ERRORS),
]

ANSWERS = (
    GOOD + ODD + NO_KEY + failures.refusals() + failures.refusals_in_odd_spellings() + failures.bare_refusals()
    + failures.unexpected() + failures.nonsense() + failures.empty()
)

VECTORS = [
    call("the example of section 2", "section 2", note="POST instead of the printed GET", answers=ANSWERS),
    call("by GET, as the document prints it", "section 2", account=BY_GET),
    call("with login and password", DESIGN + "1", account=LOGIN),
]
