//! The process dies, at each write to the ledger and at each call, before and after it: nothing is lost,
//! nothing is sent twice.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "crashes/mortal.rs"]
mod mortal;
#[cfg(feature = "postgres")]
#[path = "support/postgres.rs"]
mod server;

use mortal::{Crew, Death, Life};
use smsmode_core::outbox::State;
use smsmode_outbox::{Ledger, SqliteLedger};

/// Gives each life an empty ledger.
trait Place {
    fn empty(&self) -> Box<dyn Ledger>;
}

impl Place for tempfile::TempDir {
    fn empty(&self) -> Box<dyn Ledger> {
        let lives = std::fs::read_dir(self.path()).unwrap().count();
        Box::new(SqliteLedger::open(self.path().join(format!("{lives}.db"))).unwrap())
    }
}

#[cfg(feature = "postgres")]
impl Place for server::Database {
    fn empty(&self) -> Box<dyn Ledger> {
        let ledger = smsmode_outbox::PostgresLedger::open(&self.url()).unwrap();
        self.psql("TRUNCATE smsmode.messages, smsmode.counts");
        Box::new(ledger)
    }
}

/// The tests of each kind of ledger.
macro_rules! survives {
    ($kind:ident, $crew:expr, $place:expr) => {
        mod $kind {
            #[test]
            fn a_message_whose_answer_comes_survives_each_death() {
                super::a_message_whose_answer_comes_survives_each_death(&$place, $crew);
            }

            #[test]
            fn a_message_that_was_stored_and_whose_answer_is_lost_survives_each_death() {
                super::a_message_that_was_stored_and_whose_answer_is_lost_survives_each_death(
                    &$place, $crew,
                );
            }

            #[test]
            fn a_message_that_never_comes_in_survives_each_death() {
                super::a_message_that_never_comes_in_survives_each_death(&$place, $crew);
            }
        }
    };
}

survives!(sqlite, super::Crew::Alone, tempfile::tempdir().unwrap());
survives!(sqlite_in_parts, super::Crew::Fleet, tempfile::tempdir().unwrap());
#[cfg(feature = "postgres")]
survives!(postgres, super::Crew::Alone, crate::server::Database::new());
#[cfg(feature = "postgres")]
survives!(postgres_in_parts, super::Crew::Fleet, crate::server::Database::new());

/// More points of death than a life has.
const POINTS: usize = 60;

/// Each death that happens within a life, one life each; how many that were.
fn matrix(
    (place, crew): (&dyn Place, Crew),
    number: &str,
    death: fn(usize) -> Death,
    ends: &[State],
    stored: usize,
) -> usize {
    let mut died = 0;
    for point in 0..POINTS {
        let mut life = Life::new(place.empty(), crew, death(point));
        let id = life.add("order-1", number);
        life.live();
        if !life.has_died() {
            break;
        }
        died += 1;
        life.live_again();
        let entry = life.entry(id);
        assert!(ends.contains(&entry.state()), "{:?}: {entry:?}", death(point));
        let with_service = life.with_service("Commande order-1");
        assert_eq!(with_service, stored, "{:?}: {entry:?}", death(point));
    }
    died
}

fn a_message_whose_answer_comes_survives_each_death(place: &dyn Place, crew: Crew) {
    let ends = [State::Delivered];
    for death in [Death::BeforeWrite, Death::AfterWrite] {
        assert!(matrix((place, crew), "0639980011", death, &ends, 1) >= 3);
    }
    assert!(matrix((place, crew), "0639980011", Death::BeforeCall, &ends, 1) >= 2);
    assert!(matrix((place, crew), "0639980011", Death::AfterCall, &ends, 1) >= 2);
}

fn a_message_that_was_stored_and_whose_answer_is_lost_survives_each_death(
    place: &dyn Place,
    crew: Crew,
) {
    let ends = [State::Delivered];
    for death in [Death::BeforeWrite, Death::AfterWrite] {
        assert!(matrix((place, crew), "0639980090", death, &ends, 1) >= 4);
    }
    assert!(matrix((place, crew), "0639980090", Death::BeforeCall, &ends, 1) >= 3);
    assert!(matrix((place, crew), "0639980090", Death::AfterCall, &ends, 1) >= 3);
}

fn a_message_that_never_comes_in_survives_each_death(place: &dyn Place, crew: Crew) {
    // It is sent again and again, and after the last time allowed it waits for a person.
    let ends = [State::Parked, State::Queued, State::Unknown];
    for death in [Death::BeforeWrite, Death::AfterWrite] {
        assert!(matrix((place, crew), "0639980091", death, &ends, 0) >= 4);
    }
    assert!(matrix((place, crew), "0639980091", Death::AfterCall, &ends, 0) >= 3);
}
