//! One outbox, one service, and many tills in a row that are killed.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use fastrand::Rng;
use smsmode_core::outbox::State;
use smsmode_outbox::{Changes, Outbox};
use smsmode_sandbox::{AccountOptions, Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::process::Process;
use crate::tally::Tally;
use crate::till::{LEASE, Till, patiently};
use crate::truth;
use crate::{hostility, late_road};

/// More than any campaign needs to come to rest.
const PATIENCE: Duration = Duration::from_secs(180);
const GLANCE: Duration = Duration::from_millis(100);

pub(crate) struct Campaign {
    seed: u64,
    random: Rng,
    sandbox: Sandbox,
    /// Where the service seems to be.
    base_url: String,
    folder: TempDir,
    outbox: Outbox,
    changes: Changes,
    /// The messages of which a till said that they are in the outbox.
    added: BTreeSet<u64>,
    /// The number of the next message.
    next: u64,
    tally: Tally,
}

impl Campaign {
    pub(crate) fn new(seed: u64) -> Self {
        let account = AccountOptions::demo().with_credits(100_000);
        let options = SandboxOptions::new().with_account(account).with_magic_numbers(false);
        let sandbox = Sandbox::start(options).unwrap();
        sandbox.set_fault_profile(hostility::worst(seed));
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("till.db").display());
        let outbox = Outbox::open(&url).unwrap();
        Self {
            seed,
            random: Rng::with_seed(seed),
            base_url: format!("http://{}", late_road::to(sandbox.address(), seed)),
            sandbox,
            changes: outbox.subscribe().unwrap(),
            outbox,
            folder,
            added: BTreeSet::new(),
            next: 0,
            tally: Tally::default(),
        }
    }

    /// Kills so often, lets it come to rest, and looks at what became of each message.
    pub(crate) fn run(mut self, kills: u64) -> Tally {
        while self.tally.kills < kills {
            let till = Process::start(&self.till(8, true));
            self.live(till);
        }
        self.come_to_rest();
        truth::check(&self.outbox, &self.sandbox, &self.added, &mut self.tally);
        self.tally
    }

    /// A life and its end.
    fn live(&mut self, till: Process) {
        self.pass_some_time();
        match self.random.u8(0..40) {
            0 => return self.freeze_beyond_the_lease(till),
            1..8 => self.freeze(&till),
            _ => {}
        }
        self.kill(till);
    }

    fn kill(&mut self, till: Process) {
        self.added.extend(till.kill());
        self.tally.kills += 1;
        truth::assert_nothing_twice(&self.sandbox);
    }

    fn freeze(&mut self, till: &Process) {
        till.freeze();
        let shop = Process::start(&self.till(2, false));
        let time = Duration::from_millis(self.random.u64(50..400));
        self.watch(time);
        till.thaw();
        self.added.extend(shop.end());
        self.pass_some_time();
        self.tally.freezes += 1;
    }

    /// Another till waits meanwhile, and takes over once the frozen one is killed, which was thawed
    /// before or was not.
    fn freeze_beyond_the_lease(&mut self, till: Process) {
        till.freeze();
        let heir = Process::start(&self.till(3, true));
        let longer = Duration::from_millis(self.random.u64(500..1_500));
        self.watch(LEASE + longer);
        if self.random.bool() {
            till.thaw();
            self.pass_some_time();
        }
        self.kill(till);
        self.tally.long_freezes += 1;
        self.live(heir);
    }

    /// A moment after its start, after a change, or late.
    fn pass_some_time(&mut self) {
        let time = Duration::from_micros(match self.random.u8(0..10) {
            0..3 => self.random.u64(0..60_000),
            3..8 => self.random.u64(0..400_000),
            _ => self.random.u64(0..2_500_000),
        });
        if self.random.bool() {
            patiently(|| self.changes.wait(GLANCE * 5));
        }
        self.watch(time);
    }

    /// Reads the changes as they come, for so long.
    fn watch(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            patiently(|| self.changes.wait(left));
        }
    }

    /// A till with up to so many messages of its own.
    fn till(&mut self, most: u64, sends: bool) -> Till {
        let (first, end) = (self.next, self.next + self.random.u64(0..=most));
        self.next = end;
        let file = self.folder.path().join("till.db");
        Till { file, base_url: self.base_url.clone(), first, end, sends }
    }

    /// The last till lives until nothing is open, and is killed, too.
    fn come_to_rest(&mut self) {
        self.sandbox.set_fault_profile(hostility::while_settling(self.seed));
        let till = Process::start(&self.till(0, true));
        let begun = Instant::now();
        while !self.is_at_rest() {
            let (seed, overview) = (self.seed, self.outbox.overview());
            assert!(begun.elapsed() < PATIENCE, "campaign {seed} does not end: {overview:?}");
            patiently(|| self.changes.wait(GLANCE));
        }
        till.kill();
    }

    fn is_at_rest(&self) -> bool {
        let open = [State::Queued, State::Claimed, State::Submitting, State::Unknown];
        let counts = self.outbox.overview().unwrap().counts;
        let is_over = open.iter().all(|state| counts.get(state).is_none_or(|count| *count == 0));
        let is_put_in = counts.values().sum::<u64>() == self.next;
        is_over && is_put_in && truth::all_are_named(&self.outbox)
    }
}
