"""The vectors of all languages, through the installed package: see the folder ``vectors``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
PROJECT = TESTS.parents[2]


def clock(folder: Path) -> Path:
    """Compile what lets a vector say how late it is; the native code asks the time of the system."""
    library, source = folder / "clock.so", PROJECT / "bindings/c/tests/vectors/clock.c"
    command = [os.environ.get("CC", "cc"), "-std=gnu99", "-shared", "-fPIC", "-o", str(library), str(source)]
    subprocess.run(command, check=True)
    return library


def vectors() -> int:
    """Whatever has a source is a vector, as the format says."""
    files = (PROJECT / "tests/vectors").glob("*.json")
    return sum(file.read_text(encoding="utf-8").count('"source":') for file in files)


def test_every_vector_is_judged_through_python_or_has_its_reason(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-W", "error", str(TESTS / "vectors")]
    environment = {**os.environ, "LD_PRELOAD": str(clock(tmp_path))}
    done = subprocess.run(command, env=environment, check=False, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    judged, left_out = map(int, re.findall(r"\d+", done.stdout))
    assert (judged, left_out) == (vectors() - 8, 8), done.stdout
