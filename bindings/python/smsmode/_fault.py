"""What can go wrong in a sandbox, on request."""

from __future__ import annotations

from . import _checks
from ._smsmode import _sandbox_calls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TypeAlias, TypedDict

    from typing_extensions import Unpack

    class _When(TypedDict, total=False):
        call: str | None
        times: int | None
        probability: float | None

    _Ending: TypeAlias = Literal["reset", "close"]
    _Charset: TypeAlias = Literal["latin9", "latin9_declared", "utf8", "utf8_declared"]


class Fault:
    """Something that goes wrong, for ``Sandbox.faults``.

    Each takes ``call``, the name of the one method of ``Client`` that it is for, such as "send" or "balance",
    ``times``, for how many requests, and ``probability``, 0 to 1, of each request that it could strike; for
    all calls, for ever and always unless given.

    >>> sandbox.faults(Fault.delay(2.0), Fault.refuse(33, call="send", times=1))
    >>> sandbox.faults(Fault.bad_gateway(probability=0.1), seed=7)  # the same requests fail in each run
    """

    __slots__ = ("_call", "_fault", "_probability", "_times")

    def __init__(
        self,
        fault: Mapping[str, object],
        *,
        call: str | None = None,
        times: int | None = None,
        probability: float | None = None,
    ) -> None:
        """Make one of what the sandbox reads as JSON; the other ways to make one say the same in words."""
        if call is not None and call not in _CALLS:
            message = f"a call is one of {', '.join(sorted(_CALLS))}"
            raise ValueError(message)
        self._fault, self._call, self._times, self._probability = dict(fault), call, times, probability

    @classmethod
    def refuse(cls, code: int, **when: Unpack[_When]) -> Fault:
        """Say no with this refusal code, and do nothing."""
        return cls({"kind": "refuse", "code": _checks.whole("code", code)}, **when)

    @classmethod
    def delay(cls, seconds: float, **when: Unpack[_When]) -> Fault:
        """Do the call at once and answer so late."""
        return cls({"kind": "delay", "milliseconds": _milliseconds("seconds", seconds)}, **when)

    @classmethod
    def log_normal_delay(cls, median: float, sigma: float = 0.5, **when: Unpack[_When]) -> Fault:
        """Do the call at once and answer late, as networks are: mostly a little, sometimes a lot.

        median: in seconds; half of the answers are not as late. sigma: the spread, 0 to 5; with 0.5, one
        answer in ten takes twice the median.
        """
        late = {"median_milliseconds": _milliseconds("median", median), "sigma": sigma}
        return cls({"kind": "log_normal_delay", **late}, **when)

    @classmethod
    def close_before_reading(cls, *, times: int | None = None, probability: float | None = None) -> Fault:
        """Reset the connection before anything is read, whatever it carries; it needs one of the two."""
        return cls({"kind": "close_before_reading"}, times=times, probability=probability)

    @classmethod
    def close_before_storing(cls, *, ending: _Ending = "reset", **when: Unpack[_When]) -> Fault:
        """Read the request, do nothing, and end the connection without an answer."""
        return cls({"kind": "close_before_storing", "ending": ending}, **when)

    @classmethod
    def close_after_accepting(cls, *, ending: _Ending = "reset", **when: Unpack[_When]) -> Fault:
        """Do the call, then end the connection without an answer."""
        return cls({"kind": "close_after_accepting", "ending": ending}, **when)

    @classmethod
    def cut_answer(cls, length: int | None = None, **when: Unpack[_When]) -> Fault:
        """Do the call and cut its answer after so many bytes; after its first field unless given."""
        return cls({"kind": "cut_answer"} | ({} if length is None else {"bytes": length}), **when)

    @classmethod
    def stall(cls, **when: Unpack[_When]) -> Fault:
        """Do the call and never answer."""
        return cls({"kind": "stall"}, **when)

    @classmethod
    def without_length(cls, **when: Unpack[_When]) -> Fault:
        """Do the call and answer without a length: the end of the connection ends the answer."""
        return cls({"kind": "without_length"}, **when)

    @classmethod
    def trickle(cls, seconds: float = 0.1, **when: Unpack[_When]) -> Fault:
        """Do the call and answer byte by byte, head and body, with such a pause before each."""
        return cls({"kind": "trickle", "milliseconds": _milliseconds("seconds", seconds)}, **when)

    @classmethod
    def garbage(cls, **when: Unpack[_When]) -> Fault:
        """Do the call and answer with bytes that are no HTTP."""
        return cls({"kind": "garbage"}, **when)

    @classmethod
    def bad_gateway(cls, **when: Unpack[_When]) -> Fault:
        """Let a proxy answer with HTTP 502 and a page in HTML, and do nothing."""
        return cls({"kind": "bad_gateway"}, **when)

    @classmethod
    def too_many_requests(cls, retry_after: int = 7, **when: Unpack[_When]) -> Fault:
        """Answer with HTTP 429 and so many seconds of Retry-After, and do nothing."""
        seconds = _checks.whole("retry_after", retry_after)
        return cls({"kind": "too_many_requests", "retry_after": seconds}, **when)

    @classmethod
    def answer_charset(cls, charset: _Charset, **when: Unpack[_When]) -> Fault:
        """Answer in this charset, whatever the switch charset.answers says."""
        return cls({"kind": "answer_charset", "charset": charset}, **when)

    @classmethod
    def duplicate_callbacks(cls, **when: Unpack[_When]) -> Fault:
        """Call the last delivery receipt of each recipient of a send twice."""
        return cls({"kind": "duplicate_callbacks"}, **when)

    @classmethod
    def reordered_callbacks(cls, **when: Unpack[_When]) -> Fault:
        """Call the last delivery receipt of each recipient of a send before the others."""
        return cls({"kind": "reordered_callbacks"}, **when)

    @classmethod
    def answer(
        cls,
        http_status: int,
        text: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        after_accepting: bool = False,
        **when: Unpack[_When],
    ) -> Fault:
        """Let something else answer, as a proxy does: in place of the service, or after it did the call."""
        answer = {"http_status": http_status, "headers": dict(headers or {}), "body": {"text": text}}
        return cls({"kind": "answer", **answer, "after_accepting": after_accepting}, **when)

    @property
    def rule(self) -> dict[str, object]:
        """What the sandbox reads."""
        rule: dict[str, object] = {"fault": self._fault}
        if self._call is not None:
            rule["call"] = _CALLS[self._call]
        if self._times is not None:
            rule["times"] = self._times
        if self._probability is not None:
            rule["probability"] = self._probability
        return rule

    def __eq__(self, other: object) -> bool:
        return self.rule == other.rule if isinstance(other, Fault) else NotImplemented

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        when = f"call={self._call!r}, times={self._times!r}, probability={self._probability!r}"
        return f"Fault({self._fault!r}, {when})"


def _milliseconds(name: str, seconds: float) -> int:
    return round(_checks.seconds(name, seconds) * 1000)


_CALLS = dict(_sandbox_calls())
