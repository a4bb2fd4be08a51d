//! Messages of an outbox.

use std::collections::BTreeMap;
use std::time::Duration;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use smsmode_http::outbox::{Evidence, ParkedBecause, Stage, State};
use smsmode_http::{ClientReference, Language};

use crate::input::str_of;
use crate::outbox::is_at_least_once;
use crate::value::date::Moment;
use crate::value::field::{Many, Private, Word, public};
use crate::value::number::Status;
use crate::value::value;

value! {
    /// What became of a message that was put into an outbox.
    Added {
        /// The id of the message that is there under the key.
        id: String,
        /// "new"; "known" if the same message was there already; "key_taken" if another one is there, and this
        /// one was not added.
        outcome: Word,
    }
}

impl From<smsmode_outbox::Added> for Added {
    fn from(added: smsmode_outbox::Added) -> Self {
        let outcome = match added {
            smsmode_outbox::Added::New(_) => "new",
            smsmode_outbox::Added::Known(_) => "known",
            smsmode_outbox::Added::KeyTaken(_) => "key_taken",
        };
        Self { id: added.id().to_string(), outcome: outcome.into() }
    }
}

value! {
    /// A message as an outbox holds it.
    Entry {
        /// Its id.
        id: String,
        /// The caller's name for it.
        key: Private,
        /// Where it stands: "queued", "claimed", "submitting", "unknown", "parked", "accepted", "delivered",
        /// "undelivered", "rejected", "expired" or "cancelled".
        state: Word,
        /// The number, in international form without a sign; None once it was forgotten.
        to: Option<Private>,
        /// The text; None once it was forgotten.
        text: Option<Private>,
        /// Whom it seems to come from.
        sender: Option<String>,
        /// The caller's reference.
        reference: Option<String>,
        /// The id that the service gave it, where it is known.
        message_id: Option<String>,
        /// How that is known: "told", "accepted_and_listed" or "listed".
        evidence: Option<Word>,
        /// The last that the service said of its delivery.
        status: Option<Status>,
        /// The name of what went wrong last, such as "refusal 50", "http 502", "unreachable" or "accepted twice".
        trouble: Option<String>,
        /// Why it is parked: "in_doubt" or "exhausted".
        because: Option<Word>,
        /// How many transmissions began.
        attempts: u8,
        /// Whether it is rather sent twice than not at all.
        at_least_once: bool,
        /// When it was added.
        created_at: Moment,
        /// When it last changed.
        changed_at: Moment,
        /// When a dispatcher looks at it next; None where it has nothing to do.
        due_at: Option<Moment>,
        /// From when on it is not sent.
        expires_at: Option<Moment>,
        /// The number of its last change, among those of all messages.
        revision: u64,
        /// What is known and what can be done, in each language: see standing().
        standings: Many<Standing>,
    }

    /// Whether the service told two ids of it: it was sent twice, which only a freeze, a restored copy or a
    /// person can bring about.
    #[getter]
    fn was_accepted_twice(&self) -> bool {
        self.trouble.as_deref() == Some("accepted twice")
    }

    /// What is known of it and what can be done about it, in words for people.
    ///
    /// language: "en" or "fr".
    ///
    /// >>> entry.standing().known
    /// 'It waits to be sent.'
    #[pyo3(signature = (language="en"))]
    fn standing(&self, #[pyo3(from_py_with = str_of)] language: &str) -> PyResult<Standing> {
        let mut standings = self.standings.0.iter();
        let found = standings.find(|standing| standing.language.is(language));
        found.cloned().ok_or_else(|| PyValueError::new_err("a language is \"en\" or \"fr\""))
    }
}

impl From<smsmode_outbox::Entry> for Entry {
    fn from(entry: smsmode_outbox::Entry) -> Self {
        let stage = &entry.progress.stage;
        let message = entry.content.as_ref().map(|content| &content.message);
        Self {
            id: entry.id.to_string(),
            key: entry.key.as_str().to_owned().into(),
            state: entry.state().name().into(),
            to: entry.to.number().map(|number| number.to_string().into()),
            text: message.map(|message| message.text().to_owned().into()),
            sender: message.and_then(|message| message.sender()).map(ToString::to_string),
            reference: entry.own_reference.as_ref().map(ClientReference::to_string),
            message_id: entry.message_id().map(ToString::to_string),
            evidence: stage.message_id().map(|known| Evidence::name(known.evidence).into()),
            status: entry.status.map(Status::from),
            because: because(stage).map(|because| because.name().into()),
            attempts: entry.progress.attempt.count(),
            at_least_once: is_at_least_once(entry.terms),
            created_at: entry.created_at.into(),
            changed_at: entry.changed_at.into(),
            due_at: stage.due_at().map(Moment::from),
            expires_at: entry.terms.expires_at.map(Moment::from),
            revision: entry.revision,
            standings: Standing::all(&entry),
            trouble: entry.trouble,
        }
    }
}

fn because(stage: &Stage) -> Option<ParkedBecause> {
    match stage {
        Stage::Parked { because, .. } => Some(*because),
        _ => None,
    }
}

value! {
    /// What is known of a message of an outbox, and what can be done about it, in words for people.
    ///
    /// They name neither number nor text.
    Standing {
        /// "en" or "fr".
        language: Word,
        /// What is known.
        known: String,
        /// What somebody can do; None where nothing is to be done.
        advice: Option<String>,
    }
}

impl Standing {
    fn all(entry: &smsmode_outbox::Entry) -> Many<Self> {
        let languages = [("en", Language::English), ("fr", Language::French)];
        Many::of(languages.map(|(name, language)| {
            let standing = entry.standing(language);
            Self { language: name.into(), known: standing.known, advice: standing.advice }
        }))
    }
}

value! {
    /// What concerns all messages of an outbox.
    Overview {
        /// How many messages are in each state, by its name.
        counts: Counts,
        /// Why nothing is sent: "on_request", "authentication" or "not_enough_credit"; None unless it is paused.
        paused: Option<Word>,
        /// The number of the last change.
        revision: u64,
    }
}

impl From<smsmode_outbox::Overview> for Overview {
    fn from(overview: smsmode_outbox::Overview) -> Self {
        let count = |state: &State| overview.counts.get(state).copied().unwrap_or_default();
        let counts = State::ALL.iter().map(|state| (state.name().to_owned(), count(state)));
        Self {
            counts: Counts(counts.collect()),
            paused: overview.paused.map(|paused| paused.name().into()),
            revision: overview.revision,
        }
    }
}

value! {
    /// What came of the transmissions of a dispatcher since it began, for monitoring.
    Tally {
        /// How many were accepted.
        accepted: u64,
        /// How many were not, or perhaps not, by what went wrong, such as "refusal 50" or "timeout".
        failed: Counts,
        /// How long before the last one was accepted, a timedelta; None if none was.
        since_accepted: Option<Duration>,
    }
}

impl From<smsmode_outbox::Tally> for Tally {
    fn from(tally: smsmode_outbox::Tally) -> Self {
        Self {
            accepted: tally.accepted,
            failed: Counts(tally.failed),
            since_accepted: tally.last_accepted.map(|last| whole_micros(last.elapsed())),
        }
    }
}

/// A timedelta has no nanoseconds: without them, a copy that was pickled is equal.
fn whole_micros(span: Duration) -> Duration {
    Duration::from_micros(u64::try_from(span.as_micros()).unwrap_or(u64::MAX))
}

/// A number by name.
#[derive(Clone, PartialEq, Eq, Hash, IntoPyObject, FromPyObject)]
#[pyo3(transparent)]
pub(crate) struct Counts(BTreeMap<String, u64>);

public!(Counts, Duration);
