#!/usr/bin/env python3
"""Writes the licence texts of all that a package of the workspace contains, to standard output.

    tools/licences.py PACKAGE TARGET [FEATURES]

A dependency without a licence text is an error: what is given to others must come with it.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGINNINGS = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE", "NOTICE")
RULE = "-" * 80


def main() -> None:
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    package = sys.argv[1]
    packages = contained(*sys.argv[1:])
    print(f"{package} contains the work of others. Each package, its licence and the texts it comes with:\n")
    for crate in packages:
        print(f"  {crate['name']} {crate['version']}: {crate['license']}")
    for text, users in texts(packages).items():
        print(f"\n{RULE}\n{', '.join(users)}\n{RULE}\n\n{text}")
    print(f"\n{RULE}\n")
    print((ROOT / "tools/licences/linked-by-rust.txt").read_text(), end="")


def contained(package: str, target: str, features: str = "") -> list[dict]:
    """The packages of others that are linked into a package: not those that only help to build it."""
    tree = cargo(
        "tree", "--package", package, "--edges", "normal,no-proc-macro", "--target", target,
        "--features", features, "--prefix", "none", "--format", "{p}",
    )
    wanted = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    everything = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    found = [crate for crate in everything if (crate["name"], "v" + crate["version"]) in wanted]
    if len(found) != len(wanted):
        sys.exit("cargo tree and cargo metadata disagree")
    others = [crate for crate in found if crate["source"] is not None]
    return sorted(others, key=lambda crate: (crate["name"], crate["version"]))


def texts(packages: list[dict]) -> dict[str, list[str]]:
    """Each text once, with those who come with it."""
    users: dict[str, list[str]] = {}
    for crate in packages:
        files = licence_files(Path(crate["manifest_path"]).parent)
        if not files:
            sys.exit(f"{crate['name']} {crate['version']} has no licence text")
        for file in files:
            text = file.read_text(encoding="utf-8").replace("\r\n", "\n").strip() + "\n"
            users.setdefault(text, []).append(f"{crate['name']} {crate['version']}")
    return users


def licence_files(folder: Path) -> list[Path]:
    files = [file for file in folder.iterdir() if file.is_file() and file.name.upper().startswith(BEGINNINGS)]
    # Where the rules of REUSE are followed, they have a folder of their own.
    files += (folder / "LICENSES").glob("*.txt")
    return sorted(files)


def cargo(*arguments: str) -> str:
    command = ["cargo", arguments[0], "--locked", *arguments[1:]]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


main()
