//! Over TLS: whom a client believes, and what became of a call where it believes nobody.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod hostile;

use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, Error, HttpSettings, Method, Outcome, ProxySetting,
    RootCertificates, TransportErrorKind as Kind,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions, TlsOptions};

use hostile::calls::{assert_not_sent, assert_unknown, batch, client_with, send, settings};
use hostile::proxy::through;
use hostile::{Hostile, Visit};

fn sandbox(tls: TlsOptions) -> Sandbox {
    Sandbox::start(SandboxOptions::new().with_tls(tls)).unwrap()
}

fn account_at(address: &str) -> Account {
    Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(BaseUrl::new(address).unwrap())
}

/// Settings that trust whom this sandbox trusts.
fn trusting(sandbox: &Sandbox, settings: HttpSettings) -> HttpSettings {
    let authority = sandbox.ca_certificate_pem().unwrap().as_bytes().to_vec();
    settings.with_roots(RootCertificates::BundledAnd(authority))
}

fn trusting_client(sandbox: &Sandbox) -> Client {
    client_with(account_at(&sandbox.base_url()), &trusting(sandbox, settings()))
}

/// How a send by POST, one by GET and a batch fail.
fn failures(account: &Account, settings: &HttpSettings) -> [Error; 3] {
    let post = client_with(account.clone(), settings);
    let get = client_with(account.clone().with_method(Method::Get), settings);
    [post.call(&send()), get.call(&send()), post.call(&batch())].map(Result::unwrap_err)
}

#[track_caller]
fn assert_none_is_sent(account: &Account, settings: &HttpSettings, kind: Kind) {
    for error in failures(account, settings) {
        assert_not_sent(&error, kind);
        assert!(!error.retry(), "the same again does not help");
    }
}

#[test]
fn a_send_works_with_the_authority_of_the_sandbox() {
    let sandbox = sandbox(TlsOptions::new());
    let client = trusting_client(&sandbox);
    assert!(client.call(&send()).unwrap().message_id.is_some());
    assert!(client.call(&batch()).unwrap().message_id.is_some());
    let get = client.account().clone().with_method(Method::Get);
    assert!(client_with(get, &trusting(&sandbox, settings())).call(&send()).is_ok());
    assert_eq!(sandbox.messages().len(), 3);
}

#[test]
fn a_burst_works_over_tls() {
    let sandbox = sandbox(TlsOptions::new());
    let client = trusting_client(&sandbox);
    for _ in 0..20 {
        assert!(client.call(&send()).unwrap().message_id.is_some());
    }
    assert_eq!(sandbox.messages().len(), 20);
}

#[test]
fn a_name_works_as_well_as_an_address() {
    let sandbox = sandbox(TlsOptions::new());
    let address = format!("https://localhost:{}", sandbox.address().port());
    let client = client_with(account_at(&address), &trusting(&sandbox, settings()));
    assert!(client.call(&send()).is_ok());
}

#[test]
fn tls_works_through_a_proxy() {
    let (sandbox, proxy) = (sandbox(TlsOptions::new()), Hostile::start(Visit::tunnel));
    let settings = trusting(&sandbox, through(&proxy));
    let client = client_with(account_at(&sandbox.base_url()), &settings);
    assert!(client.call(&send()).unwrap().message_id.is_some());
    drop(client);
    assert_eq!((sandbox.messages().len(), proxy.end().connections), (1, 1));
}

#[test]
fn an_unknown_authority_is_not_sent() {
    let sandbox = sandbox(TlsOptions::new());
    assert_none_is_sent(&account_at(&sandbox.base_url()), &settings(), Kind::Certificate);
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn the_authority_of_another_sandbox_is_unknown() {
    let (sandbox, other) = (sandbox(TlsOptions::new()), sandbox(TlsOptions::new()));
    let settings = trusting(&other, settings());
    assert_none_is_sent(&account_at(&sandbox.base_url()), &settings, Kind::Certificate);
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn a_wrong_name_is_not_sent() {
    let sandbox = sandbox(TlsOptions::new().for_name_only("sms.example"));
    let settings = trusting(&sandbox, settings());
    assert_none_is_sent(&account_at(&sandbox.base_url()), &settings, Kind::Certificate);
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn an_expired_certificate_is_not_sent() {
    let sandbox = sandbox(TlsOptions::new().expired());
    let settings = trusting(&sandbox, settings());
    assert_none_is_sent(&account_at(&sandbox.base_url()), &settings, Kind::Certificate);
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn an_unknown_authority_behind_a_proxy_is_not_sent() {
    let (sandbox, proxy) = (sandbox(TlsOptions::new()), Hostile::start(Visit::tunnel));
    assert_none_is_sent(&account_at(&sandbox.base_url()), &through(&proxy), Kind::Certificate);
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn tls_to_a_plain_port_is_not_sent() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let account = account_at(&format!("https://{}", sandbox.address()));
    assert_none_is_sent(&account, &settings(), Kind::Tls);
    assert_eq!(sandbox.journal(), []);
}

/// The bytes left in the clear, and whoever took them answered something that is no HTTP: nobody can
/// call that "not sent".
#[test]
fn plain_http_to_a_tls_port_is_unknown_and_never_accepted() {
    let sandbox = sandbox(TlsOptions::new());
    let account = account_at(&format!("http://{}", sandbox.address()));
    for error in failures(&account, &settings()) {
        assert_unknown(&error, Kind::Interrupted);
    }
    assert_eq!(sandbox.journal(), []);
}

#[test]
fn certificates_that_are_none_make_no_client() {
    let settings = HttpSettings::default()
        .with_proxy(ProxySetting::None)
        .with_roots(RootCertificates::BundledAnd(Vec::new()));
    let account = account_at("https://127.0.0.1:1");
    assert!(Client::with_settings(account, &settings).is_err());
}

#[test]
fn a_distrust_is_explained() {
    let sandbox = sandbox(TlsOptions::new().expired());
    let settings = trusting(&sandbox, settings());
    let [error, ..] = failures(&account_at(&sandbox.base_url()), &settings);
    assert_eq!(error.outcome(), Outcome::NotSent);
    let cause = std::error::Error::source(&error).unwrap();
    assert!(cause.to_string().contains("clock"), "{cause}");
    assert!(cause.source().unwrap().to_string().to_lowercase().contains("expired"));
}
