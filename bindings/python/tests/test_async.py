"""The client for asyncio."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

from smsmode import Accepted, AsyncClient, Client, InvalidInputError, MessageStatus, OutcomeUnknownError

if TYPE_CHECKING:
    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"


def test_it_has_every_method_of_the_client() -> None:
    public = {name for name in dir(Client) if not name.startswith("_")}
    assert public == {name for name in dir(AsyncClient) if not name.startswith("_")}


def test_it_takes_every_option_of_the_client() -> None:
    options = dict(inspect.signature(AsyncClient).parameters)
    assert options.pop("concurrency").default == 32
    given = inspect.signature(Client).parameters
    assert {name: one.default for name, one in options.items()} == {
        name: one.default for name, one in given.items()
    }


def test_calls_are_awaited(sandbox: Sandbox) -> None:
    async def run() -> None:
        async with AsyncClient(KEY, base_url=sandbox.base_url) as client:
            accepted = await client.send(to=TO, text="Bonjour", replies=True)
            assert isinstance(accepted, Accepted)
            end = await client.wait(accepted.message_id or "", timeout=10, first_pause=0.005)
            assert end.status is MessageStatus.RECEIVED
            sandbox.reply(accepted.message_id or "", TO, "Oui")
            assert [message.text async for message in client.sent_messages()] == ["Bonjour"]
            assert [reply.text async for reply in client.replies()] == ["Oui"]
            assert client.prepare.balance().name == "get_balance"
        assert client.closed

    asyncio.run(run())


def test_what_cannot_be_sent_is_refused(sandbox: Sandbox) -> None:
    async def run() -> None:
        client = AsyncClient(KEY, base_url=sandbox.base_url)
        with pytest.raises(InvalidInputError):
            await client.send(to="12", text="Bonjour")
        await client.close()
        with pytest.raises(InvalidInputError, match="closed"):
            await client.send(to=TO, text="Bonjour")

    asyncio.run(run())


def test_so_many_calls_are_under_way_at_once_and_no_more(sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 100}}]))

    async def took(concurrency: int) -> float:
        async with AsyncClient(KEY, base_url=sandbox.base_url, concurrency=concurrency) as client:
            started = time.perf_counter()
            await asyncio.gather(*(client.balance() for _ in range(8)))
            return time.perf_counter() - started

    assert asyncio.run(took(2)) >= 0.4
    assert asyncio.run(took(8)) < 0.4


def test_cancelling_ends_the_task_at_once_and_not_the_call(sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 500}}]))

    async def run() -> float:
        client = AsyncClient(KEY, base_url=sandbox.base_url, concurrency=1)
        under_way = asyncio.ensure_future(client.send(to=TO, text="un"))
        waiting = asyncio.ensure_future(client.send(to=TO, text="deux"))
        await asyncio.to_thread(sandbox.wait, 1, 5.0)
        started = time.perf_counter()
        under_way.cancel()
        waiting.cancel()
        for task in (under_way, waiting):
            with pytest.raises(asyncio.CancelledError):
                await task
        took = time.perf_counter() - started
        await client.close()
        return took

    assert asyncio.run(run()) < 0.2
    assert [one.text for one in sandbox.messages()] == ["un"]


def test_a_call_that_is_cut_off_says_that_nobody_knows(sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "close_after_accepting"}}]))

    async def run() -> None:
        async with AsyncClient(KEY, base_url=sandbox.base_url) as client:
            with pytest.raises(OutcomeUnknownError):
                await client.send(to=TO, text="Bonjour")

    asyncio.run(run())
    assert len(sandbox.messages()) == 1


def test_a_loop_that_is_closed_in_mid_call_neither_loses_nor_repeats_a_message(sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 300}}]))
    client = AsyncClient(KEY, base_url=sandbox.base_url)

    async def begin() -> None:
        call = asyncio.ensure_future(client.send(to=TO, text="Bonjour"))
        await asyncio.to_thread(sandbox.wait, 1, 5.0)
        call.cancel()

    asyncio.run(begin())
    sandbox.set_faults("[]")

    async def again() -> None:
        async with client:
            await client.balance()

    asyncio.run(again())
    assert len(sandbox.messages()) == 1


@pytest.mark.parametrize("cancelled", [True, False])
def test_a_loop_that_is_closed_under_a_call_neither_loses_nor_repeats_its_message(
    sandbox: Sandbox, cancelled: bool, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 300}}]))
    client = AsyncClient(KEY, base_url=sandbox.base_url)
    loop = asyncio.new_event_loop()
    call = loop.create_task(client.send(to=TO, text="Bonjour"))
    loop.run_until_complete(asyncio.to_thread(sandbox.wait, 1, 5.0))
    if cancelled:
        call.cancel()
    loop.close()
    sandbox.set_faults("[]")

    async def afterwards() -> list[str]:
        async with client:
            return [message.text async for message in client.sent_messages()]

    assert asyncio.run(afterwards()) == ["Bonjour"]
    assert client.closed
    # Asyncio tells of it in the log, as of any task whose loop was closed under it.
    del call
    gc.collect()
    assert "destroyed but it is pending" in caplog.text
    assert len(sandbox.messages()) == 1


def test_a_client_outlives_the_loop_it_was_first_used_in(sandbox: Sandbox) -> None:
    client = AsyncClient(KEY, base_url=sandbox.base_url)

    async def send() -> str | None:
        return (await client.send(to=TO, text="Bonjour")).message_id

    first, second = asyncio.run(send()), asyncio.run(send())
    asyncio.run(client.close())
    assert [message.message_id for message in sandbox.messages()] == [first, second]


def test_threads_are_started_as_they_are_needed(sandbox: Sandbox) -> None:
    async def run() -> int:
        before = threading.active_count()
        async with AsyncClient(KEY, base_url=sandbox.base_url) as client:
            assert threading.active_count() == before
            await client.balance()
            return threading.active_count() - before

    assert asyncio.run(run()) == 1


def test_concurrency_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="concurrency"):
        AsyncClient(KEY, concurrency=0)
