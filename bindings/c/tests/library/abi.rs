//! Programs that were linked with an older library still run with this one.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::compile::{libraries, run, scratch, workspace};

/// The interface of the last release, as abidw wrote it. Before there is one, the library is compared with
/// itself, which shows at least that abidiff can read it.
const LAST_RELEASE: Option<&str> = None;

fn library() -> PathBuf {
    libraries().join("libsmsmode.so")
}

/// Writes down the interface of the library that was just built.
fn written_down() -> PathBuf {
    let file = scratch("libsmsmode.abi");
    run(Command::new("abidw").arg("--out-file").arg(&file).arg(library()));
    file
}

/// What differs in the interface, in words; nothing if nothing does.
fn differences(before: &Path, after: &Path) -> String {
    let told = Command::new("abidiff").arg(before).arg(after).output().unwrap();
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn the_interface_is_that_of_the_last_release() {
    let before = LAST_RELEASE.map_or_else(written_down, |file| workspace().join(file));
    let interface = std::fs::read_to_string(&before).unwrap();
    assert!(interface.contains("name='text_length'"), "abidw reads no types");
    assert_eq!(differences(&before, &library()), "");
}

#[test]
fn a_function_that_is_gone_is_noticed() {
    let names = std::fs::read_to_string(workspace().join("bindings/c/symbols.txt")).unwrap();
    let left = names.lines().filter(|name| *name != "smsmode_truncate");
    let functions: Vec<String> = left.map(|name| format!("void {name}(void) {{}}")).collect();
    let (source, without) = (scratch("without_truncate.c"), scratch("without_truncate.so"));
    std::fs::write(&source, functions.join("\n")).unwrap();
    run(Command::new("gcc").args(["-shared", "-fPIC", "-o"]).args([&without, &source]));
    let told = differences(&library(), &without);
    assert!(told.contains("1 Removed function") || told.contains("1 function symbol"), "{told}");
    assert!(told.contains("smsmode_truncate"), "{told}");
}
