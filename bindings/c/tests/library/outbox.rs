//! The outbox through C and C++: everything it tells, and a till that is killed in the middle.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use smsmode_sandbox::{Call, Fault, FaultRule, MessageFilter, Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::compile::{Linkage, compile, run, started};
use crate::{cpp, programs};

/// Far more than anything here takes.
const LONG: Duration = Duration::from_secs(120);

/// Runs a program with an outbox of its own.
fn with_an_outbox(program: &mut Command) {
    let folder = tempfile::tempdir().unwrap();
    run(program.env("SMSMODE_TEST_OUTBOX", address(&folder)));
}

fn address(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("till.db").display())
}

#[test]
fn an_outbox_is_filled_looked_at_and_emptied() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let runs = programs::in_each_way("outbox", Some(&sandbox), with_an_outbox)
        + cpp::in_each_way("outbox", Some(&sandbox), with_an_outbox);
    assert_eq!(
        sandbox.messages().len(),
        3 * runs,
        "what was cancelled or is for later was not sent, and nothing twice"
    );
}

/// As many as a dispatcher sends at a time.
const IN_FLIGHT: usize = 8;
const ORDERS: usize = 30;

/// A till that is running.
struct Till {
    process: Child,
    input: ChildStdin,
    output: Receiver<String>,
    shown: Vec<String>,
}

impl Till {
    fn start(program: &Path, sandbox: &Sandbox, outbox: &str) -> Self {
        let mut command = started(program, Some(sandbox));
        let mut process =
            command.arg(outbox).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let (show, lines) = channel();
        std::thread::spawn(move || {
            // It ends with the till.
            BufReader::new(output).lines().map_while(Result::ok).all(|line| show.send(line).is_ok())
        });
        Self { process, input, output: lines, shown: Vec::new() }
    }

    /// Gives it every order.
    fn give(&mut self) {
        for order in 0..ORDERS {
            writeln!(self.input, "{order} 06399800{:02}", order % 3).unwrap();
        }
    }

    /// Waits until it has shown lines with these words about so many orders.
    fn shows(&mut self, words: &str, orders: usize) {
        while self.orders(words) < orders {
            let line = self.output.recv_timeout(LONG);
            let told = |error| panic!("{words}: {error}, after {:?}", self.shown);
            self.shown.push(line.unwrap_or_else(told));
        }
    }

    fn orders(&self, words: &str) -> usize {
        let about = self.shown.iter().filter(|line| line.contains(words));
        about.map(|line| line.split(' ').next()).collect::<BTreeSet<_>>().len()
    }

    /// Ends it as a till ends that is switched off in the evening.
    fn ends(mut self) {
        drop(self.input);
        assert!(self.process.wait().unwrap().success());
    }
}

/// Kills a till while the service has taken messages and answered none, and starts it again.
fn is_killed_in_the_middle(program: &Path) {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    sandbox.set_faults([FaultRule::always(Fault::Stall).on(Call::SendSms)]);
    let mut till = Till::start(program, &sandbox, &address(&folder));
    till.give();
    till.shows("is kept", ORDERS);
    sandbox.wait_for(&MessageFilter::new(), IN_FLIGHT, LONG);
    till.process.kill().unwrap();
    till.process.wait().unwrap();
    assert_eq!(sandbox.messages().len(), IN_FLIGHT, "killed while all its calls are under way");

    let slow = Fault::Delay { milliseconds: 1000 };
    sandbox.set_faults([FaultRule::always(slow).on(Call::ListSent)]);
    let mut till = Till::start(program, &sandbox, &address(&folder));
    till.give();
    till.shows("may or may not have been accepted", IN_FLIGHT);
    till.shows("is accepted", ORDERS);
    till.ends();

    let mut till = Till::start(program, &sandbox, &address(&folder));
    till.shows("is accepted", ORDERS);
    till.give();
    till.ends();
    assert_told_once(&sandbox);
}

/// The text of each message names its order.
fn assert_told_once(sandbox: &Sandbox) {
    let mut told: Vec<_> = sandbox.messages().into_iter().map(|message| message.text).collect();
    let text = |order| format!("Bonjour, votre commande est prete : {order}");
    let mut wanted: Vec<_> = (0..ORDERS).map(text).collect();
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted);
}

#[test]
fn a_till_in_c_that_is_killed_in_the_middle_loses_nothing_and_sends_nothing_twice() {
    is_killed_in_the_middle(&compile("examples/c/till_outbox.c", "gcc", Linkage::Shared));
}

#[test]
fn a_till_in_cpp_that_is_killed_in_the_middle_loses_nothing_and_sends_nothing_twice() {
    is_killed_in_the_middle(&cpp::example("till_outbox"));
}
