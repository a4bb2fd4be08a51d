#!/bin/sh
# Installs each package alone into a fresh virtual environment, runs there what its README begins with, and judges
# what is in it.
#
#     bindings/python/tests/install.sh PACKAGE…
set -eu
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Not the folder of the other builds: cargo takes what the unpacked sources gave for what these here give.
sdist=${CARGO_TARGET_DIR:-$PWD/target}/sdist
export CARGO_TARGET_DIR="$sdist/target"

# unpacked SDIST: always in the same folder, where cargo overwrites what it built there before; as new, so that it looks.
unpacked() {
    folder=$sdist/unpacked
    rm -rf "$folder"
    mkdir -p "$folder"
    tar --extract --touch --file "$1" --directory "$folder" --strip-components 1
    echo "$folder"
}

awk '/^```/ { if (inside) exit; inside = /python/; next } inside' bindings/python/README.md >"$work/quick_start.py"

for package; do
    rm -rf "$work/fresh"
    python3 -m venv "$work/fresh"
    case $package in
        *.tar.gz) from=$(unpacked "$package") ;;
        *) from=$package ;;
    esac
    "$work/fresh/bin/python" -m pip install --quiet --disable-pip-version-check "$from"
    # Nothing of the sources must be found in place of what was installed.
    (
        cd "$work"
        fresh/bin/python -W error quick_start.py
        fresh/bin/python -m smsmode --version
    )
    "$work/fresh/bin/python" bindings/python/tests/judge_installed.py "$package"
done
