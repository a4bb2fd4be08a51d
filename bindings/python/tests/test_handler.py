"""The handler of ``logging`` that texts, and when it does."""

from __future__ import annotations

import io
import logging
import logging.config
import multiprocessing
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import Client, Fault, InvalidInputError, OutcomeUnknownError, Sandbox, SmsHandler, analyse
from smsmode._digest import Alert, Digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Make = Callable[..., tuple[logging.Logger, SmsHandler]]

TO = "0639980011"


@pytest.fixture
def running() -> Iterator[Sandbox]:
    with smsmode.sandbox() as running:
        yield running


@pytest.fixture
def make(running: Sandbox) -> Iterator[Make]:
    made: list[tuple[logging.Logger, SmsHandler, Client]] = []

    def make(**options: Any) -> tuple[logging.Logger, SmsHandler]:
        client = options.pop("client", None) or running.client(timeout=5)
        handler = SmsHandler(client, to=options.pop("to", TO), **options)
        # Not of the tree of loggers, where pytest listens.
        logger = logging.Logger(f"shop{len(made)}")  # noqa: LOG001
        logger.addHandler(handler)
        made.append((logger, handler, client))
        return logger, handler

    yield make
    for logger, handler, client in made:
        logger.removeHandler(handler)
        handler.close()
        client.close()


def texts(running: Sandbox) -> list[str]:
    return [message.text for message in running.messages]


def taken(digest: Digest, now: float, *, hurry: bool = False) -> str | None:
    alert = digest.take(now, hurry=hurry)
    return None if alert is None else alert.text + alert.suffix


def test_an_error_is_texted_at_once(running: Sandbox, make: Make) -> None:
    logger, _ = make(sender="Boutique")
    logger.error("disk %s full", "/var")
    [message] = running.wait()
    assert message.text == "ERROR shop0: disk /var full"
    assert (message.recipient, message.sender) == ("33639980011", "Boutique")


def test_what_is_no_error_is_not_texted_unless_asked_for(running: Sandbox, make: Make) -> None:
    logger, handler = make()
    logger.warning("nearly full")
    handler.flush()
    assert texts(running) == []
    handler.setLevel(logging.WARNING)
    logger.warning("nearly full")
    handler.flush()
    assert texts(running) == ["WARNING shop0: nearly full"]


def test_an_exception_is_one_line(running: Sandbox, make: Make) -> None:
    logger, handler = make(to=[TO, "0639980012"])
    try:
        raise ValueError("no such order")  # noqa: EM101, TRY003, TRY301
    except ValueError:
        logger.exception("closing failed")
    handler.flush()
    assert texts(running) == ["ERROR shop0: closing failed (ValueError: no such order)"] * 2


def test_a_formatter_of_ones_own_is_used(running: Sandbox, make: Make) -> None:
    logger, handler = make()
    handler.setFormatter(logging.Formatter("%(message)s!"))
    logger.error("Disque plein")
    handler.flush()
    assert texts(running) == ["Disque plein!"]


def test_repeats_are_told_together(running: Sandbox, make: Make) -> None:
    now = [0.0]
    logger, handler = make(time=lambda: now[0])
    logger.error("disk full")
    running.wait(1)
    for _ in range(11):
        logger.error("disk full")
    logger.error("something else")
    running.wait(2)
    assert texts(running) == ["ERROR shop0: disk full", "ERROR shop0: something else"]
    now[0] = 60.0
    logger.error("and more")
    running.wait(4)
    assert "ERROR shop0: disk full (12 times)" in texts(running)
    handler.flush()
    assert len(running.messages) == 4


def test_repeats_are_told_when_their_time_is_over(running: Sandbox, make: Make) -> None:
    now = [0.0]
    logger, _ = make(collapse=0.02, time=lambda: now[0])
    logger.error("disk full")
    running.wait(1)
    logger.error("disk full")
    now[0] = 0.02
    running.wait(1, text="disk full (2 times)")


def test_the_end_of_the_program_does_not_wait_for_repeats(running: Sandbox, make: Make) -> None:
    logger, handler = make()
    logger.error("disk full")
    running.wait(1)
    logger.error("disk full")
    handler.close()
    assert texts(running) == ["ERROR shop0: disk full", "ERROR shop0: disk full (2 times)"]


def test_no_more_than_the_limit_is_texted(running: Sandbox, make: Make) -> None:
    now = [0.0]
    told: list[Exception] = []
    logger, handler = make(limit=2, period=100.0, time=lambda: now[0], on_error=told.append)
    for number in (1, 2):
        logger.error("n%d", number)
        running.wait(number)
    for number in (3, 4, 5, 6):
        logger.error("n%d", number)
    handler.flush()
    assert len(running.messages) == 2
    now[0] = 100.0
    handler.flush()
    assert texts(running)[2:] == ["ERROR shop0: n3 (+2 more)", "ERROR shop0: n4"]
    logger.error("n7")
    handler.close()
    assert [str(error) for error in told] == ["1 records were not texted, for the limit or for want of time"]


def test_a_limit_is_at_least_one(running: Sandbox) -> None:
    with running.client() as client, pytest.raises(ValueError, match=r"^limit is a number, 1 to"):
        SmsHandler(client, to=TO, limit=0)


@pytest.mark.parametrize("options", [{"to": "12"}, {"to": TO, "sender": "far too long a name"}, {"to": []}])
def test_what_cannot_be_sent_is_told_at_the_start(running: Sandbox, options: dict[str, Any]) -> None:
    with running.client() as client, pytest.raises(InvalidInputError):
        SmsHandler(client, **options)


@pytest.mark.parametrize("segments", [1, 2])
@pytest.mark.parametrize(
    "text", ["a" * 999, "é€" * 200, "😀" * 200, "a\ud800b", "l'été “…” →\t\x00\x1b œ", "", "€" * 79 + "😀"]
)
def test_any_record_can_be_texted(running: Sandbox, make: Make, text: str, segments: int) -> None:
    errors: list[Exception] = []
    logger, handler = make(max_segments=segments, on_error=errors.append)
    logger.error("%s", text)
    handler.flush()
    assert errors == []
    [message] = running.messages
    assert message.segments <= segments
    assert analyse(message.text).segments == message.segments
    assert "?" not in message.text or "\ud800" in text


def test_a_text_that_is_cut_says_so_and_keeps_its_count(running: Sandbox, make: Make) -> None:
    logger, handler = make()
    logger.error("a" * 999)
    running.wait(1)
    logger.error("a" * 999)
    handler.flush()
    first, second = texts(running)
    assert first == "ERROR shop0: " + "a" * 144 + "..."
    assert second.endswith("aaa... (2 times)")
    assert len(second) == 160


def test_the_program_does_not_wait_for_the_network(running: Sandbox, make: Make) -> None:
    logger, handler = make(client=running.client(timeout=1), on_error=lambda _: None)
    with running.faults(Fault.stall(times=1)):
        logger.error("one")
        running.wait(1)
        # The call is stalled now, and this returns all the same.
        logger.error("two")
        assert len(running.messages) == 1
    handler.flush()
    assert len(running.messages) == 2


def test_the_program_waits_for_the_network_if_it_says_so(running: Sandbox, make: Make) -> None:
    logger, handler = make(background=False)
    logger.error("disk full")
    assert len(running.messages) == 1
    assert not any(thread.name == "smsmode-handler" for thread in threading.enumerate())
    logger.error("disk full")
    assert len(running.messages) == 1
    handler.close()
    assert texts(running)[1:] == ["ERROR shop0: disk full (2 times)"]


def test_where_nobody_knows_it_is_not_sent_again(running: Sandbox, make: Make) -> None:
    now, told = [0.0], threading.Event()
    errors: list[Exception] = []

    def on_error(error: Exception) -> None:
        errors.append(error)
        told.set()

    logger, handler = make(time=lambda: now[0], on_error=on_error)
    with running.faults(Fault.close_after_accepting(times=1)):
        logger.error("disk full")
        assert told.wait(10)
    now[0] = 30.0
    logger.error("something else")
    handler.flush()
    assert [type(error) for error in errors] == [OutcomeUnknownError]
    assert texts(running) == ["ERROR shop0: disk full", "ERROR shop0: something else"]


def test_where_nobody_knows_it_is_not_sent_again_even_if_the_error_says_that_it_may(make: Make) -> None:
    logger, handler = make(on_error=lambda _: None)
    error = OutcomeUnknownError("broke off", outcome="unknown", retry=True)
    handler._failed(Alert(f"{logger.name}: one", 1, 0, 0), error)  # noqa: SLF001
    assert handler._digest.left() == 0  # noqa: SLF001


def test_what_was_surely_not_sent_is_tried_again_later(running: Sandbox, make: Make) -> None:
    now = [0.0]
    logger, handler = make(time=lambda: now[0])
    with running.faults(Fault.refuse(50, times=1)):
        logger.error("disk full")
        handler.flush()
        assert texts(running) == []
    now[0] = 30.0
    handler.flush()
    assert texts(running) == ["ERROR shop0: disk full"]


def test_it_is_not_tried_for_ever(running: Sandbox, make: Make) -> None:
    now, errors = [0.0], list[Exception]()
    logger, handler = make(time=lambda: now[0], on_error=errors.append)
    running.faults(Fault.refuse(50))
    logger.error("disk full")
    for _ in range(5):
        handler.flush()
        now[0] += 30.0
    assert [getattr(error, "outcome", None) for error in errors] == ["refused"]
    running.faults()
    handler.flush()
    assert texts(running) == []


def test_a_refusal_is_told_on_the_standard_error(
    running: Sandbox, make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, handler = make()
    running.faults(Fault.refuse(33))
    logger.error("disk full")
    handler.flush()
    told = capsys.readouterr().err
    assert told.startswith("smsmode: a log record was not texted: ")
    assert "disk full" not in told
    assert TO not in told
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logger.error("memory full")
    handler.flush()
    assert capsys.readouterr().err == ""


def test_nothing_is_raised_into_the_program(
    running: Sandbox, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(error: Exception) -> None:
        raise error

    logger, handler = make(on_error=broken, background=False)
    running.faults(Fault.refuse(33))
    logger.error("disk full")
    logger.error("%d", "no number")
    handler.close()
    assert "TypeError" in capsys.readouterr().err


def test_it_does_not_text_of_itself(running: Sandbox) -> None:
    root, below = logging.getLogger(), logging.getLogger("smsmode")
    before = root.level, below.level
    with running.client() as client:
        handler = SmsHandler(client, to=TO, level=logging.DEBUG, on_error=lambda _: logging.error("told"))  # noqa: LOG015
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            running.faults(Fault.refuse(33, times=1))
            logging.getLogger("shop").error("one")
            handler.flush()
            logging.getLogger("shop").error("two")
            handler.flush()
        finally:
            root.removeHandler(handler)
            root.setLevel(before[0])
            handler.close()
    assert texts(running) == ["ERROR shop: two"]


def test_it_ends_while_it_sends_and_logs(running: Sandbox) -> None:
    """Who flushes holds the lock of the handler, as ``logging.shutdown`` does."""
    with running.client() as client:
        handler = SmsHandler(client, to=TO, level=logging.DEBUG)
        below = logging.getLogger("smsmode")
        below.addHandler(handler)
        below.setLevel(logging.DEBUG)
        try:
            handler.handle(logging.makeLogRecord({"name": "shop", "levelno": 40, "msg": "one"}))
            handler.acquire()
            handler.flush()
            assert len(running.messages) == 1
        finally:
            handler.release()
            below.removeHandler(handler)
            below.setLevel(logging.NOTSET)
            handler.close()


def test_after_its_end_nothing_is_sent(running: Sandbox, make: Make) -> None:
    logger, handler = make()
    handler.close()
    handler.close()
    logger.error("disk full")
    handler.flush()
    assert texts(running) == []


def test_it_is_made_by_a_configuration_and_ends_with_the_program(running: Sandbox) -> None:
    program = f"""
import logging, logging.config
logging.config.dictConfig({{
    "version": 1,
    "handlers": {{"sms": {{"class": "smsmode.SmsHandler", "to": "{TO}", "level": "ERROR"}}}},
    "root": {{"handlers": ["sms"]}},
}})
logging.error("one")
logging.error("two")
"""
    environment = {
        "SMSMODE_API_KEY": running.api_key,
        "SMSMODE_BASE_URL": running.base_url,
        "HOME": "/nowhere",
    }
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(texts(running)) == ["ERROR root: one", "ERROR root: two"]


def log_in_child(logger: logging.Logger, handler: SmsHandler) -> None:
    logger.error("of the child")
    handler.flush()


# Newer Pythons warn of every fork beside a thread, and the handler has one: that is what is tested.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_the_child_of_a_fork_sends_its_own_only(running: Sandbox, make: Make) -> None:
    logger, handler = make(client=running.client(timeout=1), on_error=lambda _: None)
    with running.faults(Fault.stall(times=1)):
        logger.error("one")
        running.wait(1)
        logger.error("of the parent")
        child = multiprocessing.get_context("fork").Process(target=log_in_child, args=(logger, handler))
        child.start()
        child.join(30)
    assert child.exitcode == 0
    handler.flush()
    assert sorted(texts(running)) == sorted(
        f"ERROR shop0: {text}" for text in ("one", "of the child", "of the parent")
    )


def test_a_program_without_it_loads_no_logging() -> None:
    program = "import sys, smsmode; assert 'logging' not in sys.modules; smsmode.SmsHandler; import logging"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
    with pytest.raises(AttributeError, match="no attribute 'SmsHandlers'"):
        smsmode.SmsHandlers  # type: ignore[attr-defined] # noqa: B018


def test_a_digest_knows_when_the_next_is_due() -> None:
    digest = Digest(limit=2, period=100.0, collapse=10.0)
    assert digest.pause(0.0) is None
    digest.add("a", 0.0)
    assert digest.pause(0.0) == 0.0
    assert taken(digest, 0.0) == "a"
    digest.add("a", 1.0)
    assert digest.pause(1.0) == 9.0
    assert taken(digest, 9.9) is None
    assert taken(digest, 10.0) == "a (2 times)"
    digest.add("b", 11.0)
    assert digest.pause(11.0) == 89.0
    assert taken(digest, 99.9) is None
    assert taken(digest, 100.0) == "b"


def test_a_digest_begins_to_count_anew_after_a_quiet_time() -> None:
    digest = Digest(limit=9, period=100.0, collapse=10.0)
    for now in (0.0, 10.0):
        digest.add("a", now)
        assert taken(digest, now) == "a"


def test_a_digest_keeps_the_count_of_what_was_not_sent() -> None:
    digest = Digest(limit=9, period=100.0, collapse=10.0)
    digest.add("a", 0.0)
    digest.add("a", 0.0)
    alert = digest.take(0.0)
    assert isinstance(alert, Alert)
    assert alert.suffix == " (2 times)"
    digest.again(alert, 30.0)
    assert taken(digest, 29.0, hurry=True) is None
    digest.add("a", 29.0)
    assert taken(digest, 30.0) == "a (3 times)"
    assert digest.left() == 0


def test_a_digest_remembers_no_more_than_its_limit() -> None:
    digest = Digest(limit=3, period=100.0, collapse=10.0)
    for number in range(1000):
        digest.add(str(number), 0.0)
    assert digest.left() == 1000
    assert [taken(digest, 0.0) for _ in range(4)] == ["0 (+997 more)", "1", "2", None]


def test_the_standard_error_may_be_closed(
    running: Sandbox, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, handler = make()
    running.faults(Fault.refuse(33))
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    logger.error("disk full")
    handler.flush()
    assert texts(running) == []
