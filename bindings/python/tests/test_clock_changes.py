"""Dates of the service, which are times of Paris, in the two nights when the clocks there change."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from smsmode import Client, InvalidInputError, paris, parse_delivery_receipt, parse_reply

CLIENT = Client("sandbox-demo-key-0123456789abcdef")
# The clocks of Paris, the instant that is read, and whether it is doubtful.
NIGHTS: list[tuple[tuple[int, int, int, int, int], tuple[int, int], bool]] = [
    ((2026, 10, 25, 1, 59), (24, 2359), False),
    ((2026, 10, 25, 2, 0), (25, 0), True),
    ((2026, 10, 25, 2, 59), (25, 59), True),
    ((2026, 10, 25, 3, 0), (25, 200), False),
    ((2026, 3, 29, 1, 59), (29, 59), False),
    ((2026, 3, 29, 2, 0), (29, 100), True),
    ((2026, 3, 29, 2, 59), (29, 159), True),
    ((2026, 3, 29, 3, 0), (29, 100), False),
]
EVERY_HOUR = pytest.mark.parametrize(("shown", "instant", "doubtful"), NIGHTS)


def utc(shown: tuple[int, ...], instant: tuple[int, int]) -> datetime:
    day, time = instant
    return datetime(shown[0], shown[1], day, time // 100, time % 100, tzinfo=timezone.utc)


@EVERY_HOUR
def test_a_message_of_the_list_says_whether_its_date_is_doubtful(
    shown: tuple[int, ...], instant: tuple[int, int], doubtful: bool
) -> None:
    raw = "{2:02}/{1:02}/{0} {3:02}:{4:02}".format(*shown)
    body = f"S1 | {raw} | Bonjour | 33639980011 | 1.0 | 1 |".encode()
    [sent] = CLIENT.prepare.list_sent().parse(200, {}, body).messages
    assert (sent.sent_at, sent.sent_at_ambiguous) == (utc(shown, instant), doubtful)
    assert sent.sent_at_raw == raw


@EVERY_HOUR
def test_a_reply_of_the_list_says_whether_its_date_is_doubtful(
    shown: tuple[int, ...], instant: tuple[int, int], doubtful: bool
) -> None:
    raw = "{2:02}{1:02}{0}-{3:02}:{4:02}".format(*shown)
    body = f"R1 | {raw} | 33639980011 | Oui | 36034 | S1".encode()
    [reply] = CLIENT.prepare.list_replies().parse(200, {}, body).replies
    assert (reply.received_at, reply.received_at_ambiguous) == (utc(shown, instant), doubtful)
    assert reply.received_at_raw == raw


@EVERY_HOUR
def test_a_receipt_and_a_reply_say_whether_their_date_is_doubtful(
    shown: tuple[int, ...], instant: tuple[int, int], doubtful: bool
) -> None:
    date = "{}-{:02}-{:02}+{:02}:{:02}:00".format(*shown)
    receipt = parse_delivery_receipt(f"smsID=S1&statut=11&date_reception={date}")
    assert (receipt.received_at, receipt.received_at_ambiguous) == (utc(shown, instant), doubtful)
    date = "{2:02}{1:02}{0}-{3:02}{4:02}00".format(*shown)
    reply = parse_reply(f"emetteur=33639980011&message=Oui&date_reception={date}")
    assert (reply.received_at, reply.received_at_ambiguous) == (utc(shown, instant), doubtful)


def test_where_there_is_no_date_nothing_is_doubtful() -> None:
    receipt = parse_delivery_receipt("smsID=S1&statut=11&date_reception=hier")
    assert (receipt.received_at, receipt.received_at_ambiguous) == (None, None)
    assert receipt.received_at_raw == "hier"
    assert parse_delivery_receipt("smsID=S1&statut=11").received_at_ambiguous is None


@pytest.mark.parametrize("time", [(2035, 10, 28, 2, 30), (2035, 3, 25, 2, 30)])
def test_a_doubtful_time_is_no_time_to_send_at(time: Any) -> None:
    with pytest.raises(InvalidInputError):
        CLIENT.prepare.send(to="0639980011", text="Bonjour", at=paris(*time))


def test_an_instant_in_the_hour_that_comes_twice_is_no_time_to_send_at() -> None:
    instant = datetime(2035, 10, 28, 0, 30, tzinfo=timezone.utc)
    with pytest.raises(InvalidInputError):
        CLIENT.prepare.send(to="0639980011", text="Bonjour", at=instant)
    before = datetime(2035, 10, 27, 23, 30, tzinfo=timezone.utc)
    assert CLIENT.prepare.send(to="0639980011", text="Bonjour", at=before).name == "send_sms"
