"""The outbox in PostgreSQL: opened by its address, and filled by transactions of somebody else's."""

from __future__ import annotations

import asyncio
import concurrent.futures
import multiprocessing
import os
import pickle
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import psycopg
import pytest

from smsmode import AsyncOutbox, Client, NewMessage, Outbox, OutboxError, prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from smsmode import Entry, Sandbox

    class Database(Protocol):
        """What the fixture of this name gives."""

        url: str

        def url_of(self, user: str) -> str: ...
        def psql(self, sql: str) -> str: ...


TO = "0639980011"
ROLES = Path(__file__).parents[3] / "crates/smsmode-outbox/src/postgres/roles.sql"
ENQUEUE = "SELECT place, fate FROM smsmode.enqueue(%s::jsonb)"


def messages(*keys: str) -> list[NewMessage]:
    return [NewMessage(key=key, to=TO, text=f"Commande {key}") for key in keys]


def test_an_outbox_in_postgresql_keeps_the_same_promises(
    database: Database, smsmode_sandbox: Sandbox
) -> None:
    with Outbox.open(database.url) as outbox:
        first = outbox.enqueue(key="a", to=TO, text="Commande a")
        assert [added.outcome for added in outbox.enqueue_many(messages("a", "b"))] == ["known", "new"]
        with pytest.raises(OutboxError, match="another message"):
            outbox.enqueue(key="a", to=TO, text="Bonsoir")
        with outbox.dispatch(Client()):
            assert outbox.is_dispatched()
            accepted = (
                entry.id for entry in outbox.changes(after=0, timeout=20) if entry.state == "accepted"
            )
            assert first.id in {next(accepted), next(accepted)}
    assert sorted(message.text for message in smsmode_sandbox.messages) == ["Commande a", "Commande b"]
    assert database.psql("SELECT count(*) FROM smsmode.messages WHERE state = 'accepted'") == "2"


def test_another_key_sends_once_it_is_said_to_be_of_the_same_account(
    database: Database, smsmode_sandbox: Sandbox
) -> None:
    other = Client("another-key-0123456789")
    with Outbox.open(database.url) as outbox:
        outbox.enqueue(key="a", to=TO, text="Commande a")
        with outbox.dispatch(Client()):
            assert any(entry.state == "accepted" for entry in outbox.changes(after=0, timeout=20))
        for refused in (outbox.dispatch, outbox.reconcile):
            with pytest.raises(OutboxError) as caught:
                refused(other)
            assert caught.value.name == "another_account"
        with outbox.dispatch(other, renewed_key=True):
            assert outbox.is_dispatched()
        assert outbox.reconcile(other) == []
    assert len(smsmode_sandbox.messages) == 1


def test_what_a_transaction_puts_in_is_there_if_it_is_committed(database: Database) -> None:
    with Outbox.open(database.url) as outbox, psycopg.connect(database.url) as shop:
        shop.execute("CREATE TABLE orders (number text)")
        shop.commit()
        changes = outbox.changes(after=0, timeout=20)
        for end in (shop.rollback, shop.commit):
            shop.execute("INSERT INTO orders VALUES ('12')")
            assert shop.execute(ENQUEUE, [prepared(messages("12", "13"))]).fetchall() == [
                (1, "new"),
                (2, "new"),
            ]
            assert outbox.find("12") is None
            end()
        assert {next(changes).key, next(changes).key} == {"12", "13"}
        assert shop.execute("SELECT count(*) FROM orders").fetchone() == (1,)
        again = [*messages("13"), NewMessage(key="12", to=TO, text="autre")]
        assert shop.execute(ENQUEUE, [prepared(again)]).fetchall() == [(1, "known"), (2, "key_taken")]


def told(entry: Entry | None) -> dict[str, Any]:
    """What was asked for, whenever that was."""
    assert entry is not None
    own = {"id", "key", "revision", "created_at", "changed_at"}
    return {name: value for name, value in entry.to_dict().items() if name not in own}


def test_what_is_prepared_is_what_enqueue_puts_in(database: Database) -> None:
    soon = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=1)
    every = {
        "to": TO, "text": 'l’été 😀 "\\ \n', "mode": "unicode", "reference": "12", "max_segments": 2,
        "opt_out": "always", "not_before": soon, "expires": soon + timedelta(days=2), "at_least_once": True,
    }  # fmt: skip
    least = {"to": TO, "text": "Bonjour", "sender": "BOULANGER", "not_before": soon}
    with Outbox.open(database.url) as outbox, psycopg.connect(database.url, autocommit=True) as shop:
        for name, options in {"every": every, "least": least}.items():
            outbox.enqueue(key=f"{name} put in", **options)  # type: ignore[arg-type]
            given = NewMessage(key=f"{name} prepared", **options)  # type: ignore[arg-type]
            shop.execute(ENQUEUE, [prepared([given])])
            assert told(outbox.find(f"{name} put in")) == told(outbox.find(f"{name} prepared"))
            # Each knows what the other has put in.
            assert outbox.enqueue_many([given])[0].outcome == "known"
            before = NewMessage(key=f"{name} put in", **options)  # type: ignore[arg-type]
            assert shop.execute(ENQUEUE, [prepared([before])]).fetchall() == [(1, "known")]


def test_only_messages_are_prepared() -> None:
    assert prepared([]) == "[]"
    assert prepared(iter(messages("a"))) == prepared(messages("a"))
    for other in ([{"key": "a"}], ["a"], None, 7):
        with pytest.raises(TypeError):
            prepared(other)  # type: ignore[arg-type]


def test_who_may_only_put_in_puts_in_and_reads_nothing(database: Database) -> None:
    Outbox.open(database.url).close()
    database.psql(ROLES.read_text() + "CREATE ROLE shop LOGIN; GRANT smsmode_enqueue TO shop;")
    with psycopg.connect(database.url_of("shop"), autocommit=True) as shop:
        assert shop.execute(ENQUEUE, [prepared(messages("a"))]).fetchall() == [(1, "new")]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            shop.execute("SELECT * FROM smsmode.messages")
    with pytest.raises(OutboxError) as caught:
        Outbox.open(database.url_of("shop"))
    assert caught.value.name == "forbidden"


@pytest.mark.parametrize(
    ("url", "name", "may_be_done_again"),
    [
        ("postgres://stranger@localhost/test?host={folder}", "forbidden", False),
        ("postgres://smsmode:geheim@localhost/nowhere?host={folder}", "unreachable", True),
        ("postgres://till:geheim@localhost/shop?host=/no/such/folder", "unreachable", True),
        ("postgresql://till:geheim@localhost:port/shop", "address", False),
        ("mysql://till:geheim@localhost/shop", "address", False),
    ],
)
def test_what_is_the_matter_with_a_database_has_a_name(
    url: str, name: str, may_be_done_again: bool, database: Database
) -> None:
    folder = database.url.partition("host=")[2]
    with pytest.raises(OutboxError) as caught:
        Outbox.open(url.format(folder=folder))
    assert (caught.value.name, caught.value.retry) == (name, may_be_done_again)
    assert "geheim" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_asyncio_has_it_too(database: Database) -> None:
    async def run() -> list[str]:
        async with AsyncOutbox.open(database.url) as outbox:
            await outbox.enqueue_many(messages("a", "b"))
            return [entry.key async for entry in outbox.changes(after=0, timeout=0)]

    assert sorted(asyncio.run(run())) == ["a", "b"]


def test_it_is_pickled_with_its_address_which_it_never_shows(database: Database) -> None:
    with Outbox.open(database.url) as outbox, pickle.loads(pickle.dumps(outbox)) as same:
        added = outbox.enqueue(key="a", to=TO, text="Bonjour")
        assert same.find("a").id == added.id
        assert "smsmode@" not in repr(outbox)


def connections(database: Database) -> int:
    """How many programs of ours are connected."""
    ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smsmode'"
    return int(database.psql(ours + " AND datname = current_database()"))


def test_a_child_of_a_fork_has_connections_of_its_own_and_none_of_its_parents(
    database: Database, in_child: Callable[[Callable[[], object]], int]
) -> None:
    with Outbox.open(database.url) as outbox:
        changes = outbox.changes(after=0, timeout=0)
        outbox.enqueue(key="parent", to=TO, text="Bonjour")

        def work() -> None:
            # The server takes a moment to see that they are gone.
            begun = time.monotonic()
            while connections(database) and time.monotonic() - begun < 10:
                time.sleep(0.01)
            assert connections(database) == 0
            outbox.enqueue(key="child", to=TO, text="Bonjour")
            grandchild = in_child(lambda: outbox.enqueue(key="grandchild", to=TO, text="Bonjour"))
            assert os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]) == 0
            outbox.close()

        assert os.waitstatus_to_exitcode(os.waitpid(in_child(work), 0)[1]) == 0
        outbox.enqueue(key="parent again", to=TO, text="Bonjour")
        keys = {entry.key for entry in changes}
        assert keys == {"parent", "child", "grandchild", "parent again"}


def put_in(outbox: Outbox, process: int) -> list[str]:
    """What a process of a pool does; what two of them put in under one key is there once."""
    return [added.id for added in outbox.enqueue_many(messages("all", f"{process} a", f"{process} b"))]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_several_processes_put_in_at_once(method: str, database: Database) -> None:
    context = multiprocessing.get_context(method)
    with Outbox.open(database.url) as outbox:
        outbox.overview()
        with concurrent.futures.ProcessPoolExecutor(3, context) as pool:
            done = [pool.submit(put_in, outbox, process) for process in range(3)]
            ids = {one for each in done for one in each.result(60)}
        assert len(ids) == 7
        assert outbox.overview().counts["queued"] == 7
