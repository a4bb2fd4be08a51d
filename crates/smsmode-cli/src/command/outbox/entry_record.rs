//! A message of the outbox, for programs.

use serde::Serialize;
use smsmode_http::outbox::Stage;
use smsmode_http::{Language, Timestamp};
use smsmode_outbox::Entry;

use crate::output::{Row, StatusRecord, cell};

use super::brief::recipient;

/// How much is told of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) whole_numbers: bool,
    pub(super) texts: bool,
    pub(super) language: Language,
}

/// All that is known of a message.
#[derive(Debug, Serialize)]
pub(super) struct EntryRecord {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) to: String,
    pub(super) state: &'static str,
    /// What is known, in words.
    pub(super) known: String,
    /// What can be done, in words.
    pub(super) advice: Option<String>,
    /// How many transmissions began.
    pub(super) attempts: u8,
    /// What went wrong last, such as `refusal 50` or `unreachable`.
    pub(super) trouble: Option<String>,
    /// When it is sent, looked up or asked about next.
    pub(super) next_at: Option<String>,
    pub(super) message_id: Option<String>,
    /// How the id is known: `told`, `accepted_and_listed` or `listed`.
    pub(super) evidence: Option<&'static str>,
    pub(super) status: Option<StatusRecord>,
    pub(super) reference: Option<String>,
    pub(super) text: Option<String>,
    pub(super) created_at: String,
    pub(super) changed_at: String,
    pub(super) expires_at: Option<String>,
    /// `at_most_once` or `at_least_once`.
    pub(super) guarantee: &'static str,
}

impl EntryRecord {
    pub(super) fn new(entry: &Entry, shown: Shown) -> Self {
        let standing = entry.standing(shown.language);
        let content = entry.content.as_ref().filter(|_| shown.texts);
        let stage = &entry.progress.stage;
        Self {
            id: entry.id.to_string(),
            key: entry.key.as_str().to_owned(),
            to: recipient(&entry.to, shown.whole_numbers),
            state: entry.state().name(),
            known: standing.known,
            advice: standing.advice,
            attempts: entry.progress.attempt.count(),
            trouble: entry.trouble.clone(),
            next_at: stage.due_at().map(instant),
            message_id: entry.message_id().map(ToString::to_string),
            evidence: Stage::message_id(stage).map(|known| known.evidence.name()),
            status: entry.status.map(StatusRecord::from),
            reference: entry.own_reference.as_ref().map(ToString::to_string),
            text: content.map(|content| content.message.text().to_owned()),
            created_at: instant(entry.created_at),
            changed_at: instant(entry.changed_at),
            expires_at: entry.terms.expires_at.map(instant),
            guarantee: entry.terms.guarantee.name(),
        }
    }
}

impl Row<20> for EntryRecord {
    const NAMES: [&'static str; 20] = [
        "id",
        "key",
        "to",
        "state",
        "known",
        "advice",
        "attempts",
        "trouble",
        "next_at",
        "message_id",
        "evidence",
        "status_code",
        "status_name",
        "status_class",
        "reference",
        "text",
        "created_at",
        "changed_at",
        "expires_at",
        "guarantee",
    ];

    fn cells(&self) -> [String; 20] {
        let [code, name, class] = StatusRecord::cells(self.status.as_ref());
        [
            self.id.clone(),
            self.key.clone(),
            self.to.clone(),
            self.state.to_owned(),
            self.known.clone(),
            cell(self.advice.as_ref()),
            self.attempts.to_string(),
            cell(self.trouble.as_ref()),
            cell(self.next_at.as_ref()),
            cell(self.message_id.as_ref()),
            cell(self.evidence.as_ref()),
            code,
            name,
            class,
            cell(self.reference.as_ref()),
            cell(self.text.as_ref()),
            self.created_at.clone(),
            self.changed_at.clone(),
            cell(self.expires_at.as_ref()),
            self.guarantee.to_owned(),
        ]
    }
}

/// Such as `2026-11-22T13:25:00Z`.
fn instant(time: Timestamp) -> String {
    jiff::Timestamp::from_second(time.unix_seconds()).unwrap_or_default().to_string()
}
