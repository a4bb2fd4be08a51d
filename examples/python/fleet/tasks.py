"""Tasks of Celery that put messages into an outbox: a task may run twice, its message is sent once.

    SMSMODE_OUTBOX=postgres://shop@db.example/shop CELERY_BROKER_URL=redis:// celery --app tasks worker

Celery runs a task again after an error, and after a worker that died before it said that it was done. The key
makes that harmless: whoever puts the same message in under the same key adds nothing. The messages themselves
are sent by `smsmode worker`, and never by a task.
"""

from __future__ import annotations

import os
from functools import cache

import psycopg
from celery import Celery, Task

from smsmode import Outbox, OutboxError

app = Celery("shop")
app.conf.update(
    # Said to be done when it is done: what a worker had when it died is run again.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # Where the broker is a folder, as on a machine without any server.
    broker_transport_options={
        f"{use}_folder{way}": os.environ.get("CELERY_FOLDER", "queue")
        for use, way in (("data", "_in"), ("data", "_out"), ("control", ""))
    },
)
URL = os.environ["SMSMODE_OUTBOX"]


@cache
def outbox() -> Outbox:
    """Open the outbox when a task needs it: in the process that runs tasks, not in the one that forks it."""
    return Outbox.open(URL)


@app.task(bind=True, max_retries=None, default_retry_delay=1)
def announce(task: Task, order: str, to: str) -> str:
    """Tell a customer that an order is ready, and write beside the order that this is done."""
    try:
        added = outbox().enqueue(
            key=f"order-{order}/ready", to=to, text=f"Commande {order} prête", mode="smart"
        )
    except OutboxError as error:
        # What is refused for good would be refused again; a database may answer later.
        if not error.retry:
            raise
        raise task.retry(exc=error) from error
    mark(task, order, added.id)
    return added.id


def mark(task: Task, order: str, message: str) -> None:
    """Write the identifier of the message beside the order; an order that is not there yet is waited for."""
    with psycopg.connect(URL) as connection:
        done = connection.execute("UPDATE orders SET message = %s WHERE number = %s", [message, order])
    if done.rowcount == 0:
        raise task.retry()
