//! The ledger in PostgreSQL, and what can be the matter with a database.

use std::future::Future;
use std::num::NonZeroU32;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{OutboxId, Stage, State};
use smsmode_outbox::{
    Added, Claimant, Entry, Ledger, LedgerError, NewMessage, Outbox, PostgresLedger, Role, Step,
    enqueue_in,
};
use sqlx::postgres::{PgPool, Postgres};
use tokio::runtime::Builder;

use crate::conformance::{self, NOW, Place, add, get, message, step, take, with};
use crate::importing;
use crate::server::{Database, Server};

impl Place for Database {
    fn open(&self) -> Box<dyn Ledger> {
        Box::new(self.ledger())
    }
}

impl Database {
    pub(crate) fn ledger(&self) -> PostgresLedger {
        PostgresLedger::open(&self.url()).unwrap()
    }

    /// A transaction of somebody else's.
    pub(crate) async fn begin(&self) -> sqlx::Transaction<'static, Postgres> {
        PgPool::connect(&self.url()).await.unwrap().begin().await.unwrap()
    }

    /// With what SQLSTATE it is refused; with none.
    fn refusal(&self, user: &str, sql: &'static str) -> String {
        block_on(async {
            let pool = PgPool::connect(&self.url_of(user)).await.unwrap();
            let refused = sqlx::query(sql).execute(&pool).await.err();
            let refused = refused.map(|error| error.into_database_error().unwrap());
            refused.and_then(|error| error.code().map(Into::into)).unwrap_or_default()
        })
    }
}

pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Put in by a program that has no ledger.
pub(crate) fn in_transaction(url: &str, given: &[NewMessage]) -> Result<Vec<Added>, LedgerError> {
    block_on(async { enqueue_in(&PgPool::connect(url).await.unwrap(), given).await })
}

pub(crate) fn cancelled(entry: &Entry) -> Step {
    step(entry, Stage::Cancelled)
}

pub(crate) fn cancel(ledger: &dyn Ledger, id: OutboxId) -> bool {
    take(ledger, cancelled(&get(ledger, id)))
}

const LONG: Duration = Duration::from_secs(20);

/// Waits for a condition.
pub(crate) fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < LONG, "it does not come to pass");
        thread::sleep(Duration::from_millis(5));
    }
}

macro_rules! conforms {
    ($($to:ident::$test:ident)*) => {
        $(
            #[test]
            fn $test() {
                $to::$test(&Database::new());
            }
        )*
    };
}

conforms! {
    conformance::what_was_added_is_there_as_it_was_given
    conformance::a_key_is_there_once_and_another_message_under_it_is_refused
    conformance::messages_of_one_batch_are_listed_in_its_order
    conformance::every_stage_is_read_as_it_was_written
    conformance::whoever_holds_an_old_fence_or_state_changes_nothing
    conformance::several_steps_of_a_message_follow_each_other_in_one_write
    conformance::what_is_due_comes_in_its_order_and_expires_before_its_time
    conformance::of_the_nameless_those_that_nobody_asks_for_any_more_come_last
    conformance::whoever_reads_changes_misses_no_message
    conformance::what_concerns_all_messages_is_kept
    conformance::one_dispatcher_at_a_time_and_others_may_add
    conformance::what_ended_long_ago_is_forgotten_and_its_key_still_known
    conformance::several_threads_add_and_each_message_is_there_once
    importing::what_comes_from_another_ledger_is_as_it_was_there
    importing::what_came_is_here_once_and_its_key_is_known
    importing::what_was_forgotten_keeps_its_key_and_is_never_sent
    importing::whose_key_is_taken_here_does_not_come
    importing::receipts_of_before_are_known
}

#[test]
fn a_newer_schema_is_refused_and_left_alone_also_while_it_is_open() {
    let database = Database::new();
    let (url, open) = (database.url(), database.open());
    database.psql("UPDATE smsmode.ledger SET form = 2");
    let refused = [PostgresLedger::open(&url).err(), open.overview().err()];
    for refused in refused {
        assert!(matches!(refused, Some(LedgerError::Newer { found: 2, known: 1 })), "{refused:?}");
    }
    assert_eq!(database.psql("SELECT form FROM smsmode.ledger"), "2");
}

#[test]
fn a_schema_of_another_program_is_refused_and_left_as_it_is() {
    let database = Database::new();
    database.psql("CREATE SCHEMA smsmode; CREATE TABLE smsmode.letters (body text)");
    let refused = PostgresLedger::open(&database.url()).err();
    assert!(matches!(refused, Some(LedgerError::NotALedger)), "{refused:?}");
    let tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'smsmode'::regnamespace";
    assert_eq!(database.psql(&format!("{tables} AND relkind = 'r'")), "1");
}

#[test]
fn several_programs_make_the_tables_at_the_same_time() {
    let database = Database::new();
    thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(|| drop(database.open())))));
    assert_eq!(database.psql("SELECT count(*) FROM smsmode.ledger"), "1");
}

#[test]
fn a_server_that_is_not_there_is_named_without_its_password() {
    let refused = Outbox::open("postgres://shop:geheim@127.0.0.1:1/shop").err().unwrap();
    assert!(matches!(refused, LedgerError::Unreachable(_)), "{refused:?}");
    assert!(!format!("{refused:?}").contains("geheim"));
    let refused = Outbox::open("postgres://shop:geheim@host:port/shop").err().unwrap();
    assert!(matches!(refused, LedgerError::Address), "{refused:?}");
}

#[test]
fn it_waits_in_whatever_runtime_it_is_called() {
    let database = Database::new();
    let work = |key: &'static str| {
        let ledger = PostgresLedger::open(&database.url()).unwrap();
        let claim = ledger.claim().unwrap();
        add(&ledger, key);
        drop(claim);
        drop(ledger.claim().unwrap());
    };
    work("alone");
    let one = Builder::new_current_thread().build().unwrap();
    one.block_on(async { work("within one thread") });
    let many = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    many.block_on(async { tokio::task::block_in_place(|| work("where blocking is allowed")) });
    thread::scope(|scope| {
        let _within = many.enter();
        scope.spawn(|| work("beside it")).join().unwrap();
        work("entered");
    });
    assert_eq!(database.open().overview().unwrap().counts[&State::Queued], 5);
}

#[test]
fn whoever_may_only_put_in_can_neither_read_nor_change_and_a_worker_can_do_its_work() {
    let database = Database::new();
    drop(database.open());
    let roles = include_str!("../../src/postgres/roles.sql");
    database.psql(roles);
    database.psql("CREATE ROLE shop LOGIN IN ROLE smsmode_enqueue");
    database.psql("CREATE ROLE worker LOGIN IN ROLE smsmode_dispatch");
    database.psql("CREATE ROLE screen LOGIN IN ROLE smsmode_watch");
    let given = [message("order-1")];
    let added = in_transaction(&database.url_of("shop"), &given).unwrap();
    for forbidden in [
        "SELECT * FROM smsmode.messages",
        "SELECT secret FROM smsmode.ledger",
        "UPDATE smsmode.messages SET state = 'cancelled'",
        "SELECT * FROM smsmode.given('[]')",
    ] {
        assert_eq!(database.refusal("shop", forbidden), "42501", "{forbidden}");
    }
    let worker = PostgresLedger::open(&database.url_of("worker")).unwrap();
    assert!(cancel(&worker, added[0].id()));
    worker.take_over(NOW).unwrap();
    for account in ["one", "of another fleet"] {
        let mut keeper = Claimant::new(Role::Keeper);
        keeper.account = Some(account.to_owned());
        drop(worker.claim_as(&keeper).unwrap());
    }
    let rights = worker.take_rights(1, NonZeroU32::MIN).unwrap();
    assert_eq!(rights.map(|rights| rights.taken), Some(1));
    worker.forget(NOW.plus_seconds(1), 9).unwrap();
    for forbidden in ["DELETE FROM smsmode.messages", "DROP TABLE smsmode.counts"] {
        assert_eq!(database.refusal("worker", forbidden), "42501", "{forbidden}");
    }
    for forbidden in [
        "SELECT recipient FROM smsmode.messages",
        "SELECT text FROM smsmode.messages",
        "SELECT message_key FROM smsmode.messages",
        "SELECT digest FROM smsmode.messages",
    ] {
        assert_eq!(database.refusal("screen", forbidden), "42501", "{forbidden}");
    }
    assert_eq!(database.refusal("screen", "SELECT id, state, due FROM smsmode.messages"), "");
    let refused = PostgresLedger::open(&database.url_of("screen")).err();
    assert!(matches!(refused, Some(LedgerError::Forbidden(_))), "{refused:?}");
    database.psql("DROP OWNED BY smsmode_enqueue, smsmode_dispatch, smsmode_watch");
    database
        .psql("DROP ROLE shop, worker, screen, smsmode_enqueue, smsmode_dispatch, smsmode_watch");
}

#[test]
fn a_database_that_was_moved_or_restored_is_not_sent_from_until_it_is_taken_over() {
    let database = Database::new();
    let ledger = database.open();
    drop(ledger.claim().unwrap());
    let id = add(&*ledger, "order-1");
    database.psql("UPDATE smsmode.ledger SET cluster = regexp_replace(cluster, ' .*', ' 99')");
    assert!(matches!(ledger.claim(), Err(LedgerError::Restored)));
    database.psql("UPDATE smsmode.ledger SET cluster = 'elsewhere 1'");
    assert!(matches!(ledger.claim(), Err(LedgerError::Moved)));
    let before = ledger.overview().unwrap().revision;
    assert_eq!(ledger.take_over(NOW).unwrap(), 1);
    assert_eq!(get(&*ledger, id).state(), State::Unknown);
    assert_eq!(get(&*ledger, id).progress.doubted_since, Some(NOW));
    assert!(ledger.overview().unwrap().revision > before + 1_000_000);
    drop(ledger.claim().unwrap());
}

/// For minutes, its control file tells the history of the one before.
#[test]
fn a_standby_that_takes_over_is_not_sent_from_from_the_first_moment_on() {
    let mut server = Server::start();
    let url = server.url("smsmode", "postgres");
    let ledger = PostgresLedger::open(&url).unwrap();
    drop(ledger.claim().unwrap());
    // To be written by its first checkpoint, which takes its time.
    server.psql("postgres", "CREATE TABLE much AS SELECT generate_series(1, 200000)");
    server.fail_over();
    until(|| ledger.overview().is_ok());
    let refused = ledger.claim();
    assert!(matches!(refused, Err(LedgerError::Restored)), "{refused:?}");
}

/// Such as one for trying something out.
#[test]
fn a_copy_on_the_same_server_is_not_sent_from_until_it_is_taken_over() {
    let database = Database::new();
    drop(database.ledger().claim().unwrap());
    let copy = database.copy().ledger();
    let refused = copy.claim();
    assert!(matches!(refused, Err(LedgerError::Moved)), "{refused:?}");
    copy.take_over(NOW).unwrap();
    drop(copy.claim().unwrap());
    drop(database.ledger().claim().unwrap());
}

#[test]
fn whoever_sent_alone_and_lost_that_writes_no_more_once_a_fleet_has_begun() {
    let database = Database::new();
    let (one, other) = (database.ledger(), database.ledger());
    for role in [Role::Sender, Role::Keeper] {
        let lost = one.claim().unwrap();
        assert_eq!(database.psql(CUT), "t");
        let fleet = other.claim_as(&Claimant::new(role)).unwrap();
        let id = add(&one, role.name());
        let late = one.commit(&with(vec![cancelled(&get(&one, id))]));
        assert!(matches!(late, Err(LedgerError::AnotherDispatcher)), "{late:?}");
        let mut commit = with(vec![cancelled(&get(&other, id))]);
        commit.role = role;
        assert_eq!(other.commit(&commit).unwrap(), [true], "whoever began goes on");
        drop((lost, fleet));
    }
}

/// Ends the connection that holds the claim.
const CUT: &str = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'
    AND classid = 1397576559 AND objid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

#[test]
fn a_claim_ends_with_its_connection_and_whoever_lost_it_writes_no_more() {
    let database = Database::new();
    let (one, other) = (database.ledger(), database.ledger());
    assert_eq!(other.is_claimed().unwrap(), Some(false));
    let claim = one.claim().unwrap();
    assert_eq!(other.is_claimed().unwrap(), Some(true));
    assert!(matches!(
        other.claim_as(&Claimant::new(Role::Sender)),
        Err(LedgerError::AnotherDispatcher)
    ));
    assert_eq!(database.psql(CUT), "t");
    let alone = other.claim().unwrap();
    let id = add(&one, "order-1");
    let late = one.commit(&with(vec![cancelled(&get(&one, id))]));
    assert!(matches!(late, Err(LedgerError::AnotherDispatcher)), "{late:?}");
    assert!(cancel(&database.ledger(), id), "who does not send may cancel");
    drop((claim, alone));
    let workers = [
        one.claim_as(&Claimant::new(Role::Sender)).unwrap(),
        other.claim_as(&Claimant::new(Role::Sender)).unwrap(),
    ];
    assert!(matches!(other.claim(), Err(LedgerError::AnotherDispatcher)));
    drop(workers);
    drop(other.claim().unwrap());
}

#[test]
fn others_are_woken_and_it_does_not_wake_itself() {
    let database = Database::new();
    let (one, other) = (database.ledger(), database.ledger());
    let woken = [channel(), channel()];
    for (ledger, (wake, _)) in [&one, &other].into_iter().zip(&woken) {
        let wake = wake.clone();
        ledger.when_changed(Box::new(move || wake.send(()).is_ok()));
    }
    let listeners = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND query LIKE 'LISTEN%'";
    until(|| database.psql(listeners) == "2");
    add(&one, "order-1");
    woken[1].1.recv_timeout(LONG).unwrap();
    add(&other, "order-2");
    woken[0].1.recv_timeout(LONG).unwrap();
    // What it told itself would have come before.
    assert!(woken[0].1.try_recv().is_err());
}

#[test]
fn a_server_that_crashes_has_what_was_put_in_and_goes_on() {
    let mut server = Server::start();
    let ledger = PostgresLedger::open(&server.url("smsmode", "postgres")).unwrap();
    let claim = ledger.claim().unwrap();
    let id = add(&ledger, "order-1");
    server.crash_and_restart();
    until(|| ledger.overview().is_ok());
    assert_eq!(get(&ledger, id).state(), State::Queued);
    assert_eq!(ledger.add(&[message("order-1")], NOW).unwrap(), [Added::Known(id)]);
    drop(claim);
    assert!(cancel(&ledger, id));
}
