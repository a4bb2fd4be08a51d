//! How things stand at one moment.

use std::collections::{HashMap, VecDeque};

use smsmode_http::outbox::{OutboxId, Stage, State};
use smsmode_http::{Describe as _, Language, Timestamp};
use smsmode_outbox::{Changes, Entry, LedgerError, Outbox, Overview};

use super::super::brief::recipient;
use super::super::doubts::needs_words;

/// How things stand at one moment.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) overview: Overview,
    /// Whether somebody sends; nothing where that cannot be told.
    pub(super) is_dispatched: Option<bool>,
    /// Seconds until something is sent or looked up next; nothing where nothing waits.
    pub(super) next: Option<u64>,
    /// Messages that were accepted within the last minute.
    pub(super) per_minute: usize,
    /// The last changes, the newest first.
    pub(super) changes: VecDeque<Change>,
    /// Why it is a picture of before: nothing can be read at this time.
    pub(super) trouble: Option<String>,
    /// What is known of the message in doubt that changed last, and what can be done.
    pub(super) doubt: Option<String>,
}

/// A message that changed.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) at: Timestamp,
    pub(super) state: State,
    pub(super) to: String,
    pub(super) key: String,
    pub(super) trouble: Option<String>,
}

/// So many changes are kept: more than a terminal has lines.
const KEPT: usize = 200;

/// What is remembered from one moment to the next.
pub(super) struct Watching<'a> {
    url: &'a str,
    outbox: &'a Outbox,
    changes: Changes,
    last: VecDeque<Change>,
    accepted: HashMap<OutboxId, Timestamp>,
    whole_numbers: bool,
    language: Language,
}

impl<'a> Watching<'a> {
    pub(super) fn new(
        url: &'a str,
        outbox: &'a Outbox,
        whole_numbers: bool,
        language: Language,
    ) -> Result<Self, LedgerError> {
        let before = outbox.overview()?.revision.saturating_sub(KEPT as u64);
        let changes = outbox.subscribe_after(before);
        let (last, accepted) = (VecDeque::new(), HashMap::new());
        Ok(Self { url, outbox, changes, last, accepted, whole_numbers, language })
    }

    pub(super) fn look(&mut self, now: Timestamp) -> Result<Picture, LedgerError> {
        for entry in self.changes.read()? {
            self.note(&entry);
        }
        let minute_ago = now.plus_seconds(-60);
        self.accepted.retain(|_, at| *at > minute_ago);
        let next = self.outbox.ledger().next_due(&[State::Queued, State::Unknown])?;
        let seconds = |due: Timestamp| due.unix_seconds().saturating_sub(now.unix_seconds());
        Ok(Picture {
            url: self.url.to_owned(),
            overview: self.outbox.overview()?,
            is_dispatched: self.outbox.is_dispatched()?,
            next: next.map(|due| u64::try_from(seconds(due)).unwrap_or_default()),
            per_minute: self.accepted.len(),
            changes: self.last.clone(),
            trouble: None,
            doubt: self.doubt()?,
        })
    }

    /// The next picture; while nothing can be read, the one before, and why.
    pub(super) fn look_again(
        &mut self,
        before: Picture,
        now: Timestamp,
    ) -> Result<Picture, LedgerError> {
        match self.look(now) {
            Err(error) if error.is_passing() => {
                Ok(Picture { trouble: Some(error.describe(self.language)), ..before })
            }
            looked => looked,
        }
    }

    fn note(&mut self, entry: &Entry) {
        if let Stage::Accepted { sent, .. } = entry.progress.stage {
            self.accepted.insert(entry.id, sent.ended_at);
        }
        self.last.push_front(Change {
            at: entry.changed_at,
            state: entry.state(),
            to: recipient(&entry.to, self.whole_numbers),
            key: entry.key.as_str().to_owned(),
            trouble: entry.trouble.clone(),
        });
        self.last.truncate(KEPT);
    }

    /// A parked one waits for somebody, so it comes before those that are looked up by themselves.
    fn doubt(&self) -> Result<Option<String>, LedgerError> {
        for state in [State::Parked, State::Unknown] {
            let entries = self.outbox.list(Some(state), 1)?;
            if let Some(entry) = entries.iter().find(|entry| needs_words(entry)) {
                let standing = entry.standing(self.language);
                let advice = standing.advice.map(|advice| format!(" {advice}")).unwrap_or_default();
                return Ok(Some(format!("{}: {}{advice}", state.name(), standing.known)));
            }
        }
        Ok(None)
    }
}
