//! `smsmode doctor`: what is wrong is found where it is, with a remedy.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use console::{sandbox, smsmode};
use smsmode_cli::{Environment, Exit};
use smsmode_sandbox::{DEMO_API_KEY, Fault, RawAnswer, Sandbox, SandboxOptions, TlsOptions};

/// Name and state of each check, such as `key=failed`.
fn states(environment: &Environment, exit: Exit) -> Vec<String> {
    let said = smsmode(environment, &["doctor", "--output", "json"]);
    assert_eq!(said.exit, exit, "{said:?}");
    let records = said.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let records = records.as_array().unwrap().iter();
    records
        .map(|record| {
            let (check, state) = (text(&record["check"]), text(&record["state"]));
            let needs_remedy = matches!(state.as_str(), "failed" | "warning");
            assert_eq!(record["remedy"].is_string(), needs_remedy, "{record}");
            format!("{check}={state}")
        })
        // The locale and the home of whoever runs this.
        .skip(2)
        .collect()
}

#[test]
fn nothing_is_wrong_with_a_sandbox() {
    let (_sandbox, environment) = sandbox();
    let all = ["clock=ok", "proxy=ok", "connection=ok", "tls=skipped", "service=ok", "key=ok"];
    assert_eq!(states(&environment, Exit::Done), all);
}

#[test]
fn each_thing_that_is_wrong_is_found_where_it_is() {
    let (sandbox, environment) = sandbox();
    let wrong = environment.clone().with("SMSMODE_API_KEY", "hunter2hunter2");
    assert_eq!(states(&wrong, Exit::Authentication)[4..], ["service=ok", "key=failed"]);
    let keyless = Environment::default().with("SMSMODE_BASE_URL", sandbox.base_url());
    assert_eq!(states(&keyless, Exit::Authentication)[4..], ["service=skipped", "key=failed"]);
    let unread = environment.clone().with("SMSMODE_BASE_URL", "http://example.org");
    assert_eq!(states(&unread, Exit::Usage)[5..], ["key=skipped", "configuration=failed"]);
    let page = || Fault::Answer(RawAnswer::new(404));
    sandbox.set_faults([page(), page(), page()]);
    assert_eq!(states(&environment, Exit::Refused)[4..], ["service=failed", "key=skipped"]);
    sandbox.stop();
    let gone = states(&environment, Exit::NotSent);
    assert_eq!(gone[1..4], ["proxy=ok", "connection=failed", "tls=skipped"]);
}

#[test]
fn an_authority_that_nobody_trusts_is_told_from_one_that_is_named() {
    let options = SandboxOptions::new().with_tls(TlsOptions::default());
    let sandbox = Sandbox::start(options).unwrap();
    let environment = Environment::default()
        .with("SMSMODE_API_KEY", DEMO_API_KEY)
        .with("SMSMODE_BASE_URL", sandbox.base_url());
    let untrusted = states(&environment, Exit::NotSent);
    assert_eq!(untrusted[2..], ["connection=ok", "tls=failed", "service=skipped", "key=skipped"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, sandbox.ca_certificate_pem().unwrap()).unwrap();
    let trusting = environment.with("SMSMODE_CA_FILE", file.to_str().unwrap());
    assert_eq!(states(&trusting, Exit::Done)[3], "tls=ok");
}

#[test]
fn a_locale_without_utf8_is_warned_about_with_its_remedy() {
    let (_sandbox, environment) = sandbox();
    let latin = environment.clone().with("LC_ALL", "en_US.ISO-8859-1");
    let said = smsmode(&latin, &["doctor"]);
    assert!(said.out.starts_with("encoding   warning  \"en_US.ISO-8859-1\"\n"), "{said:?}");
    assert!(said.out.contains("→ set a locale in UTF-8"), "{said:?}");
    let utf8 = environment.with("LC_ALL", "C.utf8");
    assert!(smsmode(&utf8, &["doctor"]).out.starts_with("encoding   ok"));
}

#[test]
fn an_opt_out_list_that_cannot_be_read_is_found() {
    let (_sandbox, environment) = sandbox();
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("opt-out.csv");
    let environment = environment.with("SMSMODE_OPTOUT_FILE", list.to_str().unwrap());
    for (content, exit, finding) in [
        (None, Exit::Usage, "opt_out    failed   the opt-out list /"),
        (
            Some("0639980098\nPaul\n"),
            Exit::Usage,
            "opt_out    failed   line 2 of the opt-out list /",
        ),
        (Some("0639980098\n"), Exit::Done, "opt_out    ok       /"),
    ] {
        if let Some(content) = content {
            std::fs::write(&list, content).unwrap();
        }
        let said = smsmode(&environment, &["doctor"]);
        assert_eq!(said.exit, exit, "{said:?}");
        assert!(said.out.contains(finding), "{said:?}");
        assert_eq!(said.out.contains("until it can be read nothing is sent"), exit == Exit::Usage);
    }
}
