#!/bin/sh
# Installs the C library, builds programs from the installed tree with pkg-config and with CMake, and runs
# them; then does so again where the tree was moved to.
#
#     bindings/c/tests/install/test.sh [TREE]    a tree that was installed before is only judged
set -eu
cd "$(dirname "$0")/../../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
work=$(cd "$work" && pwd -P)

fail() {
    echo "$*" >&2
    exit 1
}

# The files are those that the version asks for, and no larger than promised.
judge_files() {
    library=$tree/lib/libsmsmode.so.$version
    [ -f "$library" ] && [ ! -L "$library" ] || fail "$library is no file"
    for link in "$soname" libsmsmode.so; do
        [ "$(readlink -f "$tree/lib/$link")" = "$library" ] || fail "$link does not lead to $library"
    done
    readelf --dynamic "$library" | grep -qF "soname: [$soname]" || fail "the SONAME is not $soname"
    readelf --sections --wide "$library" | grep -qF .debug_ && fail "$library has debug information"
    size=$(stat --format %s "$library")
    # Of this SQLite and the outbox are 1.2 MB, which who needs no outbox leaves out with the feature.
    [ "$size" -le 5000000 ] || fail "$library has $size bytes"
    # Compilers differ by a little.
    expected=$(cat bindings/c/size.txt)
    [ $((size * 100 / expected)) -ge 95 ] && [ $((size * 100 / expected)) -le 105 ] ||
        fail "$library has $size bytes; if that is right, write it into bindings/c/size.txt"
    judge_licences "$tree/share/doc/smsmode/LICENSES-OF-OTHERS.txt"
    grep -qF "#define SMSMODE_VERSION \"$version\"" "$tree/include/smsmode.h" || fail "the header is not of $version"
}

# judge_licences FILE: it has a text for each package that is linked in, and for what rustc links.
judge_licences() {
    packages=$(cargo tree --locked --package smsmode-c --edges normal,no-proc-macro --prefix none --format '{p}' |
        sed -n '/(\//d; s/ v/ /p' | sort -u)
    [ "$(echo "$packages" | wc -l)" -gt 50 ] || fail "cargo tree lists: $packages"
    echo "$packages" | while read -r name version _; do
        for place in "^  $name $version: " "^\(.*, \)\?$name $version\(,.*\)\?\$"; do
            grep -q "$place" "$1" || fail "$1 has nothing of $name $version"
        done
    done
    grep -qF "The standard library of Rust" "$1" || fail "$1 does not name the standard library"
}

# judge shared|static PROGRAM: it runs, with the installed library or without any.
judge() {
    shown=$(LD_LIBRARY_PATH=$tree/lib "$2") || fail "$2 fails"
    echo "$shown" | grep -qxF "  arrives as  Votre commande est prete" || fail "$2 shows: $shown"
    loaded=$(LD_LIBRARY_PATH=$tree/lib ldd "$2" 2>&1 | awk '/libsmsmode/ { print $1, $3 }')
    case $1 in
        shared) [ "$loaded" = "$soname $tree/lib/$soname" ] || fail "$2 loads: $loaded" ;;
        static) [ -z "$loaded" ] || fail "$2 loads: $loaded" ;;
    esac
}

# judge_link FLAGS: they name the system libraries of the static one. That programs link is no proof: the
# newest glibc contains all of them, older ones do not.
judge_link() {
    for library in $system_libraries; do
        case " $1 " in
            *" $library "*) ;;
            *) fail "$library is not in: $1" ;;
        esac
    done
}

# build NAME COMPILER...: with pkg-config, as the README of the library says it.
build() {
    name=$1
    shift
    # Flags are words.
    # shellcheck disable=SC2046
    {
        "$@" $(pkg-config --cflags --libs smsmode) -o "$programs/$name-shared"
        "$@" $(pkg-config --static --cflags --libs smsmode | sed s/-lsmsmode/-l:libsmsmode.a/) \
            -o "$programs/$name-static"
        # The linker warns that even then glibc looks up names of hosts with shared libraries.
        "$@" -static $(pkg-config --static --cflags --libs smsmode) -o "$programs/$name-wholly-static" \
            2>"$programs/log" || fail "$(cat "$programs/log")"
    }
    judge shared "$programs/$name-shared"
    judge static "$programs/$name-static"
    judge static "$programs/$name-wholly-static"
}

# The quick start of the README, by the command of the README. It must find the library and name the
# variable that is missing: whether it sends, the tests of the library see.
judge_readme() {
    sed -n '/^```c$/,/^```$/p' README.md | sed '1d; $d' >"$programs/quick_start.c"
    command=$(grep '^cc quick_start.c' README.md)
    (cd "$programs" && eval "$command") || fail "$command"
    shown=$(env -u SMSMODE_API_KEY LD_LIBRARY_PATH="$tree/lib" "$programs/quick_start" 2>&1) && fail "it runs without a key"
    echo "$shown" | grep -q key || fail "without a key it says: $shown"
}

# judge_tree TREE
judge_tree() {
    tree=$1
    programs=$(mktemp -d "$work/programs.XXXXXX")
    export PKG_CONFIG_PATH="$tree/lib/pkgconfig"
    version=$(pkg-config --modversion smsmode)
    soname=libsmsmode.so.${version%.*}
    judge_files

    judge_link "$(pkg-config --static --libs smsmode)"
    judge_readme
    build c cc examples/c/plan.c
    build cpp c++ -std=c++17 examples/cpp/plan.cpp

    {
        cmake -S bindings/c/tests/install -B "$programs/cmake" -DCMAKE_PREFIX_PATH="$tree" -DVERSION="$version" &&
            cmake --build "$programs/cmake" --verbose
    } >"$programs/log" 2>&1 || fail "$(cat "$programs/log")"
    judge_link "$(grep --max-count 1 --fixed-strings libsmsmode.a "$programs/log")"
    for language in c cpp; do
        judge shared "$programs/cmake/${language}_smsmode"
        judge static "$programs/cmake/${language}_smsmode_static"
    done
    echo "$tree: 10 programs run with libsmsmode $version, of $size bytes"
}

# What any library in Rust needs on this machine, but for what compilers add.
system_libraries=$(rustc --crate-type staticlib --print native-static-libs -o "$work/empty.a" - 2>&1 </dev/null |
    sed -n 's/^note: native-static-libs://p' | tr ' ' '\n' | grep -vx -e -lgcc_s -e -lc)

if [ $# -eq 1 ]; then
    judge_tree "$(cd "$OLDPWD" && cd "$1" && pwd)"
    exit
fi
make --no-print-directory install-library PREFIX=/opt/smsmode DESTDIR="$work/stage"
judge_tree "$work/stage/opt/smsmode"
mv "$work/stage/opt/smsmode" "$work/moved"
judge_tree "$work/moved"
