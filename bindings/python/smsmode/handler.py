"""A handler of ``logging`` that texts what goes wrong."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time as clock
import weakref
from typing import TYPE_CHECKING

from ._checks import at_least_one, seconds
from ._digest import Alert, Digest
from ._errors import SmsmodeError
from ._fitting import fitted
from ._smsmode import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class SmsHandler(logging.Handler):
    """Texts records of a program to people, and never gets in the way of the program.

    A record is texted at once by a thread of its own; the thread that logs does not wait. Repeats are
    counted for ``collapse`` seconds and then told together, "… (12 times)". At most ``limit`` texts are sent
    in ``period`` seconds; what is left out is counted, "(+3 more)". A text that is too long for
    ``max_segments`` is cut.

    A text that was surely not sent, where that may pass, is tried again up to twice. Where nobody knows
    whether it was sent, it is not. What could not be texted is told to ``on_error``; without it, on the
    standard error, as ``logging`` does, unless ``logging.raiseExceptions`` is false. Nothing is raised into
    the program.

    client: that of the environment unless given. to, sender: as in ``Client.send``. background: if false,
    the thread that logs waits for the network. flush_timeout: how many seconds ``flush`` and ``close``, and
    so the end of the program, wait at most.

    Raises InvalidInputError for numbers and senders that cannot be.

    >>> logging.getLogger().addHandler(SmsHandler(to="0639980011"))
    >>> logging.error("disk full")
    """

    def __init__(  # noqa: PLR0913
        self,
        client: Client | None = None,
        *,
        to: str | Iterable[str],
        sender: str | None = None,
        level: int | str = logging.ERROR,
        max_segments: int = 1,
        limit: int = 10,
        period: float = 3600.0,
        collapse: float = 60.0,
        background: bool = True,
        flush_timeout: float = 10.0,
        on_error: Callable[[Exception], object] | None = None,
        time: Callable[[], float] = clock.monotonic,
    ) -> None:
        """Begin to text; the class says how."""
        super().__init__(level)
        self._own_client = client is None
        self._client = Client() if client is None else client
        self._to, self._sender, self._max_segments = _several(to), sender, max_segments
        # Whatever cannot be sent is told of now, not when something goes wrong at night.
        self._client.prepare.send(to=self._to, sender=sender, text="Test", max_segments=max_segments)
        self._limits = (
            at_least_one("limit", limit),
            seconds("period", period),
            seconds("collapse", collapse),
        )
        self._background, self._flush_timeout = background, seconds("flush_timeout", flush_timeout)
        self._on_error, self._time = on_error, time
        self.setFormatter(_OneLine())
        self.addFilter(_of_others)
        self._begin()
        _HANDLERS.add(self)

    def _begin(self) -> None:
        """Begin with nothing: also in the child of a fork, for its parent sends what waits."""
        self._digest = Digest(*self._limits)
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._hurry = self._closed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Let the text of a record wait to be sent."""
        try:
            self._put(self.format(record))
        except Exception:  # noqa: BLE001
            self.handleError(record)

    def flush(self) -> None:
        """Send what waits, repeats at once, as far as the limit allows; wait ``flush_timeout`` at most."""
        with self._changed:
            if self._closed or self._thread in {None, threading.current_thread()}:
                return
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._hurry, self._flush_timeout)

    def close(self) -> None:
        """Flush, tell what is left out, and send nothing more."""
        self._drain()
        with self._changed:
            left = 0 if self._closed else self._digest.left()
            self._closed = True
            self._changed.notify_all()
        if left:
            self._tell(RuntimeError(f"{left} records were not texted, for the limit or for want of time"))
        if self._own_client:
            self._client.close()
        super().close()

    def _put(self, text: str) -> None:
        with self._changed:
            if self._closed:
                return
            self._digest.add(text, self._time())
            if self._background and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="smsmode-handler", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        if not self._background:
            self._send_all(hurry=False)

    def _drain(self) -> None:
        if self._background:
            self.flush()
        else:
            self._send_all(hurry=True)

    def _send_all(self, *, hurry: bool) -> None:
        while (alert := self._take(hurry=hurry)) is not None:
            self._send(alert)

    def _take(self, *, hurry: bool) -> Alert | None:
        with self._changed:
            return None if self._closed else self._digest.take(self._time(), hurry=hurry)

    def _work(self) -> None:
        while (alert := self._next()) is not None:
            self._send(alert)

    def _next(self) -> Alert | None:
        """Wait for the next alert that is due; None when the handler is closed."""
        with self._changed:
            while not self._closed:
                alert = self._digest.take(self._time(), hurry=self._hurry)
                if alert is not None:
                    return alert
                self._hurry = False
                self._changed.notify_all()
                self._changed.wait(self._digest.pause(self._time()))
            return None

    def _send(self, alert: Alert) -> None:
        _SENDING.now = True
        try:
            text, mode = fitted(alert.text, alert.suffix, self._max_segments)
            self._client.send(
                to=self._to, sender=self._sender, text=text, mode=mode, max_segments=self._max_segments
            )
        except SmsmodeError as error:
            self._failed(alert, error)
        except Exception as error:  # noqa: BLE001
            self._tell(error)
        finally:
            _SENDING.now = False

    def _failed(self, alert: Alert, error: SmsmodeError) -> None:
        if error.retry and error.outcome != "unknown" and alert.attempts < _RETRIES and self._background:
            pause = _PAUSE if error.retry_after is None else error.retry_after
            with self._changed:
                self._digest.again(alert, self._time() + pause)
        else:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        try:
            if self._on_error is not None:
                self._on_error(error)
            elif logging.raiseExceptions and sys.stderr is not None:
                sys.stderr.write(f"smsmode: a log record was not texted: {error}\n")
        except Exception:  # noqa: BLE001, S110
            pass  # There is nobody left to tell.


def _of_others(record: logging.LogRecord) -> bool:
    """Whether a record is of the program, and not of the sending.

    A filter, since filters come before the handler's lock: whoever flushes holds it while the thread sends.
    """
    return not getattr(_SENDING, "now", False) and record.name.partition(".")[0] != "smsmode"


class _OneLine(logging.Formatter):
    """A record in one line, its exception too: a text message has no room for a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return text if error is None else f"{text} ({type(error).__name__}: {error})"


def _several(to: str | Iterable[str]) -> list[str]:
    return [to] if isinstance(to, str) else list(to)


_RETRIES = 2
_PAUSE = 30.0
_SENDING = threading.local()
_HANDLERS: weakref.WeakSet[SmsHandler] = weakref.WeakSet()


def _after_fork() -> None:
    for handler in _HANDLERS:
        handler._begin()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
