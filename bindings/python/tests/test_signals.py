"""Ctrl-C, and other signals, in the middle of a call."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from smsmode import Client, InvalidInputError, SmsmodeError
from smsmode._smsmode import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"


def pressed_during(
    call: Callable[[], object], ready: Callable[[], object] = lambda: None
) -> KeyboardInterrupt:
    """Press Ctrl-C in the middle of a call once all is ready; it must end within a fifth of a second."""
    pressed: list[float] = []

    def press() -> None:
        ready()
        pressed.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.3, press)
    timer.start()
    with pytest.raises(KeyboardInterrupt) as caught:
        call()
    assert time.perf_counter() - pressed[0] < 0.2
    timer.join()
    return caught.value


def outcome_after(interrupt: KeyboardInterrupt) -> str:
    known = interrupt.__context__
    assert isinstance(known, SmsmodeError)
    return known.outcome


def test_ctrl_c_while_the_answer_is_awaited_leaves_the_outcome_unknown(
    client: Client, sandbox: Sandbox
) -> None:
    client.balance()
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 3000}}]))
    interrupt = pressed_during(lambda: client.send(to=TO, text="Bonjour"), lambda: sandbox.wait(1, 10))
    assert outcome_after(interrupt) == "unknown"


def test_ctrl_c_while_a_message_is_followed_ends_that(client: Client, sandbox: Sandbox) -> None:
    message = client.send(to=TO, text="Bonjour").message_id or ""
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 3000}}]))
    pressed_during(lambda: client.wait(message, timeout=60))


def test_ctrl_c_between_two_questions_ends_the_waiting() -> None:
    sandbox = Sandbox(delivery_delay=3600)
    with Client(KEY, base_url=sandbox.base_url) as client:
        message = client.send(to=TO, text="Bonjour").message_id or ""
        assert pressed_during(lambda: client.wait(message, timeout=60, first_pause=30)).__context__ is None
    sandbox.stop()


def test_ctrl_c_while_a_connection_is_opened_says_that_nothing_was_sent() -> None:
    with full_queue() as port, Client(KEY, base_url=f"http://127.0.0.1:{port}") as client:
        assert outcome_after(pressed_during(lambda: client.send(to=TO, text="Bonjour"))) == "not_sent"


@contextlib.contextmanager
def full_queue() -> Iterator[int]:
    """Listen where the system drops whatever asks for a connection."""
    with socket.socket() as listener, contextlib.ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address: tuple[str, int] = listener.getsockname()
        with contextlib.suppress(TimeoutError):
            for _ in range(100):
                waiting.enter_context(socket.create_connection(address, timeout=0.1))
        yield address[1]


@pytest.mark.parametrize("way", ["tls", "proxy"])
def test_ctrl_c_before_a_connection_is_ready_says_that_nothing_was_sent(way: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked = threading.Event()
        begun: list[socket.socket] = []

        def accept() -> None:
            begun.append(silent.accept()[0])
            begun[0].recv(1)
            asked.set()

        thread = threading.Thread(target=accept)
        thread.start()
        port = silent.getsockname()[1]
        there = f"https://127.0.0.1:{port}" if way == "tls" else "https://nobody.invalid"
        proxy = "" if way == "tls" else f"http://127.0.0.1:{port}"
        with Client(KEY, base_url=there, proxy=proxy) as client:
            interrupt = pressed_during(lambda: client.send(to=TO, text="Bonjour"), lambda: asked.wait(10))
        thread.join()
        begun[0].close()
    assert outcome_after(interrupt) == "not_sent"


def test_a_signal_that_raises_nothing_ends_nothing(client: Client, sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 500}, "times": 1}]))
    heard: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _: heard.append(number))
    timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1))
    timer.start()
    try:
        assert client.balance().credits == 1000
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, before)
    assert heard == [signal.SIGUSR1]


def test_a_signal_handler_makes_calls_of_its_own(client: Client, sandbox: Sandbox) -> None:
    client.balance()
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 500}, "times": 1}]))
    before = signal.signal(signal.SIGUSR1, lambda *_: client.send(to=TO, text="signal"))
    timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1))
    timer.start()
    try:
        accepted = client.send(to=TO, text="call")
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, before)
    texts = {one.message_id: one.text for one in sandbox.messages()}
    assert sorted(texts.values()) == ["call", "signal"]
    assert texts[accepted.message_id or ""] == "call"


def test_a_signal_handler_that_turns_the_page_being_turned_is_told(client: Client, sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 500}, "times": 1}]))
    messages = client.sent_messages()
    before = signal.signal(signal.SIGUSR1, lambda *_: next(messages))
    timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1))
    timer.start()
    try:
        with pytest.raises(InvalidInputError, match="one entry at a time"):
            next(messages)
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, before)


def test_after_ctrl_c_the_next_call_does_not_wait_for_the_one_before(sandbox: Sandbox) -> None:
    with Client(KEY, base_url=sandbox.base_url) as client:
        client.balance()
        sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 3000}, "times": 1}]))
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            client.balance()
        timer.join()
        begin = time.perf_counter()
        client.balance()
        assert time.perf_counter() - begin < 1.0


def test_ctrl_c_reaches_the_thread_that_has_forked(
    client: Client, sandbox: Sandbox, in_child: Callable[[Callable[[], object]], int]
) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 3000}}]))
    children: list[int] = []
    forking = threading.Thread(
        target=lambda: children.append(in_child(lambda: pressed_during(client.balance)))
    )
    forking.start()
    forking.join()
    assert os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]) == 0
