"""Half of a character, or bytes, wherever the package takes a text; and dates without a zone."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import AsyncClient, CallbackSigner, Client, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"
HALF = "a\ud800"
PREPARE = Client(KEY).prepare
SIGNER = CallbackSigner(b"0123456789abcdef")
NAIVE = datetime(2035, 1, 1, 12)  # noqa: DTZ001

# What each call needs, and what it takes that is no text.
CALLS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "send": ({"to": TO, "text": "a"}, {"replies", "at", "max_segments"}),
    "send_batch": ({"messages": [(TO, "a")]}, {"messages", "replies", "at", "max_segments"}),
    "send_voice": ({"to": TO, "text": "a"}, {"at", "unlimited"}),
    "status": ({"message_id": "S1"}, set()),
    "report": ({"message_id": "S1"}, set()),
    "list_sent": ({}, {"first", "page_size"}),
    "list_replies": ({}, {"first", "page_size", "since", "until"}),
    "delete": ({"message_id": "S1"}, set()),
    "delete_most_recent": ({"to": TO}, set()),
    "balance": ({}, set()),
    "transfer_credits": ({"to": "a", "credits": 1}, {"credits"}),
    "create_sub_account": ({"login": "a", "password": "b"}, {"birth_date"}),
    "delete_sub_account": ({"login": "a"}, set()),
    "add_contact": ({"last_name": "a", "mobile": TO}, {"birth_date"}),
    "create_api_key": ({}, set()),
}
OPTIONS = {
    *("api_key", "login", "password", "base_url", "profile", "proxy", "ca_file", "allowed_recipients"),
    *("method", "batch_credential", "batch_boundary"),
}
NO_TEXTS = {
    *("timeout", "connect_timeout", "max_idle_age", "allow_plain_http", "segments_per_call"),
    *("segments_per_day", "retry_costly_calls"),
}


def called(name: str, given: dict[str, Any]) -> object:
    method = getattr(PREPARE, name)
    first = [given.pop("message_id")] if "message_id" in given else []
    return method(*first, **given)


def test_every_argument_of_every_call_is_a_text_or_known_to_be_none() -> None:
    methods = {name for name in dir(PREPARE) if not name.startswith("_")}
    assert methods == set(CALLS)
    for name, (needed, no_texts) in CALLS.items():
        called(name, dict(needed))
        assert no_texts <= set(inspect.signature(getattr(PREPARE, name)).parameters)
    assert set(inspect.signature(Client).parameters) == OPTIONS | NO_TEXTS


def texts() -> list[Any]:
    found = []
    for name, (_, no_texts) in CALLS.items():
        parameters = inspect.signature(getattr(PREPARE, name)).parameters
        found += [
            pytest.param(name, text, id=f"{name}({text})") for text in parameters if text not in no_texts
        ]
    assert len(found) > 40
    return found


@pytest.mark.parametrize(("name", "text"), texts())
def test_half_of_a_character_is_invalid_input_and_bytes_are_a_type_error(name: str, text: str) -> None:
    given = {**CALLS[name][0]}
    if text == "group":
        del given["to"]
    with pytest.raises(InvalidInputError, match="surrogate"):
        called(name, {**given, text: HALF})
    with pytest.raises(TypeError):
        called(name, {**given, text: b"a"})
    if text in {"to", "groups"} and name in {"send", "send_voice", "add_contact"}:
        with pytest.raises(InvalidInputError, match="surrogate"):
            called(name, {**given, text: [TO, HALF]})
        with pytest.raises(TypeError):
            called(name, {**given, text: [TO, b"0639980012"]})


@pytest.mark.parametrize("made", [Client, AsyncClient])
@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_no_option_of_a_client_is_half_of_a_character_or_bytes(
    made: Callable[..., object], option: str
) -> None:
    given: dict[str, Any] = {"api_key": KEY}
    if option in {"login", "password"}:
        given = {"login": "a", "password": "b"}
    with pytest.raises(InvalidInputError):
        made(**{**given, option: HALF})
    if option != "ca_file":  # A path may be bytes.
        with pytest.raises(TypeError):
            made(**{**given, option: b"a"})


def given_as(use: Callable[..., object], argument: str, *before: Any) -> object:
    *first, text = before
    return use(*first, **{argument: text})


OTHERS: dict[str, Callable[[Any], object]] = {
    "analyse": smsmode.analyse,
    "analyse_many": lambda text: smsmode.analyse_many([text]),
    "analyse_columns": lambda text: smsmode.analyse_columns([text]),
    "plan": smsmode.plan,
    **{
        f"plan({word})": partial(given_as, smsmode.plan, word, "a")
        for word in ("mode", "level", "when", "opt_out", "channel")
    },
    "segments": smsmode.segments,
    "segments(alphabet)": lambda text: smsmode.segments("a", alphabet=text),
    "truncate": lambda text: smsmode.truncate(text, 1),
    "truncate(alphabet)": lambda text: smsmode.truncate("a", 1, alphabet=text),
    "smart": smsmode.smart,
    "smart(level)": lambda text: smsmode.smart("a", level=text),
    "smart(when)": lambda text: smsmode.smart("a", when=text),
    "batch: to": lambda text: PREPARE.send_batch(messages=[(text, "a")]),
    "batch: text": lambda text: PREPARE.send_batch(messages=[(TO, text)]),
    **{
        f"BatchMessage({field})": partial(given_as, smsmode.BatchMessage(TO, "a").__replace__, field)
        for field in ("to", "text", "sender", "reference")
    },
    "sign(base)": lambda text: SIGNER.sign(text, kind="reply", reference="r"),
    "sign(kind)": lambda text: SIGNER.sign("https://shop.example", kind=text, reference="r"),
    "sign(reference)": lambda text: SIGNER.sign("https://shop.example", kind="reply", reference=text),
    "sign_account_replies": SIGNER.sign_account_replies,
    "verify": SIGNER.verify,
    "sandbox(api_key)": lambda text: smsmode.sandbox(api_key=text),
    "describe": smsmode.MessageStatus.SENT.describe,
    "Accepted": lambda text: smsmode.Accepted(text, provisional=False, description=text),
    "DeliveryReceipt": lambda text: smsmode.DeliveryReceipt(
        "S", smsmode.MessageStatus.SENT, None, None, None, None, None, None, None, (("x", text),)
    ),
}


@pytest.mark.parametrize("use", [pytest.param(use, id=name) for name, use in OTHERS.items()])
def test_no_other_text_is_half_of_a_character_or_bytes(use: Callable[[Any], object]) -> None:
    with pytest.raises(InvalidInputError):
        use(HALF)
    with pytest.raises(TypeError):
        use(b"a")


@pytest.mark.parametrize("read", [smsmode.parse_delivery_receipt, smsmode.parse_reply])
def test_a_query_may_be_bytes_and_not_half_of_a_character(read: Callable[[Any], object]) -> None:
    with pytest.raises(InvalidInputError, match="surrogate"):
        read(HALF)
    with pytest.raises(smsmode.CallbackError):
        read(b"a")


def test_an_answer_is_read_whatever_its_headers_hold() -> None:
    call = PREPARE.send(to=TO, text="a")
    for headers in ({"Content-Type": HALF}, {HALF: "a"}, {"Retry-After": HALF}):
        assert call.parse(200, headers, b"0 | ok | S1").message_id == "S1"
    for wrong in ({"ending": HALF}, {"ending": "cot"}):
        with pytest.raises(ValueError, match=r"surrogate|one of"):
            call.parse(200, {}, b"0 | ok | S1", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("message", [TO, (TO,), (TO, "a", "b"), [TO, "a"], None, {"to": TO, "text": "a"}])
def test_a_message_of_a_batch_is_a_pair_or_a_message(message: Any) -> None:
    with pytest.raises(TypeError, match="BatchMessage"):
        PREPARE.send_batch(messages=[(TO, "a"), message])


DATES: dict[str, Callable[[Any], object]] = {
    "send": lambda at: PREPARE.send(to=TO, text="a", at=at),
    "send_batch": lambda at: PREPARE.send_batch(messages=[(TO, "a")], at=at),
    "send_voice": lambda at: PREPARE.send_voice(to=TO, text="a", at=at),
    "since": lambda at: PREPARE.list_replies(since=at, until=smsmode.paris(2027, 1, 1)),
    "until": lambda at: PREPARE.list_replies(since=smsmode.paris(2027, 1, 1), until=at),
    "sign": lambda at: SIGNER.sign("https://shop.example", kind="reply", reference="r", sent_at=at),
    "verify": lambda at: SIGNER.verify("/", now=at),
}


@pytest.mark.parametrize("use", [pytest.param(use, id=name) for name, use in DATES.items()])
@pytest.mark.parametrize("moment", [NAIVE, date(2035, 1, 1), "2035-01-01", 2_051_222_400, 2.0])
def test_an_instant_is_an_aware_datetime(use: Callable[[Any], object], moment: Any) -> None:
    with pytest.raises(TypeError, match="tzinfo" if moment is NAIVE else "aware datetime"):
        use(moment)


@pytest.mark.parametrize("day", [NAIVE, "1980-03-05", 0])
def test_a_birthday_is_a_date(day: Any) -> None:
    with pytest.raises(TypeError):
        PREPARE.add_contact(last_name="a", mobile=TO, birth_date=day)
