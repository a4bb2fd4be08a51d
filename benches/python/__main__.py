"""Measures the Python package beside its references, and fails where a bar is missed.

python benches/python [--quick] [text] [sending] [importing] [lists]

--quick takes each figure once and judges nothing: it only shows that the benches run.
"""

from __future__ import annotations

import importlib
import sys

BENCHES = ("text", "sending", "importing", "lists")


def main() -> int:
    """Run the benches that were asked for, or all."""
    quick = "--quick" in sys.argv
    wanted = [name for name in BENCHES if name in sys.argv[1:]] or BENCHES
    missed = sum(importlib.import_module(name).measure(quick=quick) for name in wanted)
    return int(bool(missed) and not quick)


sys.exit(main())
