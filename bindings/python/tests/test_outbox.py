"""The outbox: put in, sent, looked at, changed."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import signal
import stat
import threading
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

import smsmode
from smsmode import Added, Client, Entry, InvalidInputError, NewMessage, Outbox, OutboxError, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smsmode import Sandbox

TO = "0639980011"
REFUSED = "0639980035"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path}/till.db"


@pytest.fixture
def outbox(url: str) -> Iterator[Outbox]:
    with Outbox.open(url) as outbox:
        yield outbox


def put(outbox: Outbox, key: str = "order-12", *, to: str = TO) -> str:
    return outbox.enqueue(key=key, to=to, text=f"Commande {key}").id


def until(outbox: Outbox, message: str, *states: str) -> Entry:
    """Wait for a message to be in one of these states."""
    for entry in outbox.changes(after=0, timeout=20):
        if entry.id == message and entry.state in states:
            return entry
    found = outbox.get(message)
    pytest.fail(f"it is not {states} but {found and found.state}")


def test_what_is_put_in_is_there_once(outbox: Outbox) -> None:
    first = outbox.enqueue(key="order-12", to=TO, text="Bonjour")
    assert first.outcome == "new"
    assert outbox.enqueue(key="order-12", to="+33 6 39 98 00 11", text="Bonjour") == Added(first.id, "known")
    assert outbox.overview().counts["queued"] == 1
    assert outbox.get(first.id) == outbox.find("order-12") == outbox.list()[0]
    assert outbox.find("order-13") is None


def test_another_message_under_a_key_that_is_taken_raises(outbox: Outbox) -> None:
    put(outbox)
    with pytest.raises(OutboxError, match="another message") as caught:
        outbox.enqueue(key="order-12", to=TO, text="Bonsoir")
    assert caught.value.name == "key_taken"
    assert not caught.value.retry
    assert [one.text for one in outbox.list()] == ["Commande order-12"]


def test_many_are_put_in_with_one_write_and_each_is_told_of(outbox: Outbox) -> None:
    put(outbox, "b")
    rows = [NewMessage(key=key, to=TO, text=f"Commande {key}") for key in "abc"]
    rows.append(NewMessage(key="c", to=TO, text="autre"))
    outcomes = [added.outcome for added in outbox.enqueue_many(rows)]
    assert outcomes == ["new", "known", "new", "key_taken"]
    assert [entry.key for entry in outbox.list(limit=2)] == ["c", "a"]
    with pytest.raises(TypeError):
        outbox.enqueue_many([{"key": "d"}])  # type: ignore[list-item]


def test_everything_that_was_asked_for_is_kept(outbox: Outbox) -> None:
    soon = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=1)
    added = outbox.enqueue(
        key="order-12", to=TO, text="l’été", mode="smart", sender="BOULANGER", reference="12",
        max_segments=1, opt_out="always", not_before=soon, expires=timedelta(days=2), at_least_once=True,
    )  # fmt: skip
    entry = outbox.get(added.id)
    assert entry is not None
    assert (entry.to, entry.text, entry.sender, entry.reference) == (
        "33639980011",
        "l'été",
        "BOULANGER",
        "12",
    )
    assert (entry.state, entry.due_at, entry.at_least_once, entry.attempts) == ("queued", soon, True, 0)
    assert entry.expires_at is not None
    assert timedelta(days=1, hours=23) < entry.expires_at - entry.created_at <= timedelta(days=2, seconds=1)
    assert entry.created_at.tzinfo is timezone.utc


def test_a_time_of_paris_that_comes_twice_is_neither_too_early_nor_too_late() -> None:
    twice = smsmode.paris(2027, 10, 31, 2, 30)
    told = NewMessage(key="a", to=TO, text="b", not_before=twice, expires=twice).to_dict()
    assert told["not_before"] == datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    assert told["expires"] == datetime(2027, 10, 31, 0, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"key": ""}, "key"), ({"key": "a" * 201}, "201"), ({"key": "a\n"}, "control"),
        ({"to": "12"}, "number"),
        ({"text": "été 😀"}, "😀|character"), ({"text": "a" * 161, "max_segments": 1}, "segment"),
        ({"sender": "x" * 12}, "sender"), ({"mode": "other"}, "mode"), ({"opt_out": "never"}, "opt_out"),
        ({"expires": timedelta(seconds=-1)}, "timedelta"), ({"reference": "r" * 41}, "reference"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_and_not_put_in(
    outbox: Outbox, options: dict[str, object], word: str
) -> None:
    with pytest.raises(InvalidInputError, match=word):
        outbox.enqueue(**{"key": "k", "to": TO, "text": "t", **options})  # type: ignore[arg-type]
    assert outbox.overview().revision == 0


@pytest.mark.parametrize("when", [datetime(2027, 1, 1), "tomorrow", 12])  # noqa: DTZ001
def test_a_time_that_could_mean_several_is_refused(outbox: Outbox, when: object) -> None:
    with pytest.raises(TypeError):
        outbox.enqueue(key="k", to=TO, text="t", not_before=when)  # type: ignore[arg-type]


def test_what_is_put_in_is_sent_once_and_followed(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    ids = [put(outbox, f"order-{number}") for number in range(20)]
    with outbox.dispatch(Client(), in_flight=4) as dispatcher:
        entries = [until(outbox, message, "accepted") for message in ids]
        assert dispatcher.trouble is None
    assert dispatcher.closed
    messages = smsmode_sandbox.messages
    assert sorted(one.message_id for one in messages) == sorted(entry.message_id or "" for entry in entries)
    assert {entry.evidence for entry in entries} == {"told"}
    assert not smsmode_sandbox.duplicates


def test_a_rate_is_kept(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    for number in range(4):
        put(outbox, f"order-{number}")
    began = time.monotonic()
    with outbox.dispatch(Client(), rate=5):
        smsmode_sandbox.wait(4)
    assert time.monotonic() - began >= 0.55


def test_what_is_rejected_says_why_and_is_sent_again_when_asked(
    outbox: Outbox, smsmode_sandbox: Sandbox
) -> None:
    message = put(outbox, to=REFUSED)
    with outbox.dispatch(Client()):
        entry = until(outbox, message, "rejected")
        assert entry.trouble == "refusal 35"
        assert entry.standing().advice
        outbox.pause()
        assert outbox.retry(message).state == "queued"
    assert outbox.cancel(message).state == "cancelled"
    with pytest.raises(OutboxError) as caught:
        outbox.retry(message)
    assert caught.value.name == "refused"
    with pytest.raises(OutboxError) as caught:
        outbox.cancel("0" * 26)
    assert caught.value.name == "no_such_message"
    with pytest.raises(InvalidInputError):
        outbox.get("order-12")


def test_what_ended_long_ago_is_forgotten_and_not_sent_again(
    outbox: Outbox, smsmode_sandbox: Sandbox
) -> None:
    message = put(outbox, to=REFUSED)
    with outbox.dispatch(Client()):
        assert not until(outbox, message, "rejected").was_accepted_twice
    # A dispatcher forgets when it begins, what ended in a second before.
    deadline = time.monotonic() + 20
    while outbox.list()[0].text is not None:
        assert time.monotonic() < deadline
        with outbox.dispatch(Client(), retention=0.0):
            list(outbox.changes(timeout=0.2))
    [entry] = outbox.list()
    assert (entry.key, entry.to, entry.text) == ("order-12", None, None)
    with pytest.raises(OutboxError) as caught:
        outbox.retry(message)
    assert caught.value.name == "forgotten"


def test_nothing_is_sent_while_it_is_paused(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    outbox.pause()
    assert outbox.overview().paused == "on_request"
    message = put(outbox)
    with outbox.dispatch(Client()):
        assert [entry.id for entry in outbox.changes(timeout=0.5)] == []
        assert smsmode_sandbox.messages == []
        outbox.resume()
        until(outbox, message, "accepted")


def test_an_answer_that_was_lost_is_unknown_and_found_in_the_list(
    outbox: Outbox, smsmode_sandbox: Sandbox
) -> None:
    smsmode_sandbox.faults(smsmode.Fault.close_after_accepting(call="send", times=1))
    message = put(outbox)
    with outbox.dispatch(Client(), timeout=0.4, quiet_time=1.0, look_again=0.1):
        unknown = until(outbox, message, "unknown")
        assert unknown.standing("fr").advice != unknown.standing().advice
        assert "looked up" in (unknown.standing().advice or "")
        found = until(outbox, message, "accepted", "delivered")
    [sent] = smsmode_sandbox.messages
    assert (found.evidence, found.message_id) == ("listed", sent.message_id)


def test_what_is_unknown_is_looked_up_at_once_when_asked(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    assert outbox.reconcile(Client()) == []
    smsmode_sandbox.faults(smsmode.Fault.close_after_accepting(call="send", times=1))
    message = put(outbox)
    with outbox.dispatch(Client()) as dispatcher:
        until(outbox, message, "unknown")
        assert dispatcher.tally is not None
        assert (dispatcher.tally.accepted, sum(dispatcher.tally.failed.values())) == (0, 1)
        with pytest.raises(OutboxError) as caught:
            outbox.reconcile(Client())
        assert caught.value.name == "another_dispatcher"
    smsmode_sandbox.faults(smsmode.Fault.refuse(32, call="list_sent", times=1))
    with pytest.raises(smsmode.AuthenticationError):
        outbox.reconcile(Client())
    assert [entry.state for entry in outbox.list()] == ["unknown"]
    put(outbox, "order-13")
    [found] = outbox.reconcile(Client())
    [sent] = smsmode_sandbox.messages
    assert (found.key, found.state, found.evidence) == ("order-12", "accepted", "listed")
    assert found.message_id == sent.message_id
    assert outbox.overview().counts["queued"] == 1, "nothing is sent by that"


def test_what_the_list_does_not_show_is_neither_sent_nor_settled_by_a_look(
    outbox: Outbox, smsmode_sandbox: Sandbox
) -> None:
    smsmode_sandbox.faults(smsmode.Fault.close_before_storing(call="send", times=1))
    message = put(outbox)
    with outbox.dispatch(Client()):
        until(outbox, message, "unknown")
    [looked_up] = outbox.reconcile(Client(), timeout=10.0, quiet_time=600.0, look_again=30.0)
    assert (looked_up.id, looked_up.state) == (message, "unknown")
    assert smsmode_sandbox.messages == []
    with pytest.raises(InvalidInputError):
        outbox.reconcile(Client(), quiet_time=-1.0)


def test_whether_somebody_sends_is_told_to_all(outbox: Outbox, url: str, smsmode_sandbox: Sandbox) -> None:
    with Outbox.open(url) as other:
        assert other.is_dispatched() is False
        with outbox.dispatch(Client()):
            assert other.is_dispatched() is True
        assert other.is_dispatched() is False


def test_a_dispatcher_counts_what_came_of_its_transmissions(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    messages = [put(outbox, "a"), put(outbox, "b"), put(outbox, "c", to=REFUSED)]
    with outbox.dispatch(Client()) as dispatcher:
        for message in messages:
            until(outbox, message, "accepted", "rejected")
        tally = dispatcher.tally
    assert tally is not None
    assert tally.since_accepted is not None
    assert tally == smsmode.Tally(2, {"refusal 35": 1}, tally.since_accepted)
    assert timedelta(0) <= tally.since_accepted < timedelta(seconds=20)
    assert pickle.loads(pickle.dumps(tally)) == tally
    assert dispatcher.tally is None


def test_what_nobody_can_tell_is_parked_for_a_person(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    smsmode_sandbox.faults(smsmode.Fault.close_before_storing(call="send", times=1))
    message = put(outbox)
    with outbox.dispatch(Client(), timeout=0.4, quiet_time=1.0, look_again=0.1):
        parked = until(outbox, message, "parked")
    assert parked.because == "in_doubt"
    assert parked.standing() == Standing("en", parked.standing().known, parked.standing().advice)
    assert [entry.id for entry in outbox.list("parked")] == [message]


def test_one_dispatcher_at_a_time(outbox: Outbox, url: str, smsmode_sandbox: Sandbox) -> None:
    with outbox.dispatch(Client()), Outbox.open(url) as other:
        with pytest.raises(OutboxError) as caught:
            other.dispatch(Client())
        assert caught.value.name == "another_dispatcher"
        put(other)
    outbox.dispatch(Client()).close()


def test_a_dispatcher_that_is_forgotten_ends(outbox: Outbox, smsmode_sandbox: Sandbox) -> None:
    outbox.dispatch(Client())
    gc.collect()
    outbox.dispatch(Client()).close()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("rate", 0),
        ("rate", -1),
        ("in_flight", 0),
        ("in_flight", 257),
        ("timeout", -1.0),
        ("quiet_time", 1e300),
    ],
)
def test_options_that_cannot_be_are_refused(
    outbox: Outbox, client: Client, option: str, value: float
) -> None:
    with pytest.raises(InvalidInputError):
        outbox.dispatch(client, **{option: value})  # type: ignore[arg-type]


def test_changes_come_from_all_and_are_missed_by_nobody(outbox: Outbox, url: str) -> None:
    put(outbox, "a")
    changes = outbox.changes(timeout=0)
    with Outbox.open(url) as other:
        put(other, "b")
        put(other, "c")
    assert next(changes).key == "b"
    later = outbox.changes(after=changes.revision, timeout=0)
    assert [entry.key for entry in changes] == [entry.key for entry in later] == ["c"]
    assert [entry.key for entry in outbox.changes(after=0, timeout=0)] == ["a", "b", "c"]


def test_a_change_wakes_whoever_waits(outbox: Outbox) -> None:
    timer = threading.Timer(0.2, lambda: put(outbox))
    timer.start()
    assert next(outbox.changes()).key == "order-12"
    timer.join()


def test_ctrl_c_ends_the_waiting_for_changes(outbox: Outbox) -> None:
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.2, press)
    timer.start()
    changes = outbox.changes()
    with pytest.raises(KeyboardInterrupt):
        next(changes)
    assert time.perf_counter() - pressed[0] < 0.3
    timer.join()
    put(outbox)
    assert next(changes).key == "order-12"


def test_other_threads_run_while_one_waits(outbox: Outbox) -> None:
    threads = [threading.Thread(target=put, args=(outbox, f"order-{number}")) for number in range(20)]
    waiting = threading.Thread(target=lambda: list(outbox.changes(timeout=0.5)))
    for thread in (waiting, *threads):
        thread.start()
    for thread in (*threads, waiting):
        thread.join()
    assert outbox.overview().counts["queued"] == 20


def test_what_was_closed_says_so(url: str) -> None:
    outbox = Outbox.open(url)
    changes = outbox.changes()
    outbox.close()
    outbox.close()
    assert outbox.closed
    for call in (outbox.overview, outbox.list, lambda: put(outbox), lambda: next(changes)):
        with pytest.raises(OutboxError) as caught:
            call()
        assert caught.value.name == "closed"


def test_the_file_is_its_owners(outbox: Outbox, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "till.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("address", "name"), [("till.db", "address"), ("", "address"), ("sqlite:/nowhere/till.db", "open")]
)
def test_an_address_that_is_none_is_refused(address: str, name: str) -> None:
    with pytest.raises(OutboxError) as caught:
        Outbox.open(address)
    assert caught.value.name == name


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all, but long enough to be looked at" * 20)
    with pytest.raises(OutboxError) as caught:
        Outbox.open(f"sqlite:{other}")
    assert caught.value.name == "not_a_ledger"
    assert pickle.loads(pickle.dumps(caught.value)).name == "not_a_ledger"


def test_a_backup_that_was_restored_is_taken_over(url: str, tmp_path: Path, smsmode_sandbox: Sandbox) -> None:
    with Outbox.open(url) as outbox:
        put(outbox, "a")
        outbox.dispatch(Client()).close()
    shutil.copy(tmp_path / "till.db", tmp_path / "backup.db")
    with Outbox.open(url) as outbox, outbox.dispatch(Client()):
        until(outbox, put(outbox, "b"), "accepted")
    shutil.copy(tmp_path / "backup.db", tmp_path / "till.db")
    with Outbox.open(url) as outbox:
        with pytest.raises(OutboxError) as caught:
            outbox.dispatch(Client())
        assert caught.value.name == "restored"
        outbox.take_over()
        outbox.dispatch(Client()).close()


def test_a_program_that_changes_its_folder_still_means_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Outbox.open("sqlite:till.db") as outbox:
        put(outbox)
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir("elsewhere")
        copy: Outbox = pickle.loads(pickle.dumps(outbox))
        assert copy.find("order-12") == outbox.find("order-12")
        copy.close()


def test_values_show_nothing_private_and_are_pickled(outbox: Outbox) -> None:
    put(outbox, "for Maman")
    [entry] = outbox.list()
    message = NewMessage(
        key="for Maman", to=TO, text="Bonjour 😀", mode="unicode", expires=timedelta(hours=1)
    )
    for value in (entry, entry.standing(), outbox.overview(), message, Added("a", "new")):
        assert pickle.loads(pickle.dumps(value)) == value
        for private in ("39980011", "Commande", "Bonjour", "Maman"):
            assert private not in repr(value)
    assert NewMessage(**message.to_dict()) == message
    with pytest.raises(ValueError, match="language"):
        entry.standing("de")  # type: ignore[arg-type]
