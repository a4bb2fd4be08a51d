//! `smsmode completions` and `smsmode man`: made from the arguments themselves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;
use std::io::{self, Write};

use console::smsmode;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

#[test]
fn every_shell_completes_every_verb() {
    for (shell, mark) in [
        ("bash", "complete -F _smsmode"),
        ("zsh", "#compdef smsmode"),
        ("fish", "complete -c smsmode"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let said = smsmode(&Environment::default(), &["completions", shell]);
        assert_eq!(said.exit, Exit::Done, "{shell}");
        for word in [mark, "balance", "whoami", "most-recent-to"] {
            assert!(said.out.contains(word), "{shell} without {word}");
        }
    }
    assert_eq!(smsmode(&Environment::default(), &["completions", "csh"]).exit, Exit::Usage);
}

/// A reader that has gone away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    for arguments in [&["smsmode", "completions", "zsh"][..], &["smsmode", "man"]] {
        let mut notes = Vec::new();
        let mut streams = Streams::new(io::empty(), Closed, &mut notes, false);
        let exit = run(arguments, &Environment::default(), &mut streams, &Interrupt::default());
        assert_eq!(exit, Exit::Done);
    }
}

#[test]
fn the_manual_has_a_page_for_the_command_and_each_verb() {
    let page = |verb: &[&str]| {
        let said = smsmode(&Environment::default(), &[&["man"], verb].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        said.out
    };
    assert!(page(&[]).contains(".TH smsmode 1"), "{}", page(&[]));
    assert!(page(&["send"]).contains("\\-\\-dry\\-run"));
    assert!(page(&["send"]).contains(".SH EXAMPLES\n.nf\n  smsmode send"), "{}", page(&["send"]));
    assert!(page(&["account", "create"]).contains("smsmode\\-account\\-create"));
    assert_eq!(smsmode(&Environment::default(), &["man", "nonsense"]).exit, Exit::Usage);
}

#[test]
fn all_pages_are_written_to_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("man1");
    let said = smsmode(&Environment::default(), &["man", "--dir", path.to_str().unwrap()]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, ""), "{said:?}");
    for page in ["smsmode.1", "smsmode-send.1", "smsmode-account-transfer.1"] {
        assert!(fs::read_to_string(path.join(page)).unwrap().contains(".TH"), "{page}");
    }
}
