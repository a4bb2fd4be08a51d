//! The life of a message: status, report, schedule, deletion.

use std::time::{Duration, SystemTime};

use smsmode_core::MessageStatus;
use smsmode_sandbox::{MessageFilter, ReportsShown, Sandbox, SandboxOptions, TrailingPipe};

use crate::http::{DELAY, PATIENCE, balance, post, send_one, started, started_with};

const DAY: Duration = Duration::from_secs(24 * 3600);

fn status(sandbox: &Sandbox, id: &str) -> String {
    post(sandbox, "smsStatus", &format!("KEY&smsID={id}")).text()
}

fn report(sandbox: &Sandbox, id: &str) -> String {
    post(sandbox, "compteRendu", &format!("KEY&smsID={id}")).text()
}

#[test]
fn a_message_is_sent_then_at_the_operator_then_received() {
    let sandbox = started();
    let id = send_one(&sandbox);
    assert_eq!(status(&sandbox, &id), "0 | Envoy\u{e9}");
    sandbox.advance(DELAY);
    assert_eq!(status(&sandbox, &id), "13 | D\u{e9}livr\u{e9} \u{e0} l'op\u{e9}rateur");
    sandbox.advance(DELAY * 2);
    assert!(status(&sandbox, &id).starts_with("11 | "));
    let history: Vec<_> =
        sandbox.messages()[0].history.iter().map(|change| change.status).collect();
    assert_eq!(history, [0, 13, 11]);
}

#[test]
fn time_alone_delivers_a_message() {
    let options = SandboxOptions::new().with_delivery_delay(Duration::from_millis(1));
    let sandbox = Sandbox::start(options).unwrap();
    send_one(&sandbox);
    let received = MessageFilter::new().with_status(MessageStatus::RECEIVED);
    assert_eq!(sandbox.wait_for(&received, 1, PATIENCE).len(), 1);
}

#[test]
fn a_report_has_each_recipient() {
    let sandbox = started();
    let id = post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011,33639980012").id();
    sandbox.advance(DELAY);
    assert_eq!(report(&sandbox, &id), "33639980011 13 | 33639980012 13 |");
}

#[test]
fn a_switch_leaves_the_trailing_pipe_out() {
    let sandbox = started_with(|switches| switches.report_trailing_pipe = TrailingPipe::LeftOut);
    let id = send_one(&sandbox);
    assert_eq!(report(&sandbox, &id), "33639980011 0");
}

#[test]
fn a_switch_shows_no_more_than_sent_without_a_report() {
    let sandbox = started_with(|switches| switches.reports_shown = ReportsShown::WithDeliveryUrl);
    let without = send_one(&sandbox);
    let form = "KEY&message=Bonjour&numero=33639980011&notification_url=https%3A%2F%2Fexample.org";
    let with = post(&sandbox, "sendSMS", form).id();
    sandbox.advance(DELAY * 3);
    assert_eq!(status(&sandbox, &without), "0 | Envoy\u{e9}");
    assert!(status(&sandbox, &with).starts_with("11 | "));
}

#[test]
fn an_unknown_message_is_61() {
    let sandbox = started();
    for call in ["smsStatus", "compteRendu", "deleteSMS"] {
        assert!(post(&sandbox, call, "KEY&smsID=12345678").text().starts_with("61 | "), "{call}");
        assert!(post(&sandbox, call, "KEY").text().ends_with("manquant : smsID"), "{call}");
    }
}

#[test]
fn after_30_days_a_message_is_unknown() {
    let sandbox = started();
    let id = send_one(&sandbox);
    sandbox.advance(DAY * 29);
    assert!(status(&sandbox, &id).starts_with("11 | "));
    sandbox.advance(DAY * 2);
    assert!(status(&sandbox, &id).starts_with("61 | "));
    assert!(report(&sandbox, &id).starts_with("61 | "));
}

/// Midday of 1 July 2027 in Paris.
fn midsummer() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_814_436_000)
}

fn scheduled() -> (Sandbox, String) {
    let options = SandboxOptions::new().with_clock_start(midsummer()).with_delivery_delay(DELAY);
    let sandbox = Sandbox::start(options).unwrap();
    let form = "KEY&message=Bonjour&numero=33639980011&date_envoi=02072027-12:00";
    let id = post(&sandbox, "sendSMS", form).id();
    (sandbox, id)
}

#[test]
fn a_scheduled_message_waits_for_its_time_in_paris() {
    let (sandbox, id) = scheduled();
    assert!(status(&sandbox, &id).starts_with("10 | "));
    assert_eq!(sandbox.messages()[0].sent_at, "2027-07-02T10:00:00Z");
    sandbox.advance(DAY);
    assert!(status(&sandbox, &id).starts_with("0 | "));
    sandbox.advance(DELAY * 3);
    let history: Vec<_> =
        sandbox.messages()[0].history.iter().map(|change| change.status).collect();
    assert_eq!(history, [10, 0, 13, 11]);
}

#[test]
fn a_scheduled_message_that_is_deleted_never_leaves_and_is_paid_back() {
    let (sandbox, id) = scheduled();
    assert_eq!(balance(&sandbox), "999.0");
    assert_eq!(
        post(&sandbox, "deleteSMS", &format!("KEY&smsID={id}")).text(),
        "0 | SMS supprim\u{e9}"
    );
    sandbox.advance(DAY * 2);
    let message = &sandbox.messages()[0];
    assert_eq!((message.deleted, message.history.len()), (true, 1));
    assert_eq!(balance(&sandbox), "1000.0");
    assert!(status(&sandbox, &id).starts_with("61 | "));
}

#[test]
fn deleting_by_number_takes_the_most_recent_message() {
    let sandbox = started();
    let (first, second) = (send_one(&sandbox), send_one(&sandbox));
    let delete = || post(&sandbox, "deleteSMS", "KEY&numero=0639980011").text();
    assert!(delete().starts_with("0 | "));
    assert!(status(&sandbox, &second).starts_with("61 | "));
    assert!(status(&sandbox, &first).starts_with("0 | "));
    assert!(delete().starts_with("0 | "));
    assert!(delete().starts_with("61 | "));
}

#[test]
fn another_account_sees_nothing() {
    let sandbox = started();
    let id = send_one(&sandbox);
    post(&sandbox, "createSubAccount", "KEY&newPseudo=other&newPass=secret");
    let other = "pseudo=other&pass=secret";
    assert!(
        post(&sandbox, "smsStatus", &format!("{other}&smsID={id}")).text().starts_with("61 | ")
    );
    assert_eq!(post(&sandbox, "smsList", other).text(), "");
}
