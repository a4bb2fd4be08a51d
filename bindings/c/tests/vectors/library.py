"""The functions and constants of include/smsmode.h, ready to call."""

import ctypes
import re
from dataclasses import dataclass

SCALARS = {
    "int32_t": ctypes.c_int32,
    "int64_t": ctypes.c_int64,
    "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
    "size_t": ctypes.c_size_t,
    "smsmode_status": ctypes.c_int32,
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FUNCTION = re.compile(r"^(const )?(\w+) ?(\*?)(smsmode_\w+)\(([^()]*)\);", re.MULTILINE)
CONSTANT = re.compile(r"^#define (SMSMODE_\w+) (-?\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Failure(Exception):
    """What an error of C tells."""

    status: int
    outcome: int
    may_retry: bool
    refusal_code: int
    http_status: int
    retry_after: int
    words: str


class Handle:
    """A handle that is freed with this object."""

    def __init__(self, library, type_name, pointer):
        self.library, self.type_name, self.pointer = library, type_name, pointer

    def __del__(self):
        self.library.function(self.type_name + "_free")(self.pointer)


class Library:
    def __init__(self, path, header):
        text = COMMENT.sub("", header.read_text(encoding="utf-8"))
        self.constants = {name: int(value) for name, value in CONSTANT.findall(text)}
        self.loaded = ctypes.CDLL(str(path))
        self.handles = {}
        for _, result, star, name, arguments in FUNCTION.findall(text):
            self.declare(name, result + star, re.split(r",\s*", arguments.strip()))

    def declare(self, name, result, arguments):
        types = [argument.rsplit(" ", 1) for argument in arguments if argument != "void"]
        types = [kind + "*" * argument.count("*") for kind, argument in types]
        function = getattr(self.loaded, name)
        function.restype = None if result == "void" else SCALARS.get(result, ctypes.c_void_p)
        function.argtypes = [as_ctypes(kind) for kind in types]
        if len(types) > 1 and types[-1] == "smsmode_error**" and types[-2].endswith("**"):
            self.handles[name] = types[-2].rstrip("*")

    def function(self, name):
        return getattr(self.loaded, name)

    def has_setter(self, word):
        """Whether a setter has this word in its name."""
        return any("_set_" in name and word in name for name in vars(self.loaded))

    def call(self, name, *arguments):
        """Calls a function that can fail; raises Failure if it does."""
        error = ctypes.c_void_p()
        status = self.function(name)(*flat(arguments), ctypes.byref(error))
        if status != self.constants["SMSMODE_OK"]:
            raise self.failure(status, error)

    def made(self, name, *arguments):
        """The handle that a function gives."""
        place = ctypes.c_void_p()
        self.call(name, *arguments, place)
        return Handle(self, self.handles[name], place)

    def new(self, type_name):
        """A handle from a function that cannot fail."""
        return Handle(self, type_name, self.function(type_name + "_new")())

    def text(self, name, handle, *index):
        """A text in UTF-8 that a handle lends; None where there is none."""
        text = self.bytes(name, handle, *index)
        return None if text is None else text.decode()

    def bytes(self, name, handle, *index):
        length = ctypes.c_size_t()
        place = self.function(name)(handle.pointer, *index, ctypes.byref(length))
        return None if place is None else ctypes.string_at(place, length.value)

    def number(self, name, handle, *index):
        return self.function(name)(handle.pointer, *index)

    def failure(self, status, error):
        handle = Handle(self, "smsmode_error", error)
        number = lambda what: self.number("smsmode_error_" + what, handle)
        words = self.text("smsmode_error_text", handle, self.constants["SMSMODE_ENGLISH"])
        assert number("status") == status, "the error tells another status than the function"
        return Failure(status, number("outcome"), number("may_retry") == 1,
                       number("refusal_code"), number("http_status"),
                       number("retry_after"), words)


def as_ctypes(kind):
    """The type of an argument: texts go in as bytes, and anything else that is no number is a pointer."""
    if kind in ("char*", "uint8_t*"):
        return ctypes.c_char_p
    return SCALARS.get(kind, ctypes.c_void_p)


def flat(arguments):
    """Texts are a pointer and a length for C, and handles what they point to."""
    for argument in arguments:
        if isinstance(argument, (str, bytes)):
            text = argument.encode() if isinstance(argument, str) else argument
            yield from (text, len(text))
        elif isinstance(argument, Handle):
            yield argument.pointer
        elif isinstance(argument, ctypes.c_void_p):
            yield ctypes.byref(argument)
        else:
            yield argument
