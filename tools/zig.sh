#!/bin/sh
# Puts zig into .tools/zig, if it is not there as required: a compiler and linker for any version of glibc.
set -eu
cd "$(dirname "$0")/.."

requirements=bindings/c/dist/requirements.txt
tools=.tools/zig
cmp -s "$requirements" "$tools/requirements.txt" && exit
python3 -m venv --clear "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$tools/requirements.txt"
