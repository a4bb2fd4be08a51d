//! A client that is closed while a call is under way: the call ends, and nobody knows what became of it.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use smsmode_sandbox::{Call, Fault, FaultRule, MessageFilter, Sandbox, SandboxOptions};

use crate::compile::printed;
use crate::{cpp, programs};

/// Far less than the minute for which the programs would wait.
const SOON: Duration = Duration::from_secs(20);

/// Starts a program, tells it to close once the sandbox has so many messages, and waits for its end.
fn told_to_close(program: &mut Command, sandbox: &Sandbox, messages: usize) {
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().unwrap();
    sandbox.wait_for(&MessageFilter::new(), messages, SOON);
    let told = Instant::now();
    running.stdin.take().unwrap().write_all(b".").unwrap();
    printed(program, &running.wait_with_output().unwrap());
    assert!(told.elapsed() < SOON, "{program:?} ended after {:?}", told.elapsed());
    assert_eq!(sandbox.messages().len(), messages, "the service took what nobody heard of, once");
}

#[test]
fn closing_a_client_ends_a_send_that_nobody_answers() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    sandbox.set_faults([FaultRule::always(Fault::Stall).on(Call::SendSms)]);
    let mut runs = 0;
    let mut end_it = |program: &mut Command| {
        runs += 1;
        told_to_close(program, &sandbox, runs);
    };
    programs::in_each_way("interrupt", Some(&sandbox), &mut end_it);
    cpp::in_each_way("interrupt", Some(&sandbox), &mut end_it);
}
