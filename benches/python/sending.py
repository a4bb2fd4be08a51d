"""What does a send cost, beside the same form post by hand with the usual HTTP libraries?"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import AsyncExitStack, ExitStack, contextmanager
from time import process_time
from typing import TYPE_CHECKING

import httpx
import requests
from figures import Figures, by_turns

from smsmode import AsyncClient, Client

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import TypeVar

    _C = TypeVar("_C", AsyncClient, httpx.AsyncClient)

KEY = "a-key-of-a-sandbox-0123456789"
TO, TEXT = "33639980011", "Votre commande est arrivée"
# A bar is judged over 1,000 sends of each kind.
WINDOWS, SENDS = 10, 100
CONCURRENCY = 32

# A process of its own, or its processor time would count as that of the callers.
SANDBOX = f"""
import sys
from decimal import Decimal
from smsmode._smsmode import Sandbox
sandbox = Sandbox(api_key={KEY!r}, credits=Decimal(10**9))
print(sandbox.base_url, flush=True)
sys.stdin.read()
"""


def measure(*, quick: bool) -> int:
    """Print the figures; the number of bars that are missed."""
    with ExitStack() as stack:
        address = stack.enter_context(_sandbox())
        url = f"{address}/http/1.6/sendSMS.do"
        client = stack.enter_context(Client(KEY, base_url=address))
        session = stack.enter_context(requests.Session())
        by_httpx = stack.enter_context(httpx.Client())
        loop = stack.enter_context(asyncio.Runner())
        later = stack.enter_context(_held(loop, AsyncClient(KEY, base_url=address, concurrency=CONCURRENCY)))
        by_later = stack.enter_context(_held(loop, httpx.AsyncClient()))
        told = by_turns(
            1 if quick else WINDOWS,
            {
                "client": lambda: _each(lambda: client.send(to=TO, text=TEXT).message_id),
                "requests": lambda: _each(lambda: _id(session.post(url, data=_form()).text)),
                "httpx": lambda: _each(lambda: _id(by_httpx.post(url, data=_form()).text)),
                "later": lambda: _at_once(loop, lambda: later.send(to=TO, text=TEXT)),
                "later httpx": lambda: _at_once(loop, lambda: by_later.post(url, data=_form())),
            },
        )
    return _judge(told)


def _judge(told: dict[str, float]) -> int:
    figures = Figures("One send to the sandbox, processor time of the process")
    figures.tell("Client.send", told["client"] * 1e6, "µs")
    figures.tell("the same form post by requests", told["requests"] * 1e6, "µs")
    figures.tell("the same form post by httpx", told["httpx"] * 1e6, "µs")
    figures.at_most(0.2, "  ours / httpx", told["client"] / told["httpx"])
    figures.at_most(1, "  ours / requests", told["client"] / told["requests"])
    figures.tell(f"AsyncClient.send, concurrency {CONCURRENCY}", told["later"] * 1e6, "µs")
    figures.tell("the same by httpx.AsyncClient", told["later httpx"] * 1e6, "µs")
    figures.at_most(0.2, "  ours / httpx.AsyncClient", told["later"] / told["later httpx"])
    figures.at_most(1, "  ours / requests", told["later"] / told["requests"])
    figures.print()
    return figures.missed


@contextmanager
def _sandbox() -> Iterator[str]:
    command = [sys.executable, "-c", SANDBOX]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.communicate()


@contextmanager
def _held(loop: asyncio.Runner, client: _C) -> Iterator[_C]:
    async def enter() -> AsyncExitStack:
        stack = AsyncExitStack()
        await stack.enter_async_context(client)
        return stack

    stack = loop.run(enter())
    yield client
    loop.run(stack.aclose())


def _form() -> dict[str, str]:
    return {"accessToken": KEY, "numero": TO, "message": TEXT}


def _id(answer: str) -> str:
    code, _, message_id = answer.split("|")
    if code.strip() != "0":
        raise ValueError(answer)
    return message_id.strip()


def _each(send: Callable[[], str | None]) -> float:
    begin = process_time()
    for _ in range(SENDS):
        if not send():
            raise ValueError
    return (process_time() - begin) / SENDS


def _at_once(loop: asyncio.Runner, send: Callable[[], Awaitable[object]]) -> float:
    async def all_of_them() -> None:
        turn = asyncio.Semaphore(CONCURRENCY)

        async def one() -> None:
            async with turn:
                answer = await send()
            if isinstance(answer, httpx.Response):
                _id(answer.text)

        await asyncio.gather(*(one() for _ in range(SENDS)))

    begin = process_time()
    loop.run(all_of_them())
    return (process_time() - begin) / SENDS
