"""Which alert is texted when: repeats together, and no more than a limit. It has no clock and no thread."""

from __future__ import annotations

from collections import deque


class Alert:
    """A record's text, how often it came, and how many others were passed over before it."""

    __slots__ = ("attempts", "more", "text", "times")

    def __init__(self, text: str, times: int, more: int, attempts: int) -> None:
        self.text, self.times, self.more, self.attempts = text, times, more, attempts

    @property
    def suffix(self) -> str:
        """What is said of repeats and of others."""
        times = f" ({self.times} times)" if self.times > 1 else ""
        return times + (f" (+{self.more} more)" if self.more else "")


class Digest:
    """The alerts that wait, and those of which repeats are counted.

    limit: at most so many alerts are given out in ``period`` seconds, and at most so many wait; further
    ones are counted. collapse: for so many seconds after an alert was given out, its repeats are counted.
    """

    def __init__(self, limit: int, period: float, collapse: float) -> None:
        self._limit, self._period, self._collapse = limit, period, collapse
        self._entries: dict[str, _Entry] = {}
        self._given: deque[float] = deque()
        self._more = 0

    def add(self, text: str, now: float) -> None:
        """Take note of an alert."""
        self._forget(now)
        entry = self._entries.get(text)
        if entry is None and self._waiting() >= self._limit:
            self._more += 1
            return
        if entry is None:
            entry = self._entries[text] = _Entry(now)
        entry.times += 1
        entry.waits = True

    def take(self, now: float, *, hurry: bool = False) -> Alert | None:
        """Give out the next alert that is due, if any; in a hurry, repeats are due, further attempts not."""
        self._forget(now)
        if len(self._given) >= self._limit:
            return None
        for text, entry in self._entries.items():
            if entry.waits and (entry.due <= now or (hurry and not entry.attempts)):
                return self._give(text, entry, now)
        return None

    def again(self, alert: Alert, due: float) -> None:
        """Let an alert that was surely not sent wait until then."""
        entry = self._entries.setdefault(alert.text, _Entry(due))
        entry.times = max(entry.times, alert.times)
        entry.attempts = alert.attempts + 1
        entry.waits, entry.due = True, due
        self._more += alert.more

    def pause(self, now: float) -> float | None:
        """Seconds until the next alert is due; None if none waits."""
        due = [entry.due for entry in self._entries.values() if entry.waits]
        if not due:
            return None
        free = self._given[0] + self._period if len(self._given) >= self._limit else now
        return max(0.0, min(due) - now, free - now)

    def left(self) -> int:
        """How many alerts wait or were passed over."""
        return self._waiting() + self._more

    def _give(self, text: str, entry: _Entry, now: float) -> Alert:
        alert = Alert(text, entry.times, self._more, entry.attempts)
        self._more, entry.attempts = 0, 0
        entry.waits, entry.due = False, now + self._collapse
        self._given.append(now)
        return alert

    def _forget(self, now: float) -> None:
        while self._given and self._given[0] + self._period <= now:
            self._given.popleft()
        over = [text for text, entry in self._entries.items() if not entry.waits and entry.due <= now]
        for text in over:
            del self._entries[text]

    def _waiting(self) -> int:
        return sum(entry.waits for entry in self._entries.values())


class _Entry:
    __slots__ = ("attempts", "due", "times", "waits")

    def __init__(self, due: float) -> None:
        self.due, self.times, self.attempts, self.waits = due, 0, 0, False
