"""The shapes of vectors, answers and expectations."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tables.wire import LATIN9, octets

DESIGN = "design: api.md part "
EVERY_CALL = DESIGN + "1"
ERRORS = "design: architecture.md part 5"
TRANSPORT = "design: transport.md part 1"

PARIS = ZoneInfo("Europe/Paris")


def vector(name, source, given, request, account, *, note=None, answers=()):
    """A call: what is asked of us, what we send, and how we read what may come back."""
    out = {"name": name, "source": source}
    if note:
        out["note"] = note
    return {**out, "account": account, "input": given, "request": request, "answers": list(answers)}


def answer(name, body, expect, *, source=EVERY_CALL, status=200, content_type=None, ending=None,
           retry_after=None):
    """An answer of the service, and what it means."""
    out = {"name": name, "source": source, "http_status": status}
    optional = {"content_type": content_type, "ending": ending, "retry_after_s": retry_after}
    out |= {key: value for key, value in optional.items() if value is not None}
    return {**out, **octets("body", body), "expect": expect}


def ok(**fields):
    return {"ok": fields}


def refused(code, text=""):
    return {"refused": {"code": code, "text": text}}


def unexpected_status(excerpt="", retry_after=None):
    return {"unexpected_status": {"excerpt": excerpt, "retry_after_s": retry_after}}


def malformed(reason, excerpt=""):
    return {"malformed": {"reason": reason, "excerpt": excerpt}}


def damaged(position, raw):
    return {"position": position, **octets("raw", raw)}


def date(raw, form):
    """A date that the service tells: its text, and what Paris makes of it (the first of two instants)."""
    local = datetime.strptime(raw, form)
    first, second = (int(local.replace(tzinfo=PARIS, fold=fold).timestamp()) for fold in (0, 1))
    return {"raw": raw, "local": local.isoformat(), "unix_seconds": first, "ambiguous": first != second}


def unreadable_date(raw):
    return {"raw": raw, "local": None, "unix_seconds": None, "ambiguous": None}


def latin(text: str) -> bytes:
    return text.encode(LATIN9)
