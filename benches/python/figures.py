"""The figures of a bench, printed with the bars that they are held to."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Figures:
    """A table of figures; some have a bar."""

    def __init__(self, question: str) -> None:
        self._lines = ["", question]
        self.missed = 0

    def tell(self, what: str, figure: float, unit: str = "") -> None:
        """Add a figure that is only told."""
        self._line(what, figure, unit)

    def at_most(self, bar: float, what: str, figure: float, unit: str = "") -> None:
        """Add a figure that must not be greater."""
        self._judge(what, figure, unit, f"at most {bar:g}", holds=figure <= bar)

    def at_least(self, bar: float, what: str, figure: float, unit: str = "") -> None:
        """Add a figure that must not be smaller."""
        self._judge(what, figure, unit, f"at least {bar:g}", holds=figure >= bar)

    def print(self) -> None:
        """Print the table."""
        print("\n".join(self._lines), flush=True)

    def _judge(self, what: str, figure: float, unit: str, bar: str, *, holds: bool) -> None:
        self.missed += not holds
        self._line(what, figure, unit, f"{bar:<14}{'holds' if holds else 'MISSED'}")

    def _line(self, what: str, figure: float, unit: str, verdict: str = "") -> None:
        self._lines.append(f"  {what:<58}{figure:>10.3g} {unit:<12}{verdict}".rstrip())


def by_turns(windows: int, measures: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """Take each measure in every window, so that other work meets all alike, and give the medians."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for window in range(windows):
        order = list(measures) if window % 2 else list(reversed(measures))
        for name in order:
            taken[name].append(measures[name]())
    return {name: statistics.median(times) for name, times in taken.items()}
