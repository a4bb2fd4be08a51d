"""The plugin, in a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, program: str) -> str:
    (folder / "test_it.py").write_text(program)
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", "-q", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=folder)
    return done.stdout + done.stderr


def test_each_test_has_an_empty_sandbox_of_its_own(tmp_path: Path) -> None:
    program = """
import pytest

@pytest.mark.parametrize("text", ["un", "deux"])
def test_one(smsmode_sandbox, text):
    assert smsmode_sandbox.messages == []
    with smsmode_sandbox.client() as client:
        client.send(to="0639980011", text=text)
    [message] = smsmode_sandbox.wait()
    assert message.text == text
"""
    assert "2 passed" in run(tmp_path, program)


def test_a_client_of_the_environment_is_a_client_of_the_sandbox(tmp_path: Path) -> None:
    program = """
import os, smsmode

def test_inside(smsmode_sandbox):
    with smsmode.Client() as client:
        client.send(to="0639980011", text="Bonjour")
    assert len(smsmode_sandbox.messages) == 1

def test_outside():
    assert "SMSMODE_BASE_URL" not in os.environ
"""
    assert "2 passed" in run(tmp_path, program)


def test_the_package_is_not_loaded_where_nobody_uses_it(tmp_path: Path) -> None:
    program = """
import sys

def test_it(request):
    assert request.config.pluginmanager.has_plugin("smsmode")
    assert "pytest_smsmode" in sys.modules
    assert "smsmode" not in sys.modules
"""
    assert "1 passed" in run(tmp_path, program)


def test_the_fixture_is_listed_with_its_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--fixtures", "-p", "no:cacheprovider", str(tmp_path)]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Give a sandbox of sMsmode, new for each test" in listed.stdout
