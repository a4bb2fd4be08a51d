"""The command ``smsmode``, also as ``python -m smsmode``."""

from __future__ import annotations

import sys

from ._smsmode import main as _main


def main() -> int:
    """Run the command with the arguments of the process; its exit code."""
    return _main(["smsmode", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
