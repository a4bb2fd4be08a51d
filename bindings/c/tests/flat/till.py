"""A till in Windows-1252: each scenario is a function, and the argument says which one is run."""

import ctypes
import sys

from library import (
    CONSTANTS, ID_SIZE, LIBRARY, UNTOUCHED, Balance, Plan, Send, Status, check, check_status, room,
    settings,
)

TO = b"06 39 98 00 11"
TEXT = "Prêt : 12 €, à tout à l'été".encode("windows-1252")


def sends():
    """Sends three messages in the ways of which the test looks at the sandbox."""
    smart = settings(mode="smart", sender="BOULANGER", reference="caf\xe9 %3B 5 %25")
    first = Send(smart, TO + b", 0639980022", TEXT)
    check_status(first, "OK")
    check(first.outcome == 0 and first.words == b"", first.words)
    check(0 < len(first.id) < ID_SIZE and first.id.isalnum(), first.id)

    counted = Send(settings(), TO, b"Bonjour, et rien de plus", 7)
    check_status(counted, "OK")
    utf8 = Send(settings(encoding="utf-8", mode="unicode"), TO, "Prêt 😀".encode())
    check_status(utf8, "OK")
    print(first.id.decode(), counted.id.decode(), utf8.id.decode())


def refuses_before_sending():
    """Nothing of this reaches the sandbox."""
    small = Send(settings(), TO, TEXT, id_size=ID_SIZE - 1)
    check_status(small, "BUFFER_TOO_SMALL")
    check(small.id_room.raw == b"#" * (ID_SIZE - 1), "the buffer was written")
    check_status(Send(settings(), TO, TEXT, id_size=0), "NULL_ARGUMENT")
    check_status(Send(settings(), TO, None), "NULL_ARGUMENT")
    check_status(Send(settings(), None, TEXT), "NULL_ARGUMENT")
    check_status(Send(None, TO, TEXT), "NULL_ARGUMENT")
    check_status(Send(settings(), TO, TEXT, -2), "BAD_LENGTH")
    check_status(Send(settings(), b" ", TEXT), "NO_RECIPIENT")
    check_status(Send(settings(), TO + b",12", TEXT), "PHONE_NUMBER")
    check_status(Send(settings(), TO, b""), "EMPTY_TEXT")
    check_status(Send(settings(encoding="utf-8"), TO, b"\xe9"), "NOT_UTF8")
    outside = Send(settings(), TO, TEXT)
    check_status(outside, "OUTSIDE_ALPHABET")
    not_sent = CONSTANTS["OUTCOME_NOT_SENT"]
    check(outside.outcome == small.outcome == not_sent, outside.outcome)
    nobody_is_told = LIBRARY.smsmode_simple_send(settings(), TO, b"a", -1, room(65), 65, None, None, 0)
    check(nobody_is_told == CONSTANTS["NULL_ARGUMENT"], nobody_is_told)
    check_status(Send(settings(), TO, b"a", id_size=-1), "BAD_LENGTH")
    check_status(Send(settings(), TO, b"a", error_size=-1), "BAD_LENGTH")


def speaks_the_language_of_the_settings():
    french = Send(settings(language="fr"), TO, TEXT)
    check("ê" in french.words.decode("windows-1252"), french.words)
    check("ne contient pas" in french.words.decode("windows-1252"), french.words)
    named = Send(settings(encoding="utf-8", language="fr"), TO, "ê".encode())
    check("« ê »" in named.words.decode(), named.words)
    english = Send(settings(), TO, TEXT)
    check("cannot hold".encode() in english.words, english.words)
    utf8, face = settings(encoding="utf-8"), "😀".encode()
    whole = Plan(utf8, face).words
    for size in range(1, len(whole) + 2):
        words = Plan(utf8, face, error_size=size).words
        check(whole.startswith(words) and size - len(words) <= 4, size, words)
        words.decode()  # it is cut between two characters
    check(words == whole, words)
    one = Plan(settings(), b"", error_size=1)
    check(one.error_room.raw == b"\0", one.error_room.raw)
    check_status(Plan(settings(), b"", error_size=0), "EMPTY_TEXT")


def reads_settings_strictly():
    def of(text, name="SETTINGS_STRING"):
        plan = Plan(text, b"a")
        check_status(plan, name)
        return plan.words

    check(b"colour" in of(b"colour=red") and b"red" not in of(b"colour=red"))
    check(b"Ab1CD2efg3Hi" not in of(b"Ab1CD2efg3Hi"), "a key without a name is shown")
    check(b"fg3Hi" not in of(b"key=Ab1CD2e;fg3Hi=1"), "the end of a key is shown")
    check(b"part 2" in of(b"mode=smart;fg3Hi"), of(b"mode=smart;fg3Hi"))
    check(b"mode comes twice" in of(b"mode=smart;mode=exact"))
    check(b"%3B" in of(b"reference=100 %"))
    check(b"exact, smart, unicode" in of(b"mode=fast") and b"fast" not in of(b"mode=fast"))
    check(b"timeout_ms" in of(b"timeout_ms=soon"))
    check("n'est pas un nom".encode() in of(b"language=fr;colour=red"))
    for name, value in [("encoding", "utf-16"), ("language", "de"), ("replies", "yes")]:
        check(name.encode() in of(f"{name}={value}".encode()))
    of(b"key=", "SECRET")
    of(b"base_url=nowhere", "URL")
    of(b"sender=\xe9;encoding=windows-1252", "SENDER")
    of(b"max_segments=6", "SEGMENT_LIMIT")
    of(b"ca_file=/nowhere/ca.pem", "FILE")
    of(b"; mode=smart ;", "SETTINGS_STRING")
    of(b";; mode=smart;;", "OK")
    for credentials in [b"mode=exact", b"login=a", b"key=Ab1CD2efg3Hi;login=a;password=b"]:
        check_status(Balance(credentials), "SETTINGS_STRING")


def plans_without_a_key():
    smart = b"mode=smart;encoding=windows-1252"
    plan = Plan(smart, TEXT)
    check_status(plan, "OK")
    check(plan.text == TEXT.replace("ê".encode("windows-1252"), b"e"), plan.text)
    check((plan.segments, plan.alphabet) == (1, CONSTANTS["ALPHABET_GSM7"]), plan.segments)
    check(plan.free_units == 160 - len(TEXT) - 1, plan.free_units)
    long = Plan(b"opt_out=always;mode=unicode", b"a" * 70)
    check((long.segments, long.alphabet) == (2, CONSTANTS["ALPHABET_UCS2"]), long.segments)
    check_status(Plan(b"", TEXT[:1] + b"a" * 160, 3), "OK")
    check_status(Plan(b"max_segments=1", b"a" * 161), "TOO_MANY_SEGMENTS")
    check_status(Plan(b"", b"a" * 766), "TOO_MANY_SEGMENTS")
    small = Plan(b"", b"abc", text_size=3)
    check_status(small, "BUFFER_TOO_SMALL")
    check(small.segments == UNTOUCHED and small.text_room.raw == b"###", small.text_room.raw)
    check(Plan(b"", b"abc", text_size=4).text == b"abc")
    check_status(Plan(b"", b"abc", text_size=0), "OK")


def is_refused():
    refused = Send(settings(language="fr"), TO, b"Bonjour")
    check_status(refused, "REFUSED_NOT_ENOUGH_CREDIT")
    check(refused.outcome == CONSTANTS["OUTCOME_REFUSED"], refused.outcome)
    check("crédit" in refused.words.decode("windows-1252"), refused.words)


def hears_nothing():
    """The service took the message and says nothing: nobody knows."""
    silent = Send(settings(timeout_ms=1000), TO, b"Bonjour")
    check_status(silent, "TIMEOUT")
    check(silent.outcome == CONSTANTS["OUTCOME_UNKNOWN"], silent.outcome)


def reaches_nobody():
    nobody = settings(base_url="http://127.0.0.1:9", connect_timeout_ms=300)
    unreachable = Send(nobody, TO, b"Bonjour")
    check_status(unreachable, "UNREACHABLE")
    check(unreachable.outcome == CONSTANTS["OUTCOME_NOT_SENT"], unreachable.outcome)


def loses_an_identifier():
    lost = Send(settings(), TO, b"Bonjour")
    check_status(lost, "OK")
    check(lost.id == b"" and lost.outcome == 0, lost.id)


def follows_to_the_end():
    sent = Send(settings(language="fr"), TO, b"Bonjour")
    check_status(sent, "OK")
    status = Status(settings(language="fr"), sent.id)
    while not status.is_final:
        check_status(status, "OK")
        status = Status(settings(language="fr"), sent.id)
    check(status.delivery == CONSTANTS["DELIVERY_DELIVERED"] and status.number == 11, status.number)
    check("Reçu" in status.words_room.value.decode("windows-1252"), status.words_room.value)
    check_status(Status(settings(), sent.id, words_size=0), "OK")
    small = Status(settings(), sent.id, words_size=2)
    check_status(small, "BUFFER_TOO_SMALL")
    check(small.number == UNTOUCHED, small.number)
    check_status(Status(settings(), b"Unknown1"), "REFUSED_UNKNOWN_MESSAGE")
    check_status(Status(settings(), b"no id"), "ID")
    check_status(Status(settings(), None), "NULL_ARGUMENT")


def asks_for_the_balance():
    balance = Balance(settings())
    check_status(balance, "OK")
    print(balance.credits_room.value.decode())
    check_status(Balance(settings(), size=2), "BUFFER_TOO_SMALL")
    check_status(Balance(settings(key="WrongKey1")), "REFUSED_AUTHENTICATION")


def knows_the_version():
    version = room(20)
    check(LIBRARY.smsmode_simple_version(version, 20) == 0)
    LIBRARY.smsmode_version.restype = ctypes.c_char_p
    check(version.value == LIBRARY.smsmode_version(), version.value)
    for buffer, size, name in [(version, 2, "BUFFER_TOO_SMALL"), (None, 0, "NULL_ARGUMENT")]:
        check(LIBRARY.smsmode_simple_version(buffer, size) == CONSTANTS[name], name)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
