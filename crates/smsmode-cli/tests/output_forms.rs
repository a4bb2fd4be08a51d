//! `--output`: every verb writes the same rows in every form.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use console::{sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};

/// A table of tab-separated values: the names of the columns, then the rows.
fn tsv(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect()).collect()
}

#[test]
fn tsv_has_a_row_a_record_below_the_names_of_the_columns() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["balance", "--output", "tsv"]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, "credits\n1000\n"));

    let two = ["send", "--output", "tsv", "--to", "0639980011,0639980012", "a\tb\nc"];
    let said = smsmode(&environment, &two);
    let rows = tsv(&said.out);
    assert_eq!(rows.len(), 3, "{said:?}");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{said:?}");
    assert_eq!((rows[0][1], rows[1][1], rows[2][1]), ("recipient", "33639980011", "33639980012"));
    let text = rows[0].iter().position(|name| *name == "text").unwrap();
    assert_eq!(rows[1][text], "a b\\nc", "the tab is replaced before it is sent");

    let id = rows[1][0];
    for verb in ["status", "report"] {
        let said = smsmode(&environment, &[verb, "--output", "tsv", id]);
        let rows = tsv(&said.out);
        assert_eq!((rows[0][0], rows[1][0]), ("message_id", id), "{said:?}");
    }
}

#[test]
fn plans_of_one_text_of_lines_and_of_all_are_rows_too() {
    let plan = |arguments: &[&str], input: &[u8]| {
        let all = [&["plan", "--output", "tsv"], arguments].concat();
        smsmode_with(&Environment::default(), &all, input, false, &Interrupt::default())
    };
    for (arguments, input, rows) in [
        (&["Bonjour"][..], &b""[..], 2),
        (&["--lines"], b"Bonjour\nMaman\n", 3),
        (&["--lines", "--summary"], b"Bonjour\nMaman\n", 2),
    ] {
        let said = plan(arguments, input);
        let table = tsv(&said.out);
        assert_eq!((said.exit, table.len()), (Exit::Done, rows), "{said:?}");
        assert!(table.iter().all(|row| row.len() == table[0].len()), "{said:?}");
    }
}

#[test]
fn the_lists_of_the_sandbox_are_rows_too() {
    for (list, first) in [("--switches", "name"), ("--magic", "ending")] {
        let said = smsmode(&Environment::default(), &["sandbox", list, "--output", "tsv"]);
        let table = tsv(&said.out);
        assert_eq!(table[0][0], first, "{said:?}");
        assert!(table.len() > 5 && table.iter().all(|row| row.len() == table[0].len()), "{said:?}");
    }
}

#[test]
fn nothing_is_ever_coloured() {
    let (_sandbox, environment) = sandbox();
    for arguments in [&["--help"][..], &["balance"], &["plan", "Forêt"], &["send"], &["nonsense"]]
    {
        let said = smsmode(&environment, arguments);
        assert!(!said.out.contains('\u{1B}') && !said.notes.contains('\u{1B}'), "{said:?}");
    }
}
