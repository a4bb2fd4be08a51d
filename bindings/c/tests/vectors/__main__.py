"""Judges libsmsmode, whose path is given, by the vectors of the project."""

import sys
from pathlib import Path

import bad_input
import callbacks
import requests
import signatures
from judge import Judge
from library import Library

PROJECT = Path(__file__).resolve().parents[4]


def main(path):
    library = Library(path, PROJECT / "include/smsmode.h")
    judge = Judge(PROJECT / "tests/vectors")
    for room in (requests, callbacks, signatures, bad_input):
        room.judge(library, judge)
    return 0 if judge.end() else 1


sys.exit(main(sys.argv[1]))
