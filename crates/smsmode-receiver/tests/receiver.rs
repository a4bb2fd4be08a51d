//! A receiver as the service sees it: raw requests over TCP.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use smsmode_core::{
    CallbackKey, CallbackKind, CallbackSigner, ClientReference, MessageId, MessageStatus,
    PhoneNumber, Timestamp,
};
use smsmode_receiver::{Event, Receiver, ReceiverError, ReceiverOptions};

const DAY: i64 = 86_400;
const LONG: Duration = Duration::from_secs(30);
const RECEIPT: &str =
    "numero=33639980011&date_reception=2026-11-22+13%3A45%3A00&smsID=S7EpYZ5kmS87";

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_795_353_900)
}

fn key(byte: u8) -> CallbackKey {
    CallbackKey::new([byte; 32]).unwrap()
}

fn options() -> ReceiverOptions {
    ReceiverOptions::new(CallbackSigner::new(key(1))).with_clock(now)
}

fn start() -> Receiver {
    Receiver::start(options()).unwrap()
}

fn path_at(receiver: &Receiver, kind: CallbackKind, sent_at: Timestamp) -> String {
    let reference = ClientReference::new("order-12").unwrap();
    let url = receiver.sign(kind, &reference, sent_at).unwrap();
    let base = format!("http://{}", receiver.address());
    url.as_str().strip_prefix(&base).unwrap().to_owned()
}

fn path(receiver: &Receiver, kind: CallbackKind) -> String {
    path_at(receiver, kind, now())
}

/// The whole answer, as it came.
fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

fn call(receiver: &Receiver, method: &str, target: &str) -> String {
    let request = format!("{method} {target} HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    exchange(receiver.address(), &request)
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

fn get(receiver: &Receiver, target: &str) -> String {
    status(&call(receiver, "GET", target)).to_owned()
}

/// An answer without the line that tells the time of day.
fn without_date(answer: &str) -> String {
    answer.lines().filter(|line| !line.starts_with("date:")).collect()
}

#[test]
fn a_receipt_is_stored_before_it_is_answered() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    assert_eq!(get(&receiver, &format!("{path}?{RECEIPT}&statut=11&mcc_mnc=02001")), "200");
    let Some(Event::Delivery(receipt)) = receiver.next_event(Duration::ZERO) else { panic!() };
    assert_eq!(receipt.status, MessageStatus::RECEIVED);
    assert_eq!(receipt.client_reference.as_deref(), Some("order-12"));
    assert_eq!(receipt.network.as_deref(), Some("02001"));
}

#[test]
fn a_waiting_caller_is_woken_by_what_comes() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| receiver.next_event(LONG));
        get(&receiver, &format!("{path}?{RECEIPT}&statut=11"));
        assert!(waiting.join().unwrap().is_some());
    });
}

#[test]
fn whoever_waits_for_nothing_is_told_so() {
    assert_eq!(start().next_event(Duration::from_millis(1)), None);
}

#[test]
fn forged_expired_and_unknown_addresses_get_one_and_the_same_answer() {
    let receiver = start();
    let good = path(&receiver, CallbackKind::Delivery);
    let expired = path_at(&receiver, CallbackKind::Delivery, now().plus_seconds(-7 * DAY - 1));
    let forged = good.replace("order-12", "order-13");
    let targets = [forged, expired, "/".to_owned(), "/dlr".to_owned(), "/favicon.ico".to_owned()];
    let answers = targets.map(|target| {
        without_date(&call(&receiver, "GET", &format!("{target}?{RECEIPT}&statut=11")))
    });
    assert_eq!(status(&answers[0]), "404");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(receiver.events().is_empty());
}

#[test]
fn a_contradicting_reference_is_answered_like_a_forged_address() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    assert_eq!(get(&receiver, &format!("{path}?{RECEIPT}&statut=11&refClient=order-13")), "404");
    assert!(receiver.events().is_empty());
}

#[test]
fn a_duplicate_is_thanked_for_and_not_told_again() {
    let receiver = start();
    let receipt = format!("{}?{RECEIPT}&statut=11", path(&receiver, CallbackKind::Delivery));
    let reply = format!(
        "{}?emetteur=33639980011&message=oui&responseID=r1",
        path(&receiver, CallbackKind::Reply)
    );
    for target in [&receipt, &reply, &receipt, &reply] {
        assert_eq!(get(&receiver, target), "200");
    }
    assert_eq!(receiver.events().len(), 2);
}

#[test]
fn a_late_temporary_receipt_does_not_undo_a_final_one() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    let id = MessageId::new("S7EpYZ5kmS87").unwrap();
    let to = PhoneNumber::parse("06 39 98 00 11").unwrap();
    let mut told = Vec::new();
    for code in [13, 14, 11, 13, 3501] {
        get(&receiver, &format!("{path}?{RECEIPT}&statut={code}"));
        told.push(receiver.status_of(&id, to).unwrap().code());
    }
    assert_eq!(told, [13, 14, 14, 14, 14]);
    assert_eq!(receiver.status_of(&id, PhoneNumber::parse("0639980012").unwrap()), None);
}

#[test]
fn latin_and_utf8_replies_are_both_read() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Reply);
    for (id, text) in [("r1", "arriv%E9+%A4"), ("r2", "arriv%C3%A9+%E2%82%AC")] {
        let query = format!("emetteur=33639980011&message={text}&responseID={id}");
        assert_eq!(get(&receiver, &format!("{path}?{query}")), "200");
        let Some(Event::Reply(reply)) = receiver.next_event(LONG) else { panic!() };
        assert_eq!(reply.text.as_str(), "arrivé €");
    }
}

#[test]
fn what_an_older_key_signed_is_believed_during_rotation() {
    let signer = CallbackSigner::new(key(2)).with_previous(key(1));
    let receiver = Receiver::start(ReceiverOptions::new(signer).with_clock(now)).unwrap();
    let old = path(&start(), CallbackKind::Delivery);
    let new = path(&receiver, CallbackKind::Delivery);
    assert_eq!(get(&receiver, &format!("{old}?{RECEIPT}&statut=13")), "200");
    assert_eq!(get(&receiver, &format!("{new}?{RECEIPT}&statut=11")), "200");
    assert_eq!(get(&start(), &format!("{new}?{RECEIPT}&statut=11")), "404");
}

#[test]
fn the_address_of_the_account_takes_replies() {
    let receiver = start();
    let url = receiver.sign_account_replies().unwrap();
    let base = format!("http://{}", receiver.address());
    let path = url.as_str().strip_prefix(&base).unwrap();
    assert_eq!(get(&receiver, &format!("{path}?emetteur=33639980011&message=oui")), "200");
}

#[test]
fn other_methods_are_refused() {
    let receiver = start();
    let target = format!("{}?{RECEIPT}&statut=11", path(&receiver, CallbackKind::Delivery));
    for method in ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(status(&call(&receiver, method, &target)), "405", "{method}");
    }
    assert!(receiver.events().is_empty());
}

#[test]
fn what_cannot_be_read_is_a_bad_request() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    let long = format!("{RECEIPT}&statut=11&other={}", "a".repeat(8 * 1024));
    let many = format!("{RECEIPT}&statut=11{}", "&a=b".repeat(32));
    for query in ["", "statut=11", "smsID=A1&statut=delivered", &long, &many] {
        assert_eq!(get(&receiver, &format!("{path}?{query}")), "400");
    }
    assert!(receiver.events().is_empty());
}

#[test]
fn an_endless_head_is_cut_off() {
    let receiver = start();
    let path = path(&receiver, CallbackKind::Delivery);
    let mut stream = TcpStream::connect(receiver.address()).unwrap();
    // What the system says of a connection that was cut meanwhile does not matter.
    let _ = write!(stream, "GET {path}?{RECEIPT}&statut=11 HTTP/1.1\r\n");
    let _ = stream.write_all(&vec![b'a'; 64 * 1024]);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    assert!(receiver.events().is_empty());
}

#[test]
fn half_sent_heads_do_not_hold_up_others() {
    let receiver = start();
    let target = format!("{}?{RECEIPT}&statut=11", path(&receiver, CallbackKind::Delivery));
    let slow: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = TcpStream::connect(receiver.address()).unwrap();
            stream.write_all(b"GET /dlr/order-12 HTTP/1.1\r\nHost: sh").unwrap();
            stream
        })
        .collect();
    assert_eq!(get(&receiver, &target), "200");
    drop(slow);
}

#[test]
fn a_proxy_address_is_signed_and_its_path_understood() {
    let receiver = Receiver::start(options().with_public_url("https://shop.example/sms/")).unwrap();
    let reference = ClientReference::new("order-12").unwrap();
    let url = receiver.sign(CallbackKind::Delivery, &reference, now()).unwrap();
    let path = url.as_str().strip_prefix("https://shop.example").unwrap();
    assert!(path.starts_with("/sms/dlr/order-12/"));
    assert_eq!(get(&receiver, &format!("{path}?{RECEIPT}&statut=11")), "200");
}

#[test]
fn a_stopped_receiver_frees_its_port() {
    let receiver = start();
    let address = receiver.address();
    let half = TcpStream::connect(address).unwrap();
    drop(receiver);
    TcpListener::bind(address).unwrap();
    drop(half);
}

#[test]
fn what_prevents_a_start_is_told() {
    let taken = start();
    let again = Receiver::start(options().with_address(taken.address()));
    let error = again.unwrap_err();
    assert!(matches!(error, ReceiverError::Bind { address, .. } if address == taken.address()));
    assert!(std::error::Error::source(&error).is_some());

    let base = Receiver::start(options().with_public_url("shop.example?x"));
    assert!(matches!(base, Err(ReceiverError::PublicUrl(_))));
}
