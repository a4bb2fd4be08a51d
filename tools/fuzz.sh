#!/bin/sh
# Fuzzes the text engine: fuzz.sh SECONDS [TARGET...]. New inputs are kept, reduced to those that
# reach code which no smaller one reaches.
set -eu
cd "$(dirname "$0")/.."

CARGO_FUZZ=0.13.2
seconds=$1
shift
PATH="$PWD/.tools/bin:$PATH"
# The sanitizers are not stable; this lets the stable compiler use them.
export RUSTC_BOOTSTRAP=1

install() {
    case "$(cargo-fuzz --version 2>/dev/null || true)" in
        "cargo-fuzz $CARGO_FUZZ") return ;;
    esac
    echo "Installing cargo-fuzz $CARGO_FUZZ into .tools."
    cargo install cargo-fuzz --locked --version "$CARGO_FUZZ" --root .tools --debug
}

# fuzz TARGET [OPTION...]
fuzz() {
    target=$1
    shift
    cargo fuzz run "$@" "$target" -- -max_total_time="$seconds" -max_len=600 -print_final_stats=1
}

install
for target in ${*:-$(cargo fuzz list)}; do
    fuzz "$target"
    case $target in
        # What counts by vectors counts without them, too.
        analyse | smart) fuzz "$target" --no-default-features ;;
    esac
    cargo fuzz cmin "$target" -- -max_len=600
done
