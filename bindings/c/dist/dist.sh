#!/bin/sh
# Makes a tarball of the C library that needs nothing but glibc 2.17, and prints where it is.
#
#     bindings/c/dist/dist.sh
set -eu
cd "$(dirname "$0")/../../.."

GLIBC=2.17
rust_target=$(uname -m)-unknown-linux-gnu
version=$(cargo pkgid --locked --package smsmode-c)
version=${version##*@}
name=smsmode-c-$version-$(uname -m)-linux-gnu
dist=${CARGO_TARGET_DIR:-target}/dist
tree=$dist/$name

tools/zig.sh >&2
PATH=$PWD/.tools/zig/bin:$PATH
rm -rf "$tree"
CARGO_RUSTC="cargo-zigbuild rustc" CARGO_BUILD_TARGET=$rust_target.$GLIBC bindings/c/install/install.sh "$tree" >&2
mkdir -p "$tree/share/doc/smsmode/examples"
cp bindings/c/README.md "$tree/share/doc/smsmode"
cp -R examples/c examples/cpp "$tree/share/doc/smsmode/examples"

# The same bytes for the same library, whoever makes it and when.
tar --create --gzip --directory "$dist" --file "$tree.tar.gz" \
    --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 "$name"
echo "$tree.tar.gz"
