"""Counts what is judged, and says what disagrees."""

import base64
import json

from left_out import LEFT_OUT
from library import Failure


class NotInC(Exception):
    """C has no function for what a vector gives; the argument says for what."""


class Judge:
    def __init__(self, folder):
        self.folder, self.complaints = folder, []
        self.judged, self.left_out = set(), set()

    def read(self, name):
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def vector(self, file, name, verdict):
        """Judges one vector: `verdict` raises NotInC where C cannot express it."""
        key = (file, name)
        if key in self.judged | self.left_out:
            self.complain(key, "stands twice")
        try:
            verdict()
        except NotInC as missing:
            self.left_out.add(key)
            if LEFT_OUT.get(key) != str(missing):
                self.complain(key, f"C lacks {missing}, and left_out.py does not say so")
        except Failure as failure:
            self.complain(key, f"refused with {failure}")
        else:
            self.judged.add(key)

    def same(self, file, name, expected, found):
        if expected != found:
            self.complain((file, name), f"\n    expected {expected!r}\n    found    {found!r}")

    def complain(self, key, complaint):
        self.complaints.append(f"{key[0]}: {key[1]}: {complaint}")

    def end(self):
        """Says how many vectors there were; whether all agree, and no more were left out than must be."""
        for key in sorted(LEFT_OUT.keys() - self.left_out):
            self.complain(key, "stands in left_out.py and is no such vector")
        for complaint in self.complaints:
            print(complaint)
        print(f"{len(self.judged)} judged, {len(self.left_out)} left out")
        return not self.complaints


def octets(vector, key):
    """Bytes that stand in a vector as ASCII or as base64."""
    if key in vector:
        return vector[key].encode("ascii")
    return base64.b64decode(vector[key + "_base64"])
