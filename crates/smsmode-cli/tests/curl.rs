//! `--curl`: the same call as a command for the shell, without the key.

#![cfg(unix)] // The commands are written for a POSIX shell.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::process::Command;

use console::{sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::DEMO_API_KEY;

/// Every verb that makes one call.
const CALLS: [&[&str]; 14] = [
    &["send", "--to", "0639980011,0639980012", "L'été à 3 €, $HOME `id` \"!\" \\ & #1\nÀ bientôt"],
    &["send", "--unicode", "--to", "0639980011", "Forêt 😀"],
    &["voice", "--to", "0639980011", "Forêt"],
    &["balance"],
    &["status", "A1"],
    &["report", "A1"],
    &["sent", "--limit", "3"],
    &["replies", "--since", "2026-01-01", "--until", "2026-02-01"],
    &["delete", "A1"],
    &["contact", "add", "O'Neil", "0639980011", "--group", "Clients,VIP"],
    &["account", "create", "shop", "--city", "Marseille"],
    &["account", "delete", "shop"],
    &["account", "transfer", "shop", "12"],
    &["key", "create"],
];

/// What the shell hands to curl: its arguments, a line each, then its standard input.
#[cfg(unix)]
fn handed_to_curl(command: &str) -> String {
    let script = format!("curl() {{ printf '%s\\n' \"$@\"; [ $# -eq 1 ] || cat; }}\n{command}");
    let shell = Command::new("sh")
        .args(["-c", &script])
        .env("SMSMODE_API_KEY", DEMO_API_KEY)
        .env("SMSMODE_NEW_PASSWORD", "secret-12")
        .output()
        .unwrap();
    assert!(shell.status.success(), "{shell:?}");
    String::from_utf8(shell.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn the_shell_makes_the_same_request_as_the_command() {
    for arguments in CALLS {
        let (sandbox, environment) = sandbox();
        let shown = smsmode(&environment, &[arguments, &["--curl"]].concat());
        assert_eq!((shown.exit, shown.notes.as_str()), (Exit::Done, ""), "{shown:?}");
        assert!(sandbox.journal().is_empty() && !shown.out.contains(DEMO_API_KEY), "{shown:?}");
        let handed = handed_to_curl(&shown.out);

        let costly = ["account", "contact", "key"].contains(&arguments[0]);
        let made = [arguments, if costly { &["--yes"][..] } else { &[] }].concat();
        smsmode_with(&environment, &made, b"secret-12\n", false, &Interrupt::default());
        let request = sandbox.journal().remove(0);
        let path = request.request_line.split(' ').nth(1).unwrap().to_owned();
        let header = request.headers.iter().find(|(name, _)| name == "content-type").unwrap();
        let expected = format!(
            "--header\nContent-Type: {}\n--data-binary\n@-\n{}{path}\n{}",
            header.1,
            sandbox.base_url(),
            request.body_text,
        );
        assert_eq!(masked(&handed), masked(&expected), "{arguments:?}");
    }
}

/// The sandbox's journal does not show secrets.
fn masked(text: &str) -> String {
    text.replace(DEMO_API_KEY, "***").replace("secret-12", "***")
}

#[test]
fn a_get_is_shown_as_one_address() {
    let get = ["send", "--get", "--curl", "--to", "0639980011", "a b"];
    let said = smsmode(&Environment::default(), &get);
    let address = "https://api.smsmode.com/http/1.6/sendSMS.do";
    let expected =
        format!("curl \"{address}?accessToken=$SMSMODE_API_KEY&message=a+b&numero=33639980011\"\n");
    assert_eq!((said.exit, said.out), (Exit::Done, expected));
}

#[test]
fn what_is_more_than_one_call_has_no_curl_command() {
    for arguments in [
        &["send", "--curl", "--wait", "--to", "0639980011", "a"][..],
        &["send", "--curl", "--sandbox", "--to", "0639980011", "a"],
        &["status", "--curl", "--wait", "A1"],
        &["sent", "--curl", "--all"],
        &["balance", "--curl", "--warn", "3"],
    ] {
        let said = smsmode(&Environment::default(), arguments);
        assert_eq!(said.exit, Exit::Usage, "{arguments:?}");
    }
}
