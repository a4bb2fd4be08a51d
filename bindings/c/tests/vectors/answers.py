"""What answers say, and what C must tell of it.

C does not tell the text of a refusal, the beginning of an answer that is not understood, the bytes of a
damaged record, the description of what was done or of a status, whom a reply was sent to, nor whether a
date is doubtful. That is taken out of what is expected, in this file and nowhere else.
"""

import ctypes

from judge import octets
from library import Failure


def static_text(place):
    return ctypes.string_at(place).decode()


def response(library, answer):
    """The answer as an HTTP stack hands it over."""
    made = library.made("smsmode_response_new", answer["http_status"], octets(answer, "body"))
    if "content_type" in answer:
        library.call("smsmode_response_set_content_type", made, answer["content_type"])
    if "retry_after_s" in answer:
        library.call("smsmode_response_set_retry_after", made, answer["retry_after_s"])
    if "ending" in answer:
        ending = library.constants["SMSMODE_ENDING_" + answer["ending"].upper()]
        library.call("smsmode_response_set_ending", made, ending)
    return made


def read(library, call, request, answer):
    """The success that C reads, or what its error tells."""
    reader, show = READERS[call]
    try:
        return show(library, *success(library, reader, response(library, answer), request))
    except Failure as failure:
        assert failure.words, "an error without words"
        return {"error": failure.status, "outcome": failure.outcome, "may_retry": failure.may_retry,
                "refusal_code": failure.refusal_code, "http_status": failure.http_status,
                "retry_after": failure.retry_after}


def success(library, reader, response, request):
    name = "smsmode_response_" + reader
    if reader == "done":
        library.call(name, response, request)
        return []
    if reader == "message_status":
        place = ctypes.c_int32()
        library.call(name, response, request, ctypes.byref(place))
        return [place.value]
    return [library.made(name, response, request)]


def expected(library, call, request, answer):
    kind, told = next(iter(answer["expect"].items()))
    if kind == "ok":
        return EXPECTED.get(call, lambda told: told)(told)
    costly = library.number("smsmode_request_is_costly", request) == 1
    assert costly == (call in COSTLY), f"{call} costs?"
    status, outcome, retry, code, http = ERRORS[kind](answer, told, costly)
    constants = library.constants
    return {"error": constants["SMSMODE_" + status], "outcome": constants["SMSMODE_OUTCOME_" + outcome],
            "may_retry": retry, "refusal_code": code, "http_status": http,
            "retry_after": told.get("retry_after_s") or 0}


COSTLY = ("send_sms", "send_batch", "send_voice", "transfer_credits", "create_sub_account",
          "delete_sub_account", "add_contact", "create_api_key")

REFUSALS = {31: "INTERNAL_ERROR", 32: "AUTHENTICATION", 33: "NOT_ENOUGH_CREDIT",
            35: "BAD_PARAMETER", 41: "LOGIN", 50: "UNAVAILABLE", 61: "UNKNOWN_MESSAGE"}


def refused(answer, told, costly):
    code = told["code"]
    status = f"REFUSED_{REFUSALS[code]}" if code in REFUSALS else "REFUSED"
    outcome = "UNKNOWN" if code == 31 and costly else "REFUSED"
    retry = code == 50 or code == 31 and not costly
    return status, outcome, retry, code, answer["http_status"]


def unexpected_status(answer, told, costly):
    http = answer["http_status"]
    put_off = http in (429, 503)
    if put_off or 400 <= http < 500 and http not in (407, 408):
        outcome = "REFUSED"
    else:
        outcome = "UNKNOWN" if costly and http != 407 else "NOT_SENT"
    retry = put_off or not costly and (http == 408 or http >= 500)
    return "UNEXPECTED_HTTP_STATUS", outcome, retry, -1, http


def malformed(answer, told, costly):
    """Where an answer broke off before anything could be understood, that is the error."""
    outcome = "UNKNOWN" if costly else "NOT_SENT"
    if answer.get("ending") == "cut" and told["reason"] != "contradiction":
        return "INTERRUPTED", outcome, not costly, -1, 0
    return "MALFORMED_ANSWER", outcome, not costly, -1, answer["http_status"]


ERRORS = {"refused": refused, "unexpected_status": unexpected_status, "malformed": malformed}


def texts(library, handle, *names, index=()):
    return {name: library.text(f"{handle.type_name}_{name}", handle, *index) for name in names}


def show_accepted(library, accepted):
    provisional = library.number("smsmode_accepted_is_provisional", accepted) == 1
    return {**texts(library, accepted, "message_id", "description"), "provisional": provisional}


def show_done(library):
    return {}


def show_status(library, status):
    return {"status": status}


def show_balance(library, balance):
    shown = texts(library, balance, "credits")
    negative = library.number("smsmode_balance_is_negative", balance) == 1
    assert negative == shown["credits"].startswith("-")
    return shown


def show_report(library, report):
    status = lambda at: library.number("smsmode_report_message_status", report, at)
    recipients = [{**texts(library, report, "recipient", index=[at]), "status": status(at)}
                  for at in range(count(library, report))]
    return {"recipients": recipients, "damaged": damaged(library, report)}


def show_sent(library, sent):
    names = ("message_id", "text", "recipient", "cost", "date")
    number = lambda what, at: library.number("smsmode_sent_" + what, sent, at)
    messages = [{**texts(library, sent, *names, index=[at]), "time": number("time", at),
                 "recipients": number("recipients", at)} for at in range(count(library, sent))]
    return {"messages": messages, "damaged": damaged(library, sent)}


def show_replies(library, replies):
    time = lambda at: library.number("smsmode_replies_time", replies, at)
    shown = [{**texts(library, replies, "id", "text", "from", "message_id", index=[at]),
              "time": time(at)} for at in range(count(library, replies))]
    return {"replies": shown, "damaged": damaged(library, replies)}


def show_api_key(library, key):
    return texts(library, key, "key", "id", "creation_date", "state", "expiration", "account")


def count(library, page):
    return library.number(page.type_name + "_count", page)


def damaged(library, page):
    return library.number(page.type_name + "_damaged_count", page)


READERS = {
    **dict.fromkeys(("send_sms", "send_batch", "send_voice"), ("accepted", show_accepted)),
    **dict.fromkeys(("delete_sms", "delete_sub_account", "transfer_credits", "add_contact",
                     "create_sub_account"), ("done", show_done)),
    "get_message_status": ("message_status", show_status),
    "get_delivery_report": ("report", show_report),
    "get_balance": ("balance", show_balance),
    "list_sent": ("sent", show_sent),
    "list_replies": ("replies", show_replies),
    "create_api_key": ("api_key", show_api_key),
}


def no_description(told):
    return {key: value for key, value in told.items() if key != "description"}


def expected_sent(told):
    messages = [{**{key: value for key, value in one.items() if key != "sent_at"}, **date(one["sent_at"])}
                for one in told["messages"]]
    return {"messages": messages, "damaged": len(told["damaged"])}


def expected_replies(told):
    replies = [{"id": one["reply_id"], "text": one["text"], "from": one["from"],
                "message_id": one["message_id"], "time": date(one["received_at"])["time"]}
               for one in told["replies"]]
    return {"replies": replies, "damaged": len(told["damaged"])}


def date(told):
    """A date as C tells it: its text, and its instant or 0."""
    if told is None:
        return {"date": None, "time": 0}
    return {"date": told["raw"], "time": told["unix_seconds"] or 0}


EXPECTED = {
    **dict.fromkeys(("delete_sms", "delete_sub_account", "transfer_credits", "add_contact",
                     "create_sub_account", "get_message_status"), no_description),
    "get_delivery_report": lambda told: {**told, "damaged": len(told["damaged"])},
    "list_sent": expected_sent,
    "list_replies": expected_replies,
    "create_api_key": lambda told: {("key" if name == "api_key" else name): value
                                    for name, value in told.items()},
}
