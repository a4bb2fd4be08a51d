//! What several programs do in one database at the same time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use smsmode_core::outbox::{OutboxId, State};
use smsmode_outbox::{Added, Changes, Claimant, Commit, Ledger, LedgerError, Outbox, Role, Which};

use crate::conformance::{NOW, add, get, message, with};
use crate::postgres::{block_on, cancel, cancelled, in_transaction, until};
use crate::server::Database;

#[test]
fn what_is_put_in_in_a_transaction_is_there_once_that_is_committed() {
    let database = Database::new();
    let ledger = database.ledger();
    database.psql("CREATE TABLE orders (number integer)");
    block_on(async {
        for does_commit in [false, true] {
            let mut order = database.begin().await;
            sqlx::query("INSERT INTO orders VALUES (12)").execute(&mut *order).await.unwrap();
            let given = [message("order-12"), message("order-12")];
            let added = smsmode_outbox::enqueue_in(&mut *order, &given).await.unwrap();
            assert!(matches!(added[..], [Added::New(a), Added::Known(b)] if a == b));
            if does_commit {
                order.commit().await.unwrap();
            } else {
                order.rollback().await.unwrap();
            }
            let there = ledger.entries(&Which::Newest(None), 9).unwrap();
            assert_eq!(there.len(), usize::from(does_commit));
        }
    });
    assert_eq!(database.psql("SELECT count(*) FROM orders"), "1");
}

#[test]
fn what_is_put_in_in_a_transaction_is_due_by_the_clock_of_the_database() {
    let database = Database::new();
    let ledger = database.ledger();
    let time = || database.psql("SELECT extract(epoch FROM now())::bigint").parse::<i64>().unwrap();
    let before = time();
    let added = in_transaction(&database.url(), &[message("order-12")]).unwrap();
    let entry = get(&ledger, added[0].id());
    let created = entry.created_at.unix_seconds();
    assert!((before - 1..=time() + 1).contains(&created), "{before} {created}");
    assert_eq!(entry.progress.stage.due_at(), Some(entry.created_at));
}

#[test]
fn what_is_put_in_waits_for_the_disk_where_nothing_else_of_its_database_does() {
    let database = Database::new();
    drop(database.ledger());
    let put_in = "SET synchronous_commit = off; BEGIN; SELECT FROM smsmode.enqueue('[]')";
    let waits = database.psql(&format!("{put_in}; SHOW synchronous_commit; COMMIT"));
    assert_eq!(waits.trim(), "on");
    let keeps = database.psql(
        "SET synchronous_commit = local; SELECT fate FROM smsmode.enqueue('[]');
        SHOW synchronous_commit",
    );
    assert_eq!(keeps, "local");
}

#[test]
fn whoever_puts_in_the_same_keys_waits_for_an_open_transaction_and_nobody_else_does() {
    let database = Database::new();
    let ledger = database.ledger();
    block_on(async {
        let mut order = database.begin().await;
        let given = [message("order-2"), message("order-1")];
        smsmode_outbox::enqueue_in(&mut *order, &given).await.unwrap();
        let id = add(&ledger, "order-3");
        assert!(cancel(&ledger, id), "its row goes on");
        let (same, batch) = (database.ledger(), ["order-1", "order-4", "order-2"].map(message));
        let other = thread::spawn(move || same.add(&batch, NOW).unwrap());
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND datname = current_database()";
        until(|| database.psql(waiting) != "0");
        order.commit().await.unwrap();
        let added = other.join().unwrap();
        let is_new: Vec<_> = added.iter().map(|one| matches!(one, Added::New(_))).collect();
        assert_eq!(is_new, [false, true, false]);
    });
}

/// Each number is drawn before it is known when its transaction ends.
#[test]
fn a_change_that_ends_late_is_missed_by_nobody() {
    let database = Database::new();
    let outbox = Outbox::open(&database.url()).unwrap();
    database.psql("CREATE TABLE orders (number integer)");
    let mut changes = outbox.subscribe().unwrap();
    block_on(async {
        let mut early = database.begin().await;
        // It has an identity of its own long before it draws a number.
        sqlx::query("INSERT INTO orders VALUES (1)").execute(&mut *early).await.unwrap();
        let first = add(&**outbox.ledger(), "first");
        assert_eq!(keys(&mut changes), ["first"]);
        let mut late = database.begin().await;
        sqlx::query("SAVEPOINT here").execute(&mut *late).await.unwrap();
        put(&mut late, "undone").await;
        put(&mut early, "early").await;
        sqlx::query("ROLLBACK TO here").execute(&mut *late).await.unwrap();
        assert!(cancel(&**outbox.ledger(), first));
        assert!(keys(&mut changes).is_empty(), "an earlier one is still to come");
        put(&mut late, "late").await;
        early.commit().await.unwrap();
        assert_eq!(keys(&mut changes), ["early", "first"]);
        add(&**outbox.ledger(), "after");
        late.commit().await.unwrap();
        assert_eq!(keys(&mut changes), ["late", "after"]);
    });
    let all = outbox.ledger().entries(&Which::ChangedAfter(0), 9).unwrap();
    let last = all.last().unwrap().revision;
    assert_eq!(outbox.overview().unwrap().revision, last);
    assert_eq!(outbox.ledger().revision().unwrap(), last);
}

async fn put(transaction: &mut sqlx::PgConnection, key: &str) {
    smsmode_outbox::enqueue_in(transaction, &[message(key)]).await.unwrap();
}

fn keys(changes: &mut Changes) -> Vec<String> {
    changes.read().unwrap().iter().map(|entry| entry.key.as_str().to_owned()).collect()
}

#[test]
fn many_who_write_at_once_are_all_read_and_counted() {
    let database = Database::new();
    let reader = database.ledger();
    let (done, mut seen) = (AtomicBool::new(false), HashMap::new());
    thread::scope(|scope| {
        let writers: Vec<_> = (0..6)
            .map(|writer| {
                let ledger = database.ledger();
                scope.spawn(move || {
                    for number in 0..40 {
                        let id = add(&ledger, &format!("order-{writer}-{number}"));
                        assert!(number % 2 == 0 || cancel(&ledger, id));
                    }
                })
            })
            .collect();
        let reading = scope.spawn(|| {
            let mut after = 0;
            loop {
                let was_done = done.load(Ordering::SeqCst);
                let changed = reader.entries(&Which::ChangedAfter(after), 7).unwrap();
                for entry in &changed {
                    assert!(entry.revision > after);
                    after = entry.revision;
                    seen.insert(entry.id, entry.state());
                }
                if was_done && changed.is_empty() {
                    return;
                }
            }
        });
        for writer in writers {
            writer.join().unwrap();
        }
        done.store(true, Ordering::SeqCst);
        reading.join().unwrap();
    });
    let cancelled = seen.values().filter(|state| **state == State::Cancelled).count();
    assert_eq!((seen.len(), cancelled), (240, 120));
    let counts = reader.overview().unwrap().counts;
    assert_eq!(counts, [(State::Queued, 120), (State::Cancelled, 120)].into());
}

#[test]
fn many_lines_of_the_counts_become_few() {
    let database = Database::new();
    let ledger = database.ledger();
    for number in 0..200 {
        add(&ledger, &format!("order-{number}"));
    }
    until(|| database.psql("SELECT count(*) < 80 FROM smsmode.counts") == "t");
    assert_eq!(ledger.overview().unwrap().counts[&State::Queued], 200);
}

#[test]
fn a_keeper_whose_connection_was_cut_writes_nothing_once_another_keeps() {
    let database = Database::new();
    let (one, other) = (database.ledger(), database.ledger());
    let lost = one.claim_as(&Claimant::new(Role::Keeper)).unwrap();
    let refused = other.claim_as(&Claimant::new(Role::Keeper));
    assert!(matches!(refused, Err(LedgerError::AnotherKeeper)), "{refused:?}");
    database.psql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'
        AND classid = 1397576559 AND objid = 5
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    let _keeper = other.claim_as(&Claimant::new(Role::Keeper)).unwrap();
    let id = add(&one, "order-1");
    let in_part = |role| {
        let mut commit = with(vec![cancelled(&get(&one, id))]);
        commit.role = role;
        one.commit(&commit)
    };
    let late = in_part(Role::Keeper);
    assert!(matches!(late, Err(LedgerError::AnotherKeeper)), "{late:?}");
    assert_eq!(in_part(Role::Sender).unwrap(), [true], "whoever sends goes on");
    assert_eq!(get(&other, id).state(), State::Cancelled);
    drop(lost);
}

#[test]
fn those_who_take_what_is_due_take_different_ones() {
    let database = Database::new();
    let given: Vec<_> = (0..40).map(|number| message(&format!("order-{number}"))).collect();
    let (one, other) = (database.ledger(), database.ledger());
    one.add(&given, NOW).unwrap();
    let mut ids: Vec<OutboxId> = Vec::new();
    one.take_due(State::Queued, NOW, 10, |due| {
        ids.extend(due.iter().map(|entry| entry.id));
        other
            .take_due(State::Queued, NOW, 100, |rest| {
                ids.extend(rest.iter().map(|entry| entry.id));
                Commit::at(NOW)
            })
            .unwrap();
        with(due.iter().map(cancelled).collect())
    })
    .unwrap();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 40);
    assert_eq!(one.overview().unwrap().counts[&State::Cancelled], 10);
    // As the function of the database takes them, from whatever program.
    let added = in_transaction(&database.url(), &given).unwrap();
    assert!(added.iter().all(|one| matches!(one, Added::Known(_))));
}
