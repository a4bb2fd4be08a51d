"""Answers that are no success, whatever the call."""

from tables.shapes import (
    DESIGN, ERRORS, EVERY_CALL, TRANSPORT, answer, latin, malformed, refused, unexpected_status,
)

CODES = {
    31: "Erreur interne",
    32: "Erreur d'authentification",
    33: "Crédits insuffisants",
    35: "Paramètre obligatoire manquant",
    50: "Temporairement inaccessible",
}

PAGE = "<html><head><title>502 Bad Gateway</title></head><body></body></html>"
LOGIN_PAGE = "<!DOCTYPE html>\n<html><body>Connexion au Wi-Fi</body></html>\n"


def documented(section: str, codes: dict[int, str]) -> list[dict]:
    """A refusal for each code that the document prints for a call, as the service writes it."""
    return [
        answer(f"code {code} is a refusal", latin(f"{code} | {text}"), refused(code, text), source=section)
        for code, text in codes.items()
    ]


def refusals() -> list[dict]:
    """Refusals of every call but `get_message_status`, where most numbers are statuses."""
    return [
        answer("code 32 comes from every call, in other words than the document's",
               latin("32 | Votre authentification a échoué\r\n"),
               refused(32, "Votre authentification a échoué")),
        answer("a code that nobody knows is kept", "77 | inconnu", refused(77, "inconnu")),
        answer("a code of four digits is kept", "9999 | inconnu", refused(9999, "inconnu")),
        answer("a busy service says so under HTTP 503, too", latin("50 | Temporairement inaccessible"),
               refused(50, "Temporairement inaccessible"), source=ERRORS, status=503),
        answer("a refusal under HTTP 500 is a refusal", "31 | Erreur interne",
               refused(31, "Erreur interne"), source=ERRORS, status=500),
        answer("a refusal under HTTP 400 is a refusal", latin("35 | Paramètre obligatoire manquant"),
               refused(35, "Paramètre obligatoire manquant"), source=ERRORS, status=400),
    ]


def refusals_in_odd_spellings() -> list[dict]:
    """Refusal 32, which is one in every call."""
    return [
        answer("blanks round the bar of a refusal are not required", "32|non", refused(32, "non")),
        answer("white space round a refusal is passed over", "\r\n 32 |  non \r\n", refused(32, "non")),
        answer("a refusal may hold further bars", "32 | a | b", refused(32, "a | b")),
        answer("a refusal may have no text", "32 |", refused(32)),
        answer("a refusal in undeclared UTF-8 is read", "32 | échoué".encode(), refused(32, "échoué")),
        answer("a refusal in declared UTF-8 is read", "32 | échoué".encode(), refused(32, "échoué"),
               content_type="text/html;charset=UTF-8"),
        answer("a declared charset wins over what the bytes look like", "32 | é".encode(),
               refused(32, "Ã©"), content_type="text/plain; charset=ISO-8859-15"),
        answer("the currency sign's byte is the euro's", b"32 | 5 \xa4", refused(32, "5 €")),
        answer("a refusal whose text is cut is a refusal", "32 | Erreur d'auth",
               refused(32, "Erreur d'auth"), source=TRANSPORT, ending="cut"),
        answer("a refusal under HTTP 401 is a refusal", "32 | non", refused(32, "non"), source=ERRORS,
               status=401),
    ]


def bare_refusals() -> list[dict]:
    """Digits alone: refusals where the call's own grammar is not a number."""
    return [
        answer("a code alone is a refusal", "35", refused(35)),
        answer("a code alone with a line end is a refusal", "35\n", refused(35)),
    ]


def unexpected() -> list[dict]:
    """HTTP statuses other than 2xx without a readable refusal."""
    def status(name, number, body, excerpt, retry_after=None):
        expect = unexpected_status(excerpt, retry_after)
        return answer(name, body, expect, source=ERRORS, status=number, retry_after=retry_after)

    return [
        status("a redirect is not followed", 302, "", ""),
        status("a permanent redirect with a page is not followed", 301, "<html>moved</html>",
               "<html>moved</html>"),
        status("a page that is not found", 404, "<html>Not Found</html>", "<html>Not Found</html>"),
        status("a proxy that wants a password", 407, "", ""),
        status("too many requests, with a time to wait", 429, "slow down", "slow down", 30),
        status("an internal error without a word", 500, "", ""),
        status("a gateway's page", 502, PAGE, PAGE),
        status("an unavailable service, with a time to wait", 503, "", "", 120),
        status("a number without a code is no refusal under HTTP 500", 500, "-1 | x", "-1 | x"),
        status("an accent in a page is read", 500, latin("<p>Erreur inattendue, réessayez</p>"),
               "<p>Erreur inattendue, réessayez</p>"),
    ]


def nonsense() -> list[dict]:
    """2xx answers that no call understands."""
    def strange(name, body, reason, excerpt, **more):
        return answer(name, body, malformed(reason, excerpt), **{"source": ERRORS, **more})

    return [
        strange("a web page is no answer", LOGIN_PAGE, "html", LOGIN_PAGE.strip()),
        strange("OK is no answer", "OK", "not_understood", "OK", source=DESIGN + "8"),
        strange("JSON with a code is no answer", '{"code":0}', "not_understood", '{"code":0}',
                source=DESIGN + "8"),
        strange("a code has four digits at most", "12345 | x", "not_understood", "12345 | x",
                source=EVERY_CALL),
        strange("a code has no sign", "-1 | x", "not_understood", "-1 | x", source=EVERY_CALL),
        strange("the beginning of a long body is kept, 512 characters of it", latin("é" * 600),
                "not_understood", "é" * 512),
        strange("an answer that broke off in its first byte says nothing", "3", "cut", "3",
                source=TRANSPORT, ending="cut"),
        strange("an answer that broke off before its first byte says nothing", "", "cut", "",
                source=TRANSPORT, ending="cut"),
    ]


def empty() -> list[dict]:
    """Empty bodies, which are empty lists to the calls that list."""
    return [
        answer("an empty body is no answer", "", malformed("empty"), source=ERRORS),
        answer("white space alone is no answer", " \r\n", malformed("empty"), source=ERRORS),
    ]


def every_failure() -> list[dict]:
    """What fails in the calls whose success begins with code 0."""
    return (
        refusals() + refusals_in_odd_spellings() + bare_refusals() + unexpected() + nonsense() + empty()
    )
