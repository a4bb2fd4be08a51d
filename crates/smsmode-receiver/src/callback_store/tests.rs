use std::sync::Arc;
use std::time::Duration;

use smsmode_core::{CallbackKind, MessageId, MessageStatus, PhoneNumber, Timestamp};
use tempfile::TempDir;

use super::{CallbackStore, Retention, StoreError, Task, file};
use crate::event::Event;
use crate::keeping::{Keep as _, Kept};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);
const REPLY: &str = "emetteur=33639980011&message=arriv%E9&responseID=r1";

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("callbacks.db")
    }

    fn open(&self) -> CallbackStore {
        CallbackStore::open(self.path()).unwrap()
    }
}

fn receipt(status: u16, second: u8) -> String {
    format!(
        "smsID=A1&numero=33639980011&statut={status}&date_reception=2026-11-22+13:45:{second:02}"
    )
}

fn keep(store: &CallbackStore, kind: CallbackKind, query: &str) -> Kept {
    store.keep(Event::read(kind, query.as_bytes()).unwrap(), query, NOW)
}

fn keep_receipt(store: &CallbackStore, status: u16, second: u8) -> Kept {
    keep(store, CallbackKind::Delivery, &receipt(status, second))
}

fn numbers(store: &CallbackStore, task: Task) -> Vec<u64> {
    store.waiting(task, 0, 99).unwrap().iter().map(|stored| stored.number).collect()
}

#[test]
fn what_was_kept_outlives_the_process_as_it_came() {
    let place = Place::new();
    let mut event = Event::read(CallbackKind::Reply, REPLY.as_bytes()).unwrap();
    *event.client_reference_mut() = Some("order-12".to_owned());
    assert_eq!(place.open().keep(event.clone(), REPLY, NOW), Kept::New);
    let stored = place.open().after(0, 99).unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!((stored[0].number, stored[0].arrived, &stored[0].event), (1, NOW, &event));
}

#[test]
fn what_comes_twice_is_kept_once_by_several_processes_too() {
    let place = Place::new();
    let (one, other) = (place.open(), place.open());
    assert_eq!(keep_receipt(&one, 11, 1), Kept::New);
    assert_eq!(keep_receipt(&other, 11, 1), Kept::Known);
    assert_eq!(keep_receipt(&other, 11, 2), Kept::New);
    assert_eq!(keep(&one, CallbackKind::Reply, REPLY), Kept::New);
    assert_eq!(keep(&other, CallbackKind::Reply, &format!("{REPLY}&numero=36034")), Kept::Known);
    assert_eq!(one.after(0, 99).unwrap().len(), 3);
}

#[test]
fn whoever_keeps_its_place_reads_each_callback_once() {
    let place = Place::new();
    let (writer, reader) = (place.open(), place.open());
    for second in 1..=5 {
        keep_receipt(&writer, 13, second);
    }
    let numbers = |after, limit| {
        let stored = reader.after(after, limit).unwrap();
        stored.iter().map(|stored| stored.number).collect::<Vec<_>>()
    };
    assert_eq!((numbers(0, 3), numbers(3, 3), numbers(5, 3)), (vec![1, 2, 3], vec![4, 5], vec![]));
}

#[test]
fn a_temporary_status_never_overwrites_a_final_one() {
    let place = Place::new();
    let store = place.open();
    let status = |id: &str, number: &str| {
        let (id, number) = (MessageId::new(id).unwrap(), PhoneNumber::parse(number).unwrap());
        store.status_of(&id, number).unwrap().map(MessageStatus::code)
    };
    let mut told = Vec::new();
    for (second, code) in [(1, 13), (5, 14), (2, 3501), (9, 13)] {
        keep_receipt(&store, code, second);
        told.push(status("A1", "0639980011"));
    }
    assert_eq!(told, [Some(13), Some(14), Some(14), Some(14)]);
    assert_eq!((status("A2", "0639980011"), status("A1", "0639980012")), (None, None));
}

#[test]
fn a_task_waits_until_it_is_done_also_beyond_a_restart() {
    let place = Place::new();
    let store = place.open().with_tasks([Task::Print, Task::Forward]);
    keep_receipt(&store, 13, 1);
    keep_receipt(&store, 11, 2);
    store.done(Task::Forward, 1).unwrap();
    drop(store);
    let again = place.open();
    assert_eq!(numbers(&again, Task::Print), [1, 2]);
    assert_eq!(numbers(&again, Task::Forward), [2]);
    assert!(numbers(&again, Task::Execute).is_empty());
}

#[test]
fn what_came_before_a_task_was_wanted_is_left_alone() {
    let place = Place::new();
    keep_receipt(&place.open(), 13, 1);
    let store = place.open().with_tasks([Task::Forward]);
    keep_receipt(&store, 13, 1);
    keep_receipt(&store, 11, 2);
    assert_eq!(numbers(&store, Task::Forward), [2]);
}

#[test]
fn a_full_disk_is_no_acknowledgement_and_spoils_nothing() {
    let place = Place::new();
    let store = place.open();
    keep_receipt(&store, 13, 1);
    store.lock().pragma_update(None, "max_page_count", 8).unwrap();
    let long = |number: u32| format!("{REPLY}{number}&other={}", "a".repeat(8_000));
    let full =
        (3..99).find(|number| keep(&store, CallbackKind::Reply, &long(*number)) == Kept::NoRoom);
    let full = full.unwrap();
    store.lock().pragma_update(None, "max_page_count", 10_000).unwrap();
    assert_eq!(keep(&store, CallbackKind::Reply, &long(full)), Kept::New, "it was not kept before");
}

#[test]
fn a_waiting_thread_is_woken() {
    let place = Place::new();
    let store = Arc::new(place.open());
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            assert!(store.wait_for_news(0, Duration::from_secs(60)));
            store.after(0, 9).unwrap().len()
        });
        keep_receipt(&store, 11, 1);
        assert_eq!(waiting.join().unwrap(), 1);
    });
    assert!(!store.wait_for_news(1, Duration::ZERO));
}

#[cfg(unix)]
#[test]
fn its_owner_alone_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let store = place.open();
    keep_receipt(&store, 11, 1);
    for file in std::fs::read_dir(place.0.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_newer_file_is_refused() {
    let place = Place::new();
    place.open().lock().pragma_update(None, "user_version", 2).unwrap();
    let refused = CallbackStore::open(place.path());
    assert!(matches!(refused, Err(StoreError::Newer { found: 2, known: 1 })), "{refused:?}");
}

#[test]
fn the_file_of_another_program_is_refused_and_left_as_it_is() {
    let place = Place::new();
    std::fs::write(place.path(), "a letter to my mother, long enough to be a file").unwrap();
    assert!(matches!(CallbackStore::open(place.path()), Err(StoreError::NotAStore)));
    let other = place.0.path().join("other.db");
    let database = rusqlite::Connection::open(&other).unwrap();
    database.execute_batch("CREATE TABLE letters (body TEXT)").unwrap();
    assert!(matches!(file::open(&other), Err(StoreError::NotAStore)));
    assert!(matches!(CallbackStore::open(place.0.path()), Err(StoreError::Open(_))));
}

#[test]
fn one_at_a_time_does_the_work_of_a_store_whatever_it_is_called() {
    let place = Place::new();
    let (one, other) = (place.open(), place.open());
    let claim = one.claim().unwrap();
    assert!(matches!(other.claim(), Err(StoreError::Claimed)));
    assert!(matches!(one.claim(), Err(StoreError::Claimed)));
    #[cfg(unix)]
    {
        let link = place.0.path().join("link.db");
        std::os::unix::fs::symlink(place.path(), &link).unwrap();
        let linked = CallbackStore::open(link).unwrap();
        assert!(matches!(linked.claim(), Err(StoreError::Claimed)));
    }
    assert_eq!(keep_receipt(&other, 11, 1), Kept::New, "the store itself is not locked");
    drop(claim);
    other.claim().unwrap();
}

const DAY: i64 = 86_400;

fn days(days: u64) -> Retention {
    Retention::new(Duration::from_secs(days * 86_400))
}

/// All steps of one round; the numbers that are left.
fn forget(store: &CallbackStore, retention: Retention, now: Timestamp) -> Vec<u64> {
    let mut place = 0;
    while let Some(next) = store.forget(place, retention, now).unwrap() {
        assert!(next > place, "a round comes to an end");
        place = next;
    }
    store.after(0, 9_999).unwrap().iter().map(|stored| stored.number).collect()
}

#[test]
fn what_is_old_is_forgotten_but_for_the_last_one_and_no_number_comes_twice() {
    let place = Place::new();
    let store = place.open();
    for second in 1..=3 {
        keep_receipt(&store, 13, second);
    }
    assert_eq!(forget(&store, days(30), NOW.plus_seconds(30 * DAY)), [1, 2, 3]);
    assert_eq!(forget(&store, days(30), NOW.plus_seconds(30 * DAY + 1)), [3]);
    keep_receipt(&store, 11, 4);
    assert_eq!(store.after(0, 9).unwrap().last().unwrap().number, 4);
}

#[test]
fn what_is_still_to_be_done_is_never_forgotten() {
    let place = Place::new();
    let store = place.open().with_tasks(Task::ALL);
    for second in 1..=5 {
        keep_receipt(&store, 13, second);
    }
    for (number, task) in (1..).zip(Task::ALL) {
        Task::ALL.into_iter().filter(|other| *other != task).for_each(|other| {
            store.done(other, number).unwrap();
        });
    }
    let much_later = NOW.plus_seconds(1_000 * DAY);
    assert_eq!(forget(&store, days(7), much_later), [1, 2, 3, 4, 5]);
    store.done(Task::Forward, 2).unwrap();
    assert_eq!(forget(&store, days(7), much_later), [1, 3, 4, 5]);
}

#[test]
fn nothing_is_forgotten_as_long_as_its_address_is_good() {
    let place = Place::new();
    let store = place.open();
    keep_receipt(&store, 11, 1);
    keep(&store, CallbackKind::Reply, REPLY);
    keep_receipt(&store, 11, 2);
    assert_eq!(forget(&store, days(0), NOW.plus_seconds(7 * DAY)), [1, 2, 3]);
    assert_eq!(forget(&store, days(0), NOW.plus_seconds(90 * DAY)), [2, 3]);
    assert_eq!(forget(&store, days(0), NOW.plus_seconds(90 * DAY + 1)), [3]);
}

#[test]
fn a_step_looks_at_so_many_callbacks_and_a_round_at_all_that_are_old() {
    let place = Place::new();
    let store = place.open();
    for number in 0..600 {
        keep(&store, CallbackKind::Delivery, &format!("smsID=A{number}&statut=11"));
    }
    let later = NOW.plus_seconds(30 * DAY + 1);
    assert_eq!(store.forget(0, days(30), later).unwrap(), Some(256));
    assert_eq!(store.after(0, 9_999).unwrap().len(), 344);
    assert_eq!(forget(&store, days(30), later), [600]);
    assert_eq!(store.forget(0, days(30), NOW).unwrap(), None);
}

#[cfg(target_os = "linux")]
#[test]
fn a_store_whose_path_sqlite_cannot_tell_is_claimed_by_nobody() {
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::new();
    let path = place.0.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.db"));
    let claimed = CallbackStore::open(path).unwrap().claim();
    assert!(matches!(claimed, Err(StoreError::Open(_))), "{claimed:?}");
}
