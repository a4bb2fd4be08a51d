//! What happens, live, as server-sent events.
//!
//! A reader is a few revisions, however slow it is: what is told is looked up when it is told.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::{Stream, stream};
use serde::Serialize;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::FaultRule;
use crate::management::{StoredMessage, StoredReply};
use crate::service::Service;
use crate::state;
use crate::state::changes::Changes;

/// At most ten rounds of events a second.
const PAUSE: Duration = Duration::from_millis(100);

/// Changes of which nobody is told are looked for so often.
const LOOK: Duration = Duration::from_secs(1);

/// An event tells at most so many messages.
const MOST_AT_ONCE: usize = 200;

/// A reader that is so many changes behind loads anew: that is quicker.
const MOST_BEHIND: u64 = 2000;

pub(super) async fn events(
    State(service): State<Arc<Service>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold(Reader::new(service), |mut reader| async {
        Some((Ok(reader.next().await?), reader))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// Somebody who watches, and what they have seen.
struct Reader {
    service: Arc<Service>,
    changes: watch::Receiver<()>,
    seen: Seen,
    faults: Vec<FaultRule>,
    advanced: i64,
    ready: VecDeque<Event>,
    next_round: Instant,
}

/// The revisions that a reader has seen, of which epoch of the state.
struct Seen {
    epoch: u64,
    messages: u64,
    replies: u64,
    callbacks: u64,
}

impl Reader {
    /// The first event is a reload: what happens after it is told.
    fn new(service: Arc<Service>) -> Self {
        let mut changes = service.changes();
        changes.mark_changed();
        let (seen, faults) = (Seen::now(&service.settled()), service.faults().rules());
        let (advanced, ready) = (service.clock.advanced(), VecDeque::from([reload()]));
        Self { service, changes, seen, faults, advanced, ready, next_round: Instant::now() }
    }

    async fn next(&mut self) -> Option<Event> {
        while self.ready.is_empty() {
            if !self.has_more() {
                let told = tokio::time::timeout(LOOK, self.changes.changed()).await;
                told.unwrap_or(Ok(())).ok()?;
            }
            tokio::time::sleep_until(self.next_round).await;
            self.next_round = Instant::now() + PAUSE;
            self.changes.mark_unchanged();
            self.look();
        }
        self.ready.pop_front()
    }

    fn has_more(&self) -> bool {
        self.seen.is_behind(&self.service.settled())
    }

    /// Collects what is new.
    fn look(&mut self) {
        let state = self.service.settled();
        if self.seen.missed_something(&state) {
            self.seen = Seen::now(&state);
            self.ready.push_back(reload());
        }
        let news = self.seen.take_news(&state);
        drop(state);
        news.tell(&mut self.ready);
        self.look_at_faults();
        self.look_at_clock();
    }

    fn look_at_faults(&mut self) {
        let faults = self.service.faults().rules();
        if faults != self.faults {
            self.ready.extend(event("faults", &faults));
            self.faults = faults;
        }
    }

    fn look_at_clock(&mut self) {
        let advanced = self.service.clock.advanced();
        if advanced != self.advanced {
            self.advanced = advanced;
            let now = json!({ "now": self.service.clock.now().to_string() });
            self.ready.extend(event("clock", &now));
        }
    }
}

impl Seen {
    fn now(state: &state::State) -> Self {
        Self {
            epoch: state.epoch,
            messages: state.messages.changes().revision(),
            replies: state.replies.changes().revision(),
            callbacks: state.callbacks.changes().revision(),
        }
    }

    fn is_behind(&self, state: &state::State) -> bool {
        self.messages < state.messages.changes().revision()
            || self.replies < state.replies.changes().revision()
            || self.callbacks < state.callbacks.changes().revision()
    }

    fn missed_something(&self, state: &state::State) -> bool {
        let missed = |changes: &Changes, seen: u64| {
            changes.lost_since(seen) || changes.revision().saturating_sub(seen) > MOST_BEHIND
        };
        self.epoch != state.epoch
            || missed(state.messages.changes(), self.messages)
            || missed(state.replies.changes(), self.replies)
            || missed(state.callbacks.changes(), self.callbacks)
    }

    fn take_news(&mut self, state: &state::State) -> News {
        let mut news = News::default();
        for (revision, sequence) in state.messages.changes().since(self.messages).take(MOST_AT_ONCE)
        {
            self.messages = revision;
            let copy = state.messages.copy(sequence);
            news.messages
                .extend(copy.map(|(message, copy)| StoredMessage::new(sequence, message, copy)));
        }
        for (revision, reply) in state.replies.since(self.replies).take(MOST_AT_ONCE) {
            self.replies = revision;
            news.replies.push(StoredReply::from(reply));
        }
        for (revision, record) in state.callbacks.since(self.callbacks).take(MOST_AT_ONCE) {
            self.callbacks = revision;
            news.callbacks.push(record.clone());
        }
        news
    }
}

#[derive(Default)]
struct News {
    messages: Vec<StoredMessage>,
    replies: Vec<StoredReply>,
    callbacks: Vec<crate::CallbackRecord>,
}

impl News {
    fn tell(self, events: &mut VecDeque<Event>) {
        events.extend(event_of("messages", &self.messages));
        events.extend(event_of("replies", &self.replies));
        events.extend(event_of("callbacks", &self.callbacks));
    }
}

fn event_of<T: Serialize>(name: &str, news: &[T]) -> Option<Event> {
    if news.is_empty() { None } else { event(name, &news) }
}

fn event(name: &str, data: &impl Serialize) -> Option<Event> {
    Event::default().event(name).json_data(data).ok()
}

/// The reader missed something, or everything is new.
fn reload() -> Event {
    Event::default().event("reload").data("{}")
}
