//! The query reaches the service byte for byte, although ureq sees only a placeholder.

use smsmode_http::{
    Account, BatchCredential, ClientReference, Endpoint, GsmText, Method, PhoneNumber, Recipients,
    Request, SendSms, UnicodeText,
};

use crate::hostile::calls::{account, batch, client, send_text};
use crate::hostile::{Hostile, Received, ok};

const ODD_TEXTS: [&str; 6] = [
    "Bonjour Maman",
    "?***",
    "/x?*** HTTP/1.1",
    "100 % & +33=€#é*~",
    "%2A%2A%2A %3F***",
    "un\ndeux ?*** HTTP/1.1\r\n\r\ntrois",
];

/// Makes a call, and gives what was to be sent and what arrived.
fn sent_and_received<E: Endpoint<Output: std::fmt::Debug>>(
    endpoint: &E,
    prepare: impl FnOnce(Account) -> Account,
) -> (Request, Received) {
    let server = Hostile::start(|mut visit| {
        visit.read_request();
        visit.write(ok("0 | ok | A1"));
    });
    let client = client(prepare(account(server.address())));
    let request = endpoint.request(client.account()).unwrap();
    client.call(endpoint).unwrap();
    drop(client);
    let mut seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
    (request, seen.requests.remove(0))
}

#[track_caller]
fn assert_arrived(request: &Request, received: &Received) {
    let path = request.url().split_once("/http/").map(|(_, path)| format!("/http/{path}"));
    let method = request.method().as_str();
    assert_eq!(received.line(), format!("{method} {} HTTP/1.1", path.unwrap()));
    assert_eq!(received.body, request.body());
    if let Some(content_type) = request.content_type() {
        assert!(received.head.to_lowercase().contains(&content_type.to_lowercase()));
    }
}

#[test]
fn the_query_of_a_get_arrives_byte_for_byte() {
    for text in ODD_TEXTS {
        let by_get = |account: Account| account.with_method(Method::Get);
        let (request, received) = sent_and_received(&send_text(text), by_get);
        assert!(request.query().is_some());
        assert_arrived(&request, &received);
    }
}

#[test]
fn the_form_of_a_post_arrives_byte_for_byte() {
    for text in ODD_TEXTS {
        let (request, received) = sent_and_received(&send_text(text), |account| account);
        assert!(request.query().is_none());
        assert_arrived(&request, &received);
    }
}

#[test]
fn a_unicode_query_arrives_byte_for_byte() {
    let to = Recipients::parse(["0639980011"]).unwrap();
    let send = SendSms::new(to, UnicodeText::new("☺ ?*** Привет 100 %").unwrap());
    let (request, received) = sent_and_received(&send, |account| account.with_method(Method::Get));
    assert_arrived(&request, &received);
}

#[test]
fn a_query_for_three_hundred_people_arrives_byte_for_byte() {
    let number = |index| PhoneNumber::parse(&format!("06399800{:02}", index % 100)).unwrap();
    let to = Recipients::with_duplicates((0..300).map(number)).unwrap();
    let send = SendSms::new(to, GsmText::new("a").unwrap());
    let (request, received) = sent_and_received(&send, |account| account.with_method(Method::Get));
    assert_arrived(&request, &received);
}

#[test]
fn query_and_file_of_a_batch_arrive_byte_for_byte() {
    let odd = batch().with_reference(ClientReference::new("?*** 100 %").unwrap());
    for place in [BatchCredential::Query, BatchCredential::Body] {
        let place = |account: Account| account.with_batch_credential(place);
        let (request, received) = sent_and_received(&odd, place);
        assert!(request.query().is_some());
        assert_arrived(&request, &received);
    }
}

#[test]
fn a_batch_without_a_query_has_none_on_the_wire() {
    let in_body = |account: Account| account.with_batch_credential(BatchCredential::Body);
    let (request, received) = sent_and_received(&batch(), in_body);
    assert_eq!(request.query(), None);
    assert_arrived(&request, &received);
}

#[test]
fn calls_in_turn_have_each_their_own_query() {
    let server = Hostile::start(|mut visit| {
        while visit.read_request().is_some() {
            visit.write(ok("0 | ok | A1"));
        }
    });
    let get = client(account(server.address()).with_method(Method::Get));
    let texts = ["long".repeat(100), "court".to_owned(), "?***".to_owned()];
    for text in &texts {
        get.call(&send_text(text)).unwrap();
    }
    let expected: Vec<String> = texts
        .iter()
        .map(|text| send_text(text).request(get.account()).unwrap().query().unwrap().to_owned())
        .collect();
    drop(get);
    let seen = server.end();
    assert_eq!(seen.connections, 1, "they share one connection");
    let queries = seen.requests.iter().map(|request| {
        let target = request.line().split(' ').nth(1).unwrap();
        target.split_once('?').unwrap().1.to_owned()
    });
    assert_eq!(queries.collect::<Vec<_>>(), expected);
}
