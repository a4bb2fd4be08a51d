//! `smsmode batch` once somebody has agreed: what is sent, told, kept, and refused.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::thread;
use std::time::Duration;

use console::{Said, sandbox, smsmode};
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
use smsmode_core::RefusalCode;
use smsmode_sandbox::{Call, DEMO_API_KEY, Fault, FaultRule, Sandbox};
use tempfile::TempDir;

/// A sandbox, and a file of three messages to it.
struct Fixture {
    sandbox: Sandbox,
    environment: Environment,
    folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().to_str().unwrap();
        let environment = environment.with("XDG_DATA_HOME", home);
        let rows =
            "numero;message\n0639980000;Bonjour Zoé\n0639980001;=1+1\n0639980002;Au revoir\n";
        fs::write(folder.path().join("clients.csv"), rows).unwrap();
        Self { sandbox, environment, folder }
    }

    /// More messages than are sent without a question.
    fn of_many() -> Self {
        let fixture = Self::new();
        let rows: Vec<String> = (0..30).map(|line| format!("0639980000;ligne {line}")).collect();
        let content = format!("numero;message\n{}", rows.join("\n"));
        fs::write(fixture.path("clients.csv"), content).unwrap();
        fixture
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn batch(&self, options: &[&str]) -> Said {
        let file = self.path("clients.csv");
        let result = self.path("result.csv");
        let arguments = [&["batch", "--result", &result, &file], options].concat();
        smsmode(&self.environment, &arguments)
    }

    /// Sends line by line, and does this while the first call is under way.
    fn batch_meanwhile(&self, meanwhile: impl FnOnce()) -> Said {
        let slow = Fault::delay(Duration::from_secs(1));
        self.sandbox.set_faults([FaultRule::next(1, slow).on(Call::SendSms)]);
        let journal = self.path("clients.csv.smsmode-journal");
        let has_begun =
            || fs::read_to_string(&journal).is_ok_and(|journal| journal.contains("\n{\"begun\""));
        thread::scope(|threads| {
            let run = threads.spawn(|| self.batch(&["--each"]));
            while !has_begun() && !run.is_finished() {
                thread::yield_now();
            }
            meanwhile();
            run.join().unwrap()
        })
    }

    /// The result, without its ids.
    fn result(&self) -> String {
        let ids: Vec<String> =
            self.sandbox.messages().iter().map(|message| message.message_id.clone()).collect();
        let result = fs::read_to_string(self.path("result.csv")).unwrap();
        ids.iter().fold(result, |result, id| result.replace(id, "ID"))
    }
}

#[test]
fn the_result_tells_what_became_of_each_line() {
    let fixture = Fixture::new();
    let said = fixture.batch(&[]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    let expected = "line;recipient;outcome;message_id;segments;reason\n\
        2;33639980000;accepted;ID;1;\n3;33639980001;accepted;ID;1;\n4;33639980002;accepted;ID;1;\n";
    assert_eq!(fixture.result(), expected);
    assert!(said.out.ends_with("3 accepted, 0 refused, 0 not sent, 0 unknown; 3 segments spent\n"));
}

#[test]
fn programs_get_a_record_for_each_line_and_people_the_rest() {
    let records = |output: &str| Fixture::new().batch(&["--each", "--output", output]);
    let said = records("json");
    assert_eq!(said.json().as_array().unwrap().len(), 3);
    assert_eq!(said.json()[1]["outcome"], "accepted");
    assert!(said.notes.contains("3 accepted"), "{said:?}");
    let said = records("jsonl");
    let last: serde_json::Value = serde_json::from_str(said.out.lines().last().unwrap()).unwrap();
    assert_eq!((&last["line"], &last["recipient"]), (&4.into(), &"33639980002".into()));
    let said = records("tsv");
    assert!(said.out.starts_with("line\trecipient\toutcome\tmessage_id\tsegments\treason\n2\t"));
}

#[test]
fn a_second_run_says_in_french_that_nothing_was_sent() {
    let mut fixture = Fixture::new();
    fixture.batch(&[]);
    fixture.environment = fixture.environment.with("LANG", "fr_FR.UTF-8");
    let said = fixture.batch(&[]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 3));
    assert!(said.notes.contains("rien n'a été envoyé cette fois"), "{said:?}");
    assert!(said.out.contains("3 acceptés, 0 refusé, 0 non envoyé, 0 inconnu"), "{said:?}");
}

#[test]
fn the_command_that_goes_on_is_told_and_goes_on() {
    let fixture = Fixture::new();
    let fault = Fault::refuse(RefusalCode::NOT_ENOUGH_CREDIT);
    fixture.sandbox.set_faults([FaultRule::next(1, fault).on(Call::SendBatch)]);
    let said = fixture.batch(&["--yes"]);
    assert_eq!(said.exit, Exit::Credits, "{said:?}");
    let command = said.notes.lines().find_map(|line| line.split_once(": smsmode batch ")).unwrap();
    let arguments: Vec<&str> = ["batch"].into_iter().chain(command.1.split(' ')).collect();
    let said = smsmode(&fixture.environment, &arguments);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 3), "{said:?}");
}

#[test]
fn a_consent_that_was_not_given_binds_nobody_to_its_options() {
    let fixture = Fixture::of_many();
    let said = fixture.batch(&[]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Usage, 0), "{said:?}");
    assert_eq!(fixture.batch(&["--yes", "--each"]).exit, Exit::Done);
    let said = fixture.batch(&["--yes"]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Usage, 30), "{said:?}");
    assert!(said.notes.contains("begun with other options"), "{said:?}");
}

#[test]
fn again_without_consent_leaves_the_journal_as_it_is() {
    let fixture = Fixture::of_many();
    assert_eq!(fixture.batch(&["--yes"]).exit, Exit::Done);
    assert_eq!(fixture.batch(&["--again"]).exit, Exit::Usage);
    let said = fixture.batch(&["--yes"]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 30), "{said:?}");
}

/// Somebody who is asked, and notes whether Ctrl-C would end the process meanwhile.
struct Asked<'a> {
    interrupt: &'a Interrupt,
    may_leave: &'a Cell<bool>,
}

impl Read for Asked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.may_leave.set(self.interrupt.may_end_process());
        b"o\n".as_slice().read(buffer)
    }
}

#[test]
fn an_interruption_ends_the_process_at_the_question_and_never_after_it() {
    let fixture = Fixture::of_many();
    let (interrupt, may_leave) = (Interrupt::default(), Cell::new(false));
    let asked = Asked { interrupt: &interrupt, may_leave: &may_leave };
    let mut streams = Streams::new(asked, io::sink(), io::sink(), true);
    let arguments = ["smsmode", "batch", &fixture.path("clients.csv")];
    let exit = run(arguments, &fixture.environment, &mut streams, &interrupt);
    assert_eq!((exit, fixture.sandbox.messages().len()), (Exit::Done, 30));
    assert!(may_leave.get(), "the question waits for Enter");
    assert!(!interrupt.may_end_process(), "calls are in flight after the question");
}

#[test]
fn one_message_of_one_segment_is_counted_as_one() {
    for (language, left, spent) in [
        ("en", "1 message, at most 1 segment\n", "; 1 segment spent\n"),
        ("fr", "1 message, au plus 1 segment\n", " ; 1 segment dépensé\n"),
    ] {
        let mut fixture = Fixture::new();
        fixture.environment = fixture.environment.with("LANG", language);
        fs::write(fixture.path("clients.csv"), "numero;message\n0639980000;Bonjour\n").unwrap();
        let said = fixture.batch(&[]);
        assert!(said.out.contains(left) && said.out.ends_with(spent), "{said:?}");
    }
}

#[test]
fn segments_that_nobody_knows_exactly_are_told_as_the_most_of_them() {
    for (language, spent) in
        [("en", "; at most 3 segments spent\n"), ("fr", " ; au plus 3 segments dépensés\n")]
    {
        let mut fixture = Fixture::new();
        fixture.environment = fixture.environment.with("LANG", language);
        let row = format!("numero;message\n0639980000;{}\n", "a".repeat(300));
        fs::write(fixture.path("clients.csv"), row).unwrap();
        let said = fixture.batch(&["--opt-out"]);
        assert!(said.out.ends_with(spent), "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_under_two_names_is_not_sent_twice() {
    let fixture = Fixture::new();
    std::os::unix::fs::symlink("clients.csv", fixture.path("link.csv")).unwrap();
    fixture.batch(&[]);
    let said = smsmode(&fixture.environment, &["batch", &fixture.path("link.csv")]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 3), "{said:?}");
}

#[test]
fn the_journal_holds_neither_numbers_nor_texts_nor_the_key() {
    let fixture = Fixture::new();
    fixture.batch(&["--each"]);
    let journal = fs::read_to_string(fixture.path("clients.csv.smsmode-journal")).unwrap();
    assert_eq!(journal.lines().count(), 7, "{journal}");
    for secret in ["639980", "Bonjour", "Zoé", DEMO_API_KEY] {
        assert!(!journal.contains(secret), "{journal}");
    }
}

#[test]
fn the_file_that_is_sent_is_never_written_over() {
    let fixture = Fixture::new();
    let before = fs::read(fixture.path("clients.csv")).unwrap();
    let file = fixture.path("clients.csv");
    let said = smsmode(&fixture.environment, &["batch", &file, "--result", &file]);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Usage, 0), "{said:?}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn who_says_stop_during_a_run_gets_nothing_more() {
    let fixture = Fixture::new();
    let said = fixture.batch_meanwhile(|| {
        let said = smsmode(&fixture.environment, &["optout", "add", "0639980002"]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
    });
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 2), "{said:?}");
    assert!(fixture.result().ends_with("\n4;33639980002;opted_out;;1;\n"), "{said:?}");
    assert!(said.out.contains("1 opted out"), "{said:?}");
}

#[test]
fn a_list_that_nobody_can_read_any_more_stops_the_run() {
    let fixture = Fixture::new();
    let list = fixture.path("list.csv");
    fs::write(&list, "0639980009\n").unwrap();
    let environment = fixture.environment.clone().with("SMSMODE_OPTOUT_FILE", &list);
    let fixture = Fixture { environment, ..fixture };
    let said = fixture.batch_meanwhile(|| fs::remove_file(&list).unwrap());
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Partly, 1), "{said:?}");
    assert!(said.notes.starts_with("stopped: the opt-out list "), "{said:?}");
    assert!(said.out.contains("2 not sent"), "{said:?}");
}
