#!/bin/sh
# Installs the wheel into a fresh virtual environment and runs the tests there; arguments go to pytest.
set -eu
cd "$(dirname "$0")/../../.."

target=${CARGO_TARGET_DIR:-target}
fresh=$target/python-test
requirement() { grep "^$1==" tools/python-requirements.txt; }

for wheel in "$target"/wheels/smsmode-*.whl; do
    size=$(wc -c <"$wheel")
    [ "$size" -le 5500000 ] || { echo "$wheel has $size bytes, more than 5500000" >&2; exit 1; }
done

rm -rf "$fresh"
python3 -m venv "$fresh"
"$fresh/bin/python" -m pip install --quiet --disable-pip-version-check \
    "$(requirement mypy)" "$(requirement pytest)" --requirement bindings/python/tests/requirements.txt "$target"/wheels/smsmode-*.whl
exec "$fresh/bin/python" -m pytest "$@"
