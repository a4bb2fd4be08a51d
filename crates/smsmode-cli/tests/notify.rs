//! `smsmode notify`, as alerting tools run it: with a configuration file and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use console::{Said, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::{DEMO_API_KEY, Fault, FaultRule, MessageFilter, Sandbox, SandboxOptions};
use tempfile::TempDir;

/// A sandbox and a configuration file; nothing is in the environment.
struct Alerts {
    sandbox: Sandbox,
    folder: TempDir,
}

impl Alerts {
    fn start() -> Self {
        let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
        let alerts = Self { sandbox, folder: tempfile::tempdir().unwrap() };
        alerts.configure(&alerts.sandbox.base_url());
        alerts
    }

    fn configure(&self, base_url: &str) {
        let state = self.folder.path().join("state");
        let content = format!(
            "[profile.default]\napi_key = \"{DEMO_API_KEY}\"\nbase_url = \"{base_url}\"\n\
             notify_to = [\"+33639980011\", \"06 39 98 00 12\"]\nstate_dir = '{}'\n",
            state.display(),
        );
        console::write_secret(&self.config(), &content);
    }

    fn config(&self) -> String {
        self.folder.path().join("config.toml").to_str().unwrap().to_owned()
    }

    fn notify(&self, arguments: &[&str]) -> Said {
        self.notify_in(&Environment::default(), arguments)
    }

    fn notify_in(&self, environment: &Environment, arguments: &[&str]) -> Said {
        let config = self.config();
        let all = [&["notify", "--config", config.as_str()], arguments].concat();
        smsmode(environment, &all)
    }

    /// What arrived, the oldest first.
    fn texts(&self) -> Vec<String> {
        self.sandbox.messages().iter().map(|message| message.text.clone()).collect()
    }

    /// Makes everything that was kept so many seconds older.
    fn age(&self, seconds: u64) {
        fn age(value: &mut serde_json::Value, seconds: u64, is_time: bool) {
            match value {
                serde_json::Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| {
                    age(value, seconds, ["went", "seen"].contains(&name.as_str()));
                }),
                serde_json::Value::Array(all) => {
                    for value in all {
                        age(value, seconds, is_time);
                    }
                }
                serde_json::Value::Number(_) if is_time => {
                    *value = (value.as_u64().unwrap() - seconds).into();
                }
                _ => {}
            }
        }
        let path = self.folder.path().join("state/notify.json");
        let mut kept: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        age(&mut kept, seconds, false);
        std::fs::write(&path, kept.to_string()).unwrap();
    }
}

#[test]
fn an_alert_lives_from_the_configuration_file_alone() {
    let alerts = Alerts::start();
    let said = alerts.notify(&["--subject", "web1 is DOWN", "no route to host"]);
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, ""), "{said:?}");
    assert_eq!(alerts.texts(), ["web1 is DOWN\nno route to host"; 2]);
    let mut numbers: Vec<String> =
        alerts.sandbox.messages().iter().map(|message| message.recipient.clone()).collect();
    numbers.sort();
    assert_eq!(numbers, ["33639980011", "33639980012"]);
}

#[test]
fn numbers_or_a_group_take_the_place_of_those_of_the_file() {
    let alerts = Alerts::start();
    assert_eq!(alerts.notify(&["--to", "0639980013,0639980013", "down"]).exit, Exit::Done);
    assert_eq!(alerts.texts(), ["down"]);
    let said = alerts.notify(&["--group", "on-call", "--output", "json", "down"]).json();
    assert_eq!((said[0]["group"].as_str(), said[0]["recipient"].as_str()), (Some("on-call"), None));
}

#[test]
fn an_empty_number_of_a_tool_names_nobody() {
    let alerts = Alerts::start();
    for to in ["", " , "] {
        assert_eq!(alerts.notify(&["--to", to, "down"]).exit, Exit::Done);
    }
    assert_eq!(alerts.texts(), ["down"; 4]);
    let environment = Environment::default().with("SMSMODE_API_KEY", DEMO_API_KEY);
    assert_eq!(smsmode(&environment, &["notify", "--to", "", "down"]).exit, Exit::Usage);
}

#[test]
fn who_is_alerted_is_a_setting_and_a_bad_number_is_none() {
    let alerts = Alerts::start();
    let environment = Environment::default().with("SMSMODE_CONFIG", alerts.config());
    let set = |numbers| smsmode(&environment, &["config", "set", "notify_to", numbers]).exit;
    assert_eq!(set("0639980013,nobody"), Exit::Usage);
    assert_eq!(set("+33639980013, 0639980014"), Exit::Done);
    assert_eq!(alerts.notify(&["--output", "jsonl", "down"]).out.lines().count(), 2);
    assert_eq!(alerts.sandbox.messages().len(), 2);
    assert!(
        alerts.sandbox.messages().iter().all(|message| message.recipient.as_str() > "33639980012")
    );
}

#[test]
fn an_unknown_outcome_is_no_failure_unless_twice_is_better_than_never() {
    let alerts = Alerts::start();
    let said = alerts.notify(&["--to", "0639980090", "down"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.notes.contains("recipient 1 of 1: warning: send_sms: nobody knows"), "{said:?}");
    let said = alerts.notify(&["--to", "0639980090", "--at-least-once", "down"]);
    assert_eq!(said.exit, Exit::Unknown);
}

#[test]
fn an_unknown_outcome_is_a_message_that_went() {
    let alerts = Alerts::start();
    let again = ["--to", "0639980090", "--dedupe", "10m", "down"];
    assert_eq!(alerts.notify(&again).exit, Exit::Done);
    assert!(alerts.notify(&again).notes.contains("left out"));
    assert_eq!(alerts.texts().len(), 1);
    let certain = ["--to", "0639980090", "--dedupe", "10m", "--at-least-once", "up"];
    assert_eq!([alerts.notify(&certain).exit, alerts.notify(&certain).exit], [Exit::Unknown; 2]);
    assert_eq!(alerts.texts().len(), 3);
}

#[test]
fn a_bad_number_keeps_nobody_else_from_the_alert() {
    let alerts = Alerts::start();
    let said = alerts.notify(&["--to", "0639980011,nobody,0639980035,0639980012", "down"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!(alerts.texts(), ["down", "down"]);
    assert!(said.notes.contains("recipient 2 of 4: warning: "), "{}", said.notes);
    assert!(
        said.notes.contains("recipient 3 of 4: warning: send_sms was refused"),
        "{}",
        said.notes
    );
    assert!(!said.notes.contains("63998"), "{}", said.notes);
}

#[test]
fn where_nobody_was_alerted_the_exit_says_why() {
    let alerts = Alerts::start();
    for (to, exit) in [
        ("nobody", Exit::Usage),
        ("0639980035", Exit::Refused),
        ("0639980032", Exit::Authentication),
        ("0639980033", Exit::Credits),
    ] {
        assert_eq!(alerts.notify(&["--to", to, "down"]).exit, exit, "{to}");
    }
    alerts.configure("http://127.0.0.1:9");
    assert_eq!(alerts.notify(&["down"]).exit, Exit::NotSent);
}

#[test]
fn repeats_are_left_out_and_the_next_one_tells_how_many() {
    let alerts = Alerts::start();
    let alert = ["--to", "0639980011", "--dedupe", "10m", "disk full"];
    assert_eq!(alerts.notify(&alert).notes, "");
    for _ in 0..3 {
        let said = alerts.notify(&alert);
        assert_eq!(said.exit, Exit::Done);
        assert!(said.notes.contains("left out, since the same alert went"), "{said:?}");
    }
    assert_eq!(alerts.texts(), ["disk full"]);
    alerts.age(600);
    assert_eq!(alerts.notify(&alert).exit, Exit::Done);
    assert_eq!(alerts.texts(), ["disk full", "disk full (+3)"]);
}

#[test]
fn a_key_makes_different_texts_the_same_alert_and_each_person_has_it_once() {
    let alerts = Alerts::start();
    let notify = |to, text| alerts.notify(&["--to", to, "--dedupe=10m", "--key=load", text]);
    notify("0639980011", "load 12");
    notify("0639980011", "load 13");
    notify("0639980011,0639980012", "load 14");
    assert_eq!(alerts.texts(), ["load 12", "load 14"]);
}

#[test]
fn many_at_once_send_one() {
    let alerts = Alerts::start();
    let notify = || alerts.notify(&["--to", "0639980011", "--dedupe", "10m", "disk full"]).exit;
    let exits: Vec<Exit> = thread::scope(|threads| {
        let all: Vec<_> = (0..8).map(|_| threads.spawn(notify)).collect();
        all.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(exits, [Exit::Done; 8]);
    assert_eq!(alerts.texts(), ["disk full"]);
}

#[test]
fn what_surely_was_not_sent_is_sent_by_a_repetition_to_those_alone_who_missed_it() {
    let alerts = Alerts::start();
    let alert = ["--dedupe", "10m", "disk full"];
    alerts.sandbox.set_faults([FaultRule::next(1, Fault::Refuse { code: 50 })]);
    let said = alerts.notify(&alert);
    assert_eq!((said.exit, alerts.texts().len()), (Exit::NotSent, 1), "{said:?}");
    assert_eq!(alerts.notify(&alert).exit, Exit::Done);
    let mut numbers: Vec<String> =
        alerts.sandbox.messages().iter().map(|message| message.recipient.clone()).collect();
    numbers.sort();
    assert_eq!(numbers, ["33639980011", "33639980012"]);
}

#[test]
fn without_a_memory_a_repetition_would_alert_somebody_twice_and_is_not_asked_for() {
    let alerts = Alerts::start();
    alerts.sandbox.set_faults([FaultRule::next(1, Fault::Refuse { code: 50 })]);
    let said = alerts.notify(&["disk full"]);
    assert_eq!((said.exit, alerts.texts().len()), (Exit::Done, 1), "{said:?}");
    assert!(said.notes.contains("warning"), "{said:?}");
}

#[test]
fn what_surely_was_not_sent_is_tried_again_and_what_perhaps_was_is_not() {
    let alerts = Alerts::start();
    let alert = ["--to", "0639980011", "--retry-not-sent", "disk full"];
    alerts.sandbox.set_faults([FaultRule::next(2, Fault::Refuse { code: 50 })]);
    assert_eq!(alerts.notify(&alert).exit, Exit::Done);
    assert_eq!(alerts.texts().len(), 1);
    let unknown = ["--to", "0639980090", "--retry-not-sent", "--at-least-once", "disk full"];
    assert_eq!(alerts.notify(&unknown).exit, Exit::Unknown);
    assert_eq!(alerts.texts().len(), 2);
}

#[test]
fn attempts_end_when_the_time_is_over() {
    let alerts = Alerts::start();
    alerts.sandbox.set_faults([FaultRule::always(Fault::Refuse { code: 50 })]);
    let said = alerts.notify(&["--to", "0639980011", "--retry-not-sent", "--within", "1s", "down"]);
    assert_eq!(said.exit, Exit::Refused);
}

#[test]
fn a_person_is_alerted_so_often_in_a_time_and_told_of_the_rest() {
    let alerts = Alerts::start();
    for number in 1..=5 {
        let text = format!("alert {number}");
        let said = alerts.notify(&["--to", "0639980011", "--at-most", "2/h", &text]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        assert_eq!(said.notes.contains("held back"), number > 2, "{said:?}");
    }
    let held_back = "Too many alerts: more alerts are held back";
    assert_eq!(alerts.texts(), ["alert 1", "alert 2", held_back]);
    alerts.age(3600);
    alerts.notify(&["--to", "0639980011", "--at-most", "2/h", "alert 6"]);
    assert_eq!(alerts.texts().last().unwrap(), "alert 6 (+3)");
}

#[test]
fn an_alert_goes_even_if_nothing_can_be_kept() {
    let alerts = Alerts::start();
    let file = alerts.config();
    let alert = ["--to", "0639980011", "--dedupe", "10m", "--state-dir", &file, "disk full"];
    for _ in 0..2 {
        let said = alerts.notify(&alert);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        assert!(said.notes.contains("--state-dir"), "{said:?}");
    }
    assert_eq!(alerts.texts().len(), 2);
}

/// A service that refuses the key, once it has made the folder of what is kept a file.
fn refusing_and_spoiling(folder: &Path) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, folder) = (listener.local_addr().unwrap(), folder.to_owned());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = std::io::Read::read(&mut stream, &mut [0; 4096]);
        std::fs::remove_dir_all(&folder).unwrap();
        std::fs::write(&folder, "").unwrap();
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n32 | wrong";
        stream.write_all(answer.as_bytes()).unwrap();
    });
    format!("http://{address}")
}

#[test]
fn an_alert_that_is_down_as_sent_and_was_not_is_told_of() {
    for (language, words) in [
        ("C", "still says that it was: a repetition with --dedupe is left out"),
        ("fr_FR.UTF-8", "dit encore le contraire : une répétition avec --dedupe sera omise"),
    ] {
        let alerts = Alerts::start();
        alerts.configure(&refusing_and_spoiling(&alerts.folder.path().join("state")));
        let environment = Environment::default().with("LANG", language);
        let alert = ["--to", "0639980011", "--dedupe", "10m", "disk full"];
        let said = alerts.notify_in(&environment, &alert);
        assert_eq!(said.exit, Exit::Authentication, "{said:?}");
        assert!(said.notes.contains(words), "{said:?}");
        assert!(!said.notes.contains("nothing is left out"), "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_command_for_the_key_that_hangs_has_the_time_of_the_alert_alone() {
    let alerts = Alerts::start();
    let content = "[profile.default]\napi_key_command = \"sleep 30; echo Ab1CD2efg3Hi\"\n";
    console::write_secret(&alerts.config(), content);
    for (language, words) in
        [("C", "no key within 1 s"), ("fr_FR.UTF-8", "pas donné de clé en 1 s")]
    {
        let environment = Environment::default().with("LANG", language);
        let alert = ["--to", "0639980011", "--within", "1s", "disk full"];
        let start = std::time::Instant::now();
        let said = alerts.notify_in(&environment, &alert);
        assert!(said.exit == Exit::Usage && said.notes.contains(words), "{said:?}");
        assert!(start.elapsed() < Duration::from_secs(20), "the command was waited for");
    }
}

#[test]
fn a_text_is_never_refused() {
    let alerts = Alerts::start();
    let long = "word ".repeat(400);
    for (text, expected) in [
        ("5 °C « ê » 😀", "5 degC \" e \" ?"),
        ("", "(no text)"),
        ("--help", "--help"),
        ("`id` $(id) 'a' \"b\"\n\n\\n", "'id' $(id) 'a' \"b\"\n\\n"),
    ] {
        assert_eq!(alerts.notify(&["--to", "0639980011", "--", text]).exit, Exit::Done);
        assert_eq!(alerts.texts().last().unwrap(), expected);
    }
    let said = alerts.notify(&["--to", "0639980011", "--output", "json", &long]).json();
    let shown = said[0]["text"].as_str().unwrap();
    assert!(shown.ends_with("word...") && said[0]["cut"] == true, "{shown}");
    assert_eq!(
        (said[0]["segments"].as_u64(), alerts.texts().last().unwrap().as_str()),
        (Some(2), shown)
    );
    let said =
        alerts.notify(&["--to=0639980011", "--unicode", "--max-segments=1", "--output=json", "ж"]);
    assert_eq!((alerts.texts().last().unwrap().as_str(), said.exit), ("ж", Exit::Done));
}

#[test]
fn the_standard_input_is_read_as_far_as_needed() {
    let alerts = Alerts::start();
    let config = alerts.config();
    let arguments = ["notify", "--config", &config, "--to", "0639980011", "-"];
    let piped = |input: &[u8]| {
        let interrupt = Interrupt::default();
        smsmode_with(&Environment::default(), &arguments, input, false, &interrupt)
    };
    assert_eq!(piped(b"For\xEAt br\xFBle\r\n").exit, Exit::Done);
    assert_eq!(alerts.texts(), ["Foret brule"]);
    let said = piped(&b"x".repeat(100_000));
    assert!(said.exit == Exit::Done && said.notes.contains("too long or too late"), "{said:?}");
}

#[test]
fn an_alert_that_was_killed_in_flight_is_not_sent_again() {
    let alerts = Alerts::start();
    let alert = ["--to", "0639980092", "--dedupe", "10m", "disk full"];
    let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(["notify", "--config", &alerts.config()])
        .args(alert)
        .env_clear()
        .spawn()
        .unwrap();
    let (all, time) = (MessageFilter::default(), Duration::from_secs(60));
    assert_eq!(alerts.sandbox.wait_for(&all, 1, time).len(), 1);
    process.kill().unwrap();
    assert!(!process.wait().unwrap().success());
    let said = alerts.notify(&alert);
    assert!(said.exit == Exit::Done && said.notes.contains("left out"), "{said:?}");
    assert_eq!(alerts.texts(), ["disk full"]);
}

#[test]
fn an_input_that_never_ends_keeps_no_alert() {
    let alerts = Alerts::start();
    let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(["notify", "--to", "0639980011", "--within", "6s", "-", "--config"])
        .arg(alerts.config())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = process.stdin.take().unwrap();
    input.write_all(b"disk full\n").unwrap();
    assert!(process.wait().unwrap().success());
    drop(input);
    assert_eq!(alerts.texts(), ["disk full"]);
}

#[test]
fn a_dry_run_shows_everything_and_sends_nothing() {
    let alerts = Alerts::start();
    let said = alerts.notify(&["--dry-run", "--dedupe", "10m", "5 °C"]);
    assert_eq!(said.exit, Exit::Done);
    assert_eq!(said.out, "Text       5 degC\n33639980011  not_sent\n33639980012  not_sent\n");
    assert_eq!(said.notes, "Dry run: nothing was sent.\n");
    assert!(
        alerts.texts().is_empty() && !Path::new(&alerts.config()).with_file_name("state").exists()
    );
}

#[test]
fn without_a_home_the_error_names_the_file_of_the_system() {
    let said = smsmode(&Environment::default(), &["notify", "--to", "0639980011", "down"]);
    assert_eq!(said.exit, Exit::Authentication, "{said:?}");
    assert!(said.notes.contains(": /etc/smsmode/config.toml (it is not there)"), "{}", said.notes);
    let missing = ["notify", "--config", "/nonexistent/alerts.toml", "down"];
    let said = smsmode(&Environment::default(), &missing);
    assert!(
        said.exit == Exit::Usage && said.notes.contains("/nonexistent/alerts.toml"),
        "{said:?}"
    );
}

#[test]
fn everything_for_people_is_in_french_too() {
    let alerts = Alerts::start();
    let french = Environment::default().with("LANG", "fr_FR.UTF-8");
    let alert = ["--to", "0639980011,x", "--dedupe", "10m", "disque plein"];
    alerts.notify_in(&french, &alert);
    let said = alerts.notify_in(&french, &alert);
    assert!(
        said.notes.contains("destinataire 1 sur 2 : omise, car la même alerte"),
        "{}",
        said.notes
    );
    assert!(said.notes.contains("destinataire 2 sur 2 : attention : "), "{}", said.notes);
}

#[test]
fn records_tell_what_became_of_each() {
    let alerts = Alerts::start();
    let alert = ["--to", "0639980011,x", "--dedupe", "10m", "--output", "tsv", "disk full"];
    alerts.notify(&alert);
    let said = alerts.notify(&alert);
    assert_eq!(
        said.out,
        "message_id\trecipient\tgroup\toutcome\ttext\tsegments\tcut\tleft_out_before\terror\n\
         \t33639980011\t\tleft_out\tdisk full\t1\tfalse\t0\t\n\
         \t\t\tnot_sent\tdisk full\t1\tfalse\t0\tphone number 2 cannot be used\n"
    );
}
