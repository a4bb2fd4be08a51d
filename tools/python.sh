#!/bin/sh
# Puts the tools of the Python package into .tools/python, if they are not there as required.
set -eu
cd "$(dirname "$0")/.."

requirements=tools/python-requirements.txt
tools=.tools/python
cmp -s "$requirements" "$tools/requirements.txt" && exit
python3 -m venv --clear "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$tools/requirements.txt"
