//! What a C programmer includes and links is what is committed.

use std::collections::BTreeSet;
use std::process::Command;

use crate::compile::{COMPILERS, compiler, libraries, run, scratch, workspace};

fn committed(path: &str) -> String {
    std::fs::read_to_string(workspace().join(path)).unwrap()
}

fn exported() -> BTreeSet<String> {
    let library = libraries().join("libsmsmode.so");
    let table = run(Command::new("nm").args(["-D", "--defined-only"]).arg(library));
    table.lines().filter_map(|line| line.split_whitespace().last()).map(str::to_owned).collect()
}

#[test]
fn the_header_is_what_the_sources_say() {
    let written = smsmode_c_header::header().unwrap();
    assert!(written == committed("include/smsmode.h"), "make header writes it anew");
}

#[test]
fn the_exported_names_are_those_of_the_list() {
    let listed: BTreeSet<String> =
        committed("bindings/c/symbols.txt").lines().map(str::to_owned).collect();
    assert_eq!(exported(), listed, "make header writes the list anew");
}

#[test]
fn every_exported_function_is_in_the_header_and_has_our_prefix() {
    let header = committed("include/smsmode.h");
    for name in exported() {
        assert!(name.starts_with("smsmode_"), "{name}");
        let declared = header.contains(&format!("{name}("));
        assert!(declared || name == "smsmode_panic_for_tests", "{name} is not declared");
    }
}

#[test]
fn a_program_looks_for_the_interface_it_was_linked_with() {
    let library = libraries().join("libsmsmode.so");
    let dynamic = run(Command::new("readelf").arg("-d").arg(library));
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
    assert!(dynamic.contains(&format!("[libsmsmode.so.{version}]")), "{dynamic}");
}

#[test]
fn the_header_compiles_alone_and_twice_in_every_language() {
    let standards = [
        ("c", ["c99", "c11", "c17"]), //
        ("c++", ["c++11", "c++17", "c++20"]),
    ];
    for name in COMPILERS {
        for (language, standard) in
            standards.iter().flat_map(|(language, all)| all.map(|standard| (language, standard)))
        {
            let source = scratch(&format!("twice-{name}-{standard}"));
            std::fs::write(&source, "#include <smsmode.h>\n#include <smsmode.h>\n").unwrap();
            run(compiler(name, standard).args(["-fsyntax-only", "-x", language]).arg(source));
        }
    }
}

#[test]
fn unsafe_blocks_are_in_the_boundary_only() {
    let mut outside = vec![workspace().join("bindings/c/src")];
    while let Some(path) = outside.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
            outside.extend(inside.filter(|path| !path.ends_with("boundary")));
        } else {
            let source = std::fs::read_to_string(&path).unwrap();
            assert!(!source.contains("unsafe {"), "{}", path.display());
        }
    }
}
