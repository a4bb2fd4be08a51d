//! Switches: by name, while it runs, and those that no other file of tests has.

use smsmode_sandbox::{
    BatchOptOut, KeyErrorStatus, OptOutAbroad, RepliesTrailingPipe, ReportSeparator, Sandbox,
    SwitchError, Switches, UnicodeOptOut,
};

use crate::http::{get, post, send, send_one, started, started_with};

const README: &str = include_str!("../../README.md");

#[test]
fn the_table_of_the_readme_is_that_of_the_code() {
    for switch in Switches::all() {
        let positions: Vec<_> = switch.positions.iter().map(|name| format!("`{name}`")).collect();
        let positions = if positions.is_empty() {
            format!("`{}`, {}", switch.default, switch.expected)
        } else {
            positions.join(", ")
        };
        let (name, question, grade) = (switch.name, switch.question, switch.grade);
        let row = format!("| `{name}` | {question} | {positions} | {grade:?} |");
        assert!(README.lines().any(|line| line == row), "the README lacks:\n{row}");
    }
    let rows = README.lines().filter(|line| line.starts_with("| `") && line.ends_with(" D |"));
    let open = Switches::all().into_iter().filter(|switch| format!("{:?}", switch.grade) == "D");
    assert_eq!(rows.count(), open.count());
}

#[test]
fn a_switch_that_is_set_while_it_runs_counts_from_the_next_request_on() {
    let sandbox = started();
    let form = "KEY&message=Bonjour&numero=%2B33639980011";
    assert!(post(&sandbox, "sendSMS", form).text().starts_with("35 | "));
    sandbox.set_switch("number.plus", "accepted").unwrap();
    post(&sandbox, "sendSMS", form).id();
    assert_eq!(sandbox.switches().get("number.plus").as_deref(), Some("accepted"));
}

#[test]
fn a_switch_that_cannot_be_set_changes_nothing() {
    let sandbox = started();
    let refused = sandbox.set_switch("number.plus", "yes");
    assert!(matches!(refused, Err(SwitchError::Position { name: "number.plus", .. })));
    assert_eq!(sandbox.switches(), Switches::default());
}

fn text_sent(sandbox: &Sandbox, form: &str) -> String {
    post(sandbox, "sendSMS", &format!("KEY&{form}")).id();
    sandbox.messages().pop().unwrap().text
}

#[test]
fn the_stop_mention_abroad_is_another_or_none() {
    for (abroad, mention) in [
        (OptOutAbroad::NoSmsEu, "Hello no-sms.eu"),
        (OptOutAbroad::ShortCode, "Hello STOP 36034"),
        (OptOutAbroad::Nothing, "Hello"),
    ] {
        let sandbox = started_with(|switches| switches.opt_out_abroad = abroad);
        assert_eq!(text_sent(&sandbox, "message=Hello&numero=447700900123&stop=1"), mention);
        assert_eq!(
            text_sent(&sandbox, "message=Hello&numero=33639980011&stop=1"),
            "Hello STOP 36034"
        );
    }
}

#[test]
fn a_text_in_unicode_gets_the_stop_mention_or_never() {
    let form = |length| {
        format!("message={}&numero=33639980011&classe_msg=9&stop=1", "%C3%AA".repeat(length))
    };
    let sandbox = started();
    assert!(text_sent(&sandbox, &form(59)).ends_with(" STOP 36034"));
    assert_eq!(text_sent(&sandbox, &form(60)), "ê".repeat(60));
    sandbox.set_switch("stop.unicode", "never").unwrap();
    assert_eq!(text_sent(&sandbox, &form(1)), "ê");
    assert_eq!(text_sent(&sandbox, &form(1).replace("stop=1", "stop=2")), "ê");
    let never = started_with(|switches| switches.unicode_opt_out = UnicodeOptOut::Never);
    assert!(text_sent(&never, "message=a&numero=33639980011&stop=1").ends_with("STOP 36034"));
}

fn send_batch(sandbox: &Sandbox) -> String {
    let target =
        format!("/http/1.6/sendSMSBatch.do?accessToken={}&stop=1", smsmode_sandbox::DEMO_API_KEY);
    let body = "--b\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"a.csv\"\r\n\r\n\
                numero,message\r\n33639980011,Bonjour\r\n--b--\r\n";
    send(sandbox, "POST", &target, "multipart/form-data; boundary=b", body.as_bytes()).text()
}

#[test]
fn stop_in_a_batch_is_appended_ignored_or_refused() {
    for (batch_opt_out, answer, text) in [
        (BatchOptOut::Appended, "0 | ", Some("Bonjour STOP 36034")),
        (BatchOptOut::Ignored, "0 | ", Some("Bonjour")),
        (BatchOptOut::Refused, "35 | Param\u{e8}tre inconnu : stop", None),
    ] {
        let sandbox = started_with(|switches| switches.batch_opt_out = batch_opt_out);
        assert!(send_batch(&sandbox).starts_with(answer), "{batch_opt_out:?}");
        assert_eq!(sandbox.messages().pop().map(|message| message.text).as_deref(), text);
    }
}

#[test]
fn the_parts_of_a_report_are_separated_as_a_switch_says() {
    for (separator, report) in [
        (ReportSeparator::Spaced, "33639980011 0 | 33639980012 0 |"),
        (ReportSeparator::Bare, "33639980011 0|33639980012 0 |"),
        (ReportSeparator::EmptyPart, "33639980011 0 |  | 33639980012 0 |"),
        (ReportSeparator::LineEnd, "33639980011 0 |\r\n33639980012 0 |"),
    ] {
        let sandbox = started_with(|switches| switches.report_separator = separator);
        let form = "KEY&message=Bonjour&numero=33639980011,33639980012";
        let id = post(&sandbox, "sendSMS", form).id();
        assert_eq!(post(&sandbox, "compteRendu", &format!("KEY&smsID={id}")).text(), report);
    }
}

#[test]
fn a_pipe_ends_a_reply_if_a_switch_says_so() {
    let sandbox =
        started_with(|switches| switches.replies_trailing_pipe = RepliesTrailingPipe::Written);
    let id = send_one(&sandbox);
    sandbox.reply(&id, "33639980011", "OUI").unwrap();
    let list = post(&sandbox, "responseList", "KEY").text();
    assert!(list.ends_with(&format!("{id} |")), "{list}");
}

#[test]
fn a_refused_key_has_the_http_status_of_a_switch() {
    for (status, expected) in [
        (KeyErrorStatus::ByCode, 401),
        (KeyErrorStatus::BadRequest, 400),
        (KeyErrorStatus::Success, 200),
    ] {
        let sandbox = started_with(|switches| switches.key_error_status = status);
        let answer = get(&sandbox, "/http/2.0/createAuthorisation.do?accessToken=wrong");
        assert_eq!(answer.status(), expected);
        assert_eq!(answer.json()["status"], expected);
        assert!(answer.json().get("accessToken").is_none());
    }
}

#[test]
fn a_date_and_a_group_are_refused_with_the_codes_of_switches() {
    let sandbox = started();
    for (name, code) in [("refusal.date", "40"), ("refusal.group", "44")] {
        sandbox.set_switch(name, code).unwrap();
    }
    let form = "KEY&message=Bonjour&numero=33639980011&date_envoi=never";
    assert!(post(&sandbox, "sendSMS", form).text().starts_with("40 | "));
    let form = "KEY&message=Bonjour&groupe=nobody";
    assert!(post(&sandbox, "sendSMS", form).text().starts_with("44 | "));
}

#[test]
fn a_schedule_in_the_past_is_sent_at_once_if_a_switch_says_so() {
    let sandbox = started();
    sandbox.set_switch("schedule.past", "sent_at_once").unwrap();
    let form = "KEY&message=Bonjour&numero=33639980011&date_envoi=01012015-12:00";
    post(&sandbox, "sendSMS", form).id();
    assert_eq!(sandbox.messages()[0].status, 0);
}

#[test]
fn dates_are_those_of_the_zone_of_a_switch() {
    let sandbox = started();
    sandbox.set_switch("time.zone", "utc").unwrap();
    let form = "KEY&message=Bonjour&numero=33639980011&date_envoi=01012099-12:00";
    post(&sandbox, "sendSMS", form).id();
    assert_eq!(sandbox.messages()[0].sent_at, "2099-01-01T12:00:00Z");
}
