//! The declarations for other languages are those of the header. No Windows build was ever tried, so
//! this is all that is known of them.

use std::process::Command;

use crate::compile::{run, workspace};

#[test]
fn the_declarations_are_what_the_header_says() {
    let header = smsmode_c_header::header().unwrap();
    for (name, text) in smsmode_c_header::declarations(&header).unwrap() {
        let committed = smsmode_c_header::declarations_folder().join(name);
        let committed = std::fs::read_to_string(committed).unwrap();
        assert!(text == committed, "{name}: make header writes it anew");
    }
}

#[test]
fn another_reader_finds_the_same_functions_in_every_file() {
    let compare = workspace().join("bindings/c/tests/declarations/compare.py");
    let compared = run(Command::new("python3").arg("-B").arg(compare));
    assert_eq!(compared, "25 functions in 5 files\n");
}

#[test]
fn a_parameter_that_not_every_language_has_is_refused() {
    let header = "\nsmsmode_status smsmode_simple_wrong(const char *settings, size_t length);\n";
    let refused = smsmode_c_header::declarations(header).unwrap_err();
    assert_eq!(refused, "no parameter of smsmode_simple_ may be size_t");
}
