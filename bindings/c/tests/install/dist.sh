#!/bin/sh
# Makes the tarball of the C library, unpacks it, and judges what is in it.
set -eu
cd "$(dirname "$0")/../../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$*" >&2
    exit 1
}

tarball=$(bindings/c/dist/dist.sh)
tar --extract --file "$tarball" --directory "$work"
tree=$work/$(basename "$tarball" .tar.gz)
library=$tree/lib/libsmsmode.so

newest=$(objdump --dynamic-syms "$library" | grep -o 'GLIBC_[0-9.]*' | sort --version-sort --unique | tail -1)
[ "$(printf 'GLIBC_2.17\n%s\n' "$newest" | sort --version-sort | tail -1)" = GLIBC_2.17 ] || fail "it needs $newest"
readelf --dynamic "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | while read -r needed; do
    case $needed in
        libc.so.6 | libm.so.6 | libpthread.so.0 | libdl.so.2 | librt.so.1 | ld-linux-*) ;;
        *) fail "it needs $needed" ;;
    esac
done
bindings/c/tests/install/test.sh "$tree"
echo "$tarball: $(stat --format %s "$tarball") bytes, at most $newest"
