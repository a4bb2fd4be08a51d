//! `smsmode send`: what is shown, what is sent, what the exit code says.

mod console;

use std::time::Duration;

use console::{sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_core::RefusalCode;
use smsmode_sandbox::{Fault, MessageFilter, RawAnswer};

/// Replaces what differs from run to run: ports, ids, clocks, random references.
fn stable(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let clock = bare.len() == 8 && bare.bytes().filter(|byte| *byte == b':').count() == 2;
        let id = bare.len() == 12
            && bare.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !bare.starts_with("336");
        words.push(match bare {
            _ if clock => word.replace(bare, "HH:MM:SS"),
            _ if id
                && words
                    .last()
                    .is_some_and(|last| last.trim() == "Accepted" || last.trim().is_empty()) =>
            {
                word.replace(bare, "MESSAGE-ID")
            }
            _ if bare.starts_with("http://127.0.0.1:") => {
                word.replace(bare.trim_end_matches(','), "http://127.0.0.1:PORT")
            }
            _ => word.to_owned(),
        });
    }
    words.concat()
}

#[test]
fn the_main_job_shows_plan_id_and_delivery() {
    let said = smsmode(
        &Environment::default(),
        &["send", "--sandbox", "--to", "0639980011", "Bonjour Maman, votre commande est arrivée"],
    );
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    insta::assert_snapshot!("main_job_output", stable(&said.out));
    insta::assert_snapshot!("main_job_notes", stable(&said.notes));
}

#[test]
fn the_sandbox_never_uses_a_configured_key() {
    let environment = Environment::default()
        .with("SMSMODE_API_KEY", "a-real-key")
        .with("SMSMODE_BASE_URL", "http://127.0.0.1:1")
        .with("HTTP_PROXY", "http://127.0.0.1:1");
    let said = smsmode(&environment, &["send", "--sandbox", "--to", "0639980011", "Bonjour"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
}

#[test]
fn json_is_one_array_with_a_record_for_each_recipient() {
    let said = smsmode(
        &Environment::default(),
        &[
            "send",
            "--sandbox",
            "--output",
            "json",
            "--to",
            "0639980011,0639980012",
            "--to",
            "+33639980011",
            "Bonjour",
        ],
    );
    let records = said.json();
    assert_eq!(records.as_array().unwrap().len(), 2);
    for (record, recipient) in
        records.as_array().unwrap().iter().zip(["33639980011", "33639980012"])
    {
        assert_eq!(record["recipient"], recipient);
        assert_eq!(record["outcome"], "accepted");
        assert!(record["message_id"].is_string());
        assert_eq!(
            record["status"],
            serde_json::json!({"code": 11, "name": "received", "class": "delivered"})
        );
        assert_eq!((&record["alphabet"], &record["segments"]), (&"gsm7".into(), &1.into()));
        assert_eq!(
            (&record["text"], &record["replacements"]),
            (&"Bonjour".into(), &serde_json::json!([]))
        );
    }
    assert_eq!(records[0]["duplicates_left_out"], 1);
    assert!(said.notes.contains("33639980011"), "{}", said.notes);
}

#[test]
fn jsonl_is_one_object_a_line() {
    let said = smsmode(
        &Environment::default(),
        &[
            "send",
            "--sandbox",
            "--output",
            "jsonl",
            "--unicode",
            "--to",
            "0639980011,0639980012",
            "Forêt 😀",
        ],
    );
    let lines: Vec<serde_json::Value> =
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[1]["alphabet"], &lines[1]["units"]), (&"ucs2".into(), &8.into()));
}

#[test]
fn what_would_be_lost_is_replaced_and_each_change_is_shown_before() {
    let (sandbox, environment) = sandbox();
    let text = "Forêt, c’est fermé";
    let said = smsmode(&environment, &["send", "--to", "0639980011", text]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.out.contains("Text       Foret, c'est fermé\n"), "{}", said.out);
    assert!(said.out.contains("Changed    “ê” → “e”, “’” → “'”\n"), "{}", said.out);
    assert_eq!(sandbox.messages()[0].text, "Foret, c'est fermé");
}

#[test]
fn programs_are_told_each_change_with_its_place() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["send", "--output", "json", "--to", "0639980011", "Forêt"]);
    let expected = serde_json::json!([{"start": 3, "end": 5, "original": "ê", "replacement": "e"}]);
    assert_eq!(said.json()[0]["replacements"], expected);
    assert_eq!(said.json()[0]["text"], "Foret");
}

#[test]
fn a_level_says_how_far_replacements_go() {
    let (sandbox, environment) = sandbox();
    let send = |arguments: &[&str]| {
        let all = [&["send", "--to", "0639980011", "20 °C"], arguments].concat();
        smsmode(&environment, &all).exit
    };
    assert_eq!(send(&[]), Exit::Usage);
    assert_eq!(send(&["--level", "symbols"]), Exit::Done);
    assert_eq!(sandbox.messages()[0].text, "20 degC");
}

#[test]
fn text_comes_from_the_standard_input_byte_for_byte() {
    let (sandbox, environment) = sandbox();
    let said = smsmode_with(
        &environment,
        &["send", "--to", "0639980011", "-"],
        "ligne 1\nligne 2 à 3 €\n".as_bytes(),
        false,
        &Interrupt::default(),
    );
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!(sandbox.messages()[0].text, "ligne 1\nligne 2 à 3 €");
}

#[test]
fn input_that_is_no_utf8_is_refused_with_its_place() {
    let said = smsmode_with(
        &Environment::default(),
        &["send", "--sandbox", "--to", "0639980011", "-"],
        b"caf\xe9",
        false,
        &Interrupt::default(),
    );
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("byte 3"), "{}", said.notes);
}

#[test]
fn every_option_reaches_the_service() {
    let (sandbox, environment) = sandbox();
    let said = smsmode(
        &environment,
        &[
            "send",
            "--to",
            "0639980011",
            "--sender",
            "BOULANGER",
            "--reference",
            "order-12",
            "--max-segments",
            "2",
            "--opt-out=if-free",
            "--at",
            "2999-12-24 18:00",
            "--get",
            "Bonjour",
        ],
    );
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    let message = &sandbox.messages()[0];
    assert_eq!(message.sender.as_deref(), Some("BOULANGER"));
    assert_eq!(message.reference.as_deref(), Some("order-12"));
    let journal = sandbox.journal();
    assert!(journal[0].request_line.starts_with("GET "), "{:?}", journal[0].request_line);
}

#[test]
fn duplicates_are_sent_twice_only_on_demand() {
    let (sandbox, environment) = sandbox();
    let twice = ["send", "--keep-duplicates", "--to", "0639980011,0639980011", "Bonjour"];
    assert_eq!(smsmode(&environment, &twice).exit, Exit::Done);
    assert_eq!(sandbox.journal().len(), 1);
    assert_eq!(sandbox.messages().len(), 2);
}

#[test]
fn a_wait_follows_the_message_to_its_end() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(
        &environment,
        &["send", "--wait=30s", "--output", "json", "--to", "0639980011", "Bonjour"],
    );
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!(said.json()[0]["status"]["name"], "received");
}

#[test]
fn a_wait_that_ends_too_early_is_pending() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(
        &environment,
        &["send", "--wait=0s", "--at", "2999-12-24 18:00", "--to", "0639980011", "Bonjour"],
    );
    assert_eq!(said.exit, Exit::Pending, "{said:?}");
}

#[test]
fn each_failure_has_its_exit_code_and_outcome() {
    let page = || RawAnswer::bad_gateway();
    for (fault, exit, outcome) in [
        (Fault::refuse(RefusalCode::BAD_PARAMETER), Exit::Refused, "refused"),
        (Fault::refuse(RefusalCode::AUTHENTICATION), Exit::Authentication, "refused"),
        (Fault::refuse(RefusalCode::NOT_ENOUGH_CREDIT), Exit::Credits, "refused"),
        (Fault::refuse(RefusalCode::INTERNAL_ERROR), Exit::Unknown, "unknown"),
        (Fault::reset_after_accepting(), Exit::Unknown, "unknown"),
        (Fault::Answer(page()), Exit::Unknown, "unknown"),
        (Fault::Answer(RawAnswer::new(200)), Exit::Unknown, "unknown"),
        (Fault::Answer(RawAnswer::redirect("/elsewhere")), Exit::Unknown, "unknown"),
        (Fault::Answer(RawAnswer::too_many_requests(1)), Exit::Refused, "refused"),
    ] {
        let (sandbox, environment) = sandbox();
        let shown = format!("{fault:?}");
        sandbox.set_faults([fault]);
        let said =
            smsmode(&environment, &["send", "--output", "json", "--to", "0639980011", "Bonjour"]);
        assert_eq!(
            (said.exit, said.json()[0]["outcome"].as_str()),
            (exit, Some(outcome)),
            "{shown}: {said:?}"
        );
        assert!(sandbox.messages().len() <= 1, "{shown}: sent twice");
    }
}

#[test]
fn a_service_that_is_away_is_surely_not_sent_to() {
    let (sandbox, environment) = sandbox();
    sandbox.stop();
    let said =
        smsmode(&environment, &["send", "--output", "json", "--to", "0639980011", "Bonjour"]);
    assert_eq!((said.exit, &said.json()[0]["outcome"]), (Exit::NotSent, &"not_sent".into()));
}

#[test]
fn an_answer_cut_after_its_yes_is_done_with_a_warning() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::cut_after_the_code()]);
    let said =
        smsmode(&environment, &["send", "--output", "json", "--to", "0639980011", "Bonjour"]);
    assert_eq!((said.exit, &said.json()[0]["outcome"]), (Exit::Done, &"accepted".into()));
    assert!(said.json()[0]["message_id"].is_null());
    assert!(said.notes.contains("do not send it again"), "{}", said.notes);
}

#[test]
fn many_recipients_need_a_yes() {
    let (sandbox, environment) = sandbox();
    let numbers: Vec<String> = (0..21).map(|index| format!("06399800{index:02}")).collect();
    let numbers = numbers.join(",");
    let ask = |arguments: &[&str], input: &[u8], interactive| {
        let all: Vec<&str> =
            ["send", "--to", &numbers, "Bonjour"].iter().chain(arguments).copied().collect();
        smsmode_with(&environment, &all, input, interactive, &Interrupt::default()).exit
    };
    assert_eq!(ask(&[], b"y\n", false), Exit::Usage);
    assert_eq!(ask(&[], b"n\n", true), Exit::Usage);
    assert_eq!(ask(&[], b"", true), Exit::Usage);
    assert_eq!(sandbox.messages().len(), 0);
    assert_eq!(ask(&[], b"y\n", true), Exit::Done);
    assert_eq!(ask(&["--yes"], b"", false), Exit::Done);
}

#[test]
fn an_interruption_in_mid_send_is_unknown() {
    let (sandbox, environment) = sandbox();
    sandbox.set_faults([Fault::Stall]);
    let interrupt = Interrupt::default();
    let said = std::thread::scope(|scope| {
        let command = scope.spawn(|| {
            smsmode_with(
                &environment,
                &["send", "--to", "0639980011", "Bonjour"],
                b"",
                false,
                &interrupt,
            )
        });
        sandbox.wait_for(&MessageFilter::default(), 1, Duration::from_secs(10));
        interrupt.fire();
        command.join().unwrap()
    });
    assert_eq!(said.exit, Exit::Unknown, "{said:?}");
}

#[test]
fn an_interruption_of_a_wait_is_told_as_one() {
    let (sandbox, environment) = sandbox();
    let interrupt = Interrupt::default();
    let arguments =
        ["send", "--wait=10m", "--at", "2999-12-24 18:00", "--to", "0639980011", "Bonjour"];
    let said = std::thread::scope(|scope| {
        let command =
            scope.spawn(|| smsmode_with(&environment, &arguments, b"", false, &interrupt));
        sandbox.wait_for(&MessageFilter::default(), 1, Duration::from_secs(10));
        while sandbox.journal().len() < 2 {
            std::thread::yield_now();
        }
        interrupt.fire();
        command.join().unwrap()
    });
    assert_eq!(said.exit, Exit::Interrupted, "{said:?}");
    assert!(said.out.contains("Accepted"), "{}", said.out);
}

#[test]
fn a_dry_run_shows_the_request_without_secrets_and_sends_nothing() {
    let (sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["send", "--dry-run", "--to", "0639980011", "Bonjour"]);
    assert_eq!(said.exit, Exit::Done);
    assert!(said.out.contains("POST https://api.smsmode.com/http/1.6/sendSMS.do accessToken=***&message=***&numero=***"), "{}", said.out);
    assert_eq!(sandbox.journal().len(), 0);
}
