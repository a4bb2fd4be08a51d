"""Names that are loaded when somebody asks for them: what they load takes longer than all the rest."""

from __future__ import annotations

_MODULES = {"MessageStatus": "_enums", "RefusalCode": "_enums", "SmsHandler": "handler"}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"module 'smsmode' has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    from importlib import import_module

    return getattr(import_module(f"smsmode.{_MODULES[name]}"), name)
