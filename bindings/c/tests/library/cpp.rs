//! The C++ header: compiled alone by every C++ compiler of the machine, and used by programs, one for
//! each noun, and by the examples.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use smsmode_sandbox::{Call, Fault, FaultRule, Sandbox, SandboxOptions};

use crate::compile::{Linkage, compiler, link, run, scratch, started, workspace};
use crate::examples::handles_each_outcome;
use crate::programs::{run_all, sandbox_with_a_reply};

/// A compiler, a standard and how to link.
type Way = (&'static str, &'static str, Linkage);

const SHARED: Way = ("g++", "c++17", Linkage::Shared);
const STATIC: Way = ("clang++", "c++20", Linkage::Static);
const SANITIZED: Way = ("g++", "c++20", Linkage::Sanitized);

const TESTS: &str = "bindings/c/tests/cpp";

/// Compiles a program from its files.
fn compile(sources: &[PathBuf], (with, standard, linkage): Way) -> PathBuf {
    let first = sources.first().unwrap();
    let folder = first.parent().unwrap().file_name().unwrap().to_string_lossy();
    let name = first.file_stem().unwrap().to_string_lossy();
    let program = scratch(&format!("{folder}-{name}-{with}-{standard}-{linkage:?}"));
    let mut command = compiler(with, standard);
    command.args(sources).arg("-o").arg(&program);
    link(&mut command, linkage);
    run(&mut command);
    program
}

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
    let source = [workspace().join(TESTS).join(format!("{noun}.cpp"))];
    let [shared, linked, sanitized] = [SHARED, STATIC, SANITIZED].map(|way| compile(&source, way));
    run_all([&shared, &linked, &sanitized], &linked, sandbox, run)
}

fn headers() -> Vec<PathBuf> {
    let parts = std::fs::read_dir(workspace().join("include/smsmode")).unwrap();
    let mut all: Vec<_> = parts.map(|part| part.unwrap().path()).collect();
    all.push(workspace().join("include/smsmode.hpp"));
    all
}

#[test]
fn each_header_compiles_alone_and_twice() {
    for header in headers() {
        include_twice(&header, "g++", "c++17");
        include_twice(&header, "clang++", "c++20");
    }
}

#[test]
fn the_whole_header_compiles_with_each_standard() {
    let whole = workspace().join("include/smsmode.hpp");
    include_twice(&whole, "g++", "c++20");
    include_twice(&whole, "clang++", "c++17");
}

/// Compiles a file that includes a header twice, and nothing else.
fn include_twice(header: &Path, with: &str, standard: &str) {
    let name = header.file_name().unwrap().to_string_lossy();
    let source = scratch(&format!("{with}-{standard}-{name}.cpp"));
    let include = format!("#include \"{}\"\n", header.display());
    std::fs::write(&source, include.repeat(2)).unwrap();
    run(compiler(with, standard).arg("-fsyntax-only").arg(source));
}

#[test]
fn two_files_that_include_the_header_link_together() {
    let halves = ["twice_a.cpp", "twice_b.cpp"].map(|half| workspace().join(TESTS).join(half));
    for way in [SHARED, STATIC] {
        run(&mut started(&compile(&halves, way), None));
    }
}

/// A hook of the tests, and what an Error knows from the function that failed.
const WITHOUT_CLASS: [&str; 2] = ["smsmode_panic_for_tests", "smsmode_error_status"];

/// Whether a name is of the functions for programs that know no handles: C++ has better ones.
fn is_flat(name: &str) -> bool {
    name.starts_with("smsmode_simple_") || name.starts_with("SMSMODE_SIMPLE_")
}

#[test]
fn the_classes_have_every_function_and_constant_of_c() {
    let classes: String =
        headers().iter().map(|header| std::fs::read_to_string(header).unwrap()).collect();
    let words: Vec<&str> = classes.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let functions = std::fs::read_to_string(workspace().join("bindings/c/symbols.txt")).unwrap();
    let all = functions.lines().filter(|name| !is_flat(name));
    for function in all.filter(|name| !WITHOUT_CLASS.contains(name)) {
        assert!(words.contains(&function), "{function} is in no class");
    }
    let header = std::fs::read_to_string(workspace().join("include/smsmode.h")).unwrap();
    let constants = header.lines().filter_map(|line| line.strip_prefix("#define SMSMODE_"));
    for constant in constants.filter(|line| is_number_of_the_library(line)) {
        let name = format!("SMSMODE_{}", constant.split(' ').next().unwrap());
        assert!(is_flat(&name) || words.contains(&name.as_str()), "{name} is in no enumeration");
    }
}

/// Whether a definition is neither the guard of the header nor a part of its version.
fn is_number_of_the_library(definition: &str) -> bool {
    definition.contains(' ') && !definition.starts_with("VERSION")
}

#[test]
fn the_log_is_heard() {
    run_program("log", Some(&Sandbox::start(SandboxOptions::new()).unwrap()));
}

#[test]
fn texts_are_measured_cut_and_replaced() {
    run_program("text", None);
}

#[test]
fn texts_in_other_encodings_have_places_of_their_own() {
    run_program("encodings", None);
}

#[test]
fn a_plan_foresees_everything_about_a_message() {
    run_program("plan", None);
}

#[test]
fn a_message_is_sent_and_followed_to_its_end() {
    let sandbox = fast_sandbox();
    let runs = run_program("client", Some(&sandbox));
    let messages = sandbox.messages();
    assert_eq!(messages.len(), 3 * runs, "what was refused was not sent");
    for message in messages {
        assert_eq!(message.text, "Votre commande est prete");
        assert_eq!(message.reference.as_deref(), Some("ticket 12"));
        assert_eq!(message.sender.as_deref(), Some("BOULANGER"));
    }
}

#[test]
fn messages_are_listed_and_deleted_and_credits_transferred() {
    run_program("manage", Some(&Sandbox::start(SandboxOptions::new()).unwrap()));
}

#[test]
fn what_people_answer_is_listed() {
    run_program("replies", Some(&sandbox_with_a_reply()));
}

#[test]
fn another_thread_ends_a_wait() {
    let late = Duration::from_secs(3600);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(late)).unwrap();
    run_program("close", Some(&sandbox));
}

#[test]
fn an_error_tells_what_became_of_the_message() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    sandbox.set_faults([FaultRule::always(Fault::Stall).on(Call::SendSms)]);
    let runs = run_program("errors", Some(&sandbox));
    assert_eq!(sandbox.messages().len(), runs, "the service took what nobody heard of");
}

#[test]
fn another_http_stack_sends_requests_and_has_answers_read() {
    run_program("request", None);
}

#[test]
fn callbacks_are_read_and_their_addresses_signed() {
    run_program("callback", None);
}

/// A sandbox that delivers almost at once.
fn fast_sandbox() -> Sandbox {
    let soon = Duration::from_millis(1);
    Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap()
}

pub(crate) fn example(name: &str) -> PathBuf {
    compile(&[workspace().join(format!("examples/cpp/{name}.cpp"))], SHARED)
}

#[test]
fn the_plan_example_tells_what_is_replaced_lost_and_paid() {
    let shown = run(started(&example("plan"), None).arg("Votre commande est prête"));
    for line in [
        "arrives as  Votre commande est pr?te",
        "lost        character 234 at byte 21",
        "arrives as  Votre commande est prete",
        "replaced    ê by e",
        "arrives as  Votre commande est prête",
        "segments    1, 46 units free",
        "cost        100 segments for 100 recipients",
    ] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
}

#[test]
fn the_send_and_wait_example_follows_a_message_to_its_end() {
    let sandbox = fast_sandbox();
    let shown = run(started(&example("send_and_wait"), Some(&sandbox)).arg("06 39 98 00 11"));
    let id = &sandbox.messages()[0].message_id;
    assert_eq!(shown, format!("accepted: {id}\nnow: received (11)\n"));
}

#[test]
fn the_till_example_handles_each_outcome() {
    handles_each_outcome(&example("till"));
}
