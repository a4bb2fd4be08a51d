//! Finds messages of unknown fate in the list of messages sent.

mod candidate;
mod matching;
mod sent_text;

use std::collections::HashSet;
use std::time::Duration;

use candidate::{Candidates, Closeness};
use matching::Matching;
pub use sent_text::SentText;

use super::rules::surely_after;
use super::{Sent, Verdict};
use crate::endpoint::SentMessage;
use crate::id::MessageId;
use crate::phone::PhoneNumber;
use crate::time::{ServiceZone, Timestamp};
use crate::wire::records::DamagedRecord;

/// A message to be found in the list.
#[derive(Debug, Clone)]
pub struct Sought {
    /// To whom it went.
    pub number: PhoneNumber,
    /// What was sent.
    pub text: SentText,
    /// Its last attempt; the end of one that is under way is now.
    pub sent: Sent,
    /// When its first attempt in doubt began.
    pub doubted_since: Timestamp,
    /// The date for which it was scheduled, under which it may be listed.
    pub scheduled_at: Option<Timestamp>,
    /// What is known of it.
    pub fate: Fate,
}

/// What is known of a message that is to be found in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Nothing: it is unknown or parked. Before the list must show it, it is given only an entry that
    /// fits no other message.
    Doubtful,
    /// It was accepted, and its id is not known: one entry of the list is surely its own, once the
    /// list must show it; before that as for a doubtful one.
    Accepted,
    /// An attempt is under way: an entry may be its own.
    UnderWay,
}

/// What was read of the list of messages sent.
///
/// **Read the list first, and then the rows and ids of the ledger**: whoever was accepted in between
/// would seem to be a message that nobody claims.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'l> {
    /// The entries, the newest first, as the service gave them; those of several pages together.
    pub messages: &'l [SentMessage],
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// The records that could not be read.
    pub damaged: &'l [DamagedRecord],
    /// Whether the list ended there: the last page had fewer records than were asked for.
    pub whole: bool,
    /// The ids that other messages of the ledger have.
    pub claimed: &'l HashSet<MessageId>,
    /// Ids that must be in a list which is up to date: those told since the oldest attempt in doubt.
    pub witnesses: &'l [MessageId],
}

/// How exactly the dates of the list are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTolerance {
    /// The zone in which the list is written (grade D).
    pub zone: ServiceZone,
    /// How much our clock and the service's may differ; 10 minutes by default.
    pub clocks: Duration,
    /// How much further back than the attempt the list must reach, since nobody knows its zone for
    /// sure; 3 hours by default.
    pub reach: Duration,
    /// How long after the end of an attempt the list shows it at the latest; 15 minutes by default,
    /// the [quiet time](super::Rules::quiet_time).
    pub listed_within: Duration,
}

impl Default for DateTolerance {
    fn default() -> Self {
        Self {
            zone: ServiceZone::PARIS,
            clocks: Duration::from_secs(600),
            reach: Duration::from_secs(3 * 3600),
            listed_within: Duration::from_secs(15 * 60),
        }
    }
}

/// What the list tells of each message, in their order.
///
/// Equal messages (one number, one text) share the entries that nobody else has: as many are found
/// as there are entries. Where anything speaks against the list (it does not reach back, an entry
/// for the number is not understood, a message that must be there is not), nothing is called absent.
///
/// Give it every message of the ledger whose id is not known: those in doubt, parked, accepted
/// without an id, and under way. Of a message [under way](Fate::UnderWay) nothing can be told.
///
/// ```
/// use std::collections::HashSet;
/// use smsmode_core::outbox::{
///     DateTolerance, Fate, Listing, Sent, SentText, Sought, Verdict, reconcile,
/// };
/// use smsmode_core::text::PlanOptions;
/// use smsmode_core::{Endpoint, ListSent, PhoneNumber, Response, Timestamp};
///
/// let body = b"S7EpYZ5kmS87 | 22/11/2026 14:25 | Votre commande | 33639980011 | 1.0 | 1 |\n";
/// let list = ListSent::new().parse(Response::new(200, body))?;
/// let at = Timestamp::from_unix_seconds(1_795_353_900); // 14:25 in Paris
/// let sought = |text| Sought {
///     number: PhoneNumber::parse("0639980011").unwrap(),
///     text: SentText::new(text, &PlanOptions::default()),
///     sent: Sent { started_at: at, ended_at: at.plus_seconds(30) },
///     doubted_since: at,
///     scheduled_at: None,
///     fate: Fate::Doubtful,
/// };
/// let none = HashSet::new();
/// let listing = Listing {
///     messages: &list.messages,
///     asked_at: at.plus_seconds(3600),
///     damaged: &list.damaged,
///     whole: true,
///     claimed: &none,
///     witnesses: &[],
/// };
/// let both = [sought("Votre commande"), sought("Autre chose")];
/// let verdicts = reconcile(&both, &listing, &DateTolerance::default());
/// assert_eq!(verdicts[0], Verdict::Found("S7EpYZ5kmS87".parse()?));
/// assert_eq!(verdicts[1], Verdict::Absent);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reconcile(
    sought: &[Sought],
    listing: &Listing<'_>,
    tolerance: &DateTolerance,
) -> Vec<Verdict> {
    let candidates = Candidates::new(listing, tolerance);
    let fates: Vec<Fate> = sought.iter().map(|sought| sought.fate_in(listing, tolerance)).collect();
    let matching = Matching::new(sought, &fates, &candidates, tolerance);
    let search = Search {
        sought,
        fates: &fates,
        listing,
        tolerance,
        candidates: &candidates,
        matching: &matching,
    };
    let trusted = search.is_trusted();
    let verdict = |row| search.verdict(row, trusted);
    (0..sought.len()).map(verdict).collect()
}

impl Sought {
    /// What the list shows too early is not dealt out: it may be of an equal message.
    fn fate_in(&self, listing: &Listing<'_>, tolerance: &DateTolerance) -> Fate {
        let listed_at = surely_after(self.sent.ended_at, tolerance.listed_within);
        match self.fate {
            _ if listing.asked_at < listed_at => Fate::UnderWay,
            fate => fate,
        }
    }
}

struct Search<'s> {
    sought: &'s [Sought],
    fates: &'s [Fate],
    listing: &'s Listing<'s>,
    tolerance: &'s DateTolerance,
    candidates: &'s Candidates<'s>,
    matching: &'s Matching,
}

impl Search<'_> {
    fn verdict(&self, row: usize, trusted: bool) -> Verdict {
        let entry = self.matching.entry_of(row).filter(|entry| self.is_dealt_out(row, *entry));
        let found = entry.and_then(|entry| self.candidates.get(entry));
        match (found, self.fate(row), self.sought.get(row)) {
            (Some(candidate), ..) => Verdict::Found(candidate.message.message_id.clone()),
            (None, Some(Fate::Doubtful), Some(sought)) if trusted && self.is_absent(sought) => {
                Verdict::Absent
            }
            _ => Verdict::CannotTell,
        }
    }

    /// Early, only where no other message could have it.
    fn is_dealt_out(&self, row: usize, entry: usize) -> bool {
        let under_way = self.sought.get(row).is_none_or(|sought| sought.fate == Fate::UnderWay);
        let early = self.fate(row) == Some(Fate::UnderWay);
        !under_way && (!early || self.matching.is_undisputed(entry))
    }

    fn fate(&self, row: usize) -> Option<Fate> {
        self.fates.get(row).copied()
    }

    fn is_absent(&self, sought: &Sought) -> bool {
        self.reaches_back(sought) && !self.damage_may_hide(sought) && !self.has_suspect(sought)
    }

    /// What must be in the list is there. An empty list proves nothing (grade D).
    fn is_trusted(&self) -> bool {
        let listed: HashSet<&MessageId> =
            self.listing.messages.iter().map(|message| &message.message_id).collect();
        let mut accepted = self.sought.iter().enumerate();
        !listed.is_empty()
            && self.listing.witnesses.iter().all(|id| listed.contains(id))
            && accepted.all(|(row, sought)| {
                self.fate(row) != Some(Fate::Accepted)
                    || self.matching.entry_of(row).is_some()
                    || self.has_suspect(sought)
            })
    }

    fn reaches_back(&self, sought: &Sought) -> bool {
        let oldest = self.listing.messages.last();
        let oldest = oldest.and_then(|message| message.sent_at.instant(&self.tolerance.zone));
        let before = sought.doubted_since.plus_seconds(-seconds(self.tolerance.reach));
        self.listing.whole || oldest.is_some_and(|oldest| oldest.instant < before)
    }

    /// An entry for its number that belongs to nobody, or to a message under way.
    fn has_suspect(&self, sought: &Sought) -> bool {
        self.candidates.about(sought.number).any(|(entry, candidate)| {
            match self.matching.row_of(entry).and_then(|row| self.fate(row)) {
                None => candidate.is_suspect(sought, self.tolerance),
                Some(Fate::UnderWay) => Closeness::of(sought, candidate, self.tolerance).is_some(),
                Some(Fate::Doubtful | Fate::Accepted) => false,
            }
        })
    }

    fn damage_may_hide(&self, sought: &Sought) -> bool {
        let digits = sought.number.to_string();
        let national = digits.get(digits.len().saturating_sub(NATIONAL_DIGITS)..);
        let national = national.unwrap_or_default().as_bytes();
        let mut damaged = self.listing.damaged.iter();
        damaged.any(|record| memchr::memmem::find(&record.raw, national).is_some())
    }
}

/// What every spelling of a number has in common.
const NATIONAL_DIGITS: usize = 6;

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
