#!/bin/sh
# Installs what the checks need and what is missing: tools of cargo into .tools, a C compiler where
# this may install one.
set -eu
cd "$(dirname "$0")/.."

CARGO_DENY=0.20.2

c_compiler() {
    command -v cc >/dev/null && return
    echo "A C compiler is missing: ring, the cryptography of the TLS connections, is partly written in C."
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing the system package build-essential."
        apt-get update
        apt-get install --yes --no-install-recommends build-essential
    else
        echo "Install it and come back; on Debian and Ubuntu: sudo apt-get install build-essential" >&2
        exit 1
    fi
}

# The judge of licences, sources and duplicated dependencies. A debug build is ready three times as
# soon and fast enough.
cargo_deny() {
    case "$(.tools/bin/cargo-deny --version 2>/dev/null || true)" in
        "cargo-deny $CARGO_DENY") return ;;
    esac
    echo "Installing cargo-deny $CARGO_DENY into .tools."
    CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-deny --locked --version "$CARGO_DENY" --root .tools --debug
}

c_compiler
cargo_deny
