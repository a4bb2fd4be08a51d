"""The sandbox that the tests talk to, and clients of it; a PostgreSQL, and databases in it."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import warnings
from pathlib import Path
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


class Server:
    """The PostgreSQL of the distribution, in a folder of its own, as somebody without rights."""

    SCRIPT = Path(__file__).parents[3] / "crates/smsmode-outbox/tests/support/postgres.sh"

    def __init__(self) -> None:
        installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
        self.programs = installed[-1] if installed else Path(shutil.which("initdb") or "").parent
        # PostgreSQL refuses to run as root; its package has made somebody for that.
        somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*somebody, "sh", "-c", self.SCRIPT.read_text(), "postgres.sh", str(self.programs)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd="/", stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdout is not None
        self.folder = self._process.stdout.readline().strip()
        assert self.folder, "PostgreSQL does not start: see above; `make tools` installs one"

    def stop(self) -> None:
        """End it; it ends with its input."""
        self._process.communicate()

    def psql(self, database: str, sql: str) -> str:
        options = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "-vON_ERROR_STOP=1"]
        place = ["--username", "smsmode", "--host", self.folder, database]
        command = [str(self.programs / "psql"), *options, *place]
        done = subprocess.run(command, input=sql, check=False, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


class Database:
    """A database of its own."""

    def __init__(self, server: Server, name: str) -> None:
        self._server, self._name = server, name
        server.psql("postgres", f"CREATE DATABASE {name}")

    @property
    def url(self) -> str:
        return self.url_of("smsmode")

    def url_of(self, user: str) -> str:
        return f"postgres://{user}@localhost/{self._name}?host={self._server.folder}"

    def psql(self, sql: str) -> str:
        """Do what a person would type; what comes of it."""
        return self._server.psql(self._name, sql)


@pytest.fixture(scope="session")
def running_postgres() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


NUMBERS = itertools.count()


@pytest.fixture
def database(running_postgres: Server) -> Database:
    return Database(running_postgres, f"test_{next(NUMBERS)}")


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
