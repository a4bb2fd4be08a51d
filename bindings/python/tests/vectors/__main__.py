"""Judges the installed package by the vectors of the project."""

from __future__ import annotations

import sys
from pathlib import Path

import asked
import bad_input
import callbacks
import signatures
from judge import Judge

VECTORS = Path(__file__).resolve().parents[4] / "tests/vectors"


def main() -> int:
    judge = Judge(VECTORS)
    for room in (asked, callbacks, signatures, bad_input):
        room.judge(judge)
    return 0 if judge.end() else 1


sys.exit(main())
