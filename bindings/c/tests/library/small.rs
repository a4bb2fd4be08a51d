//! The library for those who need no outbox: the same, without it and without SQLite.

use std::collections::BTreeSet;
use std::process::Command;

use crate::compile::{cargo, run, target_folder, workspace};

/// The functions that a library has for its users, and whether anything in it is of SQLite.
fn small() -> (BTreeSet<String>, bool) {
    let folder = target_folder().join("small");
    run(cargo("build").args(["--lib", "--no-default-features", "--target-dir"]).arg(&folder));
    let library = folder.join("debug/libsmsmode.so");
    let exported = run(Command::new("nm").args(["-D", "--defined-only"]).arg(&library));
    let names = exported.lines().filter_map(|line| line.split_whitespace().last());
    let all = run(Command::new("nm").arg(&library));
    (names.map(str::to_owned).collect(), all.contains("sqlite3_"))
}

#[test]
fn a_library_without_the_outbox_lacks_its_functions_and_sqlite_and_nothing_else() {
    let all = std::fs::read_to_string(workspace().join("bindings/c/symbols.txt")).unwrap();
    let rest = all.lines().filter(|name| !name.starts_with("smsmode_outbox_"));
    let (exported, has_sqlite) = small();
    assert_eq!(exported, rest.map(str::to_owned).collect());
    assert!(!has_sqlite);
}
