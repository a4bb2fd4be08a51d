use std::cell::Cell;
use std::path::{Path, PathBuf};

use smsmode_http::text::{PlanOptions, plan};
use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, GsmText, HttpSettings, Message, PhoneNumber, RefusalCode,
    UnicodeText, UreqTransport,
};
use smsmode_sandbox::{AccountOptions, DEMO_API_KEY, Fault, FaultRule, Sandbox, SandboxOptions};
use tempfile::TempDir;

use super::source::Source;
use super::*;
use crate::arguments::Output;
use crate::batch::{BadLine, BadLineReason, BatchFileError, Line, Verdict};
use crate::command::batch::BatchError;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::optout::OptOutError;
use crate::{Environment, Streams};

/// So many messages, on the lines from 2 on.
struct Lines(Vec<Verdict>, bool);

impl Source for Lines {
    fn verdicts(
        &self,
    ) -> Result<impl Iterator<Item = Result<Verdict, BatchFileError>>, BatchFileError> {
        Ok(self.0.iter().cloned().map(Ok))
    }

    fn digest(&self) -> [u8; 32] {
        [7; 32]
    }

    fn path(&self) -> &Path {
        Path::new("contacts.csv")
    }

    fn is_unchanged(&self) -> bool {
        self.1
    }

    fn look_again(&self) -> Result<(), OptOutError> {
        Ok(())
    }

    fn is_opted_out(&self, _: PhoneNumber) -> bool {
        false
    }
}

fn line(number: u64) -> Line {
    Line {
        number,
        recipient: PhoneNumber::parse(&format!("0639980{:03}", number % 10)).unwrap(),
        repair: None,
        message: Message::from(GsmText::new(format!("ligne {number}")).unwrap()),
        is_changed: false,
        reference: None,
        segments: plan("ligne", &PlanOptions::default()).segments(),
    }
}

fn lines(count: u64) -> Lines {
    Lines((2..count + 2).map(line).map(Verdict::Send).collect(), true)
}

struct Fixture {
    sandbox: Sandbox,
    folder: TempDir,
    campaign: Campaign,
    wishes: Wishes,
    interrupt: Interrupt,
    result: &'static str,
}

/// What a run left.
#[derive(Debug)]
struct Said {
    exit: Exit,
    out: String,
    notes: String,
    outcomes: Vec<String>,
}

impl Said {
    fn count(&self, outcome: &str) -> usize {
        self.outcomes.iter().filter(|said| *said == outcome).count()
    }
}

impl Fixture {
    fn new() -> Self {
        Self::with_credits(1_000_000)
    }

    fn with_credits(credits: u32) -> Self {
        let account = AccountOptions::demo().with_credits(credits);
        let options = SandboxOptions::new().with_account(account).with_magic_numbers(false);
        Self {
            sandbox: Sandbox::start(options).unwrap(),
            folder: tempfile::tempdir().unwrap(),
            campaign: Campaign::default(),
            wishes: Wishes::default(),
            interrupt: Interrupt::default(),
            result: "result.csv",
        }
    }

    fn each() -> Self {
        Self { campaign: Campaign { each: true, ..Campaign::default() }, ..Self::new() }
    }

    fn result(&self) -> PathBuf {
        self.folder.path().join(self.result)
    }

    fn run(&self, source: &impl Source) -> Said {
        let address = BaseUrl::new(&self.sandbox.base_url()).unwrap();
        let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(address);
        let transport = UreqTransport::new(&HttpSettings::default()).unwrap();
        let client = Client::with_transport(account, self.interrupt.guard(transport));
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let mut streams = Streams::new(std::io::empty(), &mut out, &mut notes, false);
        let arguments = ["smsmode", "batch", "mes contacts.csv", "--again"].map(str::to_owned);
        let environment = Environment::default();
        let mut context = Context::new(&environment, &mut streams, &self.interrupt, &arguments);
        let journal = self.folder.path().join("journal");
        let files = Files { journal, result: Some(self.result()), delimiter: b',' };
        let campaign = self.campaign.clone();
        let job = Job { campaign, files, wishes: self.wishes, output: Output::Table };
        let service = self.sandbox.base_url();
        let exit =
            Run::open(source, &job, &service).and_then(|run| run.carry_out(&client, &mut context));
        let exit = exit
            .unwrap_or_else(|error| Failure::from(BatchError::from(error)).report(&mut context));
        drop(streams);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { exit, out: text(out), notes: text(notes), outcomes: self.outcomes() }
    }

    fn outcomes(&self) -> Vec<String> {
        let Ok(content) = std::fs::read(self.result()) else { return Vec::new() };
        let records = csv::Reader::from_reader(content.as_slice()).into_records();
        records.map(|record| record.unwrap()[2].to_owned()).collect()
    }

    fn sent(&self) -> usize {
        let duplicates = self.sandbox.duplicates();
        assert!(duplicates.duplicates.is_empty() && !duplicates.incomplete, "{duplicates:?}");
        self.sandbox.messages().len()
    }
}

#[test]
fn a_file_goes_in_calls_of_500_and_never_twice() {
    let fixture = Fixture::new();
    let source = lines(1_200);
    let said = fixture.run(&source);
    assert_eq!((said.exit, said.count("accepted")), (Exit::Done, 1_200), "{said:?}");
    assert_eq!(fixture.sandbox.journal().len(), 3);
    assert!(
        said.out.starts_with("1,200 accepted, 0 refused, 0 not sent, 0 unknown; 1,200 segments")
    );
    let again = fixture.run(&source);
    assert_eq!((again.exit, again.count("accepted")), (Exit::Done, 1_200));
    assert!(again.notes.contains("--again"), "{again:?}");
    assert_eq!((fixture.sent(), fixture.sandbox.journal().len()), (1_200, 3));
}

#[test]
fn again_sends_everything_once_more_and_keeps_the_journal_before() {
    let mut fixture = Fixture::each();
    let source = lines(2);
    fixture.run(&source);
    fixture.wishes.again = true;
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 4));
    assert!(fixture.folder.path().join("journal.1").exists(), "{said:?}");
}

#[test]
fn again_after_a_run_that_did_not_end_is_refused_and_sends_nobody_anything_twice() {
    let mut fixture = Fixture::each();
    let source = lines(3);
    fixture.sandbox.set_faults([FaultRule::next(1, Fault::TooManyRequests { retry_after: 100 })]);
    assert_eq!((fixture.run(&source).exit, fixture.sent()), (Exit::Partly, 2));
    fixture.wishes.again = true;
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sent()), (Exit::Usage, 2), "{said:?}");
    assert!(said.notes.contains("without --again goes on"), "{said:?}");
    assert!(said.notes.contains(fixture.folder.path().join("journal").to_str().unwrap()));
    fixture.wishes.again = false;
    assert_eq!((fixture.run(&source).exit, fixture.sent()), (Exit::Done, 3));
}

#[test]
fn again_begins_where_no_call_was_made_before() {
    let mut fixture = Fixture::each();
    fixture.wishes.again = true;
    fixture.interrupt.fire();
    assert_eq!(fixture.run(&lines(2)).exit, Exit::Interrupted);
    fixture.interrupt = Interrupt::default();
    assert_eq!((fixture.run(&lines(2)).exit, fixture.sent()), (Exit::Done, 2));
    assert!(!fixture.folder.path().join("journal.1").exists());
}

#[test]
fn a_call_to_people_who_all_opted_out_is_no_reason_to_refuse_again() {
    let mut fixture = Fixture::each();
    let mut source = lines(2);
    source.0[1] = Verdict::OptedOut(line(3));
    assert_eq!(fixture.run(&source).exit, Exit::Done);
    fixture.wishes.again = true;
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sandbox.messages().len()), (Exit::Done, 2), "{said:?}");
}

#[test]
fn what_became_of_a_call_is_what_became_of_its_lines() {
    let refused = Fault::refuse(RefusalCode::BAD_PARAMETER);
    let put_off = Fault::TooManyRequests { retry_after: 100 };
    let lost = Fault::CloseAfterAccepting { ending: smsmode_sandbox::Ending::default() };
    let broken = Fault::CloseBeforeStoring { ending: smsmode_sandbox::Ending::default() };
    let internal = Fault::refuse(RefusalCode::INTERNAL_ERROR);
    for (fault, outcome, exit, resumed) in [
        (refused, "refused", Exit::Partly, Exit::Partly),
        (put_off, "not_sent", Exit::Partly, Exit::Done),
        (lost, "unknown", Exit::Unknown, Exit::Unknown),
        (broken, "unknown", Exit::Unknown, Exit::Unknown),
        (internal, "unknown", Exit::Unknown, Exit::Unknown),
        (Fault::BadGateway, "unknown", Exit::Unknown, Exit::Unknown),
    ] {
        for (fixture, count, of_call) in [(Fixture::new(), 700, 500), (Fixture::each(), 3, 1)] {
            let source = lines(count);
            fixture.sandbox.set_faults([FaultRule::next(1, fault.clone())]);
            let said = fixture.run(&source);
            assert_eq!(said.exit, exit, "{fault:?} {said:?}");
            let first = said.outcomes.iter().position(|outcome| outcome == "accepted");
            assert_eq!((said.count(outcome), first), (of_call, Some(of_call)), "{fault:?}");
            let calls = fixture.sandbox.journal().len();
            let said = fixture.run(&source);
            assert_eq!(said.exit, resumed, "{fault:?} {said:?}");
            let again = usize::from(resumed == Exit::Done);
            assert_eq!(fixture.sandbox.journal().len(), calls + again, "{fault:?}");
            fixture.sent();
        }
    }
}

#[test]
fn a_run_with_nothing_left_claims_only_what_is_known() {
    let fixture = Fixture::each();
    fixture.sandbox.set_faults([FaultRule::next(1, Fault::BadGateway)]);
    fixture.run(&lines(1));
    let said = fixture.run(&lines(1));
    assert!(said.notes.contains("nothing was sent now: no line is left to send"), "{said:?}");
    assert!(!said.notes.contains("was sent before"), "{said:?}");
}

#[test]
fn refused_lines_are_sent_again_only_on_demand() {
    let mut fixture = Fixture::each();
    let source = lines(3);
    let fault = Fault::refuse(RefusalCode::BAD_PARAMETER);
    fixture.sandbox.set_faults([FaultRule::next(1, fault)]);
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sent()), (Exit::Partly, 2));
    assert!(said.notes.contains("--retry-refused"), "{said:?}");
    fixture.wishes.retry_refused = true;
    assert_eq!((fixture.run(&source).exit, fixture.sent()), (Exit::Done, 3));
}

#[test]
fn what_concerns_the_account_stops_a_run_at_once_and_leaves_the_rest_to_send() {
    for (code, exit) in [
        (RefusalCode::AUTHENTICATION, Exit::Authentication),
        (RefusalCode::NOT_ENOUGH_CREDIT, Exit::Credits),
    ] {
        let fixture = Fixture::each();
        let source = lines(5);
        fixture.sandbox.set_faults([FaultRule::always(Fault::refuse(code))]);
        let said = fixture.run(&source);
        assert_eq!((said.exit, said.count("not_sent")), (exit, 5), "{said:?}");
        assert_eq!(fixture.sandbox.journal().len(), 1, "the others were not tried");
        assert!(said.notes.contains("smsmode batch 'mes contacts.csv'\n"), "{said:?}");
        fixture.sandbox.clear_faults();
        assert_eq!((fixture.run(&source).exit, fixture.sent()), (Exit::Done, 5));
    }
}

#[test]
fn credits_that_run_out_leave_a_part_unsent() {
    let fixture = Fixture::with_credits(700);
    let said = fixture.run(&lines(1_200));
    assert_eq!(said.exit, Exit::Partly, "{said:?}");
    assert_eq!((said.count("accepted"), said.count("not_sent")), (500, 700));
}

#[test]
fn three_calls_in_a_row_without_an_answer_stop_a_run() {
    for (fault, outcome, exit) in [
        (Fault::BadGateway, "unknown", Exit::Unknown),
        (Fault::TooManyRequests { retry_after: 100 }, "not_sent", Exit::NotSent),
    ] {
        let fixture = Fixture::each();
        fixture.sandbox.set_faults([FaultRule::always(fault)]);
        let said = fixture.run(&lines(5));
        assert_eq!((said.exit, fixture.sandbox.journal().len()), (exit, 3), "{said:?}");
        assert!(said.notes.contains("three calls in a row got neither yes nor no"), "{said:?}");
        let untried = if outcome == "unknown" { 2 } else { 5 };
        assert_eq!(said.count("not_sent"), untried, "{said:?}");
    }
}

#[test]
fn what_the_service_puts_off_for_a_moment_is_tried_again_at_once() {
    let fixture = Fixture::each();
    let fault = Fault::refuse(RefusalCode::UNAVAILABLE);
    fixture.sandbox.set_faults([FaultRule::next(2, fault)]);
    assert_eq!((fixture.run(&lines(1)).exit, fixture.sent()), (Exit::Done, 1));
}

#[test]
fn another_file_or_other_options_are_refused_and_nothing_is_sent() {
    let mut fixture = Fixture::each();
    assert_eq!(fixture.run(&lines(2)).exit, Exit::Done);
    let said = fixture.run(&lines(3));
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("begun with other messages"), "{said:?}");
    fixture.campaign.replies = true;
    let said = fixture.run(&lines(2));
    assert_eq!((said.exit, fixture.sent()), (Exit::Usage, 2));
    assert!(said.notes.contains("begun with other options"), "{said:?}");
}

#[test]
fn an_interruption_leaves_the_rest_to_a_later_run() {
    let mut fixture = Fixture::each();
    fixture.interrupt.fire();
    let said = fixture.run(&lines(2));
    assert_eq!((said.exit, said.count("not_sent"), fixture.sent()), (Exit::Interrupted, 2, 0));
    fixture.interrupt = Interrupt::default();
    assert_eq!((fixture.run(&lines(2)).exit, fixture.sent()), (Exit::Done, 2));
}

#[test]
fn people_who_opted_out_are_left_out_without_moving_the_others() {
    let fixture = Fixture::new();
    let mut source = lines(502);
    let opt_out = |source: &mut Lines, index: usize| {
        source.0[index] = Verdict::OptedOut(line(index as u64 + 2));
    };
    opt_out(&mut source, 0);
    fixture.sandbox.set_faults([FaultRule::next(1, Fault::TooManyRequests { retry_after: 100 })]);
    assert_eq!(fixture.run(&source).count("not_sent"), 499);
    opt_out(&mut source, 1); // before the first call is made again
    opt_out(&mut source, 501); // after it was accepted
    let said = fixture.run(&source);
    assert_eq!((said.exit, said.count("opted_out"), fixture.sent()), (Exit::Done, 2, 500));
    assert_eq!([&said.outcomes[1], &said.outcomes[501]], ["opted_out", "accepted"]);
}

#[test]
fn lines_that_are_left_out_are_told_and_are_no_failure() {
    let fixture = Fixture::new();
    let mut source = lines(2);
    source.0.insert(1, Verdict::Bad(BadLine { number: 9, reason: BadLineReason::Quotes }));
    source.0.push(Verdict::Duplicate(line(10)));
    let said = fixture.run(&source);
    assert_eq!(said.outcomes, ["accepted", "bad", "accepted", "duplicate"]);
    assert_eq!(said.exit, Exit::Done);
    assert!(said.out.contains("1 bad, 1 duplicate"), "{said:?}");
}

#[test]
fn a_file_that_changes_during_a_run_stops_it() {
    let fixture = Fixture::each();
    let source = Lines(lines(2).0, false);
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sent()), (Exit::NotSent, 0));
    assert!(said.notes.contains("changed"), "{said:?}");
}

/// A file to which a line is added after it was looked at.
struct Growing(Cell<u64>);

impl Source for Growing {
    fn verdicts(
        &self,
    ) -> Result<impl Iterator<Item = Result<Verdict, BatchFileError>>, BatchFileError> {
        let count = self.0.replace(3);
        Ok((2..count + 2).map(|number| Ok(Verdict::Send(line(number)))))
    }

    fn digest(&self) -> [u8; 32] {
        [7; 32]
    }

    fn path(&self) -> &Path {
        Path::new("contacts.csv")
    }

    fn is_unchanged(&self) -> bool {
        true
    }

    fn look_again(&self) -> Result<(), OptOutError> {
        Ok(())
    }

    fn is_opted_out(&self, _: PhoneNumber) -> bool {
        false
    }
}

#[test]
fn a_line_that_nobody_looked_at_is_not_sent() {
    let fixture = Fixture::each();
    let said = fixture.run(&Growing(Cell::new(2)));
    assert_eq!((said.exit, fixture.sent()), (Exit::Partly, 2), "{said:?}");
    assert!(said.notes.contains("changed"), "{said:?}");
}

#[test]
fn no_file_is_written_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let in_folder = |name: &str| folder.path().join(name);
    std::fs::write(in_folder("a.csv"), "").unwrap();
    let endangered = |journal: &str, result: Option<&str>| {
        let (journal, result) = (in_folder(journal), result.map(in_folder));
        Files { journal, result, delimiter: b',' }.endangered(&in_folder("a.csv")).is_some()
    };
    assert!(!endangered("journal", None) && !endangered("journal", Some("result")));
    assert!(endangered("a.csv", None) && endangered("journal", Some("a.csv")));
    assert!(endangered("journal", Some("./journal")) && endangered("./a.csv", Some("result")));
}

#[test]
fn a_result_that_cannot_be_written_is_noticed_before_anything_is_sent() {
    let fixture = Fixture { result: "missing/result.csv", ..Fixture::each() };
    let said = fixture.run(&lines(2));
    assert_eq!((said.exit, fixture.sent()), (Exit::Usage, 0));
    assert!(said.notes.contains("--result"), "{said:?}");
}

#[test]
fn what_is_no_file_is_never_replaced_by_a_result() {
    let fixture = Fixture { result: "taken", ..Fixture::each() };
    std::fs::create_dir(fixture.result()).unwrap();
    let said = fixture.run(&lines(2));
    assert_eq!((said.exit, fixture.sent()), (Exit::Usage, 0), "{said:?}");
    assert!(said.notes.contains("--result"), "{said:?}");
}

/// As `/dev/null` is, of which root would lose the device.
#[cfg(unix)]
#[test]
fn what_is_no_folder_and_no_file_is_not_replaced_either() {
    use std::os::unix::fs::FileTypeExt as _;

    let fixture = Fixture { result: "taken", ..Fixture::each() };
    let _socket = std::os::unix::net::UnixListener::bind(fixture.result()).unwrap();
    assert_eq!((fixture.run(&lines(2)).exit, fixture.sent()), (Exit::Usage, 0));
    assert!(std::fs::metadata(fixture.result()).unwrap().file_type().is_socket());
}

#[test]
fn unicode_needs_a_call_for_each_line() {
    let text = UnicodeText::new("Forêt").unwrap();
    let unicode = Line { message: Message::from(text), ..line(2) };
    let source = Lines(vec![Verdict::Send(line(1)), Verdict::Send(unicode)], true);
    let fixture = Fixture::new();
    let said = fixture.run(&source);
    assert_eq!((said.exit, fixture.sent()), (Exit::Usage, 0));
    assert!(said.notes.contains("line 2 needs Unicode"), "{said:?}");
    let fixture = Fixture::each();
    assert_eq!((fixture.run(&source).exit, fixture.sent()), (Exit::Done, 2));
}
