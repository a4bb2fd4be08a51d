"""The stub says what the native module is."""

from __future__ import annotations

import inspect
import subprocess
import sys

import smsmode


def test_stubtest_finds_no_difference() -> None:
    command = [sys.executable, "-m", "mypy.stubtest", "smsmode"]
    done = subprocess.run(command, check=False, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_whatever_is_public_has_words_for_help() -> None:
    for name in smsmode.__all__:
        item = getattr(smsmode, name)
        assert inspect.getdoc(item), name
        if inspect.isclass(item):
            for member, value in vars(item).items():
                assert member.startswith("_") or inspect.getdoc(value), f"{name}.{member}"
