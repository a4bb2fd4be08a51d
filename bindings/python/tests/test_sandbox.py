"""The sandbox as Python programmers see it."""

from __future__ import annotations

import asyncio
import copy
import pickle
import subprocess
import sys
import threading
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import smsmode
from smsmode import (
    Client,
    Fault,
    InsufficientCreditError,
    MessageStatus,
    OutcomeUnknownError,
    Sandbox,
    SandboxMessage,
    TransportError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TO = "0639980011"


@pytest.fixture
def running() -> Iterator[Sandbox]:
    with smsmode.sandbox(delivery_delay=0.001) as running:
        yield running


@pytest.fixture
def client(running: Sandbox) -> Iterator[Client]:
    with running.client() as client:
        yield client


def test_a_message_arrives_with_all_that_was_said(running: Sandbox, client: Client) -> None:
    accepted = client.send(to=TO, text="Ça va ? 10 €", sender="Boutique", reference="order-12")
    [message] = running.messages
    assert message.message_id == accepted.message_id
    assert message.recipient == "33639980011"
    assert message.text == message.text_as_read == "Ça va ? 10 €"
    assert (message.sender, message.reference) == ("Boutique", "order-12")
    assert (message.kind, message.segments, message.cost) == ("standard", 1, Decimal(1))
    assert message.accepted_at.tzname() == "UTC"
    assert message.accepted_at == message.sent_at
    assert not message.deleted


def test_the_client_for_asyncio_reaches_it(running: Sandbox) -> None:
    async def send() -> None:
        async with running.async_client(concurrency=2) as client:
            await asyncio.gather(*(client.send(to=TO, text=f"no. {number}") for number in range(5)))

    asyncio.run(send())
    assert {message.text for message in running.messages} == {f"no. {number}" for number in range(5)}


def test_a_message_is_a_value(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour")
    [message] = running.wait(1, status=MessageStatus.RECEIVED)
    same = pickle.loads(pickle.dumps(message))
    assert same == message
    assert {message, same, copy.copy(message)} == {message}
    assert message.to_dict()["text"] == "Bonjour"
    assert repr(message).startswith("SandboxMessage(message_id=")
    assert TO[1:] not in repr(message)
    assert "Bonjour" not in repr(message)
    with pytest.raises(AttributeError):
        message.text = "Bonsoir"  # type: ignore[misc]
    match message:
        case SandboxMessage(message_id, recipient="33639980011"):
            assert message_id == message.message_id
        case _:
            pytest.fail("it does not match")


def test_waiting_ends_when_the_messages_are_there(running: Sandbox, client: Client) -> None:
    sender = threading.Thread(target=lambda: [client.send(to=TO, text=text) for text in ("un", "deux")])
    sender.start()
    assert [message.text for message in running.wait(2)] == ["un", "deux"]
    sender.join()


def test_waiting_in_vain_raises(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour", reference="a")
    with pytest.raises(TimeoutError, match=r"^there are 0 of 1 messages after 0\.01 s$"):
        running.wait(1, timeout=0.01, reference="b")


@pytest.mark.parametrize(
    "wanted",
    [{"recipient": "0639980012"}, {"reference": "b"}, {"text": "soir"}, {"status": MessageStatus.RECEIVED}],
)
def test_waiting_chooses_among_messages(running: Sandbox, client: Client, wanted: dict[str, str]) -> None:
    client.send(to="0639980012", text="Bonsoir", reference="b")
    running.wait(1, status=MessageStatus.RECEIVED)
    client.send(to=TO, text="Demain", reference="a", at=smsmode.paris(2030, 1, 31, 18, 30))
    assert [message.text for message in running.wait(1, **wanted)] == ["Bonsoir"]  # type: ignore[arg-type]


def test_ctrl_c_ends_the_waiting() -> None:
    program = """
import _thread, smsmode, threading
with smsmode.sandbox() as sandbox:
    threading.Timer(0.1, _thread.interrupt_main).start()
    try:
        sandbox.wait(1, timeout=60)
    except KeyboardInterrupt:
        print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=True)
    assert done.stdout == b"interrupted\n"


def test_faults_happen_as_often_as_they_are_asked_for(running: Sandbox, client: Client) -> None:
    running.faults(Fault.refuse(50, call="send", times=1))
    assert client.balance().credits == 1000
    with pytest.raises(UnavailableError):
        client.send(to=TO, text="Bonjour")
    client.send(to=TO, text="Bonjour")
    assert len(running.messages) == 1


def test_faults_end_with_their_block_and_those_before_are_back(running: Sandbox, client: Client) -> None:
    running.faults(Fault.refuse(33, times=2))
    with pytest.raises(InsufficientCreditError):
        client.balance()
    with running.faults(Fault.refuse(50)):
        for _ in range(3):
            with pytest.raises(UnavailableError):
                client.send(to=TO, text="Bonjour")
    with pytest.raises(InsufficientCreditError):
        client.balance()
    client.balance()


def test_faults_are_cleared_by_none(running: Sandbox, client: Client) -> None:
    running.faults(Fault.refuse(50), Fault.delay(0.001))
    running.faults()
    client.send(to=TO, text="Bonjour")


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        (Fault.close_after_accepting(), 1),
        (Fault.close_after_accepting(ending="close", call="send"), 1),
        (Fault.cut_answer(0), 1),
        (Fault.answer(502, "<html>", headers={"content-type": "text/html"}), 0),
        (Fault.answer(504, after_accepting=True), 1),
        (Fault.stall(), 1),
    ],
)
def test_the_outcome_may_be_unknown(running: Sandbox, fault: Fault, arrived: int) -> None:
    with running.client(timeout=0.5) as client, running.faults(fault):
        with pytest.raises(OutcomeUnknownError):
            client.send(to=TO, text="Bonjour")
        assert len(running.messages) == arrived


@pytest.mark.parametrize("fault", [Fault.cut_answer(), Fault.without_length(), Fault.delay(0.001)])
def test_what_is_odd_may_be_accepted_all_the_same(running: Sandbox, client: Client, fault: Fault) -> None:
    with running.faults(fault):
        client.send(to=TO, text="Bonjour")
    assert len(running.messages) == 1


def test_connections_may_be_refused(running: Sandbox, client: Client) -> None:
    with (
        running.faults(Fault.close_before_reading(times=50)),
        pytest.raises((TransportError, OutcomeUnknownError)),
    ):
        client.send(to=TO, text="Bonjour")
    assert running.messages == []


def test_a_fault_is_for_a_call_that_there_is() -> None:
    with pytest.raises(ValueError, match=r"^a call is one of add_contact, balance"):
        Fault.stall(call="sendSMS")
    assert Fault.stall(call="send") == Fault.stall(call="send") != Fault.stall()
    assert len({Fault.stall(), Fault.stall()}) == 1


def test_people_answer(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Ça va ?", replies=True)
    [message] = running.wait(1, status=MessageStatus.RECEIVED)
    reply_id = running.reply(message, "Oui")
    assert [(reply.reply_id, reply.text) for reply in client.replies()] == [(reply_id, "Oui")]


def test_nobody_answers_a_name(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour", sender="Boutique")
    [message] = running.messages
    with pytest.raises(ValueError, match="answer"):
        running.reply(message, "Oui")


def test_time_passes_on_request() -> None:
    with smsmode.sandbox(delivery_delay=3600) as running, running.client() as client:
        client.send(to=TO, text="Bonjour")
        statuses = [running.messages[0].status]
        running.advance(3 * 3600)
        statuses += [running.messages[0].status]
        assert statuses == [MessageStatus.SENT, MessageStatus.RECEIVED]


def test_it_starts_anew(running: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour")
    running.faults(Fault.refuse(50))
    running.reset()
    assert running.messages == []
    assert client.balance().credits == 1000


def test_its_account_is_what_was_asked_for() -> None:
    with smsmode.sandbox(api_key="a-key-of-our-own", credits=Decimal("1.5")) as running:
        assert running.api_key == "a-key-of-our-own"
        with running.client() as client:
            assert client.balance().credits == Decimal("1.5")
            client.send(to=TO, text="Bonjour")
            with pytest.raises(InsufficientCreditError):
                client.send(to=TO, text="Bonjour")


def test_open_questions_are_answered_as_asked() -> None:
    with smsmode.sandbox(switches={"text.outside_alphabet": "unicode"}):
        pass
    with pytest.raises(ValueError, match="no_such_switch"):
        smsmode.sandbox(switches={"no_such_switch": True})


def test_it_is_gone_after_its_block() -> None:
    with smsmode.sandbox() as running:
        client = running.client()
    running.close()
    with client, pytest.raises(TransportError):
        client.send(to=TO, text="Bonjour")
    with pytest.raises(RuntimeError, match="stopped"):
        running.messages  # noqa: B018


def test_two_are_strangers(running: Sandbox, client: Client) -> None:
    with smsmode.sandbox() as other:
        client.send(to=TO, text="Bonjour")
        assert (len(running.messages), len(other.messages)) == (1, 0)
