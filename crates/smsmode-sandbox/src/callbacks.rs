//! What the service calls on the user's server: delivery receipts and replies, by GET.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::Uri;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};
use smsmode_core::wire::param;

use crate::Switches;
use crate::answer::latin9;
use crate::service::{CallbackQueue, Service};
use crate::state::State;
use crate::state::delivery::Step;
use crate::state::message::Message;
use crate::state::reply::{Reply, SHORT_CODE};
use crate::switches::{CallbackCharset, CallbackQuery, ReceiptCost};

/// How long the other server may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The pause before the first repetition; each further one is three times as long.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Orange France, as in the document's example.
const NETWORK: &str = "20801";

/// What a callback tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallbackKind {
    /// A recipient's status changed.
    DeliveryReceipt,
    /// A person answered.
    Reply,
}

/// A callback and what became of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallbackRecord {
    /// What it tells.
    pub kind: CallbackKind,
    /// The message that it is about.
    pub message_id: String,
    /// The whole URL that is called.
    pub url: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What came of the last attempt.
    pub outcome: CallbackOutcome,
}

impl std::fmt::Debug for CallbackRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackRecord")
            .field("kind", &self.kind)
            .field("attempts", &self.attempts)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// What became of a callback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallbackOutcome {
    /// Not tried yet.
    Waiting,
    /// The other server answered with this HTTP status; only 2xx ends the attempts.
    Answered(u16),
    /// There was no answer.
    Failed(String),
    /// It is not called, for this reason: only plain HTTP is.
    NotCalled(String),
}

/// A callback to be made.
#[derive(Debug)]
pub(crate) struct Callback {
    message_id: String,
    url: String,
    /// Where its record is, and of which epoch of the state.
    record: usize,
    epoch: u64,
}

impl Callback {
    /// The receipt of a change, if its message asked for receipts.
    pub(crate) fn receipt(state: &mut State, step: Step, switches: &Switches) -> Option<Self> {
        let message = state.messages.get(step.message)?;
        let url = message.delivery_url.as_deref()?;
        let fields = receipt_fields(message, step, switches)?;
        let url = called_url(url, &fields, switches);
        let message_id = message.id.clone();
        Some(Self::recorded(state, CallbackKind::DeliveryReceipt, message_id, url))
    }

    /// The announcement of a reply, if its message or its account asked for it.
    pub(crate) fn reply(state: &mut State, reply: &Reply, switches: &Switches) -> Option<Self> {
        let message = state.message(&reply.message_id)?;
        let account = state.accounts.get(&message.account);
        let url = message.reply_url.as_deref();
        let url = url.or_else(|| account.and_then(|account| account.reply_url.as_deref()))?;
        let url = called_url(url, &reply_fields(message, reply, switches), switches);
        Some(Self::recorded(state, CallbackKind::Reply, reply.message_id.clone(), url))
    }

    fn recorded(state: &mut State, kind: CallbackKind, message_id: String, url: String) -> Self {
        let (record, epoch) = (state.callbacks.len(), state.epoch);
        state.callbacks.push(CallbackRecord {
            kind,
            message_id: message_id.clone(),
            url: url.clone(),
            attempts: 0,
            outcome: CallbackOutcome::Waiting,
        });
        Self { message_id, url, record, epoch }
    }
}

type CallbackFields = Vec<(&'static str, String)>;

fn receipt_fields(message: &Message, step: Step, switches: &Switches) -> Option<CallbackFields> {
    let delivery = message.deliveries.get(step.delivery)?;
    let mut fields = vec![
        (param::RECIPIENTS, delivery.number.clone()),
        (param::RECEIVED_AT, switches.time_zone.dashes(step.at)),
        (param::STATUS, step.status.code().to_string()),
        (param::MESSAGE_ID, message.id.clone()),
    ];
    fields.extend(delivery.reference.clone().map(|reference| (param::CLIENT_REFERENCE, reference)));
    fields.push((param::NETWORK, NETWORK.to_owned()));
    if switches.receipt_cost == ReceiptCost::Written {
        fields.push((param::COST, delivery.cost.to_string()));
    }
    Some(fields)
}

fn reply_fields(message: &Message, reply: &Reply, switches: &Switches) -> CallbackFields {
    let delivery = message.deliveries.iter().find(|delivery| delivery.number == reply.from);
    let reference = delivery.and_then(|delivery| delivery.reference.clone());
    let mut fields = vec![
        (param::RECIPIENTS, SHORT_CODE.to_owned()),
        (param::TEXT, reply.text.clone()),
        (param::SENDER, reply.from.clone()),
        (param::RECEIVED_AT, switches.time_zone.compact(reply.received_at)),
        (param::MESSAGE_ID, reply.message_id.clone()),
    ];
    fields.extend(reference.map(|reference| (param::CLIENT_REFERENCE, reference)));
    fields.push((param::REPLY_ID, reply.id.clone()));
    fields
}

fn called_url(url: &str, fields: &CallbackFields, switches: &Switches) -> String {
    let escaped = |text: &str| match switches.callback_charset {
        CallbackCharset::Utf8 => escape(text.as_bytes()),
        CallbackCharset::Latin9 => escape(&latin9(text)),
    };
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
    let has_query = switches.callback_query == CallbackQuery::AsNeeded && url.contains('?');
    let joint = if has_query { '&' } else { '?' };
    format!("{url}{joint}{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Form encoding: letters, digits and `-._*` stay, a blank becomes `+`, all else `%XX`.
fn escape(bytes: &[u8]) -> String {
    let escaped = |byte: &u8| match byte {
        b' ' => "+".to_owned(),
        b'-' | b'.' | b'_' | b'*' => char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(escaped).collect()
}

/// Makes callbacks as they are queued. Those of one change and one message are made one after the
/// other, in their order.
pub(crate) async fn run(service: Arc<Service>, mut queue: CallbackQueue) {
    let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http();
    while let Some(callbacks) = queue.recv().await {
        for callbacks in by_message(callbacks) {
            tokio::spawn(make_all(Arc::clone(&service), client.clone(), callbacks));
        }
    }
}

fn by_message(callbacks: Vec<Callback>) -> Vec<Vec<Callback>> {
    let mut groups = std::collections::BTreeMap::<String, Vec<Callback>>::new();
    for callback in callbacks {
        groups.entry(callback.message_id.clone()).or_default().push(callback);
    }
    groups.into_values().collect()
}

type HttpClient = Client<HttpConnector, Body>;

async fn make_all(service: Arc<Service>, client: HttpClient, callbacks: Vec<Callback>) {
    for callback in callbacks {
        make(&service, &client, &callback).await;
    }
}

async fn make(service: &Service, client: &HttpClient, callback: &Callback) {
    let mut pause = FIRST_PAUSE;
    for attempt in 1..=u32::from(service.rules().switches.callback_retries) + 1 {
        let outcome = attempt_call(client, &callback.url).await;
        let is_done = is_done(&outcome);
        log::debug!("callback, attempt {attempt}: {}", if is_done { "done" } else { "failed" });
        if !service.note(callback, attempt, outcome) || is_done {
            return;
        }
        tokio::time::sleep(pause).await;
        pause *= 3;
    }
}

fn is_done(outcome: &CallbackOutcome) -> bool {
    match outcome {
        CallbackOutcome::Answered(status) => (200..300).contains(status),
        CallbackOutcome::NotCalled(_) => true,
        CallbackOutcome::Waiting | CallbackOutcome::Failed(_) => false,
    }
}

/// One GET. No redirect is followed.
async fn attempt_call(client: &HttpClient, url: &str) -> CallbackOutcome {
    let uri = match url.parse::<Uri>() {
        Ok(uri) if uri.scheme_str() == Some("http") => uri,
        Ok(uri) => {
            let scheme = uri.scheme_str().unwrap_or("no scheme");
            return CallbackOutcome::NotCalled(scheme.to_owned());
        }
        Err(_) => return CallbackOutcome::NotCalled("no URL".to_owned()),
    };
    match tokio::time::timeout(TIMEOUT, client.get(uri)).await {
        Ok(Ok(response)) => CallbackOutcome::Answered(response.status().as_u16()),
        Ok(Err(error)) => CallbackOutcome::Failed(error.to_string()),
        Err(_) => CallbackOutcome::Failed("timeout".to_owned()),
    }
}

impl Service {
    /// Writes down what became of a callback; false if the sandbox was reset meanwhile.
    fn note(&self, callback: &Callback, attempts: u32, outcome: CallbackOutcome) -> bool {
        let mut state = self.settled();
        let same_epoch = state.epoch == callback.epoch;
        if let Some(record) = state.callbacks.get_mut(callback.record).filter(|_| same_epoch) {
            record.attempts = attempts;
            record.outcome = outcome;
        }
        drop(state);
        self.tell_change();
        same_epoch
    }
}
