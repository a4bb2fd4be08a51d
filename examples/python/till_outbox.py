"""Tells customers that their orders are ready: each is told once, whatever happens to this program.

    python till_outbox.py sqlite:till.db orders.csv

Each line of the file is an order, a number and a text. Start it as often as you like, after a loss of power
too: an order that is in the outbox already is not put in again, and what was being sent when the program was
killed is looked up at the service before it is sent again.
"""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

from smsmode import Client, NewMessage, Outbox

UNDER_WAY = ("queued", "claimed", "submitting", "unknown")


def main(url: str, orders: str) -> int:
    """Put in what is not there yet, send, and tell what became of it; 0 if nothing waits for a person."""
    with Outbox.open(url) as outbox, Client() as client:
        put_in(outbox, Path(orders))
        with outbox.dispatch(client, in_flight=4, **times()):
            follow(outbox)
        return tell(outbox)


def put_in(outbox: Outbox, orders: Path) -> None:
    """Put the orders in; on the disk when this returns."""
    with orders.open(encoding="utf-8", newline="") as lines:
        rows = [
            NewMessage(key=f"{order}/ready", to=to, text=text, mode="smart")
            for order, to, text in csv.reader(lines)
        ]
    for row, added in zip(rows, outbox.enqueue_many(rows), strict=True):
        if added.outcome == "key_taken":
            print(f"{row.key}: another text is there already", file=sys.stderr)  # noqa: T201


def follow(outbox: Outbox) -> None:
    """Show what changes until nothing is under way, or nothing is sent any more."""
    changes = outbox.changes(after=0, timeout=1)
    while True:
        for entry in changes:
            standing = entry.standing()
            print(f"{entry.key}: {standing.known}", standing.advice or "")  # noqa: T201
        overview = outbox.overview()
        if overview.paused or not any(overview.counts[state] for state in UNDER_WAY):
            return


def tell(outbox: Outbox) -> int:
    """Count; what is parked waits for a person, and so does an outbox that the service paused."""
    overview = outbox.overview()
    print(", ".join(f"{count} {state}" for state, count in overview.counts.items() if count))  # noqa: T201
    if overview.paused:
        print(f"paused: {overview.paused}; see to it, then call resume()", file=sys.stderr)  # noqa: T201
    return 1 if overview.paused or overview.counts["parked"] else 0


def times() -> dict[str, float]:
    """Give the times of a test; those of a till are the defaults."""
    timeout, quiet_time = os.environ.get("TILL_TIMEOUT"), os.environ.get("TILL_QUIET_TIME")
    if timeout is None or quiet_time is None:
        return {}
    return {"timeout": float(timeout), "quiet_time": float(quiet_time), "look_again": 0.5}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
