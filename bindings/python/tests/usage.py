"""What a user of the package writes, for type checkers: it is judged by two of them and never run."""

# What assert_type gives back is not needed.
# pyright: reportUnusedCallResult=false

import logging
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from typing_extensions import assert_never, assert_type

import smsmode


def a_plan() -> None:
    analysis = smsmode.analyse("Bonjour")
    assert_type(analysis, smsmode.Analysis)
    assert_type(smsmode.analyse_many(["a", "b"]), list[smsmode.Analysis])
    assert_type(smsmode.truncate("Bonjour", 1), str)
    plan = smsmode.plan("Bonjour", mode="smart", recipients=3)
    assert_type(plan.text, str)
    assert_type(plan.replacements, tuple[smsmode.Replacement, ...])
    smsmode.plan("Bonjour", mode="other")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def sends(client: smsmode.Client) -> str | None:
    accepted = client.send(
        to=["0639980011", "+33639980012"], text="Bonjour", at=datetime.now(timezone.utc), reference="12"
    )
    assert_type(accepted, smsmode.Accepted)
    assert_type(client.balance().credits, Decimal)
    for message in client.sent_messages():
        assert_type(message, smsmode.SentMessage)
    for reply in client.replies():
        assert_type(reply.text, str)
    return accepted.message_id


def handles(client: smsmode.Client) -> int:
    try:
        client.send(to="0639980011", text="Bonjour", at=smsmode.paris(2027, 1, 31, 18, 30))
    except smsmode.OutcomeUnknownError:
        return 7
    except smsmode.RefusedError as error:
        assert_type(error.code, smsmode.RefusalCode | None)
        return 3
    except smsmode.SmsmodeError as error:
        outcome = error.outcome
        if outcome == "not_sent":
            return 6
        if outcome == "refused":
            return 3
        if outcome == "unknown":
            return 7
        assert_never(outcome)
    return 0


async def sends_later() -> None:
    async with smsmode.AsyncClient("key", concurrency=4) as client:
        accepted = await client.send(to="0639980011", text="Bonjour")
        assert_type(accepted.message_id, str | None)
        assert_type(await client.balance(), smsmode.Balance)
        async for message in client.sent_messages():
            assert_type(message, smsmode.SentMessage)


def keeps(client: smsmode.Client) -> None:
    with smsmode.Outbox.open("sqlite:till.db") as outbox, outbox.dispatch(client, rate=10) as dispatcher:
        added = outbox.enqueue(key="order-12", to="0639980011", text="Bonjour", expires=timedelta(hours=1))
        assert_type(added, smsmode.Added)
        assert_type(outbox.list("parked", limit=10), list[smsmode.Entry])
        assert_type(outbox.enqueue_many([smsmode.NewMessage(key="a", to="1", text="b")]), list[smsmode.Added])
        assert_type(dispatcher.trouble, str | None)
        for entry in outbox.changes(after=0):
            assert_type(entry, smsmode.Entry)
            assert_type(entry.standing("fr").advice, str | None)
            if entry.state == "other":  # type: ignore[comparison-overlap]  # pyright: ignore[reportUnnecessaryComparison]
                return
        outbox.enqueue(key="order-12", to="0639980011", texte="Bonjour")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


async def keeps_later() -> None:
    async with smsmode.AsyncOutbox.open("sqlite:till.db") as outbox, smsmode.AsyncClient("key") as client:
        async with outbox.dispatch(client, in_flight=2):
            assert_type(await outbox.enqueue(key="order-12", to="0639980011", text="Bonjour"), smsmode.Added)
        async for entry in outbox.changes(timeout=1.0):
            assert_type(entry.message_id, str | None)
        assert_type(await outbox.list(), list[smsmode.Entry])


def prepares(client: smsmode.Client) -> None:
    call = client.prepare.balance()
    assert_type(call, smsmode.PreparedCall[smsmode.Balance])
    assert_type(call.parse(200, {}, b"12"), smsmode.Balance)


def is_called(path: str, query: bytes) -> None:
    verified = smsmode.CallbackSigner(b"0123456789abcdef").verify(path)
    assert_type(verified.reference, str | None)
    assert_type(smsmode.parse_delivery_receipt(query).status, smsmode.MessageStatus)


def tests_itself() -> None:
    with smsmode.sandbox() as sandbox, sandbox.client() as client:
        assert_type(client, smsmode.Client)
        assert_type(sandbox.wait(1), list[smsmode.SandboxMessage])
        assert_type(sandbox.duplicates.found, tuple[smsmode.SandboxDuplicate, ...])
        assert_type([request.call for request in sandbox.journal], list[str])
        assert_type(sandbox.callbacks[0].attempts, tuple[smsmode.SandboxAttempt, ...])
        sandbox.faults(smsmode.Fault.close_before_storing(ending="close", probability=0.5), seed=7)
        sandbox.faults(smsmode.Fault.answer_charset("ascii"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def logs(client: smsmode.Client) -> None:
    logging.getLogger().addHandler(smsmode.SmsHandler(client, to="0639980011"))
