"""What cannot be sent: the right exception, and nothing arrives."""

from __future__ import annotations

import asyncio
import itertools
import signal
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from smsmode import (
    AsyncClient,
    Client,
    InvalidInputError,
    analyse,
    analyse_columns,
    analyse_many,
    paris,
    plan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"


@pytest.fixture(autouse=True)
def _nothing_arrives(sandbox: Sandbox) -> Iterator[None]:
    yield
    assert sandbox.messages() == []


@pytest.mark.parametrize(
    "given",
    [
        {"text": ""},
        {"text": "a\ud800"},
        {"text": "Ça va 😀"},
        {"text": "a" * 2000},
        {"to": []},
        {"to": "12"},
        {"to": ["0639980011", "x"]},
        {"group": "Paris"},
        {"sender": "0639980011"},
        {"sender": "A", "replies": True},
        {"mode": "clever"},
        {"mode": "unicode", "replies": True},
        {"opt_out": "never"},
        {"max_segments": 6},
        {"max_segments": 2**40},
        {"max_segments": -1},
        {"reference": "r" * 41},
        {"delivery_url": "shop.example"},
        {"at": datetime.now(timezone.utc) - timedelta(days=1)},
        {"at": paris(2020, 1, 1)},
    ],
)
def test_a_value_that_cannot_be_sent_is_invalid_input(client: Client, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        client.send(**{"to": TO, "text": "Bonjour", **given})
    assert caught.value.outcome == "not_sent"
    assert not caught.value.retry


@pytest.mark.parametrize(
    "given",
    [
        {"text": b"Bonjour"},
        {"text": None},
        {"to": 33639980011},
        {"to": [33639980011]},
        {"at": datetime(2030, 1, 1, 12)},  # noqa: DTZ001
        {"at": 1_900_000_000},
        {"at": date(2030, 1, 1)},
        {"max_segments": 1.5},
        {"replies": "yes"},
        {"unknown": 1},
    ],
)
def test_a_value_of_another_kind_is_a_type_error(client: Client, given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        client.send(**{"to": TO, "text": "Bonjour", **given})


def test_a_naive_datetime_is_refused_with_the_way_to_say_it(client: Client) -> None:
    with pytest.raises(TypeError, match=r"smsmode\.paris"):
        client.send(to=TO, text="Bonjour", at=datetime(2030, 1, 1, 12))  # noqa: DTZ001


@pytest.mark.parametrize("credits", [1.0, True, "10"])
def test_credits_are_no_float(client: Client, credits: Any) -> None:
    with pytest.raises(TypeError, match="Decimal"):
        client.transfer_credits(to="shop", credits=credits)


@pytest.mark.parametrize("credits", [0, -1, Decimal("1.5"), 2**40])
def test_only_whole_credits_are_transferred(client: Client, credits: int | Decimal) -> None:
    with pytest.raises(InvalidInputError):
        client.transfer_credits(to="shop", credits=credits)


def breaking(*first: Any) -> Iterator[Any]:
    yield from first
    message = "the database is away"
    raise LookupError(message)


@pytest.mark.parametrize("later", [False, True])
def test_a_generator_that_raises_ends_the_call_with_what_it_raised(sandbox: Sandbox, later: bool) -> None:
    async def send_later() -> None:
        async with AsyncClient(KEY, base_url=sandbox.base_url) as client:
            await client.send(to=breaking(TO), text="Bonjour")

    with Client(KEY, base_url=sandbox.base_url) as client, pytest.raises(LookupError, match="away"):
        asyncio.run(send_later()) if later else client.send(to=breaking(TO), text="Bonjour")


def test_no_other_iterable_that_raises_is_taken_for_its_beginning(client: Client, sandbox: Sandbox) -> None:
    for use in (
        lambda: client.send_batch(messages=breaking((TO, "Bonjour"))),
        lambda: client.send_voice(to=breaking(TO), text="Bonjour"),
        lambda: client.add_contact(last_name="Dupond", mobile=TO, groups=breaking("Paris")),
        lambda: Client(KEY, base_url=sandbox.base_url, allowed_recipients=breaking(TO)),
        lambda: analyse_many(breaking("a")),
        lambda: analyse_columns(breaking("a")),
    ):
        with pytest.raises(LookupError, match="away"):
            use()
    assert sandbox.journal() == []


LIMITS = [{"segments_per_call": 1000}, {"segments_per_day": 5}, {"allowed_recipients": TO}]


# The service sets voice messages no limit by GET.
@pytest.mark.parametrize(
    ("call", "options"),
    [(call, options) for call in ("send", "send_voice") for options in LIMITS]
    + [("send", {"method": "GET"})],
)
def test_ten_million_numbers_are_read_no_further_than_they_may_be_sent_to(
    sandbox: Sandbox, call: str, options: Any
) -> None:
    read = 0

    def numbers() -> Iterator[str]:
        nonlocal read
        for read in range(10_000_000):
            yield f"06{read:08}"

    with Client(KEY, base_url=sandbox.base_url, **options) as client:
        with pytest.raises(InvalidInputError, match=r"300|segments|allowed"):
            getattr(client, call)(to=numbers(), text="Bonjour")
        assert read < 3000


def test_numbers_without_end_are_left_by_a_signal(client: Client) -> None:
    # A timer of the system, as Ctrl-C is: another thread of Python would wait for this one.
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt):
            client.send(to=itertools.repeat(TO), text="Bonjour")
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_million_numbers_take_little_memory(sandbox: Sandbox) -> None:
    program = """
import resource, smsmode, sys
client = smsmode.Client("a-key-of-nobody", base_url=sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
call = client.prepare.send(to=(f"06{n:08}" for n in range(1_000_000)), text="Bonjour")
print(len(call.body), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    command = [sys.executable, "-c", program, sandbox.base_url]
    done = subprocess.run(command, check=True, text=True, capture_output=True)
    length, kilobytes = map(int, done.stdout.split())
    assert length > 12_000_000
    assert kilobytes < 150_000


def test_a_closed_client_sends_nothing(client: Client) -> None:
    pages = client.sent_messages()
    client.close()
    client.close()
    assert client.closed
    with pytest.raises(InvalidInputError, match="closed"):
        client.send(to=TO, text="Bonjour")
    with pytest.raises(InvalidInputError, match="closed"):
        next(pages)


def test_there_is_no_such_day_in_paris() -> None:
    with pytest.raises(InvalidInputError):
        paris(2027, 2, 30)


def test_limits_of_the_client_hold(sandbox: Sandbox) -> None:
    with (
        Client(KEY, base_url=sandbox.base_url, allowed_recipients=["0639980099"]) as client,
        pytest.raises(InvalidInputError),
    ):
        client.send(to=TO, text="Bonjour")
    with (
        Client(KEY, base_url=sandbox.base_url, segments_per_call=1) as client,
        pytest.raises(InvalidInputError),
    ):
        client.send(to=TO, text="a" * 161)


@pytest.mark.parametrize("function", [analyse, plan])
def test_the_text_engine_takes_texts_only(function: Any) -> None:
    with pytest.raises(TypeError):
        function(b"Bonjour")
    with pytest.raises(InvalidInputError, match="surrogate"):
        function("a\udfff")


@pytest.mark.parametrize("function", [analyse_many, analyse_columns])
def test_one_text_that_is_none_ends_the_analysis_of_many(function: Any) -> None:
    with pytest.raises(TypeError):
        function(["a", 1])
    with pytest.raises(InvalidInputError, match="surrogate"):
        function(["a", "a\udfff"])
