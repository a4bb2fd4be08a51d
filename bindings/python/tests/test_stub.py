"""The stub says what the native module is."""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import smsmode


def test_stubtest_finds_no_difference() -> None:
    # The settings say that the types of Apprise are its own affair.
    settings = str(Path(__file__).parents[3] / "pyproject.toml")
    command = [sys.executable, "-m", "mypy.stubtest", "smsmode", "--mypy-config-file", settings]
    done = subprocess.run(command, check=False, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_whatever_is_public_has_words_for_help() -> None:
    for name in smsmode.__all__:
        item = getattr(smsmode, name)
        assert inspect.getdoc(item), name
        if inspect.isclass(item):
            for member, value in vars(item).items():
                assert member.startswith("_") or inspect.getdoc(value), f"{name}.{member}"


@pytest.mark.parametrize(
    "checker",
    [["mypy", "--strict", "--config-file="], ["basedpyright", "--pythonpath", sys.executable]],
    ids=["mypy", "basedpyright"],
)
def test_type_checkers_understand_what_a_user_writes(checker: list[str], tmp_path: Path) -> None:
    # Away from the sources, so that the installed package is judged.
    usage = shutil.copy(Path(__file__).with_name("usage.py"), tmp_path)
    command = [sys.executable, "-m", *checker, usage]
    done = subprocess.run(command, cwd=tmp_path, check=False, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout
