//! Making callbacks: in their order, by GET, again where they failed, never too many.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use futures_util::StreamExt;
use http::{Response, Uri};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::{Callback, CallbackAttempt, CallbackOutcome};
use crate::service::Service;
use crate::state::State;

/// How long the other server may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The pause before the first repetition; each further one is three times as long.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// So many callbacks wait at most; the next ones are recorded as not called.
const MOST_WAITING: usize = 100_000;

/// The callbacks of so many messages are made at the same time.
const MOST_AT_ONCE: usize = 512;

/// So much is kept of what the other server answers.
const LONGEST_ANSWER: usize = 1024;

/// Where callbacks are handed in.
#[derive(Debug)]
pub(crate) struct Callbacks {
    queue: mpsc::UnboundedSender<Vec<Waiting>>,
    places: Arc<Semaphore>,
}

/// The callbacks that are to be made, in their order, one list for each change.
pub(crate) type CallbackQueue = mpsc::UnboundedReceiver<Vec<Waiting>>;

/// A callback with its place in the queue, which has so many.
#[derive(Debug)]
pub(crate) struct Waiting {
    callback: Callback,
    _place: OwnedSemaphorePermit,
}

impl Callbacks {
    pub(crate) fn new() -> (Self, CallbackQueue) {
        let (queue, receiver) = mpsc::unbounded_channel();
        (Self { queue, places: Arc::new(Semaphore::new(MOST_WAITING)) }, receiver)
    }

    /// Queues callbacks. They are lost when the server has stopped.
    pub(crate) fn make(&self, callbacks: Vec<Callback>, state: &mut State) {
        let waiting = callbacks.into_iter().filter_map(|callback| self.wait(callback, state));
        let waiting: Vec<_> = waiting.collect();
        if !waiting.is_empty() && self.queue.send(waiting).is_err() {
            log::debug!("the server has stopped: no callbacks");
        }
    }

    fn wait(&self, callback: Callback, state: &mut State) -> Option<Waiting> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(Waiting { callback, _place: place });
        }
        let reason = format!("more than {MOST_WAITING} callbacks wait");
        if let Some(record) = state.callbacks.get_mut(callback.number) {
            record.outcome = CallbackOutcome::NotCalled(reason);
        }
        None
    }
}

/// Makes callbacks as they are queued. Those of one change and one message are made one after the
/// other, in their order.
pub(crate) async fn run(service: Arc<Service>, mut queue: CallbackQueue) {
    let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http();
    let hands = Arc::new(Semaphore::new(MOST_AT_ONCE));
    while let Some(callbacks) = queue.recv().await {
        for callbacks in by_message(callbacks) {
            let Ok(hand) = Arc::clone(&hands).acquire_owned().await else { return };
            let all = make_all(Arc::clone(&service), client.clone(), callbacks);
            tokio::spawn(async move {
                all.await;
                drop(hand);
            });
        }
    }
}

fn by_message(callbacks: Vec<Waiting>) -> Vec<Vec<Waiting>> {
    let mut groups = std::collections::BTreeMap::<String, Vec<Waiting>>::new();
    for waiting in callbacks {
        groups.entry(waiting.callback.message_id.clone()).or_default().push(waiting);
    }
    groups.into_values().collect()
}

type HttpClient = Client<HttpConnector, Body>;

async fn make_all(service: Arc<Service>, client: HttpClient, callbacks: Vec<Waiting>) {
    for waiting in callbacks {
        make(&service, &client, &waiting.callback).await;
    }
}

async fn make(service: &Service, client: &HttpClient, callback: &Callback) {
    let mut pause = FIRST_PAUSE;
    for number in 1..=u32::from(service.rules().switches.callback_retries) + 1 {
        let (outcome, answer) = attempt(client, &callback.url).await;
        let attempt = CallbackAttempt::new(service.clock.now(), outcome, answer);
        let is_last = attempt.is_last();
        log::debug!("callback, attempt {number}: {}", if is_last { "done" } else { "failed" });
        if !service.note(callback, attempt) || is_last {
            return;
        }
        tokio::time::sleep(pause).await;
        pause *= 3;
    }
}

/// One GET. No redirect is followed.
async fn attempt(client: &HttpClient, url: &str) -> (CallbackOutcome, Option<String>) {
    let uri = match url.parse::<Uri>() {
        Ok(uri) if uri.scheme_str() == Some("http") => uri,
        Ok(uri) => return not_called(uri.scheme_str().unwrap_or("no scheme")),
        Err(_) => return not_called("no URL"),
    };
    match tokio::time::timeout(TIMEOUT, client.get(uri)).await {
        Ok(Ok(response)) => {
            let status = response.status().as_u16();
            (CallbackOutcome::Answered(status), Some(beginning(response).await))
        }
        Ok(Err(error)) => (CallbackOutcome::Failed(error.to_string()), None),
        Err(_) => (CallbackOutcome::Failed("timeout".to_owned()), None),
    }
}

fn not_called(reason: &str) -> (CallbackOutcome, Option<String>) {
    (CallbackOutcome::NotCalled(reason.to_owned()), None)
}

/// The beginning of the body, as far as it comes in time.
async fn beginning(response: Response<Incoming>) -> String {
    let mut parts = Body::new(response.into_body()).into_data_stream();
    let mut answer = Vec::new();
    let reading = async {
        while let Some(Ok(part)) = parts.next().await {
            answer.extend_from_slice(&part);
            if answer.len() >= LONGEST_ANSWER {
                return;
            }
        }
    };
    // What came in time is enough.
    tokio::time::timeout(TIMEOUT, reading).await.ok();
    answer.truncate(LONGEST_ANSWER);
    String::from_utf8_lossy(&answer).into_owned()
}

impl Service {
    /// Writes down what became of a callback; false if the sandbox was reset or the callback
    /// forgotten meanwhile.
    fn note(&self, callback: &Callback, attempt: CallbackAttempt) -> bool {
        let mut state = self.settled();
        let same_epoch = state.epoch == callback.epoch;
        let record = state.callbacks.get_mut(callback.number).filter(|_| same_epoch);
        let is_known = record.map(|record| record.note(attempt)).is_some();
        drop(state);
        self.tell_change();
        is_known
    }
}
