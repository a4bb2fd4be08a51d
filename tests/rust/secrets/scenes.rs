//! All calls, made in every way, with everything shown that can be shown.

use std::fmt::Debug;
use std::sync::Mutex;
use std::time::Duration;

use smsmode_http::{
    Account, ApiKey, BaseUrl, BatchCredential, Client, Credential, Endpoint, Error, HttpSettings,
    Login, MessageId, Method, Password, ProxySetting, RawAnswer, Request, RetryPolicy, SendLimits,
    Transport, TransportError, UreqTransport,
};
use smsmode_sandbox::AccountOptions;

use crate::all_calls::{Visitor, send_sms, visit_all};
use crate::canaries::{API_KEY, LOGIN_PASSWORD};
use crate::evidence::Evidence;

const LOGIN: &str = "boutique";

/// A way to call: with which credential, how, and where that of a batch stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    by_key: bool,
    method: Method,
    batch: BatchCredential,
    timeout: Duration,
}

const fn caller(by_key: bool, method: Method, batch: BatchCredential) -> Caller {
    Caller { by_key, method, batch, timeout: Duration::from_secs(20) }
}

pub(crate) const EVERY_CALLER: [Caller; 6] = [
    caller(true, Method::Post, BatchCredential::Query),
    caller(false, Method::Post, BatchCredential::Query),
    caller(true, Method::Post, BatchCredential::Body),
    caller(false, Method::Post, BatchCredential::Body),
    caller(true, Method::Get, BatchCredential::Query),
    caller(false, Method::Get, BatchCredential::Query),
];

impl Default for Caller {
    fn default() -> Self {
        caller(true, Method::Post, BatchCredential::Query)
    }
}

/// The account that all callers open.
pub(crate) fn account_options() -> AccountOptions {
    AccountOptions::new(LOGIN, LOGIN_PASSWORD).with_api_key(API_KEY)
}

/// Whatever the environment says, no proxy.
pub(crate) fn direct() -> HttpSettings {
    HttpSettings::default().with_proxy(ProxySetting::None)
}

impl Caller {
    pub(crate) fn within(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    pub(crate) fn cannot_batch(self) -> bool {
        self.method == Method::Get
    }

    fn account(self, address: &str) -> Account {
        let key = || ApiKey::new(API_KEY).unwrap().into();
        let password = || Credential::Login {
            login: Login::new(LOGIN).unwrap(),
            password: Password::new(LOGIN_PASSWORD).unwrap(),
        };
        Account::new(if self.by_key { key() } else { password() })
            .with_base_url(BaseUrl::new(address).unwrap())
            .with_method(self.method)
            .with_batch_credential(self.batch)
    }

    pub(crate) fn client(self, address: &str, settings: &HttpSettings) -> Client<Showing> {
        let inner = UreqTransport::new(settings).unwrap();
        let transport = Showing { inner, shown: Mutex::default(), created: Mutex::default() };
        Client::with_transport(self.account(address), transport)
            .with_timeout(self.timeout)
            .with_retry(RetryPolicy::NEVER)
    }

    /// Makes all calls, shows all of each, and tells how many succeeded.
    pub(crate) fn call_all(
        self,
        address: &str,
        settings: &HttpSettings,
        evidence: &mut Evidence,
    ) -> usize {
        let client = self.client(address, settings);
        evidence.show("settings", settings);
        evidence.show("account", client.account());
        let sent = client.call(&send_sms()).ok().and_then(|accepted| accepted.message_id);
        let message = sent.unwrap_or_else(|| MessageId::new("S7EpYZ5kmS87").unwrap());
        let mut calling = Calling { client: &client, evidence, succeeded: 0 };
        visit_all(&message, &mut calling);
        let succeeded = calling.succeeded;
        for shown in client.transport().shown.lock().unwrap().drain(..) {
            evidence.keep("transport", shown);
        }
        evidence.also_hide(client.transport().created.lock().unwrap().drain(..));
        evidence.show("client", &client);
        succeeded
    }
}

/// The ordinary transport, which shows whatever passes, and keeps the keys that were created.
#[derive(Debug)]
pub(crate) struct Showing {
    inner: UreqTransport,
    shown: Mutex<Vec<String>>,
    created: Mutex<Vec<String>>,
}

impl Transport for Showing {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        let answer = self.inner.send(request, limits);
        let response = answer.as_ref().map(|answer| format!("{:?}", answer.as_response()));
        let shown = format!("{request:?} {request:#?} {limits:?} {answer:?} {response:?}");
        self.shown.lock().unwrap().push(shown);
        self.created.lock().unwrap().extend(answer.as_ref().ok().and_then(created_key));
        answer
    }
}

fn created_key(answer: &RawAnswer) -> Option<String> {
    let body = String::from_utf8_lossy(&answer.body.0);
    let (_, rest) = body.split_once("\"accessToken\":\"")?;
    rest.split('"').next().map(str::to_owned)
}

struct Calling<'a> {
    client: &'a Client<Showing>,
    evidence: &'a mut Evidence,
    succeeded: usize,
}

impl Visitor for Calling<'_> {
    fn visit<E: Endpoint<Output: Debug> + Debug>(&mut self, endpoint: &E) {
        self.evidence.show(E::NAME, endpoint);
        self.evidence.show(E::NAME, &endpoint.request(self.client.account()));
        self.evidence.show(E::NAME, &endpoint.reach());
        match self.client.call(endpoint) {
            Ok(output) => {
                self.succeeded += 1;
                self.evidence.show(E::NAME, &output);
            }
            Err(error) => self.show_failure(E::NAME, &error),
        }
    }
}

impl Calling<'_> {
    fn show_failure(&mut self, name: &str, error: &Error) {
        self.evidence.show(name, error);
        self.evidence.show_error(name, error);
        self.evidence.describe(name, error);
        self.evidence.describe(name, error.cause());
    }
}
