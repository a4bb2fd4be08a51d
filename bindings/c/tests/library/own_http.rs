//! The example with an HTTP stack of its own knows what became of its message.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use smsmode_sandbox::{Call, DEMO_API_KEY, Fault, FaultRule, Sandbox, SandboxOptions};

use crate::compile::{Linkage, compiler, link, run, scratch, started, workspace};

/// The example that sends by libcurl.
fn own_http() -> PathBuf {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
        let program = scratch("own_http");
        let mut command = compiler("gcc", "c99");
        command.arg(workspace().join("examples/c/own_http.c")).arg("-o").arg(&program);
        link(&mut command, Linkage::Shared);
        run(command.arg("-lcurl"));
        program
    });
    PROGRAM.clone()
}

/// How it ends, and what it prints, which never holds the key or the number.
fn ended(program: &mut Command) -> (Option<i32>, String) {
    let output = program.arg("06 39 98 00 11").output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!said.contains(DEMO_API_KEY) && !said.contains("980011"), "{said}");
    (output.status.code(), said)
}

#[test]
fn another_http_stack_knows_what_became_of_its_message() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let (code, said) = ended(&mut started(&own_http(), Some(&sandbox)));
    let message = &sandbox.messages()[0];
    assert_eq!((code, said), (Some(0), format!("accepted: {}\n", message.message_id)));
    assert_eq!(message.text, "Bonjour Maman, votre commande est arrivée");

    sandbox.set_faults([FaultRule::always(Fault::Refuse { code: 33 }).on(Call::SendSms)]);
    let (code, said) = ended(&mut started(&own_http(), Some(&sandbox)));
    assert!(code == Some(1) && said.contains("refused"), "{said}");
    assert_eq!(sandbox.messages().len(), 1);

    sandbox.set_faults([FaultRule::always(Fault::reset_after_accepting()).on(Call::SendSms)]);
    let (code, said) = ended(&mut started(&own_http(), Some(&sandbox)));
    assert!(code == Some(7) && said.contains("nobody knows"), "{said}");
    assert_eq!(sandbox.messages().len(), 2, "it was sent, and not sent again");
}

#[test]
fn another_http_stack_that_cannot_connect_has_sent_nothing() {
    let mut program = started(&own_http(), None);
    program.env("SMSMODE_API_KEY", DEMO_API_KEY).env("SMSMODE_BASE_URL", "http://127.0.0.1:1");
    let (code, said) = ended(&mut program);
    assert!(code == Some(1) && said.contains("nothing was sent"), "{said}");
}
