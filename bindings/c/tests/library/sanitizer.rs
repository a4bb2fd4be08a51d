//! What watches the programs sees mistakes, and watches the library itself too.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use crate::compile::{Linkage, compile, run, sanitized_library, started, watched};

/// Makes a mistake and gives what was said of it.
fn make(mistake: &mut Command) -> String {
    let ended = mistake.output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success(), "nobody noticed: {told}");
    told
}

/// The program that makes mistakes, as the sanitizer watches it.
static SANITIZED: LazyLock<PathBuf> =
    LazyLock::new(|| compile("bindings/c/tests/c/mistake.c", "gcc", Linkage::Sanitized));

#[test]
fn the_library_asks_the_sanitizer_at_each_access() {
    let library = sanitized_library();
    let names = run(Command::new("nm").args(["--quiet", "--undefined-only"]).arg(library));
    assert!(names.contains("__asan_report_load8"), "no access is watched");
}

#[test]
fn a_handle_that_is_used_after_it_was_freed_is_noticed() {
    let told = make(started(&SANITIZED, None).arg("use"));
    assert!(told.contains("heap-use-after-free"), "{told}");
    assert!(told.contains("in smsmode_error_status"), "{told}");
}

#[test]
fn a_handle_that_is_lost_is_noticed_by_both() {
    let told = make(started(&SANITIZED, None).arg("lose"));
    assert!(told.contains("detected memory leaks"), "{told}");
    let program = compile("bindings/c/tests/c/mistake.c", "gcc", Linkage::Static);
    let told = make(watched(&started(&program, None)).arg("lose"));
    assert!(told.contains("definitely lost"), "{told}");
}
