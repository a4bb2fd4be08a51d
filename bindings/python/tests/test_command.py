"""The command, as the console script and as a module."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import smsmode
from smsmode import Fault, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = [str(Path(sys.executable).with_name("smsmode"))]
MODULE = [sys.executable, "-m", "smsmode"]
SEND = ["send", "--to", "0639980011", "Bonjour Maman"]


@pytest.fixture
def running() -> Iterator[Sandbox]:
    with smsmode.sandbox() as running:
        yield running


def environment(running: Sandbox) -> dict[str, str]:
    account = {"SMSMODE_API_KEY": running.api_key, "SMSMODE_BASE_URL": running.base_url}
    return {**os.environ, "LC_ALL": "C", **account}


def run(
    running: Sandbox, *arguments: str, command: list[str] = MODULE, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *arguments],
        env=environment(running),
        input=typed,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("command", [SCRIPT, MODULE])
def test_it_sends(running: Sandbox, command: list[str]) -> None:
    done = run(running, *SEND, command=command)
    assert (done.returncode, done.stderr) == (0, "")
    [message] = running.messages
    assert message.message_id in done.stdout
    assert message.text == "Bonjour Maman"


@pytest.mark.parametrize("command", [SCRIPT, MODULE])
def test_it_has_one_name(running: Sandbox, command: list[str]) -> None:
    done = run(running, "--help", command=command)
    assert done.returncode == 0
    assert "Usage: smsmode" in done.stdout


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.refuse(35), 3),
        (Fault.refuse(32), 4),
        (Fault.refuse(33), 5),
        (Fault.close_after_accepting(), 7),
    ],
)
def test_the_exit_code_tells_what_became_of_the_message(running: Sandbox, fault: Fault, code: int) -> None:
    with running.faults(fault):
        assert run(running, *SEND).returncode == code


def test_wrong_usage_has_a_code_of_its_own(running: Sandbox) -> None:
    assert run(running, "send", "--no-such-option").returncode == 2
    assert run(running, "send", "--to", "12", "Bonjour").returncode == 2
    assert running.messages == []


def test_nothing_is_sent_where_nobody_listens(running: Sandbox) -> None:
    running.close()
    assert run(running, *SEND).returncode == 6


def test_the_standard_input_is_read(running: Sandbox) -> None:
    done = run(running, "plan", "--output", "json", typed="Bonjour\n")
    assert done.returncode == 0
    assert "gsm" in json.dumps(json.loads(done.stdout)).lower()


def interrupted(running: Sandbox, *arguments: str) -> tuple[int, str]:
    """Run the command, and press Ctrl-C when its message has arrived."""
    process = subprocess.Popen(
        [*MODULE, *arguments],
        env=environment(running),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            running.wait(1, timeout=30)
            process.send_signal(signal.SIGINT)
            _, notes = process.communicate(timeout=30)
        finally:
            process.kill()
    return process.returncode, notes


def test_ctrl_c_in_a_call_tells_that_nobody_knows(running: Sandbox) -> None:
    with running.faults(Fault.stall()):
        code, notes = interrupted(running, *SEND)
    assert code == 7
    assert "Traceback" not in notes
    assert "nobody knows" in notes


def test_ctrl_c_while_it_waits_for_the_phone_is_an_interruption() -> None:
    with smsmode.sandbox(delivery_delay=3600) as running:
        code, notes = interrupted(running, *SEND, "--wait=10m")
    assert code == 130
    assert "Traceback" not in notes


def test_a_store_is_told_where_to_be_had(running: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "sandbox.db"
    done = run(running, "sandbox", "--store", str(file))
    assert done.returncode == 2
    assert "this build is without SQLite; the command of `cargo install smsmode-cli` has it" in done.stderr
    assert not file.exists()
