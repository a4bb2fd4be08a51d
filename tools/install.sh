#!/bin/sh
# Installs what the checks and tests need and what is missing: tools of cargo into .tools, system
# packages only where that needs nobody's password.
set -eu
cd "$(dirname "$0")/.."

CARGO_DENY=0.20.2

# need COMMAND PACKAGE REASON
need() {
    command -v "$1" >/dev/null || system_package "$2" "$3"
}

# system_package PACKAGE REASON
system_package() {
    echo "$1 is missing: $2."
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing the system package $1."
        apt-get update
        apt-get install --yes --no-install-recommends "$1"
    else
        echo "Install it and come back; on Debian and Ubuntu: sudo apt-get install $1" >&2
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

# Any of the browsers that the tests of the inbox know. Without one they are skipped, but in the
# continuous integration, where nothing may be: there it is needed.
browser_of_the_tests() {
    for browser in chromium chromium-browser google-chrome; do
        ! command -v "$browser" >/dev/null || return 0
    done
    if [ "$(id -u)" -eq 0 ] || [ -n "${CI:-}" ]; then
        system_package chromium "the inbox of the sandbox is tested in a browser"
    else
        echo "No browser: the inbox of the sandbox is not tested. On Debian: sudo apt-get install chromium"
    fi
}

# Not in the path on Debian: each version has a folder of its own. The package also begins a server for
# the machine, which no test uses.
postgresql_of_the_tests() {
    for programs in /usr/lib/postgresql/*/bin; do
        [ ! -x "$programs/initdb" ] || return 0
    done
    need initdb postgresql "the outbox on PostgreSQL is tested on a real one"
}

need cc build-essential "ring, the cryptography of the TLS connections, is partly written in C, and so are the tests of the C library"
need c++ g++ "programs in C++ use the C library"
need clang clang "programs in C and C++ are compiled with it, too: it finds other mistakes in a header than gcc"
need curl-config libcurl4-openssl-dev "programs with an HTTP stack of their own have this one, in an example and in a bench"
need abidiff abigail-tools "it compares what the C library promises with what it promised before"
need pkg-config pkgconf "programs find the installed C library by it"
need cmake cmake "programs find the installed C library by it, too"
need valgrind valgrind "it counts the instructions that the text engine may take, and finds lost memory of the C library"
need python3 python3 "a script proves that the vectors of the tests are what their tables say"
[ "$(uname)" != Linux ] || need systemd-analyze systemd "it judges the unit in examples/alerts"
if [ "$(uname)" = Linux ]; then
    # Not every user has it in the search path.
    PATH="$PATH:/usr/sbin:/sbin"
    need ip iproute2 "the outbox is tested on a network that loses packets"
    need nft nftables "it makes a network lose packets, for the tests of the outbox"
fi
postgresql_of_the_tests
browser_of_the_tests
python3 -c 'import venv, ensurepip' 2>/dev/null ||
    system_package python3-venv "zig, which makes the tarball of the C library, comes as a package of Python"
cargo_deny
