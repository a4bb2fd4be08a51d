"""The functions smsmode_simple_ as a host has them that knows only 32-bit integers and bytes."""

import ctypes
import os
import pathlib
import re

LIBRARY = ctypes.CDLL(os.environ["SMSMODE_LIBRARY"])
HEADER = pathlib.Path(__file__).resolve().parents[4] / "include" / "smsmode.h"
CONSTANTS = {
    name: int(number)
    for name, number in re.findall(r"#define SMSMODE_(\w+) (\d+)\n", HEADER.read_text())
}

ID_SIZE = CONSTANTS["SIMPLE_ID_SIZE"]
# What nobody has written: a test sees whether a function did.
UNTOUCHED = 777


def settings(encoding="windows-1252", **others):
    """Settings for the sandbox, written as the host writes all its texts."""
    named = {
        "key": os.environ["SMSMODE_API_KEY"],
        "base_url": os.environ["SMSMODE_BASE_URL"],
        "encoding": encoding,
        **others,
    }
    return ";".join(f"{name}={value}" for name, value in named.items()).encode(encoding)


def number():
    return ctypes.c_int32(UNTOUCHED)


def room(size):
    """A buffer of which every byte shows whether it was written."""
    return ctypes.create_string_buffer(b"#" * max(size, 0), max(size, 0))


class Call:
    """One call: its status, what it wrote and its words."""

    def __init__(self, name, *arguments, error_size=300):
        self.error_room = room(error_size) if error_size else None
        function = getattr(LIBRARY, "smsmode_simple_" + name)
        function.restype = ctypes.c_int32
        self.status = function(*map(passed, arguments), self.error_room, error_size)

    @property
    def words(self):
        return self.error_room.value


def passed(argument):
    """Integers go by value, outputs by their address."""
    return ctypes.byref(argument) if isinstance(argument, ctypes.c_int32) else argument


class Send(Call):
    def __init__(self, settings, to, text, length=-1, id_size=ID_SIZE, **others):
        self.id_room, self.became = room(id_size) if id_size else None, number()
        super().__init__(
            "send", settings, to, text, length, self.id_room, id_size, self.became, **others
        )

    @property
    def id(self):
        return self.id_room.value

    @property
    def outcome(self):
        return self.became.value


class Plan(Call):
    def __init__(self, settings, text, length=-1, text_size=300, **others):
        self.text_room = room(text_size) if text_size else None
        self.numbers = [number(), number(), number()]
        super().__init__(
            "plan", settings, text, length, *self.numbers, self.text_room, text_size, **others
        )
        self.segments, self.alphabet, self.free_units = (one.value for one in self.numbers)

    @property
    def text(self):
        return self.text_room.value


class Status(Call):
    def __init__(self, settings, id, words_size=200, **others):
        self.words_room = room(words_size) if words_size else None
        self.numbers = [number(), number(), number()]
        super().__init__("status", settings, id, *self.numbers, self.words_room, words_size, **others)
        self.number, self.delivery, self.is_final = (one.value for one in self.numbers)


class Balance(Call):
    def __init__(self, settings, size=40, **others):
        self.credits_room = room(size) if size else None
        super().__init__("balance", settings, self.credits_room, size, **others)


def check(condition, *shown):
    """Fails with what it was shown, under -O too."""
    if not condition:
        raise AssertionError(*shown)


def check_status(call, name):
    check(call.status == CONSTANTS[name], name, call.status, call.error_room and call.words)
