//! The lists of messages sent and of replies.

use std::time::{Duration, SystemTime};

use smsmode_sandbox::{
    EmptyList, ListSentFirst, ListSeparator, Sandbox, SandboxOptions, TrailingPipe,
};

use crate::http::{post, send_one, started, started_with};

fn send_text(sandbox: &Sandbox, text: &str) -> String {
    post(sandbox, "sendSMS", &format!("KEY&message={text}&numero=33639980011,33639980012")).id()
}

fn sent(sandbox: &Sandbox, page: &str) -> String {
    post(sandbox, "smsList", &format!("KEY{page}")).text()
}

/// Midday of 1 July 2027 in Paris.
fn in_summer() -> Sandbox {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_814_436_000);
    Sandbox::start(SandboxOptions::new().with_clock_start(start)).unwrap()
}

#[test]
fn a_record_has_six_fields_and_a_trailing_pipe() {
    let sandbox = in_summer();
    let id = send_text(&sandbox, "%E9t%E9");
    let record = format!("{id} | 01/07/2027 12:00 | \u{e9}t\u{e9} | 33639980011 | 2.0 | 2 |");
    assert_eq!(sent(&sandbox, ""), record);
}

#[test]
fn texts_are_not_escaped() {
    let sandbox = in_summer();
    let id = send_text(&sandbox, "a+%7C+b%0D%0A%0D%0Ac");
    let record = format!("{id} | 01/07/2027 12:00 | a | b\r\n\r\nc | 33639980011 | 2.0 | 2 |");
    assert_eq!(sent(&sandbox, ""), record);
}

#[test]
fn the_newest_message_comes_first_and_pages_follow() {
    let sandbox = started();
    let ids: Vec<_> = (0..60).map(|_| send_one(&sandbox)).collect();
    let page = |page| {
        sent(&sandbox, page)
            .split("\r\n\r\n")
            .map(|record| record[..12].to_owned())
            .collect::<Vec<_>>()
    };
    let newest_first: Vec<_> = ids.iter().rev().cloned().collect();
    assert_eq!(page(""), newest_first[..50]);
    assert_eq!(page("&offset=2"), newest_first[..2]);
    assert_eq!(page("&start=50"), newest_first[50..]);
    assert_eq!(page("&start=2&offset=3"), newest_first[2..5]);
    assert_eq!(sent(&sandbox, "&start=60"), "");
}

#[test]
fn a_switch_ignores_the_first_index() {
    let sandbox = started_with(|switches| switches.list_sent_first = ListSentFirst::Ignored);
    send_one(&sandbox);
    assert_eq!(sent(&sandbox, "&start=1"), sent(&sandbox, ""));
}

#[test]
fn a_page_is_a_number_up_to_10000() {
    let sandbox = started();
    for page in ["&offset=0", "&offset=10001", "&offset=many", "&start=-1"] {
        assert!(sent(&sandbox, page).starts_with("35 | "), "{page}");
    }
}

#[test]
fn switches_change_what_stands_between_records() {
    for (separator, between) in
        [(ListSeparator::HtmlBreak, "<br/>"), (ListSeparator::LineEnd, "\r\n")]
    {
        let sandbox = started_with(|switches| {
            switches.list_separator = separator;
            switches.trailing_pipe = TrailingPipe::LeftOut;
        });
        send_text(&sandbox, "one");
        send_text(&sandbox, "two");
        assert!(sent(&sandbox, "").contains(&format!(" | 2{between}")));
        assert!(sent(&sandbox, "").ends_with(" | 2"));
    }
}

#[test]
fn an_empty_list_is_an_empty_body_or_a_refusal() {
    let sandbox = started_with(|switches| switches.empty_list = EmptyList::UnknownMessage);
    for call in ["smsList", "responseList"] {
        assert_eq!(post(&started(), call, "KEY").body, b"\r\n");
        assert!(post(&sandbox, call, "KEY").text().starts_with("61 | "));
    }
}

#[test]
fn a_reply_is_listed_with_its_message() {
    let sandbox = in_summer();
    let id = send_one(&sandbox);
    let reply = sandbox.reply(&id, "0639980011", "Oui | d'accord").unwrap();
    let record = format!("{reply} | 01072027-12:00 | 33639980011 | Oui | d'accord | 36034 | {id}");
    assert_eq!(post(&sandbox, "responseList", "KEY").text(), record);
}

#[test]
fn replies_are_listed_by_page_or_by_period() {
    let sandbox = in_summer();
    let id = send_one(&sandbox);
    let day = Duration::from_secs(24 * 3600);
    let replies: Vec<_> = (0..3)
        .map(|_| {
            sandbox.advance(day);
            sandbox.reply(&id, "33639980011", "OUI").unwrap()
        })
        .collect();
    let ids = |options: &str| {
        let text = post(&sandbox, "responseList", &format!("KEY{options}")).text();
        text.split("\r\n\r\n").map(|record| record[..12].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("&start=1&offset=1"), replies[1..2]);
    assert_eq!(
        ids("&startDate=02072027-00:00&endDate=04072027-00:00"),
        [replies[1].clone(), replies[0].clone()]
    );
}

#[test]
fn paging_and_dates_exclude_each_other_and_either_date_needs_the_other() {
    let sandbox = started();
    for options in [
        "&startDate=02072027-00:00",
        "&endDate=02072027-00:00",
        "&startDate=02072027-00:00&endDate=04072027-00:00&start=0",
        "&startDate=02072027-00:00&endDate=04072027-00:00&offset=5",
        "&startDate=02072027&endDate=04072027",
    ] {
        let text = post(&sandbox, "responseList", &format!("KEY{options}")).text();
        assert!(text.starts_with("35 | "), "{options}: {text}");
    }
}
