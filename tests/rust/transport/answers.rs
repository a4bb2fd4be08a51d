//! What each answer to a send means, read from a real connection.

use std::time::Duration;

use smsmode_http::{
    Accepted, CreateApiKey, DeleteSms, Endpoint, Error, ListSent, MessageId, Outcome, PhoneNumber,
    TransportErrorKind as Kind,
};

use crate::hostile::calls::{SHORT, assert_unknown, batch, exchange, exchange_with, send};
use crate::hostile::{PATIENCE, Visit, cut, ok, with_status};

/// Sends, and gets these bytes before the connection ends.
fn answered(answer: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Accepted, Error> {
    answered_and(answer, PATIENCE, Visit::close)
}

fn answered_and(
    answer: impl AsRef<[u8]> + Send + Sync + 'static,
    timeout: Duration,
    end: impl Fn(Visit) + Send + Sync + 'static,
) -> Result<Accepted, Error> {
    let (result, seen) = exchange(&send(), timeout, move |mut visit| {
        visit.read_request();
        visit.write(&answer);
        end(visit);
    });
    assert_eq!((seen.connections, seen.requests.len()), (1, 1), "a send is made once");
    result
}

#[track_caller]
fn assert_accepted(result: Result<Accepted, Error>, id: Option<&str>, provisional: bool) {
    let accepted = result.unwrap();
    assert_eq!(accepted.message_id.as_ref().map(MessageId::as_str), id);
    assert_eq!(accepted.provisional, provisional);
}

#[track_caller]
fn assert_ends(result: Result<Accepted, Error>, outcome: Outcome, retry: bool) -> Error {
    let error = result.unwrap_err();
    assert_eq!((error.outcome(), error.retry()), (outcome, retry), "{error:?}");
    error
}

#[test]
fn a_yes_with_an_id_is_accepted() {
    assert_accepted(answered(ok("0 | Accept | S7EpYZ5kmS87")), Some("S7EpYZ5kmS87"), false);
}

#[test]
fn a_yes_in_chunks_is_accepted() {
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
        5\r\n0 | A\r\n9\r\nccept | A\r\n1\r\n1\r\n0\r\n\r\n";
    assert_accepted(answered(chunks), Some("A1"), false);
}

#[test]
fn a_yes_that_comes_byte_by_byte_is_accepted() {
    let (result, _) = exchange(&send(), PATIENCE, |mut visit| {
        visit.read_request();
        visit.trickle(ok("0 | ok | A1"));
    });
    assert_accepted(result, Some("A1"), false);
}

#[test]
fn an_answer_without_a_length_has_a_provisional_id() {
    let unmarked = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n0 | ok | A1";
    assert_accepted(answered(unmarked), Some("A1"), true);
}

#[test]
fn a_cut_after_the_yes_is_accepted_with_its_id_lost() {
    assert_accepted(answered(cut("0 | A")), None, false);
    assert_accepted(answered_and(cut("0 | A"), PATIENCE, Visit::reset), None, false);
    let chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n0 | A\r\n";
    assert_accepted(answered(chunk), None, false);
}

#[test]
fn a_stall_after_the_yes_is_accepted_with_its_id_lost() {
    assert_accepted(answered_and(cut("0 | A"), SHORT, Visit::say_nothing), None, false);
    assert_accepted(
        answered_and(cut("0 | A"), SHORT, |visit| visit.trickle("a".repeat(90))),
        None,
        false,
    );
}

#[test]
fn a_cut_before_the_yes_is_unknown() {
    assert_unknown(&answered(cut("")).unwrap_err(), Kind::Interrupted);
    assert_unknown(&answered(cut("0")).unwrap_err(), Kind::Interrupted);
    let stalled = answered_and(cut("0"), SHORT, Visit::say_nothing);
    assert_unknown(&stalled.unwrap_err(), Kind::Timeout);
}

#[test]
fn a_refusal_has_its_outcome() {
    assert_ends(answered(ok("50 | Service indisponible")), Outcome::Refused, true);
    for body in ["32 | x", "33 | x", "35 | x", "99 | x"] {
        let error = assert_ends(answered(ok(body)), Outcome::Refused, false);
        assert!(body.starts_with(&error.refusal().unwrap().code().code().to_string()));
    }
}

#[test]
fn an_internal_error_leaves_a_send_unknown() {
    assert_ends(answered(ok("31 | Erreur interne")), Outcome::Unknown, false);
    assert_ends(answered(with_status("500 x", "31 | Erreur interne")), Outcome::Unknown, false);
}

#[test]
fn a_refusal_under_an_error_status_is_a_refusal() {
    assert_ends(answered(with_status("503 x", "33 | x")), Outcome::Refused, false);
}

#[test]
fn an_http_status_has_its_outcome() {
    for (status, outcome, retry) in [
        ("429 Too Many Requests", Outcome::Refused, true),
        ("503 Service Unavailable", Outcome::Refused, true),
        ("404 Not Found", Outcome::Refused, false),
        ("407 Proxy Authentication Required", Outcome::NotSent, false),
        ("408 Request Timeout", Outcome::Unknown, false),
        ("500 Internal Server Error", Outcome::Unknown, false),
        ("502 Bad Gateway", Outcome::Unknown, false),
        ("504 Gateway Timeout", Outcome::Unknown, false),
    ] {
        let error = assert_ends(answered(with_status(status, "<html>")), outcome, retry);
        assert!(status.starts_with(&error.http_status().unwrap().to_string()));
    }
}

#[test]
fn a_yes_under_an_error_status_is_unknown() {
    assert_ends(answered(with_status("502 x", "0 | ok | A1")), Outcome::Unknown, false);
}

#[test]
fn what_nobody_understands_is_unknown() {
    for body in ["", "OK", "<html>", "S7EpYZ5kmS87"] {
        assert_ends(answered(ok(body)), Outcome::Unknown, false);
    }
    assert_ends(answered("HTTP/1.1 204 No Content\r\n\r\n"), Outcome::Unknown, false);
}

#[test]
fn retry_after_is_handed_on() {
    let answer = "HTTP/1.1 429 x\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
    let error = assert_ends(answered(answer), Outcome::Refused, true);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
}

/// Following it would make a GET, ten times over.
#[test]
fn a_redirect_is_not_followed() {
    for status in ["301", "302", "303", "307", "308"] {
        let (result, seen) = exchange(&send(), PATIENCE, move |mut visit| {
            while let Some(request) = visit.read_request() {
                let back = request.line().split(' ').nth(1).unwrap().to_owned();
                visit.write(format!(
                    "HTTP/1.1 {status} x\r\nLocation: {back}\r\nContent-Length: 0\r\n\r\n"
                ));
            }
        });
        let error = assert_ends(result, Outcome::Unknown, false);
        assert_eq!(error.http_status().unwrap().to_string(), status);
        assert_eq!(seen.requests.len(), 1, "{status}");
    }
}

#[test]
fn a_send_whose_answer_is_too_large_is_unknown() {
    let huge = || ok(&"<p>".repeat(10 << 20));
    assert_unknown(&answered(huge()).unwrap_err(), Kind::TooLarge);
}

/// It said yes: that it then said too much does not take it back.
#[test]
fn a_yes_that_is_too_large_is_accepted_with_its_id_lost() {
    assert_accepted(answered(ok(&("0 | ".to_owned() + &"a".repeat(10 << 20)))), None, false);
}

#[test]
fn an_answer_may_fill_its_limit_and_not_pass_it() {
    let limited = |limit| {
        let (result, _) = exchange_with(
            &send(),
            move |client| client.with_answer_limits(limit, limit),
            |mut visit| {
                visit.read_request();
                visit.write(ok("0 | ok | A1"));
                visit.say_nothing();
            },
        );
        result.unwrap().message_id.is_some()
    };
    assert!(limited("0 | ok | A1".len()));
    assert!(!limited("0 | ok | A1".len() - 1));
}

#[test]
fn a_list_may_be_larger_than_a_single_answer() {
    let record = "S7EpYZ5kmS87 | 12/05/2015 13:50 | Votre commande | 33639980011 | 1.0 | 1 |\n\n";
    let (result, _) = exchange(&ListSent::new(), PATIENCE, move |mut visit| {
        visit.read_request();
        visit.write(ok(&record.repeat(2_000)));
        visit.say_nothing();
    });
    assert_eq!(result.unwrap().messages.len(), 2_000);
}

/// A cut answer to any costly call is made once and stays unknown.
#[test]
fn every_costly_call_is_made_once() {
    assert_made_once(&batch());
    assert_made_once(&CreateApiKey::new());
    assert_made_once(&DeleteSms::most_recent_to(PhoneNumber::parse("0639980011").unwrap()));
}

fn assert_made_once<E: Endpoint<Output: std::fmt::Debug>>(endpoint: &E) {
    let (result, seen) = exchange(endpoint, PATIENCE, |mut visit| {
        visit.read_request();
        visit.reset();
    });
    assert_unknown(&result.unwrap_err(), Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1), "{}", E::NAME);
}
