//! Each example in C is short, and shows what it promises.

use std::path::Path;
use std::time::Duration;

use smsmode_sandbox::{Call, Ending, Fault, FaultRule, Sandbox, SandboxOptions};

use crate::compile::{Linkage, compile, run, started, workspace};

/// Runs an example and gives what it printed.
fn shown(example: &str, argument: &str, sandbox: Option<&Sandbox>) -> String {
    let program = compile(&format!("examples/c/{example}.c"), "gcc", Linkage::Shared);
    run(started(&program, sandbox).arg(argument))
}

#[test]
fn plan_tells_what_is_replaced_lost_and_paid() {
    let shown = shown("plan", "Votre commande est prête", None);
    for line in [
        "arrives as  Votre commande est pr?te",
        "lost        U+00EA at byte 21",
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
fn send_and_wait_follows_a_message_to_its_end() {
    let soon = Duration::from_millis(20);
    let sandbox = Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap();
    let shown = shown("send_and_wait", "06 39 98 00 11", Some(&sandbox));
    let id = &sandbox.messages()[0].message_id;
    assert_eq!(shown, format!("accepted: {id}\nnow: received (11)\n"));
}

#[test]
fn the_till_handles_each_outcome() {
    handles_each_outcome(&compile("examples/c/till.c", "gcc", Linkage::Shared));
}

/// What the till says, and the code with which it ends.
fn till(program: &Path, sandbox: &Sandbox, to: &str) -> (Option<i32>, String) {
    let output = started(program, Some(sandbox)).args([to, "ticket 12"]).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// Lets a till meet each outcome once.
pub(crate) fn handles_each_outcome(program: &Path) {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let (code, said) = till(program, &sandbox, "0639980011");
    let message = sandbox.messages().into_iter().next().unwrap();
    assert_eq!((code, said), (Some(0), format!("Sent: {}\n", message.message_id)));
    assert_eq!(message.reference.as_deref(), Some("ticket 12"));

    let (code, said) = till(program, &sandbox, "12");
    assert!(code == Some(1) && said.contains("Not sent"), "{said}");

    let no_credit = Fault::Refuse { code: 33 };
    sandbox.set_faults([FaultRule::always(no_credit).on(Call::SendSms)]);
    let (code, said) = till(program, &sandbox, "0639980011");
    assert!(code == Some(2) && said.contains("Refused"), "{said}");
    assert_eq!(sandbox.messages().len(), 1);

    let lost = Fault::CloseAfterAccepting { ending: Ending::default() };
    sandbox.set_faults([FaultRule::always(lost).on(Call::SendSms)]);
    let (code, said) = till(program, &sandbox, "0639980011");
    assert!(code == Some(7) && said.contains("Perhaps sent"), "{said}");
    assert_eq!(sandbox.messages().len(), 2);
}

#[test]
fn examples_are_below_sixty_lines() {
    let folders = ["examples/c", "examples/cpp"].map(|folder| workspace().join(folder));
    for example in folders.into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = example.unwrap().path();
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines < 60, "{} has {lines} lines", path.display());
    }
}
