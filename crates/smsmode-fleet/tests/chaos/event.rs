//! What happens to a fleet, and when: all of it told by a seed.

use std::time::Duration;

use fastrand::Rng;

/// How long a worker waits for an answer.
pub(crate) const TIMEOUT: Duration = Duration::from_millis(400);
/// How long a message belongs to it.
const LEASE: Duration = Duration::from_secs(4);
/// How many workers a fleet has.
pub(crate) const WORKERS: usize = 3;

/// Something that happens after a while.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    pub(crate) after: Duration,
    pub(crate) what: Disaster,
}

/// What happens, and to which of the workers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Disaster {
    /// It is killed, frozen or not; another one begins in its place.
    Kill(usize),
    /// It is frozen for so long, while other things happen.
    Freeze(usize, Duration),
    /// It is frozen for longer than a message belongs to it.
    FreezeBeyondTheLease(usize, Duration),
    /// It is frozen, and all connections are cut meanwhile: others take over what it had.
    FreezeAndCut(usize, Duration),
    /// The database dies without a word, and is started again.
    CrashDatabase,
    /// All jobs are gone.
    EmptyQueue,
    /// Jobs pile up for so long, each is given to several workers, and all begin at once.
    GiveTwice(Duration),
    /// Whoever is connected to the database is not any more.
    CutAll,
    /// Whoever keeps the outbox has lost it, and does not know.
    CutKeeper,
}

impl Disaster {
    /// What it is called where they are counted.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kill(_) => "killed",
            Self::Freeze(..) => "frozen",
            Self::FreezeBeyondTheLease(..) => "frozen beyond the lease",
            Self::FreezeAndCut(..) => "frozen and cut off",
            Self::CrashDatabase => "database crashed",
            Self::EmptyQueue => "queue emptied",
            Self::GiveTwice(_) => "jobs given twice",
            Self::CutAll => "all connections cut",
            Self::CutKeeper => "keeper cut off",
        }
    }

    fn any(random: &mut Rng) -> Self {
        let worker = random.usize(0..WORKERS);
        let mut time = |range: std::ops::Range<u64>| Duration::from_millis(random.u64(range));
        let (short, middling, long) = (time(50..800), time(300..2_500), time(500..1_500));
        match random.u8(0..40) {
            0..12 => Self::Kill(worker),
            12..20 => Self::Freeze(worker, short),
            20..22 => Self::FreezeBeyondTheLease(worker, LEASE + long),
            22..26 => Self::FreezeAndCut(worker, middling),
            26..28 => Self::CrashDatabase,
            28..31 => Self::EmptyQueue,
            31..35 => Self::GiveTwice(short),
            35..37 => Self::CutAll,
            _ => Self::CutKeeper,
        }
    }
}

/// All that ever happens.
pub(crate) fn events(seed: u64) -> impl Iterator<Item = Event> {
    let mut random = Rng::with_seed(seed);
    std::iter::repeat_with(move || {
        let after = Duration::from_micros(match random.u8(0..10) {
            0..3 => random.u64(0..60_000),
            3..8 => random.u64(0..500_000),
            _ => random.u64(0..1_500_000),
        });
        Event { after, what: Disaster::any(&mut random) }
    })
}
