"""What the sandbox lets a test see and do besides messages, and what it is started with."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from datetime import datetime, timezone
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import smsmode
from smsmode import (
    Client,
    Fault,
    InsufficientCreditError,
    InvalidInputError,
    MessageStatus,
    OutcomeUnknownError,
    Sandbox,
    SmsmodeError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TO = "0639980011"
OTHER = "0639980012"
PATIENCE = 20.0


@pytest.fixture
def running() -> Iterator[Sandbox]:
    with smsmode.sandbox(delivery_delay=0.001) as running:
        yield running


@pytest.fixture
def client(running: Sandbox) -> Iterator[Client]:
    with running.client() as client:
        yield client


@pytest.fixture
def server() -> Iterator[str]:
    """A server that is called, and takes everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", "5")
            self.end_headers()
            self.wfile.write(b"taken")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sms"
        server.shutdown()
        thread.join()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end


def test_the_inbox_is_a_page(running: Sandbox) -> None:
    assert running.inbox_url == running.base_url + "/"
    with urlopen(running.inbox_url) as answer:
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_message_tells_its_place_and_its_segments(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="a" * 160 + "€b")
    client.send(to=TO, text="😀", mode="unicode")
    [first, second] = running.messages
    assert (first.sequence, first.alphabet, first.segment_ends) == (1, "gsm7", (153, 162))
    assert (second.sequence, second.alphabet, second.segment_ends) == (2, "unicode", (1,))


def test_a_blind_second_send_is_seen(running: Sandbox, client: Client) -> None:
    first = client.send(to=TO, text="Bonjour", reference="order-12")
    client.send(to=TO, text="Bonjour", reference="order-13")
    assert not running.duplicates
    with running.faults(Fault.cut_answer(0)), pytest.raises(OutcomeUnknownError):
        client.send(to=TO, text="Bonjour", reference="order-12")
    duplicates = running.duplicates
    [twice] = duplicates.found
    assert duplicates
    assert not duplicates.incomplete
    assert (twice.recipient, twice.text, twice.reference) == ("33639980011", "Bonjour", "order-12")
    assert (twice.times, twice.message_ids[0]) == (2, first.message_id)


def test_a_second_send_under_another_reference_is_seen_by_its_text(running: Sandbox, client: Client) -> None:
    sent = [client.send(to=TO, text="Bonjour", reference=f"order-12/{attempt}") for attempt in (1, 2)]
    assert not running.duplicates
    [twice] = running.duplicates_by_text.found
    assert (twice.recipient, twice.text, twice.reference) == ("33639980011", "Bonjour", None)
    assert twice.message_ids == tuple(one.message_id for one in sent)


def test_duplicates_that_may_be_forgotten_are_not_false() -> None:
    assert smsmode.SandboxDuplicates((), True)  # noqa: FBT003


def test_the_journal_tells_what_came_and_how_it_was_read(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Ça va ?")
    with running.faults(Fault.refuse(33, call="balance")), pytest.raises(InsufficientCreditError):
        client.balance()
    [send, balance] = running.journal
    assert (send.number, send.call, send.fault) == (1, "send", None)
    assert send.request_line.startswith("POST /http/1.6/sendSMS.do ")
    assert send.body_bytes == len(send.body_text)
    assert running.api_key in send.body_text
    read = {parameter.name: parameter.value for parameter in send.parameters}
    assert read == {"accessToken": "***", "message": "Ça va ?", "numero": "33639980011"}
    assert not any(parameter.looks_like_utf8 or parameter.unreadable for parameter in send.parameters)
    assert {parameter.source for parameter in send.parameters} == {"body"}
    assert send.answer is not None
    assert send.answer.startswith("0 | ")
    assert ("host", running.base_url.removeprefix("http://")) in send.headers
    assert (balance.call, balance.fault) == ("balance", "refuse")
    assert running.api_key not in repr(running.journal)


EVERY_CALL: dict[str, Callable[[Client], object]] = {
    "send": lambda client: client.send(to=TO, text="Bonjour"),
    "send_batch": lambda client: client.send_batch(messages=[(TO, "Bonjour")]),
    "send_voice": lambda client: client.send_voice(to=TO, text="Bonjour"),
    "status": lambda client: client.status("S7EpYZ5kmS87"),
    "report": lambda client: client.report("S7EpYZ5kmS87"),
    "list_sent": lambda client: client.list_sent(),
    "list_replies": lambda client: client.list_replies(),
    "delete": lambda client: client.delete("S7EpYZ5kmS87"),
    "balance": lambda client: client.balance(),
    "transfer_credits": lambda client: client.transfer_credits(to="shop", credits=1),
    "create_sub_account": lambda client: client.create_sub_account(login="shop", password="un-secret"),
    "delete_sub_account": lambda client: client.delete_sub_account(login="shop"),
    "add_contact": lambda client: client.add_contact(last_name="Dupond", mobile=TO),
    "create_api_key": lambda client: client.create_api_key(),
}


@pytest.mark.parametrize("call", EVERY_CALL)
def test_calls_are_named_as_the_methods_of_the_client(running: Sandbox, client: Client, call: str) -> None:
    with running.faults(Fault.refuse(61, call=call)), pytest.raises(SmsmodeError):
        EVERY_CALL[call](client)
    assert [(request.call, request.fault) for request in running.journal] == [(call, "refuse")]


def test_callbacks_are_told_with_what_was_answered(running: Sandbox, client: Client, server: str) -> None:
    accepted = client.send(to=TO, text="Bonjour", delivery_url=server)
    until(lambda: [one.outcome for one in running.callbacks] == ["answered", "answered"])
    first = running.callbacks[0]
    assert (first.number, first.kind, first.message_id) == (1, "delivery", accepted.message_id)
    assert first.url.startswith(server)
    [attempt] = first.attempts
    assert (attempt.outcome, attempt.http_status, attempt.reason) == ("answered", 200, None)
    assert attempt.answer == "taken"
    again = running.replay(first)
    assert (again.number, again.replay_of, again.url) == (3, 1, first.url)
    with pytest.raises(ValueError, match="no callback has this number"):
        running.replay(first.__replace__(number=99))


def test_what_cannot_be_called_is_told_with_the_reason(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour", delivery_url="https://example.com/sms")
    until(lambda: any(one.attempts for one in running.callbacks))
    [attempt] = running.callbacks[0].attempts
    assert (running.callbacks[0].outcome, attempt.http_status) == ("not_called", None)
    assert attempt.reason


def test_answers_of_people_are_listed(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Ça va ?", replies=True)
    [message] = running.wait(1, status=MessageStatus.RECEIVED)
    reply_id = running.reply(message, "Oui")
    [reply] = running.replies
    assert (reply.reply_id, reply.message_id) == (reply_id, message.message_id)
    assert (reply.sender, reply.text) == ("33639980011", "Oui")
    assert reply.received_at >= message.accepted_at


def test_open_questions_are_answered_otherwise_meanwhile(running: Sandbox, client: Client) -> None:
    assert running.switches["text.outside_alphabet"] == "question_mark"
    running.set("text.outside_alphabet", "unicode")
    running.set("callback.retries", 0)
    assert running.switches["text.outside_alphabet"] == "unicode"
    assert running.switches["callback.retries"] == "0"
    # As a program with another library would send it: the client would not.
    asked = urlencode({"accessToken": running.api_key, "numero": TO, "message": "Forêt"}, encoding="latin9")
    with urlopen(f"{running.base_url}/http/1.6/sendSMS.do?{asked}"):
        assert [message.alphabet for message in running.messages] == ["unicode"]


def test_a_switch_that_there_is_not_is_told_with_the_nearest(running: Sandbox) -> None:
    with pytest.raises(InvalidInputError, match="did you mean"):
        running.set("stop.lang", "never")
    with pytest.raises(InvalidInputError, match="it is never, if_free"):
        running.set("stop.long", "sometimes")
    with pytest.raises(TypeError, match="value is an int"):
        running.set("stop.long", 1.5)  # type: ignore[arg-type]


def test_a_status_is_given_by_hand(client: Client, running: Sandbox) -> None:
    accepted = client.send(to=[TO, OTHER], text="Bonjour", at=smsmode.paris(2099, 1, 31, 18, 30))
    [message, _] = running.messages
    [changed] = running.trigger(message, MessageStatus.UNDELIVERABLE)
    assert (changed.recipient, changed.status) == (message.recipient, MessageStatus.UNDELIVERABLE)
    assert running.messages[1].status != MessageStatus.UNDELIVERABLE
    assert accepted.message_id
    assert len(running.trigger(accepted.message_id, 34)) == 2
    report = client.report(accepted.message_id)
    assert [one.status for one in report.recipients] == [34, 34]


@pytest.mark.parametrize(("message_id", "status"), [("S7EpYZ5kmS87", 11), ("", 11)])
def test_no_status_is_given_to_what_is_not_there(running: Sandbox, message_id: str, status: int) -> None:
    with pytest.raises(ValueError, match="no message has this id"):
        running.trigger(message_id, status)


def test_a_status_has_four_digits_at_most(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour")
    for status in (10_000, 100_000, -1):
        with pytest.raises(ValueError, match=r"status|range"):
            running.trigger(running.messages[0], status)


def ids(seed: int) -> list[tuple[str, datetime]]:
    with smsmode.sandbox(seed=seed) as running, running.client() as client:
        for _ in range(3):
            client.send(to=TO, text="Bonjour")
        return [(message.message_id, message.accepted_at) for message in running.messages]


def test_a_seed_makes_runs_repeatable() -> None:
    one, two, other = ids(7), ids(7), ids(8)
    assert [message_id for message_id, _ in one] == [message_id for message_id, _ in two]
    assert one[0][0] != other[0][0]
    assert one[0][1].date() == datetime(2026, 1, 5, tzinfo=timezone.utc).date()


def test_the_clock_starts_when_it_is_told_to() -> None:
    start = datetime(2030, 2, 3, 4, 5, 6, tzinfo=timezone.utc)
    with smsmode.sandbox(clock_start=start) as running, running.client() as client:
        client.send(to=TO, text="Bonjour")
        assert 0 <= (running.messages[0].accepted_at - start).total_seconds() < PATIENCE
    with pytest.raises(InvalidInputError, match="clock_start"):
        smsmode.sandbox(clock_start=datetime(1900, 1, 1, tzinfo=timezone.utc))
    with pytest.raises(TypeError, match="time zone"):
        smsmode.sandbox(clock_start=datetime(2030, 1, 1))  # noqa: DTZ001


def test_numbers_are_magic_unless_told_otherwise() -> None:
    with smsmode.sandbox() as running, running.client() as client, pytest.raises(UnavailableError):
        client.send(to="0639980050", text="Bonjour")
    with smsmode.sandbox(magic_numbers=False) as running, running.client() as client:
        client.send(to="0639980050", text="Bonjour")
        assert len(running.messages) == 1


def test_prices_and_what_is_kept_are_as_asked_for() -> None:
    with smsmode.sandbox(segment_price=Decimal("0.5"), keep=1) as running, running.client() as client:
        client.send(to=TO, text="un")
        client.send(to=TO, text="deux")
        client.send(to=TO, text="un")
        assert [(message.text, message.cost) for message in running.messages] == [("un", Decimal("0.5"))]
        assert client.balance().credits == Decimal("998.5")
        assert [duplicate.times for duplicate in running.duplicates.found] == [2]


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        (Fault.close_before_storing(), 0),
        (Fault.close_before_storing(ending="close", call="send"), 0),
        (Fault.garbage(), 1),
        (Fault.bad_gateway(), 0),
        (Fault.trickle(10.0), 1),
        (Fault.log_normal_delay(10.0, 0.0), 1),
    ],
)
def test_what_happens_on_the_way_leaves_it_unknown(running: Sandbox, fault: Fault, arrived: int) -> None:
    with running.client(timeout=0.5) as client, running.faults(fault):
        with pytest.raises(OutcomeUnknownError):
            client.send(to=TO, text="Bonjour")
        assert len(running.messages) == arrived
    assert not running.duplicates


@pytest.mark.parametrize(
    "fault",
    [
        Fault.trickle(0.0),
        Fault.log_normal_delay(0.001),
        Fault.answer_charset("utf8"),
        Fault.answer_charset("latin9_declared", call="send"),
        Fault.stall(probability=0.0),
    ],
)
def test_what_is_slow_or_odd_is_read_all_the_same(running: Sandbox, client: Client, fault: Fault) -> None:
    with running.faults(fault):
        client.send(to=TO, text="Bonjour")
    assert len(running.messages) == 1


def test_too_many_requests_are_told_when_to_come_again(running: Sandbox) -> None:
    with running.faults(Fault.too_many_requests(30)), running.client() as client:
        with suppress(SmsmodeError):
            client.send(to=TO, text="Bonjour")
        with pytest.raises(OSError, match="429") as refused:
            urlopen(f"{running.base_url}/http/1.6/credit.do?accessToken={running.api_key}")
    assert refused.value.headers["retry-after"] == "30"  # type: ignore[attr-defined]
    refused.value.close()  # type: ignore[attr-defined]
    assert running.messages == []


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        (Fault.duplicate_callbacks(), ["13", "11", "11"]),
        (Fault.reordered_callbacks(), ["11", "13"]),
    ],
)
def test_callbacks_come_twice_or_in_another_order(
    running: Sandbox, client: Client, server: str, fault: Fault, statuses: list[str]
) -> None:
    with running.faults(fault):
        client.send(to=TO, text="Bonjour", delivery_url=server)
    until(lambda: len(running.callbacks) == len(statuses))
    told = [smsmode.parse_delivery_receipt(one.url.partition("?")[2]).status for one in running.callbacks]
    assert told == [MessageStatus(int(status)) for status in statuses]


def struck(running: Sandbox, seed: int | None) -> str:
    """Which of 40 calls were refused."""
    with running.client() as client, running.faults(Fault.refuse(33, probability=0.5), seed=seed):
        return "".join("x" if is_refused(client) else "." for _ in range(40))


def is_refused(client: Client) -> bool:
    try:
        client.balance()
    except InsufficientCreditError:
        return True
    return False


def test_chance_is_the_same_with_the_same_seed(running: Sandbox) -> None:
    one, two, other = (struck(running, seed) for seed in (7, 7, 8))
    assert one == two != other
    assert 5 < one.count("x") < 35


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.stall(probability=2.0), "from 0 to 1"),
        (Fault.log_normal_delay(1.0, 6.0), "from 0 to 5"),
        (Fault.refuse(0), "code 0 is success"),
        (Fault.close_before_reading(), "give times"),
        (Fault({"kind": "unheard-of"}), "unheard-of"),
    ],
)
def test_a_fault_that_can_do_nothing_good_is_refused(running: Sandbox, fault: Fault, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=reason):
        running.faults(fault)
    with pytest.raises((InvalidInputError, TypeError)):
        running.faults(seed=-1)
