//! What programs are told when a verb fails: one record, the same for every verb.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use console::{Said, sandbox, smsmode_with};
use serde_json::{Value, json};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_core::RefusalCode;
use smsmode_sandbox::Fault;

/// Every verb that makes a call, but for `send`, whose records tell more.
const CALLING: [&[&str]; 13] = [
    &["balance"],
    &["status", "A1"],
    &["status", "A1", "--wait"],
    &["report", "A1"],
    &["sent"],
    &["sent", "--all"],
    &["replies", "--all"],
    &["voice", "--to", "0639980011", "Bonjour"],
    &["delete", "A1"],
    &["contact", "add", "Dupont", "0639980011", "--yes"],
    &["account", "create", "shop", "--yes"],
    &["account", "transfer", "shop", "12", "--yes"],
    &["key", "create", "--yes"],
];

fn told(environment: &Environment, verb: &[&str], output: &str) -> Said {
    let arguments = [verb, &["--output", output]].concat();
    smsmode_with(environment, &arguments, b"secret-12\n", false, &Interrupt::default())
}

/// The code and the HTTP status of a wrong key: the call of keys is of another kind and has no codes.
fn told_by(verb: &[&str]) -> (Value, u16) {
    if verb[0] == "key" { (Value::Null, 401) } else { (json!(32), 200) }
}

/// Whether all fields are there, and no others.
fn is_whole(error: &Value) -> bool {
    let mut names: Vec<_> = error.as_object().unwrap().keys().collect();
    names.sort();
    names == ["causes", "code", "http_status", "message", "outcome", "retry"]
}

#[test]
fn a_refusal_is_a_record_of_the_same_shape_for_every_verb() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::refuse(RefusalCode::AUTHENTICATION)]);
    for verb in CALLING {
        let said = told(&environment, verb, "json");
        assert_eq!(said.exit, Exit::Authentication, "{verb:?} {said:?}");
        let records = said.json();
        let error = &records[0]["error"];
        assert!(is_whole(error), "{verb:?} {said:?}");
        let (code, http_status) = told_by(verb);
        assert_eq!((&error["code"], &error["outcome"]), (&code, &json!("refused")));
        assert_eq!(error["http_status"], http_status, "{verb:?}");
        let line = told(&environment, verb, "jsonl");
        assert_eq!(serde_json::from_str::<Value>(&line.out).unwrap(), records[0], "{verb:?}");
        assert!(said.notes.starts_with("error: "), "people read it, too: {said:?}");
        assert_eq!(told(&environment, verb, "table").out, "", "{verb:?}");
    }
}

#[test]
fn a_failure_is_a_row_below_the_names_of_its_columns() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::refuse(RefusalCode::AUTHENTICATION)]);
    for verb in CALLING {
        let said = told(&environment, verb, "tsv");
        let rows: Vec<Vec<&str>> =
            said.out.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(rows[0], ["outcome", "error_code", "error", "causes", "http_status", "retry"]);
        let code = if told_by(verb).0.is_null() { "" } else { "32" };
        assert_eq!((rows.len(), &rows[1][..2]), (2, &["refused", code][..]), "{said:?}");
    }
}

#[test]
fn an_unknown_outcome_is_told_as_one() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::reset_after_accepting()]);
    let said = told(&environment, &["voice", "--to", "0639980011", "Bonjour"], "json");
    assert_eq!(said.exit, Exit::Unknown);
    let error = &said.json()[0]["error"];
    assert_eq!(
        (&error["outcome"], &error["retry"], &error["code"]),
        (&json!("unknown"), &json!(false), &Value::Null)
    );
}

#[test]
fn what_fails_before_any_call_is_told_too() {
    for verb in CALLING {
        let said = told(&Environment::default(), verb, "json");
        assert_eq!(said.exit, Exit::Authentication, "{verb:?} {said:?}");
        let error = &said.json()[0]["error"];
        assert!(is_whole(error) && error["outcome"] == "not_sent", "{said:?}");
        assert!(error["message"].as_str().unwrap().contains("SMSMODE_API_KEY"), "{said:?}");
    }
}

#[test]
fn a_send_tells_it_in_its_own_record() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::refuse(RefusalCode::AUTHENTICATION)]);
    let said = told(&environment, &["send", "--to", "0639980011", "Bonjour"], "json");
    let records = said.json();
    assert_eq!(records[0]["recipient"], "33639980011");
    assert!(is_whole(&records[0]["error"]), "{said:?}");
    let windows = ["send", "--to", "0639980011", "--output", "json", "-"];
    let said = smsmode_with(&environment, &windows, b"\xe9", false, &Interrupt::default());
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
    assert!(is_whole(&said.json()[0]["error"]), "{said:?}");
}

#[test]
fn what_has_written_its_record_writes_no_second_one() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::refuse(RefusalCode::AUTHENTICATION)]);
    let said = told(&environment, &["whoami"], "json");
    assert_eq!(said.exit, Exit::Authentication);
    let records = said.json();
    assert_eq!(records.as_array().unwrap().len(), 1);
    assert_eq!(records[0]["secret_source"], "environment");
    assert!(is_whole(&records[0]["error"]), "{said:?}");
}
