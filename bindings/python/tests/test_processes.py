"""Threads, forks and the log."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smsmode import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"


def test_a_call_on_an_open_connection_is_made_by_its_own_thread(client: Client, sandbox: Sandbox) -> None:
    client.balance()
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 300}, "times": 1}]))
    seen: list[set[str]] = []
    timer = threading.Timer(0.1, lambda: seen.append(callers()))
    timer.start()
    client.balance()
    timer.join()
    assert seen == [set()]


def callers() -> set[str]:
    """Give the threads that the package has started, by their names."""
    names = set()
    for thread in Path("/proc/self/task").iterdir():
        # One may end meanwhile.
        with contextlib.suppress(OSError):
            names.add((thread / "comm").read_text().strip())
    return {name for name in names if name.startswith("smsmode") and "sandbox" not in name}


def test_other_threads_run_while_a_call_is_under_way(client: Client, sandbox: Sandbox) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 300}}]))
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.01):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    client.balance()
    done.set()
    thread.join()
    assert ticks >= 10


def test_any_number_of_threads_use_one_client(client: Client, sandbox: Sandbox) -> None:
    def send() -> None:
        client.send(to=TO, text=threading.current_thread().name)

    threads = [threading.Thread(target=send, name=f"fil {number}") for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [one.text for one in sandbox.messages()]
    assert sorted(texts) == sorted(thread.name for thread in threads)


class Recorder(ThreadingHTTPServer):
    """A service that accepts everything and keeps the port that each request came from."""

    ports: list[int]


class Accepting(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        assert isinstance(self.server, Recorder)
        self.server.ports.append(self.client_address[1])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"0 | OK | a")

    def log_message(self, *_: object) -> None: ...


def test_a_child_of_a_fork_sends_over_connections_of_its_own() -> None:
    with Recorder(("127.0.0.1", 0), Accepting) as service:
        service.ports = []
        threading.Thread(target=service.serve_forever, daemon=True).start()
        with Client(KEY, base_url=f"http://127.0.0.1:{service.server_port}") as client:
            client.send(to=TO, text="parent")
            with warnings.catch_warnings():
                # Python 3.12 warns of threads; the child touches none.
                warnings.simplefilter("ignore", DeprecationWarning)
                child = os.fork()
            if child == 0:
                sent = 1
                try:
                    client.send(to=TO, text="enfant")
                    client.close()
                    sent = 0
                finally:
                    os._exit(sent)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            client.send(to=TO, text="parent encore")
        service.shutdown()
    before, childs, after = service.ports
    assert before == after
    assert childs != before


def test_a_fork_while_calls_are_under_way_leaves_the_child_free(
    client: Client, sandbox: Sandbox, in_child: Callable[[Callable[[], object]], int]
) -> None:
    sandbox.set_faults(json.dumps([{"fault": {"kind": "delay", "milliseconds": 500}, "times": 8}]))
    threads = [threading.Thread(target=client.balance) for _ in range(8)]
    for thread in threads:
        thread.start()
    children = [in_child(client.balance) for _ in range(5)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 5
    for thread in threads:
        thread.join()


def test_closing_breaks_off_what_another_thread_has_under_way(sandbox: Sandbox) -> None:
    from smsmode import OutcomeUnknownError

    sandbox.set_faults(json.dumps([{"fault": {"kind": "stall"}}]))
    client = Client(KEY, base_url=sandbox.base_url)
    caught: list[BaseException] = []

    def send() -> None:
        try:
            client.send(to=TO, text="Bonjour")
        except OutcomeUnknownError as error:
            caught.append(error)

    thread = threading.Thread(target=send)
    thread.start()
    sandbox.wait(1, 5.0)
    client.close()
    thread.join(timeout=5)
    assert len(caught) == 1


def test_the_log_tells_of_calls_and_of_nothing_private(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="smsmode"):
        client.send(to=TO, text="Un secret", reference="order-12")
    assert any("send_sms" in record.getMessage() for record in caplog.records)
    assert {record.name for record in caplog.records} == {"smsmode"}
    for private in (KEY, "39980011", "secret"):
        assert private not in caplog.text


def test_a_log_that_nobody_hears_tells_nothing(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="smsmode"):
        client.balance()
    assert caplog.records == []


def test_the_log_is_heard_as_soon_as_its_level_changes(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("smsmode")
    before = logger.level
    told = []
    try:
        for level in (logging.INFO, logging.DEBUG, logging.INFO, logging.DEBUG):
            logger.setLevel(level)
            caplog.clear()
            client.balance()
            told.append(bool(caplog.records))
    finally:
        logger.setLevel(before)
    assert told == [False, True, False, True]


def test_the_log_is_heard_by_who_imports_it_between_two_calls(sandbox: Sandbox) -> None:
    code = f"""
import sys, smsmode
client = smsmode.Client({KEY!r}, base_url={sandbox.base_url!r})
client.balance()
assert "logging" not in sys.modules
import logging
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
client.balance()
"""
    assert "DEBUG:smsmode:" in python(code)


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints."""
    environment = {**os.environ, **environment}
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, env=environment, check=True, text=True, capture_output=True).stdout


HEAVY = {"asyncio", "typing", "dataclasses", "logging", "inspect", "concurrent.futures", "enum", "datetime"}


def test_the_import_loads_no_heavy_module() -> None:
    code = "import sys, smsmode; print(*sys.modules)"
    loaded = set(python(code).split())
    assert loaded.isdisjoint(HEAVY)


def test_the_import_makes_no_class_of_the_outbox() -> None:
    code = "import smsmode; names = vars(smsmode), vars(smsmode._smsmode); print(*names[0], *names[1])"
    assert "Outbox" not in python(code).split()


def test_a_call_imports_no_log_that_nobody_asked_for(sandbox: Sandbox) -> None:
    code = f"""
import sys, smsmode
with smsmode.Client({KEY!r}, base_url={sandbox.base_url!r}) as client:
    client.balance()
print(*sys.modules)
"""
    assert "logging" not in python(code).split()


def test_the_environment_and_then_the_file_say_who_we_are(sandbox: Sandbox, tmp_path: Path) -> None:
    code = "import smsmode; print(smsmode.Client().balance().credits)"
    assert python(code, SMSMODE_API_KEY=KEY, SMSMODE_BASE_URL=sandbox.base_url) == "1000\n"
    file = tmp_path / "config.toml"
    file.write_text(f'[profile.default]\napi_key = "{KEY}"\nbase_url = "{sandbox.base_url}"\n')
    file.chmod(0o600)
    assert python(code, SMSMODE_CONFIG=str(file)) == "1000\n"


def test_a_profile_of_the_file_is_chosen_by_name(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smsmode import ConfigurationError

    file = tmp_path / "config.toml"
    file.write_text(f'[profile.shop]\napi_key = "{KEY}"\nbase_url = "{sandbox.base_url}"\n')
    file.chmod(0o600)
    monkeypatch.setenv("SMSMODE_CONFIG", str(file))
    assert Client(profile="shop").balance().credits == 1000
    with pytest.raises(ConfigurationError, match="profile"):
        Client(profile="other")


def test_a_file_that_is_named_and_missing_lets_nothing_go_past_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smsmode import ConfigurationError

    monkeypatch.setenv("SMSMODE_API_KEY", KEY)
    monkeypatch.setenv("SMSMODE_CONFIG", str(tmp_path / "missing.toml"))
    with pytest.raises(ConfigurationError, match=r"missing\.toml"):
        Client()


@pytest.mark.skipif(sys.platform == "win32", reason="variables are Unicode there")
def test_a_variable_of_ours_that_cannot_be_read_is_not_taken_for_unset(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from smsmode import ConfigurationError

    monkeypatch.setenv("SMSMODE_API_KEY", KEY)
    monkeypatch.setenv("SMSMODE_BASE_URL", "hunter2\udcff")
    with pytest.raises(ConfigurationError, match="SMSMODE_BASE_URL"):
        Client()


def test_a_file_that_others_can_read_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[profile.default]\napi_key = "{KEY}"\n')
    file.chmod(0o644)
    monkeypatch.setenv("SMSMODE_CONFIG", str(file))
    Client()
    assert "chmod 600" in caplog.text


def test_who_gives_a_key_depends_on_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text("this is no toml")
    monkeypatch.setenv("SMSMODE_CONFIG", str(file))
    assert not Client(KEY).closed


def test_the_command_runs_and_tells_its_exit_code() -> None:
    code = "import smsmode._smsmode as n; print(n.main(['smsmode', 'send', '--dry-run', '--to', '12', 'x']))"
    assert python(code).splitlines()[-1] == "2"
