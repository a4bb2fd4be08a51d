"""Answers to the three sending calls: `0 | text | id`."""

from tables.failures import CODES, documented, every_failure
from tables.shapes import DESIGN, ERRORS, EVERY_CALL, TRANSPORT, answer, latin, malformed, ok

PRINTED = "Accepté - le message a été accepté par le système et est en cours de traitement"


def accepted(message_id, description, provisional=False):
    return ok(message_id=message_id, provisional=provisional, description=description)


def answers(section: str) -> list[dict]:
    return good(section) + odd() + lost_ids() + contradictions() + documented(section, CODES) + every_failure()


def good(section: str) -> list[dict]:
    return [
        answer("the message is accepted, in the words of the document",
               latin(f"0 | {PRINTED} | S7EpYZ5kmS87"), accepted("S7EpYZ5kmS87", PRINTED), source=section),
        answer("the message is accepted, in the words that were seen, with a line end",
               latin("0 | Accepté | S7EpYZ5kmS87\r\n"), accepted("S7EpYZ5kmS87", "Accepté")),
    ]


def odd() -> list[dict]:
    id_ = "S7EpYZ5kmS87"
    return [
        answer("blanks round the bars are not required", latin(f"0|Accepté|{id_}"), accepted(id_, "Accepté")),
        answer("white space at both ends is passed over", latin(f"\n\t 0 | Accepté | {id_} \r\n\r\n"),
               accepted(id_, "Accepté")),
        answer("undeclared UTF-8 is read", f"0 | Accepté | {id_}".encode(), accepted(id_, "Accepté")),
        answer("declared UTF-8 is read", f"0 | Accepté | {id_}".encode(), accepted(id_, "Accepté"),
               content_type="text/plain; charset=utf-8"),
        answer("declared Latin is read", latin(f"0 | Accepté | {id_}"), accepted(id_, "Accepté"),
               content_type='text/html; charset="ISO-8859-1"'),
        answer("a byte that the declared charset does not have is replaced", latin(f"0 | Accepté | {id_}"),
               accepted(id_, "Accept\ufffd"), content_type="text/plain; charset=utf-8"),
        answer("an unknown charset is passed over", latin(f"0 | Accepté | {id_}"), accepted(id_, "Accepté"),
               content_type="text/plain; charset=x-unknown"),
        answer("the description is opaque", f"0 | whatever they say | {id_}", accepted(id_, "whatever they say")),
        answer("a description with a bar does not hide the id", f"0 | OK | en cours | {id_}",
               accepted(id_, "OK | en cours")),
        answer("a numeric id is text, its zeros included", "0 | OK | 00120", accepted("00120", "OK")),
        answer("every 2xx is a success", f"0 | OK | {id_}", accepted(id_, "OK"), status=202),
    ]


def lost_ids() -> list[dict]:
    """Accepted, the id unknown: a success, since the message must not be sent again."""
    def lost(name, body, description, ending=None):
        return answer(name, body, accepted(None, description), source=TRANSPORT, ending=ending)

    return [
        lost("code 0 alone is accepted", "0", ""),
        lost("code 0 and a bar are accepted", "0 |", ""),
        lost("an answer without a third field is accepted", latin("0 | Accepté"), "Accepté"),
        lost("an empty third field is accepted", latin("0 | Accepté |"), "Accepté"),
        lost("a description is never taken for an id", latin("0 | OK | Accepté"), "OK"),
        lost("an answer cut after its code is accepted", "0 |", "", "cut"),
        lost("an answer cut in its description is accepted", "0 | Acc", "Acc", "cut"),
        lost("a cut id is not believed", "0 | OK | S7EpY", "OK", "cut"),
        lost("an id lost where no end is marked is no provisional id", "0 | OK |", "OK", "unmarked"),
        answer("an id whose end is not marked is provisional", "0 | OK | S7EpYZ5kmS87",
               accepted("S7EpYZ5kmS87", "OK", provisional=True), source=TRANSPORT, ending="unmarked"),
    ]


def contradictions() -> list[dict]:
    """What must not be taken for a success."""
    def strange(name, body, reason, excerpt, **more):
        return answer(name, body, malformed(reason, excerpt), **more)

    yes = "0 | OK | S7EpYZ5kmS87"
    return [
        strange("a yes under HTTP 500 is no success", yes, "contradiction", yes, status=500, source=ERRORS),
        strange("a yes under HTTP 302 is no success", yes, "contradiction", yes, status=302, source=ERRORS),
        strange("a bare id is no success", "S7EpYZ5kmS87", "not_understood", "S7EpYZ5kmS87",
                source=DESIGN + "8"),
        strange("a zero inside is no success", "10 SMS", "not_understood", "10 SMS", source=DESIGN + "8"),
        strange("minus zero is no code", "-0 | OK | id", "not_understood", "-0 | OK | id", source=EVERY_CALL),
        strange("code 0 that may have been cut is no success", "0", "cut", "0", source=TRANSPORT, ending="cut"),
    ]
