//! `balance`, `status`, `report`, `sandbox`, and where the key comes from.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;

use console::{configured, sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::DEMO_API_KEY;

#[test]
fn a_balance_is_a_decimal_and_nothing_else() {
    let (_sandbox, environment) = sandbox();
    assert_eq!(smsmode(&environment, &["balance"]).out, "1000\n");
    assert_eq!(
        smsmode(&environment, &["balance", "--output", "json"]).json()[0]["credits"],
        "1000"
    );
}

#[test]
fn status_and_report_tell_what_became_of_a_message() {
    let (_sandbox, environment) = sandbox();
    let sent = smsmode(
        &environment,
        &["send", "--wait=30s", "--output", "json", "--to", "0639980011", "Bonjour"],
    );
    let id = sent.json()[0]["message_id"].as_str().unwrap().to_owned();
    assert_eq!(smsmode(&environment, &["status", &id]).out, "Received by the phone (11)\n");
    let status = smsmode(&environment, &["status", "--wait", "--output", "jsonl", &id]);
    assert_eq!(status.json()["status"]["class"], "delivered");
    assert_eq!(
        smsmode(&environment, &["report", &id]).out,
        "33639980011  Received by the phone (11)\n"
    );
    let report = smsmode(&environment, &["report", "--output", "json", &id]);
    assert_eq!(report.json()[0]["recipient"], "33639980011");
}

#[test]
fn an_unknown_message_is_refused() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["status", "nosuchmessage"]);
    assert_eq!(said.exit, Exit::Refused);
    assert!(said.notes.contains("61"), "{}", said.notes);
    assert_eq!(smsmode(&environment, &["status", "not an id"]).exit, Exit::Usage);
}

#[test]
fn a_wrong_key_has_an_exit_code_of_its_own() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(&environment.with("SMSMODE_API_KEY", "wrong"), &["balance"]);
    assert_eq!(said.exit, Exit::Authentication, "{said:?}");
}

#[test]
fn the_sandbox_prints_its_address_first_and_ends_on_interruption() {
    let interrupt = Interrupt::default();
    interrupt.fire();
    let said = smsmode_with(&Environment::default(), &["sandbox"], b"", false, &interrupt);
    assert!(said.out.starts_with("listening on http://127.0.0.1:"), "{}", said.out);
    assert_eq!(said.exit, Exit::Interrupted);
}

#[test]
fn the_sandbox_says_where_everything_is() {
    let said = sandbox_with(&[]);
    let lines: Vec<&str> = said.out.lines().collect();
    let url = lines[0].strip_prefix("listening on ").unwrap();
    let key = format!("api key {DEMO_API_KEY}");
    let [inbox, messages] =
        [format!("inbox at {url}/"), format!("messages at {url}/_sandbox/messages")];
    assert_eq!(lines[1..], [key, inbox, messages]);
}

/// Starts it and stops it at once.
fn sandbox_with(arguments: &[&str]) -> console::Said {
    let interrupt = Interrupt::default();
    interrupt.fire();
    let all: Vec<&str> = ["sandbox"].iter().chain(arguments).copied().collect();
    smsmode_with(&Environment::default(), &all, b"", false, &interrupt)
}

#[test]
fn the_sandbox_lists_the_open_questions_about_the_service() {
    let said = sandbox_with(&["--switches"]);
    assert_eq!(said.exit, Exit::Done);
    assert!(said.out.contains("stop.long=never  (B)\n    With `stop=1`, does"), "{}", said.out);
    assert!(said.out.contains("\n    never, if_free\n"), "{}", said.out);
    assert!(said.out.lines().all(|line| line.len() <= 80), "{}", said.out);
    let json = sandbox_with(&["--switches", "--output", "json"]).json();
    let stop = json.as_array().unwrap().iter().find(|switch| switch["name"] == "stop.long");
    let positions = serde_json::json!(["never", "if_free"]);
    assert_eq!(stop.unwrap()["positions"], positions);
    assert_eq!(stop.unwrap()["grade"], "B");
}

#[test]
fn the_sandbox_lists_its_magic_numbers() {
    let said = sandbox_with(&["--magic"]);
    let row = "06 39 98 XX 50  refused with 50: temporarily unavailable\n";
    assert!(said.exit == Exit::Done && said.out.contains(row), "{}", said.out);
    let json = sandbox_with(&["--magic", "--output", "json"]).json();
    assert_eq!(json[0]["ending"], "11");
}

#[test]
fn the_sandbox_takes_switches_faults_a_seed_and_a_time() {
    let file = std::env::temp_dir().join(format!("smsmode-cli-faults-{}", std::process::id()));
    fs::write(&file, r#"[{"fault":{"kind":"stall"},"probability":0.1}]"#).unwrap();
    let path = file.to_str().unwrap();
    let arguments = [
        "--set=stop.long=if_free",
        "--set=number.plus=accepted",
        "--fault=send_sms=refuse:50@0.1",
        "--fault=log_normal_delay:200,0.5",
        "--faults",
        path,
        "--seed=7",
        "--clock-start=2026-12-24T18:00:00+01:00",
        "--no-magic-numbers",
    ];
    assert_eq!(sandbox_with(&arguments).exit, Exit::Interrupted);
    fs::write(&file, r#"[{"fault":{"kind":"explode"}}]"#).unwrap();
    let said = smsmode(&Environment::default(), &["sandbox", "--faults", path]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("unknown variant `explode`"), "{}", said.notes);
}

#[test]
fn a_mistake_in_a_switch_or_a_fault_is_pointed_at() {
    for (argument, expected) in [
        ("--set=stop.lang=never", "did you mean \"stop.long\"?"),
        ("--set=stop.long=maybe", "it is never, if_free"),
        ("--set=stop.long", "write it as SWITCH=POSITION"),
        ("--fault=refuze:50", "did you mean \"refuse\"?"),
        ("--fault=close_before_reading", "give times"),
    ] {
        let said = sandbox_with(&[argument]);
        assert_eq!(said.exit, Exit::Usage, "{argument}");
        assert!(said.notes.contains(expected), "{}", said.notes);
    }
}

#[test]
fn help_and_version_are_data() {
    let said = smsmode(&Environment::default(), &["--help"]);
    assert_eq!(said.exit, Exit::Done);
    assert!(said.out.contains("send"), "{}", said.out);
    assert!(smsmode(&Environment::default(), &["--version"]).out.starts_with("smsmode 0."));
    assert_eq!(smsmode(&Environment::default(), &["sned"]).exit, Exit::Usage);
}

#[test]
fn a_profile_gives_key_and_address() {
    let (sandbox, _) = sandbox();
    let url = sandbox.base_url();
    let environment = configured(
        "profile",
        &format!(
            "[profile.default]\napi_key = \"wrong\"\nbase_url = \"{url}\"\n\
         [profile.shop]\napi_key_command = \"printf '{DEMO_API_KEY}\\\\n'\"\nbase_url = \"{url}\"\n",
        ),
    );
    assert_eq!(smsmode(&environment, &["balance"]).exit, Exit::Authentication);
    assert_eq!(smsmode(&environment, &["balance", "--profile", "shop"]).out, "1000\n");
    assert_eq!(smsmode(&environment, &["balance", "--profile", "none"]).exit, Exit::Usage);
    let overridden = environment.with("SMSMODE_API_KEY", DEMO_API_KEY);
    assert_eq!(smsmode(&overridden, &["balance"]).out, "1000\n");
}

#[test]
fn only_allowed_recipients_of_a_profile_are_texted() {
    let (sandbox, _) = sandbox();
    let environment = configured(
        "allowed",
        &format!(
            "[profile.default]\napi_key = \"{DEMO_API_KEY}\"\nbase_url = \"{}\"\nallowed_recipients = [\"0639980011\"]\n",
            sandbox.base_url(),
        ),
    );
    assert_eq!(smsmode(&environment, &["send", "--to", "0639980011", "a"]).exit, Exit::Done);
    let said = smsmode(&environment, &["send", "--to", "0639980012", "a"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("not on the list of allowed recipients"), "{}", said.notes);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn a_file_that_is_not_understood_is_told_by_its_line_and_never_shown() {
    let environment = configured("syntax", "[profile.default]\napi_key = hunter2hunter2\n");
    let said = smsmode(&environment, &["balance"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("line 2") && !said.notes.contains("hunter2"), "{}", said.notes);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_warned_about() {
    use std::os::unix::fs::PermissionsExt as _;
    let (sandbox, _) = sandbox();
    let environment = configured(
        "mode",
        &format!(
            "[profile.default]\napi_key = \"{DEMO_API_KEY}\"\nbase_url = \"{}\"\n",
            sandbox.base_url()
        ),
    );
    let path = std::env::temp_dir()
        .join(format!("smsmode-cli-test-{}-mode", std::process::id()))
        .join("config.toml");
    for (mode, warned) in [(0o644, true), (0o600, false)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let said = smsmode(&environment, &["balance"]);
        assert_eq!(said.notes.contains("chmod 600"), warned, "{}", said.notes);
    }
}
