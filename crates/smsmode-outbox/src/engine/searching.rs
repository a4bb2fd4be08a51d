//! What is unknown is looked up in the list of messages sent.

use smsmode_core::outbox::{
    DateTolerance, Event, Fate, Listing, Sent, SentText, Sought, Stage, State, Verdict, reconcile,
};
use smsmode_core::text::{PlanOptions, TextMode};
use smsmode_core::{MessageClass, MessageId, Timestamp};
use smsmode_http::{BootInstant, Error};

use super::Engine;
use super::settling::tell;
use crate::draft::{Draft, Happened};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::job::{Job, Listed};
use crate::ledger::Which;
use crate::new_message::Content;

/// Messages that are compared with the list at once. Those beyond wait for the next time.
const MANY: usize = 10_000;
/// Messages that the list must have, if it is up to date.
const WITNESSES: usize = 64;
/// How long after the quiet time nobody waits any more for a list that cannot be read: a day.
const GIVEN_UP_AFTER: i64 = 86_400;
/// How old an acceptance is before its absence speaks against the list.
const LISTED_AFTER: i64 = 60;

impl Engine {
    /// Has the list read, if a message waits for that and nobody reads it already.
    pub(super) fn search(
        &self,
        draft: &Draft<'_>,
        boot: BootInstant,
    ) -> Result<Option<Job>, LedgerError> {
        let may = self.list.may_be_read(boot) && !self.steadiness.is_doubtful(boot);
        if self.reading.is_some() || !may {
            return Ok(None);
        }
        let unknown = self.due(State::Unknown, draft.now(), MANY)?;
        let nameless = self.due_nameless(draft.now())?;
        let waiting = unknown.into_iter().chain(nameless);
        // What this draft has just told needs no list.
        let waiting = waiting.filter(|entry| draft.entry(entry.id).is_none());
        Ok(self.read_back_to(waiting.filter_map(|entry| begin_of_doubt(&entry)).min()))
    }

    /// Has the list read for all whose fate or id is not known, parked ones too and before they are due:
    /// somebody wants to know. What the list tells is settled by the next [`turn`](Self::turn).
    ///
    /// # Errors
    ///
    /// The ledger cannot be read.
    pub fn look_up(&mut self) -> Result<Option<Job>, LedgerError> {
        let doubtful = self.nameless()?;
        let job = self.read_back_to(doubtful.iter().filter_map(begin_of_doubt).min());
        self.reading = job.is_some().then(|| self.clock.now());
        Ok(job)
    }

    fn read_back_to(&self, first: Option<Timestamp>) -> Option<Job> {
        let reach = i64::try_from(self.tolerance().reach.as_secs()).unwrap_or_default();
        Some(Job::ReadList { back_to: first?.plus_seconds(-reach) })
    }

    /// They are all read only once the first of them is due.
    fn due_nameless(&self, now: Timestamp) -> Result<Vec<Entry>, LedgerError> {
        let is_due = |entry: &Entry| entry.progress.stage.due_at().is_some_and(|due| due <= now);
        if !self.ledger.entries(&Which::Nameless, 1)?.iter().any(is_due) {
            return Ok(Vec::new());
        }
        let mut nameless = self.ledger.entries(&Which::Nameless, MANY)?;
        nameless.retain(is_due);
        Ok(nameless)
    }

    /// Gives each message what the list tells of it. The rows are read after the list: whoever was
    /// accepted in between would seem to be a message that nobody knows.
    pub(super) fn compare(
        &self,
        draft: &mut Draft<'_>,
        list: Result<&Listed, &Error>,
    ) -> Result<(), LedgerError> {
        let Some(asked_at) = self.reading else { return Ok(()) };
        let Ok(list) = list else { return self.do_without(draft, asked_at) };
        let entries = self.nameless()?;
        let sought: Vec<_> = entries.iter().filter_map(|entry| sought(entry, asked_at)).collect();
        let ids: Vec<MessageId> = list.messages.iter().map(|one| one.message_id.clone()).collect();
        let claimed = self.ledger.known_ids(&ids)?;
        let witnesses = self.witnesses(&sought, asked_at)?;
        let listing = Listing {
            messages: &list.messages,
            asked_at,
            damaged: &list.damaged,
            whole: list.whole,
            claimed: &claimed,
            witnesses: &witnesses,
        };
        let verdicts = reconcile(&sought, &listing, &self.tolerance());
        let known = entries.into_iter().filter(|entry| self::sought(entry, asked_at).is_some());
        for (entry, verdict) in known.zip(verdicts) {
            let (id, state) = (entry.id, entry.state());
            draft.know(entry);
            if state != State::Submitting && draft.is_in(id, state) {
                tell(draft, Happened::new(id, Event::LookedUp { asked_at, verdict }));
            }
        }
        Ok(())
    }

    /// Of those that have waited too long for a list that cannot be read, it never tells.
    fn do_without(&self, draft: &mut Draft<'_>, asked_at: Timestamp) -> Result<(), LedgerError> {
        if !self.list.is_given_up() {
            return Ok(());
        }
        let mut waiting = self.due(State::Unknown, asked_at, MANY)?;
        waiting.extend(self.due_nameless(asked_at)?);
        waiting.retain(|entry| self.waits_too_long(entry, asked_at));
        for entry in waiting {
            let id = entry.id;
            draft.know(entry);
            tell(
                draft,
                Happened::new(id, Event::LookedUp { asked_at, verdict: Verdict::CannotTell }),
            );
        }
        Ok(())
    }

    fn waits_too_long(&self, entry: &Entry, now: Timestamp) -> bool {
        let quiet = i64::try_from(self.rules.quiet_time().as_secs()).unwrap_or(i64::MAX);
        let given_up = |sent: Sent| sent.ended_at.plus_seconds(quiet).plus_seconds(GIVEN_UP_AFTER);
        attempt(entry, now).is_some_and(|sent| given_up(sent) < now)
    }

    /// All whose id is not known.
    fn nameless(&self) -> Result<Vec<Entry>, LedgerError> {
        let mut all = Vec::new();
        for state in [State::Unknown, State::Parked, State::Submitting] {
            all.extend(self.ledger.entries(&Which::Newest(Some(state)), MANY)?);
        }
        all.extend(self.ledger.entries(&Which::Nameless, MANY)?);
        Ok(all)
    }

    /// Ids that were told since the oldest doubt, and long enough ago to be listed.
    fn witnesses(
        &self,
        sought: &[Sought],
        asked_at: Timestamp,
    ) -> Result<Vec<MessageId>, LedgerError> {
        let Some(oldest) = sought.iter().map(|one| one.doubted_since).min() else {
            return Ok(Vec::new());
        };
        let mut witnesses = Vec::new();
        for state in [State::Accepted, State::Delivered] {
            let newest = self.ledger.entries(&Which::Newest(Some(state)), WITNESSES)?;
            witnesses
                .extend(newest.into_iter().filter_map(|entry| witness(entry, oldest, asked_at)));
        }
        Ok(witnesses)
    }

    fn tolerance(&self) -> DateTolerance {
        DateTolerance {
            zone: self.settings.zone.clone(),
            listed_within: self.rules.quiet_time(),
            ..DateTolerance::default()
        }
    }

    /// The list was read, or not.
    pub(super) fn note_reading(&mut self, failure: Option<&Error>, boot: BootInstant) {
        self.reading = None;
        self.list.note(failure, boot);
    }
}

/// The id that the list must have. When a message left that has arrived is not kept: after it was put
/// in, and before it last changed.
fn witness(entry: Entry, oldest: Timestamp, asked_at: Timestamp) -> Option<MessageId> {
    let (known, began, ended) = match entry.progress.stage {
        Stage::Accepted { message_id, sent, .. } => (message_id?, sent.started_at, sent.ended_at),
        Stage::Delivered { message_id } => (message_id, entry.created_at, entry.changed_at),
        _ => return None,
    };
    let is_listed = began >= oldest && ended.plus_seconds(LISTED_AFTER) <= asked_at;
    is_listed.then_some(known.id)
}

fn attempt(entry: &Entry, now: Timestamp) -> Option<Sent> {
    match entry.progress.stage {
        Stage::Unknown { sent, .. } | Stage::Accepted { sent, .. } => Some(sent),
        Stage::Parked { sent, .. } => sent,
        Stage::Submitting { started_at, .. } => Some(Sent { started_at, ended_at: now }),
        _ => None,
    }
}

fn begin_of_doubt(entry: &Entry) -> Option<Timestamp> {
    let began = attempt(entry, entry.changed_at)?.started_at;
    Some(entry.progress.doubted_since.map_or(began, |since| since.min(began)))
}

fn sought(entry: &Entry, now: Timestamp) -> Option<Sought> {
    let fate = match entry.state() {
        State::Accepted => Fate::Accepted,
        State::Submitting => Fate::UnderWay,
        _ => Fate::Doubtful,
    };
    Some(Sought {
        number: entry.to.number()?,
        text: as_listed(entry.content.as_ref()?),
        sent: attempt(entry, now)?,
        doubted_since: begin_of_doubt(entry)?,
        scheduled_at: None,
        fate,
    })
}

fn as_listed(content: &Content) -> SentText {
    let message = &content.message;
    let mode = match message.class() {
        MessageClass::Unicode => TextMode::Unicode,
        _ => TextMode::Exact,
    };
    let mut options = PlanOptions::default().with_mode(mode);
    if let Some(limit) = content.max_segments {
        options = options.with_max_segments(limit);
    }
    if let Some(opt_out) = content.opt_out {
        options = options.with_opt_out(opt_out);
    }
    SentText::new(message.text(), &options)
}
