"""Texts that must not fail to be sent, whatever is in them."""

from __future__ import annotations

from ._smsmode import analyse, smart, truncate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal


def fitted(text: str, end: str, segments: int) -> tuple[str, Literal["exact", "unicode"]]:
    """Write a text and what must stand at its end in so many segments, and say how it is to be sent.

    It is written in the characters that GSM has where these can stand for all of them, and as Unicode
    otherwise. What is too long is cut, and "..." says so.
    """
    clean = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").translate(_CONTROLS)
    whole = smart(clean, level="symbols").text
    short = whole + end if analyse(whole + end).segments <= segments else _cut(whole, "..." + end, segments)
    return short, "exact" if analyse(short).alphabet == "gsm7" else "unicode"


def _cut(whole: str, end: str, segments: int) -> str:
    # The end takes its room wherever it stands.
    kept = truncate(end + whole, segments)[len(end) :]
    while kept and analyse(kept + end).segments > segments:
        kept = kept[:-1]
    return kept + end


# No phone shows them, and the service takes not all of them.
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\r\n"}
