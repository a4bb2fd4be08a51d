"""Names that are loaded when somebody asks for them: the module ``enum`` takes longer than all the rest."""

from __future__ import annotations

_ENUMS = {"MessageStatus", "RefusalCode"}


def __getattr__(name: str) -> object:
    if name not in _ENUMS:
        message = f"module 'smsmode' has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    from . import _enums

    return getattr(_enums, name)
