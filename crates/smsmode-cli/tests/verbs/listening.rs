//! The scene of `listen`, which ends only when it is interrupted.

use std::thread;

use smsmode_cli::{Interrupt, Streams, run};

use crate::console::Said;
use crate::console::growing::Growing;
use crate::stage::{Stage, replaced};

pub(crate) const VERB: &str = "listen";

/// Listens until a receipt and a reply are shown, which takes so many lines.
fn transcript(output: &str, language: &str, lines: usize) -> String {
    let stage = Stage::new(language);
    let arguments = ["listen", "--bind", "127.0.0.1:0", "--store", "FOLDER/callbacks.db"];
    let arguments = [&arguments[..], &["--output", output]].concat();
    let (out, notes, interrupt) = (Growing::default(), Growing::default(), Interrupt::default());
    let exit = thread::scope(|threads| {
        let listening = threads.spawn(|| {
            let folder = stage.folder.path().to_str().unwrap();
            let given = arguments.iter().map(|argument| argument.replace("FOLDER", folder));
            let mut streams = Streams::new(std::io::empty(), out.clone(), notes.clone(), false);
            let given = ["smsmode".to_owned()].into_iter().chain(given);
            run(given, &stage.environment, &mut streams, &interrupt)
        });
        let first = notes.lines(1).swap_remove(0);
        let url = first.strip_prefix("listening on ").unwrap();
        let to = ["--message-id", "A1", "--url", url];
        stage.run(&[&["trigger", "delivery"], &to[..]].concat(), "");
        stage.run(&[&["trigger", "reply", "--reply-id", "r1"], &to[..], &["OUI"]].concat(), "");
        out.lines(lines);
        notes.lines(4);
        interrupt.fire();
        listening.join().unwrap()
    });
    let text = |stream: &Growing| stable(&stream.lines(0).join("\n")) + "\n";
    let said = Said { exit, out: text(&out), notes: text(&notes) };
    stage.transcript(&arguments, &said)
}

/// Without the port, the date and the minute, which are others in each run.
fn stable(text: &str) -> String {
    let mut stable = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("127.0.0.1:") {
        let (before, after) = rest.split_at(start);
        stable.push_str(&without_times(before));
        stable.push_str("receiver");
        rest = after["127.0.0.1:".len()..].trim_start_matches(|digit: char| digit.is_ascii_digit());
    }
    stable + &without_times(rest)
}

/// `TIME` for instants and for what the service writes as local time.
fn without_times(text: &str) -> String {
    let forms =
        ["0000-00-00T00:00:00Z", "0000-00-00 00:00:00", "00000000-000000", "00000000-00:00:00"];
    let without = |text, form: &&str| replaced(text, form, |_| "TIME".to_owned());
    forms.iter().fold(text.to_owned(), without)
}

#[test]
fn listen() {
    let outputs = [("table", 2), ("json", 40), ("jsonl", 2), ("tsv", 3)];
    let english = outputs.map(|(output, lines)| transcript(output, "en_GB.UTF-8", lines));
    let french = format!("LANG=fr {}", transcript("table", "fr_FR.UTF-8", 2));
    insta::assert_snapshot!("listen", [&english[..], &[french]].concat().join("\n"));
}
