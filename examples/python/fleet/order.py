"""Takes an order: the order and the message about it are in the database together, or neither is.

    python order.py postgres://shop@db.example/shop 12 "06 39 98 00 11"

Both are written by one transaction of this program, over the connection that it has anyway. Whatever goes
wrong before the commit, nobody is told of an order that is not there; whatever goes wrong after it, the
message is sent. Whoever opened the outbox first has made its schema; this user needs the rights of
smsmode_enqueue, no more.
"""

from __future__ import annotations

import sys

import psycopg

from smsmode import NewMessage, prepared

ENQUEUE = "SELECT fate FROM smsmode.enqueue(%s::jsonb)"


def main(url: str, order: str, phone: str) -> None:
    """Take one order."""
    with psycopg.connect(url, autocommit=True) as connection:
        take(connection, order, phone)


def take(connection: psycopg.Connection, order: str, phone: str) -> None:
    """Write the order and its message, both or neither."""
    message = NewMessage(
        key=f"order-{order}/taken", to=phone, text=f"Commande {order} enregistrée", mode="smart"
    )
    with connection.transaction():
        connection.execute("INSERT INTO orders (number, phone) VALUES (%s, %s)", [order, phone])
        [(fate,)] = connection.execute(ENQUEUE, [prepared([message])])
        if fate == "key_taken":
            told = f"another message is there about order {order}"
            raise ValueError(told)


if __name__ == "__main__":
    main(*sys.argv[1:])
