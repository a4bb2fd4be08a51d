"""Judges an installed package: its licences, the size of a wheel, and which glibc it needs.

python bindings/python/tests/judge_installed.py PACKAGE
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import smsmode

MOST_BYTES = 5_500_000
ROOT = Path(__file__).parents[3]


def main() -> None:
    """Judge it; an exception says what is wrong."""
    package = Path(sys.argv[1])
    licences = judge_licences()
    size = package.stat().st_size
    if package.suffix == ".whl" and size > MOST_BYTES:
        message = f"{package.name} has {size} bytes, and {MOST_BYTES} at most are allowed"
        raise SystemExit(message)
    newest = newest_glibc()
    if "manylinux2014" in package.name and newest > (2, 17):
        message = f"{package.name} needs glibc {newest}"
        raise SystemExit(message)
    print(f"{package.name}: {size} bytes, licences of {licences} packages, glibc {newest[0]}.{newest[1]}")


def judge_licences() -> int:
    """Look for the texts of the project and of each package that is linked into the module."""
    files = distribution("smsmode").files or []
    texts = {file.name: file.read_text() for file in files if "licenses" in file.parts}
    others = texts["LICENSES-OF-OTHERS.txt"]
    if not {"LICENSE-MIT", "LICENSE-APACHE"} <= texts.keys():
        message = f"the licences of the project are missing: {sorted(texts)}"
        raise SystemExit(message)
    linked = linked_packages()
    missing = [
        one for one in linked if not re.search(rf"^(.*, )?{re.escape(one)}(, .*)?$", others, re.MULTILINE)
    ]
    if missing or not linked:
        message = f"no licence text of {missing}"
        raise SystemExit(message)
    return len(linked)


def linked_packages() -> list[str]:
    """Name the packages of others in the native module, with their versions, as cargo tells them."""
    command = (
        "cargo tree --locked --package smsmode-python --edges normal,no-proc-macro --prefix none --format {p}"
    )
    tree = subprocess.run(command.split(), cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout
    others = {line for line in tree.splitlines() if line and "(/" not in line}
    return sorted(re.sub(r"^(\S+) v(\S+).*", r"\1 \2", line) for line in others)


def newest_glibc() -> tuple[int, ...]:
    """Read which version of glibc the native module asks for."""
    module = Path(smsmode.__file__).with_name("_smsmode.abi3.so")
    versions = re.findall(rb"GLIBC_([0-9.]+)\0", module.read_bytes())
    return max(tuple(map(int, version.split(b"."))) for version in versions)


main()
