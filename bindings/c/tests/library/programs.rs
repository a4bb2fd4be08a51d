//! A program in C for each noun of the library, which checks what it is told. Each is linked with the
//! shared library by one compiler and with the static one by the other, and watched for lost memory, bad
//! addresses and undefined behaviour.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::compile::{Linkage, compile, run, started, watched};
use smsmode_http::{Account, ApiKey, BaseUrl, Client, GsmText, Recipients, SendSms};
use smsmode_sandbox::{Call, DEMO_API_KEY, Fault, FaultRule, Sandbox, SandboxOptions};

/// Runs the program of a noun in each way in which it is built, and says how many runs that were.
pub(crate) fn run_program(noun: &str, sandbox: Option<&Sandbox>) -> usize {
    in_each_way(noun, sandbox, |program| {
        run(program);
    })
}

/// The same for a program that has to be run in a way of its own.
pub(crate) fn in_each_way(
    noun: &str,
    sandbox: Option<&Sandbox>,
    run: impl FnMut(&mut Command),
) -> usize {
    let source = format!("bindings/c/tests/c/{noun}.c");
    let shared = compile(&source, "gcc", Linkage::Shared);
    let linked = compile(&source, "clang", Linkage::Static);
    let sanitized = compile(&source, "gcc", Linkage::Sanitized);
    run_all([&shared, &linked, &sanitized], &linked, sandbox, run)
}

/// Runs programs, and one of them under Valgrind, where a leak is an error too.
pub(crate) fn run_all(
    programs: [&Path; 3],
    watch: &Path,
    sandbox: Option<&Sandbox>,
    mut run: impl FnMut(&mut Command),
) -> usize {
    for program in programs {
        run(&mut started(program, sandbox));
    }
    run(&mut watched(&started(watch, sandbox)));
    programs.len() + 1
}

#[test]
fn version_is_that_of_the_header() {
    run_program("version", None);
}

#[test]
fn an_error_tells_its_status_and_its_words_in_two_languages() {
    run_program("error", None);
}

#[test]
fn the_log_is_heard_and_tells_nothing_private() {
    run_program("log", Some(&Sandbox::start(SandboxOptions::new()).unwrap()));
}

#[test]
fn a_text_is_measured_and_cut_without_any_handle() {
    run_program("text", None);
}

#[test]
fn segments_are_places_in_the_text_of_the_caller() {
    run_program("segments", None);
}

#[test]
fn smart_replacement_shows_what_it_changed() {
    run_program("smart", None);
}

#[test]
fn a_plan_foresees_everything_about_a_message() {
    run_program("plan", None);
}

#[test]
fn texts_in_other_encodings_have_places_of_their_own() {
    run_program("encodings", None);
}

#[test]
fn an_account_refuses_what_cannot_be_one() {
    run_program("account", None);
}

#[test]
fn a_client_is_closed_once_and_then_makes_no_call() {
    run_program("client", Some(&Sandbox::start(SandboxOptions::new()).unwrap()));
}

#[test]
fn a_message_is_sent_and_followed_to_its_end() {
    let soon = Duration::from_millis(1);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap();
    let runs = run_program("send", Some(&sandbox));
    let messages = sandbox.messages();
    assert_eq!(messages.len(), 3 * runs, "what was refused was not sent");
    for message in messages {
        assert_eq!(message.text, "Votre commande est prete");
        assert_eq!(message.reference.as_deref(), Some("ticket 12"));
        assert_eq!(message.sender.as_deref(), Some("BOULANGER"));
    }
}

#[test]
fn a_send_of_which_nobody_knows_is_not_repeated() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    sandbox.set_faults([FaultRule::always(Fault::reset_after_accepting()).on(Call::SendSms)]);
    let runs = run_program("outcome", Some(&sandbox));
    assert_eq!(sandbox.messages().len(), runs, "the service took what nobody heard of");
}

#[test]
fn another_thread_ends_a_wait() {
    let late = Duration::from_secs(3600);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(late)).unwrap();
    run_program("close", Some(&sandbox));
}

#[test]
fn eight_threads_share_a_client() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let runs = run_program("threads", Some(&sandbox));
    assert_eq!(sandbox.messages().len(), 8 * 5 * runs);
}

#[test]
fn sent_messages_are_listed_and_deleted_and_credits_transferred() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    run_program("manage", Some(&sandbox));
}

#[test]
fn functions_without_handles_lose_no_memory() {
    let late = Duration::from_secs(3600);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(late)).unwrap();
    let runs = run_program("simple", Some(&sandbox));
    assert_eq!(sandbox.messages().len(), runs);
}

#[test]
fn what_people_answer_is_listed() {
    run_program("replies", Some(&sandbox_with_a_reply()));
}

#[test]
fn a_request_is_what_a_client_would_send() {
    run_program("request", None);
}

#[test]
fn an_answer_that_another_http_stack_received_is_read() {
    run_program("response", None);
}

#[test]
fn a_delivery_receipt_tells_everything() {
    run_program("receipt", None);
}

#[test]
fn a_reply_receipt_tells_everything() {
    run_program("reply_receipt", None);
}

#[test]
fn a_callback_is_believed_if_we_signed_its_address() {
    run_program("signer", None);
}

/// A sandbox in which somebody has answered a message.
pub(crate) fn sandbox_with_a_reply() -> Sandbox {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let url = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(url);
    let to = Recipients::parse(["0639980011"]).unwrap();
    let send = SendSms::new(to, GsmText::new("Livraison demain ?").unwrap().with_replies());
    let id = Client::new(account).unwrap().call(&send).unwrap().message_id.unwrap();
    sandbox.reply(id.as_str(), "0639980011", "Oui, après 18 h").unwrap();
    sandbox
}
