"""Values that must be refused before anything is sent."""

from tables.shapes import DESIGN
from tables.wire import KEY

SECTION_3 = "section 3"
CALLS = DESIGN + "2"
NUMBER = ["0639980011"]
SOON = {"now": 1795353900}


def bad(call, name, source, given, error, cause=None, details=None, account=KEY, note=None):
    out = {"name": name, "source": source}
    if note:
        out["note"] = note
    out |= {"call": call, "account": account, "input": given, "error": error}
    optional = {"cause": cause, "details": details}
    return out | {key: value for key, value in optional.items() if value is not None}


def sms(name, source, error, cause=None, details=None, account=KEY, note=None, **given):
    """A text message that is good but for what is given."""
    given = {"to": NUMBER, "text": "Bonjour", **given}
    given = {key: value for key, value in given.items() if value is not None}
    return bad("send_sms", name, source, given, error, cause, details, account, note)


def number(name, source, spelling, cause, details=None, note=None):
    return sms(name, source, "PhoneNumber", cause, {"position": 1, **(details or {})}, note=note, to=[spelling])


def printed() -> list[dict]:
    return [
        number("the number of section 12", "section 12", "336xyyzzaa", "NotADigit"),
        number("a number of the table of parameters", SECTION_3, "06xxxxxxx", "NotADigit"),
        number("an international one of the table", SECTION_3, "336xxxxxxx", "NotADigit"),
        number("the number 062312345 of section 16, a digit short", "section 16", "062312345", "NotNational",
               {"digits": 9}),
        bad("add_contact", "the number of section 8", "section 8",
            {"last_name": "Dupond", "first_name": "jacques", "mobile": "06XXXXXXXXXX",
             "groups": ["Groupe1", "Groupe2"]},
            "PhoneNumber", "NotADigit"),
        sms("the letter È, which the table prints and GSM 03.38 lacks", "section 3, caractères et encodage",
            "OutsideAlphabet", "OutsideAlphabet", text="PRÈS"),
        sms("the misprint ı of ¡", "section 3, caractères et encodage", "OutsideAlphabet", "OutsideAlphabet",
            text="ı"),
        sms("the misprint Û of ü", "section 3, caractères et encodage", "OutsideAlphabet", "OutsideAlphabet",
            text="Û"),
        sms("the typographic quotes of the table", "section 3, caractères et encodage", "OutsideAlphabet",
            "OutsideAlphabet", text="“‘"),
    ]


def texts() -> list[dict]:
    lost = [
        sms(f"the letter {letter} would arrive as a question mark", DESIGN + "5", "OutsideAlphabet",
            "OutsideAlphabet", text=f"a{letter}")
        for letter in "çêëâîïôûœŒÀÂÊÎÔÛ«»’…–—¤"
    ]
    return lost + [
        sms("an empty text", SECTION_3, "EmptyText", text=""),
        sms("a text of blanks", SECTION_3, "EmptyText", text=" \n"),
        sms("a Greek capital, which the table lacks", DESIGN + "5", "OutsideAlphabet", "OutsideAlphabet", text="Ω"),
        sms("an emoji in an ordinary message", DESIGN + "8", "OutsideAlphabet", "OutsideAlphabet", text="ok 🌳"),
        sms("an escape character is never text", DESIGN + "5", "OutsideAlphabet", "OutsideAlphabet", text="a\u001b"),
        sms("an escape character in Unicode", DESIGN + "5", "OutsideAlphabet", "OutsideAlphabet", text="a\u001b",
            unicode=True),
        sms("a text of 161 characters in one segment", CALLS, "TooManySegments", details={"needed": 2, "allowed": 1},
            text="a" * 161, max_segments=1),
        sms("a text of 307 characters in two segments", CALLS, "TooManySegments",
            details={"needed": 3, "allowed": 2}, text="a" * 307, max_segments=2),
        sms("a text of 460 characters in three segments", CALLS, "TooManySegments",
            details={"needed": 4, "allowed": 3}, text="a" * 460, max_segments=3),
        sms("a text of 766 characters in five segments", CALLS, "TooManySegments",
            details={"needed": 6, "allowed": 5}, text="a" * 766),
        sms("a text of 81 euros in one segment", SECTION_3, "TooManySegments", details={"needed": 2, "allowed": 1},
            text="€" * 81, max_segments=1),
        sms("a Unicode text of 71 units in one segment", "section 16", "TooManySegments",
            details={"needed": 2, "allowed": 1}, text="ê" * 71, unicode=True, max_segments=1),
        sms("a Unicode text of 36 emoji in one segment", "section 16", "TooManySegments",
            details={"needed": 2, "allowed": 1}, text="🌳" * 36, unicode=True, max_segments=1),
        sms("a Unicode text of 336 units in five segments", "section 16", "TooManySegments",
            details={"needed": 6, "allowed": 5}, text="ê" * 336, unicode=True),
        sms("no segment", CALLS, "SegmentLimit", "SegmentLimitError", {"segments": 0}, max_segments=0),
        sms("six segments", CALLS, "SegmentLimit", "SegmentLimitError", {"segments": 6}, max_segments=6),
    ]


def numbers() -> list[dict]:
    return [
        number("no number in a number", CALLS, "", "Empty"),
        number("blanks for a number", CALLS, " - ", "Empty"),
        number("a plus sign alone", CALLS, "+", "Empty"),
        number("a short code", CALLS, "36034", "TooShort", {"digits": 5}),
        number("sixteen digits", CALLS, "3363998001122334", "TooLong"),
        number("two numbers in one", CALLS, "0639980011,0639980012", "SeveralNumbers"),
        number("two numbers with a semicolon", CALLS, "0639980011;0639980012", "SeveralNumbers"),
        number("a national number of eleven digits", CALLS, "06399800111", "NotNational", {"digits": 11}),
        number("a zero kept after the country code", CALLS, "+330639980011", "ZeroAfterCountryCode"),
        number("a zero kept after the country code, without a plus sign", CALLS, "330639980011",
               "ZeroAfterCountryCode"),
        number("a letter O for a zero", CALLS, "O639980011", "NotADigit"),
        number("digits of another script", CALLS, "٠٦٣٩٩٨٠٠١١", "NotADigit"),
        sms("the second of two numbers", CALLS, "PhoneNumber", "NotADigit", {"position": 2},
            to=["0639980011", "0639x80012"]),
        sms("nobody", SECTION_3, "NoRecipient", to=[]),
        sms("neither numbers nor a group", SECTION_3, "NoRecipient", to=None),
        sms("numbers and a group", SECTION_3, "RecipientsAndGroup", group="Clients"),
        sms("301 people by GET", SECTION_3, "TooManyRecipientsForGet", details={"recipients": 301},
            account={**KEY, "method": "GET"}, to=[f"3363998{at:04}" for at in range(301)]),
        sms("a group without a name", SECTION_3, "ContactGroup", "Empty", to=None, group=" "),
        sms("a group with a comma", "section 8", "ContactGroup", "Character", to=None, group="a,b"),
        sms("a group that the charset lacks", CALLS, "OutsideCharset", to=None, group="Gdańsk",
            details={"byte": 3, "scalar": 3}),
    ]


def senders_and_references() -> list[dict]:
    return [
        sms("an empty sender", SECTION_3, "Sender", "Empty", sender=""),
        sms("a sender of twelve characters", SECTION_3, "Sender", "TooLong", {"length": 12}, sender="BOULANGERIES"),
        sms("a sender with an accent", SECTION_3, "Sender", "Character", {"position": 1}, sender="Éric"),
        sms("a sender with a blank", SECTION_3, "Sender", "Character", {"position": 3}, sender="La Poste"),
        sms("a sender with a dash", CALLS, "Sender", "Character", {"position": 2}, sender="B-B"),
        sms("a phone number for a sender", SECTION_3, "Sender", "NoLetter", sender="0639980011"),
        sms("a sender of digits, where other characters are allowed", SECTION_3, "Sender", "NoLetter",
            sender="+3363998", any_ascii_sender=True),
        sms("a sender with an accent, where other characters are allowed", SECTION_3, "Sender", "Character",
            {"position": 3}, sender="B&é", any_ascii_sender=True),
        sms("a sender of a message that can be answered", SECTION_3, "SenderWithReplies", sender="RDV",
            replies=True),
        sms("a Unicode message that can be answered", CALLS, "RepliesWithUnicode", unicode=True, replies=True),
        sms("an empty reference", CALLS, "ClientReference", "Empty", reference=""),
        sms("a reference of 41 characters", CALLS, "ClientReference", "TooLong", {"length": 41},
            reference="é" * 41),
        sms("a reference with a line end", CALLS, "ClientReference", "Control", reference="a\n"),
        sms("a reference that the charset lacks", CALLS, "OutsideCharset", reference="n° 1 – 2",
            details={"byte": 6, "scalar": 5}),
    ]


def dates_and_addresses() -> list[dict]:
    callback = "design: architecture.md part 4"
    return [
        sms("a day that does not exist", DESIGN + "4", "Date", "Impossible", at="2026-02-30T12:00", **SOON),
        sms("an hour that does not exist", DESIGN + "4", "Date", "Impossible", at="2026-12-24T25:00", **SOON),
        sms("a date in the past", DESIGN + "4", "Date", "Past", at="2026-11-22T14:24", **SOON),
        sms("this very minute is past", DESIGN + "4", "Date", "Past", at="2026-11-22T14:25", **SOON),
        sms("an instant in the past", DESIGN + "4", "Date", "Past", at=1795353900, **SOON),
        sms("an hour that the clocks repeat", DESIGN + "4", "Date", "Repeated", at="2027-10-31T02:30", **SOON),
        sms("an instant in the hour that the clocks repeat", DESIGN + "4", "Date", "Repeated", at=1824942600,
            **SOON),
        sms("an hour that the clocks skip", DESIGN + "4", "Date", "Skipped", at="2027-03-28T02:30", **SOON),
        sms("a callback address without a scheme", callback, "Url", "NotAbsolute",
            delivery_url="shop.example/sms"),
        sms("a callback address of another scheme", callback, "Url", "Scheme", reply_url="ftp://shop.example/"),
        sms("a callback address with a password", callback, "Url", "Credentials",
            delivery_url="https://jo:secret@shop.example/"),
    ]


def accounts() -> list[dict]:
    def balance(name, source, account, error, cause):
        return bad("get_balance", name, source, {}, error, cause, account=account)

    every = DESIGN + "1"
    return [
        balance("an empty key", every, {"api_key": ""}, "Secret", "Empty"),
        balance("a key with a line end", every, {"api_key": "Ab1CD2efg3Hi\n"}, "Secret", "Character"),
        balance("a key with an accent", every, {"api_key": "Ab1CD2éfg3Hi"}, "Secret", "Character"),
        balance("an empty password", every, {"login": "boutique", "password": ""}, "Secret", "Empty"),
        balance("a password with a line end", every, {"login": "boutique", "password": "a\n"}, "Secret",
                "Character"),
        balance("a password that the charset lacks", every, {"login": "boutique", "password": "a🌳"},
                "OutsideCharset", None),
        balance("an empty login", every, {"login": "", "password": "a"}, "Login", "Empty"),
        balance("plain HTTP to another machine", every, {**KEY, "base_url": "http://api.smsmode.com"}, "Url",
                "PlainHttp"),
        balance("a base address without a scheme", every, {**KEY, "base_url": "api.smsmode.com"}, "Url",
                "NotAbsolute"),
        balance("a base address with a query", every, {**KEY, "base_url": "https://api.smsmode.com/?a"}, "Url",
                "Query"),
        balance("a base address with a password", every, {**KEY, "base_url": "https://a:b@api.smsmode.com"},
                "Url", "Credentials"),
    ]


def batches() -> list[dict]:
    row = {"to": "0639980011", "text": "Bonjour"}

    def batch(name, error, cause=None, details=None, account=KEY, **given):
        account = {"boundary": "smsmode-vector", **account}
        given = {"rows": [row], **given}
        return bad("send_batch", name, "section 17", given, error, cause, details, account)

    return [
        batch("no row", "EmptyBatch", rows=[]),
        batch("a batch by GET", "BatchByGet", account={**KEY, "method": "GET"}),
        batch("a row that can be answered has no sender", "SenderWithReplies", rows=[{**row, "sender": "RDV"}],
              replies=True),
        batch("a batch that can be answered has no sender", "SenderWithReplies", sender="RDV", replies=True),
        batch("no Unicode in a batch", "OutsideAlphabet", "OutsideAlphabet", rows=[{**row, "text": "forêt"}]),
        batch("a row of two segments where one is allowed", "TooManySegments", None, {"needed": 2, "allowed": 1},
              rows=[row, {**row, "text": "a" * 161}], max_segments=1),
        batch("a boundary within a text", "Boundary", rows=[{**row, "text": "un smsmode-vector deux"}]),
        batch("a boundary with a blank", "Boundary", account={**KEY, "boundary": "a b"}),
        batch("an empty boundary", "Boundary", account={**KEY, "boundary": ""}),
        batch("a row without a number", "PhoneNumber", "Empty", rows=[{**row, "to": ""}]),
        batch("a reference of a row that the charset lacks", "OutsideCharset",
              details={"byte": 0, "scalar": 0}, rows=[{**row, "reference": "–"}]),
    ]


def voices() -> list[dict]:
    def voice(name, error, details=None, **given):
        return bad("send_voice", name, "section 15", {"to": NUMBER, "text": "Bonjour", **given}, error,
                   details=details)

    return [
        voice("an empty voice message", "EmptyText", text=" "),
        voice("161 characters", "VoiceTextTooLong", {"characters": 161, "allowed": 160}, text="é" * 161),
        voice("a character that the charset lacks", "OutsideCharset", {"byte": 3, "scalar": 3}, text="ok 🌳"),
        voice("an empty title", "EmptyField", title=" "),
        voice("a title that the charset lacks", "OutsideCharset", {"byte": 0, "scalar": 0}, title="–"),
        voice("nobody to call", "NoRecipient", to=[]),
    ]


def others() -> list[dict]:
    first, last = "2014-01-01T00:00", "2014-02-01T00:00"
    transfer = {"login": "bbbb", "credits": "12"}
    account = {"login": "bbbbb", "password": "yyyyyy"}
    contact = {"last_name": "Dupond", "mobile": "0639980011"}
    replies = "section 14"
    return [
        bad("get_delivery_report", "an empty message id", DESIGN + "1", {"message_id": ""}, "Id", "IdError"),
        bad("get_message_status", "a description for a message id", DESIGN + "8", {"message_id": "Accepté"}, "Id",
            "IdError"),
        bad("delete_sms", "a message id with a blank", DESIGN + "1", {"message_id": "a b"}, "Id", "IdError"),
        bad("delete_sms", "a number that is none", CALLS, {"most_recent_to": "36034"}, "PhoneNumber", "TooShort"),
        bad("list_sent", "a page of nothing", CALLS, {"page_size": 0}, "PageSize",
            details={"asked": 0, "allowed": 10000}),
        bad("list_sent", "a page of more than 10,000", CALLS, {"page_size": 10001}, "PageSize",
            details={"asked": 10001, "allowed": 10000}),
        bad("list_replies", "a page and a period", replies, {"first": 0, "from": first, "to": last}, "PageAndPeriod"),
        bad("list_replies", "a size and a period", replies, {"page_size": 9, "from": first, "to": last},
            "PageAndPeriod"),
        bad("list_replies", "a period without an end", replies, {"from": first}, "Date", "HalfPeriod"),
        bad("list_replies", "a period without a start", replies, {"to": last}, "Date", "HalfPeriod"),
        bad("list_replies", "a period that ends before it starts", CALLS, {"from": last, "to": first}, "Date",
            "EndBeforeStart"),
        bad("transfer_credits", "half a credit", "section 7", {**transfer, "credits": "1.5"}, "Credits", "NotWhole"),
        bad("transfer_credits", "no credit", CALLS, {**transfer, "credits": "0"}, "Credits", "Zero"),
        bad("transfer_credits", "credits taken away", CALLS, {**transfer, "credits": "-3"}, "Credits", "OutOfRange"),
        bad("transfer_credits", "letters for credits", CALLS, {**transfer, "credits": "douze"}, "Credits",
            "NotANumber"),
        bad("transfer_credits", "an account without a name", CALLS, {**transfer, "login": ""}, "Login", "Empty"),
        bad("create_sub_account", "a login of 51 characters", "section 6", {**account, "login": "é" * 51}, "Login",
            "TooLong", {"length": 51}),
        bad("create_sub_account", "a login with a line end", CALLS, {**account, "login": "a\n"}, "Login", "Control"),
        bad("create_sub_account", "an empty password", "section 6", {**account, "password": ""}, "Secret", "Empty"),
        bad("create_sub_account", "a name that the charset lacks", CALLS, {**account, "last_name": "Łukasz"},
            "OutsideCharset", details={"byte": 0, "scalar": 0}),
        bad("create_sub_account", "a birthday that does not exist", CALLS, {**account, "birth_date": "1981-02-29"},
            "Date", "Impossible"),
        bad("delete_sub_account", "a login that the charset lacks", CALLS, {"login": "aŁ"}, "OutsideCharset",
            details={"byte": 1, "scalar": 1}),
        bad("add_contact", "a contact without a name", "section 8", {**contact, "last_name": " "}, "EmptyField"),
        bad("add_contact", "a name that the charset lacks", CALLS, {**contact, "first_name": "Łukasz"},
            "OutsideCharset", details={"byte": 0, "scalar": 0}),
        bad("add_contact", "a group with a comma", "section 8", {**contact, "groups": ["a,b"]}, "ContactGroup",
            "Character"),
    ]


FILE = {
    "vectors": printed() + texts() + numbers() + senders_and_references() + dates_and_addresses() + accounts()
    + batches() + voices() + others(),
}
