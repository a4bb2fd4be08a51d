//! The quick starts of the README compile, send and follow a message.

use std::process::Command;
use std::time::Duration;

use smsmode_sandbox::{Sandbox, SandboxOptions};

use crate::compile::{Linkage, compiler, link, run, scratch, started, workspace};

/// Compiles the first block of a language, runs it against a sandbox and looks at what arrived.
fn sends_a_message(language: &str, mut compiler: Command) {
    let readme = std::fs::read_to_string(workspace().join("README.md")).unwrap();
    let block = readme.split(&format!("```{language}\n")).nth(1).unwrap();
    let (source, program) = (scratch(&format!("quick_start.{language}")), scratch(language));
    std::fs::write(&source, block.split("```").next().unwrap()).unwrap();
    compiler.arg(source).arg("-o").arg(&program);
    link(&mut compiler, Linkage::Shared);
    run(&mut compiler);

    let soon = Duration::from_millis(1);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap();
    let shown = run(&mut started(&program, Some(&sandbox)));
    let message = sandbox.messages().into_iter().next().unwrap();
    assert_eq!(shown, format!("accepted as {}\nreceived\n", message.message_id));
    assert_eq!(message.text, "Votre commande est prete");
}

#[test]
fn the_quick_start_in_c_sends_a_message() {
    sends_a_message("c", compiler("gcc", "c99"));
}

#[test]
fn the_quick_start_in_cpp_sends_a_message() {
    sends_a_message("cpp", compiler("g++", "c++17"));
}
