"""Results are values: frozen, compared, hashed, matched, copied, pickled, and silent about people."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

import pytest

import smsmode
from smsmode import MessageStatus, RefusalCode

WHEN = datetime(2026, 11, 22, 13, 25, tzinfo=timezone.utc)
STATUS = MessageStatus.RECEIVED
SURE = False
AT = smsmode.At("ê", 3)
ANALYSIS = smsmode.analyse("Forêt")
SENT = smsmode.SentMessage("S1", WHEN, "raw", SURE, "un secret", "33639980011", Decimal("1.5"), 1)
REPLY = smsmode.Reply("R1", None, "", None, "33639980011", "un secret", "36034", None)
DAMAGED = smsmode.Damaged(3, b"un secret 33639980011")
VALUES: list[Any] = [
    smsmode.Accepted("S1", False, "un secret"),  # noqa: FBT003
    smsmode.Acknowledged("un secret"),
    smsmode.Balance(Decimal("12.5")),
    smsmode.BatchMessage("33639980011", "un secret"),
    smsmode.CreatedApiKey("un secret", "7", None, None, None, "un secret"),
    smsmode.CurrentStatus(STATUS, "un secret"),
    DAMAGED,
    smsmode.DeliveryReceipt(
        "S1", STATUS, "33639980011", WHEN, "raw", SURE, "r", None, None, (("x", "un secret"),)
    ),
    smsmode.DeliveryReport((smsmode.RecipientStatus("33639980011", STATUS),), (DAMAGED,)),
    smsmode.ReplyReceipt("33639980011", "un secret", None, WHEN, "raw", SURE, None, None, None, ()),
    smsmode.ReplyList((REPLY,), ()),
    smsmode.SentList((SENT, SENT), (DAMAGED,)),
    smsmode.VerifiedCallback("reply", None),
    smsmode.WaitEnd(STATUS, True),  # noqa: FBT003
    smsmode.LocalTime(2027, 1, 31, 18, 30),
    smsmode.SandboxDuplicates(
        (smsmode.SandboxDuplicate("33639980011", "un secret", None, 2, ("S1", "S2")),),
        False,  # noqa: FBT003
    ),
    smsmode.SandboxReply("R1", "S1", "33639980011", "un secret", WHEN),
    smsmode.SandboxCallback(
        1,
        WHEN,
        "reply",
        "S1",
        "http://un.secret/33639980011",
        None,
        (smsmode.SandboxAttempt(WHEN, "answered", 200, None, "un secret"),),
        "answered",
    ),
    smsmode.SandboxRequest(
        1,
        WHEN,
        "send",
        "GET /?numero=33639980011 HTTP/1.1",
        (("host", "un secret"),),
        9,
        "un secret",
        "utf-8",
        "declared",
        "latin9",
        (smsmode.SandboxParameter("message", "un secret", "body", 0, False),),  # noqa: FBT003
        None,
        "un secret",
    ),
    ANALYSIS,
    AT,
    smsmode.SegmentRange(1, 2),
    smsmode.Replacement(0, 1, "ê", "e"),
    smsmode.segments("un secret")[0],
    smsmode.smart("Forêt"),
    smsmode.plan("Forêt 33639980011"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_what_its_copies_are(value: Any) -> None:
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert other == value
        assert hash(other) == hash(value)
    assert value != object()
    assert value.__replace__() == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_does_not_change(value: Any) -> None:
    field = value.__match_args__[0]
    with pytest.raises(AttributeError):
        setattr(value, field, getattr(value, field))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_shows_nothing_private(value: Any) -> None:
    assert "secret" not in repr(value)
    assert "39980011" not in repr(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_a_dict_of_its_fields(value: Any) -> None:
    plain = value.to_dict()
    assert tuple(plain) == value.__match_args__


def test_values_within_a_value_become_dicts() -> None:
    plain = smsmode.SentList((SENT,), ()).to_dict()
    assert plain["messages"][0]["cost"] == Decimal("1.5")
    assert plain["messages"][0]["sent_at"] == WHEN


def test_values_match_by_position_and_by_name() -> None:
    match ANALYSIS:
        case smsmode.Analysis("ucs2", 5, segments=1, first_outside_gsm=smsmode.At(char="ê")):
            pass
        case _:
            pytest.fail("the pattern does not match")


def test_a_value_is_replaced_field_by_field() -> None:
    assert AT.__replace__(index=4) == smsmode.At("ê", 4)
    with pytest.raises(TypeError):
        AT.__replace__(place=4)


def test_a_status_that_is_not_known_is_kept() -> None:
    unknown = MessageStatus(4242)
    assert (unknown, unknown.name, unknown.kind) == (4242, "UNKNOWN_4242", "unknown")
    assert MessageStatus(4242) is unknown
    assert pickle.loads(pickle.dumps(unknown)) is unknown
    assert repr(unknown) == "<MessageStatus.UNKNOWN_4242: 4242>"
    assert unknown not in list(MessageStatus)
    assert RefusalCode(4242) != RefusalCode.AUTHENTICATION


@pytest.mark.parametrize("number", [-1, 65536, "11", None, 1.5, True])
def test_what_is_no_number_of_a_status_is_no_status(number: Any) -> None:
    if number is True:
        assert MessageStatus(number) is MessageStatus.IN_PROGRESS
        return
    with pytest.raises(ValueError, match="not a valid"):
        MessageStatus(number)


def test_every_status_has_words_in_both_languages() -> None:
    for status in MessageStatus:
        assert status.describe() != status.describe("fr") or status is MessageStatus.PORTABILITY_FOR_NOW
    assert MessageStatus.RECEIVED.is_final
    assert not MessageStatus.SCHEDULED.is_final
    assert RefusalCode.NOT_ENOUGH_CREDIT.describe("fr") == "crédits insuffisants"


def test_the_enum_lists_what_the_native_code_knows() -> None:
    known = {number for number in range(10_000) if "Unknown status" not in MessageStatus(number).describe()}
    assert known == {int(status) for status in MessageStatus}
