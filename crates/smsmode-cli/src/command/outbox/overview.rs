//! How many messages are in each state, and whether they are sent.

use serde::Serialize;
use smsmode_http::Language;
use smsmode_http::outbox::{Pause, State};
use smsmode_outbox::{Overview, Paused};

use crate::context::Context;
use crate::exit::Exit;
use crate::output::{Row, cell};

/// How many messages are in each state, and why nothing is sent, where nothing is.
#[derive(Debug, Serialize)]
pub(in crate::command) struct OverviewRecord {
    /// `on_request`, `authentication` or `not_enough_credit`.
    paused: Option<&'static str>,
    queued: u64,
    claimed: u64,
    submitting: u64,
    unknown: u64,
    parked: u64,
    accepted: u64,
    delivered: u64,
    undelivered: u64,
    rejected: u64,
    expired: u64,
    cancelled: u64,
}

impl From<&Overview> for OverviewRecord {
    fn from(overview: &Overview) -> Self {
        let count = |state| count(overview, state);
        Self {
            paused: overview.paused.map(Paused::name),
            queued: count(State::Queued),
            claimed: count(State::Claimed),
            submitting: count(State::Submitting),
            unknown: count(State::Unknown),
            parked: count(State::Parked),
            accepted: count(State::Accepted),
            delivered: count(State::Delivered),
            undelivered: count(State::Undelivered),
            rejected: count(State::Rejected),
            expired: count(State::Expired),
            cancelled: count(State::Cancelled),
        }
    }
}

impl Row<12> for OverviewRecord {
    const NAMES: [&'static str; 12] = [
        "paused",
        "queued",
        "claimed",
        "submitting",
        "unknown",
        "parked",
        "accepted",
        "delivered",
        "undelivered",
        "rejected",
        "expired",
        "cancelled",
    ];

    fn cells(&self) -> [String; 12] {
        [
            cell(self.paused.as_ref()),
            self.queued.to_string(),
            self.claimed.to_string(),
            self.submitting.to_string(),
            self.unknown.to_string(),
            self.parked.to_string(),
            self.accepted.to_string(),
            self.delivered.to_string(),
            self.undelivered.to_string(),
            self.rejected.to_string(),
            self.expired.to_string(),
            self.cancelled.to_string(),
        ]
    }
}

pub(super) fn count(overview: &Overview, state: State) -> u64 {
    overview.counts.get(&state).copied().unwrap_or_default()
}

/// The states that there are messages in, such as `queued 3, delivered 12`.
pub(super) fn counts(overview: &Overview) -> String {
    let counts: Vec<String> =
        overview.counts.iter().map(|(state, count)| format!("{} {count}", state.name())).collect();
    counts.join(", ")
}

/// Says why nothing is sent, and what to do.
pub(super) fn tell_pause(overview: &Overview, context: &mut Context<'_, '_>) {
    if let Some(address) = &overview.moved_to {
        context.note(&moved(address, context.language));
        return;
    }
    if let Some(paused) = overview.paused {
        let text = reason(paused, context.language);
        context.note(text);
    }
}

/// Why nothing is sent from here any more.
pub(super) fn moved(address: &str, language: Language) -> String {
    language.pick(
        format!("moved to {address}: nothing is put in or sent here any more"),
        format!("déménagée à {address} : rien n'est plus ajouté ici, ni envoyé d'ici"),
    )
}

/// Why nothing is sent, and what to do.
pub(in crate::command) fn reason(paused: Paused, language: Language) -> &'static str {
    match paused {
        Paused::OnRequest => language.pick(
            "paused on request: nothing new is sent; smsmode outbox resume goes on",
            "en pause sur demande : rien de nouveau n'est envoyé ; smsmode outbox resume reprend",
        ),
        Paused::ByService(Pause::Authentication) => language.pick(
            "paused: the service refused the key; look at smsmode whoami, then smsmode outbox resume",
            "en pause : le service a refusé la clé ; voyez smsmode whoami, puis smsmode outbox resume",
        ),
        Paused::ByService(Pause::NotEnoughCredit) => language.pick(
            "paused: there is not enough credit; buy some, then smsmode outbox resume",
            "en pause : il n'y a plus assez de crédit ; achetez-en, puis smsmode outbox resume",
        ),
    }
}

/// What whoever wanted to send ends with, where nothing is sent.
pub(super) const fn exit_of(paused: Paused) -> Exit {
    match paused {
        Paused::OnRequest => Exit::Pending,
        Paused::ByService(Pause::Authentication) => Exit::Authentication,
        Paused::ByService(Pause::NotEnoughCredit) => Exit::Credits,
    }
}
