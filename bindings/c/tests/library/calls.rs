//! The calls, each by its program in C and by that in C++: every argument reaches the service.

use std::collections::BTreeMap;
use std::process::Command;

use smsmode_sandbox::{Call, Sandbox, SandboxOptions, StoredMessage, TlsOptions};

use crate::asked::{assert_asked, requests};
use crate::compile::{run, scratch};
use crate::{cpp, programs};

/// Runs the programs of a noun, and says how many runs that were.
fn run_both(noun: &str, sandbox: &Sandbox) -> usize {
    programs::run_program(noun, Some(sandbox)) + cpp::run_program(noun, Some(sandbox))
}

fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::new()).unwrap()
}

/// How often each message of the sandbox is there, by what is told of it.
fn counted<K: Ord>(sandbox: &Sandbox, told: impl Fn(StoredMessage) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for message in sandbox.messages() {
        *counts.entry(told(message)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn options_decide_how_a_message_goes_out() {
    let sandbox = sandbox();
    let runs = run_both("options", &sandbox);
    let person = ("numero", "33639980011");
    let maman = ("message", "Bonjour Maman");
    assert_asked(
        &sandbox,
        Call::SendSms,
        runs,
        &[
            &[("date_envoi", "01012099-01:00"), maman, person],
            &[("date_envoi", "31012099-18:30"), maman, person],
            &[maman, person],
            &[("message", "Prete "), person],
            &[("message", "Prete"), person],
        ],
    );
    let mut by_get = requests(&sandbox, Call::SendSms);
    by_get.retain(|request| request.request_line.starts_with("GET "));
    assert_eq!(by_get.len(), runs);
    let later = counted(&sandbox, |message| message.sent_at > message.accepted_at);
    assert_eq!(later, BTreeMap::from([(false, 3 * runs), (true, 2 * runs)]));
}

#[test]
fn an_authority_is_trusted_on_demand() {
    let options = SandboxOptions::new().with_tls(TlsOptions::new());
    let sandbox = Sandbox::start(options).unwrap();
    let authority = scratch("authority.pem");
    std::fs::write(&authority, sandbox.ca_certificate_pem().unwrap()).unwrap();
    let given = |program: &mut Command| {
        program.env("SMSMODE_TEST_CA", &authority);
        // Valgrind cannot follow what the assembler code of ring writes, and calls it uninitialised.
        run(program.env("VALGRIND_OPTS", "--undef-value-errors=no"));
    };
    let runs = programs::in_each_way("tls", Some(&sandbox), given)
        + cpp::in_each_way("tls", Some(&sandbox), given);
    assert_eq!(requests(&sandbox, Call::GetBalance).len(), 2 * runs);
}
