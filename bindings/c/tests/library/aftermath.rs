//! What the sandbox says of what programs in C did, and what they are told of what it does.

use smsmode_http::MessageStatus;
use smsmode_sandbox::{Call, Fault, FaultRule, Sandbox, SandboxOptions, Switches};

use crate::asked::requests;
use crate::compile::{Linkage, compile, run, started};
use crate::programs::{in_each_way, sandbox_with_a_reply};

#[test]
fn a_send_whose_time_ran_out_leaves_no_duplicate() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    sandbox.set_faults([FaultRule::always(Fault::Stall).on(Call::SendSms)]);
    let mut references = 0..;
    let runs = in_each_way("timeout", Some(&sandbox), |program| {
        run(program.env("SMSMODE_TEST_REFERENCE", format!("run {:?}", references.next())));
    });
    let found = sandbox.duplicates();
    assert!(found.duplicates.is_empty() && !found.incomplete, "{found:?}");
    let asked = requests(&sandbox, Call::SendSms);
    assert!(asked.iter().all(|request| request.fault == Some(Fault::Stall)), "{asked:?}");
    assert_eq!((asked.len(), sandbox.messages().len()), (runs, runs), "taken once, heard of never");
}

#[test]
fn a_status_that_is_given_by_hand_is_the_one_that_is_told() {
    let sandbox = sandbox_with_a_reply();
    let id = sandbox.messages().remove(0).message_id;
    let mut statuses = [13, 34, 21, 11].into_iter().cycle();
    in_each_way("triggered", Some(&sandbox), |program| {
        let status: u16 = statuses.next().unwrap();
        sandbox.trigger(&id, None, MessageStatus::new(status)).unwrap();
        program.env("SMSMODE_TEST_MESSAGE", &id).env("SMSMODE_TEST_STATUS", status.to_string());
        run(program);
    });
}

#[test]
fn replies_are_read_however_the_service_separates_them() {
    let sandbox = sandbox_with_a_reply();
    let program = compile("bindings/c/tests/c/replies.c", "gcc", Linkage::Shared);
    for name in ["list.separator", "list.replies_pipe"] {
        let switch = Switches::all().into_iter().find(|switch| switch.name == name).unwrap();
        for position in &switch.positions {
            sandbox.set_switch(name, position).unwrap();
            run(&mut started(&program, Some(&sandbox)));
        }
    }
}
