"""One outbox and several processes: started anew, forked, killed."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smsmode import Client, Fault, Outbox, OutboxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from smsmode import Sandbox

TO = "0639980011"
EXAMPLE = Path(__file__).parents[3] / "examples/python/till_outbox.py"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path}/till.db"


def put_in(outbox: Outbox, process: int) -> list[str]:
    """What a process of a pool does; what two of them put in under one key is there once."""
    rows = [("both", "Bonjour à tous"), *((f"{process}-{n}", f"Commande {process}-{n}") for n in range(5))]
    return [outbox.enqueue(key=key, to=TO, text=text).id for key, text in rows]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_several_processes_put_in_and_one_sends(method: str, url: str, smsmode_sandbox: Sandbox) -> None:
    context = multiprocessing.get_context(method)
    with Outbox.open(url) as outbox:
        outbox.overview()
        with concurrent.futures.ProcessPoolExecutor(3, context) as pool:
            done = [pool.submit(put_in, outbox, process) for process in range(3)]
            ids = {one for each in done for one in each.result(60)}
        assert len(ids) == 16
        with outbox.dispatch(Client()):
            smsmode_sandbox.wait(16, timeout=20)
        assert outbox.overview().counts["accepted"] + outbox.overview().counts["delivered"] == 16
    texts = [message.text for message in smsmode_sandbox.messages]
    assert len(texts) == len(set(texts)) == 16


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_child_of_a_fork_opens_it_anew_and_so_does_its_parent(
    url: str, in_child: Callable[[Callable[[], object]], int]
) -> None:
    with Outbox.open(url) as outbox:
        outbox.enqueue(key="parent", to=TO, text="Bonjour")
        changes = outbox.changes(after=0, timeout=0)
        next(changes)

        def work() -> None:
            outbox.enqueue(key="child", to=TO, text="Bonjour")
            assert next(changes).key == "child"
            grandchild = in_child(lambda: outbox.enqueue(key="grandchild", to=TO, text="Bonjour"))
            assert ended(grandchild) == 0
            outbox.close()

        assert ended(in_child(work)) == 0
        outbox.enqueue(key="parent again", to=TO, text="Bonjour")
        assert [entry.key for entry in changes] == ["child", "grandchild", "parent again"]


def test_a_fork_under_a_dispatcher_leaves_the_child_without_an_outbox_and_says_so(
    url: str, smsmode_sandbox: Sandbox, in_child: Callable[[Callable[[], object]], int]
) -> None:
    outbox = Outbox.open(url)
    dispatcher = outbox.dispatch(Client())

    def work() -> None:
        for use in (outbox.overview, lambda: Outbox.open(url), lambda: Outbox.open(url + "2")):
            with pytest.raises(OutboxError, match="spawn") as caught:
                use()
            assert caught.value.name == "forked"
        # None of these touches what is the parent's.
        dispatcher.close()
        outbox.close()

    assert ended(in_child(work)) == 0
    refused = subprocess.run(
        [sys.executable, "-c", f"import smsmode as s; s.Outbox.open({url!r}).dispatch(s.Client())"],
        check=False, text=True, capture_output=True,
    )  # fmt: skip
    assert "another program sends" in refused.stderr
    outbox.enqueue(key="a", to=TO, text="Bonjour")
    smsmode_sandbox.wait(1)
    dispatcher.close()
    outbox.close()


def test_a_child_that_drops_what_is_its_parents_ends(
    url: str, smsmode_sandbox: Sandbox, in_child: Callable[[Callable[[], object]], int]
) -> None:
    held = [Outbox.open(url)]
    held.append(held[0].dispatch(Client()))  # type: ignore[arg-type]
    assert ended(in_child(held.clear)) == 0
    with pytest.raises(OutboxError, match="another program"):
        held[0].dispatch(Client())
    held.pop().close()
    held.pop().close()


def test_a_fork_among_busy_threads_neither_hangs_nor_loses_anything(
    url: str, in_child: Callable[[Callable[[], object]], int]
) -> None:
    with Outbox.open(url) as outbox:
        stop = threading.Event()
        put: list[str] = []

        def busy(name: str) -> None:
            while not stop.is_set():
                key = f"{name}-{len(put)}"
                outbox.enqueue(key=key, to=TO, text="Bonjour")
                put.append(key)

        def child() -> None:
            # It may find the parent in mid-write: then it has no outbox, and is told.
            try:
                outbox.enqueue(key=f"child-{os.getpid()}", to=TO, text="Bonjour")
            except OutboxError as error:
                assert error.name == "forked"  # noqa: PT017

        threads = [threading.Thread(target=busy, args=(name,)) for name in "ab"]
        threads.append(threading.Thread(target=lambda: list(outbox.changes(timeout=1))))
        for thread in threads:
            thread.start()
        ends = [ended(in_child(child)) for _ in range(5)]
        stop.set()
        for thread in threads:
            thread.join()
        assert ends == [0] * 5
        assert {entry.key for entry in outbox.list(limit=1_000_000)} >= set(put)


def till(url: str, orders: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(EXAMPLE), url, str(orders)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_till_that_is_killed_again_and_again_loses_nothing_and_sends_nothing_twice(
    url: str, tmp_path: Path, smsmode_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = range(40)
    orders = tmp_path / "orders.csv"
    lines = (f"order-{n},06 39 98 {n // 20:02} {n % 20:02},Commande {n} arrivée\n" for n in numbers)
    orders.write_text("".join(lines))
    # Times for a test; those of a till are the defaults.
    monkeypatch.setenv("TILL_TIMEOUT", "0.5")
    monkeypatch.setenv("TILL_QUIET_TIME", "2")
    smsmode_sandbox.faults(Fault.delay(0.05, call="send"))
    kills = 0
    for wanted in (3, 9, 16, 24, 33):
        running = till(url, orders)
        smsmode_sandbox.wait(wanted, timeout=30)
        running.send_signal(signal.SIGKILL)
        kills += running.wait(10) == -signal.SIGKILL
        running.communicate()
    running = till(url, orders)
    told, errors = running.communicate(timeout=120)
    assert running.returncode == 0, errors
    assert kills >= 3
    texts = sorted(message.text for message in smsmode_sandbox.messages)
    assert texts == sorted(f"Commande {n} arrivée" for n in numbers)
    assert told.splitlines()[-1].endswith(("40 accepted", "delivered"))
