"""How long does `import smsmode` take, beside other packages that send messages?"""

from __future__ import annotations

import os
import sys

from figures import Figures, by_turns

STATEMENTS = {
    "bare": "pass",
    "smsmode": "from smsmode import Client",
    "twilio": "from twilio.rest import Client",
    "stripe": "import stripe",
}


def measure(*, quick: bool) -> int:
    """Print the figures; the number of bars that are missed."""
    run = {name: (lambda statement=statement: _run(statement)) for name, statement in STATEMENTS.items()}
    for begin in run.values():
        begin()  # The first time compiles.
    told = by_turns(1 if quick else 21, run)
    figures = Figures("A program that only imports, processor time above that of the bare interpreter")
    figures.tell("the bare interpreter itself", told["bare"] * 1e3, "ms")
    figures.at_most(5, "from smsmode import Client", (told["smsmode"] - told["bare"]) * 1e3, "ms")
    figures.tell("from twilio.rest import Client", (told["twilio"] - told["bare"]) * 1e3, "ms")
    figures.tell("import stripe", (told["stripe"] - told["bare"]) * 1e3, "ms")
    figures.print()
    return figures.missed


def _run(statement: str) -> float:
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", statement], os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise OSError(statement)
    return usage.ru_utime + usage.ru_stime
