//! `smsmode batch` that is killed again and again, and goes on until every line is dealt with.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use rustix::process::{Pid, Signal, kill_process};
use smsmode_sandbox::{
    AccountOptions, Call, DEMO_API_KEY, Fault, FaultRule, MessageFilter, Sandbox, SandboxOptions,
};

const KILLS: usize = 200;
const SEED: u64 = 20_261_123;

/// A file of its own numbers and texts, and the sandbox to which it goes.
struct Campaign<'a> {
    sandbox: &'a Sandbox,
    file: PathBuf,
    each: bool,
    lines: u64,
}

/// What kills a run.
#[derive(Debug, Clone, Copy)]
enum Trigger {
    /// So much time.
    Delay(Duration),
    /// So many bytes more in the journal, and then so much time: a record was just written, and a
    /// call or the next record is under way.
    Journal(u64, Duration),
}

impl<'a> Campaign<'a> {
    fn new(sandbox: &'a Sandbox, folder: &Path, number: usize) -> Self {
        let each = !number.is_multiple_of(3);
        let lines = if each { 20 } else { 1_010 };
        let file = folder.join(format!("{number}.csv"));
        let row = |line: u64| format!("06399800{:02};ligne {line}\n", line % 100);
        let rows: String = (2..lines + 2).map(row).collect();
        fs::write(&file, format!("numero;message\n{rows}")).unwrap();
        Self { sandbox, file, each, lines }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smsmode"));
        command
            .args(["batch", "--yes", "--output", "tsv"])
            .args(self.each.then_some("--each"))
            .arg(&self.file)
            .env("SMSMODE_API_KEY", DEMO_API_KEY)
            .env("SMSMODE_BASE_URL", self.sandbox.base_url())
            .env("XDG_DATA_HOME", self.file.parent().unwrap())
            .env("XDG_CONFIG_HOME", self.file.parent().unwrap())
            .env_remove("SMSMODE_CONFIG")
            .stdin(Stdio::null());
        command
    }

    fn journal(&self) -> PathBuf {
        let mut name = self.file.clone().into_os_string();
        name.push(".smsmode-journal");
        name.into()
    }

    fn journal_bytes(&self) -> u64 {
        fs::metadata(self.journal()).map_or(0, |metadata| metadata.len())
    }

    /// Whether the first call is under way, or was.
    fn has_begun(&self) -> bool {
        fs::read_to_string(self.journal()).is_ok_and(|journal| journal.contains("\n{\"begun\""))
    }

    fn trigger(&self, random: &mut Rng) -> Trigger {
        if random.u8(0..3) == 0 {
            return Trigger::Delay(Duration::from_micros(random.u64(0..100_000)));
        }
        let longest = if self.each { 3_000 } else { 40_000 };
        Trigger::Journal(random.u64(1..900), Duration::from_micros(random.u64(0..longest)))
    }

    /// Starts a run and kills it; whether it was killed before its end.
    fn kill_once(&self, random: &mut Rng) -> bool {
        let trigger = self.trigger(random);
        let bytes = self.journal_bytes();
        let mut command = self.command();
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut deadline = match trigger {
            Trigger::Delay(delay) => Some(Instant::now() + delay),
            Trigger::Journal(..) => None,
        };
        while run.try_wait().unwrap().is_none() {
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return kill(&mut run);
            }
            if let (Trigger::Journal(more, delay), None) = (trigger, deadline) {
                let is_written = self.journal_bytes() >= bytes + more;
                deadline = is_written.then(|| Instant::now() + delay);
            }
            thread::yield_now();
        }
        false
    }

    /// Runs it to its end, and checks what it says against what the sandbox has.
    fn finish(&self) -> usize {
        let output = self.command().output().unwrap();
        let [unknown, not_sent] = self.check(&output);
        assert_eq!(not_sent, 0, "{output:?}");
        let expected = if unknown > 0 { 7 } else { 0 };
        assert_eq!(output.status.code(), Some(expected), "{output:?}");
        let duplicates = self.sandbox.duplicates();
        assert!(duplicates.duplicates.is_empty() && !duplicates.incomplete, "{duplicates:?}");
        self.sandbox.reset();
        unknown
    }

    /// What it says is what the sandbox has; how many lines are unknown and not sent.
    fn check(&self, output: &Output) -> [usize; 2] {
        let (said, stored) = (outcomes(output), self.stored());
        assert_eq!(said.len() as u64, self.lines, "every line is told: {output:?}");
        for (line, outcome) in &said {
            match outcome.as_str() {
                "accepted" => assert!(stored.contains(line), "line {line} is accepted and lost"),
                "not_sent" => assert!(!stored.contains(line), "line {line} was sent all the same"),
                "unknown" => {}
                other => panic!("line {line}: {other}"),
            }
        }
        ["unknown", "not_sent"].map(|those| said.values().filter(|it| *it == those).count())
    }

    /// The lines of which the sandbox has a message.
    fn stored(&self) -> BTreeSet<u64> {
        let messages = self.sandbox.messages();
        let number = |text: &str| text.strip_prefix("ligne ").unwrap().parse().unwrap();
        let numbers: Vec<u64> = messages.iter().map(|message| number(&message.text)).collect();
        let lines: BTreeSet<u64> = numbers.iter().copied().collect();
        assert_eq!(lines.len(), numbers.len(), "no line is sent twice");
        lines
    }
}

/// Whether it was still running.
fn kill(run: &mut Child) -> bool {
    run.kill().unwrap();
    run.wait().unwrap().code().is_none()
}

/// What became of each line, by its number.
fn outcomes(output: &Output) -> BTreeMap<u64, String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let cells = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let rows = text.lines().skip(1).map(cells);
    rows.map(|row| (row[0].parse().unwrap(), row[2].clone())).collect()
}

fn sandbox() -> Sandbox {
    let account = AccountOptions::demo().with_credits(10_000);
    let options = SandboxOptions::new().with_account(account).with_magic_numbers(false);
    Sandbox::start(options).unwrap()
}

#[test]
fn two_hundred_kills_send_no_line_twice_and_lose_none() {
    let sandbox = sandbox();
    let folder = tempfile::tempdir().unwrap();
    let mut random = Rng::with_seed(SEED);
    let (mut kills, mut unknown, mut campaigns) = (0, 0, 0);
    while kills < KILLS {
        let campaign = Campaign::new(&sandbox, folder.path(), campaigns);
        let most = random.usize(1..12);
        let killed = (0..most).take_while(|_| campaign.kill_once(&mut random)).count();
        (kills, campaigns) = (kills + killed, campaigns + 1);
        unknown += usize::from(campaign.finish() > 0);
    }
    assert!(unknown > 5, "{unknown} of {campaigns}: few kills came in the midst of a call");
    assert!(unknown < campaigns, "{campaigns}: every kill did");
}

#[test]
fn an_interruption_lets_the_call_under_way_end_and_the_next_run_does_the_rest() {
    let (sandbox, folder) = (sandbox(), tempfile::tempdir().unwrap());
    for number in 0..6 {
        let signal = if number < 3 { Signal::INT } else { Signal::TERM };
        let campaign = Campaign::new(&sandbox, folder.path(), number);
        let mut command = campaign.command();
        let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while !campaign.has_begun() {
            thread::yield_now();
        }
        kill_process(Pid::from_child(&run), signal).unwrap();
        let output = run.wait_with_output().unwrap();
        let expected = match campaign.check(&output) {
            [0, 0] => 0,
            [0, _] => 130,
            [unknown, _] => panic!("{unknown} lines are unknown: {output:?}"),
        };
        assert_eq!(output.status.code(), Some(expected), "{output:?}");
        campaign.finish();
    }
}

#[test]
fn a_second_interruption_breaks_off_the_call_under_way() {
    let (sandbox, folder) = (sandbox(), tempfile::tempdir().unwrap());
    sandbox.set_faults([FaultRule::always(Fault::Stall).on(Call::SendBatch)]);
    let campaign = Campaign::new(&sandbox, folder.path(), 0);
    let mut command = campaign.command();
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut notes = BufReader::new(run.stderr.take().unwrap()).lines();
    let stored = sandbox.wait_for(&MessageFilter::default(), 500, Duration::from_secs(20));
    assert_eq!(stored.len(), 500);
    let process = Pid::from_child(&run);
    kill_process(process, Signal::INT).unwrap();
    assert!(notes.next().unwrap().unwrap().contains("Ctrl-C again breaks it off"));
    kill_process(process, Signal::INT).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!((campaign.check(&output), output.status.code()), ([500, 510], Some(7)));
}

/// A run whose first call takes a while and is under way.
fn slow_run(campaign: &Campaign<'_>, command: &mut Command) -> Child {
    let slow = Fault::delay(Duration::from_secs(1));
    campaign.sandbox.set_faults([FaultRule::next(1, slow).on(Call::SendBatch)]);
    let run = command.spawn().unwrap();
    while !campaign.has_begun() {
        thread::yield_now();
    }
    run
}

/// As `timeout` does.
#[test]
fn a_second_termination_does_not_break_off_the_call_under_way() {
    let (sandbox, folder) = (sandbox(), tempfile::tempdir().unwrap());
    let campaign = Campaign::new(&sandbox, folder.path(), 0);
    let mut command = campaign.command();
    let mut run = slow_run(&campaign, command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    let mut notes = BufReader::new(run.stderr.take().unwrap()).lines();
    kill_process(Pid::from_child(&run), Signal::TERM).unwrap();
    assert!(notes.next().unwrap().unwrap().contains("stopping after the call under way"));
    kill_process(Pid::from_child(&run), Signal::TERM).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!((campaign.check(&output), output.status.code()), ([0, 510], Some(130)));
}

/// Two ends of a terminal: what is written to the second is read from the first.
fn terminal() -> (fs::File, fs::File) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let first = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&first).and_then(|()| unlockpt(&first)).unwrap();
    let name = ptsname(&first, Vec::new()).unwrap().into_string().unwrap();
    (first.into(), fs::OpenOptions::new().write(true).open(name).unwrap())
}

#[test]
fn the_end_of_a_session_lets_the_call_under_way_end() {
    let (sandbox, folder) = (sandbox(), tempfile::tempdir().unwrap());
    let campaign = Campaign::new(&sandbox, folder.path(), 0);
    let (_seen, shown) = terminal();
    let mut command = campaign.command();
    let run = slow_run(&campaign, command.stdout(Stdio::piped()).stderr(shown));
    kill_process(Pid::from_child(&run), Signal::HUP).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!((campaign.check(&output), output.status.code()), ([0, 510], Some(130)));
}

#[test]
fn under_nohup_a_run_outlives_the_session() {
    let (sandbox, folder) = (sandbox(), tempfile::tempdir().unwrap());
    let campaign = Campaign::new(&sandbox, folder.path(), 0);
    let plain = campaign.command();
    let mut command = Command::new("nohup");
    command.arg(plain.get_program()).args(plain.get_args()).stdin(Stdio::null());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let run = slow_run(&campaign, command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    kill_process(Pid::from_child(&run), Signal::HUP).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!((campaign.check(&output), output.status.code()), ([0, 0], Some(0)));
}
