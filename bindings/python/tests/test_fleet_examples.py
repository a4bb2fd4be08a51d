"""The programs of examples/python/fleet, on a real PostgreSQL and with a real Celery."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psycopg
import pytest

from smsmode import Client, Outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smsmode import Sandbox

    class Database(Protocol):
        """What the fixture of this name gives."""

        url: str

        def psql(self, sql: str) -> str: ...


EXAMPLES = Path(__file__).parents[3] / "examples/python/fleet"
ORDERS = "CREATE TABLE orders (number text PRIMARY KEY, phone text NOT NULL, message text)"
KEYS = "SELECT string_agg(message_key, ' ' ORDER BY message_key) FROM smsmode.messages"


@pytest.fixture
def shop(database: Database) -> Database:
    """A shop that has an outbox beside its orders, made as the README of the examples says."""
    command = [sys.executable, "-m", "smsmode", "outbox", "list", "--outbox", database.url]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    database.psql(ORDERS)
    return database


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / program), *arguments]
    return subprocess.run(command, check=False, text=True, capture_output=True, timeout=120)


def until(condition: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < 60, "it does not come to pass"
        time.sleep(0.02)


def test_an_order_and_its_message_are_taken_together(shop: Database) -> None:
    done = run("order.py", shop.url, "12", "06 39 98 00 11")
    assert (done.returncode, done.stderr) == (0, "")
    both = shop.psql("SELECT number, message_key, recipient, text, state FROM orders, smsmode.messages")
    assert both == "12|order-12/taken|33639980011|Commande 12 enregistrée|queued"


def test_an_order_that_is_refused_leaves_no_message_and_the_other_way_round(shop: Database) -> None:
    run("order.py", shop.url, "12", "06 39 98 00 11")
    done = run("order.py", shop.url, "12", "06 39 98 00 12")
    assert "UniqueViolation" in done.stderr
    assert shop.psql("SELECT recipient FROM smsmode.messages") == "33639980011"
    shop.psql("DELETE FROM orders")
    done = run("order.py", shop.url, "12", "06 39 98 00 12")
    assert "another message is there about order 12" in done.stderr
    assert shop.psql("SELECT count(*) FROM orders") == "0"


def test_jobs_in_several_processes_follow_their_messages_and_repeat_none(
    shop: Database, tmp_path: Path, smsmode_sandbox: Sandbox
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("".join(f"{n},06 39 98 00 {n},Commande {n} prête\n" for n in range(10, 30)))
    with Outbox.open(shop.url) as outbox, outbox.dispatch(Client()):
        for _ in range(2):
            done = run("jobs.py", shop.url, str(orders))
            assert (done.returncode, done.stderr) == (0, "")
            lines = done.stdout.splitlines()
            assert [line.partition(":")[0] for line in lines] == [str(n) for n in range(10, 30)]
            assert all("accepted" in line or "arrived" in line or "delivered" in line for line in lines), (
                lines
            )
    assert len(smsmode_sandbox.messages) == 20


@pytest.fixture
def worker(shop: Database, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(shop.url, tmp_path)
    yield worker
    worker.stop()


class Worker:
    """A real worker of Celery; its broker is a folder."""

    def __init__(self, url: str, folder: Path) -> None:
        known = {
            "SMSMODE_OUTBOX": url,
            "CELERY_BROKER_URL": "filesystem://",
            "CELERY_FOLDER": f"{folder}/queue",
        }
        self._environment = {**os.environ, **known}
        self._folder, self._log = folder, folder / "log"
        (folder / "queue").mkdir()
        command = self.celery("worker", "--concurrency", "1", "--loglevel", "INFO", "--without-mingle")
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def celery(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "celery", "--app", "tasks", "--workdir", str(EXAMPLES), *arguments]

    def announce(self, order: str) -> None:
        """Give it a task, as another program does."""
        command = self.celery("call", "tasks.announce", "--args", f'["{order}", "0639980011"]')
        subprocess.run(
            command, cwd=self._folder, env=self._environment, check=True, capture_output=True, timeout=60
        )

    def children(self) -> list[int]:
        """The processes that run the tasks."""
        of = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in of.read_text().split()]

    def has_said(self, words: str) -> int:
        return self._log.read_text().count(words)

    def stop(self) -> None:
        """Kill it, with the processes that it has forked."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def test_a_task_of_celery_that_runs_again_after_its_commit_sends_once(worker: Worker, shop: Database) -> None:
    worker.announce("12")
    # The order is not there yet: the task puts the message in and fails, again and again.
    until(lambda: worker.has_said("Retry in 1s") >= 2)
    shop.psql("INSERT INTO orders VALUES ('12', '0639980011')")
    until(lambda: worker.has_said(" succeeded in ") == 1)
    assert shop.psql(KEYS) == "order-12/ready"
    assert shop.psql("SELECT count(message) FROM orders") == "1"


def test_a_task_whose_process_was_killed_after_its_commit_runs_again_and_sends_once(
    worker: Worker, shop: Database
) -> None:
    shop.psql("INSERT INTO orders VALUES ('12', '0639980011')")
    with psycopg.connect(shop.url) as held:
        # What the task writes last waits for us; its message is put in by then.
        held.execute("SELECT FROM orders FOR UPDATE")
        worker.announce("12")
        until(lambda: shop.psql(KEYS) == "order-12/ready")
        for child in worker.children():
            os.kill(child, signal.SIGKILL)
        until(lambda: worker.has_said("exited prematurely: signal 9") >= 1)
    until(lambda: worker.has_said(" succeeded in ") == 1)
    assert worker.has_said("tasks.announce[") >= 2
    assert shop.psql(KEYS) == "order-12/ready"
    assert shop.psql("SELECT count(message) FROM orders") == "1"
