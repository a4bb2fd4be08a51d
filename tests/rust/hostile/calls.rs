//! Calls to a hostile server, and what is asserted of them.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use smsmode_http::{
    Account, ApiKey, BaseUrl, BatchRow, Cause, Client, Endpoint, Error, GsmText, HttpSettings,
    Outcome, PhoneNumber, ProxySetting, Recipients, RetryPolicy, SendBatch, SendSms, Sent,
    TransportErrorKind as Kind, UreqTransport,
};

use super::{Hostile, PATIENCE, Seen, Visit};

/// Long enough to reach a server on this machine, short enough to run out.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

pub(crate) fn send() -> SendSms {
    send_text("Bonjour Maman")
}

pub(crate) fn send_text(text: &str) -> SendSms {
    SendSms::new(Recipients::parse(["0639980011"]).unwrap(), GsmText::unlimited(text).unwrap())
}

pub(crate) fn batch() -> SendBatch {
    let number = PhoneNumber::parse("0639980011").unwrap();
    SendBatch::new([BatchRow::new(number, GsmText::new("Bonjour Maman").unwrap())]).unwrap()
}

/// A batch of so many MiB.
pub(crate) fn heavy_batch(mebibytes: usize) -> SendBatch {
    let number = PhoneNumber::parse("0639980011").unwrap();
    let text = GsmText::unlimited("a".repeat(1 << 20)).unwrap();
    SendBatch::new(vec![BatchRow::new(number, text); mebibytes]).unwrap()
}

/// An account at this server.
pub(crate) fn account(address: SocketAddr) -> Account {
    account_at(&format!("http://{address}"))
}

pub(crate) fn account_at(address: &str) -> Account {
    Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap()).with_base_url(BaseUrl::new(address).unwrap())
}

/// Whatever the environment says, no proxy.
pub(crate) fn settings() -> HttpSettings {
    HttpSettings::default().with_proxy(ProxySetting::None)
}

/// A client that repeats at once what may be repeated.
pub(crate) fn client(account: Account) -> Client {
    client_with(account, &settings())
}

pub(crate) fn client_with(account: Account, settings: &HttpSettings) -> Client {
    let at_once = RetryPolicy::default().with_delays(Duration::ZERO, Duration::ZERO);
    Client::with_settings(account, settings).unwrap().with_timeout(PATIENCE).with_retry(at_once)
}

/// Makes one call, and tells how it ended and what the server saw.
pub(crate) fn exchange<E: Endpoint>(
    endpoint: &E,
    timeout: Duration,
    script: impl Fn(Visit) + Send + Sync + 'static,
) -> (Result<E::Output, Error>, Seen) {
    exchange_with(endpoint, |client| client.with_timeout(timeout), script)
}

/// As [`exchange`], with a client of one's own.
pub(crate) fn exchange_with<E: Endpoint>(
    endpoint: &E,
    prepare: impl FnOnce(Client) -> Client,
    script: impl Fn(Visit) + Send + Sync + 'static,
) -> (Result<E::Output, Error>, Seen) {
    let server = Hostile::start(script);
    let client = prepare(client(account(server.address())));
    let begun = Instant::now();
    let result = client.call(endpoint);
    assert!(begun.elapsed() < PATIENCE, "the call took {:?}", begun.elapsed());
    drop(client);
    (result, server.end())
}

/// Nothing was sent, and the same call may be made again if the failure passes by itself.
#[track_caller]
pub(crate) fn assert_not_sent(error: &Error, kind: Kind) {
    assert_eq!(transport_failure(error), (Sent::NotSent, kind), "{error:?}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.retry(), kind == Kind::Unreachable);
}

/// A costly call may have been received: it must not be made again.
#[track_caller]
pub(crate) fn assert_unknown(error: &Error, kind: Kind) {
    assert_eq!(transport_failure(error), (Sent::MaybeSent, kind), "{error:?}");
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(!error.retry());
}

#[track_caller]
fn transport_failure(error: &Error) -> (Sent, Kind) {
    match error.cause() {
        Cause::Transport(failure) => (failure.sent(), failure.kind()),
        other => panic!("no failure of the transport: {other:?}"),
    }
}

/// The transport of a client, to share it.
pub(crate) fn transport(client: &Client) -> UreqTransport {
    client.transport().clone()
}
