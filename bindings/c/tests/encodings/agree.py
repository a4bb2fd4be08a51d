"""The functions for each encoding say the same of the same text: each place that one gives, counted in
characters, is that of the others. Prints how many texts were compared."""

import ctypes
import os
import random
import sys

LIBRARY = ctypes.CDLL(os.environ["SMSMODE_LIBRARY"])
SIZE, NONE = ctypes.c_size_t, ctypes.c_size_t(-1).value

# GSM, its extensions, what it lacks, blanks; Windows-1252 has all of it.
COMMON = "aZ é€[]~êôœŸ’…\n\u00a0"
# Characters of two units in UTF-16, and others that Windows-1252 lacks.
WIDE = COMMON + "Δ😀🎉\u202f漢"


class Encoding:
    """What the functions of one encoding say of a text, in characters."""

    def __init__(self, suffix, codec, width):
        self.suffix, self.codec, self.width = suffix, codec, width

    def say(self, text):
        written = text.encode(self.codec)
        self.arguments = written, SIZE(len(written) // self.width)
        # Of each place that is between two characters, how many characters are before it.
        starts = [0]
        for character in text:
            starts.append(starts[-1] + len(character.encode(self.codec)) // self.width)
        self.characters = {start: number for number, start in enumerate(starts)}
        return self.analysis(), self.outside(len(text)), self.cut(), self.segments(), self.changes()

    def call(self, function, *arguments):
        status = getattr(LIBRARY, f"smsmode_{function}{self.suffix}")(*self.arguments, *arguments, None)
        assert status == 0, (function, self.suffix, status)

    def place(self, place):
        return None if place == NONE else self.characters[place]

    def analysis(self):
        alphabet, segments = ctypes.c_int32(), ctypes.c_uint32()
        units, free, outside = SIZE(), SIZE(), SIZE()
        self.call("analyse", *map(ctypes.byref, (alphabet, units, segments, free, outside)))
        return alphabet.value, units.value, segments.value, free.value, self.place(outside.value)

    def outside(self, room):
        offsets, count = (SIZE * room)(), SIZE()
        self.call("outside_gsm", offsets, SIZE(room), ctypes.byref(count))
        return [self.place(offset) for offset in offsets[: count.value]]

    def cut(self):
        length = SIZE()
        self.call("truncate", ctypes.c_int32(1), ctypes.byref(length))
        return self.place(length.value)

    def segments(self):
        handle = self.made("segments_new")
        return self.listed("segments", handle, "segments_count", "segments_offset", "segments_length")

    def changes(self):
        handle = self.made("smart_new", ctypes.c_int32(2), ctypes.c_int32(3), ctypes.c_int32(1))
        names = "smart_change_count", "smart_change_offset", "smart_change_length"
        return self.listed("smart", handle, *names)

    def made(self, function, *arguments):
        handle = ctypes.c_void_p()
        self.call(function, *arguments, ctypes.byref(handle))
        return handle

    def listed(self, noun, handle, count, offset, length):
        """Where each of a list begins and ends; the handle is freed."""
        ask = {name: getattr(LIBRARY, f"smsmode_{name}") for name in (count, offset, length)}
        for function in ask.values():
            function.restype = SIZE
        places = []
        for index in map(SIZE, range(ask[count](handle))):
            start = ask[offset](handle, index)
            places.append((self.place(start), self.place(start + ask[length](handle, index))))
        getattr(LIBRARY, f"smsmode_{noun}_free")(handle)
        return places


UTF8 = Encoding("", "utf-8", 1)
UTF16 = Encoding("_w", f"utf-16-{sys.byteorder[0]}e", 2)
WINDOWS_1252 = Encoding("_1252", "windows-1252", 1)


def compare(text, encodings):
    said = {encoding.codec: encoding.say(text) for encoding in encodings}
    for codec, words in said.items():
        assert words == said["utf-8"], (text, codec, words, said["utf-8"])


def main():
    chance = random.Random(1252)
    for _ in range(TEXTS):
        length = chance.randrange(400)
        compare("".join(chance.choices(COMMON, k=length)), [UTF8, UTF16, WINDOWS_1252])
        compare("".join(chance.choices(WIDE, k=length)), [UTF8, UTF16])
    print(f"{2 * TEXTS} texts")


TEXTS = 200
main()
