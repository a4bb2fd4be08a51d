//! The functions for each encoding say the same of the same text.

use std::process::Command;

use crate::compile::{libraries, run, workspace};

#[test]
fn places_in_every_encoding_are_of_the_same_characters() {
    let program = workspace().join("bindings/c/tests/encodings/agree.py");
    let mut command = Command::new("python3");
    command.env("SMSMODE_LIBRARY", libraries().join("libsmsmode.so")).arg("-B").arg(program);
    assert_eq!(run(&mut command), "400 texts\n");
}
