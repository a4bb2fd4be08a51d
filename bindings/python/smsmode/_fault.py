"""What can go wrong in a sandbox, on request."""

from __future__ import annotations

from . import _checks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TypedDict

    from typing_extensions import Unpack

    class _When(TypedDict, total=False):
        call: str | None
        times: int | None


class Fault:
    """Something that goes wrong, for ``Sandbox.faults``.

    Each takes ``call``, the name of the one method of ``Client`` that it is for, such as "send" or "balance",
    and ``times``, for how many requests; for all calls and for ever unless given.

    >>> sandbox.faults(Fault.delay(2.0), Fault.refuse(33, call="send", times=1))
    """

    __slots__ = ("_call", "_fault", "_times")

    def __init__(
        self, fault: Mapping[str, object], *, call: str | None = None, times: int | None = None
    ) -> None:
        """Make one of what the sandbox reads as JSON; the other ways to make one say the same in words."""
        if call is not None and call not in _CALLS:
            message = f"a call is one of {', '.join(sorted(_CALLS))}"
            raise ValueError(message)
        self._fault, self._call, self._times = dict(fault), call, times

    @classmethod
    def refuse(cls, code: int, **when: Unpack[_When]) -> Fault:
        """Say no with this refusal code, and do nothing."""
        return cls({"kind": "refuse", "code": _checks.whole("code", code)}, **when)

    @classmethod
    def delay(cls, seconds: float, **when: Unpack[_When]) -> Fault:
        """Do the call at once and answer so late."""
        return cls(
            {"kind": "delay", "milliseconds": round(_checks.seconds("seconds", seconds) * 1000)}, **when
        )

    @classmethod
    def close_before_reading(cls, *, times: int | None = None) -> Fault:
        """Reset the connection before anything is read, whatever it carries."""
        return cls({"kind": "close_before_reading"}, times=times)

    @classmethod
    def close_after_accepting(
        cls, *, ending: Literal["reset", "close"] = "reset", **when: Unpack[_When]
    ) -> Fault:
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
        return rule

    def __eq__(self, other: object) -> bool:
        return self.rule == other.rule if isinstance(other, Fault) else NotImplemented

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Fault({self._fault!r}, call={self._call!r}, times={self._times!r})"


_CALLS = {
    "send": "send_sms",
    "send_batch": "send_batch",
    "send_voice": "send_voice",
    "status": "get_message_status",
    "report": "get_delivery_report",
    "list_sent": "list_sent",
    "list_replies": "list_replies",
    "delete": "delete_sms",
    "balance": "get_balance",
    "transfer_credits": "transfer_credits",
    "create_sub_account": "create_sub_account",
    "delete_sub_account": "delete_sub_account",
    "add_contact": "add_contact",
    "create_api_key": "create_api_key",
}
