"""Accounts, and the request of each call from the options of a vector."""

import ctypes
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from judge import NotInC


def account(library, given):
    """An account; raises Failure for what is none."""
    if "api_key" in given:
        made = library.made("smsmode_account_new", given["api_key"])
    else:
        made = library.made("smsmode_account_new_with_login", given["login"], given["password"])
    constants = library.constants
    if given.get("method") == "GET":
        library.call("smsmode_account_set_method", made, constants["SMSMODE_METHOD_GET"])
    if "base_url" in given:
        library.call("smsmode_account_set_base_url", made, given["base_url"])
    if "boundary" in given:
        library.call("smsmode_account_set_batch_boundary", made, given["boundary"])
    if "batch_credential" in given:
        place = constants["SMSMODE_BATCH_CREDENTIAL_" + given["batch_credential"].upper()]
        library.call("smsmode_account_set_batch_credential", made, place)
    return made


def request(library, call, account, given):
    """The request of a call; raises Failure for what cannot be sent."""
    options = Options(library, given)
    made = CALLS[call](library, account, options)
    options.end()
    return made


class Options:
    """The options of a vector: each must be taken."""

    def __init__(self, library, given):
        self.library, self.left = library, dict(given)

    def take(self, name, default=None):
        return self.left.pop(name, default)

    def need(self, name):
        return self.left.pop(name)

    def missing(self, **doors):
        """Options for which C has no setter: no name of one may hold the word."""
        for option, word in doors.items():
            if self.left.get(option):
                assert not self.library.has_setter(word), f"there is a setter for {word} now"
                raise NotInC(option)

    def set(self, handle, *names):
        """Calls the setter of each option that is given."""
        for name in names:
            if name in self.left:
                value = self.left.pop(name)
                value = int(value) if isinstance(value, bool) else value
                self.library.call(f"{handle.type_name}_set_{name}", handle, value)

    def set_time(self, handle):
        now, at = self.take("now"), self.take("at")
        if isinstance(at, int):
            at_time(now, lambda: self.library.call(handle.type_name + "_set_time", handle, at))
        elif at is not None:
            date, time = at.split("T")
            parts = [int(part) for part in date.split("-") + time.split(":")]
            setter = handle.type_name + "_set_paris_time"
            at_time(now, lambda: self.library.call(setter, handle, *parts))

    def set_opt_out(self, handle):
        opt_out = self.take("opt_out")
        if opt_out is not None:
            number = self.library.constants["SMSMODE_OPT_OUT_" + opt_out.upper()]
            self.library.call(handle.type_name + "_set_opt_out", handle, number)

    def set_birth_date(self, handle):
        day = self.take("birth_date")
        if day is not None:
            parts = [int(part) for part in day.split("-")]
            self.library.call(handle.type_name + "_set_birth_date", handle, *parts)

    def end(self):
        assert not self.left, f"options that nobody took: {self.left}"


def at_time(now, do):
    """Does something at the time of a vector."""
    clock = ctypes.CDLL(None).set_now
    clock.argtypes = [ctypes.c_longlong]
    clock(now)
    try:
        do()
    finally:
        clock(0)


def send_sms(library, account, options):
    options.missing(keep_duplicates="duplicate", any_ascii_sender="ascii", cut="cut")
    send = library.new("smsmode_send")
    for number in options.take("to", []):
        library.call("smsmode_send_add_recipient", send, number)
    options.set(send, "text", "group", "sender", "replies")
    if options.take("unicode"):
        library.call("smsmode_send_set_mode", send, library.constants["SMSMODE_MODE_UNICODE"])
    options.set_time(send)
    options.set(send, "reference", "max_segments", "delivery_url", "reply_url")
    options.set_opt_out(send)
    return library.made("smsmode_request_send", account, send)


def send_batch(library, account, options):
    options.missing(cut="cut")
    batch = library.new("smsmode_batch")
    options.set(batch, "sender", "replies")
    for row in options.need("rows"):
        columns = [row["to"], row["text"], row.get("sender", ""), row.get("reference", "")]
        library.call("smsmode_batch_add_row", batch, *columns)
    options.set_time(batch)
    options.set(batch, "reference", "max_segments", "delivery_url")
    options.set_opt_out(batch)
    return library.made("smsmode_request_send_batch", account, batch)


LANGUAGES = {"fr-FR": "FRENCH", "en-GB": "ENGLISH", "de-DE": "GERMAN", "es-ES": "SPANISH"}


def send_voice(library, account, options):
    voice = library.new("smsmode_voice")
    for number in options.need("to"):
        library.call("smsmode_voice_add_recipient", voice, number)
    options.set(voice, "text", "title", "unlimited")
    options.set_time(voice)
    language = options.take("language")
    if language is not None:
        number = library.constants["SMSMODE_VOICE_" + LANGUAGES[language]]
        library.call("smsmode_voice_set_language", voice, number)
    return library.made("smsmode_request_send_voice", account, voice)


def get_message_status(library, account, options):
    return library.made("smsmode_request_message_status", account, options.need("message_id"))


def get_delivery_report(library, account, options):
    return library.made("smsmode_request_report", account, options.need("message_id"))


def get_balance(library, account, options):
    return library.made("smsmode_request_balance", account)


def list_sent(library, account, options):
    return library.made("smsmode_request_list_sent", account, *page(options))


def list_replies(library, account, options):
    ends = (options.take("from"), options.take("to"))
    if ends == (None, None):
        return library.made("smsmode_request_list_replies", account, *page(options))
    if None in ends:
        raise NotInC("half a period")
    if options.left:
        raise NotInC("a page of a period")
    instants = [paris(end) for end in ends]
    return library.made("smsmode_request_list_replies_between", account, *instants)


def page(options):
    """Which page, which C always says with both numbers."""
    return options.take("first", 0), options.take("page_size", 50)


def paris(local):
    """The instant of a local time in winter, as all of the vectors are."""
    read = datetime.fromisoformat(local)
    assert read.month in (1, 2, 11, 12), local
    return int(read.replace(tzinfo=timezone(timedelta(hours=1))).timestamp())


def delete_sms(library, account, options):
    if "message_id" in options.left:
        return library.made("smsmode_request_delete_message", account, options.need("message_id"))
    return library.made("smsmode_request_delete_most_recent", account, options.need("most_recent_to"))


def delete_sub_account(library, account, options):
    return library.made("smsmode_request_delete_sub_account", account, options.need("login"))


def transfer_credits(library, account, options):
    credits = whole(options.need("credits"))
    arguments = (options.need("login"), credits, options.take("transaction_reference", ""))
    return library.made("smsmode_request_transfer_credits", account, *arguments)


def whole(spelling):
    """A number as uint32_t, whatever its spelling."""
    try:
        number = Decimal(spelling)
    except InvalidOperation:
        number = Decimal(-1)
    if number < 0 or number != int(number):
        raise NotInC("credits that are no whole number")
    return int(number)


def add_contact(library, account, options):
    names = (options.need("last_name"), options.need("mobile"))
    contact = library.made("smsmode_contact_new", *names)
    options.set(contact, "first_name", "company", "note")
    for group in options.take("groups", []):
        library.call("smsmode_contact_add_group", contact, group)
    options.set_birth_date(contact)
    return library.made("smsmode_request_add_contact", account, contact)


def create_sub_account(library, account, options):
    names = (options.need("login"), options.need("password"))
    made = library.made("smsmode_sub_account_new", *names)
    if "transaction_reference" in options.left:
        options.left = {"reference": options.left.pop("transaction_reference"), **options.left}
    options.set(made, "reference", "last_name", "first_name", "company", "address", "city",
                "postal_code", "mobile", "phone", "fax", "email")
    options.set_birth_date(made)
    return library.made("smsmode_request_create_sub_account", account, made)


def create_api_key(library, account, options):
    return library.made("smsmode_request_create_api_key", account)


CALLS = {
    function.__name__: function
    for function in (send_sms, send_batch, send_voice, get_message_status, get_delivery_report,
                     get_balance, list_sent, list_replies, delete_sms, delete_sub_account,
                     transfer_credits, add_contact, create_sub_account, create_api_key)
}
