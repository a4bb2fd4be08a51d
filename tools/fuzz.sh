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

case "$(cargo-fuzz --version 2>/dev/null || true)" in
    "cargo-fuzz $CARGO_FUZZ") ;;
    *)
        echo "Installing cargo-fuzz $CARGO_FUZZ into .tools."
        cargo install cargo-fuzz --locked --version "$CARGO_FUZZ" --root .tools --debug
        ;;
esac
for target in ${*:-$(cargo fuzz list)}; do
    cargo fuzz run "$target" -- -max_total_time="$seconds" -max_len=600 -print_final_stats=1
    cargo fuzz cmin "$target" -- -max_len=600
done
