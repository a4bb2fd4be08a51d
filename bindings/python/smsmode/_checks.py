"""Numbers that Python code of the package takes, checked as the native code checks its own."""

from __future__ import annotations

from ._errors import InvalidInputError


def whole(name: str, number: int) -> int:
    """Give a whole number as a plain int; TypeError if it is none."""
    if not isinstance(number, int):
        message = f"{name} is an int, not {type(number).__name__}"
        raise TypeError(message)
    return int(number)


def at_least_one(name: str, number: int) -> int:
    """Give a number of things; InvalidInputError if it is below 1, TypeError if it counts nothing."""
    if not 1 <= whole(name, number) <= _MOST:
        message = f"{name} is a number, 1 to {_MOST}"
        raise InvalidInputError(message)
    return int(number)


def seconds(name: str, number: float) -> float:
    """Give a span of time; InvalidInputError if nobody can wait so long, TypeError if it is none."""
    if not isinstance(number, (int, float)):
        message = f"{name} is a number of seconds, not {type(number).__name__}"
        raise TypeError(message)
    if not 0 <= number <= _MOST:
        message = f"{name} is a number of seconds, 0 to {_MOST}"
        raise InvalidInputError(message)
    return float(number)


_MOST = 1_000_000_000  # as in the native code; locks cannot wait much longer
