//! A clock, processes, a disk, people and a service.

mod calls;
mod check;
mod people;
mod turn;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use smsmode_core::{CallbackKey, CallbackSigner};
use smsmode_outbox::{Clock as _, DispatcherSettings, Outbox};

use super::clock::VirtualClock;
use super::disk::Disk;
use super::handle::Handle;
use super::letter::Letter;
use super::post::Post;
use super::process::{News, Process};
use super::service::{Arrival, Service};
use people::Deed;

/// What may happen in a world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weather {
    /// Seconds after which a request that was given up comes to the service at the latest.
    pub(crate) longest_delay: u64,
    /// Seconds after which the service lists what it accepted at the latest.
    pub(crate) longest_listing: u64,
    /// Whether the disk loses what it said to be written.
    pub(crate) lying_disk: bool,
    /// Whether the dates of the list are to tell equal messages apart, however wrong our clock is.
    pub(crate) dates_tell: bool,
}

/// Together they stay below the quiet time of 15 minutes.
impl Default for Weather {
    fn default() -> Self {
        Self { longest_delay: 400, longest_listing: 400, lying_disk: false, dates_tell: false }
    }
}

pub(crate) struct World {
    seed: u64,
    weather: Weather,
    rng: Rng,
    clock: Arc<VirtualClock>,
    now: u64,
    letters: Vec<Letter>,
    disk: Arc<Disk>,
    /// What everybody but the dispatchers has of the outbox.
    outbox: Outbox,
    post: Arc<Post>,
    receipts: usize,
    service: Service,
    settings: DispatcherSettings,
    processes: Vec<Process>,
    /// How many processes froze or died.
    ends: usize,
    /// When the next process starts.
    starts_at: Option<u64>,
    /// What is on its way to the service, and when it comes.
    on_the_way: Vec<(u64, Arrival)>,
    deeds: Vec<(u64, Deed)>,
    resumes_at: Option<u64>,
    jumps: usize,
    /// Whether the clock was ever further from the service's than is reckoned with.
    clock_was_wrong: bool,
    /// After the clock was set forward, nobody is started: see `people`.
    steady_from: u64,
}

const LETTERS: usize = 20;
const DAY: u64 = 86_400;
/// More than a life has; a dispatcher that spins comes here.
const STEPS_AT_ONCE: usize = 200;

impl World {
    pub(crate) fn new(seed: u64, weather: Weather) -> Self {
        // The chance in the back-off is drawn from this thread's generator.
        fastrand::seed(seed);
        let mut rng = Rng::with_seed(seed);
        let clock = Arc::new(VirtualClock::at(1_792_800_000 + rng.i64(0..20 * 86_400)));
        let letter = |number| Letter::new(&mut rng, &format!("order-{number}"), &clock, 0);
        let mut letters: Vec<_> = (0..LETTERS).map(letter).collect();
        letters.sort_by_key(|letter| letter.written_at);
        let disk = Arc::new(Disk::new(u128::from(seed).to_be_bytes()));
        let outbox = Outbox::with_ledger(Handle::of(&disk)).with_clock(clock.clone());
        let post = Arc::new(Post::default());
        let settings = settings(&mut rng, &post);
        let deeds = Deed::plan(&mut rng);
        let service = Service::default();
        let mut world = Self {
            seed,
            weather,
            rng,
            clock,
            now: 0,
            letters,
            disk,
            outbox,
            post,
            receipts: 0,
            service,
            settings,
            processes: Vec::new(),
            ends: 0,
            starts_at: Some(0),
            on_the_way: Vec::new(),
            deeds,
            resumes_at: None,
            jumps: 0,
            clock_was_wrong: false,
            steady_from: 0,
        };
        world.start();
        world
    }

    /// Until nothing is left to do; how many lives were lived.
    pub(crate) fn run(&mut self) -> usize {
        let mut steps = 0;
        while let Some(next) = self.next() {
            steps = if next > self.now { 0 } else { steps + 1 };
            assert!(steps < STEPS_AT_ONCE, "seed {}: a dispatcher spins", self.seed);
            self.now = next.max(self.now);
            assert!(self.now < 40 * DAY, "seed {}: it never ends", self.seed);
            self.clock.pass_until(self.now);
            self.enqueue();
            self.arrive();
            self.live_among_people();
            self.start();
            self.dispatch();
        }
        self.check();
        self.letters.len()
    }

    /// When something happens next.
    fn next(&self) -> Option<u64> {
        let written = self.letters.get(self.enqueued()).map(|letter| letter.written_at);
        let arrives = self.on_the_way.iter().map(|(at, _)| *at).min();
        let deed = self.deeds.iter().map(|(at, _)| *at).min();
        let news = self.news();
        let looks = self.processes.iter().filter_map(|process| process.next(self.now, news)).min();
        let receipt = self.service.next_receipt();
        let people = [written, deed, self.resumes_at];
        people.into_iter().chain([arrives, receipt, self.starts_at, looks]).flatten().min()
    }

    fn news(&self) -> News {
        let revision = self.disk.tables().revision;
        News { revision, receipts: self.receipts, jumps: self.jumps }
    }

    /// A row each, in their order.
    fn enqueued(&self) -> usize {
        self.disk.tables().rows.len()
    }

    /// A process takes the place of one that is gone, or that seems to be.
    fn start(&mut self) {
        if self.starts_at.take_if(|at| *at <= self.now).is_some() {
            let (clock, settings) = (self.clock.clone(), self.settings.clone());
            self.processes.push(Process::new(&self.disk, clock, settings));
        }
    }

    /// What is on its way comes whether its sender lives or not; others send, too.
    fn arrive(&mut self) {
        let now = self.now;
        let due: Vec<_> = self.on_the_way.extract_if(.., |(at, _)| *at <= now).collect();
        for (_, arrival) in due {
            self.accept(arrival);
        }
        if self.rng.u16(..400) == 0 {
            let foreign = Letter::new(&mut self.rng, "foreign", &self.clock, now);
            let (number, text) = (foreign.message.to(), "Un autre programme");
            self.accept(Arrival { letter: None, number, text, reference: None });
        }
        for receipt in self.service.take_receipts(now) {
            self.post.put(receipt);
            self.receipts += 1;
        }
    }

    fn is_due(&self, time: smsmode_core::Timestamp) -> bool {
        time <= self.clock.now()
    }
}

fn settings(rng: &mut Rng, post: &Arc<Post>) -> DispatcherSettings {
    let signer = CallbackSigner::new(CallbackKey::new(*b"0123456789abcdef").unwrap());
    let mut settings = DispatcherSettings::default()
        .with_in_flight(rng.usize(1..9))
        .with_callbacks(Arc::clone(post), "https://example.org", signer);
    if rng.u8(..4) == 0 {
        settings = settings.with_rate(NonZeroU32::new(rng.u32(1..4)).unwrap());
    }
    if rng.u8(..4) == 0 {
        settings = settings.with_retention(Duration::from_secs(3_600));
    }
    settings
}
