#!/bin/sh
# Installs the wheel and its references into a virtual environment and measures them; arguments go to the benches.
set -eu
cd "$(dirname "$0")/../.."

target=${CARGO_TARGET_DIR:-target}
requirements=benches/python/requirements.txt
environment=$target/python-bench
if ! cmp -s "$requirements" "$environment/requirements.txt"; then
    python3 -m venv --clear "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$environment/requirements.txt"
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps \
    "$target"/wheels/smsmode-*.whl
exec "$environment/bin/python" benches/python "$@"
