#!/bin/sh
# Builds the C library and puts it below a folder, with what pkg-config and CMake need to find it there.
# No file names the folder, so that the tree can be moved.
#
#     bindings/c/install/install.sh FOLDER
#
# FEATURES, such as postgres, are built in. CARGO_BUILD_TARGET and CARGO_RUSTC, the command that stands for `cargo rustc`, build it for other machines.
set -eu
mkdir -p "$1"
to=$(cd "$1" && pwd)
cd "$(dirname "$0")/../../.."

cargo=${CARGO:-cargo}
target=${CARGO_TARGET_DIR:-target}
# Where cargo puts it: zig's names of targets end in a version of glibc.
platform=${CARGO_BUILD_TARGET:+/${CARGO_BUILD_TARGET%.[0-9]*.[0-9]*}}
built=$target$platform/release

# A command and its arguments are words.
# shellcheck disable=SC2086
${CARGO_RUSTC:-"$cargo" rustc} ${CARGO_BUILD_TARGET:+--target "$CARGO_BUILD_TARGET"} \
    --locked --release --package smsmode-c --lib --features "${FEATURES:-}" --target-dir "$target" -- \
    --print native-static-libs="$built/native-static-libs"

# The version is the workspace's, and the SONAME what build.rs makes of it.
version=$("$cargo" pkgid --locked --package smsmode-c)
version=${version##*@}
soname=$(readelf --dynamic "$built/libsmsmode.so" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
# The compiler adds libgcc and libc by itself. Named here, libgcc_s would forbid programs that are wholly
# static, for it is never static.
native_libraries=$(cat "$built/native-static-libs")
system_libraries=$(echo "$native_libraries" | tr ' ' '\n' | grep -vx -e -lgcc_s -e -lc | paste -sd ' ')

# fill FILE: writes it from its template.
fill() {
    sed "s/@VERSION@/$version/; s/@SONAME@/$soname/; s/@SYSTEM_LIBRARIES@/$system_libraries/" \
        "bindings/c/install/${1##*/}.in" >"$to/$1"
    chmod 644 "$to/$1"
}

mkdir -p "$to/include/smsmode" "$to/lib/pkgconfig" "$to/lib/cmake/smsmode"
install -m 644 include/smsmode.h* "$to/include"
install -m 644 include/smsmode/*.hpp "$to/include/smsmode"
fill lib/pkgconfig/smsmode.pc
fill lib/cmake/smsmode/smsmode-config.cmake
fill lib/cmake/smsmode/smsmode-config-version.cmake

# Whoever passes the library on must pass the licences on with it.
doc=$to/share/doc/smsmode
mkdir -p "$doc/declarations"
install -m 644 LICENSE-APACHE LICENSE-MIT "$doc"
install -m 644 bindings/c/declarations/* "$doc/declarations"
tools/licences.py smsmode-c "$(rustc -vV | sed -n 's/^host: //p')" "${FEATURES:-}" >"$doc/LICENSES-OF-OTHERS.txt"

# Rust's standard library brings debug information and local names, which no user of the library needs.
install -m 644 "$built/libsmsmode.a" "$to/lib"
strip --strip-debug "$to/lib/libsmsmode.a"
install -m 755 "$built/libsmsmode.so" "$to/lib/libsmsmode.so.$version"
strip --strip-unneeded "$to/lib/libsmsmode.so.$version"
ln -sf "libsmsmode.so.$version" "$to/lib/$soname"
ln -sf "$soname" "$to/lib/libsmsmode.so"
