//! The vectors of the project, driven through the shared library by Python: `tests/vectors` beside this.

use std::path::PathBuf;
use std::process::Command;

use crate::compile::{compiler, libraries, run, scratch, workspace};

/// Lets a vector say how late it is.
fn clock() -> PathBuf {
    let library = scratch("clock.so");
    let mut command = compiler("cc", "gnu99");
    command.args(["-shared", "-fPIC", "-o"]).arg(&library);
    run(command.arg(workspace().join("bindings/c/tests/vectors/clock.c")));
    library
}

/// Whatever has a source is a vector, as the format says.
fn vectors() -> usize {
    let files = std::fs::read_dir(workspace().join("tests/vectors")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let jsons = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let texts = jsons.map(|path| std::fs::read_to_string(path).unwrap());
    texts.map(|text| text.matches("\"source\":").count()).sum()
}

#[test]
fn every_vector_is_judged_through_c_or_has_its_reason() {
    let judge = workspace().join("bindings/c/tests/vectors");
    let mut python = Command::new("python3");
    python.arg("-B").arg(judge).arg(libraries().join("libsmsmode.so"));
    let shown = run(python.env("LD_PRELOAD", clock()));
    let numbers: Vec<usize> =
        shown.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert_eq!(numbers.len(), 2, "{shown}");
    assert_eq!(numbers.iter().sum::<usize>(), vectors(), "{shown}");
}
