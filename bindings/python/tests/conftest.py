"""The sandbox that the tests talk to, and clients of it."""

from __future__ import annotations

import os
import signal
import warnings
from typing import TYPE_CHECKING

import pytest

from smsmode import Client
from smsmode._smsmode import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = "sandbox-demo-key-0123456789abcdef"

# A shell starts a job in the background with Ctrl-C switched off, which programs hand on to those they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Keep what the machine is configured with out of the tests."""
    for name in ("API_KEY", "BASE_URL", "CA_FILE", "LOGIN", "PASSWORD", "CONFIG"):
        monkeypatch.delenv(f"SMSMODE_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(delivery_delay=0.001)
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(KEY, base_url=sandbox.base_url) as client:
        yield client


@pytest.fixture
def in_child() -> Callable[[Callable[[], object]], int]:
    """Fork a child that does some work, and ends with 0 if nothing was raised within 20 seconds."""

    def fork(work: Callable[[], object]) -> int:
        with warnings.catch_warnings():
            # Python 3.12 warns of threads; the child touches none.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child:
            return child
        failed = 1
        try:
            signal.alarm(20)
            work()
            failed = 0
        finally:
            os._exit(failed)

    return fork
