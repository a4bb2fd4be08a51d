"""How fast is a list of 10,000 messages read, beside the obvious way?"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from time import thread_time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from figures import Figures, by_turns

from smsmode import Client

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = 10_000
PARIS = ZoneInfo("Europe/Paris")


def measure(*, quick: bool) -> int:
    """Print the figures; no bar is set for them."""
    body = "".join(_record(index) for index in range(RECORDS)).encode("iso-8859-15")
    with Client("a-key-0123456789") as client:
        call = client.prepare.list_sent()
    assert len(call.parse(200, None, body).messages) == len(obvious(body)) == RECORDS
    told = by_turns(
        1 if quick else 21,
        {
            "ours": lambda: _time(lambda: call.parse(200, None, body)),
            "obvious": lambda: _time(lambda: obvious(body)),
        },
    )
    figures = Figures(
        f"A list of {RECORDS:,} messages, {len(body) / 1e6:.2f} MB, processor time of the thread"
    )
    figures.tell("PreparedCall.parse, a SentMessage each", told["ours"] * 1e3, "ms")
    figures.tell("the obvious way in Python, a dict each", told["obvious"] * 1e3, "ms")
    figures.tell("  the obvious way / ours", told["obvious"] / told["ours"], "times")
    figures.print()
    return figures.missed


def _record(index: int) -> str:
    text = "Votre colis 4711 est arrivé au point relais, ouvert jusqu'à 19h30"
    return f"S7EpYZ{index:06} | 12/05/2015 13:50 | {text} | 336399800{index % 100:02} | 1.0 | 1 |\n"


def obvious(body: bytes) -> list[dict[str, object]]:
    """Split lines and fields. A bar or a line break in a text, which nobody escapes, would end it."""
    records = []
    for line in body.decode("iso-8859-15").splitlines():
        message_id, sent_at, text, recipient, cost, recipients = line.rstrip(" |").split(" | ")
        record = {
            "message_id": message_id,
            "sent_at": datetime.strptime(sent_at, "%d/%m/%Y %H:%M").replace(tzinfo=PARIS),
            "text": text,
            "recipient": recipient,
            "cost": Decimal(cost),
            "recipients": int(recipients),
        }
        records.append(record)
    return records


def _time(read: Callable[[], object]) -> float:
    begin = thread_time()
    read()
    return thread_time() - begin
