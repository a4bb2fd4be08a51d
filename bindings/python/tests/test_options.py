"""What a client is made with, seen in what it asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from smsmode import AsyncClient, Client, InvalidInputError

if TYPE_CHECKING:
    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"
BATCH = [(TO, "un"), ("0639980012", "deux")]


def asked(sandbox: Sandbox) -> tuple[str, str]:
    """The request line and the body of the last request."""
    last = sandbox.journal()[-1]
    return last.request_line, last.body_text


def test_the_key_travels_in_the_body_unless_asked_otherwise(sandbox: Sandbox, client: Client) -> None:
    client.send(to=TO, text="Bonjour")
    line, body = asked(sandbox)
    assert line.startswith("POST")
    assert KEY not in line
    assert KEY in body


def test_by_get_everything_travels_in_the_address(sandbox: Sandbox) -> None:
    with Client(KEY, base_url=sandbox.base_url, method="GET") as client:
        client.send(to=TO, text="Bonjour")
        assert client.prepare.balance().method == "GET"
    line, body = asked(sandbox)
    assert line.startswith("GET")
    assert KEY in line
    assert body == ""
    assert [one.text for one in sandbox.messages()] == ["Bonjour"]


def test_a_batch_does_not_go_by_get(sandbox: Sandbox) -> None:
    with (
        Client(KEY, base_url=sandbox.base_url, method="GET") as client,
        pytest.raises(InvalidInputError, match="POST only"),
    ):
        client.send_batch(messages=BATCH)
    assert sandbox.messages() == []


def test_the_key_of_a_batch_stands_in_its_address_or_its_body(sandbox: Sandbox) -> None:
    with Client(KEY, base_url=sandbox.base_url) as client:
        client.send_batch(messages=BATCH)
    line, body = asked(sandbox)
    assert KEY in line
    assert KEY not in body
    with Client(KEY, base_url=sandbox.base_url, batch_credential="body") as client:
        call = client.prepare.send_batch(messages=BATCH)
    assert KEY not in call.url
    assert KEY.encode() in call.body


def test_the_boundary_separates_the_parts_of_a_batch(sandbox: Sandbox) -> None:
    with Client(KEY, base_url=sandbox.base_url, batch_boundary="here-it-ends") as client:
        client.send_batch(messages=BATCH)
        assert "here-it-ends" in client.prepare.send_batch(messages=BATCH).headers["Content-Type"]
        with pytest.raises(InvalidInputError, match="boundary"):
            client.send_batch(messages=[(TO, "un here-it-ends deux")])
    assert asked(sandbox)[1].startswith("--here-it-ends\r\n")
    assert [one.text for one in sandbox.messages()] == ["un", "deux"]


def test_the_client_of_asyncio_has_the_same_options(sandbox: Sandbox) -> None:
    async def run() -> None:
        async with AsyncClient(KEY, base_url=sandbox.base_url, method="GET") as client:
            await client.send(to=TO, text="Bonjour")
        options: Any = {"batch_credential": "body", "batch_boundary": "here-it-ends"}
        async with AsyncClient(KEY, base_url=sandbox.base_url, **options) as client:
            call = client.prepare.send_batch(messages=BATCH)
        assert KEY not in call.url
        assert call.body.startswith(b"--here-it-ends\r\n")

    asyncio.run(run())
    assert asked(sandbox)[0].startswith("GET")


@pytest.mark.parametrize(
    "options",
    [
        {"method": "PUT"},
        {"method": "get"},
        {"batch_credential": "header"},
        {"batch_boundary": ""},
        {"batch_boundary": "a b"},
        {"batch_boundary": "a" * 71},
    ],
)
def test_an_option_that_cannot_be_is_invalid_input(options: Any) -> None:
    with pytest.raises(InvalidInputError):
        Client(KEY, **options)
    with pytest.raises(InvalidInputError):
        AsyncClient(KEY, **options)


def test_a_voice_message_may_be_longer_where_that_is_asked_for(sandbox: Sandbox, client: Client) -> None:
    with pytest.raises(InvalidInputError, match="160"):
        client.send_voice(to=TO, text="a" * 161)
    assert b"a" * 161 in client.prepare.send_voice(to=TO, text="a" * 161, unlimited=True).body
