"""Names that are loaded when somebody asks for them: what they load takes longer than all the rest."""

from __future__ import annotations

_MODULES = {
    "AsyncOutbox": "_async_outbox",
    "MessageStatus": "_enums",
    "RefusalCode": "_enums",
    "SmsHandler": "handler",
    # Classes of native code, made when they are asked for.
    "Added": "_smsmode",
    "Changes": "_smsmode",
    "Dispatcher": "_smsmode",
    "Entry": "_smsmode",
    "NewMessage": "_smsmode",
    "Outbox": "_smsmode",
    "Overview": "_smsmode",
    "Standing": "_smsmode",
    "Tally": "_smsmode",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"module 'smsmode' has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    from importlib import import_module

    return getattr(import_module(f"smsmode.{_MODULES[name]}"), name)
