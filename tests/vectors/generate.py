#!/usr/bin/env python3
"""Writes the vectors from the tables, or checks that they are what the tables say.

    python3 generate.py          writes every file
    python3 generate.py --check  fails if a file is not what it would write

Nothing here calls the library that the vectors judge: encodings come from Python's standard
library, wire names and expectations are written by hand from the API document.
"""

import importlib
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from tables import layout  # noqa: E402  (after the switch above)

HERE = Path(__file__).resolve().parent

CALLS = [
    "send_sms", "send_batch", "send_voice", "get_delivery_report", "get_message_status",
    "list_sent", "list_replies", "delete_sms", "get_balance", "transfer_credits",
    "create_sub_account", "delete_sub_account", "add_contact", "create_api_key",
]
OTHERS = ["callbacks", "signatures", "bad_input"]


def main(arguments: list[str]) -> int:
    files = {f"{name}.json": layout.text(content(name)) for name in CALLS + OTHERS}
    if "--check" in arguments:
        return report([name for name, text in files.items() if written(name) != text])
    for name, text in files.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def content(name: str) -> dict:
    table = importlib.import_module(f"tables.{name}")
    return {"call": name, "vectors": table.VECTORS} if name in CALLS else table.FILE


def written(name: str) -> str | None:
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else None


def report(stale: list[str]) -> int:
    for name in stale:
        print(f"{name} is not what the tables say: run generate.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
