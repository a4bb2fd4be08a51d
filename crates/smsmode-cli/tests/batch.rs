//! `smsmode batch` before the first message is sent: what is shown, refused, asked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;
use std::path::PathBuf;

use console::{Said, configured, sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::{AccountOptions, DEMO_API_KEY, Sandbox, SandboxOptions};
use tempfile::TempDir;

/// A file of messages in a folder of its own, and the name that the command gives it.
struct Fixture {
    folder: TempDir,
}

impl Fixture {
    fn new(content: impl AsRef<[u8]>) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("clients.csv"), content).unwrap();
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("clients.csv")
    }

    fn run(&self, environment: &Environment, options: &[&str]) -> Said {
        self.run_with(environment, options, b"", false)
    }

    fn run_with(
        &self,
        environment: &Environment,
        options: &[&str],
        input: &[u8],
        interactive: bool,
    ) -> Said {
        let file = self.file();
        let arguments: Vec<&str> =
            ["batch", file.to_str().unwrap()].into_iter().chain(options.iter().copied()).collect();
        let home = self.folder.path().to_str().unwrap();
        let environment = environment.clone().with("XDG_DATA_HOME", home);
        let said =
            smsmode_with(&environment, &arguments, input, interactive, &Interrupt::default());
        let stable = |text: String| text.replace(home, "FOLDER");
        Said { exit: said.exit, out: stable(said.out), notes: stable(said.notes) }
    }
}

fn french() -> Environment {
    Environment::default().with("LANG", "fr_FR.UTF-8")
}

/// Everything that there is to say about a file, as French Excel writes it.
const ALL: &str = "T\u{e9}l\u{e9}phone;Message\r\n0639980011;Votre commande est pr\u{ea}te\r\n\
    639980012;Bonjour\r\n0639980011;Votre commande est pr\u{ea}te\r\n0639980013;D\u{e9}sinscrit\r\n;;\r\n";

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|ch| u8::try_from(u32::from(ch)).unwrap()).collect()
}

fn many(lines: usize) -> String {
    let line = |line: usize| format!("063998{line:04};Bonjour {line}\n");
    "to;text\n".to_owned() + &(0..lines).map(line).collect::<String>()
}

fn sent(sandbox: &Sandbox) -> usize {
    sandbox.messages().len()
}

/// A sandbox whose account has so many credits, and the environment that names it.
fn with_credits(credits: i64) -> (Sandbox, Environment) {
    with_account(AccountOptions::demo().with_credits(credits))
}

fn with_account(account: AccountOptions) -> (Sandbox, Environment) {
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account)).unwrap();
    let environment = Environment::default()
        .with("SMSMODE_API_KEY", DEMO_API_KEY)
        .with("SMSMODE_BASE_URL", sandbox.base_url());
    (sandbox, environment)
}

#[test]
fn a_dry_run_shows_all_there_is_to_know_without_key_and_network() {
    let fixture = Fixture::new(windows_1252(ALL));
    fs::create_dir(fixture.folder.path().join("smsmode")).unwrap();
    fs::write(fixture.folder.path().join("smsmode/opt-out.csv"), "33639980013\n").unwrap();
    let nowhere = Environment::default().with("SMSMODE_BASE_URL", "http://127.0.0.1:1");
    let said = fixture.run(&nowhere, &["--dry-run"]);
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, ""), "{said:?}");
    insta::assert_snapshot!("batch_dry_run", said.out);
    let said = fixture.run(&french(), &["--dry-run"]);
    insta::assert_snapshot!("batch_dry_run_french", said.out);
    let said = fixture.run(&nowhere, &["--dry-run", "--output", "jsonl"]);
    insta::assert_snapshot!("batch_dry_run_jsonl", said.out);
}

#[test]
fn bad_lines_are_all_told_and_nothing_is_sent() {
    let (sandbox, environment) = sandbox();
    let fixture =
        Fixture::new("to;text\n0639980011;a\n06;b\n0639980012;c;d\n0639980013;\u{1F600}\n");
    let said = fixture.run(&environment, &["--yes"]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Usage, 0));
    insta::assert_snapshot!("batch_bad_lines", said.out + &said.notes);
    let said = fixture.run(&environment.clone().with("LANG", "fr"), &["--yes"]);
    insta::assert_snapshot!("batch_bad_lines_french", said.notes);
    let said = fixture.run(&environment, &["--output", "tsv"]);
    insta::assert_snapshot!("batch_bad_lines_tsv", said.out);
    let said = fixture.run(&environment, &["--output", "json"]);
    assert_eq!(said.json().as_array().map(Vec::len), Some(3));
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Usage, 0));
}

#[test]
fn a_terminal_is_told_a_screenful_of_bad_lines_and_a_program_all_of_them() {
    let fixture = Fixture::new("to;text\n".to_owned() + &"06;a\n".repeat(25));
    let said = fixture.run(&Environment::default(), &["--dry-run"]);
    assert_eq!(said.notes.matches("error: line ").count(), 20, "{said:?}");
    assert!(said.notes.contains("and 5 more; --output tsv"), "{said:?}");
    let said = fixture.run(&Environment::default(), &["--dry-run", "--output", "jsonl"]);
    assert_eq!((said.exit, said.out.lines().count()), (Exit::Usage, 25));
}

#[test]
fn where_bad_lines_are_skipped_a_screenful_says_where_all_of_them_are() {
    let fixture = Fixture::new("to;text\n0639980011;a\n".to_owned() + &"06;a\n".repeat(25));
    for output in ["table", "tsv"] {
        let said =
            fixture.run(&Environment::default(), &["--dry-run", "--skip-bad", "--output", output]);
        let advice = "and 5 more; --dry-run --output tsv tells them all without --skip-bad\n";
        assert!(said.notes.contains(advice), "{said:?}");
    }
    let (_sandbox, environment) = sandbox();
    let result = fixture.folder.path().join("result.csv");
    let said = fixture.run(&environment, &["--skip-bad", "--result", result.to_str().unwrap()]);
    assert!(said.notes.contains("and 5 more; the result tells them all\n"), "{said:?}");
    assert_eq!(fs::read_to_string(result).unwrap().matches(";bad;").count(), 25);
}

#[test]
fn good_lines_go_although_others_are_bad_where_that_is_said() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new("to;text\n0639980011;a\n06;b\n0639980011;a\n0639980012;c\n");
    let said = fixture.run(&environment, &["--skip-bad"]);
    assert!(said.notes.contains("error: line 3: "), "{said:?}");
    assert_eq!(sent(&sandbox), 2, "{said:?}");
}

#[test]
fn duplicates_are_sent_where_that_is_said() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new("to;text\n0639980011;a\n0639980011;a\n");
    let said = fixture.run(&environment, &["--keep-duplicates"]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Done, 2), "{said:?}");
}

#[test]
fn many_messages_need_a_yes() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new(many(21));
    let said = fixture.run(&environment, &[]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Usage, 0), "{said:?}");
    let said = fixture.run_with(&environment, &[], b"n\n", true);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Usage, 0), "{said:?}");
    let said = fixture.run_with(&environment, &[], b"y\n", true);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Done, 21), "{said:?}");
    let few = Fixture::new(many(20));
    assert_eq!(few.run(&environment, &[]).exit, Exit::Done);
}

#[test]
fn credits_that_may_not_be_enough_need_a_yes_and_a_debt_does_not() {
    let fixture = Fixture::new(many(3));
    let (poor, environment) = with_credits(2);
    let said = fixture.run(&environment, &[]);
    assert_eq!((said.exit, sent(&poor)), (Exit::Credits, 0), "{said:?}");
    assert!(said.notes.contains("2 credits"), "{said:?}");
    let said = fixture.run(&environment, &["--yes"]);
    assert!(said.notes.contains("may not be enough"), "{said:?}");
    assert_ne!(said.exit, Exit::Usage, "{said:?}");
    let (_rich, environment) = with_credits(4_000);
    let said = Fixture::new(many(1)).run(&environment, &[]);
    assert!(said.out.contains("Balance    4,000 credits\n"), "{said:?}");
    let (exact, environment) = with_credits(3);
    let fixture = Fixture::new(many(3));
    assert_eq!((fixture.run(&environment, &[]).exit, sent(&exact)), (Exit::Done, 3));
    let account = AccountOptions::demo().with_credits(-5).post_paid();
    let (post_paid, environment) = with_account(account);
    let fixture = Fixture::new(many(3));
    let said = fixture.run(&environment, &[]);
    assert!(said.out.contains("-5 credits (post-paid)"), "{said:?}");
    assert_eq!((said.exit, sent(&post_paid)), (Exit::Done, 3), "{said:?}");
}

#[test]
fn a_wrong_key_ends_before_anything_is_sent() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new(many(1));
    let said = fixture.run(&environment.with("SMSMODE_API_KEY", "wrong-key"), &[]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Authentication, 0), "{said:?}");
}

#[test]
fn the_texts_of_a_template_are_shown_in_the_sandbox() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new("prenom;mobile\nZo\u{e9};0639980011\n;0639980012\n");
    let said = fixture.run(&environment, &["--text", "Bonjour {prenom|Madame}"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    let messages = sandbox.messages();
    let mut texts: Vec<&str> = messages.iter().map(|message| message.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["Bonjour Madame", "Bonjour Zo\u{e9}"]);
}

#[test]
fn unicode_is_sent_line_by_line_only() {
    let (sandbox, environment) = sandbox();
    let fixture = Fixture::new("to;text\n0639980011;\u{1F600}\n0639980012;a\n");
    let said = fixture.run(&environment, &["--unicode"]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Usage, 0), "{said:?}");
    assert!(said.notes.contains("only --each can send"), "{said:?}");
    let said = fixture.run(&environment, &["--unicode", "--each"]);
    assert_eq!((said.exit, sent(&sandbox)), (Exit::Done, 2), "{said:?}");
}

#[test]
fn marketing_by_night_or_on_a_sunday_is_warned_about() {
    let fixture = Fixture::new(many(1));
    let at = |when: &str, number: &str| {
        fs::write(fixture.file(), format!("{number};a\n")).unwrap();
        let options = ["--dry-run", "--channel", "marketing", "--at", when];
        fixture.run(&Environment::default(), &options).notes
    };
    // A Sunday.
    assert!(at("2030-11-24 10:00", "0639980011").contains("on a Sunday"));
    assert_eq!(at("2030-11-25 10:00", "0639980011"), "");
    assert_eq!(at("2030-11-24 10:00", "+32470123456"), "");
}

#[test]
fn a_file_that_cannot_be_used_is_said_in_both_languages() {
    let nothing = Environment::default();
    let said = smsmode(&nothing, &["batch", "-"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("not from the standard input"), "{said:?}");
    let missing = smsmode(&french(), &["batch", "/nowhere/clients.csv"]);
    assert!(missing.notes.contains("est illisible"), "{missing:?}");
    for content in ["", "nom;ville\na;b\n", "to;text\n", "to;text;text\n0639980011;a;b\n"] {
        let fixture = Fixture::new(content);
        let [english, french] =
            [nothing.clone(), french()].map(|spoken| fixture.run(&spoken, &["--dry-run"]));
        assert_eq!(english.exit, Exit::Usage, "{english:?}");
        assert_ne!(english.notes, french.notes);
    }
    let said = Fixture::new(many(1)).run(&nothing, &["--text", "Bonjour {prenom"]);
    assert!(said.notes.contains("is not closed"), "{said:?}");
}

#[test]
fn a_list_of_opted_out_people_that_cannot_be_read_stops_the_batch() {
    let fixture = Fixture::new(many(1));
    let environment =
        configured("batch-optout", "").with("SMSMODE_OPTOUT_FILE", "/nowhere/list.csv");
    assert_eq!(fixture.run(&environment, &["--dry-run"]).exit, Exit::Usage);
}
