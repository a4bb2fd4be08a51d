//! A proxy stands between: what it does not let through was not sent.

use std::error::Error as _;
use std::fmt::Write as _;

use smsmode_http::{
    Account, Client, Error, HttpSettings, Method, Outcome, ProxySetting, SettingsError,
    TransportErrorKind as Kind, UreqTransport,
};

use crate::hostile::calls::{
    SHORT, account, account_at, assert_not_sent, assert_unknown, batch, client_with, send,
};
use crate::hostile::proxy::{AUTHORIZATION, PASSWORD, through, through_address};
use crate::hostile::silence::{FullQueue, closed_address};
use crate::hostile::{Hostile, Seen, Visit, ok};

/// A service that accepts whatever comes.
fn service() -> Hostile {
    Hostile::start(|mut visit| {
        while visit.read_request().is_some() {
            visit.write(ok("0 | ok | A1"));
        }
    })
}

/// Sends by POST, by GET and as a batch through this proxy, and tells how each failed and what the
/// service saw.
fn failures(script: impl Fn(Visit) + Send + Sync + 'static) -> (Vec<Error>, Seen) {
    let (service, proxy) = (service(), Hostile::start(script));
    let errors = all_ways(&account(service.address()), |account| {
        client_with(account, &through(&proxy)).with_timeout(SHORT)
    });
    (errors, service.end())
}

fn all_ways(account: &Account, client: impl Fn(Account) -> Client) -> Vec<Error> {
    let post = client(account.clone());
    let get = client(account.clone().with_method(Method::Get));
    [post.call(&send()), get.call(&send()), post.call(&batch())].map(Result::unwrap_err).into()
}

/// Writes to a proxy are not writes to the service: even a GET is not sent.
#[track_caller]
fn assert_kept_back(script: impl Fn(Visit) + Send + Sync + 'static, kind: Kind) {
    let (errors, seen) = failures(script);
    for error in &errors {
        assert_not_sent(error, kind);
    }
    assert_eq!((seen.connections, seen.requests.len()), (0, 0));
}

fn refusing(answer: &'static str) -> impl Fn(Visit) + Send + Sync + 'static {
    move |mut visit| {
        visit.read_connect();
        visit.write(answer);
    }
}

#[test]
fn a_send_goes_through_a_proxy() {
    let (service, proxy) = (service(), Hostile::start(Visit::tunnel));
    let expected = format!("CONNECT {} HTTP/1.1", service.address());
    let client = client_with(account(service.address()), &through(&proxy));
    assert!(client.call(&send()).unwrap().message_id.is_some());
    drop(client);
    let (asked, arrived) = (proxy.end(), service.end());
    assert_eq!(asked.requests[0].line(), expected);
    assert!(asked.requests[0].head.contains(AUTHORIZATION), "{}", asked.requests[0].head);
    assert_eq!(arrived.requests.len(), 1);
}

#[test]
fn the_service_is_told_nothing_of_the_proxy() {
    let (service, proxy) = (service(), Hostile::start(Visit::tunnel));
    let client = client_with(account(service.address()), &through(&proxy));
    client.call(&send()).unwrap();
    drop(client);
    assert!(!service.end().requests[0].head.to_lowercase().contains("proxy"));
}

#[test]
fn a_query_goes_through_a_proxy_byte_for_byte() {
    let (service, proxy) = (service(), Hostile::start(Visit::tunnel));
    let account = account(service.address()).with_method(Method::Get);
    let client = client_with(account, &through(&proxy));
    let send = crate::hostile::calls::send_text("?*** 100 %");
    let request = smsmode_http::Endpoint::request(&send, client.account()).unwrap();
    client.call(&send).unwrap();
    drop(client);
    let (asked, arrived) = (proxy.end(), service.end());
    assert!(arrived.requests[0].line().contains(request.query().unwrap()));
    assert!(!asked.requests[0].head.contains("accessToken"));
}

#[test]
fn a_proxy_that_wants_another_password_is_not_sent() {
    let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    assert_kept_back(refusing(answer), Kind::Proxy);
}

#[test]
fn a_proxy_that_refuses_is_not_sent() {
    assert_kept_back(refusing("HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n"), Kind::Proxy);
    assert_kept_back(refusing("HTTP/1.1 502 x\r\nContent-Length: 0\r\n\r\n"), Kind::Proxy);
}

#[test]
fn a_proxy_that_says_nothing_is_not_sent() {
    assert_kept_back(Visit::say_nothing, Kind::Unreachable);
}

#[test]
fn a_proxy_that_resets_is_not_sent() {
    assert_kept_back(
        |mut visit| {
            visit.read_connect();
            visit.reset();
        },
        Kind::Unreachable,
    );
}

#[test]
fn a_proxy_that_hangs_up_is_not_sent() {
    let (errors, seen) = failures(refusing(""));
    assert!(errors.iter().all(|error| error.outcome() == Outcome::NotSent), "{errors:?}");
    assert_eq!(seen.connections, 0);
}

#[test]
fn a_proxy_that_speaks_no_http_is_not_sent() {
    let (errors, seen) = failures(refusing("220 mail.example ESMTP\r\n\r\n"));
    assert!(errors.iter().all(|error| error.outcome() == Outcome::NotSent), "{errors:?}");
    assert_eq!(seen.connections, 0);
}

#[test]
fn a_proxy_that_is_not_there_is_not_sent() {
    let full = FullQueue::new();
    for proxy in [closed_address(), full.address()] {
        let account = account(closed_address());
        let errors = all_ways(&account, |account| {
            client_with(account, &through_address(proxy)).with_timeout(SHORT)
        });
        for error in &errors {
            assert_not_sent(error, Kind::Unreachable);
        }
    }
}

#[test]
fn a_tls_handshake_that_stalls_behind_a_proxy_is_not_sent() {
    let (service, proxy) = (Hostile::start(Visit::say_nothing), Hostile::start(Visit::tunnel));
    let account = account_at(&format!("https://{}", service.address()));
    let errors =
        all_ways(&account, |account| client_with(account, &through(&proxy)).with_timeout(SHORT));
    for error in &errors {
        assert_not_sent(error, Kind::Unreachable);
    }
    assert_eq!(service.end().requests.len(), 0);
}

#[test]
fn a_reset_behind_a_proxy_is_maybe_sent() {
    let service = Hostile::start(|mut visit| {
        visit.read_request();
        visit.reset();
    });
    let proxy = Hostile::start(Visit::tunnel);
    let client = client_with(account(service.address()), &through(&proxy));
    assert_unknown(&client.call(&send()).unwrap_err(), Kind::Interrupted);
    drop(client);
    let seen = service.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

/// Otherwise ureq takes port 80 without a word.
#[test]
fn a_proxy_whose_port_is_none_is_refused() {
    for port in ["port", "99999", "80a"] {
        let url = ProxySetting::Url(format!("http://127.0.0.1:{port}"));
        let error = UreqTransport::new(&HttpSettings::default().with_proxy(url)).err();
        assert_eq!(error, Some(SettingsError::Proxy), "{port}");
    }
}

#[test]
fn the_password_of_a_proxy_is_never_shown() {
    let proxy = Hostile::start(refusing("HTTP/1.1 407 x\r\nContent-Length: 0\r\n\r\n"));
    let settings = through(&proxy);
    let client = client_with(account(closed_address()), &settings);
    let error = client.call(&send()).unwrap_err();
    let url = ProxySetting::Url(format!("http://a:{PASSWORD}@localhost:1"));
    let mut shown = format!("{settings:?} {client:?} {url:?} {error:?}");
    let mut source = Some(&error as &dyn std::error::Error);
    while let Some(error) = source {
        write!(shown, " {error} {error:?}").unwrap();
        source = error.source();
    }
    assert!(!shown.contains(PASSWORD), "{shown}");
    assert!(error.source().is_some());
}
