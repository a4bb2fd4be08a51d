#!/bin/sh
# Tests the inbox of the sandbox in a browser; arguments go to pytest.
set -eu
cd "$(dirname "$0")/../../../.."

here=crates/smsmode-sandbox/tests/inbox
"${CARGO:-cargo}" build --locked --package smsmode-sandbox --example serve
SMSMODE_SANDBOX=${CARGO_TARGET_DIR:-target}/debug/examples/serve
export SMSMODE_SANDBOX
exec .tools/python/bin/python -m pytest -p no:cacheprovider -o "pythonpath=$here" "$@" "$here"
