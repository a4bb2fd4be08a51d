"""How fast are texts analysed, beside what Python programs use?"""

from __future__ import annotations

from collections import Counter
from time import thread_time
from typing import TYPE_CHECKING

import numpy as np
import smsutil
from figures import Figures, by_turns
from messages import ACCENTED, ASCII, FAR_MORE, UNICODE, messages
from sms_toolkit.messages.profiling import profile_message
from smsutil.codecs import GSM_BASIC_CHARSET, GSM_EXT_CHARSET

from smsmode import analyse, analyse_columns, analyse_many

if TYPE_CHECKING:
    from collections.abc import Callable

GSM = frozenset(GSM_BASIC_CHARSET + GSM_EXT_CHARSET)
PASSES = 8
# The references take a thousand times as long, so they get fewer texts a window.
FEW = 16


def measure(*, quick: bool) -> int:
    """Print the figures; the number of bars that are missed."""
    kinds = {"ASCII": ASCII, "accented, GSM with €": ACCENTED, "accented, with ç ê œ": UNICODE}
    return sum(_of_kind(name, words, quick=quick) for name, words in kinds.items())


def _of_kind(name: str, words: str, *, quick: bool) -> int:
    texts = messages(words)
    assert [obvious(text) for text in texts] == [
        (a.alphabet, a.units, a.segments) for a in analyse_many(texts)
    ]
    measures: dict[str, Callable[[], float]] = {
        "analyse": lambda: _each(analyse, texts),
        "first": lambda: _first(analyse, texts),
        "encode": lambda: _first(str.encode, texts),
        "many": lambda: _all(analyse_many, texts),
        "columns": lambda: _all(columns, texts),
        "obvious": lambda: _each(obvious, texts[:FEW]),
        "smsutil": lambda: _each(smsutil.split, texts[:FEW]),
        "toolkit": lambda: _each(profile_message, texts[:FEW]),
    }
    far_more = messages(words, FAR_MORE)
    far_measures: dict[str, Callable[[], float]] = {
        "far many": lambda: _all(analyse_many, far_more, passes=1),
        "far columns": lambda: _all(columns, far_more, passes=1),
    }
    # By themselves: they would drive the other texts out of the caches.
    told = by_turns(1 if quick else 101, measures) | by_turns(1 if quick else 11, far_measures)
    figures = Figures(f"One text of 160 characters, {name}, processor time of the thread")
    figures.at_most(200, "analyse, an Analysis each", told["analyse"] * 1e9, "ns")
    figures.tell("  of a str that nobody has read as UTF-8 before", told["first"] * 1e9, "ns")
    figures.tell("  Python alone: str.encode of such a str", told["encode"] * 1e9, "ns")
    figures.at_least(5, "analyse_many, a list of Analysis", 1e-6 / told["many"], "million/s")
    figures.at_least(8, "analyse_columns, into NumPy", 1e-6 / told["columns"], "million/s")
    figures.tell(f"analyse_many of {FAR_MORE:,} texts", 1e-6 / told["far many"], "million/s")
    figures.tell(f"analyse_columns of {FAR_MORE:,} texts", 1e-6 / told["far columns"], "million/s")
    figures.tell("the obvious way in Python", told["obvious"] * 1e9, "ns")
    figures.tell("smsutil.split", told["smsutil"] * 1e9, "ns")
    figures.tell("sms_toolkit profile_message", told["toolkit"] * 1e9, "ns")
    figures.tell("the obvious way / analyse", told["obvious"] / told["analyse"], "times")
    figures.print()
    return figures.missed


def columns(texts: list[str]) -> object:
    """Analyse all, into NumPy."""
    return np.asarray(analyse_columns(texts).segments)


def obvious(text: str) -> tuple[str, int, int]:
    """Do what a Python program would do by itself: the alphabet, the units and the segments."""
    if all(char in GSM for char in text):
        counts = Counter(text)
        units = len(text) + sum(counts[char] for char in GSM_EXT_CHARSET)
        return "gsm7", units, 1 if units <= 160 else _parts(text)
    units = len(text.encode("utf-16-be")) // 2
    return "ucs2", units, 1 if units <= 70 else -(-units // 67)


def _parts(text: str) -> int:
    """A character of two septets is never torn apart."""
    parts, free = 0, 0
    for char in text:
        septets = 2 if char in GSM_EXT_CHARSET else 1
        if free < septets:
            parts, free = parts + 1, 153
        free -= septets
    return parts


def _each(look: Callable[[str], object], texts: list[str]) -> float:
    begin = thread_time()
    for _ in range(PASSES):
        for text in texts:
            look(text)
    return (thread_time() - begin) / len(texts) / PASSES


def _first(look: Callable[[str], object], texts: list[str]) -> float:
    """As _each, but each str is new, and nobody has asked for its UTF-8, which Python then keeps."""
    new = [text[:1] + text[1:] for text in texts]
    begin = thread_time()
    for text in new:
        look(text)
    return (thread_time() - begin) / len(texts)


def _all(look: Callable[[list[str]], object], texts: list[str], passes: int = PASSES) -> float:
    begin = thread_time()
    for _ in range(passes):
        look(texts)
    return (thread_time() - begin) / len(texts) / passes
