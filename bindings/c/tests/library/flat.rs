//! The functions for hosts that know only integers of 32 bits and bytes, driven by such a host: a
//! program in Python, of which each argument is a scenario.

use std::time::Duration;

use smsmode_sandbox::{Call, Fault, FaultRule, Sandbox, SandboxOptions};

use crate::compile::{libraries, run, started, workspace};

/// Runs a scenario and gives what it printed.
fn till(scenario: &str, sandbox: &Sandbox) -> String {
    let program = workspace().join("bindings/c/tests/flat/till.py");
    let mut command = started("python3".as_ref(), Some(sandbox));
    command.env("SMSMODE_LIBRARY", libraries().join("libsmsmode.so"));
    command.args(["-B".as_ref(), program.as_os_str(), scenario.as_ref()]);
    run(&mut command)
}

fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::new()).unwrap()
}

fn sandbox_with(fault: Fault) -> Sandbox {
    let sandbox = sandbox();
    sandbox.set_faults([FaultRule::always(fault).on(Call::SendSms)]);
    sandbox
}

#[test]
fn a_till_in_windows_1252_sends() {
    let sandbox = sandbox();
    let printed = till("sends", &sandbox);
    let messages = sandbox.messages();
    let mut ids: Vec<_> = messages.iter().map(|message| message.message_id.as_str()).collect();
    ids.dedup();
    assert_eq!(ids, printed.split_whitespace().collect::<Vec<_>>());
    let recipients: Vec<_> = messages.iter().map(|message| message.recipient.as_str()).collect();
    assert_eq!(recipients, ["33639980011", "33639980022", "33639980011", "33639980011"]);
    assert_eq!(messages[0].text, "Pret : 12 €, à tout à l'été");
    assert_eq!(messages[0].sender.as_deref(), Some("BOULANGER"));
    assert_eq!(messages[0].reference.as_deref(), Some("café ; 5 %"));
    assert_eq!(messages[2].text, "Bonjour");
    assert_eq!(messages[3].text, "Prêt 😀");
}

#[test]
fn what_cannot_be_sent_or_told_is_refused_before() {
    let sandbox = sandbox();
    till("refuses_before_sending", &sandbox);
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn errors_are_in_the_language_and_encoding_of_the_settings() {
    till("speaks_the_language_of_the_settings", &sandbox());
}

#[test]
fn settings_are_read_strictly_and_never_shown() {
    till("reads_settings_strictly", &sandbox());
}

#[test]
fn a_plan_needs_no_key_and_no_network() {
    let sandbox = sandbox();
    till("plans_without_a_key", &sandbox);
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn a_refusal_is_told() {
    let sandbox = sandbox_with(Fault::Refuse { code: 33 });
    till("is_refused", &sandbox);
    assert_eq!(sandbox.messages().len(), 0);
}

#[test]
fn a_message_of_which_nobody_knows_is_sent_once() {
    let sandbox = sandbox_with(Fault::Stall);
    till("hears_nothing", &sandbox);
    assert_eq!(sandbox.messages().len(), 1, "the service took what nobody heard of");
}

#[test]
fn without_a_connection_nothing_is_sent() {
    till("reaches_nobody", &sandbox());
}

#[test]
fn an_identifier_that_was_lost_is_empty_and_the_message_accepted() {
    let sandbox = sandbox_with(Fault::cut_after_the_code());
    till("loses_an_identifier", &sandbox);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn a_message_is_followed_to_its_end() {
    let soon = Duration::from_millis(20);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap();
    till("follows_to_the_end", &sandbox);
}

#[test]
fn the_balance_is_a_decimal_number() {
    assert_eq!(till("asks_for_the_balance", &sandbox()), "1000\n");
}

#[test]
fn the_version_is_that_of_the_library() {
    till("knows_the_version", &sandbox());
}
