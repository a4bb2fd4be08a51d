//! `smsmode plan`: what people and programs read before anything is sent.

mod console;

use console::{configured, smsmode, smsmode_with};
use serde_json::json;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
use unicode_width::UnicodeWidthStr as _;

/// What `smsmode plan` says with these arguments and this standard input.
fn plan_of(environment: &Environment, arguments: &[&str], input: &[u8]) -> console::Said {
    let all = [&["plan"], arguments].concat();
    smsmode_with(environment, &all, input, false, &Interrupt::default())
}

/// What it shows to people; nothing of it is wider than 80 columns, and nothing is amiss.
fn shown(arguments: &[&str], input: &str) -> String {
    shown_in("C", arguments, input)
}

fn shown_in(language: &str, arguments: &[&str], input: &str) -> String {
    let environment = Environment::default().with("LANG", language);
    let said = plan_of(&environment, arguments, input.as_bytes());
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, ""), "{arguments:?}");
    for line in said.out.lines() {
        assert!(line.width() <= 80, "{line}");
    }
    said.out
}

fn json_of(arguments: &[&str]) -> serde_json::Value {
    let said = plan_of(&Environment::default(), &[&["--output=json"], arguments].concat(), b"");
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    said.json().get(0).cloned().unwrap_or_default()
}

const FRENCH: &str = "Chers clients, la boulangerie vous souhaite de très bonnes fêtes : bûches \
                      à 12 € la part, galettes à 8 € et pain d’épices à 5 €, à commander avant \
                      le 20 décembre au magasin.";

#[test]
fn french_text_is_shown_with_its_replacements() {
    insta::assert_snapshot!("french", shown(&["Votre commande est prête chez l’hôtelier"], ""));
    insta::assert_snapshot!("french_in_french", shown_in("fr_FR.UTF-8", &[FRENCH], ""));
}

#[test]
fn changes_are_listed_once_with_how_often() {
    let text = "« Forêt »\u{A0}: l’été, l’hôtel, la fête…\tzéro\u{200B}largeur";
    insta::assert_snapshot!("changes", shown(&[text], ""));
}

#[test]
fn a_euro_that_does_not_fit_begins_the_next_segment() {
    let text = format!("{}€ et {}", "a".repeat(152), "b".repeat(9));
    insta::assert_snapshot!("euro_at_the_border", shown(&["--recipients=300", &text], ""));
}

#[test]
fn emoji_are_marked_with_their_units() {
    let text = "Bravo 😀 你好世界 👨‍👩‍👧 [€]";
    insta::assert_snapshot!("unicode", shown(&["--unicode", text], ""));
}

#[test]
fn a_refused_emoji_comes_first_and_then_what_unicode_would_send() {
    insta::assert_snapshot!("refused", shown(&["Reçu 😀"], ""));
    insta::assert_snapshot!("refused_exact", shown(&["--exact", "Forêt"], ""));
}

#[test]
fn a_text_that_no_message_can_carry_is_not_drawn() {
    insta::assert_snapshot!("hopeless", shown(&["a\u{1B}b"], ""));
}

#[test]
fn an_uncertain_stop_is_told_with_its_reason() {
    let arguments =
        ["--opt-out", "--sender=BOULANGER", "--channel=marketing", "--to=0639980011", FRENCH];
    insta::assert_snapshot!("uncertain_stop", shown(&arguments, ""));
}

#[test]
fn a_cut_shows_what_is_lost() {
    insta::assert_snapshot!("cut", shown(&["--max-segments=1", FRENCH], ""));
}

#[test]
fn lines_are_a_row_each() {
    let long = format!("{FRENCH} ").repeat(5);
    let input = format!("\u{FEFF}Bonjour\r\nÇa a été reçu\nReçu 😀\n\n{long}\nsans fin de ligne");
    insta::assert_snapshot!("lines", shown(&["--lines"], &input));
}

#[test]
fn a_summary_is_totals_only() {
    let input = "Bonjour\nForêt\nForêt 😀 🎄\nReçu 😀\n".repeat(1000);
    insta::assert_snapshot!("summary", shown(&["--lines", "--summary"], &input));
    let french = shown_in("fr_FR.UTF-8", &["--lines", "--summary", "--exact"], &input);
    insta::assert_snapshot!("summary_exact_in_french", french);
    let programs = shown(&["--lines", "--summary", "--output=json"], &input);
    insta::assert_snapshot!("summary_for_programs", programs);
}

#[test]
fn a_summary_tells_what_cannot_be_sent_and_what_is_cut() {
    let input = format!("Bonjour\n\n{}\n", "a".repeat(5 * 153 + 1));
    let said = shown(&["--lines", "--summary"], &input);
    assert!(said.contains("Empty      1 message, which nobody can send\n"), "{said}");
    assert!(said.contains("Too long   1 message, of more than 5 segments"), "{said}");
}

#[test]
fn a_plan_for_programs_has_every_field() {
    let arguments = ["--output=json", "--opt-out=if-free", "--to=0639980011,0639980012", "Forêt"];
    insta::assert_snapshot!("json", plan_of(&Environment::default(), &arguments, b"").out);
}

#[test]
fn the_class_is_that_of_the_wire() {
    assert_eq!(json_of(&["Bonjour"])["class"], 2);
    assert_eq!(json_of(&["--replies", "Bonjour"])["class"], 4);
    assert_eq!(json_of(&["--unicode", "Bonjour"])["class"], 9);
}

#[test]
fn a_refused_text_is_described_as_unicode_would_send_it() {
    let record = json_of(&["--exact", "Forêt"]);
    assert_eq!(
        (&record["alphabet"], &record["units"], &record["text"], &record["sendable"]),
        (&"ucs2".into(), &5.into(), &"Forêt".into(), &false.into())
    );
    let expected = json!([{"character": "ê", "code_point": "U+00EA", "byte": 3, "number": 4}]);
    assert_eq!(record["unsendable"], expected);
    assert!(record["advice"].as_str().unwrap().contains("leave out --exact"));
}

#[test]
fn an_empty_text_is_not_sendable() {
    let record = json_of(&["--", ""]);
    assert_eq!((&record["sendable"], &record["unsendable"]), (&false.into(), &json!([])));
    assert!(shown(&[""], "").starts_with("Refused    the text is empty\n"));
}

#[test]
fn the_standard_input_is_one_text_less_one_line_end() {
    for arguments in [&["-", "--output=jsonl"][..], &["--output=jsonl"]] {
        let said = plan_of(&Environment::default(), arguments, b"a\nb\n\n");
        assert_eq!(said.json()["text"], "a\nb\n", "{arguments:?}");
    }
}

#[test]
fn a_line_that_is_not_utf_8_is_named_and_the_rest_goes_on() {
    for output in ["json", "jsonl", "table"] {
        let arguments = ["--lines", "--output", output];
        let said = plan_of(&Environment::default(), &arguments, b"un\ncaf\xE9\ntrois");
        assert_eq!(said.exit, Exit::Usage);
        assert_eq!(said.notes, "error: line 2: not UTF-8 (byte 3)\n");
        assert!(said.out.contains("trois"), "{}", said.out);
    }
}

#[test]
fn a_line_that_cannot_be_joined_is_named_and_the_rest_goes_on() {
    for length in [255 * 153 + 1, 1_000_000] {
        let input = format!("{}\nb\n", "a".repeat(length));
        let said =
            plan_of(&Environment::default(), &["--lines", "--output=jsonl"], input.as_bytes());
        assert_eq!((said.exit, &said.json()["line"]), (Exit::Usage, &2.into()));
        assert!(said.notes.starts_with("error: line 1: longer than 255"), "{}", said.notes);
    }
}

#[test]
fn a_summary_counts_the_lines_that_are_no_texts() {
    let said = plan_of(&Environment::default(), &["--lines", "--summary"], b"un\ncaf\xE9\ntrois");
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.out.contains("Left out   1 line, not UTF-8"), "{}", said.out);
}

#[test]
fn json_of_lines_is_one_array_and_jsonl_an_object_a_line() {
    let said = plan_of(&Environment::default(), &["--lines", "--output=json"], b"a\nb\n");
    let lines: Vec<_> =
        said.json().as_array().unwrap().iter().map(|record| record["line"].clone()).collect();
    assert_eq!(lines, [1, 2]);
    let said = plan_of(&Environment::default(), &["--lines", "--output=jsonl"], b"a\nb\n");
    assert_eq!(said.out.lines().count(), 2);
    let empty = plan_of(&Environment::default(), &["--lines", "--output=json"], b"");
    assert_eq!(empty.json(), json!([]));
}

#[test]
fn options_that_exclude_each_other_are_refused() {
    for arguments in [
        &["--exact", "--unicode", "a"][..],
        &["--exact", "--level=symbols", "a"],
        &["--lines", "a"],
        &["--summary"],
        &["--lines", "--summary", "--opt-out"],
        &["--recipients=2", "--to=0639980011", "a"],
        &["--replies", "--sender=ABC", "a"],
        &["--sender=CAFÉ", "a"],
        &["--to=12", "a"],
    ] {
        assert_eq!(plan_of(&Environment::default(), arguments, b"").exit, Exit::Usage);
    }
}

#[test]
fn the_channel_of_a_profile_is_used_without_a_key_and_the_option_wins() {
    let environment = configured("channel", "[profile.default]\nchannel = \"marketing\"\n");
    let warned = |arguments: &[&str]| {
        let all = [&["--sender=BOULANGER", "--output=json", "a"], arguments].concat();
        plan_of(&environment, &all, b"").json()[0]["warnings"].clone()
    };
    assert_eq!(warned(&[]), json!(["personal_sender_without_stop"]));
    assert_eq!(warned(&["--channel=notifications"]), json!([]));
    let arguments = ["send", "--dry-run", "--to=0639980011", "--sender=BOULANGER", "a"];
    assert!(smsmode(&environment, &arguments).out.contains("Beware     on the marketing channel"));
    let wrong = configured("no-channel", "[profile.default]\nchannel = \"fax\"\n");
    assert_eq!(plan_of(&wrong, &["a"], b"").exit, Exit::Usage);
}

#[test]
fn a_reader_that_leaves_ends_the_work() {
    struct Endless(usize);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            assert!(self.0 < 10, "it goes on reading for nobody");
            buffer.fill(b'\n');
            Ok(buffer.len())
        }
    }
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut streams = Streams::new(Endless(0), Closed, std::io::sink(), false);
    let arguments = ["smsmode", "plan", "--lines"];
    let exit = run(arguments, &Environment::default(), &mut streams, &Interrupt::default());
    assert_eq!(exit, Exit::Done);
}

#[test]
fn an_interruption_ends_the_work() {
    let interrupt = Interrupt::default();
    interrupt.fire();
    for arguments in [&["plan", "--lines"][..], &["plan", "--lines", "--summary"]] {
        let said = smsmode_with(&Environment::default(), arguments, b"a\n", false, &interrupt);
        assert_eq!(said.exit, Exit::Interrupted);
    }
    assert!(interrupt.may_end_process());
}

#[test]
fn nothing_of_a_progress_bar_gets_into_a_pipe() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut command = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(["plan", "--lines", "--summary"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    command.stdin.take().unwrap().write_all("Forêt\n".repeat(200_000).as_bytes()).unwrap();
    let output = command.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.stdout.starts_with(b"Total      200,000 messages, 200,000 segments\n"));
}
