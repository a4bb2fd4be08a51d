//! What a dispatcher does, without its threads: one turn after the other.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::Timestamp;
use smsmode_core::outbox::{OutboxId, Rules, State};

use crate::clock::Clock;
use crate::draft::{Draft, Happened};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::job::{Done, Job};
use crate::ledger::{Ledger, Overview, Which};
use crate::rate::Rate;
use crate::role::Role;
use crate::sender::Handled;
use crate::settings::DispatcherSettings;

mod forgetting;
mod giving;
mod list_access;
mod receipts;
mod searching;
mod sending;
mod settling;
mod steadiness;
mod tracking;

use giving::LookedAt;
use list_access::ListAccess;
use sending::UnderWay;
use steadiness::Steadiness;

/// What a dispatcher does, without its threads, its waiting and its network.
///
/// Whoever drives it hands over what came of the calls, and makes the calls that the turn asks for.
/// Whatever a turn asks for has been written down before.
#[derive(Debug)]
pub struct Engine {
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    settings: DispatcherSettings,
    role: Role,
    rules: Rules,
    rate: Rate,
    /// How long until a sender may send another one.
    next_right: Duration,
    /// Messages that a sender is to send and has not looked at yet.
    given: VecDeque<OutboxId>,
    /// What came of calls and is not in the ledger yet.
    unsettled: Vec<Done>,
    /// What happened to messages that somebody else changed meanwhile.
    overtaken: Vec<Happened>,
    /// Messages that are being sent, as they were written down.
    sending: HashMap<OutboxId, UnderWay>,
    /// Messages whose status is being asked for.
    asking: HashSet<OutboxId>,
    /// When the list that is being read was asked for.
    reading: Option<Timestamp>,
    list: ListAccess,
    steadiness: Steadiness,
    /// The last change that a turn saw, and the last callback.
    seen: (u64, u64),
    forgotten_at: Option<Timestamp>,
    ends: bool,
}

/// What a turn asks for.
#[derive(Debug)]
#[non_exhaustive]
pub struct Turn {
    /// Calls to make, each on any thread.
    pub jobs: Vec<Job>,
    /// How long nothing is to do, as far as is known; nothing where only news would change that.
    pub idle: Option<Duration>,
    /// Whether anything was written.
    pub changed: bool,
    /// What became of the messages that a sender was given.
    pub handled: Vec<(OutboxId, Handled)>,
}

/// How soon to look again after the ledger did not tell what is due.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// How soon a keeper forgets more, where what ends each second is more than it forgets at once.
const WHILE_FORGETTING: Duration = Duration::from_millis(100);

/// How soon a sender looks again whether the queue is still paused.
const WHILE_PAUSED: Duration = Duration::from_secs(1);

impl Engine {
    /// A dispatcher of this ledger. Whoever makes one holds the [`Claim`](crate::Claim) on it.
    pub fn new(
        ledger: Arc<dyn Ledger>,
        clock: Arc<dyn Clock>,
        settings: DispatcherSettings,
    ) -> Self {
        Self::with_role(ledger, clock, settings, Role::Alone)
    }

    /// One that has a part in it. Whoever makes it holds the [`Claim`](crate::Claim) on that part.
    pub fn with_role(
        ledger: Arc<dyn Ledger>,
        clock: Arc<dyn Clock>,
        settings: DispatcherSettings,
        role: Role,
    ) -> Self {
        Self {
            role,
            next_right: Duration::ZERO,
            given: VecDeque::new(),
            rules: settings.rules(),
            rate: Rate::new(settings.rate, clock.boot()),
            ledger,
            clock,
            settings,
            unsettled: Vec::new(),
            overtaken: Vec::new(),
            sending: HashMap::new(),
            asking: HashSet::new(),
            reading: None,
            list: ListAccess::default(),
            steadiness: Steadiness::default(),
            seen: (0, 0),
            forgotten_at: None,
            ends: false,
        }
    }

    /// From now on only settles: nothing new is begun.
    pub fn stop(&mut self) {
        self.ends = true;
    }

    /// What came of calls, to be settled by the next turn.
    pub(crate) fn note(&mut self, done: Vec<Done>) {
        self.unsettled.extend(done);
    }

    /// Whether all that came of calls is written down.
    pub(crate) fn is_settled(&self) -> bool {
        self.unsettled.is_empty() && self.overtaken.is_empty()
    }

    /// What the service does not do that messages wait for; nothing where all is well.
    pub fn trouble(&self) -> Option<&str> {
        self.list.trouble()
    }

    /// Settles what came of the calls, and does whatever is due.
    ///
    /// # Errors
    ///
    /// The ledger cannot be read or written. Nothing was begun; what came of the calls is kept for the
    /// next turn.
    pub fn turn(&mut self, done: Vec<Done>) -> Result<Turn, LedgerError> {
        self.note(done);
        // Before anything is written: a disk that takes its time takes it from the lease.
        let boot = self.clock.boot();
        let overview = self.look()?;
        // Only now: where all share the clock of their database, it was just learnt.
        let now = self.clock.now();
        self.steadiness.note(now, boot, self.rules.quiet_time());
        let rules = self.rules.clone();
        let mut draft = Draft::new(&rules, now).by(self.role);
        self.seen = (overview.revision, overview.callbacks_read);
        self.settle(&mut draft)?;
        self.end_own_leases(&mut draft, boot);
        if self.role.keeps() {
            self.end_leases(&mut draft, &overview)?;
            self.read_receipts(&mut draft, overview.callbacks_read)?;
        }
        let (mut jobs, mut looked_at) = (Vec::new(), LookedAt::default());
        if self.role.sends() && overview.paused.is_none() && !draft.pauses() && !self.ends {
            (jobs, looked_at) = self.send(&mut draft, boot)?;
        }
        let mut search = None;
        if self.role.keeps() && !self.ends {
            jobs.extend(self.ask(&mut draft)?);
            search = self.search(&draft, boot)?;
        }
        let taken = match draft.commit() {
            commit if commit.is_empty() => Vec::new(),
            commit => self.ledger.commit(commit)?,
        };
        // From here on nothing may fail: what was written down has to be begun.
        let changed = !draft.commit().is_empty();
        self.settled(boot);
        let ended = self.begin(&mut jobs, &draft, &taken);
        let handled = self.handled(looked_at, ended, &draft, &taken);
        jobs.extend(search.inspect(|_| self.reading = Some(now)));
        let mut overtaken = draft.overtaken(&taken);
        overtaken.retain(|happened| self.goes_on_later(happened));
        self.overtaken = overtaken;
        let is_more_to_forget = self.role.keeps() && self.forget(now);
        let goes_on = changed || !jobs.is_empty();
        let mut idle = self.idle(now, overview.paused.is_some(), goes_on);
        if is_more_to_forget && self.role == Role::Keeper {
            idle = Some(idle.map_or(WHILE_FORGETTING, |idle| idle.min(WHILE_FORGETTING)));
        }
        Ok(Turn { jobs, idle, changed, handled })
    }

    /// A sender needs to know nothing of the others.
    fn look(&self) -> Result<Overview, LedgerError> {
        match self.role {
            Role::Alone | Role::Keeper => self.ledger.overview(),
            Role::Sender => Ok(Overview { paused: self.ledger.paused()?, ..Overview::default() }),
        }
    }

    /// Whether somebody changed something since the last turn: a look that costs next to nothing. What
    /// cannot be read is for the next turn to tell.
    pub(crate) fn has_news(&self) -> bool {
        let (revision, callback) = self.seen;
        match self.role {
            Role::Alone => {
                self.ledger.revision().is_ok_and(|now| now != revision)
                    || self.has_receipts(callback)
            }
            // What others of the fleet change all the time can wait for the next turn.
            Role::Keeper => self.has_receipts(callback),
            Role::Sender => false,
        }
    }

    /// How long nothing is to do. What is due and was not begun waits for a call to end, or for its
    /// right to be sent.
    fn idle(&self, now: Timestamp, is_paused: bool, goes_on: bool) -> Option<Duration> {
        if !self.overtaken.is_empty() {
            return Some(Duration::ZERO);
        }
        // Where all calls are under way, one of them ends first.
        let has_room = self.sending.len() < self.settings.in_flight;
        if self.role == Role::Sender {
            let waits = if is_paused { WHILE_PAUSED } else { self.next_right };
            return (has_room && !self.given.is_empty()).then_some(waits);
        }
        let looked_at = match self.role {
            Role::Keeper => &[State::Unknown, State::Accepted, State::Submitting][..],
            _ if is_paused => &[State::Unknown, State::Accepted],
            _ => &[State::Unknown, State::Accepted, State::Queued],
        };
        let next = match self.ledger.next_due(looked_at) {
            Ok(next) => next?,
            // What was decided is written, and must not wait for news because of this.
            Err(_) => return Some(AFTER_FAILURE),
        };
        let seconds = next.unix_seconds().saturating_sub(now.unix_seconds());
        match u64::try_from(seconds).unwrap_or_default() {
            0 if goes_on && has_room => Some(self.rate.wait()),
            0 => Some(self.rate.wait()).filter(|wait| !wait.is_zero()),
            seconds => Some(Duration::from_secs(seconds)),
        }
    }

    fn due(&self, state: State, now: Timestamp, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        if limit == 0 {
            Ok(Vec::new())
        } else {
            self.ledger.entries(&Which::Due(state, now), limit)
        }
    }
}
