"""Each call of the client, made to the sandbox."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from smsmode import BatchMessage, InvalidInputError, MessageStatus, paris

if TYPE_CHECKING:
    from smsmode import Client
    from smsmode._smsmode import Sandbox

TO = "0639980011"


def test_a_text_is_sent_with_all_its_options(client: Client, sandbox: Sandbox) -> None:
    accepted = client.send(
        to=[TO, "06 39 98 00 12"],
        text="Votre commande est prête",
        mode="smart",
        sender="BOUTIQUE",
        at=datetime.now(timezone.utc) + timedelta(days=2),
        reference="order-12",
        max_segments=2,
        opt_out="if_free",
        delivery_url="https://shop.example/dlr",
    )
    first, second = sandbox.messages()
    assert first.message_id == accepted.message_id
    assert second.recipient == "33639980012"
    assert first.text.startswith("Votre commande est prete")
    assert (first.sender, first.reference) == ("BOUTIQUE", "order-12")
    assert first.status == MessageStatus.SCHEDULED


def test_a_unicode_text_arrives_as_it_was_written(client: Client, sandbox: Sandbox) -> None:
    client.send(to=TO, text="Reçu 😀", mode="unicode")
    assert sandbox.messages()[0].text == "Reçu 😀"


def test_a_batch_takes_tuples_and_messages(client: Client, sandbox: Sandbox) -> None:
    client.send_batch(messages=[(TO, "un"), BatchMessage("0639980012", "deux", reference="r2")])
    assert [one.text for one in sandbox.messages()] == ["un", "deux"]


def test_a_message_of_a_batch_that_cannot_be_sent_is_told_by_its_place(
    client: Client, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidInputError, match="message 2 of the batch"):
        client.send_batch(messages=[(TO, "un"), ("12", "deux")])
    assert sandbox.messages() == []


def test_a_voice_message_is_sent(client: Client, sandbox: Sandbox) -> None:
    client.send_voice(to=TO, text="Votre commande est prête", title="Boutique", language="fr-FR")
    assert sandbox.messages()[0].kind == "voice"


def test_a_message_is_followed_until_it_is_received(client: Client) -> None:
    accepted = client.send(to=TO, text="Bonjour")
    assert accepted.message_id is not None
    end = client.wait(accepted.message_id, timeout=10, first_pause=0.005)
    assert (end.status, end.is_final) == (MessageStatus.RECEIVED, True)
    assert client.status(accepted.message_id).status is MessageStatus.RECEIVED
    report = client.report(accepted.message_id)
    assert [(one.recipient, one.status) for one in report.recipients] == [("33639980011", 11)]


def test_waiting_that_runs_out_of_time_says_what_was_seen_last(client: Client) -> None:
    at = datetime.now(timezone.utc) + timedelta(days=1)
    accepted = client.send(to=TO, text="Bonjour", at=at)
    end = client.wait(accepted.message_id or "", timeout=0)
    assert (end.status, end.is_final) == (MessageStatus.SCHEDULED, False)


def test_messages_sent_are_listed_page_by_page(client: Client) -> None:
    ids = [client.send(to=TO, text=f"numéro {number}").message_id for number in range(501)]
    before = datetime.now(timezone.utc)
    messages = list(client.sent_messages())
    assert sorted(message.message_id for message in messages) == sorted(map(str, ids))
    assert all(isinstance(message.cost, Decimal) for message in messages)
    page = client.list_sent(first=0, page_size=2)
    assert len(page.messages) == 2
    assert page.damaged == ()
    sent_at = page.messages[0].sent_at
    assert sent_at is not None
    assert sent_at.tzinfo is timezone.utc
    assert abs(sent_at - before) < timedelta(minutes=5)


def test_replies_are_listed_and_gone_through(client: Client, sandbox: Sandbox) -> None:
    accepted = client.send(to=TO, text="Viendrez-vous ?", replies=True)
    client.wait(accepted.message_id or "", timeout=10, first_pause=0.005)
    sandbox.reply(accepted.message_id or "", TO, "Oui")
    replies = list(client.replies())
    assert [(reply.text, reply.message_id) for reply in replies] == [("Oui", accepted.message_id)]
    assert client.list_replies(first=0, page_size=10).replies == tuple(replies)
    now = datetime.now(timezone.utc)
    period = client.list_replies(since=now - timedelta(hours=1), until=now + timedelta(hours=1))
    assert period.replies == tuple(replies)


def test_a_message_is_deleted_by_its_id_and_as_the_most_recent(client: Client, sandbox: Sandbox) -> None:
    at = paris(datetime.now(timezone.utc).year + 1, 1, 31, 18, 30)
    first = client.send(to=TO, text="un", at=at)
    client.send(to=TO, text="deux", at=at)
    client.delete(first.message_id or "")
    client.delete_most_recent(to=TO)
    assert [one.deleted for one in sandbox.messages()] == [True, True]


def test_the_balance_is_a_decimal_that_sending_lowers(client: Client) -> None:
    before = client.balance().credits
    client.send(to=TO, text="Bonjour")
    assert isinstance(before, Decimal)
    assert client.balance().credits == before - 1


def test_sub_accounts_are_made_fed_and_deleted(client: Client) -> None:
    client.create_sub_account(
        login="boutique", password="secret-12", city="Marseille", mobile=TO, birth_date=date(1980, 3, 5)
    )
    client.transfer_credits(to="boutique", credits=Decimal(10), transaction_reference="t1")
    client.transfer_credits(to="boutique", credits=5)
    assert client.balance().credits == Decimal(985)
    client.delete_sub_account(login="boutique")


def test_contacts_are_added_and_sent_to_as_a_group(client: Client, sandbox: Sandbox) -> None:
    client.add_contact(last_name="Dupond", mobile=TO, first_name="Jacques", groups=["Paris"])
    client.send(group="Paris", text="Bonjour")
    assert sandbox.messages()[0].recipient == "33639980011"


def test_a_key_that_was_created_opens_the_account(client: Client, sandbox: Sandbox) -> None:
    from smsmode import Client as Another

    created = client.create_api_key()
    assert created.api_key not in repr(created)
    with Another(created.api_key, base_url=sandbox.base_url) as other:
        assert other.balance() == client.balance()
