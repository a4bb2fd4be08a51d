"""The outbox under asyncio."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING

import pytest

from smsmode import (
    AsyncClient,
    AsyncOutbox,
    Client,
    Fault,
    InvalidInputError,
    NewMessage,
    Outbox,
    OutboxError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from smsmode import Entry, Sandbox

TO = "0639980011"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path}/till.db"


def public(item: object) -> set[str]:
    return {name for name in dir(item) if not name.startswith("_")}


def test_it_has_every_method_of_the_outbox_with_its_options() -> None:
    assert public(AsyncOutbox) == public(Outbox)
    for name in public(Outbox) - {"closed", "enqueue", "dispatch"}:
        both = [dict(inspect.signature(getattr(one, name)).parameters) for one in (Outbox, AsyncOutbox)]
        for one in both:
            one.pop("self", None)
        assert [*both[0]] == [*both[1]], name
        assert [one.default for one in both[0].values()] == [one.default for one in both[1].values()]


def test_messages_are_put_in_sent_and_followed(url: str, smsmode_sandbox: Sandbox) -> None:
    async def run() -> set[str]:
        async with AsyncOutbox.open(url) as outbox, AsyncClient() as client:
            added = await outbox.enqueue(key="a", to=TO, text="Commande a")
            rows = [NewMessage(key=key, to=TO, text=f"Commande {key}") for key in "bc"]
            assert [one.outcome for one in await outbox.enqueue_many(rows)] == ["new", "new"]
            sent: set[str] = set()
            async with outbox.dispatch(client, in_flight=2) as dispatcher:
                assert not dispatcher.closed
                async for entry in outbox.changes(after=0, timeout=20):
                    sent |= {entry.key} if entry.state == "accepted" else set()
                    if len(sent) == 3:
                        break
                assert dispatcher.trouble is None
            assert dispatcher.closed
            assert await outbox.get(added.id) == await outbox.find("a")
            return sent

    assert asyncio.run(run()) == {"a", "b", "c"}
    assert len(smsmode_sandbox.messages) == 3


def test_what_is_unknown_is_looked_up_at_once_when_asked(url: str, smsmode_sandbox: Sandbox) -> None:
    async def run() -> Entry:
        async with AsyncOutbox.open(url) as outbox, AsyncClient() as client:
            added = await outbox.enqueue(key="a", to=TO, text="Commande a")
            async with outbox.dispatch(client) as dispatcher:
                assert await outbox.is_dispatched() is True
                async for entry in outbox.changes(after=0, timeout=20):
                    if entry.state == "unknown":
                        break
                assert dispatcher.tally is not None
                assert dispatcher.tally.accepted == 0
                with pytest.raises(OutboxError) as caught:
                    await outbox.reconcile(client)
                assert caught.value.name == "another_dispatcher"
            assert dispatcher.tally is None
            assert await outbox.is_dispatched() is False
            [found] = await outbox.reconcile(client)
            assert await outbox.get(added.id) == found
            return found

    smsmode_sandbox.faults(Fault.close_after_accepting(call="send", times=1))
    found = asyncio.run(run())
    assert (found.state, found.evidence) == ("accepted", "listed")
    assert [one.message_id for one in smsmode_sandbox.messages] == [found.message_id]


def test_what_goes_wrong_is_raised(url: str) -> None:
    async def run() -> None:
        outbox = AsyncOutbox.open(url)
        async with outbox:
            with pytest.raises(InvalidInputError):
                await outbox.enqueue(key="a", to="12", text="Bonjour")
            await outbox.enqueue(key="a", to=TO, text="Bonjour")
            with pytest.raises(OutboxError) as caught:
                await outbox.enqueue(key="a", to=TO, text="Bonsoir")
            assert caught.value.name == "key_taken"
            [entry] = await outbox.list("queued", limit=5)
            await outbox.pause()
            await outbox.resume()
            assert await outbox.take_over() == 1
            with pytest.raises(OutboxError) as caught:
                await outbox.retry(entry.id)
            assert caught.value.name == "refused"
        assert outbox.closed
        with pytest.raises(OutboxError):
            await outbox.overview()

    asyncio.run(run())


def test_the_file_is_opened_when_it_is_needed(tmp_path: Path) -> None:
    outbox = AsyncOutbox.open(f"sqlite:{tmp_path}/nowhere/till.db")

    async def run() -> None:
        async with outbox:
            pass

    with pytest.raises(OutboxError) as caught:
        asyncio.run(run())
    assert caught.value.name == "open"


def test_waiting_for_changes_neither_blocks_the_loop_nor_outlives_its_task(url: str) -> None:
    async def run() -> None:
        async with AsyncOutbox.open(url) as outbox:

            async def first() -> Entry:
                async for entry in outbox.changes():
                    return entry
                raise AssertionError

            waiting = [asyncio.ensure_future(first()) for _ in range(20)]
            cancelled = waiting.pop()
            for _ in range(20):
                await asyncio.sleep(0.01)
            cancelled.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(cancelled, 1)
            # More of them wait than there are threads.
            await asyncio.wait_for(outbox.enqueue(key="a", to=TO, text="Bonjour"), 5)
            assert {entry.key for entry in await asyncio.wait_for(asyncio.gather(*waiting), 5)} == {"a"}
            assert [entry.key async for entry in outbox.changes(timeout=0.05)] == []

    asyncio.run(run())


def test_a_task_that_is_cancelled_while_it_puts_in_may_put_in_again(url: str) -> None:
    async def run() -> None:
        async with AsyncOutbox.open(url) as outbox:
            for number in range(50):
                putting = asyncio.ensure_future(outbox.enqueue(key="a", to=TO, text="Bonjour"))
                await asyncio.sleep(0.0002 * number)
                putting.cancel()
                await asyncio.gather(putting, return_exceptions=True)
            assert (await outbox.enqueue(key="a", to=TO, text="Bonjour")).outcome == "known"
            assert (await outbox.overview()).counts["queued"] == 1

    asyncio.run(run())


def test_a_cancelled_dispatch_lets_the_next_one_begin(url: str, smsmode_sandbox: Sandbox) -> None:
    async def run() -> None:
        async with AsyncOutbox.open(url) as outbox:

            async def send_for_ever() -> None:
                async with outbox.dispatch(Client()):
                    await asyncio.sleep(3600)

            sending = asyncio.ensure_future(send_for_ever())
            await outbox.enqueue(key="a", to=TO, text="Bonjour")
            await asyncio.to_thread(smsmode_sandbox.wait, 1)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
            async with outbox.dispatch(Client()):
                pass

    asyncio.run(run())
    assert len(smsmode_sandbox.messages) == 1
