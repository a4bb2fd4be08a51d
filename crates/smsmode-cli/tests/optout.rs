//! `smsmode optout`, and what becomes of people who said STOP.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use console::{Said, sandbox, smsmode, smsmode_with};
use serde_json::{Value, json};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::Sandbox;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

/// A user with a sandbox and a home.
struct User {
    sandbox: Sandbox,
    environment: Environment,
    home: TempDir,
}

impl User {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let home = tempfile::tempdir().unwrap();
        let environment = environment.with("HOME", home.path().to_str().unwrap());
        Self { sandbox, environment, home }
    }

    fn with_list(lines: &str) -> Self {
        let user = Self::new();
        fs::create_dir_all(user.list().parent().unwrap()).unwrap();
        fs::write(user.list(), lines).unwrap();
        user
    }

    fn french(self) -> Self {
        Self { environment: self.environment.with("LC_ALL", "fr_FR.UTF-8"), ..self }
    }

    fn list(&self) -> PathBuf {
        self.home.path().join(".local/share/smsmode/opt-out.csv")
    }

    fn run(&self, arguments: &[&str]) -> Said {
        smsmode(&self.environment, arguments)
    }

    fn listed(&self) -> Vec<String> {
        let said = self.run(&["optout", "list", "--output", "json"]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        let number = |entry: &Value| entry["number"].as_str().unwrap().to_owned();
        said.json().as_array().unwrap().iter().map(number).collect()
    }

    fn recipients(&self) -> Vec<String> {
        self.sandbox.messages().iter().map(|message| message.recipient.clone()).collect()
    }

    /// The service has a reply.
    fn wait_for_reply(&self) {
        let deadline = Instant::now() + PATIENCE;
        while self.run(&["replies", "--no-optout", "--output", "json"]).json() == json!([]) {
            assert!(Instant::now() < deadline, "no reply came");
        }
    }
}

#[test]
fn who_answers_stop_is_left_out_from_then_on() {
    let user = User::new();
    let said = user.run(&["send", "--replies", "--to", "0639980098", "Nos offres"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    user.wait_for_reply();
    assert_eq!(user.listed(), [""; 0]);
    let said = user.run(&["replies"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.notes.contains("33639980098 said STOP"), "{said:?}");
    assert_eq!(user.listed(), ["33639980098"]);
    assert_eq!(user.run(&["replies"]).notes, "", "it is known");

    let both = ["send", "--output", "json", "--to", "0639980098,0639980011,+33639980098", "Encore"];
    let said = user.run(&both);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!(said.notes, "left out, since they said STOP: 33639980098\n");
    let records = said.json();
    let of = |index: usize, field: &str| records[index][field].clone();
    assert_eq!(records.as_array().unwrap().len(), 2);
    assert_eq!((of(0, "recipient"), of(0, "outcome")), (json!("33639980011"), json!("accepted")));
    assert_eq!((of(1, "recipient"), of(1, "outcome")), (json!("33639980098"), json!("not_sent")));
    assert_eq!((of(0, "opted_out"), of(1, "opted_out")), (json!(false), json!(true)));
    assert_eq!(of(1, "error")["message"], "not sent: this person said STOP");
    assert_eq!(user.recipients(), ["33639980098", "33639980011"]);
}

#[test]
fn a_message_to_nobody_else_is_refused_and_nothing_is_sent() {
    let user = User::with_list("0639980098\n").french();
    for form in ["table", "json", "jsonl", "tsv"] {
        let said = user.run(&["send", "--output", form, "--to", "0639980098", "Nos offres"]);
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
        assert!(said.notes.contains("tous les destinataires ont dit STOP"), "{said:?}");
        assert!(said.notes.contains("--even-opted-out"), "{said:?}");
        assert_eq!(said.out.contains("not_sent"), form != "table", "{said:?}");
    }
    assert_eq!(user.sandbox.journal().len(), 0);
}

#[test]
fn what_is_no_marketing_can_be_sent_even_so_and_marketing_cannot() {
    let user = User::with_list("0639980098\n");
    let send = |arguments: &[&str]| {
        let code = ["send", "--to", "0639980098", "Votre code : 1234", "--even-opted-out"];
        user.run(&[&code, arguments].concat())
    };
    for refused in [&[][..], &["--channel", "marketing"]] {
        let said = send(refused);
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
        assert!(said.notes.contains("for the channel notifications"), "{said:?}");
    }
    assert_eq!(user.sandbox.journal().len(), 0);
    assert_eq!(send(&["--channel", "notifications"]).exit, Exit::Done);
    assert_eq!(user.recipients(), ["33639980098"]);
}

#[test]
fn a_list_that_cannot_be_read_keeps_every_message_back() {
    let user = User::with_list("0639980098\n0639980\u{30}11,maybe\n");
    for verb in [
        &["send", "--to", "0639980012", "Bonjour"][..],
        &["send", "--group", "Clients", "Bonjour"],
        &["optout", "list"],
        &["optout", "add", "0639980012"],
    ] {
        let said = user.run(verb);
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
        assert!(said.notes.contains("line 2 of the opt-out list"), "{said:?}");
    }
    let named = user.environment.clone().with("SMSMODE_OPTOUT_FILE", "/nowhere/list.csv");
    let said = smsmode(&named, &["send", "--to", "0639980012", "Bonjour"]);
    assert!(said.exit == Exit::Usage && said.notes.contains("is not there"), "{said:?}");
    assert_eq!(user.sandbox.journal().len(), 0);
}

#[test]
fn a_group_is_sent_to_with_a_word_about_it() {
    let user = User::with_list("0639980098\n");
    let said = user.run(&["send", "--dry-run", "--group", "Clients", "Bonjour"]);
    assert!(said.notes.contains("only the service knows who is in a group"), "{said:?}");
    let said = User::new().run(&["send", "--dry-run", "--group", "Clients", "Bonjour"]);
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, ""));
}

#[test]
fn numbers_are_added_and_removed_as_often_as_one_likes() {
    let user = User::new();
    let outcomes = |arguments: &[&str]| {
        let said = user.run(&[&["optout"], arguments, &["--output", "json"]].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        let records = said.json();
        let outcome = |record: &Value| record["outcome"].as_str().unwrap().to_owned();
        records.as_array().unwrap().iter().map(outcome).collect::<Vec<_>>()
    };
    let added = outcomes(&["add", "06 39 98 00 98", "0639980011,+33639980098"]);
    assert_eq!(added, ["added", "added"]);
    assert_eq!(outcomes(&["add", "0639980098", "0639980012"]), ["already_there", "added"]);
    assert_eq!(outcomes(&["remove", "0639980011", "0639980013"]), ["removed", "not_there"]);
    assert_eq!(outcomes(&["remove", "0639980011"]), ["not_there"]);
    assert_eq!(user.listed(), ["33639980098", "33639980012"]);
}

#[test]
fn numbers_come_from_the_standard_input_all_or_none() {
    let user = User::new();
    let add = |input: &[u8]| {
        let all = ["optout", "add", "-", "--output", "tsv"];
        smsmode_with(&user.environment, &all, input, false, &Interrupt::default())
    };
    let said = add(b"0639980011\n\n06 39 98 00 12\r\nPaul\n");
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.out.contains("\nnot_sent\t\tline 4 of the standard input"), "{said:?}");
    assert!(said.notes.contains("line 4 of the standard input"), "{said:?}");
    assert!(!user.list().exists());
    let said = add("\u{feff}0639980011\n\n06 39 98 00 12\r\n".as_bytes());
    let expected = "number\toutcome\n33639980011\tadded\n33639980012\tadded\n";
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, expected));
}

#[test]
fn the_list_is_written_in_every_form() {
    let user = User::with_list("0639980098,out,2026-11-22T13:45:00Z,reply r1\n0639980011,back\n");
    let list = |form: &str| user.run(&["optout", "list", "--output", form]).out;
    let fields =
        json!({"number": "33639980098", "since": "2026-11-22T13:45:00Z", "source": "reply r1"});
    assert_eq!(serde_json::from_str::<Value>(&list("json")).unwrap(), json!([fields]));
    assert_eq!(serde_json::from_str::<Value>(&list("jsonl")).unwrap(), fields);
    let tsv = "number\tsince\tsource\n33639980098\t2026-11-22T13:45:00Z\treply r1\n";
    assert_eq!(list("tsv"), tsv);
    let table = user.french().run(&["optout", "list"]);
    assert!(table.out.contains("33639980098") && !table.out.contains("33639980011"), "{table:?}");
    assert!(table.notes.ends_with("opt-out.csv: 1 numéro\n"), "{table:?}");
}

#[test]
fn an_old_stop_does_not_put_a_number_on_again() {
    let user = User::new();
    let said = user.run(&["send", "--output", "tsv", "--replies", "--to", "0639980011", "Bonjour"]);
    let id = said.out.lines().nth(1).unwrap().split('\t').next().unwrap();
    user.sandbox.reply(id, "33639980011", "Stop SVP !").unwrap();
    user.run(&["replies"]);
    assert_eq!(user.listed(), ["33639980011"]);
    user.run(&["optout", "remove", "0639980011"]);
    assert_eq!(user.run(&["replies"]).notes, "");
    assert_eq!(user.listed(), [""; 0]);
}

#[test]
fn what_only_sounds_like_stop_is_told_and_not_added() {
    let user = User::new();
    let said = user.run(&["send", "--output", "tsv", "--replies", "--to", "0639980011", "Bonjour"]);
    let id = said.out.lines().nth(1).unwrap().split('\t').next().unwrap();
    user.sandbox.reply(id, "33639980011", "stopper ma commande").unwrap();
    user.sandbox.reply(id, "33639980011", "START").unwrap();
    let said = user.run(&["replies"]);
    let expected = "a reply of 33639980011 may mean STOP; if so: smsmode optout add 33639980011\n";
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, expected));
    assert!(!user.list().exists());
}

#[test]
fn processes_at_once_lose_nothing() {
    let user = User::new();
    let add = |writer: usize| {
        let numbers = (0..5).map(|index| format!("063998{writer:02}{index:02}"));
        Command::new(env!("CARGO_BIN_EXE_smsmode"))
            .args(["optout", "add"])
            .args(numbers)
            .env("HOME", user.home.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("SMSMODE_OPTOUT_FILE")
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..12).map(add).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(user.listed().len(), 60);
}

#[test]
fn none_is_counted_as_each_language_does() {
    let home = tempfile::tempdir().unwrap();
    let nobody = Environment::default().with("HOME", home.path().to_str().unwrap());
    let french = nobody.clone().with("LANG", "fr_FR.UTF-8");
    for (environment, end) in [(nobody, ": 0 numbers\n"), (french, ": 0 numéro\n")] {
        let said = smsmode(&environment, &["optout", "list"]);
        assert!(said.notes.ends_with(end), "{said:?}");
    }
}
