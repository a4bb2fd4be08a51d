//! `smsmode outbox run` as a process: killed, stopped, asked for its figures, and watched on a terminal.

#![cfg(all(feature = "outbox", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use console::growing::PATIENCE;
use console::{sandbox, smsmode};
use rustix::process::{Pid, Signal, kill_process};
use smsmode_cli::{Environment, Exit};
use smsmode_core::outbox::State;
use smsmode_core::{CallbackKey, CallbackSigner};
use smsmode_outbox::Outbox;
use smsmode_receiver::{CallbackStore, ReceiverOptions, StoringReceiver};
use smsmode_sandbox::{Call, DEMO_API_KEY, Fault, FaultRule, MessageFilter, Sandbox};
use tempfile::TempDir;

const KEY: &str = "0123456789abcdef";

/// A till whose dispatcher is a process, and a receiver for its receipts.
struct Till {
    sandbox: Sandbox,
    environment: Environment,
    folder: TempDir,
    receiver: StoringReceiver,
}

impl Till {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(CallbackStore::open(folder.path().join("callbacks.db")).unwrap());
        let signer = CallbackSigner::new(CallbackKey::new(KEY).unwrap());
        let receiver = StoringReceiver::start(ReceiverOptions::new(signer), &store).unwrap();
        let environment = environment.with("SMSMODE_OUTBOX", url(&folder));
        Self { sandbox, environment, folder, receiver }
    }

    fn add(&self, count: usize) {
        // None of them is magic.
        let number = |n| format!("063998{:02}{:02}", 20 + n / 10, n % 10);
        let numbers: Vec<String> = (0..count).map(number).collect();
        let to = numbers.join(",");
        let add = ["outbox", "add", "--yes", "--key", "order-1", "--to", &to, "Bonjour"];
        assert_eq!(smsmode(&self.environment, &add).exit, Exit::Done);
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smsmode"));
        command
            .args(["outbox", verb])
            .env("SMSMODE_API_KEY", DEMO_API_KEY)
            .env("SMSMODE_BASE_URL", self.sandbox.base_url())
            .env("SMSMODE_OUTBOX", url(&self.folder))
            .env("SMSMODE_CALLBACK_KEY", KEY)
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("LANG", "en_GB.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("SMSMODE_CONFIG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// A dispatcher that needs seconds for what takes minutes otherwise.
    fn run(&self, arguments: &[&str]) -> (Child, Lines<BufReader<ChildStderr>>) {
        self.run_patiently("1s", arguments)
    }

    /// One that waits so long for an answer.
    fn run_patiently(
        &self,
        timeout: &str,
        arguments: &[&str],
    ) -> (Child, Lines<BufReader<ChildStderr>>) {
        let store = self.folder.path().join("callbacks.db");
        let mut command = self.command("run");
        command.args(["--timeout", timeout, "--quiet-time", "1s", "--receipts"]).arg(store);
        command.args(["--notify-base", self.receiver.public_url()]).args(arguments);
        let mut run = command.spawn().unwrap();
        let mut notes = BufReader::new(run.stderr.take().unwrap()).lines();
        assert!(notes.next().unwrap().unwrap().contains("--quiet-time is short"));
        (run, notes)
    }

    /// Until the service has so many messages.
    fn wait_for(&self, count: usize) {
        let got = self.sandbox.wait_for(&MessageFilter::default(), count, PATIENCE);
        assert!(got.len() >= count, "it does not come to that: {got:?}");
    }

    fn counts(&self) -> Vec<(State, u64)> {
        Outbox::open(&url(&self.folder)).unwrap().overview().unwrap().counts.into_iter().collect()
    }
}

fn url(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("till.db").display())
}

/// Until it is so.
fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it does not come to that");
        std::thread::yield_now();
    }
}

#[test]
fn a_dispatcher_that_is_killed_again_and_again_loses_nothing_and_sends_nothing_twice() {
    const MESSAGES: usize = 40;
    let till = Till::new();
    till.add(MESSAGES);
    // However late the kills come, the last one is in the middle.
    let slow = FaultRule::next(16, Fault::delay(Duration::from_millis(50))).on(Call::SendSms);
    till.sandbox.set_faults([slow, FaultRule::always(Fault::Stall).on(Call::SendSms)]);
    for round in 1..=3 {
        let (mut run, _notes) = till.run(&["--in-flight", "4"]);
        till.wait_for(round * 5);
        run.kill().unwrap();
        run.wait().unwrap();
    }
    assert!(till.sandbox.messages().len() < MESSAGES, "it was killed in the middle");
    till.sandbox.clear_faults();
    let (run, _notes) = till.run(&["--until-empty"]);
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(till.counts(), [(State::Delivered, MESSAGES as u64)]);
    assert_eq!(till.sandbox.messages().len(), MESSAGES);
    let duplicates = till.sandbox.duplicates();
    assert!(duplicates.duplicates.is_empty() && !duplicates.incomplete, "{duplicates:?}");
}

#[test]
fn a_termination_lets_the_calls_end() {
    let till = Till::new();
    till.add(3);
    // The service has the message at once, and answers when the termination has come long since.
    let slow = Fault::delay(Duration::from_secs(5));
    till.sandbox.set_faults([FaultRule::always(slow).on(Call::SendSms)]);
    let (run, mut notes) = till.run_patiently("30s", &["--in-flight", "1"]);
    till.wait_for(1);
    kill_process(Pid::from_child(&run), Signal::TERM).unwrap();
    assert!(notes.any(|line| line.unwrap().contains("the calls under way come to their end")));
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(till.sandbox.messages().len(), 1, "no other call was begun");
    let counts: HashMap<_, _> = till.counts().into_iter().collect();
    let count = |state| counts.get(&state).copied().unwrap_or_default();
    // Where the process is slow to end, the receipt of a message is there already.
    let told = count(State::Accepted) + count(State::Delivered);
    assert_eq!((count(State::Queued), told), (2, 1), "{counts:?}");
}

fn metrics(address: &str) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    write!(socket, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    answer
}

#[cfg(feature = "metrics")]
#[test]
fn prometheus_is_told_the_figures() {
    let till = Till::new();
    till.add(2);
    let busy = Fault::refuse(smsmode_core::RefusalCode::new(50));
    till.sandbox.set_faults([FaultRule::next(1, busy).on(Call::SendSms)]);
    let (mut run, mut notes) = till.run(&["--metrics", "0", "--in-flight", "1"]);
    let line = notes.next().unwrap().unwrap();
    let address =
        line.strip_prefix("metrics on http://").unwrap().strip_suffix("/metrics").unwrap();
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    until(|| metrics(address).contains("smsmode_outbox_messages{state=\"delivered\"} 2\n"));
    let text = metrics(address);
    for figure in [
        "smsmode_outbox_messages{state=\"queued\"} 0\n",
        "smsmode_outbox_messages{state=\"parked\"} 0\n",
        "smsmode_outbox_sends_total 3\n",
        "smsmode_outbox_accepted_total 2\n",
        "smsmode_outbox_refusals_total{code=\"50\"} 1\n",
        "smsmode_outbox_paused{reason=\"on_request\"} 0\n",
        "smsmode_outbox_trouble 0\n",
        "smsmode_outbox_oldest_waiting_seconds 0\n",
        "smsmode_outbox_seconds_since_success ",
        "# EOF\n",
    ] {
        assert!(text.contains(figure), "{figure}{text}");
    }
    assert!(!text.contains("3363998"), "no number");
    smsmode(&till.environment, &["outbox", "pause"]);
    assert!(metrics(address).contains("smsmode_outbox_paused{reason=\"on_request\"} 1\n"));
    run.kill().unwrap();
    run.wait().unwrap();
}

#[cfg(feature = "watch")]
#[test]
fn without_a_terminal_watch_writes_a_line_for_each_change() {
    let till = Till::new();
    till.add(1);
    let mut watch = till.command("watch").spawn().unwrap();
    let mut notes = BufReader::new(watch.stderr.take().unwrap()).lines();
    assert_eq!(notes.next().unwrap().unwrap(), "watching");
    assert_eq!(
        smsmode(&till.environment, &["outbox", "cancel", "--key", "order-1"]).exit,
        Exit::Done
    );
    let line = BufReader::new(watch.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert!(line.ends_with(" cancelled 336*** order-1"), "{line}");
    kill_process(Pid::from_child(&watch), Signal::INT).unwrap();
    assert_eq!(watch.wait().unwrap().code(), Some(130));
}

#[cfg(feature = "watch")]
#[test]
fn watch_goes_on_once_the_outbox_can_be_read_again() {
    let till = Till::new();
    till.add(1);
    let mut watch = till.command("watch").spawn().unwrap();
    let mut notes = BufReader::new(watch.stderr.take().unwrap()).lines();
    assert_eq!(notes.next().unwrap().unwrap(), "watching");
    let file = rusqlite::Connection::open(till.folder.path().join("till.db")).unwrap();
    file.execute_batch("ALTER TABLE messages RENAME TO hidden").unwrap();
    let trouble = notes.next().unwrap().unwrap();
    assert!(trouble.contains("the outbox cannot be read or written"), "{trouble}");
    file.execute_batch("ALTER TABLE hidden RENAME TO messages").unwrap();
    assert_eq!(notes.next().unwrap().unwrap(), "it goes on");
    let cancel = ["outbox", "cancel", "--key", "order-1"];
    assert_eq!(smsmode(&till.environment, &cancel).exit, Exit::Done);
    let line = BufReader::new(watch.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert!(line.ends_with(" cancelled 336*** order-1"), "{line}");
    kill_process(Pid::from_child(&watch), Signal::INT).unwrap();
    assert_eq!(watch.wait().unwrap().code(), Some(130));
}

#[cfg(feature = "watch")]
mod terminal {
    use std::fs::{File, OpenOptions};
    use std::sync::mpsc::{Receiver, channel};

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

    use super::*;

    /// `watch` on a terminal of this size, and what it draws.
    struct Watched {
        process: Child,
        keys: File,
        second: File,
        pieces: Receiver<String>,
        drawn: String,
    }

    impl Watched {
        fn start(till: &Till, columns: u16, rows: u16) -> Self {
            let first = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
            grantpt(&first).and_then(|()| unlockpt(&first)).unwrap();
            let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
            tcsetwinsize(&first, size).unwrap();
            let name = ptsname(&first, Vec::new()).unwrap().into_string().unwrap();
            let keys: File = first.into();
            let second = OpenOptions::new().read(true).write(true).open(name).unwrap();
            let end = || Stdio::from(second.try_clone().unwrap());
            let mut command = till.command("watch");
            command.env("TERM", "xterm").stdin(end()).stdout(end()).stderr(end());
            let process = command.spawn().unwrap();
            let (mut read, (piece, pieces)) = (keys.try_clone().unwrap(), channel());
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(1..) = read.read(&mut buffer).inspect(|length| {
                    drop(piece.send(String::from_utf8_lossy(&buffer[..*length]).into_owned()));
                }) {}
            });
            Self { process, keys, second, pieces, drawn: String::new() }
        }

        /// Until this word was drawn: between words the cursor only moves.
        fn until(&mut self, text: &str) {
            let begun = Instant::now();
            while !self.drawn.contains(text) {
                let left = PATIENCE.saturating_sub(begun.elapsed());
                let piece = self.pieces.recv_timeout(left);
                self.drawn += &piece.unwrap_or_else(|_| panic!("{text}: {:?}", self.drawn));
            }
        }

        /// The terminal is as it was: the other screen is left, and it has its lines again.
        fn end(mut self, by: impl FnOnce(&mut Self)) -> Option<i32> {
            by(&mut self);
            self.until("\u{1b}[?1049l");
            let code = self.process.wait().unwrap().code();
            let modes = tcgetattr(&self.second).unwrap().local_modes;
            assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO), "{modes:?}");
            code
        }
    }

    #[test]
    fn watch_draws_what_changes_and_gives_the_terminal_back() {
        let till = Till::new();
        till.add(1);
        let mut watched = Watched::start(&till, 80, 24);
        watched.until("nobody");
        watched.until("queued");
        smsmode(&till.environment, &["outbox", "cancel", "--key", "order-1"]);
        // Only letters that are others than before are drawn: of `nothing`, after `now`, these.
        watched.until("thing");
        assert_eq!(watched.end(|it| it.keys.write_all(b"q").unwrap()), Some(0));
    }

    #[test]
    fn watch_shows_why_nothing_can_be_read_and_goes_on() {
        let till = Till::new();
        till.add(1);
        let mut watched = Watched::start(&till, 80, 24);
        watched.until("queued");
        let file = rusqlite::Connection::open(till.folder.path().join("till.db")).unwrap();
        file.execute_batch("ALTER TABLE messages RENAME TO hidden").unwrap();
        watched.until("Trouble");
        file.execute_batch("ALTER TABLE hidden RENAME TO messages").unwrap();
        smsmode(&till.environment, &["outbox", "cancel", "--key", "order-1"]);
        watched.until("cancelled");
        assert_eq!(watched.end(|it| it.keys.write_all(b"q").unwrap()), Some(0));
    }

    #[test]
    fn watch_gives_the_terminal_back_however_it_ends() {
        let till = Till::new();
        till.add(1);
        for by in [(|it| it.keys.write_all(b"\x03").unwrap()) as fn(&mut Watched), |it| {
            kill_process(Pid::from_child(&it.process), Signal::TERM).unwrap();
        }] {
            let mut watched = Watched::start(&till, 40, 10);
            watched.until("queued");
            assert_eq!(watched.end(by), Some(130));
        }
    }
}
