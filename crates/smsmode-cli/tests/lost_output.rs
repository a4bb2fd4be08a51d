//! What nobody got: a reader that left is no failure, and a disk that is full is one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::io::{self, ErrorKind, Write};

use console::sandbox;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

/// An output that takes nothing.
struct Broken(ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

/// How the command ends, and what it says, with such an output.
fn ends(environment: &Environment, arguments: &[&str], output: ErrorKind) -> (Exit, String) {
    let mut notes = Vec::new();
    let mut streams = Streams::new(io::empty(), Broken(output), &mut notes, false);
    let arguments = ["smsmode"].iter().chain(arguments);
    let exit = run(arguments, environment, &mut streams, &Interrupt::default());
    drop(streams);
    (exit, String::from_utf8(notes).unwrap())
}

const PLAN: [&str; 2] = ["plan", "Bonjour"];

#[test]
fn a_reader_that_left_is_no_failure() {
    let (exit, notes) = ends(&Environment::default(), &PLAN, ErrorKind::BrokenPipe);
    assert_eq!((exit, notes.as_str()), (Exit::Done, ""));
}

#[test]
fn data_that_cannot_be_written_is_a_failure_in_the_language_of_the_user() {
    let french = Environment::default().with("LANG", "fr_FR.UTF-8");
    for (environment, words) in [
        (Environment::default(), "error: not all of the output could be written\n"),
        (french, "erreur : une partie de la sortie n'a pas pu être écrite\n"),
    ] {
        for arguments in [&PLAN[..], &["--help"], &["completions", "bash"]] {
            let (exit, notes) = ends(&environment, arguments, ErrorKind::StorageFull);
            assert_eq!(exit, Exit::NotSent, "{arguments:?}: {notes}");
            assert!(notes.contains(words), "{notes}");
        }
    }
}

#[test]
fn what_was_sent_is_no_failure_though_the_output_is_lost() {
    let (sandbox, environment) = sandbox();
    let send = ["send", "--to", "0639980011", "Bonjour"];
    let (exit, notes) = ends(&environment, &send, ErrorKind::StorageFull);
    assert_eq!((exit, sandbox.messages().len()), (Exit::Done, 1), "{notes}");
    assert!(notes.contains("do not repeat it for that"), "{notes}");
}

#[test]
fn another_failure_keeps_its_own_exit_code() {
    let (exit, notes) = ends(
        &Environment::default(),
        &["send", "--to", "0639980011", "Bonjour"],
        ErrorKind::StorageFull,
    );
    assert_eq!(exit, Exit::Authentication, "{notes}");
}

#[cfg(feature = "outbox")]
#[test]
fn an_export_that_is_cut_is_a_failure_and_what_was_put_in_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let environment = Environment::default().with("SMSMODE_OUTBOX", url);
    let add = ["outbox", "add", "--key", "order-1", "--to", "0639980011", "Bonjour"];
    assert_eq!(ends(&environment, &add, ErrorKind::StorageFull).0, Exit::Done);
    let export = ["outbox", "export"];
    assert_eq!(ends(&environment, &export, ErrorKind::StorageFull).0, Exit::NotSent);
    assert_eq!(ends(&environment, &export, ErrorKind::BrokenPipe).0, Exit::Done);
}
