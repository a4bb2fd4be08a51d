"""Tells customers in several processes that their orders are ready, and follows what becomes of each message.

    python jobs.py postgres://shop@db.example/shop orders.csv

Each line of the file is an order, a number and a text. The messages are sent by `smsmode worker`, on this
machine or on others; these processes only put them in and read. Kill them and start them again as you like:
an order that is in the outbox already is not put in twice, and is followed further.
"""

from __future__ import annotations

import csv
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from smsmode import Entry, Outbox

UNDER_WAY = ("queued", "claimed", "submitting", "unknown")
# How many seconds a job waits; the message goes its way without it.
PATIENCE = 60.0


class Job:
    """What a process of the pool has: an outbox of its own, opened there and not before the fork."""

    outbox: Outbox

    @classmethod
    def begin(cls, url: str) -> None:
        """Open the outbox, once in each process."""
        cls.outbox = Outbox.open(url)

    @classmethod
    def announce(cls, order: str, to: str, text: str) -> tuple[str, str]:
        """Put a message in, and tell what became of it."""
        added = cls.outbox.enqueue(key=f"order-{order}/ready", to=to, text=text, mode="smart")
        return order, cls.follow(added.id).standing().known

    @classmethod
    def follow(cls, message: str) -> Entry:
        """Wait until nothing more happens to a message soon."""
        entry = cls.outbox.get(message)
        assert entry is not None, "what was put in is there"  # noqa: S101
        until = time.monotonic() + PATIENCE
        while entry.state in UNDER_WAY and (left := until - time.monotonic()) > 0:
            for change in cls.outbox.changes(after=entry.revision, timeout=left):
                if change.id == message:
                    entry = change
                    break
        return entry


def main(url: str, orders: str) -> None:
    """Give each order to a process."""
    with Path(orders).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(4, context, Job.begin, (url,)) as pool:
        for order, known in pool.map(Job.announce, *zip(*rows, strict=True)):
            print(f"{order}: {known}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
