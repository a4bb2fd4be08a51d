"""Counts what is judged, and says what disagrees."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, TypeAlias

from left_out import LEFT_OUT

from smsmode import SmsmodeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Vector: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str]


class NotInPythonError(Exception):
    """Python has no way to say what a vector gives; the argument says what."""


class Judge:
    """All that was said of the vectors so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.complaints: list[str] = []
        self.judged: set[Key] = set()
        self.left_out: set[Key] = set()

    def read(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return found

    def vector(self, file: str, name: str, verdict: Callable[[], tuple[object, object]]) -> None:
        """Judge one vector by what is expected and what was found, or by NotInPythonError."""
        key = (file, name)
        if key in self.judged | self.left_out:
            self.complain(key, "stands twice")
        try:
            expected, found = verdict()
        except NotInPythonError as missing:
            self.left_out.add(key)
            if LEFT_OUT.get(key) != str(missing):
                self.complain(key, f"Python lacks {missing}, and left_out.py does not say so")
            return
        except SmsmodeError as error:
            self.complain(key, f"refused with {error!r}")
            return
        self.judged.add(key)
        if expected != found:
            self.complain(key, f"\n    expected {expected!r}\n    found    {found!r}")

    def complain(self, key: Key, complaint: str) -> None:
        self.complaints.append(f"{key[0]}: {key[1]}: {complaint}")

    def end(self) -> bool:
        """Say how many vectors there were; whether all agree, and no more were left out than must be."""
        for key in sorted(LEFT_OUT.keys() - self.left_out):
            self.complain(key, "stands in left_out.py and is no such vector")
        for complaint in self.complaints:
            print(complaint)
        print(f"{len(self.judged)} judged, {len(self.left_out)} left out")
        return not self.complaints


def octets(holder: Vector, key: str) -> bytes:
    """Bytes that stand in a vector as ASCII or as base64."""
    if key in holder:
        return str(holder[key]).encode("ascii")
    return base64.b64decode(holder[f"{key}_base64"])
